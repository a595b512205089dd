use std::collections::BTreeSet;

use crossterm::event::KeyModifiers;

use super::*;
use crate::domain::CaseEvent;
use crate::domain::Lang;
use crate::domain::calendar::Rulebook;
use crate::text::width;
use crate::tui::keymap::{Bindings, Keymap};
use crate::words::Words;

/// Cells of the coach's rows on the narrowest terminal in use.
const ROOM: usize = 76;

fn steps() -> impl Iterator<Item = (Lesson, Course)> {
    Lesson::ALL.iter().map(|lesson| (*lesson, lesson.course()))
}

#[test]
fn every_lesson_can_be_read_and_says_every_step_in_every_language() {
    let keymap = Keymap::new(&Bindings::new()).unwrap();
    for (lesson, course) in steps() {
        assert!(course.steps.len() > 5, "{lesson}");
        let ids: BTreeSet<&str> = course.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(ids.len(), course.steps.len(), "{lesson}: a name twice");
        let (last, before) = course.steps.split_last().unwrap();
        assert!(last.over && before.iter().all(|step| !step.over && !step.until.is_open()), "{lesson}");
        for lang in Lang::ALL {
            let words = Words::new(*lang);
            assert!(words.has(&format!("guide-lesson-{lesson}")) && words.has(&format!("guide-lesson-{lesson}-what")));
            for step in &course.steps {
                let key = format!("guide-{lesson}-{}", step.id);
                assert!(words.has(&key) && words.has(&format!("{key}-why")), "{key} {lang}");
            }
        }
        for action in course.steps.iter().flat_map(|step| step.press.iter().chain(&step.open)) {
            let (table, action) = action.split_once('.').unwrap();
            assert!(keymap.shown(&[table], action, true).is_some(), "{action} has no key");
        }
        for did in course.steps.iter().filter_map(|step| step.until.did.as_ref()) {
            let task = did.split('.').count() == 3 && did.starts_with("followup.");
            assert!(task || CaseEvent::KINDS.contains(&did.as_str()), "{lesson}: {did} never happens");
        }
    }
}

#[test]
fn every_row_of_the_coach_has_room_at_eighty_columns() {
    for lang in Lang::ALL {
        let words = Words::new(*lang);
        for (lesson, course) in steps() {
            let place = strip::place_of(lesson, (10, 14), &words);
            for step in &course.steps {
                for part in ["", "-why"] {
                    let sentence = words.get(&format!("guide-{lesson}-{}{part}", step.id));
                    assert!(width(&sentence) <= ROOM, "{lang}, {} too many: {sentence}", width(&sentence) - ROOM);
                }
                for names in step.fill.iter().filter_map(|fill| fill.words.as_ref()) {
                    let row = format!("{}「{}」  {place}", words.get("guide-type"), names.get(*lang));
                    assert!(width(&row) <= ROOM, "{lang}: {row}");
                }
            }
        }
        for key in ["guide-close", "guide-back", "guide-form", "guide-other", "guide-undo", "guide-restart"] {
            assert!(width(&words.get(key)) <= ROOM);
        }
    }
}

#[test]
fn what_happened_before_a_lesson_is_told_in_every_language_without_a_gap() {
    for (_, course) in steps() {
        let rules = Rulebook::new(crate::manual::built_in()).unwrap();
        for file in Lang::ALL.iter().filter_map(|lang| course.before(*lang)) {
            for script in crate::scenario::scripts(&[file], &rules).unwrap() {
                let told = format!(
                    "{:?}",
                    script.lines().map(|(_, line)| line.record.0.values().collect()).collect::<Vec<Vec<_>>>()
                );
                assert!(!told.contains(['{', '}']), "{told}");
            }
        }
    }
}

#[test]
fn the_shift_goes_on_with_the_first_lesson_that_was_not_finished() {
    let mut practised = BTreeSet::new();
    let mut order = Vec::new();
    for _ in Lesson::ALL {
        let next = next_lesson(&practised);
        practised.insert(next);
        order.push(next);
    }
    assert_eq!(order, Lesson::ALL);
    assert_eq!(next_lesson(&practised), Lesson::Enquiry, "all of them are finished");
    assert_eq!(Lesson::Rating.next(), None);
}

#[test]
fn only_two_esc_in_a_row_with_nothing_to_step_out_of_leave() {
    let mut coach = Coach::new(Lesson::Enquiry);
    let key = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let mut press = |code, at_rest, at| coach.leaves(key(code), at_rest, Timestamp(at));
    assert!(!press(KeyCode::Esc, true, 0));
    assert!(!press(KeyCode::Enter, true, 100));
    assert!(!press(KeyCode::Esc, true, 200), "a key came between");
    assert!(!press(KeyCode::Esc, true, 5_000), "too slow");
    assert!(!press(KeyCode::Esc, false, 5_100), "it steps out of something");
    assert!(!press(KeyCode::Esc, true, 5_200), "the first with nothing to step out of");
    assert!(press(KeyCode::Esc, true, 6_000));
}
