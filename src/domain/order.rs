//! What the screens ask of the desk and what comes back: values only, so that neither knows the other.

use uuid::Uuid;

use super::case::Case;
use super::code::{Channel, ClockKind, FollowUpKind, Kind, Level, Role, State, Tier};
use super::command::{Command, Refusal, Target};
use super::event::Recorded;
use super::time::Timestamp;

/// Names an order or a query so that its answer finds its asker.
pub type Token = u64;

/// A wish that writes.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// An act upon a case; [`super::Act::Open`] makes the stream named here.
    Act {
        /// The case's stream; made by the asker for a new case.
        case: Uuid,
        /// The act.
        command: Command,
    },
    /// Several acts on one case in one transaction (a form that does two steps at once); all or none.
    Acts {
        /// The case's stream.
        case: Uuid,
        /// The acts, in order.
        commands: Vec<Command>,
    },
}

/// A wish that reads.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// A page of the queue, with the badges.
    Queue {
        /// Which part.
        view: QueueView,
        /// Whose "mine".
        agent: String,
        /// Words, number tail or case number to filter by; empty for all.
        filter: String,
        /// First row.
        offset: usize,
        /// Rows wanted.
        limit: usize,
        /// The time "overdue" is judged at.
        now: Timestamp,
    },
    /// A page of the work list of follow-ups.
    FollowUps {
        /// Whose.
        agent: String,
        /// What is kept for any lead counts as theirs too.
        lead: bool,
        /// Everybody's.
        all: bool,
        /// First row.
        offset: usize,
        /// Rows wanted.
        limit: usize,
        /// The time "overdue" and "today" are judged at.
        now: Timestamp,
    },
    /// One case with its history.
    Case(Uuid),
    /// Who is behind a number as typed.
    Caller(String),
}

/// A part of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueView {
    /// Cases I own.
    Mine,
    /// My team's open cases.
    All,
    /// Something is past its time.
    Overdue,
    /// Something is due within 15 minutes.
    Soon,
    /// Found by words in every case, closed ones included.
    Found,
}

/// Answers to queries.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// Rows and badges.
    Queue(QueuePage),
    /// Rows of the work list of follow-ups.
    FollowUps(FollowUpPage),
    /// A case with its history, or nothing when there is none.
    Case(Option<Box<CaseFile>>),
    /// What is known of a number.
    Caller(Box<CallerCard>),
}

/// A case and the facts it was folded from.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Its facts, in folding order.
    pub facts: Vec<Recorded>,
    /// The customer's standing.
    pub tier: Tier,
    /// Whether this one was written by a version newer than this program.
    pub newer: bool,
}

/// Rows of the queue with what the top bar counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QueuePage {
    /// The rows asked for.
    pub rows: Vec<QueueRow>,
    /// How many rows the view has in all.
    pub total: usize,
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
}

/// One line of the work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpRow {
    /// What has to be done by when.
    pub owed: super::owed::Owed,
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
    /// The owner's number.
    pub owner: String,
    /// Waiting for somebody else: the department, second line, third party or `customer`.
    pub waiting_for: Option<String>,
    /// A lead was told and should take note by then.
    pub lead_until: Option<Timestamp>,
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
    pub duty: Duty,
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
pub enum Duty {
    /// A promise to the customer; outranks the rest at equal times.
    Promise,
    /// A limit of the manual.
    Clock(ClockKind),
    /// A dated task.
    FollowUp(FollowUpKind),
    /// The case waits to be graded: the provisional response time.
    Grade,
    /// A lead takes note of an escalation; past it the next one is told.
    TakeNote,
    /// The front line's own time to solve it; its end offers the transfer and is no breach.
    SelfSolve,
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

/// What was saved; made only after COMMIT returned.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The case after it, with its history.
    pub file: Box<CaseFile>,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Roles that were told by rule.
    pub told: Vec<Role>,
}

/// Why an order was not carried out.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection {
    /// A business "no".
    Refused(Refusal),
    /// Somebody changed the same fields; theirs, so that both can be shown.
    Conflict {
        /// The case as it is now.
        file: Box<CaseFile>,
        /// The fields in question.
        fields: Vec<super::Field>,
    },
    /// The store could not do it; `code` names the sentence (`problem-<code>`), `detail` is for the log.
    Failed {
        /// Sentence code.
        code: String,
        /// Technical detail without personal data.
        detail: String,
    },
}

/// A change to the draft journal, written before the frame that shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum JournalOp {
    /// A form opened.
    Begin {
        /// Names the form.
        draft: Uuid,
        /// The case it belongs to (a new one's id is made with the form).
        case: Uuid,
        /// Which form, e.g. `intake`.
        form: String,
        /// Who types.
        agent: String,
        /// When.
        at: Timestamp,
        /// The part of the case it is about, where the form alone does not say; older journals have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<Target>,
    },
    /// A field now reads like this.
    Set {
        /// The form.
        draft: Uuid,
        /// The field's name within the form.
        field: String,
        /// The whole text.
        text: String,
    },
    /// The form's content is saved in the store, or thrown away on purpose.
    Close {
        /// The form.
        draft: Uuid,
    },
}

/// A form somebody was typing in when the process ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Names the form.
    pub id: Uuid,
    /// The case it belongs to.
    pub case: Uuid,
    /// Which form.
    pub form: String,
    /// Who typed.
    pub agent: String,
    /// When it opened.
    pub at: Timestamp,
    /// The part of the case it is about, where the form alone does not say.
    pub target: Option<Target>,
    /// What each field read last.
    pub fields: std::collections::BTreeMap<String, String>,
}
