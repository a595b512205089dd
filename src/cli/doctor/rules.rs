//! Manual, configuration, language and time: what the company set, and whether it is right.

use std::sync::Arc;

use serde_json::json;

use super::report::{Finding, Report, Section};
use crate::cli::calendar::missing_years;
use crate::cli::context::last_good;
use crate::cli::context::{Context, environment};
use crate::config::{self, Language};
use crate::domain::Timestamp;
use crate::domain::calendar::Rulebook;
use crate::manual;

/// The rules in force; the built-in ones while the company's are wrong.
pub fn in_force(context: &Context) -> Option<Arc<Rulebook>> {
    context.rules().ok().or_else(|| Rulebook::new(manual::built_in()).ok().map(Arc::new))
}

pub fn manual(context: &Context, rules: &Rulebook, now: Timestamp, report: &mut Report) {
    let words = &context.words;
    let folder = context.config.manual_folder();
    let mistakes = manual::load(folder).err().unwrap_or_default();
    let mut section = Section::new("manual");
    let hash: String = rules.manual.hash.chars().take(12).collect();
    section.text("hash", &hash).flag("own", folder.is_some(), words);
    if let Some(folder) = folder {
        section.text("folder", &folder.display().to_string()).private();
    }
    section.number("mistakes", mistakes.len() as u64);
    let region = &rules.manual.calendar.region;
    let tables = rules.manual.holidays.iter().filter(|table| table.region == *region);
    let mut years: Vec<i32> = tables.map(|table| table.year).collect();
    years.sort_unstable();
    section.text("region", region).row("holiday_years", json!(years), joined(&years));
    let missing = missing_years(rules, now);
    let shown = if missing.is_empty() { words.get("doctor-none") } else { joined(&missing) };
    section.row("missing_years", json!(missing), shown);
    report.sections.push(section);
    if let Some(first) = mistakes.first() {
        let finding = Finding::new("manual").with("n", mistakes.len().to_string());
        report.findings.push(finding.detail(config::complaint(first, words)));
    }
    if !missing.is_empty() {
        report.findings.push(Finding::new("years").with("years", joined(&missing)));
    }
}

fn joined(years: &[i32]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

pub fn configuration(context: &Context, report: &mut Report) {
    let words = &context.words;
    let mut section = Section::new("config");
    let (file, usual) = (context.config_file(), context.paths.as_ref().map(|paths| paths.config.clone()));
    let place = file.as_ref().or(usual.as_ref());
    if let Some(place) = place {
        section.text("path", &place.display().to_string()).private();
    }
    section.flag("there", file.is_some_and(|file| file.exists()), words);
    let keys = context.keymap().err();
    section.flag("valid", context.wrong.is_empty() && keys.is_none(), words);
    let overrides = config::overrides(&environment);
    let shown = if overrides.is_empty() { words.get("doctor-none") } else { overrides.join(" ") };
    section.row("overrides", json!(overrides), shown);
    section.flag("last_good", last_good::place(&context.state_folder()).is_file(), words);
    report.sections.push(section);
    if let Some(first) = context.wrong.first() {
        let finding = Finding::new("config").with("n", context.wrong.len().to_string());
        report.findings.push(finding.detail(config::complaint(first, words)));
    }
    if let Some(problem) = keys {
        report.findings.push(Finding::new("keys").detail(problem.sentence));
    }
}

pub fn language(context: &Context, report: &mut Report) {
    let words = &context.words;
    let mut section = Section::new("locale");
    let why = match (&context.global.lang, context.config.language) {
        (Some(_), _) => "argument",
        (None, Language::Auto) => "machine",
        (None, _) => "configured",
    };
    let lang = words.lang().as_str();
    section.because(["language", "language_reason"], lang, [lang, why], words);
    let named = |name: &str| environment(name).filter(|value| !value.is_empty());
    let machine = named("LC_ALL").or_else(|| named("LC_CTYPE")).or_else(|| named("LANG")).unwrap_or_default();
    section.text("machine", &crate::text::clean(&machine, 60));
    report.sections.push(section);
    // `zh_CN.GBK`: a name without a character set says nothing about it.
    let charset = machine.split_once('.').map(|(_, charset)| charset.to_lowercase().replace('-', ""));
    if charset.is_some_and(|charset| !charset.starts_with("utf8")) {
        report.findings.push(Finding::new("charset"));
    }
}

pub fn time(context: &Context, rules: &Rulebook, now: Timestamp, report: &mut Report) {
    let mut section = Section::new("time");
    let local = rules.calendar.local(now);
    section.text("zone", &rules.manual.calendar.timezone);
    section.text("company", &local.format("%Y-%m-%d %H:%M").to_string());
    section.text("machine", &chrono::Local::now().format("%Y-%m-%d %H:%M %:z").to_string());
    section.flag("named", context.is_clock_named(), &context.words);
    report.sections.push(section);
}
