//! Personal data as lists, logs and exports show it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::language::half_width;

/// Surnames of two characters.
const COMPOUND: &str = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 轩辕 軒轅 \
                        宇文 长孙 長孫 司徒 司空 端木 南宫 南宮 独孤 獨孤 张简 張簡 范姜 欧陽";
/// Titles that hide nothing.
const TITLES: [&str; 9] = ["先生", "女士", "小姐", "太太", "老师", "老師", "经理", "經理", "师傅"];

/// A number: `138****8000`, `010-****5678`, `+852 ****4567`, `0912-***-678`; short service numbers stay.
///
/// Takes numbers as typed or in E.164; an extension is dropped.
pub fn phone(number: &str) -> String {
    let main = number.split(['#', 'x', '转', '轉', ';', ',']).next().unwrap_or_default();
    let plus = main.trim_start().starts_with('+');
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let tail = |n: usize| digits.get(digits.len().saturating_sub(n)..).unwrap_or_default().to_owned();
    let head = |n: usize| digits.get(..n).unwrap_or_default().to_owned();
    if digits.len() < 7 {
        return number.trim().to_owned();
    }
    if plus && !digits.starts_with("86") {
        return match digits.get(..3) {
            Some("886") => taiwan(&format!("0{}", digits.get(3..).unwrap_or_default())),
            Some(region @ ("852" | "853")) => format!("+{region} ****{}", tail(4)),
            _ => format!("+{} ****{}", head(if digits.starts_with(['1', '7']) { 1 } else { 2 }), tail(4)),
        };
    }
    let home = if plus { digits.get(2..).unwrap_or_default() } else { &digits };
    let home = home.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(home);
    match home.chars().next() {
        Some('1') if home.len() == 11 => format!("{}****{}", home.get(..3).unwrap_or_default(), tail(4)),
        Some('0') if home.len() <= 10 => taiwan(home),
        Some('4' | '8') if home.len() == 10 => format!("{}-***-{}", home.get(..3).unwrap_or_default(), tail(4)),
        Some('0') => format!("{}-****{}", area(home), tail(4)),
        _ if plus => format!("{}-****{}", area(&format!("0{home}")), tail(4)),
        _ => format!("****{}", tail(4)),
    }
}

fn taiwan(home: &str) -> String {
    let (head, tail) =
        (home.get(..4).unwrap_or_default(), home.get(home.len().saturating_sub(3)..).unwrap_or_default());
    if home.starts_with("09") && home.len() == 10 {
        return format!("{head}-***-{tail}");
    }
    format!(
        "{}-****{}",
        home.get(..2).unwrap_or_default(),
        home.get(home.len().saturating_sub(4)..).unwrap_or_default()
    )
}

/// The area code of a mainland landline: 010, 02x, else four digits.
fn area(home: &str) -> &str {
    let length = if home.starts_with("010") || home.starts_with("02") { 3 } else { 4 };
    home.get(..length).unwrap_or(home)
}

/// A name: `周*`, `欧阳*`, `买*·*`, `J*** S***`; a title stays.
pub fn name(name: &str) -> String {
    let name = name.trim();
    if let Some((bare, title)) = TITLES.iter().find_map(|title| Some((name.strip_suffix(title)?, title))) {
        let surname = bare.chars().count() <= 1 || (COMPOUND.split(' ').any(|compound| compound == bare));
        return if bare.is_empty() || surname { name.to_owned() } else { format!("{}{title}", masked(bare)) };
    }
    masked(name)
}

