//! The due times of a case in one list: promises, limits and dated tasks, the nearest first.

use crate::domain::explain;
use crate::domain::order::Duty;
use crate::domain::{CalendarKind, Case, Clock, ClockKind, EventId, FollowUpKind, Level, Limit, Timestamp};
use crate::tui::cx::Cx;
use crate::tui::widgets::{DueLine, Nearness};

/// One due time.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Which duty.
    pub duty: Duty,
    /// The promise or follow-up.
    pub id: Option<EventId>,
    /// The limit, where it is one.
    pub clock: Option<Clock>,
    /// When it began.
    pub start: Timestamp,
    /// When it is due.
    pub due: Timestamp,
    /// When it was met.
    pub met: Option<Timestamp>,
    /// It stands still.
    pub paused: bool,
}

/// Every due time worth showing: what runs, nearest first, then what was met, latest first.
pub fn list(case: &Case) -> Vec<Due> {
    let mut running = Vec::new();
    let mut met = Vec::new();
    for clock in case.clocks.iter().filter(|clock| clock.kind != ClockKind::Ceiling) {
        let due = Due {
            duty: Duty::Clock(clock.kind),
            id: None,
            start: clock.start,
            due: clock.due,
            met: clock.met,
            paused: case.pause.is_some() && clock.pauses.last().is_some_and(|pause| pause.1.is_none()),
            clock: Some(clock.clone()),
        };
        if clock.is_running() {
            running.push(due);
        } else if clock.met.is_some() {
            met.push(due);
        }
    }
    for promise in &case.promises {
        let due = Due { clock: None, ..dated(Duty::Promise, promise.id, case.received_at, promise.due) };
        if promise.end.is_none() {
            running.push(due);
        }
    }
    for follow_up in case.follow_ups.iter().filter(|one| one.end.is_none()) {
        let twin = matches!(follow_up.kind, FollowUpKind::Promise | FollowUpKind::Progress | FollowUpKind::ReturnDue);
        let shown = running.iter().any(|due| due.due == follow_up.due) || case.clocks.iter().any(Clock::is_running);
        if !(twin && shown) {
            running.push(dated(Duty::FollowUp(follow_up.kind), follow_up.id, case.received_at, follow_up.due));
        }
    }
    running.sort_by_key(|due| (due.due, !matches!(due.duty, Duty::Promise)));
    met.sort_by_key(|due| std::cmp::Reverse(due.met));
    running.extend(met);
    running
}

const fn dated(duty: Duty, id: EventId, start: Timestamp, due: Timestamp) -> Due {
    Due { duty, id: Some(id), clock: None, start, due, met: None, paused: false }
}

impl Due {
    /// Its name.
    pub fn name(&self, cx: &Cx) -> String {
        cx.duty(self.duty)
    }

    /// Share of its time that has passed, in thousandths, counted in its own kind of time.
    pub fn passed(&self, cx: &Cx) -> u16 {
        let calendar = &cx.rules.calendar;
        let kind = self.clock.as_ref().map_or(CalendarKind::Always, |clock| match clock.limit {
            Limit::Minutes(_) => clock.calendar,
            Limit::WorkDays(_) | Limit::Until(_) => CalendarKind::Always,
        });
        let whole = calendar.between_ms(kind, self.start, self.due).max(1);
        let left = calendar.between_ms(kind, cx.now.min(self.due), self.due);
        let passed = (whole - left).clamp(0, whole).saturating_mul(1000) / whole;
        u16::try_from(passed).unwrap_or(1000)
    }

    /// How near it is: by the manual's shares, a promise by its reminder lead.
    pub fn nearness(&self, cx: &Cx, level: Option<Level>) -> Nearness {
        if let Some(met) = self.met {
            return if met.since_ms(self.due) >= 1000 { Nearness::MetLate } else { Nearness::Met };
        }
        if self.paused {
            return Nearness::Paused;
        }
        let left = self.due.since_ms(cx.now);
        if left <= -1000 {
            return Nearness::Late;
        }
        let Some(clock) = &self.clock else {
            let lead = if level == Some(Level::ONE) { 5 } else { 15 };
            return if left <= lead * 60_000 { Nearness::Soon } else { Nearness::Calm };
        };
        let [amber, red] = explain::warn_times(&cx.rules, clock);
        if cx.now >= red {
            Nearness::Near
        } else if cx.now >= amber {
            Nearness::Soon
        } else {
            Nearness::Calm
        }
    }

    /// The mark that goes with its nearness.
    pub fn mark(&self, cx: &Cx, level: Option<Level>) -> String {
        match self.nearness(cx, level) {
            Nearness::Calm => String::new(),
            Nearness::Soon => cx.words.get("mark-soon"),
            Nearness::Near => cx.words.get("mark-near"),
            Nearness::Late | Nearness::MetLate => cx.words.get("mark-late"),
            Nearness::Paused => cx.words.get("mark-paused"),
            Nearness::Met => cx.glyphs.done.to_owned(),
        }
    }

    /// The row of the due block.
    pub fn line(&self, cx: &Cx, level: Option<Level>, selected: bool) -> DueLine {
        let left = match self.met {
            Some(met) => {
                let minutes = met.since_ms(self.start) / 60_000;
                cx.words.with("case-met-after", &[("minutes", minutes.into())])
            }
            None => cx.span(self.due.since_ms(cx.now)),
        };
        DueLine {
            name: self.name(cx),
            when: cx.moment(self.due),
            left,
            mark: self.mark(cx, level),
            nearness: self.nearness(cx, level),
            selected,
        }
    }
}
