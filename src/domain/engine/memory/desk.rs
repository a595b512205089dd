//! A desk without a store: requests, the passing of time, and the queries screens ask.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;

use super::MemoryFacts;
use crate::calendar::Rulebook;
use crate::case::{AlikeCase, InMajor};
use crate::contact::Call;
use crate::engine::{
    Current, Directory, Facts, NewAct, cases_named, due_on, due_on_call, file, late_calls, saved, submit, told,
};
use crate::language::find;
use crate::listed::{CaseRow, RECENT, TOLD, customer_id, group, shows, stretch, told_of};
use crate::parties::{CustomerFile, Person, digits};
use crate::protocol::{
    Badges, CallerCard, CaseFile, FollowUpPage, FollowUpRow, Loaded, MajorRow, Notified, Query, QueuePage, QueueRow,
    QueueView, Receipt, Rejection, Request,
};
use crate::queue::sort_key;
use crate::shift::Shift;
use crate::values;
use crate::{Actor, Case, Field, Refusal, Role, StreamId, TaskOwner, Timestamp};

/// Facts in memory and the rules they are added under.
#[derive(Debug, Clone)]
pub struct MemoryDesk {
    /// The rules.
    pub rules: Arc<Rulebook>,
    /// What happened.
    pub facts: MemoryFacts,
}

impl MemoryDesk {
    /// An empty one; case numbers begin with the prefix.
    pub fn new(rules: impl Into<Arc<Rulebook>>, prefix: &str) -> Self {
        Self { rules: rules.into(), facts: MemoryFacts::new(prefix) }
    }

    /// Adds the facts a request leads to, all or none; the roles that were told by rule.
    ///
    /// # Errors
    /// A refusal of the rules.
    pub fn carry_out(&mut self, actor: &Actor, request: &Request, now: Timestamp) -> Result<Vec<Role>, Refusal> {
        let stream = request.stream();
        let current = self.facts.current(stream);
        if request.key().is_some_and(|key| current.facts.iter().any(|fact| fact.id == key)) {
            return Ok(Vec::new());
        }
        let new = submit(&self.facts, current, actor, request, (&self.rules, now))?;
        let told = told(stream, &new);
        self.facts.append(new);
        Ok(told)
    }

    /// Carries a request out, whole or not at all.
    ///
    /// # Errors
    /// A refusal of the rules, or a conflict with another's edit of the same fields.
    pub fn submit(&mut self, actor: &Actor, request: &Request, now: Timestamp) -> Result<Receipt, Rejection> {
        let stream = request.stream();
        let told = self.carry_out(actor, request, now).map_err(|why| self.rejection(stream, why))?;
        let Current { facts, case } = self.facts.current(stream);
        let saved = saved(&self.facts, request, (facts.to_vec(), case.cloned())).map_err(Rejection::Refused)?;
        let told = Notified::of(told, actor.person, self.facts.people());
        Ok(Receipt { saved, saved_at: now, told })
    }

    /// A refusal; where somebody else's edit is the reason, with the case as it is now.
    pub fn rejection(&self, stream: StreamId, why: Refusal) -> Rejection {
        let Refusal::Stale { fields } = why else { return Rejection::Refused(why) };
        match self.file(stream.id) {
            Some(file) => Rejection::Conflict { file: Box::new(file), fields },
            None => Rejection::Refused(Refusal::Stale { fields }),
        }
    }

    /// Writes what time has brought about on every case and contact; how many acts that were.
    pub fn let_time_pass(&mut self, now: Timestamp) -> usize {
        let due = |case: &Case| due_on(&self.facts, case, &self.rules, now).unwrap_or_default();
        let late = late_calls(&self.facts, now).unwrap_or_default().into_iter();
        let on_call = |stream| {
            let known = self.facts.current(stream).facts;
            due_on_call(&self.facts, stream, known, (&self.rules, now)).unwrap_or_default()
        };
        let due: Vec<NewAct> = self.facts.cases().flat_map(due).chain(late.flat_map(on_call)).collect();
        let count = due.len();
        self.facts.append(due);
        count
    }

