//! What a command works with: words, rules, the store and who sits here, found from arguments and configuration.

pub mod last_good;
mod stand_in;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::args::Global;
use super::long::{follow, remark};
use super::out::Failure;
use super::spoken::fill;
use crate::app::{Clock, Problem, ProblemKind};
use crate::config::{self, Choice, Config, Paths, ThemeChoice};
use crate::desk::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::protocol::Rejection;
use crate::domain::{Field, Refusal, Timestamp};
use crate::manual::{self, Mistake};
use crate::store::{Open, Room, Store, StoreError, copies};
use crate::text::clean;
use crate::tui::{Banner, Keymap, KeymapError, Scheme};
use crate::words::{Words, dashed};

/// Who sits at a store of one's own when nobody says.
const FIRST_AGENT: &str = "1001";
/// Bytes of the last place shown of a size.
const TENTH_MB: u64 = 100_000;

/// What a command works with.
#[derive(Debug)]
pub struct Context {
    pub words: Words,
    /// What the company set; defaults while its file is wrong.
    pub config: Config,
    /// What is wrong with the configuration's file.
    pub wrong: Vec<Mistake>,
    /// The same in short, where the last good one stands in for it.
    instead: Option<Banner>,
    /// The same of the manual, and the file that is wrong.
    manual_instead: Option<(Banner, PathBuf)>,
    /// What the arguments say for every command.
    pub global: Global,
    /// The usual places, where the machine knows a home.
    pub paths: Option<Paths>,
    /// Read when first asked for: that is most of what a start costs.
    rules: OnceCell<Arc<Rulebook>>,
    /// Read once, too: a start looks whether they are right, then works with them.
    keys: OnceCell<Result<Keymap, Vec<KeymapError>>>,
}

/// The environment as the configuration reads it.
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

impl Context {
    /// Reads the configuration the arguments name, or the one at the usual place.
    pub fn find(global: &Global, words: Words) -> Result<Self, Problem> {
        let path = config::path_of(global.config.as_deref(), &environment);
        let (config, wrong) = match config::load(path.as_deref(), &environment) {
            Ok(config) => (config, Vec::new()),
            // What the environment names still counts, as far as that is in order.
            Err(wrong) => (config::load(None, &environment).unwrap_or_default(), wrong),
        };
        let words = speaking(global, &config, words)?;
        let (global, paths) = (global.clone(), Paths::of_user());
        let (rules, keys) = (OnceCell::new(), OnceCell::new());
        Ok(Self { words, config, wrong, instead: None, manual_instead: None, global, paths, rules, keys })
    }

    /// The configuration's file in use, if there is one.
    pub fn config_file(&self) -> Option<PathBuf> {
        config::path_of(self.global.config.as_deref(), &environment)
    }

    /// The time: the machine's, or the one named in the arguments.
    pub fn clock(&self) -> Result<Clock, Problem> {
        Ok(self.start()?.map_or(Clock::REAL, Clock::starting_at))
    }

