use std::collections::BTreeSet;

use crossterm::event::KeyModifiers;

use super::*;
use crate::domain::Lang;
use crate::tui::keymap::{Bindings, Keymap};
use crate::words::Words;

fn standing<'a>(call: &'a Call, filled: &'a BTreeMap<String, String>) -> Standing<'a> {
    Standing { call, case: None, filled }
}

#[test]
fn every_sample_can_be_read_and_says_every_step_in_every_language() {
    let sample = Sample::enquiry();
    assert!(sample.steps.len() > 5);
    let keymap = Keymap::new(&Bindings::new()).unwrap();
    let ids: BTreeSet<&str> = sample.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids.len(), sample.steps.len());
    for step in &sample.steps {
        for lang in Lang::ALL {
            assert!(Words::new(*lang).has(&format!("guide-{}-{}", sample.id, step.id)), "{} {lang}", step.id);
        }
        for deed in &step.deeds {
            match deed {
                Deed::Press(action) => {
                    let (table, action) = action.split_once('.').unwrap();
                    assert!(keymap.shown(&[table], action, true).is_some(), "{action} has no key");
                }
                Deed::Type(names) => assert!(names.all().iter().all(|(_, text)| !text.is_empty())),
                Deed::Choose(digit) => assert!(digit.parse::<u8>().is_ok()),
                Deed::Leave(leave) => assert!(leave),
            }
        }
    }
    assert!(sample.steps.split_last().unwrap().1.iter().all(|step| step.until.is_some()));
}

#[test]
fn every_sentence_has_room_at_eighty_columns_and_every_deed_below_it() {
    let sample = Sample::enquiry();
    for lang in Lang::ALL {
        let words = Words::new(*lang);
        let mark = crate::text::width(&format!("{} 9/9", words.get("guide-mark")));
        let room = 80 - 2 - 2 - mark - 2;
        for step in &sample.steps {
            let sentence = words.get(&format!("guide-{}-{}", sample.id, step.id));
            assert!(crate::text::width(&sentence) <= room, "{lang}: {sentence}");
            for deed in &step.deeds {
                if let Deed::Type(names) = deed {
                    let quoted = format!("{}「{}」 [F8]", words.get("guide-type"), names.get(*lang));
                    assert!(crate::text::width(&quoted) <= room, "{lang}: {quoted}");
                }
            }
        }
    }
}

#[test]
fn a_step_is_done_when_the_work_is_and_not_before() {
    let (mut call, mut filled) = (Call::ready(Timestamp(0)), BTreeMap::new());
    assert!(!holds(Some(&Until::Call), &standing(&call, &filled)));
    call.begin(uuid::Uuid::nil(), false, Timestamp(0));
    assert!(holds(Some(&Until::Call), &standing(&call, &filled)));
    let wanted = Until::Filled(vec!["keypad".to_owned(), "solved".to_owned()]);
    filled.insert("keypad".to_owned(), "1".to_owned());
    assert!(!holds(Some(&wanted), &standing(&call, &filled)), "half of it");
    filled.insert("solved".to_owned(), String::new());
    assert!(!holds(Some(&wanted), &standing(&call, &filled)), "emptied again");
    filled.insert("solved".to_owned(), "yes".to_owned());
    assert!(holds(Some(&wanted), &standing(&call, &filled)));
    for until in [Until::Archived, Until::Over, Until::Stage(Stage::Intake)] {
        assert!(!holds(Some(&until), &standing(&call, &filled)), "there is no case");
    }
    assert!(!holds(None, &standing(&call, &filled)), "the last step is never over");
}

#[test]
fn a_new_form_starts_empty_whatever_the_last_one_held() {
    let mut guide = Guide::enquiry();
    let draft = uuid::Uuid::nil();
    let set = |field: &str| JournalOp::Set { draft, field: field.to_owned(), text: "1".to_owned() };
    guide.notice(&[Effect::Journal(set("keypad"))]);
    assert_eq!(guide.filled.len(), 1);
    guide.notice(&[Effect::Journal(JournalOp::Close { draft })]);
    assert!(guide.filled.is_empty());
}

#[test]
fn only_two_esc_in_a_row_leave() {
    let mut guide = Guide::enquiry();
    let key = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let mut press = |code, at| guide.leaves(key(code), Timestamp(at));
    assert!(!press(KeyCode::Esc, 0));
    assert!(!press(KeyCode::Enter, 100));
    assert!(!press(KeyCode::Esc, 200), "a key came between");
    assert!(!press(KeyCode::Esc, 5_000), "too slow");
    assert!(press(KeyCode::Esc, 6_000));
}