    /// A case with its history.
    pub fn file(&self, id: Uuid) -> Option<CaseFile> {
        let Current { facts, case } = self.facts.current(StreamId::case(id));
        file(&self.facts, facts.to_vec(), case?.clone()).ok()
    }

    /// Answers a query.
    pub fn ask(&self, query: &Query) -> Loaded {
        match query {
            Query::Queue { view, agent, filter, offset, limit, now } => {
                let rows: Vec<(&Case, CaseRow)> = self.rows().collect();
                let badges = badges(&rows, *agent, *now);
                let open = rows.iter().filter(|(case, _)| *offset == 0 && !case.state.is_terminal());
                let mut told: Vec<_> = open.filter_map(|(_, row)| told_of(*view, row.queue.clone(), *agent)).collect();
                told.sort_by_key(sort_key);
                told.truncate(TOLD);
                let needles = find::needles(filter, *now, &self.rules.calendar);
                let found = queue(rows, *view, (*agent, &needles), *now);
                let total = found.len();
                let rows: Vec<QueueRow> = found.into_iter().skip(*offset).take(*limit).collect();
                let people = self.people(rows.iter().chain(&told).map(|row| row.owner));
                Loaded::Queue(QueuePage { rows, total, told, people, majors: self.majors(), badges })
            }
            Query::FollowUps { agent, lead, all, offset, limit, now } => {
                let mine = TaskOwner::Person(*agent);
                let wanted = |owner| *all || owner == mine || (*lead && owner == TaskOwner::Leads);
                let mut page = self.follow_ups(wanted, *now);
                page.rows = page.rows.into_iter().skip(*offset).take(*limit).collect();
                page.people = self.people(page.rows.iter().map(FollowUpRow::person));
                Loaded::FollowUps(page)
            }
            Query::Case(id) => Loaded::Case(self.file(*id).map(Box::new)),
            Query::CasesWithNo(no) => {
                let found = cases_named(&self.facts, no).unwrap_or_default();
                Loaded::Cases(found.into_iter().filter_map(|id| self.file(id)).collect())
            }
            Query::Caller(typed) => Loaded::Caller(Box::new(self.caller(typed))),
            Query::Lines(ids) => {
                let mut rows: BTreeMap<Uuid, QueueRow> = self.rows().map(|(case, row)| (case.id, row.queue)).collect();
                Loaded::Lines(ids.iter().filter_map(|id| rows.remove(id)).collect())
            }
            Query::Alike(matter, since) => {
                let alike = |row: &CaseRow| row.matter.as_ref().is_some_and(|other| other.is_like(matter));
                let came = |case: &Case| case.received_at >= *since && !case.state.is_terminal();
                let found = self.rows().filter(|(case, row)| came(case) && alike(row));
                Loaded::Alike(found.map(|(case, row)| AlikeCase { id: case.id, number: row.number }).collect())
            }
            Query::Contact(id) => {
                let facts = self.facts.current(StreamId::contact(*id)).facts;
                Loaded::Contact(Call::of(*id, facts).map(Box::new))
            }
            Query::Shift(person, day) => {
                let stream = StreamId::shift(*person, *day);
                Loaded::Shift(Shift::of(stream.id, self.facts.current(stream).facts).map(Box::new))
            }
            Query::OpenCalls => Loaded::OpenCalls(self.facts.open_calls().unwrap_or_default()),
        }
    }

    fn rows(&self) -> impl Iterator<Item = (&Case, CaseRow)> {
        let mut given: BTreeMap<&str, usize> = BTreeMap::new();
        for case in self.facts.cases() {
            *given.entry(&case.no).or_default() += 1;
        }
        self.facts.cases().map(move |case| {
            let mut row = CaseRow::of(case, &self.rules);
            row.queue.twice = given.get(&*case.no).is_some_and(|times| *times > 1);
            (case, row)
        })
    }

