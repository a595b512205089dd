//! Plans and answers: offered, told, agreed to, turned down, carried out.

use super::spec::{About, ActSpec, Asks, Counts, FRONT, LEAD, LINES, May, Only, Place, as_typed, needs};
use super::{Act, Decision, promise, rule, tasks};
use crate::case::event::{FactGroup, PlanFact};
use crate::case::telling::Telling;
use crate::case::{enter, go};
use crate::timers::clocks;
use crate::{
    Case, CaseEvent, ClockKind, Entry, Field, FollowUpKind, Kind, Outcome, Plan, Recorded, Refusal, State, Value, list,
};

pub(super) const PLAN_READY: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Process], only: Only::Always, moves_to: Some(State::PlanConfirm) },
    asks: Asks {
        required: needs!(Cause ResolutionType PlanSteps PlanOwner PlanEta),
        optional: &[Field::Cost],
        fill: as_typed,
    },
    place: Place { about: About::Case, listed: Some(2), counts_as: list!(Counts: Action Offer Anew) },
    decide: |decision, _| handed_back(decision, CaseEvent::PlanReady),
};

pub(super) const ANSWER_GIVEN: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Process], only: Only::Always, moves_to: Some(State::Verify) },
    asks: Asks { required: needs!(ResolutionType ResolutionText ToldAt), optional: &[Field::Note], fill: fill_told },
    place: Place { about: About::Case, listed: Some(3), counts_as: list!(Counts: Answer Action Offer Anew) },
    decide: |decision, _| answer_given(decision),
};

pub(super) const PLAN_TOLD: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::PlanConfirm], only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: ToldAt ToldByChannel Note), fill: fill_told },
    place: Place { about: About::Case, listed: Some(4), counts_as: &[Counts::Answer] },
    decide: |decision, _| enter_told(decision, CaseEvent::PlanTold),
};

pub(super) const PLAN_ACCEPTED: ActSpec = ActSpec {
    may: May { who: FRONT, states: &[State::PlanConfirm], only: Only::Always, moves_to: Some(State::Implement) },
    asks: Asks { required: needs!(ToldAt ToldByChannel CustomerConsent), optional: &[Field::Note], fill: fill_told },
    place: Place { about: About::Case, listed: Some(5), counts_as: &[Counts::Answer] },
    decide: |decision, _| {
        if !decision.record.flag(Field::CustomerConsent) {
            return Err(rule(Act::PlanAccepted, "consent-needed"));
        }
        decision.enter(CaseEvent::PlanAccepted)?;
        told(decision);
        promise::from_plan(decision);
        Ok(())
    },
};

pub(super) const PLAN_REJECTED: ActSpec = ActSpec {
    may: May { who: FRONT, states: &[State::PlanConfirm], only: Only::Always, moves_to: Some(State::Process) },
    asks: Asks { required: needs!(ToldAt RejectReason CustomerRequest), optional: &[Field::Note], fill: fill_told },
    place: Place { about: About::Case, listed: Some(6), counts_as: &[Counts::Answer] },
    decide: |decision, _| enter_told(decision, CaseEvent::PlanRejected),
};

pub(super) const PLAN_FINAL_REFUSED: ActSpec = ActSpec {
    may: May { who: LEAD, states: &[State::PlanConfirm], only: Only::Always, moves_to: Some(State::Closing) },
    asks: Asks { required: needs!(FinalPosition OutsideRoutesTold), optional: &[Field::Note], fill: fill_told },
    place: Place { about: About::Case, listed: Some(43), counts_as: &[] },
    decide: |decision, _| final_refused(decision),
};

pub(super) const PLAN_CARRIED_OUT: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Implement], only: Only::Always, moves_to: Some(State::Verify) },
    asks: Asks { required: needs!(DoneAt DoneEvidence), optional: &[Field::Note], fill: fill_done },
    place: Place { about: About::Case, listed: Some(7), counts_as: &[] },
    decide: |decision, _| {
        let done_at = decision.record.at(Field::DoneAt).unwrap_or(decision.now);
        decision.enter(CaseEvent::PlanCarriedOut)?;
        promise::keep_plan_eta(decision);
        tasks::at_carried_out(decision, done_at);
        Ok(())
    },
};

