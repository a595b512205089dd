//! Identity and card numbers in forms: typed or pasted, they reach neither the journal nor the desk whole.

use zuoxi::domain::acts::fields::{about_nothing, listed, why_not};
use zuoxi::domain::*;
use zuoxi::tui::{FrameRequest, Msg};

use crate::case::acts::graded;
use crate::case::desk::Desk;

const NUMBER: &str = "11010519491231002X";

/// Types the number into every row of the form in hand, pastes it there once more, and presses the key of the act.
fn fill_all(desk: &mut Desk, what: &str) {
    for _ in 0..20 {
        desk.words(NUMBER);
        desk.send(Msg::Paste(format!(" {NUMBER} ")));
        desk.press("tab");
    }
    desk.press("f8 f8");
    let journal = format!("{:?}", desk.journal);
    assert!(!journal.contains(NUMBER), "{what}: in the journal");
    desk.journal.clear();
}

#[test]
fn d15_no_form_keeps_one_in_the_journal_or_sends_it() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:26:48");
    desk.press("n").words("13900139777 王先生 ").words(NUMBER).words(" 登记不了").press("f8 f8");
    let order = format!("{:?}", desk.only().record);
    assert!(!order.contains(NUMBER) && order.contains("****002X"), "{order}");
    assert!(!format!("{:?}", desk.journal).contains(NUMBER));

    let mut desk = graded();
    let id = desk.only().id;
    let mut met = 0;
    for act in listed() {
        let case = desk.case(id).unwrap();
        let rules = std::sync::Arc::clone(&desk.rules);
        if why_not(act, &case, desk.role, &rules.manual).or_else(|| about_nothing(act, &case)).is_some() {
            continue;
        }
        desk.model.cx.request(FrameRequest::Act(act));
        desk.send(Msg::Tick(desk.now));
        fill_all(&mut desk, act.as_str());
        desk.press("esc esc 1 enter");
        met += 1;
    }
    assert!(met > 15, "{met}");
    assert!(!format!("{:?}", desk.file(id).unwrap().facts).contains(NUMBER));
}
