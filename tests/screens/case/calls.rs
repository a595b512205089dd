//! Calls are objects (D6): each is held and ended by itself, all of them stand in the bar, and all of it is kept.

use uuid::Uuid;
use zuoxi::domain::contact::{Call, CallState, DropReason, EndedBy, LinkedAs};
use zuoxi::domain::protocol::{Drafts, JournalOp};
use zuoxi::domain::*;

use crate::case::desk::Desk;

fn desk(size: (u16, u16)) -> Desk {
    Desk::new(Lang::ZhCn, size, "2026-03-16T10:02:00")
}

/// Every contact, the oldest first.
pub fn contacts(desk: &Desk) -> Vec<Call> {
    let mut ids: Vec<Uuid> = Vec::new();
    for order in &desk.orders {
        let stream = order.stream();
        if stream.kind == StreamKind::Contact && !ids.contains(&stream.id) {
            ids.push(stream.id);
        }
    }
    ids.iter().filter_map(|id| Call::of(*id, desk.store.facts.current(StreamId::contact(*id)).facts)).collect()
}

fn kinds(desk: &Desk, contact: usize) -> Vec<&'static str> {
    let id = contacts(desk)[contact].id;
    let facts = desk.store.facts.current(StreamId::contact(id)).facts;
    facts
        .iter()
        .map(|fact| fact.event.kind())
        .filter_map(|kind| {
            ["rang", "answered", "held", "resumed", "linked", "ended", "wrapped", "dropped"]
                .into_iter()
                .find(|known| kind == format!("contact.{known}"))
        })
        .collect()
}

pub fn bar(desk: &Desk) -> String {
    desk.screen().lines().next().unwrap_or_default().to_owned()
}

const ZHOU: &str = "13800138001 周岚女士 三家店收银扫不了码";
const GAO: &str = "02152176620 高先生 门禁刷不开";

#[test]
fn d6_a_second_call_holds_the_first_with_one_key_and_each_ends_by_itself() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = desk(size);
        desk.press("n").words(ZHOU).pass_s(40).press("f8");
        let first = desk.only().id;
        desk.pass_s(2).press("ctrl-n").pass_s(68);
        desk.words(GAO);
        let bar_of_two = bar(&desk);
        assert!(bar_of_two.contains("保持 周* 01:08 !") && bar_of_two.contains("[通话 高* 01:08]"), "{bar_of_two}");
        desk.press("f8").pass_s(10).free("f3").pass_s(5);
        let both = contacts(&desk);
        assert_eq!([both[0].state, both[1].state], [CallState::Held, CallState::Ended], "{}", desk.screen());
        assert_eq!(both[0].cases, [first]);
        assert!(desk.notice().contains("周*还在等"), "{}", desk.notice());
        assert!(desk.case(first).unwrap().contacts[0].end.is_none(), "call 1 is not ended by the end of call 2");
        desk.free("f2");
        assert!(bar(&desk).contains("[通话 02:0"), "{}", bar(&desk));
        assert!(desk.screen().contains(&desk.case(first).unwrap().no), "its case comes to hand: {}", desk.screen());
        desk.pass_s(20).free("f3");
        let both = contacts(&desk);
        assert_eq!([both[0].state, both[1].state], [CallState::Ended, CallState::Ended]);
        let ended: Vec<i64> = both.iter().map(|call| call.ended_at.unwrap().since_ms(desk.now) / 1000).collect();
        assert_eq!(ended, [0, -25], "each at its own time");
        let contact = desk.case(first).unwrap().contacts[0].clone();
        assert_eq!(contact.end, Some(desk.now));
        assert_eq!(contact.measured.map(|(_, hold, _)| hold), Some(83), "the case hears how long the customer waited");
    }
}

#[test]
fn d6_holds_and_ends_are_facts_before_the_case_exists() {
    let mut desk = desk((80, 24));
    desk.press("n").words(ZHOU).pass_s(30).free("f2").pass_s(20).free("f2").pass_s(10).free("f3").pass_s(15);
    assert!(desk.ids().is_empty());
    assert_eq!(kinds(&desk, 0), ["answered", "held", "resumed", "ended"]);
    desk.press("f8");
    let case = desk.only();
    assert_eq!(kinds(&desk, 0), ["answered", "held", "resumed", "ended", "rang", "linked"]);
    let contact = &contacts(&desk)[0];
    assert_eq!((contact.channel, &*contact.number), (Channel::Phone, "+8613800138001"));
    assert_eq!((contact.cases.as_slice(), contact.ended_by), (&[case.id][..], Some(EndedBy::Us)));
    assert_eq!(case.contacts.len(), 1);
    assert_eq!(case.contacts[0].measured, Some((40, 20, 0)), "talk and hold, whole");
}