pub(super) const PLAN_FAILED: ActSpec = ActSpec {
    may: May { who: LINES, states: &[State::Implement], only: Only::Always, moves_to: Some(State::Process) },
    asks: Asks { required: needs!(FailReason CustomerTold), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(8), counts_as: &[] },
    decide: |decision, _| {
        decision.enter(CaseEvent::PlanFailed)?;
        if decision.record.flag(Field::CustomerTold) {
            promise::end_plan_eta_early(decision);
        }
        Ok(())
    },
};

fn fill_done(decision: &mut Decision<'_>) {
    decision.record.fill(Field::DoneAt, Value::At(decision.now));
}

/// Told now, in the contact that is open.
pub(super) fn fill_told(decision: &mut Decision<'_>) {
    let channel = decision.case.open_contact().map_or_else(|| decision.case.channel(), |contact| contact.channel);
    decision.record.fill(Field::ToldAt, Value::At(decision.now));
    decision.record.fill(Field::ToldByChannel, Value::Code(channel.to_string()));
}

/// The customer heard a plan or an answer: what was owed is met, the department need not hurry any more.
pub(super) fn told(decision: &mut Decision<'_>) {
    let told_at = decision.record.at(Field::ToldAt).unwrap_or(decision.now);
    clocks::meet(decision, &[ClockKind::Plan, ClockKind::Answer], told_at);
    clocks::cancel(decision, &[ClockKind::ReturnDue]);
    tasks::cancel_open(decision, |task| task.kind == FollowUpKind::ReturnDue);
}

fn enter_told(decision: &mut Decision<'_>, fact: fn(Entry) -> CaseEvent) -> Result<(), Refusal> {
    decision.enter(fact)?;
    told(decision);
    Ok(())
}

/// The plan of whoever the work lay with is there.
pub(super) fn handed_back(decision: &mut Decision<'_>, fact: fn(Entry) -> CaseEvent) -> Result<(), Refusal> {
    decision.enter(fact)?;
    clocks::meet(decision, &[ClockKind::ReturnDue], decision.now);
    tasks::finish_open(decision, FollowUpKind::ReturnDue, true);
    Ok(())
}

fn answer_given(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let guidance = decision.record.text(Field::ResolutionType) == Some("guidance");
    match decision.case.kind() {
        Some(Kind::Enquiry | Kind::Suggestion) => {}
        Some(Kind::Fault) if guidance => {}
        Some(Kind::Complaint) => return Err(rule(Act::AnswerGiven, "complaint-needs-plan")),
        Some(Kind::Fault | Kind::Proactive) | None => return Err(rule(Act::AnswerGiven, "fault-needs-plan")),
    }
    enter_told(decision, CaseEvent::AnswerGiven)
}

/// Only after two plans, or where law or contract leaves no other way (which the lead says as the reason).
fn final_refused(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let offered = decision.case.plans.iter().filter(|plan| !plan.is_answer && !plan.aside).count();
    if offered < 2 && decision.record.text(Field::Reason).is_none() {
        return Err(rule(Act::PlanFinalRefused, "two-plans-first"));
    }
    if !decision.record.flag(Field::OutsideRoutesTold) {
        return Err(rule(Act::PlanFinalRefused, "outside-routes-first"));
    }
    decision.enter(CaseEvent::PlanFinalRefused)?;
    told(decision);
    clocks::meet(decision, clocks::ENDED, decision.now);
    Ok(())
}

