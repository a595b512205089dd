//! Praise on the screen: what is next is said truly, whoever is praised is offered, and passing it on is no call.

use zuoxi::domain::*;

use crate::case::desk::Desk;

const LINES: [(Lang, &str, &str, &str); 3] = [
    (Lang::ZhCn, "13800138001 周岚女士 表扬三号柜台的小李耐心", "三号柜台的小李", "表扬谁"),
    (Lang::ZhTw, "0912345678 周嵐女士 稱讚三號櫃台的小李耐心", "三號櫃台的小李", "稱讚誰"),
    (Lang::En, "13800138001 Mrs Zhou praise for Lee at counter 3", "Lee at counter 3", "Praised"),
];

fn taken_in(lang: Lang, line: &str) -> Desk {
    let mut desk = Desk::new(lang, (80, 24), "2026-03-16T10:02:00");
    desk.press("n").words(line).pass_s(5).press("f8");
    desk
}

#[test]
fn whoever_was_heard_to_be_praised_is_offered_and_put_in_by_one_key_alone() {
    for (lang, line, who, field) in LINES {
        let mut desk = taken_in(lang, line);
        desk.to("tab", field);
        assert!(desk.row_in_hand().contains("Alt-O") && desk.row_in_hand().contains(who), "{}", desk.screen());
        desk.press("f8");
        assert!(desk.only().state == State::Identify, "it is not taken by itself: {}", desk.screen());
        desk.press("alt-o f8");
        assert_eq!(desk.only().record.text(Field::Praised), Some(who), "{}\n{}", desk.notice(), desk.screen());
    }
}

#[test]
fn nobody_is_offered_where_the_words_name_nobody_and_the_key_says_so() {
    let mut desk = taken_in(Lang::ZhCn, "13800138001 周岚女士 表扬你们服务好");
    desk.to("tab", "表扬谁");
    assert!(!desk.row_in_hand().contains("Alt-O"), "{}", desk.screen());
    desk.press("alt-o");
    assert!(desk.notice().contains("没有提出"), "{}", desk.notice());
    assert!(desk.only().record.text(Field::Praised).is_none());
}

#[test]
fn praise_waits_to_be_taken_and_not_to_be_graded() {
    for ((lang, line, ..), (state, duty, never)) in
        LINES.into_iter().zip([("待受理", "受理", "定级"), ("待受理", "受理", "分級"), ("To be taken", "take", "rade")])
    {
        let mut desk = taken_in(lang, line);
        assert!(desk.screen().contains(state) && !desk.screen().contains(never), "{}", desk.screen());
        desk.press("esc esc 1").pass_s(2);
        let queue = desk.screen();
        assert!(queue.contains(duty) && !queue.contains(never), "{queue}");
    }
}

#[test]
fn praise_is_passed_on_without_the_results_of_a_call_and_the_form_says_which_it_closes() {
    for (lang, line, who, _) in LINES {
        let mut desk = taken_in(lang, line);
        desk.to("tab", who).press("alt-o f8 f8");
        let no = desk.only().no;
        assert_eq!(desk.only().state, State::Archived, "{}", desk.screen());
        desk.press("f5");
        let form = desk.screen();
        let title = form.lines().find(|line| line.contains(&no) && line.contains(who)).unwrap_or_default();
        assert!(title.contains(&no), "which one, for whom, of which case: {form}");
        for result in ["已接通", "已接聽", "Reached", "没接", "No answer"] {
            assert!(!form.contains(result), "{result}: {form}");
        }
        desk.press("f8");
        assert!(desk.only().open_follow_ups(FollowUpKind::Praise).is_empty(), "{}\n{}", desk.notice(), desk.screen());
    }
}

#[test]
fn a_question_that_is_asked_never_runs_into_what_is_missing() {
    for (lang, ..) in LINES {
        let mut desk = taken_in(lang, "13800138001 周岚女士 表扬你们服务好");
        desk.press("f8");
        let row = desk.row_in_hand();
        let (asked, missing) = row.trim_end().rsplit_once("  ").unwrap_or_else(|| panic!("{row}"));
        assert!(asked.trim_end().ends_with(')') && !missing.trim().is_empty(), "{row}");
    }
}
