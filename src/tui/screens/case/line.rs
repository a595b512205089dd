//! The telephone and the single keys: hold, hang up, call back, an update told, a contact on an open case.

use super::steps::StepForm;
use super::{CaseScreen, Sent, shorthand};
use crate::domain::protocol::Request;
use crate::domain::{Act, Field, FollowUpKind, Record, Target, Value};
use crate::tui::cx::Cx;

impl CaseScreen {
    /// The update that is due was told; one key.
    pub(super) fn told(&mut self, cx: &mut Cx) {
        let Some(case) = self.case(cx) else { return };
        let id = case.id;
        let open = case.follow_ups.iter().any(|one| one.kind == FollowUpKind::Progress && one.end.is_none());
        let target = open.then_some(Target::FollowUpKind(FollowUpKind::Progress));
        let command = cx.command(Act::ProgressTold, Record::default(), target);
        self.quietly(Request::Act { case: id, command }, vec![Act::ProgressTold], cx);
    }

    /// Sends an act that is not the form's.
    fn quietly(&mut self, request: Request, acts: Vec<Act>, cx: &mut Cx) {
        let token = cx.submit(request);
        self.sent = Some(Sent { token, acts, without_last: None, told: false, moves_to: None });
    }

    /// Holds the line or takes it back; the case records it once it is saved.
    pub(super) fn hold(&mut self, cx: &mut Cx) {
        let now = cx.now;
        let Some(held) = cx.call.toggle_hold(now) else {
            self.call_back(cx);
            return;
        };
        let act = if held { Act::ContactHeld } else { Act::ContactResumed };
        self.contact(act, cx);
    }

    /// With nobody on the line, the customer of the case in hand is called.
    fn call_back(&mut self, cx: &mut Cx) {
        let Some(case) = self.case(cx).map(|case| case.id) else {
            let words = cx.words.get("case-no-call");
            cx.warn(words);
            return;
        };
        let now = cx.now;
        cx.call.begin(case, true, now);
        let record = Record::default().with(Field::Channel, Value::Code("outbound".to_owned()));
        let command = cx.command(Act::ContactStarted, record, None);
        self.quietly(Request::Act { case, command }, vec![Act::ContactStarted], cx);
    }

    /// Hangs up; wrap-up begins. With nobody on the line, the wrap-up ends.
    pub(super) fn hang_up(&mut self, cx: &mut Cx) {
        let now = cx.now;
        if cx.call.hang_up(now) {
            self.contact(Act::ContactEnded, cx);
        } else {
            cx.call.finish(now);
        }
    }

    fn contact(&mut self, act: Act, cx: &mut Cx) {
        if let Some(case) = self.case(cx).map(|case| case.id).filter(|id| cx.call.case == Some(*id)) {
            let command = cx.command(act, Record::default(), None);
            self.quietly(Request::Act { case, command }, vec![act], cx);
        }
    }

    /// The contact belongs to a case that is open already; the form of the new one is thrown away once that
    /// is saved.
    pub(super) fn add_contact(&mut self, open: uuid::Uuid, cx: &mut Cx) {
        let channel = self.form.as_ref().and_then(|form| form.code(Field::Channel));
        let note = self.form.as_ref().map(typed_words).unwrap_or_default();
        let record = Record::default().with(Field::Channel, Value::Code(channel.unwrap_or_else(|| "phone".to_owned())));
        let mut commands = vec![cx.command(Act::ContactStarted, record, None)];
        if !note.is_empty() {
            let record = Record::default().with(Field::Note, Value::Text(note));
            commands.push(cx.command(Act::NoteAdded, record, None));
        }
        let acts = commands.iter().map(|command| command.act).collect();
        if let Some(form) = &mut self.form {
            form.about.sent = true;
        }
        self.quietly(Request::Acts { case: open, commands }, acts, cx);
        if let Some(sent) = &mut self.sent {
            sent.moves_to = Some(open);
        }
    }
}

/// The words already typed in a form, as a note.
fn typed_words(form: &StepForm) -> String {
    let line = shorthand::line(form).trim();
    if line.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace()) { line.to_owned() } else { String::new() }
}
