//! Keys as data: table → action → keys, read from `assets/keymap.toml` and changed by the user's `[keys]`.

use std::collections::BTreeMap;

use crokey::KeyCombination;
use crossterm::event::KeyEvent;

use super::screens::tables;
pub use super::strokes::{Strokes, canonical, is_plain, name};
use crate::words::Words;

/// The bindings the program comes with, of `assets/keymap.toml`, as the build made them ready.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/keymap.json"));

/// Bindings as written: table → action → keys.
pub type Bindings = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// An action of a table, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: String,
    /// The action.
    pub action: String,
}

/// What is wrong with a keymap; [`KeymapError::sentence`] says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeymapError {
    /// There is no such table.
    UnknownTable(String),
    /// The table has no such action.
    UnknownAction(Place),
    /// This is not the name of a key.
    BadKey(Place, String),
    /// An action of the call path would need two keys.
    OnlySequence(Place),
    /// Two actions that are within reach at the same time have the same key.
    Conflict {
        /// The key.
        key: String,
        /// `table.action` of the one.
        one: String,
        /// `table.action` of the other.
        two: String,
    },
}

impl KeymapError {
    /// The table and the action it is about.
    pub fn place(&self) -> Option<(&str, &str)> {
        match self {
            Self::UnknownTable(table) => Some((table, "")),
            Self::UnknownAction(at) | Self::BadKey(at, _) | Self::OnlySequence(at) => Some((&at.table, &at.action)),
            Self::Conflict { one, .. } => one.split_once('.'),
        }
    }

    /// The complaint in words.
    pub fn sentence(&self, words: &Words) -> String {
        let with = |key: &str, pairs: &[(&'static str, &str)]| {
            let (table, action) = self.place().unwrap_or_default();
            let place = [("table", table), ("action", action)];
            let args: Vec<_> = pairs.iter().chain(&place).map(|(name, value)| (*name, (*value).into())).collect();
            words.with(key, &args)
        };
        match self {
            Self::UnknownTable(_) => with("keymap-unknown-table", &[]),
            Self::UnknownAction(_) => with("keymap-unknown-action", &[]),
            Self::BadKey(_, key) => with("keymap-bad-key", &[("key", key)]),
            Self::OnlySequence(_) => with("keymap-only-sequence", &[]),
            Self::Conflict { key, one, two } => with("keymap-conflict", &[("key", key), ("one", one), ("two", two)]),
        }
    }
}

/// Tables whose actions belong to a call, where an input method may be on and every second counts: an action there may
/// have a sequence of two keys, but never that alone.
const CALL_PATH: &[&str] = &["line", "case", "confirm", "pick", "book", "runbook", "left_over", "first_run"];

/// Actions that belong together in the keymap, with the tables that are within reach at the same time.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// This table first, then those the screen also listens to.
    pub chain: &'static [&'static str],
    /// Its actions with blanks between them, the likeliest first.
    pub actions: &'static str,
}

impl Table {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.chain.first().copied().unwrap_or_default()
    }

    /// Its actions one by one.
    pub fn actions(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.actions.split(' ')
    }
}

/// An action with the table it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The table.
    pub table: &'static str,
    /// The action.
    pub action: &'static str,
}

impl Bound {
    /// The locale key of its words.
    pub fn words_key(&self) -> String {
        format!("action-{}-{}", self.table, self.action).replace('_', "-")
    }

    /// The locale key of the sentence about it; the five phrases share one.
    pub fn about_key(&self) -> String {
        let action = if self.action.starts_with("say_") { "say" } else { self.action };
        format!("about-{}-{action}", self.table).replace('_', "-")
    }
}

/// Every binding in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Bound, Vec<Strokes>)>,
}

impl Keymap {
    /// The built-in bindings with the user's laid over them: an action named by the user has the user's keys only.
    ///
    /// # Errors
    /// Everything that is wrong, so that it can be put right in one go.
    ///
    /// # Panics
    /// Never: that the built-in keymap is right is tested.
    pub fn new(user: &Bindings) -> Result<Self, Vec<KeymapError>> {
        let mut written: Bindings = serde_json::from_str(BUILT_IN)
            .unwrap_or_else(|error| unreachable!("the built-in keymap is wrong: {error}"));
        for (table, actions) in user {
            let under = written.entry(table.clone()).or_default();
            under.extend(actions.iter().map(|(action, keys)| (action.clone(), keys.clone())));
        }
        let mut errors = unknown(&written);
        let mut bindings = Vec::new();
        let tables = tables();
        for table in &tables {
            for action in table.actions() {
                let keys = written.get(table.name()).and_then(|actions| actions.get(action));
                let keys = parse(table.name(), action, keys.map_or(&[], Vec::as_slice), &mut errors);
                bindings.push((Bound { table: table.name(), action }, keys));
            }
        }
        let keymap = Self { bindings };
        errors.extend(tables.iter().flat_map(|table| keymap.conflicts(table)));
        errors.dedup();
        if errors.is_empty() { Ok(keymap) } else { Err(errors) }
    }

