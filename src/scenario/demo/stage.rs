//! Brings an open case to where it stands now: the last act lies minutes before the present, the next due ahead of it.

use super::course::{again, make_promise, pause};
use super::once;
use super::open::Place;
use super::teller::{Teller, Who, code, text};
use crate::domain::{Act, Field, FollowUpKind, HolderKind, Level, Record, Timestamp, Value};

/// Tells a case up to its place.
pub(super) fn stage(t: &mut Teller<'_>, place: Place) {
    t.open();
    match place {
        Place::Intake => return,
        Place::Identify => return identify(t),
        _ => t.take_in(),
    }
    t.grade();
    match place {
        Place::Intake | Place::Identify => {}
        Place::Own => own(t),
        Place::With(to) => with(t, to),
        Place::Overdue(seconds) => overdue(t, seconds),
        Place::Outage => outage(t),
        Place::Paused => paused(t),
        Place::PausedPlan => paused_plan(t),
        Place::Promised(seconds) => promised(t, seconds),
        Place::PlanTold => plan_told(t),
        Place::Implement => implement(t),
        Place::Verify => verify(t),
        Place::Answered => answered(t),
        Place::Closing => closing(t),
        Place::LowScore => low_score(t),
        Place::Reopened => reopened(t),
        Place::Twice => twice(t),
    }
}

/// So many minutes before now, but never back in time.
fn before_now(t: &mut Teller<'_>, least: i64, most: i64) {
    let minutes = t.rng.between(least, most);
    let at = t.world.now.plus_min(-minutes).plus_s(-i64::from(t.rng.chance(50)) * 23);
    t.until(at);
}

fn identify(t: &mut Teller<'_>) {
    let summary = t.voice.fill("{summary}");
    t.act(Act::IntakeDone, Record::default().with(Field::Summary, text(&summary)));
}

fn own(t: &mut Teller<'_>) {
    t.hang_up();
    if t.rng.chance(40) {
        t.note();
    }
}

/// With somebody else; level 2 heard from us a few minutes ago.
fn with(t: &mut Teller<'_>, to: HolderKind) {
    t.transfer(to, None);
    t.hang_up();
    if t.is_level(Level::TWO) {
        before_now(t, 6, 12);
        t.inform();
    }
}

/// The department named its time and let it pass.
fn overdue(t: &mut Teller<'_>, seconds: i64) {
    let due = t.world.now.plus_s(-seconds);
    t.transfer(HolderKind::Department, Some(due));
    t.hang_up();
    before_now(t, 31, 33);
    t.inform();
    before_now(t, 4, 5);
    back_to_me(t);
}

/// The work lies with the front line again.
fn back_to_me(t: &mut Teller<'_>) {
    t.act(Act::HolderChanged, Record::default().with(Field::ToHolder, code("frontline")));
}

/// Three shops down: told at a quarter past, the next report is due in three minutes.
fn outage(t: &mut Teller<'_>) {
    t.solve_by("restore");
    t.transfer(HolderKind::SecondLine, None);
    t.hang_up();
    t.speak("em.anxious");
    t.until(t.world.now.plus_s(-(11 * 60 + 48)));
    t.inform();
    t.speak("pr.l1.update");
    t.pass(0, 1);
    back_to_me(t);
}

fn paused(t: &mut Teller<'_>) {
    t.hang_up();
    t.pass(8, 15);
    pause(t);
}

fn paused_plan(t: &mut Teller<'_>) {
    t.hang_up();
    t.pass(15, 25);
    let eta = on_from(t, t.world.now, 17);
    t.plan(eta);
    t.pass(1, 2);
    t.act(Act::PlanTold, Record::default());
    let record = Record::default()
        .with(Field::PauseReason, code("customer_decision"))
        .with(Field::Missing, text(&t.say("pause")));
    t.act(Act::Pause, record);
}

/// A plan is ready and a call back promised with a time.
fn promised(t: &mut Teller<'_>, seconds: i64) {
    let due = t.world.now.plus_s(seconds);
    make_promise(t, due);
    t.transfer(HolderKind::Department, None);
    t.hang_up();
    before_now(t, 24, 26);
    t.inform();
    before_now(t, 18, 20);
    let eta = on_from(t, t.world.now, 17);
    t.plan(eta);
    before_now(t, 10, 12);
    back_to_me(t);
}

/// An hour of a later working day, counted from a moment.
fn on_from(t: &Teller<'_>, from: Timestamp, hour: u32) -> Timestamp {
    t.world.rules.calendar.next_workday_at(from, hour, 30)
}

/// Up to a plan the customer has heard.
fn up_to_plan(t: &mut Teller<'_>) {
    t.transfer(HolderKind::Department, None);
    t.hang_up();
    t.pass(40, 48);
    t.inform();
    t.pass(12, 20);
    let eta = on_from(t, t.world.now, 17);
    t.plan(eta);
    t.pass(2, 6);
}

fn plan_told(t: &mut Teller<'_>) {
    up_to_plan(t);
    t.act(Act::PlanTold, Record::default());
    before_now(t, 15, 40);
    t.inform();
}

fn agreed(t: &mut Teller<'_>) {
    up_to_plan(t);
    t.accept();
}

fn implement(t: &mut Teller<'_>) {
    agreed(t);
    before_now(t, 15, 70);
    t.inform();
}

/// Done yesterday; whether it holds is to be asked in about an hour.
fn verify(t: &mut Teller<'_>) {
    agreed(t);
    let check = t.world.now.plus_min(68 - 24 * 60);
    t.until(check);
    t.carry_out();
    back_to_me(t);
}

fn answered(t: &mut Teller<'_>) {
    t.hang_up();
    t.pass(30, 60);
    let answer = t.answer_fields();
    t.act(Act::AnswerGiven, answer);
}

/// Over in the customer's eyes; the rating call is still to come.
fn closing(t: &mut Teller<'_>) {
    agreed(t);
    before_now(t, 200, 300);
    t.carry_out();
    before_now(t, 60, 180);
    t.check();
    t.confirm();
}

fn low_score(t: &mut Teller<'_>) {
    rated_low(t, 40, 90);
}

fn rated_low(t: &mut Teller<'_>, least: i64, most: i64) {
    agreed(t);
    t.until(t.received_at.plus_min(900));
    t.carry_out();
    t.until(t.received_at.plus_min(1_500));
    t.check();
    t.confirm();
    before_now(t, least, most);
    let words = t.say("bad");
    let mut record = once::marks(t, 1, 3).with(Field::Comment, text(&words));
    record.set(Field::Solving, Value::Number(2));
    record.set(Field::Solved, code("no"));
    t.act_as(Who::Quality, Act::SatisfactionScored, record, None);
}

/// Not solved after all: back to work some minutes ago.
fn reopened(t: &mut Teller<'_>) {
    rated_low(t, 25, 35);
    t.pass(1, 3);
    let reason = t.say("reopen");
    t.act_as(Who::Quality, Act::Reopen, Record::default().with(Field::Reason, text(&reason)), None);
    let note = t.say("done_call");
    let done = Record::default().with(Field::FollowUpResult, code("reached")).with(Field::Note, text(&note));
    t.pass(1, 3);
    t.act_on(Who::Lead, FollowUpKind::LowScore, Act::FollowUpDone, done);
}

/// The customer called again about the same matter.
fn twice(t: &mut Teller<'_>) {
    t.transfer(HolderKind::Department, None);
    t.hang_up();
    t.pass(5, 10);
    again(t);
    before_now(t, 6, 12);
    t.inform();
}
