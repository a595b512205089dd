//! Every act and every kind of fact is answered by every table: its place, the manual, the words of three languages.

use std::collections::BTreeMap;

use zuoxi::domain::acts::fields::listed;
use zuoxi::domain::{Act, CaseEvent, Lang, State};
use zuoxi::words::{Words, dashed};

fn words() -> Vec<(Lang, Words)> {
    Lang::ALL.iter().map(|lang| (*lang, Words::new(*lang))).collect()
}

#[test]
fn every_act_is_answered_by_every_table() {
    let manual = zuoxi::manual::built_in();
    let mut gaps = Vec::new();
    for act in Act::ALL {
        let spec = act.spec();
        if !CaseEvent::KINDS.contains(&act.as_str()) {
            gaps.push(format!("{act}: no fact is spelled like it"));
        }
        if spec.may.who.is_empty() {
            gaps.push(format!("{act}: nobody may"));
        }
        for (lang, words) in words() {
            let key = format!("act-{}", dashed(act.as_str()));
            if !words.has(&key) {
                gaps.push(format!("{act}: {lang} lacks {key}"));
            }
        }
        let Some(rule) = manual.act(*act) else {
            gaps.push(format!("{act}: flow.toml does not name it"));
            continue;
        };
        let states: Vec<State> = rule.from.clone().unwrap_or_else(|| State::ALL.to_vec());
        if rule.who != spec.may.who {
            gaps.push(format!("{act}: flow.toml says {:?}, the table {:?}", rule.who, spec.may.who));
        }
        if rule.require != spec.asks.required {
            gaps.push(format!("{act}: flow.toml asks for {:?}, the table for {:?}", rule.require, spec.asks.required));
        }
        if states != spec.may.states {
            gaps.push(format!("{act}: flow.toml starts from {states:?}, the table from {:?}", spec.may.states));
        }
        if rule.to.filter(|_| !rule.keep_state) != spec.may.moves_to {
            gaps.push(format!("{act}: flow.toml leads to {:?}, the table to {:?}", rule.to, spec.may.moves_to));
        }
    }
    assert!(gaps.is_empty(), "{gaps:#?}");
}

#[test]
fn every_kind_of_fact_is_told_in_three_languages() {
    let mut gaps = Vec::new();
    for kind in CaseEvent::KINDS {
        let key = format!("case-fact-{}", dashed(kind));
        for (lang, _) in words().iter().filter(|(_, words)| !words.has(&key)) {
            gaps.push(format!("{kind}: {lang} lacks {key}"));
        }
    }
    assert!(gaps.is_empty(), "{gaps:#?}");
}

#[test]
fn no_two_acts_have_one_place_in_the_list() {
    let mut places: BTreeMap<Option<u8>, Vec<Act>> = BTreeMap::new();
    for act in listed() {
        places.entry(act.spec().place.listed).or_default().push(act);
    }
    let twice: Vec<_> = places.values().filter(|acts| acts.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
