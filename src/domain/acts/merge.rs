//! Two cases at once: the younger goes into the older, or a new matter becomes a case of its own.

use uuid::Uuid;

use super::grading::rule;
use super::promises::words;
use super::{Deed, Known, flow, grading};
use crate::domain::calendar::Rulebook;
use crate::domain::case::Case;
use crate::domain::case::event::{CaseEvent, Entry, MovedContact, TaskMade};
use crate::domain::code::{Modifier, Outcome, State};
use crate::domain::command::{Act, Actor, Command, Refusal, Target};
use crate::domain::event::Event;
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::{EventId, Timestamp};
use crate::domain::{phone, values};

const DAY_MS: i64 = 86_400_000;

/// A contact on the same matter within these days is a repeated one.
const REPEAT_DAYS: i64 = 7;

/// The younger case's side of a merge.
pub(super) fn merge(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    let master = other(deed.known, command)?;
    check_merge(deed, master)?;
    let Entry { record, personal } = Entry::of(deed.record.clone());
    deed.push(CaseEvent::Merged { into: master.id, record, personal });
    flow::let_go(deed, |_| false);
    Ok(())
}

fn other<'a>(known: &'a Known, command: &Command) -> Result<&'a Case, Refusal> {
    let named = match command.target {
        Some(Target::Case(id)) => Some(id),
        _ => None,
    };
    let other = known.other.as_deref().filter(|other| named.is_none_or(|id| id == other.id));
    other.ok_or_else(|| Refusal::NoSuch { what: "master_case".to_owned() })
}

fn check_merge(deed: &Deed<'_>, master: &Case) -> Result<(), Refusal> {
    let no = |name| Err(rule(Act::Merge, name));
    if master.id == deed.case.id {
        return no("merge-with-itself");
    }
    if (master.received_at, &master.no) > (deed.case.received_at, &deed.case.no) {
        return no("merge-younger-into-older");
    }
    if !same_customer(&deed.case, master, deed.rules) {
        return no("merge-same-customer");
    }
    let days = i64::from(deed.manual().clock.reopen_days);
    let fresh = master.archived_at.is_some_and(|at| deed.now.since_ms(at) < days * DAY_MS);
    if master.state.is_terminal() && !(master.state == State::Archived && fresh) {
        return no("merge-master-closed");
    }
    Ok(())
}

/// Same file or same number; where nothing is known the agent's word counts.
fn same_customer(one: &Case, other: &Case, rules: &Rulebook) -> bool {
    let file = |case: &Case| case.record.text(Field::Customer).map(str::to_owned);
    let number = |case: &Case| {
        let typed = case.record.text(Field::CallerNumber).filter(|typed| *typed != values::HIDDEN)?;
        phone::normalise(typed, values::region(&rules.manual)).ok().map(|phone| phone.e164)
    };
    match (file(one).zip(file(other)), number(one).zip(number(other))) {
        (Some((one, other)), numbers) => one == other || numbers.is_some_and(|(one, other)| one == other),
        (None, Some((one, other))) => one == other,
        (None, None) => true,
    }
}

/// A new matter was heard: the case only notes where it went.
pub(super) fn split(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    let Some(Target::Case(new)) = command.target else {
        return Err(Refusal::NoSuch { what: "new_case".to_owned() });
    };
    let personal =
        deed.record.text(Field::Note).map(|note| Record::default().with(Field::Note, Value::Text(note.into())));
    deed.push(CaseEvent::Split { new, personal: personal.unwrap_or_default() });
    Ok(())
}

