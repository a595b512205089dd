//! What is known for the blanks of a phrase: who speaks, and what the open case says.

use chrono::Timelike;

use super::cx::Cx;
use super::names::spoken;
use super::widgets::Part;
use crate::domain::manual::{Avoid, Phrase};
use crate::domain::phrase::{Piece, fill};
use crate::domain::{Case, Field};

/// The phrase in the language of the screen, with every blank filled that the case knows.
pub fn filled(phrase: &Phrase, case: Option<&Case>, cx: &Cx) -> Vec<Piece> {
    fill(phrase.words.get(cx.lang), &|slot| value(slot, case, cx))
}

/// The better wording for an expression to avoid, with every blank filled that the case knows.
pub fn better(avoid: &Avoid, case: Option<&Case>, cx: &Cx) -> Vec<Piece> {
    fill(avoid.better.get(cx.lang), &|slot| value(slot, case, cx))
}

/// The wording on one line, blanks in their brackets.
pub fn plain(pieces: &[Piece], phrase: Option<&Phrase>, cx: &Cx) -> String {
    let words = pieces.iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Filled { text, .. } => text.clone(),
        Piece::Blank(slot) => format!("〔{}〕", question(phrase, slot, cx)),
    });
    words.collect()
}

/// The wording as the rail shows it.
pub fn parts(pieces: Vec<Piece>, phrase: &Phrase, cx: &Cx) -> Vec<Part> {
    let part = |piece| match piece {
        Piece::Text(words) => Part::Words(words),
        Piece::Filled { text, .. } => Part::Filled(text),
        Piece::Blank(slot) => Part::Blank(question(Some(phrase), &slot, cx)),
    };
    pieces.into_iter().map(part).collect()
}

/// What a blank asks, in the phrase's own words or the slot's.
pub fn question(phrase: Option<&Phrase>, slot: &str, cx: &Cx) -> String {
    if let Some(names) = phrase.and_then(|phrase| phrase.blanks.get(slot)) {
        return names.get(cx.lang).to_owned();
    }
    let coded = cx.rules.manual.slots.iter().find(|coded| coded.id == slot);
    coded.map_or(slot, |coded| coded.names.get(cx.lang)).to_owned()
}

/// What a blank is filled with from a saved case; nothing where nothing is known.
pub fn value(slot: &str, case: Option<&Case>, cx: &Cx) -> Option<String> {
    let department = || Some(cx.department_name(case?.holder_name.as_deref()?).to_owned());
    let saved = |field: Field| match field {
        Field::Department => department(),
        // Of the rest only what reads as words; codes would have to be named first.
        Field::CustomerName
        | Field::Title
        | Field::Summary
        | Field::Product
        | Field::CallerNumber
        | Field::OrderNo
        | Field::DesiredOutcome
        | Field::Tried => case?.record.text(field).map(str::to_owned),
        _ => None,
    };
    match slot {
        "case_no" => case.map(|case| case.no.clone()),
        "lead_dept" => None,
        slot => known(slot, case, &saved, cx),
    }
}

/// What a blank is filled with, fields as `field` reads them. Numbers and times depend on who hears or reads them: they
/// are the caller's.
pub fn known(slot: &str, case: Option<&Case>, field: &dyn Fn(Field) -> Option<String>, cx: &Cx) -> Option<String> {
    match slot {
        "company" => Some(cx.company.clone()),
        "agent" => Some(cx.agent.name.clone()),
        "agent_no" => Some(cx.agent.no.clone()),
        "greeting" => Some(greeting(cx)),
        "customer" => {
            let (name, title) = (field(Field::CustomerName)?, field(Field::Title).unwrap_or_default());
            Some(spoken(&name, &title))
        }
        "phone_tail" => field(Field::CallerNumber).and_then(|number| tail(&number)),
        "order" => field(Field::OrderNo).and_then(|number| tail(&number)),
        "level" => case.and_then(|case| case.level).map(|level| cx.level_name(level).to_owned()),
        "plan" => field(Field::PlanSteps).or_else(|| Some(case?.plan_in_force()?.text.clone())),
        slot => fields_of(slot).iter().find_map(|one| field(*one)),
    }
}

/// The fields that fill a blank, the best first.
fn fields_of(slot: &str) -> &'static [Field] {
    match slot {
        "issue" => &[Field::Summary],
        "product" => &[Field::Product],
        "dept" | "lead_dept" => &[Field::Department, Field::LeadDepartment],
        "result" | "steps" => &[Field::ResolutionText, Field::Note],
        "reason" => &[Field::Reason],
        "wish" => &[Field::DesiredOutcome],
        "tried" => &[Field::Tried],
        "material" => &[Field::Missing],
        "amount" => &[Field::Cost],
        "party" => &[Field::ThirdParty],
        "colla" => &[Field::Collaborating],
        _ => &[],
    }
}

/// The last four letters or digits.
fn tail(number: &str) -> Option<String> {
    let characters: Vec<char> = number.chars().filter(char::is_ascii_alphanumeric).collect();
    let from = characters.len().checked_sub(4)?;
    Some(characters.get(from..)?.iter().collect())
}

fn greeting(cx: &Cx) -> String {
    let key = match cx.local(cx.now).hour() {
        5..=11 => "greeting-morning",
        12..=17 => "greeting-afternoon",
        _ => "greeting-evening",
    };
    cx.words.get(key)
}
