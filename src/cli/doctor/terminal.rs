//! The terminal, and how the screens will look on it.

use serde_json::{Value, json};

use super::report::{Finding, Report, Section};
use crate::app::examine::{self, Measured, Terminal};
use crate::cli::context::Context;
use crate::config::ThemeChoice;
use crate::tui::{Depth, SMALLEST};
use crate::words::Words;

/// Drawn by the screens, and counted as one cell each.
const STRUCTURE: [&str; 5] = ["①", "╎", "›", "✓", "→"];

pub fn examine(context: &Context, report: &mut Report) {
    let terminal = examine::terminal(&context.state_folder());
    let ascii = context.ascii().unwrap_or(terminal.ambiguous_wide() == Some(true));
    if terminal.present {
        report.findings.extend(findings(&terminal, ascii));
    }
    report.sections.push(section(&terminal, &context.words));
    report.sections.push(look(&terminal, ascii, context));
}

fn section(terminal: &Terminal, words: &Words) -> Section {
    let mut section = Section::new("terminal");
    section.flag("present", terminal.present, words).text("term", &terminal.term);
    section.text("program", &terminal.program).flag("inside", terminal.inside, words);
    let colours = match terminal.depth {
        Depth::True => "true",
        Depth::Indexed => "indexed",
        Depth::Sixteen => "sixteen",
    };
    section.code("colours", colours, words);
    let size = terminal.size.map(|(columns, rows)| format!("{columns} x {rows}"));
    section.row("size", json!(terminal.size), size.unwrap_or_else(|| words.get("doctor-unknown")));
    let shown = if !terminal.present {
        words.get("doctor-widths-no-terminal")
    } else if terminal.measured.iter().all(|measured| measured.real.is_none()) {
        words.get("doctor-widths-silent")
    } else {
        terminal.measured.iter().map(cells).collect::<Vec<_>>().join("   ")
    };
    let widths: Value = terminal
        .measured
        .iter()
        .map(|one| json!({ "sample": one.sample, "counted": one.counted, "real": one.real }))
        .collect();
    section.row("widths", widths, shown);
    section
}

fn cells(measured: &Measured) -> String {
    let real = measured.real.map_or_else(|| "?".to_owned(), |cells| cells.to_string());
    format!("{} {real}", measured.sample)
}

/// Signs and colours, with the reason for each.
fn look(terminal: &Terminal, ascii: bool, context: &Context) -> Section {
    let words = &context.words;
    let mut section = Section::new("look");
    let why = match (context.ascii(), terminal.ambiguous_wide()) {
        (Some(_), _) => "configured",
        (None, Some(true)) => "wide",
        (None, Some(false)) => "narrow",
        (None, None) => "silent",
    };
    let glyphs = if ascii { "ascii" } else { "unicode" };
    section.because(["glyphs", "glyphs_reason"], &words.get(&format!("doctor-glyphs-{glyphs}")), [glyphs, why], words);
    let (theme, why) = match context.config.theme {
        _ if terminal.no_color => ("none", "no_color"),
        ThemeChoice::Auto => ("dark", "usual"),
        set => (set.as_str(), "configured"),
    };
    let shown = words.get(&format!("doctor-theme-{theme}"));
    section.because(["theme", "theme_reason"], &shown, [theme, why], words);
    section
}

fn findings(terminal: &Terminal, ascii: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    if terminal.term.is_empty() || terminal.term == "dumb" {
        found.push(Finding::new("term"));
    }
    if let Some((columns, rows)) = terminal.size.filter(|(columns, rows)| *columns < SMALLEST.0 || *rows < SMALLEST.1) {
        let (least_columns, least_rows) = SMALLEST;
        let small = Finding::new("small").with("columns", columns.to_string()).with("rows", rows.to_string());
        found.push(small.with("least_columns", least_columns.to_string()).with("least_rows", least_rows.to_string()));
    }
    let differs = |one: &&Measured| one.real.is_some_and(|real| real != one.counted);
    let used =
        |one: &&Measured| if STRUCTURE.contains(&one.sample) { !ascii } else { ["「", "中"].contains(&one.sample) };
    let wrong: Vec<&str> = terminal.measured.iter().filter(differs).filter(used).map(|one| one.sample).collect();
    if !wrong.is_empty() {
        found.push(Finding::new("widths").with("signs", wrong.join(" ")));
    }
    found
}
