//! What a company sets in its configuration instead of in a manual of its own.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::domain::Manual;
use crate::domain::calendar::ServiceHours;
use crate::domain::manual::LevelRule;

use super::schema::RANGES;
use super::source::hex;

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

/// A table of limits, with its keys for telling unknown ones.
macro_rules! limits {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $key:ident: $type:ty,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$what])* pub $key: $type,)+
        }

        impl $name {
            /// Every key of the table.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($key)),+];
        }
    };
}

limits! {
    /// Limits a company may set; units are in the names.
    Limits {
        /// Minutes to a complete complaint record.
        complaint_record_min: Option<u32>,
        /// Working days to close a complaint.
        complaint_close_workdays: Option<u32>,
        /// Working days after which a lead is alarmed.
        complaint_ceiling_workdays: Option<u32>,
        /// Working days to tell what became of a suggestion.
        suggestion_notice_workdays: Option<u32>,
        /// Working days one pause may last.
        max_pause_workdays: Option<u32>,
        /// Days in which an archived case may be reopened.
        reopen_days: Option<u32>,
        /// Limits of level 1.
        level1: LevelLimits,
        /// Limits of level 2.
        level2: LevelLimits,
        /// Limits of level 3.
        level3: LevelLimits,
    }
}

limits! {
    /// Limits of a level, in minutes of the kind of time the manual gives them.
    LevelLimits {
        /// To the first human answer.
        respond_min: Option<u32>,
        /// To the start of handling.
        start_min: Option<u32>,
        /// Between progress updates.
        progress_min: Option<u32>,
        /// To a plan.
        plan_min: Option<u32>,
        /// To a definite answer.
        answer_min: Option<u32>,
        /// The front line tries by itself.
        self_solve_min: Option<u32>,
    }
}

/// Lays the limits that are set over those of a rule, and names the company as where they come from.
macro_rules! lay {
    ($limits:expr => $rule:expr; $($key:ident)+) => {
        $(if let Some(set) = $limits.$key {
            $rule.$key = set.into();
            $rule.src.insert(stringify!($key).to_owned(), "company".to_owned());
        })+
    };
}

/// The least and the most a limit may be.
pub fn range_of(limit: &str) -> Option<(f64, f64)> {
    let found = RANGES.iter().find(|(table, keys, ..)| ["clock", "level"].contains(table) && keys.contains(&limit));
    found.map(|(_, _, least, most)| (*least, *most))
}

/// Whether a zone of this name exists.
pub fn is_zone(name: &str) -> bool {
    name.parse::<chrono_tz::Tz>().is_ok()
}

/// Whether a text is staffed hours such as `09:00-21:00` or `1-5 20:00-02:00`.
pub fn is_hours(hours: &str) -> bool {
    hours.parse::<ServiceHours>().is_ok()
}

/// A region of holidays: two letters of ISO 3166, perhaps with a part of the country (`CN`, `SG`, `CN-XJ`).
pub fn is_region(code: &str) -> bool {
    let (country, part) = code.split_once('-').map_or((code, None), |(country, part)| (country, Some(part)));
    let capitals = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    country.len() == 2 && capitals(country) && part.is_none_or(|part| (1..=3).contains(&part.len()) && plain(part))
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
        lay!(self.limits => manual.clock; complaint_record_min complaint_close_workdays complaint_ceiling_workdays
             suggestion_notice_workdays max_pause_workdays reopen_days);
        for (level, limits) in
            manual.levels.iter_mut().zip([&self.limits.level1, &self.limits.level2, &self.limits.level3])
        {
            limits.apply(level);
        }
        manual.hash = hex(&Sha256::digest(format!("{}\n{self:?}", manual.hash)));
    }
}

impl LevelLimits {
    fn apply(&self, level: &mut LevelRule) {
        lay!(self => level; respond_min start_min progress_min plan_min answer_min self_solve_min);
        // A limit the manual does not know for this level counts in staffed hours, as its others do.
        let service = Some(crate::domain::CalendarKind::Service);
        level.start_cal = level.start_cal.or(service.filter(|_| level.start_min.is_some()));
        level.progress_cal = level.progress_cal.or(service.filter(|_| level.progress_min.is_some()));
        level.plan_cal = level.plan_cal.or(service.filter(|_| level.plan_min.is_some()));
    }
}
