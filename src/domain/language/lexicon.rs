//! The manual's words for the intake line, folded, so that a lookup does not ask how they are written.

use std::collections::{BTreeMap, BTreeSet};

use super::han::folded;
use crate::manual::Manual;

/// Lists of words by what they mean; see `assets/manual/intake.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// The longest words first.
    lists: BTreeMap<String, Vec<String>>,
    /// Which lists of a group (`label`, `channel`, `kind` …) a word stands in: (group, word) → code.
    codes: BTreeMap<(String, String), String>,
    surnames: BTreeSet<char>,
    given: BTreeSet<char>,
}

impl Lexicon {
    /// The words of a manual.
    pub fn new(manual: &Manual) -> Self {
        let mut lexicon = Self::default();
        // What the manual calls them is understood before what its lists say beside that.
        let kinds = manual.kinds.iter().map(|rule| (format!("kind.{}", rule.id), &rule.names));
        let urgencies = manual.urgencies.iter().map(|one| (format!("urgency.{}", one.id), &one.names));
        let emotions = manual.emotions.iter().map(|one| (format!("emotion.{}", one.id), &one.names));
        for (reads, names) in kinds.chain(urgencies).chain(emotions) {
            for name in [&names.zh_cn, &names.zh_tw, &names.en] {
                lexicon.add(&reads, folded(name));
            }
        }
        for entry in &manual.intake {
            for word in entry.words.iter().map(|word| folded(word)) {
                match entry.reads.as_str() {
                    "surname" => lexicon.surnames.extend(word.chars()),
                    "given" => lexicon.given.extend(word.chars()),
                    reads => lexicon.add(reads, word),
                }
            }
        }
        for list in lexicon.lists.values_mut() {
            list.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        }
        lexicon
    }

    fn add(&mut self, reads: &str, word: String) {
        if let Some((group, code)) = reads.split_once('.') {
            self.codes.entry((group.to_owned(), word.clone())).or_insert_with(|| code.to_owned());
        }
        self.lists.entry(reads.to_owned()).or_default().push(word);
    }

    /// A list, the longest words first.
    pub fn list(&self, reads: &str) -> &[String] {
        self.lists.get(reads).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded word stands in a list.
    pub fn is(&self, reads: &str, word: &str) -> bool {
        self.list(reads).iter().any(|listed| listed == word)
    }

    /// The code a folded word stands for in a group: of `channel`, `wechat` → `online`.
    pub fn code(&self, group: &str, word: &str) -> Option<&str> {
        self.codes.get(&(group.to_owned(), word.to_owned())).map(String::as_str)
    }

    /// The longest word of a list that a folded text begins with.
    pub fn begins<'t>(&'t self, reads: &str, text: &str) -> Option<&'t str> {
        self.list(reads).iter().map(String::as_str).find(|word| text.starts_with(word))
    }

    /// The longest word of a list that a folded text ends with.
    pub fn ends<'t>(&'t self, reads: &str, text: &str) -> Option<&'t str> {
        self.list(reads).iter().map(String::as_str).find(|word| text.ends_with(word))
    }

    /// Whether a word of a list stands anywhere in a folded text.
    pub fn within(&self, reads: &str, text: &str) -> bool {
        self.list(reads).iter().any(|word| text.contains(word.as_str()))
    }

    /// Characters of the surname a folded text begins with, the longer first.
    pub fn surname(&self, text: &str) -> Option<usize> {
        let long = self.begins("surname.long", text).map(|word| word.chars().count());
        long.or_else(|| text.chars().next().is_some_and(|first| self.surnames.contains(&first)).then_some(1))
    }

    /// Whether all characters are such as given names are made of.
    pub fn is_given(&self, text: &str) -> bool {
        !text.is_empty() && text.chars().all(|c| self.given.contains(&c))
    }
}
