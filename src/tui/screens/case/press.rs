//! What a key does to the control of the row in hand.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;
use tui_input::backend::crossterm::to_input_request;

use super::form::{Choosable, Control};
use super::identify::{IMPACTS, URGENCIES};
use crate::domain::half_width;

/// What a key did to the row in hand.
pub enum Did {
    /// Nothing: the key is not the row's.
    Nothing,
    /// The key was the row's, its value stays.
    Moved,
    /// The value changed.
    Changed,
    /// The value changed and the row is done with.
    Filled,
}

/// The digit of a key, in either width.
pub fn digit_of(key: KeyEvent) -> Option<usize> {
    match key.code {
        KeyCode::Char(c) => half_width::digit(c),
        _ => None,
    }
}

/// Carries a key out on a control.
pub fn press(control: &mut Control, key: KeyEvent) -> Did {
    match control {
        Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => match request(key) {
            Some(request) => {
                if typed.edit(request) {
                    Did::Changed
                } else {
                    Did::Moved
                }
            }
            None => Did::Nothing,
        },
        Control::One { options, chosen, below } => press_one(options, chosen, below, key),
        Control::Many { options, ticked, at } => press_many(options.len(), ticked, at, key),
        Control::Tick(tick) => press_tick(tick, key),
        Control::Matrix { impact, urgency, column_next } => press_matrix(impact, urgency, column_next, key),
        Control::Mark(mark) => match (key.code, digit_of(key)) {
            (_, Some(digit @ 0..=5)) => {
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

/// An edit, by the keys people know; with Alt a digit is a phrase, not text.
fn request(key: KeyEvent) -> Option<InputRequest> {
    match (key.code, key.modifiers) {
        (KeyCode::Char('u'), KeyModifiers::CONTROL) => Some(InputRequest::DeleteFromStart),
        (KeyCode::Char('a' | 'b' | 'k' | 'p' | 'n' | 'q' | 'c' | 'z'), KeyModifiers::CONTROL) => None,
        _ => to_input_request(&Event::Key(key)),
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

fn press_many(count: usize, ticked: &mut std::collections::BTreeSet<usize>, at: &mut usize, key: KeyEvent) -> Did {
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

fn press_matrix(impact: &mut Option<usize>, urgency: &mut Option<usize>, column_next: &mut bool, key: KeyEvent) -> Did {
    let by = match key.code {
        KeyCode::Left => -1,
        KeyCode::Right => 1,
        _ => {
            let Some(place) = digit_of(key).and_then(|digit| digit.checked_sub(1)) else { return Did::Nothing };
            let (slot, count) = if *column_next { (urgency, URGENCIES.len()) } else { (impact, IMPACTS.len()) };
            if place >= count {
                return Did::Moved;
            }
            *slot = Some(place);
            *column_next = !*column_next;
            return Did::Changed;
        }
    };
    let last = URGENCIES.len() - 1;
    *urgency = Some(urgency.unwrap_or(0).saturating_add_signed(by).min(last));
    impact.get_or_insert(0);
    Did::Changed
}
