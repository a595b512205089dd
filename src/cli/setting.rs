//! What a command works with: words, rules, the store and who sits here, found from arguments and configuration.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::args::Global;
use super::mistakes;
use super::spoken::fill;
use crate::app::{Problem, ProblemKind};
use crate::config::Config;
use crate::desk::{Desk, Settings};
use crate::domain::calendar::Rulebook;
use crate::domain::order::Rejection;
use crate::domain::{Lang, Manual, Refusal};
use crate::manual;
use crate::store::{Open, Store, StoreError};
use crate::words::Words;

/// What a command works with.
#[derive(Debug)]
pub struct Setting {
    /// The words to speak with.
    pub words: Words,
    /// The language they are in.
    pub lang: Lang,
    /// What the company set; defaults while its file is wrong.
    pub config: Config,
    /// What is wrong with the configuration's file.
    broken: Option<Problem>,
    /// Where the configuration is, or would be.
    pub config_path: Option<PathBuf>,
    global: Global,
    folders: Option<ProjectDirs>,
}

impl Setting {
    /// Reads the configuration the arguments name, or the one at the usual place.
    pub fn find(global: &Global, words: Words) -> Result<Self, Problem> {
        let folders = ProjectDirs::from("", "", "zuoxi");
        let usual = folders.as_ref().map(|folders| folders.config_dir().join("config.toml"));
        let config_path = global.config.clone().or(usual);
        let read = match &config_path {
            Some(path) if path.exists() || global.config.is_some() => Config::load(path),
            _ => Ok(Config::default()),
        };
        let (config, broken) = match read {
            Ok(config) => (config, None),
            Err(wrong) => (Config::default(), Some(mistakes::problem(&wrong, &words))),
        };
        let lang = language(global, &config, &words)?;
        let words = if lang == words.lang() { words } else { Words::new(lang) };
        Ok(Self { words, lang, config, broken, config_path, global: global.clone(), folders })
    }

    /// Refuses to go on with a configuration that is wrong.
    pub fn sound(&self) -> Result<(), Problem> {
        self.broken.clone().map_or(Ok(()), Err)
    }

    /// The manual with the company's changes, and its working time.
    pub fn rules(&self) -> Result<Rulebook, Problem> {
        self.rules_of(self.config.manual_dir.as_deref())
    }

    /// The manual with the changes of a folder.
    pub fn rules_of(&self, folder: Option<&Path>) -> Result<Rulebook, Problem> {
        let manual: Manual = manual::load(folder).map_err(|wrong| mistakes::problem(&wrong, &self.words))?;
        Rulebook::new(manual).map_err(|error| Problem::new(ProblemKind::Config, error.to_string()))
    }

    /// The store the arguments or the configuration name, or the one at the usual place.
    pub fn store_path(&self) -> Result<PathBuf, Problem> {
        let named = self.global.store.clone().or_else(|| self.config.store.clone());
        named.or_else(|| self.folders.as_ref().map(|folders| folders.data_dir().join("store.db"))).ok_or_else(|| {
            Problem::new(ProblemKind::User, self.words.get("cli-no-place")).hint(self.words.get("cli-no-place-hint"))
        })
    }

    /// Whether the store was named in the arguments.
    pub fn store_named(&self) -> Option<&Path> {
        self.global.store.as_deref()
    }

    /// Opens the store and puts it to work; with `create` it is made where there is none.
    pub fn desk(&self, path: &Path, create: bool, demo: bool) -> Result<Desk, Problem> {
        let how = Open { create, demo, prefix: self.config.prefix.clone() };
        let rules = self.rules()?;
        Store::open(path, &how)
            .and_then(|store| Desk::new(store, rules, Settings { region: self.config.region }))
            .map_err(|error| self.store_problem(&error, path))
    }

    /// Opens the store that is there.
    pub fn desk_there(&self) -> Result<Desk, Problem> {
        self.desk(&self.store_path()?, false, false)
    }

    /// Who sits here: `--as`, else the configuration's number.
    pub fn agent_no(&self) -> &str {
        self.global.agent.as_deref().unwrap_or(&self.config.agent_no)
    }

    /// Where logs and crash reports go, and what the terminal answered.
    pub fn state_folder(&self) -> PathBuf {
        let folders = self.folders.as_ref();
        folders.and_then(ProjectDirs::state_dir).or_else(|| folders.map(ProjectDirs::data_local_dir)).map_or_else(
            std::env::temp_dir,
            Path::to_path_buf,
        )
    }

    /// A sentence with blanks filled.
    pub fn fill(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        fill(&self.words, key, blanks)
    }

    /// What the store says is wrong, as a problem.
    pub fn store_problem(&self, error: &StoreError, path: &Path) -> Problem {
        tracing::error!(%error, "store");
        let kind = match error {
            StoreError::Missing(_) | StoreError::Exists(_) | StoreError::NotAFile(_) => ProblemKind::User,
            StoreError::Internal(_) | StoreError::IdReused => ProblemKind::Internal,
            _ => ProblemKind::Data,
        };
        Problem::new(kind, self.words.get(&format!("problem-{}", error.code())))
            .hint(self.fill("cli-store-hint", &[("path", &path.display().to_string())]))
    }

    /// What the desk says is wrong, as a problem.
    pub fn rejection(&self, why: &Rejection) -> Problem {
        match why {
            Rejection::Refused(Refusal::NoSuch { what }) if what == "person" => {
                Problem::new(ProblemKind::User, self.fill("cli-unknown-agent", &[("no", self.agent_no())]))
            }
            Rejection::Failed { code, detail } => {
                tracing::error!(code, detail, "desk");
                Problem::new(ProblemKind::Data, self.words.get(&format!("problem-{code}")))
            }
            other => Problem::new(ProblemKind::Internal, format!("{other:?}")),
        }
    }
}

/// The language asked for, else the configuration's, else the one already spoken.
fn language(global: &Global, config: &Config, words: &Words) -> Result<Lang, Problem> {
    match &global.lang {
        Some(name) => name.parse().map_err(|_| {
            Problem::new(ProblemKind::User, fill(words, "cli-unknown-language", &[("lang", name)]))
        }),
        None => Ok(config.lang.unwrap_or_else(|| words.lang())),
    }
}
