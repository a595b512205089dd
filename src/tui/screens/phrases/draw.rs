//! The phrase book on screen: titles at the left, the whole wording beside them or below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::{Part, Phrases, open_case};
use crate::domain::manual::Phrase;
use crate::domain::say::Piece;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::paint::{self, Brush, cells};
use crate::tui::slots;
use crate::tui::theme::Role;

/// Rows of the wording below the list where there is no side.
const BELOW: u16 = 6;

/// The rows the list takes; the end is exclusive.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    head: u16,
    first: u16,
    end: u16,
}

impl Place {
    pub const fn new(grid: &Grid) -> Self {
        let head = if grid.wide { grid.top } else { grid.top + 1 };
        let end = if grid.wide { grid.bottom } else { grid.bottom - BELOW };
        Self { head, first: head + 1, end }
    }

    /// The screen's rows of the list.
    pub const fn rows(self) -> std::ops::Range<u16> {
        self.first..self.end
    }

    pub const fn room(self) -> u16 {
        self.end.saturating_sub(self.first)
    }
}

/// The phrase's own title, or what its group is called.
pub fn title(phrase: &Phrase, cx: &Cx) -> String {
    phrase.title.as_ref().map_or_else(|| group_name(phrase, cx).to_owned(), |names| names.get(cx.lang).to_owned())
}

/// What the phrase is for.
pub fn group_name<'a>(phrase: &Phrase, cx: &'a Cx) -> &'a str {
    let groups = &cx.rules.manual.phrase_groups;
    groups.iter().find(|group| group.id == phrase.group).map_or("", |group| group.names.get(cx.lang))
}

