//! Taking back and giving back: the agent's latest act on the case in front, named; one elsewhere is shown first.

use uuid::Uuid;

use super::in_flight::{Asker, Errand};
use super::model::Model;
use crate::domain::case::Nature;
use crate::domain::protocol::{CaseFile, Request};
use crate::domain::{Act, CaseEvent, Event, EventId, Field, Record, Recorded, Target, Value};
use crate::text::mask;
use crate::tui::cx::{Cx, LastAct};
use crate::tui::refusal;
use crate::tui::screen::InHand;

/// What is to be taken back or given back: on which case, which facts, in words.
#[derive(Debug, Clone)]
pub struct Deed {
    case: Uuid,
    facts: Vec<EventId>,
    words: String,
}

/// What this desk remembers of taking back.
#[derive(Debug, Default)]
pub struct Turns {
    /// On its way, with the fact it becomes.
    sent: Option<(Deed, EventId)>,
    /// The last undoing.
    undone: Option<Deed>,
    /// What the last undoing took.
    taken: Option<Deed>,
    /// Nothing was pressed since the last act: what it says is still in sight.
    pub fresh: bool,
    /// As it was when the present key was pressed.
    pub was_fresh: bool,
}

impl Model {
    pub(super) fn undo(&mut self) {
        if self.take_back_unsaved() {
            return;
        }
        let subject = self.in_hand().map(|(case, _)| case);
        let deed = match self.cx.last_act.take_if(|last| Some(last.case) != subject) {
            Some(elsewhere) if !self.turns.was_fresh => return self.show_elsewhere(elsewhere),
            Some(LastAct { case, facts, words }) => Some(Deed { case, facts, words }),
            None => self.in_hand().and_then(|hand| last_of(hand, &self.cx)),
        };
        self.take_back(deed, Errand::Undo, "notice-nothing-to-undo");
    }

    pub(super) fn redo(&mut self) {
        let just = self.turns.undone.clone().filter(|_| self.turns.was_fresh);
        let hand = self.in_hand();
        let deed = just.or_else(|| hand.and_then(|(_, file)| undone_of(file?, &self.cx)));
        self.take_back(deed, Errand::Redo, "notice-nothing-to-redo");
    }

    fn take_back(&mut self, deed: Option<Deed>, errand: Errand, none: &str) {
        let Some(deed) = deed else { return self.cx.warn(self.cx.words.get(none)) };
        let (case, facts) = (deed.case, deed.facts.clone());
        let command = self.cx.command(Act::Undo, Record::default(), Some(Target::Facts(facts)));
        self.turns.sent = Some((deed, command.id));
        self.cx.on_behalf(Asker::Frame(errand), |cx| cx.submit(Request::Act { case, command }));
    }

    /// A call that is not saved yet has no acts: what was marked on it is taken back on its form.
    fn take_back_unsaved(&mut self) -> bool {
        let at = if self.screen() == "phrases" && self.cx.file.is_none() {
            self.screens.iter().position(|screen| screen.id() == "case")
        } else {
            Some(self.at)
        };
        let Some((at, screen)) = at.and_then(|at| Some((at, self.screens.get_mut(at)?))) else { return false };
        self.cx.on_behalf(Asker::Screen(at), |cx| screen.take_back(cx))
    }

    /// The act is on a case that is not in front: that one is opened, so that nothing changes unseen.
    fn show_elsewhere(&mut self, LastAct { case, words, .. }: LastAct) {
        let key = self.key_of("undo");
        let told = self.cx.words.with("notice-undo-elsewhere", &[("deed", words.into()), ("key", key.into())]);
        self.cx.warn_on("case", Some(case), told);
        self.open(case, None);
    }

