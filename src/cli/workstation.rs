//! `zuoxi` without a command: the workstation on the agent's own store.

use std::path::Path;

use super::out::Failure;
use super::setting::{Setting, scheme_of};
use super::{Answer, demo, first_run, last_good};
use crate::app::{self, Clock, Leaving, Problem, ProblemKind, Start};
use crate::config;
use crate::desk::Desk;
use crate::domain::Role;
use crate::scenario::demo::AGENT_NO;
use crate::tui::Agent;

pub fn run(setting: &Setting) -> Result<Answer, Failure> {
    let path = setting.store_path()?;
    check_terminal(setting)?;
    let clock = setting.clock()?;
    if let Some(folder) = path.parent() {
        make_folder(setting, folder)?;
    }
    // A store that is only now made is nobody's demo.
    let mut desk = setting.desk_at_once(&path, !setting.is_clock_named())?;
    let demo = desk.store().is_demo();
    let company = if demo { demo::company(setting) } else { &setting.config.company.name };
    if demo && setting.agent_named().is_none() {
        return open(setting, desk, Seat { no: AGENT_NO, name: "", company, clock });
    }
    let (no, name) = (setting.agent_no(), setting.config.agent.name.as_str());
    open(setting, desk, Seat { no, name, company, clock })
}

/// Refuses to open screens where nobody can see them.
pub fn check_terminal(setting: &Setting) -> Result<(), Problem> {
    if app::has_terminal() {
        return Ok(());
    }
    Err(setting.refuse("cli-no-terminal", &[]).hint(setting.words.get("cli-no-terminal-hint")))
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
pub fn open(setting: &Setting, mut desk: Desk, seat: Seat<'_>) -> Result<Answer, Failure> {
    let first = first_run::wanted(setting, &mut desk);
    let agent = if first { first_run::nobody_yet(setting) } else { sign_in(setting, &mut desk, seat)? };
    let state = setting.state_folder();
    make_folder(setting, &state)?;
    let keymap = setting.keymap()?;
    if let (false, Some(config)) = (setting.is_replaced(), setting.config_file()) {
        last_good::keep(&state, &config);
    }
    let leaving = app::open(Start {
        words: setting.words.clone(),
        scheme: scheme_of(setting.config.theme),
        ascii: setting.ascii(),
        keymap,
        broken: setting.broken(),
        company: seat.company.to_owned(),
        agent,
        sound: setting.config.sound,
        mouse: setting.config.mouse,
        clock: seat.clock,
        state_folder: state,
        first: first.then(|| first_run::prepare(setting, seat.clock)),
        desk,
    })?;
    match leaving {
        Leaving::Quit | Leaving::HungUp => Ok(Answer::Yes),
        Leaving::Told { signal } => Err(Failure::Signal(signal)),
        Leaving::StoreGone => {
            Err(Problem::new(ProblemKind::Internal, setting.words.get("cli-store-thread-gone")).into())
        }
    }
}

/// Who sits here; the first one of a new store becomes its first person.
fn sign_in(setting: &Setting, desk: &mut Desk, seat: Seat<'_>) -> Result<Agent, Problem> {
    let person = desk.sign_in(seat.no, seat.name, seat.clock.now()).map_err(|why| {
        let people = desk.people().unwrap_or_default();
        let known: Vec<String> = people.into_iter().map(|person| person.no).collect();
        let problem = setting.rejection(&why);
        if known.is_empty() {
            problem
        } else {
            problem.hint(setting.fill("cli-agent-hint", &[("nos", &known.join(" "))]))
        }
    })?;
    let wanted: Option<Role> = setting.config.agent.role.parse().ok();
    let role = wanted.filter(|role| person.roles.contains(role)).unwrap_or(person.signed_in().role);
    Ok(Agent { person: person.id, no: person.no, name: person.name, role })
}

/// Makes a private folder where it is missing.
pub fn make_folder(setting: &Setting, folder: &Path) -> Result<(), Problem> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    config::make_folder(folder).map_err(|error| setting.refuse_file("cli-no-folder", folder, &error))
}
