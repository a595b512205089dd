//! Who calls, in a line of shorthand: a name with its title, a company, and names that are glued to something.

use std::ops::Range;

use super::super::lexicon::Lexicon;
use super::super::phone::Region;
use super::line::Line;

/// A name with what shows it: characters from the beginning of the word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What only says that a name follows.
    pub lead: usize,
    pub name: usize,
    /// Characters of the title behind the name.
    pub title: usize,
    pub guess: bool,
}

/// Most characters of a name in Chinese characters, dots aside.
const LONGEST_NAME: usize = 4;
/// Most characters of a company.
const LONGEST_COMPANY: usize = 20;

/// Whether a character is Chinese.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

const fn is_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '•' | '‧')
}

/// `周女士`, `客户周女士`, `欧阳思远先生`, `买买提先生`, `刘哥`: all of a folded word, closing marks aside.
pub fn polite(word: &str, lexicon: &Lexicon, region: Region) -> Option<Named> {
    let word = word.trim_end_matches(['。', '.', '!', '?', '~', '…', ':', ')']);
    let chars = |text: &str| text.chars().count();
    let led = lexicon.list("lead").iter().find_map(|lead| {
        let rest = word.strip_prefix(lead.as_str())?.trim_start_matches([':', '是']);
        let named = titled(rest, lexicon, region)?;
        Some(Named { lead: chars(word) - named.name - named.title, ..named })
    });
    led.or_else(|| titled(word, lexicon, region))
}

fn titled(word: &str, lexicon: &Lexicon, region: Region) -> Option<Named> {
    let address = lexicon.ends("title.address", word).map(|title| (title, true));
    let trade = lexicon.ends("title.trade", word).map(|title| (title, false));
    let local = lexicon.ends("title.hk", word).filter(|_| matches!(region, Region::Hk | Region::Mo));
    let titles = [address, trade, local.map(|title| (title, false))];
    titles.into_iter().flatten().find_map(|(title, shows)| {
        let name = word.strip_suffix(title)?;
        let guess = named(name, word, lexicon, shows)?;
        Some(Named { lead: 0, name: name.chars().count(), title: title.chars().count(), guess })
    })
}

/// Whether what stands before a title is a name, and whether that is a guess. A form of address shows a name by itself;
/// a trade does so only behind a surname, because an 安装师傅 is nobody by name.
fn named(name: &str, word: &str, lexicon: &Lexicon, shows: bool) -> Option<bool> {
    let length = name.chars().count();
    let dotted = name.chars().any(is_dot) && name.chars().all(|c| is_han(c) || is_dot(c));
    let latin = name.chars().all(|c| c.is_ascii_alphabetic()) && (1..=20).contains(&length);
    if length == 0 || lexicon.is("not_name", name) || lexicon.is("not_name", word) || lexicon.is("lead", name) {
        return None;
    }
    if (dotted && length <= 20) || latin {
        return Some(false);
    }
    if !name.chars().all(is_han) || length > LONGEST_NAME || lexicon.begins("pointing", name).is_some() {
        return None;
    }
    let surname = lexicon.surname(name);
    let given: String = name.chars().skip(surname.unwrap_or(0)).collect();
    match (surname, shows) {
        (Some(chars), _) if chars == length => Some(false),
        (Some(_), true) => Some(false),
        // With a trade a whole name must look like one.
        (Some(_), false) => (length <= 3 && lexicon.is_given(&given) && given.chars().count() == 2).then_some(true),
        (None, true) => (!lexicon.within("sentence", name)).then_some(true),
        (None, false) => None,
    }
}

/// A full name without a title: a surname and one or two characters given names are made of.
pub fn is_bare_name(word: &str, lexicon: &Lexicon) -> bool {
    let Some(surname) = lexicon.surname(word) else { return false };
    let given: String = word.chars().skip(surname).collect();
    let names = |word: &str| lexicon.is("not_name", word);
    let fits = (1..=2).contains(&given.chars().count()) && lexicon.is_given(&given);
    fits && !names(word) && lexicon.begins("pointing", word).is_none()
}

