//! Folding: what a case becomes when a fact is added. Folding never refuses and never looks a rule up.
//!
//! *Invariant:* a state is only ever left along an edge of the five steps; a fact that does not fit (stations merged
//! later) stays in the log, the state does not move, and the case asks for attention.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::apart::{self, Copies};
use super::event::{CaseEvent, Entry, Nature};
use super::{ActMark, Case};
use crate::acts::{ActSpec, opened};
use crate::{Event, EventId, Field, Outcome, Record, Recorded, Value, list};

/// Moves with every change of what folding makes of the same facts or of what a case is found by: rows made before are
/// made anew then.
pub const FOLD: u32 = 9;

impl Case {
    /// The case after one more fact; `None` until it is opened.
    ///
    /// A fact that takes others back only marks them: fold anew to see the case without them.
    pub fn apply(case: Option<Self>, fact: &Recorded) -> Option<Self> {
        let Event::Case(event) = &fact.event else {
            return case.map(|case| Self { head: case.head.max(fact.rank), ..case });
        };
        let fresh = case.is_none();
        let mut case = case.or_else(|| opened(fact, event))?;
        case.head = case.head.max(fact.rank);
        mark(&mut case, fact, event);
        if !fresh {
            event.fold(&mut case, fact);
        }
        Some(case)
    }

    /// How it ended, for the record as well.
    pub(crate) fn end(&mut self, outcome: Outcome) {
        self.outcome = Some(outcome);
        self.record.set(Field::Outcome, Value::Code(outcome.to_string()));
    }
}

/// The case its facts make, without the facts that were taken back; the order of `facts` does not matter.
pub fn fold(facts: &[Recorded]) -> Option<Case> {
    let mut ordered: Vec<&Recorded> = facts.iter().collect();
    ordered.sort_by_key(|fact| fact.order());
    let (undone, redoings) = undone(&ordered);
    let across = across(&ordered);
    let several = apart::is_of_several(&ordered);
    let copies = if several { apart::once(&mut ordered) } else { Copies::new() };
    let gone = ordered.extract_if(.., |fact| undone.contains(&fact.id)).filter(|fact| apart::is_step(fact));
    let gone = gone.map(|fact| fact.id).collect();
    let unmerged = unmerged(facts, &undone);
    let mut case = if apart::is_of_several(&ordered) {
        fold_apart(&mut ordered, &gone, &copies)?
    } else {
        ordered.into_iter().fold(None, Case::apply)?
    };
    case.head = facts.iter().map(|fact| fact.rank).max().unwrap_or_default();
    case.undone = undone;
    case.redoings = redoings;
    case.unmerged = unmerged;
    case.across = across;
    Some(case)
}

/// What was taken back and not given back since, and what gave back: an undoing that is taken back counts for nothing.
fn undone(ordered: &[&Recorded]) -> (BTreeSet<EventId>, BTreeSet<EventId>) {
    let undoings: Vec<&Recorded> = ordered.iter().copied().filter(|fact| !apart::taken_back(fact).is_empty()).collect();
    let ids: BTreeSet<EventId> = undoings.iter().map(|fact| fact.id).collect();
    let (mut undone, mut redoings) = (BTreeSet::new(), BTreeSet::new());
    for undoing in undoings.into_iter().rev() {
        if undone.contains(&undoing.id) {
            continue;
        }
        let facts = apart::taken_back(undoing);
        undone.extend(facts.iter().copied());
        if facts.iter().any(|fact| ids.contains(fact)) {
            redoings.insert(undoing.id);
        }
    }
    (undone, redoings)
}

/// Undoings that hold and took a merge apart, each with the case at its other end.
fn unmerged(facts: &[Recorded], undone: &BTreeSet<EventId>) -> BTreeMap<EventId, Uuid> {
    let mut found = BTreeMap::new();
    for fact in facts.iter().filter(|fact| undone.contains(&fact.id)) {
        let other = match &fact.event {
            Event::Case(CaseEvent::Merged { into, .. }) => *into,
            Event::Case(CaseEvent::MergeReceived { from, .. }) => *from,
            _ => continue,
        };
        let undoings = facts.iter().filter(|undoing| apart::taken_back(undoing).contains(&fact.id));
        found.extend(undoings.filter(|undoing| !undone.contains(&undoing.id)).map(|undoing| (undoing.id, other)));
    }
    found
}

