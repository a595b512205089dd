//! A holiday table written into a company's manual folder.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::Table;
use crate::config;

/// Writes a table as `calendar/<region>-<year>.toml`, in place of an earlier one; the path, below the folder.
pub fn write(folder: &Path, table: &Table) -> io::Result<PathBuf> {
    let folder = folder.join("calendar");
    let path = folder.join(format!("{}-{}.toml", table.region.to_lowercase(), table.year));
    config::replace(&path, &folder, &text(table))?;
    Ok(path)
}

fn text(table: &Table) -> String {
    let list = |days: &[NaiveDate]| toml::Value::from(spans(days)).to_string();
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut text = String::from("[[holidays]]\n");
    let _ = writeln!(text, "region = {}", quoted(&table.region));
    let _ = writeln!(text, "year = {}", table.year);
    let _ = writeln!(text, "off = {}", list(&table.off));
    let _ = writeln!(text, "work = {}", list(&table.work));
    if !table.src.is_empty() {
        let _ = writeln!(text, "src = {}", quoted(&table.src));
    }
    text
}

/// Days that follow each other as `first..last`.
fn spans(days: &[NaiveDate]) -> Vec<String> {
    let mut days = days.to_vec();
    days.sort_unstable();
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(day) => *last = day,
            _ => spans.push((day, day)),
        }
    }
    let written = |(first, last): (NaiveDate, NaiveDate)| {
        if first == last { first.to_string() } else { format!("{first}..{last}") }
    };
    spans.into_iter().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_follow_each_other_become_one_span_also_over_the_end_of_a_month() {
        let days = ["2027-02-01", "2027-01-31", "2027-01-30", "2027-05-01"].map(|day| day.parse().unwrap());
        assert_eq!(spans(&days), ["2027-01-30..2027-02-01", "2027-05-01"]);
        assert_eq!(spans(&[]), Vec::<String>::new());
    }
}
