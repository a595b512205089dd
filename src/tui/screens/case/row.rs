//! One row of a form: how it is filled, where its value came from, what is wrong with it.

use std::collections::BTreeSet;

use super::form::Key;
use crate::tui::widgets::Typed;

/// Where a value came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// The agent typed it here.
    #[default]
    Agent,
    /// The shorthand line.
    Shorthand,
    /// The customer file.
    File,
    /// A rule filled it in.
    Rule,
    /// Words in the text suggest it.
    Heard,
    /// It was saved before.
    Saved,
}

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosable {
    /// The code.
    pub code: String,
    /// Its name in the user's language.
    pub name: String,
    /// The options below it (sub-categories); empty for most.
    pub below: Vec<Choosable>,
}

/// What can be done to a row.
#[derive(Debug, Clone)]
pub enum Control {
    /// Words.
    Words(Typed),
    /// A moment.
    When(Typed),
    /// A whole number; `cents` where it is money.
    Number {
        /// As typed.
        typed: Typed,
        /// It is yuan and kept as cents.
        cents: bool,
    },
    /// One of several codes.
    One {
        /// What can be chosen.
        options: Vec<Choosable>,
        /// The one chosen.
        chosen: Option<usize>,
        /// The one chosen below it.
        below: Option<usize>,
    },
    /// Any of several codes.
    Many {
        /// What can be ticked.
        options: Vec<Choosable>,
        /// What is.
        ticked: BTreeSet<usize>,
        /// Where the arrows stand.
        at: usize,
    },
    /// Yes or no.
    Tick(Option<bool>),
    /// Impact and urgency.
    Matrix {
        /// Row.
        impact: Option<usize>,
        /// Column.
        urgency: Option<usize>,
        /// The next digit means the urgency.
        column_next: bool,
    },
    /// A mark 1–5, 0 = the customer would not say.
    Mark(Option<u8>),
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing there.
    Missing,
    /// A code of [`crate::domain::Invalid`].
    Invalid(crate::domain::Invalid),
}

/// One row of a form.
#[derive(Debug, Clone)]
pub struct Row {
    /// Which.
    pub key: Key,
    /// How it is filled.
    pub control: Control,
    /// It must be filled before the step is left.
    pub required: bool,
    /// Where its value came from.
    pub origin: Origin,
    /// The machine guesses; leaving the step or Enter makes it a fact.
    pub guess: bool,
    /// The agent corrected it, so the shorthand line no longer fills it.
    pub own: bool,
    /// What is wrong.
    pub wrong: Option<Wrong>,
    /// The saved value as it may be seen: it stays unless another one is typed.
    pub masked: Option<String>,
}

impl Row {
    /// An empty row.
    pub const fn new(key: Key, control: Control) -> Self {
        Self {
            key,
            control,
            required: false,
            origin: Origin::Agent,
            guess: false,
            own: false,
            wrong: None,
            masked: None,
        }
    }

    /// The same row, required.
    #[must_use]
    pub const fn required(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    /// Its text, where it is typed.
    pub const fn typed(&self) -> Option<&Typed> {
        match &self.control {
            Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => Some(typed),
            _ => None,
        }
    }

    /// Its text, to be changed.
    pub const fn typed_mut(&mut self) -> Option<&mut Typed> {
        match &mut self.control {
            Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => Some(typed),
            _ => None,
        }
    }

    /// Everything it holds as one text: what the draft journal keeps.
    pub fn kept(&self) -> String {
        match &self.control {
            Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => typed.text().to_owned(),
            Control::One { .. } => self.code().unwrap_or_default(),
            Control::Many { options, ticked, .. } => {
                let codes: Vec<&str> =
                    ticked.iter().filter_map(|at| options.get(*at)).map(|one| one.code.as_str()).collect();
                codes.join(",")
            }
            Control::Tick(tick) => tick.map_or(String::new(), |yes| if yes { "yes" } else { "no" }.to_owned()),
            Control::Matrix { impact, urgency, .. } => {
                let part = |at: &Option<usize>| at.map_or(String::new(), |at| at.to_string());
                format!("{}/{}", part(impact), part(urgency))
            }
            Control::Mark(mark) => mark.map_or(String::new(), |mark| mark.to_string()),
        }
    }

    /// Takes back what [`Row::kept`] gave.
    pub fn restore(&mut self, kept: &str) {
        match &mut self.control {
            Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => typed.set(kept),
            Control::One { .. } => self.choose(kept),
            Control::Many { options, ticked, .. } => {
                let codes: Vec<&str> = kept.split(',').collect();
                *ticked = (0..)
                    .zip(options.iter())
                    .filter(|(_, one)| codes.contains(&one.code.as_str()))
                    .map(|(at, _)| at)
                    .collect();
            }
            Control::Tick(tick) => {
                *tick = match kept {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                };
            }
            Control::Matrix { impact, urgency, .. } => {
                let (row, column) = kept.split_once('/').unwrap_or_default();
                (*impact, *urgency) = (row.parse().ok(), column.parse().ok());
            }
            Control::Mark(mark) => *mark = kept.parse().ok(),
        }
    }

    /// The chosen code of a choice; `top.sub` where there are options below.
    pub fn code(&self) -> Option<String> {
        let Control::One { options, chosen, below } = &self.control else { return None };
        let option = options.get((*chosen)?)?;
        if option.below.is_empty() {
            return Some(option.code.clone());
        }
        let sub = option.below.get((*below)?)?;
        Some(format!("{}.{}", option.code, sub.code))
    }

    /// The name of the chosen code.
    pub fn name(&self) -> Option<String> {
        let Control::One { options, chosen, below } = &self.control else { return None };
        let option = options.get((*chosen)?)?;
        match below.and_then(|at| option.below.get(at)) {
            Some(sub) => Some(format!("{}  {}", sub.name, option.name)),
            None => Some(option.name.clone()),
        }
    }

    /// Chooses a code; an unknown one chooses nothing.
    pub fn choose(&mut self, code: &str) {
        let Control::One { options, chosen, below } = &mut self.control else { return };
        (*chosen, *below) = (None, None);
        for (at, option) in options.iter().enumerate() {
            if option.below.is_empty() && option.code == code {
                *chosen = Some(at);
            }
            for (sub_at, sub) in option.below.iter().enumerate() {
                if code.strip_prefix(option.code.as_str()).and_then(|rest| rest.strip_prefix('.')) == Some(&sub.code) {
                    (*chosen, *below) = (Some(at), Some(sub_at));
                }
            }
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match &self.control {
            Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => {
                typed.text().trim().is_empty()
            }
            Control::One { .. } => self.code().is_none(),
            Control::Many { ticked, .. } => ticked.is_empty(),
            Control::Tick(tick) => tick.is_none(),
            Control::Matrix { impact, urgency, .. } => impact.is_none() || urgency.is_none(),
            Control::Mark(mark) => mark.is_none(),
        }
    }
}
