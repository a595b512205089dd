//! The peer: the smallest ratatui program with as many rows, whose selection moves by the arrow keys.

use crossterm::event::{Event, KeyCode, read};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{List, ListItem, ListState};

pub fn run() {
    let mut terminal = ratatui::init();
    let mut state = ListState::default().with_selected(Some(0));
    loop {
        crossterm::execute!(std::io::stdout(), BeginSynchronizedUpdate).unwrap();
        terminal
            .draw(|frame| {
                let rows: Vec<ListItem<'_>> = (0..frame.area().height)
                    .map(|row| ListItem::new(format!("bare {row} 一行普通的文字，和队列里的一样长，没有别的")))
                    .collect();
                let list = List::new(rows).highlight_style(Style::new().add_modifier(Modifier::REVERSED));
                frame.render_stateful_widget(list, frame.area(), &mut state);
            })
            .unwrap();
        crossterm::execute!(std::io::stdout(), EndSynchronizedUpdate).unwrap();
        match read().unwrap() {
            Event::Key(key) if key.code == KeyCode::Char('q') => break,
            Event::Key(key) if key.code == KeyCode::Up => state.select_previous(),
            Event::Key(_) => state.select_next(),
            _ => {}
        }
    }
    ratatui::restore();
}
