//! Keys as data: which are bound, how they are compared and written, what is wrong with a user's own.

use std::collections::BTreeMap;

use crokey::KeyCombination;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zuoxi::tui::keymap::{Bindings, Bound, Keymap, KeymapError, canonical, name};
use zuoxi::tui::tables;

fn user(table: &str, action: &str, keys: &[&str]) -> Bindings {
    let keys = keys.iter().map(|key| (*key).to_owned()).collect();
    Bindings::from([(table.to_owned(), BTreeMap::from([(action.to_owned(), keys)]))])
}

fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
    KeyEvent::new(code, modifiers)
}

#[test]
fn the_built_in_keymap_is_sound() {
    assert_eq!(Keymap::new(&Bindings::new()).err(), None);
}

#[test]
fn no_built_in_key_is_one_that_input_methods_or_multiplexers_take() {
    let keymap = Keymap::new(&Bindings::new()).unwrap();
    let taken = ["ctrl-space", "ctrl-`", "ctrl-.", "ctrl-a", "ctrl-b", "f4"].map(String::from);
    let digits = (0..10).map(|digit| format!("ctrl-{digit}"));
    let taken: Vec<KeyCombination> = taken.into_iter().chain(digits).map(|key| key.parse().unwrap()).collect();
    for (bound, keys) in tables().iter().flat_map(|table| keymap.of(table.name())) {
        let pressed = keys.iter().flat_map(|keys| [Some(keys.first), keys.second]).flatten();
        assert!(pressed.into_iter().all(|key| !taken.contains(&key)), "{bound:?}");
    }
}

#[test]
fn a_user_key_replaces_the_built_in_ones_of_that_action_only() {
    let keymap = Keymap::new(&user("everywhere", "palette", &["ctrl-j"])).unwrap();
    let tables = ["everywhere"];
    let palette = Some(Bound { table: "everywhere", action: "palette" });
    assert_eq!(keymap.meaning(&tables, press(KeyCode::Char('j'), KeyModifiers::CONTROL)), palette);
    assert_eq!(keymap.meaning(&tables, press(KeyCode::Char('k'), KeyModifiers::CONTROL)), None);
}

#[test]
fn unknown_tables_actions_and_keys_and_conflicts_are_all_told() {
    let error = |bindings| Keymap::new(&bindings).unwrap_err();
    assert!(matches!(error(user("nowhere", "palette", &["x"]))[..], [KeymapError::UnknownTable(_)]));
    assert!(matches!(error(user("everywhere", "dance", &["x"]))[..], [KeymapError::UnknownAction { .. }]));
    assert!(matches!(error(user("everywhere", "palette", &["hyper-x"]))[..], [KeymapError::BadKey { .. }]));
    let both = error(user("everywhere", "palette", &["f1"]));
    assert!(both.iter().any(|one| matches!(one, KeymapError::Conflict { .. })), "{both:?}");
    let across = error(user("queue", "told", &["f1"]));
    assert!(across.iter().any(|one| matches!(one, KeymapError::Conflict { .. })), "{across:?}");
}

#[test]
fn two_keys_are_one_action_and_the_first_says_what_may_follow() {
    let keymap = Keymap::new(&user("everywhere", "palette", &["ctrl-k", "ctrl-s p"])).unwrap();
    let tables = ["everywhere"];
    let first = canonical(press(KeyCode::Char('s'), KeyModifiers::CONTROL));
    let palette = Bound { table: "everywhere", action: "palette" };
    assert_eq!(keymap.meaning(&tables, first.into()), None);
    assert_eq!(keymap.after(&tables, first), [("p".parse().unwrap(), palette)]);
    let second = press(KeyCode::Char('p'), KeyModifiers::NONE);
    assert_eq!(keymap.meaning_of_two(&tables, first, second), Some(palette));
    assert_eq!(keymap.shown(&tables, "palette", true).as_deref(), Some("Ctrl-K"));
    let only = Keymap::new(&user("everywhere", "palette", &["ctrl-s p"])).unwrap();
    assert_eq!(only.shown(&tables, "palette", true).as_deref(), Some("Ctrl-S p"));
}

#[test]
fn a_sequence_may_not_hide_behind_a_key_nor_be_the_only_way_of_the_call_path() {
    let error = |bindings| Keymap::new(&bindings).unwrap_err();
    let hidden = error(user("everywhere", "palette", &["n p"]));
    assert!(matches!(&hidden[..], [KeymapError::Conflict { .. }, ..]), "{hidden:?}");
    for (table, action) in [("case", "leave_step"), ("line", "hang_up"), ("everywhere", "new_call")] {
        let only = error(user(table, action, &["ctrl-s y"]));
        assert!(matches!(only[..], [KeymapError::OnlySequence { .. }]), "{only:?}");
    }
    assert!(matches!(error(user("queue", "told", &["x y z"]))[..], [KeymapError::BadKey { .. }]));
}

#[test]
fn a_full_width_key_from_an_input_method_is_the_key_itself() {
    for (typed, meant) in [('？', '?'), ('：', ':'), ('１', '1'), ('、', '/'), ('ｎ', 'n')] {
        assert_eq!(
            canonical(press(KeyCode::Char(typed), KeyModifiers::NONE)),
            canonical(press(KeyCode::Char(meant), KeyModifiers::NONE))
        );
    }
}

#[test]
fn shift_counts_only_where_it_changes_a_letter() {
    let question = press(KeyCode::Char('?'), KeyModifiers::SHIFT);
    assert_eq!(canonical(question), canonical(press(KeyCode::Char('?'), KeyModifiers::NONE)));
    let capital = press(KeyCode::Char('P'), KeyModifiers::SHIFT);
    assert_eq!(canonical(capital), canonical(press(KeyCode::Char('P'), KeyModifiers::NONE)));
    assert_ne!(canonical(capital), canonical(press(KeyCode::Char('p'), KeyModifiers::NONE)));
    let caps_lock = press(KeyCode::Char('K'), KeyModifiers::CONTROL);
    assert_eq!(canonical(caps_lock), canonical(press(KeyCode::Char('k'), KeyModifiers::CONTROL)));
}

#[test]
fn keys_are_written_the_way_the_hint_bar_shows_them() {
    for (written, shown) in [
        ("ctrl-k", "Ctrl-K"),
        ("n", "n"),
        ("shift-p", "P"),
        ("f2", "F2"),
        ("pagedown", "PgDn"),
        ("alt-1", "Alt-1"),
        ("enter", "Enter"),
        ("esc", "Esc"),
        ("backtab", "Shift-Tab"),
        ("?", "?"),
    ] {
        assert_eq!(name(written.parse().unwrap()), shown);
    }
}
