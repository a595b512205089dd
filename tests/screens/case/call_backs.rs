//! Missed calls and call-backs (D12, D14): one key notes them, they stand on top of the queue, one key calls.

use uuid::Uuid;
use zuoxi::domain::contact::{CallState, CallbackEnd, CallbackWhy};
use zuoxi::domain::protocol::{ContactRequest, JournalOp, Query, Request};
use zuoxi::domain::values::TaskResult;
use zuoxi::domain::*;
use zuoxi::tui::{Effect, Msg, update};

use crate::case::calls::{bar, contacts};
use crate::case::desk::Desk;

/// A missed call, noted; its row is in hand.
fn missed(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, size, "2026-03-16T10:02:00");
    desk.press("alt-b").words("13800138001").press("f8").pass_s(2).press("home");
    desk
}

#[test]
fn d12_a_missed_call_is_noted_with_one_key_and_stands_on_top_of_the_queue() {
    for size in [(80, 24), (120, 40)] {
        let desk = missed(size);
        let contact = contacts(&desk).remove(0);
        assert_eq!(contact.state, CallState::Missed);
        let owed = contact.owed().unwrap();
        assert_eq!((owed.why, owed.due.since_ms(desk.now)), (CallbackWhy::Missed, 15 * 60_000 - 2_000));
        assert!(desk.notice().contains("回拨 138****8001"), "{}", desk.notice());
        let screen = desk.screen();
        assert!(screen.contains("要回拨 1") && desk.row_in_hand().contains("138****8001"), "{screen}");
        assert!(desk.row_in_hand().contains("漏接") && desk.row_in_hand().contains("14:58"), "{screen}");
    }
}

#[test]
fn d12_one_key_calls_back_and_the_case_of_that_call_says_that_it_was_done() {
    let mut desk = missed((120, 40));
    desk.counted = 0;
    desk.press("enter");
    assert!(bar(&desk).contains("[外呼 00:00]"), "{}", desk.screen());
    assert!(desk.screen().contains("13800138001"), "the number stands in the form: {}", desk.screen());
    desk.words("周岚女士 三家店收银扫不了码").pass_s(30).press("f8");
    let both = contacts(&desk);
    assert_eq!(
        both[0].callback.as_ref().unwrap().end,
        Some(CallbackEnd::Done(TaskResult::Reached)),
        "{}",
        desk.notice()
    );
    assert_eq!((both[1].channel, both[1].cases.as_slice()), (Channel::Outbound, &[desk.only().id][..]));
    desk.free("f3").press("esc esc").pass_s(2);
    assert!(!desk.screen().contains("要回拨"), "{}", desk.screen());
}

#[test]
fn d12_the_number_a_call_back_begins_with_is_in_the_journal_at_once() {
    let mut desk = missed((120, 40));
    desk.press("enter");
    let kept = |op: &JournalOp| matches!(op, JournalOp::Set { text, .. } if text == "+8613800138001");
    assert!(desk.journal.iter().any(kept), "{:?}", desk.journal);
}

#[test]
fn d12_nobody_answered_stays_to_be_called_and_leaves_no_form() {
    let mut desk = missed((120, 40));
    desk.press("enter").pass_s(20).free("f3");
    assert!(desk.screen().contains("打通了吗"), "{}", desk.screen());
    desk.free("2").pass_s(2);
    let both = contacts(&desk);
    let owed = both[0].owed().unwrap();
    assert_eq!((owed.attempts, both[1].state), (1, CallState::Wrapped), "{}", desk.notice());
    assert!(desk.ids().is_empty() && desk.model.cx.unsaved.is_empty());
    assert_eq!(desk.model.screen(), "queue");
    assert!(desk.screen().contains("第 2 次"), "{}", desk.screen());
}

#[test]
fn d12_a_call_back_asked_for_in_a_call_has_its_time_and_its_reason() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码").press("alt-b");
    assert!(desk.screen().contains("给周*约回拨") && desk.screen().contains("13800138001"), "{}", desk.screen());
    desk.words("下午三点半");
    assert!(desk.screen().contains("15:30"), "the time is echoed: {}", desk.screen());
    desk.press("enter").words("问她换好没有").press("f8");
    let owed = contacts(&desk)[0].owed().cloned().unwrap();
    assert_eq!(
        (owed.why, &*owed.note, owed.owner),
        (CallbackWhy::Asked, "问她换好没有", Some(desk.model.cx.agent.person))
    );
    assert_eq!(owed.due, crate::case::desk::at("2026-03-16T15:30:00"));
    desk.press("f8");
    assert_eq!(desk.only().state, State::Identify, "the form below goes on: {}", desk.notice());
}

