//! The lessons of the sample shift as data: `assets/guide/*.toml`.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::Deserialize;

use crate::domain::calendar::Calendar;
use crate::domain::code::codes;
use crate::domain::{Case, FollowUpKind, Lang, Names, Role, Stage, Timestamp};

codes! {
    /// A lesson of the sample shift, in the order in which they are taught.
    Lesson { Enquiry = "enquiry", Complaint = "complaint", Fault = "fault", Rating = "rating" }
}

impl Lesson {
    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.place() + 1).copied()
    }

    /// Its place among all, from 0.
    pub fn place(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).unwrap_or(0)
    }

    /// What it consists of; one that cannot be read has no steps (a test reads every one).
    pub fn course(self) -> Course {
        let text = match self {
            Self::Enquiry => include_str!("../../../assets/guide/enquiry.toml"),
            Self::Complaint => include_str!("../../../assets/guide/complaint.toml"),
            Self::Fault => include_str!("../../../assets/guide/fault.toml"),
            Self::Rating => include_str!("../../../assets/guide/rating.toml"),
        };
        toml::from_str(text).unwrap_or_default()
    }
}

/// What a lesson consists of.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// When its clock begins, in the company's zone.
    pub at: NaiveDateTime,
    /// The chair it is practised in, where that is not the agent's own.
    #[serde(default)]
    pub role: Option<Role>,
    /// What happened before it begins.
    #[serde(default)]
    pub before: Option<Before>,
    /// Its steps, in the order of the work.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

impl Course {
    /// The moment its clock begins.
    pub fn start(&self, calendar: &Calendar) -> Timestamp {
        calendar.at(self.at)
    }
}

/// A rehearsal that is replayed before a lesson begins.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// The rehearsal, with words that depend on the language in `{braces}`.
    rehearsal: String,
    /// These words.
    words: BTreeMap<String, Names>,
}

impl Before {
    /// The rehearsal in a language.
    pub fn told(&self, lang: Lang) -> String {
        let fill =
            |text: String, (slot, names): (&String, &Names)| text.replace(&format!("{{{slot}}}"), names.get(lang));
        self.words.iter().fold(self.rehearsal.clone(), fill)
    }
}

/// One thing to do.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Step {
    /// Its name: its sentence is `guide-<lesson>-<id>`, what just happened and why `guide-<lesson>-<id>-why`.
    pub id: String,
    /// The screen it happens on; empty for any.
    pub screen: String,
    /// The form it is about.
    pub form: Option<String>,
    /// The key that opens the form from the step's own one; without it that is where the coach leads back to.
    pub open: Option<String>,
    /// Rows to fill.
    pub fill: Vec<Fill>,
    /// The task of the work list it is about.
    pub task: Option<FollowUpKind>,
    /// What must not have happened on the case, or it went another way than the lesson.
    pub not: Option<String>,
    /// Keys to press once the rows are filled, as `table.action`.
    pub press: Vec<String>,
    /// What to choose in the question that opens then: a result of a call, or `ticks` for every line of a list.
    pub pick: Option<String>,
    /// The practice's clock moves to this moment when the step begins.
    pub later: Option<Later>,
    /// When it is done.
    pub until: Until,
    /// Nothing is left to be done in this lesson.
    pub over: bool,
}

/// A row to fill.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// The row's name.
    pub row: String,
    /// The code to choose.
    #[serde(default)]
    pub choose: Option<String>,
    /// The words to type; the agent's own do as well.
    #[serde(default, rename = "type")]
    pub words: Option<Names>,
}

/// A moment some minutes before something is due.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Later {
    /// What is due.
    pub before: FollowUpKind,
    /// How many minutes before.
    pub minutes: i64,
}

impl Later {
    /// The moment; nothing when nothing of the kind is owed.
    pub fn moment(&self, case: &Case) -> Option<Timestamp> {
        let promised = case.promises.iter().filter(|promise| promise.end.is_none()).map(|promise| promise.due);
        let tasks = case.follow_ups.iter().filter(|task| task.end.is_none() && task.kind == self.before);
        let due = if self.before == FollowUpKind::Promise { promised.min() } else { tasks.map(|task| task.due).min() };
        due.map(|due| due.plus_min(-self.minutes))
    }
}

/// When a step is done: everything named here is so.
#[allow(clippy::struct_excessive_bools, reason = "each is a condition of its own; any of them may go together")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Until {
    /// A call began.
    pub call: bool,
    /// A saved case is in hand.
    pub opened: bool,
    /// The case has come this far, or further.
    pub stage: Option<Stage>,
    /// This happened on the case and was not taken back.
    pub did: Option<String>,
    /// So many times; once where nothing is said.
    pub times: Option<usize>,
    /// No task of this kind is open.
    pub free: Option<FollowUpKind>,
    /// The rows of the step are filled.
    pub filled: bool,
    /// The step's screen was seen.
    pub seen: bool,
    /// Nobody is on the line.
    pub over: bool,
}

impl Until {
    /// Whether it names anything at all.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}
