//! A question with one way forward and one way back.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::protocol::Token;
use crate::text;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Way};

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

impl Layer for Confirm {
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

    fn input(&mut self, _input: Input<'_>, _cx: &mut Cx) -> Took {
        Took::Nothing
    }

    fn answer(&mut self, _token: Token, _answer: Answer<'_>, _cx: &mut Cx) -> Told {
        Told::ByTheFrame
    }

    fn hear(&mut self, _news: News<'_>, _cx: &mut Cx) {}

    fn has_field(&self) -> bool {
        false
    }

    fn way(&self, _wish: &Goal<'_>, _cx: &Cx) -> Way {
        Way::Elsewhere
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

impl Overlay for Confirm {
    fn extent(&self, _cx: &Cx) -> Extent {
        Extent::Rows(5)
    }
}