#[test]
fn d6_one_key_changes_over_and_back_with_the_case_or_the_form_of_each() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).press("ctrl-n").words(GAO);
    desk.free("f2");
    assert!(bar(&desk).contains("[通话 周*") && desk.screen().contains("三家店"), "{}", desk.screen());
    desk.free("f2");
    assert!(bar(&desk).contains("[通话 高*") && desk.screen().contains("门禁刷不开"), "{}", desk.screen());
    let states = || contacts(&desk).iter().map(|call| call.state).collect::<Vec<_>>();
    assert_eq!(states(), [CallState::Held, CallState::Active]);
    assert!(desk.screen().contains("F2 换到周*"), "{}", desk.screen());
}

#[test]
fn d6_three_calls_stand_in_the_bar_at_eighty_columns() {
    let mut desk = desk((80, 24));
    desk.press("n").words(ZHOU).press("ctrl-n").words(GAO).press("ctrl-n").words("13900139003 吴女士 退款没到");
    assert!(bar(&desk).contains("保持 2 周* 00:00") && bar(&desk).contains("[通话 吴* 00:00]"), "{}", bar(&desk));
}

#[test]
fn d6_a_call_back_is_a_contact_of_its_case() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).press("f8").free("f3 f3").pass_s(600).free("f2").pass_s(60).free("f3");
    let case = desk.only();
    assert_eq!(case.contacts.len(), 2);
    assert_eq!((case.contacts[1].channel, case.contacts[1].end), (Channel::Outbound, Some(desk.now)));
    assert_eq!(kinds(&desk, 1), ["rang", "answered", "linked", "ended"]);
}

#[test]
fn d6_the_same_matter_again_ties_the_call_to_the_open_case() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).press("f8").free("f3").pass_s(60).press("ctrl-n").words("8001").press("ctrl-o enter");
    let case = desk.only();
    assert_eq!(case.contacts.len(), 2, "{}", desk.notice());
    assert_eq!(contacts(&desk)[1].cases, [case.id]);
    assert!(desk.screen().contains(&case.no), "{}", desk.screen());
    desk.pass_s(30).free("f3");
    assert_eq!(desk.only().contacts[1].measured, Some((30, 0, 0)));
    let how = |fact: &Recorded| match &fact.event {
        Event::Contact(ContactEvent::Linked { how, .. }) => Some(*how),
        _ => None,
    };
    let id = contacts(&desk)[1].id;
    let facts = desk.store.facts.current(StreamId::contact(id)).facts;
    assert_eq!(facts.iter().filter_map(how).collect::<Vec<_>>(), [LinkedAs::Added]);
}

#[test]
fn d6_nobody_takes_back_that_a_customer_has_gone() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).press("f8").pass_s(5).free("f3").pass_s(5).press("esc u");
    assert!(desk.only().contacts[0].end.is_some(), "{}", desk.notice());
}

#[test]
fn d14_a_wrong_number_is_dropped_in_three_keys_and_leaves_a_contact_and_no_case() {
    let mut desk = desk((80, 24));
    desk.press("n ctrl-d 1");
    assert!(desk.counted <= 3);
    assert!(desk.ids().is_empty());
    assert_eq!(kinds(&desk, 0), ["answered", "rang", "dropped"]);
    assert_eq!(contacts(&desk)[0].state, CallState::Dropped);
    assert_eq!(desk.model.screen(), "queue");
    assert!(desk.notice().contains("不算一件：打错"), "{}", desk.notice());
    assert!(bar(&desk).contains("就绪"), "{}", bar(&desk));
}

#[test]
fn d14_every_reason_is_kept_as_it_is() {
    let reasons =
        [DropReason::WrongNumber, DropReason::Silent, DropReason::Prank, DropReason::Sales, DropReason::Abuse];
    for (at, reason) in reasons.into_iter().enumerate() {
        let mut desk = desk((120, 40));
        desk.press("n").words("喂").free("ctrl-d").press(&(at + 1).to_string());
        let id = contacts(&desk)[0].id;
        let last = desk.store.facts.current(StreamId::contact(id)).facts.last().unwrap().event.clone();
        assert_eq!(last, Event::Contact(ContactEvent::Dropped { reason }));
        assert!(desk.model.cx.unsaved.is_empty(), "the form is gone");
    }
}

