//! `zuoxi config`: where the configuration is, how it looks untouched, whether it is right, and editing it.

use std::path::Path;
use std::process::Command;

use clap::{Args, Subcommand};

use super::out::{Failure, Out};
use super::setting::{Setting, environment};
use super::{Answer, workstation};
use crate::app::{self, Problem};
use crate::config;

/// Opened where the environment names no editor; every Unix has it.
const EDITOR: &str = "vi";

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
    Edit,
}

impl Config {
    pub fn run(self, setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        match self.command {
            ConfigCommand::Path => {
                out.answer(&config::path(setting.global.config.as_deref(), &environment, &setting.words))
            }
            ConfigCommand::Default => out.answer(config::EXAMPLE.trim_end()),
            ConfigCommand::Check => check(setting.global.config.as_deref(), setting, out),
            ConfigCommand::Edit => edit(setting, out),
        }
    }
}

fn check(file: Option<&Path>, setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
    match config::check(file, &environment, &setting.words) {
        Ok(sentence) => {
            let fresh = setting.reread(file)?;
            fresh.keymap()?;
            fresh.rules()?;
            out.answer(&sentence)
        }
        Err(complaints) => {
            out.line(&complaints)?;
            Ok(Answer::No)
        }
    }
}

/// Opens the configuration in the user's editor, then says what is wrong with what was saved; nothing is undone.
fn edit(setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
    let path = setting.or_usual(setting.config_file(), |paths| &paths.config)?;
    if !path.exists() {
        make(&path, setting)?;
        out.line(&setting.fill("cli-config-made", &[("path", &path.display().to_string())]))?;
        out.finish()?;
    }
    open(&path, setting)?;
    let answer = check(Some(&path), setting, out)?;
    if answer == Answer::No {
        out.line("")?;
        out.line(&setting.words.get("cli-config-kept"))?;
    }
    Ok(answer)
}

/// Makes the file from the documented example, private to its user.
fn make(path: &Path, setting: &Setting) -> Result<(), Problem> {
    if let Some(folder) = path.parent() {
        workstation::make_folder(setting, folder)?;
    }
    app::write_new(path, config::EXAMPLE).map_err(|error| setting.refuse_file("cli-cannot-write-file", path, &error))
}

fn open(path: &Path, setting: &Setting) -> Result<(), Problem> {
    let named = |name: &str| environment(name).filter(|editor| !editor.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| EDITOR.to_owned());
    // The variable may hold options ("code --wait"), as every program that opens an editor allows.
    let status = Command::new("/bin/sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(path).status();
    if status.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(setting.refuse("cli-editor-failed", &[("editor", &editor)]).hint(setting.words.get("cli-editor-hint")))
}
