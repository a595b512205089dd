//! The moment somebody has to say something in, as far as the case, the line and the clock make it: what the rail, the
//! cards and the book of phrases choose by.

use crate::domain::calendar::Rulebook;
use crate::domain::code::CalendarKind;
use crate::domain::protocol::{CaseFile, DueKind, NextDue};
use crate::domain::say::{Doing, Moment, Owed, PlanStanding, Telephone};
use crate::domain::{Case, Channel, Emotion, Field, FollowUpKind, Modifier, PromiseEnd, State, Timestamp, queue};
use crate::tui::call::{Call, Line};
use crate::tui::cx::Cx;

/// After this much talk greeting is over, whether or not it was marked as said.
const UNDER_WAY_S: i64 = 60;
/// What was said this long ago belongs to the contact in hand where nobody told us of a call.
const UNTOLD_CONTACT_MS: i64 = 30 * 60_000;

/// The moment at a saved case whose customer is on the line, or is the next to be spoken to.
pub fn at_case(file: &CaseFile, cx: &Cx) -> Moment {
    at(file, cx.calls.of(file.case.id), cx)
}

/// The same beside a list, where a call that is over is over: what is said next is said in the next contact.
pub fn beside_list(file: &CaseFile, cx: &Cx) -> Moment {
    at(file, cx.calls.of(file.case.id).filter(|call| call.is_live()), cx)
}

fn at(file: &CaseFile, call: Option<&Call>, cx: &Cx) -> Moment {
    let case = &file.case;
    let since = contact_since(case, call, cx);
    let (earlier, said): (Vec<_>, Vec<_>) = case.said.iter().partition(|(_, at)| *at < since);
    let ids = |said: Vec<&(String, Timestamp)>| said.into_iter().map(|(id, _)| id.clone()).collect();
    let heard = changed_at(file, Field::Emotion).is_some_and(|at| at >= since);
    let graded = case.work.graded_at.map(|at| at >= since);
    let moment = with_line(of_case(case, cx), (case, call), cx);
    // The next call is another contact: a mood of the last one is history (A5).
    let heard = heard && moment.line != Some(Telephone::Ready);
    Moment {
        graded_here: Some(graded.unwrap_or(true)),
        mood: case.record.code::<Emotion>(Field::Emotion).filter(|_| heard),
        said: ids(said),
        said_on_case: ids(earlier),
        ..moment
    }
}

/// What a saved case says by itself.
fn of_case(case: &Case, cx: &Cx) -> Moment {
    let (rules, now) = (&cx.rules, cx.now);
    let plan = case.plan_in_force();
    let text = |field: Field| case.record.text(field).map(str::to_owned);
    Moment {
        origin: Some(case.channel()),
        state: case.state,
        kind: case.kind(),
        topic: text(Field::Topic),
        category: text(Field::Category),
        level: case.level,
        circumstances: case.modifiers.clone(),
        resolution: plan.map(|plan| plan.resolution_type.clone()).filter(|code| !code.is_empty()),
        cause: plan.and_then(|plan| plan.cause.clone()),
        holder: Some(case.holder),
        verified: case.verified,
        identity_fails: case.work.identity_failures,
        after_hours: !rules.calendar.is_open(CalendarKind::Service, now),
        known_customer: case.record.get(Field::Customer).is_some(),
        same_matter: case.contacts.len() > 1 || case.modifiers.contains(&Modifier::RepeatContact),
        waits_for_customer: case.pause.is_some(),
        departments: u32::try_from(case.work.departments.len()).unwrap_or(u32::MAX),
        promise: owed_promise(case, now, rules),
        progress: owed(case, DueKind::FollowUp(FollowUpKind::Progress), now, rules),
        plan: standing(case, now),
        rating: case.ratings.last().map(|rating| rating.status),
        marks: case.ratings.last().into_iter().flat_map(|one| &one.marks).map(|(_, mark)| i64::from(*mark)).collect(),
        past_reopening: is_past_reopening(case, cx),
        role: Some(cx.agent.role),
        ..Moment::default()
    }
}

/// The telephone, where the call is about this case; with nobody on it, the next word goes out by the channel of the case.
fn with_line(moment: Moment, (case, call): (&Case, Option<&Call>), cx: &Cx) -> Moment {
    let Some(call) = call else { return off_line(moment, case) };
    let ours = call.is_ours();
    let contact = case.open_contact().map_or_else(|| case.channel(), |contact| contact.channel);
    let talk_s = cx.now.since_ms(call.began) / 1000;
    // A case of this call that is past its first form was opened with some words or other.
    let opened_here = case.contacts.len() < 2 && case.state != State::Intake;
    let quiet = call.silence_ms(cx.last_key, cx.now).unwrap_or(0);
    // Whoever is still on the line when their matter is archived is taken leave of, not asked what they want.
    let ended_here = case.archived_at.is_some_and(|archived| archived >= call.began);
    let moment = if ended_here && case.state == State::Archived {
        Moment { state: State::Closing, doing: Some(Doing::Rating), ..moment }
    } else {
        moment
    };
    Moment {
        channel: if ours { Channel::Outbound } else { contact },
        ours,
        line: Some(telephone(call.line)),
        on_hold_s: call.hold_s(cx.now),
        back_from_hold: is_back(case, call),
        open_case_of_caller: !ours && case.contacts.len() > 1 && !case.state.is_terminal(),
        duty: if ours { duty(case) } else { None },
        silence_s: quiet / 1000,
        talk_s,
        under_way: talk_s >= UNDER_WAY_S || !ours && opened_here,
        reached: ours && talk_s >= UNDER_WAY_S,
        ..moment
    }
}

