//! The service manual as values: every code, limit, table and phrase the rules look up.
//!
//! The `manual` room reads it from TOML, overlays a company's own folder and checks it; nothing here reads files.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::code::{
    CalendarKind, Channel, Dimension, Emotion, FollowUpKind, Impact, Kind, Lang, Level, Modifier, Outcome, Role,
    Severity, Stage, State, Tier, Urgency,
};

/// A name in the three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Names {
    /// Simplified Chinese.
    pub zh_cn: String,
    /// Traditional Chinese.
    pub zh_tw: String,
    /// English.
    pub en: String,
}

impl Names {
    /// All three.
    pub const fn all(&self) -> [(Lang, &String); 3] {
        [(Lang::ZhCn, &self.zh_cn), (Lang::ZhTw, &self.zh_tw), (Lang::En, &self.en)]
    }

    /// The name in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.zh_cn,
            Lang::ZhTw => &self.zh_tw,
            Lang::En => &self.en,
        }
    }
}

/// A whole manual, overlay included.
#[derive(Debug, Clone, PartialEq)]
pub struct Manual {
    /// Hash over the sources it was read from; acts carry it.
    pub hash: String,
    /// Steps, in order.
    pub stages: Vec<Named<Stage>>,
    /// States.
    pub states: Vec<Named<State>>,
    /// What may lead where, by whom, with which fields.
    pub transitions: Vec<Transition>,
    /// Where work may lie.
    pub holders: Vec<Named<super::HolderKind>>,
    /// Why a case may pause.
    pub pause_reasons: Vec<PauseReason>,
    /// Ways of contact with their standards.
    pub channels: Vec<ChannelRule>,
    /// What a contact may be about.
    pub kinds: Vec<KindRule>,
    /// Complaint categories, in order, with their sub-categories.
    pub categories: Vec<Category>,
    /// How bad a complaint may be.
    pub severities: Vec<SeverityRule>,
    /// Names of impacts.
    pub impacts: Vec<Named<Impact>>,
    /// Names of urgencies.
    pub urgencies: Vec<Named<Urgency>>,
    /// Impact × urgency → level.
    pub grade: BTreeMap<Impact, BTreeMap<Urgency, Level>>,
    /// Modifiers in file order.
    pub modifiers: Vec<ModifierRule>,
    /// Limits by level.
    pub levels: Vec<LevelRule>,
    /// Limits that do not depend on the level.
    pub clock: ClockRule,
    /// Working time.
    pub calendar: CalendarRule,
    /// Statutory days by region and year.
    pub holidays: Vec<Holidays>,
    /// Names and money limits of roles.
    pub roles: Vec<RoleRule>,
    /// Departments.
    pub departments: Vec<Coded>,
    /// Customer standings.
    pub tiers: Vec<TierRule>,
    /// How a matter may be solved.
    pub resolution_types: Vec<Coded>,
    /// How a case may end.
    pub outcomes: Vec<OutcomeRule>,
    /// Classes of causes.
    pub root_causes: Vec<Coded>,
    /// Moods.
    pub emotions: Vec<Named<Emotion>>,
    /// Follow-up rules.
    pub follow_ups: Vec<FollowUpRule>,
    /// Ratings.
    pub satisfaction: Satisfaction,
    /// The form of an order number and the case-number prefix rules.
    pub order_no: String,
    /// Names of topics (`kind.topic` is not needed: topics are unique within their kind).
    pub topics: Vec<Coded>,
    /// Phrases in file order.
    pub phrases: Vec<Phrase>,
    /// What can be filled into a phrase, named as the question its blank asks.
    pub slots: Vec<Coded>,
    /// What phrases are for ([`Phrase::group`]).
    pub phrase_groups: Vec<Coded>,
    /// Expressions to avoid, with better wording.
    pub avoid: Vec<Avoid>,
    /// What is done one after the other on a level 1 case.
    pub runbooks: Vec<Runbook>,
    /// The classifier's words.
    pub vocab: Vec<Vocab>,
    /// How the classifier weighs them.
    pub vocab_meta: VocabMeta,
}

