//! What the manual limits and measures: levels, clocks, working time, tasks, ratings, roles.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::code::{CalendarKind, Channel, Dimension, FollowUpKind, Level, Outcome, RatingStatus, Role, Tier};
use super::{Named, Names, coded};

coded! {
    /// Limits of a level.
    LevelRule: Level {
        /// A shorter name for narrow columns.
        pub short: Option<Names>,
        /// Where each limit comes from: numbers of the manuals (`001 004`), `default` or `company`; by key of this rule.
        #[serde(default)]
        pub src: BTreeMap<String, String>,
        /// Minutes to the first human answer on channels that have this clock.
        pub respond_min: u32,
        /// Its kind of time.
        pub respond_cal: CalendarKind,
        /// Minutes to the start of handling.
        pub start_min: Option<u32>,
        /// Its kind of time.
        pub start_cal: Option<CalendarKind>,
        /// Minutes between progress updates.
        pub progress_min: Option<u32>,
        /// Their kind of time.
        pub progress_cal: Option<CalendarKind>,
        /// Minutes to a plan.
        pub plan_min: Option<u32>,
        /// Its kind of time.
        pub plan_cal: Option<CalendarKind>,
        /// Minutes to a definite answer.
        pub answer_min: u32,
        /// Its kind of time.
        pub answer_cal: CalendarKind,
        /// Service minutes the front line tries by itself.
        pub self_solve_min: Option<u32>,
        /// Roles told at grading.
        #[serde(default)]
        pub notify: Vec<Role>,
    }
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

/// When cases of one matter may be a major one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MajorRule {
    /// Where each figure comes from, as in [`LevelRule::src`].
    #[serde(default)]
    pub src: BTreeMap<String, String>,
    /// From how many callers on a screen proposes it.
    pub cases: usize,
    /// The minutes in which they came.
    pub minutes: u32,
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

coded! {
    /// Names and limits of a role.
    RoleRule: Role {
        /// Yuan it may offer on its own.
        pub compensation_limit: Option<i64>,
    }

    /// A customer standing.
    TierRule: Tier {
        /// Days between care calls.
        pub care_days: u32,
    }

    /// How a case may end.
    OutcomeRule: Outcome {
        /// It counts as resolved in figures.
        #[serde(default)]
        pub counts_as_resolved: bool,
        /// It stays out of case figures.
        #[serde(default)]
        pub excluded: bool,
    }

    /// A follow-up rule.
    FollowUpRule: FollowUpKind {
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
    pub statuses: Vec<Named<RatingStatus>>,
    /// The score aimed at.
    pub target_score: f64,
    /// Share of level 2 faults that are asked, in per cent.
    pub l2_fault_percent: u8,
}

coded! {
    /// A dimension with its weight.
    DimensionRule: Dimension {
        /// Its weight.
        pub weight: u32,
    }
}
