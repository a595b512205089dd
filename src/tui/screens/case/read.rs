//! A case nobody has a step on, read whole: how it stands, its grade, plan, result and rating, then all that happened.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::CaseScreen;
use super::side::story;
use super::view::Page;
use crate::domain::acts::next;
use crate::domain::protocol::CaseFile;
use crate::domain::{Case, Field, Rating, Role as Who, Solved, State};
use crate::text::wrap;
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::overlays::{StoryLine, WORDS};
use crate::tui::paint::Brush;
use crate::tui::refusal;
use crate::tui::tell::{codes, fact};
use crate::tui::theme::Role;

/// Those who can have the next step.
const LINES: [Who; 3] = [Who::Agent, Who::SecondLine, Who::Lead];

/// How it stands, and whose turn it is where it is not over.
pub fn standing(case: &Case, cx: &Cx) -> String {
    let state = cx.state_name(case.state);
    let key = cx.keymap.shown(&["case"], "acts", false).unwrap_or_default();
    let blanks = |who: String| [("state", state.into()), ("key", key.as_str().into()), ("who", who.into())];
    if case.state.is_terminal() {
        return cx.words.with("case-over", &blanks(String::new()));
    }
    if let Some(pause) = &case.pause {
        let why = codes::name(Field::PauseReason, &pause.reason, cx);
        let blanks = [("state", state.into()), ("key", key.as_str().into()), ("why", why.into())];
        return cx.words.with("case-paused-for", &blanks);
    }
    let can = |role: &Who| !cx.agent.is(*role) && next::awaited(case, (*role).into(), &cx.rules, cx.now).is_some();
    let who = cx.role_names(LINES.into_iter().filter(can));
    cx.words.with(if who.is_empty() { "case-goes-on" } else { "case-others-step" }, &blanks(who))
}

/// Everything there is to read, `cells` wide.
fn lines(file: &CaseFile, cells: usize, cx: &Cx) -> Vec<StoryLine> {
    let mut lines = plain("", &standing(&file.case, cx), cells);
    lines.push(StoryLine::default());
    for (key, words) in facts(file, cx) {
        lines.extend(plain(&cx.words.get(key), &words, cells));
    }
    lines.push(StoryLine::default());
    lines.extend(story::parts(file, cx).iter().flat_map(|part| part.lines(cells)));
    lines
}

/// Words behind a name.
fn plain(name: &str, words: &str, cells: usize) -> Vec<StoryLine> {
    let room = if name.is_empty() { cells + usize::from(WORDS) } else { cells };
    let line = |words| StoryLine { words, is_day: name.is_empty(), ..StoryLine::default() };
    let mut lines: Vec<StoryLine> = wrap(words, room).into_iter().map(line).collect();
    if let Some(first) = lines.first_mut() {
        name.clone_into(&mut first.time);
    }
    lines
}

