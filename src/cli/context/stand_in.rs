//! What stands in for a configuration or a manual that is wrong, so that a slip keeps nobody from work.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Context, last_good, speaking};
use crate::app::{Problem, Watch};
use crate::config;
use crate::manual;
use crate::text::clean;
use crate::tui::{Banner, KeymapError};
use crate::words::{Arg, Words};

impl Context {
    /// With the last good configuration in place of one that is wrong, so that a slip does not keep anybody from
    /// work; the notice says so. A file that cannot be read at all is not replaced.
    pub fn or_last_good(self) -> Result<Self, Problem> {
        let unreadable = self.wrong.iter().any(|mistake| mistake.code == "unreadable");
        if unreadable || !self.is_wrong() {
            return Ok(self);
        }
        let Some(config) = last_good::recall(&self.state_folder()) else { return Ok(self) };
        let words = speaking(&self.global, &config, self.words.clone())?;
        let instead = self.banner(&words);
        Ok(Self { words, config, instead, rules: OnceCell::new(), keys: OnceCell::new(), ..self })
    }

    /// With the company's manual as it was when it was last in order, where it is not now.
    pub fn or_last_good_manual(mut self) -> Self {
        let Some(folder) = self.config.manual_folder().map(Path::to_path_buf) else { return self };
        let wrong = match self.rules_of(Some(&folder)) {
            Ok(rules) => {
                self.rules = OnceCell::from(Arc::new(rules));
                return self;
            }
            Err(wrong) => wrong,
        };
        let kept = last_good::manual(&self.state_folder());
        if kept.is_dir()
            && let Ok(rules) = self.rules_of(Some(&kept))
        {
            self.rules = OnceCell::from(Arc::new(rules));
            self.manual_instead = Some((self.manual_banner(&folder, &wrong), wrong_file(&folder)));
        }
        self
    }

    /// Keeps what is in order for the day on which it is not.
    pub fn keep_last_good(&self, state_folder: &Path) {
        if let (None, Some(config)) = (&self.instead, self.config_file()) {
            last_good::keep(state_folder, &config);
        }
        if let (None, Some(folder)) = (&self.manual_instead, self.config.manual_folder()) {
            last_good::keep_manual(state_folder, folder);
        }
    }

    /// What is wrong with the manual, in one line with its place.
    fn manual_banner(&self, folder: &Path, wrong: &Problem) -> Banner {
        let (place, sentence) = match manual::load(Some(folder)) {
            Err(mistakes) => mistakes.first().map(|mistake| {
                let place = format!("{}:{}", clean(&mistake.file, 60), mistake.line);
                (place, config::sentence(mistake, &self.words))
            }),
            Ok(_) => None,
        }
        .unwrap_or_else(|| (clean(&folder.display().to_string(), 60), wrong.sentence.clone()));
        let blanks: [(&str, Arg); 2] = [("place", place.into()), ("sentence", sentence.into())];
        Banner {
            words: self.words.with("cli-last-good-manual", &blanks),
            remedy: self.words.get("cli-last-good-manual-remedy"),
        }
    }

    /// Whether the configuration has a mistake, its keys included.
    fn is_wrong(&self) -> bool {
        !self.wrong.is_empty() || self.keys().is_err()
    }

    /// What is wrong with the configuration, in one line with its place.
    fn banner(&self, words: &Words) -> Option<Banner> {
        let path = self.config_file()?;
        let file = path.file_name().map(|name| clean(&name.to_string_lossy(), 80)).unwrap_or_default();
        let (line, sentence) = if let Some(wrong) = self.wrong.first() {
            (Some(wrong.line), config::sentence(wrong, words))
        } else {
            let error = self.keys().as_ref().err()?.first()?;
            (line_of(error, &path), error.sentence(words))
        };
        let (file, sentence): (Arg, Arg) = (file.into(), sentence.into());
        let words_shown = match line {
            Some(line) => words.with("cli-last-good", &[("file", file), ("line", line.into()), ("sentence", sentence)]),
            None => words.with("cli-last-good-keys", &[("file", file), ("sentence", sentence)]),
        };
        Some(Banner { words: words_shown, remedy: words.get("cli-last-good-remedy") })
    }

    /// Whether the last good configuration stands in for one that is wrong.
    pub const fn is_replaced(&self) -> bool {
        self.instead.is_some()
    }

    /// What is wrong with the configuration that is not in use, and the file to be looked at again when it changes.
    pub fn broken(&self) -> Option<(Banner, Watch)> {
        let Some(banner) = self.instead.clone() else { return self.broken_manual() };
        let path = self.config_file()?;
        let (global, words) = (self.global.clone(), self.words.clone());
        let examine = move || {
            let fresh = Self::find(&global, words.clone()).ok()?;
            if fresh.is_wrong() { fresh.banner(&words) } else { None }
        };
        Some((banner, Watch::new(path, Box::new(examine))))
    }

    fn broken_manual(&self) -> Option<(Banner, Watch)> {
        let (banner, file) = self.manual_instead.clone()?;
        let (global, words) = (self.global.clone(), self.words.clone());
        let examine = move || {
            let fresh = Self::find(&global, words.clone()).ok()?;
            let folder = fresh.config.manual_folder()?.to_path_buf();
            fresh.rules_of(Some(&folder)).err().map(|wrong| fresh.manual_banner(&folder, &wrong))
        };
        Some((banner, Watch::new(file, Box::new(examine))))
    }
}

/// The file of a manual's first mistake; the folder where that is not known.
fn wrong_file(folder: &Path) -> PathBuf {
    let first = manual::load(Some(folder)).err().and_then(|mistakes| mistakes.into_iter().next());
    first.map(|mistake| folder.join(mistake.file)).filter(|file| file.is_file()).unwrap_or_else(|| folder.to_path_buf())
}

/// The line of a file that binds the key complained about, as far as it can be found.
fn line_of(error: &KeymapError, path: &Path) -> Option<usize> {
    let (table, action) = error.place()?;
    let text = std::fs::read_to_string(path).ok()?;
    let says = |line: &str| {
        let name = line.split('=').next().unwrap_or_default().trim();
        let wanted = if action.is_empty() { table } else { action };
        name.split(['.', '[', ']', '"', ' ']).any(|part| part == wanted)
    };
    text.lines().position(says).map(|at| at + 1)
}
