//! What is in hand: the case as it is saved and the form over it.

use super::steps::grading::{self, Graded};
use super::steps::{Key, Purpose, StepForm, act};
use crate::domain::grade::Grading;
use crate::domain::{Case, Field, Level, Tier};
use crate::tui::call::Call;
use crate::tui::cx::Cx;

/// The case and the form, for whoever only looks at them.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    /// The case as it is saved; none while a contact is new.
    pub case: Option<&'a Case>,
    pub form: Option<&'a StepForm>,
    /// How the customer ranks.
    pub tier: Tier,
    /// The call it is spoken of in.
    pub call: Option<&'a Call>,
    pub cx: &'a Cx,
}

impl Hand<'_> {
    pub fn grading(&self) -> Option<Grading> {
        grading::grading(self.form?, self.tier, self.case?, self.cx)
    }

    /// The level of the cell chosen but not yet saved.
    pub fn level(&self) -> Option<Level> {
        self.grading().map(|grading| grading.level)
    }

    /// The level the form comes to, and the cell it stands on.
    pub fn graded(&self) -> Graded {
        Some((self.level()?, self.form?.row(Key::Matrix)?.control.table()?.at))
    }

    /// The code of a field as chosen in the form, else as saved.
    pub fn code(&self, field: Field) -> Option<String> {
        let chosen = self.form.and_then(|form| form.code(field));
        chosen.or_else(|| self.case?.record.text(field).map(str::to_owned))
    }

    /// Rings before the answer, as typed, else as saved.
    pub fn rings(&self) -> Option<i64> {
        let typed = self.form.and_then(|form| form.words(Field::Rings).trim().parse().ok());
        typed.or_else(|| self.case?.record.number(Field::Rings))
    }

    /// The form in hand is not the one of the present step.
    pub fn is_aside(&self) -> bool {
        match (self.form.map(|form| form.about.purpose), self.case) {
            (Some(Purpose::Act(act)), Some(case)) => act::awaited(case, self.cx) != Some(act),
            _ => false,
        }
    }
}
