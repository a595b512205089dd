//! What must I do next, and how long do I have?

mod back;
mod entry;
mod list;

use ratatui::buffer::Buffer;
use uuid::Uuid;

use self::entry::Entry;
use crate::domain::acts::fields;
use crate::domain::protocol::{CaseFile, DueKind, Loaded, Query, QueueRow, QueueView, Rejection, Request, Token};
use crate::domain::{Act, Case, FollowUpKind, Level, Record, Role, Timestamp};
use crate::text;
use crate::tui::call;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::layout::Grid;
use crate::tui::listing::{Asked, Batch, Column, Empty, ListActs, ListOf, Rows, Spot, Then};
use crate::tui::paint::Brush;
use crate::tui::refusal;
use crate::tui::remaining::Nearness;
use crate::tui::screen::{Answer, Hint, Told};
use crate::tui::screens::{Table, card, due_act};
use crate::tui::way::{Goal, Press, Way};

const TABLES: &[&str] = &["queue", "lists", "line", "everywhere"];
const ACTIONS: &str = "open due acts promise why told find resume owner view_next view_previous down up page_down page_up first last clear copy_no";

/// The group of the cases that wait for the agent, and of those that wait for others.
const MINE: usize = 0;
const OTHERS: usize = 1;
/// Forms that are not saved; above the cases.
const UNSAVED: usize = 2;
/// What one was told of cases of others; above everything.
const TOLD: usize = 3;
/// Customers to be called back; above the forms that are not saved.
const CALL_BACKS: usize = 4;
/// The views, in the order of the key that walks through them.
const VIEWS: [QueueView; 4] = [QueueView::Mine, QueueView::All, QueueView::Overdue, QueueView::Soon];

#[derive(Debug)]
pub struct Queue {
    view: QueueView,
    /// The rows may be anybody's, so they say whose they are.
    names_owners: bool,
    /// The question for the top bar while another view is shown.
    asked_mine: Option<Token>,
    told: bool,
    /// Cases of others one was told of, once that is known.
    told_of: Option<Vec<Uuid>>,
    last_tick: Timestamp,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            view: QueueView::Mine,
            names_owners: false,
            asked_mine: None,
            told: false,
            told_of: None,
            last_tick: Timestamp(i64::MAX),
        }
    }
}

impl Queue {
    fn shows_mine(&self, asked: Asked<'_>) -> bool {
        self.view == QueueView::Mine && asked.typed.is_empty() && asked.offset == 0
    }

    fn view(&self, typed: &str) -> QueueView {
        if typed.is_empty() { self.view } else { QueueView::Found }
    }

    /// What one was told of cases of others. What is new rings, wherever one is.
    fn hear_told(&mut self, told: &[QueueRow], cx: &mut Cx) {
        let before = self.told_of.replace(told.iter().map(|row| row.id).collect());
        cx.told = told.len();
        if before.is_some_and(|before| told.iter().any(|row| !before.contains(&row.id))) {
            cx.bell();
        }
    }

    fn show_view(&mut self, by: usize) -> Then {
        let at = VIEWS.iter().position(|view| *view == self.view).unwrap_or(0);
        self.view = VIEWS.get((at + by) % VIEWS.len()).copied().unwrap_or(QueueView::Mine);
        Then::Anew
    }

    /// Only what the owner of this row has; once more, everybody's again.
    fn show_owner(&mut self, row: Option<&Entry>, cx: &mut Cx) -> Then {
        self.view = match (self.view, row.and_then(Entry::case_row)) {
            (QueueView::Of(_), _) => QueueView::All,
            (_, Some(row)) => QueueView::Of(row.owner),
            (_, None) => {
                cx.warn(cx.words.get("queue-nothing-chosen"));
                return Then::Stay;
            }
        };
        Then::Anew
    }

    /// Back to the agent's own.
    fn clear(&mut self) -> Then {
        let before = std::mem::replace(&mut self.view, QueueView::Mine);
        if before == QueueView::Mine { Then::Stay } else { Then::Anew }
    }

    /// An update is told at once; what else is ours to do is begun on the case.
    fn do_due(&mut self, row: Option<&Entry>, cx: &mut Cx) {
        match row.and_then(Entry::case_row) {
            Some(case) if is_progress(case) => self.tell_progress(row, cx),
            _ => open_for(row, "due", cx),
        }
    }

