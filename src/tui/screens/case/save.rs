//! From a filled form to an order, and what its answer means for the screen.

use super::steps::wording::label;
use super::steps::{Key, Purpose, StepForm, heading};
use super::{CaseScreen, Mode, Sent, closing, control, identify, phrase_rail, with_lexicon};
use crate::domain::acts::{acts_for, answered_live};
use crate::domain::protocol::{CaseFile, CustomerCard, Receipt, Rejection, Request, Token};
use crate::domain::{Act, Case, CaseEvent, Command, Event, EventId, Field, Record, Refusal, Timestamp, Value};
use crate::text::mask;
use crate::tui::Saved;
use crate::tui::cx::Cx;
use crate::tui::form::{Origin, Wrong};
use crate::tui::refusal;
use crate::tui::screen::Layer;

impl CaseScreen {
    /// Leaves the step: what is missing gets the focus, else the form is sent.
    pub(super) fn leave(&mut self, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            return;
        }
        let Some(form) = &mut self.form else { return };
        if form.about.sent {
            return;
        }
        if hide_numbers(form) {
            let words = cx.words.get("case-id-hidden");
            cx.warn(words);
            return;
        }
        let record = form.read(cx);
        let level = self.graded(cx).map(|graded| graded.0);
        let Some(form) = &mut self.form else { return };
        if form.about.purpose == Purpose::Identify {
            identify::ask_sort_of_answer(form, level);
        }
        if form.check() {
            let words = missing_words(form, cx);
            cx.warn(words);
            return;
        }
        match form.about.purpose {
            Purpose::Intake => self.send_intake(record, cx),
            Purpose::Identify => self.send_grade(record, cx),
            Purpose::Closing => self.send_closing(cx),
            Purpose::Act(act) => self.send_act(act, record, cx),
        }
    }

    fn command(&self, act: Act, record: Record, cx: &mut Cx) -> Command {
        let mut command = cx.command(act, record, None);
        if let Some(form) = &self.form {
            command.id = form.about.command;
            command.target.clone_from(&form.about.target);
            command.based_on = form.about.based_on;
        }
        command
    }

    fn send(&mut self, commands: Vec<Command>, without_last: Option<Request>, cx: &mut Cx) {
        let Some(case) = self.id else { return };
        let acts = commands.iter().map(|command| command.act).collect();
        let order = one_or_many(case, commands);
        if let Some(form) = &mut self.form {
            form.about.sent = true;
        }
        let token = cx.submit(order);
        self.sent = Some(Sent { token, acts, without_last, told: false, moves_to: None });
    }

    fn send_intake(&mut self, mut record: Record, cx: &mut Cx) {
        let saved = self.case(cx).is_some();
        let mut commands = Vec::new();
        if saved {
            commands.push(self.command(Act::Edit, record, cx));
        } else {
            record.set(Field::ReceivedAt, Value::At(self.received_at.unwrap_or(cx.now)));
            if let Some(card) = &self.linked {
                record.set(Field::Customer, Value::Code(card.id.to_string()));
            }
            let due = record.at(Field::Due);
            record.0.remove(&Field::Due);
            let answered = answered_live(&record, &cx.rules.manual);
            commands.push(self.command(Act::Open, record, cx));
            commands.extend(answered.map(|record| cx.command(Act::FirstResponse, record, None)));
            commands.extend(self.said_commands(due, cx));
        }
        commands.push(cx.command(Act::IntakeDone, Record::default(), None));
        self.send(commands, None, cx);
    }

    fn send_grade(&mut self, mut record: Record, cx: &mut Cx) {
        let (Some(case), Some(form)) = (self.case(cx), &self.form) else { return };
        let level = identify::grading(form, self.case_tier(cx), case, cx).map(|grading| grading.level);
        let quick = identify::is_quick(form, level);
        for (field, value) in identify::matrix_values(form) {
            if let Some(value) = value {
                record.set(field, value);
            }
        }
        // Words for an answer that cannot be given at once are kept as a note.
        let mut unsaid = None;
        if !quick {
            record.0.remove(&Field::ResolutionType);
            unsaid = record.0.remove(&Field::ResolutionText);
        }
        let mut commands = vec![self.command(if quick { Act::QuickAnswer } else { Act::Grade }, record, cx)];
        if let Some(words) = unsaid {
            commands.push(cx.command(Act::NoteAdded, Record::default().with(Field::Note, words), None));
        }
        self.send(commands, None, cx);
    }

    fn send_act(&mut self, act: Act, mut record: Record, cx: &mut Cx) {
        if act == Act::Edit
            && let Some(case) = self.case(cx)
        {
            record.0.retain(|field, value| !case.record.0.get(field).is_some_and(|old| reads_the_same(old, value)));
        }
        let due = record.at(Field::Due);
        let mut commands = vec![self.command(act, record, cx)];
        if matches!(act, Act::PromiseMade | Act::PromiseRenegotiated) {
            commands.extend(self.said_commands(due, cx));
        }
        self.send(commands, None, cx);
    }

    /// Phrases said before they could be recorded, those that promise with the time given since.
    fn said_commands(&self, due: Option<Timestamp>, cx: &mut Cx) -> Vec<Command> {
        let records: Vec<Record> =
            self.said.iter().map(|phrase| phrase_rail::said_record(phrase, due, self.case(cx), cx)).collect();
        records.into_iter().map(|record| cx.command(Act::PhraseSaid, record, None)).collect()
    }

    /// The rating and the archive in one go; if only the archive is refused, the rating is kept all the same.
    fn send_closing(&mut self, cx: &mut Cx) {
        let (Some(case), Some(form)) = (self.case(cx).cloned(), &self.form) else { return };
        let rating = closing::rating(form);
        if rating.is_none() && !closing::is_rated(&case) {
            let words = cx.words.get("case-rating-missing");
            if let Some(form) = &mut self.form {
                mark_rating(form);
            }
            cx.warn(words);
            return;
        }
        let archive = closing::archive_record(form, &case);
        let rating = rating.map(|(act, record)| self.command(act, record, cx));
        let alone = rating.clone().map(|command| Request::Act { case: case.id, command });
        let mut commands: Vec<Command> = rating.into_iter().collect();
        // Whoever may not archive has done their part with the rating.
        let may_archive = acts_for(&case, cx.agent.role, &cx.rules.manual).contains(&Act::Archive);
        if !may_archive && !commands.is_empty() {
            self.send(commands, None, cx);
            return;
        }
        let mut last = cx.command(Act::Archive, archive, None);
        if commands.is_empty()
            && let Some(form) = &self.form
        {
            last.id = form.about.command;
        }
        commands.push(last);
        self.send(commands, alone, cx);
    }

    /// The agent says who the caller is.
    pub(super) fn link(&mut self, card: &CustomerCard, cx: &mut Cx) {
        let Some(form) = &mut self.form else { return };
        let mut keys = Vec::new();
        for (field, words) in
            [(Field::CustomerName, &card.name), (Field::Title, &card.title), (Field::Company, &card.company)]
        {
            if let Some(row) = form.row_mut(Key::Field(field)).filter(|row| row.is_empty() && !words.is_empty()) {
                row.control.restore(words);
                (row.origin, row.own) = (Origin::File, true);
                keys.push(row.key);
            }
        }
        self.linked = Some(card.clone());
        self.changed(&keys, cx);
        let words = cx.words.with("case-linked", &[("name", card.name.as_str().into())]);
        cx.tell(words);
    }

    /// An order was carried out.
    pub(super) fn saved(&mut self, token: Token, receipt: &Receipt, cx: &mut Cx) {
        let Some(sent) = self.sent.take_if(|sent| sent.token == token) else {
            if Some(receipt.file.case.id) == self.id {
                self.renewed(cx);
                self.give_back(&receipt.file, cx);
            }
            return;
        };
        if let Some(open) = sent.moves_to {
            (self.id, cx.call.case) = (Some(open), Some(open));
        }
        if Some(receipt.file.case.id) == self.id {
            cx.file = Some(receipt.file.clone());
        }
        if self.form.as_ref().is_some_and(|form| form.about.sent) {
            if sent.acts.contains(&Act::PhraseSaid) {
                self.said.clear();
            }
            if let Some(form) = self.form.take() {
                self.just_sent = self.id.map(|id| form.as_draft(heading(&form, id), cx.now, cx));
                form.close(cx);
            }
            self.present(cx);
        } else if self.form.is_none() {
            self.present(cx);
        } else {
            self.renewed(cx);
        }
        cx.saved = Some(Saved::Act(receipt.saved_at));
        if !sent.told {
            let key = cx.keymap.shown(&["everywhere"], "undo", self.has_field()).unwrap_or_default();
            let words = notice(&sent, receipt, &key, cx);
            cx.tell(words);
        }
    }

    /// The case in hand changed under a form that is still open: the form goes on from the new version unless it is
    /// of a step that is over.
    pub(super) fn renewed(&mut self, cx: &mut Cx) {
        let Some(case) = self.case(cx).cloned() else { return };
        let stale = match &self.form {
            Some(form) if form.begun || form.about.sent => false,
            Some(form) => form.about.based_on != Some(case.head),
            None => true,
        };
        if stale {
            let inside = self.form.as_ref().is_some_and(|form| form.inside);
            let here = self.form.as_ref().and_then(|form| form.here().map(|row| row.key));
            self.form = self.as_opened(&case, cx);
            if let Some(form) = &mut self.form {
                form.inside = inside;
                if let Some(here) = here {
                    form.focus_on(here);
                    form.inside = inside;
                }
            }
        }
    }

    /// The form that is open, with the values of today: the one of the step, or of the act the agent chose while it is
    /// still possible.
    fn as_opened(&self, case: &Case, cx: &mut Cx) -> Option<StepForm> {
        let present = super::present_form(case, &self.ear, cx);
        let Some(open) = &self.form else { return present };
        let Purpose::Act(act) = open.about.purpose else { return present };
        if present.as_ref().is_some_and(|form| form.about.purpose == open.about.purpose)
            || !self.acts(cx).contains(&act)
        {
            return present;
        }
        let mut form = super::form_for(open.about.purpose, case, &self.ear, cx)?;
        form.about.target.clone_from(&open.about.target);
        Some(form)
    }

    /// An act was taken back: what was typed for it stands in its form again, as a new draft.
    pub(super) fn give_back(&mut self, file: &CaseFile, cx: &mut Cx) {
        let last = file.facts.iter().max_by_key(|fact| (fact.rank, fact.seq)).map(|fact| &fact.event);
        if !matches!(last, Some(Event::Case(CaseEvent::Undone { .. }))) {
            return;
        }
        self.park(cx);
        self.present(cx);
        let Some(mut draft) = self.just_sent.take_if(|draft| draft.case == file.case.id) else { return };
        draft.id = cx.new_id();
        self.take_up(&draft, cx);
        if let Some(form) = &mut self.form {
            form.begun = false;
            let keys: Vec<Key> = form.rows.iter().map(|row| row.key).collect();
            let heading = heading(form, draft.case);
            form.keep(&keys, &heading, cx);
        }
        let words = cx.words.get("case-given-back");
        cx.tell(words);
    }

    /// An order was not carried out; nothing typed is lost.
    pub(super) fn refused(&mut self, token: Token, why: &Rejection, cx: &mut Cx) -> bool {
        let Some(mut sent) = self.sent.take_if(|sent| sent.token == token) else { return false };
        if let Some(form) = &mut self.form {
            form.about.sent = false;
            form.about.command = EventId(cx.new_id());
        }
        match why {
            Rejection::Conflict { file, fields } => {
                self.clash(file, fields, cx);
                true
            }
            Rejection::Refused(refusal) => {
                let words = refusal::sentence(why, cx);
                let alone = sent.without_last.take().filter(|_| about_archive(refusal));
                if let Some(order) = alone {
                    sent.acts.pop();
                    if let Some(form) = &mut self.form {
                        form.about.sent = true;
                    }
                    let token = cx.submit(order);
                    self.sent = Some(Sent { token, acts: sent.acts, without_last: None, told: true, moves_to: None });
                    cx.warn(words);
                    return true;
                }
                self.point_at(refusal, cx);
                cx.warn(words);
                true
            }
            Rejection::Failed { .. } => false,
        }
    }

    /// Puts the focus where a refusal points; a field the form lacks is added to it.
    fn point_at(&mut self, refusal: &Refusal, cx: &Cx) {
        let wrong: Vec<(Field, Wrong)> = match refusal {
            Refusal::Missing { fields, .. } => fields.iter().map(|field| (*field, Wrong::Missing)).collect(),
            Refusal::Invalid { field, problem } => vec![(*field, Wrong::Invalid(*problem))],
            _ => return,
        };
        let kind = self.case(cx).and_then(|case| case.record.code(Field::Kind));
        let Some(form) = &mut self.form else { return };
        let mut first = None;
        for (field, problem) in wrong {
            let key = match field {
                Field::Impact | Field::Urgency if form.row(Key::Matrix).is_some() => Key::Matrix,
                field => Key::Field(field),
            };
            if form.row(key).is_none() {
                let row = with_lexicon(cx, |lexicon| control::row(field, kind, lexicon));
                form.rows.push(row);
            }
            if let Some(row) = form.row_mut(key) {
                (row.required, row.wrong) = (problem == Wrong::Missing || row.required, Some(problem));
            }
            first.get_or_insert(key);
        }
        if let Some(key) = first {
            form.focus_on(key);
        }
    }
}

