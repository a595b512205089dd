//! What people do with dated tasks.

use super::spec::{ANY, About, ActSpec, Asks, Counts, EVERYBODY, May, Only, Place, as_typed, needs};
use super::{Act, Decision, low_score, missing, no_such, progress, rating, rights, rule, tasks};
use crate::case::event::{FactGroup, Rated, TaskAct, TaskFact, TaskMade};
use crate::case::telling::{Said, Telling};
use crate::work_item;
use crate::{
    Case, CaseEvent, Command, Entry, Field, FollowUp, FollowUpEnd, FollowUpKind, Record, Recorded, Refusal, Target,
    Timestamp, list,
};

pub(super) const FOLLOW_UP_CREATED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: Due Note), fill: as_typed },
    place: Place { about: About::KindOfTask, listed: Some(23), counts_as: &[] },
    decide: created,
};

pub(super) const FOLLOW_UP_SNOOZED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: Due Note), fill: as_typed },
    place: Place { about: About::Task, listed: Some(19), counts_as: &[] },
    decide: |decision, command| on_task(decision, command, snoozed),
};

pub(super) const FOLLOW_UP_DONE: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: FollowUpResult Note), fill: as_typed },
    place: Place { about: About::Task, listed: Some(18), counts_as: &[Counts::Action] },
    decide: |decision, command| on_task(decision, command, done),
};

pub(super) const FOLLOW_UP_NO_ANSWER: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: list!(Field: FollowUpResult Due Note), fill: as_typed },
    place: Place { about: About::Task, listed: Some(20), counts_as: &[] },
    decide: |decision, command| on_task(decision, command, no_answer),
};

pub(super) const FOLLOW_UP_RESCHEDULED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Due), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Task, listed: Some(21), counts_as: &[] },
    decide: |decision, command| on_task(decision, command, rescheduled),
};

pub(super) const FOLLOW_UP_CANCELLED: ActSpec = ActSpec {
    may: May { who: EVERYBODY, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Task, listed: Some(22), counts_as: &[] },
    decide: |decision, command| on_task(decision, command, cancelled),
};

fn on_task(
    decision: &mut Decision<'_>,
    command: &Command,
    act: fn(&mut Decision<'_>, &FollowUp) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let task = target(decision, command)?;
    act(decision, &task)
}

fn created(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let Some(Target::FollowUpKind(what)) = command.target else {
        return Err(no_such("followup_kind"));
    };
    if matches!(what, FollowUpKind::Promise | FollowUpKind::Progress) {
        return Err(rule(Act::FollowUpCreated, "made-by-rule"));
    }
    let due = decision.record.at(Field::Due).or_else(|| usual_due(decision, what));
    let due = due.ok_or_else(|| missing(Act::FollowUpCreated, Field::Due))?;
    let bare = tasks::bare(decision, what, decision.now, due);
    let made = TaskMade { auto: false, personal: decision.personal(), ..bare };
    decision.push(CaseEvent::FollowUpCreated(made));
    Ok(())
}

/// A contact that ended no longer ago than this was cut off, where it is called back at once.
const CUT_MS: i64 = 120_000;

/// A missed call is called back within the quarter of an hour, one that was cut off within two minutes.
fn usual_due(decision: &Decision<'_>, what: FollowUpKind) -> Option<Timestamp> {
    let rule = tasks::rule(decision.manual(), what).filter(|_| what == FollowUpKind::Callback)?;
    let talked = decision.case.first_response.is_some();
    let just_ended = |end: Timestamp| decision.now.since_ms(end) <= CUT_MS;
    let last = decision.case.contacts.last().filter(|_| talked);
    let cut = last.is_some_and(|contact| contact.end.is_none_or(just_ended));
    rule.after_min.get(if cut { "cut" } else { "missed" }).map(|minutes| decision.now.plus_min(*minutes))
}

fn target(decision: &Decision<'_>, command: &Command) -> Result<FollowUp, Refusal> {
    let found = match command.target {
        Some(Target::FollowUp(id)) => decision.case.follow_ups.iter().find(|task| task.id == id && task.is_open()),
        Some(Target::FollowUpKind(kind)) => decision.case.open_follow_ups(kind).first().copied(),
        _ => None,
    };
    found.cloned().ok_or_else(|| no_such("followup"))
}

fn details(decision: &Decision<'_>, task: &FollowUp) -> TaskAct {
    let Entry { record, personal } = Entry::of(decision.record.clone());
    TaskAct { record, personal, ..tasks::act(task) }
}

fn done(decision: &mut Decision<'_>, task: &FollowUp) -> Result<(), Refusal> {
    if task.kind == FollowUpKind::LowScore {
        low_score::check_done(decision, task)?;
    }
    let act = details(decision, task);
    decision.push(CaseEvent::FollowUpDone(act));
    if task.kind == FollowUpKind::Progress {
        progress::told(decision);
    }
    // A survey or rating call brings its marks along.
    if decision.record.get(Field::Keypad).is_some() {
        rating::keypad(decision);
    } else if rating::has_marks(decision) {
        rating::scored(decision);
    }
    if task.kind == FollowUpKind::LowScore {
        low_score::after_call(decision)?;
    }
    Ok(())
}

fn snoozed(decision: &mut Decision<'_>, task: &FollowUp) -> Result<(), Refusal> {
    if let Some(name) = work_item::why_not_put_off(task.kind, task.snoozed, &decision.manual().follow_ups) {
        return Err(rule(Act::FollowUpSnoozed, name));
    }
    moved(decision, task, Act::FollowUpSnoozed, CaseEvent::FollowUpSnoozed)
}

fn rescheduled(decision: &mut Decision<'_>, task: &FollowUp) -> Result<(), Refusal> {
    moved(decision, task, Act::FollowUpRescheduled, CaseEvent::FollowUpRescheduled)
}

fn moved(
    decision: &mut Decision<'_>,
    task: &FollowUp,
    act: Act,
    fact: fn(TaskAct) -> CaseEvent,
) -> Result<(), Refusal> {
    let due = decision.record.at(Field::Due).ok_or_else(|| missing(act, Field::Due))?;
    let details = TaskAct { due: Some(due), ..details(decision, task) };
    decision.push(fact(details));
    Ok(())
}

fn no_answer(decision: &mut Decision<'_>, task: &FollowUp) -> Result<(), Refusal> {
    if task.kind == FollowUpKind::LowScore {
        low_score::check_caller(decision, Act::FollowUpNoAnswer)?;
    }
    // The next try may be agreed with oneself at once, in another part of the day.
    let act = TaskAct { due: decision.record.at(Field::Due), ..details(decision, task) };
    decision.push(CaseEvent::FollowUpNoAnswer(act));
    if task.kind == FollowUpKind::Satisfaction && task.attempts + 1 >= work_item::TRIES {
        decision.push(CaseEvent::SatisfactionNoAnswer(Rated { personal: Record::default(), ..Rated::default() }));
        tasks::finish_open(decision, FollowUpKind::Satisfaction, true);
    }
    Ok(())
}

fn cancelled(decision: &mut Decision<'_>, task: &FollowUp) -> Result<(), Refusal> {
    let owed = matches!(task.kind, FollowUpKind::Progress | FollowUpKind::LowScore | FollowUpKind::ImplCheck);
    if owed {
        rights::lead_only(decision.actor, Act::FollowUpCancelled)?;
    }
    let act = details(decision, task);
    decision.push(CaseEvent::FollowUpCancelled(act));
    Ok(())
}

impl TaskFact<'_> {
    /// The kind of task.
    pub const fn what(self) -> FollowUpKind {
        match self {
            Self::FollowUpCreated(made) => made.what,
            Self::FollowUpSnoozed(act)
            | Self::FollowUpDone(act)
            | Self::FollowUpMissed(act)
            | Self::FollowUpCancelled(act)
            | Self::FollowUpNoAnswer(act)
            | Self::FollowUpRescheduled(act) => act.what,
        }
    }
}