/// What is done one after the other when a matter is of level 1.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Runbook {
    /// The code.
    pub id: String,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// Top categories it is for; none: for whatever has no list of its own.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Its lines, in order; the first one starts it.
    #[serde(rename = "line")]
    pub lines: Vec<Coded>,
}

impl Manual {
    /// The list for a matter: that of its category, else the general one.
    pub fn runbook(&self, category: Option<&str>) -> Option<&Runbook> {
        let top = category.map(|code| code.split_once('.').map_or(code, |(top, _)| top));
        let own = self.runbooks.iter().find(|one| top.is_some_and(|top| one.categories.iter().any(|id| id == top)));
        own.or_else(|| self.runbooks.iter().find(|one| one.categories.is_empty()))
    }
}

/// A closed code with its names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Named<C> {
    /// The code.
    pub id: C,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// A shorter name for narrow columns.
    #[serde(default)]
    pub short: Option<Names>,
}

/// An open code with its names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Coded {
    /// The code.
    pub id: String,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
}

/// An edge of the state machine.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Transition {
    /// From any of these.
    pub from: Vec<State>,
    /// To this (unless `keep_state`).
    pub to: State,
    /// The act, as the log spells it.
    pub event: String,
    /// The lowest roles that may.
    pub who: Vec<Role>,
    /// Names of required fields and conditions.
    #[serde(default)]
    pub require: Vec<String>,
    /// The guard in words.
    #[serde(default)]
    pub guard: Option<String>,
    /// The act does not move the case.
    #[serde(default)]
    pub keep_state: bool,
}

/// Why a case may pause.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PauseReason {
    /// The code.
    pub id: String,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// Whether the customer-facing clocks stand still.
    pub stops_clock: bool,
    /// A role that must grant it.
    #[serde(default)]
    pub needs_role: Option<Role>,
}

/// A way of contact with its response standard.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ChannelRule {
    /// The code.
    pub id: Channel,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// A shorter name for narrow columns.
    #[serde(default)]
    pub short: Option<Names>,
    /// Somebody waits on the line.
    pub live: bool,
    /// Seconds to the first human word; absent = not measured.
    #[serde(default)]
    pub first_response_s: Option<i64>,
    /// Seconds to the automatic word.
    #[serde(default)]
    pub auto_ack_s: Option<i64>,
    /// The standard in rings.
    #[serde(default)]
    pub rings: Option<i64>,
}

/// What a contact may be about.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct KindRule {
    /// The code.
    pub id: Kind,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// The impact filled in at first.
    pub default_impact: Impact,
    /// Fields needed to grade it.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Topics to choose from.
    #[serde(default)]
    pub topics: Vec<String>,
    /// No level and no clocks.
    #[serde(default)]
    pub no_level_clocks: bool,
}

/// A top complaint category.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Category {
    /// The code.
    pub id: String,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// The department answering for it.
    pub lead: String,
    /// Its sub-categories, in order.
    #[serde(default, rename = "sub")]
    pub subs: Vec<SubCategory>,
}

/// A sub-category; its full code is `top.sub`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SubCategory {
    /// The code below its category.
    pub id: String,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// The severity filled in at first.
    pub severity: Severity,
    /// Its own lead department.
    #[serde(default)]
    pub lead: Option<String>,
    /// The level is no weaker than this.
    #[serde(default)]
    pub floor_level: Option<Level>,
    /// How a customer would say it.
    #[serde(default)]
    pub example: String,
}

/// How bad a complaint may be.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SeverityRule {
    /// The code.
    pub id: Severity,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// The level is no weaker than this.
    pub floor_level: Level,
    /// Roles told at grading.
    #[serde(default)]
    pub notify: Vec<Role>,
}

/// A circumstance that may raise the level.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ModifierRule {
    /// The code.
    pub id: Modifier,
    /// The best level it can lead to by itself.
    pub reach: Level,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
}

