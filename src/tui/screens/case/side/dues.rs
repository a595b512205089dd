//! The due times of a case in one list: promises, limits and dated tasks, the nearest first.

use crate::domain::acts::escalate;
use crate::domain::protocol::{DueKind, NextDue};
use crate::domain::{
    CalendarKind, Case, Clock, ClockKind, EventId, FollowUp, FollowUpKind, HolderKind, Limit, State, Timestamp,
    explain, queue, timers,
};
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::remaining::Nearness;
use crate::tui::widgets::DueLine;

#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Which duty, from when to when.
    pub next: NextDue,
    /// The promise or follow-up.
    pub id: Option<EventId>,
    /// The limit, where it is one.
    pub clock: Option<Clock>,
    pub met: Option<Timestamp>,
    /// The department it waits for, where more than one may be.
    pub from: Option<String>,
    /// It counts in the queue: a promise, a limit that binds, a call or an update we owe.
    pub counts: bool,
}

/// Every due time worth showing: what runs, nearest first, then what was met, latest first.
pub fn list(case: &Case, cx: &Cx) -> Vec<Due> {
    let mut running: Vec<Due> =
        queue::duties(case, &cx.rules).into_iter().map(|next| of_duty(case, next, cx)).collect();
    let shown = |clock: &&Clock| clock.is_running() && clock.kind != ClockKind::Ceiling;
    for clock in case.clocks.iter().filter(shown) {
        if !running.iter().any(|due| due.clock.as_ref() == Some(clock)) {
            let mut due = of_met(clock);
            due.next.paused = clock.stands_since().is_some();
            running.push(due);
        }
    }
    for task in case.follow_ups.iter().filter(|task| task.end.is_none()) {
        let duty = DueKind::FollowUp(task.kind);
        let twin = matches!(task.kind, FollowUpKind::ReturnDue | FollowUpKind::Promise | FollowUpKind::Progress);
        let listed = |due: &Due| due.next.due == task.due && (due.next.duty == duty || twin);
        if !running.iter().any(listed) {
            running.push(Due { id: Some(task.id), ..plain(duty, case.received_at, task.due) });
        }
    }
    running.extend(self_solve(case, cx));
    running.extend(take_note(case, cx));
    departments(case, &mut running);
    // What the queue counts as due stands before what only reminds, so that both name the same thing first.
    running.sort_by_key(|due| (due.next.paused, !due.counts, due.next.due, due.next.duty != DueKind::Promise));
    // Whoever has to take note stands right below what is due next: the rest may be out of sight.
    if let Some(at) = running.iter().position(|due| due.next.duty == DueKind::TakeNote).filter(|at| *at > 1) {
        let due = running.remove(at);
        running.insert(1, due);
    }
    let mut met: Vec<Due> = case.clocks.iter().filter(|clock| clock.met.is_some()).map(of_met).collect();
    met.sort_by_key(|due| std::cmp::Reverse(due.met));
    running.extend(met);
    running
}

/// The front line's own time, as long as it runs and nobody else has the case.
fn self_solve(case: &Case, cx: &Cx) -> Option<Due> {
    let ours = case.state == State::Process && case.holder == HolderKind::Frontline && case.pause.is_none();
    let due = timers::self_solve_until(case, &cx.rules).filter(|due| ours && *due > cx.now)?;
    Some(plain(DueKind::SelfSolve, case.work.process_since.unwrap_or(case.received_at), due))
}

/// Until when a lead takes note of an escalation, explained like any other limit.
fn take_note(case: &Case, cx: &Cx) -> Option<Due> {
    let open = case.work.escalation.as_ref().filter(|_| !case.state.is_terminal())?;
    let due = open.until?;
    let (minutes, calendar) = escalate::time_to_take_note(case.level);
    let clock = clock((ClockKind::Respond, case.round()), (open.since, due), Limit::Minutes(minutes), calendar, cx);
    let lead = open.lead.map(|lead| cx.number_of(lead).to_owned()).filter(|no| !no.is_empty());
    Some(Due { clock: Some(clock), from: lead, ..plain(DueKind::TakeNote, open.since, due) })
}

/// The times departments are to hand their plans back, each under its own name.
fn departments(case: &Case, running: &mut Vec<Due>) {
    for department in case.work.departments.iter().filter(|one| one.returned.is_none()) {
        let Some(at) = department.due else { continue };
        let duty = DueKind::Clock(ClockKind::ReturnDue);
        let known = running.iter_mut().find(|due| due.next.duty == duty && due.next.due == at && due.from.is_none());
        if let Some(known) = known {
            known.from = Some(department.name.clone());
        } else {
            running.push(Due { from: Some(department.name.clone()), ..plain(duty, case.received_at, at) });
        }
    }
}

/// A due time without warnings before it.
const fn plain(duty: DueKind, start: Timestamp, due: Timestamp) -> Due {
    let next = NextDue { duty, start, due, amber_at: due, red_at: due, paused: false };
    Due { next, id: None, clock: None, met: None, from: None, counts: false }
}

