//! The five steps of a case: words that never move, a mark behind each that is done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::look::{Ink, Look, Pen};

/// The five steps and the matter.
#[derive(Debug)]
pub struct StepBar<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The names of the steps, in order.
    pub names: &'a [&'a str],
    /// Which one is at hand; the number of names when all are done.
    pub present: usize,
    /// The matter in one line, at the right edge.
    pub matter: &'a str,
}

impl Widget for &StepBar<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut pen = Pen::new(buf, self.look, area, 0);
        pen.to(area.x.saturating_add(1));
        for (step, name) in self.names.iter().enumerate() {
            let here = step == self.present;
            let (open, close) = self.look.brackets(here);
            let ink = if here { Ink::Accent } else { Ink::Dim };
            pen.put(open, ink).put(name, ink).put(close, ink);
            if step < self.present {
                pen.put(self.look.done(), Ink::Dim);
            } else if step + 1 < self.names.len() {
                pen.put(self.look.step(), Ink::Rule);
            }
        }
        pen.put("  ", Ink::Text).right(self.matter, Ink::Strong);
    }
}
