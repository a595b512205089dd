//! From a desk to a running workstation: log, terminal, threads, screens, loop.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;

use uuid::Uuid;

use super::clock::Clock;
use super::drafts::Keeper;
use super::onboarding::Onboarding;
use super::presence::Presence;
use super::problem::{Problem, ProblemKind};
use super::session::Session;
use super::terminal::Screen;
use super::watch::Watch;
use super::workers::Workers;
use super::workstation::{Leaving, Workstation};
use super::{crash, input, log, look, practice, remembered, signals};
use crate::desk::Desk;
use crate::store::{Journal, StoreError};
use crate::text::clean;
use crate::tui::{Agent, Banner, Keymap, Model, Msg, Scheme, Settings, Setup};
use crate::words::{Arg, Words};

/// What the workstation is opened with.
pub struct Start {
    pub desk: Desk,
    pub agent: Agent,
    pub words: Words,
    pub scheme: Scheme,
    /// Draw structure in plain ASCII; `None` leaves it to what the terminal answers.
    pub ascii: Option<bool>,
    pub keymap: Keymap,
    pub company: String,
    /// The number customers ring, as it is said to them.
    pub hotline: String,
    /// The supervisor's name as it is said to customers.
    pub supervisor: String,
    pub sound: bool,
    pub mouse: bool,
    /// The time; a shifted one only on a demo store.
    pub clock: Clock,
    /// Where logs, crash reports and what terminals answered are kept.
    pub state_folder: PathBuf,
    /// A first start: what is offered as defaults, and what is done with the answers.
    pub first: Option<(Settings, Onboarding)>,
    /// What is wrong with the configuration while the last good one stands in for it, and the file to be mended.
    pub broken: Option<(Banner, Watch)>,
}

/// Opens the workstation and runs it until the agent leaves; the terminal is given back on every way out.
pub fn open(mut start: Start) -> Result<Leaving, Problem> {
    let demo = start.desk.store().is_demo();
    if start.clock != Clock::REAL && !demo {
        return Err(Problem::new(ProblemKind::User, start.words.get("cli-not-demo")));
    }
    log::start(&start.state_folder);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), demo, "start");
    crash::prepare(start.state_folder.clone(), start.words.get("cli-crashed"));
    let words = start.words.clone();
    let stored = |error: StoreError| {
        tracing::error!(%error, "drafts");
        Problem::new(ProblemKind::Data, words.get(&format!("problem-{}", error.code())))
    };
    let journal = Journal::open(&start.desk.store().drafts()).map_err(stored)?;
    let left_over = journal.left_over(&start.agent.no).map_err(stored)?;
    run(start, journal, left_over).map_err(|error| {
        tracing::error!(%error, "terminal");
        Problem::new(
            ProblemKind::Internal,
            words.with("cli-terminal-failed", &[("detail", Arg::from(error.to_string()))]),
        )
    })
}

fn run(mut start: Start, journal: Journal, left_over: Vec<crate::domain::protocol::Draft>) -> io::Result<Leaving> {
    let (to_loop, inbox) = channel();
    crash::tell(to_loop.clone());
    signals::listen(to_loop.clone())?;
    let place = remembered::place(&start.state_folder);
    let known = remembered::recall(&place);
    let (screen, typed) = Screen::take(known, start.mouse)?;
    if known.is_none() {
        remembered::keep(&place, screen.traits());
    }
    input::listen(to_loop.clone())?;
    let mut model = Model::new(Setup {
        now: start.clock.now(),
        lang: start.words.lang(),
        words: start.words,
        rules: Arc::clone(start.desk.rules()),
        theme: look::theme(start.scheme),
        glyphs: look::glyphs(start.ascii, screen.traits()),
        keymap: start.keymap,
        agent: start.agent,
        company: start.company,
        hotline: start.hotline,
        supervisor: start.supervisor,
        size: crossterm::terminal::size()?,
        demo: start.desk.store().is_demo(),
        seed: Uuid::now_v7().as_u64_pair().1,
    });
    model.cx.sound = start.sound;
    if let Some(copy) = start.desk.store().copy_before_migration().and_then(|copy| copy.file_name()) {
        let copy = Arg::from(clean(&copy.to_string_lossy(), 80));
        model.cx.tell(model.cx.words.with("app-upgraded", &[("copy", copy)]));
    }
    let lessons = start.state_folder.join("lessons");
    model.practised = practice::finished(&lessons);
    let onboarding = start.first.map(|(offer, onboarding)| {
        model.ask_first(offer);
        onboarding
    });
    let watch = start.broken.map(|(banner, watch)| {
        model.cx.banner = Some(banner);
        watch
    });
    let presence = Presence::of(start.desk.store().path());
    let workers = Workers::start(start.desk, model.cx.actor(), to_loop.clone())?;
    let drafts = Keeper::start(journal)?;
    let mut first = vec![Msg::Tick(start.clock.now()), Msg::Drafts(left_over)];
    first.extend(typed.into_iter().map(Msg::Key));
    let mut work = Session { model, workers, drafts, clock: start.clock, presence, folder: None };
    work.tell_found();
    let workstation = Workstation { work, practice: None, screen, onboarding, watch, lessons, to_loop };
    let leaving = workstation.run(&inbox, first);
    tracing::info!(?leaving, "end");
    Ok(leaving)
}
