//! Forms somebody was typing in when the program ended: take them up again, or throw them away on purpose.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::protocol::{Draft, JournalOp, Token};
use crate::text;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::unsaved;
use crate::tui::way::{Goal, Way};
use crate::tui::widgets::menu::{self, ListName, Menu, Pick};

/// Left-over forms, newest first.
#[derive(Debug)]
pub struct LeftOver {
    drafts: Vec<Draft>,
    menu: Menu,
}

impl LeftOver {
    /// The list of these forms; those in which no typed word stands are closed.
    pub fn new(drafts: Vec<Draft>, cx: &mut Cx) -> Option<Self> {
        let (blank, mut drafts): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(unsaved::is_wordless);
        for draft in blank {
            cx.journal(JournalOp::Close { draft: draft.id });
        }
        if drafts.is_empty() {
            return None;
        }
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.at));
        Some(Self { drafts, menu: Menu::new(ListName::LeftOver) })
    }

    /// They wait among the forms that are not saved, the last one on top.
    pub fn oldest_first(&self) -> Vec<Draft> {
        self.drafts.iter().rev().cloned().collect()
    }

    /// The others go on waiting.
    fn resume(&self, at: usize, cx: &mut Cx) {
        if let Some(draft) = self.drafts.get(at) {
            cx.close();
            cx.request(FrameRequest::Unsaved(draft.id));
        }
    }

    fn discard(&mut self, cx: &mut Cx) {
        if self.menu.at() < self.drafts.len() {
            let draft = self.drafts.remove(self.menu.at());
            cx.request(FrameRequest::Discard(draft.id));
            self.menu.step(0, self.drafts.len());
            if self.drafts.is_empty() {
                cx.close();
            }
        }
    }
}

impl Layer for LeftOver {
    fn id(&self) -> &'static str {
        "left_over"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["left_over", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match action {
            "resume" => self.resume(self.menu.at(), cx),
            "discard" => self.discard(cx),
            "later" => cx.close(),
            action => {
                self.menu.act(action, self.drafts.len());
            }
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        let pick = self.menu.input(input, menu::below_title, self.drafts.len());
        if let Pick::Chosen(at) = pick {
            self.resume(at, cx);
        }
        pick.took("resume")
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
        vec![Hint::plain("resume"), Hint::plain("discard"), Hint::plain("later")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let count = i64::try_from(self.drafts.len()).unwrap_or(i64::MAX);
        let title = cx.words.with("left-over-title", &[("n", count.into())]);
        brush.put(4, grid.top, end, &title, cx.theme.bold(Role::Strong));
        let ink = cx.ink();
        let hand =
            self.menu.draw(menu::below_title(grid), end, self.drafts.len(), ink, &mut brush, |brush, at, y, _| {
                let Some(draft) = self.drafts.get(at) else { return };
                let x = menu::put_key(at, y, end, ink, brush);
                let x = brush.put(x, y, end, &cx.moment(draft.at), cx.theme.style(Role::Dim)) + 2;
                brush.put(x, y, end, &text::cut(&unsaved::line(draft, cx), 200), cx.theme.style(Role::Text));
            });
        Some(Position::new(0, hand))
    }
}

impl Overlay for LeftOver {
    fn extent(&self, _cx: &Cx) -> Extent {
        Extent::of(self.drafts.len(), 4)
    }
}
