//! The shift of whoever sits here: signed on while the program runs, with what the agent does between contacts.

use uuid::Uuid;

use super::over;
use crate::domain::manual::AgentStateRule;
use crate::domain::protocol::{Query, Request, ShiftRequest};
use crate::domain::shift::{AgentState, Shift, ShiftEvent};
use crate::domain::{EventId, Role, Timestamp};
use crate::tui::cx::Cx;
use chrono::NaiveDate;

/// The shift that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnShift {
    /// The day of the sign-on, whose shift it is also after midnight.
    day: NaiveDate,
    state: AgentState,
    reason: Option<String>,
    /// Since when the state lasts.
    pub since: Timestamp,
}

/// The question what is known of today's shift; nobody is asked about where nobody sits here yet.
pub fn question(cx: &Cx) -> Option<Query> {
    let day = cx.shift.as_ref().map_or_else(|| today(cx), |shift| shift.day);
    (cx.agent.person != Uuid::nil()).then_some(Query::Shift(cx.agent.person, day))
}

/// Takes up the shift that is on, else signs on.
pub fn found(shift: Option<&Shift>, cx: &mut Cx) {
    if let Some(shift) = shift.filter(|shift| shift.is_on()) {
        return take(shift, cx);
    }
    cx.shift = None;
    let lead_on_shift = cx.agent.role == Role::Lead;
    tell(today(cx), ShiftEvent::Started { person: cx.agent.person, team: None, lead_on_shift }, cx);
}

/// What the shift is, as it was just saved or read.
pub fn take(shift: &Shift, cx: &mut Cx) {
    let last = shift.states.last().filter(|_| shift.is_on() && shift.person == cx.agent.person);
    let day = cx.shift.as_ref().map_or_else(|| today(cx), |shift| shift.day);
    cx.shift = last.map(|last| OnShift { day, state: last.state, reason: last.reason.clone(), since: last.span.start });
}

/// Asks what the agent does now.
pub fn ask_state(cx: &mut Cx) {
    if cx.shift.is_some() { over::ask_state(cx) } else { cx.warn(cx.words.get("shift-none")) }
}

/// The agent does this from now on.
pub fn change(code: &str, cx: &mut Cx) {
    let Some(day) = cx.shift.as_ref().map(|shift| shift.day) else { return };
    let Some(rule) = cx.rules.manual.agent_states.iter().find(|rule| rule.id == code) else { return };
    let reason = (rule.id != rule.state.as_str()).then(|| rule.id.clone());
    let (state, name) = (rule.state, rule.names.get(cx.lang).to_owned());
    tell(day, ShiftEvent::StateChanged { state, reason }, cx);
    cx.tell(cx.words.with("shift-now", &[("state", name.into())]));
}

/// Signs off; the program is about to end.
pub fn end(cx: &mut Cx) {
    if let Some(day) = cx.shift.take().map(|shift| shift.day) {
        tell(day, ShiftEvent::Ended, cx);
    }
}

/// What the agent does between contacts, in words, and since when; nothing while ready.
pub fn state(cx: &Cx) -> Option<(String, Timestamp)> {
    let shift = cx.shift.as_ref().filter(|shift| shift.state != AgentState::Ready)?;
    let named = |rule: &&AgentStateRule| match &shift.reason {
        Some(reason) => rule.id == *reason,
        None => rule.state == shift.state,
    };
    let name = cx.rules.manual.agent_states.iter().find(named).map(|rule| rule.names.get(cx.lang));
    Some((name.unwrap_or(shift.state.as_str()).to_owned(), shift.since))
}

fn tell(date: NaiveDate, fact: ShiftEvent, cx: &mut Cx) {
    let key = EventId(cx.new_id());
    cx.note(Request::Shift(ShiftRequest { person: cx.agent.person, date, key, fact }));
}

fn today(cx: &Cx) -> NaiveDate {
    cx.rules.calendar.local(cx.now).date()
}
