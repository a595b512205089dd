//! How facts about limits fold and are told.

use crate::case::event::{ClockFact, ClockSet, FactGroup};
use crate::case::telling::{Said, Telling};
use crate::protocol::DueKind;
use crate::{Case, Clock, ClockKind, Recorded, Timestamp};

impl<'a> FactGroup<'a> for ClockFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::ClockStarted(set) => started(case, fact.at, set),
            Self::ClockMoved(set) => moved(case, set),
            Self::ClockMet { clock, round, met, due } => {
                if let Some(clock) = running(case, *clock, *round) {
                    clock.met = Some(*met);
                    clock.due = due.unwrap_or(clock.due);
                    clock.stand_no_more(*met);
                }
            }
            Self::ClockCancelled { clock, round, due } => {
                if let Some(clock) = running(case, *clock, *round) {
                    clock.due = due.unwrap_or(clock.due);
                    clock.cancelled = Some(fact.at);
                    clock.stand_no_more(fact.at);
                }
            }
            Self::ClockBreached { clock, round, due } => {
                case.work.breaches_told.insert((*clock, *round, *due));
            }
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::ClockBreached { clock, .. } => Telling::alarm(vec![Said::Due(DueKind::Clock(*clock))]),
            Self::ClockStarted(_) | Self::ClockMoved(_) | Self::ClockMet { .. } | Self::ClockCancelled { .. } => {
                Telling::none()
            }
        }
    }
}

fn running(case: &mut Case, kind: ClockKind, round: u32) -> Option<&mut Clock> {
    case.clocks.iter_mut().rev().find(|clock| clock.kind == kind && clock.round == round && clock.is_running())
}

/// A clock started while the case waits stands still from the start.
fn started(case: &mut Case, at: Timestamp, set: &ClockSet) {
    case.clocks.push(Clock {
        kind: set.clock,
        round: set.round,
        start: set.start,
        limit: set.limit,
        calendar: set.calendar,
        calendar_version: set.version.clone(),
        due: set.due,
        first_due: set.due,
        met: None,
        cancelled: None,
        pauses: if set.stands { vec![(at, None)] } else { Vec::new() },
        armed: set.armed,
    });
}

fn moved(case: &mut Case, set: &ClockSet) {
    if let Some(clock) = running(case, set.clock, set.round) {
        clock.start = set.start;
        clock.limit = set.limit;
        clock.calendar = set.calendar;
        clock.calendar_version.clone_from(&set.version);
        clock.due = set.due;
        clock.armed = set.armed;
    }
}
