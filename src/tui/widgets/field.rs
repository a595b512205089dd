//! One row of a form in every state it can be in.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::look::{Ink, Look, Pen};
use super::text_field::TextField;

/// Widths of the columns of a form; longer words need wider labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Cells of the group's question, which starts at column 2.
    pub group: u16,
    /// Cells of the label.
    pub label: u16,
}

impl Grid {
    /// The columns of the Chinese forms.
    pub const CHINESE: Self = Self { group: 6, label: 8 };
    /// The columns of the English forms.
    pub const ENGLISH: Self = Self { group: 8, label: 15 };

    /// Column of the label.
    pub const fn label_at(self) -> u16 {
        2 + self.group + 2
    }

    /// Column of `*` or `!`.
    pub const fn mark_at(self) -> u16 {
        self.label_at() + self.label
    }

    /// Column of the value.
    pub const fn value_at(self) -> u16 {
        self.mark_at() + 2
    }
}

/// What stands between label and value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldMark {
    /// Nothing to say.
    None,
    /// Required and still empty.
    Required,
    /// Wrong, or missing after trying to leave.
    Wrong,
}

/// What a field shows.
#[derive(Debug, Clone, Copy)]
pub enum FieldValue<'a> {
    /// What is asked for; drawn in ( ).
    Empty(&'a str),
    /// Words being typed or kept.
    Typed(&'a TextField),
    /// Words the machine has put in and nobody confirmed yet.
    Guess(&'a str),
    /// Words nobody types here.
    Fixed(&'a str),
    /// Options with digits.
    Choice(&'a [Choice<'a>]),
}

/// One option of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    /// The key that picks it; nothing when only the arrows reach it.
    pub digit: Option<u8>,
    /// Its name.
    pub name: &'a str,
    /// Whether it is chosen (ticked, where several may be).
    pub chosen: bool,
    /// Whether the machine proposes it.
    pub proposed: bool,
}

/// One row of a form.
#[derive(Debug)]
pub struct FieldRow<'a> {
    /// How things look.
    pub look: &'a Look,
    /// The columns.
    pub grid: Grid,
    /// The question the group answers; only on the first row of a group.
    pub group: &'a str,
    /// The field's name.
    pub label: &'a str,
    /// Required or wrong.
    pub mark: FieldMark,
    /// What it holds.
    pub value: FieldValue<'a>,
    /// Where the value came from, or what is wrong.
    pub note: &'a str,
    /// It has the focus.
    pub focused: bool,
}

impl FieldRow<'_> {
    fn cells(&self, width: u16) -> usize {
        let note = u16::try_from(crate::text::width(self.note)).unwrap_or(0);
        let note = if note == 0 { 0 } else { note + 2 };
        usize::from(width.saturating_sub(self.grid.value_at()).saturating_sub(note).max(8))
    }

    /// Rows it takes at this width.
    pub fn height(&self, width: u16) -> u16 {
        let rows = match self.value {
            FieldValue::Typed(typed) => {
                let (rows, (at, _)) = typed.rows(self.cells(width));
                if self.focused { rows.len().max(at + 1) } else { rows.len() }
            }
            FieldValue::Choice(options) => choice_rows(options, self.cells(width)).len(),
            _ => 1,
        };
        u16::try_from(rows.max(1)).unwrap_or(1)
    }

    /// Where the hardware cursor stands when the field has the focus.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        let from = area.x.saturating_add(self.grid.value_at());
        let (row, column) = match self.value {
            FieldValue::Typed(typed) => typed.rows(self.cells(area.width)).1,
            FieldValue::Choice(options) => chosen_cell(options, self.cells(area.width)),
            _ => (0, 0),
        };
        let at = Position {
            x: from.saturating_add(u16::try_from(column).ok()?),
            y: area.y.saturating_add(u16::try_from(row).ok()?),
        };
        area.contains(at).then_some(at)
    }

    fn values(&self, area: Rect, buf: &mut Buffer) {
        let from = area.x.saturating_add(self.grid.value_at());
        let cells = self.cells(area.width);
        let end = from.saturating_add(u16::try_from(cells).unwrap_or(u16::MAX));
        match self.value {
            FieldValue::Empty(ask) => {
                let asked = if ask.is_empty() { String::new() } else { format!("({ask})") };
                Pen::new(buf, self.look, area, 0).to(from).put(&asked, Ink::Dim);
            }
            FieldValue::Guess(words) => {
                let guessed = format!("{words} ?");
                Pen::new(buf, self.look, area, 0).to(from).until(end).put(&guessed, Ink::Accent);
            }
            FieldValue::Fixed(words) => {
                Pen::new(buf, self.look, area, 0).to(from).until(end).put(words, Ink::Text);
            }
            FieldValue::Typed(typed) => {
                let ink = if self.mark == FieldMark::Wrong { Ink::Own } else { Ink::Text };
                for (row, range) in (0u16..).zip(typed.rows(cells).0) {
                    let words = typed.text().get(range).unwrap_or_default();
                    Pen::new(buf, self.look, area, row).to(from).until(end).put(words, ink);
                }
            }
            FieldValue::Choice(options) => self.options(area, buf, options, cells),
        }
    }

    fn options(&self, area: Rect, buf: &mut Buffer, options: &[Choice<'_>], cells: usize) {
        let from = area.x.saturating_add(self.grid.value_at());
        for (row, line) in (0u16..).zip(choice_rows(options, cells)) {
            let mut pen = Pen::new(buf, self.look, area, row);
            pen.to(from.saturating_sub(1));
            for option in line {
                let (open, close) = self.look.brackets(option.chosen);
                let ink = match (option.chosen, option.proposed) {
                    (true, _) => Ink::Strong,
                    (false, true) => Ink::Accent,
                    (false, false) => Ink::Text,
                };
                let fill = if option.chosen { Ink::Hand } else { ink };
                let name = words_of(option);
                pen.put(open, fill).put(&name, ink).put(close, fill);
            }
        }
    }
}

