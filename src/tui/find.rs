//! Finding by words, pinyin, initials and English, so that an agent need not switch the input method.

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};

/// Words looked for: every one must be found.
pub struct Finder<'a> {
    parts: Vec<IbMatcher<'a>>,
}

impl<'a> Finder<'a> {
    /// A finder for what was typed; blanks part words.
    pub fn new(typed: &'a str) -> Self {
        let notations = PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter;
        let parts = typed
            .split_whitespace()
            .map(|part| {
                IbMatcher::builder(part)
                    .pinyin(PinyinMatchConfig::builder(notations).case_insensitive(true).build())
                    .build()
            })
            .collect();
        Self { parts }
    }

    /// Whether every word is found in at least one of the texts.
    pub fn finds(&self, texts: &[&str]) -> bool {
        self.parts.iter().all(|part| texts.iter().any(|text| part.is_match(*text)))
    }

    /// Bytes of the first stretch of `text` that the first word matches.
    pub fn stretch(&self, text: &str) -> Option<std::ops::Range<usize>> {
        let found = self.parts.first()?.find(text)?;
        Some(found.start()..found.end())
    }
}

/// Readings of characters with several, as they are read in our own labels.
const READINGS: &[(char, &str)] = &[
    ('已', "yi"),
    ('行', "xing"),
    ('说', "shuo"),
    ('說', "shuo"),
    ('着', "zhe"),
    ('著', "zhe"),
    ('么', "me"),
    ('转', "zhuan"),
    ('轉', "zhuan"),
    ('系', "xi"),
    ('无', "wu"),
    ('單', "dan"),
    ('单', "dan"),
    ('络', "luo"),
    ('約', "yue"),
    ('约', "yue"),
    ('调', "diao"),
    ('長', "zhang"),
];

/// The pinyin of the Chinese characters of a text, without tones, one blank between syllables; other text is left out.
pub struct Romaniser {
    data: PinyinData,
}

impl Default for Romaniser {
    fn default() -> Self {
        Self { data: PinyinData::new(PinyinNotation::Ascii) }
    }
}

impl Romaniser {
    /// `通报` → `tong bao`.
    pub fn pinyin(&self, text: &str) -> String {
        let mut syllables = Vec::new();
        for c in text.chars() {
            if let Some((_, reading)) = READINGS.iter().find(|(one, _)| *one == c) {
                syllables.push((*reading).to_owned());
            } else if let Some(pinyin) = self.data.get_pinyins(c).next()
                && let Some(ascii) = pinyin.notation(PinyinNotation::Ascii)
            {
                syllables.push(ascii.to_owned());
            }
        }
        syllables.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_pinyin_initials_and_english_all_find() {
        for typed in ["通报", "tongbao", "tb", "progress", "tb jd", "TongB"] {
            assert!(Finder::new(typed).finds(&["通报进度", "tell progress"]), "{typed}");
        }
        assert!(!Finder::new("tx").finds(&["通报进度"]));
        assert!(Finder::new("  ").finds(&["通报"]));
    }

    #[test]
    fn pinyin_is_written_in_syllables() {
        assert_eq!(Romaniser::default().pinyin("通报 A"), "tong bao");
    }
}