    fn tell_progress(&mut self, row: Option<&Entry>, cx: &mut Cx) {
        let Some(case) = row.and_then(Entry::case_row).map(|row| row.id) else {
            return cx.warn(cx.words.get("queue-nothing-chosen"));
        };
        let command = cx.command(Act::ProgressTold, Record::default(), None);
        cx.submit(Request::Act { case, command });
        self.told = true;
    }
}

impl ListOf for Queue {
    type Row = Entry;

    const TABLE: Table = Table { chain: TABLES, actions: ACTIONS };
    const OF_A_ROW: &'static [&'static str] = &["open", "due", "acts", "promise", "why", "told", "copy_no"];
    const IS_SEARCHED: bool = true;
    const HEADS_FIRST: bool = false;

    fn question(&self, asked: Asked<'_>, cx: &Cx) -> Query {
        Query::Queue {
            view: as_told(self.view(asked.typed), cx),
            agent: cx.agent.person,
            filter: asked.typed.to_owned(),
            offset: asked.offset,
            limit: asked.limit,
            now: cx.now,
        }
    }

    fn rows(&mut self, answer: Loaded, asked: Asked<'_>, cx: &mut Cx) -> Option<Batch<Entry>> {
        let Loaded::Queue(mut page) = answer else { return None };
        cx.badges = page.badges;
        cx.majors = std::mem::take(&mut page.majors);
        cx.learn(&page.people);
        self.names_owners = self.view(asked.typed) != QueueView::Mine;
        let mut told = Vec::new();
        if self.shows_mine(asked) {
            told = std::mem::take(&mut page.told);
            self.hear_told(&told, cx);
            cx.next_due = page.rows.iter().filter(|row| row.next.is_some()).take(2).cloned().collect();
        }
        let (mine, others): (Vec<_>, Vec<_>) = page.rows.into_iter().partition(|row| row.waiting_for.is_none());
        let in_group = |group: usize| move |row: QueueRow| (group, Entry::Case(Box::new(row)));
        let on_top = if self.shows_mine(asked) { cx.unsaved.clone() } else { Vec::new() };
        let owed = if self.shows_mine(asked) { cx.call_backs.clone() } else { Vec::new() };
        let total = page.total + told.len() + owed.len() + on_top.len();
        let told = told.into_iter().map(in_group(TOLD));
        let owed = owed.into_iter().map(|contact| (CALL_BACKS, Entry::CallBack(Box::new(contact))));
        let unsaved = on_top.into_iter().rev().map(|form| (UNSAVED, Entry::Unsaved(form)));
        let cases = mine.into_iter().map(in_group(MINE)).chain(others.into_iter().map(in_group(OTHERS)));
        Some(Batch { rows: told.chain(owed).chain(unsaved).chain(cases).collect(), total })
    }

    fn group(&self, group: usize, rows: &Rows<Entry>, cx: &Cx) -> (String, Option<usize>) {
        let key = match group {
            OTHERS => "queue-others-turn",
            UNSAVED => "queue-unsaved",
            CALL_BACKS => "queue-call-backs",
            TOLD => "queue-told-of",
            _ => "queue-my-turn",
        };
        (cx.words.get(key), rows.count(group))
    }

    fn columns(&self, grid: &Grid, cx: &Cx) -> Vec<Column> {
        list::columns(grid, self.names_owners, cx)
    }

    fn draw(&self, row: &Entry, spot: Spot<'_>, cx: &Cx, brush: &mut Brush<'_>) {
        match row {
            Entry::Case(row) => list::draw(row, spot, self.names_owners, cx, brush),
            Entry::Unsaved(form) => list::draw_unsaved(form, spot, cx, brush),
            Entry::CallBack(contact) => back::draw(contact, spot, cx, brush),
        }
    }

    fn beside(row: Option<&Entry>, file: Option<&CaseFile>, cx: &Cx, grid: &Grid, buf: &mut Buffer) {
        card::draw(row.and_then(Entry::case_row), file, None, cx, grid, buf);
        if let Some(Entry::Unsaved(form)) = row {
            entry::beside(form, cx, grid, buf);
        }
        if let Some(Entry::CallBack(contact)) = row {
            back::beside(contact, cx, grid, buf);
        }
    }

    fn empty(&self, typed: &str, cx: &Cx) -> Empty {
        let key = |action: &str| cx.keymap.shown(TABLES, action, false).unwrap_or_default();
        if !typed.is_empty() {
            let reason = cx.words.with("queue-none-found", &[("words", typed.into())]);
            return Empty { reason, strong: false, how: Some(cx.words.get("queue-none-found-how")) };
        }
        if self.view == QueueView::Mine {
            let keys = [("new", key("new_call").into()), ("find", key("find").into())];
            let how = Some(cx.words.with("queue-empty-how", &keys));
            return Empty { reason: cx.words.get("queue-empty"), strong: true, how };
        }
        let reason = cx.words.with("queue-empty-view", &[("key", key("view_next").into())]);
        Empty { reason, strong: false, how: None }
    }
}