impl<'a> FactGroup<'a> for TaskFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::FollowUpCreated(made) => case.follow_ups.push(made_task(fact, made, case.owner)),
            Self::FollowUpSnoozed(act) => change(case, act, |task| task.snoozed += 1),
            Self::FollowUpDone(act) => {
                let result = act.record.text(Field::FollowUpResult).map(str::to_owned);
                change(case, act, |task| {
                    task.attempts += u32::from(!act.no_call);
                    task.result = result;
                    task.end = Some((FollowUpEnd::Done, fact.at));
                });
            }
            Self::FollowUpMissed(act) => change(case, act, |task| task.missed.push(fact.at)),
            Self::FollowUpCancelled(act) => {
                change(case, act, |task| task.end = Some((FollowUpEnd::Cancelled, fact.at)));
            }
            Self::FollowUpNoAnswer(act) => change(case, act, |task| {
                task.attempts += 1;
                // A reminder is one try; the next one is a task of its own.
                if task.kind == FollowUpKind::CustomerWait {
                    task.end = Some((FollowUpEnd::Done, fact.at));
                }
            }),
            Self::FollowUpRescheduled(act) => change(case, act, |task| {
                task.attempts += 1;
                task.moved_to.extend(act.due);
            }),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::FollowUpCreated(made) => {
                Telling::row(vec![Said::task(made.what), Said::At(made.due)]).only_if(!made.auto)
            }
            // An update that gives way to another one says nothing.
            Self::FollowUpCancelled(act) => tell_task(act).only_if(act.what != FollowUpKind::Progress),
            Self::FollowUpDone(act)
            | Self::FollowUpSnoozed(act)
            | Self::FollowUpMissed(act)
            | Self::FollowUpNoAnswer(act)
            | Self::FollowUpRescheduled(act) => tell_task(act),
        }
    }
}

fn tell_task(act: &TaskAct) -> Telling<'_> {
    Telling::row([Some(Said::task(act.what)), act.due.map(Said::At)].into_iter().flatten().collect())
}

fn made_task(fact: &Recorded, made: &TaskMade, owner: uuid::Uuid) -> FollowUp {
    FollowUp {
        id: fact.id,
        kind: made.what,
        round: made.round,
        due: made.due,
        first_due: made.due,
        owner: made.owner.unwrap_or(crate::TaskOwner::Person(owner)),
        snoozed: 0,
        attempts: made.attempts,
        missed: Vec::new(),
        end: made.done.then_some((FollowUpEnd::Done, fact.at)),
        start: made.start,
        limit: made.limit,
        calendar: made.calendar,
        moved_to: Vec::new(),
        result: None,
    }
}

fn change(case: &mut Case, act: &TaskAct, with: impl FnOnce(&mut FollowUp)) {
    if let Some(task) = case.follow_ups.iter_mut().find(|task| task.id == act.task && task.is_open()) {
        task.due = act.due.unwrap_or(task.due);
        task.owner = act.owner.unwrap_or(task.owner);
        with(task);
    }
}
