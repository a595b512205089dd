//! The rows every screen shares, and where keys go.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zuoxi::domain::protocol::{Copies, Progress};
use zuoxi::domain::{Lang, Timestamp};
use zuoxi::tui::{Effect, Msg, Pointer, update};

use crate::desk::{Desk, NOW, With, morning, text_of};

fn desk() -> Desk {
    Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1()
}

#[test]
fn the_place_row_says_where_i_am_and_what_the_line_does() {
    let mut desk = desk();
    let row = desk.row(0);
    assert!(row.starts_with("  坐席  禾云客服   [1 队列]  2 案件   3 跟进   4 话术"), "{row}");
    assert!(row.ends_with("就绪 00:03    林溪 1027   10:26:51  "), "{row}");
    desk.press("4");
    assert!(desk.row(0).contains(" 1 队列  "), "{}", desk.row(0));
    assert!(desk.row(0).contains("[4 话术]"), "{}", desk.row(0));
}

#[test]
fn the_time_row_names_the_next_due_thing_of_another_case() {
    let mut desk = desk();
    desk.press("4");
    let row = desk.row(1);
    assert!(row.starts_with("  下一件 "), "{row}");
    assert!(row.contains("周*"), "{row}");
    assert!(row.ends_with("我的 12   全部 47  "), "{row}");
    desk.press("1 enter");
    assert_eq!(desk.model.screen(), "case");
    assert!(desk.row(1).contains("方*"), "the open case is not another one: {}", desk.row(1));
}

#[test]
fn digits_switch_screens_on_lists_only() {
    let mut desk = desk();
    desk.press("4");
    assert_eq!(desk.model.screen(), "phrases");
    desk.press("1");
    assert_eq!(desk.model.screen(), "queue");
    desk.press("/ 4");
    assert_eq!(desk.model.screen(), "queue", "a digit typed into a field is a digit");
}

#[test]
fn a_new_call_starts_from_a_letter_or_from_a_key_the_input_method_lets_through() {
    for key in ["n", "ctrl-n"] {
        let mut desk = desk();
        desk.press(key);
        assert_eq!(desk.model.screen(), "case", "{key}");
    }
    let mut desk = desk();
    desk.send(Msg::Key(KeyEvent::new(KeyCode::Char('ｎ'), KeyModifiers::NONE)));
    assert_eq!(desk.model.screen(), "case", "full-width from an input method");
}

#[test]
fn leaving_asks_only_when_somebody_is_on_the_line_or_a_form_is_open() {
    let mut desk = desk();
    desk.press("q");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));
    let mut desk = self::desk();
    desk.press("ctrl-n ctrl-q");
    assert_eq!(desk.model.focus(), "confirm");
    assert!(!desk.effects.contains(&Effect::Quit));
    desk.press("esc");
    assert_eq!(desk.model.focus(), "case");
    desk.press("ctrl-q enter");
    assert!(desk.effects.contains(&Effect::Quit));
}

#[test]
fn keys_typed_ahead_of_an_answer_wait_for_it() {
    let mut desk = desk();
    let key = |code| Msg::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let asked = update(&mut desk.model, key(KeyCode::Enter));
    assert!(desk.model.is_waiting());
    let held = update(&mut desk.model, key(KeyCode::Esc));
    assert!(held.is_empty());
    assert_eq!(desk.model.screen(), "queue");
    for effect in asked {
        if let Some(answer) = desk.answer(&effect) {
            desk.send(answer);
        }
    }
    assert!(!desk.model.is_waiting());
}

#[test]
fn an_answer_that_never_comes_does_not_lock_the_desk() {
    let mut desk = desk();
    update(&mut desk.model, Msg::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)));
    desk.press("4");
    assert_eq!(desk.model.screen(), "queue");
    let later = desk.model.cx.now.plus_s(6);
    desk.tick_to(later);
    assert_eq!(desk.model.screen(), "phrases");
}

#[test]
fn a_notice_stands_twenty_seconds() {
    let mut desk = desk();
    desk.press("ctrl-c");
    assert!(desk.row(38).contains("Ctrl-Q"), "{}", desk.row(38));
    let now = desk.model.cx.now;
    desk.tick_to(now.plus_s(19));
    assert!(desk.row(38).contains("Ctrl-Q"));
    desk.tick_to(now.plus_s(20));
    assert!(desk.row(38).trim().is_empty());
}

