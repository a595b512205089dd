//! Who is praised, as the words call them: `三号柜台的小李`, `Lee at counter 3`, `1027`. It is offered, never taken for
//! said, so it stays silent where the words name nobody clearly, or more than one.

use std::collections::BTreeSet;

use super::han::folded;
use super::phone::Region;
use super::shorthand::who::{is_bare_name, is_han, is_latin_name, polite};
use crate::calendar::Rulebook;

/// The words of somebody who calls in order to praise, in the vocabulary.
const TO_PRAISE: &str = "tone.to_praise";
/// Characters of a place and a name together, at most.
const LONGEST: usize = 20;
/// What may stand between the praise and the one who is praised and says nothing of them, the longest first.
const FILLERS: [&str; 14] = [
    "你们公司的",
    "贵公司的",
    "你们的",
    "贵公司",
    "贵司的",
    "一下",
    "你们",
    "贵司",
    "那位",
    "这位",
    "那个",
    "这个",
    "了",
    "的",
];
/// What a name may stand behind: a place, a trade.
const BEFORE: [&str; 32] = [
    "的",
    "柜台",
    "窗口",
    "前台",
    "门店",
    "分店",
    "客服",
    "坐席",
    "员工",
    "同事",
    "柜员",
    "店员",
    "导购",
    "营业员",
    "收银员",
    "快递员",
    "配送员",
    "服务员",
    "接线员",
    "话务员",
    "店长",
    "师傅",
    "司机",
    "骑手",
    "工程师",
    "技师",
    "保安",
    "保洁",
    "医生",
    "护士",
    "老师",
    "部",
];
/// Words of a sentence: what stands before the name tells something and is no place.
const TELLS: [char; 14] = ['我', '他', '她', '给', '帮', '了', '很', '是', '说', '把', '来', '过', '得', '让'];
/// What goes on behind a name.
const BEHIND: [&str; 47] = [
    "的", "服务", "态度", "耐心", "热情", "贴心", "周到", "专业", "细心", "认真", "负责", "亲切", "主动", "及时",
    "效率", "很", "非常", "特别", "十分", "真", "太", "挺", "帮", "给", "解决", "处理", "工作", "办事", "做事", "今天",
    "昨天", "上午", "下午", "在", "对", "为", "人", "他", "她", "讲解", "说话", "修", "送", "有", "做", "会", "讲",
];
/// Who has a staff number.
const STAFF: [&str; 9] = ["工号", "客服", "坐席", "员工", "柜员", "话务员", "接线员", "专员", "同事"];

/// The one who is praised; nothing where the words name nobody, or more than one.
pub fn praised(typed: &str, rules: &Rulebook) -> Option<String> {
    let text: Vec<char> = folded(typed).chars().collect();
    let words = rules.manual.vocab.iter().filter(|group| group.target == TO_PRAISE).flat_map(|group| &group.words);
    let words: Vec<Vec<char>> = words.map(|word| folded(word).chars().collect()).collect();
    let ends = |rest: &[char]| words.iter().filter(|word| rest.starts_with(word)).map(Vec::len).max();
    let typed: Vec<char> = typed.chars().collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < text.len() {
        let Some(long) = ends(text_at(&text, at)) else {
            at += 1;
            continue;
        };
        at += long;
        found.extend(named_behind(&text, &typed, at, rules));
    }
    found.pop_first().filter(|_| found.is_empty())
}

fn text_at(text: &[char], at: usize) -> &[char] {
    text.get(at..).unwrap_or_default()
}

/// The one named from a place on, within its clause.
fn named_behind(text: &[char], typed: &[char], at: usize, rules: &Rulebook) -> Option<String> {
    let ends = |c: &char| matches!(c, ',' | '，' | '。' | ';' | '；' | '!' | '！' | '?' | '？' | '\n' | '、');
    let clause = text_at(text, at);
    let clause = clause.get(..clause.iter().position(ends).unwrap_or(clause.len()))?;
    let typed = text_at(typed, at).get(..clause.len())?;
    let first = clause.iter().find(|c| !c.is_whitespace())?;
    if first.is_ascii_lowercase() { in_english(typed) } else { in_chinese(clause, typed, rules) }
}

fn in_chinese(clause: &[char], typed: &[char], rules: &Rulebook) -> Option<String> {
    let mut from = clause.iter().take_while(|c| c.is_whitespace()).count();
    while let Some(filler) = FILLERS.iter().find(|filler| begins(text_at(clause, from), filler)) {
        from += filler.chars().count();
    }
    let clause = text_at(clause, from);
    let typed = text_at(typed, from);
    if let Some(number) = staff_number(clause) {
        return Some(number);
    }
    let said = |range: std::ops::Range<usize>| typed.get(range).map(|words| words.iter().collect::<String>());
    for start in 0..clause.len().min(LONGEST) {
        let (before, rest) = clause.split_at(start);
        if start > 0 && !BEFORE.iter().any(|end| ends_with(before, end)) {
            continue;
        }
        let Some(long) = name(rest, rules) else { continue };
        // What tells something of them is no part of what they are called.
        let own = if before.iter().any(|c| TELLS.contains(c)) { start } else { 0 };
        return said(own..start + long);
    }
    None
}

