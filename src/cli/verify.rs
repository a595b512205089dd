//! `zuoxi verify`: the chain over every fact, and the lists against the facts.

use clap::Args;

use super::Answer;
use super::context::Context;
use super::long::follow;
use super::out::{Failure, Out};

#[derive(Debug, Args)]
pub struct Verify {}

impl Verify {
    pub fn run(context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        let mut desk = context.desk_at_once(&path, false)?;
        let report = follow(context, &path, |follower| {
            desk.make_rows(follower)?;
            desk.store().verify_for(follower)
        })?;
        for damage in &report.damages {
            out.line(&context.fill("cli-verify-damage", &[("what", &damage.to_string())]))?;
        }
        if !report.damages.is_empty() {
            return Ok(Answer::No);
        }
        // Whoever looks after the store sees in `doctor` how long ago that was.
        desk.store().note_checked(context.clock()?.now()).map_err(|error| context.store_problem(&error, &path))?;
        let (acts, cases) = (report.acts.to_string(), report.cases.to_string());
        out.line(&context.fill("cli-verify-fine", &[("acts", &acts), ("streams", &cases)]))?;
        out.line(&context.words.get("cli-verify-heads"))?;
        for (station, seq, hash) in &report.heads {
            out.line(&format!("{station} {seq} {hash}"))?;
        }
        Ok(Answer::Yes)
    }
}
