//! Between two keys of a sequence, what may follow stands in a small panel.

use ratatui::layout::Rect;

use super::model::Model;
use crate::tui::keymap;
use crate::tui::layout::Grid;
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::Layer;
use crate::tui::theme::Role;

/// Draws what may follow the first key, above the bottom rows of the work.
pub(super) fn draw(model: &Model, grid: &Grid, brush: &mut Brush<'_>) {
    let (Some(first), cx) = (model.begun, &model.cx) else { return };
    let tables = model.top().map_or(&[] as &[_], Layer::tables);
    let follow = cx.keymap.after(tables, first);
    let end = grid.overlay_end();
    let rows = u16::try_from(follow.len()).unwrap_or(u16::MAX).min(grid.rows().saturating_sub(2));
    let edge = grid.bottom.saturating_sub(rows + 1);
    let block = Rect::new(0, edge, end, rows + 1);
    brush.blank(block, cx.theme.style(Role::Ground));
    brush.lay(Rect { y: edge + 1, height: rows, ..block }, cx.theme.style(Role::Overlay));
    brush.line(0, edge, end, cx.glyphs.edge, cx.theme.style(Role::Rule));
    let title = format!(" {} ", keymap::name(first));
    brush.put(2, edge, end, &title, cx.theme.bold(Role::Accent));
    brush.right(8, edge, end.saturating_sub(2), &cx.words.get("sequence-out"), cx.theme.style(Role::Dim));
    let names = follow.iter().map(|(key, _)| keymap::name(*key)).collect::<Vec<_>>();
    let column = 4 + names.iter().map(|name| cells(name)).max().unwrap_or(0) + 3;
    for ((name, (_, bound)), y) in names.iter().zip(&follow).zip(edge + 1..grid.bottom) {
        brush.put(4, y, column - 1, name, cx.theme.bold(Role::Accent));
        brush.put(column, y, end, &cx.words.get(&bound.words_key()), cx.theme.style(Role::Text));
    }
}
