//! What survives when the program is killed at any instant.

use std::time::Duration;

use crate::common::{self, F8, Home, Terminal, seed};
use crate::dice::Dice;
use crate::journeys::kept::{cases, take_drafts};
use crate::journeys::{CALL, is_saved, new_call};

/// Kills side by side, as many as a machine with two cores bears.
const LANES: u64 = 8;
/// Kills of the ordinary suite; `ZUOXI_KILLS` asks for more.
const KILLS: u64 = 100;

/// When in a life the kill comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// Between two characters.
    Typing,
    /// Some instant after the key that saves.
    Saving,
    /// As soon as the screen says that it is saved.
    Saved,
}

impl Moment {
    /// One life in four is killed while typing, one while saving, two right after.
    const fn of(n: u64) -> Self {
        match n % 4 {
            0 => Self::Typing,
            1 => Self::Saving,
            _ => Self::Saved,
        }
    }
}

/// What a life had come to when it ended.
#[derive(Debug)]
struct End {
    moment: Moment,
    /// Characters on screen.
    visible: usize,
    /// The screen said that it was saved.
    shown_saved: bool,
    /// It is in the store.
    stored: bool,
}

#[test]
fn killed_at_any_instant_nothing_that_was_on_screen_is_lost() {
    let (seed, kills) = (seed(), common::number("ZUOXI_KILLS").unwrap_or(KILLS));
    println!("seed {seed}, {kills} kills");
    let lane = |lane: u64| {
        let mut dice = Dice::new(seed.wrapping_add(lane));
        let home = Home::new();
        (0..kills.div_ceil(LANES)).map(|n| kill_once(&home, &mut dice, n)).collect::<Vec<_>>()
    };
    let found: Vec<End> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|n| scope.spawn(move || lane(n))).collect();
        lanes.into_iter().flat_map(|lane| lane.join().unwrap()).collect()
    });
    let count = |which: &dyn Fn(&End) -> bool| found.iter().filter(|end| which(end)).count();
    let typing = count(&|end| end.moment == Moment::Typing && end.visible > 0);
    let saving = count(&|end| end.moment == Moment::Saving && !end.shown_saved);
    let unseen = count(&|end| !end.shown_saved && end.stored);
    let saved = count(&|end| end.shown_saved);
    println!("{typing} killed while typing, {saving} between the key and the answer ({unseen} stored all the same)");
    println!("{saved} killed while the screen said that it was saved");
    assert!(typing > found.len() / 8, "the kills came before anything was typed");
    assert!(saving > 0, "no kill came while an act was being saved");
    // Two in four, less what the rounding of the lanes takes.
    assert!(saved >= found.len() * 2 / 5, "too few kills came after an act was shown as saved");
}

/// One life: a call is begun, typed into and killed.
fn kill_once(home: &Home, dice: &mut Dice, n: u64) -> End {
    let moment = Moment::of(n);
    let mut terminal = new_call(home);
    let before = cases(home);
    let typed: Vec<char> = format!("{CALL}{n}").chars().collect();
    match moment {
        Moment::Typing => type_some(&terminal, &typed, dice),
        Moment::Saving => {
            save(&terminal, &typed);
            std::thread::sleep(Duration::from_micros(dice.below(25_000)));
        }
        Moment::Saved => {
            save(&terminal, &typed);
            terminal.wait_until("it is shown as saved", is_saved);
        }
    }
    terminal.kill();
    terminal.drain();
    let (shown_saved, shown, stored) = (terminal.look(is_saved), terminal.text(), cases(home) > before);
    let kept = take_drafts(home);
    if shown_saved {
        // The form's draft has done its duty and may be gone.
        assert!(stored, "kill {n}: shown as saved, but there is no case; the screen:\n{shown}");
        return End { moment, visible: typed.len(), shown_saved, stored };
    }
    let line =
        shown.lines().find_map(|row| row.trim_start_matches(['>', ' ']).strip_prefix("速记")).unwrap_or_default();
    let prefix = |end: usize| typed[..end].iter().collect::<String>();
    let visible = (0..=typed.len()).rev().find(|end| line.trim().starts_with(prefix(*end).trim())).unwrap();
    let wanted = prefix(visible).trim().to_owned();
    let found = visible == 0 || stored || kept.iter().any(|text| text.starts_with(&wanted));
    assert!(found, "kill {n}: {wanted:?} was on screen, kept is {kept:?}");
    End { moment, visible, shown_saved, stored }
}

/// Types at a person's uneven pace, up to some character.
fn type_some(terminal: &Terminal, typed: &[char], dice: &mut Dice) {
    let until = 1 + usize::try_from(dice.below(typed.len() as u64)).unwrap();
    for ch in &typed[..until] {
        terminal.send(&ch.to_string());
        std::thread::sleep(Duration::from_micros(dice.below(4_000)));
    }
    std::thread::sleep(Duration::from_micros(dice.below(30_000)));
}

/// Types everything, waits until it is on screen and presses the key that saves.
fn save(terminal: &Terminal, typed: &[char]) {
    let typed: String = typed.iter().collect();
    terminal.send(&typed).wait_for(&typed);
    terminal.send("\r").send(F8);
}
