//! `zuoxi config`: where the configuration is, how it looks untouched, whether it is right, and editing it.

use std::path::Path;
use std::process::Command;

use clap::{Args, Subcommand};

use super::context::{Context, environment};
use super::manual::tell_mistakes;
use super::out::{Failure, Out};
use super::{Answer, workstation};
use crate::app::{self, Problem};
use crate::{config, manual};

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
    Check {
        #[arg(long)]
        json: bool,
    },
    Edit,
}

impl Config {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        match self.command {
            ConfigCommand::Path => {
                out.answer(&config::path(context.global.config.as_deref(), &environment, &context.words))
            }
            ConfigCommand::Default => out.answer(config::EXAMPLE.trim_end()),
            ConfigCommand::Check { json: true } => check_for_scripts(context, out),
            ConfigCommand::Check { json: false } => check(context.global.config.as_deref(), context, out),
            ConfigCommand::Edit => edit(context, out),
        }
    }
}

fn check(file: Option<&Path>, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    match config::check(file, &environment, &context.words) {
        Ok(sentence) => {
            let fresh = context.reread(file)?;
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

fn check_for_scripts(context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    let load = |folder: Option<&Path>| manual::load(folder).err().unwrap_or_default();
    let wrong = if context.wrong.is_empty() { load(context.config.manual_folder()) } else { context.wrong.clone() };
    let other = if wrong.is_empty() { context.keymap().err().or_else(|| context.rules().err()) } else { None };
    tell_mistakes(&wrong, other.as_ref(), context, out)
}

/// Opens the configuration in the user's editor, then says what is wrong with what was saved; nothing is undone.
fn edit(context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    let path = context.or_usual(context.config_file(), |paths| &paths.config)?;
    if !path.exists() {
        make(&path, context)?;
        out.line(&context.fill("cli-config-made", &[("path", &path.display().to_string())]))?;
        out.finish()?;
    }
    open(&path, context)?;
    let answer = check(Some(&path), context, out)?;
    if answer == Answer::No {
        out.line("")?;
        out.line(&context.words.get("cli-config-kept"))?;
    }
    Ok(answer)
}

/// Makes the file from the documented example, private to its user.
fn make(path: &Path, context: &Context) -> Result<(), Problem> {
    if let Some(folder) = path.parent() {
        workstation::make_folder(context, folder)?;
    }
    app::write_new(path, config::EXAMPLE).map_err(|error| context.refuse_file("cli-cannot-write-file", path, &error))
}

fn open(path: &Path, context: &Context) -> Result<(), Problem> {
    let named = |name: &str| environment(name).filter(|editor| !editor.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| EDITOR.to_owned());
    // The variable may hold options ("code --wait"), as every program that opens an editor allows.
    let status = Command::new("/bin/sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(path).status();
    if status.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(context.refuse("cli-editor-failed", &[("editor", &editor)]).hint(context.words.get("cli-editor-hint")))
}
