//! Which phrases to say now, their blanks filled from what is known, and marking one as said.

use std::collections::BTreeSet;

use super::hand::Hand;
use super::side::caller::Caller;
use super::steps::act::customer_name;
use super::steps::{Purpose, StepForm, grading};
use super::{control, phrase_moment};
use crate::domain::case::belongs_to_case;
use crate::domain::manual::{Phrase, Promised};
use crate::domain::say::{self, Doing, Moment, RAIL};
use crate::domain::{Act, Case, ClockKind, Field, Record, Timestamp, Value};
use crate::text::spoken_time;
use crate::tui::cx::Cx;
use crate::tui::slots::{self, Times};
use crate::tui::widgets::{Part, Saying};

/// The phrases beside the form.
#[derive(Clone, Copy)]
pub struct Rail<'a> {
    /// The case and the form they must fit.
    pub hand: Hand<'a>,
    /// Said before the case was saved.
    pub said: &'a [String],
    pub page: usize,
    /// Who is behind the number.
    pub caller: &'a Caller,
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
    /// The phrases on the rail: the five to say now, the others on the pages after them.
    pub fn sayings(&self) -> Vec<Saying> {
        let moment = self.moment();
        let mut next_found = false;
        (1u8..)
            .zip(self.on_page(&moment))
            .map(|(digit, phrase)| {
                let said = moment.said.contains(&phrase.id);
                let next = !said && !next_found;
                next_found |= next;
                Saying { digit, title: title(phrase, self.hand.cx), parts: self.parts(phrase), said, next }
            })
            .collect()
    }

    fn moment(&self) -> Moment {
        let mut moment = phrase_moment::of(self);
        let manual = &self.hand.cx.rules.manual;
        let known =
            |slot: &&String| manual.phrases.iter().any(|one| one.slots.contains(slot) && self.is_filled(one, slot));
        let filled: BTreeSet<String> = manual.slots.iter().map(|slot| &slot.id).filter(known).cloned().collect();
        moment.filled = Some(filled);
        moment
    }

    fn is_filled(&self, phrase: &Phrase, slot: &str) -> bool {
        self.slot(phrase, slot).is_some_and(|words| !words.trim().is_empty())
    }

    /// The choice on the first page, what else may be said here on the next ones.
    fn on_page(&self, moment: &Moment) -> Vec<&'a Phrase> {
        let manual = &self.hand.cx.rules.manual;
        let chosen = say::choose(moment, manual);
        // The rail is drawn at every key: what stands on the next pages is looked for once somebody turns to them.
        if self.page == 0 {
            return chosen;
        }
        let others = say::others(moment, manual, &chosen);
        match (self.page % (1 + others.len().div_ceil(RAIL))).checked_sub(1) {
            None => chosen,
            Some(page) => others.into_iter().skip(page * RAIL).take(RAIL).collect(),
        }
    }

    fn parts(&self, phrase: &Phrase) -> Vec<Part> {
        let value = |slot: &str| self.slot(phrase, slot);
        let cx = self.hand.cx;
        slots::parts(say::fill(phrase.words.get(cx.lang), &value), phrase, cx)
    }

    /// Whether the form in hand is about what the phrase says, so that what is typed in it is being said.
    fn is_about(&self, phrase: &Phrase) -> bool {
        match self.hand.form.map(|form| form.about.purpose) {
            Some(Purpose::Act(Act::NoteAdded)) => phrase.act.contains(&Doing::Note),
            Some(Purpose::Act(act)) => phrase.act.contains(&Doing::Act(act)),
            Some(Purpose::Intake | Purpose::Identify | Purpose::Closing) => true,
            None => false,
        }
    }

    /// A field as typed in the form in hand, else as saved; what describes an act only where the phrase is about that.
    fn field_words(&self, phrase: &Phrase, field: Field) -> Option<String> {
        let form = self.hand.form.filter(|_| belongs_to_case(field) || self.is_about(phrase));
        let typed = form.and_then(|form| {
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
        moment_of(self.hand.form?, field, self.hand.cx)
    }

    /// What a blank is filled with; nothing where nothing is known. What is said is heard: numbers in groups, times in
    /// words.
    fn slot(&self, phrase: &Phrase, slot: &str) -> Option<String> {
        let (case, cx) = (self.hand.case, self.hand.cx);
        match slot {
            "case_no" => case.map(|case| grouped(&case.no)).or_else(|| {
                let open = self.caller.card.as_ref()?.open.first()?;
                Some(grouped(&open.no))
            }),
            "eta" => self.eta(phrase).map(|at| say_time(at, cx)),
            "new_eta" => self.new_eta(phrase).map(|at| say_time(at, cx)),
            // Only what the customer has just said is read back, never what stands on file.
            "phone_tail" => self.typed_words(Field::Facts),
            // The phrase asks something of its own there, which nobody but the form it is said over knows.
            "reason" if phrase.blanks.contains_key(slot) && !self.is_about(phrase) => None,
            slot => slots::known(slot, case, &|field| self.field_words(phrase, field), cx),
        }
    }

    fn typed_words(&self, field: Field) -> Option<String> {
        let typed = self.hand.form.map(|form| form.words(field).trim().to_owned());
        typed.filter(|words| !words.is_empty())
    }

    /// The time to be said: of the form what the form is about, else what stands in the record.
    fn eta(&self, phrase: &Phrase) -> Option<Timestamp> {
        let purpose = self.hand.form.map(|form| form.about.purpose);
        let changes = purpose == Some(Purpose::Act(Act::PromiseRenegotiated));
        let typed = match phrase.group.as_str() {
            "internal" => self.moment_of(Field::ReturnDue),
            "progress" => None,
            "plan" => self.moment_of(Field::PlanEta).or_else(|| self.moment_of(Field::Due).filter(|_| !changes)),
            _ => self.moment_of(Field::Due).filter(|_| !changes && self.is_about(phrase)),
        };
        typed
            .or_else(|| slots::time(phrase, self.hand.case, self.hand.cx))
            .or_else(|| self.time_of_grade().filter(|_| phrase.group == "grade"))
    }

    /// What becomes due once the form is sent that grades the case; it stands beside the form.
    fn time_of_grade(&self) -> Option<Timestamp> {
        let case = self.hand.case.filter(|case| !case.is_graded())?;
        let dues = grading::preview(self.hand.level()?, case.received_at, self.hand.cx);
        let told = |(kind, _): &&(ClockKind, Timestamp)| matches!(kind, ClockKind::Plan | ClockKind::Answer);
        dues.iter().find(told).map(|(_, due)| *due)
    }

    fn new_eta(&self, phrase: &Phrase) -> Option<Timestamp> {
        self.moment_of(Field::Due).or_else(|| slots::new_time(phrase, self.hand.case, self.hand.cx))
    }

    /// The phrase with this digit.
    pub fn spoken(&self, digit: usize) -> Option<Spoken> {
        let at = digit.checked_sub(1).filter(|at| *at < RAIL)?;
        self.on_page(&self.moment()).get(at).map(|phrase| self.as_said(phrase))
    }

    /// The phrase of this name.
    pub fn spoken_of(&self, id: &str) -> Option<Spoken> {
        self.hand.cx.rules.manual.phrase(id).map(|phrase| self.as_said(phrase))
    }

    fn as_said(&self, phrase: &Phrase) -> Spoken {
        let due = match phrase.promises {
            Some(Promised::NewEta) => self.new_eta(phrase),
            Some(Promised::Eta) | None => self.eta(phrase),
        };
        let due = due.map(|at| as_spoken(at, self.hand.cx));
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
    let phrase = cx.rules.manual.phrase(id).filter(|phrase| phrase.promises.is_some());
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
    let times = Times::of(phrase, case, cx);
    let due = if phrase.promises == Some(Promised::NewEta) { times.new } else { times.old };
    let due = due.map(|at| as_spoken(at, cx));
    let waits = phrase.promises.is_some() && due.is_none();
    (!waits).then(|| said_record(&phrase.id, due, customer_name(case, cx), cx))
}

/// The moment as it is said: rounded down, so that what is promised comes a little early.
fn as_spoken(at: Timestamp, cx: &Cx) -> Timestamp {
    cx.rules.calendar.at(spoken_time(cx.local(at), cx.local(cx.now), cx.lang).at)
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

/// The moment a field of a form holds.
pub(super) fn moment_of(form: &StepForm, field: Field, cx: &Cx) -> Option<Timestamp> {
    match form.of(field)?.control.value(cx.now, &cx.rules) {
        Ok(Some(Value::At(at))) => Some(at),
        _ => None,
    }
}
