//! clap's help and its complaints in the language of the screen.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::styling::Styles;
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory, Error, FromArgMatches};

use super::args::Args;
use super::offers;
use super::out::complain;
use super::spoken::fill;
use super::version;
use crate::app::{Problem, ProblemKind};
use crate::config;
use crate::words::Words;

/// Reads the arguments; help, version and complaints are printed here and end the program with the code returned.
pub fn parse(arguments: &[OsString], words: &Words) -> Result<Args, ExitCode> {
    let mut command = command(words);
    // Putting it together takes the whole manual: only where it is asked for.
    if arguments.iter().any(|argument| argument == "--version") {
        command = command.long_version(version::long(words));
    }
    let read = command.try_get_matches_from(arguments).and_then(|found| Args::from_arg_matches(&found));
    read.map_err(|error| answer(&error, words))
}

/// The help of a command named by words, or of the program.
pub fn help(named: &[String], words: &Words) -> ExitCode {
    let arguments = ["zuoxi"].into_iter().chain(named.iter().map(String::as_str)).chain(["--help"]);
    match command(words).try_get_matches_from(arguments) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => answer(&error, words),
    }
}

/// What was asked for is printed; what cannot be read is said.
fn answer(error: &Error, words: &Words) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Printing help into a closed pipe is nobody's fault.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let problem = complaint(error, words);
    complain(&problem);
    problem.exit_code()
}

/// The command line in a language: for reading arguments and for the manual page.
pub fn command(words: &Words) -> clap::Command {
    speaking(plain(), words, "")
}

/// The same with what a shell may offer for a value.
pub fn offering(words: &Words) -> clap::Command {
    speaking(offers::lay(plain()), words, "")
}

fn plain() -> clap::Command {
    offers::with_each(Args::command().styles(Styles::plain()), &|arg| {
        let names = arg.get_value_names().unwrap_or_default();
        let is_path = names.first().is_some_and(|name| ["path", "file", "dir"].contains(&name.as_str()));
        // Shells leave a `~` in quotes or behind `=` as it is.
        if is_path { arg.value_parser(PathBufValueParser::new().try_map(|typed| at_home(&typed))) } else { arg }
    })
}

fn at_home(typed: &Path) -> Result<PathBuf, &'static str> {
    config::at_home(typed).ok_or("whose home?")
}

/// The command with every word of its help taken from the locale files, its sub-commands likewise.
fn speaking(command: clap::Command, words: &Words, path: &str) -> clap::Command {
    let about = if path.is_empty() { "cli-about".to_owned() } else { format!("cli{path}-about") };
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let usage = usage(&command, words, path);
    let flag = |name: &'static str, short: char, action: ArgAction| {
        let arg = Arg::new(name).short(short).long(name).action(action);
        arg.help(words.get(&format!("cli-{name}"))).help_heading(words.get("cli-heading-options"))
    };
    let mut command = command
        .mut_args(|arg| explained(arg, words, path))
        .about(words.get(&about))
        .override_usage(usage)
        .subcommand_help_heading(words.get("cli-heading-commands"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template(format!("{{about}}\n\n{}\n  {{usage}}\n\n{{all-args}}", words.get("cli-heading-usage")))
        .arg(flag("help", 'h', ArgAction::Help));
    if path.is_empty() {
        command = command.arg(flag("version", 'V', ArgAction::Version));
    }
    for name in names {
        command = command.mut_subcommand(&name, |sub| speaking(sub, words, &format!("{path}-{name}")));
    }
    command
}

fn explained(arg: Arg, words: &Words, path: &str) -> Arg {
    let key = format!("cli{path}-{}", arg.get_id().as_str().replace('_', "-"));
    let heading = if arg.is_positional() { "cli-heading-arguments" } else { "cli-heading-options" };
    let value =
        arg.get_value_names().and_then(|names| names.first()).map(|name| words.get(&format!("cli-value-{name}")));
    let arg = arg.help(words.get(&key)).help_heading(words.get(heading));
    match value {
        Some(value) if !arg.get_action().takes_values() || value.is_empty() => arg,
        Some(value) => arg.value_name(value),
        None => arg,
    }
}

/// One line: the command, its arguments, its options.
fn usage(command: &clap::Command, words: &Words, path: &str) -> String {
    let mut parts = vec![format!("zuoxi{}", path.replace('-', " "))];
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
        let name = words.get(&format!("cli-value-{name}"));
        let many = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        parts.push(if arg.is_required_set() { format!("<{name}>{many}") } else { format!("[{name}]{many}") });
    }
    if command.has_subcommands() {
        let name = words.get("cli-value-command");
        parts.push(if command.is_subcommand_required_set() { format!("<{name}>") } else { format!("[{name}]") });
    }
    parts.push(format!("[{}]", words.get("cli-value-options")));
    parts.join(" ")
}

/// clap's refusal as a sentence of ours.
fn complaint(error: &Error, words: &Words) -> Problem {
    let of = |kind| error.get(kind).map(spelled).unwrap_or_default();
    let value = of(ContextKind::InvalidValue);
    let argument = of(ContextKind::InvalidArg);
    let key = match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => "cli-one-too-many",
        ErrorKind::UnknownArgument => "cli-unknown-argument",
        ErrorKind::InvalidSubcommand => "cli-unknown-command",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "cli-missing-command",
        ErrorKind::MissingRequiredArgument => "cli-missing-argument",
        ErrorKind::ArgumentConflict => "cli-conflict",
        // Only what has a place of its own can be given and empty.
        ErrorKind::InvalidValue if value.is_empty() && argument.starts_with('<') => "cli-empty-value",
        ErrorKind::InvalidValue if value.is_empty() => "cli-missing-value",
        ErrorKind::ValueValidation if value.starts_with('~') => "mistake-not-a-home",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-invalid-value",
        ErrorKind::InvalidUtf8 => "cli-not-text",
        _ => "cli-cannot-read",
    };
    let name = of(ContextKind::InvalidSubcommand);
    let sentence = fill(words, key, &[("arg", &argument), ("name", &name), ("value", &value)]);
    let mut problem = Problem::new(ProblemKind::User, sentence);
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        if let Some(suggested) = error.get(kind).map(spelled) {
            problem = problem.hint(fill(words, "cli-did-you-mean", &[("name", &suggested)]));
        }
    }
    problem.hint(words.get("cli-see-help"))
}

fn spelled(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
