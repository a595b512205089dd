//! A form as it is being filled: rows, focus, what is missing, what the machine put in.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::domain::{Act, EventId, Field, Target};
use crate::tui::widgets::Typed;

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

impl Key {
    /// Its name in the draft journal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shorthand => "shorthand",
            Self::Field(field) => field.as_str(),
            Self::Matrix => "matrix",
            Self::Asked => "asked",
        }
    }

    /// The key with this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "shorthand" => Some(Self::Shorthand),
            "matrix" => Some(Self::Matrix),
            "asked" => Some(Self::Asked),
            field => field.parse().ok().map(Self::Field),
        }
    }
}

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
}

impl Row {
    /// An empty row.
    pub const fn new(key: Key, control: Control) -> Self {
        Self { key, control, required: false, origin: Origin::Agent, guess: false, own: false, wrong: None }
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

/// A form as it is being filled.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Names it in the draft journal.
    pub draft: Uuid,
    /// Made when it opened, so that a retried act is recognised.
    pub command: EventId,
    /// The version of the case its values were read from.
    pub based_on: Option<u64>,
    /// What the act is about, where the act alone does not say.
    pub target: Option<Target>,
    /// Its rows, in the order of a conversation.
    pub rows: Vec<Row>,
    /// The row in hand.
    pub focus: usize,
    /// Keys go into the row in hand; Esc steps out.
    pub inside: bool,
    /// Leaving was tried: what is missing is marked.
    pub tried: bool,
    /// The draft journal knows of it.
    pub begun: bool,
    /// It was sent and nobody answered yet.
    pub sent: bool,
    /// The cell of the matrix the words point to.
    pub heard: (Option<usize>, Option<usize>),
    /// The customer's name is on record, so the form need not ask for it.
    pub named: bool,
}

impl Form {
    /// An empty form.
    pub const fn new(purpose: Purpose, draft: Uuid, command: EventId, rows: Vec<Row>) -> Self {
        Self {
            purpose,
            draft,
            command,
            based_on: None,
            target: None,
            rows,
            focus: 0,
            inside: true,
            tried: false,
            begun: false,
            sent: false,
            heard: (None, None),
            named: false,
        }
    }

    /// The row with this key.
    pub fn row(&self, key: Key) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// The row with this key, to be changed.
    pub fn row_mut(&mut self, key: Key) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.key == key)
    }

    /// The text of a field, blank when it has none.
    pub fn words(&self, field: Field) -> &str {
        self.row(Key::Field(field)).and_then(Row::typed).map_or("", Typed::text)
    }

    /// The chosen code of a field.
    pub fn code(&self, field: Field) -> Option<String> {
        self.row(Key::Field(field)).and_then(Row::code)
    }

    /// The row in hand.
    pub fn here(&self) -> Option<&Row> {
        self.rows.get(self.focus)
    }

    /// The row in hand, to be changed.
    pub fn here_mut(&mut self) -> Option<&mut Row> {
        self.rows.get_mut(self.focus)
    }

    /// Moves the focus by rows, around the ends.
    pub fn step(&mut self, by: isize) {
        let count = self.rows.len();
        if count > 0 {
            self.focus = self.focus.wrapping_add_signed(by.rem_euclid(isize::try_from(count).unwrap_or(1))) % count;
            self.inside = true;
        }
    }

    /// Moves to the next row that still has to be filled, or the next one when none has; tells whether there was one.
    pub fn on(&mut self) -> bool {
        let wanting = |row: &Row| row.required && (row.is_empty() || row.wrong.is_some());
        let after = self.rows.iter().skip(self.focus + 1).position(wanting).map(|at| at + self.focus + 1);
        match after.or_else(|| self.rows.iter().position(wanting)) {
            Some(at) => {
                self.focus = at;
                self.inside = true;
                true
            }
            None => false,
        }
    }

    /// Puts the focus on a row.
    pub fn focus_on(&mut self, key: Key) -> bool {
        let found = self.rows.iter().position(|row| row.key == key);
        if let Some(at) = found {
            self.focus = at;
            self.inside = true;
        }
        found.is_some()
    }

    /// Marks what is missing and puts the focus on the first such row; tells whether anything is.
    pub fn check(&mut self) -> bool {
        self.tried = true;
        let mut first = None;
        for (at, row) in self.rows.iter_mut().enumerate() {
            match (&row.wrong, row.required && row.is_empty()) {
                (_, true) => row.wrong = Some(Wrong::Missing),
                (Some(Wrong::Missing), false) => row.wrong = None,
                _ => {}
            }
            if row.wrong.is_some() && first.is_none() {
                first = Some(at);
            }
        }
        if let Some(at) = first {
            self.focus = at;
            self.inside = true;
        }
        first.is_some()
    }
}
