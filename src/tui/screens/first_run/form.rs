//! What the first start asks: each answer with its default, its options and what may be wrong with it.

use super::hours;
use crate::domain::{Lang, Role};
use crate::tui::cx::Cx;
use crate::tui::msg::Settings;
use crate::tui::theme::Scheme;
use crate::tui::widgets::Typed;

/// Something that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Name said to customers.
    Name,
    /// Agent number.
    No,
    /// The company's spoken name.
    Company,
    /// Staffed hours.
    Hours,
    /// The number customers may ring.
    Hotline,
    /// The agent's role.
    Role,
    /// Colours.
    Theme,
    /// Language of the screen.
    Language,
}

impl Asked {
    /// Everything, in the order of the screen.
    pub const ALL: [Self; 8] =
        [Self::Name, Self::No, Self::Company, Self::Hours, Self::Hotline, Self::Role, Self::Theme, Self::Language];

    /// Its name in the locale files: `first-<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::No => "no",
            Self::Company => "company",
            Self::Hours => "hours",
            Self::Hotline => "hotline",
            Self::Role => "role",
            Self::Theme => "theme",
            Self::Language => "language",
        }
    }

    /// Locale key of the group whose first row it is.
    pub const fn group(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("first-group-you"),
            Self::Company => Some("first-group-company"),
            Self::Role => Some("first-group-role"),
            Self::Theme => Some("first-group-theme"),
            Self::Language => Some("first-group-language"),
            Self::No | Self::Hours | Self::Hotline => None,
        }
    }
}

/// Roles that can be chosen, in the order of their digits.
pub const ROLES: [Role; 3] = [Role::Agent, Role::SecondLine, Role::Lead];
/// Colours that can be chosen, in the order of their digits.
pub const SCHEMES: [Scheme; 4] = [Scheme::Dark, Scheme::Light, Scheme::HighContrast, Scheme::Colourless];
/// Languages with their own names, in the order of their digits.
pub const LANGS: [(Lang, &str); 3] = [(Lang::ZhCn, "简体中文"), (Lang::ZhTw, "繁體中文"), (Lang::En, "English")];

/// How an answer is given.
#[derive(Debug, Clone)]
pub enum Control {
    /// In words.
    Words(Typed),
    /// By choosing the option at this place.
    Choice(usize),
}

/// The answers as they are being given.
#[derive(Debug)]
pub struct Form {
    answers: Vec<(Asked, Control)>,
    /// The answer in hand.
    pub at: usize,
    /// Starting was tried: what is wrong is marked.
    pub tried: bool,
    /// The agent chose a language, colours, signs: only then are they written down.
    pub chose_language: bool,
    /// See [`Form::chose_language`].
    pub chose_theme: bool,
    /// See [`Form::chose_language`].
    pub chose_ascii: Option<bool>,
    /// What was offered; an answer left as it was is not written down.
    offer: Settings,
}

impl Form {
    /// The answers as offered; colours and language as they are now.
    pub fn new(offer: Settings, cx: &Cx) -> Self {
        let words = |cap: usize, text: &str| {
            let mut typed = Typed::line(cap);
            typed.set(text);
            Control::Words(typed)
        };
        let role = offer.role.and_then(|role| ROLES.iter().position(|one| *one == role)).unwrap_or(0);
        let control = |asked| match asked {
            Asked::Name => words(20, &offer.agent_name),
            Asked::No => words(12, &offer.agent_no),
            Asked::Company => words(30, &offer.company),
            Asked::Hours => words(60, &offer.service_hours.join(" ")),
            Asked::Hotline => words(30, &offer.hotline),
            Asked::Role => Control::Choice(role),
            Asked::Theme => Control::Choice(scheme_now(cx)),
            Asked::Language => Control::Choice(lang_now(cx)),
        };
        let answers = Asked::ALL.into_iter().map(|asked| (asked, control(asked))).collect();
        Self { answers, at: 0, tried: false, chose_language: false, chose_theme: false, chose_ascii: None, offer }
    }