#[test]
fn d14_an_unsaved_form_is_dropped_from_its_row_and_its_call_counts() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).free("f3").press("esc esc");
    assert!(desk.screen().contains("没写完"), "{}", desk.screen());
    desk.press("ctrl-d");
    assert!(desk.screen().contains("只丢掉表单"), "{}", desk.screen());
    desk.press("6");
    assert!(desk.model.cx.unsaved.is_empty() && !desk.screen().contains("三家店"), "{}", desk.screen());
    assert_eq!(contacts(&desk)[0].state, CallState::Ended);
    assert!(matches!(desk.journal.last(), Some(JournalOp::Close { .. })));
}

#[test]
fn d14_a_saved_case_is_marked_as_none_with_the_same_key() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).press("f8 ctrl-d");
    assert!(desk.screen().contains("打错"), "{}", desk.screen());
}

#[test]
fn d12_the_wrap_up_ends_with_a_code_or_with_one_key() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).press("f8").pass_s(60).free("f3").pass_s(30);
    assert!(bar(&desk).contains("话后 00:30"), "{}", bar(&desk));
    desk.free("f3");
    assert!(bar(&desk).contains("就绪 00:00"), "{}", bar(&desk));
    desk.free("f2").pass_s(20).free("f3").pass_s(45).free("alt-w").free("3");
    let calls = contacts(&desk);
    let codes: Vec<_> = calls.iter().map(|call| call.wrap_code.as_deref()).collect();
    assert_eq!(codes, [Some("handled"), Some("follow_up")]);
    assert_eq!(calls.iter().map(Call::acw_s).collect::<Vec<_>>(), [Some(30), Some(45)]);
}

#[test]
fn d12_a_new_call_ends_the_wrap_up_of_the_last_one() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).press("f8").free("f3").pass_s(12).press("ctrl-n");
    assert_eq!(contacts(&desk)[0].acw_s(), Some(12));
}

#[test]
fn d12_a_cut_call_is_to_be_called_back() {
    let mut desk = desk((120, 40));
    desk.press("n").words(ZHOU).pass_s(30).free("alt-w").free("2");
    let call = contacts(&desk).remove(0);
    assert_eq!(call.ended_by, Some(EndedBy::Cut));
    assert_eq!(call.owed().map(|back| (back.due, &*back.number)), Some((desk.now.plus_min(2), "+8613800138001")));
}

#[test]
fn a_counter_visit_has_no_telephone_words() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = desk(size);
        desk.press("n").words(&format!("来访 {ZHOU}"));
        let screen = desk.screen();
        assert!(bar(&desk).contains("接待 00:00"), "{screen}");
        for word in ["通话", "挂断", "保持", "静默"] {
            assert!(!screen.contains(word), "{word}: {screen}");
        }
        desk.press("f8").pass_s(60).free("alt-w");
        let asked = desk.screen();
        assert!(asked.contains("这次接待怎么结束的") && asked.contains("客户走了"), "{asked}");
        assert!(!asked.contains("这通") && !asked.contains("挂"), "{asked}");
        desk.free("esc f3");
        assert_eq!(contacts(&desk)[0].channel, Channel::Onsite);
        assert!(bar(&desk).contains("收尾"), "{}", bar(&desk));
    }
}

#[test]
fn what_is_asked_of_a_visit_a_chat_and_a_letter_has_no_telephone_words() {
    for (word, asked, wrong, dropped) in [
        ("来访", "留个电话", "走错地方", "来访和原因记下了"),
        ("在线", "留个电话", "找错人", "对话和原因记下了"),
        ("来信", "来件上的电话", "寄错了", "来件和原因记下了"),
    ] {
        let mut desk = desk((120, 40));
        desk.press("n").words(&format!("{word} 周岚女士 "));
        assert!(desk.screen().contains(asked) && !desk.screen().contains("来电"), "{word}: {}", desk.screen());
        desk.press("ctrl-d");
        let why = desk.screen();
        assert!(why.contains(wrong) && !why.contains("这通") && !why.contains("打错"), "{word}: {why}");
        desk.press("1");
        assert!(desk.notice().contains(dropped), "{word}: {}", desk.notice());
    }
}

#[test]
fn with_two_calls_in_a_narrow_bar_every_tab_has_a_word() {
    for (lang, on_case, on_queue) in [
        (Lang::ZhCn, ["队列", "[案件]", "跟进", "话术"], ["[1 队列]", "2 案", "3 跟", "4 话"]),
        (Lang::ZhTw, ["佇列", "[案件]", "追蹤", "話術"], ["[1 佇列]", "2 案", "3 追", "4 話"]),
        (Lang::En, ["Qu", "[Case]", "Fo", "Ph"], ["[1 Queue]", "2 Ca", "3 Fo", "4 Ph"]),
    ] {
        let mut desk = Desk::new(lang, (80, 24), "2026-03-16T10:02:00");
        desk.press("n").words(ZHOU).pass_s(40).press("f8");
        desk.pass_s(2).press("ctrl-n").pass_s(68);
        desk.words(GAO);
        let row = bar(&desk);
        assert!(on_case.iter().all(|tab| row.contains(tab)), "{row}");
        assert!(row.contains("01:08 !"), "{row}");
        assert!(!["1 ", "2 ", "3 ", "4 "].iter().any(|digit| row.starts_with(&format!("  {digit}"))), "{row}");
        desk.free("esc esc");
        let row = bar(&desk);
        assert!(on_queue.iter().all(|tab| row.contains(tab)), "{row}");
    }
}

