//! Telling the lead: one trigger raises one escalation, and the flag stays until the lead acknowledges.

use super::Decision;
use crate::{CalendarKind, CaseEvent, Level, Modifier, Record, Severity, Timestamp, codes};

codes! {
    /// What makes the workstation tell the lead, or why an agent does.
    Trigger {
        LevelOne = "level_one", SeverityHeavy = "severity_heavy", BreachStart = "breach_start",
        BreachPlan = "breach_plan", BreachAnswer = "breach_answer", BreachCeiling = "breach_ceiling", PromiseMissed = "promise_missed",
        SecondReopen = "second_reopen", CustomerAsks = "customer_asks", ExposureThreat = "exposure_threat",
        ExposureReal = "exposure_real", AbuseEnded = "abuse_ended", LowScore = "low_score",
        IdentityFailed = "identity_failed", BouncedTwice = "bounced_twice", CloseSoon = "close_soon",
        /// By hand: several like cases are one major matter.
        Major = "major",
        /// By hand, for a decision the agent cannot take.
        Decision = "decision",
    }
}

/// What the grade itself triggers.
pub fn by_grade(decision: &mut Decision<'_>) {
    let case = &decision.case;
    let has = |modifier| case.modifiers.contains(&modifier);
    let triggers = [
        (case.level == Some(Level::ONE), Trigger::LevelOne),
        (case.severity() == Some(Severity::Heavy), Trigger::SeverityHeavy),
        (has(Modifier::ExposureThreat), Trigger::ExposureThreat),
        (has(Modifier::ExposureReal), Trigger::ExposureReal),
    ];
    for (_, trigger) in triggers.into_iter().filter(|(applies, _)| *applies) {
        by_rule(decision, trigger);
    }
}

/// Tells the lead, once for each trigger that lasts.
pub fn by_rule(decision: &mut Decision<'_>, trigger: Trigger) {
    let lasting = !matches!(trigger, Trigger::PromiseMissed | Trigger::LowScore);
    let told = decision.case.escalations.iter().any(|earlier| earlier == trigger.as_str());
    if !(lasting && told) {
        tell(decision, trigger, true);
    }
}

/// Tells the lead; what asks for no acknowledgement only goes into the lead's list.
pub fn tell(decision: &mut Decision<'_>, trigger: Trigger, acknowledge: bool) {
    raise(decision, trigger.to_string(), acknowledge, true, Record::default());
}

/// By hand or by rule: why, and the decision wanted in one sentence.
pub(super) fn raise(decision: &mut Decision<'_>, trigger: String, acknowledge: bool, auto: bool, personal: Record) {
    let until = acknowledge.then(|| until(decision, decision.now));
    let owner = decision.case.owner;
    // Whoever has the case is told last.
    let lead = decision.known.leads.iter().find(|lead| **lead != owner).or_else(|| decision.known.leads.first());
    let lead = lead.filter(|_| acknowledge).copied();
    decision.push(CaseEvent::EscalatedLead { trigger, auto, acknowledge, until, lead, personal });
}

/// Minutes in which a lead takes note: at level 1 of any time, else of staffed hours.
const TAKE_NOTE_MIN: [u32; 2] = [5, 30];

/// After so many reminders nobody is reminded any more; the case stays in the lead's list.
const REMINDERS: u32 = 12;

/// How long a lead has to take note of an escalation, and in which kind of time.
pub const fn time_to_take_note(level: Option<Level>) -> (u32, CalendarKind) {
    let [urgent, others] = TAKE_NOTE_MIN;
    match level {
        Some(Level::ONE) => (urgent, CalendarKind::Always),
        _ => (others, CalendarKind::Service),
    }
}

fn until(decision: &Decision<'_>, from: Timestamp) -> Timestamp {
    let (minutes, calendar) = time_to_take_note(decision.case.level);
    decision.calendar().add(calendar, from, i64::from(minutes))
}

/// Nobody took note in time: the next lead has it now or, where there is none, the same one is reminded. `due` is the
/// time that passed.
pub fn pass_on(decision: &mut Decision<'_>, due: Timestamp) {
    let Some(open) = decision.case.work.escalation.clone() else { return };
    let leads = &decision.known.leads;
    let at = open.lead.and_then(|lead| leads.iter().position(|other| *other == lead));
    let next = leads.iter().copied().cycle().skip(at.map_or(0, |at| at + 1)).take(leads.len());
    let owner = decision.case.owner;
    let lead = next.clone().find(|lead| *lead != owner).or_else(|| next.clone().next()).or(open.lead);
    let times = open.times + 1;
    let until = (times < REMINDERS).then(|| until(decision, due));
    let reminded = lead == open.lead;
    decision.push(CaseEvent::EscalationPassed { lead, reminded, times, until });
}
