//! Which phrases fit now, their blanks filled from what is known, and marking one as said.

use super::hand::Hand;
use super::steps::Purpose;
use super::steps::act::customer_name;
use super::{control, dues};
use crate::domain::manual::Phrase;
use crate::domain::phrase::{self, PhraseContext, RAIL};
use crate::domain::protocol::DueKind;
use crate::domain::{Act, Case, Channel, ClockKind, Field, FollowUpKind, Record, Stage, Timestamp, Value};
use crate::text::spoken_time;
use crate::tui::call::Line;
use crate::tui::cx::Cx;
use crate::tui::slots;
use crate::tui::widgets::{Part, Saying};

/// A first answer later than this many rings asks for an apology, where the channel does not say.
const RINGS: i64 = 3;

/// The phrases beside the form.
#[derive(Clone, Copy)]
pub struct Rail<'a> {
    /// The case and the form they must fit.
    pub hand: Hand<'a>,
    /// Said before the case was saved.
    pub said: &'a [String],
    pub page: usize,
}

pub struct Spoken {
    pub id: String,
    pub name: String,
    /// Saying it promises the customer to hear from us.
    pub promises: bool,
    /// At which time, as spoken; nothing where nobody gave one yet.
    pub due: Option<Timestamp>,
}

impl<'a> Rail<'a> {
    /// The phrases on the rail: five that fit, the next one to say first among those not yet said.
    pub fn sayings(&self) -> Vec<Saying> {
        let said = self.said_here();
        let mut next_found = false;
        let fitting = self.fitting();
        let on_page = fitting.iter().skip(self.page_start(fitting.len())).take(RAIL);
        (1u8..)
            .zip(on_page)
            .map(|(digit, phrase)| {
                let was_said = said.contains(&phrase.id);
                let next = !was_said && !next_found;
                next_found |= next;
                Saying { digit, title: title(phrase, self.hand.cx), parts: self.parts(phrase), said: was_said, next }
            })
            .collect()
    }

    const fn page_start(&self, count: usize) -> usize {
        let pages = count.div_ceil(RAIL);
        if pages == 0 { 0 } else { (self.page % pages) * RAIL }
    }

    fn said_here(&self) -> Vec<String> {
        let saved = self.hand.case.map(|case| case.said.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
        saved.unwrap_or_default().into_iter().chain(self.said.iter().cloned()).collect()
    }

    fn context(&self) -> PhraseContext {
        let case = self.hand.case;
        let code = |field| self.hand.code(field);
        let channel = match self.hand.cx.call.line {
            Line::CallBack => Some(Channel::Outbound),
            _ => code(Field::Channel).and_then(|code| code.parse().ok()),
        };
        PhraseContext {
            stage: case.map_or(Stage::Intake, |case| case.state.stage()),
            channel: channel.unwrap_or(Channel::Phone),
            kind: code(Field::Kind).and_then(|code| code.parse().ok()),
            level: case.and_then(|case| case.level).or_else(|| self.hand.level()),
            emotion: code(Field::Emotion).and_then(|code| code.parse().ok()),
            note: matches!(
                self.hand.form.map(|form| form.about.purpose),
                Some(Purpose::Act(Act::Transfer | Act::NoteAdded))
            ),
        }
    }

    /// Every phrase that fits. At the start of a call exactly one greeting does: the one in time, or the one that
    /// apologises for the wait.
    fn fitting(&self) -> Vec<&'a Phrase> {
        let context = self.context();
        let late = self.is_late();
        let mut phrases: Vec<&Phrase> = phrase::fitting(&self.hand.cx.rules.manual, &context)
            .into_iter()
            .filter(|phrase| match phrase.id.as_str() {
                "in.phone.greet" => !late,
                "in.phone.late" => late,
                _ => true,
            })
            .collect();
        if self.hand.case.is_none() {
            phrases.sort_by_key(|phrase| phrase.group != "greet");
        }
        phrases
    }

    /// Whether the call was answered after the channel's standard.
    fn is_late(&self) -> bool {
        let channels = &self.hand.cx.rules.manual.channels;
        let rule = channels.iter().find(|rule| rule.id == Channel::Phone).and_then(|rule| rule.rings);
        self.hand.rings().is_some_and(|rings| rings > rule.unwrap_or(RINGS))
    }

    fn parts(&self, phrase: &Phrase) -> Vec<Part> {
        let value = |slot: &str| self.slot(phrase, slot);
        let cx = self.hand.cx;
        slots::parts(phrase::fill(phrase.words.get(cx.lang), &value), phrase, cx)
    }

    /// A field as typed in the form in hand, else as saved.
    fn field_words(&self, field: Field) -> Option<String> {
        let typed = self.hand.form.and_then(|form| {
            let row = form.of(field)?;
            if row.is_empty() {
                None
            } else {
                row.control.name().or_else(|| row.typed().map(|typed| typed.text().to_owned()))
            }
        });
        typed.or_else(|| {
            let case = self.hand.case?;
            let code = case.record.text(field)?;
            Some(control::name(field, code, self.hand.cx))
        })
    }

