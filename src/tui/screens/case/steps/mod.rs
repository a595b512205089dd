//! The steps of a case: the form each one opens, what follows from a change in it, what it sends.

pub(super) mod act;
pub(super) mod closing;
pub(super) mod footer;
pub(super) mod grading;
pub(super) mod hints;
pub(super) mod identify;
pub(super) mod intake;
pub(super) mod kept;
pub(super) mod shorthand;
pub(super) mod wording;

use uuid::Uuid;

use super::phrase_rail::said_record;
use crate::domain::acts::next;
use crate::domain::protocol::Request;
use crate::domain::{Act, Case, Command, EventId, Field, Record, State, Target, Timestamp};
use crate::tui::cx::Cx;
use crate::tui::form::{self, Form, Heading, RowKey};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new contact.
    Intake,
    /// Kind, impact, urgency.
    Identify,
    Act(Act),
    /// The last step: marks, solved, archive.
    Closing,
}

impl Purpose {
    /// What an act is done with: its own form, or the one of a step.
    pub const fn of(act: Act) -> Self {
        match act {
            Act::Grade | Act::QuickAnswer => Self::Identify,
            Act::Archive => Self::Closing,
            act => Self::Act(act),
        }
    }

    /// Its name in the draft journal.
    pub fn name(self) -> String {
        match self {
            Self::Intake => "intake".to_owned(),
            Self::Identify => "identify".to_owned(),
            Self::Closing => "closing".to_owned(),
            Self::Act(act) => act.as_str().to_owned(),
        }
    }

    /// The purpose with this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "intake" => Some(Self::Intake),
            "identify" => Some(Self::Identify),
            "closing" => Some(Self::Closing),
            act => act.parse().ok().map(Self::Act),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The one line everything may be typed into.
    Shorthand,
    Field(Field),
    /// Impact and urgency together.
    Matrix,
    /// What became of asking for a rating.
    Asked,
}

impl RowKey for Key {
    fn name(self) -> &'static str {
        match self {
            Self::Shorthand => "shorthand",
            Self::Field(field) => field.as_str(),
            Self::Matrix => "matrix",
            Self::Asked => "asked",
        }
    }

    fn field(self) -> Option<Field> {
        if let Self::Field(field) = self { Some(field) } else { None }
    }

    fn takes_words(self) -> bool {
        !matches!(self, Self::Field(Field::CallerNumber | Field::OrderNo | Field::Email | Field::NoticeNo))
    }
}

/// What the screen knows of a form beside its rows.
#[derive(Debug, Clone)]
pub struct About {
    pub purpose: Purpose,
    /// Made when it opened, so that a retried act is recognised.
    pub command: EventId,
    /// The version of the case its values were read from.
    pub based_on: Option<u64>,
    /// What the act is about, where the act alone does not say.
    pub target: Option<Target>,
    /// The cell of the matrix the words point to.
    pub heard: (Option<usize>, Option<usize>),
    /// The customer's name is on record, so the form need not ask for it.
    pub named: bool,
    /// Phrases said over it that are not recorded yet.
    pub said: Vec<String>,
    /// The customer file the agent linked.
    pub customer: Option<Uuid>,
}

impl About {
    /// Whether the form is the one of this act, whatever else the act could be about.
    pub fn is_open_for(&self, purpose: Purpose) -> bool {
        let of_task = matches!(self.target, Some(Target::FollowUp(_) | Target::FollowUpKind(_)));
        matches!(purpose, Purpose::Act(_)) && self.purpose == purpose && !of_task
    }
}

pub type StepForm = Form<Key, About>;
pub type Row = form::Row<Key>;

/// A form of these rows, with ids of its own.
fn new_form(purpose: Purpose, rows: Vec<Row>, case: Option<&Case>, cx: &mut Cx) -> StepForm {
    let (draft, command) = (cx.new_id(), EventId(cx.new_id()));
    let based_on = case.map(|case| case.head);
    let about = About {
        purpose,
        command,
        based_on,
        target: None,
        heard: (None, None),
        named: false,
        said: Vec::new(),
        customer: None,
    };
    Form::new(about, draft, rows)
}

/// The form of the step a case is in, a new one's where there is no case; none once it is closed.
pub fn present(case: Option<&Case>, cx: &mut Cx) -> Option<StepForm> {
    let Some(case) = case else { return Some(intake::form(None, cx)) };
    if let Some(call) = act::low_score_form(case, cx) {
        return Some(call);
    }
    let purpose = match case.state {
        State::Intake => Purpose::Intake,
        State::Identify => Purpose::Identify,
        State::Closing => Purpose::Closing,
        state if state.is_terminal() => return None,
        _ => Purpose::Act(next::likely(case, cx.agent.capacity(), &cx.rules, cx.now)?),
    };
    Some(open(purpose, case, cx))
}

/// The form of an act or a step, with what is known already.
pub fn open(purpose: Purpose, case: &Case, cx: &mut Cx) -> StepForm {
    match purpose {
        Purpose::Intake => intake::form(Some(case), cx),
        Purpose::Identify => identify::form(case, cx),
        Purpose::Closing => closing::form(case, cx),
        Purpose::Act(act) => act::form(act, case, cx),
    }
}

/// What follows from a change of these rows; gives the others that changed with them.
pub fn follow(form: &mut StepForm, keys: &[Key], case: Option<&Case>, cx: &Cx) -> Vec<Key> {
    match form.about.purpose {
        Purpose::Intake => intake::follow(form, keys, cx),
        Purpose::Identify => identify::follow(form, keys, case, cx),
        Purpose::Closing => Vec::new(),
        Purpose::Act(act) => {
            if keys.iter().any(|key| matches!(key, Key::Field(Field::ToHolder | Field::PauseReason))) {
                act::reshape(form, act, cx);
            }
            Vec::new()
        }
    }
}

/// Goes on to what is still missing; tells whether anything was, else the form can be left.
pub fn go_on(form: &mut StepForm) -> bool {
    let last = form.focus + 1 >= form.rows.len();
    let done = match form.about.purpose {
        Purpose::Intake => last,
        Purpose::Identify => last || form.here().is_some_and(identify::ends_at),
        Purpose::Closing => last || form.here().is_some_and(closing::ends_at),
        Purpose::Act(_) => true,
    };
    if form.about.purpose == Purpose::Identify && !done && identify::on(form) {
        return true;
    }
    form.on() || (!done && form.next())
}

/// What a form sends: the acts in order, and all but the last of them where they go alone if only that is refused.
pub type Outgoing = (Vec<Command>, Option<Request>);

/// An act of a form: with the id made when it opened, about what the form is about.
fn command(form: &StepForm, act: Act, record: Record, cx: &mut Cx) -> Command {
    let mut command = cx.command(act, record, form.about.target.clone());
    (command.id, command.based_on) = (form.about.command, form.about.based_on);
    command
}

/// Phrases that were said, as acts; those that promise with the time given for it, and to whom.
pub fn said(phrases: &[String], due: Option<Timestamp>, whom: &str, cx: &mut Cx) -> Vec<Command> {
    let said = |phrase: &String| {
        let record = said_record(phrase, due, whom.to_owned(), cx);
        cx.command(Act::PhraseSaid, record, None)
    };
    phrases.iter().map(said).collect()
}

/// What the journal says about a form.
pub fn heading(form: &StepForm, case: Uuid) -> Heading {
    Heading { case, form: form.about.purpose.name(), target: form.about.target.clone() }
}
