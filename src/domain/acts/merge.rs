//! Two cases at once: the younger goes into the older, or a new matter becomes a case of its own.

use uuid::Uuid;

use super::elsewhere::Acting;
use super::spec::{ANY, About, ActSpec, Asks, FRONT, LINES, May, Only, Place, as_typed, needs};
use super::{Act, Decision, Known, ending, grading, intake, no_such, promise, rule, tasks};
use crate::calendar::Rulebook;
use crate::case::event::{FactGroup, MergeFact, MovedContact, TaskMade};
use crate::case::telling::Telling;
use crate::case::{go, keep};
use crate::{
    Case, CaseEvent, Command, Contact, DAY_MS, Entry, Event, EventId, Field, FollowUpKind, Modifier, Outcome, Record,
    Recorded, Refusal, State, Target, TaskOwner, Timestamp, Value, list,
};
use crate::{language::phone, values};

pub(super) const MERGE: ActSpec = ActSpec {
    may: May {
        who: FRONT,
        states: list!(State: Intake Identify Process),
        only: Only::Always,
        moves_to: Some(State::Merged),
    },
    asks: Asks { required: needs!(MasterCase), optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::OtherCase, listed: Some(38), counts_as: &[] },
    decide: merge,
};

pub(super) const SPLIT: ActSpec = ActSpec {
    may: May { who: LINES, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::OtherCase, listed: Some(39), counts_as: &[] },
    decide: split,
};

/// A contact on the same matter within these days is a repeated one.
const REPEAT_DAYS: i64 = 7;

/// The younger case's side of a merge.
fn merge(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let master = master(decision.known, command)?;
    check_merge(decision, master)?;
    let Entry { record, personal } = Entry::of(decision.record.clone());
    decision.push(CaseEvent::Merged { into: master.id, record, personal });
    ending::let_go(decision, |_| false);
    Ok(())
}

pub(super) fn master<'a>(known: &'a Known<'_>, command: &Command) -> Result<&'a Case, Refusal> {
    known.named_by(command).ok_or_else(|| no_such("master_case"))
}

