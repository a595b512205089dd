//! Why a limit ends when it ends: the spans that were counted, those that were not, and where the limit comes from.
//!
//! The running spans add up to the limit and the last one ends at the due, so a reader can check the sum by hand.

use super::calendar::{Calendar, Rulebook};
use super::case::{Clock, Limit};
use super::code::{CalendarKind, ClockKind, FollowUpKind, Level, codes};
use super::manual::LevelRule;
use super::protocol::{DueKind, NextDue};
use super::time::Timestamp;
use super::timers::clocks;

codes! {
    /// Why time counted or did not.
    Why {
        /// It counted.
        Running = "running",
        /// Between a closing and the next day's opening.
        Closed = "closed",
        /// Between two spans of one day.
        Break = "break",
        /// A day nobody works.
        Weekend = "weekend",
        /// A statutory day off.
        Holiday = "holiday",
        /// The clock stood still.
        Paused = "paused",
        /// The day of receipt of a limit in working days.
        ReceiptDay = "receipt_day",
    }

    /// Who set a limit.
    Origin {
        /// The service manual the product is built on.
        Handbook = "handbook",
        /// The company, where the manual is silent or was changed.
        Company = "company",
        /// A person, on this case.
        Hand = "hand",
    }
}

/// A limit the company gave.
const CHANGED: &str = "source-changed";
/// A limit a person gave on this case.
const BY_HAND: &str = "source-by-hand";

/// Every sentence a source can have; the locale files hold one for each.
pub const SOURCES: [&str; 20] = [
    "source-respond-l1",
    "source-respond-l2",
    "source-respond-l3",
    "source-start-l1",
    "source-progress-l1",
    "source-progress-l2",
    "source-plan-l1",
    "source-plan-l2",
    "source-return-due-l1",
    "source-return-due-l2",
    "source-answer",
    "source-record",
    "source-close",
    "source-ceiling",
    CHANGED,
    BY_HAND,
    "source-calendar-always",
    "source-calendar-service",
    "source-calendar-work",
    "source-calendar-outbound",
];

/// A stretch of time between start and due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end.
    pub to: Timestamp,
    /// Whether it counted.
    pub running: bool,
    /// The reason.
    pub why: Why,
}

/// The rule a limit comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// One of [`SOURCES`]: the name of a sentence in the locale files.
    pub code: String,
    /// Who set it.
    pub origin: Origin,
    /// `source-calendar-service`: where the kind of time comes from.
    pub calendar_code: &'static str,
}

/// A limit, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Where it counts from.
    pub start: Timestamp,
    /// How long it runs.
    pub limit: Limit,
    /// The kind of time it counts in.
    pub calendar: CalendarKind,
    /// Every stretch from start to due, without gaps.
    pub spans: Vec<Span>,
    /// When the clock stood still.
    pub pauses: Vec<(Timestamp, Option<Timestamp>)>,
    /// What the running spans add up to.
    pub sum_ms: i64,
    /// For limits in working days, how many were counted.
    pub sum_workdays: Option<u32>,
    /// When it turns amber and red.
    pub warn_at: [Timestamp; 2],
    /// When it is due.
    pub due: Timestamp,
    /// Years on the way without a holiday table; their days were taken as Monday to Friday.
    pub missing_years: Vec<i32>,
    /// Where the limit comes from.
    pub source: Source,
}

/// Takes a limit apart.
pub fn explain(rules: &Rulebook, clock: &Clock) -> Explanation {
    let calendar = &rules.calendar;
    let spans = spans(calendar, clock);
    let running = spans.iter().filter(|span| span.running);
    let sum_ms = running.clone().map(|span| span.to.since_ms(span.from)).sum();
    let days = u32::try_from(running.count()).unwrap_or(u32::MAX);
    Explanation {
        start: clock.start,
        limit: clock.limit,
        calendar: clock.calendar,
        sum_ms,
        sum_workdays: matches!(clock.limit, Limit::WorkDays(_)).then_some(days),
        warn_at: warnings(calendar, &spans, clock, rules.manual.clock.warn_at),
        spans,
        pauses: clock.pauses.clone(),
        due: clock.due,
        missing_years: missing_years(calendar, clock),
        source: source(rules, clock),
    }
}

