//! What ratatui's own backend does, in fewer bytes: lines to a desk may be slow.
//!
//! ratatui places the cursor anew after every wide character and says both colours when one changes. Here the cursor
//! is placed only where it does not stand already, and a change of style is one sequence of what changed.

use std::fmt::Write as _;
use std::io::{self, Write};

use crossterm::style::Colored;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, IntoCrossterm, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

/// The backend; everything but drawing is ratatui's.
#[derive(Debug)]
pub struct Lean<W: Write> {
    out: W,
    rest: CrosstermBackend<W>,
    /// The frame being encoded.
    text: String,
}

impl<W: Write + Clone> Lean<W> {
    pub fn new(out: W) -> Self {
        Self { rest: CrosstermBackend::new(out.clone()), out, text: String::new() }
    }
}

impl<W: Write> Backend for Lean<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.text.clear();
        encode(&mut self.text, content);
        self.out.write_all(self.text.as_bytes())
    }

    fn append_lines(&mut self, n: u16) -> io::Result<()> {
        self.rest.append_lines(n)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.rest.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.rest.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.rest.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.rest.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.rest.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.rest.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.rest.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.rest.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// How cells look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, underline: Color::Reset, modifier: Modifier::empty() };

/// Cells as bytes of a terminal that shows plain text before and after.
fn encode<'a>(text: &mut String, content: impl Iterator<Item = (u16, u16, &'a Cell)>) {
    let mut now = PLAIN;
    let mut cursor: Option<(u16, u16)> = None;
    for (x, y, cell) in content {
        if cursor != Some((x, y)) {
            place(text, cursor, (x, y));
        }
        let look = Look { fg: cell.fg, bg: cell.bg, underline: cell.underline_color, modifier: cell.modifier };
        if look != now {
            restyle(text, now, look);
            now = look;
        }
        text.push_str(cell.symbol());
        cursor = advance(cell.symbol()).map(|cells| (x.saturating_add(cells), y));
    }
    if now != PLAIN {
        text.push_str("\x1b[0m");
    }
}

/// Moves the cursor, along the row where that is all.
fn place(text: &mut String, from: Option<(u16, u16)>, (x, y): (u16, u16)) {
    let _ = match from {
        Some((column, row)) if row == y && column < x => match x - column {
            1 => write!(text, "\x1b[C"),
            cells => write!(text, "\x1b[{cells}C"),
        },
        _ => write!(text, "\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1),
    };
}

/// By how many cells a symbol moves the cursor on every terminal; nothing where terminals do not agree.
fn advance(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else { return None };
    match only {
        // Ideographs, kana, syllables and full-width forms; what is listed here is wide everywhere.
        '\u{3000}'..='\u{303e}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' => Some(2),
        // The signs of the screens are narrow, or the screens would not use them; ratatui relies on that as well.
        _ if crate::text::width(symbol) == 1 => Some(1),
        _ => None,
    }
}

/// One sequence that turns one look into another.
fn restyle(text: &mut String, mut from: Look, to: Look) {
    let mut codes = Codes { text, count: 0 };
    if from.modifier.difference(to.modifier) != Modifier::empty() {
        // Bold and dim are switched off together, so what goes is left by beginning anew.
        codes.push(format_args!("0"));
        from = PLAIN;
    }
    let added = to.modifier.difference(from.modifier);
    // Their order is that of the numbers that switch them on: bold is 1, crossed out is 9.
    for (code, modifier) in (1..).zip(Modifier::all().iter()) {
        if added.contains(modifier) {
            codes.push(format_args!("{code}"));
        }
    }
    if from.fg != to.fg {
        codes.push(format_args!("{}", Colored::ForegroundColor(to.fg.into_crossterm())));
    }
    if from.bg != to.bg {
        codes.push(format_args!("{}", Colored::BackgroundColor(to.bg.into_crossterm())));
    }
    if from.underline != to.underline {
        codes.push(format_args!("{}", Colored::UnderlineColor(to.underline.into_crossterm())));
    }
    codes.end();
}

/// The parameters of one sequence.
struct Codes<'a> {
    text: &'a mut String,
    count: usize,
}

