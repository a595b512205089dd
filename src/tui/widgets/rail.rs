//! The phrase rail: three to five phrases that fit, the next one in full, blanks never split.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::pen::{Ink, Pen};
use crate::text;
use crate::tui::theme::Role;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The manual's words.
    Words(String),
    /// Filled in from the case.
    Filled(String),
    /// Still to be filled: what is asked for.
    Blank(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The key that marks it as said.
    pub digit: u8,
    /// A few characters that name it.
    pub title: String,
    pub parts: Vec<Part>,
    pub said: bool,
    /// It is the one to say next.
    pub next: bool,
}

#[derive(Debug)]
pub struct Rail<'a> {
    pub ink: Ink,
    /// The heading (only where there is a row for it).
    pub title: &'a str,
    /// How digits work now, at the right of the heading.
    pub hint: &'a str,
    /// Digits mark phrases now: no field has the focus.
    pub pressing: bool,
    pub sayings: &'a [Saying],
    /// Next in full, the others as titles on one row (80 columns).
    pub short: bool,
}

/// Rows of a short rail: the longest phrase a manual may have, or a shorter one and the titles of the others.
pub const SHORT: u16 = 4;

type Run = (String, Role);

impl Rail<'_> {
    const fn digit_role(&self) -> Role {
        if self.pressing { Role::Accent } else { Role::Dim }
    }

    fn tall(&self, area: Rect, buf: &mut Buffer) {
        Pen::new(buf, self.ink, area, 0).right(self.hint, Role::Dim).put(self.title, Role::Strong);
        let mut row = 1;
        for (place, saying) in self.sayings.iter().enumerate() {
            if row >= area.height {
                return;
            }
            let after = self.sayings.len() - place - 1;
            Pen::new(buf, self.ink, area, row).put(&saying.digit.to_string(), self.digit_role());
            if saying.said {
                let said = format!("{} {}", saying.title, self.ink.glyphs.done);
                Pen::new(buf, self.ink, area, row).to(area.x + 3).put(&said, Role::Dim);
                row += 1;
                continue;
            }
            let rows = lines(saying, usize::from(area.width.saturating_sub(3)));
            // A phrase whose digit works is always named: the later ones keep a row each.
            if !saying.next && usize::from(area.height - row) < rows.len() + after {
                Pen::new(buf, self.ink, area, row).to(area.x + 3).put(&saying.title, Role::Dim);
                row += 1;
                continue;
            }
            for line in rows {
                draw(&line, self.ink, area, row, area.x + 3, buf);
                row += 1;
            }
        }
    }

    fn brief(&self, area: Rect, buf: &mut Buffer) {
        Pen::new(buf, self.ink, area, 0).put(self.title, Role::Strong);
        let digit_at = area.x.saturating_add(u16::try_from(text::width(self.title)).unwrap_or(0) + 2);
        let from = digit_at + 3;
        let mut row = 0;
        if let Some(next) = self.sayings.iter().find(|saying| saying.next) {
            Pen::new(buf, self.ink, area, 0).to(digit_at).put(&next.digit.to_string(), self.digit_role());
            let room = usize::from(area.right().saturating_sub(from));
            let rows = lines(next, room);
            for line in rows.iter().take(usize::from(area.height)) {
                draw(line, self.ink, area, row, from, buf);
                row += 1;
            }
            if rows.len() > usize::from(area.height) {
                // What is read aloud never ends in the middle unseen.
                Pen::new(buf, self.ink, area, area.height - 1).right("..", Role::Accent);
            }
        }
        if row >= area.height {
            return;
        }
        let mut pen = Pen::new(buf, self.ink, area, row);
        pen.to(digit_at);
        for saying in self.sayings.iter().filter(|saying| !saying.next) {
            let done = if saying.said { format!(" {}", self.ink.glyphs.done) } else { String::new() };
            let wide = text::width(&saying.title) + done.len() + 3;
            if wide > pen.room() {
                break;
            }
            pen.put(&saying.digit.to_string(), self.digit_role()).put("  ", Role::Text);
            pen.put(&saying.title, Role::Dim).put(&done, Role::Dim).put("   ", Role::Text);
        }
    }

    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        if area.height == 0 || area.width < 8 {
            return;
        }
        if self.short { self.brief(area, buf) } else { self.tall(area, buf) }
    }
}

fn draw(line: &[Run], ink: Ink, area: Rect, row: u16, from: u16, buf: &mut Buffer) {
    let mut pen = Pen::new(buf, ink, area, row);
    pen.to(from);
    for (words, role) in line {
        pen.put(words, *role);
    }
}