impl Widget for &FieldRow<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let height = self.height(area.width).min(area.height);
        if self.focused {
            for row in 0..height {
                Pen::new(buf, self.look, area, row).ground(area.x, Ink::Hand);
            }
            Pen::new(buf, self.look, area, 0).put(">", Ink::Accent);
        }
        self.values(area, buf);
        let label_ink = if self.focused { Ink::Strong } else { Ink::Dim };
        let label_at = area.x.saturating_add(self.grid.label_at());
        let mark_at = area.x.saturating_add(self.grid.mark_at());
        Pen::new(buf, self.look, area, 0)
            .to(area.x.saturating_add(2))
            .until(label_at.saturating_sub(1))
            .put(self.group, Ink::Strong);
        Pen::new(buf, self.look, area, 0).to(label_at).until(mark_at).put(self.label, label_ink);
        let (mark, note_ink) = match self.mark {
            FieldMark::None => ("", Ink::Dim),
            FieldMark::Required => ("*", Ink::Dim),
            FieldMark::Wrong => ("!", Ink::Strong),
        };
        let mark_ink = if self.mark == FieldMark::Wrong { Ink::Strong } else { Ink::Accent };
        Pen::new(buf, self.look, area, 0).to(mark_at).put(mark, mark_ink);
        Pen::new(buf, self.look, area, 0).right(self.note, note_ink);
    }
}

fn words_of(option: &Choice<'_>) -> String {
    let proposed = if option.proposed && !option.chosen { "?" } else { "" };
    match option.digit {
        Some(digit) => format!("{digit} {}{proposed}", option.name),
        None => format!("{}{proposed}", option.name),
    }
}

fn option_cells(option: &Choice<'_>) -> usize {
    crate::text::width(&words_of(option)) + 2
}

fn choice_rows<'a, 'b>(options: &'b [Choice<'a>], cells: usize) -> Vec<&'b [Choice<'a>]> {
    let mut rows = Vec::new();
    let (mut start, mut wide) = (0, 0);
    for (at, option) in options.iter().enumerate() {
        let cell = option_cells(option);
        if wide + cell > cells + 2 && at > start {
            rows.extend(options.get(start..at));
            (start, wide) = (at, 0);
        }
        wide += cell;
    }
    rows.extend(options.get(start..));
    rows
}

fn chosen_cell(options: &[Choice<'_>], cells: usize) -> (usize, usize) {
    for (row, line) in choice_rows(options, cells).into_iter().enumerate() {
        let mut column = 0;
        for option in line {
            if option.chosen {
                return (row, column);
            }
            column += option_cells(option);
        }
    }
    (0, 0)
}