impl ListActs for Queue {
    fn act(&mut self, action: &str, row: Option<&Entry>, cx: &mut Cx) -> Then {
        match action {
            "due" => self.do_due(row, cx),
            "acts" => open_for(row, "acts", cx),
            "promise" => match row {
                Some(Entry::CallBack(contact)) => call::booking::ask_anew(contact, cx),
                row => open_for(row, "promise", cx),
            },
            "why" => open_for(row, "why", cx),
            "told" => self.tell_progress(row, cx),
            "view_next" => return self.show_view(1),
            "view_previous" => return self.show_view(VIEWS.len() - 1),
            "owner" => return self.show_owner(row, cx),
            "clear" => return self.clear(),
            "resume" => match cx.unsaved.last().map(|form| form.draft) {
                Some(form) => cx.request(FrameRequest::Unsaved(form)),
                None => cx.warn(cx.words.get("case-nothing-parked")),
            },
            "copy_no" => {
                if let Some(no) = row.and_then(Entry::case_row).map(|row| row.no.clone()) {
                    cx.copy(no);
                }
            }
            _ => {}
        }
        Then::Stay
    }

    /// What the top bar shows while another view does: two rows are enough, the next due thing, and the one after it
    /// when the first is the open case.
    fn ask_besides(&mut self, asked: Asked<'_>, cx: &mut Cx) {
        if !self.shows_mine(asked) {
            let (view, agent, filter) = (as_told(QueueView::Mine, cx), cx.agent.person, String::new());
            self.asked_mine = Some(cx.ask(Query::Queue { view, agent, filter, offset: 0, limit: 2, now: cx.now }));
        }
    }

    fn answer(&mut self, token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        match answer {
            Answer::Loaded(Loaded::Queue(page)) if self.asked_mine.take_if(|asked| *asked == token).is_some() => {
                cx.badges = page.badges;
                cx.majors.clone_from(&page.majors);
                self.hear_told(&page.told, cx);
                cx.next_due.clone_from(&page.rows);
            }
            Answer::Done(receipt) if std::mem::take(&mut self.told) => {
                if let Some(file) = receipt.file() {
                    cx.tell_act(&told_words(&file.case, receipt.saved_at, cx), false);
                }
            }
            Answer::Rejected(_) => {
                self.told = false;
                return Told::ByTheFrame;
            }
            Answer::Loaded(_) | Answer::Done(_) => {}
        }
        Told::Here
    }

    fn why_not(&self, action: &str, row: Option<&Entry>, file: Option<&CaseFile>, cx: &Cx) -> Option<String> {
        match (action, row) {
            ("resume", _) if cx.unsaved.is_empty() => return Some(cx.words.get("case-nothing-parked")),
            ("promise", Some(Entry::CallBack(_))) => {}
            ("due" | "acts" | "promise" | "why" | "told" | "copy_no", Some(Entry::Unsaved(_) | Entry::CallBack(_))) => {
                return Some(cx.words.get("queue-no-number"));
            }
            _ => {}
        }
        let file = file.filter(|_| action == "told")?;
        let refusal = fields::why_not(Act::ProgressTold, &file.case, cx.agent.capacity(), &cx.rules.manual)?;
        Some(refusal::sentence(&Rejection::Refused(refusal), cx))
    }