/// Undoings of what a major matter brought to several cases.
fn across(ordered: &[&Recorded]) -> BTreeSet<EventId> {
    let reaches = |fact: &&&Recorded| match &fact.event {
        Event::Case(event) => matches!(
            event,
            CaseEvent::AttachReceived { .. }
                | CaseEvent::DetachReceived { .. }
                | CaseEvent::AttachEnded { .. }
                | CaseEvent::Attached(_)
                | CaseEvent::Detached(_)
                | CaseEvent::MajorTold { .. }
                | CaseEvent::MajorEnded(_)
        ),
        _ => false,
    };
    let reaching: BTreeSet<EventId> = ordered.iter().filter(reaches).map(|fact| fact.id).collect();
    if reaching.is_empty() {
        return reaching;
    }
    let undoes = |fact: &&&Recorded| apart::taken_back(fact).iter().any(|taken| reaching.contains(taken));
    ordered.iter().filter(undoes).map(|fact| fact.id).collect()
}

/// As [`fold`], where several stations wrote: what time did in vain is left out, who came across whom is noted, those who
/// took steps back (`gone`) among them.
fn fold_apart(ordered: &mut Vec<&Recorded>, gone: &BTreeSet<EventId>, copies: &Copies) -> Option<Case> {
    let void = apart::overtaken(ordered, copies);
    let overtaken = ordered.iter().filter(|fact| void.contains(&fact.act)).map(|fact| fact.id).collect();
    ordered.retain(|fact| !void.contains(&fact.act));
    let (mut case, mut acts) = (None, Vec::new());
    for row in apart::rows(ordered) {
        // Taken out while an act is folded: what stands there afterwards is what that act set.
        let before = case.as_mut().map(|case: &mut Case| std::mem::take(&mut case.work.changed)).unwrap_or_default();
        case = row.iter().copied().fold(case, Case::apply);
        let Some(case) = &mut case else { continue };
        acts.extend(apart::Touched::by(row, case.work.changed.keys().copied().collect(), gone, copies));
        for (field, rank) in before {
            case.work.changed.entry(field).or_insert(rank);
        }
    }
    let mut case = case?;
    case.clashes = apart::clashes(&acts);
    case.needs_attention |= !case.clashes.is_empty();
    case.overtaken = overtaken;
    Some(case)
}

/// Facts of one press of a key: same person, station and moment.
fn mark(case: &mut Case, fact: &Recorded, event: &CaseEvent) {
    let nature = event.nature();
    let left_desk = matches!(nature, Nature::Seen | Nature::Left);
    let same = |mark: &ActMark| mark.station == fact.station && mark.at == fact.at && mark.person == fact.by.person;
    match case.work.acts.last_mut() {
        Some(last) if same(last) => {
            last.facts.push(fact.id);
            last.left_desk |= left_desk;
        }
        _ => case.work.acts.push(ActMark {
            facts: vec![fact.id],
            kind: event.kind(),
            nature,
            left_desk,
            person: fact.by.person,
            station: fact.station,
            seq: fact.seq,
            saw: fact.saw.clone(),
            at: fact.at,
        }),
    }
}

/// Moves the state as the act says; from elsewhere the case stays and asks for attention.
pub(crate) fn go(case: &mut Case, act: &ActSpec) -> bool {
    let to = act.may.moves_to.filter(|_| act.may.states.contains(&case.state));
    case.state = to.unwrap_or(case.state);
    case.needs_attention |= to.is_none();
    to.is_some()
}

/// Takes over the fields that belong to the case, not to the act alone.
pub(crate) fn enter(case: &mut Case, rank: u64, entry: &Entry) {
    keep(case, rank, &entry.record);
    keep(case, rank, &entry.personal);
}

/// As [`enter`], for one part.
pub(crate) fn keep(case: &mut Case, rank: u64, part: &Record) {
    for (field, value) in &part.0 {
        if belongs_to_case(*field) {
            case.record.set(*field, value.clone());
            case.work.changed.insert(*field, rank);
        }
    }
}

/// Fields that describe one act; the others describe the matter.
const OF_ONE_ACT: &[Field] = list!(Field:
    ToHolder OfPlan Department Confidentiality HandoverNote ReturnDue Reason RejectReason CustomerRequest ToldAt
    ToldByChannel CustomerConsent DoneAt DoneEvidence FailReason CustomerTold Attempts WrittenNoticeSent MasterCase
    CustomerSaidSo PauseReason Missing PauseUntil Due ToWhom Note FollowUpResult Facts Phrase RevealedField
    RevealReason IntervalMin Attitude Quality Speed Solving Keypad Solved Comment RatingReason Level TalkS HoldS
    AcwS Trigger Owner Update Cases);

/// Whether a field describes the matter.
pub fn belongs_to_case(field: Field) -> bool {
    !OF_ONE_ACT.contains(&field)
}
