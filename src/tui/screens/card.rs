//! The case in hand: beside the list when there is room, below it when there is not. It stands where Case shows the
//! same things, so that opening a case changes only the left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::domain::phrase::{self, PhraseContext, RAIL};
use crate::domain::protocol::{CaseFile, QueueRow};
use crate::domain::{Case, Channel, Field, Tier};
use crate::text::{self, mask};
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::listing::{PREVIEW, Place};
use crate::tui::names::spoken;
use crate::tui::screens::case::side::{dues, history};
use crate::tui::screens::phrases;
use crate::tui::slots;
use crate::tui::widgets::rail::SHORT as SHORT_RAIL;
use crate::tui::widgets::{DueBlock, DueLine, Entries, Ink, Look, Pen, Rail, Saying, Who};

/// Draws the case of a row, in full once its file is here; `outbound` names the group of phrases
/// that open the next contact when it is a call of ours.
pub fn draw(
    row: Option<&QueueRow>,
    file: Option<&CaseFile>,
    outbound: Option<&str>,
    cx: &Cx,
    grid: &Grid,
    buf: &mut Buffer,
) {
    let look = Look::of(&cx.theme, cx.glyphs);
    let Some(row) = row else {
        rule(&look, grid, buf);
        return;
    };
    let file = file.filter(|file| file.case.id == row.id);
    let card = Card { cx, look: &look, row, file, outbound };
    if let Some(area) = grid.side {
        rule(&look, grid, buf);
        card.side(area, buf);
    } else if let Some(from) = Place::new(grid).preview {
        card.preview(Rect::new(grid.left, from, grid.work_width(), PREVIEW), buf);
    }
}

fn rule(look: &Look, grid: &Grid, buf: &mut Buffer) {
    let Some(x) = grid.rule else { return };
    for y in 0..grid.rows() {
        Pen::new(buf, look, Rect::new(x, grid.top, 1, grid.rows()), y).put(look.rule(), Ink::Rule);
    }
}

struct Card<'a> {
    cx: &'a Cx,
    look: &'a Look,
    row: &'a QueueRow,
    file: Option<&'a CaseFile>,
    outbound: Option<&'a str>,
}

impl Card<'_> {
    fn side(&self, area: Rect, buf: &mut Buffer) {
        let part = |from: u16, rows: u16| Rect {
            y: area.y + from,
            height: rows.min(area.height.saturating_sub(from)),
            ..area
        };
        let (name, standing, more) = self.who();
        let state = self.cx.state_name(self.row.state);
        let who = Who { look: self.look, head: &self.row.no, state, name: &name, standing: &standing, more: &more };
        who.render(part(0, 4), buf);
        let Some(file) = self.file else { return };
        let lines = self.due_lines(&file.case);
        let widest = lines.iter().map(|line| text::width(&line.name)).max().unwrap_or(10).clamp(10, 16);
        let name_cells = u16::try_from(widest).unwrap_or(10);
        let title = self.cx.words.get("case-dues");
        DueBlock { look: self.look, title: &title, lines: &lines, name_cells }.render(part(5, 6), buf);
        let rail_end = area.height.saturating_sub(history::ROWS).max(13);
        self.rail(&file.case, part(12, rail_end - 12), false, buf);
        let facts = history::latest(file, history::ROWS, self.cx);
        let title = self.cx.words.get("case-history");
        Entries { look: self.look, title: &title, rows: &facts, name_cells: 12 }
            .render(part(rail_end, history::ROWS), buf);
    }

    fn preview(&self, area: Rect, buf: &mut Buffer) {
        let (name, standing, _) = self.who();
        Pen::new(buf, self.look, area, 0)
            .right(&self.row.no, Ink::Dim)
            .put(&name, Ink::Strong)
            .put("  ", Ink::Text)
            .put(&standing, Ink::Text);
        let Some(file) = self.file else { return };
        let mut pen = Pen::new(buf, self.look, area, 1);
        for line in self.due_lines(&file.case) {
            let words = format!("{} {}", line.name, line.when);
            if text::width(&words) > pen.room() {
                break;
            }
            pen.put(&words, line.nearness.ink()).put("   ", Ink::Text);
        }
        if let Some(last) = history::latest(file, 1, self.cx).first() {
            Pen::new(buf, self.look, area, 2)
                .put(&last.name, Ink::Dim)
                .put("  ", Ink::Text)
                .put(&last.words, Ink::Text);
        }
        self.rail(&file.case, Rect { y: area.y + 3, height: SHORT_RAIL, ..area }, true, buf);
    }

    /// Name and company; standing, number and whether identity was checked; mood and wish.
    fn who(&self) -> (String, String, String) {
        let number = mask::phone(&self.row.phone);
        let Some(file) = self.file else {
            return (mask::name(&self.row.customer), number, String::new());
        };
        let record = &file.case.record;
        let words = |field: Field| record.text(field).unwrap_or_default().to_owned();
        let (name, title) = (words(Field::CustomerName), words(Field::Title));
        let name = spoken(&name, &title);
        let tier = if file.tier == Tier::Standard { "" } else { self.cx.tier_name(file.tier) };
        let checked = self.cx.words.get(if file.case.verified { "case-verified" } else { "case-unverified" });
        let emotions = &self.cx.rules.manual.emotions;
        let mood = record.code(Field::Emotion).and_then(|code| emotions.iter().find(|named| named.id == code));
        let mood = mood.map_or("", |named| named.names.get(self.cx.lang));
        let wish = record.text(Field::DesiredOutcome).map(|wish| format!("{}{wish}", self.cx.words.get("case-wants")));
        (
            joined(&[&name, &words(Field::Company)]),
            joined(&[tier, &number, &checked]),
            joined(&[mood, wish.as_deref().unwrap_or_default()]),
        )
    }

    fn due_lines(&self, case: &Case) -> Vec<DueLine> {
        dues::list(case, self.cx).iter().map(|due| due.line(self.cx, false)).collect()
    }

    /// The phrases that fit; nobody speaks yet, so no digit marks one and blanks only carry the accent.
    fn rail(&self, case: &Case, area: Rect, short: bool, buf: &mut Buffer) {
        let context = PhraseContext {
            stage: case.state.stage(),
            channel: if self.outbound.is_some() { Channel::Outbound } else { self.row.channel },
            kind: case.record.code(Field::Kind),
            level: case.level,
            emotion: case.record.code(Field::Emotion),
            note: false,
        };
        let mut fitting = phrase::fitting(&self.cx.rules.manual, &context);
        fitting.sort_by_key(|phrase| self.outbound.is_some_and(|group| phrase.group != group));
        let mut next = short;
        let sayings: Vec<Saying> = (1_u8..)
            .zip(fitting.into_iter().take(RAIL))
            .map(|(digit, phrase)| {
                let said = case.said.iter().any(|(id, _)| *id == phrase.id);
                let first = next && !said;
                next &= !first;
                let parts = slots::parts(slots::filled(phrase, Some(case), self.cx), phrase, self.cx);
                Saying { digit, title: phrases::title(phrase, self.cx), parts, said, next: first }
            })
            .collect();
        let title = self.cx.words.get("case-say");
        Rail { look: self.look, title: &title, hint: "", pressing: false, sayings: &sayings, short }.render(area, buf);
    }
}

fn joined(parts: &[&str]) -> String {
    let full: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    full.join("  ")
}
