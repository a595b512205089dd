//! Who comes first (rules B): the first layer that has something to say wins, the next fill the places below.

use super::code::{Debt, Need};
use super::may::{self, is_done_here};
use super::moment::Moment;
use super::{Ranked, is_sayable};
use crate::code::{Channel, RatingStatus, Stage};
use crate::manual::{Manual, Phrase};

/// What a phrase stands for in a moment, in the order of their right to be heard (B1–B8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// The field in focus is read by colleagues only (A2).
    Internal,
    /// B1.
    Line,
    /// A call of ours says who we are before it warns.
    OwnOpening,
    /// B2.
    Danger,
    /// B3.
    Opening,
    /// B4.
    Debt,
    /// B5.
    Mood,
    /// A delay to come stands below anger just heard (B4, amended).
    Coming,
    /// B6.
    Act,
    /// B7.
    State,
    /// B8.
    Close,
    /// C1: a way out of the moment.
    Aside,
}

/// How far ahead a phrase stands that says nothing about it: behind what is asked for here and now, before the rest.
const BESIDE: u16 = 2;

/// The place of a phrase: its layer, how near the field in focus, its course, whether it can be spoken whole, whether it
/// is the narrower one (B9). The order of the manual decides between equals, the sort being stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub layer: Layer,
    step: u16,
    course: u16,
    holes: bool,
    wideness: std::cmp::Reverse<usize>,
}

/// Everything that has a place in the moment, in the order of the manual.
pub(super) fn ranked<'a>(moment: &Moment, manual: &'a Manual) -> Ranked<'a> {
    let here = Here { moment, manual, course: reached_course(moment, manual) };
    let sayable = manual.phrases.iter().filter(|phrase| is_sayable(phrase, moment, manual));
    sayable.filter_map(|phrase| Some((here.rank(phrase)?, phrase))).collect()
}

struct Here<'a> {
    moment: &'a Moment,
    manual: &'a Manual,
    /// How far the course of what is being done has come.
    course: u16,
}

