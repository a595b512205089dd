//! `zuoxi rehearse`: written-down cases replayed through the desk on a scratch store, and what came of them.

use std::path::PathBuf;

use clap::Args;

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use crate::scenario::{self, Check};

#[derive(Debug, Args)]
pub struct Rehearse {
    #[arg(required = true, value_name = "file")]
    files: Vec<PathBuf>,
}

impl Rehearse {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let mut texts = Vec::new();
        for path in &self.files {
            let name = path.display().to_string();
            let text = context.read(path)?;
            if scenario::names_a_schema(&text) {
                texts.push((name, text));
            } else {
                out.line(&context.fill("cli-rehearse-skipped", &[("path", name.as_str())]))?;
            }
        }
        if texts.is_empty() {
            return Err(context.refuse("cli-rehearse-nothing", &[]).into());
        }
        let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let scratch = tempfile::Builder::new().prefix("zuoxi-rehearsal-").tempdir()?;
        let mut desk = context.desk(&scratch.path().join("store.db"), true, true)?;
        let report = scenario::run(&files, &mut desk)
            .map_err(|error| context.refuse("cli-rehearse-stuck", &[("what", &error.to_string())]))?;
        for check in &report.checks {
            out.line(&line(check, context))?;
        }
        let different = report.different().count();
        let held = report.checks.len() - different;
        let counts = [("held", &*held.to_string()), ("different", &*different.to_string())];
        out.line(&context.fill("cli-rehearse-summary", &counts))?;
        Ok(if report.held() { Answer::Yes } else { Answer::No })
    }
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
