//! Giving and changing the grade, with everything that follows from it.

use super::{Deed, escalate, progress, tasks};
use crate::domain::case::event::{CaseEvent, Entry, Grade};
use crate::domain::code::{Kind, Level, Modifier, Severity};
use crate::domain::command::{Act, Refusal};
use crate::domain::grade::{GradeInput, Grading, grade, sub_category};
use crate::domain::timers::clocks;
use crate::domain::record::{Field, Record, Value};

/// Fills in what the manual says when nobody said otherwise: the severity of the sub-category, and for a contact we
/// began ourselves that nothing is affected.
pub fn fill_defaults(deed: &mut Deed<'_>) {
    let kind: Option<Kind> = deed.either(Field::Kind).and_then(|code| code.parse().ok());
    match kind {
        Some(Kind::Proactive) => {
            deed.record.set(Field::Impact, Value::Code("none".into()));
            deed.record.set(Field::Urgency, Value::Code("normal".into()));
        }
        Some(Kind::Complaint) if deed.either(Field::Severity).is_none() => {
            let default = deed.either(Field::Category).and_then(|code| sub_category(deed.manual(), code));
            if let Some(severity) = default.map(|sub| sub.severity) {
                deed.record.set(Field::Severity, Value::Code(severity.to_string()));
            }
        }
        _ => {}
    }
}

/// The grade the act's fields make.
fn grading(deed: &mut Deed<'_>, reopened: bool) -> Option<Grading> {
    let circumstances = circumstances(deed);
    let code = |field| deed.either(field);
    let kind: Kind = code(Field::Kind)?.parse().ok()?;
    let severity: Option<Severity> = code(Field::Severity).and_then(|code| code.parse().ok());
    let input = GradeInput {
        impact: code(Field::Impact)?.parse().ok()?,
        urgency: code(Field::Urgency)?.parse().ok()?,
        kind,
        severity,
        category: code(Field::Category),
        tier: deed.known.tier.or(deed.case.work.tier).unwrap_or(crate::domain::code::Tier::Standard),
        circumstances: &circumstances,
        reopened: reopened || !deed.case.reopened_at.is_empty(),
        broken_promise: deed.case.work.broken_promise,
    };
    Some(grade(deed.manual(), &input))
}

/// What the act ticks, else what was ticked before; a case that took a like one in stays a repeated contact.
fn circumstances(deed: &mut Deed<'_>) -> Vec<Modifier> {
    let repeated = Modifier::RepeatContact.as_str().to_owned();
    let taken_in =
        deed.case.record.codes(Field::Circumstances).contains(&repeated) && !deed.case.work.merged_from.is_empty();
    let ticked = deed.record.get(Field::Circumstances).is_some();
    let mut codes = if ticked { &deed.record } else { &deed.case.record }.codes(Field::Circumstances).to_vec();
    if taken_in && !codes.contains(&repeated) {
        codes.push(repeated);
        deed.record.set(Field::Circumstances, Value::Codes(codes.clone()));
    }
    codes.iter().filter_map(|code| code.parse().ok()).collect()
}

fn fact(deed: &Deed<'_>, grading: Option<&Grading>, auto: bool) -> Grade {
    let Entry { record, personal } = Entry::of(if auto { Record::default() } else { deed.record.clone() });
    Grade {
        level: grading.map(|grading| grading.level),
        by_hand: false,
        modifiers: grading.map(|grading| grading.modifiers.iter().copied().collect()).unwrap_or_default(),
        notify: grading.map(|grading| grading.notify.iter().copied().collect()).unwrap_or_default(),
        tier: deed.known.tier.or(deed.case.work.tier).unwrap_or(crate::domain::code::Tier::Standard),
        auto,
        manual: deed.manual().hash.clone(),
        record,
        personal,
    }
}

/// The first grade; a contact we began ourselves gets no level.
fn first(deed: &mut Deed<'_>) -> Grade {
    let proactive = deed.either(Field::Kind) == Some(Kind::Proactive.as_str());
    let graded = if proactive { None } else { grading(deed, false) };
    fact(deed, graded.as_ref(), false)
}

