//! `zuoxi config`: where the configuration is, how it looks untouched, whether it is right.

use clap::{Args, Subcommand};

use super::Answer;
use super::out::{Failure, Out};
use super::setting::{Setting, environment};
use crate::config;

#[derive(Debug, Args)]
pub struct Config {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    Path,
    Default,
    Check,
}

impl Config {
    pub fn run(self, setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        let (named, words) = (setting.config_named(), &setting.words);
        match self.command {
            ConfigCommand::Path => out.line(&config::path(named, &environment, words))?,
            ConfigCommand::Default => out.line(config::EXAMPLE.trim_end())?,
            ConfigCommand::Check => match config::check(named, &environment, words) {
                Ok(sentence) => {
                    setting.keymap()?;
                    setting.rules()?;
                    out.line(&sentence)?;
                }
                Err(complaints) => {
                    out.line(&complaints)?;
                    return Ok(Answer::No);
                }
            },
        }
        Ok(Answer::Yes)
    }
}
