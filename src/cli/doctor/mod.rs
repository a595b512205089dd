//! `zuoxi doctor`: what this installation looks like, what needs attention, and what to do about it.

mod report;
mod rules;
mod store;
mod terminal;

use clap::Args;

use super::Answer;
use super::out::{Failure, Out};
use super::setting::Setting;
use crate::app::{Problem, ProblemKind};
use report::{Report, Section};

#[derive(Debug, Args)]
pub struct Doctor {
    #[arg(long)]
    redacted: bool,
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub fn run(self, setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        let mut report = examine(setting)?;
        if self.redacted {
            report.redact();
        }
        if self.json {
            out.json(&report.json(&setting.words))?;
        } else {
            report.print(setting, out)?;
        }
        Ok(if report.findings.is_empty() { Answer::Yes } else { Answer::No })
    }
}

/// Looks at everything; what is wrong is a finding, not a reason to stop.
fn examine(setting: &Setting) -> Result<Report, Problem> {
    let in_force = rules::in_force(setting)
        .ok_or_else(|| Problem::new(ProblemKind::Internal, setting.words.get("cli-no-rules")))?;
    let now = setting.clock()?.now();
    let mut report = Report::default();
    let mut program = Section::new("program");
    program.text("version", env!("CARGO_PKG_VERSION"));
    program.text("system", &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    report.sections.push(program);
    terminal::examine(setting, &mut report);
    rules::language(setting, &mut report);
    store::examine(setting, &in_force, now, &mut report)?;
    rules::manual(setting, &in_force, now, &mut report);
    rules::configuration(setting, &mut report);
    rules::time(setting, &in_force, now, &mut report);
    Ok(report)
}