#[test]
fn d12_a_call_back_without_a_number_or_with_a_time_gone_by_is_asked_again() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.press("alt-b f8");
    assert!(desk.notice().contains("要有号码"), "{}", desk.notice());
    desk.words("13800138001").press("enter").words("昨天").press("f8");
    assert!(contacts(&desk).is_empty(), "{}", desk.notice());
    desk.press("ctrl-u f8");
    assert_eq!(contacts(&desk).len(), 1, "{}", desk.notice());
}

#[test]
fn d12_a_call_back_nobody_needs_any_more_is_taken_off_the_queue() {
    let mut desk = missed((120, 40));
    desk.press("ctrl-d 1").pass_s(2);
    assert!(contacts(&desk)[0].owed().is_none(), "{}", desk.notice());
    assert!(!desk.screen().contains("要回拨"), "{}", desk.screen());
}

#[test]
fn the_palette_offers_the_call_a_row_to_call_back_asks_for_and_makes_it() {
    let mut desk = missed((120, 40));
    desk.press("ctrl-k").words("hold").press("enter");
    assert!(bar(&desk).contains("[外呼 00:00]"), "{}", desk.screen());
}

#[test]
fn who_still_waits_is_said_beside_what_came_of_the_call_back() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = missed(size);
        desk.press("n").words("13911112222 高先生 通报没收到").press("f8").free("f2").press("esc esc 1 home");
        assert!(desk.row_in_hand().contains("138****8001"), "{}", desk.screen());
        desk.press("enter").pass_s(20).free("f3").free("2");
        assert!(desk.screen().contains("高*还在等") && desk.screen().contains("没人接"), "{}", desk.screen());
    }
}

/// The contacts read after somebody saved something.
fn read_again(desk: &mut Desk) -> Vec<Query> {
    let mut inbox = std::collections::VecDeque::from([Msg::Changed]);
    let mut read = Vec::new();
    while let Some(msg) = inbox.pop_front() {
        for effect in update(&mut desk.model, msg) {
            let Effect::Ask(token, query) = effect else { continue };
            inbox.push_back(Msg::Loaded(token, desk.store.ask(&query)));
            read.extend(Some(query).filter(|query| matches!(query, Query::Contact(_))));
        }
    }
    read
}

#[test]
fn of_the_call_backs_owed_only_those_on_which_something_happened_are_read_again() {
    let mut desk = missed((120, 40));
    desk.press("alt-b").words("13911112222").press("f8").pass_s(2);
    let [first, _] = &contacts(&desk)[..] else { panic!("two are owed") };
    assert!(read_again(&mut desk).is_empty());
    let fact = ContactEvent::CallbackNoAnswer { result: TaskResult::Busy };
    let tried = ContactRequest { contact: first.id, key: EventId(Uuid::from_u128(99)), facts: vec![fact] };
    let who = Actor { person: Uuid::from_u128(7), no: "1027".into(), role: Role::Agent };
    desk.store.submit(&who, &Request::Contact(tried), desk.now).unwrap();
    assert_eq!(read_again(&mut desk).len(), 1);
    assert!(read_again(&mut desk).is_empty());
}

#[test]
fn d12_a_call_back_gets_another_time_from_its_row_and_stays_the_same_one() {
    let mut desk = missed((80, 24));
    assert!(desk.screen().contains("F7 改时间"), "{}", desk.screen());
    desk.press("f7").words("下午三点半");
    assert!(desk.screen().contains("15:30"), "{}", desk.screen());
    desk.press("f8").pass_s(2);
    let all = contacts(&desk);
    let owed = all[0].owed().unwrap();
    assert_eq!(
        (all.len(), owed.due, &*owed.number),
        (1, crate::case::desk::at("2026-03-16T15:30:00"), "+8613800138001")
    );
    assert!(desk.screen().contains("138****8001"), "{}", desk.screen());
}

#[test]
fn d12_a_call_back_asked_for_in_a_call_never_takes_the_number_of_the_row_in_hand() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 收银扫不了码").pass_s(5).press("f8 f3 f3 esc esc");
    desk.press("n").words("陈小姐 打印机").pass_s(5).press("esc esc").pass_s(2);
    desk.to("j", "周*").press("alt-b");
    assert!(desk.screen().contains("约回拨") && !desk.screen().contains("13800138001"), "{}", desk.screen());
}
