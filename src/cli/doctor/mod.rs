//! `zuoxi doctor`: what this installation looks like, what needs attention, and what to do about it.

mod report;
mod rules;
mod store;
mod terminal;

use clap::Args;

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use super::version::COMMIT;
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
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let mut report = examine(context)?;
        if self.redacted {
            report.redact();
        }
        if self.json {
            out.json(&report.json(&context.words))?;
        } else {
            report.print(context, out)?;
        }
        Ok(if report.findings.is_empty() { Answer::Yes } else { Answer::No })
    }
}

/// Looks at everything; what is wrong is a finding, not a reason to stop.
fn examine(context: &Context) -> Result<Report, Problem> {
    let in_force = rules::in_force(context)
        .ok_or_else(|| Problem::new(ProblemKind::Internal, context.words.get("cli-no-rules")))?;
    let now = context.clock()?.now();
    let mut report = Report::default();
    let mut program = Section::new("program");
    program.text("version", env!("CARGO_PKG_VERSION")).text("commit", COMMIT);
    program.text("system", &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    report.sections.push(program);
    terminal::examine(context, &mut report);
    rules::language(context, &mut report);
    store::examine(context, &in_force, now, &mut report)?;
    rules::manual(context, &in_force, now, &mut report);
    rules::configuration(context, &mut report);
    rules::time(context, &in_force, now, &mut report);
    Ok(report)
}
