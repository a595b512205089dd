//! Words for a number that was not shown or not given.

/// Words that stand for a number nobody knows.
const HIDDEN: [&str; 17] = [
    "hidden",
    "anonymous",
    "withheld",
    "private",
    "blocked",
    "unknown",
    "no number",
    "no caller id",
    "refused",
    "not given",
    "隐藏",
    "隱藏",
    "匿名",
    "保密",
    "未知",
    "不详",
    "不詳",
];
/// What is not done with a number: `未显示`, `没有给`, `不肯留`.
const NOT: [&str; 21] = [
    "不肯",
    "不愿意",
    "不願意",
    "不愿",
    "不願",
    "不想",
    "不方便",
    "不便",
    "拒绝",
    "拒絕",
    "没有",
    "沒有",
    "没",
    "沒",
    "未",
    "无",
    "無",
    "不",
    "查不到",
    "看不到",
    "也不",
];
const DONE: [&str; 17] = [
    "显示", "顯示", "提供", "透露", "给出", "給", "给", "留下", "留", "告知", "告诉", "告訴", "说", "說", "知", "来电",
    "來電",
];
/// What it is that is not shown.
const NUMBER: [&str; 8] = ["电话号码", "電話號碼", "号码", "號碼", "电话", "電話", "来电显示", "來電顯示"];
/// Said of the call: whoever calls without a number.
const NOBODY: [&str; 4] = ["无", "無", "没有", "沒有"];

/// Whether a whole text says that there is no number: `匿名`, `未显示号码`, `不肯给`, `没有`.
pub fn says_hidden(text: &str) -> bool {
    HIDDEN.contains(&text) || NOBODY.contains(&text) || without_number(text)
}

/// Whether it says of a number that it was not shown or given, and so can say nothing else; a single word such as `无` may
/// begin a sentence about something else.
pub fn without_number(text: &str) -> bool {
    let text = NUMBER.iter().find_map(|number| text.strip_prefix(number)).unwrap_or(text);
    if let Some(hidden) = NUMBER.iter().find_map(|number| text.strip_suffix(number)) {
        return HIDDEN.contains(&hidden) || NOT.contains(&hidden) || not_done(hidden);
    }
    not_done(text)
}

fn not_done(text: &str) -> bool {
    NOT.iter().any(|not| text.strip_prefix(not).is_some_and(|rest| DONE.contains(&rest)))
}