/// What a merge, a merge taken back or a split writes to the other case's stream in the same transaction; `None` where nothing.
///
/// `case` is the case the command names, as it was before; its own facts come from [`super::decide`].
pub fn decide_other(
    case: &Case,
    known: &Known,
    command: &Command,
    rules: &Rulebook,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<(Uuid, Vec<Event>)>, Refusal> {
    match (command.act, &command.target) {
        (Act::Merge, _) => {
            let master = other(known, command)?;
            Ok(Some((master.id, received(case, master, known, rules, actor, now))))
        }
        (Act::Split, Some(Target::Case(new))) if known.other.is_none() => {
            let mut command = command.clone();
            command.act = Act::Open;
            command.target = Some(Target::Case(case.id));
            inherit(&mut command.record, case);
            Ok(Some((*new, super::open::open(known, &command, actor, now)?)))
        }
        (Act::Undo, _) => {
            let undone = super::undo::undo_received(case, known, command)?;
            Ok(undone.map(|(master, event)| (master, vec![event])))
        }
        _ => Ok(None),
    }
}

/// Same customer, received now.
fn inherit(record: &mut Record, case: &Case) {
    record.0.remove(&Field::Note);
    record.fill(Field::Channel, Value::Code(case.channel().to_string()));
    let person =
        [Field::CallerNumber, Field::CustomerName, Field::Title, Field::Company, Field::Email, Field::Customer];
    for field in person {
        if let Some(value) = case.record.get(field) {
            record.fill(field, value.clone());
        }
    }
}

/// The older case's side of a merge: contacts and tasks come over, and it counts as a repeated contact.
fn received(from: &Case, master: &Case, known: &Known, rules: &Rulebook, actor: &Actor, now: Timestamp) -> Vec<Event> {
    let known = Known { tier: known.tier, leads: known.leads.clone(), ..Known::default() };
    let mut deed = Deed::new(master.clone(), rules, &known, actor, now, EventId(Uuid::from_u128(u128::MAX)));
    if matches!(deed.case.state, State::Archived) {
        flow::reopen_now(&mut deed);
    }
    deed.push(CaseEvent::MergeReceived {
        from: from.id,
        no: from.no.clone(),
        contacts: from.contacts.iter().map(moved_contact).collect(),
    });
    move_duties(&mut deed, from);
    let repeat = from.received_at.since_ms(master.received_at) <= REPEAT_DAYS * DAY_MS;
    if repeat && deed.case.outcome != Some(Outcome::Merged) {
        count_as_repeat(&mut deed);
    }
    deed.finish()
}

fn moved_contact(contact: &crate::domain::case::Contact) -> MovedContact {
    MovedContact { channel: contact.channel, start: contact.start, end: contact.end, measured: contact.measured }
}

/// Open promises and tasks go on in the older case; updates and reminders it has of its own.
fn move_duties(deed: &mut Deed<'_>, from: &Case) {
    use crate::domain::code::FollowUpKind;
    let own = [FollowUpKind::Progress, FollowUpKind::CustomerWait, FollowUpKind::ReturnDue];
    for task in from.follow_ups.iter().filter(|task| task.is_open() && !own.contains(&task.kind)) {
        deed.push(CaseEvent::FollowUpCreated(TaskMade {
            what: task.kind,
            round: deed.case.round(),
            start: task.start,
            limit: task.limit,
            calendar: task.calendar,
            due: task.due,
            owner: task.owner.clone(),
            attempts: task.attempts,
            auto: true,
            done: false,
            personal: Record::default(),
        }));
    }
    for promise in from.promises.iter().filter(|promise| promise.is_open()) {
        let personal = if promise.text.is_empty() { Record::default() } else { words(&promise.text) };
        deed.push(CaseEvent::PromiseMade { due: promise.due, plan_eta: false, personal });
    }
}

fn count_as_repeat(deed: &mut Deed<'_>) {
    let code = Modifier::RepeatContact.as_str();
    let mut ticked = deed.case.record.codes(Field::Circumstances).to_vec();
    if ticked.iter().any(|ticked| ticked == code) {
        return;
    }
    ticked.push(code.to_owned());
    let record = Record::default().with(Field::Circumstances, Value::Codes(ticked));
    deed.push(CaseEvent::Drafted(Entry::of(record)));
    let running = deed.case.is_graded() && !matches!(deed.case.state, State::Closing);
    if running {
        grading::by_rule(deed);
    }
}
