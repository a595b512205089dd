//! The mouse: the wheel moves the hand through a list, a click takes a row in hand, a second click does what Enter
//! does there, a click on a tab of the top row switches. Nothing is dragged, and no key needs it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::frame;
use super::keymap::Bound;
use super::layout::Grid;
use super::model::Model;
use super::msg::Pointer;
use super::paint::Brush;

/// Rows one notch of the wheel moves.
const NOTCH: isize = 3;

impl Model {
    /// The mouse did something. While keys are held back it does nothing: a click must not meet another list than the
    /// one it was aimed at.
    pub(super) fn pointed(&mut self, pointer: Pointer) {
        self.begun = None;
        self.cx.last_key = self.cx.now;
        let before = self.clicked.take();
        if self.is_waiting() {
            return;
        }
        match pointer {
            Pointer::Wheel { down } => {
                if let Some((top, cx)) = self.top_mut() {
                    top.wheel(if down { NOTCH } else { -NOTCH }, cx);
                }
            }
            Pointer::Click { column, row } => self.click(Position::new(column, row), before),
        }
    }

    fn click(&mut self, at: Position, before: Option<u16>) {
        let (columns, rows) = self.cx.size;
        let Some(grid) = Grid::new(Rect::new(0, 0, columns, rows)) else { return };
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
        let over = !self.overlays.is_empty();
        let Some((top, cx)) = self.top_mut() else { return };
        let grid = if over && !top.is_whole() { grid.overlay(top.height(cx)) } else { grid };
        let action = top.click(at, &grid, cx);
        let table = top.tables().first().copied();
        self.clicked = Some(at.y);
        if let (Some(action), Some(table), true) = (action, table, before == Some(at.y)) {
            self.clicked = None;
            self.perform(Bound { table, action });
        }
    }
}

/// The tab of the top row that covers a column.
fn tab_at(model: &Model, grid: &Grid, column: u16) -> Option<usize> {
    let mut scratch = Buffer::empty(Rect::new(0, 0, grid.area.width, 1));
    let tabs: Vec<Range<u16>> = frame::place_row(model, grid, &mut Brush::new(&mut scratch));
    tabs.iter().position(|tab| tab.contains(&column))
}
