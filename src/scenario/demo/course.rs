//! How cases go that take several days: handed over, planned, carried out, checked, rated, with trouble on the way.

use super::once::{self, close, marks, on};
use super::teller::{Teller, Who, code, text};
use crate::domain::{
    Act, CalendarKind, Field, FollowUpKind, HolderKind, Kind, Level, Record, Target, Timestamp, Value,
};

/// Asked, looked up elsewhere, answered within the day.
pub(super) fn answered_later(t: &mut Teller<'_>) {
    t.open();
    t.take_in();
    t.grade();
    if t.rng.chance(60) {
        t.transfer(HolderKind::Department, None);
    }
    t.hang_up();
    t.serve(20, if t.is_level(Level::TWO) { 50 } else { 240 });
    let answer = t.answer_fields();
    t.act(Act::AnswerGiven, answer);
    t.pass(1, 3);
    t.confirm();
    once::rate_in_contact(t);
    close(t);
}

/// Taken, handed over, planned, carried out, checked, rated, archived; now and then with trouble on the way.
pub(super) fn standard(t: &mut Teller<'_>) {
    begin(t);
    if t.rng.chance(3) && !t.is_level(Level::ONE) {
        return never_reached(t);
    }
    if t.rng.chance(7) {
        wait_for_customer(t);
    }
    let promised = promise(t);
    towards_plan(t);
    if promised {
        t.act(Act::PromiseKept, Record::default());
    }
    if t.subject.kind == Kind::Complaint && t.rng.chance(9) && !rejected(t) {
        return last_word(t);
    }
    t.accept();
    carry_through(t);
    rating(t);
    close(t);
    once::look_again(t);
}

/// Until the call is over and the work lies with somebody.
fn begin(t: &mut Teller<'_>) {
    t.open();
    t.take_in();
    if t.rng.chance(40) {
        let facts = Record::default()
            .with(Field::Verified, Value::Flag(true))
            .with(Field::Facts, Value::Codes(vec!["name".into(), "phone_tail".into()]));
        t.act(Act::IdentityChecked, facts);
    }
    t.grade();
    if t.is_level(Level::ONE) {
        t.act(Act::RunbookStarted, Record::default());
    }
    let to = match t.rng.below(100) {
        0..=69 => HolderKind::Department,
        70..=92 => HolderKind::SecondLine,
        _ => HolderKind::ThirdParty,
    };
    t.transfer(to, None);
    t.hang_up();
    if t.rng.chance(20) {
        t.note();
    }
}

/// A call back with a time, as often as not.
fn promise(t: &mut Teller<'_>) -> bool {
    if !t.rng.chance(40) {
        return false;
    }
    // Most have room; a few are cut too fine and missed.
    let minutes = if t.rng.chance(2) { 20 } else { t.rng.between(130, 190) };
    let due = t.world.rules.calendar.add(CalendarKind::Service, t.at, minutes);
    make_promise(t, due);
    true
}

/// A promise with its time, in words.
pub(super) fn make_promise(t: &mut Teller<'_>, due: Timestamp) {
    let local = t.world.rules.calendar.local(due);
    t.voice.set("hour_at", local.format("%H:%M").to_string());
    let words = t.say("promise");
    let to = t.voice.choice("person");
    let record = Record::default()
        .with(Field::Due, Value::At(due))
        .with(Field::Note, text(&words))
        .with(Field::ToWhom, text(&to));
    t.act(Act::PromiseMade, record);
}

/// Updates in the rhythm of the level until there is a plan.
fn towards_plan(t: &mut Teller<'_>) {
    if t.is_level(Level::ONE) {
        t.until(t.received_at.plus_min(13));
        t.inform();
        t.pass(11, 14);
        t.inform();
        t.pass(5, 9);
    } else if t.is_level(Level::TWO) {
        by_service(t, 44, 56);
        t.inform();
        by_service(t, 66, 90);
        if t.rng.chance(5) {
            // A department that lets us down: the limit is missed and the lead told.
            t.inform();
            t.serve(45, 55);
        }
    } else {
        t.serve(60, 300);
    }
    let days = if t.rng.chance(25) { 2 } else { 1 };
    let eta = on(t, days, 17);
    t.plan(eta);
    t.serve(2, 7);
}

/// So many service minutes after the receipt; later only where that is past.
fn by_service(t: &mut Teller<'_>, least: i64, most: i64) {
    let minutes = t.rng.between(least, most);
    let at = t.world.rules.calendar.add(CalendarKind::Service, t.received_at, minutes);
    t.until(at);
    t.pass(0, 1);
}

