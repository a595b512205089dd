//! What the manual says of acts against what the program says: it may name fewer roles and ask for more, nothing else.

use crate::domain::{Act, Need, Role, State};

use super::check::{Finding, each, items, text};
use super::mistake::nearest;
use super::read::{Placed, Read, words};

/// Notes every act that is widened, stripped of what it needs, moved elsewhere or left out.
pub(super) fn check(read: &Read<'_>, found: &mut Vec<Finding>) {
    let mut known: Vec<Act> = Vec::new();
    for table in ["transition", "act"] {
        for entry in each(read, table) {
            let Some(act) = text(entry, "event").and_then(|event| event.parse().ok()) else { continue };
            if is_step(act) != (table == "transition") || known.contains(&act) {
                let args = vec![("table", table.to_owned()), ("value", act.to_string())];
                found.push(Finding::new(entry.span(), "no-such", args));
                continue;
            }
            known.push(act);
            one(act, entry, found);
        }
    }
    for act in Act::ALL.iter().filter(|act| !known.contains(act)) {
        let args = vec![("table", "act".to_owned()), ("value", act.to_string())];
        found.push(Finding::new(0..0, "code-gap", args));
    }
}

/// Whether an act belongs among the steps of the flow.
fn is_step(act: Act) -> bool {
    act.spec().may.moves_to.is_some() || act == Act::Regrade
}

fn one(act: Act, entry: &Placed<'_>, found: &mut Vec<Finding>) {
    let may = &act.spec().may;
    let who = named(entry, "who");
    for (role, place) in who.iter().filter_map(|value| Some((words(value.get_ref()).parse::<Role>().ok()?, value))) {
        if !may.who.contains(&role) {
            let args = vec![("act", act.to_string()), ("role", role.to_string())];
            found.push(Finding::new(place.span(), "act-wider", args));
        }
    }
    if who.is_empty() {
        found.push(Finding::new(entry.span(), "act-stays", vec![("act", act.to_string())]));
    }
    needs(act, entry, found);
    let place = |key: &str| entry.get_ref().get(key).map_or_else(|| entry.span(), toml::Spanned::span);
    let states: Vec<State> =
        named(entry, "from").iter().filter_map(|value| words(value.get_ref()).parse().ok()).collect();
    let any = entry.get_ref().get("from").is_none() && !is_step(act);
    let same = if any { may.states == State::ALL } else { same_states(&states, may.states) };
    if !same {
        found.push(Finding::new(place("from"), "act-moved", vec![("act", act.to_string())]));
    }
    let keeps = text(entry, "keep_state").as_deref() == Some("true");
    let to = text(entry, "to").and_then(|to| to.parse().ok()).filter(|_| !keeps);
    if to != may.moves_to {
        found.push(Finding::new(place("to"), "act-moved", vec![("act", act.to_string())]));
    }
}

fn same_states(some: &[State], others: &[State]) -> bool {
    some.len() == others.len() && some.iter().all(|state| others.contains(state))
}

/// What the program asks for is asked for still, and what is added has a name.
fn needs(act: Act, entry: &Placed<'_>, found: &mut Vec<Finding>) {
    let values = named(entry, "require");
    for value in &values {
        let word = words(value.get_ref());
        if word.parse::<Need>().is_err() {
            let known = Need::names();
            let meant = nearest(&word, known.iter().copied()).map(str::to_owned);
            let args = vec![("table", "require".to_owned()), ("value", word)];
            found.push(Finding::new(value.span(), "no-such", args).meant(meant));
        }
    }
    let place = entry.get_ref().get("require").map_or_else(|| entry.span(), toml::Spanned::span);
    for need in act.spec().asks.required {
        if !values.iter().any(|value| words(value.get_ref()) == need.as_str()) {
            let args = vec![("act", act.to_string()), ("need", need.as_str().to_owned())];
            found.push(Finding::new(place.clone(), "act-laxer", args));
        }
    }
}

fn named<'a, 's>(entry: &'a Placed<'s>, key: &str) -> Vec<&'a Placed<'s>> {
    entry.get_ref().get(key).map(items).unwrap_or_default()
}
