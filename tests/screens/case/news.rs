//! What another desk did on a case since whoever sits here last had it open.

use zuoxi::domain::*;

use crate::case::apart::graded;
use crate::case::desk::Desk;

/// 1033 writes a note on the case while it is not in front here.
fn noted(desk: &mut Desk) {
    let id = desk.only().id;
    desk.who = (8, "1033");
    let record = Record::default().with(Field::Note, Value::Text("门店说先关了两台".into()));
    let note = desk.model.cx.command(Act::NoteAdded, record, None);
    desk.act(id, &note).unwrap();
    desk.who = (7, "1027");
    desk.pass_s(10).send(zuoxi::tui::Msg::Changed);
    desk.pass_s(10);
}

fn row(desk: &Desk) -> String {
    desk.screen().lines().find(|line| line.contains("周*")).unwrap_or_default().to_owned()
}

#[test]
fn reading_what_is_new_is_marked_in_the_list_and_in_the_history_until_it_was_read() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = graded(Lang::ZhCn, size);
        desk.press("esc esc").pass_s(10);
        assert!(!row(&desk).contains("新 "), "one's own acts are known: {}", desk.screen());
        noted(&mut desk);
        assert!(row(&desk).contains("新 "), "{}", desk.screen());
        desk.press("enter esc ctrl-y");
        let story = desk.screen();
        let new: Vec<&str> = story.lines().filter(|line| line.starts_with("> ") && line.contains("新  1033")).collect();
        assert_eq!(new.len(), 1, "{story}");
        assert!(!story.contains("新  1027"), "that act alone: {story}");
        desk.press("esc esc esc").pass_s(10);
        assert!(!row(&desk).contains("新 "), "it was read: {}", desk.screen());
        desk.press("enter esc ctrl-y");
        assert!(!desk.screen().contains("新  1033"), "known by now: {}", desk.screen());
    }
}
