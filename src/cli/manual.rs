//! `zuoxi manual`: whether a company's changes to the service manual are right, its pages, and what it makes of a line.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Answer;
use super::context::Context;
use super::manual_show::Show;
use super::manual_try::Try;
use super::out::{Failure, Out};
use crate::app::Problem;
use crate::config::{complaint, sentence};
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
        #[arg(long)]
        json: bool,
    },
    Show(Show),
    Try(Try),
}

impl Manual {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let (dir, json) = match self.command {
            ManualCommand::Check { dir, json } => (dir, json),
            ManualCommand::Show(this) => return this.run(context, out),
            ManualCommand::Try(this) => return this.run(context, out),
        };
        let folder = dir.or_else(|| context.config.manual_folder().map(PathBuf::from));
        match manual::load(folder.as_deref()) {
            Ok(_) if json => {
                let wrong = context.rules_of(folder.as_deref()).err();
                tell_mistakes(&[], wrong.as_ref(), context, out)
            }
            Err(wrong) if json => tell_mistakes(&wrong, None, context, out),
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

/// The same for scripts; `other` is what no place can be named for.
pub(super) fn tell_mistakes(
    wrong: &[Mistake],
    other: Option<&Problem>,
    context: &Context,
    out: &mut Out,
) -> Result<Answer, Failure> {
    let told = |mistake: &Mistake| {
        let Mistake { file, line, column, code, suggestion, .. } = mistake;
        let sentence = sentence(mistake, &context.words);
        json!({ "file": file, "line": line, "column": column, "code": code, "meant": suggestion, "sentence": sentence })
    };
    let sentences = other.into_iter().flat_map(|problem| std::iter::once(&problem.sentence).chain(&problem.hints));
    let others = sentences.map(|sentence| json!({ "sentence": sentence }));
    let mistakes: Vec<Value> = wrong.iter().map(told).chain(others).collect();
    let fine = mistakes.is_empty();
    out.json(&json!({ "fine": fine, "mistakes": mistakes }))?;
    Ok(if fine { Answer::Yes } else { Answer::No })
}
