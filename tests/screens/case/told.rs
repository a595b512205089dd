//! D9: a notice says that somebody was told only where word of it arrives; elsewhere it asks for the telephone.

use uuid::Uuid;
use zuoxi::domain::*;
use zuoxi::scenario::Door as _;

use crate::case::desk::Desk;

/// What stands below after a fault of level 1 was graded in this role, with others who work here.
fn graded(lang: Lang, role: Role, others: &[Role]) -> String {
    let mut desk = Desk::new(lang, (120, 40), "2026-03-16T10:02:00");
    desk.role = role;
    for (person, role) in (20..).zip(others) {
        let other = Actor { person: Uuid::from_u128(person), no: person.to_string(), role: *role };
        desk.store.enrol(&other, "", desk.now).unwrap();
    }
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码 955起").pass_s(60).press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8");
    assert_eq!(desk.only().level, Some(Level::ONE), "{}", desk.screen());
    desk.notice()
}

#[test]
fn d9_whoever_cannot_be_told_here_is_to_be_rung() {
    for (lang, words) in [
        (Lang::ZhCn, "要报二线专家、班组长/主管，请打电话"),
        (Lang::ZhTw, "請打電話通知第二線專員、組長/主管"),
        (Lang::En, "phone the Second line, Team lead / supervisor: nobody here holds that role"),
    ] {
        let notice = graded(lang, Role::Agent, &[Role::Agent]);
        assert!(notice.contains(words), "{notice}");
    }
}

#[test]
fn d9_each_role_told_has_the_words_that_are_true_of_it() {
    let (queued, oneself, ring) = ("已排进", "就是您，您来接手", "请打电话");
    for (role, others, lead, second_line) in [
        (Role::Agent, &[Role::Lead][..], queued, ring),
        (Role::Agent, &[Role::SecondLine][..], ring, queued),
        (Role::Agent, &[Role::Lead, Role::SecondLine][..], queued, queued),
        (Role::Lead, &[][..], oneself, ring),
        (Role::Lead, &[Role::Lead][..], queued, ring),
    ] {
        let notice = graded(Lang::ZhCn, role, others);
        let of = |name: &str| notice.split('；').find(|clause| clause.contains(name)).unwrap_or_default();
        assert!(of("班组长/主管").contains(lead), "{role:?} {others:?}: {notice}");
        assert!(of("二线专家").contains(second_line), "{role:?} {others:?}: {notice}");
        assert_eq!(notice.contains(ring), [lead, second_line].contains(&ring), "{role:?} {others:?}: {notice}");
    }
}
