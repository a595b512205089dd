//! Working time: the tables, the worked examples and the laws of counting.

use proptest::prelude::*;
use zuoxi::domain::calendar::{Calendar, CalendarError, DaySpan};
use zuoxi::domain::{CalendarKind, FollowUpKind, Timestamp};

use crate::common::{at, calendar_rule, holidays, rows, shanghai};

/// Limits of the built-in manual that the table uses: minutes and calendar by level and clock.
fn limit(level: i64, clock: &str) -> (i64, CalendarKind) {
    match (level, clock) {
        (1, "start") => (15, CalendarKind::Always),
        (1, "plan") => (60, CalendarKind::Always),
        (2, "plan") => (120, CalendarKind::Service),
        (_, "answer") => (24 * 60, CalendarKind::Always),
        other => panic!("no limit for {other:?}"),
    }
}

#[test]
fn every_row_of_the_due_table_holds() {
    let calendar = shanghai();
    for row in rows("due") {
        let (received, clock) = (at(row[0].as_str().unwrap()), row[3].as_str().unwrap());
        let due = if clock == "close" {
            calendar.workday_due(received, 7)
        } else {
            let (minutes, kind) = limit(row[1].as_integer().unwrap(), clock);
            calendar.add(kind, received, minutes)
        };
        assert_eq!(due, at(row[4].as_str().unwrap()), "{row:?}");
    }
}

#[test]
fn every_row_of_the_outbound_table_holds() {
    let calendar = shanghai();
    for row in rows("outbound") {
        let kind: FollowUpKind = row[0].as_str().unwrap().parse().unwrap();
        let raw = at(row[1].as_str().unwrap());
        assert_eq!(calendar.outbound(kind, raw), at(row[2].as_str().unwrap()), "{row:?}");
    }
}

#[test]
fn a_complaint_before_national_day_closes_on_the_make_up_saturday() {
    assert_eq!(shanghai().workday_due(at("2026-09-23T16:40"), 7), at("2026-10-10T18:00"));
}

#[test]
fn service_minutes_go_on_in_the_morning() {
    assert_eq!(shanghai().add(CalendarKind::Service, at("2026-03-16T20:35"), 120), at("2026-03-17T10:35"));
}

#[test]
fn a_limit_may_end_exactly_at_the_closing() {
    assert_eq!(shanghai().add(CalendarKind::Service, at("2026-03-16T20:35"), 25), at("2026-03-16T21:00"));
    assert_eq!(shanghai().add(CalendarKind::Service, at("2026-03-16T20:35"), 26), at("2026-03-17T09:01"));
}

#[test]
fn a_pause_of_fifty_five_minutes_moves_the_plan_to_the_next_morning() {
    let calendar = shanghai();
    let due = calendar.add(CalendarKind::Service, at("2026-03-16T18:50"), 120);
    assert_eq!(due, at("2026-03-16T20:50"));
    let left = calendar.between_ms(CalendarKind::Service, at("2026-03-16T19:10"), due);
    assert_eq!(calendar.add_ms(CalendarKind::Service, at("2026-03-16T20:05"), left), at("2026-03-17T09:45"));
}

#[test]
fn a_round_the_clock_desk_counts_like_always() {
    let mut rule = calendar_rule();
    rule.service_hours = vec!["00:00-24:00".into()];
    let calendar = Calendar::new(&rule, &holidays()).unwrap();
    let from = at("2026-12-31T23:10");
    assert_eq!(calendar.add(CalendarKind::Service, from, 3000), from.plus_min(3000));
}

fn served(hours: &[&str]) -> Calendar {
    let mut rule = calendar_rule();
    rule.service_hours = hours.iter().map(ToString::to_string).collect();
    Calendar::new(&rule, &holidays()).unwrap()
}