fn check_merge(decision: &Decision<'_>, master: &Case) -> Result<(), Refusal> {
    let no = |name| Err(rule(Act::Merge, name));
    if master.id == decision.case.id {
        return no("merge-with-itself");
    }
    if (master.received_at, &master.no) > (decision.case.received_at, &decision.case.no) {
        return no("merge-younger-into-older");
    }
    if !same_customer(&decision.case, master, decision.rules) {
        return no("merge-same-customer");
    }
    let days = i64::from(decision.manual().clock.reopen_days);
    let fresh = master.archived_at.is_some_and(|at| decision.now.since_ms(at) < days * DAY_MS);
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
fn split(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let Some(Target::Case(new)) = command.target else {
        return Err(no_such("new_case"));
    };
    let personal =
        decision.record.text(Field::Note).map(|note| Record::default().with(Field::Note, Value::Text(note.into())));
    decision.push(CaseEvent::Split { new, personal: personal.unwrap_or_default() });
    Ok(())
}

/// The first fact of the case that was split off.
pub(super) fn opened(case: &Case, known: &Known<'_>, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let mut command = command.clone();
    command.act = Act::Open;
    command.target = Some(Target::Case(case.id));
    inherit(&mut command.record, case);
    intake::open(known, &command, now)
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
pub(super) fn received(
    from: &Case,
    master: &Case,
    act: EventId,
    known: &Known<'_>,
    (rules, actor, now): Acting<'_>,
) -> Vec<Event> {
    let known = known.of_other();
    let mut decision = Decision::new(master.clone(), rules, &known, actor, now, act.also(master.id));
    if matches!(decision.case.state, State::Archived) {
        ending::reopen_now(&mut decision);
    }
    decision.push(CaseEvent::MergeReceived {
        from: from.id,
        no: from.no.clone(),
        contacts: from.contacts.iter().map(moved_contact).collect(),
    });
    move_duties(&mut decision, from);
    let repeat = from.received_at.since_ms(master.received_at) <= REPEAT_DAYS * DAY_MS;
    if repeat && decision.case.outcome != Some(Outcome::Merged) {
        count_as_repeat(&mut decision);
    }
    decision.finish()
}

/// What opens a loop of merges at a member of it: the merge is taken back there, as nobody saw both sides.
pub fn open_loop(facts: &[Recorded], with: Uuid) -> Vec<CaseEvent> {
    let leads_there =
        |fact: &&Recorded| matches!(&fact.event, Event::Case(CaseEvent::Merged { into, .. }) if *into == with);
    let merges: Vec<EventId> = facts.iter().filter(leads_there).map(|fact| fact.act).collect();
    let of_merge = facts.iter().filter(|fact| merges.contains(&fact.act));
    vec![CaseEvent::LoopOpened { with }, CaseEvent::Undone { facts: of_merge.map(|fact| fact.id).collect() }]
}

fn moved_contact(contact: &Contact) -> MovedContact {
    MovedContact { channel: contact.channel, start: contact.start, end: contact.end, measured: contact.measured }
}

/// Open promises and tasks go on in the older case; updates and reminders it has of its own.
fn move_duties(decision: &mut Decision<'_>, from: &Case) {
    let own = [FollowUpKind::Progress, FollowUpKind::CustomerWait, FollowUpKind::ReturnDue];
    for task in from.follow_ups.iter().filter(|task| task.is_open() && !own.contains(&task.kind)) {
        let bare = tasks::bare(decision, task.kind, task.start, task.due);
        let (limit, calendar, attempts) = (task.limit, task.calendar, task.attempts);
        let owner = Some(task.owner).filter(|owner| *owner != TaskOwner::Person(decision.case.owner));
        let moved = TaskMade { limit, calendar, owner, attempts, ..bare };
        decision.push(CaseEvent::FollowUpCreated(moved));
    }
    for open in from.promises.iter().filter(|promise| promise.is_open()) {
        let personal = if open.text.is_empty() { Record::default() } else { promise::words(&open.text) };
        decision.push(CaseEvent::PromiseMade { due: open.due, plan_eta: false, personal });
    }
}

fn count_as_repeat(decision: &mut Decision<'_>) {
    let code = Modifier::RepeatContact.as_str();
    let mut ticked = decision.case.record.codes(Field::Circumstances).to_vec();
    if ticked.iter().any(|ticked| ticked == code) {
        return;
    }
    ticked.push(code.to_owned());
    let record = Record::default().with(Field::Circumstances, Value::Codes(ticked));
    decision.push(CaseEvent::Drafted(Entry::of(record)));
    let running = decision.case.is_graded() && !matches!(decision.case.state, State::Closing);
    if running {
        grading::by_rule(decision);
    }
}

impl<'a> FactGroup<'a> for MergeFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::Merged { into, record, personal } => {
                keep(case, fact.rank, record);
                keep(case, fact.rank, personal);
                if go(case, &MERGE) {
                    case.end(Outcome::Merged);
                    case.merged_into = Some(*into);
                }
            }
            Self::MergeReceived { from, contacts, .. } => {
                case.work.merged_from.push(*from);
                case.contacts.extend(contacts.iter().map(received_contact));
            }
            Self::LoopOpened { .. } => case.needs_attention = true,
            Self::Split { new, .. } => case.work.split_into.push(*new),
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::Merged { .. } | Self::MergeReceived { .. } | Self::Split { .. } => Telling::row(Vec::new()),
            Self::LoopOpened { .. } => Telling::alarm(Vec::new()),
        }
    }
}

fn received_contact(contact: &MovedContact) -> Contact {
    Contact {
        channel: contact.channel,
        start: contact.start,
        end: contact.end.or(Some(contact.start)),
        holds: Vec::new(),
        measured: contact.measured,
    }
}
