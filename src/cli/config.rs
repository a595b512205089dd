//! `zuoxi config`: where the configuration is, how it looks untouched, whether it is right.

use clap::{Args, Subcommand};

use super::Answer;
use super::out::{Failure, Out};
use super::setting::Setting;
use crate::config::DEFAULT;

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
        let path = setting.config_path.as_deref();
        let shown = path.map(|path| path.display().to_string()).unwrap_or_default();
        match self.command {
            ConfigCommand::Path => {
                let key = if path.is_some_and(std::path::Path::exists) { "config-path-file" } else { "config-path-none" };
                out.line(&setting.fill(key, &[("path", &shown)]))?;
            }
            ConfigCommand::Default => out.line(DEFAULT.trim_end())?,
            ConfigCommand::Check => {
                setting.sound()?;
                setting.keymap()?;
                setting.rules()?;
                out.line(&setting.words.get("config-check-good"))?;
            }
        }
        Ok(Answer::Yes)
    }
}