/// What the case came to, each with its name's key; what is not there is left out.
fn facts(file: &CaseFile, cx: &Cx) -> Vec<(&'static str, String)> {
    let case = &file.case;
    let said = |field: Field| {
        let value = case.record.get(field).map(|value| fact::value(field, value, cx));
        value.unwrap_or_default()
    };
    let is_answer = case.plan_in_force().is_some_and(|plan| plan.is_answer);
    let rows = [
        ("case-read-grade", if case.is_graded() { grade(case, cx) } else { String::new() }),
        (if is_answer { "field-resolution-text" } else { "case-read-plan" }, plan(case, cx)),
        ("case-read-result", result(case, cx)),
        ("case-read-rating", case.ratings.last().map(|rating| rated(rating, cx)).unwrap_or_default()),
        ("case-read-archive", archived(case, cx)),
        ("case-read-notice", said(Field::ClosingNotice)),
    ];
    rows.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

fn grade(case: &Case, cx: &Cx) -> String {
    let manual = &cx.rules.manual;
    let said = |field: Field| case.record.text(field).map(|code| codes::name(field, code, cx)).unwrap_or_default();
    if !case.has_level() {
        return joined(&[said(Field::Kind), said(Field::Topic)]);
    }
    let why = [said(Field::Impact), said(Field::Urgency)];
    let why: Vec<String> = why.into_iter().filter(|words| !words.is_empty()).collect();
    let raised = manual.modifiers.iter().filter(|rule| case.modifiers_ever.contains(&rule.id));
    let raised: Vec<&str> = raised.map(|rule| rule.names.get(cx.lang)).collect();
    let level = case.level.map_or("", |level| cx.level_name(level)).to_owned();
    joined(&[level, said(Field::Kind), why.join(" + "), raised.join(&cx.words.get("list-separator"))])
}

/// The plan or answer in force: how, by whom, until when, in its own words, and what became of it.
fn plan(case: &Case, cx: &Cx) -> String {
    let Some(plan) = case.plan_in_force() else { return String::new() };
    format!("{}\n{}", joined(&[how(case, cx), fact::plan_stands(plan, cx)]), plan.text)
}

/// How the plan solves it, who does it, until when.
fn how(case: &Case, cx: &Cx) -> String {
    let Some(plan) = case.plan_in_force() else { return String::new() };
    let kind = codes::name(Field::ResolutionType, &plan.resolution_type, cx);
    let owner = case.record.text(Field::PlanOwner).filter(|_| !plan.is_answer).unwrap_or_default();
    let until = plan.eta.map(|eta| cx.words.with("case-until", &[("time", cx.moment(eta).into())]));
    joined(&[kind, owner.to_owned(), until.unwrap_or_default()])
}

fn result(case: &Case, cx: &Cx) -> String {
    let Some(outcome) = case.outcome else { return String::new() };
    let confirmed = case.record.text(Field::ConfirmedBy).unwrap_or_default().to_owned();
    let at = case.resolved_at.map(|at| cx.moment(at)).unwrap_or_default();
    joined(&[codes::name(Field::Outcome, outcome.as_str(), cx), confirmed, at])
}

/// How the customer judged, or why nobody knows.
fn rated(rating: &Rating, cx: &Cx) -> String {
    let statuses = &cx.rules.manual.satisfaction.statuses;
    let status = statuses.iter().find(|status| status.id == rating.status).map(|status| status.names.get(cx.lang));
    let score = rating.score_tenths.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
    let asked = refusal::field_name(Field::Solved, cx);
    let answer = |solved: Solved| codes::name(Field::Solved, solved.as_str(), cx);
    let solved = rating.solved.map(|solved| format!("{asked}{}{}", cx.words.get("case-colon"), answer(solved)));
    let low = if rating.low { cx.words.get("case-score-low") } else { String::new() };
    let status = status.filter(|_| score.is_none()).unwrap_or_default().to_owned();
    joined(&[
        status,
        score.unwrap_or_default(),
        solved.unwrap_or_default(),
        low,
        codes::name(Field::RatingReason, &rating.comment, cx),
    ])
}

fn archived(case: &Case, cx: &Cx) -> String {
    let at = case.archived_at.filter(|_| case.state == State::Archived);
    at.map(|at| cx.moment(at)).unwrap_or_default()
}

/// Whether the case is read, not worked on.
fn is_read(screen: &CaseScreen, cx: &Cx) -> bool {
    screen.form.is_none() && matches!(screen.mode, super::Mode::Form) && screen.case(cx).is_some()
}

/// Scrolls a case that is read; tells whether there is one.
pub fn scroll(screen: &mut CaseScreen, by: isize, cx: &Cx) -> bool {
    let Some((grid, file)) = cx.grid().zip(cx.file.as_deref()).filter(|_| is_read(screen, cx)) else { return false };
    let room = Page { screen, cx, grid: &grid }.reading();
    let last = lines(file, cells(room), cx).len().saturating_sub(usize::from(room.height.saturating_sub(1)));
    screen.from = screen.from.saturating_add_signed(by).min(last);
    true
}

/// A screenful up or down, of the list that lies over the form or of what is read.
pub fn turn(screen: &mut CaseScreen, action: &str, cx: &Cx) {
    if let Some((menu, len)) = screen.menu() {
        menu.act(action, len);
        return;
    }
    let Some(grid) = cx.grid() else { return };
    let rows = Page { screen, cx, grid: &grid }.reading().height.saturating_sub(2).max(1);
    let rows = isize::try_from(rows).unwrap_or(1);
    scroll(screen, if action == "page_up" { -rows } else { rows }, cx);
}

const fn cells(area: Rect) -> usize {
    area.width.saturating_sub(WORDS) as usize
}

impl Page<'_> {
    /// The case as far as it fits, and how much more there is.
    pub(super) fn read(&self, buf: &mut Buffer) -> Option<Position> {
        let (area, file) = (self.reading(), self.cx.file.as_deref()?);
        let lines = lines(file, cells(area), self.cx);
        let last = area.height.saturating_sub(1);
        let from = self.screen.from.min(lines.len().saturating_sub(usize::from(last)));
        let mut brush = Brush::new(buf);
        for (line, y) in lines.iter().skip(from).zip(area.y..area.y + last) {
            line.draw((area.x, WORDS, area.right()), y, self.cx, &mut brush);
        }
        let below = lines.len().saturating_sub(from + usize::from(last));
        let key = |action: &str| self.cx.keymap.shown(&["case"], action, true).unwrap_or_default();
        let more = match (below, from) {
            (0, 0) => String::new(),
            (0, above) => self.cx.words.with("case-read-above", &[("n", above.into()), ("key", key("page_up").into())]),
            (below, _) => {
                self.cx.words.with("case-read-below", &[("n", below.into()), ("key", key("page_down").into())])
            }
        };
        brush.right(area.x, area.bottom() - 1, area.right(), &more, self.cx.theme.style(Role::Dim));
        Some(Position::new(0, area.y))
    }
}

/// The plan in lines of a form's foot: how, by whom, until when, then its steps.
pub fn plan_lines(case: &Case, cells: usize, cx: &Cx) -> Vec<(String, String)> {
    let Some(plan) = case.plan_in_force() else { return Vec::new() };
    let mut lines = vec![(cx.words.get("case-read-plan"), how(case, cx))];
    let name = if plan.is_answer { Field::ResolutionText } else { Field::PlanSteps };
    let mut name = refusal::field_name(name, cx);
    lines.extend(wrap(&plan.text, cells).into_iter().map(|line| (std::mem::take(&mut name), line)));
    lines
}