pub fn draw(book: &Phrases, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Position {
    let mut brush = Brush::new(buf);
    let place = Place::new(grid);
    let field = head(book, cx, grid, place, &mut brush);
    paint::rule(cx, grid, &mut brush);
    let whole = grid.side.unwrap_or_else(|| Rect::new(2, place.end + 1, grid.work_width(), BELOW - 1));
    let hand = match book.part {
        Part::Say => say(book, cx, grid, place, whole, &mut brush),
        Part::Avoid => avoid(book, cx, grid, place, whole, &mut brush),
    };
    field.unwrap_or(Position::new(0, hand))
}

/// The heading with the two parts, or the search line.
fn head(book: &Phrases, cx: &Cx, grid: &Grid, place: Place, brush: &mut Brush<'_>) -> Option<Position> {
    let y = place.head;
    if book.finding {
        brush.under(0, y, grid.right, cx.theme.style(Role::InHand));
    }
    let (say, avoid) = (cx.words.get("phrases-part-say"), cx.words.get("phrases-part-avoid"));
    let mut end = grid.right;
    for (words, part) in [(avoid, Part::Avoid), (say, Part::Say)] {
        end = tab(cx, brush, y, end, &words, part == book.part).saturating_sub(1);
    }
    if !book.finding && book.field.is_empty() {
        let key = if book.part == Part::Say { "phrases-title" } else { "phrases-avoid-title" };
        let words = cx.words.with(key, &[("n", book.len(cx).into())]);
        brush.put(2, y, end, &words, cx.theme.bold(Role::Text));
        return None;
    }
    let x = brush.put(2, y, end, &cx.words.get("phrases-find"), cx.theme.bold(Role::Text)) + 2;
    let found = cx.words.with("phrases-found", &[("n", book.len(cx).into())]);
    let count_at = brush.right(x + 12, y, end.saturating_sub(1), &found, cx.theme.style(Role::Dim));
    let cursor = book.field.draw(brush, x, y, count_at.saturating_sub(1), cx.theme.style(Role::Text));
    book.finding.then_some(cursor)
}

fn tab(cx: &Cx, brush: &mut Brush<'_>, y: u16, end: u16, words: &str, here: bool) -> u16 {
    let (shown, style) = match (here, cx.theme.is_colourless()) {
        (true, true) => (format!("[{words}]"), Style::new().add_modifier(Modifier::BOLD)),
        (true, false) => (format!(" {words} "), cx.theme.bold(Role::Accent).add_modifier(Modifier::UNDERLINED)),
        (false, _) => (format!(" {words} "), cx.theme.style(Role::Dim)),
    };
    brush.right(2, y, end, &shown, style)
}

/// Draws the phrases and the one in hand in full; gives the row in hand.
fn say(book: &Phrases, cx: &Cx, grid: &Grid, place: Place, whole: Rect, brush: &mut Brush<'_>) -> u16 {
    let found = book.phrases(cx);
    let titles_end = 2 + found.iter().map(|phrase| cells(&title(phrase, cx))).max().unwrap_or(0).min(22);
    let case = open_case(cx);
    let hand = book.menu.draw(place.rows(), grid.right, found.len(), cx.ink(), brush, |brush, at, y, _| {
        let Some(phrase) = found.get(at) else { return };
        let said = case.is_some_and(|case| case.said.iter().any(|(id, _)| *id == phrase.id));
        brush.put(2, y, titles_end, &title(phrase, cx), cx.theme.style(Role::Text));
        let mark = if said { cx.glyphs.done } else { "" };
        brush.put(titles_end + 1, y, titles_end + 2, mark, cx.theme.style(Role::Dim));
        let line = slots::plain(&slots::filled(phrase, case, cx), Some(phrase), cx);
        brush.put(titles_end + 3, y, grid.right, &line, cx.theme.style(Role::Dim));
    });
    let Some(phrase) = found.get(book.menu.at()) else {
        brush.put(2, place.first, grid.right, &cx.words.get("phrases-none"), cx.theme.style(Role::Text));
        return hand;
    };
    let origin = match case {
        Some(case) => cx.words.with("phrases-for-case", &[("no", case.no.as_str().into())]),
        None => cx.words.get("phrases-no-case"),
    };
    let about = format!("{}  {}", title(phrase, cx), cx.stage_name(phrase.stage));
    let x = brush.right(whole.x + 12, whole.y, whole.right(), &origin, cx.theme.style(Role::Dim));
    brush.put(whole.x, whole.y, x.saturating_sub(1), &about, cx.theme.bold(Role::Text));
    let below = Rect { y: whole.y + 1, height: whole.height.saturating_sub(1), ..whole };
    wording(&slots::filled(phrase, case, cx), Some(phrase), cx, below, brush);
    hand
}

/// Draws what is better not said, and the one in hand with what to say instead; gives the row in hand.
fn avoid(book: &Phrases, cx: &Cx, grid: &Grid, place: Place, whole: Rect, brush: &mut Brush<'_>) -> u16 {
    let found = book.avoided(cx);
    let hand = book.menu.draw(place.rows(), grid.right, found.len(), cx.ink(), brush, |brush, at, y, _| {
        let forms = found.get(at).map_or_else(String::new, |avoid| avoid.forms.join("  "));
        brush.put(2, y, grid.right, &forms, cx.theme.style(Role::Text));
    });
    let Some(avoid) = found.get(book.menu.at()) else {
        brush.put(2, place.first, grid.right, &cx.words.get("phrases-none"), cx.theme.style(Role::Text));
        return hand;
    };
    let end = whole.right();
    let x = brush.put(whole.x, whole.y, end, &cx.words.get("phrases-avoid"), cx.theme.bold(Role::Text)) + 2;
    brush.put(x, whole.y, end, &avoid.forms.join("  "), cx.theme.style(Role::Dim));
    brush.put(whole.x, whole.y + 1, end, &cx.words.get("phrases-instead"), cx.theme.style(Role::Dim));
    let below = Rect { y: whole.y + 2, height: whole.height.saturating_sub(2), ..whole };
    wording(&slots::better(avoid, open_case(cx), cx), None, cx, below, brush);
    hand
}

/// The wording in full: strong, what was filled in underlined, blanks filled with colour and never split.
fn wording(pieces: &[Piece], phrase: Option<&Phrase>, cx: &Cx, area: Rect, brush: &mut Brush<'_>) {
    let theme = &cx.theme;
    let (mut x, mut y) = (area.x, area.y);
    for piece in pieces {
        let (atoms, style): (Vec<String>, Style) = match piece {
            Piece::Text(text) => (atoms(text), theme.style(Role::Strong)),
            Piece::Filled { text, .. } => (atoms(text), theme.style(Role::Strong).add_modifier(Modifier::UNDERLINED)),
            Piece::Blank(slot) => {
                (vec![format!("〔{}〕", slots::question(phrase, slot, cx))], theme.style(Role::AccentFill))
            }
        };
        for atom in atoms {
            if x + cells(&atom) > area.right() && x > area.x {
                x = area.x;
                y += 1;
            }
            if y >= area.bottom() {
                return;
            }
            if x > area.x || !atom.trim().is_empty() {
                x = brush.put(x, y, area.right(), &atom, style);
            }
        }
    }
}

/// Words that stay together on a row: closing marks stay with what they close.
fn atoms(text: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    for word in text.split_word_bounds() {
        let closes = word.chars().next().is_some_and(|c| "，。！？；：、）」』,.!?;:)'’”".contains(c));
        match atoms.last_mut() {
            Some(last) if closes => last.push_str(word),
            _ => atoms.push(word.to_owned()),
        }
    }
    atoms
}
