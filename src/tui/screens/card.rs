//! The case in hand: beside the list when there is room, below it when there is not. It stands where Case shows the
//! same things, so that opening a case changes only the left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::protocol::{CaseFile, QueueRow};
use crate::domain::say::{Moment, choose};
use crate::domain::{Case, Channel, Field, FollowUpKind};
use crate::text::{self, mask};
use crate::tui::cx::Cx;
use crate::tui::layout::{Grid, part};
use crate::tui::listing::{PREVIEW, Place};
use crate::tui::moment;
use crate::tui::names::{beside, in_major, joined, signs, spoken};
use crate::tui::paint::{self, Brush};
use crate::tui::screens::case::side::{dues, history};
use crate::tui::screens::phrases;
use crate::tui::slots;
use crate::tui::theme::Role;
use crate::tui::widgets::rail::SHORT as SHORT_RAIL;
use crate::tui::widgets::{DueLine, Pen, Rail, Saying, Who, due_block, entries};

/// Draws the case of a row, in full once its file is here; `duty` is the task the next contact is for, where the list is
/// one of tasks.
pub fn draw(
    row: Option<&QueueRow>,
    file: Option<&CaseFile>,
    duty: Option<FollowUpKind>,
    cx: &Cx,
    grid: &Grid,
    buf: &mut Buffer,
) {
    paint::rule(cx, grid, &mut Brush::new(buf));
    let Some(row) = row else { return };
    let file = file.filter(|file| file.case.id == row.id);
    let card = Card { cx, row, file, duty };
    if let Some(area) = grid.side {
        card.side(area, buf);
    } else if let Some(from) = Place::new(grid).preview {
        card.preview(Rect::new(grid.left, from, grid.work_width(), PREVIEW), buf);
    }
}

struct Card<'a> {
    cx: &'a Cx,
    row: &'a QueueRow,
    file: Option<&'a CaseFile>,
    duty: Option<FollowUpKind>,
}

impl Card<'_> {
    fn side(&self, area: Rect, buf: &mut Buffer) {
        let (cx, ink) = (self.cx, self.cx.ink());
        let (name, standing, more) = self.who();
        let state = cx.standing(self.row.state, self.row.next.map(|next| next.duty));
        let (head, sign) = (self.row.no.clone(), self.sign());
        Who { head, sign, state, name, standing, more }.draw(ink, part(area, 0, 4), buf);
        let Some(file) = self.file else { return };
        due_block(&cx.words.get("case-dues"), &self.due_lines(&file.case), ink, part(area, 5, 6), buf);
        let rail_end = area.height.saturating_sub(history::ROWS).max(13);
        self.rail(file, part(area, 12, rail_end - 12), false, buf);
        let facts = history::latest(file, history::ROWS, cx);
        entries(&cx.words.get("case-history"), &facts, 12, ink, part(area, rail_end, history::ROWS), buf);
    }

    fn preview(&self, area: Rect, buf: &mut Buffer) {
        let (name, standing, _) = self.who();
        Pen::new(buf, self.cx.ink(), area, 0)
            .right(&self.row.no, Role::Dim)
            .right(&self.sign(), Role::Amber)
            .put(&name, Role::Strong)
            .put("  ", Role::Text)
            .put(&standing, Role::Text);
        let Some(file) = self.file else { return };
        let mut pen = Pen::new(buf, self.cx.ink(), area, 1);
        for line in self.due_lines(&file.case) {
            let words = format!("{} {}", line.name, line.when);
            if text::width(&words) > pen.room() {
                break;
            }
            pen.put(&words, line.nearness.role()).put("   ", Role::Text);
        }
        if let Some(last) = history::last(file, self.cx) {
            Pen::new(buf, self.cx.ink(), area, 2)
                .put(&last.name, Role::Dim)
                .put("  ", Role::Text)
                .put(&last.words, Role::Text);
        }
        self.rail(file, Rect { y: area.y + 3, height: SHORT_RAIL, ..area }, true, buf);
    }

    /// The case says it where it is here: a list of tasks does not know it of every row.
    fn sign(&self) -> String {
        let known = (self.row.crossed, self.row.twice);
        let (crossed, twice) = self.file.map_or(known, |file| (!file.case.clashes.is_empty(), file.twice));
        let major = self.file.map_or(self.row.major, |file| file.case.in_major());
        joined(&[signs(crossed, twice, self.cx), in_major(major, self.cx), beside(self.row.id, self.cx)])
    }

    /// Name and company; standing, number and whether identity was checked; mood and wish.
    fn who(&self) -> (String, String, String) {
        let number = mask::phone(&self.row.phone);
        let Some(file) = self.file else { return (mask::name(&self.row.customer), number, String::new()) };
        let record = &file.case.record;
        let words = |field: Field| record.text(field).unwrap_or_default().to_owned();
        let (name, title) = (words(Field::CustomerName), words(Field::Title));
        let name = spoken(&name, &title);
        let tier = self.cx.tier_name(file.tier);
        let checked = self.cx.words.get(if file.case.verified { "case-verified" } else { "case-unverified" });
        let emotions = &self.cx.rules.manual.emotions;
        let mood = record.code(Field::Emotion).and_then(|code| emotions.iter().find(|named| named.id == code));
        let mood = mood.map_or("", |named| named.names.get(self.cx.lang));
        let wish = record.text(Field::DesiredOutcome).map(|wish| format!("{}{wish}", self.cx.words.get("case-wants")));
        (
            joined(&[name, words(Field::Company)]),
            joined(&[tier, &number, &checked]),
            joined(&[mood, wish.as_deref().unwrap_or_default()]),
        )
    }

    fn due_lines(&self, case: &Case) -> Vec<DueLine> {
        dues::list(case, self.cx).iter().map(|due| due.line(self.cx, false)).collect()
    }

    /// What to say next; nobody speaks yet, so no digit marks one and blanks only carry the accent.
    fn rail(&self, file: &CaseFile, area: Rect, short: bool, buf: &mut Buffer) {
        let case = &file.case;
        let moment = Moment { filled: Some(slots::fillable(case, self.cx)), ..self.moment(file) };
        let mut next = short;
        let sayings: Vec<Saying> = (1_u8..)
            .zip(choose(&moment, &self.cx.rules.manual))
            .map(|(digit, phrase)| {
                let said = moment.said.contains(&phrase.id);
                let first = next && !said;
                next &= !first;
                let parts = slots::parts(slots::filled(phrase, Some(case), self.cx), phrase, self.cx);
                Saying { digit, title: phrases::title(phrase, self.cx), parts, said, next: first }
            })
            .collect();
        let title = self.cx.words.get("case-say");
        Rail { ink: self.cx.ink(), title: &title, hint: "", pressing: false, sayings: &sayings, short }.draw(area, buf);
    }

    /// A task is done by a call of ours.
    fn moment(&self, file: &CaseFile) -> Moment {
        let moment = moment::beside_list(file, self.cx);
        match self.duty {
            Some(duty) => Moment { channel: Channel::Outbound, ours: true, line: None, duty: Some(duty), ..moment },
            None => moment,
        }
    }
}