    /// It is taken back, or given back: which act on which case, and the key that turns it round.
    pub(super) fn tell_taken_back(&mut self, errand: Errand) {
        let Some((deed, id)) = self.turns.sent.take() else { return };
        let words = deed.words.clone();
        let (key, action) = if errand == Errand::Redo {
            let taken = self.turns.taken.take().filter(|taken| taken.case == deed.case);
            self.turns.undone = None;
            self.cx.last_act = taken.map(|Deed { case, facts, words }| LastAct { case, facts, words });
            ("notice-redone", "undo")
        } else {
            self.turns.undone = Some(Deed { facts: vec![id], ..deed.clone() });
            self.turns.taken = Some(deed);
            self.cx.last_act = None;
            ("notice-undone", "redo")
        };
        let turn = self.key_of(action);
        self.cx.tell(self.cx.words.with(key, &[("deed", words.into()), ("key", turn.into())]));
    }

    fn key_of(&self, action: &str) -> String {
        self.cx.keymap.shown(&["everywhere"], action, self.in_field()).unwrap_or_default()
    }
}

/// Whether there is something to take back on what is in front.
pub fn can_undo(hand: Option<InHand<'_>>, cx: &Cx) -> bool {
    cx.last_act.is_some() || hand.and_then(|hand| last_of(hand, cx)).is_some()
}

/// Whether there is something to give back on what is in front.
pub fn can_redo(hand: Option<InHand<'_>>, cx: &Cx) -> bool {
    hand.and_then(|(_, file)| undone_of(file?, cx)).is_some()
}

/// The latest act not yet taken back; where the case is not loaded, the one done at this desk.
fn last_of((case, file): InHand<'_>, cx: &Cx) -> Option<Deed> {
    if let Some(file) = file {
        let facts = file.case.last_act_of(cx.agent.person, cx.agent.role)?.facts.clone();
        return Some(Deed { case, words: deed(file, &facts, cx), facts });
    }
    let LastAct { facts, words, .. } = cx.last_act.clone().filter(|last| last.case == case)?;
    Some(Deed { case, facts, words })
}

/// The latest undoing of one's own that still counts, and what it took.
fn undone_of(file: &CaseFile, cx: &Cx) -> Option<Deed> {
    let mut facts: Vec<&Recorded> = file.facts.iter().filter(|fact| fact.by.person == cx.agent.person).collect();
    facts.sort_by_key(|fact| fact.order());
    let counts = |id| !file.case.undone.contains(&id) && !file.case.redoings.contains(&id);
    facts.into_iter().rev().filter(|fact| counts(fact.id)).find_map(|fact| match &fact.event {
        Event::Case(CaseEvent::Undone { facts: taken }) => {
            Some(Deed { case: file.case.id, facts: vec![fact.id], words: deed(file, taken, cx) })
        }
        _ => None,
    })
}

/// An act in words: what, for whom, on which case.
pub fn deed(file: &CaseFile, facts: &[EventId], cx: &Cx) -> String {
    let events = || {
        file.facts.iter().filter(|fact| facts.contains(&fact.id)).filter_map(|fact| match &fact.event {
            Event::Case(event) => Some(event),
            _ => None,
        })
    };
    let is_aside = |event: &&CaseEvent| {
        matches!(event.nature(), Nature::Consequence)
            || matches!(event.kind().parse(), Ok(Act::IntakeDone | Act::FirstResponse | Act::PhraseSaid))
    };
    let mut names: Vec<String> = events().filter(|event| !is_aside(event)).filter_map(|one| name(one, cx)).collect();
    if names.is_empty() {
        names.extend(events().find_map(|event| name(event, cx)));
    }
    names.dedup();
    let who = file.case.record.text(Field::CustomerName).map_or_else(String::new, mask::name);
    let act = names.join(&cx.words.get("list-separator"));
    let no = file.case.no.as_str();
    cx.words.with("notice-deed", &[("act", act.into()), ("who", who.into()), ("no", no.into())])
}

/// The name of an act; of a ticked line the line.
fn name(event: &CaseEvent, cx: &Cx) -> Option<String> {
    if let CaseEvent::RunbookStarted(entry) = event
        && let Some(Value::Text(line)) = entry.get(Field::Note)
    {
        return Some(line.clone());
    }
    if matches!(event, CaseEvent::MergeReceived { .. }) {
        return Some(refusal::act_name(Act::Merge, cx));
    }
    event.kind().parse().ok().map(|act| refusal::act_name(act, cx))
}
