//! The keys of the telephone: pick up, hold, change over, take back, hang up, end the wrap-up, call back.

use uuid::Uuid;

use super::shift;
use super::tell::{answered, rang, tell, told_before, told_on_case};
use super::{Call, Line, bar, booking, over};
use crate::domain::contact::{EndedBy, LinkedAs};
use crate::domain::protocol::CaseFile;
use crate::domain::{Act, Channel, ContactEvent, Field};
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::frame::GoesWith;
use crate::tui::names::joined;

/// Where the agent looks: whether Case is in front, and the case there or in the row in hand, as far as it is loaded.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    pub on_case: bool,
    pub case: Option<Uuid>,
    pub file: Option<&'a CaseFile>,
}

impl Seat<'_> {
    /// Whether a call-back that is owed is in hand.
    pub fn owes(&self, cx: &Cx) -> bool {
        !self.on_case && cx.call_backs.iter().any(|contact| Some(contact.id) == self.case)
    }

    /// Why a key of the telephone would do nothing now: the key of the words that say so.
    pub fn why_not(&self, action: &str, cx: &Cx) -> Option<&'static str> {
        let nobody = || cx.calls.spoken().is_none() && cx.calls.on_hold().is_empty();
        let over = || !cx.calls.is_live() && cx.calls.ended().is_none();
        match action {
            "hold" if nobody() && !self.owes(cx) && self.file.is_none() => Some("case-no-call"),
            "hang_up" | "ended" if over() => Some("case-no-call"),
            "drop" if !over::is_in_doubt(*self, cx) => Some("call-nothing-to-drop"),
            _ => None,
        }
    }

    /// Whether what is in hand is no saved case: the form of a new one.
    pub fn is_new(&self, case: Uuid, cx: &Cx) -> bool {
        let typed = || cx.unsaved.iter().any(|form| form.case == case && form.is_new);
        self.file.is_none() && (self.on_case || typed())
    }
}

/// Carries out a key of the telephone.
pub fn perform(action: &str, seat: Seat<'_>, cx: &mut Cx) {
    match action {
        "hold" => change(seat, cx),
        "hang_up" => hang_up(seat, cx),
        "ended" => over::ask_how(seat, cx),
        "book" => booking::ask(seat, cx),
        "drop" => over::ask_why(seat, cx),
        "state" => shift::ask_state(cx),
        _ => {}
    }
}

/// Somebody is picked up: whoever is spoken with waits, and what was over is written down.
pub fn answer(case: Uuid, cx: &mut Cx) {
    begin(Call::inbound(case, cx.now), cx);
    let facts = vec![answered(cx)];
    tell(case, facts, cx);
}

pub(super) fn begin(call: Call, cx: &mut Cx) {
    let over: Vec<Uuid> = cx.calls.all().iter().filter(|call| call.line == Line::WrapUp).map(|call| call.id).collect();
    for id in over {
        wrap(id, None, cx);
    }
    let now = cx.now;
    if let Some(spoken) = cx.calls.spoken().cloned() {
        cx.calls.with(spoken.id, |spoken| spoken.hold(now));
        told_on_case(&spoken, Act::ContactHeld, cx);
    }
    cx.calls.begin(call);
}

/// We call the customer of a case; the contact is tied to it at once.
pub fn call_back(case: Uuid, number: Option<&str>, cx: &mut Cx) {
    let call = Call::outbound(cx.new_id(), case, cx.now);
    begin(call.clone(), cx);
    let linked = ContactEvent::Linked { case, how: LinkedAs::Added };
    let facts = vec![rang(Channel::Outbound, number), answered(cx), linked];
    tell(call.id, facts, cx);
    told_on_case(&call, Act::ContactStarted, cx);
}

/// One key: who is spoken with waits, whoever waits longest is taken back; with nobody there the customer of the case in
/// hand is called.
fn change(seat: Seat<'_>, cx: &mut Cx) {
    let spoken = cx.calls.spoken().cloned();
    let waiting = cx.calls.on_hold().first().copied().cloned();
    if let Some(call) = spoken.as_ref().filter(|call| call.found) {
        return goes_on(call.id, cx);
    }
    match (spoken, waiting) {
        (Some(call), None) => hold(&call, cx),
        (before, Some(call)) => resume(before.as_ref(), &call, seat, cx),
        (None, None) => match (seat.case, seat.file) {
            (Some(owed), _) if seat.owes(cx) => cx.request(FrameRequest::RingBack(owed)),
            (Some(case), Some(file)) => {
                let number = file.case.record.text(Field::CallerNumber).map(str::to_owned);
                call_back(case, number.as_deref(), cx);
                super::learn(&file.case, cx);
            }
            _ => cx.warn_with(GoesWith::Calls, cx.words.get("case-no-call")),
        },
    }
}

/// A call found at the start is still spoken: that is all there is to say.
pub(super) fn goes_on(id: Uuid, cx: &mut Cx) {
    cx.calls.with(id, |call| call.found = false);
    show(id, cx);
}

