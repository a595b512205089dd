//! What a case may cost in keys beyond the words themselves, from the queue.

use zuoxi::domain::*;

use crate::case::desk::Desk;

/// An enquiry answered in the call, rated, archived.
const ENQUIRY: usize = 14;
/// A level-1 fault recorded, graded, lead told, technicians called, first promise made.
const LEVEL_ONE: usize = 18;
/// "Same matter again": the caller's open case found by four digits, a contact added.
const SAME_MATTER: usize = 6;
/// A due progress update marked as told.
const TOLD: usize = 1;
/// A promise renegotiated with the customer.
const RENEGOTIATED: usize = 4;

fn outage(desk: &mut Desk) {
    desk.press("n").words("13800138001 周岚女士 悦邻便利 三家店收银扫不了码 955起 重启2次没用 急").pass_s(60);
    desk.press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter");
    desk.press("1 1 f8").pass_s(60);
}

/// An enquiry from the first word to the archive.
pub fn enquiry(desk: &mut Desk) {
    desk.press("n").words("13700137003 扫地机怎么连家里的无线网").pass_s(60).press("f8");
    desk.pass_s(180).press("1 1 2").words("长按配网键三秒，听到提示音再连；保修自收货起两年");
    desk.press("f8").pass_s(60).press("1 f8");
    desk.free("f3").pass_s(60).press("1 1 f8");
}

#[test]
fn an_enquiry_answered_in_the_call_is_rated_and_archived_in_few_keys() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-10-10T14:20:00");
    enquiry(&mut desk);
    let case = desk.only();
    assert_eq!(case.state, State::Archived, "{}", desk.notice());
    assert_eq!((case.level, case.outcome), (Some(Level::THREE), Some(Outcome::Resolved)));
    assert_eq!(case.record.text(Field::Topic), Some("product_use"));
    assert_eq!(case.ratings.last().unwrap().score_tenths, Some(1000));
    assert!(case.clocks.iter().all(|clock| !clock.is_breached(desk.now)));
    assert!(desk.counted <= ENQUIRY, "{} keys", desk.counted);
}

#[test]
fn a_level_one_fault_is_graded_handed_over_and_promised_in_few_keys() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    outage(&mut desk);
    desk.press("f8");
    desk.press("f7").words("10:15").press("f8");
    let case = desk.only();
    assert_eq!((case.state, case.level), (State::Process, Some(Level::ONE)), "{}", desk.notice());
    assert!(case.notified.contains(&Role::Lead) && case.escalated.is_some());
    assert_eq!((case.holder, case.owner), (HolderKind::SecondLine, crate::desk::actor().person));
    assert!(case.clocks.iter().any(|clock| clock.kind == ClockKind::Start && clock.met.is_some()));
    assert_eq!(case.promises[0].due, crate::case::desk::at("2026-03-16T10:15:00"));
    assert!(desk.counted <= LEVEL_ONE, "{} keys", desk.counted);
}

#[test]
fn the_same_matter_again_is_a_contact_on_the_open_case_in_few_keys() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    outage(&mut desk);
    let case = desk.only();
    desk.free("f3 f3 esc esc");
    desk.counted = 0;
    desk.pass_s(600).press("n").words("8001").press("ctrl-o");
    assert_eq!(desk.only().contacts.len(), case.contacts.len(), "the case is shown before it is joined");
    assert!(desk.screen().contains("三家店"), "{}", desk.screen());
    desk.press("enter");
    let after = desk.only();
    assert_eq!(after.contacts.len(), case.contacts.len() + 1, "{}", desk.notice());
    assert!(desk.screen().contains(&case.no), "the open case is in front");
    assert!(desk.counted <= SAME_MATTER, "{} keys", desk.counted);
}

#[test]
fn a_due_update_is_marked_as_told_with_one_key() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    outage(&mut desk);
    let before = desk.only();
    let due = |case: &Case| {
        case.follow_ups.iter().find(|one| one.kind == FollowUpKind::Progress && one.end.is_none()).map(|one| one.due)
    };
    desk.free("esc").pass_s(300);
    desk.counted = 0;
    desk.press("p");
    assert!(due(&desk.only()) > due(&before), "{}", desk.notice());
    assert!(desk.counted <= TOLD);
}

#[test]
fn a_promise_is_renegotiated_in_few_keys() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    outage(&mut desk);
    desk.press("f7").words("10:15").press("f8");
    desk.counted = 0;
    desk.pass_s(60).press("f7").words("10:40").press("f8");
    let case = desk.only();
    let ends: Vec<_> = case.promises.iter().map(|promise| promise.end.map(|end| end.0)).collect();
    assert_eq!(ends, [Some(PromiseEnd::Renegotiated), None], "{}", desk.notice());
    assert!(desk.counted <= RENEGOTIATED, "{} keys", desk.counted);
}
