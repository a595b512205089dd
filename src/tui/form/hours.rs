//! Staffed hours as people write them: `9点到21点`, `09:00-12:00 13:00-18:00`, `9-21`, `周一至周五 09:00-18:00; 6-7 20:00-02:00`.

use crate::domain::language::half_width;
use crate::manual::is_hours;

/// What may stand between times.
const BETWEEN: &[char] = &['-', '–', '—', '~', '到', '至', ',', '、', ';', ' '];

/// The spans written, as `HH:MM-HH:MM` in the order of the day; `None` where that cannot be read.
pub fn read(written: &str) -> Option<Vec<String>> {
    let plain: String = written.chars().map(half_width::plain).collect();
    // Whole, with the weekdays they hold on, as a manual has them.
    let whole: Vec<String> = plain.split(';').map(|part| part.trim().to_owned()).collect();
    if whole.iter().all(|part| is_hours(part)) {
        return Some(whole);
    }
    let plain = plain.replace("to", "-");
    let times: Vec<u32> = plain.split(BETWEEN).filter(|part| !part.is_empty()).map(minutes).collect::<Option<_>>()?;
    if times.len() < 2 || times.len() % 2 == 1 || times.windows(2).any(|pair| pair.first() >= pair.last()) {
        return None;
    }
    // `1-5 9-21`: nobody can tell weekdays from hours.
    if times.len() > 2
        && times.iter().take(2).all(|at| at % 60 == 0 && (1..=7).contains(&(at / 60)))
        && !plain.starts_with('0')
    {
        return None;
    }
    let clock = |at: u32| format!("{:02}:{:02}", at / 60, at % 60);
    let spans: Vec<String> = times
        .chunks(2)
        .filter_map(|pair| Some(format!("{}-{}", clock(*pair.first()?), clock(*pair.last()?))))
        .collect();
    spans.iter().all(|span| is_hours(span)).then_some(spans)
}

/// `9`, `9:30`, `9点半`, `0930` as minutes of the day.
fn minutes(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('分').replace(['点', '點', '时', '時'], ":").replace(":半", ":30");
    let (hour, minute) = match word.split_once(':') {
        Some((hour, "")) => (hour.to_owned(), "0".to_owned()),
        Some((hour, minute)) => (hour.to_owned(), minute.to_owned()),
        None if word.len() == 4 => (word.chars().take(2).collect(), word.chars().skip(2).collect()),
        None => (word, "0".to_owned()),
    };
    let number = |text: &str| if text.len() > 2 { None } else { text.parse::<u32>().ok() };
    let (hour, minute) = (number(&hour)?, number(&minute)?);
    (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_the_way_people_write_them() {
        for (written, meant) in [
            ("09:00-21:00", &["09:00-21:00"][..]),
            ("9-21", &["09:00-21:00"]),
            ("9点到21点半", &["09:00-21:30"]),
            ("９：００～２１：００", &["09:00-21:00"]),
            ("0830 到 2000", &["08:30-20:00"]),
            ("9 to 18", &["09:00-18:00"]),
            ("0-24", &["00:00-24:00"]),
            ("09:00-12:00、13:00-18:00", &["09:00-12:00", "13:00-18:00"]),
            ("1-5 09:00-21:00；6-7 20:00-02:00", &["1-5 09:00-21:00", "6-7 20:00-02:00"]),
            ("周一至周五 09:00-18:00", &["周一至周五 09:00-18:00"]),
        ] {
            let meant: Vec<String> = meant.iter().map(ToString::to_string).collect();
            assert_eq!(read(written), Some(meant), "{written}");
        }
    }

    #[test]
    fn hours_that_cannot_be_are_not_guessed() {
        for written in [
            "",
            "9",
            "全天",
            "21-9",
            "9-25",
            "9-12-13",
            "9:75-21",
            "9-18 12-20",
            "朝九晚五",
            "1-5 9-21",
            "8-9 09:00-21:00",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
