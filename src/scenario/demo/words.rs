//! What people say: the text pools of each language, and how a sentence is put together from them.
//!
//! `{name}` stands for a value of the case or one of a pool, `[a/b]` for one of the alternatives. Both are chosen by
//! the case, not by the sentence, so that summary, description and plan speak of the same thing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::rng::mixed;
use crate::domain::{Kind, Lang, Role};

/// The pools of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// As in [`Lang`].
    pub lang: Lang,
    /// Stands between surname and given name, and between sentences.
    pub joint: String,
    /// The company one works for, as it is spoken.
    pub company: String,
    pub people: People,
    /// Names of those who work here, by their role.
    pub staff: BTreeMap<Role, Vec<String>>,
    pool: BTreeMap<String, Vec<String>>,
    say: BTreeMap<String, Vec<String>>,
    /// What is said about matters of a sort: what the customer tried before calling, how far we are, what is done first.
    group: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    matter: BTreeMap<String, Texts>,
}

/// Parts of names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    /// The common ones first.
    pub surnames: Vec<String>,
    pub compound: Vec<String>,
    pub given_m: Vec<String>,
    pub given_f: Vec<String>,
    /// Whole names with a middle dot or letters a terminal may stumble over.
    pub dotted: Vec<String>,
    /// Whole names of guests of the language.
    pub latin: Vec<String>,
    pub title_m: Vec<String>,
    pub title_f: Vec<String>,
    pub company_first: Vec<String>,
    pub company_last: Vec<String>,
}

/// What is said about one matter.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    /// `summary | description`.
    pub story: Vec<String>,
    #[serde(default)]
    pub wish: Vec<String>,
    /// `resolution type | plan or answer | evidence`.
    #[serde(default)]
    pub fix: Vec<String>,
    #[serde(default)]
    pub found: Vec<String>,
}

/// A kind of matter, apart from any language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Matter {
    /// `top.sub` of a complaint, else the kind and its topic or trade.
    pub id: String,
    /// The sort of matter, as the language files group them.
    #[serde(default = "people")]
    pub group: String,
    /// How often, among those of its kind.
    pub weight: u64,
    /// The pool each story takes its thing from; the last one serves the stories that follow.
    pub things: Vec<String>,
    /// The category of a fault.
    #[serde(default)]
    pub category: Option<String>,
    /// Every case of it is level 1.
    #[serde(default)]
    pub dangerous: bool,
    /// Every complaint of it is heavy.
    #[serde(default)]
    pub heavy: bool,
    /// Root causes of the manual.
    #[serde(default)]
    pub cause: Vec<String>,
    /// By story, the wishes that go with it; none means any. Likewise for the ways to solve it and what was found.
    #[serde(default)]
    pub wishes: Vec<Vec<usize>>,
    #[serde(default)]
    pub fixes: Vec<Vec<usize>>,
    #[serde(default)]
    pub finds: Vec<Vec<usize>>,
}

fn people() -> String {
    "people".to_owned()
}

impl Matter {
    /// The kind it belongs to, `spam` among them; complaints are named by their category.
    pub(super) fn kind_name(&self) -> &str {
        let first = self.id.split('.').next().unwrap_or_default();
        if matches!(first, "fault" | "enquiry" | "suggestion" | "proactive" | "spam") { first } else { "complaint" }
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind_name().parse().unwrap_or(Kind::Enquiry)
    }
}

/// Those of a list that go with a story.
pub(super) fn fitting<'t>(list: &'t [String], by_story: &[Vec<usize>], story: usize) -> Vec<&'t String> {
    match by_story.get(story).filter(|chosen| !chosen.is_empty()) {
        Some(chosen) => chosen.iter().filter_map(|at| list.get(*at)).collect(),
        None => list.iter().collect(),
    }
}

#[derive(Debug, Default, Deserialize)]
struct Matters {
    matter: Vec<Matter>,
}

static MATTERS: LazyLock<Vec<Matter>> =
    LazyLock::new(|| read::<Matters>(include_str!("../../../assets/demo/matters.toml")).matter);