    fn hints(&self, row: Option<&Entry>, finding: bool, cx: &Cx) -> Vec<Hint> {
        if finding {
            return vec![Hint::plain("open"), Hint::plain("clear"), Hint::plain("palette"), Hint::plain("help")];
        }
        let mut hints = vec![Hint::plain("new_call")];
        match row {
            Some(Entry::Unsaved(_)) => hints.push(Hint::saying("open", cx.words.get("queue-go-on"))),
            Some(Entry::CallBack(_)) => {
                hints.push(Hint::saying("open", cx.words.get("queue-ring")));
                hints.push(Hint::saying("promise", cx.words.get("queue-ring-later")));
            }
            Some(Entry::Case(row)) => {
                hints.push(Hint::plain("open"));
                let own = row.next.and_then(|next| due_act::words_key(next.duty));
                hints.extend(own.map(|key| Hint::saying("due", cx.words.get(key))));
                hints.push(Hint::plain("acts"));
            }
            None => {}
        }
        let rest = ["find", "view_next", "palette", "help"];
        hints.extend(rest.into_iter().map(Hint::plain));
        hints
    }

    fn way(&self, goal: &Goal<'_>, rows: &Rows<Entry>) -> Way {
        let Goal::Case(id) = goal else { return Way::Elsewhere };
        let Some(mut keys) = rows.towards(|row| row.case_row().is_some_and(|row| row.id == *id)) else {
            return Way::keys(vec![Press::Action("view_next")]);
        };
        keys.push(Press::Action("open"));
        Way::keys(keys)
    }

    fn subtitle(&self, typed: &str, cx: &Cx) -> Option<String> {
        let view = match self.view(typed) {
            QueueView::Of(person) => cx.words.with("queue-view-of", &[("no", cx.number_of(person).into())]),
            view => cx.words.get(list::view_key(view)),
        };
        Some(if typed.is_empty() {
            cx.words.with("queue-sorted", &[("view", view.into())])
        } else {
            cx.words.with("queue-filtered", &[("view", view.into()), ("words", typed.into())])
        })
    }

    /// Rings once when a level 1 case or a promise changes its sign.
    fn tick(&mut self, rows: &Rows<Entry>, cx: &mut Cx) {
        let before = std::mem::replace(&mut self.last_tick, cx.now);
        let rings = rows.all().filter_map(Entry::case_row).any(|row| {
            let Some(next) = &row.next else { return false };
            let grave = row.level == Some(Level::ONE) || next.duty == DueKind::Promise;
            grave && Nearness::of(next, cx.now) > Nearness::of(next, before).max(Nearness::Calm)
        });
        if rings {
            cx.bell();
        }
    }
}

/// One's own cases with what one was told of others.
fn as_told(view: QueueView, cx: &Cx) -> QueueView {
    match view {
        QueueView::Mine if cx.agent.is(Role::Lead) => QueueView::Lead,
        QueueView::Mine if cx.agent.is(Role::SecondLine) => QueueView::SecondLine,
        view => view,
    }
}

/// Opens the case of a row and carries out an action there.
fn open_for(row: Option<&Entry>, action: &'static str, cx: &mut Cx) {
    match row.and_then(Entry::case_row) {
        Some(row) => cx.open_for(row.id, action),
        None => cx.warn(cx.words.get(if row.is_some() { "queue-no-number" } else { "queue-nothing-chosen" })),
    }
}

fn is_progress(row: &QueueRow) -> bool {
    use crate::domain::ClockKind;
    row.next.is_some_and(|next| {
        matches!(next.duty, DueKind::FollowUp(FollowUpKind::Progress) | DueKind::Clock(ClockKind::Progress))
    })
}

/// Past tense, who, when, and by when again.
pub(super) fn told_words(case: &Case, at: Timestamp, cx: &Cx) -> String {
    let who = text::mask::name(case.record.text(crate::domain::Field::CustomerName).unwrap_or_default());
    let at = cx.hour_minute(at);
    let open = |kind| case.follow_ups.iter().filter(move |task| task.end.is_none() && task.kind == kind);
    let next = open(FollowUpKind::Progress).map(|task| task.due).min();
    match next {
        Some(next) => {
            let next = cx.moment(next);
            cx.words.with("queue-told-next", &[("who", who.into()), ("at", at.into()), ("next", next.into())])
        }
        None => cx.words.with("queue-told", &[("who", who.into()), ("at", at.into())]),
    }
}