    fn moment_of(&self, field: Field) -> Option<Timestamp> {
        match self.hand.form?.of(field)?.control.value(self.hand.cx.now, &self.hand.cx.rules) {
            Ok(Some(Value::At(at))) => Some(at),
            _ => None,
        }
    }

    /// What a blank is filled with; nothing where nothing is known. What is said is heard: numbers in groups, times in
    /// words.
    fn slot(&self, phrase: &Phrase, slot: &str) -> Option<String> {
        let case = self.hand.case;
        match slot {
            "case_no" => case.map(|case| grouped(&case.no)),
            "eta" => self.eta(phrase).map(|at| say_time(at, self.hand.cx)),
            "new_eta" => self.moment_of(Field::Due).map(|at| say_time(at, self.hand.cx)),
            slot => slots::known(slot, case, &|field| self.field_words(field), self.hand.cx),
        }
    }

    /// The time to be said: the one being typed, else the next promise, else the next limit the customer waits for.
    fn eta(&self, phrase: &Phrase) -> Option<Timestamp> {
        let typed = [Field::Due, Field::PlanEta, Field::ReturnDue].iter().find_map(|field| self.moment_of(*field));
        typed.or_else(|| next_told(self.hand.case?, phrase.group == "progress", self.hand.cx))
    }

    /// The phrase with this digit.
    pub fn spoken(&self, digit: usize) -> Option<Spoken> {
        let fitting = self.fitting();
        let at = digit.checked_sub(1).filter(|at| *at < RAIL)?;
        fitting.get(self.page_start(fitting.len()) + at).map(|phrase| self.as_said(phrase))
    }

    /// The phrase of this name.
    pub fn spoken_of(&self, id: &str) -> Option<Spoken> {
        let phrases = &self.hand.cx.rules.manual.phrases;
        phrases.iter().find(|phrase| phrase.id == id).map(|phrase| self.as_said(phrase))
    }

    fn as_said(&self, phrase: &Phrase) -> Spoken {
        let due = self.eta(phrase).map(|at| as_spoken(at, self.hand.cx));
        let (id, name) = (phrase.id.clone(), title(phrase, self.hand.cx));
        Spoken { id, name, promises: phrase.promises.is_some(), due }
    }
}

impl Spoken {
    /// Whether it promises a time nobody gave yet.
    pub const fn waits(&self) -> bool {
        self.promises && self.due.is_none()
    }
}

/// A phrase as said; one that promises with the time, to whom and what.
pub fn said_record(id: &str, due: Option<Timestamp>, whom: String, cx: &Cx) -> Record {
    let record = Record::default().with(Field::Phrase, Value::Code(id.to_owned()));
    let phrase = cx.rules.manual.phrases.iter().find(|phrase| phrase.id == id && phrase.promises.is_some());
    match phrase.zip(due) {
        Some((phrase, due)) => record
            .with(Field::Due, Value::At(due))
            .with(Field::ToWhom, Value::Text(whom))
            .with(Field::Note, Value::Text(title(phrase, cx))),
        None => record,
    }
}

/// A phrase as said on a saved case, outside any form; `None` where it promises a time and none is known.
pub fn said_on(case: &Case, phrase: &Phrase, cx: &Cx) -> Option<Record> {
    let due = next_told(case, phrase.group == "progress", cx).map(|at| as_spoken(at, cx));
    let waits = phrase.promises.is_some() && due.is_none();
    (!waits).then(|| said_record(&phrase.id, due, customer_name(case, cx), cx))
}

/// The moment as it is said: rounded down, so that what is promised comes a little early.
fn as_spoken(at: Timestamp, cx: &Cx) -> Timestamp {
    cx.rules.calendar.at(spoken_time(cx.local(at), cx.local(cx.now), cx.lang).at)
}

/// The moment the customer next hears from us: of an update where the phrase is one, else of a promise, plan or answer.
fn next_told(case: &Case, update: bool, cx: &Cx) -> Option<Timestamp> {
    let told = |due: &dues::Due| match due.next.duty {
        DueKind::Promise => true,
        DueKind::FollowUp(FollowUpKind::Progress) => update,
        DueKind::Clock(kind) => matches!(kind, ClockKind::Plan | ClockKind::Answer) && due.met.is_none(),
        _ => false,
    };
    dues::list(case, cx).into_iter().filter(told).map(|due| due.next.due).find(|due| *due > cx.now)
}

fn say_time(at: Timestamp, cx: &Cx) -> String {
    spoken_time(cx.local(at), cx.local(cx.now), cx.lang).words
}

fn title(phrase: &Phrase, cx: &Cx) -> String {
    let named = phrase.title.as_ref().map(|title| title.get(cx.lang)).filter(|title| !title.is_empty());
    named.map_or_else(|| crate::text::cut(phrase.words.get(cx.lang), 12), str::to_owned)
}

/// `ZX20260316-0007` is read out as `0316 0007`.
fn grouped(no: &str) -> String {
    match no.rsplit_once('-') {
        Some((day, running)) => {
            let at = day.len().saturating_sub(4);
            format!("{} {running}", day.get(at..).unwrap_or(day))
        }
        None => no.to_owned(),
    }
}
