//! Spans from now: `半小时后`, `一个半小时前`, `20分钟内`, `in 30 minutes`, `2 days ago`, `+2h`.

use super::number::leading;

/// Minutes of a unit of time; months count by the calendar.
const UNITS: [(Unit, &[&str]); 6] = [
    (Unit::Minutes(15), &["刻钟", "刻鐘", "quarters of an hour", "quarter of an hour"]),
    (Unit::Minutes(60), &["小时", "小時", "钟头", "鐘頭", "hours", "hour", "hrs", "hr", "h"]),
    (Unit::Months, &["个月", "個月", "月", "months", "month"]),
    (Unit::Minutes(1), &["分钟", "分鐘", "分", "minutes", "minute", "mins", "min", "m"]),
    (Unit::Minutes(1440), &["天", "日", "days", "day", "d"]),
    (Unit::Minutes(10_080), &["周", "週", "星期", "礼拜", "禮拜", "weeks", "week"]),
];
const YEARS: [&str; 3] = ["年", "years", "year"];
const AGO: [&str; 6] = ["之前", "以前", "前", "ago", "earlier", "before now"];
const LATER: [&str; 9] = ["之后", "之後", "以后", "以後", "后", "後", "以内", "以內", "later"];
const WITHIN: [&str; 2] = ["内", "內"];
const AHEAD: [&str; 4] = ["within", "in", "过", "過"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minutes(i64),
    Months,
}

/// A distance from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Minutes, or months where `months` is set.
    pub count: i64,
    /// Whether the count is of months.
    pub months: bool,
    /// Before now; nothing where the words do not say it.
    pub back: Option<bool>,
}

/// The span a whole text is; `bare` also takes one that does not say in which direction it goes.
pub fn span(text: &str, bare: bool) -> Option<Span> {
    if let Some(rest) = text.strip_prefix('+') {
        return measured(rest.trim(), Some(false));
    }
    if let Some(rest) = text.strip_prefix('-').filter(|_| bare) {
        return measured(rest.trim(), Some(true));
    }
    let cut = |ends: &[&str]| ends.iter().find_map(|end| text.strip_suffix(end)).map(str::trim);
    if let Some(rest) = cut(&AGO) {
        return measured(rest, Some(true));
    }
    if let Some(rest) = cut(&LATER).or_else(|| cut(&WITHIN)) {
        return measured(rest, Some(false));
    }
    if let Some(rest) = super::after(text, &AHEAD) {
        return measured(rest.trim(), Some(false));
    }
    measured(text, None).filter(|_| bare && !text.chars().all(|c| c.is_ascii_digit()) && !is_a_date(text))
}

/// `3日` and `3月` are days and months of the calendar unless something says otherwise.
fn is_a_date(text: &str) -> bool {
    leading(text).is_some_and(|(_, rest)| matches!(rest, "日" | "月" | "年" | "周" | "分"))
}

/// `2小时`, `一个半小时`, `半个月`, `half an hour`; a number alone is minutes after a sign only.
fn measured(text: &str, back: Option<bool>) -> Option<Span> {
    let (halves, rest) = halves(text)?;
    let rest = rest.trim();
    let (months, size) = if rest.is_empty() {
        (false, 1)
    } else if YEARS.contains(&rest) {
        (true, 12)
    } else {
        match UNITS.iter().find(|(_, words)| words.contains(&rest))?.0 {
            Unit::Minutes(size) => (false, size),
            Unit::Months => (true, 1),
        }
    };
    let doubled = halves.checked_mul(size)?;
    if months && doubled % 2 != 0 {
        // Half a month is fifteen days.
        return Some(Span { count: doubled.checked_mul(15 * 1440)?, months: false, back });
    }
    Some(Span { count: doubled / 2, months, back })
}

/// How many halves of the unit that follows: `半` one, `一个半` three, `两` four.
fn halves(text: &str) -> Option<(i64, &str)> {
    if let Some(rest) = super::after(text, &["half an ", "half a ", "半个", "半個", "半"]) {
        // 半个月 keeps its unit whole: 个月.
        return Some((1, rest));
    }
    if let Some(rest) = super::after(text, &["an ", "a "]) {
        return Some((2, rest));
    }
    let (count, rest) = leading(text)?;
    let whole = i64::from(count).checked_mul(2)?;
    let measure = super::after(rest, &["个", "個"]).unwrap_or(rest);
    match super::after(measure, &["半"]) {
        Some(after) => Some((whole + 1, after)),
        None => Some((whole, measure)),
    }
}
