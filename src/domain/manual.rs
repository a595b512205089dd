//! The service manual as values: every code, limit, table and phrase the rules look up.
//!
//! The `manual` room reads it from TOML, overlays a company's own folder and checks it; nothing here reads files.

mod pages;
mod rules;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

pub use self::pages::*;
pub use self::rules::*;
pub use self::words::*;
use super::acts::{Act, Need};
use super::code::{Channel, Emotion, Impact, Kind, Lang, Level, Modifier, Role, Severity, Stage, State, Urgency};
use super::record::Field;
use super::shift::AgentState;

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
    /// The acts: what may lead where, by whom, with which fields.
    pub acts: Vec<ActRule>,
    /// Where work may lie.
    pub holders: Vec<Named<super::HolderKind>>,
    /// Why a case may pause.
    pub pause_reasons: Vec<PauseReason>,
    /// Why a masked field may be shown.
    pub reveal_reasons: Vec<Coded>,
    /// What contacts were about, as wrap-ups sort them; the first one where nobody says.
    pub wrap_codes: Vec<Coded>,
    /// What an agent may be doing between contacts, with its reasons; the first one is being ready.
    pub agent_states: Vec<AgentStateRule>,
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
    /// When cases of one matter may be a major one.
    pub major: MajorRule,
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
    /// Words of the intake line.
    pub intake: Vec<IntakeWords>,
    /// How the classifier weighs them.
    pub vocab_meta: VocabMeta,
    /// The pages that are read, where a company's folder changes them; the built-in ones are read when first asked for.
    pub pages: Option<Arc<Pages>>,
}

impl Manual {
    /// What the manual says of an act.
    pub fn act(&self, act: Act) -> Option<&ActRule> {
        self.acts.iter().find(|rule| rule.event == act)
    }

    /// The phrase of this name.
    pub fn phrase(&self, id: &str) -> Option<&Phrase> {
        self.phrases.iter().find(|phrase| phrase.id == id)
    }

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
    pub short: Option<Names>,
}

/// Entries with a code and its names in the three languages.
macro_rules! coded {
    ($($(#[$meta:meta])* $name:ident: $code:ty {
        $($(#[doc = $about:literal])+ $(#[serde($($how:tt)+)])? pub $field:ident: $type:ty,)*
    })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// The code.
            pub id: $code,
            /// Its names.
            pub names: Names,
            $($(#[doc = $about])+ pub $field: $type,)*
        }

        // Every start reads hundreds of these: `flatten` would put each key and value aside first.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                struct Flat {
                    id: $code,
                    $($(#[serde($($how)+)])? $field: $type,)*
                    zh_cn: String,
                    zh_tw: String,
                    en: String,
                }
                let Flat { id, $($field,)* zh_cn, zh_tw, en } = Flat::deserialize(deserializer)?;
                Ok(Self { id, names: Names { zh_cn, zh_tw, en }, $($field,)* })
            }
        }
    )+};
}
use coded;

coded! {
    /// An open code with its names.
    Coded: String {}
}

/// An act as the manual repeats it: by whom, from where, with which fields. It narrows what the table of acts says and
/// never widens it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ActRule {
    /// The act, as the log spells it.
    pub event: Act,
    /// In these states; absent where any will do.
    pub from: Option<Vec<State>>,
    /// To this one, where it is a step (unless `keep_state`).
    pub to: Option<State>,
    /// The lowest roles that may.
    pub who: Vec<Role>,
    /// Required fields and conditions.
    #[serde(default)]
    pub require: Vec<Need>,
    /// The act does not move the case.
    #[serde(default)]
    pub keep_state: bool,
}

coded! {
    /// Why a case may pause.
    PauseReason: String {
        /// Whether the customer-facing clocks stand still.
        pub stops_clock: bool,
        /// A role that must grant it.
        pub needs_role: Option<Role>,
        /// What it cannot do without.
        #[serde(default)]
        pub asks: Vec<Field>,
        /// Days it may last at most; the limit in working days where none is named.
        pub longest_days: Option<u32>,
        /// A shorter name for narrow columns.
        pub short: Option<Names>,
    }

    /// What an agent may be doing between contacts.
    AgentStateRule: String {
        /// The state of the telephone it is.
        pub state: AgentState,
    }

    /// A way of contact with its response standard.
    ChannelRule: Channel {
        /// A shorter name for narrow columns.
        pub short: Option<Names>,
        /// Somebody waits on the line.
        pub live: bool,
        /// Seconds to the first human word; absent = not measured.
        pub first_response_s: Option<i64>,
        /// Seconds to the automatic word.
        pub auto_ack_s: Option<i64>,
        /// The standard in rings.
        pub rings: Option<i64>,
    }

    /// What a contact may be about.
    KindRule: Kind {
        /// The impact filled in at first.
        pub default_impact: Impact,
        /// Fields needed to grade it.
        #[serde(default)]
        pub needs: Vec<String>,
        /// Topics to choose from.
        #[serde(default)]
        pub topics: Vec<String>,
    }

    /// A top complaint category.
    Category: String {
        /// The department answering for it.
        pub lead: String,
        /// Its sub-categories, in order.
        #[serde(default, rename = "sub")]
        pub subs: Vec<SubCategory>,
    }

    /// A sub-category; its full code is `top.sub`.
    SubCategory: String {
        /// The severity filled in at first.
        pub severity: Severity,
        /// Its own lead department.
        pub lead: Option<String>,
        /// The level is no weaker than this.
        pub floor_level: Option<Level>,
        /// How a customer would say it.
        #[serde(default)]
        pub example: String,
    }

    /// How bad a complaint may be.
    SeverityRule: Severity {
        /// The level is no weaker than this.
        pub floor_level: Level,
        /// Roles told at grading.
        #[serde(default)]
        pub notify: Vec<Role>,
    }

    /// A circumstance that may raise the level.
    ModifierRule: Modifier {
        /// The best level it can lead to by itself.
        pub reach: Level,
    }
}
