//! From a filled form to an order, and what the desk's answer changes on the screen.

use uuid::Uuid;

use super::conversation::{Next, Sent, about_archive};
use super::phrase_rail::moment_of;
use super::steps::wording::label;
use super::steps::{self, Key, Outgoing, Purpose, Row, StepForm, act, closing, identify, intake, kept};
use super::{CaseScreen, Mode, control, telephone};
use crate::domain::protocol::{CaseFile, Receipt, Rejection, Request, Token};
use crate::domain::{
    Act, Case, CaseEvent, Channel, Command, Event, EventId, Field, FollowUpKind, Record, Refusal, Target, Value,
};
use crate::text::mask;
use crate::tui::Saved;
use crate::tui::call;
use crate::tui::cx::Cx;
use crate::tui::form::Wrong;
use crate::tui::names::joined;
use crate::tui::screen::{Answer, Layer, Told};

impl CaseScreen {
    /// Leaves the step: what is missing gets the focus, else the form is sent.
    pub(super) fn leave(&mut self, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form)
            || self.form.as_ref().is_some_and(|form| self.conversation.awaits(form.draft))
        {
            return;
        }
        let Some(form) = &mut self.form else { return };
        if let Some(key) = act::unsaid(form).filter(|_| form.rows.iter().all(|row| !row.required || !row.is_empty())) {
            form.focus_on(key);
            return cx.warn(cx.words.with("case-say-first", &[("field", label(key, cx).into())]));
        }
        if hide_numbers(form) {
            return cx.warn(cx.words.get("case-id-hidden"));
        }
        let record = form.read(cx);
        let level = self.hand(cx).level();
        let Some(form) = &mut self.form else { return };
        if form.about.purpose == Purpose::Identify {
            identify::ask_sort_of_answer(form, level);
        }
        if form.check() {
            let missing = missing_words(form, cx);
            cx.warn(missing.clone());
            self.missing = Some(missing);
        } else if let Some(outgoing) = self.outgoing(record, cx) {
            self.send(outgoing, cx);
        }
    }

    /// What was said to be missing is said anew once some of it is there, and no more once all of it is.
    pub(super) fn say_missing_anew(&mut self, cx: &mut Cx) {
        let Some(said) = self.missing.take_if(|said| cx.notice.as_ref().is_some_and(|notice| notice.words == *said))
        else {
            return;
        };
        let Some(form) = &mut self.form else { return };
        form.mark_missing();
        let missing = missing_words(form, cx);
        if missing.is_empty() {
            cx.notice = None;
        } else {
            if missing != said {
                cx.warn(missing.clone());
            }
            self.missing = Some(missing);
        }
    }

    /// What the form sends; nothing where something is still to come, which is said.
    fn outgoing(&mut self, record: Record, cx: &mut Cx) -> Option<Outgoing> {
        let (level, case) = (self.hand(cx).level(), self.case(cx).cloned());
        let form = self.form.as_mut()?;
        match form.about.purpose {
            Purpose::Intake => {
                let received_at = case.is_none().then(|| self.received_at.unwrap_or(cx.now));
                Some(intake::sends(form, received_at, record, cx))
            }
            Purpose::Identify => case.map(|_| identify::sends(form, level, record, cx)),
            Purpose::Act(act) => Some(act::sends((act, form), case.as_ref(), record, cx)),
            Purpose::Closing => {
                let outgoing = closing::sends(form, &case?, cx);
                if outgoing.is_none() {
                    cx.warn(cx.words.get("case-rating-missing"));
                }
                outgoing
            }
        }
    }

    fn send(&mut self, (commands, without_last): Outgoing, cx: &mut Cx) {
        let (Some(case), Some(form)) = (self.id, &self.form) else { return };
        let sent = Sent { without_last, form: Some(form.draft), ..Sent::default() };
        self.conversation.send(case, commands, sent, cx);
    }

    /// Sends an act that is not the form's.
    pub(super) fn record(&mut self, command: Option<Command>, cx: &mut Cx) {
        if let (Some(case), Some(command)) = (self.id, command) {
            self.conversation.send(case, vec![command], Sent::default(), cx);
        }
    }

    /// The update that is due was told; one key.
    pub(super) fn told(&mut self, cx: &mut Cx) {
        let Some(case) = self.case(cx) else { return };
        let open = case.follow_ups.iter().any(|one| one.kind == FollowUpKind::Progress && one.end.is_none());
        let target = open.then_some(Target::FollowUpKind(FollowUpKind::Progress));
        let command = cx.command(Act::ProgressTold, Record::default(), target);
        self.record(Some(command), cx);
    }

    /// The contact belongs to a case that is open already; the form of the new one is thrown away once that is saved, with
    /// what was said over it and typed into it on the case. A time promised and not yet given is asked for first.
    pub(super) fn add_contact(&mut self, open: Uuid, cx: &mut Cx) {
        let Some(form) = &mut self.form else { return };
        let due = moment_of(form, Field::Due, cx);
        if due.is_none() && form.of(Field::Due).is_some() {
            form.focus_on(Key::Field(Field::Due));
            return cx
                .warn(cx.words.with("case-still-missing", &[("fields", label(Key::Field(Field::Due), cx).into())]));
        }
        let (channel, note) = (form.code(Field::Channel), intake::words_typed(form));
        let (said, draft) = (form.about.said.clone(), form.draft);
        let channel = channel.unwrap_or_else(|| Channel::Phone.as_str().to_owned());
        let form_of = self.id.unwrap_or(open);
        let link = call::links((form_of, open), cx);
        let mut commands = if link.is_some() { Vec::new() } else { vec![telephone::begun(channel, cx)] };
        if !note.is_empty() {
            let record = Record::default().with(Field::Note, Value::Text(note));
            commands.push(cx.command(Act::NoteAdded, record, None));
        }
        let whom = cx.words.get("case-the-customer");
        commands.extend(steps::said(&said, due, &whom, cx));
        let sent = Sent { moves: Some((form_of, open)), form: Some(draft), ..Sent::default() };
        match link {
            Some(link) if commands.is_empty() => {
                self.conversation.submit(link, Sent { acts: vec![Act::ContactStarted], ..sent }, cx);
            }
            // The call is tied once the words are saved.
            _ => self.conversation.send(open, commands, sent, cx),
        }
    }

    /// A field may be seen once the store has kept who saw it and why.
    pub(super) fn show_because(&mut self, field: Field, why: Option<String>, cx: &mut Cx) {
        let Some(case) = self.id else { return };
        let mut record = Record::default().with(Field::RevealedField, Value::Code(field.as_str().to_owned()));
        if let Some(why) = why {
            record.set(Field::RevealReason, Value::Code(why));
        }
        let command = cx.command(Act::IdentityRevealed, record, None);
        self.conversation.reveal(Request::Act { case, command }, field, cx);
    }

    pub(super) fn answered(&mut self, token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        match self.conversation.hear(token, answer) {
            Next::ChooseMaster(card) => self.list_masters(card, cx),
            Next::CloseAttached(rows) => self.list_attached(rows, cx),
            Next::Show(field) => {
                self.reveal.show(field, cx);
                self.renewed(cx);
            }
            Next::Saved(sent, receipt) => self.saved(&sent, receipt, cx),
            Next::Rejected(sent, why) => return self.rejected(sent, why, cx),
            Next::NotOurs | Next::Failed => return Told::ByTheFrame,
        }
        Told::Here
    }

    /// Whether an order came from the form in hand, if from any.
    fn is_of_hand(&self, sent: &Sent) -> bool {
        sent.form.is_none_or(|draft| self.form.as_ref().is_some_and(|form| form.draft == draft))
    }

    /// Nothing typed is lost: the form can be sent again, as an act of its own.
    fn rejected(&mut self, mut sent: Sent, why: &Rejection, cx: &mut Cx) -> Told {
        let in_hand = self.is_of_hand(&sent);
        if let Some(form) = self.form.as_mut().filter(|_| in_hand && sent.form.is_some()) {
            form.about.command = EventId(cx.new_id());
        }
        match (why, sent.without_last.take()) {
            (Rejection::Conflict { file, fields }, _) if in_hand => {
                self.clash(file, fields, cx);
                return Told::Here;
            }
            // Only the last act was refused: the others go alone.
            (Rejection::Refused(refusal), Some(rest)) if about_archive(refusal) => {
                sent.acts.pop();
                self.conversation.submit(rest, Sent { told: true, ..sent }, cx);
            }
            (Rejection::Refused(refusal), _) if in_hand => self.point_at(refusal, cx),
            _ => {}
        }
        Told::ByTheFrame
    }

    fn saved(&mut self, sent: &Sent, receipt: &Receipt, cx: &mut Cx) {
        let in_hand = self.is_of_hand(sent);
        if let Some((form_of, open)) = sent.moves {
            call::moved((form_of, open), receipt.file(), cx);
            self.id = self.id.map(|id| if in_hand { open } else { id });
        }
        // Where it was open already the frame has taken it in.
        if let Some(file) = receipt.file().filter(|file| Some(file.case.id) == self.id)
            && cx.file.as_ref().is_none_or(|open| open.case.id != file.case.id)
        {
            cx.file = Some(Box::new(file.clone()));
        }
        if !in_hand {
            self.drawer.forget(sent.form, cx);
        }
        if in_hand && sent.form.is_some() {
            if let Some(form) = self.form.take() {
                let draft = |id| kept::as_draft(&form, id, cx.now, cx);
                self.drawer.sent.extend(self.id.map(|id| (form.about.command, draft(id))));
                form.close(cx);
            }
            self.present(cx);
        } else if self.form.is_none() {
            self.present(cx);
        } else {
            self.renewed(cx);
        }
        if let Some(file) = receipt.file().filter(|_| sent.acts.contains(&Act::Open)) {
            call::linked(file, cx);
        }
        if in_hand {
            self.ask_attached(sent, cx);
        }
        cx.saved = Some(Saved::Act(receipt.saved_at));
        if let (Some((_, open)), None) = (sent.moves.filter(|_| in_hand), receipt.file()) {
            cx.open_case(open);
        }
        if !sent.told {
            let key = cx.keymap.shown(&["everywhere"], "undo", self.has_field()).unwrap_or_default();
            cx.tell(sent.notice(receipt, &key, cx));
        }
    }

    /// The case in hand changed under a form that is still open: the form goes on from the new version unless it is
    /// of a step that is over.
    pub(super) fn renewed(&mut self, cx: &mut Cx) {
        let Some(case) = self.case(cx) else { return };
        let stale = match &self.form {
            Some(form) if form.begun || self.conversation.awaits(form.draft) => false,
            Some(form) => form.about.based_on != Some(case.head),
            None => true,
        };
        if stale {
            let case = case.clone();
            let inside = self.form.as_ref().is_some_and(|form| form.inside);
            let here = self.form.as_ref().and_then(|form| form.here().map(|row| row.key));
            self.form = self.as_opened(&case, cx);
            if let Some(form) = &mut self.form {
                if let Some(here) = here {
                    form.focus_on(here);
                }
                form.inside = inside;
            }
        }
    }

    /// The form that is open, with the values of today: the one of the step, or of the act the agent chose while it is
    /// still possible.
    fn as_opened(&self, case: &Case, cx: &mut Cx) -> Option<StepForm> {
        let present = steps::present(Some(case), cx);
        let Some(open) = &self.form else { return present };
        let Purpose::Act(act) = open.about.purpose else { return present };
        let same = present.as_ref().is_some_and(|form| form.about.purpose == open.about.purpose);
        if same || !self.acts(cx).contains(&act) {
            return present;
        }
        let mut form = steps::open(open.about.purpose, case, cx);
        form.about.target.clone_from(&open.about.target);
        act::for_task(&mut form, case, cx);
        Some(form)
    }

    /// An act was taken back: what was typed for it stands in its form again, as a new draft. Where the act is given back
    /// that draft has served.
    pub(super) fn give_back(&mut self, file: &CaseFile, cx: &mut Cx) {
        let inside = self.form.as_ref().is_none_or(|form| form.inside);
        self.bring_back(file, cx);
        // Whoever was out of the form stays there: the key that took one act back takes the one before it.
        if let Some(form) = &mut self.form {
            form.inside &= inside;
        }
    }

    fn bring_back(&mut self, file: &CaseFile, cx: &mut Cx) {
        let last = file.facts.iter().max_by_key(|fact| (fact.rank, fact.seq)).map(|fact| &fact.event);
        if !matches!(last, Some(Event::Case(CaseEvent::Undone { .. }))) {
            return;
        }
        self.park(cx);
        let undone = &file.case.undone;
        if let Some((act, mut draft)) = self.drawer.given.pop_if(|(act, _)| !undone.contains(act)) {
            self.drawer.forget(Some(draft.id), cx);
            draft.id = cx.new_id();
            self.drawer.sent.push((act, draft));
            return self.present(cx);
        }
        self.present(cx);
        let Some((act, mut draft)) = self.drawer.sent.pop_if(|(act, _)| undone.contains(act)) else { return };
        draft.id = cx.new_id();
        self.take_up(&draft, cx);
        if let Some(form) = &mut self.form {
            form.begun = false;
            kept::keep(form, draft.case, cx);
        }
        self.drawer.given.push((act, draft));
        if let Some(notice) = cx.notice.take() {
            cx.tell(cx.words.with("case-given-back", &[("undone", notice.words.into())]));
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
                let row = control::row(field, kind, cx);
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

/// Numbers that look like an identity or bank card are never stored whole: they are masked where they stand, and the
/// agent sees it before anything is saved.
fn hide_numbers(form: &mut StepForm) -> bool {
    let mut hidden = false;
    for row in &mut form.rows {
        if let Some(typed) = row.typed_mut().filter(|typed| mask::looks_like_id_or_card(typed.text()).is_some()) {
            let masked = mask::hide_ids_and_cards(typed.text());
            typed.set(&masked);
            hidden = true;
        }
    }
    hidden
}

/// What is still missing, and what is there but cannot be.
fn missing_words(form: &StepForm, cx: &Cx) -> String {
    let marked = form.rows.iter().filter(|row| row.wrong.is_some());
    let (missing, wrong): (Vec<&Row>, Vec<&Row>) = marked.partition(|row| row.wrong == Some(Wrong::Missing));
    let said = [("case-still-missing", missing), ("case-still-wrong", wrong)].map(|(key, rows)| {
        let fields: Vec<String> = rows.iter().map(|row| label(row.key, cx)).collect();
        let fields = fields.join(&cx.words.get("list-separator"));
        if fields.is_empty() { fields } else { cx.words.with(key, &[("fields", fields.into())]) }
    });
    joined(&said)
}
