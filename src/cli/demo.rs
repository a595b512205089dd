//! `zuoxi demo`: a store of made-up cases, thrown away on leaving unless it is put somewhere by name.

use std::path::Path;

use clap::Args;

use super::context::Context;
use super::out::Failure;
use super::{Answer, out, workstation};
use crate::app::{Clock, Problem, Throwaway};
use crate::desk::Desk;
use crate::domain::Timestamp;
use crate::domain::parties::Person;
use crate::scenario::demo;

/// Cases unless told: a full desk and the month before it.
const CASES: usize = 200;
/// More than this is a load test of another kind.
const MOST_CASES: usize = 1_000_000;
/// The team joined before the oldest case of the largest store.
const JOINED_DAYS_AGO: i64 = 601;

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long)]
    empty: bool,
    #[arg(long, value_name = "number", conflicts_with = "empty")]
    cases: Option<usize>,
    #[arg(long, value_name = "number", default_value_t = 1, hide_default_value = true)]
    seed: u64,
}

impl Demo {
    pub fn run(self, context: &Context, out: &mut out::Out) -> Result<Answer, Failure> {
        let start = context.start()?;
        let clock = start.map_or(Clock::REAL, Clock::starting_at);
        let start = start.unwrap_or_else(|| clock.now());
        match &context.global.store {
            Some(path) => self.write(context, path, start, out),
            None => self.play(context, clock, start),
        }
    }

    /// Writes a store and leaves without a screen.
    fn write(&self, context: &Context, path: &Path, start: Timestamp, out: &mut out::Out) -> Result<Answer, Failure> {
        if let Some(folder) = path.parent() {
            workstation::make_folder(context, folder)?;
        }
        let mut desk = context.desk(path, true, true)?;
        let count = self.fill(context, &mut desk, start)?;
        let (path, count) = (path.display().to_string(), count.to_string());
        out.answer(&context.fill("cli-demo-made", &[("path", &path), ("count", &count)]))
    }

    /// Opens the workstation on a store that is gone afterwards.
    fn play(&self, context: &Context, clock: Clock, start: Timestamp) -> Result<Answer, Failure> {
        workstation::check_terminal(context)?;
        let folder = Throwaway::new()?;
        let mut desk = context.desk(&folder.path().join("store.db"), true, true)?;
        self.fill(context, &mut desk, start)?;
        let (no, name) = first(context, self.seed);
        let chair = workstation::Seat { no: &no, name: &name, company: company(context), clock };
        let answer = workstation::open(context, desk, chair);
        folder.close()?;
        answer
    }

    /// Puts the team and the cases up to `now` in; how many cases.
    fn fill(&self, context: &Context, desk: &mut Desk, now: Timestamp) -> Result<usize, Problem> {
        let count = if self.empty { 0 } else { self.cases.unwrap_or(CASES) };
        if count > MOST_CASES {
            return Err(context.refuse("cli-too-many", &[("most", &MOST_CASES.to_string())]));
        }
        let rules = desk.rules().clone();
        let lang = context.words.lang();
        let team = team(context, self.seed);
        let lives = demo::day_with(&rules, team.clone(), lang, self.seed, now, count);
        let since = if count == 0 { now } else { now.plus_min(-JOINED_DAYS_AGO * 24 * 60) };
        let prefix = desk.store().prefix().to_owned();
        // A company's own manual may not allow every act of every life; such a life is left out.
        let facts = demo::facts(&rules, &team, lives, &prefix, (since, now)).filter_map(Result::ok).flatten();
        desk.import(facts).map_err(|why| context.rejection(&why))?;
        Ok(count)
    }
}

/// The team; whoever was named and is not of it takes the first one's chair.
fn team(context: &Context, seed: u64) -> Vec<Person> {
    let mut team = demo::staff(context.words.lang(), seed);
    if let Some(no) = context.agent_named()
        && team.iter().all(|person| person.no != no)
        && let Some(first) = team.first_mut()
    {
        no.clone_into(&mut first.no);
        context.config.agent.name.clone_into(&mut first.name);
    }
    team
}

/// The company's spoken name, made up where none is set.
pub fn company(context: &Context) -> &str {
    let own = Some(context.config.company.name.as_str()).filter(|name| !name.is_empty());
    own.unwrap_or_else(|| demo::company(context.words.lang()))
}

/// Who sits here: whoever was named, else the first of the team.
fn first(context: &Context, seed: u64) -> (String, String) {
    let team = team(context, seed);
    let named = context.agent_named().and_then(|no| team.iter().find(|person| person.no == no));
    named.or_else(|| team.first()).map(|person| (person.no.clone(), person.name.clone())).unwrap_or_default()
}