/// Grades a case: level, clocks, updates, who is told.
pub fn graded(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    if deed.either(Field::Kind) == Some(Kind::Proactive.as_str()) {
        return Err(rule(Act::Grade, "proactive-has-no-grade"));
    }
    let grade = first(deed);
    deed.push(CaseEvent::Graded(grade));
    after_first(deed);
    Ok(())
}

/// Grades and answers in one step; its clocks are computed and met at once.
pub fn quick_answered(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let kind = deed.either(Field::Kind).unwrap_or_default().to_owned();
    let grade = first(deed);
    if kind == Kind::Complaint.as_str() {
        return Err(rule(Act::QuickAnswer, "complaint-needs-plan"));
    }
    if grade.level == Some(Level::ONE) {
        return Err(rule(Act::QuickAnswer, "level-one-needs-handling"));
    }
    deed.push(CaseEvent::QuickAnswered(grade));
    after_first(deed);
    Ok(())
}

fn after_first(deed: &mut Deed<'_>) {
    clocks::start_round(deed);
    progress::first(deed);
    tasks::at_grading(deed);
    escalate::by_grade(deed);
}

/// Changes the grade by hand: raising is open to all, lowering to the lead.
pub fn regraded(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let old = deed.case.level;
    let Some(mut graded) = grading(deed, false) else { return Err(rule(Act::Regrade, "proactive-has-no-grade")) };
    let by_hand = deed.record.number(Field::Level).and_then(|level| u8::try_from(level).ok()).and_then(Level::new);
    let set_by_hand = by_hand.is_some_and(|level| level != graded.level);
    graded.level = by_hand.unwrap_or(graded.level);
    if old.is_some_and(|old| graded.level > old) {
        super::rights::lead_only(deed.actor, Act::Regrade)?;
    }
    let mut fact = fact(deed, Some(&graded), false);
    fact.by_hand = set_by_hand;
    deed.push(CaseEvent::Regraded(fact));
    after_change(deed, old);
    Ok(())
}

/// Grades anew because of what happened: a missed promise, a merged case.
pub fn by_rule(deed: &mut Deed<'_>) {
    let old = deed.case.level;
    let record = std::mem::take(&mut deed.record);
    let graded = grading(deed, false);
    if let (Some(mut graded), Some(old)) = (graded, old) {
        graded.level = automatic_level(deed, &graded, old);
        let fact = fact(deed, Some(&graded), true);
        deed.push(CaseEvent::Regraded(fact));
        after_change(deed, Some(old));
    }
    deed.record = record;
}

/// Circumstances only raise. Against a level set by hand they count one step, not above 2 by themselves.
fn automatic_level(deed: &Deed<'_>, graded: &Grading, old: Level) -> Level {
    let new_reason = graded.modifiers.iter().any(|modifier| !deed.case.modifiers.contains(modifier));
    if deed.case.work.level_by_hand {
        return if new_reason { old.min(Level::TWO) } else { old };
    }
    graded.level.min(old)
}

fn after_change(deed: &mut Deed<'_>, old: Option<Level>) {
    if let Some(new) = deed.case.level.filter(|new| Some(*new) != old) {
        clocks::change_level(deed, old, new);
        progress::change_level(deed, old, new);
    }
    escalate::by_grade(deed);
}

/// Back to work: one step up (not above 2 by this alone) and new clocks from now.
pub fn reopened(deed: &mut Deed<'_>) {
    let old = deed.case.level;
    let entered = std::mem::take(&mut deed.record);
    let graded = grading(deed, true).map(|mut graded| {
        if let Some(old) = old {
            graded.level = automatic_level(deed, &graded, old);
        }
        graded
    });
    let graded = graded.filter(|_| old.is_some());
    deed.record = entered;
    let fact = fact(deed, graded.as_ref(), false);
    deed.push(CaseEvent::Reopened(fact));
    clocks::start_round(deed);
    progress::first(deed);
    escalate::by_grade(deed);
    if deed.case.round() == 2 {
        escalate::by_rule(deed, escalate::Trigger::SecondReopen);
    }
}

/// A guard of the manual says no.
pub fn rule(act: Act, name: &str) -> Refusal {
    Refusal::Rule { act, rule: name.to_owned() }
}
