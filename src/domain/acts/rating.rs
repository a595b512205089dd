//! Ratings, and what a low one sets going.

use super::spec::{ASKERS, About, ActSpec, Asks, May, Only, Place, as_typed, needs};
use super::{Act, Decision, escalate, low_score, rule, tasks};
use crate::case::event::{FactGroup, Rated, RatingFact};
use crate::case::telling::{Said, Telling};
use crate::grade::PRAISE;
use crate::score::{self, Marks, Scored};
use crate::{
    Case, CaseEvent, Dimension, Field, FollowUpKind, Kind, Rating, RatingStatus, Record, Recorded, Refusal, Solved,
    State, Timestamp, Value, list,
};

/// A matter that was one.
const RATED: &[State] = list!(State: Intake Identify Process PlanConfirm Implement Verify Closing Archived);

pub(super) const SATISFACTION_ASKED: ActSpec = ActSpec {
    may: May { who: ASKERS, states: RATED, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(45), counts_as: &[] },
    decide: |decision, _| {
        check_praise(decision, Act::SatisfactionAsked)?;
        decision.enter(CaseEvent::SatisfactionAsked)
    },
};

pub(super) const SATISFACTION_SCORED: ActSpec = ActSpec {
    may: May { who: ASKERS, states: RATED, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: Attitude Quality Speed Solving Solved Comment), fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| {
        check_praise(decision, Act::SatisfactionScored)?;
        scored(decision);
        finish_calls(decision, false);
        Ok(())
    },
};

pub(super) const SATISFACTION_KEYPAD: ActSpec = ActSpec {
    may: May { who: ASKERS, states: RATED, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Keypad), optional: list!(Field: Solved Comment), fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| {
        check_praise(decision, Act::SatisfactionKeypad)?;
        keypad(decision);
        finish_calls(decision, false);
        Ok(())
    },
};

