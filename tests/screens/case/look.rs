//! How the screen looks: the steps in three languages and two sizes, and texts of every width.

use zuoxi::domain::*;

use crate::case::desk::Desk;

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (80, 24);
/// Every language at one size, the first at both.
const LOOKS: [(Lang, (u16, u16), &str); 5] = [
    (Lang::ZhCn, WIDE, "zh_cn_120"),
    (Lang::ZhCn, NARROW, "zh_cn_80"),
    (Lang::ZhTw, NARROW, "zh_tw_80"),
    (Lang::En, WIDE, "en_120"),
    (Lang::En, NARROW, "en_80"),
];

fn each(name: &str, mut run: impl FnMut(&mut Desk)) {
    for (lang, size, look) in LOOKS {
        let mut desk = Desk::new(lang, size, "2026-03-16T10:02:00");
        run(&mut desk);
        insta::assert_snapshot!(format!("{name}_{look}"), desk.screen());
    }
}

fn outage(desk: &mut Desk) {
    desk.press("n").words("13800138001 周岚女士 悦邻便利 三家店收银扫不了码 955起 重启2次没用 急").pass_s(74);
}

fn grading(desk: &mut Desk) {
    outage(desk);
    desk.press("f8").pass_s(60).press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1");
}

fn handed_over(desk: &mut Desk) {
    grading(desk);
    desk.press("f8").pass_s(60).press("f8").pass_s(300);
}

/// Carried out and confirmed: the last step is in front.
fn closing(desk: &mut Desk) {
    handed_over(desk);
    desk.press("4 0").words("切到备用支付网关").press("enter").words("11:00").press("f8");
    desk.pass_s(600).press("1 f8").pass_s(600);
    desk.words("10:52").press("enter").words("三家店都能扫码了").press("f8").pass_s(240);
    desk.press("1 f8");
}

/// The last row of the screen: the keys that work now.
fn keys(desk: &Desk) -> String {
    desk.draw().0.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn help_and_the_act_of_the_form_stand_in_the_keys_row_at_every_size() {
    for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
        for size in [(80, 24), (120, 40)] {
            let mut desk = Desk::new(lang, size, "2026-03-16T10:26:48");
            assert!(keys(&desk).contains("F1 "), "{}", keys(&desk));
            desk.press("n").words("13800138001 周岚女士 收银扫不了码");
            assert!(keys(&desk).contains("F8 ") && keys(&desk).contains("F1 "), "{}", keys(&desk));
            desk.press("f8");
            assert!(keys(&desk).contains("F8 ") && keys(&desk).contains("F1 "), "{}", keys(&desk));
            desk.press("4");
            assert!(keys(&desk).contains("F1 "), "{}", keys(&desk));
        }
    }
}

#[test]
fn intake_reads_the_line_and_names_what_it_understood() {
    each("intake", outage);
}

#[test]
fn the_level_and_its_reasons_stand_under_the_matrix() {
    each("grade", grading);
}

#[test]
fn the_next_act_of_the_step_is_ready_to_be_filled_in() {
    each("handle", handed_over);
}

#[test]
fn the_last_step_asks_for_marks_and_shows_what_is_missing() {
    each("close", |desk| {
        closing(desk);
        assert_eq!(desk.only().state, State::Closing, "{}", desk.notice());
        desk.press("5 4 5");
    });
}

#[test]
fn a_due_time_explains_itself() {
    each("why", |desk| {
        handed_over(desk);
        desk.press("f9 down");
    });
}

#[test]
fn the_acts_possible_now_are_a_list_with_keys() {
    each("acts", |desk| {
        handed_over(desk);
        desk.press("f6");
    });
}

#[test]
fn what_is_missing_is_marked_in_place_once_leaving_was_tried() {
    each("missing", |desk| {
        desk.press("n").words("13800138001").press("f8");
    });
}

#[test]
fn texts_of_every_width_keep_the_columns_and_the_cursor_stands_behind_the_typed_character() {
    let texts = ["abc", "收银系统", "e\u{301}a\u{308}", "👨‍👩‍👧👍🏽❤️", "ཀྲུང་", "a好👍b", "“引号”…·"];
    for (lang, size, _) in LOOKS {
        for text in texts {
            let mut desk = Desk::new(lang, size, "2026-03-16T10:02:00");
            desk.press("n tab");
            let (_, before) = desk.draw();
            for (at, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
                let typed = &text[..at];
                let start = typed.char_indices().next_back().unwrap().0;
                desk.words(&typed[start..]);
                let (_, cursor) = desk.draw();
                let cells: usize = unicode_segmentation::UnicodeSegmentation::graphemes(typed, true)
                    .map(|grapheme| zuoxi::text::width(&zuoxi::text::fold_for_display(grapheme)))
                    .sum();
                assert_eq!((cursor.y, usize::from(cursor.x)), (before.y, usize::from(before.x) + cells), "{typed:?}");
            }
        }
    }
}

#[test]
fn every_size_of_terminal_is_drawn_with_focus_and_text_kept() {
    for lang in [Lang::ZhCn, Lang::En] {
        let mut desk = Desk::new(lang, WIDE, "2026-03-16T10:02:00");
        handed_over(&mut desk);
        for keys in ["", "f9", "esc f6", "esc f7"] {
            desk.press(keys);
            for (columns, rows) in [(60, 16), (61, 17), (79, 20), (80, 24), (119, 40), (120, 24), (140, 30), (200, 60)]
            {
                desk.send(zuoxi::tui::Msg::Resize(columns, rows));
                let (text, cursor) = desk.draw();
                assert!(cursor.x < columns && cursor.y < rows && !text.is_empty(), "{columns}x{rows}");
            }
        }
        desk.send(zuoxi::tui::Msg::Resize(120, 40));
        desk.words("10:40");
        assert!(desk.row_in_hand().contains("10:40"), "{}", desk.row_in_hand());
    }
}