/// The customer wants something else; `false` when no plan will do.
fn rejected(t: &mut Teller<'_>) -> bool {
    for round in 0..2 {
        let record = Record::default()
            .with(Field::RejectReason, text(&t.say("reject")))
            .with(Field::CustomerRequest, text(&t.say("request")));
        t.act(Act::PlanRejected, record);
        t.serve(25, 45);
        t.inform();
        t.solve_anew();
        let eta = on(t, 1, 17);
        t.plan(eta);
        t.serve(2, 6);
        if round == 0 && t.rng.chance(75) {
            return true;
        }
    }
    false
}

/// No plan will do: the lead says the last word and names the ways outside.
fn last_word(t: &mut Teller<'_>) {
    let record = Record::default()
        .with(Field::FinalPosition, text(&t.say("final_position")))
        .with(Field::OutsideRoutesTold, Value::Flag(true))
        .with(Field::Note, text(&t.say("outside")));
    t.act_as(Who::Lead, Act::PlanFinalRefused, record, None);
    t.speak("fb.close.final_no");
    let why = t.say("refused_rating");
    t.act(Act::SatisfactionRefused, Record::default().with(Field::RatingReason, text(&why)));
    t.serve(5, 30);
    close(t);
}

/// Carried out on a later working day, checked, confirmed.
fn carry_through(t: &mut Teller<'_>) {
    let slow = t.rng.chance(15);
    if slow {
        let at = on(t, 1, 16);
        t.until(at);
        t.inform();
        let soon = on(t, 1, 17);
        // Only before its time can a promise be made anew.
        if t.at < t.eta && t.rng.chance(85) {
            let words = t.say("renegotiated");
            t.act(
                Act::PromiseRenegotiated,
                Record::default().with(Field::Due, Value::At(soon)).with(Field::Note, text(&words)),
            );
        }
    }
    let hour = u32::try_from(t.rng.between(10, 15)).unwrap_or(10);
    let at = on(t, 1, hour);
    t.until(at);
    t.carry_out();
    let hours = if t.is_level(Level::ONE) { 1 } else { 23 };
    let due = t.at.plus_min(hours * 60);
    let call = t.world.rules.calendar.outbound(FollowUpKind::ImplCheck, due);
    t.until(call);
    t.pass(0, 20);
    t.check();
    t.confirm();
}

/// Marks on the call after the result; a low one goes to the lead, and sometimes back to work.
fn rating(t: &mut Teller<'_>) {
    let call = t.world.rules.calendar.outbound(FollowUpKind::Satisfaction, t.at.plus_min(22 * 60));
    t.until(call);
    t.pass(1, 50);
    let asked = matches!(t.subject.kind, Kind::Complaint) || !t.is_level(Level::THREE);
    match t.rng.below(100) {
        0..=57 => marked(t, 4, 5, "good"),
        58..=75 => marked(t, 3, 4, "fair"),
        76..=83 => {
            let why = t.say("refused_rating");
            t.act(Act::SatisfactionRefused, Record::default().with(Field::RatingReason, text(&why)));
        }
        84..=89 if asked => {
            for _ in 0..3 {
                let note = t.say("no_answer");
                let record =
                    Record::default().with(Field::Note, text(&note)).with(Field::FollowUpResult, code("no_answer"));
                t.act_on(Who::Owner, FollowUpKind::Satisfaction, Act::FollowUpNoAnswer, record);
                t.serve(200, 400);
            }
        }
        _ => low(t),
    }
}

fn marked(t: &mut Teller<'_>, least: i64, most: i64, words: &str) {
    let words = t.say(words);
    let record = marks(t, least, most).with(Field::Comment, text(&words));
    let who = if t.subject.kind == Kind::Complaint { Who::Quality } else { Who::Owner };
    t.act_as(who, Act::SatisfactionScored, record, None);
}

