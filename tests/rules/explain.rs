//! A limit taken apart: its spans recompute to the due, and the reader can check the sum.

use std::iter::once;

use proptest::prelude::*;
use zuoxi::domain::calendar::{Calendar, Rulebook};
use zuoxi::domain::explain::{Origin, SOURCES, Why, explain, warn_times};
use zuoxi::domain::protocol::DueKind;
use zuoxi::domain::{CalendarKind, Case, Clock, ClockKind, Lang, Limit, State, Timestamp, queue};
use zuoxi::words::Words;

use crate::common::at;
use crate::loader::rules;

fn clock(kind: ClockKind, start: Timestamp, limit: Limit, calendar: CalendarKind) -> Clock {
    let days: &Calendar = &rules().calendar;
    let due = match limit {
        Limit::Minutes(minutes) => days.add(calendar, start, i64::from(minutes)),
        Limit::WorkDays(n) => days.workday_due(start, n),
        Limit::Until(due) => due,
    };
    Clock {
        kind,
        round: 0,
        start,
        limit,
        calendar,
        calendar_version: days.version().to_owned(),
        due,
        first_due: due,
        met: None,
        cancelled: None,
        pauses: Vec::new(),
        armed: true,
    }
}

fn plan(start: &str) -> Clock {
    clock(ClockKind::Plan, at(start), Limit::Minutes(120), CalendarKind::Service)
}

fn close(start: &str) -> Clock {
    clock(ClockKind::Close, at(start), Limit::WorkDays(7), CalendarKind::Work)
}

/// Pauses as a case does: the time left at the pause goes on at resuming.
fn paused(mut clock: Clock, from: Timestamp, to: Timestamp) -> Clock {
    let days = &rules().calendar;
    clock.due = match clock.limit {
        Limit::WorkDays(_) => days.workday_due(clock.due, days.whole_workdays_between(from, to)),
        _ => days.add_ms(clock.calendar, to, days.between_ms(clock.calendar, from, clock.due)),
    };
    clock.pauses.push((from, Some(to)));
    clock
}

/// The due a limit recomputes to from its start, its pauses and the calendar alone.
///
/// It differs from the clock's own due where the level was changed on the way: then the earlier of two limits held.
pub fn recomputed(rules: &Rulebook, clock: &Clock) -> Timestamp {
    let calendar = &rules.calendar;
    let ended = clock.pauses.iter().filter_map(|(from, to)| to.map(|to| (*from, to)));
    match clock.limit {
        Limit::Until(due) => due,
        Limit::WorkDays(days) => {
            let due = calendar.workday_due(clock.start, days);
            let paused: u32 = ended.map(|(from, to)| calendar.whole_workdays_between(from, to)).sum();
            calendar.workday_due(due, paused)
        }
        Limit::Minutes(minutes) => {
            let mut left = i64::from(minutes) * 60_000;
            let mut from = clock.start;
            let ended = ended.filter(|(_, to)| *to > clock.start).map(|(at, to)| (at.max(clock.start), to));
            for (pause, resumed) in ended.chain(once((Timestamp(i64::MAX), from))) {
                if calendar.add_ms(clock.calendar, from, left) <= pause {
                    break;
                }
                left -= calendar.between_ms(clock.calendar, from, pause);
                from = resumed;
            }
            calendar.add_ms(clock.calendar, from, left)
        }
    }
}

#[test]
fn an_evening_plan_runs_twenty_five_minutes_and_ninety_five_in_the_morning() {
    let explained = explain(rules(), &plan("2026-06-16T20:35"));
    let spans: Vec<_> = explained.spans.iter().map(|span| (span.from, span.to, span.why)).collect();
    assert_eq!(
        spans,
        [
            (at("2026-06-16T20:35"), at("2026-06-16T21:00"), Why::Running),
            (at("2026-06-16T21:00"), at("2026-06-17T09:00"), Why::Closed),
            (at("2026-06-17T09:00"), at("2026-06-17T10:35"), Why::Running),
        ]
    );
    assert_eq!(explained.sum_ms, 120 * 60_000);
    assert_eq!(explained.warn_at, [at("2026-06-17T09:59"), at("2026-06-17T10:23")]);
    assert_eq!(explained.source.code, "source-plan-l2");
    assert_eq!(explained.source.origin, Origin::Handbook);
    assert_eq!(explained.source.calendar_code, "source-calendar-service");
}

