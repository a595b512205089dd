//! Answers find their asker, and everybody hears of what was saved.

use super::in_flight::{Asker, Errand, Flight};
use super::model::Model;
use super::notices::Saved;
use super::undo;
use crate::domain::contact::{CallState, OpenCall, OwedCallback};
use crate::domain::protocol::{self, CaseFile, Loaded, Query, Receipt, Rejection, Token};
use crate::domain::{Role, contact};
use crate::tui::call;
use crate::tui::cx::{LastAct, Onward};
use crate::tui::refusal;
use crate::tui::screen::{Answer, News, Told, Visit};

impl Model {
    pub(super) fn loaded(&mut self, token: Token, answer: &Loaded) {
        let Some(Flight { asker, .. }) = self.cx.in_flight.land(token) else { return };
        let opened = if let Asker::Frame(Errand::Open(then)) = asker { Some(then) } else { None };
        if let Loaded::Case(Some(file)) = answer {
            self.cx.learn(&file.people);
        }
        let mut renewed = false;
        if let Loaded::Case(file) = answer
            && (opened.is_some() || self.is_open(file.as_deref()))
        {
            self.cx.file.clone_from(file);
            renewed = true;
            if opened.is_some() || self.shows_case() {
                self.cx.looked(opened.is_some());
            }
        }
        if let Some(then) = opened {
            self.show_opened(then);
        }
        match (asker, answer) {
            (Asker::Frame(Errand::Call(id) | Errand::Again(id)), Loaded::Contact(None)) => self.cx.calls.not_kept(id),
            (Asker::Frame(Errand::Calls), Loaded::OpenCalls(open)) => {
                self.calls_loaded(answer);
                self.call_backs_loaded(open);
            }
            (Asker::Frame(Errand::Call(_) | Errand::Again(_)), answer) => self.calls_loaded(answer),
            (Asker::Frame(Errand::CallBacks), Loaded::OpenCalls(open)) => self.call_backs_loaded(open),
            (Asker::Frame(Errand::Shift), Loaded::Shift(shift)) => {
                self.cx.on_behalf(Asker::Frame(Errand::Shift), |cx| call::shift::found(shift.as_deref(), cx));
            }
            (Asker::Frame(Errand::CallBack(_)), Loaded::Contact(Some(contact))) => self.owed(contact),
            _ => {}
        }
        self.with(asker, |layer, cx| layer.answer(token, Answer::Loaded(answer), cx));
        if renewed {
            self.tell_all(News::Renewed, None);
        }
    }

    pub(super) fn done(&mut self, token: Token, receipt: &Receipt) {
        let Some(Flight { asker, act, .. }) = self.cx.in_flight.land(token) else { return };
        if let protocol::Saved::Contact(contact) = &receipt.saved {
            self.contact_saved(contact);
        } else if let protocol::Saved::Shift(shift) = &receipt.saved {
            // No list shows it.
            return call::shift::take(shift, &mut self.cx);
        } else {
            self.cx.saved = Some(Saved::Act(receipt.saved_at));
        }
        let file = receipt.file();
        if let Some(file) = file {
            self.cx.learn(&file.people);
        }
        if let (Some((case, first)), Some(file)) = (act, file) {
            let facts = file.facts.iter().map(|fact| fact.id).skip_while(|id| *id != first).collect::<Vec<_>>();
            let words = undo::deed(file, &facts, &self.cx);
            self.turns.fresh = true;
            self.cx.last_act = (!facts.is_empty()).then_some(LastAct { case, facts, words });
        }
        if let Asker::Frame(errand @ (Errand::Undo | Errand::Redo)) = asker {
            self.tell_taken_back(errand);
        }
        if let Some(file) = file.filter(|file| self.is_open(Some(file))) {
            self.cx.file = Some(Box::new(file.clone()));
            if self.shows_case() {
                self.cx.looked(false);
            }
        }
        if let Some(file) = file {
            self.cx.wrote(file.case.id, &file.facts, file.case.head);
        }
        self.with(asker, |layer, cx| layer.answer(token, Answer::Done(receipt), cx));
        self.tell_all(News::Saved(receipt), Some(asker));
    }

    pub(super) fn rejected(&mut self, token: Token, why: &Rejection) {
        let asker = self.cx.in_flight.land(token).map(|flight| flight.asker);
        if let Rejection::Conflict { file, .. } = why
            && self.is_open(Some(file))
        {
            self.cx.file = Some(file.clone());
        }
        let told = asker.and_then(|asker| self.with(asker, |layer, cx| layer.answer(token, Answer::Rejected(why), cx)));
        if let Some(Asker::Frame(Errand::Call(contact))) = asker {
            self.ask(Errand::Again(contact), Query::Contact(contact));
        }
        // Another window of the same person signed on first; whoever holds no role for it is on no shift.
        let signs_on = asker == Some(Asker::Frame(Errand::Shift)) && matches!(why, Rejection::Refused(_));
        if told != Some(Told::Here) && !signs_on {
            self.cx.warn(refusal::sentence(why, &self.cx));
        }
    }

