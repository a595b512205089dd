//! The acts around the flow: a complaint with its category, pauses, escalations, identity, follow-ups.

use zuoxi::domain::protocol::Rejection;
use zuoxi::domain::*;

use crate::case::desk::{Desk, at};

pub fn parcel() -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T20:35:00");
    desk.press("n").words("13900139002 陈立先生 儿童书桌八天未到").press("f8").pass_s(300);
    desk.press("2 3 1").pass_s(30);
    desk
}

/// Opens the act with these words from the list of what can be done.
pub fn begin(desk: &mut Desk, act: &str) {
    desk.press("f6").to("down", act).press("enter");
}

pub fn graded() -> Desk {
    let mut desk = parcel();
    desk.press("enter").words("尽快送到，退运费").press("enter 3 2 f8").pass_s(360);
    assert_eq!(desk.only().level, Some(Level::TWO), "{}\n{}", desk.notice(), desk.screen());
    desk
}

#[test]
fn a_complaint_gets_its_category_by_two_digits_and_its_severity_by_rule() {
    let desk = parcel();
    let screen = desk.screen();
    assert!(screen.contains("[2 中度]"), "the severity of late parcels: {screen}");
    let case = graded().only();
    assert_eq!(case.record.text(Field::Category), Some("logistics.delay"));
    assert_eq!(case.record.text(Field::Severity), Some("moderate"));
    assert!(case.modifiers.contains(&Modifier::SeverityFloor));
    let plan = case.clocks.iter().find(|clock| clock.kind == ClockKind::Plan).unwrap();
    assert_eq!(plan.due, at("2026-06-17T10:35:00"));
}

#[test]
fn a_call_was_answered_after_its_rings_not_with_the_first_word_about_progress() {
    for (rings, late) in [("响3声", false), ("响4声", true), ("", false)] {
        let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T20:35:00");
        desk.press("n").words(&format!("13900139002 陈立先生 儿童书桌八天未到 {rings}")).pass_s(120).press("f8");
        let answered = desk.only().first_response.expect("the call was answered");
        assert_eq!(answered.late, late, "{rings}: {}", desk.notice());
    }
}

#[test]
fn a_category_heard_can_be_changed_by_the_digits_shown_beside_it() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-04-02T15:05:00");
    desk.press("n").words("13500135006 马骏先生 洗衣机送修一个月没修好").press("f8").pass_s(60);
    desk.press("2");
    let row = desk.row_in_hand();
    assert!(row.contains("分类") && desk.screen().contains("4 维修拖延?"), "heard, and a guess: {}", desk.screen());
    assert!(row.contains("2 服务质量"), "what the digits choose is what is shown: {row}");
    desk.press("2");
    assert!(desk.row_in_hand().contains("1 态度不好"), "{}", desk.row_in_hand());
}

#[test]
fn a_promise_is_typed_the_way_people_say_it() {
    for (typed, due) in [
        ("明天 10:30", "2026-06-17T10:30:00"),
        ("明天上午10点半", "2026-06-17T10:30:00"),
        ("6-18 18:00", "2026-06-18T18:00:00"),
        ("6月18日 18点", "2026-06-18T18:00:00"),
        ("tomorrow 9:05", "2026-06-17T09:05:00"),
        ("周四 下午3点", "2026-06-18T15:00:00"),
        ("2130", "2026-06-16T21:30:00"),
        ("明天10点", "2026-06-17T10:00:00"),
        ("後天下午三點", "2026-06-18T15:00:00"),
        ("后天上午十点半", "2026-06-18T10:30:00"),
        ("6/18", "2026-06-18T18:00:00"),
        ("6/18 9点一刻", "2026-06-18T09:15:00"),
        ("8:00", "2026-06-17T08:00:00"),
    ] {
        let mut desk = graded();
        desk.press("f7").words(typed).press("f8");
        assert_eq!(desk.only().promises.last().map(|promise| promise.due), Some(at(due)), "{typed}: {}", desk.notice());
    }
    let mut desk = graded();
    let now = desk.now;
    desk.press("f7").words("+2h").press("f8");
    assert_eq!(desk.only().promises[0].due, now.plus_min(120));
}