#[test]
fn calls_give_way_in_a_narrow_bar_before_a_tab_loses_its_word() {
    let tabs = |lang| match lang {
        Lang::ZhCn => ["队", "案", "跟", "话"],
        Lang::ZhTw => ["佇", "案", "追", "話"],
        Lang::En => ["Qu", "Ca", "Fo", "Ph"],
    };
    for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
        for screen in ["", "1", "3", "4"] {
            let mut desk = Desk::new(lang, (80, 24), "2026-03-16T10:02:00");
            desk.model.cx.demo = true;
            for line in ["13800138001 欧阳若兰女士 收银扫不了码", "02152176620 Mr Wolfeschlegelstein no access"]
            {
                desk.press("ctrl-n").words(line).press("f8").pass_s(3_700);
            }
            desk.press("esc esc").press(screen);
            let row = bar(&desk);
            let (left, _) = row.split_once("1027").unwrap();
            assert!(tabs(lang).iter().all(|tab| left.contains(tab)), "{screen}: {row}");
            assert!(lang == Lang::En || left.contains("欧阳*"), "whoever waits is known: {screen}: {row}");
        }
    }
}

#[test]
fn a_letter_is_over_once_it_is_taken_down() {
    let mut desk = desk((120, 40));
    desk.press("n").words("来信 13800138001 周岚女士 发票没寄到");
    assert!(bar(&desk).contains("登记"), "{}", desk.screen());
    desk.press("f8");
    assert!(bar(&desk).contains("就绪"), "{}", bar(&desk));
    assert_eq!(contacts(&desk)[0].state, CallState::Ended);
}

/// The same desk after the program was killed and started again.
fn again(before: &Desk) -> Desk {
    let mut after = Desk::over(before.store.clone(), Lang::ZhCn, (120, 40), before.now);
    let mut open = Drafts::new();
    before.journal.iter().for_each(|op| op.fold(&mut open));
    after.send(zuoxi::tui::Msg::Drafts(open.into_values().collect()));
    after
}

#[test]
fn d6_calls_are_back_after_a_kill_and_what_became_of_them_is_asked() {
    let mut before = desk((120, 40));
    before.press("n").words(ZHOU).press("f8").pass_s(20).press("ctrl-n").words("喂");
    let ids: Vec<Uuid> = contacts(&before).iter().map(|call| call.id).collect();
    before.pass_s(600);
    let mut after = again(&before);
    assert!(bar(&after).contains("保持 周* ?") && bar(&after).contains("?]"), "{}", bar(&after));
    assert!(after.notice().contains("程序停止前还有 2 个没结束"), "{}", after.notice());
    after.free("esc f3");
    assert!(after.screen().contains("后来怎样了"), "{}", after.screen());
    after.free("5");
    let end =
        |desk: &Desk, at: usize| Call::of(ids[at], desk.store.facts.current(StreamId::contact(ids[at])).facts).unwrap();
    assert_eq!((end(&after, 1).ended_by, end(&after, 1).talk_s()), (Some(EndedBy::Unknown), None), "no invented end");
    after.free("f2");
    assert_eq!(end(&after, 0).state, CallState::Active, "still spoken: {}", after.notice());
    assert!(bar(&after).contains("[通话 10:20]"), "{}", bar(&after));
    after.free("f3");
    assert_eq!(after.only().contacts[0].measured.map(|(talk, hold, _)| (talk, hold)), Some((20, 600)));
}

#[test]
fn d6_hanging_up_twice_in_a_hurry_lets_nobody_go_who_waits() {
    let mut desk = desk((80, 24));
    desk.press("n").words(ZHOU).press("f8 ctrl-n").words(GAO).press("f8").pass_s(5).free("f3 f3");
    let states = |desk: &Desk| contacts(desk).iter().map(|call| call.state).collect::<Vec<_>>();
    assert_eq!(states(&desk), [CallState::Held, CallState::Wrapped], "{}", desk.screen());
    desk.free("f3");
    assert!(desk.screen().contains("周*这通怎么结束的"), "{}", desk.screen());
    desk.free("esc f2");
    assert_eq!(states(&desk), [CallState::Active, CallState::Wrapped], "{}", desk.screen());
    assert!(!desk.screen().contains("还在等"), "nobody waits any more: {}", desk.screen());
}