/// Limits of a level.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LevelRule {
    /// 1, 2 or 3.
    pub id: Level,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// A shorter name for narrow columns.
    #[serde(default)]
    pub short: Option<Names>,
    /// Where each limit comes from: numbers of the manuals (`001 004`), `default` or `company`; by key of this rule.
    #[serde(default)]
    pub src: BTreeMap<String, String>,
    /// Minutes to the first human answer on channels that have this clock.
    pub respond_min: u32,
    /// Its kind of time.
    pub respond_cal: CalendarKind,
    /// Minutes to the start of handling.
    #[serde(default)]
    pub start_min: Option<u32>,
    /// Its kind of time.
    #[serde(default)]
    pub start_cal: Option<CalendarKind>,
    /// Minutes between progress updates.
    #[serde(default)]
    pub progress_min: Option<u32>,
    /// Their kind of time.
    #[serde(default)]
    pub progress_cal: Option<CalendarKind>,
    /// Minutes to a plan.
    #[serde(default)]
    pub plan_min: Option<u32>,
    /// Its kind of time.
    #[serde(default)]
    pub plan_cal: Option<CalendarKind>,
    /// Minutes to a definite answer.
    pub answer_min: u32,
    /// Its kind of time.
    pub answer_cal: CalendarKind,
    /// Service minutes the front line tries by itself.
    #[serde(default)]
    pub self_solve_min: Option<u32>,
    /// Roles told at grading.
    #[serde(default)]
    pub notify: Vec<Role>,
}

/// Limits that do not depend on the level.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ClockRule {
    /// Where each limit comes from, as in [`LevelRule::src`].
    #[serde(default)]
    pub src: BTreeMap<String, String>,
    /// Shares of a clock at which it is marked amber and red.
    pub warn_at: [f64; 2],
    /// Channels with a respond clock.
    pub respond_channels: Vec<Channel>,
    /// Share of the plan limit a department may use.
    pub department_share: f64,
    /// Minutes to a complete complaint record.
    pub complaint_record_min: u32,
    /// Working days to close a complaint.
    pub complaint_close_workdays: u32,
    /// Working days after which a lead is alarmed.
    pub complaint_ceiling_workdays: u32,
    /// Working days to tell what became of a suggestion.
    pub suggestion_notice_workdays: u32,
    /// Working days one pause may last.
    pub max_pause_workdays: u32,
    /// Days in which an archived case may be reopened.
    #[serde(default = "thirty")]
    pub reopen_days: u32,
    /// Seconds between two rings.
    #[serde(default = "five")]
    pub ring_s: i64,
}

const fn thirty() -> u32 {
    30
}

const fn five() -> i64 {
    5
}

/// Working time of the company.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct CalendarRule {
    /// IANA name of the company's zone.
    pub timezone: String,
    /// Region of the holiday tables, e.g. `CN`.
    pub region: String,
    /// `HH:MM-HH:MM`, every day.
    pub service_hours: Vec<String>,
    /// `HH:MM-HH:MM`, on working days.
    pub work_hours: Vec<String>,
    /// 1 = Monday … 7.
    pub work_weekdays: Vec<u8>,
    /// Polite hours to call.
    pub outbound_hours: Vec<String>,
    /// Follow-ups that also skip statutory days off.
    pub outbound_skip_holiday_kinds: Vec<FollowUpKind>,
    /// Follow-ups that are due at any hour.
    pub outbound_exempt_kinds: Vec<FollowUpKind>,
}

/// Statutory days of a region and year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Holidays {
    /// Region, e.g. `CN`.
    pub region: String,
    /// Year.
    pub year: i32,
    /// Days off: `2026-01-01` or `2026-01-01..2026-01-03`.
    pub off: Vec<String>,
    /// Make-up working days.
    #[serde(default)]
    pub work: Vec<String>,
}

/// Names and limits of a role.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RoleRule {
    /// The code.
    pub id: Role,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// Yuan it may offer on its own.
    #[serde(default)]
    pub compensation_limit: Option<i64>,
}

/// A customer standing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct TierRule {
    /// The code.
    pub id: Tier,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// Days between care calls.
    pub care_days: u32,
}

/// How a case may end.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OutcomeRule {
    /// The code.
    pub id: Outcome,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// It counts as resolved in figures.
    #[serde(default)]
    pub counts_as_resolved: bool,
    /// It stays out of case figures.
    #[serde(default)]
    pub excluded: bool,
}