/// 16 March 2026 is a Monday.
#[test]
fn hours_of_their_own_hold_on_their_weekdays_only() {
    let calendar = served(&["1-5 09:00-21:00", "6 10:00-16:00"]);
    let open = |time| calendar.is_open(CalendarKind::Service, at(time));
    assert!(open("2026-03-20T20:59") && !open("2026-03-21T09:59") && open("2026-03-21T10:00"));
    assert!(!open("2026-03-21T16:01") && !open("2026-03-22T12:00") && open("2026-03-23T09:00"));
    // From Saturday afternoon on the minutes go on on Monday.
    assert_eq!(calendar.add(CalendarKind::Service, at("2026-03-21T15:30"), 60), at("2026-03-23T09:30"));
    let minutes = |from, to| calendar.between_ms(CalendarKind::Service, at(from), at(to)) / 60_000;
    assert_eq!(minutes("2026-03-16T00:00", "2026-03-23T00:00"), 5 * 12 * 60 + 6 * 60);
    assert_eq!(calendar.staffed("2026-03-22".parse().unwrap()), None);
}

#[test]
fn hours_over_midnight_belong_to_the_day_they_begin_on() {
    let calendar = served(&["20:00-02:00"]);
    let open = |time| calendar.is_open(CalendarKind::Service, at(time));
    assert!(open("2026-03-16T20:00") && open("2026-03-17T00:00") && open("2026-03-17T01:59"));
    assert!(!open("2026-03-17T02:01") && !open("2026-03-16T19:59"));
    assert_eq!(calendar.add(CalendarKind::Service, at("2026-03-16T23:30"), 60), at("2026-03-17T00:30"));
    assert_eq!(calendar.add(CalendarKind::Service, at("2026-03-17T01:30"), 60), at("2026-03-17T20:30"));
    assert_eq!(calendar.between_ms(CalendarKind::Service, at("2026-03-17T01:00"), at("2026-03-17T20:30")), 90 * 60_000);
    let night = served(&["5-6 20:00-02:00", "1-7 09:00-18:00"]);
    let open = |time| night.is_open(CalendarKind::Service, at(time));
    assert!(
        open("2026-03-22T01:00") && !open("2026-03-23T01:00") && !open("2026-03-19T21:00"),
        "of Saturday, not of Sunday"
    );
    let saturday = night.staffed("2026-03-21".parse().unwrap()).unwrap();
    assert_eq!(saturday, (at("2026-03-21T09:00"), at("2026-03-22T02:00")));
}

#[test]
fn weekdays_are_read_as_three_languages_write_them() {
    let wanted = served(&["1-5 09:00-21:00", "6-7 20:00-02:00"]);
    for [week, end] in [
        ["Mon-Fri 09:00-21:00", "Sat,Sun 20:00-02:00"],
        ["周一至周五 09:00-21:00", "周六、周日 20:00-02:00"],
        ["週一到週五 09:00-21:00", "週六、週日 20:00-02:00"],
        ["星期一~星期五 09:00-21:00", "六,天 20:00 - 02:00"],
        ["monday - friday 09:00-21:00", "saturday-sunday 20:00-02:00"],
        ["2-5, 1 09:00-21:00", "6、7 20:00-02:00"],
    ] {
        assert_eq!(served(&[week, end]), wanted, "{week} {end}");
    }
    // Saturday to Monday, over the end of the week.
    assert_eq!(served(&["6-1 09:00-10:00"]), served(&["1,6,7 09:00-10:00"]));
}

#[test]
fn hours_that_meet_in_the_night_are_refused_also_from_sunday_to_monday() {
    let refused = |hours: &[&str]| {
        let mut rule = calendar_rule();
        rule.service_hours = hours.iter().map(ToString::to_string).collect();
        matches!(Calendar::new(&rule, &[]), Err(CalendarError::Overlap(..)))
    };
    assert!(refused(&["1 20:00-02:00", "2 01:00-05:00"]) && refused(&["7 20:00-02:00", "1 00:00-09:00"]));
    assert!(refused(&["20:00-02:00", "01:30-09:00"]) && refused(&["1-3 09:00-12:00", "3-5 11:00-12:00"]));
    assert!(!refused(&["1 20:00-02:00", "2 02:00-05:00"]) && !refused(&["1 20:00-02:00", "3 01:00-05:00"]));
}

