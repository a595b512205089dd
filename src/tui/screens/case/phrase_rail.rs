//! Which phrases fit now, their blanks filled from what is known, and marking one as said.

use super::steps::{Key, Purpose};
use super::{CaseScreen, Sent, dues, with_lexicon};
use crate::domain::manual::Phrase;
use crate::domain::phrase::{self, PhraseContext, Piece, RAIL};
use crate::domain::protocol::{Duty, Request};
use crate::domain::{Act, Case, Channel, ClockKind, Field, FollowUpKind, Record, Stage, Timestamp, Value};
use crate::text::spoken_time;
use crate::tui::call::Line;
use crate::tui::cx::Cx;
use crate::tui::slots;
use crate::tui::widgets::{Part, Saying};

/// A first answer later than this many rings asks for an apology, where the channel does not say.
const RINGS: i64 = 3;

impl CaseScreen {
    /// The phrases on the rail: five that fit, the next one to say first among those not yet said.
    pub(super) fn sayings(&self, cx: &Cx) -> Vec<Saying> {
        let said = self.said_here(cx);
        let mut next_found = false;
        let fitting = self.fitting(cx);
        let on_page = fitting.iter().skip(self.page_start(fitting.len())).take(RAIL);
        (1u8..)
            .zip(on_page)
            .map(|(digit, phrase)| {
                let was_said = said.contains(&phrase.id);
                let next = !was_said && !next_found;
                next_found |= next;
                Saying { digit, title: title(phrase, cx), parts: self.parts(phrase, cx), said: was_said, next }
            })
            .collect()
    }

    const fn page_start(&self, count: usize) -> usize {
        let pages = count.div_ceil(RAIL);
        if pages == 0 { 0 } else { (self.page % pages) * RAIL }
    }

    fn said_here(&self, cx: &Cx) -> Vec<String> {
        let saved = self.case(cx).map(|case| case.said.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
        saved.unwrap_or_default().into_iter().chain(self.said.iter().cloned()).collect()
    }

    fn context(&self, cx: &Cx) -> PhraseContext {
        let case = self.case(cx);
        let code = |field| {
            let typed = self.form.as_ref().and_then(|form| form.code(field));
            typed.or_else(|| case.and_then(|case| case.record.text(field).map(str::to_owned)))
        };
        let channel = match cx.call.line {
            Line::CallBack => Some(Channel::Outbound),
            _ => code(Field::Channel).and_then(|code| code.parse().ok()),
        };
        PhraseContext {
            stage: case.map_or(Stage::Intake, |case| case.state.stage()),
            channel: channel.unwrap_or(Channel::Phone),
            kind: code(Field::Kind).and_then(|code| code.parse().ok()),
            level: case.and_then(|case| case.level).or_else(|| self.level_now(cx)),
            emotion: code(Field::Emotion).and_then(|code| code.parse().ok()),
            note: matches!(
                self.form.as_ref().map(|form| form.about.purpose),
                Some(Purpose::Act(Act::Transfer | Act::NoteAdded))
            ),
        }
    }

    /// The level of the cell chosen but not yet saved.
    pub(super) fn level_now(&self, cx: &Cx) -> Option<crate::domain::Level> {
        let (case, form) = (self.case(cx)?, self.form.as_ref()?);
        super::identify::grading(form, self.case_tier(cx), case, cx).map(|grading| grading.level)
    }

    /// Every phrase that fits. At the start of a call exactly one greeting does: the one in time, or the one that
    /// apologises for the wait.
    fn fitting<'a>(&self, cx: &'a Cx) -> Vec<&'a Phrase> {
        let context = self.context(cx);
        let late = self.is_late(cx);
        let mut phrases: Vec<&Phrase> = phrase::fitting(&cx.rules.manual, &context)
            .into_iter()
            .filter(|phrase| match phrase.id.as_str() {
                "in.phone.greet" => !late,
                "in.phone.late" => late,
                _ => true,
            })
            .collect();
        if self.case(cx).is_none() {
            phrases.sort_by_key(|phrase| phrase.group != "greet");
        }
        phrases
    }

    /// Whether the call was answered after the channel's standard.
    fn is_late(&self, cx: &Cx) -> bool {
        let rings = self
            .form
            .as_ref()
            .and_then(|form| form.words(Field::Rings).trim().parse::<i64>().ok())
            .or_else(|| self.case(cx).and_then(|case| case.record.number(Field::Rings)));
        let rule = cx.rules.manual.channels.iter().find(|rule| rule.id == Channel::Phone).and_then(|rule| rule.rings);
        rings.is_some_and(|rings| rings > rule.unwrap_or(RINGS))
    }

    fn parts(&self, phrase: &Phrase, cx: &Cx) -> Vec<Part> {
        let value = |slot: &str| self.slot(phrase, slot, cx);
        phrase::fill(phrase.words.get(cx.lang), &value)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(words) => Part::Words(words),
                Piece::Filled { text, .. } => Part::Filled(text),
                Piece::Blank(slot) => Part::Blank(slots::question(Some(phrase), &slot, cx)),
            })
            .collect()
    }

    /// A field as typed in the form in hand, else as saved.
    fn field_words(&self, field: Field, cx: &Cx) -> Option<String> {
        let typed = self.form.as_ref().and_then(|form| {
            let row = form.of(field)?;
            if row.is_empty() {
                None
            } else {
                row.control.name().or_else(|| row.typed().map(|typed| typed.text().to_owned()))
            }
        });
        typed.or_else(|| {
            let case = self.case(cx)?;
            let code = case.record.text(field)?;
            Some(with_lexicon(cx, |lexicon| lexicon.name(field, code)))
        })
    }

    fn moment_of(&self, field: Field, cx: &Cx) -> Option<Timestamp> {
        match self.form.as_ref()?.of(field)?.control.value(cx.now, &cx.rules) {
            Ok(Some(Value::At(at))) => Some(at),
            _ => None,
        }
    }

    /// What a blank is filled with; nothing where nothing is known. What is said is heard: numbers in groups, times in
    /// words.
    fn slot(&self, phrase: &Phrase, slot: &str, cx: &Cx) -> Option<String> {
        let case = self.case(cx);
        match slot {
            "case_no" => case.map(|case| grouped(&case.no)),
            "eta" => self.eta(phrase, cx).map(|at| say_time(at, cx)),
            "new_eta" => self.moment_of(Field::Due, cx).map(|at| say_time(at, cx)),
            slot => slots::known(slot, case, &|field| self.field_words(field, cx), cx),
        }
    }

    /// The time to be said: the one being typed, else the next promise, else the next limit the customer waits for.
    fn eta(&self, phrase: &Phrase, cx: &Cx) -> Option<Timestamp> {
        let typed = [Field::Due, Field::PlanEta, Field::ReturnDue].iter().find_map(|field| self.moment_of(*field, cx));
        typed.or_else(|| next_told(self.case(cx)?, phrase.group == "progress", cx))
    }

    /// Marks the phrase with this digit as said. One that promises a time makes the promise, at the time as spoken;
    /// where nobody gave a time yet it asks for one.
    pub(super) fn say(&mut self, digit: usize, cx: &mut Cx) {
        let fitting = self.fitting(cx);
        let start = self.page_start(fitting.len());
        let Some(at) = digit.checked_sub(1).filter(|at| *at < RAIL) else { return };
        let Some(phrase) = fitting.get(start + at) else { return };
        let (id, name, promises) = (phrase.id.clone(), title(phrase, cx), phrase.promises.is_some());
        let due = self.eta(phrase, cx).map(|at| as_spoken(at, cx)).filter(|_| promises);
        let Some(case) = self.case(cx) else {
            if !self.said.contains(&id) {
                self.said.push(id);
            }
            if promises && due.is_none() {
                return self.ask_due(cx);
            }
            return tell_said(&name, cx);
        };
        let is_new = |due| !case.promises.iter().any(|one| one.end.is_none() && one.due == due);
        let (case, told) = (case.id, !due.is_some_and(is_new));
        if promises && due.is_none() {
            return self.say_later(id, cx);
        }
        let record = said_record(&id, due, self.case(cx), cx);
        let command = cx.command(Act::PhraseSaid, record, None);
        let token = cx.submit(Request::Act { case, command });
        let acts = if told { vec![Act::PhraseSaid] } else { vec![Act::PhraseSaid, Act::PromiseMade] };
        self.sent = Some(Sent { token, acts, without_last: None, told, moves_to: None });
        if told {
            tell_said(&name, cx);
        }
    }

    /// A phrase that promises waits for the time it names: the form of the promise asks for it.
    pub(super) fn say_later(&mut self, phrase: String, cx: &mut Cx) {
        self.said.push(phrase);
        self.perform("promise", cx);
    }

    /// Before the case exists the first form asks for the time that was promised.
    fn ask_due(&mut self, cx: &Cx) {
        let Some(form) = &mut self.form else { return };
        let due = Key::Field(Field::Due);
        if form.row(due).is_none() {
            let row = with_lexicon(cx, |lexicon| super::control::row(Field::Due, None, lexicon));
            form.rows.push(row.required(true));
        }
        form.focus_on(due);
        form.inside = true;
    }
}

