//! The store: where it is, what it holds, when it was last checked.

use std::path::Path;

use serde_json::json;

use super::report::{Finding, Report, Section};
use crate::app::Problem;
use crate::cli::context::Context;
use crate::domain::Timestamp;
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::Moment;
use crate::store::{Census, Follower, Journal, Older, Open, Store, StoreError, copies, sqlite_version};

/// A whole check older than this is due again.
const CHECK_DAYS: i64 = 30;
/// What no copy holds for so long is a finding.
const COPY_DAYS: i64 = 1;
/// A machine's clock may be behind another's by so much.
const CLOCK_SLACK_MS: i64 = 120_000;
const DAY_MS: i64 = 24 * 3600 * 1000;

pub fn examine(context: &Context, rules: &Rulebook, now: Timestamp, report: &mut Report) -> Result<(), Problem> {
    let words = &context.words;
    let path = context.store_path()?;
    let mut section = Section::new("store");
    section.text("path", &path.display().to_string()).private();
    section.flag("there", path.exists(), words).text("sqlite", sqlite_version());
    if path.exists() {
        match Older::at(&path) {
            // Looking must not bring it up to date.
            Ok(Some(older)) => waiting(&older, &path, context, &mut section, report)?,
            // What is wrong with the place is said at opening.
            Ok(None) | Err(_) => open(&path, context, rules, now, (&mut section, report))?,
        }
    }
    report.sections.push(section);
    Ok(())
}

fn open(
    path: &Path,
    context: &Context,
    rules: &Rulebook,
    now: Timestamp,
    (section, report): (&mut Section, &mut Report),
) -> Result<(), Problem> {
    mode(path, section, report);
    let how = Open { create: false, demo: false, prefix: context.config.case_prefix.clone() };
    // Only opened, not put to work: looking must make neither rows nor their tables anew.
    match Store::open_to_look(path, &how, &mut Follower::nobody()) {
        Ok(mut store) => {
            context.tell_upgraded(&store);
            context.allow_clock(store.is_demo())?;
            inside(&mut store, context, rules, now, section, report)?;
        }
        Err(error) => {
            let problem = context.store_problem(&error, path);
            let mut finding = Finding::new(advice(&error)).detail(problem.hints.join("\n"));
            finding.sentence = Some(problem.sentence);
            report.findings.push(finding);
        }
    }
    Ok(())
}

/// Which advice is the true one.
const fn advice(error: &StoreError) -> &'static str {
    match error {
        StoreError::Damaged(_) => "store",
        StoreError::DiskFull => "store-room",
        _ => "store-closed",
    }
}

/// A store of an older form, which the next command that works with it brings up to date.
fn waiting(
    older: &Older,
    path: &Path,
    context: &Context,
    section: &mut Section,
    report: &mut Report,
) -> Result<(), Problem> {
    let room = older.room().map_err(|error| context.store_problem(&error, path))?;
    section.number("format", older.format().unsigned_abs());
    bytes(path, section);
    section.row("upgrade_needs", json!(room.needs), context.fill_room("doctor-store-upgrade", &room));
    if !room.is_enough() {
        let mut finding = Finding::new("store-room");
        finding.sentence = Some(context.fill_room("doctor-finding-store-room", &room));
        report.findings.push(finding);
    }
    Ok(())
}

#[cfg(unix)]
fn mode(path: &Path, section: &mut Section, report: &mut Report) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(meta) = std::fs::metadata(path) else { return };
    let mode = format!("{:04o}", meta.permissions().mode() & 0o7777);
    section.text("mode", &mode);
    if meta.permissions().mode() & 0o077 != 0 {
        report.findings.push(Finding::new("mode").with("mode", mode));
    }
}

#[cfg(not(unix))]
fn mode(_: &Path, _: &mut Section, _: &mut Report) {}

