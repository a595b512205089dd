//! `zuoxi rebuild`: the lists made anew from the facts.

use clap::Args;
use serde_json::json;

use super::Answer;
use super::context::Context;
use super::long::follow;
use super::out::{Failure, Out};

#[derive(Debug, Args)]
pub struct Rebuild {
    #[arg(long)]
    json: bool,
}

impl Rebuild {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        let mut desk = context.desk_at_once(&path, false)?;
        // Lists are what the facts say; of facts that cannot be trusted none are made.
        follow(context, &path, "cli-progress", |follower| {
            desk.store().another().check(follower)?;
            desk.store().rebuild_for(follower)
        })?;
        if self.json {
            out.json(&json!({ "rebuilt": true }))?;
            return Ok(Answer::Yes);
        }
        out.answer(&context.words.get("cli-rebuild-done"))
    }
}
