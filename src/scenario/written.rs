//! A file as a script: when everything happens, who does it, and what is entered.

use std::borrow::Cow;

use toml::Value as Toml;
use uuid::Uuid;

use super::file::{File, FileError, Marks, Step, local};
use super::script::{Cue, Customer, Line, Script, What};
use super::steps::{self, Meaning, Said, code, complete, words};
use crate::domain::calendar::Rulebook;
use crate::domain::code::{Channel, FollowUpKind, Kind, Role, Tier};
use crate::domain::command::{Act, Actor, Target};
use crate::domain::language::phone;
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::{EventId, Timestamp};
use crate::domain::values::{HIDDEN, region};

/// The scripts of files that are played together; they may name each other.
pub fn scripts(files: &[File], rules: &Rulebook) -> Result<Vec<Script>, FileError> {
    files.iter().enumerate().map(|(index, file)| Writer { files, file, index, rules, ids: 0 }.script()).collect()
}

/// An identity made of a name, the same in every run.
pub(super) fn named(name: &str) -> Uuid {
    let hash =
        |basis: u64| name.bytes().fold(basis, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let wide = (u128::from(hash(0xcbf2_9ce4_8422_2325)) << 64) | u128::from(hash(0x9e37_79b9_7f4a_7c15));
    uuid::Builder::from_custom_bytes(wide.to_be_bytes()).into_uuid()
}

fn stream(index: usize) -> Uuid {
    Uuid::from_u128(0x5e_0000_0000_0000 + index as u128)
}

/// One file being written out as a script.
struct Writer<'a> {
    files: &'a [File],
    file: &'a File,
    index: usize,
    rules: &'a Rulebook,
    ids: u128,
}

