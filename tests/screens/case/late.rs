//! An answer that takes longer than keys are held back for: the form it is about is never stuck.

use zuoxi::domain::protocol::{JournalOp, Rejection, Request};
use zuoxi::domain::*;
use zuoxi::tui::{Effect, Msg, update};

use crate::case::acts::{begin, graded};
use crate::case::desk::Desk;

/// Presses a key whose order is not answered yet.
fn unanswered(desk: &mut Desk, key: &str) -> (u64, Request) {
    let key: crokey::KeyCombination = key.parse().unwrap();
    let order = |effect| if let Effect::Submit(token, order) = effect { Some((token, order)) } else { None };
    update(&mut desk.model, Msg::Key(key.into())).into_iter().find_map(order).expect("an order goes out")
}

/// A note sent six seconds ago, and a hold of the line answered since.
fn late() -> (Desk, (u64, Request)) {
    let mut desk = graded();
    begin(&mut desk, "加备注");
    desk.words("客户下午在家");
    let order = unanswered(&mut desk, "f8");
    desk.pass_s(6).free("f2");
    assert_eq!(desk.orders.len(), desk.orders.iter().filter(|one| **one != order.1).count(), "the note is on its way");
    (desk, order)
}

fn notes(desk: &Desk) -> usize {
    let file = desk.file(desk.only().id).unwrap();
    file.facts.iter().filter(|fact| matches!(fact.event, Event::Case(CaseEvent::NoteAdded { .. }))).count()
}

#[test]
fn a_form_whose_answer_comes_late_can_be_sent_again_when_it_fails() {
    let (mut desk, (token, _)) = late();
    desk.send(Msg::Rejected(token, Rejection::Failed { code: "disk-full".into(), detail: String::new() }));
    assert!(desk.screen().contains("客户下午在家"), "{}", desk.screen());
    let before = notes(&desk);
    desk.press("f8");
    assert_eq!(notes(&desk), before + 1, "{}\n{}", desk.notice(), desk.screen());
}

#[test]
fn a_form_whose_answer_comes_late_is_done_with_when_it_succeeds() {
    let (mut desk, (token, order)) = late();
    let before = notes(&desk);
    let answer = desk.submit(token, &order);
    desk.send(answer);
    assert_eq!(notes(&desk), before + 1);
    assert!(matches!(desk.journal.last(), Some(JournalOp::Close { .. })), "{:?}", desk.journal.last());
    desk.press("f8");
    assert_eq!(notes(&desk), before + 1, "it is not sent twice");
}

#[test]
fn a_form_left_while_its_answer_is_late_is_kept_when_it_fails_and_closed_when_it_succeeds() {
    for succeeds in [true, false] {
        let (mut desk, (token, order)) = late();
        let before = notes(&desk);
        begin(&mut desk, "暂停");
        assert!(!desk.screen().contains("客户下午在家"), "{}", desk.screen());
        let failed = Msg::Rejected(token, Rejection::Failed { code: "disk-full".into(), detail: String::new() });
        let answer = if succeeds { desk.submit(token, &order) } else { failed };
        desk.send(answer);
        assert_eq!(notes(&desk), before + usize::from(succeeds));
        desk.press("esc").free("r");
        let shown = desk.screen().lines().any(|row| row.split('╎').next().unwrap_or_default().contains("客户下午在家"));
        assert_eq!(shown, !succeeds, "{}", desk.screen());
    }
}

#[test]
fn a_form_taken_up_again_before_its_answer_is_not_sent_twice() {
    let (mut desk, (token, order)) = late();
    let before = notes(&desk);
    begin(&mut desk, "暂停");
    desk.press("esc").free("r");
    assert!(desk.screen().contains("客户下午在家"), "{}", desk.screen());
    desk.press("f8");
    assert_eq!(notes(&desk), before, "the note is on its way already");
    let answer = desk.submit(token, &order);
    desk.send(answer);
    assert_eq!(notes(&desk), before + 1);
}
