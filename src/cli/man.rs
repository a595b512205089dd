//! `zuoxi man`: the manual page in the chosen language, every command on one page.

use std::io;

use clap::{Args, Command};
use clap_mangen::roff::{Roff, roman};

use super::Answer;
use super::context::Context;
use super::localise;
use super::out::{Failure, Out};
use crate::words::Words;

#[derive(Debug, Args)]
pub struct Man {}

impl Man {
    pub fn run(context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let page = page(&context.words)?;
        out.answer(page.trim_end())
    }
}

/// The page, its words in UTF-8 as its first line tells the formatter.
fn page(words: &Words) -> io::Result<String> {
    let command = localise::command(words);
    let man = clap_mangen::Man::new(command.clone());
    let mut bytes = b"'\\\" -*- coding: utf-8 -*-\n".to_vec();
    man.render_title(&mut bytes)?;
    heading(words, "name").to_writer(&mut bytes)?;
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    Roff::new().text([roman(format!("zuoxi - {about}"))]).to_writer(&mut bytes)?;
    heading(words, "usage").to_writer(&mut bytes)?;
    Roff::new().text([roman(usage(&command))]).to_writer(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    heading(words, "commands").to_writer(&mut bytes)?;
    for sub in command.get_subcommands() {
        explain(sub, "zuoxi", &mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn heading(words: &Words, name: &str) -> Roff {
    let mut roff = Roff::new();
    let text = words.get(&format!("cli-heading-{name}"));
    roff.control("SH", [text.trim_end_matches([':', '：'])]);
    roff
}

/// The line of usage, without the word in front of it.
fn usage(command: &Command) -> String {
    let shown = command.clone().render_usage().to_string();
    shown.split_once("zuoxi").map_or(shown.clone(), |(_, rest)| format!("zuoxi{rest}"))
}

/// A command with its own arguments, and those below it.
fn explain(command: &Command, parent: &str, bytes: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("{parent} {}", command.get_name());
    let mut roff = Roff::new();
    roff.control("SS", [usage(command).as_str()]);
    roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
    for arg in command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str())) {
        let term = arg.get_long().map_or_else(
            || arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default(),
            |long| format!("--{long}"),
        );
        roff.control("TP", []).text([roman(term)]);
        roff.text([roman(arg.get_help().map(ToString::to_string).unwrap_or_default())]);
    }
    roff.to_writer(bytes)?;
    command.get_subcommands().try_for_each(|sub| explain(sub, &name, bytes))
}
