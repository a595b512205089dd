//! A list on the grid: its heading or its search line, groups and rows, and how many there are beyond.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::kind::{Column, Empty, ListActs, ListOf, Spot};
use super::rows::Line;
use super::screen::ListScreen;
use crate::domain::protocol::NextDue;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::remaining::Nearness;
use crate::tui::theme::Role;
use crate::tui::widgets::menu;

/// Rows the preview takes below the list where there is no side.
pub const PREVIEW: u16 = 6;

/// The rows a list takes; ends are exclusive.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The heading; the search line when there is one stands here too.
    pub head: u16,
    pub first: u16,
    /// Behind the last line; the next row says how many more there are.
    pub end: u16,
    /// Where the preview stands, when there is no side.
    pub preview: Option<u16>,
}

impl Place {
    pub const fn new(grid: &Grid) -> Self {
        let head = if grid.wide { grid.top } else { grid.top + 1 };
        let preview = if grid.wide || grid.rows() < 14 { None } else { Some(grid.bottom - PREVIEW) };
        let end = match preview {
            Some(row) => row - 1,
            None => grid.bottom - 1,
        };
        Self { head, first: head + 1, end, preview }
    }
}

/// Draws what is left and its sign; gives the style of the act beside it, which carries the same weight.
pub fn time_left(next: &NextDue, cx: &Cx, y: u16, plain: Style, brush: &mut Brush<'_>) -> Style {
    let nearness = Nearness::of(next, cx.now);
    let style = match nearness {
        Nearness::Calm | Nearness::Paused => plain,
        other => cx.theme.bold(other.role()),
    };
    brush.right(8, y, 16, &cx.left(next), style);
    brush.put(17, y, 19, &cx.sign(nearness), style);
    style
}

/// The screen's rows of the list; its first heading is among them where it has one.
pub fn lines<L: ListOf>(grid: &Grid) -> Range<u16> {
    let place = Place::new(grid);
    if L::HEADS_FIRST { place.head..place.end } else { place.first..place.end }
}

pub fn draw<L: ListActs>(screen: &ListScreen<L>, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Position {
    let mut brush = Brush::new(buf);
    let (place, rows) = (Place::new(grid), lines::<L>(grid));
    let field = if screen.finding || !screen.filter.is_empty() {
        Some(find_line(screen, cx, grid, place.head, &mut brush))
    } else {
        None
    };
    if screen.rows.is_empty() {
        if field.is_none() && !L::HEADS_FIRST {
            heading(screen, 0, place.head, cx, &mut brush);
            names(&screen.list.columns(grid, cx), place.head, cx, &mut brush);
        }
        empty(screen, rows.start, cx, grid, &mut brush);
        return field.unwrap_or(Position::new(0, rows.start));
    }
    let lines = screen.rows.lines(grid.wide);
    let hand = all_lines(screen, &lines, rows, cx, grid, &mut brush);
    if field.is_none() {
        if !L::HEADS_FIRST {
            heading(screen, screen.rows.group_in_sight(&lines).unwrap_or(0), place.head, cx, &mut brush);
        }
        names(&screen.list.columns(grid, cx), place.head, cx, &mut brush);
    }
    more(screen, &lines, cx, grid, &mut brush);
    field.filter(|_| screen.finding).unwrap_or(hand)
}

/// Groups and rows in sight; gives the place of the row in hand.
fn all_lines<L: ListActs>(
    screen: &ListScreen<L>,
    lines: &[Line],
    rows: Range<u16>,
    cx: &Cx,
    grid: &Grid,
    brush: &mut Brush<'_>,
) -> Position {
    let mut hand = Position::new(0, rows.start);
    for (line, y) in lines.iter().skip(screen.rows.top()).zip(rows) {
        match line {
            Line::Blank => {}
            Line::Head(group) => heading(screen, *group, y, cx, brush),
            Line::Row(at) => {
                let Some(row) = screen.rows.get(*at) else { continue };
                let in_hand = *at == screen.rows.at();
                if in_hand {
                    hand.y = y;
                    menu::mark(cx.ink(), y, grid.right, brush);
                }
                screen.list.draw(row, Spot { y, in_hand, grid }, cx, brush);
            }
        }
    }
    hand
}

/// A group's name with its size, as far as that is known.
fn heading<L: ListActs>(screen: &ListScreen<L>, group: usize, y: u16, cx: &Cx, brush: &mut Brush<'_>) {
    let (words, size) = screen.list.group(group, &screen.rows, cx);
    let x = brush.put(2, y, 30, &words, cx.theme.bold(Role::Text)) + 1;
    if let Some(size) = size {
        brush.put(x, y, 30, &size.to_string(), cx.theme.style(Role::Dim));
    }
}

/// The names of the columns, where the heading leaves them room.
fn names(columns: &[Column], y: u16, cx: &Cx, brush: &mut Brush<'_>) {
    let taken = |column: &Column| brush.buf.cell((column.from, y)).is_some_and(|cell| cell.symbol() != " ");
    if columns.first().is_some_and(taken) {
        return;
    }
    let dim = cx.theme.style(Role::Dim);
    for column in columns {
        let words = cx.words.get(column.key);
        if column.right {
            brush.right(column.from, y, column.end, &words, dim);
        } else {
            brush.put(column.from, y, column.end, &words, dim);
        }
    }
}

/// The search line stands where the heading was.
fn find_line<L: ListActs>(screen: &ListScreen<L>, cx: &Cx, grid: &Grid, y: u16, brush: &mut Brush<'_>) -> Position {
    if screen.finding {
        brush.under(0, y, grid.right, cx.theme.style(Role::InHand));
    }
    let label = if screen.finding { cx.theme.bold(Role::Text) } else { cx.theme.style(Role::Dim) };
    let words = |part: &str| cx.words.get(&format!("{}-find{part}", L::TABLE.name()));
    let x = brush.put(2, y, grid.right, &words(""), label) + 2;
    let end = brush.right(x + 20, y, grid.right, &words("-how"), cx.theme.style(Role::Dim));
    screen.filter.draw(brush, x, y, end, cx.theme.style(Role::Text))
}

/// Nothing to show: says why, and what to press.
fn empty<L: ListActs>(screen: &ListScreen<L>, from: u16, cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    if !screen.rows.is_loaded() {
        brush.put(2, from, grid.right, &cx.words.get("queue-loading"), cx.theme.style(Role::Dim));
        return;
    }
    let Empty { reason, strong, how } = screen.list.empty(screen.filter.text(), cx);
    let plain = cx.theme.style(Role::Text);
    brush.put(2, from, grid.right, &reason, if strong { cx.theme.bold(Role::Text) } else { plain });
    if let Some(how) = how {
        brush.put(2, from + 1, grid.right, &how, plain);
    }
}

/// How many rows are below (or above) the lines in sight.
fn more<L: ListActs>(screen: &ListScreen<L>, all: &[Line], cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    let key = |action: &str| cx.keymap.shown(L::TABLE.chain, action, screen.finding).unwrap_or_default();
    let words = match screen.rows.beyond(all, lines::<L>(grid).len()) {
        (0, 0) => return,
        (0, above) => cx.words.with("queue-more-above", &[("n", above.into()), ("key", key("page_up").into())]),
        (below, _) => cx.words.with("queue-more", &[("n", below.into()), ("key", key("page_down").into())]),
    };
    brush.right(2, Place::new(grid).end, grid.right, &words, cx.theme.style(Role::Dim));
}