/// Characters of a name at the beginning, where something else or nothing follows it.
fn name(rest: &[char], rules: &Rulebook) -> Option<usize> {
    let lexicon = rules.lexicon();
    let is_name = |long: &usize| {
        let Some(word) = rest.get(..*long).map(|word| word.iter().collect::<String>()) else { return false };
        let short = word.strip_prefix(['小', '老', '阿']).is_some_and(|name| {
            let given: String = name.chars().skip(1).collect();
            lexicon.surname(name) == Some(1) && (given.is_empty() || lexicon.is_given(&given))
        });
        let titled = polite(&word, lexicon, Region::Cn).is_some_and(|named| !named.guess && named.lead == 0);
        let fits = short && *long <= 3 || titled || is_bare_name(&word, lexicon);
        fits && word.chars().all(is_han) && !lexicon.is("not_name", &word)
    };
    let over = |long: &usize| {
        let behind = text_at(rest, *long);
        behind.first().is_none_or(|c| !c.is_alphanumeric()) || BEHIND.iter().any(|word| begins(behind, word))
    };
    (2..=rest.len().min(6)).filter(is_name).find(over)
}

/// A staff number said to be one: `工号1027`, `1027号客服`.
fn staff_number(clause: &[char]) -> Option<String> {
    let start = clause.iter().position(char::is_ascii_digit)?;
    let digits: String = text_at(clause, start).iter().take_while(|c| c.is_ascii_digit()).collect();
    let (before, behind) = (clause.get(..start)?, text_at(clause, start + digits.len()));
    let before: Vec<char> = before.iter().copied().filter(|c| !matches!(c, ':' | '：' | '是' | '为' | ' ')).collect();
    let named_before = STAFF.iter().any(|staff| before.ends_with(&staff.chars().collect::<Vec<_>>()));
    let named_behind = STAFF.iter().any(|staff| begins(behind, &format!("号{staff}")));
    let fits = (3..=8).contains(&digits.len()) && !behind.first().is_some_and(char::is_ascii_alphabetic);
    (fits && (named_before || named_behind)).then_some(digits)
}

/// What may stand before a name in English.
const ENGLISH_FILLERS: [&str; 18] = [
    "for",
    "to",
    "of",
    "your",
    "our",
    "the",
    "a",
    "colleague",
    "agent",
    "clerk",
    "cashier",
    "employee",
    "staff",
    "member",
    "engineer",
    "technician",
    "courier",
    "driver",
];
/// Where somebody works.
const PLACES: [&str; 12] = [
    "counter",
    "desk",
    "window",
    "till",
    "checkout",
    "store",
    "shop",
    "branch",
    "reception",
    "floor",
    "support",
    "office",
];
/// What goes on behind a name.
const ENGLISH_BEHIND: [&str; 14] =
    ["for", "who", "is", "was", "because", "as", "so", "on", "at", "in", "from", "very", "helped", "did"];
/// Who has a staff number.
const ENGLISH_STAFF: [&str; 6] = ["agent", "number", "no", "no.", "staff", "colleague"];

fn in_english(typed: &[char]) -> Option<String> {
    let text: String = typed.iter().collect();
    let words: Vec<&str> = text.trim_end_matches(['.', ' ']).split_whitespace().collect();
    // `praises`: what is left of the word itself.
    let glued = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let small = |word: &&&str| ENGLISH_FILLERS.contains(&word.to_lowercase().as_str());
    let mut at = usize::from(glued);
    let fillers = words.get(at..)?.iter().take_while(small).count();
    let before = (at + fillers).checked_sub(1).and_then(|last| words.get(last)).copied().unwrap_or_default();
    at += fillers;
    let word = words.get(at)?;
    let is_number = (3..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && ENGLISH_STAFF.contains(&before) {
        return Some((*word).to_owned());
    }
    let names = words.get(at..)?.iter().take(3).take_while(|word| is_latin_name(word) && **word != "I").count();
    let behind = words.get(at + names..)?;
    let place = place(behind).unwrap_or(0);
    let goes_on = behind.get(place).is_none_or(|word| ENGLISH_BEHIND.contains(&word.to_lowercase().as_str()));
    (names > 0 && goes_on).then(|| words.get(at..at + names + place).unwrap_or_default().join(" "))
}

/// `at counter 3`, `from the Main Street store`: how many words.
fn place(behind: &[&str]) -> Option<usize> {
    behind.first().filter(|word| ["at", "from", "in", "of", "on"].contains(word))?;
    let end = behind.iter().take(6).position(|word| PLACES.contains(&word.to_lowercase().as_str()))? + 1;
    let number = behind.get(end).is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    Some(end + usize::from(number))
}

fn begins(text: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(at, c)| text.get(at) == Some(&c))
}

fn ends_with(text: &[char], word: &str) -> bool {
    let long = word.chars().count();
    text.len().checked_sub(long).is_some_and(|from| begins(text_at(text, from), word))
}
