//! `zuoxi` without a command: the workstation on the agent's own store.

use std::path::Path;

use super::context::{Context, scheme_of};
use super::out::Failure;
use super::{Answer, demo, first_run};
use crate::app::{self, Clock, Leaving, Problem, ProblemKind, Start};
use crate::config;
use crate::desk::Desk;
use crate::domain::Role;
use crate::scenario::demo::AGENT_NO;
use crate::tui::Agent;

pub fn run(context: &Context) -> Result<Answer, Failure> {
    let path = context.store_path()?;
    check_terminal(context)?;
    let clock = context.clock()?;
    if let Some(folder) = path.parent() {
        make_folder(context, folder)?;
    }
    // A store that is only now made is nobody's demo.
    let mut desk = context.desk_at_once(&path, !context.is_clock_named())?;
    let demo = desk.store().is_demo();
    let company = if demo { demo::company(context) } else { &context.config.company.name };
    if demo && context.agent_named().is_none() {
        return open(context, desk, Seat { no: AGENT_NO, name: "", company, clock });
    }
    let (no, name) = (context.agent_no(), context.config.agent.name.as_str());
    open(context, desk, Seat { no, name, company, clock })
}

/// Refuses to open screens where nobody can see them.
pub fn check_terminal(context: &Context) -> Result<(), Problem> {
    if app::has_terminal() {
        return Ok(());
    }
    Err(context.refuse("cli-no-terminal", &[]).hint(context.words.get("cli-no-terminal-hint")))
}

/// Who sits down, for whom, and when.
#[derive(Debug, Clone, Copy)]
pub struct Seat<'a> {
    pub no: &'a str,
    /// The spoken name, for somebody new.
    pub name: &'a str,
    pub company: &'a str,
    pub clock: Clock,
}

/// Opens the screens on a store until the agent leaves.
pub fn open(context: &Context, mut desk: Desk, seat: Seat<'_>) -> Result<Answer, Failure> {
    let first = first_run::wanted(context, &mut desk);
    let agent = if first { first_run::nobody_yet(context) } else { sign_in(context, &mut desk, seat)? };
    let state = context.state_folder();
    make_folder(context, &state)?;
    let keymap = context.keymap()?;
    context.keep_last_good(&state);
    let copies = context.copies_folder(desk.store().path());
    desk.keep_copies(copies);
    let leaving = app::open(Start {
        words: context.words.clone(),
        scheme: scheme_of(context.config.theme),
        ascii: context.ascii(),
        keymap,
        broken: context.broken(),
        company: seat.company.to_owned(),
        hotline: context.config.company.hotline.clone(),
        supervisor: context.config.agent.supervisor.clone(),
        agent,
        sound: context.config.sound,
        mouse: context.config.mouse,
        clock: seat.clock,
        state_folder: state,
        first: first.then(|| first_run::prepare(context, seat.clock)),
        desk,
    })?;
    match leaving {
        Leaving::Quit | Leaving::HungUp => Ok(Answer::Yes),
        Leaving::Told { signal } => Err(Failure::Signal(signal)),
        Leaving::ThreadGone => Err(Problem::new(ProblemKind::Internal, context.words.get("cli-thread-gone")).into()),
    }
}

/// Who sits here; the first one of a new store becomes its first person.
fn sign_in(context: &Context, desk: &mut Desk, seat: Seat<'_>) -> Result<Agent, Problem> {
    let person = desk.sign_in(seat.no, seat.name, seat.clock.now()).map_err(|why| {
        let people = desk.people().unwrap_or_default();
        let known: Vec<String> = people.into_iter().map(|person| person.no).collect();
        let problem = context.rejection(&why);
        if known.is_empty() {
            problem
        } else {
            problem.hint(context.fill("cli-agent-hint", &[("nos", &known.join(" "))]))
        }
    })?;
    let wanted: Option<Role> = context.config.agent.role.parse().ok();
    let role = wanted.filter(|role| person.roles.contains(role)).unwrap_or(person.signed_in().role);
    Ok(Agent { person: person.id, no: person.no, name: person.name, role, roles: person.roles })
}

/// Makes a private folder where it is missing.
pub fn make_folder(context: &Context, folder: &Path) -> Result<(), Problem> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    config::make_folder(folder).map_err(|error| context.refuse_file("cli-no-folder", folder, &error))
}
