//! What a row is filled with, and what it holds as one text.

use std::collections::BTreeSet;

use super::when::Side;
use crate::tui::tell::codes::Choosable;
use crate::tui::widgets::TextField;

/// A choice of two things at once: a line and a column.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub lines: Vec<Choosable>,
    pub columns: Vec<Choosable>,
    /// What each cell comes to and whether it stands out, line by line.
    pub cells: Vec<(String, bool)>,
    pub at: (Option<usize>, Option<usize>),
    /// The next digit means the column.
    pub column_next: bool,
}

#[derive(Debug, Clone)]
pub enum Control {
    Words(TextField),
    /// A moment.
    When {
        typed: TextField,
        /// Where a moment without a date lies.
        side: Side,
    },
    /// A whole number; `cents` where it is money.
    Number {
        typed: TextField,
        /// It is yuan and kept as cents.
        cents: bool,
    },
    /// One of several codes.
    One {
        options: Vec<Choosable>,
        chosen: Option<usize>,
        /// The one chosen below it.
        below: Option<usize>,
    },
    /// Any of several codes.
    Many {
        options: Vec<Choosable>,
        ticked: BTreeSet<usize>,
        /// Where the arrows stand.
        at: usize,
    },
    /// Yes or no.
    Tick(Option<bool>),
    Table(Table),
    /// One of a few marks, counted from 1; 0 = the customer would not say.
    Mark {
        answers: Vec<String>,
        mark: Option<u8>,
    },
}

impl Control {
    /// A line of words of at most `cap` characters.
    pub fn line(cap: usize) -> Self {
        Self::Words(TextField::line(cap))
    }

    pub const fn one(options: Vec<Choosable>) -> Self {
        Self::One { options, chosen: None, below: None }
    }

    pub const fn many(options: Vec<Choosable>) -> Self {
        Self::Many { options, ticked: BTreeSet::new(), at: 0 }
    }

    pub const fn typed(&self) -> Option<&TextField> {
        match self {
            Self::Words(typed) | Self::When { typed, .. } | Self::Number { typed, .. } => Some(typed),
            Self::One { .. } | Self::Many { .. } | Self::Tick(_) | Self::Table(_) | Self::Mark { .. } => None,
        }
    }

    pub const fn typed_mut(&mut self) -> Option<&mut TextField> {
        match self {
            Self::Words(typed) | Self::When { typed, .. } | Self::Number { typed, .. } => Some(typed),
            Self::One { .. } | Self::Many { .. } | Self::Tick(_) | Self::Table(_) | Self::Mark { .. } => None,
        }
    }

    /// Everything it holds as one text: what the draft journal keeps.
    pub fn kept(&self) -> String {
        match self {
            Self::Words(typed) | Self::When { typed, .. } | Self::Number { typed, .. } => typed.text().to_owned(),
            Self::One { .. } => self.code().unwrap_or_default(),
            Self::Many { .. } => self.ticked().collect::<Vec<_>>().join(","),
            Self::Tick(tick) => tick.map_or(String::new(), |yes| if yes { "yes" } else { "no" }.to_owned()),
            Self::Table(table) => {
                let part = |at: Option<usize>| at.map_or(String::new(), |at| at.to_string());
                match table.at {
                    (None, None) => String::new(),
                    (line, column) => format!("{}/{}", part(line), part(column)),
                }
            }
            Self::Mark { mark, .. } => mark.map_or(String::new(), |mark| mark.to_string()),
        }
    }

    /// Takes back what [`Control::kept`] gave.
    pub fn restore(&mut self, kept: &str) {
        match self {
            Self::Words(typed) | Self::When { typed, .. } | Self::Number { typed, .. } => typed.set(kept),
            Self::One { .. } => self.choose(kept),
            Self::Many { options, ticked, .. } => {
                let codes: Vec<&str> = kept.split(',').collect();
                let chosen = options.iter().enumerate().filter(|(_, one)| codes.contains(&one.code.as_str()));
                *ticked = chosen.map(|(at, _)| at).collect();
            }
            Self::Tick(tick) => {
                *tick = match kept {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                };
            }
            Self::Table(table) => {
                let (line, column) = kept.split_once('/').unwrap_or_default();
                table.at = (line.parse().ok(), column.parse().ok());
            }
            Self::Mark { mark, .. } => *mark = kept.parse().ok(),
        }
    }

    /// The chosen code of a choice; `top.sub` where there are options below.
    pub fn code(&self) -> Option<String> {
        let Self::One { options, chosen, below } = self else { return None };
        let option = options.get((*chosen)?)?;
        if option.below.is_empty() {
            return Some(option.code.clone());
        }
        let sub = option.below.get((*below)?)?;
        Some(format!("{}.{}", option.code, sub.code))
    }

    pub fn name(&self) -> Option<String> {
        let Self::One { options, chosen, below } = self else { return None };
        let option = options.get((*chosen)?)?;
        match below.and_then(|at| option.below.get(at)) {
            Some(sub) => Some(format!("{}  {}", sub.name, option.name)),
            None => Some(option.name.clone()),
        }
    }

    pub fn ticked(&self) -> impl Iterator<Item = &str> {
        let many = if let Self::Many { options, ticked, .. } = self { Some((options, ticked)) } else { None };
        let places = many.into_iter().flat_map(|(options, ticked)| ticked.iter().map(|at| options.get(*at)));
        places.flatten().map(|one| one.code.as_str())
    }

    /// The mark given; 0 counts as asked but not answered.
    pub const fn mark(&self) -> Option<u8> {
        if let Self::Mark { mark, .. } = self { *mark } else { None }
    }

    pub const fn table(&self) -> Option<&Table> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    /// Chooses a code; an unknown one chooses nothing.
    fn choose(&mut self, code: &str) {
        let Self::One { options, chosen, below } = self else { return };
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

    pub fn is_empty(&self) -> bool {
        match self {
            Self::Words(typed) | Self::When { typed, .. } | Self::Number { typed, .. } => {
                typed.text().trim().is_empty()
            }
            Self::One { .. } => self.code().is_none(),
            Self::Many { ticked, .. } => ticked.is_empty(),
            Self::Tick(tick) => tick.is_none(),
            Self::Table(table) => table.at.0.is_none() || table.at.1.is_none(),
            Self::Mark { mark, .. } => mark.is_none(),
        }
    }
}

impl Table {
    /// Moves the chosen cell; at an edge nothing moves.
    pub fn step(&mut self, lines: isize, columns: isize) -> bool {
        let line = self.at.0.unwrap_or(0).checked_add_signed(lines).filter(|to| *to < self.lines.len());
        let column = self.at.1.unwrap_or(0).checked_add_signed(columns).filter(|to| *to < self.columns.len());
        let moved = line.is_some() && column.is_some();
        if moved {
            self.at = (line, column);
        }
        moved
    }
}
