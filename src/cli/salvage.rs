//! `zuoxi salvage`: what can be read of a damaged store, in a new one.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::Answer;
use super::context::Context;
use super::long::follow;
use super::out::{Failure, Out};
use super::restore::moment;
use crate::app::Problem;
use crate::desk::rows_under;
use crate::domain::protocol::Moment;
use crate::store::{Lost, Salvaged, salvage};

/// Lines of what is lost; the rest is in `--json`.
const MOST: usize = 50;

#[derive(Debug, Args)]
pub struct Salvage {
    #[arg(value_name = "path")]
    broken: Option<PathBuf>,
    #[arg(long, value_name = "dir")]
    to: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

impl Salvage {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let broken = self.broken.map_or_else(|| context.store_path(), Ok)?;
        let broken = if broken.is_dir() { broken.join("store.db") } else { broken };
        let now = context.clock()?.now();
        let rules = context.rules()?;
        let local = rules.calendar.local(now);
        let to = self.to.unwrap_or_else(|| folder_of(&broken).join(local.format("salvaged-%Y%m%d-%H%M%S").to_string()));
        let (rows, _) = rows_under(&rules);
        let salvaged = follow(context, &broken, "cli-progress", |follower| {
            salvage(&broken, &to, &rows, (now, local.date()), follower)
        })?;
        let whole = salvaged.lost.is_empty() && salvaged.unproved == 0;
        if self.json {
            out.json(&as_json(&salvaged))?;
        } else {
            Told { salvaged: &salvaged, broken: &broken, context }.print(whole, out)?;
        }
        Ok(if whole { Answer::Yes } else { Answer::No })
    }
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf()
}

fn as_json(salvaged: &Salvaged) -> Value {
    let lost = |lost: &Lost| {
        json!({
            "no": lost.no, "stream": lost.kind, "acts": lost.to - lost.from + 1, "after": lost.between.0.map(Moment),
            "before": lost.between.1.map(Moment), "station": lost.station.to_string(), "from": lost.from, "to": lost.to,
        })
    };
    json!({
        "store": salvaged.store.display().to_string(),
        "acts": salvaged.held.acts,
        "cases": salvaged.held.cases,
        "last": salvaged.held.last.map(Moment),
        "lost_acts": salvaged.lost_acts(),
        "lost": salvaged.lost.iter().map(lost).collect::<Vec<_>>(),
        "unproved": salvaged.unproved,
        "doubted": salvaged.doubted.as_ref().map(|path| path.display().to_string()),
        "journals": salvaged.journals,
        "numbers_after": salvaged.numbers_after,
    })
}

/// What came of it, in words.
struct Told<'a> {
    salvaged: &'a Salvaged,
    broken: &'a Path,
    context: &'a Context,
}

impl Told<'_> {
    fn print(&self, whole: bool, out: &mut Out) -> Result<(), Failure> {
        let Self { salvaged, context, .. } = self;
        let held = &salvaged.held;
        let (path, last) = (salvaged.store.display().to_string(), moment(held.last, context)?);
        let (acts, cases) = (held.acts.to_string(), held.cases.to_string());
        let key = if whole { "cli-salvage-whole" } else { "cli-salvage-done" };
        out.line(&context.fill(key, &[("path", &path), ("acts", &acts), ("cases", &cases), ("last", &last)]))?;
        if !salvaged.lost.is_empty() {
            self.lost(out)?;
        }
        if salvaged.unproved > 0 {
            out.line(&self.counted("cli-salvage-unproved", salvaged.unproved))?;
        }
        if let Some(doubted) = &salvaged.doubted {
            out.line(&context.fill("cli-salvage-doubted", &[("path", &doubted.display().to_string())]))?;
        }
        if salvaged.journals > 0 {
            out.line(&context.words.get("cli-salvage-drafts"))?;
        }
        if let Some(last) = &salvaged.numbers_after {
            out.line(&context.fill("cli-restore-ahead", &[("no", last)]))?;
        }
        let broken = self.broken.display().to_string();
        out.line(&context.fill("cli-salvage-next", &[("path", &path), ("broken", &broken)]))?;
        Ok(())
    }

    fn lost(&self, out: &mut Out) -> Result<(), Failure> {
        out.line(&self.counted("cli-salvage-lost", self.salvaged.lost_acts()))?;
        for lost in self.salvaged.lost.iter().take(MOST) {
            out.line(&format!("  {}", self.one(lost)?))?;
        }
        if self.salvaged.lost.len() > MOST {
            out.line(&format!("  {}", self.context.words.get("cli-salvage-more")))?;
        }
        Ok(())
    }

    fn one(&self, lost: &Lost) -> Result<String, Problem> {
        let context = self.context;
        let of_kind = || Some(format!("verify-stream-{}", lost.kind.as_ref()?)).filter(|key| context.words.has(key));
        let whose = match (&lost.no, of_kind()) {
            (Some(no), _) => context.fill("verify-case", &[("no", no)]),
            (None, Some(key)) => context.words.get(&key),
            (None, None) => context.words.get("cli-salvage-unknown"),
        };
        let (after, before) = (moment(lost.between.0, context)?, moment(lost.between.1, context)?);
        let when = match lost.between {
            (Some(_), Some(_)) => context.fill("cli-salvage-between", &[("after", &after), ("before", &before)]),
            (Some(_), None) => context.fill("cli-salvage-after", &[("after", &after)]),
            (None, Some(_)) => context.fill("cli-salvage-before", &[("before", &before)]),
            (None, None) => context.words.get("cli-salvage-any-time"),
        };
        let acts = i64::try_from(lost.to - lost.from + 1).unwrap_or(i64::MAX);
        let args = [("whose", whose.into()), ("when", when.into()), ("acts", acts.into())];
        Ok(context.words.with("cli-salvage-one", &args))
    }

    fn counted(&self, key: &str, count: u64) -> String {
        self.context.words.with(key, &[("acts", i64::try_from(count).unwrap_or(i64::MAX).into())])
    }
}
