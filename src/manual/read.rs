//! From texts to entries: parse, know every key, tell doubles, lay the company's entries over the built-in ones.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::items;
use super::mistake::{Mistake, nearest, one_a_line};
use super::schema::{NAMES, SENTENCE, TABLES, Table, WORDED, table};
use super::source::Source;

/// A value with its place in all texts laid end to end.
pub(super) type Placed<'s> = Spanned<DeValue<'s>>;

/// One entry of a list.
pub(super) struct Entry<'s> {
    /// What tells it apart; empty where entries only add up.
    pub id: String,
    /// From the company's folder.
    pub overlay: bool,
    /// Its keys.
    pub value: Placed<'s>,
}

/// Everything read, and what was wrong with it.
pub(super) struct Read<'s> {
    sources: &'s [Source],
    /// Lists by table, overlay laid over.
    pub lists: BTreeMap<&'static str, Vec<Entry<'s>>>,
    /// Single tables, overlay laid over key by key.
    pub singles: BTreeMap<&'static str, Placed<'s>>,
    /// Found so far.
    pub mistakes: RefCell<Vec<Mistake>>,
}

impl<'s> Read<'s> {
    /// Reads the sources in order.
    pub fn new(sources: &'s [Source]) -> Self {
        let (lists, singles, mistakes) = (BTreeMap::new(), BTreeMap::new(), RefCell::default());
        let mut read = Self { sources, lists, singles, mistakes };
        let mut base = 0;
        for source in sources {
            read.file(source, base);
            base += source.text.len() + 1;
        }
        read.doubles();
        read.lay_over();
        read
    }

    /// What tells the company's entries of a list apart.
    pub fn own(&self, name: &str) -> Vec<String> {
        let entries = self.lists.get(name).into_iter().flatten();
        entries.filter(|entry| entry.overlay).map(|entry| entry.id.clone()).collect()
    }

