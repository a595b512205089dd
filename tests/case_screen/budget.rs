//! What a case may cost in keys beyond the words themselves, from the queue.

use zuoxi::domain::*;

use crate::desk::Desk;

/// An enquiry answered in the call, rated, archived.
const ENQUIRY: usize = 14;
/// A level-1 fault recorded, graded, lead told, technicians called, first promise made.
const LEVEL_ONE: usize = 18;

#[test]
fn an_enquiry_answered_in_the_call_is_rated_and_archived_in_few_keys() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-10-10T14:20:00");
    desk.press("n").words("13700137003 扫地机怎么连家里的无线网").pass_s(60).press("f8");
    desk.pass_s(180).press("1 1 2").words("长按配网键三秒，听到提示音再连；保修自收货起两年");
    desk.press("f8");
    desk.pass_s(60).press("1 f8");
    desk.free("f3").pass_s(60).press("1 1 f8");
    let case = desk.only();
    assert_eq!(case.state, State::Archived, "{}", desk.notice());
    assert_eq!(case.level, Some(Level::THREE));
    assert_eq!(case.outcome, Some(Outcome::Resolved));
    assert_eq!(case.ratings.last().unwrap().score_tenths, Some(1000));
    assert!(desk.counted <= ENQUIRY, "{} keys", desk.counted);
}

#[test]
fn a_level_one_fault_is_graded_handed_over_and_promised_in_few_keys() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 悦邻便利 三家店收银扫不了码 955起 重启2次没用 急").pass_s(60);
    desk.press("f8");
    desk.pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter");
    desk.press("1 1");
    desk.press("f8");
    desk.pass_s(60).press("f8");
    desk.press("f7").words("10:15").press("enter");
    let case = desk.only();
    assert_eq!((case.state, case.level), (State::Process, Some(Level::ONE)), "{}", desk.notice());
    assert_eq!(case.holder, HolderKind::SecondLine);
    assert!(case.clocks.iter().any(|clock| clock.kind == ClockKind::Start && clock.met.is_some()));
    assert_eq!(case.promises.len(), 1);
    assert!(desk.counted <= LEVEL_ONE, "{} keys", desk.counted);
}
