//! The whole history of a case in lines: by day, with everything that was said and written.

use chrono::NaiveDate;

use crate::domain::protocol::CaseFile;
use crate::text::wrap;
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::overlays::StoryLine;
use crate::tui::tell::story::{Mark, Passage, day_name, passages};

/// Every line, the oldest first; `cells` are those of the words.
pub fn lines(file: &CaseFile, cells: usize, cx: &Cx) -> Vec<StoryLine> {
    let (mut lines, mut day): (Vec<StoryLine>, Option<NaiveDate>) = (Vec::new(), None);
    for (act, passage) in passages(file, cx).into_iter().enumerate() {
        let date = cx.local(passage.fact.at).date();
        if day.replace(date) != Some(date) {
            lines.push(StoryLine { act, is_day: true, words: day_name(date, cx), ..StoryLine::default() });
        }
        let news = cx.news_sign(cx.is_news(file.case.id, passage.fact));
        lines.extend(told(act, passage, &news, cells, cx));
    }
    lines
}

/// One act: its sentence, and below it what was entered beyond that.
fn told(act: usize, passage: Passage<'_>, news: &str, cells: usize, cx: &Cx) -> Vec<StoryLine> {
    let Passage { fact, words: sentence, further, by, mark, alarm } = passage;
    let right = joined(&[news, &Mark::words(mark, cx), &by]);
    let (struck, warn) = (mark.is_some_and(Mark::is_gone), alarm || mark == Some(Mark::Crossed));
    let room = cells.saturating_sub(crate::text::width(&right) + 2);
    let paragraphs = std::iter::once(sentence).chain(further);
    let wrapped = paragraphs.enumerate().flat_map(|(n, words)| wrap(&words, if n == 0 { room } else { cells }));
    let line = |words| StoryLine { act, words, struck, warn, ..StoryLine::default() };
    let mut lines: Vec<StoryLine> = wrapped.map(line).collect();
    if let Some(first) = lines.first_mut() {
        (first.time, first.right) = (cx.hour_minute(fact.at), right);
    }
    lines
}
