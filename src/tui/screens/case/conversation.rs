//! What is on its way between the screen and the desk, and what an answer to it means.

use uuid::Uuid;

use crate::domain::protocol::{CallerCard, Loaded, Notified, Query, QueueRow, Receipt, Rejection, Request, Token};
use crate::domain::{Act, Command, Field, Refusal, Timestamp};
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::refusal;
use crate::tui::screen::Answer;

/// What is on its way, each under the token of its answer.
#[derive(Debug, Default)]
pub struct Conversation(Vec<(Token, Awaited)>);

#[derive(Debug)]
enum Awaited {
    /// What became of an order.
    Order(Box<Sent>),
    /// Which cases the one in hand could be merged into.
    Masters,
    /// What there is to close of a major matter that is over.
    Attached,
    /// Whether the reason a masked field is shown for is kept: then the field is shown.
    Reveal(Field),
}

/// Times an act may name.
const TIMES: [Field; 4] = [Field::Due, Field::PlanEta, Field::ReturnDue, Field::PauseUntil];

/// An order on its way.
#[derive(Debug, Default)]
pub struct Sent {
    /// The acts, for the notice; also one that an order makes beside its own.
    pub acts: Vec<Act>,
    /// What goes without the last act if only that is refused.
    pub without_last: Option<Request>,
    /// What there was to say is said already, and kept in sight.
    pub told: bool,
    /// The case that was to be opened, and the open one the contact turned out to belong to.
    pub moves: Option<(Uuid, Uuid)>,
    /// The time it names to the customer or asks of others, for the notice.
    pub time: Option<Timestamp>,
    /// The form it was sent from, by its name in the draft journal.
    pub form: Option<Uuid>,
}

/// What is to be done about it.
pub enum Next<'a> {
    /// Nothing: it was somebody else's.
    NotOurs,
    /// The case to merge into is to be chosen.
    ChooseMaster(&'a CallerCard),
    /// These were attached to what is over.
    CloseAttached(&'a [QueueRow]),
    /// The field may be shown.
    Show(Field),
    Saved(Sent, &'a Receipt),
    Rejected(Sent, &'a Rejection),
    /// The desk could not; the frame says why.
    Failed,
}

impl Conversation {
    /// An order goes out; `sent` says what else is known of it than its acts.
    pub fn send(&mut self, case: Uuid, commands: Vec<Command>, sent: Sent, cx: &mut Cx) {
        let time = commands.iter().find_map(|command| TIMES.iter().find_map(|field| command.record.at(*field)));
        let acts = commands.iter().map(|command| command.act).chain(sent.acts).collect();
        self.submit(one_or_many(case, commands), Sent { acts, time, ..sent }, cx);
    }

    pub fn submit(&mut self, order: Request, sent: Sent, cx: &mut Cx) {
        self.0.push((cx.submit(order), Awaited::Order(Box::new(sent))));
    }

    /// Asks which cases this number has.
    pub fn ask_masters(&mut self, number: String, cx: &mut Cx) {
        self.0.push((cx.ask(Query::Caller(number)), Awaited::Masters));
    }

    /// Asks how these cases stand; keys wait, so that they meet the list.
    pub fn ask_attached(&mut self, cases: Vec<Uuid>, cx: &mut Cx) {
        let token = cx.ask(Query::Lines(cases));
        cx.wait_for(token);
        self.0.push((token, Awaited::Attached));
    }

    /// The reason goes out for which a field is to be shown.
    pub fn reveal(&mut self, reason: Request, field: Field, cx: &mut Cx) {
        self.0.push((cx.submit(reason), Awaited::Reveal(field)));
    }

    /// Whether an order that came from this form is on its way.
    pub fn awaits(&self, draft: Uuid) -> bool {
        self.0.iter().any(|(_, awaited)| matches!(awaited, Awaited::Order(sent) if sent.form == Some(draft)))
    }

    /// Another case is in hand: of the one before only what becomes of its forms still matters.
    pub fn moved_on(&mut self) {
        self.0.retain(|(_, awaited)| matches!(awaited, Awaited::Order(sent) if sent.form.is_some()));
    }

    pub fn hear<'a>(&mut self, token: Token, answer: Answer<'a>) -> Next<'a> {
        let Some(at) = self.0.iter().position(|(own, _)| *own == token) else { return Next::NotOurs };
        match (self.0.remove(at).1, answer) {
            (Awaited::Masters, Answer::Loaded(Loaded::Caller(card))) => Next::ChooseMaster(card),
            (Awaited::Attached, Answer::Loaded(Loaded::Lines(rows))) => Next::CloseAttached(rows),
            (Awaited::Reveal(field), Answer::Done(_)) => Next::Show(field),
            (Awaited::Order(sent), Answer::Done(receipt)) => Next::Saved(*sent, receipt),
            (Awaited::Order(sent), Answer::Rejected(why)) => Next::Rejected(*sent, why),
            (Awaited::Masters | Awaited::Attached | Awaited::Reveal(_) | Awaited::Order(_), _) => Next::Failed,
        }
    }
}

impl Sent {
    /// What happened, and that it can be taken back.
    pub fn notice(&self, receipt: &Receipt, key: &str, cx: &Cx) -> String {
        let unsaid = |act: &&Act| matches!(act, Act::IntakeDone | Act::FirstResponse | Act::PhraseSaid);
        let names: Vec<String> =
            self.acts.iter().filter(|act| !unsaid(act)).map(|act| refusal::act_name(*act, cx)).collect();
        let time = self.time.map(|time| cx.moment(time));
        if let Some(file) = receipt.file().filter(|_| self.acts.contains(&Act::Open)) {
            let no = ("no", file.case.no.as_str().into());
            return match time {
                Some(time) => cx.words.with("case-opened-promised", &[no, ("time", time.into())]),
                None => cx.words.with("case-opened", &[no]),
            };
        }
        let acts = joined(&[names.join(&cx.words.get("list-separator")), time.unwrap_or_default()]);
        if receipt.told.is_empty() {
            return cx.words.with("case-done", &[("acts", acts.into()), ("key", key.into())]);
        }
        let told = notified(&receipt.told, cx);
        cx.words.with("case-done-told", &[("acts", acts.into()), ("told", told.into()), ("key", key.into())])
    }
}

/// Who has it in their queue now, what falls to oneself, and whom only a telephone reaches.
fn notified(who: &Notified, cx: &Cx) -> String {
    let parts =
        [("case-told-here", &who.here), ("case-told-oneself", &who.oneself), ("case-told-ring", &who.elsewhere)];
    let said = parts.into_iter().filter(|(_, roles)| !roles.is_empty());
    let said: Vec<String> = said
        .map(|(key, roles)| cx.words.with(key, &[("roles", cx.role_names(roles.iter().copied()).into())]))
        .collect();
    said.join(&cx.words.get("case-clause-separator"))
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
pub fn about_archive(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Missing { act, .. }
        | Refusal::NotNow { act, .. }
        | Refusal::NotYou { act, .. }
        | Refusal::Rule { act, .. } => *act == Act::Archive,
        _ => false,
    }
}
