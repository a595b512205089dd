//! Which lesson of the sample shift: all of them with what was finished, and the way back to the work.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use std::collections::BTreeSet;

use super::{Lesson, Practice, next_lesson};
use crate::domain::protocol::Token;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::msg::Effect;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Press, Way};
use crate::tui::widgets::menu::{self, ListName, Menu, Pick};

/// The list of lessons.
#[derive(Debug)]
pub struct Choose {
    menu: Menu,
    /// The lesson on, while this is a practice.
    on: Option<Lesson>,
    /// Those that were finished.
    practised: BTreeSet<Lesson>,
}

impl Choose {
    /// The lessons, the one to go on with in hand.
    pub fn new(on: Option<Lesson>, practised: BTreeSet<Lesson>) -> Self {
        let mut menu = Menu::new(ListName::Lessons);
        menu.take(on.unwrap_or_else(|| next_lesson(&practised)).place());
        Self { menu, on, practised }
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
        (self.practised.contains(lesson), cx.words.get(&format!("guide-lesson-{lesson}")), cx.words.get(&what))
    }
}

/// Begins the lesson of a row; the row below the lessons leads back to the work.
fn take(at: usize, cx: &mut Cx) {
    cx.close();
    cx.effect(Effect::Practice(Lesson::ALL.get(at).map_or(Practice::Leave, |lesson| Practice::Begin(*lesson))));
}

impl Layer for Choose {
    fn id(&self) -> &'static str {
        "pick"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match self.menu.act(action, self.count()) {
            Pick::Chosen(at) => take(at, cx),
            Pick::Moved | Pick::Again => {}
            Pick::Nothing => cx.close(),
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        let pick = self.menu.input(input, menu::below_title, self.count());
        if let Pick::Chosen(at) = pick {
            take(at, cx);
        }
        pick.took("take")
    }

    fn answer(&mut self, _token: Token, _answer: Answer<'_>, _cx: &mut Cx) -> Told {
        Told::ByTheFrame
    }

    fn hear(&mut self, _news: News<'_>, _cx: &mut Cx) {}

    /// Digits choose, so they belong to the list.
    fn has_field(&self) -> bool {
        true
    }

    fn way(&self, goal: &Goal<'_>, _cx: &Cx) -> Way {
        match (goal, self.on) {
            (Goal::Pick("again"), Some(on)) => Way::keys(vec![Press::Key(menu::key_of(on.place()))]),
            _ => Way::Elsewhere,
        }
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::saying("take", cx.words.get("guide-begin")), Hint::choose(cx), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let x = brush.put(4, grid.top, end, &cx.words.get("guide-title"), cx.theme.bold(Role::Strong)) + 2;
        brush.put(x, grid.top, end, &cx.words.get("guide-title-how"), cx.theme.style(Role::Dim));
        let ink = cx.ink();
        let hand = self.menu.draw(menu::below_title(grid), end, self.count(), ink, &mut brush, |brush, at, y, _| {
            let (done, name, what) = self.words(at, cx);
            let x = menu::put_key(at, y, end, ink, brush);
            let mark = if done { cx.glyphs.done } else { " " };
            let x = brush.put(x, y, end, mark, cx.theme.bold(Role::Text)) + 1;
            let after = brush.put(x, y, end, &name, cx.theme.bold(Role::Text)) + 2;
            brush.put(after.max(x + 14), y, end, &what, cx.theme.style(Role::Dim));
        });
        Some(Position::new(0, hand))
    }
}

impl Overlay for Choose {
    fn extent(&self, _cx: &Cx) -> Extent {
        Extent::of(self.count(), 4)
    }
}
