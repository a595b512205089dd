//! The frame every screen stands in: place row, time row, notice, keys.

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::model::Model;
use super::sequence;
use super::standing;
use super::tabs;
use crate::domain::protocol::QueueRow;
use crate::text;
use crate::tui::call;
use crate::tui::coach;
use crate::tui::cx::Cx;
use crate::tui::layout::{Grid, SMALLEST};
use crate::tui::paint::{Brush, cells, level};
use crate::tui::remaining::Nearness;
use crate::tui::screen::{Extent, Hint, Layer, Overlay};
use crate::tui::theme::Role;

/// Draws the model and places the hardware cursor.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    let cursor = draw(model, area, buf);
    frame.set_cursor_position(cursor);
}

/// Draws the model into cells and says where the hardware cursor stands.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer) -> Position {
    let cx = &model.cx;
    let mut brush = Brush::new(buf);
    brush.blank(area, cx.theme.style(Role::Ground));
    let area = coach::strip::draw(model, area, &mut brush);
    let Some(grid) = Grid::new(area) else { return too_small(cx, area, &mut brush) };
    let bar = Rect::new(0, 0, area.width, 2);
    brush.lay(bar, cx.theme.style(Role::TopBar));
    let mut cursor = if let Some(whole) = model.overlays.whole(cx) {
        bare_row(cx, &grid, &mut brush);
        whole.view(cx, &grid, brush.buf)
    } else {
        place_row(model, &grid, &mut brush);
        time_row(model, &grid, &mut brush);
        model.front().and_then(|screen| screen.view(cx, &grid, brush.buf))
    };
    if let Some(overlay) = model.overlays.top()
        && let Extent::Rows(rows) = overlay.extent(cx)
    {
        cursor = over(overlay, rows, cx, &grid, &mut brush);
    }
    sequence::draw(model, &grid, &mut brush);
    notice_row(cx, &grid, &mut brush);
    if let Some(top) = model.top() {
        hint_row(top, cx, &grid, &mut brush);
    }
    within(cursor.unwrap_or(Position::new(0, grid.top)), area)
}

fn within(at: Position, area: Rect) -> Position {
    Position::new(at.x.min(area.right().saturating_sub(1)), at.y.min(area.bottom().saturating_sub(1)))
}

fn too_small(cx: &Cx, area: Rect, brush: &mut Brush<'_>) -> Position {
    let (columns, rows) = SMALLEST;
    let key = cx.keymap.shown(&["everywhere"], "quit", true).unwrap_or_default();
    let sentence = cx.words.with(
        if cx.unkept.is_none() { "screen-too-small" } else { "screen-too-small-unkept" },
        &[
            ("columns", i64::from(columns).into()),
            ("rows", i64::from(rows).into()),
            ("have_columns", i64::from(area.width).into()),
            ("have_rows", i64::from(area.height).into()),
            ("key", key.into()),
        ],
    );
    for (y, line) in (0..area.height).zip(text::wrap(&sentence, usize::from(area.width))) {
        brush.put(0, y, area.width, &line, cx.theme.style(Role::Text));
    }
    Position::new(0, 0)
}

/// Brand, company, screens; at the right the line, the agent and the clock. Gives the columns of the screens' tabs.
pub(super) fn place_row(model: &Model, grid: &Grid, brush: &mut Brush<'_>) -> Vec<Range<u16>> {
    let cx = &model.cx;
    let theme = &cx.theme;
    let (brand, company) = (cx.words.get("brand"), company(cx, grid));
    let gap = u16::from(grid.wide);
    let after = match (grid.wide, company.is_empty()) {
        (true, _) => 3,
        (false, true) => 0,
        (false, false) => 1,
    };
    let tabs_end = grid.left + cells(&company) + after + tabs::least(model, gap);
    let end = right_of_place(cx, (grid, tabs_end), brush);
    let alone = end.saturating_sub(grid.left + cells(&company) + after);
    let tabs = tabs::fitting(model, (alone.saturating_sub(cells(&brand) + 2), alone), gap);
    let mut x = grid.left;
    if tabs.brand {
        x = brush.put(x, 0, grid.edge, &brand, theme.bold(Role::Strong)) + 2;
    }
    x = brush.put(x, 0, grid.edge, &company, theme.style(Role::Text)) + after;
    let mut places = Vec::new();
    for (at, label) in tabs.labels.iter().enumerate() {
        let wide = label.cells();
        if x + wide > end {
            break;
        }
        places.push(x..x + wide);
        if wide > 0 {
            tab(cx, brush, x + label.lead, &label.words, at == model.at);
            x += wide + gap;
        }
    }
    places
}

