//! `zuoxi` without a command: the workstation on the agent's own store.

use std::path::Path;

use super::Answer;
use super::out::Failure;
use super::setting::Setting;
use crate::app::{self, Clock, Leaving, Problem, ProblemKind, Start};
use crate::desk::Desk;
use crate::tui::Agent;

pub fn run(setting: &Setting) -> Result<Answer, Failure> {
    let path = setting.store_path()?;
    check_terminal(setting)?;
    if let Some(folder) = path.parent() {
        make_folder(setting, folder)?;
    }
    let desk = setting.desk(&path, true, false)?;
    open(setting, desk, Clock::REAL)
}

/// Refuses to open screens where nobody can see them.
pub fn check_terminal(setting: &Setting) -> Result<(), Problem> {
    if app::has_terminal() {
        return Ok(());
    }
    Err(Problem::new(ProblemKind::User, setting.words.get("cli-no-terminal"))
        .hint(setting.words.get("cli-no-terminal-hint")))
}

/// Opens the screens on a store until the agent leaves.
pub fn open(setting: &Setting, mut desk: Desk, clock: Clock) -> Result<Answer, Failure> {
    let agent = sign_in(setting, &mut desk, clock)?;
    let state = setting.state_folder();
    make_folder(setting, &state)?;
    let demo = desk.store().is_demo();
    let leaving = app::open(Start {
        words: setting.words.clone(),
        lang: setting.words.lang(),
        rules: std::sync::Arc::new(desk.rules().clone()),
        scheme: setting.scheme(),
        ascii: setting.ascii(),
        keymap: setting.keymap()?,
        company: setting.config.company.name.clone(),
        agent,
        demo,
        clock,
        state_folder: state,
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
fn sign_in(setting: &Setting, desk: &mut Desk, clock: Clock) -> Result<Agent, Problem> {
    let no = setting.agent_no().to_owned();
    let actor = desk.sign_in(&no, &setting.config.agent.name, clock.now()).map_err(|why| {
        let people = desk.people().unwrap_or_default();
        let known: Vec<String> = people.into_iter().map(|person| person.no).collect();
        let problem = setting.rejection(&why);
        if known.is_empty() {
            problem
        } else {
            problem.hint(setting.fill("cli-agent-hint", &[("nos", &known.join(" "))]))
        }
    })?;
    let people = desk.people().unwrap_or_default();
    let name =
        people.into_iter().find(|person| person.id == actor.person).map(|person| person.name).unwrap_or_default();
    Ok(Agent { person: actor.person, no: actor.no, name, role: actor.role })
}

/// Makes a private folder where it is missing.
pub fn make_folder(setting: &Setting, folder: &Path) -> Result<(), Problem> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        let (path, detail) = (folder.display().to_string(), error.to_string());
        Problem::new(ProblemKind::User, setting.fill("cli-no-folder", &[("path", &path), ("detail", &detail)]))
    })
}