    /// Asks which contacts of whoever sits here are open since before the program came up.
    pub(super) fn ask_calls(&mut self) {
        self.ask(Errand::Calls, Query::OpenCalls);
        self.ask_shift();
    }

    fn ask_shift(&mut self) {
        if let Some(query) = call::shift::question(&self.cx).filter(|_| self.coach.is_none()) {
            self.ask(Errand::Shift, query);
        }
    }

    /// Those of whoever sits here and those of nobody in particular; a lead sees all.
    fn call_backs_loaded(&mut self, open: &[OpenCall]) {
        let (me, lead) = (self.cx.agent.person, self.cx.agent.is(Role::Lead));
        let mine = |owed: &OwedCallback| lead || owed.owner.is_none_or(|owner| owner == me);
        let ids: Vec<_> =
            open.iter().filter(|call| call.callback.as_ref().is_some_and(mine)).map(|call| call.id).collect();
        let before = self.cx.call_backs.len();
        self.cx.call_backs.retain(|contact| ids.contains(&contact.id));
        if before != self.cx.call_backs.len() {
            self.tell_all(News::Changed, None);
        }
        // What is known as it stands need not be read again.
        let known: Vec<OpenCall> = self.cx.call_backs.iter().filter_map(OpenCall::of).collect();
        for call in open.iter().filter(|call| ids.contains(&call.id) && !known.contains(call)) {
            self.ask(Errand::CallBack(call.id), Query::Contact(call.id));
        }
    }

    fn owed(&mut self, contact: &contact::Call) {
        if self.cx.call_backs.contains(contact) {
            return;
        }
        self.cx.call_backs.retain(|other| other.id != contact.id);
        self.cx.call_backs.extend(contact.owed().map(|_| contact.clone()));
        self.cx.call_backs.sort_by_key(|contact| contact.owed().map(|owed| owed.due));
        self.tell_all(News::Changed, None);
    }

    fn calls_loaded(&mut self, answer: &Loaded) {
        match answer {
            Loaded::OpenCalls(open) => {
                let mine = open.iter().filter(|call| call.person == Some(self.cx.agent.person));
                let now = self.cx.now;
                let ours = |call: &&OpenCall| match call.state {
                    CallState::Active | CallState::Held => true,
                    CallState::Ended => call::is_still_written_down(call.since, now),
                    _ => false,
                };
                let new: Vec<_> =
                    mine.filter(ours).map(|call| call.id).filter(|id| self.cx.calls.get(*id).is_none()).collect();
                for id in new {
                    self.ask(Errand::Call(id), Query::Contact(id));
                }
            }
            Loaded::Contact(Some(contact)) => call::found(contact, &mut self.cx),
            Loaded::Case(Some(file)) => call::learn(&file.case, &mut self.cx),
            _ => {}
        }
    }

    /// What a contact says of its cases stands there, too.
    fn contact_saved(&mut self, contact: &contact::Call) {
        if contact.callback.is_some() {
            self.ask(Errand::CallBacks, Query::OpenCalls);
        }
        let open = self.cx.file.as_ref().map(|file| file.case.id);
        if let Some(open) = open.filter(|open| contact.cases.contains(open)) {
            self.ask(Errand::Renew, Query::Case(open));
        }
    }

    /// Another process saved something.
    pub(super) fn changed(&mut self) {
        if let Some(id) = self.cx.file.as_ref().map(|file| file.case.id) {
            self.ask(Errand::Renew, Query::Case(id));
        }
        self.ask(Errand::CallBacks, Query::OpenCalls);
        // Another window of the same person may have signed off.
        if self.cx.shift.is_some() {
            self.ask_shift();
        }
        self.tell_all(News::Changed, None);
    }

    pub(super) fn open(&mut self, case: uuid::Uuid, then: Option<Onward>) {
        let token = self.ask(Errand::Open(then), Query::Case(case));
        self.cx.wait_for(token);
    }

    fn ask(&mut self, errand: Errand, query: Query) -> Token {
        self.cx.on_behalf(Asker::Frame(errand), |cx| cx.ask(query))
    }

    fn show_opened(&mut self, then: Option<Onward>) {
        if let Some(id) = self.cx.file.as_ref().map(|file| file.case.id) {
            self.visit("case", Visit::Case(id));
            self.with_screen(|screen, cx| match then {
                Some(Onward::Act(act)) => screen.begin_act(act, cx),
                Some(Onward::Action(action)) => screen.on(action, cx),
                None => {}
            });
        } else {
            self.cx.warn(self.cx.words.get("notice-no-such-case"));
        }
    }

    /// Whether the open case is in front.
    fn shows_case(&self) -> bool {
        self.screens.get(self.at).is_some_and(|screen| screen.id() == "case")
    }

    fn is_open(&self, file: Option<&CaseFile>) -> bool {
        let open = self.cx.file.as_ref().map(|open| open.case.id);
        open.is_some() && open == file.map(|file| file.case.id)
    }
}
