//! Who is behind the number: asked once per number while it is typed, until the agent says which file it is.

use uuid::Uuid;

use super::super::steps::{StepForm, intake};
use crate::domain::Field;
use crate::domain::protocol::{CallerCard, CustomerCard, Loaded, Query, QueueView, Token};
use crate::tui::cx::Cx;
use crate::tui::screen::Answer;

#[derive(Debug, Default)]
pub struct Caller {
    /// Files and cases of the number.
    pub card: Option<Box<CallerCard>>,
    /// The customer file the agent linked.
    pub linked: Option<CustomerCard>,
    /// The number last asked about.
    number: String,
    asked: Option<Token>,
}

impl Caller {
    /// Asks who is behind the number, once per number: a whole one finds files and cases, a tail typed into the line the
    /// cases whose number ends so.
    pub fn look_up(&mut self, form: &StepForm, cx: &mut Cx) {
        let whole = form.words(Field::CallerNumber).trim();
        let number = if whole.is_empty() { intake::tail_in_line(form) } else { whole };
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits < 4 || number == self.number {
            return;
        }
        number.clone_into(&mut self.number);
        let number = number.to_owned();
        self.asked = Some(cx.ask(if whole.is_empty() { ending_in(number, cx) } else { Query::Caller(number) }));
    }

    /// Takes the answer in, if it is the one waited for.
    pub fn heard(&mut self, token: Token, answer: Answer<'_>) {
        if self.asked != Some(token) {
            return;
        }
        self.card = match answer {
            Answer::Loaded(Loaded::Caller(card)) => Some(card.clone()),
            Answer::Loaded(Loaded::Queue(page)) => {
                let (recent, open) = page.rows.iter().cloned().partition(|row| row.state.is_terminal());
                Some(Box::new(CallerCard { open, recent, ..CallerCard::default() }))
            }
            _ => return,
        };
        self.asked = None;
    }

    /// The customer file a form that came back is linked to is looked up among those of its number.
    pub fn find_again(&mut self, customer: Option<Uuid>) {
        if let (Some(card), Some(id), None) = (&self.card, customer, &self.linked) {
            self.linked = card.customers.iter().find(|one| one.id == id).cloned();
        }
    }
}

/// The cases whose number ends in these digits.
fn ending_in(filter: String, cx: &Cx) -> Query {
    let (view, agent) = (QueueView::Found, cx.agent.person);
    Query::Queue { view, agent, filter, offset: 0, limit: 9, now: cx.now }
}
