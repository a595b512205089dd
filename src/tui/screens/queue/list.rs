//! The list of the queue: level, time left, what to do, for whom, about what.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{MINE, OTHERS, Queue};
use crate::domain::Lang;
use crate::domain::protocol::{QueueRow, QueueView};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::frame;
use crate::tui::layout::Grid;
use crate::tui::listing::{self, Line, Place};
use crate::tui::paint::Brush;
use crate::tui::theme::Role;
use crate::tui::widgets::menu;

/// The locale key of a view's name.
pub const fn view_key(view: QueueView) -> &'static str {
    match view {
        QueueView::Mine => "queue-view-mine",
        QueueView::All => "queue-view-all",
        QueueView::Overdue => "queue-view-overdue",
        QueueView::Soon => "queue-view-soon",
        QueueView::Found => "queue-view-found",
    }
}

/// The screen's rows of the list, below its heading.
pub fn rows(grid: &Grid) -> Range<u16> {
    let place = Place::new(grid);
    place.first..place.end
}

/// Columns of the list; what is absent has no room.
struct Columns {
    act: u16,
    customer: u16,
    matter: u16,
    step: Option<u16>,
    channel: Option<u16>,
    end: u16,
}

impl Columns {
    const fn new(grid: &Grid, lang: Lang) -> Self {
        let end = grid.right;
        if matches!(lang, Lang::En) {
            // Acts are longer words, so step and channel wait for a wider terminal.
            let (step, channel) = if end > 84 { (Some(end - 20), Some(end - 9)) } else { (None, None) };
            return Self { act: 20, customer: 35, matter: 44, step, channel, end };
        }
        let (step, channel) = if grid.wide { (end - 10, end - 4) } else { (end - 14, end - 6) };
        Self { act: 20, customer: 31, matter: 38, step: Some(step), channel: Some(channel), end }
    }

    fn matter_end(&self) -> u16 {
        self.step.map_or(self.end, |step| step - 1)
    }

    fn step_end(&self) -> u16 {
        self.channel.map_or(self.end, |channel| channel - 1)
    }
}

