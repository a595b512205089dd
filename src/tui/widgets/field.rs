//! The value of a row of a form in every state it can be in.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::pen::{Ink, Pen};
use super::text_field::TextField;
use crate::text;
use crate::tui::theme::Role;

/// Widths of the columns of a form; longer words need wider labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Cells of the group's question, which starts at column 2.
    pub group: u16,
    /// Cells of the label.
    pub label: u16,
}

impl Grid {
    pub const CHINESE: Self = Self { group: 6, label: 8 };
    pub const ENGLISH: Self = Self { group: 8, label: 15 };

    pub const fn label_at(self) -> u16 {
        2 + self.group + 2
    }

    /// Column of `*` or `!`.
    pub const fn mark_at(self) -> u16 {
        self.label_at() + self.label
    }

    pub const fn value_at(self) -> u16 {
        self.mark_at() + 2
    }
}

/// What stands between label and value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldMark {
    None,
    /// Required and still empty.
    Required,
    /// Wrong, or missing after trying to leave.
    Wrong,
}

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
    Choice(&'a [Choice<'a>]),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<'a> {
    /// The key that picks it; nothing when only the arrows reach it.
    pub digit: Option<u8>,
    pub name: &'a str,
    /// Whether it is chosen (ticked, where several may be).
    pub chosen: bool,
    pub proposed: bool,
}

/// The value of a row of a form, with its mark and its note.
#[derive(Debug)]
pub struct FieldRow<'a> {
    pub ink: Ink,
    pub grid: Grid,
    pub mark: FieldMark,
    pub value: FieldValue<'a>,
    /// Where the value came from, or what is wrong.
    pub note: &'a str,
    /// The note asks for a second look.
    pub warns: bool,
    pub focused: bool,
}

impl FieldRow<'_> {
    fn cells(&self, width: u16) -> usize {
        let note = u16::try_from(text::width(self.note)).unwrap_or(0);
        let note = if note == 0 { 0 } else { note + 2 };
        usize::from(width.saturating_sub(self.grid.value_at()).saturating_sub(note).max(8))
    }

    /// Rows it takes at this width.
    pub fn height(&self, width: u16) -> u16 {
        u16::try_from(self.rows(width).0).unwrap_or(u16::MAX)
    }

    /// Rows it takes at this width, and the cell among them where the cursor stands.
    fn rows(&self, width: u16) -> (usize, (usize, usize)) {
        let (rows, at) = match self.value {
            FieldValue::Typed(typed) => {
                let (rows, at) = typed.rows(self.cells(width));
                (if self.focused { rows.len().max(at.0 + 1) } else { rows.len() }, at)
            }
            FieldValue::Choice(options) => {
                let cells = self.cells(width);
                (choice_rows(options, cells).len(), chosen_cell(options, cells))
            }
            _ => (1, (0, 0)),
        };
        (rows.max(1), at)
    }

    /// Its value, from this row of it on.
    fn values(&self, area: Rect, first: usize, buf: &mut Buffer) {
        let from = area.x.saturating_add(self.grid.value_at());
        let cells = self.cells(area.width);
        let end = from.saturating_add(u16::try_from(cells).unwrap_or(u16::MAX));
        match self.value {
            FieldValue::Empty(ask) => {
                let asked = if ask.is_empty() { String::new() } else { format!("({ask})") };
                Pen::new(buf, self.ink, area, 0).to(from).until(end).put(&asked, Role::Dim);
            }
            FieldValue::Guess(words) => {
                let guessed = format!("{words} ?");
                Pen::new(buf, self.ink, area, 0).to(from).until(end).put(&guessed, Role::Accent);
            }
            FieldValue::Fixed(words) => {
                Pen::new(buf, self.ink, area, 0).to(from).until(end).put(words, Role::Text);
            }
            FieldValue::Typed(typed) => {
                let role = if self.mark == FieldMark::Wrong { Role::Own } else { Role::Text };
                for (row, range) in (0..area.height).zip(typed.rows(cells).0.into_iter().skip(first)) {
                    let words = typed.text().get(range).unwrap_or_default();
                    Pen::new(buf, self.ink, area, row).to(from).until(end).put(words, role);
                }
            }
            FieldValue::Choice(options) => self.options((area, first), buf, options, cells),
        }
    }

    fn options(&self, (area, first): (Rect, usize), buf: &mut Buffer, options: &[Choice<'_>], cells: usize) {
        let from = area.x.saturating_add(self.grid.value_at());
        for (row, line) in (0..area.height).zip(choice_rows(options, cells).into_iter().skip(first)) {
            let mut pen = Pen::new(buf, self.ink, area, row);
            pen.to(from.saturating_sub(1));
            for option in line {
                let (open, close) = self.ink.brackets(option.chosen);
                let role = match (option.chosen, option.proposed) {
                    (true, _) => Role::Strong,
                    (false, true) => Role::Accent,
                    (false, false) => Role::Text,
                };
                let fill = if option.chosen { Role::InHand } else { role };
                let name = words_of(option);
                pen.put(open, fill).put(&name, role).put(close, fill);
            }
        }
    }

    /// Draws it and says where the hardware cursor stands when it has the focus.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        // Where not all rows have room, those around the cursor do.
        let (room, (rows, (row, column))) = (usize::from(area.height), self.rows(area.width));
        let first = row.saturating_sub(room / 2).min(rows.saturating_sub(room));
        self.values(area, first, buf);
        let mark_at = area.x.saturating_add(self.grid.mark_at());
        let (mark, mark_role, note_role) = match self.mark {
            FieldMark::None if self.warns => ("", Role::Accent, Role::Amber),
            FieldMark::None => ("", Role::Accent, Role::Dim),
            FieldMark::Required => ("*", Role::Accent, Role::Dim),
            FieldMark::Wrong => ("!", Role::Strong, Role::Strong),
        };
        Pen::new(buf, self.ink, area, 0).to(mark_at).put(mark, mark_role);
        Pen::new(buf, self.ink, area, 0).right(self.note, note_role);
        let from = area.x.saturating_add(self.grid.value_at());
        let at = Position {
            x: from.saturating_add(u16::try_from(column).ok()?),
            y: area.y.saturating_add(u16::try_from(row.checked_sub(first)?).ok()?),
        };
        area.contains(at).then_some(at)
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
    text::width(&words_of(option)) + 2
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
