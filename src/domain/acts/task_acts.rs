//! What people do with tasks.

use super::grading::rule;
use super::{Deed, low_score, progress, rating, tasks};
use crate::domain::case::FollowUp;
use crate::domain::case::event::{CaseEvent, Entry, Rated, TaskAct, TaskMade};
use crate::domain::code::FollowUpKind;
use crate::domain::command::{Act, Command, Refusal, Target};
use crate::domain::record::{Field, Record};
use super::rights;
use crate::domain::time::Timestamp;

/// Calls without an answer after which a rating counts as not given.
const TRIES: u32 = 3;

/// The acts of this module; `None` for others.
pub(super) fn act(deed: &mut Deed<'_>, command: &Command) -> Option<Result<(), Refusal>> {
    if command.act == Act::FollowUpCreated {
        return Some(created(deed, command));
    }
    let done = match command.act {
        Act::FollowUpDone => done,
        Act::FollowUpSnoozed => snoozed,
        Act::FollowUpNoAnswer => no_answer,
        Act::FollowUpRescheduled => rescheduled,
        Act::FollowUpCancelled => cancelled,
        _ => return None,
    };
    Some(target(deed, command).and_then(|task| done(deed, &task)))
}

fn created(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    let Some(Target::FollowUpKind(what)) = command.target else {
        return Err(Refusal::NoSuch { what: "followup_kind".to_owned() });
    };
    if matches!(what, FollowUpKind::Promise | FollowUpKind::Progress) {
        return Err(rule(Act::FollowUpCreated, "made-by-rule"));
    }
    let missing = || Refusal::Missing { act: Act::FollowUpCreated, fields: vec![Field::Due] };
    let due = deed.record.at(Field::Due).or_else(|| usual_due(deed, what)).ok_or_else(missing)?;
    deed.push(CaseEvent::FollowUpCreated(TaskMade {
        what,
        round: deed.case.round(),
        start: deed.now,
        limit: None,
        calendar: None,
        due,
        owner: deed.case.owner.clone(),
        attempts: 0,
        auto: false,
        done: false,
        personal: Entry::of(deed.record.clone()).personal,
    }));
    Ok(())
}

/// A contact that ended no longer ago than this was cut off, where it is called back at once.
const CUT_MS: i64 = 120_000;

/// A missed call is called back within the quarter of an hour, one that was cut off within two minutes.
fn usual_due(deed: &Deed<'_>, what: FollowUpKind) -> Option<Timestamp> {
    let rule = tasks::rule(deed.manual(), what).filter(|_| what == FollowUpKind::Callback)?;
    let talked = deed.case.first_response.is_some();
    let just_ended = |end: Timestamp| deed.now.since_ms(end) <= CUT_MS;
    let last = deed.case.contacts.last().filter(|_| talked);
    let cut = last.is_some_and(|contact| contact.end.is_none_or(just_ended));
    rule.after_min.get(if cut { "cut" } else { "missed" }).map(|minutes| deed.now.plus_min(*minutes))
}

fn target(deed: &Deed<'_>, command: &Command) -> Result<FollowUp, Refusal> {
    let found = match command.target {
        Some(Target::FollowUp(id)) => deed.case.follow_ups.iter().find(|task| task.id == id && task.is_open()),
        Some(Target::FollowUpKind(kind)) => deed.case.open_follow_ups(kind).first().copied(),
        _ => None,
    };
    found.cloned().ok_or_else(|| Refusal::NoSuch { what: "followup".to_owned() })
}

fn details(deed: &Deed<'_>, task: &FollowUp) -> TaskAct {
    let Entry { record, personal } = Entry::of(deed.record.clone());
    TaskAct { record, personal, ..tasks::act(task) }
}

fn done(deed: &mut Deed<'_>, task: &FollowUp) -> Result<(), Refusal> {
    if task.kind == FollowUpKind::LowScore {
        low_score::check_done(deed, task)?;
    }
    let act = details(deed, task);
    deed.push(CaseEvent::FollowUpDone(act));
    if task.kind == FollowUpKind::Progress {
        progress::told(deed);
    }
    // A survey or rating call brings its marks along.
    if deed.record.get(Field::Keypad).is_some() {
        rating::keypad(deed);
    } else if rating::has_marks(deed) {
        rating::scored(deed);
    }
    if task.kind == FollowUpKind::LowScore {
        low_score::after_call(deed)?;
    }
    Ok(())
}

fn snoozed(deed: &mut Deed<'_>, task: &FollowUp) -> Result<(), Refusal> {
    let limit = tasks::rule(deed.manual(), task.kind).map_or(0, |rule| rule.snooze_max);
    if task.snoozed >= limit {
        return Err(rule(Act::FollowUpSnoozed, if limit == 0 { "never-put-off" } else { "put-off-too-often" }));
    }
    moved(deed, task, Act::FollowUpSnoozed, CaseEvent::FollowUpSnoozed)
}

fn rescheduled(deed: &mut Deed<'_>, task: &FollowUp) -> Result<(), Refusal> {
    moved(deed, task, Act::FollowUpRescheduled, CaseEvent::FollowUpRescheduled)
}

fn moved(deed: &mut Deed<'_>, task: &FollowUp, act: Act, fact: fn(TaskAct) -> CaseEvent) -> Result<(), Refusal> {
    let due = deed.record.at(Field::Due).ok_or_else(|| Refusal::Missing { act, fields: vec![Field::Due] })?;
    let details = TaskAct { due: Some(due), ..details(deed, task) };
    deed.push(fact(details));
    Ok(())
}

fn no_answer(deed: &mut Deed<'_>, task: &FollowUp) -> Result<(), Refusal> {
    if task.kind == FollowUpKind::LowScore {
        low_score::check_caller(deed, Act::FollowUpNoAnswer)?;
    }
    // The next try may be agreed with oneself at once, in another part of the day.
    let act = TaskAct { due: deed.record.at(Field::Due), ..details(deed, task) };
    deed.push(CaseEvent::FollowUpNoAnswer(act));
    if task.kind == FollowUpKind::Satisfaction && task.attempts + 1 >= TRIES {
        deed.push(CaseEvent::SatisfactionNoAnswer(Rated { personal: Record::default(), ..Rated::default() }));
        tasks::finish_open(deed, FollowUpKind::Satisfaction, true);
    }
    Ok(())
}

fn cancelled(deed: &mut Deed<'_>, task: &FollowUp) -> Result<(), Refusal> {
    let owed = matches!(task.kind, FollowUpKind::Progress | FollowUpKind::LowScore | FollowUpKind::ImplCheck);
    if owed {
        rights::lead_only(deed.actor, Act::FollowUpCancelled)?;
    }
    let act = details(deed, task);
    deed.push(CaseEvent::FollowUpCancelled(act));
    Ok(())
}
