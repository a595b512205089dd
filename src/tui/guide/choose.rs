//! Which lesson of the sample shift: all of them with what was finished, and the way back to the work.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{Lesson, Practice, Press, Way, Wish, next_lesson};
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::msg::Effect;
use crate::tui::overlays::{moved, place_of};
use crate::tui::paint::Brush;
use crate::tui::screen::{Hint, Screen};
use crate::tui::theme::Role;

/// The list of lessons.
#[derive(Debug)]
pub struct Choose {
    at: usize,
    /// The lesson on, while this is a practice.
    on: Option<Lesson>,
}

impl Choose {
    /// The lessons, the one to go on with in hand.
    pub fn new(on: Option<Lesson>, cx: &Cx) -> Self {
        Self { at: on.unwrap_or_else(|| next_lesson(&cx.practised)).place(), on }
    }

    /// Lessons, and below them the way back to the work.
    fn count(&self) -> usize {
        Lesson::ALL.len() + usize::from(self.on.is_some())
    }

    fn words(&self, at: usize, cx: &Cx) -> (bool, String, String) {
        let Some(lesson) = Lesson::ALL.get(at) else {
            return (false, cx.words.get("guide-leave-lesson"), String::new());
        };
        let what =
            if self.on == Some(*lesson) { "guide-again".to_owned() } else { format!("guide-lesson-{lesson}-what") };
        (cx.practised.contains(lesson), cx.words.get(&format!("guide-lesson-{lesson}")), cx.words.get(&what))
    }
}

/// Begins the lesson of a row; the row below the lessons leads back to the work.
fn take(at: usize, cx: &mut Cx) {
    cx.close();
    cx.effect(Effect::Practice(Lesson::ALL.get(at).map_or(Practice::Leave, |lesson| Practice::Begin(*lesson))));
}

impl Screen for Choose {
    fn id(&self) -> &'static str {
        "pick"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match action {
            "take" => take(self.at, cx),
            "down" | "page_down" => self.at = moved(self.at, 1, self.count()),
            "up" | "page_up" => self.at = moved(self.at, -1, self.count()),
            _ => cx.close(),
        }
    }

    /// Digits choose, so they belong to the list.
    fn has_field(&self) -> bool {
        true
    }

    fn typed(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        if let Some(at) = place_of(key).filter(|at| *at < self.count()) {
            take(at, cx);
        }
        matches!(key.code, KeyCode::Char(_))
    }

    fn way(&self, wish: &Wish<'_>, _cx: &Cx) -> Way {
        match (wish, self.on) {
            (Wish::Pick("again"), Some(on)) => Way::keys(vec![Press::Key((on.place() + 1).to_string())]),
            _ => Way::Elsewhere,
        }
    }

    fn height(&self, _cx: &Cx) -> u16 {
        u16::try_from(self.count()).unwrap_or(u16::MAX).saturating_add(4)
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::saying("take", cx.words.get("guide-begin")), Hint::choose(cx), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, &cx.words.get("guide-title"), cx.theme.bold(Role::Strong)) + 2;
        brush.put(x, grid.top, end, &cx.words.get("guide-title-how"), cx.theme.style(Role::Dim));
        let mut hand = Position::new(0, grid.top + 2);
        for (at, y) in (0..self.count()).zip(grid.top + 2..grid.bottom) {
            let (done, name, what) = self.words(at, cx);
            if at == self.at {
                brush.under(0, y, end, cx.theme.style(Role::InHand));
                brush.put(0, y, 1, cx.glyphs.hand, cx.theme.bold(Role::Accent));
                hand.y = y;
            }
            let x = brush.put(4, y, end, &(at + 1).to_string(), cx.theme.style(Role::Accent)) + 2;
            let mark = if done { cx.glyphs.done } else { " " };
            let x = brush.put(x, y, end, mark, cx.theme.bold(Role::Text)) + 1;
            let after = brush.put(x, y, end, &name, cx.theme.bold(Role::Text)) + 2;
            brush.put(after.max(x + 14), y, end, &what, cx.theme.style(Role::Dim));
        }
        Some(hand)
    }
}