static ZH_CN: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../../assets/demo/zh-CN.toml")));
static ZH_TW: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../../assets/demo/zh-TW.toml")));
static EN: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../../assets/demo/en.toml")));

/// Reads a file built into the program.
#[allow(
    clippy::panic,
    reason = "the files are part of the program and read by its tests; there is nothing to go on with"
)]
pub(super) fn read<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("a built-in file of the demo cannot be read: {error}"))
}

/// The pools of a language.
pub(super) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::ZhCn => &ZH_CN,
        Lang::ZhTw => &ZH_TW,
        Lang::En => &EN,
    }
}

/// Every kind of matter, in the order of the file.
pub(super) fn matters() -> &'static [Matter] {
    &MATTERS
}

/// Where no matter of a code is known.
static NOTHING: Texts = Texts { story: Vec::new(), wish: Vec::new(), fix: Vec::new(), found: Vec::new() };

impl Words {
    pub(super) fn texts(&self, matter: &str) -> &Texts {
        self.matter.get(matter).unwrap_or(&NOTHING)
    }

    pub(super) fn group(&self, group: &str, what: &str) -> &[String] {
        self.group.get(group).and_then(|said| said.get(what)).map_or(&[], Vec::as_slice)
    }

    /// The variants of something said in every kind of case.
    pub(super) fn say(&self, what: &str) -> &[String] {
        self.say.get(what).map_or(&[], Vec::as_slice)
    }

    fn list(&self, name: &str) -> Option<&[String]> {
        self.pool.get(name).or_else(|| self.say.get(name)).map(Vec::as_slice)
    }
}

/// The voice of one case: its choices and the values its sentences speak of.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    pub words: &'static Words,
    seed: u64,
    values: Vec<(&'static str, String)>,
}

/// A value that speaks of a value of a value needs no more.
const DEPTH: u32 = 4;

impl Voice {
    pub(super) const fn new(words: &'static Words, seed: u64) -> Self {
        Self { words, seed, values: Vec::new() }
    }

    /// Sets a value, or gives it another one.
    pub(super) fn set(&mut self, name: &'static str, value: String) {
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.values.push((name, value)),
        }
    }

    /// A value this case speaks of; nothing where it has none of the name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The entry of a pool this case chose.
    pub(super) fn choice(&self, pool: &str) -> String {
        self.words.list(pool).and_then(|list| self.chosen(pool, list)).cloned().unwrap_or_default()
    }

    fn chosen<'a, T>(&self, name: &str, list: &'a [T]) -> Option<&'a T> {
        let number = mixed(self.seed, digest(name), list.len() as u64);
        let at = number.checked_rem(list.len() as u64)?;
        list.get(usize::try_from(at).ok()?)
    }

    /// A template with everything filled in, beginning with a capital where the language has them.
    pub(super) fn fill(&self, template: &str) -> String {
        capital(self.part(template))
    }

    /// The same as part of a sentence.
    pub(super) fn part(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() * 2);
        self.write(template, &mut out, DEPTH);
        out
    }

    fn write(&self, template: &str, out: &mut String, depth: u32) {
        let mut rest = template;
        while let Some(open) = rest.find(['{', '[']) {
            let (before, from) = rest.split_at(open);
            out.push_str(before);
            let close = if from.starts_with('{') { '}' } else { ']' };
            let Some((inside, after)) = from.split_once(close) else {
                rest = from;
                break;
            };
            let inside = inside.get(1..).unwrap_or_default();
            if close == '}' {
                self.write_value(inside, out, depth);
            } else {
                let parts: Vec<&str> = inside.split('/').collect();
                out.push_str(self.chosen(inside, &parts).copied().unwrap_or_default());
            }
            rest = after;
        }
        out.push_str(rest);
    }

    fn write_value(&self, name: &str, out: &mut String, depth: u32) {
        if let Some(value) = self.value(name) {
            out.push_str(value);
        } else if let Some(left) = depth.checked_sub(1) {
            self.write(&self.choice(name), out, left);
        }
    }
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// FNV-1a: the same on every machine and compiler.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