#[test]
fn a_pause_is_a_span_that_does_not_count() {
    let paused = paused(plan("2026-03-16T18:50"), at("2026-03-16T19:10"), at("2026-03-16T20:05"));
    assert_eq!(paused.due, at("2026-03-17T09:45"));
    let explained = explain(rules(), &paused);
    let whys: Vec<Why> = explained.spans.iter().map(|span| span.why).collect();
    assert_eq!(whys, [Why::Running, Why::Paused, Why::Running, Why::Closed, Why::Running]);
    assert_eq!(explained.sum_ms, 120 * 60_000);
    assert_eq!(recomputed(rules(), &paused), paused.due);
}

#[test]
fn a_complaint_over_the_holidays_counts_seven_days_and_names_the_rest() {
    let explained = explain(rules(), &close("2026-09-23T16:40"));
    assert_eq!(explained.sum_workdays, Some(7));
    let whys: Vec<Why> = explained.spans.iter().map(|span| span.why).collect();
    let mut expected = vec![Why::ReceiptDay, Why::Running, Why::Holiday];
    expected.extend([Why::Running; 3]);
    expected.push(Why::Holiday);
    expected.extend([Why::Running; 3]);
    assert_eq!(whys, expected);
    assert_eq!(explained.spans.last().unwrap().to, at("2026-10-10T18:00"));
    // The ends of the 4th and the 6th day.
    assert_eq!(explained.warn_at, [at("2026-09-30T18:00"), at("2026-10-09T18:00")]);
}

#[test]
fn fifteen_working_days_warn_at_the_tenth_and_the_thirteenth() {
    let ceiling = clock(ClockKind::Ceiling, at("2026-03-16T10:00"), Limit::WorkDays(15), CalendarKind::Work);
    assert_eq!(warn_times(rules(), &ceiling), [at("2026-03-30T18:00"), at("2026-04-02T18:00")]);
}

#[test]
fn elapsed_time_is_one_span_and_needs_no_holiday_table() {
    let explained =
        explain(rules(), &clock(ClockKind::Answer, at("2027-01-01T10:00"), Limit::Minutes(1440), CalendarKind::Always));
    assert_eq!(explained.spans.len(), 1);
    assert_eq!(explained.missing_years, Vec::<i32>::new());
    assert_eq!(explained.warn_at, [at("2027-01-02T02:48"), at("2027-01-02T07:36")]);
}

#[test]
fn days_of_a_year_without_a_table_are_said_to_be_guessed() {
    assert_eq!(explain(rules(), &close("2026-12-28T10:00")).missing_years, [2027]);
}

#[test]
fn a_limit_the_company_changed_is_the_companys() {
    let changed = clock(ClockKind::Plan, at("2026-03-16T10:00"), Limit::Minutes(90), CalendarKind::Service);
    let source = explain(rules(), &changed).source;
    assert_eq!((source.code.as_str(), source.origin), ("source-changed", Origin::Company));
    let by_hand =
        clock(ClockKind::Plan, at("2026-03-16T10:00"), Limit::Until(at("2026-03-20T10:00")), CalendarKind::Always);
    assert_eq!(explain(rules(), &by_hand).source.origin, Origin::Hand);
}

#[test]
fn every_source_has_its_sentence_in_every_language() {
    for lang in Lang::ALL {
        let words = Words::new(*lang);
        for code in SOURCES {
            let sentence = words.get(code);
            assert!(!sentence.contains(['‹', '{']), "{lang}: {code}: {sentence}");
        }
    }
}

