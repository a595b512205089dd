//! A row of the queue: level, time left, what to do, for whom, about what.

use crate::domain::protocol::{DueKind, QueueRow, QueueView};
use crate::domain::{Lang, explain};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::layout::Grid;
use crate::tui::listing::{self, Column, Spot};
use crate::tui::names::{in_major, signs};
use crate::tui::paint::{self, Brush};
use crate::tui::remaining::minutes_seconds;
use crate::tui::theme::Role;
use crate::tui::unsaved::Unsaved;

/// The locale key of a view's name.
pub const fn view_key(view: QueueView) -> &'static str {
    match view {
        QueueView::Mine | QueueView::Lead | QueueView::SecondLine => "queue-view-mine",
        QueueView::Of(_) => "queue-view-of",
        QueueView::All => "queue-view-all",
        QueueView::Overdue => "queue-view-overdue",
        QueueView::Soon => "queue-view-soon",
        QueueView::Found => "queue-view-found",
    }
}

/// Cells of an owner's number.
const OWNER: u16 = 6;

/// Columns of the list; what is absent has no room.
pub(super) struct Columns {
    pub act: u16,
    customer: u16,
    pub matter: u16,
    step: Option<u16>,
    /// How it came, or whose it is.
    channel: Option<u16>,
    end: u16,
}

impl Columns {
    pub const fn new(grid: &Grid, lang: Lang, owners: bool) -> Self {
        let end = grid.right;
        if matches!(lang, Lang::En) {
            // Acts are longer words, so step and channel wait for a wider terminal; whose it is does not.
            let (step, channel) = match (end > 84, owners) {
                (true, _) => (Some(end - 20), Some(end - 9)),
                (false, true) => (None, Some(end - OWNER)),
                (false, false) => (None, None),
            };
            return Self { act: 20, customer: 35, matter: 45, step, channel, end };
        }
        let (step, channel) = match (grid.wide, owners) {
            (true, true) => (end - OWNER - 6, end - OWNER),
            (true, false) => (end - 10, end - 4),
            (false, _) => (end - 14, end - 6),
        };
        Self { act: 20, customer: 31, matter: 38, step: Some(step), channel: Some(channel), end }
    }

    pub fn matter_end(&self) -> u16 {
        self.step.or(self.channel).map_or(self.end, |next| next - 1)
    }

    fn step_end(&self) -> u16 {
        self.channel.map_or(self.end, |channel| channel - 1)
    }
}

pub fn columns(grid: &Grid, owners: bool, cx: &Cx) -> Vec<Column> {
    let columns = Columns::new(grid, cx.lang, owners);
    let name = |key, from, end| Column { key, from, end, right: false };
    let mut names = vec![
        name("queue-customer", columns.customer, columns.matter - 1),
        name("queue-matter", columns.matter, columns.matter_end()),
    ];
    names.extend(columns.step.map(|step| name("queue-step", step, columns.step_end())));
    let last = if owners { "queue-owner" } else { "queue-channel" };
    names.extend(columns.channel.map(|channel| name(last, channel, columns.end)));
    names
}

pub fn draw(row: &QueueRow, spot: Spot<'_>, owners: bool, cx: &Cx, brush: &mut Brush<'_>) {
    let (theme, y, columns) = (&cx.theme, spot.y, Columns::new(spot.grid, cx.lang, owners));
    let waiting = row.waiting_for.is_some();
    let plain = if waiting { theme.style(Role::Dim) } else { theme.style(Role::Text) };
    paint::level(cx, brush, (2, y), row.level);
    let act_style = row.next.map_or(plain, |next| listing::time_left(&next, cx, y, plain, brush));
    let act_style = if spot.in_hand { act_style.add_modifier(ratatui::style::Modifier::BOLD) } else { act_style };
    let act_room = usize::from(columns.customer - 1 - columns.act);
    brush.put(columns.act, y, columns.customer - 1, &act(row, cx, act_room), act_style);
    brush.put(columns.customer, y, columns.matter - 1, &text::mask::name(&row.customer), plain);
    // One that stands among what one was told says it by where it stands.
    let listed = row.next.is_some_and(|next| next.duty == DueKind::TakeNote);
    let told = if row.lead_until.is_some() && !listed { cx.words.get("queue-lead-told") } else { String::new() };
    let unsure = row.next.is_some_and(|next| !explain::unsure_years(&cx.rules, &next, row.level).is_empty());
    let unsure = if unsure { cx.words.get("sign-no-holidays") } else { String::new() };
    let mut x = columns.matter;
    let (crossed, news) = (signs(row.crossed, row.twice, cx), cx.news_sign(cx.has_news(row)));
    let major = in_major(row.major, cx);
    for (sign, role) in
        [(crossed, Role::Amber), (major, Role::Strong), (news, Role::Accent), (unsure, Role::Amber), (told, Role::Text)]
    {
        if !sign.is_empty() {
            x = brush.put(x, y, columns.matter_end(), &sign, theme.bold(role)) + 1;
        }
    }
    brush.put(x, y, columns.matter_end(), &row.summary, plain);
    let dim = theme.style(Role::Dim);
    if let Some(step) = columns.step {
        brush.put(step, y, columns.step_end(), cx.stage_name(row.state.stage()), dim);
    }
    if let Some(channel) = columns.channel {
        let last = if owners { cx.number_of(row.owner) } else { cx.channel_name(row.channel) };
        brush.put(channel, y, columns.end, last, dim);
    }
}

/// A form that is not saved: for how long, for whom, about what, which form.
pub fn draw_unsaved(form: &Unsaved, spot: Spot<'_>, cx: &Cx, brush: &mut Brush<'_>) {
    let (theme, y, columns) = (&cx.theme, spot.y, Columns::new(spot.grid, cx.lang, false));
    let (plain, dim) = (theme.style(Role::Text), theme.style(Role::Dim));
    brush.put(2, y, 8, &cx.words.get("queue-draft"), dim);
    let open_s = cx.now.since_ms(form.at).max(0) / 1000;
    brush.right(8, y, 16, &minutes_seconds(open_s), plain);
    brush.put(columns.act, y, columns.customer - 1, &cx.words.get("queue-go-on"), theme.bold(Role::Text));
    let who = if form.who.is_empty() { &form.number } else { &form.who };
    brush.put(columns.customer, y, columns.matter - 1, who, plain);
    brush.put(columns.matter, y, columns.matter_end(), &form.about, plain);
    if let Some(step) = columns.step {
        brush.put(step, y, columns.step_end(), &form.form, dim);
    }
}

/// What must be done, or who has to.
fn act(row: &QueueRow, cx: &Cx, room: usize) -> String {
    match row.waiting_for.as_deref() {
        Some(who) => {
            if let Some(reason) = cx.pause_name(who) {
                return reason.to_owned();
            }
            let name = cx.holder_name(who);
            let whole = cx.words.with("queue-waits", &[("who", name.into())]);
            // The heading says already that they wait.
            if text::width(&whole) > room { name.to_owned() } else { whole }
        }
        None => row.next.map_or_else(|| cx.state_name(row.state).to_owned(), |next| cx.duty(next.duty)),
    }
}
