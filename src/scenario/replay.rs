//! The replay: everything that happened in all files, on one timeline.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::compare;
use super::door::Door;
use super::entered::{self, moment};
use super::file::{File, FileError, Step};
use super::report::Report;
use super::steps::{self, Meaning};
use crate::domain::case::Case;
use crate::domain::code::{FollowUpKind, Kind, Role, Tier};
use crate::domain::command::{Act, Actor, Command, Target};
use crate::domain::protocol::Request;
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::{EventId, Timestamp};
use crate::domain::{fold, phone, values};

/// Something on the timeline of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Opening,
    FirstResponse,
    Step(usize),
    ContactEnd,
}

/// A replay under way.
pub(super) struct Replay<'a> {
    pub files: &'a [File],
    pub door: &'a mut dyn Door,
    pub report: Report,
    /// Streams by file id.
    pub streams: BTreeMap<String, Uuid>,
    opened: BTreeMap<String, bool>,
    written: BTreeMap<(String, String), usize>,
    ids: u128,
}

pub(super) fn replay(files: &[File], door: &mut dyn Door) -> Result<Report, FileError> {
    let streams = files.iter().enumerate().map(|(index, file)| (file.id.clone(), stream(index))).collect();
    let mut replay = Replay {
        files,
        door,
        report: Report::default(),
        streams,
        opened: BTreeMap::new(),
        written: BTreeMap::new(),
        ids: 0,
    };
    for file in files {
        compare::check_known(file)?;
        check_steps(file, files)?;
    }
    let mut timeline = replay.timeline();
    timeline.sort();
    let end = timeline.last().map_or(Timestamp(0), |item| item.0);
    for (at, index, what) in timeline {
        if let Some(file) = files.get(index) {
            replay.item(file, at, what);
        }
    }
    replay.let_time_pass(end);
    for file in files {
        compare::compare(&mut replay, file, end)?;
    }
    Ok(replay.report)
}

fn check_steps(file: &File, files: &[File]) -> Result<(), FileError> {
    for (index, step) in file.steps.iter().enumerate() {
        let wrong = |problem: &str| FileError::Step {
            file: file.id.clone(),
            step: index + 1,
            event: step.event.clone(),
            problem: problem.to_owned(),
        };
        if steps::meaning(step).is_none() {
            return Err(wrong("an event this program does not replay"));
        }
        if step.by.as_ref().is_some_and(|by| by.parse::<Role>().is_err()) {
            return Err(wrong("`by` is not a role"));
        }
        let named = |id: &Option<String>| id.as_ref().is_some_and(|id| files.iter().any(|file| file.id == *id));
        if step.event == "case.merged" && !named(&step.into) {
            return Err(wrong("`into` names no file of this run"));
        }
    }
    Ok(())
}

fn stream(index: usize) -> Uuid {
    Uuid::from_u128(0x5e_0000_0000_0000 + index as u128)
}