#[test]
fn a_time_that_cannot_be_one_is_marked_and_kept() {
    let mut desk = graded();
    desk.press("f7").words("25:90").press("f8");
    assert!(desk.only().promises.is_empty());
    assert!(desk.row_in_hand().contains("25:90") && desk.row_in_hand().contains('!'), "{}", desk.row_in_hand());
}

#[test]
fn what_is_filled_but_wrong_is_not_called_missing() {
    for (lang, missing, wrong) in
        [(Lang::ZhCn, "还差", "没填对"), (Lang::ZhTw, "還差", "沒填對"), (Lang::En, "missing", "not right")]
    {
        let mut desk = Desk::new(lang, (120, 40), "2026-06-16T20:35:00");
        desk.press("n")
            .words("13900139002 陈立先生 儿童书桌八天未到")
            .press("f8")
            .pass_s(300)
            .press("2 3 1")
            .pass_s(30);
        desk.press("enter").words("尽快送到，退运费").press("enter 3 2 f8").pass_s(360);
        desk.press("f7").words("asdf").press("f8");
        let notice = desk.notice().to_lowercase();
        assert!(notice.contains(wrong) && !notice.contains(missing), "{notice}");
    }
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T20:35:00");
    desk.press("n").words("13900139002").to("tab", "发生");
    desk.words("很久了吧").press("f8");
    assert!(desk.notice().contains("还差：事由") && desk.notice().contains("没填对：发生"), "{}", desk.notice());
}

/// The digit of the phrase on the rail with these words.
fn digit_of(desk: &Desk, words: &str) -> Option<String> {
    let screen = desk.screen();
    let side: Vec<&str> = screen.lines().map(|line| line.split('╎').nth(1).unwrap_or_default().trim()).collect();
    (1..=5).map(|digit| digit.to_string()).find(|digit| {
        let from = side.iter().position(|line| line.starts_with(&format!("{digit}  ")));
        let said: String = from.map(|from| side[from..].iter().take(3).copied().collect()).unwrap_or_default();
        said.contains(words)
    })
}

#[test]
fn saying_a_phrase_with_a_time_makes_the_promise_at_the_time_as_spoken() {
    let mut desk = graded();
    desk.free("esc");
    let digit = digit_of(&desk, "带着处理办法").expect("the phrase that tells level 2");
    assert!(desk.screen().contains("明天上午十点三十五"), "{}", desk.screen());
    desk.free(&digit);
    let case = desk.only();
    assert_eq!(case.promises[0].due, at("2026-06-17T10:35:00"), "the time as spoken");
    assert_eq!(case.said.len(), 1);
    desk.free(&digit);
    assert_eq!(desk.only().promises.len(), 1, "the same time is promised once");
}

#[test]
fn a_promise_made_before_the_case_exists_is_opened_with_it() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T20:35:00");
    desk.press("n").words("13900139002 陈立先生 我要发到网上曝光 儿童书桌八天未到");
    desk.free("esc");
    let shown = |desk: &Desk| (1..=5).find(|digit| desk.screen().contains(&format!("{digit}  您有权利这么做")));
    let pages = std::iter::repeat_with(|| shown(desk.free("0"))).take(20);
    let digit = pages.flatten().next().expect("the phrase that answers a threat").to_string();
    desk.free(&digit);
    desk.words("21:30").press("f8");
    let case = desk.only();
    assert_eq!(case.said.len(), 1, "{}\n{}", desk.notice(), desk.screen());
    assert_eq!(case.promises[0].due, at("2026-06-16T21:30:00"));
}

#[test]
fn a_phrase_said_out_of_the_book_before_the_case_exists_is_opened_with_it() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T20:35:00");
    desk.press("n").words("13900139002 会员积分怎么换").press("esc esc 4 /").words("安抚着急").press("enter enter");
    assert!(desk.notice().contains("说过了"), "{}", desk.notice());
    assert_eq!(desk.model.screen(), "phrases");
    desk.press("2 f8");
    assert_eq!(desk.only().said.len(), 1, "{}\n{}", desk.notice(), desk.screen());
}

