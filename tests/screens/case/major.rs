//! A major matter at the desk: declared, a caller attached by the number of its master, all told from one form.

use uuid::Uuid;
use zuoxi::domain::*;

use crate::case::acts::begin;
use crate::case::desk::Desk;

/// A matter that is declared, and a caller of the same matter in hand.
fn declared() -> (Desk, Uuid, Uuid) {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T10:00:00");
    desk.model.cx.agent.role = Role::Lead;
    desk.role = Role::Lead;
    desk.press("n").words("13900139002 陈立先生 收银系统扫不了码").press("f8").pass_s(60);
    let master = desk.only().id;
    desk.press("esc");
    begin(&mut desk, "按重大事件办");
    desk.press("f8").pass_s(5);
    assert!(desk.case(master).unwrap().leads().is_some(), "{}", desk.screen());
    desk.free("f3 f3").press("esc esc").pass_s(600);
    desk.press("n").words("13900139007 周岚女士 收银系统也扫不了").press("f8").pass_s(60);
    let caller = desk.ids().into_iter().find(|id| *id != master).unwrap();
    desk.press("esc");
    (desk, master, caller)
}

#[test]
fn a_caller_is_attached_by_the_number_of_the_master_and_taken_off_again() {
    let (mut desk, master, caller) = declared();
    let no = desk.case(master).unwrap().no;
    begin(&mut desk, "挂到重大事件");
    desk.words(&no).press("f8").pass_s(5);
    assert_eq!(desk.case(caller).unwrap().follows().map(|to| to.no.clone()), Some(no), "{}", desk.screen());
    assert_eq!(desk.case(master).unwrap().leads().unwrap().attached.len(), 1);
    assert!(desk.screen().contains("挂在重大事件"), "{}", desk.screen());
    desk.press("esc");
    begin(&mut desk, "从重大事件摘下");
    desk.press("f8").pass_s(5);
    assert!(desk.case(caller).unwrap().follows().is_none(), "{}", desk.screen());
}

#[test]
fn all_are_ticked_and_one_key_leaves_one_out() {
    let (mut desk, master, caller) = declared();
    let (no, own) = (desk.case(caller).unwrap().no, desk.case(master).unwrap().no);
    begin(&mut desk, "挂到重大事件");
    desk.words(&own).press("f8").pass_s(5);
    desk.free("f3 f3").press("esc esc").pass_s(60);
    desk.to("down", "收银系统扫不了码").press("enter esc");
    begin(&mut desk, "统一告知");
    desk.words("系统商在修，六点前恢复");
    let screen = desk.screen();
    assert!(screen.contains(&no) && screen.contains("已告知") && screen.contains("挂着 1 件"), "{screen}");
    desk.press("tab").press("1").press("f8").pass_s(5);
    let told = |desk: &Desk, id| {
        let facts = desk.file(id).unwrap().facts;
        facts.iter().filter(|fact| matches!(fact.event, Event::Case(CaseEvent::ProgressTold(_)))).count()
    };
    assert_eq!((told(&desk, master), told(&desk, caller)), (0, 1), "{}", desk.screen());
    // It is over: what was attached is looked at one by one.
    desk.press("esc");
    begin(&mut desk, "结束重大事件");
    desk.press("f8").pass_s(5);
    assert!(desk.screen().contains("逐件打开结案") && desk.screen().contains(&no), "{}", desk.screen());
    desk.press("1").pass_s(5);
    assert!(desk.screen().contains(&no) && desk.screen().contains("收银系统也扫不了"), "{}", desk.screen());
}
