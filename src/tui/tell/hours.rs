//! Staffed hours in words: the weekdays they hold on, and the night they go on into.

use crate::domain::calendar::{DaySpan, ServiceHours};
use crate::words::Words;

/// The hours of a manual as one says them, one span after the other.
pub fn in_words(written: &[String], words: &Words) -> String {
    let said: Vec<String> = written.iter().map(|one| said(one, words)).collect();
    said.join(&words.get("list-separator"))
}

fn said(written: &str, words: &Words) -> String {
    // What cannot be read is said as it was written; no manual with such hours is ever in force.
    let Ok(hours) = written.parse::<ServiceHours>() else { return written.to_owned() };
    let span = span(hours.span, words);
    if hours.is_daily() {
        return span;
    }
    let day = |day: u8| words.with("weekday", &[("weekday", i64::from(day).into())]);
    let runs = hours.runs().into_iter().map(|(first, last)| {
        if first == last {
            return day(first);
        }
        words.with("weekday-run", &[("first", day(first).into()), ("last", day(last).into())])
    });
    let days = runs.collect::<Vec<_>>().join(&words.get("list-separator"));
    words.with("weekday-hours", &[("days", days.into()), ("hours", span.into())])
}

fn span(span: DaySpan, words: &Words) -> String {
    if !span.goes_over_midnight() {
        return span.to_string();
    }
    let written = span.to_string();
    let (from, to) = written.split_once('-').unwrap_or_default();
    words.with("hours-over-midnight", &[("from", from.into()), ("to", to.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;

    #[test]
    fn hours_are_said_with_their_days_and_their_night() {
        let written: Vec<String> = ["1-5 09:00-21:00", "Fri,Sun 22:00-02:00"].map(str::to_owned).into();
        let said = |lang| in_words(&written, &Words::new(lang));
        assert_eq!(said(Lang::ZhCn), "周一至周五 09:00-21:00、周五、周日 22:00-次日 02:00");
        assert_eq!(said(Lang::ZhTw), "週一至週五 09:00-21:00、週五、週日 22:00-隔日 02:00");
        assert_eq!(said(Lang::En), "Mon to Fri 09:00-21:00, Fri, Sun 22:00-02:00 the next day");
        assert_eq!(
            in_words(&["09:00-12:00".into(), "13:00-18:00".into()], &Words::new(Lang::En)),
            "09:00-12:00, 13:00-18:00"
        );
    }
}