fn one_or_many(case: uuid::Uuid, mut commands: Vec<Command>) -> Request {
    if commands.len() == 1
        && let Some(command) = commands.pop()
    {
        return Request::Act { case, command };
    }
    Request::Acts { case, commands }
}

/// Numbers that look like an identity or bank card are never stored whole: they are masked where they stand, and the
/// agent sees it before anything is saved.
fn hide_numbers(form: &mut StepForm) -> bool {
    let mut hidden = false;
    for row in &mut form.rows {
        if matches!(row.key, Key::Field(Field::CallerNumber | Field::OrderNo)) {
            continue;
        }
        if let Some(typed) = row.typed_mut().filter(|typed| mask::looks_like_id_or_card(typed.text()).is_some()) {
            let masked = mask::hide_ids_and_cards(typed.text());
            typed.set(&masked);
            hidden = true;
        }
    }
    hidden
}

fn missing_words(form: &StepForm, cx: &Cx) -> String {
    let names: Vec<String> = form.rows.iter().filter(|row| row.wrong.is_some()).map(|row| label(row.key, cx)).collect();
    cx.words.with("case-still-missing", &[("fields", names.join(&cx.words.get("list-separator")).into())])
}

/// The rows of the rating are what is missing.
fn mark_rating(form: &mut StepForm) {
    form.tried = true;
    for key in [Field::Keypad, Field::Attitude].map(Key::Field) {
        if let Some(row) = form.row_mut(key) {
            row.wrong = Some(Wrong::Missing);
        }
    }
    form.take_wrong();
}