/// `Mr Zhou`, `Mrs Anna Schmidt`: how many words after the title are its name.
pub fn latin_name(words: &[String], lexicon: &Lexicon) -> Option<usize> {
    let title = words.first()?.to_lowercase();
    if !lexicon.is("title.latin", title.trim_end_matches('.')) {
        return None;
    }
    let name = |at: &usize| {
        let rest = words.get(*at..).unwrap_or_default();
        rest.first().is_some_and(|word| is_latin_name(word)) && (*at == 1 || latin_company(rest).is_none())
    };
    let count = (1..=3).take_while(name).count();
    (count > 0).then_some(count)
}

/// `mr zhou`, typed in a hurry: a title and one word. It may be any word, so it is only asked where a number follows.
pub fn is_small_name(words: &[String], lexicon: &Lexicon) -> bool {
    let [title, name] = words else { return false };
    lexicon.is("title.latin", title.trim_end_matches('.'))
        && name.len() > 1
        && name.bytes().all(|c| c.is_ascii_lowercase())
}

/// A Latin word with a capital, as names are written.
pub fn is_latin_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '\'' | '.'))
}

/// `悦邻便利`, `阳光幼儿园`: a name before the end of a company, no trade and no sentence.
pub fn is_company(word: &str, lexicon: &Lexicon) -> bool {
    let length = word.chars().count();
    let Some(end) = lexicon.ends("company.end", word) else { return false };
    let name = word.strip_suffix(end).unwrap_or_default();
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两几各全所本每".contains(c);
    let trade = |name: &str| lexicon.is("company.not", name) || lexicon.is("company.end", name);
    // 快递公司 is a trade; so is 维修门店, of two.
    let plain = lexicon.begins("company.not", name).and_then(|first| name.strip_prefix(first));
    let generic = name.is_empty() || trade(name) || plain.is_some_and(|rest| rest.is_empty() || trade(rest));
    (3..=LONGEST_COMPANY).contains(&length)
        && !generic
        && !name.starts_with(number)
        && !name.chars().any(|c| lexicon.is("sentence", c.encode_utf8(&mut [0; 4])))
        && word.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
}

/// `Acme Tools Ltd`: how many words.
pub fn latin_company(words: &[String]) -> Option<usize> {
    const ENDS: [&str; 9] = ["ltd", "inc", "co", "corp", "llc", "gmbh", "limited", "plc", "pty"];
    let run = words.iter().take(5).take_while(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
    let run: Vec<String> = run.map(|word| word.trim_end_matches('.').to_lowercase()).collect();
    run.iter().rposition(|word| ENDS.contains(&word.as_str())).filter(|at| *at > 0).map(|at| at + 1)
}

/// A word cut where a company or a matter is glued to a name: `悦邻便利周姐`, `周女士退款没到`.
pub fn unglued(line: &Line<'_>, lexicon: &Lexicon, word: Range<usize>) -> Vec<Range<usize>> {
    let text: Vec<char> = line.folded.get(word.clone()).unwrap_or_default().to_vec();
    let part = |range: Range<usize>| text.get(range).unwrap_or_default().iter().collect::<String>();
    if text.len() < 4 || !text.iter().all(|c| is_han(*c)) {
        return vec![word];
    }
    // The company's end stands right before a name with its title.
    for at in (3..text.len()).rev() {
        if is_company(&part(0..at), lexicon)
            && polite(&part(at..text.len()), lexicon, Region::Cn).is_some_and(|named| !named.guess)
        {
            return vec![word.start..word.start + at, word.start + at..word.end];
        }
    }
    // A surname with its form of address and something behind it.
    let whole = polite(&part(0..text.len()), lexicon, Region::Cn).is_some();
    let cut = (2..text.len()).find(|at| {
        let head = part(0..*at);
        let Some(title) = lexicon.ends("title.address", &head) else { return false };
        let name = head.strip_suffix(title).unwrap_or_default();
        lexicon.surname(name) == Some(name.chars().count()) && !lexicon.is("not_name", &head)
    });
    match cut.filter(|_| !whole) {
        Some(at) => vec![word.start..word.start + at, word.start + at..word.end],
        None => vec![word],
    }
}
