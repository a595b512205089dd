//! What the first start asks: each answer with its default, its options and what may be wrong with it.

use uuid::Uuid;

use crate::domain::code::codes;
use crate::domain::{Field, Lang, Role};
use crate::tui::cx::Cx;
use crate::tui::form::{Choosable, Control, Form, Row, RowKey, Wrong, hours};
use crate::tui::msg::Settings;
use crate::tui::theme::Scheme;

codes! {
    /// What is asked, in the order of the screen.
    Asked {
        Name = "name", No = "no", Company = "company", Hours = "hours", Hotline = "hotline", Role = "role",
        Theme = "theme", Language = "language",
    }
}

impl Asked {
    /// Locale key of the group it belongs to.
    pub const fn group(self) -> &'static str {
        match self {
            Self::Name | Self::No => "first-group-you",
            Self::Company | Self::Hours | Self::Hotline => "first-group-company",
            Self::Role => "first-group-role",
            Self::Theme => "first-group-theme",
            Self::Language => "first-group-language",
        }
    }

    /// Its options by the names of today's language; none where it is answered in words.
    fn options(self, cx: &Cx) -> Vec<Choosable> {
        match self {
            Self::Role => ROLES.iter().map(|role| Choosable::new(role.as_str(), cx.role_name(*role))).collect(),
            Self::Theme => SCHEMES.iter().map(|(_, key)| Choosable::new(*key, cx.words.get(key))).collect(),
            Self::Language => LANGS.iter().map(|(lang, name)| Choosable::new(lang.as_str(), *name)).collect(),
            Self::Name | Self::No | Self::Company | Self::Hours | Self::Hotline => Vec::new(),
        }
    }

    /// Locale key of what is wrong with these words and how to put it right.
    fn wrong(self, words: &str) -> Option<&'static str> {
        let (right, key) = match self {
            Self::No => (words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "first-wrong-no"),
            Self::Hours => (hours::read(words).is_some(), "first-wrong-hours"),
            Self::Hotline => (is_number(words), "first-wrong-hotline"),
            Self::Name | Self::Company | Self::Role | Self::Theme | Self::Language => return None,
        };
        (!words.is_empty() && !right).then_some(key)
    }
}

impl RowKey for Asked {
    fn name(self) -> &'static str {
        self.as_str()
    }

    fn field(self) -> Option<Field> {
        None
    }
}

/// Roles that can be chosen, in the order of their digits.
pub const ROLES: [Role; 3] = [Role::Agent, Role::SecondLine, Role::Lead];
/// Colours that can be chosen with their locale keys, in the order of their digits.
pub const SCHEMES: [(Scheme, &str); 4] = [
    (Scheme::Dark, "first-dark"),
    (Scheme::Light, "first-light"),
    (Scheme::HighContrast, "first-contrast"),
    (Scheme::Colourless, "first-colourless"),
];
/// Languages with their own names, in the order of their digits.
pub const LANGS: [(Lang, &str); 3] = [(Lang::ZhCn, "简体中文"), (Lang::ZhTw, "繁體中文"), (Lang::En, "English")];

/// What goes with the answers.
#[derive(Debug)]
pub struct Given {
    /// The agent chose a language, colours, signs: only then are they written down.
    pub language: bool,
    /// See [`Given::language`].
    pub theme: bool,
    /// See [`Given::language`].
    pub ascii: Option<bool>,
    /// What was offered; an answer left as it was is not written down.
    offer: Settings,
}

pub type Answers = Form<Asked, Given>;

impl Answers {
    /// The answers as offered; colours and language as they are now.
    pub fn offered(offer: Settings, cx: &Cx) -> Self {
        let words = |cap: usize, text: &str| {
            let mut control = Control::line(cap);
            control.restore(text);
            control
        };
        let role = offer.role.and_then(|role| ROLES.iter().position(|one| *one == role));
        let scheme = SCHEMES.iter().position(|(scheme, _)| *scheme == cx.theme.scheme());
        let lang = LANGS.iter().position(|(lang, _)| *lang == cx.lang);
        let choice = |asked: Asked, at: Option<usize>| Control::One {
            options: asked.options(cx),
            chosen: at.or(Some(0)),
            below: None,
        };
        let row = |asked| {
            let control = match asked {
                Asked::Name => words(20, &offer.agent_name),
                Asked::No => words(12, &offer.agent_no),
                Asked::Company => words(30, &offer.company),
                Asked::Hours => words(60, &offer.service_hours.join("; ")),
                Asked::Hotline => words(30, &offer.hotline),
                Asked::Role => choice(asked, role),
                Asked::Theme => choice(asked, scheme),
                Asked::Language => choice(asked, lang),
            };
            Row::new(asked, control)
        };
        let rows = Asked::ALL.iter().copied().map(row).collect();
        let mut answers = Self::new(Given { language: false, theme: false, ascii: None, offer }, Uuid::nil(), rows);
        answers.judge();
        answers
    }

    /// An answer in words, without the blanks around it.
    pub fn answer(&self, asked: Asked) -> &str {
        self.row(asked).and_then(Row::typed).map_or("", |typed| typed.text().trim())
    }

    /// The place of the option chosen.
    pub fn choice(&self, asked: Asked) -> usize {
        match self.row(asked).map(|row| &row.control) {
            Some(Control::One { chosen: Some(at), .. }) => *at,
            _ => 0,
        }
    }

    /// Names the options anew, in the language of now.
    pub fn rename(&mut self, cx: &Cx) {
        for row in &mut self.rows {
            let asked = row.key;
            if let Control::One { options, .. } = &mut row.control {
                *options = asked.options(cx);
            }
        }
    }

    /// Says of every answer what is wrong with it.
    pub fn judge(&mut self) {
        for row in &mut self.rows {
            let words = row.typed().map_or("", |typed| typed.text().trim());
            row.wrong = row.key.wrong(words).map(Wrong::Because);
        }
    }

    /// The agent's number; the offered one where none was said.
    pub fn agent_no(&self) -> String {
        let said = self.answer(Asked::No);
        if said.is_empty() { self.about.offer.agent_no.clone() } else { said.to_owned() }
    }

    /// The answers, defaults where nothing was said.
    pub fn settings(&self) -> Settings {
        let hours = hours::read(self.answer(Asked::Hours)).unwrap_or_default();
        let lang = LANGS.get(self.choice(Asked::Language)).map(|(lang, _)| *lang);
        let scheme = SCHEMES.get(self.choice(Asked::Theme)).map(|(scheme, _)| *scheme);
        Settings {
            lang: lang.filter(|_| self.about.language),
            scheme: scheme.filter(|_| self.about.theme),
            ascii: self.about.ascii,
            company: self.answer(Asked::Company).to_owned(),
            hotline: self.answer(Asked::Hotline).to_owned(),
            service_hours: if hours == self.about.offer.service_hours { Vec::new() } else { hours },
            agent_no: self.agent_no(),
            agent_name: self.answer(Asked::Name).to_owned(),
            role: ROLES.get(self.choice(Asked::Role)).copied(),
        }
    }
}

/// Something that can be dialled.
fn is_number(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && words.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c))
}
