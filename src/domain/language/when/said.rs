//! What a text names: a day, a part of it, a time on the clock, an edge of the working day, or a span from now.

use super::day::{Day, day};
use super::number::{digits, leading};
use super::span::{Span, span};
use super::{after, listed};

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The small hours.
    Dawn,
    /// From getting up on.
    Morning,
    /// The working morning.
    Forenoon,
    /// Around twelve.
    Noon,
    /// After it.
    Afternoon,
    /// From about six.
    Dusk,
    /// Until midnight, and by the way people count the hours after it.
    Evening,
    /// The same, later.
    Night,
}

/// What the working day is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// `下班前`: work ends.
    WorkEnds,
    /// `关门前`: the lines close.
    Closes,
    /// `一上班`: the lines open.
    Opens,
}

/// A time on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// It may mean the hour twelve later as well.
    pub open: bool,
}

/// Everything a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    pub span: Option<Span>,
    pub day: Option<Day>,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
    pub edge: Option<Edge>,
    pub just_now: bool,
}

const JUST_NOW: [&str; 8] = ["刚刚", "剛剛", "刚才", "剛才", "刚", "just now", "now", "现在"];
/// What says that something began then.
const BEGAN: [&str; 8] = ["开始", "開始", "左右", "发生", "發生", "出现", "出現", "起"];
const SINCE: [&str; 5] = ["since", "from", "从", "從", "自"];
/// What says by when.
const UNTIL: [&str; 6] = ["之前", "以前", "前", "为止", "左右", "吧"];
const BY: [&str; 6] = ["by ", "before ", "until ", "till ", "at ", "on "];
const EDGES: [(Edge, &[&str]); 3] = [
    (Edge::WorkEnds, &["下班", "收工", "end of the working day", "end of day", "end of business", "eod", "cob"]),
    (Edge::Closes, &["关门", "關門", "打烊", "收线", "收線", "closing time", "closing"]),
    (Edge::Opens, &["一上班", "上班", "开门", "開門", "开线", "opening time", "opening"]),
];
const PARTS: [(Part, &[&str]); 8] = [
    (Part::Dawn, &["凌晨", "清早"]),
    (Part::Morning, &["早上", "早晨", "清晨", "一早", "大早", "早", "晨", "morning"]),
    (Part::Forenoon, &["上午"]),
    (Part::Noon, &["中午", "正午", "noon", "lunchtime"]),
    (Part::Afternoon, &["下午", "午后", "午後", "afternoon"]),
    (Part::Dusk, &["傍晚", "黄昏"]),
    (Part::Night, &["半夜", "深夜", "夜里", "夜裡", "夜裏", "夜间", "夜間", "午夜", "夜", "night"]),
    (Part::Evening, &["晚上", "晚间", "晚間", "晚", "evening"]),
];
/// English words for a day and a part of it.
const BOTH: [(i64, &str, &str); 6] = [
    (0, "tonight", "evening"),
    (0, "this morning", "morning"),
    (0, "this afternoon", "afternoon"),
    (0, "this evening", "evening"),
    (-1, "last night", "evening"),
    (-1, "overnight", "night"),
];

/// What a text names, all of it; `bare` is a field for times, where `14`, `955` and `6/18` can be nothing else.
pub fn said(text: &str, bare: bool) -> Option<Said> {
    let since = after(text, &SINCE).map(str::trim);
    let text = since.unwrap_or(text);
    let began = BEGAN.iter().find_map(|word| text.strip_suffix(word)).map(str::trim);
    let sure = bare || since.is_some() || began.is_some();
    let text = began.unwrap_or(text);
    if JUST_NOW.contains(&text) {
        return Some(Said { just_now: true, ..Said::default() });
    }
    if let Some(span) = span(text, bare) {
        return Some(Said { span: Some(span), ..Said::default() });
    }
    let by = after(text, &BY);
    let text = if bare { by.unwrap_or(text) } else { text };
    let found = named(text, (sure, bare))?;
    (sure || enough(&found)).then_some(found)
}

/// Whether what was named is a moment also among other words.
fn enough(said: &Said) -> bool {
    let day = match said.day {
        Some(Day::Of(None, _) | Day::OfMonth(None, _)) => said.clock.is_some() || said.part.is_some(),
        Some(_) => true,
        None => false,
    };
    day || said.clock.is_some_and(|clock| said.part.is_some() || clock.minute > 0 || !clock.open)
}