/// Brand, company and clock: before the work begins there is nowhere else to go.
fn bare_row(cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    let x = brush.put(grid.left, 0, grid.edge, &cx.words.get("brand"), cx.theme.bold(Role::Strong)) + 2;
    if !cx.company.is_empty() {
        brush.put(x, 0, grid.edge, &company(cx, grid), cx.theme.style(Role::Text));
    }
    brush.right(grid.left, 0, grid.edge, &cx.clock(cx.now), cx.theme.style(Role::Text));
}

fn tab(cx: &Cx, brush: &mut Brush<'_>, x: u16, label: &str, here: bool) {
    let end = x + cells(label) + 2;
    if here {
        let (open, close) = cx.ink().brackets(true);
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let accent = cx.theme.bold(Role::Accent).add_modifier(Modifier::UNDERLINED);
        let plain = cx.theme.style(Role::Text);
        brush.put(x, 0, end, open, plain);
        let after = brush.put(x + 1, 0, end, label, if cx.theme.is_colourless() { bold } else { accent });
        brush.put(after, 0, end, close, plain);
    } else {
        brush.put(x + 1, 0, end, label, cx.theme.style(Role::Dim));
    }
}

/// The company where there is room, and always that the cases are made up, when they are.
fn company(cx: &Cx, grid: &Grid) -> String {
    let demo = if cx.demo { cx.words.get("demo-mark") } else { String::new() };
    if !grid.wide {
        return demo;
    }
    if cx.company.is_empty() {
        return demo;
    }
    let desk = cx.words.with("company-desk", &[("company", cx.company.as_str().into())]);
    if cx.demo { format!("{desk}  {demo}") } else { desk }
}

/// Clock, agent and line from right to left, the line in what the tabs leave; gives the first column they take.
fn right_of_place(cx: &Cx, (grid, tabs_end): (&Grid, u16), brush: &mut Brush<'_>) -> u16 {
    let theme = &cx.theme;
    let gap = if grid.wide { 3 } else { 2 };
    // Where somebody waits beside a call, who that is says more than the seconds.
    let short = !grid.wide && cx.calls.all().len() > 1;
    let clock = if short { cx.hour_minute(cx.now) } else { cx.clock(cx.now) };
    let clock = brush.right(grid.left, 0, grid.edge, &clock, theme.style(Role::Text));
    let agent = if grid.wide { format!("{} {}", cx.agent.name, cx.agent.no) } else { cx.agent.no.clone() };
    let agent = text::cut(&agent, 24);
    let agent_x = brush.right(grid.left, 0, clock.saturating_sub(gap), &agent, theme.style(Role::Dim));
    let mut end = agent_x.saturating_sub(gap);
    let room = usize::from(end.saturating_sub(tabs_end));
    for (at, chip) in call::chips(room, cx).into_iter().enumerate() {
        let words = match (chip.filled, theme.is_colourless()) {
            (true, true) => format!("[{}]", chip.words),
            (false, _) if at > 0 => chip.words,
            _ => format!(" {} ", chip.words),
        };
        let style = match (chip.filled, chip.late) {
            (true, _) => theme.style(Role::AccentFill),
            (false, true) => theme.bold(Role::Amber),
            (false, false) => theme.style(Role::Dim),
        };
        end = brush.right(grid.left, 0, end, &words, style).saturating_sub(1);
    }
    end + u16::from(end > 0)
}

/// The next due thing of another case, or what the screen says instead; at the right the counts.
fn time_row(model: &Model, grid: &Grid, brush: &mut Brush<'_>) {
    let cx = &model.cx;
    let subtitle = model.front().and_then(|screen| screen.subtitle(cx));
    let after = match (subtitle, cx.next_other()) {
        (Some(words), _) => brush.put(grid.left, 1, grid.edge, &words, cx.theme.style(Role::Dim)),
        (None, Some(row)) => next_thing(cx, grid, brush, row),
        (None, None) => brush.put(grid.left, 1, grid.edge, &cx.words.get("next-nothing"), cx.theme.style(Role::Dim)),
    };
    badges(cx, grid, brush, after + 2);
}

