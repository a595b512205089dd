//! What the one place of an act says of it: who may, when, with which fields, about what, and what it leads to.

use super::Decision;
use crate::{Command, Field, Refusal, Role, State, codes, list};

/// Everything the rules, the forms and the lists know of an act. There is no default: an act says each of it.
pub struct ActSpec {
    /// Who may, when, and where it leads.
    pub may: May,
    /// What it asks for.
    pub asks: Asks,
    /// Where it stands among the acts.
    pub place: Place,
    /// What follows from it, or why it cannot be.
    pub decide: fn(&mut Decision<'_>, &Command) -> Result<(), Refusal>,
}

/// Who may do an act, when, and where it leads.
pub struct May {
    /// The roles that may; a manual can only narrow them.
    pub who: &'static [Role],
    /// The states of the case in which it is possible.
    pub states: &'static [State],
    /// What else the case must be.
    pub only: Only,
    /// Where it moves the case; `None` where it stays.
    pub moves_to: Option<State>,
}

/// What the form of an act asks for.
pub struct Asks {
    /// What it cannot do without, in the order of its form; a manual can only add to it.
    pub required: &'static [Need],
    /// What else its form asks for.
    pub optional: &'static [Field],
    /// Fills in what nobody has to type.
    pub fill: fn(&mut Decision<'_>),
}

/// Where an act stands among the others.
pub struct Place {
    /// The part of the case it is about.
    pub about: About,
    /// Its place in the list of acts, those of every day first; `None` where nobody chooses it from a list.
    pub listed: Option<u8>,
    /// What else it counts as.
    pub counts_as: &'static [Counts],
}

/// What a case must be beside its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Nothing more.
    Always,
    /// It does not wait.
    Running,
    /// It waits.
    Waiting,
    /// A lead was told and has not taken note.
    LeadTold,
    /// Stations that worked apart came across each other on it.
    Crossed,
    /// It is neither the master of a major matter nor attached to one.
    Alone,
    /// It is the master of a major matter.
    Leading,
    /// It is attached to one.
    Attached,
}

/// Something an act cannot do without, spelled as in the manual's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A field.
    Is(Field),
    /// A field of some cases only, or something the act looks at itself.
    If(Condition),
}

codes! {
    /// A need that is more than a field.
    Condition {
        ContactOrHidden = "contact_or_hidden", WishIfComplaintOrFault = "desired_outcome_if_complaint_or_fault",
        CategoryIfComplaint = "category_if_complaint", SeverityIfComplaint = "severity_if_complaint",
        ThreeTries = "attempts_ge_3", RatedOrReason = "satisfaction_or_reason", RecordComplete = "record_complete",
        CauseIfComplaint = "root_cause_if_complaint", OnlyLaterTasks = "open_followups_only_after_close_kinds",
        Reviewed = "lead_review_if_heavy_or_level1", ByCustomerOrStaff = "reopened_by_customer_or_staff",
    }
}

/// Needs in the order of the form, fields and conditions: `needs!(Kind Impact (if CategoryIfComplaint))`.
macro_rules! needs {
    (@one (if $condition:ident)) => { $crate::acts::Need::If($crate::acts::Condition::$condition) };
    (@one $field:ident) => { $crate::acts::Need::Is($crate::record::Field::$field) };
    ($($need:tt)+) => { &[$(needs!(@one $need)),+] };
}
pub(super) use needs;

impl Need {
    /// Its spelling in the manual's table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Is(field) => field.as_str(),
            Self::If(condition) => condition.as_str(),
        }
    }

    /// Every spelling.
    pub fn names() -> Vec<&'static str> {
        let fields = Field::ALL.iter().map(|field| field.as_str());
        Condition::ALL.iter().map(|condition| condition.as_str()).chain(fields).collect()
    }
}

impl std::str::FromStr for Need {
    type Err = crate::code::UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::If).or_else(|_| text.parse().map(Self::Is))
    }
}

impl<'de> serde::Deserialize<'de> for Need {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom(format_args!("unknown need `{text}`")))
    }
}

/// The part of a case an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The case itself.
    Case,
    /// An open promise.
    Promise,
    /// An open task.
    Task,
    /// A kind of task that is to be made.
    KindOfTask,
    /// Work that lies with somebody else.
    Elsewhere,
    /// A review nobody has signed.
    Review,
    /// Another case.
    OtherCase,
    /// Facts.
    Facts,
}

/// What an act counts as beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// The customer hears from us: a first answer.
    Answer,
    /// The first act of its sort after grading is the immediate action of the record.
    Action,
    /// A contact with the customer: a care call planned before it falls away.
    Contact,
    /// It offers something: what is beyond one's own limit is for somebody with a higher one.
    Offer,
    /// On a grave matter only a lead may.
    LeadIfGrave,
    /// Given anew each time: what an earlier round said does not stand for this one.
    Anew,
}

impl ActSpec {
    /// Whether it counts as something.
    pub fn counts_as(&self, what: Counts) -> bool {
        self.place.counts_as.contains(&what)
    }
}

/// Every line of the desk.
pub const LINES: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead];
/// Whoever speaks with the customer.
pub const FRONT: &[Role] = &[Role::Agent, Role::Lead];
/// Whoever asks for ratings.
pub const ASKERS: &[Role] = &[Role::Agent, Role::Lead, Role::Quality];
/// Everybody who works on cases.
pub const EVERYBODY: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead, Role::Quality];
/// Leads alone.
pub const LEAD: &[Role] = &[Role::Lead];

/// In handling.
pub const AT_WORK: &[State] = &[State::Process, State::PlanConfirm, State::Implement, State::Verify];
/// Not closed for good.
pub const OPEN: &[State] = list!(State: Intake Identify Process PlanConfirm Implement Verify Closing);
/// At any time.
pub const ANY: &[State] = State::ALL;

/// Nothing is filled in.
pub const fn as_typed(_: &mut Decision<'_>) {}
