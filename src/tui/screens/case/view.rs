//! The Case screen on its grid: the form at the left, the case at the right; at 80 columns the phrases below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::hand::Hand;
use super::side::{apart, history, who};
use super::steps::wording::Named;
use super::steps::{About, Key, Purpose, StepForm, footer};
use super::{CaseScreen, Mode, TABLE, dues, major, praised, task, telephone};
use crate::domain::{Case, Field, Stage};
use crate::tui::call::Call;
use crate::tui::cx::Cx;
use crate::tui::form::{Sheet, columns};
use crate::tui::layout::{Grid, part};
use crate::tui::paint::{self, Brush};
use crate::tui::screen::Layer;
use crate::tui::theme::Role;
use crate::tui::widgets::rail::SHORT as SHORT_RAIL;
use crate::tui::widgets::{Countdown, Pen, Rail, due_block, entries, steps};

pub fn draw(screen: &CaseScreen, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
    if screen.id.is_none() {
        let area = Rect::new(grid.left, grid.top + 2, grid.work_width(), 1);
        let new_call = cx.keymap.shown(TABLE.chain, "new_call", false).unwrap_or_default();
        let words = cx.words.with("case-none-open", &[("key", new_call.into())]);
        Pen::new(buf, cx.ink(), area, 0).put(&words, Role::Dim);
        return None;
    }
    let page = Page { screen, cx, grid };
    page.steps(buf);
    page.apart(buf);
    if let Some(area) = grid.side {
        page.side(area, buf);
    } else {
        page.name_row(buf);
        if page.rail_rows() > 0 {
            let area = Rect::new(grid.left, grid.bottom - 3, grid.work_width(), SHORT_RAIL);
            page.rail(area, true, buf);
        }
    }
    match &screen.mode {
        Mode::Form => page.form(buf),
        Mode::List(list) => page.list(list, buf),
        Mode::Why(at) => page.why(*at, buf),
        Mode::Clash(clash) => page.clash(clash, buf),
    }
}

/// The screen's rows of the list that lies over the form; none where none does.
pub(super) fn menu_rows(screen: &CaseScreen, cx: &Cx, grid: &Grid) -> std::ops::Range<u16> {
    let page = Page { screen, cx, grid };
    match &screen.mode {
        Mode::List(_) => page.list_rows(),
        Mode::Clash(clash) => page.clash_rows(clash).1,
        Mode::Form | Mode::Why(_) => 0..0,
    }
}

/// The row of the form under a click.
pub(super) fn row_at(screen: &CaseScreen, cx: &Cx, grid: &Grid, at: Position) -> Option<usize> {
    let page = Page { screen, cx, grid };
    let form = screen.form.as_ref().filter(|_| matches!(screen.mode, Mode::Form))?;
    let left = below(page.work(), page.duty_rows(page.duty().as_ref()));
    let (foot, area) = (footer::below(form, &page.hand()), page.form_area(form, left));
    page.with_sheet(form, |sheet| sheet.row_at(rows_area(area, form, foot.len()), at))
}

pub(super) struct Page<'a> {
    pub screen: &'a CaseScreen,
    pub cx: &'a Cx,
    pub grid: &'a Grid,
}