/// What the telephone is doing, in the words of the choice.
pub const fn telephone(line: Line) -> Telephone {
    match line {
        Line::Talk => Telephone::Talk,
        Line::CallBack => Telephone::CallBack,
        Line::Hold => Telephone::Hold,
        Line::WrapUp => Telephone::WrapUp,
    }
}

/// Whom we write to we answer in writing, whoever stands before us stands there; everybody else is rung.
fn off_line(moment: Moment, case: &Case) -> Moment {
    let found_out = !matches!(case.state, State::Intake | State::Identify);
    let (channel, ours) = match case.channel() {
        channel @ (Channel::Email | Channel::Letter) => (channel, found_out),
        channel @ (Channel::Online | Channel::Onsite | Channel::Social | Channel::AfterSales) => (channel, false),
        Channel::Phone | Channel::Regulator | Channel::Outbound => (Channel::Outbound, true),
    };
    let spoken = channel == Channel::Outbound;
    Moment { channel, ours, line: spoken.then_some(Telephone::Ready), duty: duty(case), ..moment }
}

/// The duty we ring for: the task whose time comes first.
fn duty(case: &Case) -> Option<FollowUpKind> {
    let open = case.follow_ups.iter().filter(|task| task.is_open());
    let task = open.min_by_key(|task| (task.due, task.id)).map(|task| (task.due, task.kind));
    let promise = case.open_promises().first().map(|promise| (promise.due, FollowUpKind::Promise));
    task.into_iter().chain(promise).min_by_key(|(due, _)| *due).map(|(_, kind)| kind)
}

/// A hold ended, and nothing was said since.
fn is_back(case: &Case, call: &Call) -> bool {
    let live = call.is_active();
    let ended = case.open_contact().and_then(|contact| contact.holds.last()).and_then(|(_, end)| *end);
    live && ended.is_some_and(|end| case.said.last().is_none_or(|(_, said)| *said < end))
}

/// Since when the contact in hand runs.
fn contact_since(case: &Case, call: Option<&Call>, cx: &Cx) -> Timestamp {
    let call = call.map(|call| call.began);
    let open = case.open_contact().map(|contact| contact.start);
    call.or(open).unwrap_or(Timestamp(cx.now.0 - UNTOLD_CONTACT_MS))
}

/// When a field was changed last, by whichever fact.
fn changed_at(file: &CaseFile, field: Field) -> Option<Timestamp> {
    let version = file.case.work.changed.get(&field)?;
    file.facts.iter().find(|fact| fact.rank == *version).map(|fact| fact.at)
}

/// Whether a duty's time is over, or near enough to be marked.
fn owed(case: &Case, duty: DueKind, now: Timestamp, rules: &Rulebook) -> Option<Owed> {
    let duties = queue::duties(case, rules);
    let next = duties.iter().filter(|next| next.duty == duty && !next.paused).min_by_key(|next| next.due)?;
    near(next, now)
}

fn near(next: &NextDue, now: Timestamp) -> Option<Owed> {
    if next.due < now { Some(Owed::Overdue) } else { (next.amber_at <= now).then_some(Owed::Due) }
}

/// A promise that was missed is owed until the customer heard of us again.
fn owed_promise(case: &Case, now: Timestamp, rules: &Rulebook) -> Option<Owed> {
    let missed = |end: &(PromiseEnd, Timestamp)| end.0 == PromiseEnd::Missed;
    let last = case.promises.iter().max_by_key(|promise| promise.due);
    let broken = last.is_some_and(|one| one.end.as_ref().is_some_and(missed) && one.kept_late.is_none());
    if broken && !case.state.is_terminal() {
        return Some(Owed::Overdue);
    }
    owed(case, DueKind::Promise, now, rules)
}

fn standing(case: &Case, now: Timestamp) -> Option<PlanStanding> {
    let plan = case.plan().filter(|plan| !plan.is_answer)?;
    let over = plan.eta.is_some_and(|eta| eta < now) && plan.done_at.is_none();
    match (case.state, plan.accepted) {
        (State::PlanConfirm, _) if plan.told_at.is_none() => Some(PlanStanding::Ready),
        (State::PlanConfirm, _) => Some(PlanStanding::Told),
        (State::Process, _) => None,
        (_, Some(true)) if over && case.state == State::Implement => Some(PlanStanding::Late),
        (_, accepted) => accepted.filter(|yes| *yes).map(|_| PlanStanding::Accepted),
    }
}

fn is_past_reopening(case: &Case, cx: &Cx) -> bool {
    let days = i64::from(cx.rules.manual.clock.reopen_days);
    case.archived_at.is_some_and(|at| cx.now.since_ms(at) > days * 86_400_000)
}

/// The time the next update is told: the one that is due or, once that is over, the next one of its rhythm, so that what
/// is said is never later than what is owed.
pub fn next_update(case: &Case, cx: &Cx) -> Option<Timestamp> {
    let due = case.open_follow_ups(FollowUpKind::Progress).first().map(|task| task.due)?;
    if due > cx.now {
        return Some(due);
    }
    let rule = cx.rules.manual.levels.iter().find(|rule| Some(rule.id) == case.level)?;
    let minutes = case.work.rhythm_min.or(rule.progress_min)?;
    let kind = rule.progress_cal.unwrap_or(CalendarKind::Always);
    Some(cx.rules.calendar.add(kind, cx.now, i64::from(minutes)))
}
