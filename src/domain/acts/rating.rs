//! Ratings, and what a low one sets going.

use super::{Deed, escalate, low_score, tasks};
use crate::domain::case::event::{CaseEvent, Entry, Rated};
use crate::domain::code::{Dimension, FollowUpKind, Kind, RatingStatus, Solved};
use crate::domain::command::{Act, Command, Refusal};
use crate::domain::record::Field;
use crate::domain::score::{self, Marks, Scored};

/// The acts of this module; `None` for others.
pub(super) fn act(deed: &mut Deed<'_>, command: &Command) -> Option<Result<(), Refusal>> {
    match command.act {
        Act::SatisfactionAsked => {
            let entry = Entry::of(deed.record.clone());
            deed.push(CaseEvent::SatisfactionAsked(entry));
            return Some(Ok(()));
        }
        Act::SatisfactionScored => scored(deed),
        Act::SatisfactionKeypad => keypad(deed),
        Act::SatisfactionRefused => unscored(deed, CaseEvent::SatisfactionRefused),
        Act::SatisfactionNoAnswer => unscored(deed, CaseEvent::SatisfactionNoAnswer),
        Act::SatisfactionNotAsked => unscored(deed, CaseEvent::SatisfactionNotAsked),
        _ => return None,
    }
    // Nobody reached: the calls were counted one by one.
    let no_call = matches!(command.act, Act::SatisfactionNoAnswer | Act::SatisfactionNotAsked);
    tasks::finish_open(deed, FollowUpKind::Satisfaction, no_call);
    if deed.case.kind() == Some(Kind::Proactive) {
        tasks::finish_open(deed, FollowUpKind::Survey, no_call);
    }
    Some(Ok(()))
}

fn solved(deed: &Deed<'_>) -> Option<Solved> {
    deed.record.code(Field::Solved)
}

fn mark(deed: &Deed<'_>, field: Field) -> Option<u8> {
    deed.record.number(field).and_then(|mark| u8::try_from(mark).ok())
}

/// Whether marks were typed at all.
pub(super) fn has_marks(deed: &Deed<'_>) -> bool {
    [Field::Attitude, Field::Quality, Field::Speed, Field::Solving].iter().any(|field| mark(deed, *field).is_some())
}

/// Marks given by the customer.
pub(super) fn scored(deed: &mut Deed<'_>) {
    let marks = Marks {
        attitude: mark(deed, Field::Attitude),
        quality: mark(deed, Field::Quality),
        speed: mark(deed, Field::Speed),
        solving: mark(deed, Field::Solving),
    };
    let result = score::score(deed.manual(), &marks, solved(deed));
    let marks = Dimension::ALL.iter().filter_map(|dimension| Some((*dimension, marks.get(*dimension)?))).collect();
    let rated = Rated { marks, ..rated(deed, &result) };
    deed.push(CaseEvent::SatisfactionScored(rated));
    flag_low(deed, &result);
}

/// One key pressed by the customer.
pub(super) fn keypad(deed: &mut Deed<'_>) {
    let key = mark(deed, Field::Keypad);
    let result = score::keypad(deed.manual(), key.unwrap_or_default(), solved(deed));
    let rated = Rated { keypad: key, ..rated(deed, &result) };
    deed.push(CaseEvent::SatisfactionKeypad(rated));
    flag_low(deed, &result);
}

fn rated(deed: &Deed<'_>, result: &Scored) -> Rated {
    Rated {
        solved: solved(deed),
        score_tenths: result.tenths,
        low: result.low,
        status: Some(result.status),
        personal: Entry::of(deed.record.clone()).personal,
        ..Rated::default()
    }
}

fn unscored(deed: &mut Deed<'_>, fact: impl FnOnce(Rated) -> CaseEvent) {
    let personal = Entry::of(deed.record.clone()).personal;
    let status: Option<RatingStatus> = None;
    deed.push(fact(Rated { status, personal, ..Rated::default() }));
}

/// A lead (not the handler) calls back within a day, and is told now.
fn flag_low(deed: &mut Deed<'_>, result: &Scored) {
    if result.low {
        deed.push(CaseEvent::LowScoreFlagged { score_tenths: result.tenths });
        // The second rating is asked once, in or after that very call.
        if low_score::needs_call(deed) {
            tasks::at_low_score(deed);
            escalate::by_rule(deed, escalate::Trigger::LowScore);
        }
    }
}