impl Codes<'_> {
    fn push(&mut self, code: std::fmt::Arguments<'_>) {
        self.text.push_str(if self.count == 0 { "\x1b[" } else { ";" });
        self.count += 1;
        let _ = self.text.write_fmt(code);
    }

    fn end(self) {
        if self.count > 0 {
            self.text.push('m');
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 24, 6);

    type Piece = (u16, u16, String, Color, Color, Modifier);

    fn painted(pieces: &[Piece]) -> Buffer {
        let mut buffer = Buffer::empty(AREA);
        for (x, y, text, fg, bg, modifier) in pieces {
            buffer.set_string(*x, *y, text, Style::new().fg(*fg).bg(*bg).add_modifier(*modifier));
        }
        buffer
    }

    fn frame(from: &Buffer, to: &Buffer) -> String {
        let mut text = String::new();
        encode(&mut text, from.diff(to).into_iter());
        text
    }

    /// The same as ratatui's own backend writes it.
    fn ratatuis(from: &Buffer, to: &Buffer) -> Vec<u8> {
        crossterm::style::force_color_output(true);
        let mut bytes = Vec::new();
        CrosstermBackend::new(&mut bytes).draw(from.diff(to).into_iter()).unwrap();
        bytes
    }

    fn terminal() -> vt100::Parser {
        vt100::Parser::new(AREA.height.try_into().unwrap(), AREA.width.try_into().unwrap(), 0)
    }

    fn colour() -> impl Strategy<Value = Color> {
        prop_oneof![Just(Color::Reset), any::<u8>().prop_map(Color::Indexed), Just(Color::Rgb(1, 2, 3))]
    }

    fn piece() -> impl Strategy<Value = Piece> {
        let modifier = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::REVERSED.union(Modifier::BOLD)),
            Just(Modifier::UNDERLINED),
        ];
        (0..AREA.width, 0..AREA.height, "[a-z 退款坐席，。│]{1,9}", colour(), colour(), modifier)
    }

    proptest! {
        #[test]
        fn a_terminal_shows_every_frame_as_ratatui_itself_would_have_it(
            frames in proptest::collection::vec(proptest::collection::vec(piece(), 0..8), 1..5)) {
            let (mut lean, mut wanted) = (terminal(), terminal());
            let mut before = Buffer::empty(AREA);
            for pieces in frames {
                let after = painted(&pieces);
                lean.process(frame(&before, &after).as_bytes());
                wanted.process(&ratatuis(&before, &after));
                for (y, x) in (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| (y, x))) {
                    prop_assert_eq!(lean.screen().cell(y, x), wanted.screen().cell(y, x), "at {}, {}", x, y);
                }
                before = after;
            }
        }
    }

    #[test]
    fn a_row_of_chinese_is_written_in_one_go() {
        let row = painted(&[(0, 0, "退款 三家店".to_owned(), Color::Reset, Color::Reset, Modifier::empty())]);
        assert_eq!(frame(&Buffer::empty(AREA), &row), "\u{1b}[1;1H退款\u{1b}[C三家店");
    }

    #[test]
    fn the_cursor_is_placed_anew_behind_what_terminals_draw_differently() {
        assert_eq!(
            ["a", "退", "│", "👍", "e\u{301}", "❤\u{fe0f}"].map(advance),
            [Some(1), Some(2), Some(1), None, None, None]
        );
    }

    #[test]
    fn only_what_changed_is_said() {
        let mut text = String::new();
        let bold = Look { modifier: Modifier::BOLD, fg: Color::Indexed(9), ..PLAIN };
        restyle(&mut text, PLAIN, bold);
        restyle(&mut text, bold, Look { fg: Color::Reset, ..bold });
        restyle(&mut text, bold, Look { bg: Color::Rgb(1, 2, 3), fg: bold.fg, ..PLAIN });
        assert_eq!(text, "\u{1b}[1;38;5;9m\u{1b}[39m\u{1b}[0;38;5;9;48;2;1;2;3m");
    }
}
