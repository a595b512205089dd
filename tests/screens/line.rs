//! A call: hold and silence.

use uuid::Uuid;
use zuoxi::domain::{Channel, Timestamp};
use zuoxi::tui::{Call, Line, Meeting};

#[test]
fn sixty_seconds_without_a_key_are_silence_but_not_on_hold_nor_over_a_counter() {
    let call = Call::inbound(Uuid::nil(), Timestamp(0));
    assert_eq!(call.silence_ms(Timestamp(0), Timestamp(60_000)), None);
    assert_eq!(call.silence_ms(Timestamp(0), Timestamp(61_000)), Some(61_000));
    assert_eq!(call.silence_ms(Timestamp(30_000), Timestamp(61_000)), None);
    let held = Call { line: Line::Hold, since: Timestamp(61_000), ..call.clone() };
    assert_eq!(held.silence_ms(Timestamp(0), Timestamp(200_000)), None);
    assert_eq!(held.hold_s(Timestamp(66_000)), 5);
    let visit = Call { channel: Channel::Onsite, ..call };
    assert_eq!(visit.meeting(), Meeting::Counter);
    assert_eq!(visit.silence_ms(Timestamp(0), Timestamp(61_000)), None);
}

#[test]
fn whoever_waits_a_minute_is_marked() {
    let held = Call { line: Line::Hold, ..Call::inbound(Uuid::nil(), Timestamp(0)) };
    assert!(!held.waits_long(Timestamp(59_999)));
    assert!(held.waits_long(Timestamp(60_000)));
}
