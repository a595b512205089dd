//! Why a due time is what it is, in words.

use super::apart;
use super::dues::{self, Due};
use crate::domain::explain::{self, Explanation, Origin, Span};
use crate::domain::protocol::DueKind;
use crate::domain::{CalendarKind, Case, Limit};
use crate::tui::cx::Cx;
use crate::tui::remaining::minutes_words;
use crate::tui::tell::hours;
use crate::tui::widgets::{Line, Stretch, Why};
use crate::words::dashed;

/// The explanation of the due time at this place of the list.
pub fn told(case: &Case, at: usize, cx: &Cx) -> Why {
    let list = dues::list(case, cx);
    let Some(due) = list.get(at.min(list.len().saturating_sub(1))) else { return Why::default() };
    let head = format!("{}   {}", due.name(cx), dated(due, cx));
    let mut why = match &due.clock {
        Some(clock) => limit(case, due, &explain::explain(&cx.rules, clock), head, cx),
        None => promise(due, head, cx),
    };
    // First, because below there may be no room for it.
    why.above.splice(0..0, apart::remedy(case, cx));
    why
}

fn dated(due: &Due, cx: &Cx) -> String {
    let local = cx.local(due.next.due);
    format!("{} {}", local.format("%m-%d"), local.format("%H:%M"))
}

fn line(cx: &Cx, key: &str, value: String, remark: String) -> Line {
    (cx.words.get(key), value, remark)
}

fn limit(case: &Case, due: &Due, why: &Explanation, head: String, cx: &Cx) -> Why {
    let level = case.level.map(|level| cx.level_name(level).to_owned()).unwrap_or_default();
    let mut above = vec![
        line(cx, "case-why-start", cx.moment(why.start), String::new()),
        line(cx, "case-why-limit", limit_words(why.limit, cx), level),
        line(cx, "case-why-calendar", cx.words.get(&format!("calendar-{}", why.calendar)), hours(why.calendar, cx)),
    ];
    if why.pauses.is_empty() {
        above.push(line(cx, "case-why-pauses", cx.words.get("case-why-no-pauses"), String::new()));
    }
    for (from, to) in &why.pauses {
        let until = to.map_or_else(|| cx.words.get("case-why-still"), |to| cx.moment(to));
        above.push(line(cx, "case-why-pauses", format!("{}  {until}", cx.moment(*from)), String::new()));
    }
    let mut below = vec![line(cx, "case-why-sum", sum(why, cx), String::new())];
    // A task says nothing before its time unless a lead was set; the screen must not announce what will not come.
    let [amber, red] = match due.next.duty {
        DueKind::Clock(_) => why.warn_at,
        _ => [due.next.amber_at, due.next.red_at],
    };
    if amber < why.due {
        below.push(line(cx, "case-why-warn", format!("{} !   {} !!", cx.moment(amber), cx.moment(red)), String::new()));
    }
    if let Some(met) = due.met {
        below.push(line(cx, "case-why-met", cx.moment(met), String::new()));
    }
    if !why.missing_years.is_empty() {
        let years: Vec<String> = why.missing_years.iter().map(ToString::to_string).collect();
        below.push(line(cx, "case-why-missing-years", years.join(" "), cx.words.get("case-why-missing-years-note")));
    }
    let (from, by) = match due.next.duty {
        DueKind::TakeNote => (cx.words.get("source-take-note"), cx.words.get("source-company")),
        _ => source(why, cx),
    };
    below.push(line(cx, "case-why-source", from, by));
    if why.calendar != CalendarKind::Always {
        below.push((String::new(), cx.words.get(why.source.calendar_code), String::new()));
    }
    let minutes = whole_minutes(&why.spans);
    let stretches = why.spans.iter().zip(minutes).map(|(span, minutes)| stretch(span, minutes, cx)).collect();
    Why { head, above, line: gathered(stretches), end: cx.moment(why.due), below }
}

/// Where the limit comes from, and who set it.
fn source(why: &Explanation, cx: &Cx) -> (String, String) {
    let sentence = match why.source.origin {
        Origin::Hand => cx.words.get("source-by-hand"),
        Origin::Handbook | Origin::Company if cx.words.has(&why.source.code) => cx.words.get(&why.source.code),
        Origin::Handbook | Origin::Company => cx.words.get("source-changed"),
    };
    let company = why.source.origin == Origin::Company;
    (sentence, if company { cx.words.get("source-company") } else { String::new() })
}

