//! A question with one way forward and one way back.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::text;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Hint, Screen};
use crate::tui::theme::Role;

/// A question; yes carries out the request, no closes.
#[derive(Debug)]
pub struct Confirm {
    question: String,
    yes: String,
    request: Option<FrameRequest>,
}

impl Confirm {
    /// A question, the words for yes, and what yes does.
    pub const fn new(question: String, yes: String, request: FrameRequest) -> Self {
        Self { question, yes, request: Some(request) }
    }
}

impl Screen for Confirm {
    fn id(&self) -> &'static str {
        "confirm"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["confirm", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        cx.close();
        if action == "yes"
            && let Some(request) = self.request.take()
        {
            cx.request(request);
        }
    }

    fn height(&self, _cx: &Cx) -> u16 {
        5
    }

    fn hints(&self, _cx: &Cx) -> Vec<Hint> {
        vec![Hint::saying("yes", self.yes.clone()), Hint::plain("no")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let lines = text::wrap(&self.question, usize::from(end.saturating_sub(4)));
        for (row, line) in (grid.top + 1..grid.bottom).zip(&lines) {
            brush.put(4, row, end, line, cx.theme.bold(Role::Strong));
        }
        Some(Position::new(4, grid.top + 1))
    }
}
