//! What did we promise, to whom, by when?

mod acts;
mod ask;
mod list;

use ratatui::buffer::Buffer;

use self::acts::Did;
use crate::domain::protocol::{CaseFile, DueKind, FollowUpRow, Loaded, Query, Token};
use crate::domain::{FollowUpKind, Role};
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::listing::{Asked, Batch, Column, Empty, ListActs, ListOf, Rows, Spot, Then};
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Hint, Told};
use crate::tui::screens::{Table, card, due_act};
use crate::tui::way::{Goal, Press, Way};

const TABLES: &[&str] = &["followups", "lists", "line", "everywhere"];
const ACTIONS: &str =
    "open due done acts why told renegotiate put_off no_answer whose down up page_down page_up first last";
/// The headings, in the order of the list.
const GROUPS: [&str; 3] = ["followups-now", "followups-today", "followups-later"];

#[derive(Debug, Default)]
pub struct FollowUps {
    /// Everybody's, not only the agent's own.
    all: bool,
    /// Rows of each group in the whole list.
    sizes: [usize; 3],
    sent: Option<Did>,
}

impl ListOf for FollowUps {
    type Row = FollowUpRow;

    const TABLE: Table = Table { chain: TABLES, actions: ACTIONS };
    const OF_A_ROW: &'static [&'static str] =
        &["open", "due", "done", "acts", "why", "told", "renegotiate", "put_off", "no_answer"];
    const IS_SEARCHED: bool = false;
    const HEADS_FIRST: bool = true;

    fn question(&self, asked: Asked<'_>, cx: &Cx) -> Query {
        Query::FollowUps {
            agent: cx.agent.person,
            lead: cx.agent.is(Role::Lead),
            all: self.all,
            offset: asked.offset,
            limit: asked.limit,
            now: cx.now,
        }
    }

    fn rows(&mut self, answer: Loaded, asked: Asked<'_>, cx: &mut Cx) -> Option<Batch<FollowUpRow>> {
        let Loaded::FollowUps(page) = answer else { return None };
        self.sizes = page.groups;
        cx.learn(&page.people);
        let [now, today, _] = page.groups;
        let group = |at: usize| usize::from(asked.offset + at >= now) + usize::from(asked.offset + at >= now + today);
        let rows = page.rows.into_iter().enumerate().map(|(at, row)| (group(at), row)).collect();
        Some(Batch { rows, total: page.groups.iter().sum() })
    }

    fn group(&self, group: usize, _rows: &Rows<FollowUpRow>, cx: &Cx) -> (String, Option<usize>) {
        (GROUPS.get(group).map_or_else(String::new, |key| cx.words.get(key)), self.sizes.get(group).copied())
    }

    fn columns(&self, grid: &Grid, cx: &Cx) -> Vec<Column> {
        list::columns(grid, cx)
    }

    fn draw(&self, row: &FollowUpRow, spot: Spot<'_>, cx: &Cx, brush: &mut Brush<'_>) {
        list::draw(row, spot, self.all, cx, brush);
    }

    fn beside(row: Option<&FollowUpRow>, file: Option<&CaseFile>, cx: &Cx, grid: &Grid, buf: &mut Buffer) {
        card::draw(row.map(|row| &row.case), file, row.map(|row| row.item.what), cx, grid, buf);
    }

    fn empty(&self, _typed: &str, cx: &Cx) -> Empty {
        let key = cx.keymap.shown(TABLES, "whose", false).unwrap_or_default();
        let how = (!self.all).then(|| cx.words.with("followups-none-how", &[("key", key.into())]));
        let reason = cx.words.get(if self.all { "followups-none" } else { "followups-none-mine" });
        Empty { reason, strong: true, how }
    }
}

impl ListActs for FollowUps {
    fn act(&mut self, action: &str, row: Option<&FollowUpRow>, cx: &mut Cx) -> Then {
        if action == "whose" {
            self.all = !self.all;
            return Then::Anew;
        }
        if Self::OF_A_ROW.contains(&action) {
            self.act_on(action, row, cx);
        }
        Then::Stay
    }

    fn ask_besides(&mut self, _asked: Asked<'_>, _cx: &mut Cx) {}

    fn answer(&mut self, _token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        match (answer, self.sent.take()) {
            (Answer::Done(receipt), Some(did)) => did.tell(receipt, cx),
            (Answer::Done(_) | Answer::Loaded(_), sent) => self.sent = sent,
            // The notice says why; the row stays as it is.
            (Answer::Rejected(_), _) => return Told::ByTheFrame,
        }
        Told::Here
    }

    fn why_not(&self, action: &str, row: Option<&FollowUpRow>, _file: Option<&CaseFile>, cx: &Cx) -> Option<String> {
        acts::why_not(action, row?, cx)
    }

    fn hints(&self, row: Option<&FollowUpRow>, _finding: bool, cx: &Cx) -> Vec<Hint> {
        let mut hints = Vec::new();
        if let Some(row) = row {
            hints.push(Hint::plain("open"));
            let own = due_act::words_key(DueKind::FollowUp(row.item.what));
            hints.extend(own.map(|key| Hint::saying("due", cx.words.get(key))));
            match row.item.what {
                FollowUpKind::Progress => {}
                FollowUpKind::Promise => hints.push(Hint::plain("renegotiate")),
                _ => hints.extend(["no_answer", "put_off", "renegotiate"].map(Hint::plain)),
            }
        }
        hints.extend(row.map(|_| Hint::plain("acts")));
        let other = if self.all { "followups-hint-mine" } else { "followups-hint-all" };
        hints.push(Hint::saying("whose", cx.words.get(other)));
        hints.push(Hint::plain("help"));
        hints
    }

    fn way(&self, goal: &Goal<'_>, rows: &Rows<FollowUpRow>) -> Way {
        let Goal::Task(kind) = goal else { return Way::Elsewhere };
        match rows.towards(|row| row.item.what == *kind) {
            None => Way::keys(vec![Press::Action("whose")]),
            Some(keys) if keys.is_empty() => Way::Done,
            Some(keys) => Way::keys(keys),
        }
    }

    fn subtitle(&self, _typed: &str, _cx: &Cx) -> Option<String> {
        None
    }

    fn tick(&mut self, _rows: &Rows<FollowUpRow>, _cx: &mut Cx) {}
}
