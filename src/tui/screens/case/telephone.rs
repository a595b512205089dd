//! What the form of a new contact says of its call, and what of a contact the case alone records.

use uuid::Uuid;

use super::steps::StepForm;
use crate::domain::{Act, Channel, Command, Field, Record, Value};
use crate::text::mask;
use crate::tui::call::Meeting;
use crate::tui::cx::Cx;

/// A contact begins over a channel, where the desk keeps no contacts.
pub fn begun(channel: String, cx: &mut Cx) -> Command {
    cx.command(Act::ContactStarted, Record::default().with(Field::Channel, Value::Code(channel)), None)
}

/// How they meet, as the form says.
pub fn meeting(form: &StepForm) -> Meeting {
    Meeting::over(channel(form))
}

fn channel(form: &StepForm) -> Channel {
    form.code(Field::Channel).and_then(|code| code.parse().ok()).unwrap_or_default()
}

/// Whom the form is about, and how they meet.
pub fn known_by(case: Uuid, form: &StepForm, cx: &mut Cx) {
    let (name, number) = (form.words(Field::CustomerName), form.words(Field::CallerNumber));
    let who = if name.is_empty() { mask::phone(number) } else { mask::name(name) };
    cx.calls.known_by(case, (&who, number), channel(form));
}
