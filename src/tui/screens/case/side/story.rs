//! The whole history of a case: by day, with everything that was said and written.

use chrono::NaiveDate;

use crate::domain::protocol::CaseFile;
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::overlays::{StoryLine, StoryPart};
use crate::tui::tell::story::{Mark, Passage, day_name, passages};

/// Everything, the oldest first.
pub fn parts(file: &CaseFile, cx: &Cx) -> Vec<StoryPart> {
    let (mut parts, mut day): (Vec<StoryPart>, Option<NaiveDate>) = (Vec::new(), None);
    for (act, passage) in passages(file, cx).into_iter().enumerate() {
        let date = cx.local(passage.fact.at).date();
        if day.replace(date) != Some(date) {
            let head = StoryLine { act, is_day: true, ..StoryLine::default() };
            parts.push(StoryPart { head, paragraphs: vec![day_name(date, cx)] });
        }
        let news = cx.news_sign(cx.is_news(file.case.id, passage.fact));
        parts.push(told(act, passage, &news, cx));
    }
    parts
}

/// One act: its sentence, and below it what was entered beyond that.
fn told(act: usize, passage: Passage<'_>, news: &str, cx: &Cx) -> StoryPart {
    let Passage { fact, words, further, by, mark, alarm } = passage;
    let head = StoryLine {
        act,
        time: cx.hour_minute(fact.at),
        right: joined(&[news, &Mark::words(mark, cx), &by]),
        struck: mark.is_some_and(Mark::is_gone),
        warn: alarm || mark == Some(Mark::Crossed),
        ..StoryLine::default()
    };
    StoryPart { head, paragraphs: std::iter::once(words).chain(further).collect() }
}