/// A phrase as said; one that promises with the time, to whom and what.
pub(super) fn said_record(id: &str, due: Option<Timestamp>, case: Option<&Case>, cx: &Cx) -> Record {
    let mut record = Record::default().with(Field::Phrase, Value::Code(id.to_owned()));
    let phrase = cx.rules.manual.phrases.iter().find(|phrase| phrase.id == id);
    if let Some((phrase, due)) = phrase.filter(|phrase| phrase.promises.is_some()).zip(due) {
        let whom =
            case.map_or_else(|| cx.words.get("case-the-customer"), |case| super::steps::act::customer_name(case, cx));
        record.set(Field::Due, Value::At(due));
        record.set(Field::ToWhom, Value::Text(whom));
        record.set(Field::Note, Value::Text(title(phrase, cx)));
    }
    record
}

/// A phrase as said on a saved case, outside any form; `None` where it promises a time and none is known.
pub fn said_on(case: &Case, phrase: &Phrase, cx: &Cx) -> Option<Record> {
    let due = next_told(case, phrase.group == "progress", cx).map(|at| as_spoken(at, cx));
    (phrase.promises.is_none() || due.is_some()).then(|| said_record(&phrase.id, due, Some(case), cx))
}

fn tell_said(name: &str, cx: &mut Cx) {
    let words = cx.words.with("case-said", &[("phrase", name.into())]);
    cx.tell(words);
}

/// The moment as it is said: rounded down, so that what is promised comes a little early.
fn as_spoken(at: Timestamp, cx: &Cx) -> Timestamp {
    cx.rules.calendar.at(spoken_time(cx.local(at), cx.local(cx.now), cx.lang).at)
}

/// The moment the customer next hears from us: of an update where the phrase is one, else of a promise, plan or answer.
fn next_told(case: &Case, update: bool, cx: &Cx) -> Option<Timestamp> {
    let told = |due: &dues::Due| match due.next.duty {
        Duty::Promise => true,
        Duty::FollowUp(FollowUpKind::Progress) => update,
        Duty::Clock(kind) => matches!(kind, ClockKind::Plan | ClockKind::Answer) && due.met.is_none(),
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