/// When a limit turns amber and red: shares of its counted time, whole days for limits in working days.
pub fn warn_times(rules: &Rulebook, clock: &Clock) -> [Timestamp; 2] {
    warnings(&rules.calendar, &spans(&rules.calendar, clock), clock, rules.manual.clock.warn_at)
}

/// Years without a holiday table that something due rests on: it may be due earlier or later than it says.
pub fn unsure_years(rules: &Rulebook, next: &NextDue, level: Option<Level>) -> Vec<i32> {
    let work = |calendar: Option<CalendarKind>| calendar == Some(CalendarKind::Work);
    let level = rules.manual.levels.iter().find(|rule| Some(rule.id) == level);
    let by_days = match next.duty {
        DueKind::Clock(kind) => match kind {
            ClockKind::Close | ClockKind::Ceiling => true,
            ClockKind::Respond => level.is_some_and(|rule| work(Some(rule.respond_cal))),
            ClockKind::Start => level.is_some_and(|rule| work(rule.start_cal)),
            ClockKind::Progress => level.is_some_and(|rule| work(rule.progress_cal)),
            ClockKind::Plan | ClockKind::ReturnDue => level.is_some_and(|rule| work(rule.plan_cal)),
            ClockKind::Answer => level.is_some_and(|rule| work(Some(rule.answer_cal))),
            ClockKind::Record => false,
        },
        DueKind::FollowUp(FollowUpKind::CustomerWait | FollowUpKind::SuggestionNotice) => true,
        DueKind::FollowUp(kind) => rules.manual.calendar.outbound_skip_holiday_kinds.contains(&kind),
        DueKind::Promise | DueKind::Grade | DueKind::Take | DueKind::TakeNote | DueKind::SelfSolve => false,
    };
    if by_days { rules.calendar.missing_years(next.start, next.due) } else { Vec::new() }
}

/// Years without a holiday table a limit rests on; elapsed time needs none.
pub fn missing_years(calendar: &Calendar, clock: &Clock) -> Vec<i32> {
    match (clock.calendar, clock.limit) {
        (CalendarKind::Work, _) | (_, Limit::WorkDays(_)) => calendar.missing_years(clock.start, clock.due),
        _ => Vec::new(),
    }
}

fn spans(calendar: &Calendar, clock: &Clock) -> Vec<Span> {
    if clock.due <= clock.start {
        return Vec::new();
    }
    match clock.limit {
        Limit::WorkDays(_) => workday_spans(calendar, clock),
        Limit::Minutes(_) if clock.calendar != CalendarKind::Always => counted_spans(calendar, clock),
        Limit::Minutes(_) | Limit::Until(_) => with_pauses(vec![span(clock.start, clock.due, Why::Running)], clock),
    }
}

fn span(from: Timestamp, to: Timestamp, why: Why) -> Span {
    Span { from, to, running: why == Why::Running, why }
}

/// Opening spans from start to due with what lies between them.
fn counted_spans(calendar: &Calendar, clock: &Clock) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut reached = clock.start;
    let open = calendar.open_spans(clock.calendar, clock.start).take_while(|(open, _)| *open < clock.due);
    for (open, close) in open {
        if reached < open {
            spans.push(span(reached, open, why_closed(calendar, clock.calendar, reached, open)));
        }
        reached = close.min(clock.due);
        // A desk open round the clock is one span, not one for each day.
        match spans.last_mut().filter(|last| last.running && last.to == open) {
            Some(last) => last.to = reached,
            None => spans.push(span(open, reached, Why::Running)),
        }
    }
    if reached < clock.due {
        spans.push(span(reached, clock.due, why_closed(calendar, clock.calendar, reached, clock.due)));
    }
    with_pauses(spans, clock)
}

