//! The whole history of a case on one key: from its first word to its last, searched by typing.

use zuoxi::domain::{Act, Field, Lang, Record, Value};

use crate::case::apart::{graded, put_together};
use crate::case::desk::Desk;

#[test]
fn the_history_tells_everything_that_was_said_and_written_and_opens_at_its_end() {
    for (lang, size, day) in
        [(Lang::ZhCn, (80, 24), "周一"), (Lang::ZhTw, (80, 24), "週一"), (Lang::En, (120, 40), "Mon")]
    {
        let mut desk: Desk = graded(lang, size);
        desk.press("esc ctrl-y");
        let whole = desk.screen();
        assert!(whole.contains('>'), "{lang}: a line is in hand:\n{whole}");
        for _ in 0..20 {
            desk.press("pageup");
        }
        let top = desk.screen();
        assert!(top.contains(day), "{lang}: it begins with its day:\n{top}");
        desk.press("esc");
        assert!(!desk.screen().contains(day), "{lang}");
    }
}

#[test]
fn typing_leaves_the_acts_that_name_it_with_all_their_lines() {
    let mut desk = graded(Lang::ZhCn, (120, 40));
    desk.press("esc ctrl-y").words("定级");
    let screen = desk.screen();
    assert!(screen.contains("定级") && !screen.contains("新建案件"), "{screen}");
    desk.words("没有这样的字");
    assert!(desk.screen().contains("经过里没有这些字"), "{}", desk.screen());
}

#[test]
fn before_the_case_exists_it_says_so() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24), "2026-03-16T10:02:00");
    desk.press("n esc ctrl-y");
    assert!(desk.screen().contains("这件还没存"), "{}", desk.screen());
}

/// The whole story as it can be scrolled through.
fn story(desk: &mut Desk) -> String {
    desk.press("esc ctrl-y");
    let mut seen = desk.screen();
    for _ in 0..8 {
        desk.press("pageup");
        seen += &desk.screen();
    }
    desk.press("esc");
    seen
}

#[test]
fn reading_what_clashed_and_what_was_taken_back_say_so_in_words_and_in_style() {
    for (lang, size) in [(Lang::ZhCn, (80, 24)), (Lang::En, (120, 40))] {
        let mut desk = put_together(lang, size);
        let (clash, whose) =
            if lang == Lang::En { ("clash  1033", "clash  1027") } else { ("冲突  1033", "冲突  1027") };
        let seen = story(&mut desk);
        assert!(seen.contains(clash) && seen.contains(whose), "{lang}: {seen}");
    }
    let mut desk = graded(Lang::ZhCn, (80, 24));
    desk.press("alt-u");
    let seen = story(&mut desk);
    assert!(seen.contains("已撤回  1027"), "who took it back is who did it: {seen}");
}

#[test]
fn a_window_that_changes_its_size_has_the_history_wrapped_for_it() {
    for (from, to) in [((120, 40), (80, 24)), ((80, 24), (120, 40))] {
        let [mut resized, mut fresh] = [from, to].map(|size| graded(Lang::ZhCn, size));
        for desk in [&mut resized, &mut fresh] {
            let case = desk.only().id;
            let note = Record::default().with(Field::Note, Value::Text("收银台换了新的扫码枪还是不行。".repeat(8)));
            let note = desk.model.cx.command(Act::NoteAdded, note, None);
            desk.act(case, &note).unwrap();
            desk.pass_s(60).send(zuoxi::tui::Msg::Changed);
            desk.press("esc ctrl-y");
        }
        resized.send(zuoxi::tui::Msg::Resize(to.0, to.1));
        assert_eq!(resized.screen(), fresh.screen(), "{from:?} {to:?}");
    }
}
