//! How the screens look: snapshots that somebody looked at, and what holds for every one of them.

use ratatui::style::Color;
use zuoxi::domain::Lang;
use zuoxi::text::width;
use zuoxi::tui::{Depth, Scheme, Theme};

use crate::desk::{Desk, With, morning, text_of};

const LANGS: [Lang; 3] = [Lang::ZhCn, Lang::ZhTw, Lang::En];
const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

/// The ways to the screens of this room, by name; keys as in the keymap.
const WAYS: [(&str, &str); 8] = [
    ("queue", ""),
    ("queue_find", "/ '收银"),
    ("queue_told", "p"),
    ("queue_help", "?"),
    ("palette", "ctrl-k 'cz"),
    ("phrases", "4 down down"),
    ("phrases_find", "4 / 'afzj"),
    ("phrases_avoid", "4 tab down"),
];

#[test]
fn screens_look_as_they_did_when_somebody_looked_at_them() {
    for lang in LANGS {
        for size in SIZES {
            for (name, keys) in WAYS.into_iter().filter(|(name, _)| *name != "queue_told") {
                let mut desk = Desk::new(&With::new(lang, size), morning());
                desk.press(keys);
                insta::assert_snapshot!(format!("{name}_{lang}_{}", size.0), desk.text());
            }
        }
    }
}

#[test]
fn the_case_in_hand_stands_beside_the_list_or_below_it() {
    for size in SIZES {
        let mut desk = Desk::new(&With::new(Lang::ZhCn, size), morning()).with_s1();
        desk.press("p");
        insta::assert_snapshot!(format!("queue_told_{}", size.0), desk.text());
    }
}

#[test]
fn an_empty_store_says_what_to_press() {
    for lang in LANGS {
        let desk = Desk::new(&With::new(lang, (80, 24)), vec![]);
        let row = desk.row(5);
        assert!(row.contains('n') && row.contains('/'), "{row}");
        insta::assert_snapshot!(format!("empty_{lang}"), desk.text());
    }
}

#[test]
fn every_row_has_exactly_the_width_of_the_terminal() {
    for lang in LANGS {
        for size in [(120, 40), (80, 24), (60, 16), (96, 30), (153, 50), (200, 60), (119, 24)] {
            for (name, keys) in WAYS {
                let mut desk = Desk::new(&With::new(lang, size), morning()).with_s1();
                desk.press(keys);
                for (at, row) in text_of(&desk.draw().0).lines().enumerate() {
                    assert_eq!(width(row), usize::from(size.0), "{name} {lang} {size:?} row {at}: {row}");
                }
            }
        }
    }
}

#[test]
fn no_word_is_missing_in_any_language() {
    for lang in LANGS {
        for (name, keys) in WAYS {
            let mut desk = Desk::new(&With::new(lang, (120, 40)), morning()).with_s1();
            desk.press(keys);
            let text = desk.text();
            assert!(!text.contains('‹'), "{name} {lang}\n{text}");
        }
    }
}

#[test]
fn english_words_stay_within_their_columns() {
    for size in SIZES {
        let desk = Desk::new(&With::new(Lang::En, size), morning());
        for y in 4..10 {
            let row = desk.row(y);
            assert!(row.contains("  "), "{row}");
        }
    }
}

#[test]
fn without_colour_no_cell_is_coloured_and_the_row_in_hand_still_shows() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1();
    for (_, keys) in WAYS {
        desk.press("esc esc");
        desk.press(keys);
        let (buffer, _) = desk.draw();
        for cell in &buffer.content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        }
    }
    desk.press("esc esc esc 1");
    assert!(desk.row(4).starts_with("> [一级]"), "{}", desk.row(4));
}

#[test]
fn nothing_moves_between_themes() {
    let mask = |text: &str| text.replace(['[', ']'], " ");
    let plain = Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1();
    for scheme in [Scheme::Dark, Scheme::Light, Scheme::HighContrast] {
        for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
            let with = With { theme: Theme::new(scheme, depth), ..With::new(Lang::ZhCn, (120, 40)) };
            let coloured = Desk::new(&with, morning()).with_s1();
            assert_eq!(mask(&coloured.text()), mask(&plain.text()), "{scheme:?} {depth:?}");
        }
    }
}

#[test]
fn a_second_that_passes_changes_only_digits() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1();
    let before = desk.draw().0;
    let next = desk.model.cx.now.plus_s(1);
    desk.tick_to(next);
    let changed = before.diff(&desk.draw().0).len();
    assert!(changed < 40, "{changed} cells");
}

#[test]
fn moving_down_repaints_two_rows_and_the_case_in_hand() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), morning());
    desk.press("down");
    let before = desk.draw().0;
    desk.press("down");
    let after = desk.draw().0;
    let rows: std::collections::BTreeSet<u16> = before.diff(&after).iter().map(|(_, y, _)| *y).collect();
    assert!(rows.iter().all(|y| (5..=6).contains(y) || *y >= 15), "{rows:?}");
}
