//! The language of the command line, decided before the arguments are read.

use std::ffi::OsString;

use crate::words::{Arg, Words, machine_lang};

/// The words for these arguments: `--lang`, then `ZUOXI_LANG`, then the machine's language.
///
/// The configuration's language is not asked here: it can only be found once the arguments are read; from then on
/// [`super::context::Context`] decides.
pub fn words(arguments: &[OsString]) -> Words {
    let named = named(arguments).or_else(|| std::env::var("ZUOXI_LANG").ok());
    Words::new(named.and_then(|name| name.parse().ok()).unwrap_or_else(machine_lang))
}

/// A sentence with its blanks filled with words.
pub fn fill(words: &Words, key: &str, blanks: &[(&str, &str)]) -> String {
    let blanks: Vec<(&str, Arg)> = blanks.iter().map(|(name, text)| (*name, Arg::from(*text))).collect();
    words.with(key, &blanks)
}

fn named(arguments: &[OsString]) -> Option<String> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            return arguments.next().map(str::to_owned);
        }
        if let Some(name) = argument.strip_prefix("--lang=") {
            return Some(name.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_before_the_arguments_are_read() {
        let found = |line: &str| named(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(found("zuoxi list --lang en"), Some("en".to_owned()));
        assert_eq!(found("zuoxi --lang=zh-TW list"), Some("zh-TW".to_owned()));
        assert_eq!(found("zuoxi list"), None);
        assert_eq!(found("zuoxi --lang"), None);
    }
}