pub(super) const SATISFACTION_REFUSED: ActSpec = ActSpec {
    may: May { who: ASKERS, states: RATED, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| unscored(decision, CaseEvent::SatisfactionRefused, false),
};

pub(super) const SATISFACTION_NO_ANSWER: ActSpec = ActSpec {
    may: May { who: ASKERS, states: RATED, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| unscored(decision, CaseEvent::SatisfactionNoAnswer, true),
};

pub(super) const SATISFACTION_NOT_ASKED: ActSpec = ActSpec {
    may: May { who: ASKERS, states: RATED, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(RatingReason), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| unscored(decision, CaseEvent::SatisfactionNotAsked, true),
};

/// The calls that were to ask are done; where nobody was reached, the calls were counted one by one.
fn finish_calls(decision: &mut Decision<'_>, no_call: bool) {
    tasks::finish_open(decision, FollowUpKind::Satisfaction, no_call);
    if decision.case.kind() == Some(Kind::Proactive) {
        tasks::finish_open(decision, FollowUpKind::Survey, no_call);
    }
}

fn solved(decision: &Decision<'_>) -> Option<Solved> {
    decision.record.code(Field::Solved)
}

fn mark(decision: &Decision<'_>, field: Field) -> Option<u8> {
    decision.record.number(field).and_then(|mark| u8::try_from(mark).ok())
}

/// Whether marks were typed at all.
pub(super) fn has_marks(decision: &Decision<'_>) -> bool {
    [Field::Attitude, Field::Quality, Field::Speed, Field::Solving].iter().any(|field| mark(decision, *field).is_some())
}

/// Praise is its own answer to how it was: nobody is asked for marks on top of it.
fn check_praise(decision: &Decision<'_>, act: Act) -> Result<(), Refusal> {
    if decision.case.is_praise() { Err(rule(act, "praise-is-not-rated")) } else { Ok(()) }
}

/// Nobody is asked to rate, because it was praise.
pub(super) fn not_asked_of_praise(decision: &mut Decision<'_>) {
    let personal = Record::default().with(Field::RatingReason, Value::Code(PRAISE.to_owned()));
    decision.push(CaseEvent::SatisfactionNotAsked(Rated { personal, ..Rated::default() }));
}

/// Marks given by the customer.
pub(super) fn scored(decision: &mut Decision<'_>) {
    let marks = Marks {
        attitude: mark(decision, Field::Attitude),
        quality: mark(decision, Field::Quality),
        speed: mark(decision, Field::Speed),
        solving: mark(decision, Field::Solving),
    };
    let result = score::score(decision.manual(), &marks, solved(decision));
    let marks = Dimension::ALL.iter().filter_map(|dimension| Some((*dimension, marks.get(*dimension)?))).collect();
    let rated = Rated { marks, ..rated(decision, &result) };
    decision.push(CaseEvent::SatisfactionScored(rated));
    flag_low(decision, &result);
}

/// One key pressed by the customer.
pub(super) fn keypad(decision: &mut Decision<'_>) {
    let key = mark(decision, Field::Keypad);
    let result = score::keypad(decision.manual(), key.unwrap_or_default(), solved(decision));
    let rated = Rated { keypad: key, ..rated(decision, &result) };
    decision.push(CaseEvent::SatisfactionKeypad(rated));
    flag_low(decision, &result);
}

fn rated(decision: &Decision<'_>, result: &Scored) -> Rated {
    Rated {
        solved: solved(decision),
        score_tenths: result.tenths,
        low: result.low,
        status: Some(result.status),
        personal: decision.personal(),
        ..Rated::default()
    }
}

fn unscored(decision: &mut Decision<'_>, fact: fn(Rated) -> CaseEvent, no_call: bool) -> Result<(), Refusal> {
    let personal = decision.personal();
    decision.push(fact(Rated { personal, ..Rated::default() }));
    finish_calls(decision, no_call);
    Ok(())
}

/// A lead (not the handler) calls back within a day, and is told now.
fn flag_low(decision: &mut Decision<'_>, result: &Scored) {
    if result.low {
        decision.push(CaseEvent::LowScoreFlagged { score_tenths: result.tenths });
        // The second rating is asked once, in or after that very call.
        if low_score::needs_call(decision) {
            tasks::at_low_score(decision);
            escalate::by_rule(decision, escalate::Trigger::LowScore);
        }
    }
}

impl<'a> FactGroup<'a> for RatingFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        let (rated, status) = match self {
            Self::SatisfactionAsked(_) | Self::LowScoreFlagged { .. } => return,
            Self::SatisfactionScored(rated) | Self::SatisfactionKeypad(rated) => {
                (rated, rated.status.unwrap_or(RatingStatus::Scored))
            }
            Self::SatisfactionRefused(rated) => (rated, RatingStatus::Refused),
            Self::SatisfactionNoAnswer(rated) => (rated, RatingStatus::NoAnswer),
            Self::SatisfactionNotAsked(rated) => (rated, RatingStatus::NotAsked),
        };
        let rating = rating(case.round(), fact.at, rated, status);
        case.ratings.push(rating);
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::SatisfactionScored(rated) | Self::SatisfactionKeypad(rated) => {
                Telling::row(rated.score_tenths.map(Said::Score).into_iter().collect())
            }
            Self::SatisfactionAsked(_)
            | Self::SatisfactionRefused(_)
            | Self::SatisfactionNoAnswer(_)
            | Self::SatisfactionNotAsked(_) => Telling::row(Vec::new()),
            Self::LowScoreFlagged { .. } => Telling::alarm(Vec::new()),
        }
    }
}

fn rating(round: u32, at: Timestamp, rated: &Rated, status: RatingStatus) -> Rating {
    let words = rated.personal.text(Field::Comment).or(rated.personal.text(Field::RatingReason));
    Rating {
        at,
        status,
        marks: rated.marks.iter().map(|(dimension, mark)| (*dimension, *mark)).collect(),
        keypad: rated.keypad,
        solved: rated.solved,
        score_tenths: rated.score_tenths,
        low: rated.low,
        comment: words.unwrap_or_default().to_owned(),
        round,
    }
}