fn named(text: &str, (sure, bare): (bool, bool)) -> Option<Said> {
    let mut said = Said::default();
    let (mut rest, mut short) = (text.trim(), false);
    if let Some((shift, word, part)) = BOTH.iter().find(|(_, word, _)| rest.starts_with(word)) {
        said.day = Some(Day::Shift(*shift));
        rest = rest.strip_prefix(word)?.trim_start();
        said.part = listed(&PARTS, part).map(|(part, _)| part);
    } else if let Some((day, only, behind)) = day(rest, sure) {
        (said.day, short, rest) = (Some(day), only, behind.trim_start_matches(['的', ' ', ',', 't']));
    }
    if said.part.is_none()
        && let Some((part, behind)) = listed(&PARTS, rest)
    {
        (said.part, rest) = (Some(part), behind.trim_start());
    }
    if short && said.part.is_none() {
        return None;
    }
    let until = UNTIL.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest).trim();
    if let Some((edge, "")) = listed(&EDGES, until) {
        said.edge = Some(edge);
        return Some(said);
    }
    if until.is_empty() {
        // A part alone is a time of day only where something says that it is one.
        return (said.day.is_some() || (said.part.is_some() && sure)).then_some(said);
    }
    let beside = said.day.is_some() || said.part.is_some();
    // `3起` is three of something, `955起` a time.
    let named = Named { hour: bare || beside, digits: sure || beside };
    said.clock = Some(clock(after(until, &["at "]).unwrap_or(until), named)?);
    Some(said)
}

/// What else says that digits are a time.
#[derive(Clone, Copy)]
struct Named {
    /// One or two of them.
    hour: bool,
    /// Three or four, and the hour with its sign.
    digits: bool,
}

/// `9:55`, `9点半`, `9点20分`, `955`, `9pm`; bare digits and the bare hour only where something says that they are one.
fn clock(text: &str, named: Named) -> Option<Clock> {
    let half = [("pm", true), ("am", false), ("p.m", true), ("a.m", false)];
    if let Some((text, after_noon)) = half.iter().find_map(|(end, pm)| Some((text.strip_suffix(end)?.trim(), *pm))) {
        let (hour, minute) = hour_and_minute(text)?;
        let hour = if hour <= 12 { hour % 12 + if after_noon { 12 } else { 0 } } else { hour };
        return fixed(hour, minute, false);
    }
    let (first, rest) = leading(text)?;
    if rest.is_empty() {
        let digits = digits(text).0;
        return match digits.len() {
            1 | 2 if named.hour => fixed(first, 0, first <= 12),
            3 | 4 if named.digits && plausible(digits) => fixed(first / 100, first % 100, digits.len() == 3),
            _ => None,
        };
    }
    let (hour, minute) = hour_and_minute(text)?;
    let bare = after(rest, &["点", "點", "时", "時"]).is_some_and(|rest| matches!(rest, "" | "钟" | "鐘"));
    if bare && !named.digits {
        return None;
    }
    // `8点` is said by a clock of twelve hours, `8:00` written by one of twenty-four, where nobody writes of the night.
    let hours = if rest.starts_with(':') { 1..=6 } else { 1..=12 };
    fixed(hour, minute, hours.contains(&hour) && !text.starts_with('0'))
}

/// Three digits that name a full hour are more often a sum: `500起` is a price, `955起` is none.
fn plausible(digits: &str) -> bool {
    digits.len() == 4 || (!digits.ends_with("00") && digits.starts_with(['6', '7', '8', '9']))
}

fn hour_and_minute(text: &str) -> Option<(u32, u32)> {
    let (hour, rest) = leading(text)?;
    if rest.is_empty() {
        return Some((hour, 0));
    }
    if let Some(minutes) = after(rest, &[":"]) {
        let minutes = minutes.get(..2).filter(|_| minutes.len() == 2 || minutes.get(2..3) == Some(":"))?;
        return Some((hour, minutes.parse().ok()?));
    }
    let rest = after(rest, &["点", "點", "时", "時"])?;
    let rest = ["分", "钟", "鐘", "整"].iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
    let minute = match rest {
        "" => 0,
        "半" => 30,
        "一刻" => 15,
        "三刻" => 45,
        minutes => leading(minutes).filter(|(_, rest)| rest.is_empty())?.0,
    };
    Some((hour, minute))
}

fn fixed(hour: u32, minute: u32, open: bool) -> Option<Clock> {
    (hour < 24 && minute < 60).then_some(Clock { hour, minute, open })
}