fn promise(due: &Due, head: String, cx: &Cx) -> Why {
    let key = if due.next.duty == DueKind::Promise { "case-why-promised" } else { "case-why-task" };
    let above = vec![
        line(cx, "case-why-start", cx.moment(due.next.start), String::new()),
        line(cx, "case-why-due", cx.moment(due.next.due), String::new()),
        line(cx, "case-why-source", cx.words.get(key), String::new()),
    ];
    Why { head, above, ..Why::default() }
}

fn limit_words(limit: Limit, cx: &Cx) -> String {
    match limit {
        Limit::Minutes(minutes) => minutes_words(i64::from(minutes), &cx.words),
        Limit::WorkDays(days) => cx.words.with("case-workdays", &[("days", i64::from(days).into())]),
        Limit::Until(at) => cx.moment(at),
    }
}

fn hours(calendar: CalendarKind, cx: &Cx) -> String {
    let rule = &cx.rules.manual.calendar;
    let hours = match calendar {
        CalendarKind::Always => return String::new(),
        CalendarKind::Service => return hours::in_words(&rule.service_hours, &cx.words),
        CalendarKind::Work => &rule.work_hours,
        CalendarKind::Outbound => &rule.outbound_hours,
    };
    hours.join(" ")
}

fn sum(why: &Explanation, cx: &Cx) -> String {
    if let Some(days) = why.sum_workdays {
        return cx.words.with("case-workdays", &[("days", i64::from(days).into())]);
    }
    let parts: Vec<i64> =
        why.spans.iter().zip(whole_minutes(&why.spans)).filter(|(span, _)| span.running).map(|(_, one)| one).collect();
    let total = minutes_words(why.sum_ms / 60_000, &cx.words);
    if parts.len() < 2 || parts.len() > 6 {
        return total;
    }
    let parts: Vec<String> =
        parts.iter().map(|part| cx.words.with("case-minutes", &[("minutes", (*part).into())])).collect();
    format!("{} = {total}", parts.join(" + "))
}

const fn minutes_of(span: &Span) -> i64 {
    span.to.since_ms(span.from) / 60_000
}

/// Minutes of each span; those that count are rounded so that they add up to the whole.
fn whole_minutes(spans: &[Span]) -> Vec<i64> {
    let (mut passed_ms, mut told) = (0_i64, 0_i64);
    let minutes = spans.iter().map(|span| {
        if !span.running {
            return minutes_of(span);
        }
        passed_ms += span.to.since_ms(span.from);
        let until = (passed_ms + 30_000) / 60_000;
        let minutes = until - told;
        told = until;
        minutes
    });
    minutes.collect()
}

fn stretch(span: &Span, minutes: i64, cx: &Cx) -> Stretch {
    let what = match span.why {
        explain::Why::Running => match (minutes / 60, minutes % 60) {
            (hours, 0) if hours > 0 => cx.words.with("case-why-runs-hours", &[("hours", hours.into())]),
            _ => cx.words.with("case-why-runs", &[("minutes", minutes.into())]),
        },
        other => cx.words.get(&format!("case-why-{}", dashed(other.as_str()))),
    };
    Stretch { minutes: minutes_of(span), running: span.running, from: cx.hour_minute(span.from), what }
}

/// At most six stretches fit on the line; where there are more, only the first and the last ones are named.
fn gathered(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    let count = stretches.len();
    if count > 6 {
        for stretch in stretches.iter_mut().skip(2).take(count - 3) {
            stretch.from.clear();
            stretch.what.clear();
        }
    }
    stretches
}

/// The explanation as plain text, for the clipboard.
pub fn text(case: &Case, at: usize, cx: &Cx) -> String {
    let told = told(case, at, cx);
    let rows = told.above.iter().chain(&told.below);
    let lines = rows.map(|(name, value, remark)| format!("{name}  {value}  {remark}").trim().to_owned());
    std::iter::once(told.head).chain(lines).collect::<Vec<_>>().join("\n")
}