fn hold(call: &Call, cx: &mut Cx) {
    let now = cx.now;
    cx.calls.with(call.id, |call| call.hold(now));
    tell(call.id, vec![ContactEvent::Held], cx);
    told_on_case(call, Act::ContactHeld, cx);
}

/// Whoever is spoken with meanwhile is held in the same act.
fn resume(before: Option<&Call>, call: &Call, seat: Seat<'_>, cx: &mut Cx) {
    let now = cx.now;
    if let Some(before) = before {
        cx.calls.with(before.id, |before| before.hold(now));
        told_on_case(before, Act::ContactHeld, cx);
    }
    cx.calls.with(call.id, |call| {
        call.resume();
        call.found = false;
    });
    tell(call.id, vec![ContactEvent::Resumed], cx);
    told_on_case(call, Act::ContactResumed, cx);
    let elsewhere = seat.on_case && seat.case != Some(call.case);
    if before.is_some() || elsewhere {
        show(call.id, cx);
    }
}

/// Brings the case of a call into sight, or the form it is written in.
fn show(id: Uuid, cx: &mut Cx) {
    if let Some(call) = cx.calls.get(id) {
        let case = call.case;
        cx.request(if call.linked { FrameRequest::Open(case) } else { FrameRequest::Call(case) });
    }
}

/// Hangs up: the one spoken, else the one in hand. Whoever waits elsewhere is not let go by a key pressed once too often:
/// it ends the wrap-up, and then asks what became of them.
fn hang_up(seat: Seat<'_>, cx: &mut Cx) {
    let elsewhere = |call: &Call| call.line == Line::Hold && seat.case != Some(call.case);
    let over = cx.calls.ended().map(|call| call.id);
    match (to_hang_up(seat, cx).map(|call| (call.id, elsewhere(call), call.found, call.asks_result())), over) {
        (Some((_, true, ..)) | None, Some(id)) => wrap_by_key(id, cx),
        (Some((id, true, ..) | (id, _, true, _)), _) => over::ask_end(id, cx),
        (Some((id, _, _, true)), _) => over::ask_result(id, cx),
        (Some((id, ..)), _) => end(id, EndedBy::Us, cx),
        (None, None) => cx.warn_with(GoesWith::Calls, cx.words.get("case-no-call")),
    }
}

/// The call a hang-up is about.
pub(super) fn to_hang_up<'a>(seat: Seat<'_>, cx: &'a Cx) -> Option<&'a Call> {
    let in_hand = seat.case.and_then(|case| cx.calls.of(case)).filter(|call| call.is_live());
    let active = || cx.calls.all().iter().rev().find(|call| call.is_active());
    let waiting = || cx.calls.on_hold().first().copied();
    cx.calls.spoken().or(in_hand).or_else(active).or_else(waiting)
}

/// A call is over; what is still to be written is written in its wrap-up.
pub fn end(id: Uuid, by: EndedBy, cx: &mut Cx) {
    let Some(call) = cx.calls.get(id).cloned() else { return };
    let now = cx.now;
    cx.calls.with(id, |call| call.end(now));
    let told = told_before(&call, by, cx);
    tell(id, told.into_iter().chain([ContactEvent::Ended { by }]).collect(), cx);
    told_on_case(&call, Act::ContactEnded, cx);
    if let Some(waits) = still_waits(cx) {
        cx.tell_with(GoesWith::Calls, waits);
    }
}

/// Who is still on hold, and the key that takes them back.
pub(super) fn still_waits(cx: &Cx) -> Option<String> {
    let who = bar::known_by(cx.calls.on_hold().first()?, cx);
    let key = cx.keymap.shown(&["line"], "hold", true).unwrap_or_default();
    Some(cx.words.with("line-still-waits", &[("who", who.into()), ("key", key.into())]))
}

/// The wrap-up ends by the key that hangs up: the bar may not have shown it, so that is said.
fn wrap_by_key(id: Uuid, cx: &mut Cx) {
    let who = cx.calls.get(id).map_or_else(String::new, |call| bar::known_by(call, cx));
    wrap(id, None, cx);
    let ended = cx.words.with("line-wrapped", &[("who", who.into())]);
    match still_waits(cx) {
        Some(waits) => cx.tell_with(GoesWith::Calls, joined(&[ended, waits])),
        None => cx.tell(ended),
    }
}

/// The wrap-up is over, with what the contact was; where nobody says, that it was dealt with.
pub fn wrap(id: Uuid, code: Option<&str>, cx: &mut Cx) {
    let usual = cx.rules.manual.wrap_codes.first().map(|rule| rule.id.clone());
    let now = cx.now;
    cx.calls.forget(id, now);
    if let Some(code) = code.map(str::to_owned).or(usual) {
        tell(id, vec![ContactEvent::Wrapped { code, acw_s: None }], cx);
    }
}
