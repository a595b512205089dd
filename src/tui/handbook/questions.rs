//! Questions often asked, by step.

use super::Page;
use super::sheet::{Sheet, Tone};

pub fn write(sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    for question in &reader.pages().questions {
        sheet.gap();
        sheet.wide(question.words.get(reader.lang), Tone::Head);
        if let Some(stage) = question.stage {
            sheet.leads(Page::Step(stage));
        }
        sheet.more(question.answer.get(reader.lang), Tone::Text);
    }
}
