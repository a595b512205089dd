//! The steps of a case: the form each one opens, what follows from a change in it, what it sends.

pub(super) mod act;
pub(super) mod closing;
mod footer;
mod hints;
pub(super) mod identify;
pub(super) mod intake;
pub(super) mod shorthand;
pub(super) mod wording;

use crate::domain::{Act, Case, EventId, Field, Target};
use crate::tui::cx::Cx;
use crate::tui::form::{self, Form, Heading, RowKey};

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new contact.
    Intake,
    /// Kind, impact, urgency.
    Identify,
    /// Any one act.
    Act(Act),
    /// The last step: marks, solved, archive.
    Closing,
}

impl Purpose {
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

/// A named row of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The one line everything may be typed into.
    Shorthand,
    /// A field of the record.
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
    /// What it is for.
    pub purpose: Purpose,
    /// Made when it opened, so that a retried act is recognised.
    pub command: EventId,
    /// The version of the case its values were read from.
    pub based_on: Option<u64>,
    /// What the act is about, where the act alone does not say.
    pub target: Option<Target>,
    /// It was sent and nobody answered yet.
    pub sent: bool,
    /// The cell of the matrix the words point to.
    pub heard: (Option<usize>, Option<usize>),
    /// The customer's name is on record, so the form need not ask for it.
    pub named: bool,
}

/// A form of the case.
pub type StepForm = Form<Key, About>;
/// One row of it.
pub type Row = form::Row<Key>;

/// A form of these rows, with ids of its own.
fn new_form(purpose: Purpose, rows: Vec<Row>, case: Option<&Case>, cx: &mut Cx) -> StepForm {
    let (draft, command) = (cx.new_id(), EventId(cx.new_id()));
    let based_on = case.map(|case| case.head);
    let about = About { purpose, command, based_on, target: None, sent: false, heard: (None, None), named: false };
    Form::new(about, draft, rows)
}

/// What the journal says about a form.
pub fn heading(form: &StepForm, case: uuid::Uuid) -> Heading {
    Heading { case, form: form.about.purpose.name(), target: form.about.target.clone() }
}
