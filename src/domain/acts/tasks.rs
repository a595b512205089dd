//! Dated tasks: made by rule or by hand, put off, done, or falling away.

use super::Decision;
use crate::case::event::{CaseEvent, TaskAct, TaskMade};
use crate::manual::{FollowUpRule, Manual};
use crate::{CalendarKind, FollowUp, FollowUpKind, Kind, Level, Limit, Record, Severity, TaskOwner, Timestamp};

/// Minutes of a day.
pub(super) const DAY_MIN: i64 = 1440;

/// The rule of a kind of task.
pub fn rule(manual: &Manual, kind: FollowUpKind) -> Option<&FollowUpRule> {
    manual.follow_ups.iter().find(|rule| rule.id == kind)
}

/// Makes a task; its due moves into polite calling hours where its kind asks for it.
pub fn make(decision: &mut Decision<'_>, what: FollowUpKind, start: Timestamp, raw: Timestamp, limit: Option<Limit>) {
    let made = made(decision, what, start, raw, limit);
    decision.push(CaseEvent::FollowUpCreated(made));
}

fn made(
    decision: &Decision<'_>,
    what: FollowUpKind,
    start: Timestamp,
    raw: Timestamp,
    limit: Option<Limit>,
) -> TaskMade {
    TaskMade {
        limit,
        calendar: limit.map(|limit| match limit {
            Limit::WorkDays(_) => CalendarKind::Work,
            Limit::Minutes(_) | Limit::Until(_) => CalendarKind::Always,
        }),
        owner: (what == FollowUpKind::LowScore).then_some(TaskOwner::Leads),
        ..bare(decision, what, start, decision.calendar().outbound(what, raw))
    }
}

/// A task of the case's owner, made by rule, without a limit of its own.
pub(super) fn bare(decision: &Decision<'_>, what: FollowUpKind, start: Timestamp, due: Timestamp) -> TaskMade {
    TaskMade {
        what,
        round: decision.case.round(),
        start,
        limit: None,
        calendar: None,
        due,
        owner: None,
        attempts: 0,
        auto: true,
        done: false,
        personal: Record::default(),
    }
}

/// Makes a task some minutes after its cause.
pub(super) fn after_minutes(decision: &mut Decision<'_>, what: FollowUpKind, start: Timestamp, minutes: i64) {
    let limit = u32::try_from(minutes).ok().map(Limit::Minutes);
    make(decision, what, start, start.plus_min(minutes), limit);
}

/// A suggestion is owed an answer, told within so many working days.
pub fn at_grading(decision: &mut Decision<'_>) {
    if decision.case.kind() == Some(Kind::Suggestion) && decision.case.round() == 0 {
        let days = decision.manual().clock.suggestion_notice_workdays;
        let start = decision.case.received_at;
        let raw = decision.calendar().workday_due(start, days);
        make(decision, FollowUpKind::SuggestionNotice, start, raw, Some(Limit::WorkDays(days)));
    }
}

/// Praise reaches whoever it is for: the person themselves where their number was said, else a lead who passes it on.
pub fn at_praise(decision: &mut Decision<'_>) {
    let minutes = rule(decision.manual(), FollowUpKind::Praise).and_then(|rule| rule.after_min.get("any").copied());
    let minutes = minutes.unwrap_or(DAY_MIN);
    let limit = u32::try_from(minutes).ok().map(Limit::Minutes);
    let owner = decision.known.named.as_ref().map_or(TaskOwner::Leads, |person| TaskOwner::Person(person.id));
    let made = made(decision, FollowUpKind::Praise, decision.now, decision.now.plus_min(minutes), limit);
    decision.push(CaseEvent::FollowUpCreated(TaskMade { owner: Some(owner), ..made }));
}

/// A plan was carried out: does it hold?
pub fn at_carried_out(decision: &mut Decision<'_>, done_at: Timestamp) {
    let level = decision.case.level.map(|level| format!("l{}", level.number()));
    let rule = rule(decision.manual(), FollowUpKind::ImplCheck);
    let minutes = level.and_then(|level| rule?.after_min.get(&level).copied());
    if let Some(minutes) = minutes {
        after_minutes(decision, FollowUpKind::ImplCheck, done_at, minutes);
    }
}