fn masked(name: &str) -> String {
    if let Some(dot) = name.chars().find(|char| matches!(char, '·' | '・' | '•' | '‧')) {
        let given = name.split(dot).skip(1).map(|_| "*".to_owned());
        return std::iter::once(format!("{}*", head(name))).chain(given).collect::<Vec<_>>().join(&dot.to_string());
    }
    let latin = name.chars().next().is_some_and(|first| first.is_alphabetic() && (first as u32) < 0x530);
    if latin {
        return name.split_whitespace().map(|word| format!("{}***", head(word))).collect::<Vec<_>>().join(" ");
    }
    let count = name.graphemes(true).count();
    let compound = COMPOUND.split(' ').find(|compound| name.starts_with(compound) && count > 2);
    match (compound, count) {
        (_, 0) => String::new(),
        (Some(surname), _) => format!("{surname}*"),
        (None, _) => format!("{}*", head(name)),
    }
}

fn head(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}

/// An e-mail address: `j***@example.com`.
pub fn email(address: &str) -> String {
    match address.split_once('@') {
        Some((local, domain)) => format!("{}***@{domain}", head(local)),
        None => format!("{}***", head(address)),
    }
}

/// An order number: its last four characters.
pub fn order_no(number: &str) -> String {
    let number = number.trim();
    let tail: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
    if number.chars().count() > 4 { format!("****{tail}") } else { tail }
}

/// Where a text holds what looks like an 18-character identity number or a bank card, which must not be stored whole.
///
/// Identity numbers count by their check character, cards of 16 to 19 digits by the Luhn sum; digits may be grouped
/// by single blanks or hyphens and may be full-width.
pub fn looks_like_id_or_card(text: &str) -> Option<Range<usize>> {
    runs(text).into_iter().find(|(_, digits)| is_id(digits) || is_card(digits)).map(|(range, _)| range)
}

/// The same text with every identity and card number reduced to its last four characters.
pub fn hide_ids_and_cards(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(range) = looks_like_id_or_card(&text) {
        let number = text.get(range.clone()).unwrap_or_default();
        let tail: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
        text.replace_range(range, &format!("****{tail}"));
    }
    text
}

/// Runs of digits with at most one blank or hyphen between two; an identity number may end in X.
fn runs(text: &str) -> Vec<(Range<usize>, String)> {
    let mut runs = Vec::new();
    let (mut start, mut end, mut digits, mut gap) = (0, 0, String::new(), 0);
    for (at, char) in text.char_indices().chain([(text.len(), '\n')]) {
        let digit = plain(char).filter(|digit| *digit != 'X' || digits.len() == 17);
        match digit {
            Some(digit) => {
                if digits.is_empty() {
                    start = at;
                }
                digits.push(digit);
                (end, gap) = (at + char.len_utf8(), 0);
            }
            None if matches!(char, ' ' | '-') && gap == 0 && !digits.is_empty() => gap = 1,
            None => {
                runs.push((start..end, std::mem::take(&mut digits)));
                gap = 0;
            }
        }
    }
    runs
}

/// A digit or X as ASCII.
const fn plain(char: char) -> Option<char> {
    match half_width::plain(char) {
        digit @ '0'..='9' => Some(digit),
        'x' | 'X' => Some('X'),
        _ => None,
    }
}

/// The check character of GB 11643, and a month and day that exist.
fn is_id(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if number.len() != 18 {
        return false;
    }
    let digit = |char: char| char.to_digit(10).unwrap_or_default();
    let sum: u32 = number.chars().zip(WEIGHTS).map(|(char, weight)| digit(char) * weight).sum();
    let check = "10X98765432".chars().nth(sum as usize % 11);
    let part = |range: Range<usize>| number.get(range).and_then(|text| text.parse::<u32>().ok()).unwrap_or_default();
    check == number.chars().last() && (1..=12).contains(&part(10..12)) && (1..=31).contains(&part(12..14))
}

/// The Luhn sum.
fn is_card(number: &str) -> bool {
    if !(16..=19).contains(&number.len()) || number.ends_with('X') || number.starts_with('0') {
        return false;
    }
    let digits = number.chars().rev().filter_map(|char| char.to_digit(10)).enumerate();
    let sum: u32 = digits.map(|(at, digit)| if at % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }).sum();
    sum.is_multiple_of(10)
}
