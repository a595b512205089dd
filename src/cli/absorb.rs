//! `zuoxi absorb`: what was worked in a copy of the store's folder comes in here.

use std::path::PathBuf;

use clap::Args;

use super::Answer;
use super::context::Context;
use super::long::follow;
use super::out::{Failure, Out};
use crate::store::{Older, StoreError};

#[derive(Debug, Args)]
pub struct Absorb {
    #[arg(value_name = "path")]
    folder: PathBuf,
}

impl Absorb {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        let name = path.file_name().unwrap_or_default();
        let other = if self.folder.is_dir() { self.folder.join(name) } else { self.folder };
        if let Ok(Some(_)) = Older::at(&other) {
            // Nothing comes of it, so the store here is not brought up to date for it either.
            return Err(context.store_problem(&StoreError::Older(other.clone()), &other).into());
        }
        let mut desk = context.desk_at_once(&path, false)?;
        let now = context.clock()?.now();
        let absorbed = follow(context, &other, "cli-progress", |follower| desk.store().absorb(&other, now, follower))?;
        if absorbed.acts == 0 {
            return out.answer(&context.words.get("cli-absorb-nothing"));
        }
        let (acts, cases) = (absorbed.acts.to_string(), absorbed.cases.len().to_string());
        out.line(&context.fill("cli-absorb-done", &[("acts", &acts), ("cases", &cases)]))?;
        for no in absorbed.clashing.values() {
            out.line(&context.fill("cli-absorb-clash", &[("no", no)]))?;
        }
        for no in &absorbed.reopened {
            out.line(&context.fill("cli-absorb-reopened", &[("no", no)]))?;
        }
        if absorbed.known_twice > 0 {
            let count = absorbed.known_twice.to_string();
            out.line(&context.fill("cli-absorb-known-twice", &[("count", &count)]))?;
        }
        Ok(Answer::Yes)
    }
}
