//! Telling the lead: one trigger raises one escalation, and the flag stays until the lead acknowledges.

use super::Deed;
use crate::domain::case_event::CaseEvent;
use crate::domain::code::{Level, Modifier, Severity, codes};
use crate::domain::record::Record;

codes! {
    /// What makes the workstation tell the lead, or why an agent does.
    Trigger {
        LevelOne = "level_one", SeverityHeavy = "severity_heavy", BreachStart = "breach_start",
        BreachPlan = "breach_plan", BreachAnswer = "breach_answer", PromiseMissed = "promise_missed",
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
    deed.push(CaseEvent::EscalatedLead {
        trigger: trigger.to_string(),
        auto: true,
        acknowledge,
        personal: Record::default(),
    });
}
