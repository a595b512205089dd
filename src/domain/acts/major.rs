//! A major matter: one case is the master of many. Callers are attached to it, what is known is told to all at once, and
//! its end gives each of them back to whoever has the case.

use uuid::Uuid;

use super::spec::{About, ActSpec, Asks, LEAD, LINES, May, OPEN, Only, Place, as_typed, needs};
use super::{Act, Decision, Known, follow, missing, no_such, progress, rule, tasks};
use crate::calendar::Rulebook;
use crate::case::event::{FactGroup, MajorFact, OfMaster};
use crate::case::telling::{Said, Telling};
use crate::case::{AttachEnd, AttachedCase, AttachedTo, Major};
use crate::timers::system;
use crate::{
    Case, CaseEvent, Command, Entry, Event, EventId, Field, FollowUpKind, Record, Recorded, Refusal, State, Timestamp,
    Value, list,
};

/// Agents propose it to a lead: `escalated.lead` for that reason.
pub(super) const DECLARED: ActSpec = ActSpec {
    may: May {
        who: LEAD,
        states: list!(State: Identify Process PlanConfirm Implement Verify),
        only: Only::Alone,
        moves_to: None,
    },
    asks: Asks { required: &[], optional: &[Field::Note], fill: say_what },
    place: Place { about: About::Case, listed: Some(48), counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::MajorDeclared),
};

pub(super) const ENDED: ActSpec = ActSpec {
    may: May { who: LEAD, states: OPEN, only: Only::Leading, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: say_what },
    place: Place { about: About::Case, listed: Some(49), counts_as: &[] },
    decide: |decision, _| decision.enter(CaseEvent::MajorEnded),
};

pub(super) const TOLD: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Leading, moves_to: None },
    asks: Asks { required: needs!(Update Cases), optional: &[], fill: as_typed },
    place: Place { about: About::Case, listed: Some(52), counts_as: &[] },
    decide: tell,
};

pub(super) const ATTACH: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Alone, moves_to: None },
    asks: Asks { required: needs!(MasterCase), optional: list!(Field: MasterCase Note), fill: as_typed },
    place: Place { about: About::OtherCase, listed: Some(50), counts_as: &[] },
    decide: attach,
};

pub(super) const DETACH: ActSpec = ActSpec {
    may: May { who: LINES, states: OPEN, only: Only::Attached, moves_to: None },
    asks: Asks { required: &[], optional: &[Field::Note], fill: as_typed },
    place: Place { about: About::Case, listed: Some(51), counts_as: &[] },
    decide: detach,
};

/// What the matter is, for whoever counts them later.
fn say_what(decision: &mut Decision<'_>) {
    for field in [Field::Category, Field::Product] {
        if let Some(value) = decision.case.record.get(field).cloned() {
            decision.record.fill(field, value);
        }
    }
}

fn attach(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    if command.target.is_none() && command.record.text(Field::MasterCase).is_none() {
        return Err(missing(Act::Attach, Field::MasterCase));
    }
    let master = decision.known.named_by(command).ok_or_else(|| no_such("master_case"))?;
    if master.id == decision.case.id {
        return Err(rule(Act::Attach, "attach-to-itself"));
    }
    if master.leads().is_none() {
        return Err(rule(Act::Attach, "attach-master-not-major"));
    }
    let (master, no, personal) = (master.id, master.no.clone(), decision.personal());
    decision.push(CaseEvent::Attached(OfMaster { master, no, personal }));
    Ok(())
}

fn detach(decision: &mut Decision<'_>, _: &Command) -> Result<(), Refusal> {
    let to = decision.case.follows().ok_or_else(|| no_such("master_case"))?;
    let (master, no, personal) = (to.master, to.no.clone(), decision.personal());
    decision.push(CaseEvent::Detached(OfMaster { master, no, personal }));
    Ok(())
}

/// Those who were told; of the master's own customer it is written here.
fn tell(decision: &mut Decision<'_>, command: &Command) -> Result<(), Refusal> {
    let own = decision.case.id;
    let heard = decision.known.others.iter().filter(|other| hears(other, own)).map(|other| other.id);
    let here = is_chosen(&decision.case.no, &command.record);
    let cases: Vec<Uuid> = here.then_some(own).into_iter().chain(heard).collect();
    if cases.is_empty() {
        return Err(rule(Act::MajorTold, "told-nobody"));
    }
    let personal = decision.personal();
    decision.push(CaseEvent::MajorTold { cases, personal });
    if here {
        decision.push(CaseEvent::ProgressTold(said(&decision.record)));
        tasks::finish_open(decision, FollowUpKind::Progress, false);
        progress::told(decision);
    }
    Ok(())
}

/// Whether a case still hears what its master tells.
fn hears(other: &Case, master: Uuid) -> bool {
    OPEN.contains(&other.state) && other.follows().is_some_and(|to| to.master == master)
}

fn is_chosen(no: &String, record: &Record) -> bool {
    record.codes(Field::Cases).contains(no)
}

/// Those of a master who were chosen.
fn chosen(major: &Major, record: &Record) -> Vec<Uuid> {
    major.attached.iter().filter(|one| is_chosen(&one.no, record)).map(|one| one.id).collect()
}

/// The words, as any update holds them.
fn said(record: &Record) -> Entry {
    let words = record.text(Field::Update).unwrap_or_default().to_owned();
    Entry::of(Record::default().with(Field::Note, Value::Text(words)))
}

