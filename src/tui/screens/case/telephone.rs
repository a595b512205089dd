//! The telephone: hold, hang up, call back; what of it the case records, where it is saved and on the line.

use uuid::Uuid;

use crate::domain::{Act, Command, Field, Record, Value};
use crate::tui::cx::Cx;

/// Holds the line or takes it back; with nobody on it, the customer of the case in hand is called.
pub fn hold(case: Option<Uuid>, cx: &mut Cx) -> Option<Command> {
    match cx.call.toggle_hold(cx.now) {
        Some(true) => contact(case, Act::ContactHeld, cx),
        Some(false) => contact(case, Act::ContactResumed, cx),
        None => call_back(case, cx),
    }
}

fn call_back(case: Option<Uuid>, cx: &mut Cx) -> Option<Command> {
    let Some(case) = case else {
        cx.warn(cx.words.get("case-no-call"));
        return None;
    };
    cx.call.begin(case, true, cx.now);
    Some(begun("outbound".to_owned(), cx))
}

/// A contact begins over a channel.
pub fn begun(channel: String, cx: &mut Cx) -> Command {
    cx.command(Act::ContactStarted, Record::default().with(Field::Channel, Value::Code(channel)), None)
}

/// Hangs up; wrap-up begins. With nobody on the line, the wrap-up ends.
pub fn hang_up(case: Option<Uuid>, cx: &mut Cx) -> Option<Command> {
    if cx.call.hang_up(cx.now) {
        return contact(case, Act::ContactEnded, cx);
    }
    cx.call.finish(cx.now);
    None
}

fn contact(case: Option<Uuid>, act: Act, cx: &mut Cx) -> Option<Command> {
    let on_the_line = case.is_some() && cx.call.case == case;
    on_the_line.then(|| cx.command(act, Record::default(), None))
}
