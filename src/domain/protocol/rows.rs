//! What lists and the caller's card show.

use uuid::Uuid;

use crate::case::{InMajor, Matter};
use crate::parties::Person;
use crate::work_item::WorkItem;
use crate::{Channel, ClockKind, FollowUpKind, Kind, Level, State, TaskOwner, Tier, Timestamp};

/// Rows of the queue with what the top bar counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QueuePage {
    /// The rows asked for.
    pub rows: Vec<QueueRow>,
    /// How many rows the view has in all.
    pub total: usize,
    /// What others were told and nobody has taken note of, each with the time for that as its due; only on the first page
    /// of the views that show it.
    pub told: Vec<QueueRow>,
    /// Those who own any of these.
    pub people: Vec<Person>,
    /// Every major matter that is open, the oldest first.
    pub majors: Vec<MajorRow>,
    /// Counts of the top bar.
    pub badges: Badges,
}

/// Rows of the work list: late updates of level 1, promises late or due today, what else is late by level, the rest by
/// time; equal times by case number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FollowUpPage {
    /// The rows asked for.
    pub rows: Vec<FollowUpRow>,
    /// How many are to be done now, later today, and after today, in all.
    pub groups: [usize; 3],
    /// Those who own them or their cases.
    pub people: Vec<Person>,
}

impl FollowUpRow {
    /// Who it lies with: the task's own person, else whoever owns the case.
    pub fn person(&self) -> Uuid {
        match self.item.owner {
            TaskOwner::Person(person) => person,
            TaskOwner::Leads => self.case.owner,
        }
    }
}

/// An open case that is the master of a major matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MajorRow {
    /// Its stream.
    pub id: Uuid,
    /// Its number.
    pub no: String,
    /// One line of what it is about.
    pub summary: String,
    /// What tells cases that belong to it; nothing that any case is like where that is not known.
    pub matter: Matter,
}

/// One line of the work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpRow {
    /// What has to be done by when.
    pub item: WorkItem,
    /// Its case.
    pub case: QueueRow,
}

/// Counts of the top bar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Badges {
    /// Something is late.
    pub overdue: usize,
    /// Due within 15 minutes.
    pub soon: usize,
    /// Mine.
    pub mine: usize,
    /// All open.
    pub all: usize,
}

/// One line of the queue: what must be done next on a case, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// The case's stream.
    pub id: Uuid,
    /// The number told to the customer.
    pub no: String,
    /// The version of the case.
    pub head: u64,
    /// Where it stands.
    pub state: State,
    /// Its level; `None` before grading.
    pub level: Option<Level>,
    /// Its kind, once known.
    pub kind: Option<Kind>,
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received_at: Timestamp,
    /// The person who owns it.
    pub owner: Uuid,
    /// Waiting for somebody else: the department, second line, third party or `customer`.
    pub waiting_for: Option<String>,
    /// A lead was told and should take note by then.
    pub lead_until: Option<Timestamp>,
    /// The lead who was told, where one is known; else whoever is there.
    pub told_to: Option<Uuid>,
    /// Copies worked on apart came across each other on it, and nobody has settled it.
    pub crossed: bool,
    /// Another case has the same number.
    pub twice: bool,
    /// How it stands in a major matter.
    pub major: Option<InMajor>,
    /// What is due next.
    pub next: Option<NextDue>,
    /// 0 = level 1 at work, 1 = others with a due, 2 = nothing due.
    pub band: u8,
    /// The customer's name, whole; lists mask it.
    pub customer: String,
    /// One line of what it is about.
    pub summary: String,
    /// The number as stored; lists mask it.
    pub phone: String,
}

/// What is due next on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextDue {
    /// Which duty.
    pub duty: DueKind,
    /// When it began to run; warnings are shares of start to due.
    pub start: Timestamp,
    /// When it is due.
    pub due: Timestamp,
    /// From here it is marked `!`.
    pub amber_at: Timestamp,
    /// From here it is marked `!!`.
    pub red_at: Timestamp,
    /// It stands still because we wait for the customer.
    pub paused: bool,
}

/// A duty with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueKind {
    /// A promise to the customer; outranks the rest at equal times.
    Promise,
    /// A limit of the manual.
    Clock(ClockKind),
    /// A dated task.
    FollowUp(FollowUpKind),
    /// The case waits to be graded: the provisional response time.
    Grade,
    /// The case waits to be taken: what gets no level (praise, a contact we began ourselves) is not graded.
    Take,
    /// A lead takes note of an escalation; past it the next one is told.
    TakeNote,
    /// The front line's own time to solve it; its end offers the transfer and is no breach.
    SelfSolve,
}

impl DueKind {
    /// The spelling, with a mark between what it is and of which kind.
    pub fn code(self, mark: char) -> String {
        match self {
            Self::Promise => "promise".to_owned(),
            Self::Grade => "grade".to_owned(),
            Self::Take => "take".to_owned(),
            Self::SelfSolve => "self_solve".to_owned(),
            Self::TakeNote => "take_note".to_owned(),
            Self::Clock(kind) => format!("clock{mark}{kind}"),
            Self::FollowUp(kind) => format!("followup{mark}{kind}"),
        }
    }
}

/// What the desk knows of a number before anybody speaks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CallerCard {
    /// The number asked about, normalised.
    pub number: String,
    /// Customer files with that number (stream, name, title, company, tier).
    pub customers: Vec<CustomerCard>,
    /// Open cases with that number, the next due first.
    pub open: Vec<QueueRow>,
    /// The last closed ones, newest first.
    pub recent: Vec<QueueRow>,
}

/// A customer file in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerCard {
    /// The customer's stream.
    pub id: Uuid,
    /// Name, whole.
    pub name: String,
    /// 先生, 女士, …
    pub title: String,
    /// Company.
    pub company: String,
    /// Standing.
    pub tier: Tier,
}
