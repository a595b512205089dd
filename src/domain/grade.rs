//! The grade of a case: impact and urgency make a level, circumstances may raise it.
//!
//! The case lists every circumstance that applies, also one that changed nothing: it explains the level to its reader.

use std::collections::BTreeSet;

use super::manual::{Manual, ModifierRule, SubCategory};
use super::{Impact, Kind, Level, Modifier, Role, Severity, Tier, Urgency};

/// What decides the grade.
#[derive(Debug, Clone)]
pub struct GradeInput<'a> {
    /// How much is affected.
    pub impact: Impact,
    /// How soon it is needed.
    pub urgency: Urgency,
    /// What it is about.
    pub kind: Kind,
    /// How bad a complaint is; of other kinds it is ignored.
    pub severity: Option<Severity>,
    /// `top.sub`.
    pub category: Option<&'a str>,
    /// The customer's standing.
    pub tier: Tier,
    /// Circumstances a person ticked.
    pub circumstances: &'a [Modifier],
    /// The case came back from the archive.
    pub reopened: bool,
    /// A promise on this case was missed.
    pub broken_promise: bool,
}

/// A grade with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grading {
    /// The level.
    pub level: Level,
    /// Every circumstance that applies.
    pub modifiers: BTreeSet<Modifier>,
    /// Who is told by rule.
    pub notify: BTreeSet<Role>,
}

/// The topic of an enquiry by which somebody is praised.
pub const PRAISE: &str = "praise";

/// Whether a matter is praise.
pub fn is_praise(kind: Option<Kind>, topic: Option<&str>) -> bool {
    kind == Some(Kind::Enquiry) && topic == Some(PRAISE)
}

/// Whether a matter gets a level and clocks: all do but contacts we began ourselves and praise.
pub fn has_level(kind: Option<Kind>, topic: Option<&str>) -> bool {
    kind != Some(Kind::Proactive) && !is_praise(kind, topic)
}

/// The grade by the manual's table, floors and reaches; the order of circumstances does not matter.
pub fn grade(manual: &Manual, input: &GradeInput<'_>) -> Grading {
    let base = table_level(manual, input.impact, input.urgency);
    let modifiers: BTreeSet<Modifier> =
        Modifier::ALL.iter().copied().filter(|modifier| applies(manual, input, *modifier)).collect();
    let level = modifiers.iter().map(|modifier| raised(manual, input, base, *modifier)).min().unwrap_or(base);
    let notify = notified(manual, input, level, &modifiers);
    Grading { level, modifiers, notify }
}

/// The level of the table alone; a pair the manual leaves out counts as ordinary.
pub fn table_level(manual: &Manual, impact: Impact, urgency: Urgency) -> Level {
    manual.grade.get(&impact).and_then(|row| row.get(&urgency)).copied().unwrap_or(Level::THREE)
}

fn applies(manual: &Manual, input: &GradeInput<'_>, modifier: Modifier) -> bool {
    let ticked = input.circumstances.contains(&modifier);
    match modifier {
        Modifier::SeverityFloor => matches!(complaint_severity(input), Some(Severity::Moderate | Severity::Heavy)),
        Modifier::SubFloor => sub_floor(manual, input).is_some(),
        Modifier::KeyCustomer => input.tier != Tier::Standard,
        Modifier::Reopened => input.reopened,
        Modifier::BrokenPromise => input.broken_promise || ticked,
        Modifier::Vulnerable => ticked && matches!(input.impact, Impact::Core | Impact::Critical),
        Modifier::RepeatContact | Modifier::ExposureThreat | Modifier::ExposureReal => ticked,
    }
}

/// Where one circumstance alone leads.
fn raised(manual: &Manual, input: &GradeInput<'_>, base: Level, modifier: Modifier) -> Level {
    let target = match modifier {
        Modifier::SeverityFloor => complaint_severity(input).and_then(|severity| severity_floor(manual, severity)),
        Modifier::SubFloor => sub_floor(manual, input),
        Modifier::ExposureThreat => Some(Level::TWO),
        Modifier::ExposureReal => Some(Level::ONE),
        Modifier::KeyCustomer
        | Modifier::RepeatContact
        | Modifier::Reopened
        | Modifier::BrokenPromise
        | Modifier::Vulnerable => Level::new(base.number().saturating_sub(1)),
    };
    // A smaller number is a higher level: never above the reach, never below where it stood.
    target.map_or(base, |target| target.max(reach(manual, modifier)).min(base))
}

fn reach(manual: &Manual, modifier: Modifier) -> Level {
    let rule: Option<&ModifierRule> = manual.modifiers.iter().find(|rule| rule.id == modifier);
    rule.map_or(Level::ONE, |rule| rule.reach)
}

fn complaint_severity(input: &GradeInput<'_>) -> Option<Severity> {
    input.severity.filter(|_| input.kind == Kind::Complaint)
}

fn severity_floor(manual: &Manual, severity: Severity) -> Option<Level> {
    manual.severities.iter().find(|rule| rule.id == severity).map(|rule| rule.floor_level)
}

fn sub_floor(manual: &Manual, input: &GradeInput<'_>) -> Option<Level> {
    sub_category(manual, input.category?)?.floor_level
}

/// The entry of `top.sub`.
pub fn sub_category<'a>(manual: &'a Manual, code: &str) -> Option<&'a SubCategory> {
    let (top, sub) = code.split_once('.')?;
    manual.categories.iter().find(|category| category.id == top)?.subs.iter().find(|entry| entry.id == sub)
}

fn notified(manual: &Manual, input: &GradeInput<'_>, level: Level, modifiers: &BTreeSet<Modifier>) -> BTreeSet<Role> {
    let by_level = manual.levels.iter().filter(|rule| rule.id == level).flat_map(|rule| &rule.notify);
    let severity = complaint_severity(input);
    let by_severity = manual.severities.iter().filter(|rule| Some(rule.id) == severity).flat_map(|rule| &rule.notify);
    let tells_lead = [Modifier::BrokenPromise, Modifier::ExposureThreat, Modifier::ExposureReal];
    let by_circumstance = tells_lead.iter().any(|modifier| modifiers.contains(modifier)).then_some(Role::Lead);
    by_level.chain(by_severity).copied().chain(by_circumstance).collect()
}
