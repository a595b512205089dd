//! What a company sets in its configuration instead of in a manual of its own.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::domain::Manual;
use crate::domain::manual::LevelRule;

use super::schema::RANGES;

/// Settings laid over a manual; what is empty or absent stays as the manual has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// IANA name of the company's zone.
    pub timezone: String,
    /// Region of the holiday tables and of bare numbers.
    pub region: String,
    /// Staffed hours, every day, as `09:00-21:00`.
    pub service_hours: Vec<String>,
    /// Limits.
    pub limits: Limits,
}

/// Limits a company may set; units are in the names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Minutes to a complete complaint record.
    pub complaint_record_min: Option<u32>,
    /// Working days to close a complaint.
    pub complaint_close_workdays: Option<u32>,
    /// Working days after which a lead is alarmed.
    pub complaint_ceiling_workdays: Option<u32>,
    /// Working days to tell what became of a suggestion.
    pub suggestion_notice_workdays: Option<u32>,
    /// Working days one pause may last.
    pub max_pause_workdays: Option<u32>,
    /// Days in which an archived case may be reopened.
    pub reopen_days: Option<u32>,
    /// Limits of level 1.
    pub level1: LevelLimits,
    /// Limits of level 2.
    pub level2: LevelLimits,
    /// Limits of level 3.
    pub level3: LevelLimits,
}

/// Limits of a level, in minutes of the kind of time the manual gives them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LevelLimits {
    /// To the first human answer.
    pub respond_min: Option<u32>,
    /// To the start of handling.
    pub start_min: Option<u32>,
    /// Between progress updates.
    pub progress_min: Option<u32>,
    /// To a plan.
    pub plan_min: Option<u32>,
    /// To a definite answer.
    pub answer_min: Option<u32>,
    /// The front line tries by itself.
    pub self_solve_min: Option<u32>,
}

impl Limits {
    /// Every key of the table, for telling unknown ones.
    pub const KEYS: &'static [&'static str] = &[
        "complaint_record_min",
        "complaint_close_workdays",
        "complaint_ceiling_workdays",
        "suggestion_notice_workdays",
        "max_pause_workdays",
        "reopen_days",
        "level1",
        "level2",
        "level3",
    ];
}

impl LevelLimits {
    /// Every key of the table.
    pub const KEYS: &'static [&'static str] =
        &["respond_min", "start_min", "progress_min", "plan_min", "answer_min", "self_solve_min"];
}

/// The least and the most a limit may be.
pub fn range_of(limit: &str) -> Option<(f64, f64)> {
    let found = RANGES.iter().find(|(table, key, ..)| ["clock", "level"].contains(table) && *key == limit);
    found.map(|(_, _, least, most)| (*least, *most))
}

/// Whether a zone of this name exists.
pub fn is_zone(name: &str) -> bool {
    name.parse::<chrono_tz::Tz>().is_ok()
}

/// Whether a text is a span of hours such as `09:00-21:00`.
pub fn is_hours(span: &str) -> bool {
    super::check::minutes(span).is_some()
}

impl Settings {
    /// Lays the settings over a manual: every limit set is marked as the company's, and the hash follows.
    pub fn apply(&self, manual: &mut Manual) {
        if *self == Self::default() {
            return;
        }
        let fill = |place: &mut String, text: &str| {
            if !text.is_empty() {
                text.clone_into(place);
            }
        };
        fill(&mut manual.calendar.timezone, &self.timezone);
        fill(&mut manual.calendar.region, &self.region);
        if !self.service_hours.is_empty() {
            manual.calendar.service_hours.clone_from(&self.service_hours);
        }
        self.clocks(manual);
        for (level, limits) in
            manual.levels.iter_mut().zip([&self.limits.level1, &self.limits.level2, &self.limits.level3])
        {
            limits.apply(level);
        }
        let digest = Sha256::digest(format!("{}\n{self:?}", manual.hash));
        manual.hash = digest.iter().fold(String::with_capacity(64), |hex, byte| hex + &format!("{byte:02x}"));
    }

    fn clocks(&self, manual: &mut Manual) {
        let (clock, limits) = (&mut manual.clock, &self.limits);
        let pairs = [
            ("complaint_record_min", &mut clock.complaint_record_min, limits.complaint_record_min),
            ("complaint_close_workdays", &mut clock.complaint_close_workdays, limits.complaint_close_workdays),
            ("complaint_ceiling_workdays", &mut clock.complaint_ceiling_workdays, limits.complaint_ceiling_workdays),
            ("suggestion_notice_workdays", &mut clock.suggestion_notice_workdays, limits.suggestion_notice_workdays),
            ("max_pause_workdays", &mut clock.max_pause_workdays, limits.max_pause_workdays),
            ("reopen_days", &mut clock.reopen_days, limits.reopen_days),
        ];
        for (key, place, set) in pairs {
            if let Some(set) = set {
                *place = set;
                clock.src.insert(key.to_owned(), "company".to_owned());
            }
        }
    }
}

impl LevelLimits {
    fn apply(&self, level: &mut LevelRule) {
        let mut company = |key: &str| level.src.insert(key.to_owned(), "company".to_owned());
        let required = [
            ("respond_min", &mut level.respond_min, self.respond_min),
            ("answer_min", &mut level.answer_min, self.answer_min),
        ];
        for (key, place, set) in required {
            if let Some(set) = set {
                *place = set;
                company(key);
            }
        }
        let optional = [
            ("start_min", &mut level.start_min, self.start_min),
            ("progress_min", &mut level.progress_min, self.progress_min),
            ("plan_min", &mut level.plan_min, self.plan_min),
            ("self_solve_min", &mut level.self_solve_min, self.self_solve_min),
        ];
        for (key, place, set) in optional {
            if set.is_some() {
                *place = set;
                company(key);
            }
        }
        // A limit the manual does not know for this level counts in staffed hours, as its others do.
        let service = Some(crate::domain::CalendarKind::Service);
        level.start_cal = level.start_cal.or(service.filter(|_| level.start_min.is_some()));
        level.progress_cal = level.progress_cal.or(service.filter(|_| level.progress_min.is_some()));
        level.plan_cal = level.plan_cal.or(service.filter(|_| level.plan_min.is_some()));
    }
}
