//! What a script file adds for a lesson of the sample shift: when and where it is practised, and the coach's steps.

use serde::Deserialize;
use toml::value::Datetime;

use super::file::{File, FileError, local};
use crate::domain::calendar::Calendar;
use crate::domain::manual::Names;
use crate::domain::{Case, FollowUpKind, Lang, Role, Stage, Timestamp};

/// When and where a lesson is practised.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// When its clock begins, in the company's zone.
    begins_at: Datetime,
    /// The chair it is practised in, where that is not the agent's own.
    #[serde(default)]
    role: Option<Role>,
}

/// A lesson of the sample shift: a script file with a coach.
#[derive(Debug, Clone, Default)]
pub struct Course {
    text: &'static str,
    occasion: Option<Occasion>,
    /// The coach's steps, in the order of the work.
    pub steps: Vec<Step>,
}

impl Course {
    /// Reads a lesson.
    pub fn read(text: &'static str) -> Result<Self, FileError> {
        let file = File::parse("lesson", text)?;
        Ok(Self { text, occasion: file.lesson, steps: file.coach })
    }

    /// The moment its clock begins, in the company's zone.
    pub fn start(&self, calendar: &Calendar) -> Timestamp {
        let local = self.occasion.as_ref().and_then(|occasion| local(&occasion.begins_at));
        local.map_or(Timestamp(0), |local| calendar.at(local))
    }

    /// The chair it is practised in, where that is not the agent's own.
    pub fn role(&self) -> Option<Role> {
        self.occasion.as_ref().and_then(|occasion| occasion.role)
    }

    /// The case that came before it, in a language; nothing where it begins with an empty desk.
    pub fn before(&self, lang: Lang) -> Option<File> {
        File::spoken("lesson", self.text, lang).ok().filter(File::has_case)
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
