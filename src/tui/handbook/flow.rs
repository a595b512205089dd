//! The chart of the flow: the steps side by side, where the way forks, and what time each level has.

use super::Page;
use super::sheet::{Sheet, Tone};
use crate::domain::{ClockKind, Stage};
use crate::text::{cut, pad_right, width};
use crate::tui::tell::hours;

/// Cells a column needs; narrower, the steps stand one below the other.
const COLUMN: usize = 13;
/// Limits of the table.
const CLOCKS: [ClockKind; 6] = [
    ClockKind::Respond,
    ClockKind::Start,
    ClockKind::Progress,
    ClockKind::ReturnDue,
    ClockKind::Plan,
    ClockKind::Answer,
];

pub fn write(sheet: &mut Sheet<'_>) {
    let column = sheet.reader.width / Stage::ALL.len();
    if column < COLUMN {
        below(sheet);
    } else {
        beside(column, sheet);
    }
    forks(sheet);
    times(sheet);
}

/// The steps side by side.
fn beside(column: usize, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    let last = Stage::ALL.last();
    let heads = Stage::ALL.iter().map(|stage| {
        let title = reader.title(Page::Step(*stage));
        let dashes = column.saturating_sub(width(&title) + 4);
        let arrow = if Some(stage) == last { String::new() } else { format!(" {}> ", "-".repeat(dashes)) };
        pad_right(&format!("{title}{arrow}"), column)
    });
    let heads: String = heads.collect();
    sheet.wide(heads.trim_end(), Tone::Head);
    let charts: Vec<_> =
        Stage::ALL.iter().map(|stage| reader.pages().steps.iter().find(|step| step.id == *stage)).collect();
    let rows = charts.iter().flatten().map(|step| step.chart.len()).max().unwrap_or_default();
    for row in 0..rows {
        let cells = charts.iter().map(|step| {
            let words = step.and_then(|step| step.chart.get(row)).map_or("", |names| names.get(reader.lang));
            pad_right(&cut(words, column - 1), column)
        });
        let cells: String = cells.collect();
        sheet.wide(cells.trim_end(), Tone::Text);
    }
}

/// The steps one below the other.
fn below(sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    for step in &reader.pages().steps {
        sheet.wide(&reader.title(Page::Step(step.id)), Tone::Head);
        sheet.leads(Page::Step(step.id));
        let chart: Vec<String> = step.chart.iter().map(|names| names.get(reader.lang).to_owned()).collect();
        sheet.row("", &reader.list(&chart));
    }
}

fn forks(sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    sheet.gap();
    sheet.wide(&reader.words.get("handbook-forks"), Tone::Head);
    for fork in &reader.pages().forks {
        let at =
            fork.stage.map_or_else(|| reader.words.get("handbook-any-time"), |stage| reader.stage(stage).to_owned());
        let (when, words) = (fork.title.get(reader.lang), fork.words.get(reader.lang));
        let blanks = [("at", at.into()), ("when", when.into()), ("then", words.into())];
        sheet.wide(&reader.words.with("handbook-fork", &blanks), Tone::Text);
        if let Some(stage) = fork.stage {
            sheet.leads(Page::Step(stage));
        }
    }
}

/// What each level is allowed, then what a complaint is.
fn times(sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    let names = reader.rules.manual.levels.iter().map(|rule| rule.short.as_ref().unwrap_or(&rule.names));
    let names: Vec<String> = names.map(|names| names.get(reader.lang).to_owned()).collect();
    let first = CLOCKS.iter().map(|clock| width(&reader.clock(clock.as_str()))).max().unwrap_or_default() + 2;
    let column = (reader.width.saturating_sub(first) / names.len().max(1)).min(14);
    let line = |head: &str, cells: &[String]| {
        let cells: String = cells.iter().map(|cell| pad_right(&cut(cell, column - 1), column)).collect();
        format!("{}{cells}", pad_right(head, first)).trim_end().to_owned()
    };
    sheet.gap();
    sheet.wide(&line(&reader.words.get("handbook-times"), &names), Tone::Head);
    for clock in CLOCKS {
        let cells: Vec<String> =
            reader.cells(clock).into_iter().map(|cell| if cell.is_empty() { "-".into() } else { cell }).collect();
        sheet.wide(&line(&reader.clock(clock.as_str()), &cells), Tone::Text);
    }
    let rule = &reader.rules.manual.clock;
    let calendar = &reader.rules.manual.calendar;
    let blanks = [
        ("close", i64::from(rule.complaint_close_workdays).into()),
        ("ceiling", i64::from(rule.complaint_ceiling_workdays).into()),
        ("hours", hours::in_words(&calendar.service_hours, reader.words).into()),
    ];
    sheet.wide(&reader.words.with("handbook-complaints", &blanks), Tone::Text);
    sheet.wide(&reader.words.with("handbook-hours", &blanks), Tone::Dim);
}