impl Here<'_> {
    fn rank(&self, phrase: &Phrase) -> Option<Rank> {
        let layer = self.layer(phrase)?;
        let step = if matches!(layer, Layer::Act | Layer::State) { self.step(phrase)? } else { 0 };
        let narrow = [
            phrase.kind.len(),
            phrase.level.len(),
            phrase.topic.len(),
            phrase.resolution.len(),
            phrase.needs.len(),
            phrase.result.len(),
        ];
        let narrow = narrow.into_iter().filter(|conditions| *conditions > 0).count();
        let (course, holes) = (phrase.course, has_hole(phrase, self.moment));
        Some(Rank { layer, step, course, holes, wideness: std::cmp::Reverse(narrow) })
    }

    fn layer(&self, phrase: &Phrase) -> Option<Layer> {
        let moment = self.moment;
        let in_focus = moment.field.is_some_and(|field| phrase.field.contains(&field));
        if may::is_internal(phrase) {
            return Some(if in_focus { Layer::Internal } else { Layer::Close });
        }
        if phrase.line.iter().any(|event| moment.line_is(*event, self.manual)) {
            return Some(Layer::Line);
        }
        if phrase.needs.contains(&Need::Danger) {
            return Some(Layer::Danger);
        }
        if phrase.opens {
            return self.opening(phrase);
        }
        if let Some(owed) = self.debt(phrase) {
            return Some(owed);
        }
        if phrase.group == "calm" && !phrase.aside && self.is_at_its_state(phrase) {
            return Some(Layer::Mood);
        }
        if self.answers_result(phrase) {
            return Some(Layer::Act);
        }
        self.work(phrase)
    }

    fn opening(&self, phrase: &Phrase) -> Option<Layer> {
        let placed = phrase.state.is_empty() || phrase.state.contains(&self.moment.state);
        let layer = if self.moment.ours { Layer::OwnOpening } else { Layer::Opening };
        placed.then_some(layer)
    }

    fn debt(&self, phrase: &Phrase) -> Option<Layer> {
        let owed = |debt: &&Debt| self.moment.owes(**debt);
        match phrase.debt.iter().find(owed)? {
            Debt::Promise | Debt::BrokenWord | Debt::Overdue => Some(Layer::Debt),
            Debt::Delay => Some(Layer::Coming),
            // Over its own form, or on the call made for it, it is the sentence of that.
            Debt::Update if may::has_form(self.moment) || is_done_here(phrase, self.moment) => None,
            Debt::Update => self.is_at_its_state(phrase).then_some(Layer::State),
        }
    }

    /// B6 to B8: what the form asks for, else what comes next in the state of the case.
    fn work(&self, phrase: &Phrase) -> Option<Layer> {
        let moment = self.moment;
        // One that names no form is said over any that has its field in hand.
        let by_field = phrase.act.is_empty() && phrase.duty.is_empty() && self.is_in_focus(phrase);
        if by_field || is_done_here(phrase, moment) {
            return Some(if phrase.aside && !self.is_in_focus(phrase) { Layer::Aside } else { Layer::Act });
        }
        // Somebody not reached yet may be busy or a stranger, whatever form is open (C1).
        if phrase.aside && phrase.needs.contains(&Need::NotReached) {
            return Some(Layer::Aside);
        }
        let owed_only = !phrase.debt.is_empty();
        let told_before = phrase.group == "grade" && !self.was_graded_here();
        if may::has_form(moment) || owed_only || told_before || !self.is_at_its_state(phrase) {
            return None;
        }
        let closes = matches!(phrase.group.as_str(), "close" | "survey");
        match (phrase.aside, closes) {
            (true, _) => Some(Layer::Aside),
            (false, true) => self.is_settled().then_some(Layer::Close),
            (false, false) => Some(Layer::State),
        }
    }

    /// The level is told in the contact it was found in (A7): where that is not known, one with questions of ours.
    fn was_graded_here(&self) -> bool {
        let moment = self.moment;
        let written = matches!(moment.channel, Channel::Email | Channel::Letter);
        let asked = |phrase: &Phrase| phrase.group == super::QUESTIONS && moment.said.contains(&phrase.id);
        let here = || written || self.manual.phrases.iter().any(asked);
        !moment.ours && moment.graded_here.unwrap_or_else(here)
    }

    /// Whether the phrase answers what became of the call, or of asking for a rating.
    fn answers_result(&self, phrase: &Phrase) -> bool {
        let rating = self.moment.rating.map(RatingStatus::as_str);
        let mut results = self.moment.result.as_deref().into_iter().chain(rating);
        results.any(|result| phrase.result.iter().any(|wanted| wanted == result))
    }

    fn is_in_focus(&self, phrase: &Phrase) -> bool {
        self.moment.field.is_some_and(|field| phrase.field.contains(&field))
    }

    /// Whether the phrase belongs to the state of the case; one that says neither state nor act nor anything else of the
    /// kind belongs to its step.
    fn is_at_its_state(&self, phrase: &Phrase) -> bool {
        let state = self.moment.state;
        if !phrase.state.is_empty() {
            return phrase.state.contains(&state);
        }
        let placed = !phrase.act.is_empty() || !phrase.duty.is_empty() || !phrase.line.is_empty();
        phrase.group == "calm" || !placed && phrase.result.is_empty() && phrase.stage == self.stage()
    }

    fn stage(&self) -> Stage {
        self.moment.state.stage()
    }

    /// B8: the next word with its time was given, or the result was told.
    fn is_settled(&self) -> bool {
        let said = |phrase: &&Phrase| self.moment.said.contains(&phrase.id);
        self.manual.phrases.iter().filter(said).any(|phrase| {
            let timed = phrase.slots.iter().any(|slot| matches!(slot.as_str(), "eta" | "new_eta"));
            timed && !phrase.opens || matches!(phrase.group.as_str(), "grade" | "result" | "survey" | "close")
        })
    }

    /// How far ahead of where the course stands a phrase is; what lies behind comes last, questions behind not at all.
    fn step(&self, phrase: &Phrase) -> Option<u16> {
        if self.is_in_focus(phrase) || self.answers_result(phrase) {
            return Some(0);
        }
        // A question asked already is asked again only where its field is in focus.
        if phrase.group == super::QUESTIONS && self.moment.said.contains(&phrase.id) {
            return None;
        }
        if phrase.course == 0 {
            return Some(BESIDE);
        }
        match phrase.course.checked_sub(self.course) {
            Some(ahead) => Some(ahead + 1),
            None if phrase.group == super::QUESTIONS => None,
            None => Some(u16::MAX - phrase.course),
        }
    }
}

/// Where the course stands: at the field in focus, else at the last thing said that belongs to what is being done.
fn reached_course(moment: &Moment, manual: &Manual) -> u16 {
    let of_form = |phrase: &&Phrase| is_done_here(phrase, moment) || !may::has_form(moment);
    let phrases = || manual.phrases.iter().filter(of_form);
    let in_focus =
        |phrase: &&Phrase| phrase.course > 0 && moment.field.is_some_and(|field| phrase.field.contains(&field));
    let focus = phrases().filter(in_focus).map(|phrase| phrase.course).min();
    let said = |phrase: &&Phrase| !phrase.opens && moment.said.contains(&phrase.id);
    focus.unwrap_or_else(|| phrases().filter(said).map(|phrase| phrase.course).max().unwrap_or(0))
}

/// B9: a blank that nothing fills would be spoken as a hole.
fn has_hole(phrase: &Phrase, moment: &Moment) -> bool {
    let Some(filled) = &moment.filled else { return false };
    let open = |slot: &&String| !filled.contains(*slot);
    let either = phrase.any_of.is_empty() || phrase.any_of.iter().any(|slot| filled.contains(slot));
    let rest = phrase.slots.iter().filter(|slot| !phrase.any_of.contains(slot));
    !either || rest.filter(open).count() > 0
}
