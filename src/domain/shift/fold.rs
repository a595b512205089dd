//! A shift as its facts make it. Folding never refuses: a fact that does not fit stays in the log and changes nothing.

use uuid::Uuid;

use super::event::{AgentState, ShiftEvent};
use crate::case::in_order;
use crate::{Event, Recorded, StreamId, Timestamp};

/// What one person did on one day, from sign-on to sign-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The shift's stream.
    pub id: Uuid,
    /// The stream of the person.
    pub person: Uuid,
    /// The team worked in.
    pub team: Option<String>,
    /// Whether this person is a lead on shift.
    pub lead_on_shift: bool,
    /// From sign-on to sign-off, oldest first; the last one is open while the person is on shift.
    pub spans: Vec<Span>,
    /// Agent states, oldest first, without a gap within a span of the shift.
    pub states: Vec<StateSpan>,
    /// What was refused for want of the right to it.
    pub refused: Vec<Refused>,
}

/// A stretch of time; its end is never before its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// From here on.
    pub start: Timestamp,
    /// Up to here; open while it lasts.
    pub end: Option<Timestamp>,
}

/// How long an agent state lasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateSpan {
    /// Which.
    pub state: AgentState,
    /// Why, as the desk names its reasons.
    pub reason: Option<String>,
    /// When.
    pub span: Span,
}

/// Something that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// When.
    pub at: Timestamp,
    /// The kind of act or fact.
    pub act: String,
    /// What it was about.
    pub stream: StreamId,
    /// The code of the refusal.
    pub why: String,
}

impl Span {
    const fn from(start: Timestamp) -> Self {
        Self { start, end: None }
    }

    /// Clocks of several stations may differ.
    fn close(&mut self, at: Timestamp) {
        self.end.get_or_insert(at.max(self.start));
    }
}

impl Shift {
    /// What the facts of a shift's stream make, in whatever order they come; nothing before the first sign-on.
    pub fn of(id: Uuid, facts: &[Recorded]) -> Option<Self> {
        in_order(facts).into_iter().fold(None, |shift, fact| match &fact.event {
            Event::Shift(event) => Self::apply(shift, id, event, fact.at),
            _ => shift,
        })
    }

    fn apply(shift: Option<Self>, id: Uuid, event: &ShiftEvent, at: Timestamp) -> Option<Self> {
        let mut shift = shift.or_else(|| begun(id, event))?;
        match event {
            ShiftEvent::Started { team, lead_on_shift, .. } => shift.start(team.as_ref(), *lead_on_shift, at),
            ShiftEvent::Ended => shift.end(at),
            ShiftEvent::StateChanged { state, reason } => shift.change(*state, reason.as_ref(), at),
            ShiftEvent::ActRefused { act, stream, why } => {
                shift.refused.push(Refused { at, act: act.clone(), stream: *stream, why: why.clone() });
            }
        }
        Some(shift)
    }

    fn start(&mut self, team: Option<&String>, lead_on_shift: bool, at: Timestamp) {
        if self.is_on() {
            return;
        }
        self.team = team.cloned();
        self.lead_on_shift = lead_on_shift;
        self.spans.push(Span::from(at));
        self.states.push(StateSpan { state: AgentState::Ready, reason: None, span: Span::from(at) });
    }

    fn end(&mut self, at: Timestamp) {
        if let Some(last) = self.states.last_mut() {
            last.span.close(at);
        }
        if let Some(last) = self.spans.last_mut() {
            last.close(at);
        }
    }

    fn change(&mut self, state: AgentState, reason: Option<&String>, at: Timestamp) {
        if !self.is_on() {
            return;
        }
        if let Some(last) = self.states.last_mut() {
            last.span.close(at);
        }
        self.states.push(StateSpan { state, reason: reason.cloned(), span: Span::from(at) });
    }

    /// Whether the person is on shift.
    pub fn is_on(&self) -> bool {
        self.spans.last().is_some_and(|last| last.end.is_none())
    }

    /// The agent state and its reason; none off shift.
    pub fn state(&self) -> Option<(AgentState, Option<&str>)> {
        let last = self.states.last().filter(|last| last.span.end.is_none())?;
        Some((last.state, last.reason.as_deref()))
    }
}

fn begun(id: Uuid, event: &ShiftEvent) -> Option<Shift> {
    let ShiftEvent::Started { person, .. } = event else { return None };
    let (team, spans, states, refused) = (None, Vec::new(), Vec::new(), Vec::new());
    Some(Shift { id, person: *person, team, lead_on_shift: false, spans, states, refused })
}
