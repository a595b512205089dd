//! The first start on its grid: questions at the left, what every screen will look like at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::form::{Answers, Asked};
use crate::domain::Level;
use crate::domain::calendar::ServiceHours;
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::form::{Laid, Row, RowKey, Wording, columns};
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::Grid;
use crate::tui::paint::{Brush, cells, level, rule};
use crate::tui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    Title,
    Lead,
    Answer(usize),
    /// Whether the columns are straight.
    Signs,
    /// How levels and times look.
    Preview,
    /// Input methods are welcome.
    Typing,
    Practice,
}

/// The rows from top to bottom; where there is room, groups are parted.
fn lines(form: &Answers, roomy: bool) -> Vec<Line> {
    let mut lines = vec![Line::Title, Line::Lead, Line::Blank];
    let mut group = None;
    for (at, asked) in form.rows.iter().map(|row| row.key).enumerate() {
        let before = group.replace(asked.group());
        if roomy && before.is_some() && before != group {
            lines.push(Line::Blank);
        }
        if asked == Asked::Theme {
            lines.push(Line::Signs);
            lines.extend(roomy.then_some(Line::Blank));
        }
        lines.push(Line::Answer(at));
        if asked == Asked::Theme {
            lines.push(Line::Preview);
        }
    }
    lines.push(Line::Blank);
    if roomy {
        lines.extend([Line::Typing, Line::Blank]);
    }
    lines.push(Line::Practice);
    lines
}

pub fn draw(form: &Answers, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
    let page = Page { form, cx, grid };
    page.side(buf);
    let mut cursor = None;
    for (line, area) in page.placed() {
        cursor = cursor.or(page.line(line, area, buf));
    }
    cursor
}

/// The answer under a click.
pub fn row_at(form: &Answers, cx: &Cx, grid: &Grid, at: Position) -> Option<usize> {
    let page = Page { form, cx, grid };
    page.placed().into_iter().find_map(|(line, area)| match line {
        Line::Answer(row) if area.contains(at) => Some(row),
        _ => None,
    })
}

struct Named<'a>(&'a Cx);

impl Wording<Asked> for Named<'_> {
    fn group(&self, key: Asked) -> &'static str {
        key.group()
    }

    fn label(&self, key: Asked) -> String {
        self.0.words.get(&format!("first-{}", key.name()))
    }

    fn ask(&self, key: Asked) -> String {
        self.0.words.get(&format!("first-{}-ask", key.name()))
    }

    fn remark(&self, row: &Row<Asked>, _focused: bool) -> Option<String> {
        // Hours that name their weekdays say themselves when they hold.
        let daily =
            |words: &str| !words.split(';').any(|one| one.parse().is_ok_and(|hours: ServiceHours| !hours.is_daily()));
        let noted = match row.key {
            Asked::Company => !row.is_empty(),
            Asked::Hours => !row.is_empty() && row.typed().is_some_and(|typed| daily(typed.text())),
            _ => false,
        };
        noted.then(|| self.0.words.get(&format!("first-{}-note", row.key.name())))
    }
}

struct Page<'a> {
    form: &'a Answers,
    cx: &'a Cx,
    grid: &'a Grid,
}