/// The result was confirmed: the rating call, and further looks at complex cases.
pub fn at_confirmed(decision: &mut Decision<'_>) {
    let now = decision.now;
    if let Some(minutes) = rating_minutes(decision) {
        let limit = u32::try_from(minutes).ok().map(Limit::Minutes);
        let mut task = made(decision, FollowUpKind::Satisfaction, now, now.plus_min(minutes), limit);
        let round = decision.case.round();
        task.done = decision.case.ratings.iter().any(|rating| rating.round == round);
        decision.push(CaseEvent::FollowUpCreated(task));
    }
    for days in watch_days(decision) {
        after_minutes(decision, FollowUpKind::Watch, now, days * DAY_MIN);
    }
}

/// The earliest that applies; enquiries, suggestions and ordinary faults are asked inside the contact.
fn rating_minutes(decision: &Decision<'_>) -> Option<i64> {
    let rule = rule(decision.manual(), FollowUpKind::Satisfaction)?;
    let case = &decision.case;
    if !matches!(case.kind(), Some(Kind::Complaint | Kind::Fault)) {
        return None;
    }
    let level = case.level.map(|level| format!("l{}", level.number()));
    let severity = case.severity().map(|severity| severity.to_string());
    [level, severity].into_iter().flatten().filter_map(|key| rule.after_min.get(&key).copied()).min()
}

fn watch_days(decision: &Decision<'_>) -> Vec<i64> {
    let case = &decision.case;
    let heavy = case.severity() == Some(Severity::Heavy);
    let complex = case.level == Some(Level::ONE) || heavy || case.round() > 0 || case.third_party;
    let rule = rule(decision.manual(), FollowUpKind::Watch);
    match rule.filter(|_| complex && case.has_level()) {
        Some(rule) if heavy => rule.after_days_heavy.clone(),
        Some(rule) => rule.after_days.clone(),
        None => Vec::new(),
    }
}

/// A low rating: a lead calls back.
pub fn at_low_score(decision: &mut Decision<'_>) {
    let rule = rule(decision.manual(), FollowUpKind::LowScore);
    let minutes = rule.and_then(|rule| rule.after_min.get("any").copied()).unwrap_or(DAY_MIN);
    after_minutes(decision, FollowUpKind::LowScore, decision.now, minutes);
}

/// While we wait for the customer: a reminder each working day at the same time of day.
pub fn at_pause(decision: &mut Decision<'_>) {
    for day in 1..=decision.manual().clock.max_pause_workdays {
        let raw = decision.calendar().same_time_workdays_later(decision.now, day);
        make(decision, FollowUpKind::CustomerWait, decision.now, raw, Some(Limit::WorkDays(day)));
    }
}

/// Open tasks that fall away.
pub fn cancel_open(decision: &mut Decision<'_>, chosen: impl Fn(&FollowUp) -> bool) {
    let open: Vec<FollowUp> =
        decision.case.follow_ups.iter().filter(|task| task.is_open() && chosen(task)).cloned().collect();
    for task in open {
        decision.push(CaseEvent::FollowUpCancelled(act(&task)));
    }
}

/// Open tasks that were done by another act: a rating given ends the rating call (and was a call), a plan handed back
/// ends the chase (and was none).
pub fn finish_open(decision: &mut Decision<'_>, kind: FollowUpKind, no_call: bool) {
    let open: Vec<FollowUp> = decision.case.open_follow_ups(kind).into_iter().cloned().collect();
    for task in open {
        decision.push(CaseEvent::FollowUpDone(TaskAct { no_call, ..act(&task) }));
    }
}

/// Something that happens to a task, still without details.
pub fn act(task: &FollowUp) -> TaskAct {
    TaskAct {
        task: task.id,
        what: task.kind,
        due: None,
        owner: None,
        no_call: false,
        record: Record::default(),
        personal: Record::default(),
    }
}

/// Kinds that may stay open after archiving.
pub fn outlives_archive(manual: &Manual, kind: FollowUpKind) -> bool {
    rule(manual, kind).is_some_and(|rule| rule.after_close)
}