fn inside(
    store: &mut Store,
    context: &Context,
    rules: &Rulebook,
    now: Timestamp,
    section: &mut Section,
    report: &mut Report,
) -> Result<(), Problem> {
    let path = store.path().to_path_buf();
    let problem = |error| context.store_problem(&error, &path);
    let census = store.census().map_err(problem)?;
    let drafts = Journal::count_open(&store.drafts()).map_err(problem)?;
    section.number("format", census.format.unsigned_abs()).flag("demo", store.is_demo(), &context.words);
    section.text("prefix", store.prefix()).private();
    section.text("station", &store.station().0.to_string()).private();
    section.number("acts", census.acts).private();
    section.number("cases", census.cases).private();
    section.number("people", census.people).private();
    if !store.rows_fit().map_err(problem)? {
        section.row("rows", json!("another_build"), context.words.get("doctor-store-another-build"));
    }
    section.number("drafts", drafts as u64).private();
    let unread = Journal::count_unread(&store.drafts()).map_err(problem)?;
    if unread > 0 {
        report.findings.push(Finding::new("drafts").with("n", unread.to_string()));
    }
    bytes(&path, section);
    let shown = census.checked_at.map_or_else(
        || context.words.get("doctor-never"),
        |at| rules.calendar.local(at).format("%Y-%m-%d %H:%M").to_string(),
    );
    section.row("checked_at", json!(census.checked_at.map(Moment)), shown);
    if !store.is_demo() {
        copied((&path, &census), context, rules, now, (section, report));
    }
    report.findings.extend(findings(&census, now));
    Ok(())
}

/// The copies, and whether the way back was tried.
fn copied(
    (path, census): (&Path, &Census),
    context: &Context,
    rules: &Rulebook,
    now: Timestamp,
    (section, report): (&mut Section, &mut Report),
) {
    let folder = context.copies_folder(path);
    let copies = copies::copies_in(&folder).unwrap_or_default();
    let drilled = copies::drilled(&folder);
    let newest = copies.first().map(|copy| copy.at);
    for (key, at) in [("copied_at", newest), ("drilled_at", drilled)] {
        let never = || context.words.get("doctor-never");
        let shown = at.map_or_else(never, |at| rules.calendar.local(at).format("%Y-%m-%d %H:%M").to_string());
        section.row(key, json!(at.map(Moment)), shown);
    }
    let days = i64::from(context.config.copies.drill_days);
    let since = drilled.or_else(|| copies.last().map(|copy| copy.at));
    if days > 0 && since.is_some_and(|since| now.since_ms(since) > days * DAY_MS) {
        report.findings.push(Finding::new("drill").with("days", days.to_string()));
    }
    // What was saved since the newest copy, or ever, is in no copy for too long.
    let bare = newest.or(census.first_at).filter(|_| census.last_at > newest);
    if bare.is_some_and(|since| now.since_ms(since) > COPY_DAYS * DAY_MS) {
        report.findings.push(Finding::new("copies").with("days", COPY_DAYS.to_string()));
    }
}

fn bytes(path: &Path, section: &mut Section) {
    let bytes = size(path);
    section.row("bytes", json!(bytes), format!("{:.1} MB", megabytes(bytes))).private();
}

fn findings(census: &Census, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    let days = census.checked_at.or(census.first_at).map_or(0, |at| now.since_ms(at) / DAY_MS);
    if days > CHECK_DAYS {
        found.push(Finding::new("check").with("days", CHECK_DAYS.to_string()));
    }
    if census.last_at.is_some_and(|last| last.since_ms(now) > CLOCK_SLACK_MS) {
        found.push(Finding::new("clock"));
    }
    found
}

/// The file with its write-ahead log, in bytes.
fn size(path: &Path) -> u64 {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |meta| meta.len());
    length(path) + length(Path::new(&log))
}

/// For people; a store of more bytes than a double counts exactly does not fit on a disk.
#[allow(clippy::cast_precision_loss)]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