/// The refusal is about archiving, not about the rating sent along with it.
fn about_archive(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Missing { act, .. }
        | Refusal::NotNow { act, .. }
        | Refusal::NotYou { act, .. }
        | Refusal::Rule { act, .. } => *act == Act::Archive,
        _ => false,
    }
}

/// What happened, and that it can be taken back.
fn notice(sent: &Sent, receipt: &Receipt, key: &str, cx: &Cx) -> String {
    let shown = sent.acts.iter().filter(|act| !matches!(act, Act::IntakeDone | Act::FirstResponse | Act::PhraseSaid));
    let names: Vec<String> = shown.map(|act| refusal::act_name(*act, cx)).collect();
    let acts = names.join(&cx.words.get("list-separator"));
    let case = &receipt.file.case;
    if sent.acts.contains(&Act::Open) {
        return cx.words.with("case-opened", &[("no", case.no.as_str().into())]);
    }
    if receipt.told.is_empty() {
        return cx.words.with("case-done", &[("acts", acts.into()), ("key", key.into())]);
    }
    let told = identify::told(receipt.told.iter().copied(), cx);
    cx.words.with("case-done-told", &[("acts", acts.into()), ("roles", told.into()), ("key", key.into())])
}

/// Whether two values read alike in a form, which shows and takes minutes.
fn reads_the_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::At(old), Value::At(new)) => old.0.div_euclid(60_000) == new.0.div_euclid(60_000),
        _ => old == new,
    }
}