/// Limits carry the name, and lists are made anew where it changes.
#[test]
fn a_calendar_whose_days_are_all_alike_keeps_the_name_it_had() {
    assert_eq!(shanghai().version(), "CN-2026-df440c11");
    assert_ne!(served(&["1-5 09:00-21:00"]).version(), served(&["09:00-21:00"]).version());
}

#[test]
fn the_later_notice_is_the_later_word_about_a_december() {
    let mut tables = holidays();
    let first = tables[0].year;
    let day = format!("{first}-12-31");
    tables[0].off.push(day.clone());
    tables[1].work.push(day.clone());
    let (day, calendar) = (day.parse().unwrap(), Calendar::new(&calendar_rule(), &tables).unwrap());
    assert_eq!(tables[1].year, first + 1);
    assert!(calendar.is_workday(day) && !calendar.is_statutory_off(day));
}

#[test]
fn work_time_leaves_out_lunch_weekends_and_statutory_days() {
    let calendar = shanghai();
    assert_eq!(calendar.add(CalendarKind::Work, at("2026-03-13T11:30"), 60), at("2026-03-13T13:30"));
    assert_eq!(calendar.add(CalendarKind::Work, at("2026-03-13T17:30"), 60), at("2026-03-16T09:30"));
    assert_eq!(calendar.add(CalendarKind::Work, at("2026-09-30T17:30"), 60), at("2026-10-08T09:30"));
    assert!(!calendar.is_open(CalendarKind::Work, at("2026-03-13T12:00")));
    assert!(calendar.is_open(CalendarKind::Work, at("2026-03-13T13:00")));
}

#[test]
fn only_working_days_lying_wholly_inside_a_pause_count() {
    let calendar = shanghai();
    let days = |from, to| calendar.whole_workdays_between(at(from), at(to));
    assert_eq!(days("2026-03-16T09:00", "2026-03-16T18:00"), 1);
    assert_eq!(days("2026-03-16T09:01", "2026-03-16T18:00"), 0);
    assert_eq!(days("2026-03-16T10:00", "2026-03-18T10:00"), 1);
    assert_eq!(days("2026-03-13T20:00", "2026-03-16T08:00"), 0);
}

#[test]
fn handling_days_do_not_count_the_day_of_receipt() {
    let calendar = shanghai();
    let days = |from, to| calendar.workdays_after(at(from), at(to));
    assert_eq!(days("2026-03-16T09:00", "2026-03-16T20:00"), 0);
    assert_eq!(days("2026-03-16T23:59", "2026-03-17T00:00"), 1);
    assert_eq!(days("2026-09-23T16:40", "2026-10-10T18:00"), 7);
    assert_eq!(days("2026-03-17T09:00", "2026-03-16T09:00"), 0);
}

#[test]
fn later_working_days_keep_the_time_of_day() {
    let calendar = shanghai();
    assert_eq!(calendar.same_time_workdays_later(at("2026-03-13T16:20"), 1), at("2026-03-16T16:20"));
    assert_eq!(calendar.same_time_workdays_later(at("2026-02-13T16:20"), 2), at("2026-02-24T16:20"));
    assert_eq!(calendar.next_workday_at(at("2026-03-13T08:00"), 17, 0), at("2026-03-16T17:00"));
}

#[test]
fn both_ends_of_the_calling_hours_are_polite() {
    let calendar = shanghai();
    for inside in ["2026-03-16T09:00", "2026-03-16T12:00", "2026-03-16T14:00", "2026-03-16T20:00"] {
        assert_eq!(calendar.outbound(FollowUpKind::ImplCheck, at(inside)), at(inside));
    }
    assert_eq!(calendar.outbound(FollowUpKind::ImplCheck, at("2026-03-16T12:00:01")), at("2026-03-16T14:00"));
    assert_eq!(calendar.outbound(FollowUpKind::Promise, at("2026-03-16T03:00")), at("2026-03-16T03:00"));
    // An ordinary Sunday is no statutory day off.
    assert_eq!(calendar.outbound(FollowUpKind::Care, at("2026-03-15T10:00")), at("2026-03-15T10:00"));
}