/// The other cases an act is told to, beside the one it names.
pub(super) fn touched(case: &Case, command: &Command) -> Vec<Uuid> {
    let spec = command.act.spec();
    let master = || case.attached_to.as_ref().map(|to| to.master);
    let attached = |major: &Major| major.attached.iter().map(|one| one.id).collect();
    match command.act {
        Act::MajorTold => case.leads().map(|major| chosen(major, &command.record)).unwrap_or_default(),
        Act::Detach => master().into_iter().collect(),
        Act::MajorEnded => case.leads().map(attached).unwrap_or_default(),
        _ if spec.may.moves_to.is_some_and(State::is_terminal) => case.leads().map(attached).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// A matter whose master is over is over as well.
pub(super) fn end_where_over(decision: &mut Decision<'_>) {
    let open = decision.case.major.as_ref().is_some_and(|major| major.ended_at.is_none());
    if open && decision.case.state.is_terminal() {
        decision.push(CaseEvent::MajorEnded(Entry::default()));
    }
}

/// The master's side of an attachment.
pub(super) fn received(decision: &mut Decision<'_>, from: &Case) {
    decision.push(CaseEvent::AttachReceived { from: from.id, no: from.no.clone() });
}

/// The master's side of its end.
pub(super) fn released(decision: &mut Decision<'_>, from: &Case) {
    decision.push(CaseEvent::DetachReceived { from: from.id });
}

/// The side of a case whose customer was told with all the others.
pub(super) fn told_along(decision: &mut Decision<'_>, master: Uuid, words: &Record) {
    if !hears(&decision.case, master) {
        return;
    }
    let rhythm = progress::rhythm(&decision.case, decision.rules);
    decision.push(CaseEvent::ProgressTold(said(words)));
    follow(decision, Act::ProgressTold, rhythm, None);
}

/// The side of a case whose master is one no more: it owes its customer word again.
pub(super) fn ended_along(decision: &mut Decision<'_>, master: Uuid) {
    let rhythm = progress::rhythm(&decision.case, decision.rules);
    if hears(&decision.case, master) {
        decision.push(CaseEvent::AttachEnded { master });
        progress::follow(decision, rhythm);
    }
}

/// The cases a stream has received as their master, whatever became of it.
pub fn came(facts: &[Recorded]) -> impl Iterator<Item = Uuid> {
    facts.iter().filter_map(|fact| match &fact.event {
        Event::Case(CaseEvent::AttachReceived { from, .. }) => Some(*from),
        _ => None,
    })
}

/// What follows on a case that is attached to what leads no more: whoever attached it did not see the end, whoever ended
/// it did not see the case.
pub fn given_back(case: &Case, master: Uuid, rules: &Rulebook, (id, now): (EventId, Timestamp)) -> Vec<Event> {
    let (known, actor) = (Known::default(), system());
    let mut decision = Decision::new(case.clone(), rules, &known, &actor, now, id);
    ended_along(&mut decision, master);
    decision.finish()
}

impl<'a> FactGroup<'a> for MajorFact<'a> {
    fn fold(self, case: &mut Case, fact: &Recorded) {
        match self {
            Self::MajorDeclared(_) => {
                // Stations apart: attached on one, declared on another.
                case.needs_attention |= case.follows().is_some();
                if case.leads().is_none() {
                    case.major = Some(Major { declared_at: fact.at, ended_at: None, attached: Vec::new() });
                }
            }
            Self::MajorEnded(_) => {
                if let Some(major) = &mut case.major {
                    major.ended_at.get_or_insert(fact.at);
                }
            }
            Self::MajorTold { .. } => {}
            Self::Attached(OfMaster { master, no, .. }) => {
                case.needs_attention |= case.leads().is_some();
                case.attached_to = Some(AttachedTo { master: *master, no: no.clone(), end: None });
                // Two who did not see each other and attached it elsewhere came across each other here.
                case.work.changed.insert(Field::MasterCase, fact.rank);
            }
            Self::Detached(OfMaster { master, .. }) => follow_no_more(case, *master, AttachEnd::Detached),
            Self::AttachEnded { master } => follow_no_more(case, *master, AttachEnd::Over),
            Self::AttachReceived { from, no } => {
                case.needs_attention |= case.leads().is_none();
                let attached = case.major.as_mut().map(|major| &mut major.attached);
                if let Some(attached) = attached.filter(|attached| attached.iter().all(|one| one.id != *from)) {
                    attached.push(AttachedCase { id: *from, no: no.clone() });
                }
            }
            Self::DetachReceived { from } => {
                if let Some(major) = &mut case.major {
                    major.attached.retain(|one| one.id != *from);
                }
            }
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::MajorDeclared(entry) | Self::MajorEnded(entry) => Telling::row(
                [Field::Category, Field::Product, Field::Note].iter().filter_map(|field| entry.said(*field)).collect(),
            ),
            Self::MajorTold { cases, personal } => {
                let words = Said::first(personal, &[Field::Update]);
                Telling::row(std::iter::once(Said::Cases(cases.len())).chain(words).collect())
            }
            Self::Attached(OfMaster { no, personal, .. }) | Self::Detached(OfMaster { no, personal, .. }) => {
                Telling::row(std::iter::once(Said::No(no)).chain(Said::first(personal, &[Field::Note])).collect())
            }
            Self::AttachReceived { no, .. } => Telling::row(vec![Said::No(no)]),
            Self::DetachReceived { .. } | Self::AttachEnded { .. } => Telling::row(Vec::new()),
        }
    }
}

fn follow_no_more(case: &mut Case, master: Uuid, why: AttachEnd) {
    if let Some(to) = case.attached_to.as_mut().filter(|to| to.master == master && to.end.is_none()) {
        to.end = Some(why);
    }
}