/// Draws the list and says where the cursor stands.
pub fn draw(queue: &Queue, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Position {
    let mut brush = Brush::new(buf);
    let place = Place::new(grid);
    let columns = Columns::new(grid, cx.lang);
    let field = if queue.finding || !queue.filter.is_empty() {
        Some(find_line(queue, cx, grid, &place, &mut brush))
    } else {
        head(queue, cx, grid, &columns, &mut brush);
        None
    };
    if queue.rows.is_empty() {
        empty(queue, cx, grid, &place, &mut brush);
        return field.unwrap_or(Position::new(0, place.first));
    }
    let mut hand = Position::new(0, place.first);
    let lines = queue.rows.lines(grid.wide);
    for (line, y) in lines.iter().skip(queue.rows.top()).zip(rows(grid)) {
        match line {
            Line::Blank => {}
            Line::Head(which) => group(queue, cx, &mut brush, y, *which),
            Line::Row(at) => {
                let Some(row) = queue.rows.get(*at) else { continue };
                let in_hand = *at == queue.rows.at();
                if in_hand {
                    hand.y = y;
                }
                draw_row(row, in_hand, cx, y, &columns, &mut brush);
            }
        }
    }
    listing::more(&queue.rows, place.end - place.first, cx, grid, &mut brush);
    if queue.finding { field.unwrap_or(hand) } else { hand }
}

/// A group's name with its size, as far as all of it is loaded.
fn group(queue: &Queue, cx: &Cx, brush: &mut Brush<'_>, y: u16, which: usize) {
    let key = if which == OTHERS { "queue-others-turn" } else { "queue-my-turn" };
    let x = brush.put(2, y, 30, &cx.words.get(key), cx.theme.bold(Role::Text)) + 1;
    if let Some(count) = queue.rows.count(which) {
        brush.put(x, y, 30, &count.to_string(), cx.theme.style(Role::Dim));
    }
}

fn head(queue: &Queue, cx: &Cx, grid: &Grid, columns: &Columns, brush: &mut Brush<'_>) {
    let place = Place::new(grid);
    group(queue, cx, brush, place.head, queue.rows.group_in_sight(grid.wide).unwrap_or(MINE));
    let dim = cx.theme.style(Role::Dim);
    brush.put(columns.customer, place.head, columns.matter - 1, &cx.words.get("queue-customer"), dim);
    brush.put(columns.matter, place.head, columns.matter_end(), &cx.words.get("queue-matter"), dim);
    if let Some(step) = columns.step {
        brush.put(step, place.head, columns.step_end(), &cx.words.get("queue-step"), dim);
    }
    if let Some(channel) = columns.channel {
        brush.put(channel, place.head, columns.end, &cx.words.get("queue-channel"), dim);
    }
}

/// The search line stands where the heading was.
fn find_line(queue: &Queue, cx: &Cx, grid: &Grid, place: &Place, brush: &mut Brush<'_>) -> Position {
    let y = place.head;
    if queue.finding {
        brush.under(0, y, grid.right, cx.theme.style(Role::InHand));
    }
    let label = if queue.finding { cx.theme.bold(Role::Text) } else { cx.theme.style(Role::Dim) };
    let x = brush.put(2, y, grid.right, &cx.words.get("queue-find"), label) + 2;
    let how = cx.words.get("queue-find-how");
    let end = brush.right(x + 20, y, grid.right, &how, cx.theme.style(Role::Dim));
    queue.filter.draw(brush, x, y, end, cx.theme.style(Role::Text))
}

fn draw_row(row: &QueueRow, in_hand: bool, cx: &Cx, y: u16, columns: &Columns, brush: &mut Brush<'_>) {
    let theme = &cx.theme;
    if in_hand {
        menu::mark(&cx.look(), y, columns.end, brush);
    }
    let waiting = row.waiting_for.is_some();
    let plain = if waiting { theme.style(Role::Dim) } else { theme.style(Role::Text) };
    frame::level(cx, brush, (2, y), row.level);
    let act_style = row.next.map_or(plain, |next| listing::time_left(&next, cx, y, plain, brush));
    let act_style = if in_hand { act_style.add_modifier(ratatui::style::Modifier::BOLD) } else { act_style };
    let act_room = usize::from(columns.customer - 1 - columns.act);
    brush.put(columns.act, y, columns.customer - 1, &act(row, cx, act_room), act_style);
    brush.put(columns.customer, y, columns.matter - 1, &text::mask::name(&row.customer), plain);
    let told = if row.lead_until.is_some() { cx.words.get("queue-lead-told") } else { String::new() };
    let x = brush.put(columns.matter, y, columns.matter_end(), &told, theme.bold(Role::Text));
    let x = if told.is_empty() { columns.matter } else { x + 1 };
    brush.put(x, y, columns.matter_end(), &row.summary, plain);
    let dim = theme.style(Role::Dim);
    if let Some(step) = columns.step {
        brush.put(step, y, columns.step_end(), cx.stage_name(row.state.stage()), dim);
    }
    if let Some(channel) = columns.channel {
        brush.put(channel, y, columns.end, cx.channel_name(row.channel), dim);
    }
}

/// What must be done, or who has to.
fn act(row: &QueueRow, cx: &Cx, room: usize) -> String {
    match row.waiting_for.as_deref() {
        Some("customer") => cx.words.get("queue-waits-customer"),
        Some(who) => {
            let name = cx.holder_name(who);
            let whole = cx.words.with("queue-waits", &[("who", name.into())]);
            // The heading says already that they wait.
            if text::width(&whole) > room { name.to_owned() } else { whole }
        }
        None => row.next.map_or_else(|| cx.state_name(row.state).to_owned(), |next| cx.duty(next.duty)),
    }
}

/// Nothing to show: says why, and what to press.
fn empty(queue: &Queue, cx: &Cx, grid: &Grid, place: &Place, brush: &mut Brush<'_>) {
    let words = &cx.words;
    let key = |action: &str| cx.keymap.shown(super::TABLES, action, false).unwrap_or_default();
    if !queue.rows.is_loaded() {
        brush.put(2, place.first, grid.right, &words.get("queue-loading"), cx.theme.style(Role::Dim));
    } else if !queue.filter.is_empty() {
        let typed = queue.filter.text().into();
        let sentence = words.with("queue-none-found", &[("words", typed)]);
        brush.put(2, place.first, grid.right, &sentence, cx.theme.style(Role::Text));
    } else if queue.view == QueueView::Mine {
        brush.put(2, place.first, grid.right, &words.get("queue-empty"), cx.theme.bold(Role::Text));
        let how = words.with("queue-empty-how", &[("new", key("new_call").into()), ("find", key("find").into())]);
        brush.put(2, place.first + 1, grid.right, &how, cx.theme.style(Role::Text));
    } else {
        let sentence = words.with("queue-empty-view", &[("key", key("view_next").into())]);
        brush.put(2, place.first, grid.right, &sentence, cx.theme.style(Role::Text));
    }
}
