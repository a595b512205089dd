//! Stations that worked apart on one case: acts that did not see each other, and acts of time that others had overtaken.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, CaseEvent};
use crate::{Act, ClockKind, Event, EventId, Field, Recorded, Role, StationId, Timestamp};

/// Two acts that did not see each other and touch the same thing; a person should look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The one that is folded first.
    pub one: EventId,
    /// The one that had the last word.
    pub other: EventId,
    /// The stations that wrote them, in that order.
    pub stations: [StationId; 2],
    /// Both are steps of the flow, or take one back.
    pub steps: bool,
    /// The fields both set.
    pub fields: BTreeSet<Field>,
}

/// Whether more than one station wrote.
pub(super) fn is_of_several(ordered: &[&Recorded]) -> bool {
    ordered.first().is_some_and(|first| ordered.iter().any(|fact| fact.station != first.station))
}

/// Acts in folding order.
pub(super) fn rows<'a, 'b>(ordered: &'b [&'a Recorded]) -> Vec<&'b [&'a Recorded]> {
    ordered.chunk_by(|one, other| (one.station, one.seq) == (other.station, other.seq)).collect()
}

/// Acts of time whose cause an act they did not see had ended at or before their moment.
pub(super) fn overtaken(ordered: &[&Recorded], copies: &Copies) -> BTreeSet<EventId> {
    let mut void = BTreeSet::new();
    for first in rows(ordered).into_iter().filter_map(<[_]>::first).filter(|first| first.by.role == Role::System) {
        let Event::Case(event) = &first.event else { continue };
        if !ordered.iter().any(|other| other.at <= first.at && !sees(first, other, copies)) {
            continue;
        }
        let before = ordered.iter().copied().filter(|other| {
            let is_before = other.at <= first.at && !sees(other, first, copies);
            is_before && !void.contains(&other.act)
        });
        if !before.fold(None, Case::apply).is_some_and(|case| is_owed(&case, event, first.at)) {
            void.insert(first.act);
        }
    }
    void
}

/// Whether what time did is still owed on a case at that moment.
fn is_owed(case: &Case, event: &CaseEvent, at: Timestamp) -> bool {
    match event {
        CaseEvent::PromiseMissed { promise } => case.open_promises().iter().any(|open| open.id == *promise),
        CaseEvent::FollowUpMissed(act) => {
            case.follow_ups.iter().any(|task| task.id == act.task && task.is_open() && task.due < at)
        }
        CaseEvent::ClockBreached { clock, round, due } => case
            .clocks
            .iter()
            .any(|one| (one.kind, one.round, one.due) == (*clock, *round, *due) && one.is_breached(at)),
        CaseEvent::EscalationPassed { times, .. } => {
            case.work.escalation.as_ref().is_some_and(|open| open.times.saturating_add(1) == *times)
        }
        CaseEvent::EscalatedLead { auto: true, .. } => {
            case.clocks.iter().any(|clock| clock.kind == ClockKind::Close && clock.is_running())
        }
        CaseEvent::ClockResumed { auto: true, .. } => case.pause.is_some(),
        _ => true,
    }
}

/// What an act touched, for telling who came across whom.
pub(super) struct Touched<'a> {
    first: &'a Recorded,
    fields: BTreeSet<Field>,
    is_step: bool,
    /// It takes others back.
    undoes: bool,
    /// It says that somebody looked at both sides.
    looks: bool,
    copies: &'a Copies,
}