fn why_closed(calendar: &Calendar, kind: CalendarKind, from: Timestamp, to: Timestamp) -> Why {
    let (first, last) = (calendar.local(from).date(), calendar.local(to).date());
    let days = || first.iter_days().take_while(|day| *day <= last);
    if kind == CalendarKind::Work && days().any(|day| calendar.is_statutory_off(day)) {
        Why::Holiday
    } else if kind == CalendarKind::Work && days().any(|day| !calendar.is_workday(day)) {
        Why::Weekend
    } else if first == last && calendar.between_ms(kind, calendar.at(first.into()), from) > 0 {
        Why::Break
    } else {
        Why::Closed
    }
}

/// Cuts the pauses out of running spans; a pause without an end lasts to the due as far as one can tell.
fn with_pauses(spans: Vec<Span>, clock: &Clock) -> Vec<Span> {
    clock.pauses.iter().fold(spans, |spans, (from, to)| {
        let (from, to) = (*from, to.unwrap_or(clock.due).min(clock.due));
        spans.into_iter().flat_map(|one| cut(one, from, to)).filter(|one| one.from < one.to).collect()
    })
}

fn cut(one: Span, from: Timestamp, to: Timestamp) -> [Span; 3] {
    let (from, to) = (from.clamp(one.from, one.to), to.clamp(one.from, one.to));
    let why = if one.running { Why::Paused } else { one.why };
    if from >= to {
        let empty = span(one.to, one.to, why);
        return [one, empty.clone(), empty];
    }
    [span(one.from, from, one.why), span(from, to, why), span(to, one.to, one.why)]
}

/// One span for each working day from opening to closing; days wholly inside a pause do not count.
fn workday_spans(calendar: &Calendar, clock: &Clock) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let receipt = calendar.local(clock.start).date();
    let last = calendar.local(clock.due).date();
    for day in receipt.iter_days().take_while(|day| *day <= last) {
        let midnight = calendar.at(day.and_time(chrono::NaiveTime::MIN));
        let next = calendar.at((day + chrono::Days::new(1)).and_time(chrono::NaiveTime::MIN));
        let (from, to) = (midnight.max(clock.start), next.min(clock.due));
        let why = why_day(calendar, clock, day, (midnight, next));
        match spans.last_mut().filter(|one| !one.running && one.why == why) {
            Some(one) => one.to = to,
            None => spans.push(span(from, to, why)),
        }
    }
    spans.retain(|one| one.from < one.to);
    spans
}

fn why_day(
    calendar: &Calendar,
    clock: &Clock,
    day: chrono::NaiveDate,
    (midnight, next): (Timestamp, Timestamp),
) -> Why {
    if day == calendar.local(clock.start).date() {
        Why::ReceiptDay
    } else if calendar.is_statutory_off(day) && !calendar.is_make_up(day) {
        Why::Holiday
    } else if !calendar.is_workday(day) {
        Why::Weekend
    } else if clock.pauses.iter().any(|(from, to)| {
        let end = to.unwrap_or(clock.due).min(next).max(midnight);
        calendar.whole_workdays_between((*from).max(midnight), end) > 0 && *from < next
    }) {
        Why::Paused
    } else {
        Why::Running
    }
}

fn warnings(calendar: &Calendar, spans: &[Span], clock: &Clock, shares: [f64; 2]) -> [Timestamp; 2] {
    let running: Vec<&Span> = spans.iter().filter(|span| span.running).collect();
    shares.map(|share| {
        // Thousandths keep the arithmetic whole: 0.9 of ten days is nine.
        #[allow(clippy::cast_possible_truncation, reason = "a share lies between 0 and 1")]
        let thousandths = (share.clamp(0.0, 1.0) * 1000.0).round() as i64;
        match clock.limit {
            Limit::WorkDays(_) => {
                let counted = i64::try_from(running.len()).unwrap_or(i64::MAX);
                let days = usize::try_from(counted.saturating_mul(thousandths) / 1000).unwrap_or(0);
                let day = running.get(days.max(1) - 1).map(|span| calendar.local(span.from).date());
                day.map_or(clock.due, |day| calendar.closing(day))
            }
            Limit::Minutes(_) | Limit::Until(_) => {
                let total: i64 = running.iter().map(|span| span.to.since_ms(span.from)).sum();
                reached_after(&running, total.saturating_mul(thousandths) / 1000).unwrap_or(clock.due)
            }
        }
    })
}

