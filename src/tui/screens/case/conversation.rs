//! What is on its way between the screen and the desk, and what an answer to it means.

use uuid::Uuid;

use super::steps::grading::told;
use crate::domain::protocol::{CallerCard, CaseFile, Loaded, Receipt, Rejection, Request, Token};
use crate::domain::{Act, Command, Field, Refusal};
use crate::tui::cx::Cx;
use crate::tui::refusal;
use crate::tui::screen::Answer;

/// What is on its way.
#[derive(Debug, Default)]
pub enum Conversation {
    /// Nothing.
    #[default]
    Quiet,
    /// An order.
    Sent(Sent),
    /// The question which cases the one in hand could be merged into.
    Masters(Token),
    /// The reason a masked field is shown for: once it is kept, the field is.
    Reveal(Token, Field),
}

/// An order on its way.
#[derive(Debug)]
pub struct Sent {
    token: Token,
    /// The acts, for the notice.
    pub acts: Vec<Act>,
    /// What goes without the last act if only that is refused.
    without_last: Option<Request>,
    /// What there was to say is said already, and kept in sight.
    pub told: bool,
    /// The open case the contact turned out to belong to.
    pub moves_to: Option<Uuid>,
}

/// What is to be done about it.
pub enum Next<'a> {
    /// Nothing: it was somebody else's.
    NotOurs,
    /// The case to merge into is to be chosen.
    ChooseMaster(&'a CallerCard),
    /// The field may be shown.
    Show(Field),
    /// The order is carried out.
    Saved(Sent, &'a Receipt),
    /// Only the last act was refused: the others go alone.
    SendRest(Request, Vec<Act>, &'a Rejection),
    /// Somebody else changed these fields.
    Conflict(&'a CaseFile, &'a [Field]),
    /// The rules refuse it.
    Refused(&'a Refusal, &'a Rejection),
    /// The desk could not; the frame says why.
    Failed,
}

impl Conversation {
    /// An order goes out.
    pub fn send(&mut self, case: Uuid, commands: Vec<Command>, without_last: Option<Request>, cx: &mut Cx) {
        let acts = commands.iter().map(|command| command.act).collect();
        self.submit(one_or_many(case, commands), acts, without_last, cx);
    }

    /// What was said already of the order that just went out need not be said again.
    pub const fn is_told(&mut self) {
        if let Self::Sent(sent) = self {
            sent.told = true;
        }
    }

    /// What the order that just went out makes beside its own acts, for the notice.
    pub fn also_makes(&mut self, act: Act) {
        if let Self::Sent(sent) = self {
            sent.acts.push(act);
        }
    }

    /// With the order that just went out the screen goes over to another case.
    pub const fn moves_to(&mut self, case: Uuid) {
        if let Self::Sent(sent) = self {
            sent.moves_to = Some(case);
        }
    }

    /// The rest of an order goes out alone.
    pub fn send_rest(&mut self, rest: Request, acts: Vec<Act>, cx: &mut Cx) {
        self.submit(rest, acts, None, cx);
        self.is_told();
    }

    fn submit(&mut self, order: Request, acts: Vec<Act>, without_last: Option<Request>, cx: &mut Cx) {
        let token = cx.submit(order);
        *self = Self::Sent(Sent { token, acts, without_last, told: false, moves_to: None });
    }

    const fn waits_for(&self) -> Option<Token> {
        match self {
            Self::Quiet => None,
            Self::Sent(Sent { token, .. }) | Self::Masters(token) | Self::Reveal(token, _) => Some(*token),
        }
    }

    /// An answer came in; whatever was waited for is over.
    pub fn hear<'a>(&mut self, token: Token, answer: Answer<'a>) -> Next<'a> {
        if self.waits_for() != Some(token) {
            return Next::NotOurs;
        }
        match (std::mem::take(self), answer) {
            (Self::Masters(_), Answer::Loaded(Loaded::Caller(card))) => Next::ChooseMaster(card),
            (Self::Reveal(_, field), Answer::Done(_)) => Next::Show(field),
            (Self::Sent(sent), Answer::Done(receipt)) => Next::Saved(sent, receipt),
            (Self::Sent(sent), Answer::Rejected(why)) => sent.rejected(why),
            (Self::Quiet | Self::Masters(_) | Self::Reveal(..) | Self::Sent(_), _) => Next::Failed,
        }
    }
}

impl Sent {
    fn rejected(mut self, why: &Rejection) -> Next<'_> {
        match (why, self.without_last) {
            (Rejection::Conflict { file, fields }, _) => Next::Conflict(file, fields),
            (Rejection::Refused(refusal), Some(rest)) if about_archive(refusal) => {
                self.acts.pop();
                Next::SendRest(rest, self.acts, why)
            }
            (Rejection::Refused(refusal), _) => Next::Refused(refusal, why),
            (Rejection::Failed { .. }, _) => Next::Failed,
        }
    }

    /// What happened, and that it can be taken back.
    pub fn notice(&self, receipt: &Receipt, key: &str, cx: &Cx) -> String {
        let unsaid = |act: &&Act| matches!(act, Act::IntakeDone | Act::FirstResponse | Act::PhraseSaid);
        let names: Vec<String> =
            self.acts.iter().filter(|act| !unsaid(act)).map(|act| refusal::act_name(*act, cx)).collect();
        let acts = names.join(&cx.words.get("list-separator"));
        if let Some(file) = receipt.file().filter(|_| self.acts.contains(&Act::Open)) {
            return cx.words.with("case-opened", &[("no", file.case.no.as_str().into())]);
        }
        if receipt.told.is_empty() {
            return cx.words.with("case-done", &[("acts", acts.into()), ("key", key.into())]);
        }
        let told = told(receipt.told.iter().copied(), cx);
        cx.words.with("case-done-told", &[("acts", acts.into()), ("roles", told.into()), ("key", key.into())])
    }
}

fn one_or_many(case: Uuid, mut commands: Vec<Command>) -> Request {
    if commands.len() == 1
        && let Some(command) = commands.pop()
    {
        return Request::Act { case, command };
    }
    Request::Acts { case, commands }
}

/// The refusal is about archiving, not about the rating sent along with it.
fn about_archive(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Missing { act, .. }
        | Refusal::NotNow { act, .. }
        | Refusal::NotYou { act, .. }
        | Refusal::Rule { act, .. } => *act == Act::Archive,
        _ => false,
    }
}