/// A follow-up rule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FollowUpRule {
    /// The code.
    pub id: FollowUpKind,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// How often it may be put off.
    pub snooze_max: u32,
    /// Elapsed minutes after the due before it counts as missed.
    pub grace_min: i64,
    /// Minutes after its cause, by `l1` `l2` `l3` `light` `moderate` `heavy` `any` `missed` `cut`.
    #[serde(default)]
    pub after_min: BTreeMap<String, i64>,
    /// Days after its cause.
    #[serde(default)]
    pub after_days: Vec<i64>,
    /// Days after its cause for heavy complaints.
    #[serde(default)]
    pub after_days_heavy: Vec<i64>,
    /// It may stay open after archiving.
    #[serde(default)]
    pub after_close: bool,
}

/// How ratings are scored.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Satisfaction {
    /// Below this a score is low.
    pub low_overall: f64,
    /// At or below this a mark is low.
    pub low_dimension: u8,
    /// Fewer marks make no score.
    pub min_dimensions: usize,
    /// Without this one there is no score.
    pub must_answer: Dimension,
    /// Dimensions with weights.
    #[serde(rename = "dimension")]
    pub dimensions: Vec<DimensionRule>,
    /// Key pressed → mark.
    pub keypad: BTreeMap<String, u8>,
    /// Names of what became of asking.
    #[serde(rename = "status")]
    pub statuses: Vec<Named<super::RatingStatus>>,
    /// The score aimed at.
    pub target_score: f64,
    /// Share of level 2 faults that are asked, in per cent.
    pub l2_fault_percent: u8,
}

/// A dimension with its weight.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DimensionRule {
    /// The code.
    pub id: Dimension,
    /// Its names.
    #[serde(flatten)]
    pub names: Names,
    /// Its weight.
    pub weight: u32,
}

/// A scripted phrase: a prompt to speak freely.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Phrase {
    /// The code.
    pub id: String,
    /// The step it belongs to.
    pub stage: Stage,
    /// What it is for (`greet`, `calm`, …).
    pub group: String,
    /// Where it fits; `internal` is a note to colleagues.
    pub channel: Vec<String>,
    /// Kinds it is limited to.
    #[serde(default)]
    pub kind: Vec<Kind>,
    /// Levels it is limited to.
    #[serde(default)]
    pub level: Vec<Level>,
    /// Moods it answers.
    #[serde(default)]
    pub emotion: Vec<Emotion>,
    /// The situation, in words.
    pub when: String,
    /// Blanks to be filled from the case.
    pub slots: Vec<String>,
    /// The wording.
    #[serde(flatten)]
    pub words: Names,
    /// A title of a few characters for narrow screens.
    #[serde(default)]
    pub title: Option<Names>,
    /// What a blank asks in this phrase, where it is not the slot's own question.
    #[serde(default)]
    pub blanks: BTreeMap<String, Names>,
}

/// An expression to avoid.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Avoid {
    /// The code.
    pub id: String,
    /// Forms to look for.
    #[serde(rename = "match")]
    pub forms: Vec<String>,
    /// Why.
    pub why: String,
    /// The better wording.
    #[serde(flatten)]
    pub better: Names,
}

/// Words that point to a code.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Vocab {
    /// `kind.x`, `category.top.sub`, `impact.x`, `urgency.x`, `emotion.x`, `signal.x`.
    pub target: String,
    /// Weight of each word.
    pub weight: u32,
    /// Words count even after a negation.
    #[serde(default)]
    pub keep_negated: bool,
    /// The words; `…` stands for 0–8 characters.
    pub words: Vec<String>,
}

/// How the classifier weighs words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct VocabMeta {
    /// Words that turn the next one.
    pub negation: Vec<String>,
    /// Ties by this order.
    pub kind_order: Vec<Kind>,
    /// Categories that vote for a fault.
    pub vote_fault: Vec<String>,
    /// Categories whose vote is weak.
    pub vote_weak: Vec<String>,
    /// Strength of a vote.
    pub vote_max: u32,
    /// Strength of a weak vote.
    pub vote_weak_max: u32,
    /// Ties by this order.
    pub emotion_order: Vec<Emotion>,
    /// Ties by this order.
    pub impact_order: Vec<Impact>,
    /// Ties by this order.
    pub urgency_order: Vec<Urgency>,
}
