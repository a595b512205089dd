//! The mouse: the wheel moves the hand through a list, a click takes a row in hand, a second click does what Enter
//! does there, a click on a tab of the top row switches. Nothing is dragged, and no key needs it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::draw;
use super::model::Model;
use crate::tui::keymap::Bound;
use crate::tui::layout::Grid;
use crate::tui::msg::Pointer;
use crate::tui::paint::Brush;
use crate::tui::screen::{Extent, Input, Took};

/// Rows one notch of the wheel moves.
const NOTCH: isize = 3;

impl Model {
    /// The mouse did something. While keys are held back it does nothing: a click must not meet another list than the
    /// one it was aimed at.
    pub(super) fn pointed(&mut self, pointer: Pointer) {
        self.begun = None;
        self.turns.fresh = false;
        self.cx.last_key = self.cx.now;
        let before = self.clicked.take();
        if self.is_waiting() {
            return;
        }
        match pointer {
            Pointer::Wheel { down } => {
                let rows = if down { NOTCH } else { -NOTCH };
                self.with_top(|top, cx| top.input(Input::Wheel(rows), cx));
            }
            Pointer::Click { column, row } => self.click(Position::new(column, row), before),
        }
    }

    fn click(&mut self, at: Position, before: Option<u16>) {
        let Some(grid) = self.cx.grid() else { return };
        if at.y == 0 && self.overlays.is_empty() {
            if let Some(tab) = tab_at(self, &grid, at.x)
                && let Some(id) = self.screens.get(tab).map(|screen| screen.id())
            {
                self.cx.go(id);
            }
            return;
        }
        if at.x >= grid.overlay_end() {
            return;
        }
        let grid = match self.overlays.top().map(|overlay| overlay.extent(&self.cx)) {
            Some(Extent::Rows(rows)) => grid.overlay(rows),
            Some(Extent::Whole) | None => grid,
        };
        let took = self.with_top(|top, cx| top.input(Input::Click(at, &grid), cx));
        let table = self.top().and_then(|top| top.tables().first().copied());
        self.clicked = Some(at.y);
        if let (Some(Took::Twice(action)), Some(table), true) = (took, table, before == Some(at.y)) {
            self.clicked = None;
            self.perform(Bound { table, action });
        }
    }
}

/// The tab of the top row that covers a column.
fn tab_at(model: &Model, grid: &Grid, column: u16) -> Option<usize> {
    let mut scratch = Buffer::empty(Rect::new(0, 0, grid.area.width, 1));
    let tabs: Vec<Range<u16>> = draw::place_row(model, grid, &mut Brush::new(&mut scratch));
    tabs.iter().position(|tab| tab.contains(&column))
}
