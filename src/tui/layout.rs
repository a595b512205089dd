//! The grid every screen stands on, so that nothing changes its place between screens.

use ratatui::layout::Rect;

/// Columns from which the case in hand stands beside the work.
const WIDE: u16 = 120;
/// Cells the work may grow to on a wider terminal.
const WORK_MAX: u16 = 90;
/// Cells the side may grow to after that.
const SIDE_MAX: u16 = 54;
/// Below these, one line says what is needed.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Where things stand at one size of the terminal; right ends are exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    pub area: Rect,
    pub wide: bool,
    /// First column of the work; column 0 is the marker's.
    pub left: u16,
    /// End of the work's columns.
    pub right: u16,
    pub rule: Option<u16>,
    pub side: Option<Rect>,
    /// First row below the two top rows (and the blank one when wide).
    pub top: u16,
    /// End of the rows a screen may use.
    pub bottom: u16,
    pub notice: u16,
    pub hints: u16,
    /// End of the columns of the top and bottom rows.
    pub edge: u16,
}

impl Grid {
    /// The grid of a terminal, or `None` when it is too small for one.
    pub fn new(area: Rect) -> Option<Self> {
        let (width, height) = (area.width, area.height);
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let wide = width >= WIDE && height >= 24;
        let (work, side) = if wide {
            let spare = width - WIDE;
            let work = (69 + spare).min(WORK_MAX);
            (work, (42 + spare - (work - 69)).min(SIDE_MAX))
        } else {
            (width - 4, 0)
        };
        let right = 2 + work;
        let top = if wide { 3 } else { 2 };
        let bottom = height - 3;
        let side_x = right + 5;
        Some(Self {
            area,
            wide,
            left: 2,
            right,
            rule: wide.then_some(right + 2),
            side: wide.then(|| Rect::new(side_x, top, side, bottom - top)),
            top,
            bottom,
            notice: height - 2,
            hints: height - 1,
            edge: if wide { side_x + side } else { right },
        })
    }

    /// Rows a screen may use.
    pub const fn rows(&self) -> u16 {
        self.bottom.saturating_sub(self.top)
    }

    pub const fn work_width(&self) -> u16 {
        self.right.saturating_sub(self.left)
    }

    /// End of the columns an overlay covers: the work block, never the case at its right.
    pub fn overlay_end(&self) -> u16 {
        self.rule.unwrap_or(self.area.width)
    }

    /// The grid inside an overlay that wants `height` rows between its two edges: it starts on row 5, 4 when narrow.
    #[must_use]
    pub fn overlay(&self, height: u16) -> Self {
        let top = self.top + 2;
        let room = self.bottom.saturating_sub(top + 2);
        let bottom = top + 1 + height.min(room);
        Self { top: top + 1, bottom, ..*self }
    }
}

/// Rows of an area, as far as it has them.
pub fn part(area: Rect, from: u16, rows: u16) -> Rect {
    Rect { y: area.y + from, height: rows.min(area.height.saturating_sub(from)), ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(width: u16, height: u16) -> Option<Grid> {
        Grid::new(Rect::new(0, 0, width, height))
    }

    #[test]
    fn the_columns_of_the_sketches_hold_at_120_and_80() {
        let wide = grid(120, 40).unwrap();
        assert_eq!((wide.left, wide.right, wide.rule, wide.edge), (2, 71, Some(73), 118));
        assert_eq!(wide.side, Some(Rect::new(76, 3, 42, 34)));
        assert_eq!((wide.top, wide.bottom, wide.notice, wide.hints), (3, 37, 38, 39));
        let narrow = grid(80, 24).unwrap();
        assert_eq!((narrow.left, narrow.right, narrow.rule, narrow.edge), (2, 78, None, 78));
        assert_eq!((narrow.top, narrow.bottom, narrow.notice, narrow.hints), (2, 21, 22, 23));
        assert_eq!(wide.overlay(14).top, 6);
        assert_eq!(narrow.overlay(11).top, 5);
    }

    #[test]
    fn work_grows_first_then_the_side_then_margins() {
        let (a, b, c) = (grid(141, 40).unwrap(), grid(153, 40).unwrap(), grid(300, 100).unwrap());
        assert_eq!((a.work_width(), a.side.unwrap().width), (90, 42));
        assert_eq!((b.work_width(), b.side.unwrap().width, b.edge), (90, 54, 151));
        assert_eq!((c.work_width(), c.side.unwrap().width), (90, 54));
    }

    #[test]
    fn every_size_has_a_grid_within_its_area_or_none() {
        for width in 1..300 {
            for height in 1..60 {
                let Some(grid) = grid(width, height) else { continue };
                assert!(grid.edge <= width && grid.right <= width && grid.hints < height && grid.top < grid.bottom);
                let over = grid.overlay(50);
                assert!(over.bottom < grid.bottom && over.top < over.bottom, "{width}x{height}");
            }
        }
    }
}
