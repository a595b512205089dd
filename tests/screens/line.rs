//! The line: hold and silence.

use uuid::Uuid;
use zuoxi::domain::Timestamp;
use zuoxi::tui::{Call, Line};

#[test]
fn a_hold_has_its_own_timer_and_gives_the_calls_back() {
    let mut call = Call::ready(Timestamp(0));
    assert_eq!(call.toggle_hold(Timestamp(1)), None);
    call.begin(Uuid::nil(), true, Timestamp(1000));
    assert_eq!(call.toggle_hold(Timestamp(5000)), Some(true));
    assert_eq!((call.line, call.since), (Line::Hold, Timestamp(5000)));
    assert_eq!(call.toggle_hold(Timestamp(9000)), Some(false));
    assert_eq!((call.line, call.since), (Line::CallBack, Timestamp(1000)));
    assert!(call.hang_up(Timestamp(10_000)));
    assert!(!call.hang_up(Timestamp(11_000)));
}

#[test]
fn sixty_seconds_without_a_key_are_silence_but_not_on_hold() {
    let mut call = Call::ready(Timestamp(0));
    call.begin(Uuid::nil(), false, Timestamp(0));
    assert_eq!(call.silence_ms(Timestamp(0), Timestamp(60_000)), None);
    assert_eq!(call.silence_ms(Timestamp(0), Timestamp(61_000)), Some(61_000));
    assert_eq!(call.silence_ms(Timestamp(30_000), Timestamp(61_000)), None);
    call.toggle_hold(Timestamp(61_000));
    assert_eq!(call.silence_ms(Timestamp(0), Timestamp(200_000)), None);
}
