//! `zuoxi rehearse`: written-down cases replayed through the desk on a scratch store, lines read as the intake reads them,
//! and what came of each.

use std::path::PathBuf;

use clap::Args;

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use crate::scenario::{self, Check, FileError, lines};

#[derive(Debug, Args)]
pub struct Rehearse {
    #[arg(required = true, value_name = "file")]
    files: Vec<PathBuf>,
}

/// A file with its name.
type Named = (String, String);

impl Rehearse {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let (mut cases, mut lines) = (Vec::new(), Vec::new());
        for path in &self.files {
            let name = path.display().to_string();
            let text = context.read(path)?;
            match scenario::schema_of(&text).as_deref() {
                Some(lines::SCHEMA) => lines.push((name, text)),
                Some(_) => cases.push((name, text)),
                None => out.line(&context.fill("cli-rehearse-skipped", &[("path", name.as_str())]))?,
            }
        }
        if cases.is_empty() && lines.is_empty() {
            return Err(context.refuse("cli-rehearse-nothing", &[]).into());
        }
        let mut checks = replayed(&cases, context)?;
        checks.extend(read(&lines, context, out)?);
        for check in &checks {
            out.line(&line(check, context))?;
        }
        let held = checks.iter().filter(|check| check.held).count();
        let counts = [("held", &*held.to_string()), ("different", &*(checks.len() - held).to_string())];
        out.line(&context.fill("cli-rehearse-summary", &counts))?;
        Ok(if held == checks.len() { Answer::Yes } else { Answer::No })
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

/// Files of lines; how often a suggestion was made stands before what was compared.
fn read(texts: &[Named], context: &Context, out: &mut Out) -> Result<Vec<Check>, Failure> {
    let mut checks = Vec::new();
    if texts.is_empty() {
        return Ok(checks);
    }
    let rules = context.rules()?;
    for (name, text) in texts {
        let outcome = lines::run(name, text, &rules).map_err(|error| stuck(&error, context))?;
        let counts =
            [("path", name.as_str()), ("spoke", &outcome.spoke.to_string()), ("asked", &outcome.asked.to_string())];
        out.line(&context.fill("cli-rehearse-lines", &counts))?;
        checks.extend(outcome.report.checks);
    }
    Ok(checks)
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
