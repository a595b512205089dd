//! What is known for the blanks of a phrase: who speaks, and what the open case says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Timelike;

use super::cx::Cx;
use super::moment;
use super::names::spoken;
use super::tell::{Teller, hours};
use super::widgets::Part;
use crate::domain::acts::escalate;
use crate::domain::manual::{Avoid, Phrase};
use crate::domain::protocol::CaseFile;
use crate::domain::say::{Debt, Moment, Need, Piece, blanks, choose, fill};
use crate::domain::{Case, ClockKind, Field, PromiseEnd, Timestamp};
use crate::text::spoken_time;

/// The phrase in the language of the screen, with every blank filled that the case knows.
pub fn filled(phrase: &Phrase, case: Option<&Case>, cx: &Cx) -> Vec<Piece> {
    fill(phrase.words.get(cx.lang), &|slot| put_in(slot, phrase, case, cx))
}

/// What a blank of a phrase is filled with.
fn put_in(slot: &str, phrase: &Phrase, case: Option<&Case>, cx: &Cx) -> Option<String> {
    let say = |at: Timestamp| spoken_time(cx.local(at), cx.local(cx.now), cx.lang).words;
    match slot {
        "eta" => time(phrase, case, cx).map(say),
        "new_eta" => new_time(phrase, case, cx).map(say),
        slot => value(slot, case, cx),
    }
}

/// The phrases to say now on a saved case, by what stands in its record.
pub fn chosen<'a>(file: &CaseFile, cx: &'a Cx) -> Vec<&'a Phrase> {
    let moment = Moment { filled: Some(fillable(&file.case, cx)), ..moment::at_case(file, cx) };
    choose(&moment, &cx.rules.manual)
}

/// The blanks a saved case can fill in some phrase. Only times differ from phrase to phrase; every other blank is asked
/// for once, for this is done for every frame.
pub fn fillable(case: &Case, cx: &Cx) -> BTreeSet<String> {
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    for phrase in &cx.rules.manual.phrases {
        for slot in blanks(phrase.words.get(cx.lang)) {
            let fills = || put_in(slot, phrase, Some(case), cx).is_some_and(|text| !text.trim().is_empty());
            match known.get(slot) {
                Some(true) => {}
                Some(false) if !matches!(slot, "eta" | "new_eta") => {}
                _ => drop(known.insert(slot, fills())),
            }
        }
    }
    known.into_iter().filter(|(_, fills)| *fills).map(|(slot, _)| slot.to_owned()).collect()
}

/// The better wording for an expression to avoid, with every blank filled that the case knows.
pub fn better(avoid: &Avoid, case: Option<&Case>, cx: &Cx) -> Vec<Piece> {
    fill(avoid.better.get(cx.lang), &|slot| value(slot, case, cx))
}

/// The wording on one line, blanks in their brackets.
pub fn plain(pieces: &[Piece], phrase: Option<&Phrase>, cx: &Teller) -> String {
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
pub fn question(phrase: Option<&Phrase>, slot: &str, cx: &Teller) -> String {
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
        | Field::OrderNo
        | Field::DesiredOutcome
        | Field::ThirdParty
        | Field::Tried => case?.record.text(field).map(str::to_owned),
        _ => None,
    };
    match slot {
        "case_no" => case.map(|case| case.no.clone()),
        // Only what the customer has just said is read back, never what stands on file.
        "phone_tail" => None,
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
        "order" => field(Field::OrderNo).and_then(|number| tail(&number)),
        "level" => case.and_then(|case| case.level).map(|level| cx.level_name(level).to_owned()),
        "plan" => Some(case?.plan_in_force()?.text.clone()).or_else(|| field(Field::PlanSteps)),
        "reason" => field(Field::Reason).or_else(|| cause(case?, cx)),
        "material" => field(Field::Missing).or_else(|| Some(case?.pause.as_ref()?.missing.clone())),
        "hotline" => Some(cx.hotline.clone()),
        "supervisor" => Some(cx.supervisor.clone()),
        "service_hours" => Some(hours::in_words(&cx.rules.manual.calendar.service_hours, &cx.words)),
        "lead_dept" => departments(case?, cx).next(),
        "collab" => {
            let helping: Vec<String> = departments(case?, cx).skip(1).collect();
            Some(helping.join(&cx.words.get("list-separator")))
        }
        slot => fields_of(slot).iter().find_map(|one| field(*one)),
    }
}