    /// Every answer, in the order of the screen.
    pub fn answers(&self) -> impl Iterator<Item = (usize, Asked, &Control)> {
        self.answers.iter().enumerate().map(|(at, (asked, control))| (at, *asked, control))
    }

    /// What is in hand.
    pub fn here(&mut self) -> Option<(Asked, &mut Control)> {
        self.answers.get_mut(self.at).map(|(asked, control)| (*asked, control))
    }

    /// Moves to the next or the previous answer, around the ends.
    pub const fn step(&mut self, by: isize) {
        let count = self.answers.len();
        self.at = if by < 0 { (self.at + count - 1) % count } else { (self.at + 1) % count };
    }

    /// An answer in words, without the blanks around it.
    pub fn words(&self, asked: Asked) -> &str {
        match self.answers.iter().find(|(one, _)| *one == asked) {
            Some((_, Control::Words(typed))) => typed.text().trim(),
            _ => "",
        }
    }

    /// The place of the option chosen.
    pub fn choice(&self, asked: Asked) -> usize {
        match self.answers.iter().find(|(one, _)| *one == asked) {
            Some((_, Control::Choice(at))) => *at,
            _ => 0,
        }
    }

    /// Chooses an option.
    pub fn choose(&mut self, asked: Asked, place: usize) {
        if let Some((_, Control::Choice(at))) = self.answers.iter_mut().find(|(one, _)| *one == asked) {
            *at = place;
        }
    }

    /// Locale key of what is wrong with an answer and how to put it right.
    pub fn wrong(&self, asked: Asked) -> Option<&'static str> {
        let words = self.words(asked);
        let fine = words.is_empty()
            || match asked {
                Asked::No => words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
                Asked::Hours => hours::read(words).is_some(),
                Asked::Hotline => is_number(words),
                _ => true,
            };
        match asked {
            _ if fine => None,
            Asked::No => Some("first-wrong-no"),
            Asked::Hours => Some("first-wrong-hours"),
            Asked::Hotline => Some("first-wrong-hotline"),
            _ => None,
        }
    }

    /// The place of the first answer that is wrong.
    pub fn first_wrong(&self) -> Option<(usize, &'static str)> {
        self.answers.iter().enumerate().find_map(|(at, (asked, _))| Some((at, self.wrong(*asked)?)))
    }

    /// The answers, defaults where nothing was said.
    pub fn settings(&self) -> Settings {
        let or = |asked: Asked, offered: &str| {
            let words = self.words(asked);
            if words.is_empty() { offered.to_owned() } else { words.to_owned() }
        };
        let hours = hours::read(self.words(Asked::Hours)).unwrap_or_default();
        Settings {
            lang: self.chose_language.then(|| LANGS.get(self.choice(Asked::Language))).flatten().map(|(lang, _)| *lang),
            scheme: self.chose_theme.then(|| SCHEMES.get(self.choice(Asked::Theme))).flatten().copied(),
            ascii: self.chose_ascii,
            company: self.words(Asked::Company).to_owned(),
            hotline: self.words(Asked::Hotline).to_owned(),
            service_hours: if hours == self.offer.service_hours { Vec::new() } else { hours },
            agent_no: or(Asked::No, &self.offer.agent_no),
            agent_name: self.words(Asked::Name).to_owned(),
            role: ROLES.get(self.choice(Asked::Role)).copied(),
        }
    }
}

/// The place of the colours in use.
pub fn scheme_now(cx: &Cx) -> usize {
    SCHEMES.iter().position(|scheme| *scheme == cx.theme.scheme()).unwrap_or(0)
}

/// The place of the language in use.
pub fn lang_now(cx: &Cx) -> usize {
    LANGS.iter().position(|(lang, _)| *lang == cx.lang).unwrap_or(0)
}

/// Something that can be dialled.
fn is_number(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && words.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c))
}
