//! `zuoxi manual check`: whether a company's changes to the service manual are right.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Answer;
use super::out::{Failure, Out};
use super::setting::Setting;
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
}

impl Manual {
    pub fn run(self, setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        let ManualCommand::Check { dir } = self.command;
        let folder = dir.or_else(|| setting.config.manual_folder().map(PathBuf::from));
        match manual::load(folder.as_deref()) {
            Ok(_) => {
                setting.rules_of(folder.as_deref())?;
                out.answer(&setting.words.get("cli-manual-fine"))
            }
            Err(wrong) => complain_of(&wrong, setting, out),
        }
    }
}

/// Every mistake with its place.
pub(super) fn complain_of(wrong: &[Mistake], setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
    wrong.iter().try_for_each(|mistake| out.line(&complaint(mistake, &setting.words)))?;
    Ok(Answer::No)
}