#[test]
fn lists_being_made_anew_are_counted_where_nothing_else_is_said() {
    let mut desk = desk();
    desk.model.cx.notice = None;
    desk.send(Msg::Progress(Progress { done: 37, total: 100 }));
    assert!(desk.row(38).contains("正在更新列表：37%"), "{}", desk.row(38));
    desk.model.cx.tell("就这样".to_owned());
    assert!(!desk.row(38).contains("37%"), "what just happened comes first");
    desk.model.cx.notice = None;
    desk.send(Msg::Progress(Progress { done: 100, total: 100 }));
    assert!(desk.row(38).trim().is_empty(), "{}", desk.row(38));
}

#[test]
fn undo_takes_back_the_last_act_and_says_when_there_is_none() {
    let mut desk = desk();
    desk.press("down u");
    assert!(desk.row(38).contains("没有可以撤回的"), "{}", desk.row(38));
    desk.press("up p");
    assert!(desk.row(38).contains("已通报") && desk.row(38).contains("u 撤回"), "{}", desk.row(38));
    let before = desk.fact_count();
    desk.press("u");
    assert!(desk.fact_count() > before, "an undo is a fact of its own");
    let file = desk.file(uuid::Uuid::from_u128(0x51)).unwrap();
    assert!(!file.case.undone.is_empty());
    assert!(desk.row(38).contains("已撤回"), "{}", desk.row(38));
    desk.press("u");
    assert!(desk.row(38).contains("撤回不了"), "an undo is not undone, and what time did stands: {}", desk.row(38));
}

#[test]
fn made_up_cases_are_always_called_so() {
    let mut desk = desk();
    desk.model.cx.demo = true;
    for size in [(120, 40), (80, 24), (60, 16)] {
        desk.send(Msg::Resize(size.0, size.1));
        assert!(desk.row(0).contains("演示"), "{}", desk.row(0));
    }
}

#[test]
fn a_terminal_that_draws_signs_wrongly_gets_ascii_ones() {
    let mut desk = desk();
    desk.model.cx.glyphs = zuoxi::tui::Glyphs::ASCII;
    desk.press("ctrl-k");
    let text = desk.text();
    assert!(!text.contains(['╎', '╌', '›', '✓']), "{text}");
}

#[test]
fn every_action_of_the_keymap_has_words_in_every_language() {
    let keymap = zuoxi::tui::Keymap::new(&zuoxi::tui::Bindings::new()).unwrap();
    for lang in Lang::ALL {
        let words = zuoxi::words::Words::new(*lang);
        for table in zuoxi::tui::tables() {
            for (bound, _) in keymap.of(table.name()) {
                assert!(words.has(&bound.words_key()), "{lang} {}", bound.words_key());
            }
        }
    }
}

#[test]
fn a_refusal_is_told_in_a_sentence() {
    let mut desk = desk();
    desk.press("down p");
    let row = desk.row(38);
    assert!(row.starts_with("  ! "), "{row}");
    assert!(!row.contains('‹'), "{row}");
}

#[test]
fn silence_on_the_line_is_visible_after_a_minute_and_a_key_ends_it() {
    let mut desk = desk();
    desk.press("ctrl-n");
    let began = desk.model.cx.now;
    desk.tick_to(began.plus_s(50));
    assert!(desk.row(0).contains("[通话 00:50]"), "{}", desk.row(0));
    desk.tick_to(began.plus_s(64));
    assert!(desk.row(0).contains("静默 1:04 !"), "{}", desk.row(0));
    desk.press("tab");
    assert!(desk.row(0).contains("[通话 01:04]"), "{}", desk.row(0));
}

#[test]
fn every_size_is_drawn_and_a_small_one_says_what_it_needs() {
    let mut desk = desk();
    for (columns, rows) in [(1, 1), (10, 3), (59, 40), (60, 15)] {
        desk.send(Msg::Resize(columns, rows));
        let (buffer, cursor) = desk.draw();
        assert!(cursor.x < columns && cursor.y < rows);
        assert_eq!(buffer.area.width, columns);
    }
    desk.send(Msg::Resize(59, 16));
    assert!(desk.row(0).contains("60") && desk.row(0).contains("16"), "{}", desk.row(0));
    desk.send(Msg::Resize(60, 16));
    assert!(desk.row(0).contains("队列"), "{}", desk.row(0));
}

