//! What a lead is told, takes note of and signs, and the emergency plan of a level 1 case.

use super::escalate;
use super::spec::{ANY, About, ActSpec, Asks, Counts, LEAD, LINES, May, OPEN, Only, Place, as_typed};
use crate::case::event::{FactGroup, LeadFact};
use crate::case::telling::{Said, Telling};
use crate::timers::clocks;
use crate::{Case, CaseEvent, ClockKind, Escalation, Field, Recorded, State, Timestamp, list};

pub(super) const ESCALATE_LEAD: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: Trigger Note), fill: as_typed },
    place: Place { about: About::Case, listed: Some(24), counts_as: &[] },
    decide: |decision, _| {
        let usual = escalate::Trigger::Decision.as_str();
        let trigger = decision.record.text(Field::Trigger).unwrap_or(usual).to_owned();
        let personal = decision.personal();
        escalate::raise(decision, trigger, true, false, personal);
        Ok(())
    },
};

pub(super) const ESCALATION_ACKNOWLEDGED: ActSpec = ActSpec {
    may: May { who: LEAD, states: ANY, only: Only::LeadTold, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(25), counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::EscalationAcknowledged),
};

pub(super) const REVIEW_SIGNED: ActSpec = ActSpec {
    may: May {
        who: LEAD,
        states: list!(State: Process PlanConfirm Implement Verify Closing),
        only: Only::Always,
        moves_to: None,
    },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Review, listed: Some(26), counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::ReviewSigned),
};

pub(super) const RUNBOOK_STARTED: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(36), counts_as: &[Counts::Action] },
    decide: |decision, _| {
        decision.enter(CaseEvent::RunbookStarted)?;
        clocks::meet(decision, &[ClockKind::Start], decision.now);
        Ok(())
    },
};

impl<'a> FactGroup<'a> for LeadFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::EscalatedLead { trigger, acknowledge, until, lead, .. } => {
                case.escalations.push(trigger.clone());
                if *acknowledge {
                    case.escalated = Some(trigger.clone());
                    escalated(case, fact.at, *until, *lead);
                }
            }
            Self::EscalationPassed { lead, times, until, .. } => {
                if let Some(open) = &mut case.work.escalation {
                    let since = open.until.unwrap_or(fact.at);
                    *open = Escalation { since, until: *until, lead: *lead, times: *times };
                }
            }
            Self::EscalationAcknowledged(_) => {
                case.escalated = None;
                case.work.escalation = None;
            }
            Self::RunbookStarted(_) => {
                case.work.runbook_at.get_or_insert(fact.at);
            }
            Self::ReviewSigned(_) => case.reviewed_at = Some(fact.at),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::EscalatedLead { trigger, personal, .. } => {
                let words = Said::first(personal, &[Field::Note]);
                Telling::row([Some(Said::Trigger(trigger)), words].into_iter().flatten().collect())
            }
            Self::EscalationPassed { lead, reminded, times, .. } => {
                let (lead, reminded, times) = (*lead, *reminded, *times);
                Telling::alarm(vec![Said::Passed { lead, reminded, times }])
            }
            Self::EscalationAcknowledged(_) => Telling::row(Vec::new()),
            Self::RunbookStarted(entry) | Self::ReviewSigned(entry) => entry.tell(),
        }
    }
}

/// A further trigger does not give the lead more time than the first one left.
fn escalated(case: &mut Case, at: Timestamp, until: Option<Timestamp>, lead: Option<uuid::Uuid>) {
    let fresh = Escalation { since: at, until, lead, times: 0 };
    let sooner = |open: &Escalation| open.until.is_some_and(|open| until.is_none_or(|until| open <= until));
    if !case.work.escalation.as_ref().is_some_and(sooner) {
        case.work.escalation = Some(fresh);
    }
}