/// The moment at which so many milliseconds have run.
fn reached_after(running: &[&Span], ms: i64) -> Option<Timestamp> {
    let mut left = ms;
    for span in running {
        let length = span.to.since_ms(span.from);
        if left <= length {
            return Some(span.from.plus_ms(left));
        }
        left -= length;
    }
    None
}

fn source(rules: &Rulebook, clock: &Clock) -> Source {
    let level = level_of(rules, clock);
    let origin = match clock.limit {
        Limit::Until(_) => Origin::Hand,
        Limit::Minutes(minutes) if handbook_minutes(clock.kind, level) == Some(minutes) => Origin::Handbook,
        Limit::WorkDays(days) if handbook_workdays(clock.kind) == Some(days) => Origin::Handbook,
        _ => Origin::Company,
    };
    let name = format!("source-{}", clock.kind.as_str().replace('_', "-"));
    let by_level = level.map(|level| format!("{name}-l{}", level.number()));
    let code = match origin {
        Origin::Hand => BY_HAND,
        Origin::Company if level.is_none() => CHANGED,
        Origin::Company | Origin::Handbook => known(&by_level.unwrap_or(name)),
    };
    let calendar_code = match clock.calendar {
        CalendarKind::Always => "source-calendar-always",
        CalendarKind::Service => "source-calendar-service",
        CalendarKind::Work => "source-calendar-work",
        CalendarKind::Outbound => "source-calendar-outbound",
    };
    Source { code: code.to_owned(), origin, calendar_code }
}

/// The sentence of a source; a limit the built-in manual does not have is the company's.
fn known(code: &str) -> &'static str {
    SOURCES.iter().find(|source| **source == code).copied().unwrap_or(CHANGED)
}

/// The level whose limit this is, for clocks that differ by level.
fn level_of(rules: &Rulebook, clock: &Clock) -> Option<Level> {
    let Limit::Minutes(minutes) = clock.limit else { return None };
    let share = |plan_min| clocks::department_minutes(&rules.manual, plan_min);
    let limit = |rule: &LevelRule| match clock.kind {
        ClockKind::Respond => Some((rule.respond_min, rule.respond_cal)),
        ClockKind::Start => rule.start_min.zip(rule.start_cal),
        ClockKind::Progress => rule.progress_min.zip(rule.progress_cal),
        ClockKind::Plan => rule.plan_min.zip(rule.plan_cal),
        ClockKind::ReturnDue => rule.plan_min.map(share).zip(rule.plan_cal),
        ClockKind::Answer | ClockKind::Record | ClockKind::Close | ClockKind::Ceiling => None,
    };
    let is_this = |rule: &&LevelRule| limit(rule) == Some((minutes, clock.calendar));
    rules.manual.levels.iter().find(is_this).map(|rule| rule.id)
}

/// Minutes the service manual itself names; the others were chosen where it is silent.
fn handbook_minutes(kind: ClockKind, level: Option<Level>) -> Option<u32> {
    match (kind, level.map(Level::number)) {
        (ClockKind::Respond, Some(2)) => Some(30),
        (ClockKind::Respond, Some(3)) | (ClockKind::Plan, Some(2)) => Some(120),
        (ClockKind::Start | ClockKind::Progress, Some(1)) => Some(15),
        (ClockKind::Answer | ClockKind::Record, _) => Some(24 * 60),
        _ => None,
    }
}

/// Working days the service manual itself names.
fn handbook_workdays(kind: ClockKind) -> Option<u32> {
    match kind {
        ClockKind::Close => Some(7),
        ClockKind::Ceiling => Some(15),
        _ => None,
    }
}
