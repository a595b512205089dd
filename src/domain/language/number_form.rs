//! The form a company gives its order numbers: anchored character classes with counts, such as `^SO\d{8,10}$`.
//!
//! A deliberate small part of regular expressions (no groups, no alternatives), so that a form cannot take long.

use std::iter::Peekable;
use std::str::{Chars, FromStr};

/// A sequence of counted character classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberForm(Vec<Part>);

/// Why a form cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a form such as ^[A-Z]{{2}}\\d{{6,10}}$")]
pub struct NumberFormError(pub String);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// Ranges of characters, both ends included.
    class: Vec<(char, char)>,
    least: usize,
    most: usize,
}

/// No count reaches further.
const MOST: usize = 64;

impl NumberForm {
    /// Whether a whole text has this form.
    pub fn fits(&self, text: &str) -> bool {
        // The set of positions in the form that the text read so far can have reached.
        let mut states = vec![(0, 0)];
        for c in text.chars() {
            states = self.closure(states).into_iter().filter_map(|state| self.step(state, c)).collect();
            states.sort_unstable();
            states.dedup();
            if states.is_empty() {
                return false;
            }
        }
        self.closure(states).into_iter().any(|(part, _)| part == self.0.len())
    }

    /// Also every later part that can begin here.
    fn closure(&self, mut states: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let mut index = 0;
        while let Some(&(part, count)) = states.get(index) {
            if self.0.get(part).is_some_and(|part| count >= part.least) && !states.contains(&(part + 1, 0)) {
                states.push((part + 1, 0));
            }
            index += 1;
        }
        states
    }

    fn step(&self, (part, count): (usize, usize), c: char) -> Option<(usize, usize)> {
        let rule = self.0.get(part)?;
        (count < rule.most && rule.class.iter().any(|(first, last)| (*first..=*last).contains(&c)))
            .then_some((part, count + 1))
    }
}

impl FromStr for NumberForm {
    type Err = NumberFormError;

    fn from_str(text: &str) -> Result<Self, NumberFormError> {
        let wrong = || NumberFormError(text.to_owned());
        let body = text.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).ok_or_else(wrong)?;
        let mut chars = body.chars().peekable();
        let mut parts = Vec::new();
        while let Some(c) = chars.next() {
            let class = class(c, &mut chars).ok_or_else(wrong)?;
            let (least, most) = counts(&mut chars).ok_or_else(wrong)?;
            parts.push(Part { class, least, most });
        }
        if parts.is_empty() { Err(wrong()) } else { Ok(Self(parts)) }
    }
}

fn class(c: char, rest: &mut Peekable<Chars<'_>>) -> Option<Vec<(char, char)>> {
    match c {
        '[' => bracket(rest),
        '\\' => match rest.next()? {
            'd' => Some(vec![('0', '9')]),
            escaped if !escaped.is_alphanumeric() => Some(vec![(escaped, escaped)]),
            _ => None,
        },
        '(' | ')' | '|' | '.' | '^' | '$' | '*' | '+' | '?' | '{' | '}' | ']' => None,
        _ => Some(vec![(c, c)]),
    }
}

fn bracket(rest: &mut Peekable<Chars<'_>>) -> Option<Vec<(char, char)>> {
    let mut ranges = Vec::new();
    loop {
        let first = match rest.next()? {
            ']' => return Some(ranges).filter(|ranges| !ranges.is_empty()),
            '^' if ranges.is_empty() => return None,
            '\\' => match rest.next()? {
                'd' => {
                    ranges.push(('0', '9'));
                    continue;
                }
                escaped => escaped,
            },
            plain => plain,
        };
        let mut ahead = rest.clone();
        let last = (ahead.next() == Some('-')).then(|| ahead.next()).flatten().filter(|last| *last != ']');
        if last.is_some() {
            rest.next();
            rest.next();
        }
        ranges.push((first, last.filter(|last| *last >= first).unwrap_or(first)));
    }
}

fn counts(rest: &mut Peekable<Chars<'_>>) -> Option<(usize, usize)> {
    let counts = match rest.peek() {
        Some('*') => (0, MOST),
        Some('+') => (1, MOST),
        Some('?') => (0, 1),
        Some('{') => {
            rest.next();
            let inside: String = rest.by_ref().take_while(|c| *c != '}').collect();
            let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
            let least: usize = least.parse().ok()?;
            let most = if most.is_empty() { MOST } else { most.parse().ok()? };
            return (least <= most && most <= MOST).then_some((least, most));
        }
        _ => return Some((1, 1)),
    };
    rest.next();
    Some(counts)
}
