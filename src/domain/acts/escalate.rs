//! Telling the lead: one trigger raises one escalation, and the flag stays until the lead acknowledges.

use super::Deed;
use crate::domain::case::event::CaseEvent;
use crate::domain::code::{CalendarKind, Level, Modifier, Severity, codes};
use crate::domain::record::Record;
use crate::domain::time::Timestamp;

codes! {
    /// What makes the workstation tell the lead, or why an agent does.
    Trigger {
        LevelOne = "level_one", SeverityHeavy = "severity_heavy", BreachStart = "breach_start",
        BreachPlan = "breach_plan", BreachAnswer = "breach_answer", BreachCeiling = "breach_ceiling", PromiseMissed = "promise_missed",
        SecondReopen = "second_reopen", CustomerAsks = "customer_asks", ExposureThreat = "exposure_threat",
        ExposureReal = "exposure_real", AbuseEnded = "abuse_ended", LowScore = "low_score",
        IdentityFailed = "identity_failed", BouncedTwice = "bounced_twice", CloseSoon = "close_soon",
        /// By hand, for a decision the agent cannot take.
        Decision = "decision",
    }
}

/// What the grade itself triggers.
pub fn by_grade(deed: &mut Deed<'_>) {
    let case = &deed.case;
    let has = |modifier| case.modifiers.contains(&modifier);
    let triggers = [
        (case.level == Some(Level::ONE), Trigger::LevelOne),
        (case.severity() == Some(Severity::Heavy), Trigger::SeverityHeavy),
        (has(Modifier::ExposureThreat), Trigger::ExposureThreat),
        (has(Modifier::ExposureReal), Trigger::ExposureReal),
    ];
    for (_, trigger) in triggers.into_iter().filter(|(applies, _)| *applies) {
        by_rule(deed, trigger);
    }
}

/// Tells the lead, once for each trigger that lasts.
pub fn by_rule(deed: &mut Deed<'_>, trigger: Trigger) {
    let lasting = !matches!(trigger, Trigger::PromiseMissed | Trigger::LowScore);
    let told = deed.case.escalations.iter().any(|earlier| earlier == trigger.as_str());
    if !(lasting && told) {
        tell(deed, trigger, true);
    }
}

/// Tells the lead; what asks for no acknowledgement only goes into the lead's list.
pub fn tell(deed: &mut Deed<'_>, trigger: Trigger, acknowledge: bool) {
    raise(deed, trigger.to_string(), acknowledge, true, Record::default());
}

/// By hand: why, and the decision wanted in one sentence.
pub fn by_hand(deed: &mut Deed<'_>, trigger: String, personal: Record) {
    raise(deed, trigger, true, false, personal);
}

fn raise(deed: &mut Deed<'_>, trigger: String, acknowledge: bool, auto: bool, personal: Record) {
    let until = acknowledge.then(|| until(deed, deed.now));
    let owner = &deed.case.owner;
    // Whoever has the case is told last.
    let lead = deed.known.leads.iter().find(|lead| *lead != owner).or_else(|| deed.known.leads.first());
    let lead = lead.filter(|_| acknowledge).cloned();
    deed.push(CaseEvent::EscalatedLead { trigger, auto, acknowledge, until, lead, personal });
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

fn until(deed: &Deed<'_>, from: Timestamp) -> Timestamp {
    let (minutes, calendar) = time_to_take_note(deed.case.level);
    deed.calendar().add(calendar, from, i64::from(minutes))
}

/// Nobody took note in time: the next lead has it now or, where there is none, the same one is reminded. `due` is the
/// time that passed.
pub fn pass_on(deed: &mut Deed<'_>, due: Timestamp) {
    let Some(open) = deed.case.work.escalation.clone() else { return };
    let leads = &deed.known.leads;
    let at = open.lead.as_ref().and_then(|lead| leads.iter().position(|other| other == lead));
    let next = leads.iter().cycle().skip(at.map_or(0, |at| at + 1)).take(leads.len());
    let owner = &deed.case.owner;
    let lead = next.clone().find(|lead| *lead != owner).or_else(|| next.clone().next()).cloned().or(open.lead.clone());
    let times = open.times + 1;
    let until = (times < REMINDERS).then(|| until(deed, due));
    let reminded = lead == open.lead;
    deed.push(CaseEvent::EscalationPassed { lead, reminded, times, until });
}
