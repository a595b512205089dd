//! The work list: level, time left, what to do, for whom, about what, by when.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Modifier;

use super::FollowUps;
use crate::domain::protocol::FollowUpRow;
use crate::domain::{FollowUpKind, Lang, Level};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::frame;
use crate::tui::layout::Grid;
use crate::tui::listing::{self, Line, Place};
use crate::tui::paint::Brush;
use crate::tui::theme::Role;
use crate::tui::widgets::menu;

/// The headings, in the order of the list.
const GROUPS: [&str; 3] = ["followups-now", "followups-today", "followups-later"];

/// Columns of the list; what is absent has no room.
struct Columns {
    act: u16,
    customer: u16,
    matter: u16,
    note: Option<u16>,
    due: u16,
    end: u16,
}

impl Columns {
    const fn new(grid: &Grid, lang: Lang) -> Self {
        let end = grid.right;
        let (customer, matter, due) = match lang {
            Lang::En => (31, 41, end - 15),
            _ => (31, 38, end - 11),
        };
        // A remark only where the matter keeps room for a dozen characters.
        let note = if due > matter + 26 { Some(due - 10) } else { None };
        Self { act: 20, customer, matter, note, due, end }
    }

    /// The end of the matter: it may use the place of a remark where there is none.
    fn matter_end(&self, has_note: bool) -> u16 {
        self.note.filter(|_| has_note).unwrap_or(self.due) - 1
    }
}

/// The screen's rows of the list, its first heading among them.
pub fn rows(grid: &Grid) -> Range<u16> {
    let place = Place::new(grid);
    place.head..place.end
}

/// Draws the list and says where the cursor stands.
pub fn draw(screen: &FollowUps, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Position {
    let mut brush = Brush::new(buf);
    let place = Place::new(grid);
    let columns = Columns::new(grid, cx.lang);
    if screen.rows.is_empty() {
        empty(screen, cx, grid, &place, &mut brush);
        return Position::new(0, place.head);
    }
    let mut hand = Position::new(0, place.head);
    let lines = screen.rows.lines(grid.wide);
    for (line, y) in lines.iter().skip(screen.rows.top()).zip(rows(grid)) {
        match line {
            Line::Blank => {}
            Line::Head(group) => head(screen, cx, *group, y, &mut brush),
            Line::Row(at) => {
                let Some(row) = screen.rows.get(*at) else { continue };
                let in_hand = *at == screen.rows.at();
                if in_hand {
                    hand.y = y;
                }
                draw_row(row, in_hand, cx, y, &columns, &mut brush);
            }
        }
    }
    names(cx, &place, &columns, &mut brush);
    listing::more(&screen.rows, place.end - place.head, cx, grid, &mut brush);
    hand
}

/// A group's name with its size.
fn head(screen: &FollowUps, cx: &Cx, group: usize, y: u16, brush: &mut Brush<'_>) {
    let Some(key) = GROUPS.get(group) else { return };
    let x = brush.put(2, y, 18, &cx.words.get(key), cx.theme.bold(Role::Text)) + 1;
    brush.put(x, y, 19, &screen.sizes.get(group).copied().unwrap_or(0).to_string(), cx.theme.style(Role::Dim));
}

/// The names of the columns, where the top line in sight is a heading and leaves them room.
fn names(cx: &Cx, place: &Place, columns: &Columns, brush: &mut Brush<'_>) {
    let dim = cx.theme.style(Role::Dim);
    let taken = brush.buf.cell((columns.act, place.head)).is_some_and(|cell| cell.symbol() != " ");
    if taken {
        return;
    }
    brush.put(columns.act, place.head, columns.customer - 1, &cx.words.get("followups-what"), dim);
    brush.put(columns.customer, place.head, columns.matter - 1, &cx.words.get("queue-customer"), dim);
    brush.put(columns.matter, place.head, columns.matter_end(false), &cx.words.get("followups-for"), dim);
    brush.right(columns.due, place.head, columns.end, &cx.words.get("followups-due"), dim);
}

fn draw_row(row: &FollowUpRow, in_hand: bool, cx: &Cx, y: u16, columns: &Columns, brush: &mut Brush<'_>) {
    let theme = &cx.theme;
    let plain = theme.style(Role::Text);
    let dim = theme.style(Role::Dim);
    if in_hand {
        menu::mark(&cx.look(), y, columns.end, brush);
    }
    level(row, cx, y, brush);
    let timed = listing::time_left(&row.owed.next, cx, y, plain, brush);
    let act = if in_hand { timed.add_modifier(Modifier::BOLD) } else { timed };
    brush.put(columns.act, y, columns.customer - 1, &act_name(row.owed.what, cx), act);
    brush.put(columns.customer, y, columns.matter - 1, &text::mask::name(&row.case.customer), plain);
    let note = note(row, cx);
    brush.put(columns.matter, y, columns.matter_end(!note.is_empty()), matter(row), plain);
    if let Some(x) = columns.note {
        brush.put(x, y, columns.due - 1, &note, dim);
    }
    brush.right(columns.due, y, columns.end, &cx.moment(row.owed.next.due), dim);
}

/// The fill of level 1 asks for a hand now; it goes away with the archive.
fn level(row: &FollowUpRow, cx: &Cx, y: u16, brush: &mut Brush<'_>) {
    if row.case.level == Some(Level::ONE) && row.case.state.is_terminal() {
        let word = text::cut(cx.level_name(Level::ONE), 4);
        brush.put(3, y, 8, &word, cx.theme.style(Role::Dim));
    } else {
        frame::level(cx, brush, (2, y), row.case.level);
    }
}

/// What was promised, in its own words, else what the case is about.
fn matter(row: &FollowUpRow) -> &str {
    if row.owed.text.is_empty() { &row.case.summary } else { &row.owed.text }
}

/// What has to be done, in a word.
pub fn act_name(what: FollowUpKind, cx: &Cx) -> String {
    cx.words.get(&format!("followups-act-{}", what.as_str().replace('_', "-")))
}

/// What one should know before calling: missed already, which try, or that it cannot be put off.
fn note(row: &FollowUpRow, cx: &Cx) -> String {
    let owed = &row.owed;
    if owed.missed > 0 {
        return cx.words.get("followups-note-missed");
    }
    if owed.attempts > 0 {
        return cx.words.with("followups-note-try", &[("n", i64::from(owed.attempts + 1).into())]);
    }
    match owed.what {
        FollowUpKind::Promise => cx.words.get("followups-note-firm"),
        _ if owed.snoozed > 0 => cx.words.with("followups-note-snoozed", &[("n", i64::from(owed.snoozed).into())]),
        _ => String::new(),
    }
}

/// Nothing to show: says why, and what to press.
fn empty(screen: &FollowUps, cx: &Cx, grid: &Grid, place: &Place, brush: &mut Brush<'_>) {
    let words = &cx.words;
    let key = |action: &str| cx.keymap.shown(super::TABLES, action, false).unwrap_or_default();
    if !screen.rows.is_loaded() {
        brush.put(2, place.head, grid.right, &words.get("queue-loading"), cx.theme.style(Role::Dim));
        return;
    }
    let sentence = if screen.all { "followups-none" } else { "followups-none-mine" };
    brush.put(2, place.head, grid.right, &words.get(sentence), cx.theme.bold(Role::Text));
    if !screen.all {
        let how = words.with("followups-none-how", &[("key", key("whose").into())]);
        brush.put(2, place.head + 1, grid.right, &how, cx.theme.style(Role::Text));
    }
}
