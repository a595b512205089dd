//! `zuoxi man`: the manual page in the chosen language: every command with its values, exit codes, files, variables.

use std::io;

use clap::{Arg, Args, Command};
use clap_mangen::roff::{Roff, bold, roman};

use super::Answer;
use super::context::Context;
use super::localise;
use super::out::{Failure, Out};
use crate::config::VARIABLES;
use crate::words::{Words, dashed};

/// What the program ends with; the sentences are `cli-exit-…`.
const EXITS: [(&str, &str); 7] =
    [("0", "yes"), ("1", "no"), ("2", "asked"), ("3", "config"), ("4", "store"), ("70", "fault"), ("128+n", "signal")];
/// Where things lie; the sentences are `cli-file-…`.
const FILES: [(&str, &str); 5] = [
    ("~/.config/zuoxi/config.toml", "config"),
    ("~/.config/zuoxi/manual", "manual"),
    ("~/.local/share/zuoxi/store.db", "store"),
    ("~/.local/share/zuoxi/drafts", "drafts"),
    ("~/.local/state/zuoxi", "state"),
];
/// Variables that are no settings of the configuration; the sentences are `cli-variable-…`.
const OTHERS: [(&str, &str); 7] = [
    ("ZUOXI_CONFIG", "config"),
    ("ZUOXI_AS", "as"),
    ("ZUOXI_AT", "at"),
    ("NO_COLOR", "no-color"),
    ("VISUAL, EDITOR", "editor"),
    ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", "lang"),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "xdg"),
];

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
    heading(words, "options").to_writer(&mut bytes)?;
    rows(command.get_arguments().map(|arg| (term(arg), said(arg)))).to_writer(&mut bytes)?;
    heading(words, "commands").to_writer(&mut bytes)?;
    for sub in command.get_subcommands() {
        explain(sub, &mut bytes)?;
    }
    let table = |rows_of: &[(&str, &str)], kind: &str| {
        rows(rows_of.iter().map(|(term, key)| ((*term).to_owned(), words.get(&format!("cli-{kind}-{key}")))))
    };
    heading(words, "exits").to_writer(&mut bytes)?;
    table(&EXITS, "exit").to_writer(&mut bytes)?;
    heading(words, "files").to_writer(&mut bytes)?;
    table(&FILES, "file").to_writer(&mut bytes)?;
    heading(words, "variables").to_writer(&mut bytes)?;
    table(&OTHERS, "variable").to_writer(&mut bytes)?;
    let setting = |key: &str| words.with("cli-variable-setting", &[("key", key.into())]);
    rows(VARIABLES.iter().map(|(name, key)| ((*name).to_owned(), setting(key)))).to_writer(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn heading(words: &Words, name: &str) -> Roff {
    let mut roff = Roff::new();
    let text = words.get(&format!("cli-heading-{}", dashed(name)));
    roff.control("SH", [text.trim_end_matches([':', '：'])]);
    roff
}

/// Terms in bold, what they mean below them.
fn rows(rows: impl Iterator<Item = (String, String)>) -> Roff {
    let mut roff = Roff::new();
    for (term, meaning) in rows {
        roff.control("TP", []).text([bold(term)]).text([roman(meaning)]);
    }
    roff
}

/// The line of usage, without the word in front of it.
fn usage(command: &Command) -> String {
    let shown = command.clone().render_usage().to_string();
    shown.split_once("zuoxi").map_or(shown.clone(), |(_, rest)| format!("zuoxi{rest}"))
}

/// An argument as it is typed, with the name of its value.
fn term(arg: &Arg) -> String {
    let value = || arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let Some(long) = arg.get_long() else { return value() };
    let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    if arg.get_action().takes_values() { format!("{short}--{long} {}", value()) } else { format!("{short}--{long}") }
}

fn said(arg: &Arg) -> String {
    arg.get_help().map(ToString::to_string).unwrap_or_default()
}

/// A command with its own arguments, and those below it.
fn explain(command: &Command, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SS", [usage(command).as_str()]);
    roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default())]);
    roff.to_writer(bytes)?;
    let own = command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str()));
    rows(own.map(|arg| (term(arg), said(arg)))).to_writer(bytes)?;
    command.get_subcommands().try_for_each(|sub| explain(sub, bytes))
}
