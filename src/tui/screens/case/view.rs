//! The Case screen on its grid: the form at the left, the case at the right; at 80 columns the phrases below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::form::{Form, Key, Purpose, Row};
use super::lines::Laid;
use super::{CaseScreen, Mode, dues, shorthand};
use crate::domain::shorthand::Token;
use crate::domain::{Case, Field, Stage};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::widgets::rail::SHORT as SHORT_RAIL;
use crate::tui::widgets::{Countdown, DueBlock, Entries, Ink, Look, Pen, Rail, StepBar, Who};

/// Draws the screen and says where the hardware cursor stands.
pub fn draw(screen: &CaseScreen, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
    let look = Look::of(&cx.theme, cx.glyphs);
    if screen.id.is_none() {
        let area = Rect::new(grid.left, grid.top + 2, grid.work_width(), 1);
        Pen::new(buf, &look, area, 0).put(&cx.words.get("case-none-open"), Ink::Dim);
        return None;
    }
    let page = Page { screen, cx, grid, look: &look };
    page.steps(buf);
    if let Some(area) = grid.side {
        page.side(area, buf);
    } else {
        page.name_row(buf);
        if page.rail_rows() > 0 {
            page.narrow_rail(buf);
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
    let page = Page { screen, cx, grid, look: &cx.look() };
    match &screen.mode {
        Mode::List(_) => page.list_rows(),
        Mode::Clash(clash) => page.clash_rows(clash).1,
        Mode::Form | Mode::Why(_) => 0..0,
    }
}

/// The screen with what it is drawn from.
pub(super) struct Page<'a> {
    pub screen: &'a CaseScreen,
    pub cx: &'a Cx,
    pub grid: &'a Grid,
    pub look: &'a Look,
}

impl Page<'_> {
    pub(super) fn case(&self) -> Option<&Case> {
        self.screen.case(self.cx)
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
        let matter = matter.unwrap_or_else(|| self.cx.words.get("case-new"));
        let area = Rect::new(0, self.steps_row(), self.grid.right, 1);
        StepBar { look: self.look, names: &names, present, matter: &matter }.render(area, buf);
    }

    fn name_row(&self, buf: &mut Buffer) {
        let who = self.screen.who(self.cx);
        let area = Rect::new(self.grid.left, self.grid.top, self.grid.work_width(), 1);
        let mut pen = Pen::new(buf, self.look, area, 0);
        pen.right(&who.state, Ink::Strong).right(&who.head, Ink::Dim);
        pen.put(&who.name, Ink::Strong).put("  ", Ink::Text).put(&who.standing, Ink::Text);
    }

    /// The right side: who, due times or the call, phrases, history; fixed rows.
    fn side(&self, area: Rect, buf: &mut Buffer) {
        if let Some(rule) = self.grid.rule {
            for row in 0..area.height {
                Pen::new(buf, self.look, Rect { x: rule, width: 1, ..area }, row).put(self.look.rule(), Ink::Rule);
            }
        }
        let part = |from: u16, rows: u16| Rect {
            y: area.y + from,
            height: rows.min(area.height.saturating_sub(from)),
            ..area
        };
        let who = self.screen.who(self.cx);
        let card = Who {
            look: self.look,
            head: &who.head,
            state: &who.state,
            name: &who.name,
            standing: &who.standing,
            more: &who.more,
        };
        card.render(part(0, 4), buf);
        self.due_or_call(part(5, 6), buf);
        let past_rows = 7;
        let rail_end = area.height.saturating_sub(past_rows).max(13);
        self.rail(part(12, rail_end - 13), buf);
        let (title, rows) = self.screen.past(self.cx);
        let history = Entries { look: self.look, title: &title, rows: &rows, name_cells: 11 };
        history.render(part(rail_end, past_rows), buf);
    }

    fn due_or_call(&self, area: Rect, buf: &mut Buffer) {
        let ungraded = self.case().is_none_or(|case| case.clocks.is_empty());
        if self.cx.call.is_live() && ungraded {
            let rows = self.screen.call_rows(self.cx);
            let title = self.cx.words.get("case-this-call");
            Entries { look: self.look, title: &title, rows: &rows, name_cells: 10 }.render(area, buf);
            return;
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
        let widest = lines.iter().map(|line| text::width(&line.name)).max().unwrap_or(10).clamp(10, 16);
        let name_cells = u16::try_from(widest).unwrap_or(10);
        DueBlock { look: self.look, title: &title, lines: &lines, name_cells }.render(area, buf);
    }

    fn rail(&self, area: Rect, buf: &mut Buffer) {
        let sayings = self.screen.sayings(self.cx);
        let pressing = !self.screen.is_typing();
        let title = self.cx.words.get("case-say");
        let hint = if pressing { String::new() } else { self.cx.words.get("case-say-after-esc") };
        Rail { look: self.look, title: &title, hint: &hint, pressing, sayings: &sayings, short: false }
            .render(area, buf);
    }

    fn narrow_rail(&self, buf: &mut Buffer) {
        let sayings = self.screen.sayings(self.cx);
        let title = self.cx.words.get("case-say");
        let area = Rect::new(self.grid.left, self.grid.bottom - 3, self.grid.work_width(), SHORT_RAIL);
        let rail = Rail {
            look: self.look,
            title: &title,
            hint: "",
            pressing: !self.screen.is_typing(),
            sayings: &sayings,
            short: true,
        };
        rail.render(area, buf);
    }

    /// The present duty as a row that is its own bar; gives the rows it took.
    fn duty(&self, area: Rect, buf: &mut Buffer) -> u16 {
        let Some(case) = self.case() else { return 0 };
        let list = dues::list(case, self.cx);
        let Some(due) = list.iter().find(|due| due.counts) else { return 0 };
        let level = CaseScreen::duty_level(case, self.cx);
        let until = self.cx.words.with("case-until", &[("time", self.cx.moment(due.next.due).into())]);
        let countdown = Countdown {
            look: self.look,
            level: level.as_ref().map(|(name, first)| (name.as_str(), *first)),
            duty: &due.name(self.cx),
            left: &self.cx.left(&due.next),
            mark: &due.mark(self.cx),
            words: &until,
            note: "",
            passed: due.passed(self.cx),
            nearness: due.nearness(self.cx),
        };
        countdown.render(Rect { height: 1, ..area }, buf);
        if self.grid.rows() < 16 { 1 } else { 2 }
    }

    fn form(&self, buf: &mut Buffer) -> Option<Position> {
        let mut area = self.work();
        let graded = self.case().is_some_and(|case| !case.clocks.is_empty() && !case.state.is_terminal());
        if graded {
            let taken = self.duty(area, buf);
            area = below(area, taken);
        }
        let Some(form) = &self.screen.form else {
            Pen::new(buf, self.look, area, 0).to(2).put(&self.cx.words.get("case-closed"), Ink::Dim);
            return Some(Position::new(0, area.y));
        };
        if let Purpose::Act(act) = form.purpose {
            let name = crate::tui::refusal::act_name(act, self.cx);
            Pen::new(buf, self.look, area, 0).to(2).put(&name, Ink::Strong);
            area = below(area, 1 + u16::from(self.grid.wide));
        }
        let foot = self.foot(form);
        let foot_rows = u16::try_from(foot.len()).unwrap_or(0).min(area.height / 3);
        let rows = Rect { height: area.height - foot_rows, ..area };
        let (cursor, used) = self.rows(form, rows, buf);
        let mut at = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
        if self.grid.wide && foot_rows > 0 {
            at = below(at, 1);
        }
        for (row, (name, words, right)) in (0..at.height).zip(&foot) {
            let value_at = super::lines::grid(self.cx).label_at();
            Pen::new(buf, self.look, at, row).to(2).until(value_at - 1).put(name, Ink::Strong);
            Pen::new(buf, self.look, at, row).to(value_at).right(right, Ink::Dim).put(words, Ink::Text);
        }
        cursor.or(Some(Position::new(0, self.steps_row())))
    }

    /// The rows of the form; the one in hand stays in sight, and what does not fit is counted. Where room is short,
    /// empty optional rows fold away until Tab reaches them.
    fn rows(&self, form: &Form, area: Rect, buf: &mut Buffer) -> (Option<Position>, u16) {
        let all = || form.rows.iter().enumerate().map(|(at, row)| (at, Laid::new(form, at, row, self.look, self.cx)));
        let mut laid: Vec<(usize, Laid<'_>, u16)> = all()
            .map(|(at, row)| {
                let height = row.height(area.width);
                (at, row, height)
            })
            .collect();
        let total = |laid: &[(usize, Laid<'_>, u16)]| laid.iter().map(|(.., height)| *height).sum::<u16>();
        if total(&laid) > area.height {
            laid.retain(|(at, ..)| form.rows.get(*at).is_some_and(|row| *at == form.focus || !folds(row)));
            regroup(form, &mut laid, self.look, self.cx);
        }
        let groups = u16::try_from(laid.iter().filter(|(_, row, _)| row.begins_group()).count()).unwrap_or(0);
        let spaced = self.grid.wide && total(&laid) + groups <= area.height;
        let first = first_in_sight(&laid, form.focus, area.height, spaced);
        let (mut y, mut cursor) = (0_u16, None);
        for (place, (at, row, height)) in laid.iter().enumerate().skip(first) {
            let gap = u16::from(spaced && place > first && row.begins_group());
            if y + gap + height > area.height {
                self.more_rows(laid.len() - place, area, buf);
                break;
            }
            y += gap;
            let spot = Rect { y: area.y + y, height: *height, ..area };
            cursor = cursor.or(row.draw(spot, self.cx, buf));
            if form.rows.get(*at).is_some_and(|row| row.key == Key::Shorthand) {
                self.token_names(form, spot, buf);
            }
            y += height;
        }
        (cursor, y)
    }

    fn more_rows(&self, count: usize, area: Rect, buf: &mut Buffer) {
        let words = self.cx.words.with("case-more-rows", &[("count", count.into())]);
        let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        Pen::new(buf, self.look, last, 0).to(2).right(&words, Ink::Dim);
    }

    /// What the machine understood of the shorthand line, named right below each token, the token underlined.
    fn token_names(&self, form: &Form, area: Rect, buf: &mut Buffer) {
        let Some(typed) = form.row(Key::Shorthand).and_then(|row| row.typed()) else { return };
        let from = super::lines::shorthand_grid(self.cx).value_at();
        let cells = usize::from(area.width.saturating_sub(from).max(8));
        let (rows, _) = typed.rows(cells);
        let Some(shown) = rows.first() else { return };
        let tokens = shorthand::tokens(form, self.cx);
        let column_of = |start: usize| {
            let before = typed.text().get(shown.start..start).unwrap_or_default();
            from + u16::try_from(text::width(&text::fold_for_display(before))).unwrap_or(0)
        };
        let known = |token: &&Token| token.as_field.is_some() && token.range.start >= shown.start;
        let mut seen = tokens.iter().filter(known).peekable();
        while let Some(token) = seen.next() {
            let column = column_of(token.range.start);
            let Some(field) = token.as_field.filter(|_| column < area.right()) else { continue };
            let words = typed.text().get(token.range.clone()).unwrap_or_default();
            Pen::new(buf, self.look, area, 0).to(column).put(words, Ink::Own);
            let name = crate::tui::refusal::field_name(field, self.cx);
            let name = if token.guess { format!("{name}?") } else { name };
            let end = seen.peek().map_or(area.right(), |next| column_of(next.range.start).saturating_sub(1));
            Pen::new(buf, self.look, area, 1).to(column).until(end).put(&name, Ink::Dim);
        }
    }
}

impl CaseScreen {
    /// Whether plain digits go into a field just now.
    fn is_typing(&self) -> bool {
        crate::tui::screen::Screen::has_field(self)
    }
}

const fn below(area: Rect, rows: u16) -> Rect {
    let rows = if rows < area.height { rows } else { area.height };
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// A row that may stay out of sight until Tab reaches it: optional, empty, not wrong.
fn folds(row: &Row) -> bool {
    let optional = matches!(
        row.key,
        Key::Asked
            | Key::Field(
                Field::Title
                    | Field::OrderNo
                    | Field::Rings
                    | Field::Product
                    | Field::Emotion
                    | Field::Description
                    | Field::Topic
                    | Field::Circumstances
                    | Field::RatingReason
                    | Field::NoticeNo
                    | Field::SecondCategory
                    | Field::Comment
                    | Field::ClosingNotice
                    | Field::RootCause
                    | Field::Cost
                    | Field::Note
                    | Field::Keypad
                    | Field::ThirdParty
                    | Field::Confidentiality
                    | Field::Agreement
                    | Field::Department
            )
    );
    let quiet = row.is_empty() || matches!(row.key, Key::Field(Field::Emotion));
    optional && quiet && !row.required && row.wrong.is_none()
}

/// Rows that folded away may have carried the question of their group.
fn regroup<'a>(form: &'a Form, laid: &mut [(usize, Laid<'a>, u16)], look: &'a Look, cx: &Cx) {
    let kept: Vec<usize> = laid.iter().map(|(at, ..)| *at).collect();
    for (place, (at, row, _)) in laid.iter_mut().enumerate() {
        let before = place.checked_sub(1).and_then(|before| kept.get(before)).copied();
        if let Some(own) = form.rows.get(*at) {
            *row = Laid::after(form, *at, before, own, look, cx);
        }
    }
}

/// The first row to draw so that the one in hand can be seen whole.
fn first_in_sight(laid: &[(usize, Laid<'_>, u16)], focus: usize, room: u16, spaced: bool) -> usize {
    let last = laid.iter().position(|(at, ..)| *at >= focus).unwrap_or(0);
    let needed = |first: usize| -> u16 {
        let shown = laid.iter().enumerate().skip(first).take(last + 1 - first);
        shown.map(|(place, (_, row, height))| height + u16::from(spaced && place > first && row.begins_group())).sum()
    };
    (0..=last).find(|first| needed(*first) <= room).unwrap_or(last)
}
