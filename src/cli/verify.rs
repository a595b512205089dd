//! `zuoxi verify`: the chain over every fact, and the lists against the facts.

use std::path::Path;

use clap::Args;

use super::Answer;
use super::context::Context;
use super::long::follow;
use super::out::{Failure, Out};
use crate::store::{Older, Report};

#[derive(Debug, Args)]
pub struct Verify {}

impl Verify {
    pub fn run(context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        if let Some(older) = Older::at(&path).map_err(|error| context.store_problem(&error, &path))? {
            return as_it_lies(older, context, &path, out);
        }
        let mut desk = context.desk_at_once(&path, false)?;
        let report = follow(context, &path, "cli-progress", |follower| {
            desk.make_rows(follower)?;
            desk.store().verify_for(follower)
        })?;
        if told_damage(&report, context, out)? {
            return Ok(Answer::No);
        }
        // Whoever looks after the store sees in `doctor` how long ago that was.
        desk.store().note_checked(context.clock()?.now()).map_err(|error| context.store_problem(&error, &path))?;
        tell_fine("cli-verify-fine", &report, context, out)
    }
}

/// Checks a store of an older form without bringing it up to date.
fn as_it_lies(mut older: Older, context: &Context, path: &Path, out: &mut Out) -> Result<Answer, Failure> {
    let report = follow(context, path, "cli-progress", |follower| older.verify(follower))?;
    if told_damage(&report, context, out)? {
        return Ok(Answer::No);
    }
    tell_fine("cli-verify-older", &report, context, out)
}

/// Says what is wrong, a line each; whether anything is.
fn told_damage(report: &Report, context: &Context, out: &mut Out) -> Result<bool, Failure> {
    for damage in &report.damages {
        out.line(&context.fill("cli-verify-damage", &[("what", &damage.to_string())]))?;
    }
    Ok(!report.damages.is_empty())
}

fn tell_fine(says: &str, report: &Report, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    let (acts, cases) = (report.acts.to_string(), report.cases.to_string());
    out.line(&context.fill(says, &[("acts", &acts), ("streams", &cases)]))?;
    out.line(&context.words.get("cli-verify-heads"))?;
    for (station, seq, hash) in &report.heads {
        out.line(&format!("{station} {seq} {hash}"))?;
    }
    Ok(Answer::Yes)
}
