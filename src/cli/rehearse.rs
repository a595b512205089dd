//! `zuoxi rehearse`: written-down cases replayed through the desk on a scratch store, lines read as the intake reads them,
//! and what came of each.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use crate::scenario::{self, Check, FileError, lines};

#[derive(Debug, Args)]
pub struct Rehearse {
    #[arg(required = true, value_name = "file")]
    files: Vec<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// What came of the files, as it is told.
#[derive(Debug, Default)]
struct Found {
    checks: Vec<Check>,
    /// Files of lines: name, lines whose kind was asked for, with a suggestion.
    lines: Vec<(String, usize, usize)>,
    skipped: Vec<String>,
}

/// A file with its name.
type Named = (String, String);

impl Rehearse {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let mut found = Found::default();
        let (mut cases, mut lines) = (Vec::new(), Vec::new());
        for path in &self.files {
            let name = path.display().to_string();
            let text = context.read(path)?;
            match scenario::schema_of(&text).as_deref() {
                Some(lines::SCHEMA) => lines.push((name, text)),
                Some(_) => cases.push((name, text)),
                None => found.skipped.push(name),
            }
        }
        if !self.json {
            found
                .skipped
                .iter()
                .try_for_each(|name| out.line(&context.fill("cli-rehearse-skipped", &[("path", name)])))?;
        }
        if cases.is_empty() && lines.is_empty() {
            return Err(context.refuse("cli-rehearse-nothing", &[]).into());
        }
        found.checks = replayed(&cases, context)?;
        read(&lines, context, &mut found)?;
        if self.json {
            out.json(&found.json())?;
        } else {
            found.print(context, out)?;
        }
        Ok(if found.checks.iter().all(|check| check.held) { Answer::Yes } else { Answer::No })
    }
}

impl Found {
    fn held(&self) -> usize {
        self.checks.iter().filter(|check| check.held).count()
    }

    fn print(&self, context: &Context, out: &mut Out) -> Result<(), Failure> {
        for (path, asked, spoke) in &self.lines {
            let counts = [("path", path.as_str()), ("spoke", &spoke.to_string()), ("asked", &asked.to_string())];
            out.line(&context.fill("cli-rehearse-lines", &counts))?;
        }
        self.checks.iter().try_for_each(|check| out.line(&line(check, context)))?;
        let (held, different) = (self.held(), self.checks.len() - self.held());
        let counts = [("held", &*held.to_string()), ("different", &*different.to_string())];
        out.line(&context.fill("cli-rehearse-summary", &counts))
    }

    fn json(&self) -> Value {
        let check = |check: &Check| {
            let Check { file, what, expected, got, why, held, .. } = check;
            json!({ "file": file, "what": what, "expected": expected, "got": got, "why": why, "held": held })
        };
        let lines =
            |(path, asked, spoke): &(String, usize, usize)| json!({ "file": path, "asked": asked, "spoke": spoke });
        json!({
            "held": self.held(),
            "different": self.checks.len() - self.held(),
            "checks": self.checks.iter().map(check).collect::<Vec<_>>(),
            "lines": self.lines.iter().map(lines).collect::<Vec<_>>(),
            "skipped": self.skipped,
        })
    }
}

/// Worked cases, all on one timeline in one scratch store.
fn replayed(texts: &[Named], context: &Context) -> Result<Vec<Check>, Failure> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let scratch = tempfile::Builder::new().prefix("zuoxi-rehearsal-").tempdir()?;
    let mut desk = context.desk(&scratch.path().join("store.db"), true, true)?;
    let report = scenario::run(&files, &mut desk).map_err(|error| stuck(&error, context))?;
    Ok(report.checks)
}

/// Files of lines, with how often a suggestion was made.
fn read(texts: &[Named], context: &Context, found: &mut Found) -> Result<(), Failure> {
    if texts.is_empty() {
        return Ok(());
    }
    let rules = context.rules()?;
    for (name, text) in texts {
        let outcome = lines::run(name, text, &rules).map_err(|error| stuck(&error, context))?;
        found.lines.push((name.clone(), outcome.asked, outcome.spoke));
        found.checks.extend(outcome.report.checks);
    }
    Ok(())
}

fn stuck(error: &FileError, context: &Context) -> Failure {
    context.refuse("cli-rehearse-stuck", &[("what", &error.to_string())]).into()
}

fn line(check: &Check, context: &Context) -> String {
    let words = |key: &str| context.words.get(key);
    let verdict = words(if check.held { "cli-rehearse-held" } else { "cli-rehearse-different" });
    let Check { file, what, expected, got, why, .. } = check;
    let (wanted, found) = (words("cli-rehearse-expected"), words("cli-rehearse-got"));
    let mut line = format!("{verdict}  {file}  {what}  {wanted} {expected}  {found} {got}");
    if !why.is_empty() {
        line = format!("{line}  {} {why}", words("cli-rehearse-why"));
    }
    crate::text::clean(&line, 2000)
}