fn low(t: &mut Teller<'_>) {
    let words = t.say("bad");
    let mut record = marks(t, 1, 3).with(Field::Comment, text(&words));
    record.set(Field::Solving, Value::Number(t.rng.between(1, 2)));
    record.set(Field::Solved, code("no"));
    t.act_as(Who::Quality, Act::SatisfactionScored, record, None);
    t.serve(10, 120);
    let again = t.rng.chance(45);
    if again {
        let reason = t.say("reopen");
        t.act_as(Who::Quality, Act::Reopen, Record::default().with(Field::Reason, text(&reason)), None);
        t.is_complex = true;
    }
    let note = t.say("done_call");
    let done = Record::default().with(Field::FollowUpResult, code("reached")).with(Field::Note, text(&note));
    t.act_on(Who::Lead, FollowUpKind::LowScore, Act::FollowUpDone, done);
    t.act_as(Who::Lead, Act::EscalationAcknowledged, Record::default(), None);
    if again {
        t.serve(15, 25);
        t.solve_anew();
        let eta = on(t, 1, 17);
        t.plan(eta);
        t.serve(2, 6);
        t.accept();
        carry_through(t);
        let call = t.world.rules.calendar.outbound(FollowUpKind::Satisfaction, t.at.plus_min(22 * 60));
        t.until(call);
        marked(t, 3, 5, "fair");
    }
}

/// The customer owes us something; the clocks stand.
fn wait_for_customer(t: &mut Teller<'_>) {
    if t.is_level(Level::ONE) {
        return;
    }
    t.pass(1, 5);
    pause(t);
    t.serve(60, 300);
    t.act(Act::Resume, Record::default());
}

/// Waiting begins, with what is missing.
pub(super) fn pause(t: &mut Teller<'_>) {
    let record = Record::default()
        .with(Field::PauseReason, code("customer_info"))
        .with(Field::Missing, text(&t.say("pause")))
        .with(Field::Note, text(&t.say("how_send")));
    t.act(Act::Pause, record);
}

/// Three calls on three days, a written notice, and the lead closes.
fn never_reached(t: &mut Teller<'_>) {
    pause(t);
    for hour in [10, 15, 17] {
        let at = on(t, 1, hour);
        t.until(at.plus_min(-1));
        let note = t.say("no_answer");
        let record = Record::default().with(Field::FollowUpResult, code("no_answer")).with(Field::Note, text(&note));
        t.act_on(Who::Owner, FollowUpKind::CustomerWait, Act::FollowUpDone, record);
    }
    let record =
        Record::default().with(Field::Attempts, Value::Number(3)).with(Field::WrittenNoticeSent, Value::Flag(true));
    t.act_as(Who::Lead, Act::Unreachable, record, None);
    t.act(Act::SatisfactionNoAnswer, Record::default());
    t.serve(5, 30);
    close(t);
}

/// Level 1: everybody at once, an update each quarter of an hour, restored within the hour.
pub(super) fn outage(t: &mut Teller<'_>) {
    t.solve_by("restore");
    t.open();
    t.take_in();
    t.grade();
    t.transfer(HolderKind::SecondLine, None);
    t.speak("pr.l1.start");
    t.hang_up();
    t.until(t.received_at.plus_min(13));
    t.inform();
    t.pass(11, 14);
    t.inform();
    t.pass(8, 11);
    let eta = t.at.plus_min(25);
    t.plan(eta);
    t.pass(1, 3);
    t.accept();
    t.inform();
    t.pass(7, 12);
    t.carry_out();
    t.pass(3, 6);
    t.confirm();
    t.pass(30, 55);
    t.check();
    let call = t.world.rules.calendar.outbound(FollowUpKind::Satisfaction, t.at.plus_min(23 * 60));
    t.until(call);
    marked(t, 4, 5, "good");
    close(t);
    once::look_again(t);
}

/// Somebody calls twice about one matter; the second case goes into the first.
pub(super) fn merged(t: &mut Teller<'_>) {
    begin(t);
    t.pass(8, 25);
    again(t);
    towards_plan(t);
    t.accept();
    carry_through(t);
    rating(t);
    close(t);
    once::look_again(t);
}

/// The same matter taken by somebody else, found out and merged.
pub(super) fn again(t: &mut Teller<'_>) {
    let (first, received_at) = (t.case, t.received_at);
    let (new, other) = (t.new_case(), t.someone_else());
    let (master, owner) = t.turn_to(new, other);
    t.received_at = t.at;
    t.open();
    let summary = t.say("repeat");
    let summary: String = summary.chars().take(60).collect();
    t.act(Act::IntakeDone, Record::default().with(Field::Summary, text(&summary)));
    t.pass(1, 3);
    t.act_as(Who::Owner, Act::Merge, Record::default(), Some(Target::Case(first)));
    t.turn_to(master, owner);
    t.received_at = received_at;
}
