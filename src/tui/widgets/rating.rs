//! A row of marks: one dimension of a rating, or one question with a few answers.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::field::Grid;
use super::look::{Ink, Look, Pen};

/// One row of a rating.
#[derive(Debug)]
pub struct RatingRow<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The columns of the form it stands in.
    pub grid: Grid,
    /// The question of the group, on its first row.
    pub group: &'a str,
    /// The dimension with its weight.
    pub label: &'a str,
    /// What can be answered, the key first (`1`, `2 partly`).
    pub answers: &'a [String],
    /// Which one was.
    pub chosen: Option<usize>,
    /// A remark at the right edge.
    pub note: &'a str,
    /// It is missing and the step was tried to be left.
    pub wrong: bool,
    /// It has the focus.
    pub focused: bool,
}

impl RatingRow<'_> {
    const fn from(&self, area: Rect) -> u16 {
        area.x.saturating_add(self.grid.value_at()).saturating_sub(1)
    }

    /// Where the hardware cursor stands: on the chosen answer, else on the first.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        let mut x = self.from(area) + 1;
        for answer in self.answers.iter().take(self.chosen.unwrap_or(0)) {
            x += u16::try_from(crate::text::width(answer)).ok()? + gap(self.answers);
        }
        let at = Position { x, y: area.y };
        area.contains(at).then_some(at)
    }
}

/// Marks stand wide apart, words close together.
fn gap(answers: &[String]) -> u16 {
    if answers.iter().all(|answer| answer.len() == 1) { 5 } else { 2 }
}

impl Widget for &RatingRow<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if self.focused {
            Pen::new(buf, self.look, area, 0).ground(area.x, Ink::Hand).put(">", Ink::Accent);
        }
        let label_at = area.x + self.grid.label_at();
        let mark_at = area.x + self.grid.mark_at();
        Pen::new(buf, self.look, area, 0).to(area.x + 2).until(label_at.saturating_sub(1)).put(self.group, Ink::Strong);
        let ink = if self.focused { Ink::Strong } else { Ink::Dim };
        Pen::new(buf, self.look, area, 0).to(label_at).until(mark_at).put(self.label, ink);
        if self.wrong {
            Pen::new(buf, self.look, area, 0).to(mark_at).put("!", Ink::Strong);
        }
        let note = if self.wrong { Ink::Strong } else { Ink::Dim };
        let mut pen = Pen::new(buf, self.look, area, 0);
        pen.to(self.from(area)).right(self.note, note);
        let blanks = "     ";
        let between = usize::from(gap(self.answers)).saturating_sub(2);
        for (at, answer) in self.answers.iter().enumerate() {
            let chosen = self.chosen == Some(at);
            let (open, close) = self.look.brackets(chosen);
            let ink = if chosen { Ink::Fill } else { Ink::Text };
            pen.put(open, ink)
                .put(answer, ink)
                .put(close, ink)
                .put(blanks.get(..between).unwrap_or_default(), Ink::Text);
        }
    }
}
