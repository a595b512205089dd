//! Personal data as lists, logs and exports show it.

use unicode_segmentation::UnicodeSegmentation;

pub use crate::domain::language::phone::masked as phone;
pub use crate::domain::language::secret::{hide_ids_and_cards, looks_like_id_or_card};

use crate::domain::language::secret::long_numbers;

/// Digits of a number by which somebody could be found.
const LONG: usize = 7;

/// Surnames of two characters.
const COMPOUND: &str = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 轩辕 軒轅 \
                        宇文 长孙 長孫 司徒 司空 端木 南宫 南宮 独孤 獨孤 张简 張簡 范姜 欧陽";
/// Titles that hide nothing.
const TITLES: [&str; 9] = ["先生", "女士", "小姐", "太太", "老师", "老師", "经理", "經理", "师傅"];

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

/// Words with every long number in them masked, and nothing else.
pub fn numbers(words: &str) -> String {
    let mut masked = words.to_owned();
    for (range, digits) in long_numbers(words, LONG).into_iter().rev() {
        masked.replace_range(range, &phone(&digits));
    }
    masked
}

/// An order number: its last four characters.
pub fn order_no(number: &str) -> String {
    let number = number.trim();
    let tail: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
    if number.chars().count() > 4 { format!("****{tail}") } else { tail }
}
