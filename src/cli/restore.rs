//! `zuoxi restore`: the copies there are, and one of them put in the place of the store.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::Answer;
use super::context::Context;
use super::long::{follow, follow_telling};
use super::out::{Failure, Out};
use crate::app::{Problem, ProblemKind};
use crate::domain::Timestamp;
use crate::store::copies::{self, Copy, Held};
use crate::store::{Follower, StoreError};

#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "file")]
    copy: Option<PathBuf>,
    #[arg(long)]
    drill: bool,
    #[arg(long)]
    yes: bool,
}

impl Restore {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let path = context.store_path()?;
        let folder = context.copies_folder(&path);
        let copies = copies::copies_in(&folder).map_err(|error| context.store_problem(&error, &folder))?;
        if self.drill {
            return drill(&copies, &path, context, out);
        }
        match self.copy {
            None => list(&copies, context, out),
            Some(copy) => switch(&copy, self.yes, &copies, &path, context, out),
        }
    }
}

fn list(copies: &[Copy], context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    if copies.is_empty() {
        return out.answer(&context.words.get("cli-restore-none"));
    }
    out.line(&context.words.get("cli-restore-copies"))?;
    for copy in copies {
        out.line(&format!("{}  {}", moment(Some(copy.at), context)?, copy.path.display()))?;
    }
    Ok(Answer::Yes)
}

/// What a copy holds, checked; one that is damaged names the next older one.
fn check(copy: &Path, copies: &[Copy], context: &Context) -> Result<Held, Failure> {
    let older = copies.iter().skip_while(|known| known.path != copy).nth(1).map(|copy| copy.path.display().to_string());
    let checking = |follower: &mut Follower<'_>| copies::check(copy, follower);
    follow_telling(context, "cli-progress", checking, |error| {
        let problem = match error {
            StoreError::Damaged(_) | StoreError::NotADatabase(_) => damaged(error, copy, context),
            _ => context.store_problem(error, copy),
        };
        let hint = older.map(|older| context.fill("cli-restore-older", &[("path", &older)]));
        hint.into_iter().fold(problem, Problem::hint)
    })
}

/// Nothing was done with a copy that is damaged.
fn damaged(error: &StoreError, copy: &Path, context: &Context) -> Problem {
    tracing::error!(%error, "copy");
    let words = context.fill("cli-restore-damaged", &[("path", &copy.display().to_string())]);
    Problem::new(ProblemKind::Data, words)
}

fn switch(
    copy: &Path,
    sure: bool,
    copies: &[Copy],
    path: &Path,
    context: &Context,
    out: &mut Out,
) -> Result<Answer, Failure> {
    let held = check(copy, copies, context)?;
    out.line(&counted("cli-restore-holds", copy, &held, context)?)?;
    if !sure && !agreed(path, context, out)? {
        out.line(&context.words.get("cli-restore-not"))?;
        return Ok(Answer::No);
    }
    let now = context.clock()?.now();
    let day = context.rules()?.calendar.local(now).date();
    let restored = follow(context, path, "cli-progress", |follower| copies::restore(path, copy, (now, day), follower))?;
    out.line(&counted("cli-restore-done", path, &restored.held, context)?)?;
    out.line(&match restored.numbers_after {
        Some(last) => context.fill("cli-restore-ahead", &[("no", &last)]),
        None => context.words.get("cli-restore-goes-on"),
    })?;
    if let Some(before) = restored.before {
        out.line(&context.fill("cli-restore-before", &[("path", &before.display().to_string())]))?;
    }
    Ok(Answer::Yes)
}

/// Asks whoever sits there; where nobody does, the answer is no.
fn agreed(path: &Path, context: &Context, out: &mut Out) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        out.line(&context.words.get("cli-restore-say-yes"))?;
        return Ok(false);
    }
    out.line(&context.fill("cli-restore-ask", &[("path", &path.display().to_string())]))?;
    out.finish()?;
    let mut answer = String::new();
    std::io::stdout().flush()?;
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes" | "是" | "ｙ"))
}

/// The newest copy, restored to a place that is thrown away.
fn drill(copies: &[Copy], path: &Path, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
    let Some(newest) = copies.first() else {
        out.line(&context.words.get("cli-restore-none"))?;
        return Ok(Answer::No);
    };
    let began = Instant::now();
    let place = tempfile::tempdir()?;
    let held = check(&newest.path, copies, context)?;
    let now = context.clock()?.now();
    let store = place.path().join("store.db");
    let day = context.rules()?.calendar.local(now).date();
    let restore = |follower: &mut Follower<'_>| copies::restore(&store, &newest.path, (now, day), follower);
    follow(context, path, "cli-progress", restore)?;
    // A store that does not open is a drill that failed, and says why.
    drop(context.desk_at_once(&store, false)?);
    copies::note_drill(&context.copies_folder(path), now).map_err(|error| context.store_problem(&error, path))?;
    out.line(&counted("cli-restore-drilled", &newest.path, &held, context)?)?;
    let seconds = format!("{:.1}", began.elapsed().as_secs_f64());
    out.line(&context.fill("cli-restore-drill-time", &[("seconds", &seconds)]))?;
    Ok(Answer::Yes)
}

fn counted(key: &str, path: &Path, held: &Held, context: &Context) -> Result<String, Problem> {
    let (acts, cases, path) = (held.acts.to_string(), held.cases.to_string(), path.display().to_string());
    let last = moment(held.last, context)?;
    Ok(context.fill(key, &[("path", &path), ("acts", &acts), ("cases", &cases), ("last", &last)]))
}

/// A moment as the company's clocks have it.
pub fn moment(at: Option<Timestamp>, context: &Context) -> Result<String, Problem> {
    let calendar = &context.rules()?.calendar;
    Ok(at.map_or_else(|| "–".to_owned(), |at| calendar.local(at).format("%Y-%m-%d %H:%M").to_string()))
}