#[test]
fn a_year_without_a_table_is_named_and_counts_monday_to_friday() {
    let calendar = shanghai();
    assert_eq!(calendar.missing_years(at("2026-12-31T23:59"), at("2028-01-01T00:00")), [2027, 2028]);
    assert_eq!(calendar.missing_years(at("2025-01-01T00:00"), at("2026-12-31T23:59")), Vec::<i32>::new());
    // 1 January 2027 is a Friday nobody declared off.
    assert_eq!(calendar.workday_due(at("2026-12-31T10:00"), 1), at("2027-01-01T18:00"));
}

#[test]
fn a_zone_with_summer_time_counts_elapsed_minutes() {
    let mut rule = calendar_rule();
    rule.timezone = "Europe/Berlin".into();
    rule.service_hours = vec!["01:00-05:00".into()];
    let calendar = Calendar::new(&rule, &[]).unwrap();
    let midnight = calendar.at("2026-03-29T00:00:00".parse().unwrap());
    // The clocks go from 02:00 to 03:00: the span holds three hours.
    let due = calendar.add(CalendarKind::Service, midnight, 180);
    assert_eq!(calendar.local(due), "2026-03-29T05:00:00".parse().unwrap());
    let skipped = calendar.at("2026-03-29T02:30:00".parse().unwrap());
    assert_eq!(calendar.local(skipped), "2026-03-29T03:00:00".parse().unwrap());
}

#[test]
fn a_wrong_rule_is_refused_with_its_reason() {
    let refused = |change: &dyn Fn(&mut zuoxi::domain::manual::CalendarRule)| {
        let mut rule = calendar_rule();
        change(&mut rule);
        Calendar::new(&rule, &[]).unwrap_err()
    };
    assert_eq!(refused(&|r| r.timezone = "Mars/Base".into()), CalendarError::Zone("Mars/Base".into()));
    assert_eq!(refused(&|r| r.work_hours.clear()), CalendarError::NoHours("work_hours"));
    assert_eq!(refused(&|r| r.work_weekdays = vec![8]), CalendarError::Weekday);
    assert_eq!(refused(&|r| r.work_weekdays.clear()), CalendarError::Weekday);
    for wrong in ["9:00-12:00", "09:00", "09:00-24:01", "09:60-10:00", "+9:00-12:00", "٠٩:00-12:00", "09:00-09:00"] {
        assert_eq!(refused(&|r| r.service_hours = vec![wrong.into()]), CalendarError::Hours(wrong.into()), "{wrong}");
        assert_eq!(refused(&|r| r.work_hours = vec![wrong.into()]), CalendarError::Span(wrong.into()), "{wrong}");
    }
    // A working day does not go on after midnight, nor does the time for polite calls.
    assert_eq!(refused(&|r| r.work_hours = vec!["20:00-02:00".into()]), CalendarError::Span("20:00-02:00".into()));
    for wrong in ["0 09:00-12:00", "8 09:00-12:00", "x 09:00-12:00", "1-509:00-12:00", "1- 09:00-12:00", "24:00-02:00"]
    {
        assert_eq!(refused(&|r| r.service_hours = vec![wrong.into()]), CalendarError::Hours(wrong.into()), "{wrong}");
    }
    let overlap = vec!["11:00-14:00".to_owned(), "09:00-12:00".to_owned()];
    assert!(matches!(refused(&|r| r.outbound_hours.clone_from(&overlap)), CalendarError::Overlap(..)));
}

