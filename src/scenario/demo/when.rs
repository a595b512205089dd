//! When contacts arrive: by the hours of the desk, fewer at weekends, the present day full.

use chrono::{Datelike, NaiveTime, TimeDelta, Weekday};

use super::rng::Rng;
use super::rng::mixed;
use crate::domain::Timestamp;
use crate::domain::calendar::Rulebook;

/// Contacts by hour of a day; outside the staffed hours only what needs nobody at the other end.
const BY_HOUR: [u64; 24] = [1, 0, 0, 0, 0, 0, 1, 3, 5, 34, 46, 41, 22, 28, 44, 39, 35, 23, 18, 14, 10, 4, 3, 2];

/// The present day stands out of a month.
const TODAY: u64 = 4;

const SHORTEST_DAYS: usize = 30;
const LONGEST_DAYS: usize = 600;
/// A larger store reaches further back rather than having busier days.
const CASES_A_DAY: usize = 400;

const HOUR_MS: i64 = 3_600_000;

/// The shortest case takes no longer.
const LAST_MIN: i64 = 16;

/// The arrivals of a store, by rank.
pub(super) struct Arrivals {
    seed: u64,
    count: u64,
    /// Hours with their weight, summed up: where the hour ends in weight, when it begins, how long it is.
    hours: Vec<(u64, Timestamp, i64)>,
}

impl Arrivals {
    pub(super) fn new(rules: &Rulebook, seed: u64, now: Timestamp, count: usize) -> Self {
        let days = (count / CASES_A_DAY).clamp(SHORTEST_DAYS, LONGEST_DAYS);
        let calendar = &rules.calendar;
        let today = calendar.local(now).date();
        let mut hours = Vec::with_capacity(days * BY_HOUR.len());
        let mut sum = 0;
        for back in (0..days).rev() {
            let date = today - TimeDelta::days(i64::try_from(back).unwrap_or_default());
            let weight = day_weight(date.weekday(), back == 0, rules.calendar.is_statutory_off(date));
            for (hour, by_hour) in (0..).zip(BY_HOUR) {
                let start = calendar.at(date.and_time(NaiveTime::MIN) + TimeDelta::hours(hour));
                // What came in the last minutes is among the open cases.
                let length = HOUR_MS.min(now.plus_min(-LAST_MIN).since_ms(start));
                if by_hour > 0 && length > 0 {
                    sum += by_hour * weight * u64::try_from(length / 1000).unwrap_or_default();
                    hours.push((sum, start, length));
                }
            }
        }
        Self { seed, count: (count as u64).max(1), hours }
    }

    /// When the contact of a rank arrived; ranks are in order of time.
    pub(super) fn at(&self, rank: usize) -> Timestamp {
        let total = self.hours.last().map_or(0, |hour| hour.0);
        let rank = rank as u64;
        let jitter = Rng::new(mixed(self.seed, rank, 21)).below(1000);
        // Shares of the whole in thousandths of a rank: the order of ranks is the order of time.
        let point = u128::from(rank * 1000 + jitter) * u128::from(total) / u128::from(self.count * 1000);
        let point = u64::try_from(point).unwrap_or(u64::MAX);
        let index = self.hours.partition_point(|hour| hour.0 <= point);
        let before = index.checked_sub(1).and_then(|index| self.hours.get(index)).map_or(0, |hour| hour.0);
        let Some((end, start, length)) = self.hours.get(index).or(self.hours.last()).copied() else {
            return Timestamp(0);
        };
        let share = u128::from(point.saturating_sub(before)) * u128::try_from(length).unwrap_or_default();
        let into = share.checked_div(u128::from(end.saturating_sub(before))).unwrap_or_default();
        start.plus_ms(i64::try_from(into).unwrap_or_default().min(length - 1))
    }
}

fn day_weight(weekday: Weekday, today: bool, off: bool) -> u64 {
    let usual = if off || matches!(weekday, Weekday::Sat | Weekday::Sun) { 7 } else { 10 };
    if today { usual * TODAY } else { usual }
}
