//! What a shell offers where a value is wanted: those there are, files where files are meant, else nothing.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, ValueHint};

/// Values by what an argument takes. Some take more than is offered: a colleague's number for a view, any country's
/// letters for a region.
const VALUES: &[(&str, &[&str])] = &[
    ("language", &["zh-CN", "zh-TW", "en"]),
    ("view", &["mine", "all", "overdue", "soon"]),
    ("region", &["CN", "HK", "MO", "TW"]),
    ("page", &["1", "2", "3", "4", "5", "flow", "faq", "laws"]),
];

/// The command with its offers, for completions; it is not the one arguments are read with.
pub fn lay(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    with_each(command, &|arg| offering(arg, &names))
}

/// The command with every argument of it and of those below it made over.
pub fn with_each(command: Command, make: &dyn Fn(Arg) -> Arg) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command.mut_args(make);
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |sub| with_each(sub, make)))
}

fn offering(arg: Arg, commands: &[String]) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    if name == "command" {
        return arg.value_parser(PossibleValuesParser::new(commands.to_vec())).hide_possible_values(true);
    }
    if let Some((_, values)) = VALUES.iter().find(|(takes, _)| *takes == name) {
        return arg.value_parser(PossibleValuesParser::new(*values)).hide_possible_values(true);
    }
    let hint = match name.as_str() {
        "path" | "file" => ValueHint::FilePath,
        "dir" => ValueHint::DirPath,
        // It says itself which there are.
        "shell" => return arg,
        _ => ValueHint::Other,
    };
    arg.value_hint(hint)
}