impl Writer<'_> {
    fn script(mut self) -> Result<Script, FileError> {
        let file = self.file;
        let received = self.moment(file.received_at.as_ref()).unwrap_or(Timestamp(0));
        let customer = Customer {
            id: self.customer(),
            tier: file.customer.tier.unwrap_or(Tier::Standard),
            record: self.personal(),
            known: false,
        };
        let opening = self.opening(received, customer.id);
        let mut cues: Vec<Cue> = Vec::new();
        let first = self.first_response();
        let wait_s = first.as_ref().map_or(0, |(wait_s, _)| *wait_s);
        if let Some((wait_s, record)) = first {
            cues.push(self.act(received.plus_s(wait_s), Act::FirstResponse, None, record));
        }
        for (number, step) in file.steps.iter().enumerate() {
            self.step(number, step, &mut cues)?;
        }
        cues.extend(self.contact_end(received.plus_s(wait_s)));
        cues.sort_by_key(|cue| cue.at);
        Ok(Script {
            id: file.id.clone(),
            case: stream(self.index),
            owner: self.owner(),
            name: file.agent.name.clone(),
            customer: Some(customer),
            opening,
            cues,
        })
    }

    fn moment(&self, written: Option<&toml::value::Datetime>) -> Option<Timestamp> {
        local(written?).map(|local| self.rules.calendar.at(local))
    }

    fn channel(&self) -> Channel {
        self.file.channel.unwrap_or(Channel::Phone)
    }

    fn owner(&self) -> Actor {
        let no = self.file.agent.no.clone();
        Actor { person: named(&format!("agent/{no}")), no, role: Role::Agent }
    }

    /// The owner, or the stand-in of another role.
    fn who(&self, role: Role) -> Actor {
        match role {
            Role::Agent => self.owner(),
            other => Actor { person: named(&format!("person/{other}")), no: other.to_string(), role: other },
        }
    }

    fn line(&mut self, by: Actor, act: Act, target: Option<Target>, record: Record) -> Line {
        self.ids += 1;
        let id = EventId(Uuid::from_u128((0x7e << 96) + ((self.index as u128) << 32) + self.ids));
        Line { by, act, target, record, id, refused: None, where_asked: false }
    }

    /// An act of the owner that no step names.
    fn act(&mut self, at: Timestamp, act: Act, target: Option<Target>, record: Record) -> Cue {
        let line = self.line(self.owner(), act, target, record);
        Cue { at, name: Cow::Borrowed(act.as_str()), what: What::Act(line) }
    }

    /// The same number is the same customer; a hidden one belongs to its file.
    fn customer(&self) -> Uuid {
        let number = phone::normalise(&self.file.customer.phone, region(&self.rules.manual)).ok();
        let number = number.map(|phone| phone.e164).filter(|number| number != HIDDEN);
        named(&format!("customer/{}", number.unwrap_or_else(|| self.file.id.clone())))
    }

    /// What is known of the customer when the contact begins.
    fn personal(&self) -> Record {
        let caller = &self.file.customer;
        let mut record = Record::default();
        words(&mut record, Field::CallerNumber, if caller.phone.is_empty() { HIDDEN } else { &caller.phone });
        words(&mut record, Field::CustomerName, &caller.name);
        words(&mut record, Field::Title, &caller.title);
        words(&mut record, Field::Company, &caller.company);
        words(&mut record, Field::Email, &caller.email);
        words(&mut record, Field::OrderNo, &caller.order);
        record
    }

    fn opening(&mut self, at: Timestamp, customer: Uuid) -> Vec<Cue> {
        let file = self.file;
        let mut record = self.personal().with(Field::ReceivedAt, Value::At(at));
        code(&mut record, Field::Channel, self.channel().as_str());
        code(&mut record, Field::Customer, &customer.to_string());
        words(&mut record, Field::Summary, &file.title);
        let linked = file.linked_to.as_ref().and_then(|id| self.stream_of(id)).map(Target::Case);
        let mut opening = vec![self.act(at, Act::Open, linked, record)];
        if file.customer.verified {
            let mut record = Record::default();
            complete(
                &mut record,
                Act::IdentityChecked,
                None,
                Said { words: "", note: None, reason: None, channel: self.channel() },
            );
            opening.push(self.act(at, Act::IdentityChecked, None, record));
        }
        for turn in &file.turns {
            let note = format!("{}: {}", turn.who, turn.text);
            let record = Record::default().with(Field::Note, Value::Text(note));
            opening.push(self.act(at, Act::NoteAdded, None, record));
        }
        // A contact we begin ourselves starts with its task, due at once.
        if self.kind() == Some(Kind::Proactive) {
            let survey = file.grading.get(&Field::Topic).and_then(Toml::as_str) == Some("survey");
            let task = if survey { FollowUpKind::Survey } else { FollowUpKind::Care };
            let record = Record::default().with(Field::Due, Value::At(at));
            opening.push(self.act(at, Act::FollowUpCreated, Some(Target::FollowUpKind(task)), record));
        }
        opening
    }

    fn kind(&self) -> Option<Kind> {
        self.file.grading.get(&Field::Kind).and_then(Toml::as_str).and_then(|kind| kind.parse().ok())
    }

    fn stream_of(&self, id: &str) -> Option<Uuid> {
        self.files.iter().position(|file| file.id == *id).map(stream)
    }

    /// The measured first answer: when, and what was measured. A live contact nobody measured was answered at once.
    fn first_response(&self) -> Option<(i64, Record)> {
        let (file, manual) = (self.file, &self.rules.manual);
        let own_step = file.steps.iter().any(|step| step.event == "first_response");
        let live = manual.channels.iter().any(|rule| rule.id == self.channel() && rule.live);
        let measured = file.first_response_s.or(file.rings.map(|rings| rings * manual.clock.ring_s));
        let wait_s = match measured {
            Some(wait_s) => wait_s,
            None if live && !own_step && file.auto_ack_s.is_none() && self.channel() != Channel::Outbound => 0,
            None => return None,
        };
        let mut record = Record::default().with(Field::WaitS, Value::Number(wait_s));
        number(&mut record, Field::Rings, file.rings);
        number(&mut record, Field::AutoAckS, file.auto_ack_s);
        Some((wait_s, record))
    }

    /// Without a written end, the measured parts say how long the contact took.
    fn contact_end(&mut self, answered: Timestamp) -> Option<Cue> {
        let file = self.file;
        let talked = file.talk_s.map(|talk| answered.plus_s(talk + file.hold_s.unwrap_or_default()));
        let at = self.moment(file.contact_ended_at.as_ref()).or(talked)?;
        let mut record = Record::default();
        number(&mut record, Field::TalkS, file.talk_s);
        number(&mut record, Field::HoldS, file.hold_s);
        number(&mut record, Field::AcwS, file.acw_s);
        Some(self.act(at, Act::ContactEnded, None, record))
    }

    fn step(&mut self, number: usize, step: &Step, cues: &mut Vec<Cue>) -> Result<(), FileError> {
        let (file, event) = (&self.file.id, &step.event);
        let wrong = |problem: &str| FileError(format!("{file}: step {} `{event}`: {problem}", number + 1));
        let meaning = match (step.auto, step.undo) {
            (true, _) => Some(Meaning::Written),
            (_, true) => Some(Meaning::Act(Act::Undo, None)),
            _ => steps::meaning(&step.event),
        };
        let meaning = meaning.ok_or_else(|| wrong("an event this program does not play"))?;
        let named = step.into.as_ref().and_then(|id| self.stream_of(id));
        if matches!(&*step.event, "case.merged" | "case.attached") && named.is_none() {
            return Err(wrong("`into` names no file of this run"));
        }
        let told = step.fields.get(&Field::Cases).and_then(Toml::as_array).into_iter().flatten();
        if told.filter_map(Toml::as_str).any(|id| self.stream_of(id).is_none()) {
            return Err(wrong("`cases` names a file that is not of this run"));
        }
        let at = self.moment(step.at.as_ref()).unwrap_or(Timestamp(0));
        let name = Cow::Owned(format!("step {} {}", number + 1, step.event));
        match meaning {
            Meaning::Written => cues.push(Cue { at, name, what: What::Written(step.event.clone()) }),
            Meaning::Act(act, target) => {
                if matches!(act, Act::Grade | Act::QuickAnswer) {
                    cues.push(self.act(at, Act::IntakeDone, None, Record::default()));
                }
                let target = match act {
                    Act::Merge | Act::Attach => named.map(Target::Case),
                    Act::Split => Some(self.split_off(step)),
                    _ => target,
                };
                let record = self.entered(step, act, target.as_ref());
                let mut line = self.line(self.who(step.by), act, target, record);
                line.refused = step.refused.then(|| step.refusal.clone());
                cues.push(Cue { at, name, what: What::Act(line) });
            }
        }
        if let Some(due) = self.moment(step.expect_next_due.as_ref()) {
            let name = Cow::Owned(format!("step {} {}: next update", number + 1, step.event));
            cues.push(Cue { at, name, what: What::NextDue(FollowUpKind::Progress, due) });
        }
        Ok(())
    }

    fn split_off(&self, step: &Step) -> Target {
        let name = step.new.as_deref().unwrap_or_default();
        Target::Case(self.stream_of(name).unwrap_or_else(|| named(name)))
    }

    /// What a step enters.
    fn entered(&self, step: &Step, act: Act, target: Option<&Target>) -> Record {
        let note = step.note.as_deref().filter(|note| !note.is_empty());
        let said = Said {
            words: note.unwrap_or(&self.file.title),
            note,
            reason: step.reason.as_deref(),
            channel: self.channel(),
        };
        let graded = matches!(act, Act::Grade | Act::QuickAnswer);
        let mut record = if graded { self.grading(said.words) } else { Record::default() };
        for (field, written) in &step.fields {
            record.0.extend(self.value(*field, written).map(|value| (*field, value)));
        }
        code(&mut record, Field::ToHolder, step.to.as_deref().unwrap_or_default());
        marks(&mut record, step.marks.as_ref());
        complete(&mut record, act, target, said);
        record
    }

    /// A written value as its field holds it.
    fn value(&self, field: Field, written: &Toml) -> Option<Value> {
        Some(match written {
            Toml::String(text) if text.is_empty() => return None,
            Toml::String(text) if field.is_personal() => Value::Text(text.clone()),
            Toml::String(code) => Value::Code(code.clone()),
            Toml::Integer(number) => Value::Number(*number),
            Toml::Boolean(flag) => Value::Flag(*flag),
            Toml::Datetime(at) => Value::At(self.moment(Some(at))?),
            Toml::Array(list) => Value::Codes(list.iter().filter_map(Toml::as_str).map(str::to_owned).collect()),
            Toml::Float(_) | Toml::Table(_) => return None,
        })
    }

    /// What the agent enters when grading.
    fn grading(&self, said: &str) -> Record {
        let (file, kind) = (self.file, self.kind());
        let mut record = Record::default();
        for (field, written) in &file.grading {
            let value = self.value(*field, written).filter(|value| !matches!(value, Value::Flag(_)));
            record.0.extend(value.map(|value| (*field, value)));
        }
        for field in [Field::Description, Field::DesiredOutcome, Field::ImmediateAction] {
            words(&mut record, field, said);
        }
        if kind == Some(Kind::Complaint) {
            let order = Some(file.customer.order.as_str()).filter(|order| !order.is_empty());
            words(&mut record, Field::Product, order.unwrap_or("none"));
        }
        if matches!(kind, Some(Kind::Complaint | Kind::Fault)) && file.customer.name.is_empty() {
            words(&mut record, Field::CustomerName, "refused");
        }
        // One is involved, by whatever name.
        if file.grading.get(&Field::ThirdParty).and_then(Toml::as_bool) == Some(true) {
            words(&mut record, Field::ThirdParty, &file.title);
        }
        record
    }
}

fn number(record: &mut Record, field: Field, number: Option<i64>) {
    if let Some(number) = number {
        record.set(field, Value::Number(number));
    }
}

/// A rating as given.
fn marks(record: &mut Record, marks: Option<&Marks>) {
    let Some(marks) = marks else { return };
    for (field, mark) in &marks.fields {
        number(record, *field, Some(*mark));
    }
    match &marks.resolved {
        Some(Toml::Boolean(true)) => code(record, Field::Solved, "yes"),
        Some(Toml::Boolean(false)) => code(record, Field::Solved, "no"),
        Some(Toml::String(text)) if text == "partly" => code(record, Field::Solved, "partly"),
        _ => {}
    }
}