#[test]
fn a_wrong_holiday_table_is_refused_and_another_region_is_ignored() {
    let mut tables = holidays();
    tables[1].off.push("2026-13-01".into());
    assert!(matches!(Calendar::new(&calendar_rule(), &tables), Err(CalendarError::Day { year: 2026, .. })));
    tables[1].off = vec!["2026-05-05..2026-05-01".into()];
    assert!(matches!(Calendar::new(&calendar_rule(), &tables), Err(CalendarError::Day { .. })));
    tables[1].region = "TW".into();
    let calendar = Calendar::new(&calendar_rule(), &tables).unwrap();
    assert_eq!(calendar.missing_years(at("2026-01-01T00:00"), at("2026-01-02T00:00")), [2026]);
}

#[test]
fn the_version_names_the_table_and_changes_with_it() {
    let calendar = shanghai();
    assert!(calendar.version().starts_with("CN-2026-"));
    let mut tables = holidays();
    tables[1].work.pop();
    assert_ne!(Calendar::new(&calendar_rule(), &tables).unwrap().version(), calendar.version());
}

#[test]
fn a_span_reads_back_as_it_was_written() {
    let span: DaySpan = "09:00 - 24:00".parse().unwrap();
    assert_eq!((span.from_min, span.to_min, span.to_string().as_str()), (540, 1440, "09:00-24:00"));
}

#[test]
fn no_moment_however_far_stops_the_counting() {
    let calendar = shanghai();
    for extreme in [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX] {
        let moment = Timestamp(extreme);
        let _ = calendar.local(moment);
        let _ = calendar.add(CalendarKind::Service, moment, 60);
        let _ = calendar.outbound(FollowUpKind::Care, moment);
    }
    let _ = calendar.add(CalendarKind::Work, at("2026-01-01T00:00"), i64::MAX);
}

fn kinds() -> impl Strategy<Value = CalendarKind> {
    prop::sample::select(CalendarKind::ALL)
}

/// Moments of 2025 to 2027.
fn moments() -> impl Strategy<Value = Timestamp> {
    (1_735_689_600_000_i64..1_830_297_600_000).prop_map(Timestamp)
}

const LONGEST_MS: i64 = 40 * 24 * 3_600_000;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_added_is_what_lies_between(kind in kinds(), from in moments(), ms in 0..LONGEST_MS) {
        let calendar = shanghai();
        prop_assert_eq!(calendar.between_ms(kind, from, calendar.add_ms(kind, from, ms)), ms);
    }

    #[test]
    fn adding_more_never_ends_earlier(kind in kinds(), from in moments(), ms in 0..LONGEST_MS, more in 0..LONGEST_MS) {
        let calendar = shanghai();
        prop_assert!(calendar.add_ms(kind, from, ms) <= calendar.add_ms(kind, from, ms + more));
    }

    #[test]
    fn starting_later_never_ends_earlier(kind in kinds(), from in moments(), ms in 0..LONGEST_MS, later in 0..LONGEST_MS) {
        let calendar = shanghai();
        prop_assert!(calendar.add_ms(kind, from, ms) <= calendar.add_ms(kind, from.plus_ms(later), ms));
    }

    #[test]
    fn two_limits_in_a_row_are_one(kind in kinds(), from in moments(), one in 0..LONGEST_MS, two in 0..LONGEST_MS) {
        let calendar = shanghai();
        let step = calendar.add_ms(kind, calendar.add_ms(kind, from, one), two);
        prop_assert_eq!(step, if two == 0 { calendar.add_ms(kind, from, one) } else { calendar.add_ms(kind, from, one + two) });
    }

    #[test]
    fn the_last_of_n_working_days_is_the_nth_handling_day(from in moments(), n in 1_u32..40) {
        let calendar = shanghai();
        prop_assert_eq!(calendar.workdays_after(from, calendar.workday_due(from, n)), n);
    }

    #[test]
    fn a_call_moved_into_polite_hours_stays_there(from in moments(), kind in prop::sample::select(FollowUpKind::ALL)) {
        let calendar = shanghai();
        let moved = calendar.outbound(kind, from);
        prop_assert!(moved >= from);
        prop_assert_eq!(calendar.outbound(kind, moved), moved);
    }
}
