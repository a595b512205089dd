//! The window is closed, or the connection to it breaks, in the middle of work.

use std::time::{Duration, Instant};

use crate::common::{F8, Home, Terminal};
use crate::journeys::kept::{cases, take_drafts};
use crate::journeys::{CALL, new_call};

/// Nobody is left to wait for: the program leaves within this time.
const LEAVES: Duration = Duration::from_secs(1);

#[track_caller]
fn assert_leaves(terminal: &mut Terminal) {
    let began = Instant::now();
    terminal.wait_exit();
    assert!(began.elapsed() < LEAVES, "it took {:?}", began.elapsed());
}

#[test]
fn hung_up_while_typing_it_leaves_and_the_draft_is_kept() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for(CALL);
    terminal.hang_up_after("x");
    assert_leaves(&mut terminal);
    let kept = take_drafts(&home);
    assert!(kept.iter().any(|text| text.starts_with(CALL)), "{kept:?}");
    assert_eq!(cases(&home), 0, "nobody saved anything");
}

#[test]
fn hung_up_while_saving_it_leaves_and_the_call_is_a_case_or_a_draft() {
    let home = Home::new();
    for _ in 0..8 {
        let before = cases(&home);
        let mut terminal = new_call(&home);
        terminal.send(CALL).wait_for(CALL);
        terminal.hang_up_after(F8);
        assert_leaves(&mut terminal);
        let kept = take_drafts(&home);
        let drafted = kept.iter().any(|text| text.starts_with(CALL));
        assert!(cases(&home) > before || drafted, "neither a case nor a draft: {kept:?}");
    }
}