fn limits() -> impl Strategy<Value = (Limit, CalendarKind)> {
    let minutes = (1_u32..5_000, prop::sample::select(CalendarKind::ALL));
    prop_oneof![
        minutes.prop_map(|(minutes, kind)| (Limit::Minutes(minutes), kind)),
        (1_u32..20).prop_map(|days| (Limit::WorkDays(days), CalendarKind::Work)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_spans_of_an_explanation_recompute_to_the_due(
        start in 1_735_689_600_000_i64..1_798_761_600_000,
        (limit, kind) in limits(),
        pauses in prop::collection::vec((0_i64..2_000_000_000, 1_i64..400_000_000), 0..3),
    ) {
        let mut clock = clock(ClockKind::Plan, Timestamp(start), limit, kind);
        // A pause over the day of receipt would move a day that is not counted anyway.
        let mut from = if matches!(limit, Limit::WorkDays(_)) { clock.start.plus_min(24 * 60) } else { clock.start };
        for (later, length) in pauses {
            from = from.plus_ms(later);
            if from >= clock.due {
                break;
            }
            clock = paused(clock, from, from.plus_ms(length));
            from = from.plus_ms(length);
        }
        let explained = explain(rules(), &clock);
        prop_assert_eq!(recomputed(rules(), &clock), clock.due);
        prop_assert_eq!(explained.spans[0].from, clock.start);
        prop_assert_eq!(explained.spans.last().unwrap().to, clock.due);
        prop_assert!(explained.spans.windows(2).all(|pair| pair[0].to == pair[1].from));
        match limit {
            Limit::Minutes(minutes) => prop_assert_eq!(explained.sum_ms, i64::from(minutes) * 60_000),
            Limit::WorkDays(days) => prop_assert_eq!(explained.sum_workdays, Some(days)),
            Limit::Until(_) => {}
        }
        prop_assert!(clock.start <= explained.warn_at[0] && explained.warn_at[0] <= explained.warn_at[1]);
        prop_assert!(explained.warn_at[1] <= clock.due);
    }
}

#[test]
fn r2_the_queue_warns_of_a_limit_when_its_explanation_says_after_a_pause_too() {
    let mut paused_close = close("2026-09-22T09:00");
    let (from, to) = (at("2026-09-24T09:30"), at("2026-09-28T18:00"));
    paused_close.due = rules().calendar.workday_due(paused_close.due, 2);
    paused_close.pauses.push((from, Some(to)));
    let mut paused_plan = plan("2026-06-17T09:00");
    paused_plan.due = at("2026-06-17T14:00");
    paused_plan.pauses.push((at("2026-06-17T09:30"), Some(at("2026-06-17T12:30"))));
    for clock in [close("2026-09-22T09:00"), paused_close, plan("2026-06-17T09:00"), paused_plan] {
        let mut case = Case::new(uuid::Uuid::from_u128(1), "ZX20260316-0001".into(), uuid::Uuid::nil(), clock.start);
        case.state = State::Process;
        case.clocks.push(clock.clone());
        let duty =
            queue::duties(&case, rules()).into_iter().find(|next| next.duty == DueKind::Clock(clock.kind)).unwrap();
        assert_eq!([duty.amber_at, duty.red_at], warn_times(rules(), &clock), "{clock:?}");
    }
}

#[test]
fn r2_no_warning_of_a_limit_in_working_days_falls_on_a_holiday() {
    let calendar = &rules().calendar;
    let mut clock = close("2026-09-22T09:00");
    // Two working days of waiting before the national holidays carry the warnings beyond them.
    clock.due = calendar.workday_due(clock.due, 2);
    clock.pauses.push((at("2026-09-24T00:00"), Some(at("2026-09-29T00:00"))));
    for warning in warn_times(rules(), &clock) {
        assert!(calendar.is_workday(calendar.local(warning).date()), "{:?}", calendar.local(warning));
    }
}
