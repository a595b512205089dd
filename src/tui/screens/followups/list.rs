//! A row of the work list: level, time left, what to do, for whom, about what, by when.

use ratatui::style::Modifier;

use crate::domain::protocol::FollowUpRow;
use crate::domain::{FollowUpKind, Lang, Level, Role as Who, TaskOwner};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::listing::{self, Column, Spot};
use crate::tui::names::{in_major, joined};
use crate::tui::paint::{self, Brush};
use crate::tui::theme::Role;

/// Columns of the list; what is absent has no room.
struct Columns {
    act: u16,
    customer: u16,
    matter: u16,
    note: Option<u16>,
    due: u16,
    end: u16,
}

impl Columns {
    const fn new(grid: &Grid, lang: Lang, all: bool) -> Self {
        let end = grid.right;
        let (customer, matter, due) = match lang {
            Lang::En => (31, 41, end - 15),
            _ => (31, 38, end - 11),
        };
        // A remark only where the matter keeps room for a dozen characters.
        let cells = if all { 15 } else { 10 };
        let note = if due > matter + 26 { Some(due - cells) } else { None };
        Self { act: 20, customer, matter, note, due, end }
    }

    /// The end of the matter: it may use the place of a remark where there is none.
    fn matter_end(&self, has_note: bool) -> u16 {
        self.note.filter(|_| has_note).unwrap_or(self.due) - 1
    }
}

pub fn columns(grid: &Grid, cx: &Cx) -> Vec<Column> {
    let columns = Columns::new(grid, cx.lang, false);
    let name = |key, from, end| Column { key, from, end, right: false };
    vec![
        name("followups-what", columns.act, columns.customer - 1),
        name("queue-customer", columns.customer, columns.matter - 1),
        name("followups-for", columns.matter, columns.matter_end(false)),
        Column { right: true, ..name("followups-due", columns.due, columns.end) },
    ]
}

pub fn draw(row: &FollowUpRow, spot: Spot<'_>, all: bool, cx: &Cx, brush: &mut Brush<'_>) {
    let (theme, y, columns) = (&cx.theme, spot.y, Columns::new(spot.grid, cx.lang, all));
    let plain = theme.style(Role::Text);
    let dim = theme.style(Role::Dim);
    level(row, cx, y, brush);
    let timed = listing::time_left(&row.item.next, cx, y, plain, brush);
    let act = if spot.in_hand { timed.add_modifier(Modifier::BOLD) } else { timed };
    brush.put(columns.act, y, columns.customer - 1, &act_name(row.item.what, cx), act);
    brush.put(columns.customer, y, columns.matter - 1, &text::mask::name(&row.case.customer), plain);
    let mut note = note(row, cx);
    if all {
        note = joined(&[owner(row, cx), note]);
    }
    let (major, end) = (in_major(row.case.major, cx), columns.matter_end(!note.is_empty()));
    let mut x = columns.matter;
    if !major.is_empty() {
        x = brush.put(x, y, end, &major, theme.bold(Role::Strong)) + 1;
    }
    brush.put(x, y, end, matter(row), plain);
    if let Some(x) = columns.note {
        brush.put(x, y, columns.due - 1, &note, dim);
    }
    brush.right(columns.due, y, columns.end, &cx.moment(row.item.next.due), dim);
}

/// The fill of level 1 asks for a hand now; it goes away with the archive.
fn level(row: &FollowUpRow, cx: &Cx, y: u16, brush: &mut Brush<'_>) {
    if row.case.level == Some(Level::ONE) && row.case.state.is_terminal() {
        let word = text::cut(cx.level_name(Level::ONE), 4);
        brush.put(3, y, 8, &word, cx.theme.style(Role::Dim));
    } else {
        paint::level(cx, brush, (2, y), row.case.level);
    }
}

/// What was promised, in its own words, else what the case is about.
fn matter(row: &FollowUpRow) -> &str {
    if row.item.text.is_empty() { &row.case.summary } else { &row.item.text }
}

/// What has to be done, in a word.
pub fn act_name(what: FollowUpKind, cx: &Cx) -> String {
    cx.words.get(&format!("followups-act-{}", what.as_str().replace('_', "-")))
}

/// What one should know before calling: missed already, which try, that it cannot be put off, who has the case.
fn note(row: &FollowUpRow, cx: &Cx) -> String {
    let item = &row.item;
    if item.missed > 0 {
        return cx.words.get("followups-note-missed");
    }
    if item.attempts > 0 {
        return cx.words.with("followups-note-try", &[("n", i64::from(item.attempts + 1).into())]);
    }
    match item.what {
        FollowUpKind::Promise => cx.words.get("followups-note-firm"),
        _ if item.snoozed > 0 => cx.words.with("followups-note-snoozed", &[("n", i64::from(item.snoozed).into())]),
        _ => row
            .case
            .waiting_for
            .as_deref()
            .map_or_else(String::new, |who| cx.pause_name(who).unwrap_or_else(|| cx.holder_name(who)).to_owned()),
    }
}

/// Whose it is where it may be anybody's.
fn owner(row: &FollowUpRow, cx: &Cx) -> String {
    match row.item.owner {
        TaskOwner::Person(person) => cx.number_of(person).to_owned(),
        TaskOwner::Leads => cx.role_name(Who::Lead).to_owned(),
    }
}
