//! The first start on its grid: questions at the left, what every screen will look like at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::form::{Asked, Control, Form, LANGS, ROLES};
use crate::domain::{Lang, Level};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::frame::level;
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::Grid;
use crate::tui::paint::{Brush, cells};
use crate::tui::theme::Role;
use crate::tui::widgets::{self, Choice, FieldMark, FieldRow, FieldValue, Look};

/// Colours by their locale keys, in the order of their digits.
const SCHEME_WORDS: [&str; 4] = ["first-dark", "first-light", "first-contrast", "first-colourless"];

/// One row of the screen.
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
fn lines(form: &Form, roomy: bool) -> Vec<Line> {
    let mut lines = vec![Line::Title, Line::Lead, Line::Blank];
    for (at, asked, _) in form.answers() {
        if roomy && at > 0 && asked.group().is_some() {
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

/// Draws the screen and says where the hardware cursor stands.
pub fn draw(form: &Form, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
    let page = Page { form, cx, grid, look: Look::of(&cx.theme, cx.glyphs) };
    page.side(buf);
    page.questions(buf)
}

struct Page<'a> {
    form: &'a Form,
    cx: &'a Cx,
    grid: &'a Grid,
    look: Look,
}

impl Page<'_> {
    fn columns(&self) -> widgets::Grid {
        if self.cx.lang == Lang::En { widgets::Grid::ENGLISH } else { widgets::Grid::CHINESE }
    }

    fn questions(&self, buf: &mut Buffer) -> Option<Position> {
        let lines = lines(self.form, self.grid.wide && self.grid.rows() >= 26);
        let heights: Vec<u16> = lines.iter().map(|line| self.height(*line)).collect();
        let here = lines.iter().position(|line| *line == Line::Answer(self.form.at)).unwrap_or(0);
        let room = self.grid.rows();
        let tall = |from: usize, to: usize| heights.iter().take(to).skip(from).sum::<u16>();
        let from = (0..=here).find(|from| tall(*from, here + 1) <= room).unwrap_or(here);
        let (mut y, mut cursor) = (self.grid.top, None);
        for (line, height) in lines.iter().zip(&heights).skip(from) {
            if y + height > self.grid.bottom {
                break;
            }
            let area = Rect { x: 0, y, width: self.grid.right, height: *height };
            cursor = cursor.or(self.line(*line, area, buf));
            y += height;
        }
        cursor
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
        let value_at = self.columns().value_at();
        let label_at = self.columns().label_at();
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
                return self
                    .with_row(at, |row| {
                        row.render(area, buf);
                        if row.focused { row.cursor(area) } else { None }
                    })
                    .flatten();
            }
        }
        None
    }

    /// Wide characters between thin signs: where columns are off, it shows here.
    fn signs(&self, y: u16, brush: &mut Brush<'_>) {
        let (cx, theme, look) = (self.cx, &self.cx.theme, &self.look);
        let columns = self.columns();
        brush.put(self.grid.left, y, columns.label_at(), &cx.words.get("first-signs"), theme.bold(Role::Strong));
        let rule = cx.glyphs.rule;
        let sample = cx.words.with("first-signs-sample", &[("rule", rule.into())]);
        let sample = format!("{sample} {} {}", look.step(), look.done());
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

    fn with_row<T>(&self, at: usize, run: impl FnOnce(FieldRow<'_>) -> T) -> Option<T> {
        let (_, asked, control) = self.form.answers().nth(at)?;
        let words = &self.cx.words;
        let group = asked.group().map(|key| words.get(key)).unwrap_or_default();
        let label = words.get(&format!("first-{}", asked.name()));
        let focused = self.form.at == at;
        let wrong = self.form.wrong(asked).filter(|_| self.form.tried || !focused);
        let note = match (wrong, asked) {
            (Some(remedy), _) => words.get(remedy),
            (None, Asked::Company | Asked::Hours) if !self.form.words(asked).is_empty() => {
                words.get(&format!("first-{}-note", asked.name()))
            }
            _ => String::new(),
        };
        let names = self.names(asked);
        let ask = words.get(&format!("first-{}-ask", asked.name()));
        let options: Vec<Choice<'_>> = (1u8..)
            .zip(&names)
            .enumerate()
            .map(|(place, (digit, name))| Choice {
                digit: Some(digit),
                name,
                chosen: place == self.form.choice(asked),
                proposed: false,
            })
            .collect();
        let value = match control {
            Control::Choice(_) => FieldValue::Choice(&options),
            Control::Words(typed) if typed.text().is_empty() => FieldValue::Empty(&ask),
            Control::Words(typed) => FieldValue::Typed(typed),
        };
        Some(run(FieldRow {
            look: &self.look,
            grid: self.columns(),
            group: &group,
            label: &label,
            mark: if wrong.is_some() { FieldMark::Wrong } else { FieldMark::None },
            value,
            note: &note,
            focused,
        }))
    }

    /// Names of the options of a choice.
    fn names(&self, asked: Asked) -> Vec<String> {
        match asked {
            Asked::Role => ROLES.iter().map(|role| self.cx.role_name(*role).to_owned()).collect(),
            Asked::Theme => SCHEME_WORDS.iter().map(|key| self.cx.words.get(key)).collect(),
            Asked::Language => LANGS.iter().map(|(_, name)| (*name).to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    /// What every screen has at the same place, and the six keys worth remembering.
    fn side(&self, buf: &mut Buffer) {
        let Some(side) = self.grid.side else { return };
        let (cx, theme) = (self.cx, &self.cx.theme);
        let mut brush = Brush::new(buf);
        if let Some(rule) = self.grid.rule {
            for y in self.grid.top..self.grid.bottom {
                brush.put(rule, y, rule + 1, cx.glyphs.rule, theme.style(Role::Rule));
            }
        }
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
    let (heading, pairs, ink) = what;
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
                brush.put(area.x, y, column, name, cx.theme.style(ink));
            }
            brush.put(column, y, end, line, cx.theme.style(Role::Text));
            y += 1;
        }
    }
    y
}