/// The phrase broken into rows; a blank stands on one row or, longer than a row, starts one.
fn lines(saying: &Saying, cells: usize) -> Vec<Vec<Run>> {
    let plain = if saying.next { Role::Strong } else { Role::Dim };
    let mut rows: Vec<Vec<Run>> = vec![Vec::new()];
    let mut wide = 0;
    for part in &saying.parts {
        let (words, role, whole) = match part {
            Part::Words(words) => (words.clone(), plain, false),
            Part::Filled(words) => (words.clone(), if saying.next { Role::Own } else { Role::Dim }, false),
            Part::Blank(ask) => (format!("〔{ask}〕"), if saying.next { Role::AccentFill } else { Role::Accent }, true),
        };
        let pieces = if whole { vec![words] } else { atoms(&words) };
        for piece in pieces {
            let cell = text::width(&text::fold_for_display(&piece));
            if wide + cell > cells && wide > 0 {
                // Closing punctuation does not begin a row: what it closes comes along, unless that was the whole row.
                let along = if is_closing(&piece) { last_atom(&mut rows) } else { None };
                rows.push(Vec::new());
                wide = 0;
                if let Some((words, role)) = along {
                    wide = text::width(&text::fold_for_display(&words));
                    push(&mut rows, words, role);
                }
            }
            wide += cell;
            push(&mut rows, piece, role);
        }
    }
    rows
}

fn is_closing(piece: &str) -> bool {
    piece.chars().next().is_some_and(|c| "，。！？；：、）」』,.!?;:) ".contains(c))
}

/// Takes the last atom off the last row; none where it is all the row has.
fn last_atom(rows: &mut [Vec<Run>]) -> Option<Run> {
    let row = rows.last_mut()?;
    let alone = row.len() == 1;
    let (words, role) = row.last_mut()?;
    let last = if words.starts_with('〔') { words.clone() } else { atoms(words).pop()? };
    if alone && last.len() == words.len() {
        return None;
    }
    let (last, role) = (last, *role);
    words.truncate(words.len() - last.len());
    if words.is_empty() {
        row.pop();
    }
    Some((last, role))
}

fn push(rows: &mut [Vec<Run>], piece: String, role: Role) {
    let Some(row) = rows.last_mut() else { return };
    match row.last_mut() {
        Some((words, last)) if *last == role => words.push_str(&piece),
        _ => row.push((piece, role)),
    }
}

/// The smallest parts a row may break between: words of a spaced script, single wide characters, and closing
/// punctuation together with what it closes.
fn atoms(words: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    for piece in words.split_word_bounds() {
        match atoms.last_mut() {
            Some(last) if is_closing(piece) => last.push_str(piece),
            _ => atoms.push(piece.to_owned()),
        }
    }
    atoms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::glyphs::Glyphs;
    use crate::tui::theme::{Depth, Scheme, Theme};

    fn saying(parts: Vec<Part>) -> Saying {
        Saying { digit: 1, title: "t".into(), parts, said: false, next: true }
    }

    #[test]
    fn a_blank_is_never_split_over_two_rows() {
        let phrase = saying(vec![
            Part::Words("目前查到支付网关证书今早过期，正在".into()),
            Part::Blank("在做什么".into()),
            Part::Words("。十点四十我再打给您。".into()),
        ]);
        for cells in 12..60 {
            let rows = lines(&phrase, cells);
            let whole = rows.iter().flatten().filter(|(words, _)| words.starts_with('〔') && words.ends_with('〕'));
            assert_eq!(whole.count(), 1, "{cells}");
        }
    }

    #[test]
    fn a_phrase_to_be_read_aloud_takes_the_row_of_the_titles_rather_than_be_cut() {
        let ink = Ink { theme: Theme::new(Scheme::Colourless, Depth::True), glyphs: Glyphs::UNICODE };
        let area = Rect::new(0, 0, 40, SHORT);
        let shown = |words: &str| {
            let sayings = [
                saying(vec![Part::Words(words.into())]),
                Saying { digit: 2, title: "other".into(), next: false, ..saying(Vec::new()) },
            ];
            let mut buf = Buffer::empty(area);
            let rail = Rail { ink, title: "Say", hint: "", pressing: false, sayings: &sayings, short: true };
            rail.draw(area, &mut buf);
            buf.content().iter().map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        let (short, long, longest) = ("word ".repeat(15) + "end.", "word ".repeat(22) + "end.", "word ".repeat(60));
        assert!(shown(&short).contains("end.") && shown(&short).contains("other"));
        assert!(shown(&long).contains("end.") && !shown(&long).contains("other"));
        assert!(shown(&longest).trim_end().ends_with(".."));
    }

    #[test]
    fn no_row_begins_with_closing_punctuation() {
        let phrase = saying(vec![
            Part::Words("听不到的话我先挂断，您可以重拨".into()),
            Part::Blank("热线号码".into()),
            Part::Words("。谢谢您，".into()),
            Part::Filled("周岚女士".into()),
            Part::Words("。".into()),
        ]);
        for cells in 16..60 {
            for row in lines(&phrase, cells) {
                let starts = row.first().is_some_and(|(words, _)| is_closing(words));
                let wide: usize = row.iter().map(|(words, _)| text::width(words)).sum();
                assert!(!starts && wide <= cells, "{cells}: {row:?}");
            }
        }
    }

    #[test]
    fn no_row_is_wider_than_the_rail() {
        let phrase = saying(vec![Part::Words("Thank you for waiting; the gateway is back, 您可以试一下。".into())]);
        for cells in 14..60 {
            for row in lines(&phrase, cells) {
                let wide: usize = row.iter().map(|(words, _)| text::width(words)).sum();
                assert!(wide <= cells + 2, "{cells}: {row:?}");
            }
        }
    }
}
