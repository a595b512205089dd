//! The rows of a form in the room there is: which are in sight and where, so that drawing and the mouse agree.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Form, Laid, RowKey, Wording};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets::Pen;

pub struct Sheet<'a, K, A> {
    pub form: &'a Form<K, A>,
    /// What its rows are called.
    pub wording: &'a dyn Wording<K>,
    pub cx: &'a Cx,
    /// Groups are parted by a blank row where there is room.
    pub roomy: bool,
}

/// Rows with their places in the form and on the screen, and how many do not fit.
struct Placed<'a, K> {
    rows: Vec<(usize, Laid<'a, K>, Rect)>,
    below: usize,
}

impl<'a, K: RowKey, A> Sheet<'a, K, A> {
    /// Draws what is in sight; says where the hardware cursor stands and how many rows were taken.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> (Option<Position>, u16) {
        let placed = self.placed(area);
        let mut cursor = None;
        let more = || format!("  {}", self.cx.words.with("form-more-rows", &[("count", placed.below.into())]));
        let more = if placed.below > 0 { more() } else { String::new() };
        let wide = u16::try_from(text::width(&more)).unwrap_or(0);
        for (_, row, spot) in &placed.rows {
            // A row on the last line gives way to how many there are below it.
            let shared = spot.bottom() == area.bottom() && spot.height == 1;
            let width = if shared { spot.width.saturating_sub(wide) } else { spot.width };
            cursor = cursor.or(row.draw(Rect { width, ..*spot }, buf));
        }
        if placed.below > 0 {
            let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
            Pen::new(buf, self.cx.ink(), last, 0).to(2).right(&more, Role::Dim);
        }
        let used = placed.rows.last().map_or(0, |(.., spot)| spot.bottom() - area.y);
        (cursor, used)
    }

    /// The row of the form under a click.
    pub fn row_at(&self, area: Rect, at: Position) -> Option<usize> {
        self.placed(area).rows.into_iter().find(|(.., spot)| spot.contains(at)).map(|(row, ..)| row)
    }

    /// The one in hand stays in sight, cut to the room there is. Where that is short, rows that may fold away until Tab
    /// reaches them do.
    fn placed(&self, area: Rect) -> Placed<'a, K> {
        let all: Vec<usize> = (0..self.form.rows.len()).collect();
        let mut laid = self.laid(&all, area.width);
        if total(&laid) > area.height {
            let kept: Vec<usize> = all.into_iter().filter(|at| !self.folds(*at)).collect();
            laid = self.laid(&kept, area.width);
        }
        let groups = u16::try_from(laid.iter().filter(|(_, row, _)| row.begins_group).count()).unwrap_or(0);
        let spaced = self.roomy && total(&laid) + groups <= area.height;
        let here = laid.iter().position(|(at, ..)| *at >= self.form.focus).unwrap_or(0);
        // Below it a row is left free for the next one, or for how many there are.
        let room = area.height.saturating_sub(u16::from(here + 1 < laid.len()));
        if let Some((.., height)) = laid.get_mut(here) {
            *height = room.min(*height);
        }
        let first = first_in_sight(&laid, here, room, spaced);
        let (mut y, count) = (0_u16, laid.len());
        let mut rows = Vec::new();
        for (place, (at, row, height)) in laid.into_iter().enumerate().skip(first) {
            let gap = u16::from(spaced && place > first && row.begins_group);
            if y + gap + height > area.height {
                return Placed { rows, below: count - place };
            }
            rows.push((at, row, Rect { y: area.y + y + gap, height, ..area }));
            y += gap + height;
        }
        Placed { rows, below: 0 }
    }

    /// These rows one below the other: where one folded away, the next one carries the question of their group.
    fn laid(&self, places: &[usize], width: u16) -> Vec<(usize, Laid<'a, K>, u16)> {
        let above = std::iter::once(None).chain(places.iter().copied().map(Some));
        let rows = places.iter().zip(above).filter_map(|(at, before)| {
            let row = Laid::new(self.form, (*at, before), self.wording, self.cx)?;
            let height = row.height(width);
            Some((*at, row, height))
        });
        rows.collect()
    }

    fn folds(&self, at: usize) -> bool {
        let aside = at != self.form.focus;
        let row = self.form.rows.get(at).filter(|row| aside && !row.required && row.wrong.is_none());
        row.is_some_and(|row| self.wording.may_fold(row))
    }
}

fn total<K>(laid: &[(usize, Laid<'_, K>, u16)]) -> u16 {
    laid.iter().map(|(.., height)| *height).sum()
}

/// The first row to draw so that the one in hand can be seen whole.
fn first_in_sight<K: RowKey>(laid: &[(usize, Laid<'_, K>, u16)], last: usize, room: u16, spaced: bool) -> usize {
    let needed = |first: usize| -> u16 {
        let shown = laid.iter().enumerate().skip(first).take(last + 1 - first);
        shown.map(|(place, (_, row, height))| height + u16::from(spaced && place > first && row.begins_group)).sum()
    };
    (0..=last).find(|first| needed(*first) <= room).unwrap_or(last)
}