    /// The moment named in the arguments, read in the company's zone.
    pub fn start(&self) -> Result<Option<Timestamp>, Problem> {
        let Some(typed) = &self.global.at else { return Ok(None) };
        let formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
        let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(typed, format).ok());
        let local = local.ok_or_else(|| self.refuse("cli-bad-time", &[("time", typed)]))?;
        Ok(Some(self.rules()?.calendar.at(local)))
    }

    /// Whether another clock than the machine's was named.
    pub const fn is_clock_named(&self) -> bool {
        self.global.at.is_some()
    }

    /// Refuses another clock where the cases are real.
    pub fn allow_clock(&self, is_demo: bool) -> Result<(), Problem> {
        if self.is_clock_named() && !is_demo {
            return Err(self.refuse("cli-not-demo", &[]));
        }
        Ok(())
    }

    /// The same with the configuration as it is in a file now.
    pub fn reread(&self, file: Option<&Path>) -> Result<Self, Problem> {
        let config = file.map(Path::to_path_buf).or_else(|| self.global.config.clone());
        Self::find(&Global { config, ..self.global.clone() }, self.words.clone())
    }

    /// Refuses to go on with a configuration that is wrong.
    pub fn sound(&self) -> Result<(), Problem> {
        if self.wrong.is_empty() || self.is_replaced() { Ok(()) } else { Err(complaint(&self.wrong, &self.words)) }
    }

    /// Where the configuration would be written; nothing when there is one already, or no place for one.
    pub fn config_to_be(&self) -> Option<PathBuf> {
        if self.config_file().is_some() { None } else { self.paths.as_ref().map(|paths| paths.config.clone()) }
    }

    /// The manual with the company's changes and settings, and its working time.
    pub fn rules(&self) -> Result<Arc<Rulebook>, Problem> {
        if let Some(rules) = self.rules.get() {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(self.rules_of(self.config.manual_folder())?);
        Ok(Arc::clone(self.rules.get_or_init(|| rules)))
    }

    /// The manual with the changes of a folder.
    pub fn rules_of(&self, folder: Option<&Path>) -> Result<Rulebook, Problem> {
        let mut manual = manual::load(folder).map_err(|wrong| complaint(&wrong, &self.words))?;
        self.config.settings().apply(&mut manual);
        let wrong = |error| Problem::new(ProblemKind::Config, config::of_calendar(&error, &self.words));
        Rulebook::new(manual).map_err(wrong)
    }

    /// The store the arguments or the configuration name, or the one at the usual place.
    pub fn store_path(&self) -> Result<PathBuf, Problem> {
        self.or_usual(self.store_named().map(Path::to_path_buf), |paths| &paths.store)
    }

    /// Where the copies of a store lie.
    pub fn copies_folder(&self, store: &Path) -> PathBuf {
        let set = Some(self.config.copies.folder.clone()).filter(|path| !path.as_os_str().is_empty());
        set.unwrap_or_else(|| copies::folder_of(store))
    }

    /// Whether somebody said which store.
    pub fn is_store_named(&self) -> bool {
        self.store_named().is_some()
    }

    fn store_named(&self) -> Option<&Path> {
        self.global.store.as_deref().or_else(|| self.config.store_path())
    }

    /// The place that is set, else the usual one.
    pub fn or_usual(&self, set: Option<PathBuf>, usual: impl Fn(&Paths) -> &PathBuf) -> Result<PathBuf, Problem> {
        set.or_else(|| self.paths.as_ref().map(|paths| usual(paths).clone()))
            .ok_or_else(|| self.refuse("cli-no-place", &[]).hint(self.words.get("cli-no-place-hint")))
    }

    /// Opens the store and puts it to work; with `create` it is made where there is none.
    pub fn desk(&self, path: &Path, create: bool, demo: bool) -> Result<Desk, Failure> {
        let mut desk = self.put_to_work(path, create, demo)?;
        follow(self, path, "cli-rows", |follower| desk.make_rows(follower))?;
        Ok(desk)
    }

    /// The same at once, where rows made under other rules are seen to meanwhile.
    pub fn desk_at_once(&self, path: &Path, create: bool) -> Result<Desk, Failure> {
        self.put_to_work(path, create, false)
    }

    fn put_to_work(&self, path: &Path, create: bool, demo: bool) -> Result<Desk, Failure> {
        let how = Open { create, demo, prefix: self.config.case_prefix.clone() };
        let rules = self.rules()?;
        let store = follow(self, path, "cli-upgrading", |follower| {
            let store = Store::open_for(path, &how, follower)?;
            self.tell_upgraded(&store);
            // Whoever ended it too late to leave the store as it was ends here.
            follower.go_on().map(|()| store)
        })?;
        self.allow_clock(store.is_demo())?;
        Ok(Desk::at_once(store, rules).map_err(|error| self.store_problem(&error, path))?)
    }

    /// Says once that a store was upgraded, and where the one before lies.
    pub fn tell_upgraded(&self, store: &Store) {
        if let Some(copy) = store.copy_before_migration() {
            remark(&self.fill("cli-upgraded", &[("copy", &copy.display().to_string())]));
        }
    }

    /// Opens the store that is there.
    pub fn desk_there(&self) -> Result<Desk, Failure> {
        self.desk(&self.store_path()?, false, false)
    }

    /// Who sits here: `--as`, else the configuration's number.
    pub fn agent_named(&self) -> Option<&str> {
        let set = Some(self.config.agent.no.as_str()).filter(|no| !no.is_empty());
        self.global.agent.as_deref().or(set)
    }

    /// Who sits here, else the first of a store of one's own.
    pub fn agent_no(&self) -> &str {
        self.agent_named().unwrap_or(FIRST_AGENT)
    }

    /// Refuses somebody named on the command line whom the store does not know.
    pub fn known(&self, desk: &mut Desk) -> Result<(), Problem> {
        let Some(no) = self.global.agent.as_deref() else { return Ok(()) };
        if desk.person(no).map_err(|why| self.rejection(&why.into()))?.is_some() {
            return Ok(());
        }
        let people = desk.people().unwrap_or_default();
        let nos: Vec<String> = people.into_iter().map(|person| person.no).collect();
        let refused = self.refuse("cli-unknown-agent", &[("no", no)]);
        Err(if nos.is_empty() {
            refused
        } else {
            refused.hint(self.fill("cli-agent-hint", &[("nos", &nos.join(" "))]))
        })
    }

    /// Where logs, crash reports and terminals' answers go.
    pub fn state_folder(&self) -> PathBuf {
        self.paths.as_ref().map_or_else(std::env::temp_dir, |paths| paths.state.clone())
    }

    /// Whether structure is drawn in plain ASCII; `None` leaves it to what the terminal answers.
    pub const fn ascii(&self) -> Option<bool> {
        match self.config.ascii {
            Choice::Auto => None,
            Choice::Yes => Some(true),
            Choice::No => Some(false),
        }
    }

    fn keys(&self) -> &Result<Keymap, Vec<KeymapError>> {
        self.keys.get_or_init(|| Keymap::new(&self.config.keys))
    }

    /// The keys, the agent's own over the built-in ones.
    pub fn keymap(&self) -> Result<Keymap, Problem> {
        self.keys().clone().map_err(|wrong| {
            Problem::of_many(ProblemKind::Config, wrong.iter().map(|error| error.sentence(&self.words)))
        })
    }

    /// What a field is called.
    pub fn field_name(&self, field: Field) -> String {
        self.words.get(&format!("field-{}", dashed(field.as_str())))
    }

    /// A sentence with blanks filled; what fills them is text from outside and made safe here.
    pub fn fill(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        let safe: Vec<(&str, String)> = blanks.iter().map(|(name, text)| (*name, clean(text, 400))).collect();
        let blanks: Vec<(&str, &str)> = safe.iter().map(|(name, text)| (*name, text.as_str())).collect();
        fill(&self.words, key, &blanks)
    }

    /// Why what was asked for cannot be.
    pub fn refuse(&self, key: &str, blanks: &[(&str, &str)]) -> Problem {
        Problem::new(ProblemKind::User, self.fill(key, blanks))
    }

    /// The same where the system says why about a file or folder.
    pub fn refuse_file(&self, key: &str, path: &Path, error: &std::io::Error) -> Problem {
        self.refuse(key, &[("path", &path.display().to_string()), ("detail", &error.to_string())])
    }

    /// The text of a file named in the arguments.
    pub fn read(&self, path: &Path) -> Result<String, Problem> {
        std::fs::read_to_string(path).map_err(|error| self.refuse_file("cli-cannot-read-file", path, &error))
    }

    /// What the store says is wrong, as a problem.
    pub fn store_problem(&self, error: &StoreError, path: &Path) -> Problem {
        tracing::error!(%error, "store");
        let kind = match error {
            StoreError::Exists(_) | StoreError::NotAFile(_) => ProblemKind::User,
            StoreError::Internal(_) => ProblemKind::Internal,
            _ => ProblemKind::Data,
        };
        let sentence = match error {
            StoreError::Missing(_) if self.store_named().is_none() => "cli-no-store-yet".to_owned(),
            // Nothing was entered that could be kept.
            StoreError::DiskFull => "cli-disk-full".to_owned(),
            _ => format!("problem-{}", error.code()),
        };
        let sentence = match error {
            StoreError::NoRoom(room) | StoreError::UpgradeFull(room) => self.fill_room(&sentence, room),
            _ => self.words.get(&sentence),
        };
        Problem::new(kind, sentence).hint(self.fill("cli-store-hint", &[("path", &path.display().to_string())]))
    }

    /// A sentence about what bringing a store up to date takes on its disk.
    pub fn fill_room(&self, key: &str, room: &Room) -> String {
        // What is missing is not rounded away.
        let (needs, free) = (room.needs.div_ceil(TENTH_MB), room.free / TENTH_MB);
        let spoken = |tenths: u64| format!("{}.{} MB", tenths / 10, tenths % 10);
        let folder = room.folder.display().to_string();
        self.fill(key, &[("needs", &spoken(needs)), ("free", &spoken(free)), ("folder", &folder)])
    }

    /// What the desk says is wrong, as a problem.
    pub fn rejection(&self, why: &Rejection) -> Problem {
        match why {
            // Whoever nobody enrolled: the store says so in one of two ways, by where it noticed.
            Rejection::Refused(refusal) if is_about_a_stranger(refusal) => match self.agent_named() {
                Some(no) => self.refuse("cli-unknown-agent", &[("no", no)]),
                None => self.refuse("cli-nobody-named", &[]),
            },
            Rejection::Failed { code, detail } => {
                tracing::error!(code, detail, "desk");
                Problem::new(ProblemKind::Data, self.words.get(&format!("problem-{code}")))
            }
            other => Problem::new(ProblemKind::Internal, format!("{other:?}")),
        }
    }
}