impl Page<'_> {
    /// The lines in sight with their places; the answer in hand is among them.
    fn placed(&self) -> Vec<(Line, Rect)> {
        let lines = lines(self.form, self.grid.wide && self.grid.rows() >= 26);
        let heights: Vec<u16> = lines.iter().map(|line| self.height(*line)).collect();
        let here = lines.iter().position(|line| *line == Line::Answer(self.form.focus)).unwrap_or(0);
        let room = self.grid.rows();
        let tall = |from: usize, to: usize| heights.iter().take(to).skip(from).sum::<u16>();
        let from = (0..=here).find(|from| tall(*from, here + 1) <= room).unwrap_or(here);
        let mut y = self.grid.top;
        let mut placed = Vec::new();
        for (line, height) in lines.into_iter().zip(heights).skip(from) {
            if y + height > self.grid.bottom {
                break;
            }
            placed.push((line, Rect { x: 0, y, width: self.grid.right, height }));
            y += height;
        }
        placed
    }

    fn height(&self, line: Line) -> u16 {
        match line {
            Line::Answer(at) => self.with_row(at, |row| row.height(self.grid.right)).unwrap_or(1),
            Line::Typing => 2,
            _ => 1,
        }
    }

    fn line(&self, line: Line, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (cx, theme) = (self.cx, &self.cx.theme);
        let (left, end) = (self.grid.left, self.grid.right);
        let value_at = columns(cx).value_at();
        let label_at = columns(cx).label_at();
        let y = area.y;
        let mut brush = Brush::new(buf);
        match line {
            Line::Blank => {}
            Line::Title => {
                brush.put(left, y, end, &cx.words.get("first-title"), theme.bold(Role::Strong));
            }
            Line::Lead => {
                brush.put(left, y, end, &cx.words.get("first-lead"), theme.style(Role::Dim));
            }
            Line::Signs => self.signs(y, &mut brush),
            Line::Preview => {
                brush.put(label_at, y, value_at, &cx.words.get("first-preview"), theme.style(Role::Dim));
                self.preview(value_at, y, &mut brush);
            }
            Line::Typing => {
                brush.put(left, y, label_at, &cx.words.get("first-typing"), theme.bold(Role::Strong));
                let words = cx.words.get("first-typing-how");
                let wide = usize::from(end.saturating_sub(label_at));
                for (row, line) in (y..y + 2).zip(text::wrap(&words, wide)) {
                    brush.put(label_at, row, end, &line, theme.style(Role::Text));
                }
            }
            Line::Practice => {
                brush.put(left, y, label_at, &cx.words.get("first-practice"), theme.bold(Role::Strong));
                let key = cx.keymap.shown(&["first_run"], "practice", true).unwrap_or_default();
                let x = brush.put(label_at, y, end, &key, theme.style(Role::Accent)).max(value_at.min(label_at + 8));
                brush.put(x + 2, y, end, &cx.words.get("first-practice-how"), theme.style(Role::Text));
            }
            Line::Answer(at) => {
                return self.with_row(at, |row| row.draw(area, buf)).flatten();
            }
        }
        None
    }

    /// Wide characters between thin signs: where columns are off, it shows here.
    fn signs(&self, y: u16, brush: &mut Brush<'_>) {
        let (cx, theme, ink) = (self.cx, &self.cx.theme, self.cx.ink());
        let columns = columns(cx);
        brush.put(self.grid.left, y, columns.label_at(), &cx.words.get("first-signs"), theme.bold(Role::Strong));
        let rule = cx.glyphs.rule;
        let sample = cx.words.with("first-signs-sample", &[("rule", rule.into())]);
        let sample = format!("{sample} {} {}", ink.glyphs.step, ink.glyphs.done);
        let x = brush.put(columns.label_at(), y, self.grid.right, &sample, theme.style(Role::Text)) + 2;
        let key = cx.keymap.shown(&["first_run"], "ascii", true).unwrap_or_default();
        let which = if cx.glyphs == Glyphs::ASCII { "first-signs-ascii" } else { "first-signs-how" };
        let words = cx.words.with(which, &[("key", key.into())]);
        brush.right(x, y, self.grid.right, &words, theme.style(Role::Dim));
    }

    fn preview(&self, x: u16, y: u16, brush: &mut Brush<'_>) {
        let (cx, theme, end) = (self.cx, &self.cx.theme, self.grid.right);
        let mut x = x;
        for number in 1..=3 {
            x = level(cx, brush, (x, y), Level::new(number)) + 1;
        }
        let late = cx.words.get("mark-late");
        let soon = cx.words.get("mark-soon");
        x = brush.put(x + 1, y, end, "41:20", theme.style(Role::Text)) + 2;
        x = brush.put(x, y, end, &format!("03:12 {soon}"), theme.bold(Role::Amber)) + 2;
        x = brush.put(x, y, end, &format!("06:20 {late}"), theme.bold(Role::Red)) + 2;
        let fill = cx.words.get("line-talk");
        let fill = if theme.is_colourless() { format!("[{fill}]") } else { format!(" {fill} ") };
        if x + cells(&fill) <= end {
            brush.put(x, y, end, &fill, theme.style(Role::AccentFill));
        }
    }

    fn with_row<T>(&self, at: usize, run: impl FnOnce(Laid<'_, Asked>) -> T) -> Option<T> {
        let named = Named(self.cx);
        Laid::new(self.form, (at, at.checked_sub(1)), &named, self.cx).map(run)
    }

    /// What every screen has at the same place, and the six keys worth remembering.
    fn side(&self, buf: &mut Buffer) {
        let Some(side) = self.grid.side else { return };
        let cx = self.cx;
        let mut brush = Brush::new(buf);
        rule(cx, self.grid, &mut brush);
        let places: Vec<(String, String)> = ["first-row", "second-row", "left", "right", "notice", "keys"]
            .iter()
            .map(|place| (cx.words.get(&format!("first-at-{place}")), cx.words.get(&format!("first-at-{place}-what"))))
            .collect();
        let after = block(&mut brush, cx, side, (&cx.words.get("first-places"), &places, Role::Dim));
        let below = Rect { y: after + 2, height: side.bottom().saturating_sub(after + 2), ..side };
        block(&mut brush, cx, below, (&cx.words.get("first-six-keys"), &self.keys(), Role::Accent));
    }

    fn keys(&self) -> Vec<(String, String)> {
        let key = |table: &'static str, action: &str| self.cx.keymap.shown(&[table], action, false).unwrap_or_default();
        let says = format!("{}-{}", key("case", "say_1"), key("case", "say_5"));
        [
            (key("everywhere", "new_call"), "first-key-new"),
            (key("case", "enter"), "first-key-enter"),
            (key("case", "out"), "first-key-out"),
            (says, "first-key-said"),
            (key("everywhere", "undo"), "first-key-undo"),
            (key("everywhere", "palette"), "first-key-palette"),
        ]
        .into_iter()
        .map(|(key, words)| (key, self.cx.words.get(words)))
        .collect()
    }
}

/// A heading with pairs below it; gives the row behind the last one.
fn block(brush: &mut Brush<'_>, cx: &Cx, area: Rect, what: (&str, &[(String, String)], Role)) -> u16 {
    let (heading, pairs, role) = what;
    let end = area.right();
    if area.height == 0 {
        return area.y;
    }
    brush.put(area.x, area.y, end, heading, cx.theme.bold(Role::Strong));
    let column = area.x + pairs.iter().map(|(name, _)| cells(name)).max().unwrap_or(0) + 2;
    let mut y = area.y + 2;
    for (name, words) in pairs {
        for (row, line) in text::wrap(words, usize::from(end.saturating_sub(column))).iter().enumerate() {
            if y >= area.bottom() {
                return y;
            }
            if row == 0 {
                brush.put(area.x, y, column, name, cx.theme.style(role));
            }
            brush.put(column, y, end, line, cx.theme.style(Role::Text));
            y += 1;
        }
    }
    y
}