fn of_duty(case: &Case, next: NextDue, cx: &Cx) -> Due {
    let clock = match next.duty {
        DueKind::Clock(kind) => case.clocks.iter().rfind(|clock| clock.kind == kind && clock.is_running()).cloned(),
        _ => None,
    };
    let id = match next.duty {
        DueKind::Promise => case.promises.iter().find(|one| one.end.is_none() && one.due == next.due).map(|one| one.id),
        DueKind::FollowUp(kind) => {
            case.follow_ups.iter().find(|one| one.end.is_none() && one.kind == kind).map(|one| one.id)
        }
        _ => None,
    };
    let task = case.follow_ups.iter().find(|task| Some(task.id) == id && task.limit.is_some());
    let clock = clock.or_else(|| task.and_then(|task| as_clock(task, cx)));
    Due { next, id, clock, met: None, from: None, counts: true }
}

/// A task that a limit made, as that limit, so that it can be taken apart the same way.
fn as_clock(task: &FollowUp, cx: &Cx) -> Option<Clock> {
    let kind = match task.kind {
        FollowUpKind::Progress => ClockKind::Progress,
        FollowUpKind::ReturnDue => ClockKind::ReturnDue,
        _ => return None,
    };
    let calendar = task.calendar.unwrap_or(CalendarKind::Always);
    let clock = clock((kind, task.round), (task.start, task.due), task.limit?, calendar, cx);
    Some(Clock { first_due: task.first_due, ..clock })
}

/// A limit of a round that runs from one moment to another.
fn clock(
    (kind, round): (ClockKind, u32),
    (start, due): (Timestamp, Timestamp),
    limit: Limit,
    calendar: CalendarKind,
    cx: &Cx,
) -> Clock {
    Clock {
        kind,
        round,
        start,
        limit,
        calendar,
        calendar_version: cx.rules.calendar.version().to_owned(),
        due,
        first_due: due,
        met: None,
        cancelled: None,
        pauses: Vec::new(),
        armed: true,
    }
}

fn of_met(clock: &Clock) -> Due {
    let plain = plain(DueKind::Clock(clock.kind), clock.start, clock.due);
    Due { clock: Some(clock.clone()), met: clock.met, ..plain }
}

impl Due {
    pub fn name(&self, cx: &Cx) -> String {
        match &self.from {
            Some(lead) if self.next.duty == DueKind::TakeNote => {
                cx.words.with("duty-take-note-by", &[("no", lead.as_str().into())])
            }
            Some(department) => cx.words.with("queue-waits", &[("who", cx.department_name(department).into())]),
            None => cx.duty(self.next.duty),
        }
    }

    /// Share of its time that has passed, in thousandths, counted in its own kind of time.
    pub fn passed(&self, cx: &Cx) -> u16 {
        let calendar = &cx.rules.calendar;
        let kind = self.clock.as_ref().map_or(CalendarKind::Always, |clock| match clock.limit {
            Limit::Minutes(_) => clock.calendar,
            Limit::WorkDays(_) | Limit::Until(_) => CalendarKind::Always,
        });
        let whole = calendar.between_ms(kind, self.next.start, self.next.due).max(1);
        let left = calendar.between_ms(kind, cx.now.min(self.next.due), self.next.due);
        let passed = (whole - left).clamp(0, whole).saturating_mul(1000) / whole;
        u16::try_from(passed).unwrap_or(1000)
    }

    pub fn nearness(&self, cx: &Cx) -> Nearness {
        if let Some(met) = self.met {
            return if met.since_ms(self.next.due) >= 1000 { Nearness::MetLate } else { Nearness::Met };
        }
        Nearness::of(&self.next, cx.now)
    }

    /// Whether it counts days of a year whose holidays nobody entered.
    fn rests_on_no_table(&self, cx: &Cx) -> bool {
        if self.met.is_some() {
            return false;
        }
        let missing = match &self.clock {
            Some(clock) => explain::missing_years(&cx.rules.calendar, clock),
            None => explain::unsure_years(&cx.rules, &self.next, None),
        };
        !missing.is_empty()
    }

    /// The row of the due block.
    pub fn line(&self, cx: &Cx, selected: bool) -> DueLine {
        let left = match self.met {
            Some(met) => {
                let minutes = met.since_ms(self.next.start) / 60_000;
                cx.words.with("case-met-after", &[("minutes", minutes.into())])
            }
            None => cx.left(&self.next),
        };
        let nearness = self.nearness(cx);
        let (when, mark) = (cx.moment(self.next.due), cx.sign(nearness));
        let name = if self.rests_on_no_table(cx) {
            joined(&[self.name(cx), cx.words.get("sign-no-holidays")])
        } else {
            self.name(cx)
        };
        DueLine { name, when, left, mark, nearness, selected }
    }
}