    fn majors(&self) -> Vec<MajorRow> {
        let masters = self.facts.cases().filter(|case| case.in_major() == Some(InMajor::Master));
        let mut masters: Vec<&Case> = masters.collect();
        masters.sort_by_key(|case| (case.received_at, case.id));
        let row = |case: &Case| MajorRow {
            id: case.id,
            no: case.no.clone(),
            summary: case.record.text(Field::Summary).unwrap_or_default().to_owned(),
            matter: case.counted_matter().unwrap_or_default(),
        };
        masters.into_iter().map(row).collect()
    }

    fn people(&self, named: impl Iterator<Item = Uuid>) -> Vec<Person> {
        let named: BTreeSet<Uuid> = named.collect();
        named.into_iter().filter_map(|id| self.facts.person(id).ok().flatten()).collect()
    }

    fn follow_ups(&self, wanted: impl Fn(TaskOwner) -> bool, now: Timestamp) -> FollowUpPage {
        let day_end = self.rules.calendar.next_midnight(now);
        let mut page = FollowUpPage::default();
        for (_, row) in self.rows() {
            let CaseRow { queue, tasks, .. } = row;
            let items = tasks.into_iter().filter(|item| wanted(item.owner));
            page.rows.extend(items.map(|item| FollowUpRow { item, case: queue.clone() }));
        }
        page.rows.sort_by(|one, other| {
            let key = |row: &FollowUpRow| (stretch(&row.item, now, day_end), row.item.next.due);
            key(one).cmp(&key(other)).then_with(|| (&one.case.no, one.item.id).cmp(&(&other.case.no, other.item.id)))
        });
        for row in &page.rows {
            if let Some(count) = page.groups.get_mut(group(stretch(&row.item, now, day_end))) {
                *count += 1;
            }
        }
        page
    }

    fn caller(&self, typed: &str) -> CallerCard {
        let number = digits(typed, values::region(&self.rules.manual));
        if number.is_empty() {
            return CallerCard::default();
        }
        let filed = self.facts.customers.values().filter(|file| file.numbers.contains(&number));
        let mut customers: Vec<_> = filed.map(CustomerFile::card).collect();
        customers.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        let theirs = |case: &Case, row: &CaseRow| {
            row.number == number || customer_id(case).is_some_and(|id| customers.iter().any(|card| card.id == id))
        };
        let rows = self.rows().filter(|(case, row)| theirs(case, row)).map(|(_, row)| row.queue);
        let (mut recent, mut open): (Vec<_>, Vec<_>) = rows.partition(|row| row.state.is_terminal());
        open.sort_by_key(sort_key);
        recent.sort_by_key(|row| std::cmp::Reverse((row.received_at, row.id)));
        recent.truncate(RECENT);
        CallerCard { number, customers, open, recent }
    }
}

fn queue(
    rows: Vec<(&Case, CaseRow)>,
    view: QueueView,
    (agent, needles): (Uuid, &[String]),
    now: Timestamp,
) -> Vec<QueueRow> {
    let everywhere = view == QueueView::Found;
    let wanted = rows.into_iter().filter(|(case, row)| {
        let here = everywhere || is_in(view, case, row, agent, now);
        here && needles.iter().all(|needle| row.found_by.contains(needle))
    });
    let mut found: Vec<QueueRow> = wanted.map(|(_, row)| row.queue).collect();
    if everywhere {
        // Ids begin with their time.
        found.sort_by_key(|row| std::cmp::Reverse(row.id));
    } else {
        found.sort_by_key(sort_key);
    }
    found
}

fn is_in(view: QueueView, case: &Case, row: &CaseRow, agent: Uuid, now: Timestamp) -> bool {
    !case.state.is_terminal() && shows(view, &row.queue, agent, now)
}

fn badges(rows: &[(&Case, CaseRow)], agent: Uuid, now: Timestamp) -> Badges {
    let count = |view| rows.iter().filter(|(case, row)| is_in(view, case, row, agent, now)).count();
    Badges {
        overdue: count(QueueView::Overdue),
        soon: count(QueueView::Soon),
        mine: count(QueueView::Mine),
        all: count(QueueView::All),
    }
}