/// The fields that fill a blank, the best first.
fn fields_of(slot: &str) -> &'static [Field] {
    match slot {
        "issue" => &[Field::Summary],
        "product" => &[Field::Product],
        "dept" => &[Field::Department, Field::LeadDepartment],
        "result" | "steps" => &[Field::ResolutionText, Field::Note],
        "wish" => &[Field::DesiredOutcome],
        "tried" => &[Field::Tried],
        "amount" => &[Field::Cost],
        "party" => &[Field::ThirdParty],
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

/// The class of cause of the plan in force, in words.
fn cause(case: &Case, cx: &Cx) -> Option<String> {
    let code = case.plan_in_force()?.cause.as_ref()?;
    let named = cx.rules.manual.root_causes.iter().find(|cause| cause.id == *code)?;
    Some(named.names.get(cx.lang).to_owned())
}

/// The departments named, the leading one first.
fn departments<'a>(case: &'a Case, cx: &'a Cx) -> impl Iterator<Item = String> + 'a {
    case.work.departments.iter().map(|department| cx.department_name(&department.name).to_owned())
}

/// The times a phrase speaks of a saved case: the one it was about, and the new one.
pub struct Times {
    pub old: Option<Timestamp>,
    pub new: Option<Timestamp>,
}

impl Times {
    pub fn of(phrase: &Phrase, case: &Case, cx: &Cx) -> Self {
        Self { old: time(phrase, Some(case), cx), new: new_time(phrase, Some(case), cx) }
    }
}

/// The time a phrase speaks of: the promise it admits to have broken or moves, the update it announces, the call of a
/// lead, the end of the plan, else when the customer next hears from us.
pub fn time(phrase: &Phrase, case: Option<&Case>, cx: &Cx) -> Option<Timestamp> {
    let case = case?;
    if phrase.debt.contains(&Debt::Promise) {
        let missed = case.promises.iter().filter(|one| one.end.as_ref().is_some_and(|end| end.0 == PromiseEnd::Missed));
        return missed.map(|promise| promise.due).max();
    }
    if phrase.debt.contains(&Debt::Delay) {
        return case.open_promises().first().map(|promise| promise.due);
    }
    if phrase.needs.contains(&Need::Supervisor) {
        let until = case.work.escalation.as_ref().and_then(|open| open.until);
        let (minutes, kind) = escalate::time_to_take_note(case.level);
        return until.or_else(|| Some(cx.rules.calendar.add(kind, cx.now, i64::from(minutes))));
    }
    // Two times on offer are nobody's fact.
    let offers = ["eta", "new_eta"].iter().all(|time| phrase.slots.iter().any(|slot| slot == time));
    if offers {
        return None;
    }
    let plan = case.plan_in_force().and_then(|plan| plan.eta).filter(|eta| *eta > cx.now);
    match phrase.group.as_str() {
        "progress" => moment::next_update(case, cx).or_else(|| next_told(case, cx)),
        "plan" if plan.is_some() => plan,
        _ => next_told(case, cx),
    }
}

/// The new time after one that was missed: that of the next word that is owed anyway, an update if that comes first.
pub fn new_time(phrase: &Phrase, case: Option<&Case>, cx: &Cx) -> Option<Timestamp> {
    let case = case.filter(|_| phrase.debt.contains(&Debt::Promise))?;
    moment::next_update(case, cx).into_iter().chain(next_told(case, cx)).min()
}

/// When the customer next hears from us: a promise, or the limit of a plan or an answer.
fn next_told(case: &Case, cx: &Cx) -> Option<Timestamp> {
    let promises = case.open_promises().into_iter().map(|promise| promise.due);
    let told = |kind| matches!(kind, ClockKind::Plan | ClockKind::Answer);
    let limits = case.clocks.iter().filter(|clock| clock.is_running() && clock.met.is_none() && told(clock.kind));
    promises.chain(limits.map(|clock| clock.due)).filter(|due| *due > cx.now).min()
}
