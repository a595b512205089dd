//! Two desks, one field: nothing typed is lost, nothing is taken over unseen.

use uuid::Uuid;
use zuoxi::domain::protocol::{Rejection, Request};
use zuoxi::domain::*;
use zuoxi::tui::Msg;

use crate::case::desk::Desk;

/// A graded fault whose record is being corrected here.
fn correcting(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(lang, size, "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码 955起").pass_s(60).press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(60);
    assert_eq!(desk.only().state, State::Process, "{}", desk.notice());
    desk.press("f6");
    let edit = ["修改记录", "修改紀錄", "edit the record"];
    desk.until("down", |row| edit.iter().any(|name| row.contains(name))).press("enter");
    desk
}

/// Somebody else changes a field of the case meanwhile.
fn other_writes(desk: &mut Desk, field: Field, words: &str) {
    let (id, head) = (desk.only().id, desk.only().head);
    let command = Command {
        act: Act::Edit,
        record: Record::default().with(field, Value::Text(words.into())),
        target: None,
        based_on: Some(head),
        id: EventId(Uuid::from_u128(99 << 64)),
    };
    let here = std::mem::replace(&mut desk.who, (8, "1033"));
    desk.act(id, &command).unwrap();
    desk.who = here;
}

/// The agent saves what the other one was faster to change.
fn clashing(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = correcting(lang, size);
    desk.to("tab", "收银系统");
    desk.words("新版");
    other_writes(&mut desk, Field::Product, "扫码枪");
    let file = Box::new(desk.file(desk.only().id).unwrap());
    desk.refuse = Some(Rejection::Conflict { file, fields: vec![Field::Product] });
    desk.press("f8");
    desk
}

fn product(desk: &Desk) -> String {
    desk.only().record.text(Field::Product).unwrap_or_default().to_owned()
}

#[test]
fn both_texts_stand_side_by_side_with_who_wrote_which_and_when() {
    for (lang, mine, who) in [
        (Lang::ZhCn, "您写的", "1033 10:05 存的"),
        (Lang::ZhTw, "您寫的", "1033 10:05 存的"),
        (Lang::En, "yours", "1033, saved 10:05"),
    ] {
        for size in [(80, 24), (120, 40)] {
            let screen = clashing(lang, size).screen();
            let has = |one: &str, other: &str| screen.lines().any(|row| row.contains(one) && row.contains(other));
            assert!(has(mine, who) && has("收银系统新版", "扫码枪"), "{lang} {size:?}: {screen}");
        }
    }
}

#[test]
fn mine_theirs_both_or_back_to_the_form() {
    let saved = |answer: &str| {
        let mut desk = clashing(Lang::ZhCn, (120, 40));
        desk.press(answer);
        product(&desk)
    };
    assert_eq!(saved("1"), "收银系统新版");
    assert_eq!(saved("2"), "扫码枪");
    assert_eq!(saved("3"), "扫码枪；收银系统新版");
    let mut desk = clashing(Lang::ZhCn, (120, 40));
    desk.press("4");
    assert_eq!(product(&desk), "扫码枪", "nothing is saved yet");
    assert!(desk.row_in_hand().contains("收银系统新版"), "{}", desk.screen());
    desk.press("f8");
    assert_eq!(product(&desk), "收银系统新版", "{}", desk.notice());
}

#[test]
fn the_second_try_knows_the_other_version() {
    let mut desk = clashing(Lang::ZhCn, (120, 40));
    desk.press("1");
    let based: Vec<_> = desk
        .orders
        .iter()
        .filter_map(|order| match order {
            Request::Act { command, .. } if command.act == Act::Edit => command.based_on,
            _ => None,
        })
        .collect();
    assert!(based.len() == 2 && based[1] > based[0], "{based:?}");
}

#[test]
fn a_form_that_is_open_but_untouched_stays_open_when_another_desk_saves() {
    let mut desk = correcting(Lang::ZhCn, (120, 40));
    desk.to("tab", "收银系统");
    other_writes(&mut desk, Field::Product, "扫码枪");
    desk.send(Msg::Changed);
    assert!(desk.row_in_hand().contains("产品") && desk.row_in_hand().contains("扫码枪"), "{}", desk.screen());
    desk.words("坏了").press("f8");
    assert_eq!(product(&desk), "扫码枪坏了", "{}", desk.notice());
}

#[test]
fn only_what_was_changed_is_sent() {
    let mut desk = correcting(Lang::ZhCn, (120, 40));
    desk.to("tab", "收银系统");
    desk.words("新版").press("f8");
    let Some(Request::Act { command, .. }) = desk.orders.last() else { panic!("{:?}", desk.orders.last()) };
    assert_eq!(command.record.0.keys().copied().collect::<Vec<_>>(), vec![Field::Product]);
}
