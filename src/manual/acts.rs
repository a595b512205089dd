//! What the manual says of acts against what the program says: it may name fewer roles and ask for more, nothing else.

use std::ops::Range;

use crate::domain::{Act, Need, Role, State};

use super::check::{each, items, text};
use super::mistake::nearest;
use super::read::{Placed, Read, words};

/// Notes every act that is widened, stripped of what it needs, moved elsewhere or left out.
pub(super) fn check(read: &Read<'_>) {
    let mut known: Vec<Act> = Vec::new();
    for table in ["transition", "act"] {
        for entry in each(read, table) {
            let Some(act) = text(entry, "event").and_then(|event| event.parse::<Act>().ok()) else { continue };
            if act.is_step() != (table == "transition") || known.contains(&act) {
                read.note(&entry.span(), "no-such", &[("table", table), ("value", act.as_str())]);
                continue;
            }
            known.push(act);
            one(read, act, entry);
        }
    }
    for act in Act::ALL.iter().filter(|act| !known.contains(act)) {
        read.note(&(0..0), "code-gap", &[("table", "act"), ("value", act.as_str())]);
    }
}

fn one(read: &Read<'_>, act: Act, entry: &Placed<'_>) {
    let (may, named_act) = (&act.spec().may, ("act", act.as_str()));
    let who = named(entry, "who");
    for (role, place) in who.iter().filter_map(|value| Some((words(value.get_ref()).parse::<Role>().ok()?, value))) {
        if !may.who.contains(&role) {
            read.note(&place.span(), "act-wider", &[named_act, ("role", role.as_str())]);
        }
    }
    if who.is_empty() {
        read.note(&entry.span(), "act-stays", &[named_act]);
    }
    needs(read, act, entry);
    let states: Vec<State> =
        named(entry, "from").iter().filter_map(|value| words(value.get_ref()).parse().ok()).collect();
    let any = entry.get_ref().get("from").is_none() && !act.is_step();
    let all_known = || states.iter().all(|state| may.states.contains(state));
    let same = if any { may.states == State::ALL } else { states.len() == may.states.len() && all_known() };
    if !same {
        read.note(&place(entry, "from"), "act-moved", &[named_act]);
    }
    let keeps = text(entry, "keep_state").as_deref() == Some("true");
    let to = text(entry, "to").and_then(|to| to.parse().ok()).filter(|_| !keeps);
    if to != may.moves_to {
        read.note(&place(entry, "to"), "act-moved", &[named_act]);
    }
}

/// Where a key of an entry stands, else the entry.
fn place(entry: &Placed<'_>, key: &str) -> Range<usize> {
    entry.get_ref().get(key).unwrap_or(entry).span()
}

/// What the program asks for is asked for still, and what is added has a name.
fn needs(read: &Read<'_>, act: Act, entry: &Placed<'_>) {
    let values = named(entry, "require");
    for value in &values {
        let word = words(value.get_ref());
        if word.parse::<Need>().is_err() {
            let known = Need::names();
            let args = [("table", "require"), ("value", &*word)];
            read.note_meant(&value.span(), "no-such", &args, nearest(&word, known.iter().copied()));
        }
    }
    for need in act.spec().asks.required {
        if !values.iter().any(|value| words(value.get_ref()) == need.as_str()) {
            let args = [("act", act.as_str()), ("need", need.as_str())];
            read.note(&place(entry, "require"), "act-laxer", &args);
        }
    }
}

fn named<'a, 's>(entry: &'a Placed<'s>, key: &str) -> Vec<&'a Placed<'s>> {
    entry.get_ref().get(key).map(items).unwrap_or_default()
}