    /// Notes a mistake at a place, with what its sentence needs.
    pub fn note(&self, place: &Range<usize>, code: &'static str, args: &[(&'static str, &str)]) {
        self.note_meant(place, code, args, None);
    }

    /// Notes a mistake with what was probably meant.
    pub fn note_meant(
        &self,
        place: &Range<usize>,
        code: &'static str,
        args: &[(&'static str, &str)],
        meant: Option<&str>,
    ) {
        let mut base = 0;
        let mut found = Mistake::of_file("", code);
        for source in self.sources {
            if place.start <= base + source.text.len() {
                let local = place.start - base..place.end.saturating_sub(base).min(source.text.len());
                found = Mistake::at(&source.file, &source.text, &local, code);
                break;
            }
            base += source.text.len() + 1;
        }
        found.args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.mistakes.borrow_mut().push(found.meant(meant));
    }

    fn file(&mut self, source: &'s Source, base: usize) {
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            self.note(&(at.start + base..at.end + base), "syntax", &[]);
        }
        one_a_line(&mut self.mistakes.borrow_mut());
        for (key, value) in document.into_inner() {
            let place = key.span().start + base..key.span().end + base;
            if let Some(table) = table(key.get_ref()).filter(|table| !table.name.contains('.')) {
                self.table(table, shifted(value, base), source.overlay, &place);
            } else {
                let known = TABLES.iter().map(|table| table.name).filter(|name| !name.contains('.'));
                self.note_meant(&place, "unknown-table", &[("key", key.get_ref())], nearest(key.get_ref(), known));
            }
        }
    }

    fn table(&mut self, table: &'static Table, value: Placed<'s>, overlay: bool, place: &Range<usize>) {
        let span = value.span();
        match (table.id, value.into_inner()) {
            (Some(id), DeValue::Array(entries)) => {
                let entries: Vec<_> = entries.into_iter().map(|value| self.entry(table, id, value, overlay)).collect();
                self.lists.entry(table.name).or_default().extend(entries);
            }
            (None, DeValue::Table(keys)) => {
                let value = Spanned::new(span, DeValue::Table(keys));
                self.keys(table, &value);
                self.single(table.name, value, overlay);
            }
            (wanted, _) => {
                let form = if wanted.is_some() { format!("[[{}]]", table.name) } else { format!("[{}]", table.name) };
                self.note(place, "wrong-form", &[("form", &form)]);
            }
        }
    }

    fn entry(&self, table: &'static Table, id: &[&'static str], value: Placed<'s>, overlay: bool) -> Entry<'s> {
        self.keys(table, &value);
        let id = self.id(id, &value);
        Entry { id, overlay, value }
    }

    /// What the keys of the id hold; those that are missing are noted.
    fn id(&self, keys: &[&'static str], value: &Placed<'s>) -> String {
        let mut id = Vec::new();
        for key in keys {
            match value.get_ref().get(*key).map(|value| words(value.get_ref())) {
                Some(text) => id.push(text),
                None => self.note(&value.span(), "missing-key", &[("key", key)]),
            }
        }
        id.join(" ")
    }

    fn single(&mut self, name: &'static str, value: Placed<'s>, overlay: bool) {
        match self.singles.get_mut(name) {
            Some(below) => lay_keys(below, value, overlay),
            None => {
                self.singles.insert(name, value);
            }
        }
    }

    /// Notes every key the table does not know, in entries inside it too.
    fn keys(&self, table: &'static Table, value: &Placed<'s>) {
        let DeValue::Table(keys) = value.get_ref() else {
            self.note(&value.span(), "wrong-form", &[("form", &format!("[[{}]]", table.name))]);
            return;
        };
        let allowed: Vec<&str> = table.allowed().collect();
        self.unknown(keys, &allowed);
        for (key, value) in keys {
            match (key.get_ref().as_ref(), value.get_ref()) {
                (key, _) if WORDED.contains(&key) => {
                    for names in items(value).into_iter().filter_map(|value| value.get_ref().as_table()) {
                        self.unknown(names, if key == "standard" { SENTENCE } else { NAMES });
                    }
                }
                ("blanks", DeValue::Table(blanks)) => {
                    for names in blanks.values().filter_map(|value| value.get_ref().as_table()) {
                        self.unknown(names, NAMES);
                    }
                }
                (key, DeValue::Array(entries)) => {
                    let inner = TABLES.iter().find(|inner| inner.name.split_once('.') == Some((table.name, key)));
                    if let Some(inner) = inner {
                        for entry in entries {
                            self.keys(inner, entry);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn unknown(&self, keys: &DeTable<'s>, allowed: &[&str]) {
        for key in keys.keys().filter(|key| !allowed.contains(&key.get_ref().as_ref())) {
            let meant = nearest(key.get_ref(), allowed.iter().copied());
            self.note_meant(&key.span(), "unknown-key", &[("key", key.get_ref())], meant);
        }
    }

    /// Notes every id given twice, within the built-in files or within the company's.
    fn doubles(&self) {
        for entries in self.lists.values() {
            let mut seen = BTreeSet::new();
            for entry in entries.iter().filter(|entry| !entry.id.is_empty()) {
                if !seen.insert((entry.overlay, &entry.id)) {
                    self.note(&entry.value.span(), "duplicate", &[("id", &entry.id)]);
                }
            }
        }
    }

    /// An entry of the company replaces the built-in one with its id, removes it, or comes after all.
    fn lay_over(&mut self) {
        let (mut strays, mut kept) = (Vec::new(), Vec::new());
        for (name, entries) in &mut self.lists {
            let (above, mut below): (Vec<_>, Vec<_>) = std::mem::take(entries).into_iter().partition(|one| one.overlay);
            for entry in above {
                let same = |one: &Entry<'_>| is_same(name, one, &entry);
                let retired = matches!(entry.value.get_ref().get("retired"), Some(flag) if flag.get_ref().as_bool() == Some(true));
                let at = below.iter().position(same);
                match (retired, at) {
                    (true, None) => strays.push((entry.value.span(), entry.id.clone())),
                    // What can be done is the program's; a company says by whom.
                    (true, Some(_)) if matches!(*name, "transition" | "act") => {
                        kept.push((entry.value.span(), entry.id.clone()));
                    }
                    (true, Some(_)) => below.retain(|one| !is_same(name, one, &entry)),
                    (false, Some(at)) if !entry.id.is_empty() => {
                        if let Some(old) = below.get_mut(at) {
                            *old = entry;
                        }
                    }
                    (false, _) => below.push(entry),
                }
            }
            *entries = below;
        }
        for (place, id) in strays {
            self.note(&place, "nothing-to-retire", &[("id", &id)]);
        }
        for (place, act) in kept {
            self.note(&place, "act-stays", &[("act", &act)]);
        }
    }
}

/// Whether an entry above means an entry below: by id, or by target where entries only add up.
fn is_same(table: &str, below: &Entry<'_>, above: &Entry<'_>) -> bool {
    if let Some(key) =
        [("vocab", "target"), ("intake", "reads")].into_iter().find_map(|(of, key)| (of == table).then_some(key))
    {
        let means = |entry: &Entry<'_>| entry.value.get_ref().get(key).map(|value| words(value.get_ref()));
        return means(below).is_some() && means(below) == means(above);
    }
    below.id == above.id
}

/// Lays keys over keys, tables inside tables; what the company sets is marked so in `src`.
fn lay_keys<'s>(below: &mut Placed<'s>, above: Placed<'s>, overlay: bool) {
    let span = above.span();
    match (below.get_mut(), above.into_inner()) {
        (DeValue::Table(below), DeValue::Table(above)) => {
            for (key, value) in above {
                let name = key.get_ref().to_string();
                if let Some(src) = below.get_mut("src").filter(|_| overlay && name != "src")
                    && let DeValue::Table(src) = src.get_mut()
                {
                    src.insert(key.clone(), Spanned::new(key.span(), DeValue::String("company".into())));
                }
                match below.get_mut(name.as_str()) {
                    Some(old) => lay_keys(old, value, overlay),
                    None => {
                        below.insert(key, value);
                    }
                }
            }
        }
        (_, value) => *below = Spanned::new(span, value),
    }
}

/// A scalar as words.
pub(super) fn words(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        _ => String::new(),
    }
}

/// The same value with its places moved by `base`.
fn shifted(value: Placed<'_>, base: usize) -> Placed<'_> {
    let span = value.span();
    let inner = match value.into_inner() {
        DeValue::Array(values) => DeValue::Array(values.into_iter().map(|value| shifted(value, base)).collect()),
        DeValue::Table(keys) => {
            let moved =
                |key: Spanned<_>| Spanned::new(key.span().start + base..key.span().end + base, key.into_inner());
            DeValue::Table(keys.into_iter().map(|(key, value)| (moved(key), shifted(value, base))).collect())
        }
        scalar => scalar,
    };
    Spanned::new(span.start + base..span.end + base, inner)
}