impl Replay<'_> {
    fn at(&self, written: &toml::value::Datetime) -> Option<Timestamp> {
        moment(&self.door.rules().calendar, written)
    }

    fn timeline(&self) -> Vec<(Timestamp, usize, What)> {
        let mut items = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            let Some(received) = self.at(&file.received_at) else { continue };
            items.push((received, index, What::Opening));
            if let Some((wait_s, _)) = self.first_response(file) {
                items.push((received.plus_s(wait_s), index, What::FirstResponse));
            }
            for (number, step) in file.steps.iter().enumerate() {
                items.extend(step.at.as_ref().and_then(|at| self.at(at)).map(|at| (at, index, What::Step(number))));
            }
            items.extend(self.contact_end(file, received).map(|at| (at, index, What::ContactEnd)));
        }
        items
    }

    fn first_response(&self, file: &File) -> Option<(i64, Record)> {
        let manual = &self.door.rules().manual;
        let live = manual.channels.iter().any(|rule| rule.id.as_str() == file.channel && rule.live);
        entered::first_response(file, manual.clock.ring_s, live)
    }

    /// Without a written end, the measured parts say how long the contact took.
    fn contact_end(&self, file: &File, received: Timestamp) -> Option<Timestamp> {
        let written = file.contact_ended_at.as_ref().and_then(|at| self.at(at));
        let wait_s = self.first_response(file).map_or(0, |(wait_s, _)| wait_s);
        let talked = file.talk_s.map(|talk| received.plus_s(wait_s + talk + file.hold_s.unwrap_or_default()));
        written.or(talked)
    }

    fn item(&mut self, file: &File, at: Timestamp, what: What) {
        self.let_time_pass(at);
        match what {
            What::Opening => self.open(file, at),
            What::FirstResponse => {
                if let Some((_, record)) = self.first_response(file) {
                    self.act(file, Act::FirstResponse, None, record, at);
                }
            }
            What::Step(number) => {
                if let Some(step) = file.steps.get(number) {
                    self.step(file, number, step, at);
                }
            }
            What::ContactEnd => {
                let mut entered = entered::Entered::new(file, &self.door.rules().calendar);
                entered
                    .number(Field::TalkS, file.talk_s)
                    .number(Field::HoldS, file.hold_s)
                    .number(Field::AcwS, file.acw_s);
                let record = entered.record;
                self.act(file, Act::ContactEnded, None, record, at);
            }
        }
    }

    fn let_time_pass(&mut self, at: Timestamp) {
        if let Err(rejection) = self.door.let_time_pass(at) {
            self.report.push("", "time", ("done", &format!("{rejection:?}")), false, "");
        }
    }

    fn case_of(&mut self, file: &str) -> Option<Case> {
        let id = self.streams.get(file).copied()?;
        self.door.case(id).map(|(case, _)| case)
    }

    /// The same number is the same customer; a hidden one belongs to its file.
    fn customer(&self, file: &File) -> Uuid {
        let region = values::region(&self.door.rules().manual);
        let number = phone::normalise(&file.customer.phone, region).ok().map(|phone| phone.e164);
        let number = number.filter(|number| number != values::HIDDEN);
        named(&format!("customer/{}", number.unwrap_or_else(|| file.id.clone())))
    }

    fn open(&mut self, file: &File, at: Timestamp) {
        if self.opened.insert(file.id.clone(), true).is_some() {
            return;
        }
        let owner = owner(file);
        let customer = self.customer(file);
        let tier: Tier = file.customer.tier.as_deref().and_then(|tier| tier.parse().ok()).unwrap_or(Tier::Standard);
        let calendar = &self.door.rules().calendar;
        let (personal, opening) = (entered::customer(file, calendar), entered::opening(file, calendar, Some(customer)));
        let filed = self
            .door
            .enrol(&owner, &file.agent.name, at)
            .and_then(|()| self.door.file_customer(customer, tier, personal, at));
        if let Err(rejection) = filed {
            self.report.push(&file.id, "opening", ("filed", &format!("{rejection:?}")), false, "");
        }
        let linked = file.linked_to.as_ref().and_then(|id| self.streams.get(id)).map(|id| Target::Case(*id));
        self.act(file, Act::Open, linked, opening, at);
        if file.customer.verified {
            let record = Record::default().with(Field::Verified, Value::Flag(true));
            self.act(file, Act::IdentityChecked, None, record, at);
        }
        for turn in &file.turns {
            let note = format!("{}: {}", turn.who, turn.text);
            let record = Record::default().with(Field::Note, Value::Text(note));
            self.act(file, Act::NoteAdded, None, record, at);
        }
        self.proactive_task(file, at);
    }

    /// A contact we begin ourselves starts with its task, due at once.
    fn proactive_task(&mut self, file: &File, at: Timestamp) {
        if file.grading.kind.as_deref() != Some(Kind::Proactive.as_str()) {
            return;
        }
        let kind = match file.grading.topic.as_deref() {
            Some("survey") => FollowUpKind::Survey,
            _ => FollowUpKind::Care,
        };
        let record = Record::default().with(Field::Due, Value::At(at));
        self.act(file, Act::FollowUpCreated, Some(Target::FollowUpKind(kind)), record, at);
    }

    fn step(&mut self, file: &File, number: usize, step: &Step, at: Timestamp) {
        match steps::meaning(step) {
            Some(Meaning::Written) => self.check_written(file, step, at),
            Some(Meaning::Act(act, target)) => self.fed(file, number, step, (act, target), at),
            None => {}
        }
        if let Some(expected) = step.expect_next_due.as_ref().and_then(|due| self.at(due)) {
            let case = self.case_of(&file.id);
            let open = case.and_then(|case| case.open_follow_ups(FollowUpKind::Progress).first().map(|task| task.due));
            let calendar = &self.door.rules().calendar;
            let (expected, got) = (shown(calendar, Some(expected)), shown(calendar, open));
            let what = format!("step {} {}: next update", number + 1, step.event);
            self.report.compare(&file.id, &what, &expected, &got, "one interval after the update told");
        }
    }

    fn fed(&mut self, file: &File, number: usize, step: &Step, (act, target): (Act, Option<Target>), at: Timestamp) {
        if matches!(act, Act::Grade | Act::QuickAnswer) {
            self.act(file, Act::IntakeDone, None, Record::default(), at);
        }
        let target = match act {
            Act::Merge => step.into.as_ref().and_then(|id| self.streams.get(id)).map(|id| Target::Case(*id)),
            Act::Split => Some(self.split_target(step, at)),
            _ => target,
        };
        let Some(case) = self.case_of(&file.id) else { return };
        let record = steps::fields(file, step, act, &case, &self.door.rules().calendar);
        let actor = who(file, step);
        let what = format!("step {} {}", number + 1, step.event);
        self.submit(&actor, file, (act, target, record), at, &what);
    }

    /// The new case opens with the split, unless its file opened it already.
    fn split_target(&mut self, step: &Step, at: Timestamp) -> Target {
        let name = step.new.clone().unwrap_or_default();
        let files = self.files;
        if let Some(new) = files.iter().find(|file| file.id == name) {
            self.open(new, at);
        }
        Target::Case(self.streams.get(&name).copied().unwrap_or_else(|| named(&name)))
    }

    fn check_written(&mut self, file: &File, step: &Step, at: Timestamp) {
        let count = self.written.entry((file.id.clone(), step.event.clone())).or_default();
        *count += 1;
        let wanted = *count;
        let Some(id) = self.streams.get(&file.id).copied() else { return };
        let Some((case, facts)) = self.door.case(id) else { return };
        let found = if step.event == "clock.warned" {
            let duties = crate::domain::queue::duties(&case, self.door.rules());
            duties.iter().filter(|duty| duty.amber_at <= at).count()
        } else {
            facts.iter().filter(|fact| fact.at <= at && compare::name_of(fact) == step.event).count()
        };
        let held = found >= wanted;
        let got = format!("{found} by then");
        self.report.push(&file.id, &format!("written {}", step.event), (&format!("{wanted}"), &got), held, "by rule");
    }

    fn act(&mut self, file: &File, act: Act, target: Option<Target>, record: Record, at: Timestamp) {
        let actor = owner(file);
        self.submit(&actor, file, (act, target, record), at, act.as_str());
    }

    fn submit(&mut self, actor: &Actor, file: &File, wish: (Act, Option<Target>, Record), at: Timestamp, what: &str) {
        let Some(case) = self.streams.get(&file.id).copied() else { return };
        if actor.role != Role::Agent
            && let Err(rejection) = self.door.enrol(actor, "", at)
        {
            self.report.push(&file.id, what, ("enrolled", &format!("{rejection:?}")), false, "");
        }
        self.ids += 1;
        let (act, target, record) = wish;
        let id = EventId(Uuid::from_u128((0x7e << 96) + self.ids));
        let command = Command { act, record, target, based_on: None, id };
        if let Err(rejection) = self.door.submit(actor, Request::Act { case, command }, at) {
            self.report.push(&file.id, what, ("done", &format!("{rejection:?}")), false, "rights, fields and guards");
        }
    }
}

