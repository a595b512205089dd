//! A key means the same on every screen: what is due, what can be done, why; and back is where one came from.

use zuoxi::domain::case::PromiseEnd;
use zuoxi::domain::*;

use crate::followups::desk::Desk;

fn desk() -> Desk {
    Desk::morning(Lang::ZhCn, (80, 24))
}

/// What a function key does wherever it does something; elsewhere it does nothing.
const MEANINGS: &[(&str, &[&str])] = &[
    ("f1", &["help"]),
    ("f2", &["hold"]),
    ("f3", &["hang_up"]),
    ("f4", &[]),
    ("f5", &["due"]),
    ("f6", &["acts"]),
    ("f7", &["promise", "renegotiate"]),
    ("f8", &["leave_step", "take"]),
    ("f9", &["why"]),
    ("f10", &["better"]),
    ("f11", &["manual"]),
    ("f12", &["practice"]),
];

#[test]
fn a_function_key_has_one_meaning() {
    let keymap: toml::Table = toml::from_str(include_str!("../../../assets/keymap.toml")).unwrap();
    for (table, actions) in &keymap {
        for (action, keys) in actions.as_table().unwrap() {
            for key in keys.as_array().unwrap().iter().filter_map(toml::Value::as_str) {
                let meaning = MEANINGS.iter().find(|(one, _)| *one == key);
                let fits = meaning.is_none_or(|(_, actions)| actions.contains(&action.as_str()));
                assert!(fits, "{key} is {action} in {table}");
            }
        }
    }
}

#[test]
fn what_is_due_is_done_with_the_same_key_on_the_queue_the_case_and_the_work_list() {
    for screen in ["queue", "case", "followups"] {
        let mut desk = desk();
        let id = desk.case_of("李想").id;
        desk.to("李*");
        match screen {
            "case" => {
                desk.press("enter");
            }
            "queue" => {
                desk.press("1");
                desk.to("李*");
            }
            _ => {}
        }
        assert!(desk.screen().contains("F5 办到了"), "{screen}: {}", desk.screen());
        desk.press("f5");
        let ends: Vec<_> = desk.file(id).promises.iter().map(|promise| promise.end.map(|end| end.0)).collect();
        assert_eq!(ends, [Some(PromiseEnd::Kept)], "{screen}: {}", desk.notice());
    }
}

#[test]
fn what_can_be_done_and_why_are_a_key_away_on_any_row_and_esc_leads_back_to_the_row() {
    for list in ["followups", "queue"] {
        for (key, seen) in [("f6", "现在能做的"), ("f9", "为什么")] {
            let mut desk = desk();
            if list == "queue" {
                desk.press("1");
            }
            desk.to("陈*").press(key);
            assert!(desk.screen().contains(seen) && desk.screen().contains("陈立"), "{list} {key}: {}", desk.screen());
            desk.press("esc esc esc");
            assert_eq!(desk.model.screen(), list, "{key}");
            assert!(desk.row_in_hand().contains("陈*"), "{list} {key}: {}", desk.screen());
        }
    }
}

#[test]
fn back_from_the_phrases_is_the_screen_one_came_from_and_a_stray_letter_does_nothing() {
    for from in ["1", "3"] {
        let mut desk = desk();
        desk.press(from);
        let before = desk.model.screen();
        desk.press("4 esc");
        assert_eq!(desk.model.screen(), before);
    }
    let mut desk = desk();
    desk.press("1");
    let before = desk.screen();
    desk.press("b t y backspace");
    assert_eq!(desk.screen(), before);
    desk.words("陈");
    assert!(
        desk.screen().contains("陈*") && !desk.screen().contains("周*"),
        "an input method looks: {}",
        desk.screen()
    );
}