impl<'a> FactGroup<'a> for PlanFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::PlanReady(entry) => {
                let fits = go(case, &PLAN_READY);
                offer(case, fact, entry, Plan { aside: !fits, ..offered(case, fact, entry) });
            }
            Self::AnswerGiven(entry) => {
                let fits = go(case, &ANSWER_GIVEN);
                answered(case, fact, entry, fits);
            }
            Self::PlanTold(entry) => heard(case, fact, entry, None),
            Self::PlanAccepted(entry) => {
                enter(case, fact.rank, entry);
                heard(case, fact, entry, Some(true));
                go_with_plan(case, fact, entry, &PLAN_ACCEPTED);
            }
            Self::PlanRejected(entry) => {
                heard(case, fact, entry, Some(false));
                go_with_plan(case, fact, entry, &PLAN_REJECTED);
            }
            Self::PlanFinalRefused(entry) => {
                enter(case, fact.rank, entry);
                heard(case, fact, entry, Some(false));
                if go_with_plan(case, fact, entry, &PLAN_FINAL_REFUSED) {
                    case.end(Outcome::UnresolvedFinal);
                }
            }
            Self::PlanCarriedOut(entry) => {
                if let Some(plan) = meant(case, fact, entry) {
                    plan.done_at.get_or_insert(entry.at(Field::DoneAt).unwrap_or(fact.at));
                }
                go_with_plan(case, fact, entry, &PLAN_CARRIED_OUT);
            }
            Self::PlanFailed(entry) => {
                go_with_plan(case, fact, entry, &PLAN_FAILED);
            }
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::PlanReady(entry)
            | Self::AnswerGiven(entry)
            | Self::PlanTold(entry)
            | Self::PlanAccepted(entry)
            | Self::PlanRejected(entry)
            | Self::PlanFinalRefused(entry)
            | Self::PlanCarriedOut(entry)
            | Self::PlanFailed(entry) => entry.tell(),
        }
    }
}

/// An answer the customer heard at once.
pub(super) fn answered(case: &mut Case, fact: &Recorded, entry: &Entry, fits: bool) {
    let told_at = Some(entry.at(Field::ToldAt).unwrap_or(fact.at));
    let plan = Plan { told_at, is_answer: true, aside: !fits, ..offered(case, fact, entry) };
    offer(case, fact, entry, plan);
}

/// What is offered while the case stands elsewhere is kept beside and leaves the record as it is.
fn offer(case: &mut Case, fact: &Recorded, entry: &Entry, plan: Plan) {
    if !plan.aside {
        enter(case, fact.rank, entry);
    }
    case.plans.push(plan);
}

fn offered(case: &Case, fact: &Recorded, entry: &Entry) -> Plan {
    let words = |field| entry.text(field).unwrap_or_default().to_owned();
    let text = if entry.text(Field::PlanSteps).is_some() { Field::PlanSteps } else { Field::ResolutionText };
    Plan {
        act: fact.act,
        written: (fact.station, fact.seq),
        aside: false,
        at: fact.at,
        resolution_type: words(Field::ResolutionType),
        text: words(text),
        cause: entry.text(Field::Cause).map(str::to_owned),
        eta: entry.at(Field::PlanEta),
        told_at: None,
        accepted: None,
        done_at: None,
        round: case.round(),
        is_answer: false,
    }
}

/// Names the plan in force where something is said or done about a plan: what was meant stays known, whatever comes in
/// from elsewhere.
pub(super) fn name_it(decision: &mut Decision<'_>, act: Act) {
    let about_plan = list!(Act:
        PlanTold PlanAccepted PlanRejected PlanFinalRefused PlanCarriedOut PlanFailed ResultConfirmed ResultRefused);
    if about_plan.contains(&act)
        && let Some(plan) = decision.case.plan_in_force()
    {
        let named = Value::Code(plan.act.0.to_string());
        decision.record.set(Field::OfPlan, named);
    }
}

/// The plan an act is about: the one it names, else of those its author had the last one.
fn meant<'c>(case: &'c mut Case, fact: &Recorded, entry: &Entry) -> Option<&'c mut Plan> {
    let named = entry.text(Field::OfPlan);
    case.plans.iter_mut().rev().find(|plan| match named {
        Some(named) => plan.act.0.to_string() == named,
        None => fact.sees(plan.written),
    })
}

/// The customer heard a plan; of two words on one plan, given apart, the first stands, as it moved the case.
fn heard(case: &mut Case, fact: &Recorded, entry: &Entry, accepted: Option<bool>) {
    if let Some(plan) = meant(case, fact, entry) {
        plan.told_at.get_or_insert(entry.at(Field::ToldAt).unwrap_or(fact.at));
        plan.accepted = plan.accepted.or(accepted);
    }
}

/// As [`go`], where what was said or done is about the plan in force: what its author did not have cannot be agreed to.
pub(super) fn go_with_plan(case: &mut Case, fact: &Recorded, entry: &Entry, act: &ActSpec) -> bool {
    let meant = meant(case, fact, entry).map(|plan| plan.act);
    if meant == case.plan_in_force().map(|plan| plan.act) {
        return go(case, act);
    }
    case.needs_attention = true;
    false
}