    /// What a key means to a screen that listens to these tables; the first table that binds it wins.
    pub fn meaning(&self, tables: &[&str], key: KeyEvent) -> Option<Bound> {
        let pressed = Strokes { first: canonical(key), second: None };
        self.bound(tables, pressed)
    }

    /// What two keys mean, one after the other.
    pub fn meaning_of_two(&self, tables: &[&str], first: KeyCombination, key: KeyEvent) -> Option<Bound> {
        self.bound(tables, Strokes { first, second: Some(canonical(key)) })
    }

    fn bound(&self, tables: &[&str], pressed: Strokes) -> Option<Bound> {
        tables
            .iter()
            .find_map(|table| self.of(table).find(|(_, keys)| keys.contains(&pressed)).map(|(bound, _)| *bound))
    }

    /// What may follow a first key, in the order of the tables; empty where the key begins nothing.
    pub fn after(&self, tables: &[&str], first: KeyCombination) -> Vec<(KeyCombination, Bound)> {
        let mut found: Vec<(KeyCombination, Bound)> = Vec::new();
        for (bound, keys) in tables.iter().flat_map(|table| self.of(table)) {
            let seconds = keys.iter().filter(|keys| keys.first == first).filter_map(|keys| keys.second);
            for second in seconds {
                if found.iter().all(|(other, _)| *other != second) {
                    found.push((second, *bound));
                }
            }
        }
        found
    }

    /// The actions of a table with their keys, in the order the screen lists them.
    pub fn of(&self, table: &str) -> impl Iterator<Item = &(Bound, Vec<Strokes>)> {
        self.bindings.iter().filter(move |(bound, _)| bound.table == table)
    }

    /// The action of this name in the first of the tables that has it, with its keys.
    pub fn find(&self, tables: &[&str], action: &str) -> Option<&(Bound, Vec<Strokes>)> {
        tables.iter().find_map(|table| self.of(table).find(|(bound, _)| bound.action == action))
    }

    /// The key to show for an action: the first one, or the first that an input method lets through while a field has
    /// the focus.
    pub fn shown(&self, tables: &[&str], action: &str, in_field: bool) -> Option<String> {
        let (_, keys) = self.find(tables, action)?;
        let key = if in_field { keys.iter().find(|keys| !is_plain(&keys.first)) } else { keys.first() };
        key.map(ToString::to_string)
    }

    fn conflicts(&self, table: &Table) -> Vec<KeymapError> {
        let reach: Vec<_> = table.chain.iter().flat_map(|table| self.of(table)).collect();
        let own = reach.iter().filter(|(bound, _)| bound.table == table.name());
        let mut found = Vec::new();
        for (one, keys) in own {
            for (two, others) in &reach {
                let later = (one.table, one.action) < (two.table, two.action) || one.table != two.table;
                if one == two || !later {
                    continue;
                }
                let clashing = keys.iter().filter(|keys| others.iter().any(|other| other.clashes(**keys)));
                found.extend(clashing.map(|keys| KeymapError::Conflict {
                    key: keys.to_string(),
                    one: format!("{}.{}", one.table, one.action),
                    two: format!("{}.{}", two.table, two.action),
                }));
            }
        }
        found
    }
}

fn unknown(written: &Bindings) -> Vec<KeymapError> {
    let (mut errors, tables) = (Vec::new(), tables());
    for (name, actions) in written {
        let Some(table) = tables.iter().find(|table| table.name() == name) else {
            errors.push(KeymapError::UnknownTable(name.clone()));
            continue;
        };
        let strange = actions.keys().filter(|action| !table.actions().any(|known| known == *action));
        errors.extend(
            strange.map(|action| KeymapError::UnknownAction(Place { table: name.clone(), action: action.clone() })),
        );
    }
    errors
}

fn parse(table: &str, action: &str, keys: &[String], errors: &mut Vec<KeymapError>) -> Vec<Strokes> {
    let mut parsed = Vec::new();
    let place = || Place { table: table.to_owned(), action: action.to_owned() };
    for key in keys {
        match Strokes::parse(key) {
            Some(strokes) => parsed.push(strokes),
            None => errors.push(KeymapError::BadKey(place(), key.clone())),
        }
    }
    let two_only = !parsed.is_empty() && parsed.iter().all(|keys| keys.second.is_some());
    if two_only && (CALL_PATH.contains(&table) || action == "new_call") {
        errors.push(KeymapError::OnlySequence(place()));
    }
    parsed
}
