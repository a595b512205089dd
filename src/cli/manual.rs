//! `zuoxi manual`: whether a company's changes to the service manual are right, its pages, and what it makes of a line.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Answer;
use super::context::Context;
use super::manual_show::Show;
use super::manual_try::Try;
use super::out::{Failure, Out};
use crate::config::complaint;
use crate::manual::{self, Mistake};

#[derive(Debug, Args)]
pub struct Manual {
    #[command(subcommand)]
    command: ManualCommand,
}

#[derive(Debug, Subcommand)]
enum ManualCommand {
    Check {
        #[arg(value_name = "dir")]
        dir: Option<PathBuf>,
    },
    Show(Show),
    Try(Try),
}

impl Manual {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let dir = match self.command {
            ManualCommand::Check { dir } => dir,
            ManualCommand::Show(this) => return this.run(context, out),
            ManualCommand::Try(this) => return this.run(context, out),
        };
        let folder = dir.or_else(|| context.config.manual_folder().map(PathBuf::from));
        match manual::load(folder.as_deref()) {
            Ok(_) => {
                context.rules_of(folder.as_deref())?;
                out.answer(&context.words.get("cli-manual-fine"))
            }
            Err(wrong) => complain_of(&wrong, context, out),
        }
    }
}

/// Every mistake with its place.
pub(super) fn complain_of(wrong: &[Mistake], context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    wrong.iter().try_for_each(|mistake| out.line(&complaint(mistake, &context.words)))?;
    Ok(Answer::No)
}