/// Every mistake of a file, with its place.
pub fn complaint(wrong: &[Mistake], words: &Words) -> Problem {
    Problem::of_many(ProblemKind::Config, wrong.iter().map(|mistake| config::complaint(mistake, words)))
}

/// The colours of a choice.
pub const fn scheme_of(theme: ThemeChoice) -> Scheme {
    match theme {
        ThemeChoice::Auto | ThemeChoice::Dark => Scheme::Dark,
        ThemeChoice::Light => Scheme::Light,
        ThemeChoice::HighContrast => Scheme::HighContrast,
        ThemeChoice::Colourless => Scheme::Colourless,
    }
}

fn is_about_a_stranger(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::NoSuch { what } => what == "person",
        Refusal::Rule { rule, .. } => rule == "not-enrolled",
        _ => false,
    }
}

/// The words of the language asked for, else the configuration's, else those already spoken.
fn speaking(global: &Global, config: &Config, words: Words) -> Result<Words, Problem> {
    let lang = match &global.lang {
        Some(name) => name.parse().map_err(|_| {
            let sentence = fill(&words, "cli-unknown-language", &[("lang", &clean(name, 40))]);
            Problem::new(ProblemKind::User, sentence)
        })?,
        None => config.language.named().unwrap_or(words.lang()),
    };
    Ok(if lang == words.lang() { words } else { Words::new(lang) })
}