/// Who acts: the owner, or the stand-in of another role.
fn who(file: &File, step: &Step) -> Actor {
    let role: Role = step.by.as_deref().and_then(|by| by.parse().ok()).unwrap_or(Role::Agent);
    match role {
        Role::Agent => owner(file),
        other => Actor { person: named(&format!("person/{other}")), no: other.to_string(), role: other },
    }
}

fn owner(file: &File) -> Actor {
    Actor { person: named(&format!("agent/{}", file.agent.no)), no: file.agent.no.clone(), role: Role::Agent }
}

/// An identity made of a name, the same in every run.
fn named(name: &str) -> Uuid {
    let hash =
        |basis: u64| name.bytes().fold(basis, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let wide = (u128::from(hash(0xcbf2_9ce4_8422_2325)) << 64) | u128::from(hash(0x9e37_79b9_7f4a_7c15));
    uuid::Builder::from_custom_bytes(wide.to_be_bytes()).into_uuid()
}

/// A moment as the files write it.
pub(super) fn shown(calendar: &crate::domain::calendar::Calendar, at: Option<Timestamp>) -> String {
    at.map_or_else(|| "none".to_owned(), |at| calendar.local(at).format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// The case as its facts up to a moment make it.
pub(super) fn as_of(facts: &[crate::domain::Recorded], at: Timestamp) -> Option<Case> {
    let until: Vec<crate::domain::Recorded> = facts.iter().filter(|fact| fact.at <= at).cloned().collect();
    fold(&until)
}
