//! `zuoxi rehearse`: written-down cases replayed through the desk on a scratch store, and what came of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use tempfile::TempDir;
use uuid::Uuid;

use super::Answer;
use super::out::{Failure, Out};
use super::setting::Setting;
use crate::app::{Problem, ProblemKind};
use crate::desk::Desk;
use crate::domain::calendar::Rulebook;
use crate::domain::order::{Loaded, Order, Query, Rejection};
use crate::domain::{Actor, Case, EventId, Record, Recorded, Tier, Timestamp};
use crate::rehearsal::{self, Check, Door};

/// Who enrols the others in a scratch store; no rehearsal uses this number.
const STAGE_MANAGER: &str = "stage";

#[derive(Debug, Args)]
pub struct Rehearse {
    #[arg(required = true, value_name = "file")]
    files: Vec<PathBuf>,
}

impl Rehearse {
    pub fn run(self, setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        let mut texts = Vec::new();
        for path in &self.files {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(path).map_err(|error| {
                let blanks = [("path", name.as_str()), ("detail", &error.to_string())];
                Problem::new(ProblemKind::User, setting.fill("cli-cannot-read-file", &blanks))
            })?;
            texts.push((name, text));
        }
        let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut stage = Stage::open(setting)?;
        let report = rehearsal::run(&files, &mut stage).map_err(|error| {
            Problem::new(ProblemKind::User, setting.fill("cli-rehearse-stuck", &[("what", &error.to_string())]))
        })?;
        for check in &report.checks {
            out.line(&line(check, setting))?;
        }
        let different = report.different().count();
        let held = report.checks.len() - different;
        let counts = [("held", &*held.to_string()), ("different", &*different.to_string())];
        out.line(&setting.fill("cli-rehearse-summary", &counts))?;
        Ok(if report.held() { Answer::Yes } else { Answer::No })
    }
}

fn line(check: &Check, setting: &Setting) -> String {
    let words = |key: &str| setting.words.get(key);
    let verdict = words(if check.held { "cli-rehearse-held" } else { "cli-rehearse-different" });
    let mut line = format!(
        "{verdict}  {}  {}  {} {}  {} {}",
        check.file,
        check.what,
        words("cli-rehearse-expected"),
        check.expected,
        words("cli-rehearse-got"),
        check.got
    );
    if !check.why.is_empty() {
        line.push_str(&format!("  {} {}", words("cli-rehearse-why"), check.why));
    }
    crate::text::clean(&line, 2000)
}

/// A desk with a store that is gone afterwards.
struct Stage {
    desk: Desk,
    /// By agent number: the store gives people their identity, not the file.
    people: BTreeMap<String, Uuid>,
    manager: Option<Actor>,
    ids: u64,
    _folder: TempDir,
}

impl Stage {
    fn open(setting: &Setting) -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("zuoxi-rehearsal-").tempdir()?;
        let desk = setting.desk(&folder.path().join("store.db"), true, true)?;
        Ok(Self { desk, people: BTreeMap::new(), manager: None, ids: 0, _folder: folder })
    }

    fn manager(&mut self, at: Timestamp) -> Result<Actor, Rejection> {
        if let Some(manager) = &self.manager {
            return Ok(manager.clone());
        }
        let manager = self.desk.sign_in(STAGE_MANAGER, "", at)?;
        Ok(self.manager.insert(manager).clone())
    }
}

impl Door for Stage {
    fn rules(&self) -> &Rulebook {
        self.desk.rules()
    }

    fn enrol(&mut self, actor: &Actor, name: &str, at: Timestamp) -> Result<(), Rejection> {
        let manager = self.manager(at)?;
        let person = self.desk.enrol(&manager, &actor.no, name, &[actor.role], at)?;
        self.people.insert(person.no, person.id);
        Ok(())
    }

    fn file_customer(&mut self, id: Uuid, tier: Tier, personal: Record, at: Timestamp) -> Result<(), Rejection> {
        let manager = self.manager(at)?;
        self.ids += 1;
        let key = EventId(uuid::Builder::from_unix_timestamp_millis(0, &seeded(self.ids)).into_uuid());
        self.desk.file_customer(&manager, (id, key), tier, &personal, at).map(|_| ())
    }

    fn submit(&mut self, actor: &Actor, order: Order, at: Timestamp) -> Result<(), Rejection> {
        let person = self.people.get(&actor.no).copied().unwrap_or(actor.person);
        let actor = Actor { person, ..actor.clone() };
        self.desk.submit(&actor, order, at).map(|_| ())
    }

    fn settle(&mut self, at: Timestamp) -> Result<(), Rejection> {
        self.desk.settle(at)?;
        Ok(())
    }

    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)> {
        match self.desk.ask(Query::Case(id), Timestamp(0)) {
            Ok(Loaded::Case(Some(file))) => Some((file.case, file.facts)),
            _ => None,
        }
    }
}

/// Ten bytes out of a counter.
fn seeded(n: u64) -> [u8; 10] {
    let mut bytes = [0; 10];
    for (slot, byte) in bytes.iter_mut().zip(n.to_le_bytes()) {
        *slot = byte;
    }
    bytes
}
