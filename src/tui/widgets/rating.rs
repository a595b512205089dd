//! A row of marks: one dimension of a rating, or one question with a few answers.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::Grid;
use super::pen::{Ink, Pen};
use crate::text;
use crate::tui::theme::Role;

/// The answers of one row of a rating.
#[derive(Debug)]
pub struct RatingRow<'a> {
    pub ink: Ink,
    pub grid: Grid,
    /// What can be answered, the key first (`1`, `2 partly`).
    pub answers: &'a [String],
    pub chosen: Option<usize>,
    /// A remark at the right edge.
    pub note: &'a str,
    /// It is missing and the step was tried to be left.
    pub wrong: bool,
}

impl RatingRow<'_> {
    const fn from(&self, area: Rect) -> u16 {
        area.x.saturating_add(self.grid.value_at()).saturating_sub(1)
    }

    /// Where the hardware cursor stands: on the chosen answer, else on the first.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        let mut x = self.from(area) + 1;
        for answer in self.answers.iter().take(self.chosen.unwrap_or(0)) {
            x += u16::try_from(text::width(answer)).ok()? + gap(self.answers);
        }
        let at = Position { x, y: area.y };
        area.contains(at).then_some(at)
    }

    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        let mark_at = area.x + self.grid.mark_at();
        if self.wrong {
            Pen::new(buf, self.ink, area, 0).to(mark_at).put("!", Role::Strong);
        }
        let note = if self.wrong { Role::Strong } else { Role::Dim };
        let mut pen = Pen::new(buf, self.ink, area, 0);
        pen.to(self.from(area));
        let wide: usize = self.answers.iter().map(|answer| text::width(answer) + usize::from(gap(self.answers))).sum();
        if wide + text::width(self.note) + 2 <= pen.room() || self.wrong {
            pen.right(self.note, note);
        }
        let blanks = "     ";
        let between = usize::from(gap(self.answers)).saturating_sub(2);
        for (at, answer) in self.answers.iter().enumerate() {
            let chosen = self.chosen == Some(at);
            let (open, close) = self.ink.brackets(chosen);
            let role = if chosen { Role::AccentFill } else { Role::Text };
            pen.put(open, role)
                .put(answer, role)
                .put(close, role)
                .put(blanks.get(..between).unwrap_or_default(), Role::Text);
        }
    }
}

/// Marks stand wide apart, words close together.
fn gap(answers: &[String]) -> u16 {
    if answers.iter().all(|answer| answer.len() == 1) { 5 } else { 2 }
}
