//! A message goes with what it is about: the row, the form, the layer over it, the calls, the forms that wait.

use zuoxi::domain::*;

use crate::case::acts::{begin, graded};
use crate::case::desk::Desk;

const ZHOU: &str = "13800138001 周岚女士 三家店收银扫不了码";

#[test]
fn what_is_said_of_a_row_goes_once_another_row_list_or_layer_is_in_hand() {
    for away in ["esc", "f1", "f6", "f9", "f11", "ctrl-k"] {
        let mut desk = graded();
        begin(&mut desk, "加备注");
        desk.press("f10");
        assert!(desk.notice().contains("没有要换的说法"), "{}\n{}", desk.notice(), desk.screen());
        desk.press(away);
        assert!(!desk.screen().contains("没有要换的说法"), "{away}: {}", desk.screen());
    }
}

#[test]
fn what_was_recorded_is_no_longer_said_below_the_next_form_of_the_case() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 表扬三号柜台的小李耐心").pass_s(5).press("f8");
    desk.to("tab", "表扬谁").words("小李").press("f8 f8");
    assert_eq!(desk.only().state, State::Archived);
    assert!(desk.notice().contains("归档"), "{}", desk.notice());
    desk.press("f6");
    assert!(!desk.screen().contains("已记下"), "{}", desk.screen());
    desk.press("esc");
    begin(&mut desk, "加备注");
    assert!(!desk.screen().contains("已记下"), "{}", desk.screen());
}

#[test]
fn that_forms_wait_is_said_until_another_one_is_begun() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.press("n").words(ZHOU).press("ctrl-n");
    assert!(desk.notice().contains("没写完的表单"), "{}", desk.notice());
    desk.words("喂");
    assert!(desk.notice().is_empty(), "{}", desk.notice());
}

#[test]
fn that_no_call_is_on_is_said_until_one_is() {
    let mut desk = graded();
    desk.press("f3 f3 f3");
    assert!(desk.notice().contains("没有通话"), "{}", desk.notice());
    desk.press("f2");
    assert!(!desk.notice().contains("没有通话"), "{}", desk.notice());
}

#[test]
fn a_function_key_of_the_case_says_on_a_list_what_it_is_for() {
    for (lang, says) in [(Lang::ZhCn, "用在案件里"), (Lang::ZhTw, "用在案件裡"), (Lang::En, "is for a case")]
    {
        for screen in ["1", "3", "4", "1 /"] {
            let mut desk = Desk::new(lang, (80, 24), "2026-03-16T10:02:00");
            desk.press(screen).press("f8");
            assert!(desk.notice().contains("F8") && desk.notice().contains(says), "{screen}: {}", desk.notice());
            desk.press("f4");
            assert!(!desk.notice().contains("F4"), "the input method's: {}", desk.notice());
        }
    }
}

#[test]
fn an_open_form_is_neither_offered_nor_opened_once_more() {
    let hints = |desk: &Desk| desk.draw().0.lines().last().unwrap_or_default().to_owned();
    let mut desk = graded();
    desk.press("f7").words("明天十点");
    assert!(desk.screen().contains("F8 ") && !hints(&desk).contains("F7"), "{}", desk.screen());
    desk.press("f7");
    assert!(desk.row_in_hand().contains("明天十点"), "what was typed stays: {}", desk.screen());
    desk.press("esc esc");
    begin(&mut desk, "加备注");
    assert!(hints(&desk).contains("F7"), "{}", desk.screen());
}