#[test]
fn only_on_the_telephone_a_pause_is_a_silence() {
    for (came, hears) in [("", true), ("来访 ", false), ("在线 ", false)] {
        let mut desk = desk((120, 40));
        desk.press("n").words(&format!("{came}{ZHOU}")).free("alt-1").pass_s(1);
        let before = desk.screen();
        desk.pass_s(64);
        let breaks = |screen: &str| ["我还在", "您先坐"].iter().any(|words| screen.contains(words));
        assert!(!breaks(&before), "{before}");
        assert_eq!(breaks(&desk.screen()), hears, "{came}: {}", desk.screen());
    }
}

#[test]
fn beside_two_calls_a_blank_parts_the_tabs_from_them() {
    let mut desk = desk((80, 24));
    // A demo says so in the same row.
    desk.model.cx.demo = true;
    desk.press("n").words(ZHOU).pass_s(5).press("ctrl-n").pass_s(2);
    let bar = bar(&desk);
    assert!(bar.contains(" 保持 周*"), "{bar}");
}

#[test]
fn a_key_of_the_telephone_acts_or_says_why_not() {
    let mut desk = desk((80, 24));
    desk.press("n").words(ZHOU).press("f8 ctrl-n").words(GAO).press("f8").pass_s(5).free("f3");
    assert!(bar(&desk).contains("保持"), "{}", bar(&desk));
    // The bar shows who waits, not that the other call is still written down.
    desk.free("f3");
    assert!(desk.notice().contains("话后结束") && desk.notice().contains("还在等"), "{}", desk.notice());
    desk.free("f3");
    assert!(desk.screen().contains("这通怎么结束的"), "{}", desk.screen());
    desk.free("f3");
    assert!(desk.screen().contains("这通怎么结束的") && desk.notice().contains("先在这里选"), "{}", desk.notice());
    for asks in ["alt-w", "alt-b", "ctrl-d", "alt-s"] {
        desk.free("ctrl-g");
        assert_eq!(desk.notice(), "");
        desk.free(asks);
        assert!(desk.notice().contains("先在这里选"), "{asks}: {}", desk.notice());
    }
}

#[test]
fn after_a_kill_the_bar_knows_a_call_by_the_form_that_is_left_over() {
    let mut before = desk((80, 24));
    before.press("n").words(ZHOU).pass_s(20);
    let after = again(&before);
    assert_eq!(after.model.focus(), "left_over");
    assert!(bar(&after).contains("周*") && !after.screen().contains("新来的"), "{}", after.screen());
    // Going on with the call goes on with its form.
    let mut after = again(&before);
    after.free("f2");
    assert!(after.screen().contains("三家店收银扫不了码"), "{}", after.screen());
}

#[test]
fn the_key_that_leaves_works_over_every_question_and_keeps_what_is_left_over() {
    let mut before = desk((80, 24));
    before.press("n").words(ZHOU).free("f3 f3").pass_s(20);
    let mut after = again(&before);
    assert_eq!(after.model.focus(), "left_over");
    after.press("ctrl-q");
    assert_eq!(after.model.focus(), "confirm", "{}", after.screen());
    assert!(!after.journal.iter().any(|op| matches!(op, JournalOp::Close { .. })), "{:?}", after.journal);
    after.press("ctrl-q esc");
    assert_eq!(after.model.focus(), "left_over", "asked once: {}", after.screen());
    for over in ["f1", "ctrl-k", "f11", "alt-b", "alt-s"] {
        let mut desk = desk((80, 24));
        desk.press("n").press(over).press("ctrl-q");
        assert_eq!(desk.model.focus(), "confirm", "{over}: {}", desk.screen());
    }
}

#[test]
fn beside_the_queue_a_call_that_is_over_leaves_something_to_say() {
    let mut desk = crate::case::acts::graded();
    desk.press("esc esc 1").free("f3");
    for keys in ["", "f2", "f2", "f2", "f3"] {
        desk.free(keys).pass_s(1);
        let side = desk.screen();
        let say = side.lines().position(|line| line.contains("╎  说")).unwrap_or_else(|| panic!("{side}"));
        let first = side.lines().nth(say + 1).unwrap_or_default();
        assert!(first.split_once('╎').is_some_and(|(_, words)| words.contains('1')), "{keys}: {side}");
    }
}
