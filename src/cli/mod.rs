//! Arguments, text output and exit codes; one file per command.

mod absorb;
mod args;
mod backup;
mod calendar;
mod completions;
mod config;
mod context;
mod demo;
mod doctor;
mod first_run;
mod help;
mod list;
mod localise;
mod long;
mod man;
mod manual;
mod manual_show;
mod manual_try;
mod offers;
mod out;
mod rebuild;
mod rehearse;
mod restore;
mod salvage;
mod show;
mod spoken;
mod verify;
mod version;
mod workstation;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Args, Command};
use context::Context;
use out::{Failure, Out};

/// What a command answers when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    /// No: a difference, damage, a mistake found.
    No,
}

/// Runs the program with these arguments, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    crate::app::harden();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let words = spoken::words(&arguments);
    let args = match localise::parse(&arguments, &words) {
        Ok(args) => args,
        Err(code) => return code,
    };
    if let Some(Command::Help(asked)) = &args.command {
        return localise::help(&asked.command, &words);
    }
    let mut out = Out::stdout();
    let answer = Context::find(&args.global, words.clone()).map_err(Failure::from).and_then(|context| {
        let context = if args.command.is_none() { context.or_last_good()?.or_last_good_manual() } else { context };
        let answer = perform(args, &context, &mut out)?;
        out.finish()?;
        Ok(answer)
    });
    match answer {
        // Whoever reads has had enough: nothing went wrong.
        Ok(Answer::Yes) | Err(Failure::StdoutClosed) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::FAILURE,
        Err(Failure::Signal(signal)) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(1)),
        Err(Failure::Problem(problem)) => {
            out::complain(&problem);
            problem.exit_code()
        }
    }
}

fn perform(args: Args, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    // Where the configuration is, how it should look and what is wrong with it can be asked while it is wrong.
    if !matches!(args.command, Some(Command::Config(_) | Command::Doctor(_))) {
        context.sound()?;
    }
    match args.command {
        None => workstation::run(context),
        Some(Command::Demo(command)) => command.run(context, out),
        Some(Command::Rehearse(command)) => command.run(context, out),
        Some(Command::List(command)) => command.run(context, out),
        Some(Command::Show(command)) => command.run(context, out),
        Some(Command::Manual(command)) => command.run(context, out),
        Some(Command::Config(command)) => command.run(context, out),
        Some(Command::Verify(verify)) => verify.run(context, out),
        Some(Command::Backup(backup)) => backup.run(context, out),
        Some(Command::Restore(restore)) => restore.run(context, out),
        Some(Command::Salvage(salvage)) => salvage.run(context, out),
        Some(Command::Rebuild(command)) => command.run(context, out),
        Some(Command::Absorb(command)) => command.run(context, out),
        Some(Command::Doctor(command)) => command.run(context, out),
        Some(Command::Calendar(command)) => command.run(context, out),
        Some(Command::Completions(command)) => command.run(context, out),
        Some(Command::Man(_)) => man::Man::run(context, out),
        // Given before anything is read.
        Some(Command::Help(_)) => Ok(Answer::Yes),
    }
}
