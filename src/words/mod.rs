//! The words on screen: Fluent files of three languages, looked up by key.

use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::domain::Lang;

macro_rules! locale {
    ($($file:literal)+) => {
        [$([
            include_str!(concat!("../../assets/locales/zh-CN/", $file, ".ftl")),
            include_str!(concat!("../../assets/locales/zh-TW/", $file, ".ftl")),
            include_str!(concat!("../../assets/locales/en/", $file, ".ftl")),
        ]),+]
    };
}

/// Every locale file, in zh-CN, zh-TW and en.
const FILES: &[[&str; 3]] = &locale![
    "rules" "config" "cli" "tui" "handbook" "about" "queue" "phrases" "case" "store" "explain" "first" "guide"
    "followups"
];

/// The words of one language; cheap to clone.
#[derive(Clone)]
pub struct Words {
    lang: Lang,
    bundle: Arc<FluentBundle<FluentResource>>,
}

/// A value in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words.
    Text(String),
    /// A whole number; plurals follow it.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl Words {
    /// The words of a language.
    pub fn new(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.as_str().parse().unwrap_or_default()]);
        // Without this every value comes wrapped in invisible direction marks.
        bundle.set_use_isolating(false);
        for source in texts(lang) {
            // What a file holds besides its mistakes is still used; the tests refuse mistakes.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            let _ = bundle.add_resource(resource);
        }
        Self { lang, bundle: Arc::new(bundle) }
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there are words for a key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words of a key; a key without words shows as `‹key›`.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The words of a key with values in them.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("‹{key}›");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.lang)
    }
}

/// The files of a language.
fn texts(lang: Lang) -> impl Iterator<Item = &'static str> {
    FILES.iter().map(move |[zh_cn, zh_tw, en]| match lang {
        Lang::ZhCn => *zh_cn,
        Lang::ZhTw => *zh_tw,
        Lang::En => *en,
    })
}

/// A code as locale keys spell it: `case.quick_answer` is `case-quick-answer`.
pub fn dashed(code: &str) -> String {
    code.replace(['.', '_'], "-")
}

/// The language of this machine's user, as near as we speak it.
pub fn machine_lang() -> Lang {
    sys_locale::get_locale().map_or(Lang::ZhCn, |locale| nearest_lang(&locale))
}

/// The language for a locale name: traditional Chinese for Taiwan, Hong Kong, Macau and `Hant`, simplified for other
/// Chinese and where no language is named (`C`, `POSIX`), else English.
pub fn nearest_lang(locale: &str) -> Lang {
    let locale = locale.replace('_', "-").to_lowercase();
    let parts: Vec<&str> = locale.split(['-', '.', '@']).collect();
    let traditional = parts.iter().any(|part| matches!(*part, "tw" | "hk" | "mo" | "hant"));
    match parts.first() {
        Some(&"zh") if traditional && !parts.contains(&"hans") => Lang::ZhTw,
        Some(&("zh" | "c" | "posix" | "")) | None => Lang::ZhCn,
        _ => Lang::En,
    }
}
