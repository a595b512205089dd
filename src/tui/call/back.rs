//! Calling back: who was missed, cut off or asked for it, and what came of the call.

use uuid::Uuid;

use super::tell::{answered, rang, tell};
use super::{Call, Line, phone};
use crate::domain::contact::{self, EndedBy, LinkedAs};
use crate::domain::values::TaskResult;
use crate::domain::{Channel, ContactEvent};
use crate::text::mask;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::frame::GoesWith;
use crate::tui::names::joined;

/// What comes of a call back, the commonest first.
pub(super) const RESULTS: [TaskResult; 5] =
    [TaskResult::Reached, TaskResult::NoAnswer, TaskResult::Busy, TaskResult::SwitchedOff, TaskResult::WrongNumber];

/// The number of a call-back that is owed.
pub fn number(contact: &contact::Call) -> &str {
    contact.owed().map_or("", |owed| &owed.number)
}

/// The customer of a contact is called back, about its case or, where it has none, about one to be opened.
pub fn ring(contact: &contact::Call, case: Uuid, cx: &mut Cx) {
    let linked = contact.cases.contains(&case);
    let who = mask::phone(number(contact));
    let call = Call { linked, who, returns: Some(contact.id), ..Call::outbound(cx.new_id(), case, cx.now) };
    let id = call.id;
    phone::begin(call, cx);
    let link = linked.then_some(ContactEvent::Linked { case, how: LinkedAs::Added });
    let facts = [rang(Channel::Outbound, Some(number(contact))), answered(cx)];
    tell(id, facts.into_iter().chain(link).collect(), cx);
}

/// The customer was spoken with: a case says so.
pub(super) fn reached(call: Uuid, cx: &mut Cx) {
    settle(call, TaskResult::Reached, cx);
}

/// What came of the call; where nobody was spoken with the call-back stays to be made.
pub(super) fn came_of_it(id: Uuid, result: TaskResult, cx: &mut Cx) {
    let Some((case, linked)) = cx.calls.get(id).map(|call| (call.case, call.linked)) else { return };
    settle(id, result, cx);
    phone::end(id, EndedBy::Us, cx);
    if result != TaskResult::Reached {
        phone::wrap(id, None, cx);
        if !linked {
            cx.request(FrameRequest::Drop(case));
        }
    }
    let words = cx.words.get(&format!("case-result-{}", crate::words::dashed(result.as_str())));
    let result = cx.words.with("call-back-result", &[("result", words.into())]);
    cx.tell_with(GoesWith::Calls, joined(&[result, phone::still_waits(cx).unwrap_or_default()]));
}

fn settle(id: Uuid, result: TaskResult, cx: &mut Cx) {
    let Some(owed) = cx.calls.get(id).and_then(|call| call.returns) else { return };
    cx.calls.with(id, |call| call.returns = None);
    let fact = if result.is_unanswered() {
        ContactEvent::CallbackNoAnswer { result }
    } else {
        ContactEvent::CallbackDone { result }
    };
    tell(owed, vec![fact], cx);
}

/// Nobody has to call back any more.
pub(super) fn not_needed(contact: Uuid, cx: &mut Cx) {
    tell(contact, vec![ContactEvent::CallbackCancelled { result: None }], cx);
    cx.tell(cx.words.get("call-back-cancelled"));
}

impl Call {
    /// Whether it is to be said whether anybody was reached before it ends.
    pub(super) fn asks_result(&self) -> bool {
        self.returns.is_some() && self.line != Line::WrapUp
    }
}
