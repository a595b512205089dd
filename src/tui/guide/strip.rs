//! The coach's two rows below the screens: why, and what to press or type, keys in [ ], words in 「 」.

use ratatui::layout::Rect;

use super::sample::Deed;
use super::{Advice, advice};
use crate::tui::layout::SMALLEST;
use crate::tui::model::Model;
use crate::tui::paint::{Brush, cells};
use crate::tui::theme::Role;

/// Rows of the coach.
const ROWS: u16 = 2;

/// Rows the coach takes of a terminal with this many: none where the screens would no longer have enough.
pub const fn rows_within(height: u16) -> u16 {
    if height >= SMALLEST.1 + ROWS { ROWS } else { 0 }
}

/// Draws the coach at the bottom, if there is one and room for it, and gives the area that is left for the screens.
pub fn draw(model: &Model, area: Rect, brush: &mut Brush<'_>) -> Rect {
    let Some(advice) = model.guide.as_ref().and_then(|guide| advice(guide, model)) else { return area };
    let rows = rows_within(area.height);
    let left = Rect { height: area.height - rows, ..area };
    if rows == 0 {
        return area;
    }
    let (theme, words) = (&model.cx.theme, &model.cx.words);
    let y = left.bottom();
    brush.blank(Rect { y, height: ROWS, ..area }, theme.style(Role::Ground));
    brush.lay(Rect { y, height: ROWS, ..area }, theme.style(Role::Overlay));
    let edge = area.right().saturating_sub(2);
    let place = format!("{} {}/{}", words.get("guide-mark"), advice.at + 1, advice.of);
    let x = brush.put(2, y, edge, &place, theme.bold(Role::Accent)) + 2;
    brush.put(x, y, edge, &words.get(&advice.sentence), theme.style(Role::Text));
    let after = deeds(model, &advice, (x, y + 1, edge), brush) + 2;
    let way_out = words.get("guide-leave");
    if after + cells(&way_out) <= edge && !advice.leaves() {
        brush.right(after, y + 1, edge, &way_out, theme.style(Role::Dim));
    }
    left
}

/// What to press and type, in order; gives the column behind it.
fn deeds(model: &Model, advice: &Advice<'_>, at: (u16, u16, u16), brush: &mut Brush<'_>) -> u16 {
    let (mut x, y, end) = at;
    let (cx, theme) = (&model.cx, &model.cx.theme);
    if let Some((tables, action)) = advice.back {
        let tables = if action == "close" { model.top().map_or(tables, crate::tui::Screen::tables) } else { tables };
        let key = cx.keymap.shown(tables, action, model.in_field());
        let key = key.unwrap_or_else(|| "Esc".to_owned());
        return brush.put(x, y, end, &format!("[{key}]"), theme.bold(Role::Accent));
    }
    for deed in &advice.deeds {
        let (verb, what) = match deed {
            Deed::Press(action) => (None, format!("[{}]", key_of(model, action))),
            Deed::Choose(digit) => (None, format!("[{digit}]")),
            Deed::Leave(_) => (None, "[Esc] [Esc]".to_owned()),
            Deed::Type(names) => (Some("guide-type"), format!("「{}」", names.get(cx.lang))),
        };
        if let Some(verb) = verb {
            x = brush.put(x, y, end, &cx.words.get(verb), theme.style(Role::Dim));
        }
        if x + cells(&what) > end {
            break;
        }
        x = brush.put(x, y, end, &what, theme.bold(Role::Accent)) + 1;
    }
    x
}

/// The key of `table.action` as the screen in front would show it.
fn key_of(model: &Model, action: &str) -> String {
    let (table, action) = action.split_once('.').unwrap_or_default();
    model.cx.keymap.shown(&[table], action, model.in_field()).unwrap_or_default()
}