#[test]
fn nothing_is_done_while_nothing_can_be_drawn_and_the_sentence_says_so() {
    let mut desk = desk();
    let before = desk.fact_count();
    desk.send(Msg::Resize(20, 8));
    let said = desk.text().lines().take(8).map(str::trim).collect::<String>();
    assert!(said.contains("60x16") && said.contains("别的键这时不起作用"), "the whole sentence: {said}");
    desk.press("p 4 enter n");
    desk.send(Msg::Paste("13800138001".to_owned()));
    desk.send(Msg::Pointer(Pointer::Wheel { down: true }));
    desk.send(Msg::Resize(120, 40));
    assert_eq!(desk.fact_count(), before);
    assert_eq!((desk.model.screen(), desk.model.in_field()), ("queue", false));
    assert!(!desk.text().contains("13800138001"));
    desk.send(Msg::Resize(20, 8));
    desk.press("ctrl-q");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit), "leaving is possible");
}

#[test]
fn a_list_that_ticks_by_digits_ticks_nothing_unseen() {
    let mut desk = desk();
    desk.press("enter ctrl-e");
    let before = desk.fact_count();
    desk.send(Msg::Resize(59, 15));
    desk.press("1 enter");
    assert_eq!(desk.fact_count(), before);
    desk.send(Msg::Resize(120, 40));
    desk.press("1");
    assert!(desk.fact_count() > before);
}

#[test]
fn resizing_keeps_focus_and_text() {
    let mut desk = desk();
    desk.press("/ '收银");
    desk.send(Msg::Resize(20, 5));
    desk.send(Msg::Resize(80, 24));
    assert!(desk.model.in_field());
    assert!(desk.row(3).contains("收银"), "{}", desk.row(3));
}

#[test]
fn the_first_message_brings_the_first_question() {
    let desk = desk();
    assert!(matches!(desk.effects.first(), Some(Effect::Ask(..))), "{:?}", desk.effects.first());
    assert!(desk.model.cx.now >= NOW);
}

#[test]
fn n15_in_a_window_too_small_the_key_that_quits_leaves_and_the_sentence_says_so_whole() {
    for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
        let mut desk = Desk::new(&With::new(lang, (80, 24)), morning());
        desk.press("n '13800138001");
        desk.send(Msg::Resize(20, 5));
        let shown: String = text_of(&desk.draw_at(20, 5).0).split_whitespace().collect();
        let end = match lang {
            Lang::ZhCn => "别的键这时不起作用。",
            Lang::ZhTw => "別的鍵這時沒有作用。",
            Lang::En => "toleave.",
        };
        assert!(shown.ends_with(end) && shown.contains("Ctrl-Q"), "{lang}: {shown}");
        desk.effects.clear();
        desk.press("ctrl-q");
        assert!(desk.effects.contains(&Effect::Quit), "{lang}");
    }
}

#[test]
fn the_age_of_the_newest_copy_stands_below_and_one_that_is_too_old_bears_a_mark_on_narrow_screens_too() {
    let ago =
        |hours: i64, stale: bool| Msg::Copies(Copies { newest: Some(Timestamp(NOW.0 - hours * 3_600_000)), stale });
    for (hours, stale, wide, narrow) in [
        (1, false, "备份 09:26", false),
        (20, false, "备份 昨天", false),
        (9 * 24, true, "备份 9 天前 !", true),
        (0, true, "备份 10:26 !", true),
    ] {
        for (size, seen) in [((120, 40), true), ((80, 24), narrow)] {
            let mut desk = Desk::new(&With::new(Lang::ZhCn, size), morning()).with_s1();
            desk.send(ago(hours, stale));
            let last = desk.row(size.1 - 1);
            assert_eq!(last.trim_end().ends_with(wide), seen, "{hours} {size:?}: {last}");
        }
    }
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), morning()).with_s1();
    desk.send(Msg::Copies(Copies { newest: None, stale: true }));
    assert!(desk.row(23).trim_end().ends_with("没有备份 !"), "{}", desk.row(23));
}