impl Page<'_> {
    pub(super) fn case(&self) -> Option<&Case> {
        self.screen.case(self.cx)
    }

    fn hand(&self) -> Hand<'_> {
        self.screen.hand(self.cx)
    }

    /// The row of the steps: the first of the work at 120, the second at 80.
    const fn steps_row(&self) -> u16 {
        if self.grid.wide { self.grid.top } else { self.grid.top + 1 }
    }

    /// Rows of the phrases below the work; where the screen is too low for both, the form comes first.
    const fn rail_rows(&self) -> u16 {
        if self.grid.wide || self.grid.rows() < 16 { 0 } else { 3 }
    }

    /// The work block, marker column included, below the steps.
    pub(super) const fn work(&self) -> Rect {
        let top = self.steps_row() + 2;
        let bottom = self.grid.bottom - self.rail_rows();
        Rect { x: 0, y: top, width: self.grid.right, height: bottom.saturating_sub(top) }
    }

    fn steps(&self, buf: &mut Buffer) {
        let manual = &self.cx.rules.manual;
        let names: Vec<&str> = manual.stages.iter().map(|stage| stage.names.get(self.cx.lang)).collect();
        let present = match self.case() {
            None => 0,
            Some(case) if case.state.is_terminal() => names.len(),
            Some(case) => Stage::ALL.iter().position(|stage| *stage == case.state.stage()).unwrap_or(0),
        };
        let matter = self.case().and_then(|case| case.record.text(Field::Summary)).map(str::to_owned);
        let matter = matter.unwrap_or_else(|| self.cx.words.get(who::new_contact(&self.hand())));
        let area = Rect::new(0, self.steps_row(), self.grid.right, 1);
        steps(&names, present, &matter, self.cx.ink(), area, buf);
    }

    /// Below the steps: what copies worked on apart came across each other about, else which major matter it may be.
    fn apart(&self, buf: &mut Buffer) {
        let area = Rect::new(self.grid.left, self.steps_row() + 1, self.grid.work_width(), 1);
        let Some(told) = self.case().and_then(|case| apart::told(case, self.cx)) else {
            if let Some(told) = major::told(self.screen, self.cx) {
                let mut pen = Pen::new(buf, self.cx.ink(), area, 0);
                pen.right(&told.key, Role::Accent).put(&told.words, Role::Strong);
            }
            return;
        };
        let key = self.cx.keymap.shown(&["case"], "acts", self.screen.has_field()).unwrap_or_default();
        let mut pen = Pen::new(buf, self.cx.ink(), area, 0);
        if told.settles {
            pen.right(&self.cx.words.with("case-crossed-key", &[("key", key.into())]), Role::Dim);
        }
        pen.put(&told.words, Role::Amber);
    }

    fn name_row(&self, buf: &mut Buffer) {
        let who = who::who(&self.hand(), &self.screen.caller, &self.screen.reveal);
        let area = Rect::new(self.grid.left, self.grid.top, self.grid.work_width(), 1);
        let mut pen = Pen::new(buf, self.cx.ink(), area, 0);
        pen.right(&who.state, Role::Strong).right(&who.head, Role::Dim).right(&who.sign, Role::Amber);
        pen.put(&who.name, Role::Strong).put("  ", Role::Text).put(&who.standing, Role::Text);
    }

    /// The right side: who, due times or the call, phrases, history; fixed rows.
    fn side(&self, area: Rect, buf: &mut Buffer) {
        let (cx, ink) = (self.cx, self.cx.ink());
        paint::rule(cx, self.grid, &mut Brush::new(buf));
        let (hand, caller) = (self.hand(), &self.screen.caller);
        who::who(&hand, caller, &self.screen.reveal).draw(ink, part(area, 0, 4), buf);
        self.due_or_call(part(area, 5, 6), buf);
        let rail_end = area.height.saturating_sub(history::ROWS).max(13);
        self.rail(part(area, 12, rail_end - 13), false, buf);
        let (title, rows) = who::past(&hand, caller);
        entries(&title, &rows, 11, ink, part(area, rail_end, history::ROWS), buf);
    }

    fn due_or_call(&self, area: Rect, buf: &mut Buffer) {
        let ungraded = self.case().is_none_or(|case| case.clocks.is_empty());
        if ungraded && self.hand().call.is_some_and(Call::is_live) {
            let rows = who::call_rows(&self.hand());
            let title = self.cx.words.get(who::this_contact(&self.hand()));
            return entries(&title, &rows, 10, self.cx.ink(), area, buf);
        }
        let Some(case) = self.case() else { return };
        let selected = if let Mode::Why(at) = self.screen.mode { Some(at) } else { None };
        let all = dues::list(case, self.cx);
        let last = all.len().saturating_sub(1);
        let from = selected.map_or(0, |at| at.min(last).saturating_sub(4));
        let lines: Vec<_> = all
            .iter()
            .enumerate()
            .skip(from)
            .map(|(at, due)| due.line(self.cx, selected.map(|one| one.min(last)) == Some(at)))
            .collect();
        let title = self.cx.words.get("case-dues");
        due_block(&title, &lines, self.cx.ink(), area, buf);
    }

    /// The phrases that fit; `short` where they stand below the work.
    fn rail(&self, area: Rect, short: bool, buf: &mut Buffer) {
        let sayings = self.screen.rail(self.cx).sayings();
        let pressing = !self.screen.has_field();
        let title = self.cx.words.get("case-say");
        let hint = if pressing || short { String::new() } else { self.cx.words.get("case-say-after-esc") };
        Rail { ink: self.cx.ink(), title: &title, hint: &hint, pressing, sayings: &sayings, short }.draw(area, buf);
    }

    /// Rows the present duty takes above the form.
    fn duty_rows(&self, duty: Option<&dues::Due>) -> u16 {
        match duty {
            None => 0,
            Some(_) if self.grid.rows() < 16 => 1,
            Some(_) => 2,
        }
    }

    /// What counts as due on a graded case that is not over.
    fn duty(&self) -> Option<dues::Due> {
        let case = self.case().filter(|case| !case.clocks.is_empty() && !case.state.is_terminal())?;
        dues::list(case, self.cx).into_iter().find(|due| due.counts)
    }

    /// The present duty as a row that is its own bar.
    fn draw_duty(&self, due: &dues::Due, area: Rect, buf: &mut Buffer) {
        let Some(case) = self.case() else { return };
        let level = who::duty_level(case, self.cx);
        let until = self.cx.words.with("case-until", &[("time", self.cx.moment(due.next.due).into())]);
        let level = level.as_ref().map(|(name, first)| (name.as_str(), *first));
        let countdown = Countdown { level, due: &due.line(self.cx, false), passed: due.passed(self.cx) };
        countdown.draw(&until, self.cx.ink(), Rect { height: 1, ..area }, buf);
    }

    /// Where the form of an act or a step stands in what the duty leaves, its name above it left out.
    fn form_area(&self, form: &StepForm, left: Rect) -> Rect {
        let named = matches!(form.about.purpose, Purpose::Act(_));
        below(left, if named { 1 + u16::from(self.grid.wide) } else { 0 })
    }

    /// Where a case stands that is read: in what the duty leaves.
    pub(super) fn reading(&self) -> Rect {
        let left = below(self.work(), self.duty_rows(self.duty().as_ref()));
        Rect { x: self.grid.left, width: self.grid.work_width(), ..left }
    }

    fn with_sheet<T>(&self, form: &StepForm, run: impl FnOnce(Sheet<'_, Key, About>) -> T) -> T {
        let praised = praised::offered(form, self.case(), self.cx);
        let wording = Named { purpose: form.about.purpose, meeting: telephone::meeting(form), praised, cx: self.cx };
        run(Sheet { form, wording: &wording, cx: self.cx, roomy: self.grid.wide })
    }

    fn form(&self, buf: &mut Buffer) -> Option<Position> {
        let duty = self.duty();
        let left = below(self.work(), self.duty_rows(duty.as_ref()));
        if let Some(due) = &duty {
            self.draw_duty(due, self.work(), buf);
        }
        let Some(form) = &self.screen.form else {
            return self.read(buf);
        };
        if let Purpose::Act(act) = form.about.purpose {
            let name = task::title(act, form, self.case(), self.cx);
            Pen::new(buf, self.cx.ink(), left, 0).to(2).put(&name, Role::Strong);
        }
        let area = self.form_area(form, left);
        let foot = footer::below(form, &self.hand());
        let rows = rows_area(area, form, foot.len());
        let (cursor, used) = self.with_sheet(form, |sheet| sheet.draw(rows, buf));
        let gap = u16::from(self.grid.wide && rows.height < area.height);
        let under = below(area, used + gap);
        let label_at = columns(self.cx).label_at();
        for (row, (name, words, right)) in (0..under.height).zip(&foot) {
            Pen::new(buf, self.cx.ink(), under, row).to(2).until(label_at - 1).put(name, Role::Strong);
            Pen::new(buf, self.cx.ink(), under, row).to(label_at).right(right, Role::Dim).put(words, Role::Text);
        }
        cursor.or(Some(Position::new(0, self.steps_row())))
    }
}

/// The room the rows of a form have: what stands below them takes a third of it at most, or what an act's few rows leave.
fn rows_area(area: Rect, form: &StepForm, foot: usize) -> Rect {
    let rows = if matches!(form.about.purpose, Purpose::Act(_)) { form.rows.len() } else { usize::from(area.height) };
    let left = area.height.saturating_sub(u16::try_from(rows).unwrap_or(area.height));
    let foot = u16::try_from(foot).unwrap_or(0).min(left.max(area.height / 3));
    Rect { height: area.height - foot, ..area }
}

const fn below(area: Rect, rows: u16) -> Rect {
    let rows = if rows < area.height { rows } else { area.height };
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