impl<'a> Touched<'a> {
    /// An act of a person with the fields it set; `gone` are steps that were taken back.
    pub fn by(
        row: &[&'a Recorded],
        fields: BTreeSet<Field>,
        gone: &BTreeSet<EventId>,
        copies: &'a Copies,
    ) -> Option<Self> {
        let first = row.first().copied().filter(|first| first.by.role != Role::System)?;
        let undoes = row.iter().any(|fact| taken_back(fact).iter().any(|taken| gone.contains(taken)));
        let is_step = undoes || row.iter().any(|fact| is_step(fact));
        let looks = row.iter().any(|fact| matches!(fact.event, Event::Case(CaseEvent::ClashSettled(_))));
        Some(Self { first, fields, is_step, undoes, looks, copies })
    }

    fn saw(&self, other: &Self) -> bool {
        sees(self.first, other.first, self.copies)
    }

    /// What it and a later act came across each other about; two that take steps back want the same.
    fn meets(&self, other: &Self) -> Option<Clash> {
        if self.saw(other) || other.saw(self) {
            return None;
        }
        let steps = self.is_step && other.is_step && !(self.undoes && other.undoes);
        let fields: BTreeSet<Field> = self.fields.intersection(&other.fields).copied().collect();
        let (one, other) = (self.first, other.first);
        let stations = [one.station, other.station];
        (steps || !fields.is_empty()).then_some(Clash { one: one.act, other: other.act, stations, steps, fields })
    }

    /// Whether its author looked at both sides, or decides anew what these two came across each other about.
    fn settles(&self, one: &Self, other: &Self, clash: &Clash) -> bool {
        let anew =
            (!clash.steps || self.is_step) && (clash.fields.is_empty() || !clash.fields.is_disjoint(&self.fields));
        self.saw(one) && self.saw(other) && (self.looks || anew)
    }
}

/// Whether a fact is a step of the flow.
pub(super) fn is_step(fact: &Recorded) -> bool {
    match &fact.event {
        Event::Case(event) => event.kind().parse().is_ok_and(Act::is_step),
        _ => false,
    }
}

/// Whether an act that clashes as a step is named by this fact.
pub(crate) fn names_step(fact: &Recorded) -> bool {
    is_step(fact) || !taken_back(fact).is_empty()
}

/// The facts a fact takes back.
pub(super) fn taken_back(fact: &Recorded) -> &[EventId] {
    match &fact.event {
        Event::Case(CaseEvent::Undone { facts }) => facts,
        _ => &[],
    }
}

/// Pairs that came across each other and that nobody who saw both has settled since.
pub(super) fn clashes(acts: &[Touched<'_>]) -> Vec<Clash> {
    let mut found = Vec::new();
    for (n, one) in acts.iter().enumerate() {
        for other in acts.iter().skip(n + 1) {
            let clash = one.meets(other);
            found.extend(clash.filter(|clash| !acts.iter().any(|later| later.settles(one, other, clash))));
        }
    }
    found
}

/// Of clashes those a person should see: between two stations the first steps that part, and the last words on a field.
pub(super) fn seen_first(clashes: &[Clash]) -> Vec<Clash> {
    let mut steps = BTreeMap::new();
    let mut fields = BTreeMap::new();
    for (n, clash) in clashes.iter().enumerate() {
        let mut sides = clash.stations;
        sides.sort_unstable();
        if clash.steps {
            steps.entry(sides).or_insert(n);
        } else {
            fields.extend(clash.fields.iter().map(|field| ((sides, *field), n)));
        }
    }
    let named = |n: usize| fields.iter().filter(move |(_, at)| **at == n).map(|((_, field), _)| *field).collect();
    let seen: BTreeSet<usize> = steps.into_values().chain(fields.values().copied()).collect();
    let seen = seen.into_iter().filter_map(|n| clashes.get(n).map(|clash| (n, clash)));
    seen.map(|(n, clash)| Clash { fields: named(n), ..clash.clone() }).collect()
}

/// Where an act stands in the log: its station, and its place there.
type Place = (StationId, u64);

/// Acts that several stations wrote, by where the first of them did, with where the others did.
pub(super) type Copies = BTreeMap<Place, BTreeSet<Place>>;

/// Facts in folding order, an act that several stations wrote once.
pub(crate) fn in_order(facts: &[Recorded]) -> Vec<&Recorded> {
    let mut ordered: Vec<&Recorded> = facts.iter().collect();
    ordered.sort_by_key(|fact| fact.order());
    once(&mut ordered);
    ordered
}

/// An act that several stations wrote counts once, as a whole: as the first of them wrote it.
pub(super) fn once(ordered: &mut Vec<&Recorded>) -> Copies {
    let (mut rows, mut copies) = (BTreeMap::new(), Copies::new());
    ordered.retain(|fact| {
        let row = (fact.station, fact.seq);
        let first = *rows.entry(fact.act).or_insert(row);
        if first != row {
            copies.entry(first).or_default().insert(row);
        }
        first == row
    });
    copies
}

/// What happened as people are told it, by moment: clocks of two stations differ, and so does folding order. What time
/// did on several stations happened once.
pub fn history(facts: &[Recorded]) -> Vec<&Recorded> {
    let mut told = in_order(facts);
    told.sort_by_key(|fact| fact.at);
    told
}

/// Whether the author of a fact had this act, whoever wrote it for them.
fn sees(fact: &Recorded, act: &Recorded, copies: &Copies) -> bool {
    let place = (act.station, act.seq);
    fact.sees(place) || copies.get(&place).is_some_and(|others| others.iter().any(|other| fact.sees(*other)))
}
