//! What can be chosen in a field, and what the code it holds is called.

use super::Teller;
use crate::domain::manual::Category;
use crate::domain::values::{SensitiveAct, SpamReason, TaskResult};
use crate::domain::{Field, Kind, Modifier, Names, Solved};
use crate::words::dashed;

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosable {
    /// The code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// The options below it (sub-categories); empty for most.
    pub below: Vec<Choosable>,
}

impl Choosable {
    /// One without others below it.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self { code: code.into(), name: name.into(), below: Vec::new() }
    }
}

/// Why an agent tells the lead by hand.
const TRIGGERS: [&str; 4] = ["decision", "customer_asks", "exposure_threat", "major"];
/// What a customer can state to prove who they are.
const IDENTITY_FACTS: [&str; 6] = ["name", "phone_tail", "order_tail", "email", "last_purchase", "calling_number"];

/// Codes of the manual with their names.
macro_rules! named {
    ($cx:ident, $list:ident) => {
        $cx.rules.manual.$list.iter().map(|one| option(&one.id.to_string(), &one.names, $cx)).collect()
    };
    (short $cx:ident, $list:ident) => {
        $cx.rules
            .manual
            .$list
            .iter()
            .map(|one| option(&one.id.to_string(), one.short.as_ref().unwrap_or(&one.names), $cx))
            .collect()
    };
}

fn option(code: &str, names: &Names, cx: &Teller) -> Choosable {
    Choosable::new(code, names.get(cx.lang))
}

/// Codes of a set of the rules, with names of the locale files (`<prefix>-<code>`).
fn worded(prefix: &str, codes: impl IntoIterator<Item = &'static str>, cx: &Teller) -> Vec<Choosable> {
    let name = |code: &str| cx.words.get(&format!("{prefix}-{}", dashed(code)));
    codes.into_iter().map(|code| Choosable::new(code, name(code))).collect()
}

fn categories(cx: &Teller) -> Vec<Choosable> {
    let subs = |category: &Category| category.subs.iter().map(|sub| option(&sub.id, &sub.names, cx)).collect();
    let with_subs = |one: &Category| Choosable { below: subs(one), ..option(&one.id, &one.names, cx) };
    cx.rules.manual.categories.iter().map(with_subs).collect()
}

/// The options of a field that holds a code; topics are those of the kind.
pub fn options(field: Field, kind: Option<Kind>, cx: &Teller) -> Vec<Choosable> {
    match field {
        Field::Channel | Field::ToldByChannel => named!(short cx, channels),
        Field::Kind => named!(cx, kinds),
        Field::Topic => topics(kind, cx),
        Field::Category | Field::SecondCategory => categories(cx),
        Field::Severity => named!(cx, severities),
        Field::Emotion => named!(short cx, emotions),
        Field::ResolutionType => named!(cx, resolution_types),
        Field::Cause | Field::RootCause => named!(cx, root_causes),
        Field::Department | Field::LeadDepartment | Field::Collaborating => named!(cx, departments),
        Field::ToHolder => named!(short cx, holders),
        Field::Outcome => named!(cx, outcomes),
        Field::PauseReason => named!(cx, pause_reasons),
        Field::Impact => named!(cx, impacts),
        Field::Urgency => named!(cx, urgencies),
        Field::Circumstances => circumstances(cx),
        Field::RevealReason => named!(cx, reveal_reasons),
        Field::Solved => worded("solved", Solved::ALL.iter().map(|one| one.as_str()), cx),
        Field::SpamReason => worded("case-spam", SpamReason::ALL.iter().map(|one| one.as_str()), cx),
        Field::Trigger => worded("trigger", TRIGGERS, cx),
        Field::Facts => worded("case-identity", IDENTITY_FACTS, cx),
        Field::Sensitive => worded("case-sensitive", SensitiveAct::ALL.iter().map(|one| one.as_str()), cx),
        Field::FollowUpResult => worded("case-result", TaskResult::ALL.iter().map(|one| one.as_str()), cx),
        _ => Vec::new(),
    }
}

fn topics(kind: Option<Kind>, cx: &Teller) -> Vec<Choosable> {
    let manual = &cx.rules.manual;
    let rule = manual.kinds.iter().find(|rule| Some(rule.id) == kind);
    let wanted = rule.map_or(&[][..], |rule| rule.topics.as_slice());
    let named = |code: &String| manual.topics.iter().find(|topic| &topic.id == code);
    wanted.iter().filter_map(named).map(|topic| option(&topic.id, &topic.names, cx)).collect()
}

/// Circumstances a person ticks; the others are known to the store.
fn circumstances(cx: &Teller) -> Vec<Choosable> {
    const TICKED: [Modifier; 5] = [
        Modifier::RepeatContact,
        Modifier::ExposureThreat,
        Modifier::ExposureReal,
        Modifier::Vulnerable,
        Modifier::BrokenPromise,
    ];
    let rules = cx.rules.manual.modifiers.iter().filter(|rule| TICKED.contains(&rule.id));
    rules.map(|rule| option(rule.id.as_str(), &rule.names, cx)).collect()
}

/// The name of the code a field holds.
pub fn name(field: Field, code: &str, cx: &Teller) -> String {
    // That nobody is asked to rate may have its reason in what the matter is.
    if matches!(field, Field::Topic | Field::RatingReason) {
        let topic = cx.rules.manual.topics.iter().find(|topic| topic.id == code);
        return topic.map_or(code, |topic| topic.names.get(cx.lang)).to_owned();
    }
    for option in options(field, None, cx) {
        if option.code == code {
            return option.name;
        }
        if let Some(sub) = code.strip_prefix(option.code.as_str()).and_then(|rest| rest.strip_prefix('.'))
            && let Some(found) = option.below.iter().find(|below| below.code == sub)
        {
            return format!("{}  {}", found.name, option.name);
        }
    }
    code.to_owned()
}
