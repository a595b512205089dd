//! What a person sees: a model's screen as text, and what the coach's strip quotes.

// Each test crate uses its own part of this.
#![allow(dead_code)]

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;
use zuoxi::tui::{Model, view};

/// The screen as text, every row as wide as the terminal, and where the cursor stands.
pub fn screen(model: &Model) -> (String, Position) {
    let (columns, rows) = model.cx.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| view(model, frame)).unwrap();
    let cursor = terminal.get_cursor_position().unwrap();
    let buffer = terminal.backend().buffer().clone();
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let (mut line, mut skip) = (String::new(), 0);
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = zuoxi::text::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        assert_eq!(zuoxi::text::width(&line), usize::from(columns), "row {y} is as wide as the screen: {line:?}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    (text, cursor)
}

/// The keys and words a row of the coach quotes, in order: `[F8]`, `「words」`.
pub fn quoted(row: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = row;
    while let Some(at) = rest.find(['[', '「']) {
        let close = if rest[at..].starts_with('[') { ']' } else { '」' };
        let end = at + rest[at..].find(close).expect("a quote is closed");
        found.push(rest[at..end].to_owned());
        rest = &rest[end..];
    }
    found
}
