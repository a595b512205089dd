//! What is known for the blanks of a phrase: who speaks, and what the open case says.

use chrono::Timelike;

use super::cx::Cx;
use super::names::spoken;
use crate::domain::manual::Phrase;
use crate::domain::phrase::{Piece, fill};
use crate::domain::{Case, Field};

/// The phrase in the language of the screen, with every blank filled that the case knows.
pub fn filled(phrase: &Phrase, case: Option<&Case>, cx: &Cx) -> Vec<Piece> {
    fill(phrase.words.get(cx.lang), &|slot| value(slot, case, cx))
}

/// What a blank asks, in the phrase's own words or the slot's.
pub fn question(phrase: Option<&Phrase>, slot: &str, cx: &Cx) -> String {
    if let Some(names) = phrase.and_then(|phrase| phrase.blanks.get(slot)) {
        return names.get(cx.lang).to_owned();
    }
    let coded = cx.rules.manual.slots.iter().find(|coded| coded.id == slot);
    coded.map_or(slot, |coded| coded.names.get(cx.lang)).to_owned()
}

/// What a blank is filled with; nothing where nothing is known.
pub fn value(slot: &str, case: Option<&Case>, cx: &Cx) -> Option<String> {
    match slot {
        "company" => Some(cx.company.clone()),
        "agent" => Some(cx.agent.name.clone()),
        "agent_no" => Some(cx.agent.no.clone()),
        "greeting" => Some(greeting(cx)),
        _ => of_case(slot, case?, cx),
    }
}

fn of_case(slot: &str, case: &Case, cx: &Cx) -> Option<String> {
    let text = |field: Field| case.record.text(field).map(str::to_owned);
    match slot {
        "customer" => {
            let (name, title) = (text(Field::CustomerName)?, text(Field::Title).unwrap_or_default());
            Some(spoken(&name, &title))
        }
        "issue" => text(Field::Summary),
        "product" => text(Field::Product),
        "case_no" => Some(case.no.clone()),
        "phone_tail" => text(Field::CallerNumber).and_then(|number| tail(&number)),
        "order" => text(Field::OrderNo).and_then(|number| tail(&number)),
        "level" => case.level.map(|level| cx.level_name(level).to_owned()),
        "dept" => case.holder_name.as_deref().map(|code| cx.department_name(code).to_owned()),
        "wish" => text(Field::DesiredOutcome),
        "tried" => text(Field::Tried),
        "plan" => case.plans.last().map(|plan| plan.text.clone()),
        _ => None,
    }
}

/// The last four characters.
fn tail(number: &str) -> Option<String> {
    let characters: Vec<char> = number.chars().filter(|c| c.is_alphanumeric()).collect();
    let from = characters.len().checked_sub(4)?;
    Some(characters.get(from..)?.iter().collect())
}

fn greeting(cx: &Cx) -> String {
    let key = match cx.local(cx.now).hour() {
        0..=11 => "greeting-morning",
        12..=17 => "greeting-afternoon",
        _ => "greeting-evening",
    };
    cx.words.get(key)
}
