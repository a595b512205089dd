//! Codes as the manual names them, the short name where a column is narrow.

use uuid::Uuid;

use super::cx::Cx;
use super::tell::Teller;
use crate::domain::manual::Named;
use crate::domain::protocol::DueKind;
use crate::domain::{Case, Channel, HolderKind, InMajor, Level, Names, Role, Stage, State, Tier, queue};

impl Teller {
    /// A level, in at most four cells.
    pub fn level_name(&self, level: Level) -> &str {
        let rule = self.rules.manual.levels.iter().find(|rule| rule.id == level);
        rule.map_or("", |rule| rule.short.as_ref().unwrap_or(&rule.names).get(self.lang))
    }

    /// A channel's short name.
    pub fn channel_name(&self, channel: Channel) -> &str {
        let rule = self.rules.manual.channels.iter().find(|rule| rule.id == channel);
        rule.map_or("", |rule| rule.short.as_ref().unwrap_or(&rule.names).get(self.lang))
    }

    /// A step's name.
    pub fn stage_name(&self, stage: Stage) -> &str {
        named(&self.rules.manual.stages, &stage).map_or("", |names| names.get(self.lang))
    }

    /// A state's name.
    pub fn state_name(&self, state: State) -> &str {
        named(&self.rules.manual.states, &state).map_or("", |names| names.get(self.lang))
    }

    /// How a case stands that waits for this: one that gets no level waits for none.
    pub fn standing(&self, state: State, next: Option<DueKind>) -> String {
        if next == Some(DueKind::Take) { self.words.get("state-to-take") } else { self.state_name(state).to_owned() }
    }

    /// How a case stands.
    pub fn standing_of(&self, case: &Case) -> String {
        self.standing(case.state, queue::is_to_be_taken(case, &self.rules).then_some(DueKind::Take))
    }

    /// A role's name.
    pub fn role_name(&self, role: Role) -> &str {
        let found = self.rules.manual.roles.iter().find(|known| known.id == role);
        found.map_or("", |known| known.names.get(self.lang))
    }

    /// Roles by name, as a list.
    pub fn role_names(&self, roles: impl IntoIterator<Item = Role>) -> String {
        let names: Vec<&str> = roles.into_iter().map(|role| self.role_name(role)).collect();
        names.join(&self.words.get("list-separator"))
    }

    /// The name of a customer standing that is above the usual one.
    pub fn tier_name(&self, tier: Tier) -> &str {
        let rule = self.rules.manual.tiers.iter().find(|rule| rule.id == tier && tier != Tier::Standard);
        rule.map_or("", |rule| rule.names.get(self.lang))
    }

    /// A department's name, or the words themselves when the manual has no such department.
    pub fn department_name<'a>(&'a self, code: &'a str) -> &'a str {
        let found = self.rules.manual.departments.iter().find(|department| department.id == code);
        found.map_or(code, |department| department.names.get(self.lang))
    }

    /// Whoever a case lies with: a kind of holder, a department, or a third party by its name.
    pub fn holder_name<'a>(&'a self, who: &'a str) -> &'a str {
        match who.parse().ok().and_then(|kind: HolderKind| named(&self.rules.manual.holders, &kind)) {
            Some(names) => names.get(self.lang),
            None => self.department_name(who),
        }
    }

    /// Why a case is paused, in short; nothing where it waits for somebody's work.
    pub fn pause_name(&self, waiting_for: &str) -> Option<&str> {
        let rule = self.rules.manual.pause_reasons.iter().find(|rule| rule.id == waiting_for)?;
        Some(rule.short.as_ref().unwrap_or(&rule.names).get(self.lang))
    }
}

/// Words side by side, empty ones left out.
pub fn joined<S: AsRef<str>>(parts: &[S]) -> String {
    parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// What a person should look at on a case, as short signs: copies came across each other, the number was given twice.
pub fn signs(crossed: bool, twice: bool, cx: &Teller) -> String {
    let sign = |shown: bool, key: &str| if shown { cx.words.get(key) } else { String::new() };
    joined(&[sign(crossed, "sign-crossed"), sign(twice, "sign-twice")])
}

/// Who else has a case open.
pub fn beside(case: Uuid, cx: &Cx) -> String {
    let mut others = cx.beside.iter().filter(|other| other.case == case);
    let Some(first) = others.next() else { return String::new() };
    // The number where there is no name.
    let name = if first.name.is_empty() { &first.no } else { &first.name };
    cx.words.with("sign-beside", &[("name", name.as_str().into()), ("count", (others.count() + 1).into())])
}

/// How a case stands in a major matter, in a word.
pub fn in_major(stands: Option<InMajor>, cx: &Teller) -> String {
    stands.map_or_else(String::new, |stands| cx.words.get(&format!("sign-major-{}", stands.as_str())))
}

/// A customer as one is spoken to: the title after a name of Chinese, before one of letters, and never twice.
pub fn spoken(name: &str, title: &str) -> String {
    if name.is_empty() || title.is_empty() || name.ends_with(title) || name.starts_with(title) {
        return name.to_owned();
    }
    if title.chars().all(|c| c.is_alphabetic() && !c.is_ascii()) {
        format!("{name}{title}")
    } else {
        format!("{title} {name}")
    }
}

fn named<'a, C: PartialEq>(list: &'a [Named<C>], code: &C) -> Option<&'a Names> {
    list.iter().find(|named| named.id == *code).map(|named| named.short.as_ref().unwrap_or(&named.names))
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn a_title_stands_where_its_language_puts_it_and_never_twice() {
        assert_eq!(spoken("周岚", "女士"), "周岚女士");
        assert_eq!(spoken("周女士", "女士"), "周女士");
        assert_eq!(spoken("Noah Garcia", "Mr"), "Mr Noah Garcia");
        assert_eq!(spoken("Wei Chen", "先生"), "Wei Chen先生");
        assert_eq!(spoken("", "Mr"), "");
        assert_eq!(spoken("周岚", ""), "周岚");
    }
}
