//! What a key does to the control of the row in hand.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};

use super::Choosable;
use super::control::{Control, Table};
use crate::domain::language::half_width;
use crate::tui::widgets::Edited;

/// What a key did to the row in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    Nothing,
    /// The key was the row's, its value stays.
    Moved,
    Changed,
    /// The value changed and the row is done with.
    Filled,
}

/// The digit of a key, in either width.
pub fn digit_of(key: KeyEvent) -> Option<usize> {
    let KeyCode::Char(c) = key.code else { return None };
    half_width::digit(c)
}

pub(super) fn press(control: &mut Control, key: KeyEvent) -> Did {
    match control {
        Control::Words(typed) | Control::When { typed, .. } | Control::Number { typed, .. } => match typed.key(key) {
            Edited::NotMine => Did::Nothing,
            Edited::Kept => Did::Moved,
            Edited::Changed => Did::Changed,
        },
        Control::One { options, chosen, below } => press_one(options, chosen, below, key),
        Control::Many { options, ticked, at } => press_many(options.len(), ticked, at, key),
        Control::Tick(tick) => press_tick(tick, key),
        Control::Table(table) => press_table(table, key),
        Control::Mark { answers, mark } => match (key.code, digit_of(key)) {
            (_, Some(digit)) if digit > answers.len() => Did::Moved,
            (_, Some(digit)) => {
                *mark = u8::try_from(digit).ok();
                Did::Filled
            }
            (KeyCode::Backspace | KeyCode::Delete, _) => {
                *mark = None;
                Did::Changed
            }
            _ => Did::Nothing,
        },
    }
}

fn press_one(options: &[Choosable], chosen: &mut Option<usize>, below: &mut Option<usize>, key: KeyEvent) -> Did {
    let subs = chosen.and_then(|at| options.get(at)).map_or(0, |option| option.below.len());
    let in_sub = subs > 0;
    match key.code {
        KeyCode::Backspace | KeyCode::Delete => {
            if below.take().is_none() {
                *chosen = None;
            }
            Did::Changed
        }
        KeyCode::Left | KeyCode::Right => {
            let by = if key.code == KeyCode::Left { -1 } else { 1 };
            let (slot, count) = if in_sub { (below, subs) } else { (chosen, options.len()) };
            *slot = Some(slot.map_or(0, |at| at.saturating_add_signed(by).min(count.saturating_sub(1))));
            Did::Changed
        }
        _ => {
            let Some(digit) = digit_of(key) else { return Did::Nothing };
            let pick = if digit == 0 { 9 } else { digit - 1 };
            if in_sub && below.is_none() && pick < subs {
                *below = Some(pick);
                return Did::Filled;
            }
            if pick >= options.len() {
                return Did::Moved;
            }
            (*chosen, *below) = (Some(pick), None);
            let deeper = options.get(pick).is_some_and(|option| !option.below.is_empty());
            if deeper { Did::Changed } else { Did::Filled }
        }
    }
}

fn press_many(count: usize, ticked: &mut BTreeSet<usize>, at: &mut usize, key: KeyEvent) -> Did {
    let toggle = match key.code {
        KeyCode::Left => {
            *at = at.saturating_sub(1);
            return Did::Moved;
        }
        KeyCode::Right => {
            *at = (*at + 1).min(count.saturating_sub(1));
            return Did::Moved;
        }
        KeyCode::Char(' ') => Some(*at),
        _ => digit_of(key).and_then(|digit| digit.checked_sub(1)),
    };
    match toggle.filter(|place| *place < count) {
        Some(place) => {
            *at = place;
            if !ticked.remove(&place) {
                ticked.insert(place);
            }
            Did::Changed
        }
        None => Did::Nothing,
    }
}

fn press_tick(tick: &mut Option<bool>, key: KeyEvent) -> Did {
    match (key.code, digit_of(key)) {
        (KeyCode::Char(' ') | KeyCode::Left | KeyCode::Right, _) => {
            *tick = Some(!tick.unwrap_or(false));
            Did::Changed
        }
        (KeyCode::Char('y'), _) | (_, Some(1)) => {
            *tick = Some(true);
            Did::Filled
        }
        (KeyCode::Char('n'), _) | (_, Some(2 | 0)) => {
            *tick = Some(false);
            Did::Filled
        }
        _ => Did::Nothing,
    }
}

fn press_table(table: &mut Table, key: KeyEvent) -> Did {
    let by = match key.code {
        KeyCode::Left => -1,
        KeyCode::Right => 1,
        _ => {
            let Some(place) = digit_of(key).and_then(|digit| digit.checked_sub(1)) else { return Did::Nothing };
            let (slot, count) = if table.column_next {
                (&mut table.at.1, table.columns.len())
            } else {
                (&mut table.at.0, table.lines.len())
            };
            if place >= count {
                return Did::Moved;
            }
            *slot = Some(place);
            table.column_next = !table.column_next;
            return Did::Changed;
        }
    };
    let last = table.columns.len().saturating_sub(1);
    table.at.1 = Some(table.at.1.unwrap_or(0).saturating_add_signed(by).min(last));
    table.at.0.get_or_insert(0);
    Did::Changed
}
