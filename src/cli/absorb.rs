//! `zuoxi absorb`: what was worked in a copy of the store's folder comes in here.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Answer;
use super::context::Context;
use super::long::follow_telling;
use super::out::{Failure, Out};
use super::show;
use crate::app::{Problem, ProblemKind};
use crate::desk::Desk;
use crate::domain::Field;
use crate::domain::protocol::{CaseFile, Crossed, Loaded, Query};
use crate::store::{Absorbed, Journal, Older, StoreError, drafts_of};
use crate::text::{clean, mask};

#[derive(Debug, Args)]
pub struct Absorb {
    #[arg(value_name = "path")]
    folder: PathBuf,
}

/// Both stores, by their files.
struct Both<'a> {
    context: &'a Context,
    here: &'a Path,
    other: &'a Path,
}

impl Absorb {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        if !context.is_store_named() && !path.exists() {
            return Err(context.refuse("cli-absorb-no-store", &[("path", &path.display().to_string())]).into());
        }
        let name = path.file_name().unwrap_or_default();
        let other = if self.folder.is_dir() { self.folder.join(name) } else { self.folder };
        if let Ok(Some(_)) = Older::at(&other) {
            // Nothing comes of it, so the store here is not brought up to date for it either.
            let both = Both { context, here: &path, other: &other };
            let why = StoreError::Other(Box::new(StoreError::Older(other.clone())));
            return Err(both.problem(&why, 0).into());
        }
        let mut desk = context.desk_at_once(&path, false)?;
        let both = Both { context, here: &path, other: &other };
        let absorbed = both.take_in(&mut desk)?;
        out.line(&both.told(&absorbed))?;
        for (case, no) in &absorbed.clashing {
            let found = desk.ask(Query::Case(*case)).map_err(|why| context.rejection(&why))?;
            let Loaded::Case(Some(file)) = found else { continue };
            for crossed in file.crossed() {
                out.line(&both.clash(no, &crossed))?;
            }
        }
        for no in &absorbed.twice {
            let files = show::with_number(&mut desk, context, no)?;
            out.line(&both.twice(no, &files))?;
        }
        for no in &absorbed.reopened {
            out.line(&context.fill("cli-absorb-reopened", &[("no", no)]))?;
        }
        for no in &absorbed.given_back {
            out.line(&context.fill("cli-absorb-given-back", &[("no", no)]))?;
        }
        if absorbed.known_twice > 0 {
            let count = absorbed.known_twice.to_string();
            out.line(&context.fill("cli-absorb-known-twice", &[("count", &count)]))?;
        }
        both.left_over(out)?;
        Ok(Answer::Yes)
    }
}

impl Both<'_> {
    fn take_in(&self, desk: &mut Desk) -> Result<Absorbed, Failure> {
        let mut absorbed = Absorbed::default();
        let so_far = &mut absorbed;
        // What is here once it is cut short is known by then.
        let taken = std::cell::Cell::new(0);
        let (now, rules) = (self.context.clock()?.now(), self.context.rules()?);
        follow_telling(
            self.context,
            "cli-progress",
            |follower| {
                let done = desk.store().absorb(self.other, (&rules, now), follower, so_far);
                taken.set(so_far.acts + so_far.by_time);
                done
            },
            |error| self.problem(error, taken.get()),
        )?;
        Ok(absorbed)
    }

    /// What came in.
    fn told(&self, absorbed: &Absorbed) -> String {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX).into();
        let words = &self.context.words;
        let by_time = || words.with("cli-absorb-by-time", &[("n", number(absorbed.by_time))]);
        match (absorbed.acts, absorbed.by_time) {
            (0, 0) => words.get("cli-absorb-nothing"),
            (0, _) => by_time(),
            (acts, rest) => {
                let counted = [("acts", number(acts)), ("cases", absorbed.cases.len().into())];
                let done = words.with("cli-absorb-done", &counted);
                if rest == 0 { done } else { format!("{done}\n{}", by_time()) }
            }
        }
    }

    /// Which case, what place, and how to look at it.
    fn clash(&self, no: &str, crossed: &Crossed<'_>) -> String {
        let show = command(&format!("show {no}"), self.context.global.store.as_deref());
        if let Some(fields) = show::place(crossed, self.context) {
            let blanks = [("no", no), ("fields", &*fields), ("show", &show)];
            return self.context.fill("cli-absorb-clash-fields", &blanks);
        }
        let [one, other] = crossed.sides.map(|side| show::what(side.fact, self.context));
        let blanks = [("no", no), ("one", &*one), ("other", &other), ("show", &show)];
        self.context.fill("cli-absorb-clash-steps", &blanks)
    }

    /// A number two customers have, each by the name lists show.
    fn twice(&self, no: &str, files: &[CaseFile]) -> String {
        let name = |file: &CaseFile| mask::name(file.case.record.text(Field::CustomerName).unwrap_or_default());
        let names: Vec<String> = files.iter().map(name).filter(|name| !name.is_empty()).collect();
        let names = names.join(&self.context.words.get("list-separator"));
        self.context.fill("cli-absorb-twice", &[("no", no), ("names", &names)])
    }

    /// Forms nobody has saved over there: they are no acts, so they stay.
    fn left_over(&self, out: &mut Out) -> Result<(), Failure> {
        let open = Journal::count_open(&drafts_of(self.other)).unwrap_or_default();
        if open > 0 {
            let command = command("", Some(self.other));
            let blanks = [("n", open.into()), ("command", command.into())];
            out.line(&self.context.words.with("cli-absorb-left-over", &blanks))?;
        }
        Ok(())
    }

    /// What went wrong, with what is to be done and which store is meant.
    fn problem(&self, error: &StoreError, taken: u64) -> Problem {
        tracing::error!(%error, "absorb");
        let kind = match error {
            StoreError::Same(_) => ProblemKind::User,
            StoreError::Other(why) if matches!(**why, StoreError::Missing(_) | StoreError::NotAFile(_)) => {
                ProblemKind::User
            }
            StoreError::Other(_) | StoreError::Stopped => ProblemKind::Data,
            error => return self.context.store_problem(error, self.here).hint(self.hint("cli-other-hint", self.other)),
        };
        let update = command("list", Some(self.other));
        let taken = taken.to_string();
        let key = match error {
            StoreError::Stopped => "cli-absorb-stopped".to_owned(),
            error => format!("problem-{}", error.code()),
        };
        Problem::new(kind, self.context.fill(&key, &[("command", &update), ("acts", &taken)]))
            .hint(self.hint("cli-other-hint", self.other))
            .hint(self.hint("cli-here-hint", self.here))
    }

    fn hint(&self, key: &str, path: &Path) -> String {
        self.context.fill(key, &[("path", &path.display().to_string())])
    }
}

/// A command as it can be pasted into a shell.
fn command(words: &str, store: Option<&Path>) -> String {
    let words = if words.is_empty() { String::new() } else { format!(" {words}") };
    let store = store.map(|path| format!(" --store {}", quoted(&clean(&path.display().to_string(), 400))));
    format!("zuoxi{words}{}", store.unwrap_or_default())
}

/// A path as a shell reads it as one word.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~+".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