fn next_thing(cx: &Cx, grid: &Grid, brush: &mut Brush<'_>, row: &QueueRow) -> u16 {
    let theme = &cx.theme;
    let mut x = brush.put(grid.left, 1, grid.edge, &cx.words.get("next-label"), theme.style(Role::Dim)) + 1;
    let Some(next) = &row.next else { return x };
    let nearness = Nearness::of(next, cx.now);
    let timed = match nearness {
        Nearness::Calm => theme.style(Role::Text),
        Nearness::Paused => theme.bold(Role::Text),
        other => theme.bold(other.role()),
    };
    x = brush.put(x, 1, grid.edge, &format!("{} {}", cx.left(next), cx.sign(nearness)), timed);
    x = level(cx, brush, (x + 1, 1), row.level) + 1;
    x = brush.put(x, 1, grid.edge, &text::mask::name(&row.customer), theme.style(Role::Text)) + 2;
    brush.put(x, 1, grid.edge, &cx.duty(next.duty), theme.bold(Role::Text))
}

/// Counts at the right, as many as leave the left part whole; the last ones go first.
fn badges(cx: &Cx, grid: &Grid, brush: &mut Brush<'_>, start: u16) {
    let told = (cx.told > 0).then_some(("badge-told", cx.told, Role::Red));
    let counts = [
        ("badge-overdue", cx.badges.overdue, Role::Red),
        ("badge-soon", cx.badges.soon, Role::Amber),
        ("badge-mine", cx.badges.mine, Role::Dim),
        ("badge-all", cx.badges.all, Role::Dim),
    ];
    let words: Vec<(String, Style)> = told
        .into_iter()
        .chain(counts)
        .map(|(key, count, role)| {
            let number = i64::try_from(count).unwrap_or(i64::MAX);
            let urgent = count > 0 && role != Role::Dim;
            let style = if urgent { cx.theme.bold(role) } else { cx.theme.style(Role::Dim) };
            (cx.words.with(key, &[("n", number.into())]), style)
        })
        .collect();
    let mut shown = words.len();
    let width = |shown: usize| words.iter().take(shown).map(|(word, _)| cells(word) + 3).sum::<u16>().saturating_sub(3);
    while shown > 0 && start + width(shown) > grid.edge {
        shown -= 1;
    }
    let mut x = grid.edge.saturating_sub(width(shown));
    for (word, style) in words.iter().take(shown) {
        x = brush.put(x, 1, grid.edge, word, *style) + 3;
    }
}

/// An overlay over the work block: edges above and below, the rest of the block blank, the case at the right untouched.
fn over(overlay: &dyn Overlay, rows: u16, cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) -> Option<Position> {
    let inner = grid.overlay(rows);
    let end = grid.overlay_end();
    let rail = grid.bottom.saturating_sub(3);
    // At the narrow size the phrases below stay in sight whole, or go whole, with the row a long one may take.
    let last = match (grid.wide, inner.bottom < rail) {
        (true, _) => grid.bottom,
        (false, true) => rail,
        (false, false) => grid.notice,
    };
    let block = Rect::new(0, inner.top - 1, end, last.saturating_sub(inner.top - 1));
    brush.blank(block, cx.theme.style(Role::Ground));
    let ground = Rect::new(0, inner.top, end, inner.rows());
    brush.lay(ground, cx.theme.style(Role::Overlay));
    for y in [inner.top - 1, inner.bottom] {
        brush.line(0, y, end, cx.glyphs.edge, cx.theme.style(Role::Rule));
    }
    overlay.view(cx, &inner, brush.buf)
}

/// What is wrong until it is mended, with the remedy and the key that puts it away: on the free row below the top bar, or
/// where there is none in the notice's place while that is free.
fn banner_row(cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    let Some(banner) = cx.standing() else { return };
    let y = match (grid.wide, &cx.notice) {
        (true, _) => grid.top - 1,
        (false, None) if !cx.waiting => grid.notice,
        (false, _) => return,
    };
    let key = cx.keymap.shown(&["everywhere"], "dismiss", true).filter(|_| cx.may_dismiss());
    let away = match key {
        Some(key) => cx.words.with("banner-away", &[("remedy", banner.remedy.as_str().into()), ("key", key.into())]),
        None => banner.remedy.clone(),
    };
    let x = brush.right(grid.left, y, grid.edge, &away, cx.theme.style(Role::Accent));
    let strong = cx.theme.bold(Role::Strong);
    brush.put(grid.left, y, x.saturating_sub(2), &format!("! {}", banner.words), strong);
}