#[test]
fn saying_it_before_there_is_any_time_asks_for_one() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T20:35:00");
    desk.press("n").words("13900139002 会员积分怎么换").press("f8").pass_s(60);
    desk.press("1 esc");
    let pages = 0..12;
    let digit = pages.into_iter().find_map(|_| {
        let found = digit_of(&desk, "〔什么时候〕");
        if found.is_none() {
            desk.free("0");
        }
        found
    });
    desk.free(&digit.unwrap_or_else(|| panic!("a phrase with an empty time: {}", desk.screen())));
    desk.words("21:30").press("f8");
    let case = desk.only();
    assert_eq!((case.promises.len(), case.said.len()), (1, 1), "{}\n{}", desk.notice(), desk.screen());
}

#[test]
fn waiting_for_the_customer_stops_the_clocks_and_ends_again() {
    let mut desk = graded();
    begin(&mut desk, "暂停");
    desk.press("1").words("请补一张签收照片").press("f8");
    assert!(desk.only().pause.is_some(), "{}\n{}", desk.notice(), desk.screen());
    assert!(desk.screen().contains('停'), "{}", desk.screen());
    desk.pass_s(3600);
    begin(&mut desk, "恢复计时");
    desk.press("f8");
    assert!(desk.only().pause.is_none(), "{}", desk.notice());
}

#[test]
fn the_lead_is_told_and_identity_is_checked_by_keys() {
    let mut desk = graded();
    begin(&mut desk, "上报主管");
    desk.press("1").words("客户要退运费，要您定").press("f8");
    assert!(desk.only().escalated.is_some(), "{}\n{}", desk.notice(), desk.screen());
    desk.press("alt-i").press("1 2 tab 1 f8");
    assert!(desk.only().verified, "{}\n{}", desk.notice(), desk.screen());
    assert!(desk.screen().contains("已核验"));
}

#[test]
fn the_follow_up_that_is_done_is_chosen_where_several_are_open() {
    let mut desk = graded();
    let open = |desk: &Desk| desk.only().follow_ups.iter().filter(|task| task.end.is_none()).count();
    begin(&mut desk, "加跟进");
    desk.press("1").words("明天 14:00").press("f8");
    let before = open(&desk);
    assert!(before > 1, "{}\n{}", desk.notice(), desk.screen());
    begin(&mut desk, "跟进完成");
    assert!(desk.screen().contains("哪一项跟进"), "{}", desk.screen());
    desk.press("down enter 1 f8");
    assert_eq!(open(&desk), before - 1, "{}\n{}", desk.notice(), desk.screen());
    let first = desk.only().follow_ups.into_iter().min_by_key(|task| task.due).unwrap();
    assert!(first.end.is_none(), "the nearer one is still to be done");
}

#[test]
fn a_note_keeps_its_words_and_a_wording_to_avoid_is_pointed_out() {
    let mut desk = graded();
    begin(&mut desk, "加备注");
    desk.words("我已经说过了，这不归我管").press("enter");
    let screen = desk.screen();
    assert!(screen.contains("我已经说过了"), "{screen}");
    let history = desk.only();
    assert!(history.state == State::Process);
}

#[test]
fn nothing_typed_is_lost_when_the_contact_could_not_be_added_to_the_open_case() {
    let mut desk = graded();
    desk.free("f3 f3").press("ctrl-n").words("13900139002 还是没到");
    desk.refuse = Some(Rejection::Failed { code: "disk-full".into(), detail: String::new() });
    desk.press("ctrl-o enter");
    assert!(desk.screen().contains("还是没到"), "{}", desk.screen());
    assert!(!desk.journal.iter().rev().take(1).any(|op| matches!(op, protocol::JournalOp::Close { .. })));
    desk.press("ctrl-o enter");
    assert_eq!(desk.only().contacts.len(), 2, "{}", desk.notice());
}

#[test]
fn a_contact_we_began_ourselves_has_no_level() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T15:00:00");
    desk.press("n").words("13900139002 季度满意度调查").press("f8");
    desk.press("5 f8");
    let case = desk.only();
    assert_eq!((case.state, case.level), (State::Verify, None), "{}\n{}", desk.notice(), desk.screen());
}
