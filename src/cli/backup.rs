//! `zuoxi backup`: a checked copy of the store, now.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::Answer;
use super::context::Context;
use super::long::follow;
use super::out::{Failure, Out};
use super::restore::moment;
use crate::domain::protocol::Moment;
use crate::store::copies::{self, Turn};

#[derive(Debug, Args)]
pub struct Backup {
    #[arg(value_name = "dir")]
    folder: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        let folder = self.folder.unwrap_or_else(|| context.copies_folder(&path));
        let now = context.clock()?.now();
        let made = follow(context, &path, "cli-progress", |follower| {
            copies::make(&path, &folder, (Turn::Wait, now), follower)
        });
        let (copy, held) = made?;
        if self.json {
            let last = held.last.map(Moment);
            let path = copy.path.display().to_string();
            out.json(&json!({ "path": path, "acts": held.acts, "cases": held.cases, "last": last }))?;
            return Ok(Answer::Yes);
        }
        let (acts, cases) = (held.acts.to_string(), held.cases.to_string());
        let path = copy.path.display().to_string();
        let last = moment(held.last, context)?;
        let blanks = [("path", path.as_str()), ("acts", &acts), ("cases", &cases), ("last", &last)];
        out.answer(&context.fill("cli-backup-done", &blanks))
    }
}