fn notice_row(cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    banner_row(cx, grid, brush);
    if cx.waiting {
        let words = format!("! {}", cx.words.get("store-waiting"));
        brush.put(grid.left, grid.notice, grid.edge, &words, cx.theme.bold(Role::Strong));
        return;
    }
    let Some(notice) = &cx.notice else { return progress_row(cx, grid, brush) };
    let (mark, style) =
        if notice.bang { ("! ", cx.theme.bold(Role::Strong)) } else { ("", cx.theme.style(Role::Text)) };
    let words = format!("{mark}{}", notice.words);
    let mut lines = text::wrap(&words, usize::from(grid.edge.saturating_sub(grid.left)));
    // The row above is free on every screen: a remedy is read whole.
    let below = if lines.len() > 1 { lines.split_off(1).join(" ") } else { lines.pop().unwrap_or_default() };
    for (y, line) in lines.iter().map(|line| (grid.notice - 1, line)).chain([(grid.notice, &below)]) {
        brush.blank(Rect::new(grid.left, y, grid.edge.saturating_sub(grid.left), 1), cx.theme.style(Role::Ground));
        brush.put(grid.left, y, grid.edge, line, style);
    }
}

/// How far the lists are made anew, while nothing more urgent stands in its place.
fn progress_row(cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    let Some(progress) = cx.progress.filter(|_| grid.wide || cx.standing().is_none()) else {
        return;
    };
    let percent = i64::try_from(progress.percent()).unwrap_or(100);
    let words = cx.words.with("lists-made-anew", &[("percent", percent.into())]);
    brush.put(grid.left, grid.notice, grid.edge, &words, cx.theme.style(Role::Dim));
}

/// The keys that work now, as many as fit, help always among them, and at the right what is on disk.
fn hint_row(top: &dyn Layer, cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) {
    let saved = standing::words(cx, grid);
    let style = if cx.unkept.is_some() { cx.theme.bold(Role::Strong) } else { cx.theme.style(Role::Dim) };
    let end = brush.right(grid.left, grid.hints, grid.edge, &saved, style);
    let end = if saved.is_empty() { grid.edge } else { end.saturating_sub(2) };
    let wide = |(key, label): &(String, String)| cells(key) + 1 + cells(label);
    let help = help_words(top, cx);
    let room = end.saturating_sub(help.as_ref().map_or(0, |help| wide(help) + 3));
    let hints = top.hints(cx).into_iter().filter(|hint| hint.action != "help" || help.is_none());
    let mut shown: Vec<(String, String)> = Vec::new();
    let mut x = grid.left;
    for hint in hints.filter_map(|hint| hint_words(top, cx, &hint)) {
        if x + wide(&hint) > room {
            break;
        }
        x += wide(&hint) + 3;
        shown.push(hint);
    }
    let mut x = grid.left;
    for (key, label) in shown.iter().chain(&help) {
        x = brush.put(x, grid.hints, end, key, cx.theme.style(Role::Accent)) + 1;
        x = brush.put(x, grid.hints, end, label, cx.theme.style(Role::Dim)) + 3;
    }
}

/// Help by the key that is the same everywhere, in a field as well.
fn help_words(top: &dyn Layer, cx: &Cx) -> Option<(String, String)> {
    let (bound, _) = cx.keymap.find(top.tables(), "help")?;
    Some((cx.keymap.shown(top.tables(), "help", true)?, cx.words.get(&bound.words_key())))
}

fn hint_words(top: &dyn Layer, cx: &Cx, hint: &Hint) -> Option<(String, String)> {
    let (bound, _) = cx.keymap.find(top.tables(), hint.action)?;
    let key = hint.key.clone().or_else(|| cx.keymap.shown(top.tables(), hint.action, top.has_field()))?;
    let label = hint.label.clone().unwrap_or_else(|| cx.words.get(&bound.words_key()));
    Some((key, label))
}
