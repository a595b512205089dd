//! Cases that begin and end in one contact.

use super::teller::{Teller, Who, code, text};
use crate::domain::{Act, Field, FollowUpKind, Kind, Record, Severity, Timestamp, Value};

/// What the call calls for when the caller is only listening on.
fn small_talk(t: &mut Teller<'_>) {
    if t.rng.chance(25) {
        t.note();
    }
}

/// A question answered at once.
pub(super) fn quick(t: &mut Teller<'_>) {
    t.open();
    t.take_in();
    t.pass(2, 5);
    let mut form = t.grading_form();
    form.merge(&t.answer_fields());
    t.act(Act::QuickAnswer, form);
    small_talk(t);
    t.confirm();
    rate_in_contact(t);
    t.hang_up();
    close(t);
    look_again(t);
}

/// A call we make: survey, care, reminder, recall. A new matter heard in it becomes a case of its own.
pub(super) fn outbound(t: &mut Teller<'_>, with_new_matter: bool) {
    let survey = t.subject.matter.id.ends_with("survey");
    let task = if survey { FollowUpKind::Survey } else { FollowUpKind::Care };
    t.open();
    let due = t.at.plus_min(1);
    let note = t.say("said_outbound");
    t.act_on(
        Who::Owner,
        task,
        Act::FollowUpCreated,
        Record::default().with(Field::Due, Value::At(due)).with(Field::Note, text(&note)),
    );
    t.take_in();
    t.pass(2, 4);
    let mut done = Record::default().with(Field::FollowUpResult, code("reached"));
    if survey {
        done.merge(&marks(t, 4, 5));
    }
    t.act_on(Who::Owner, task, Act::FollowUpDone, done);
    let mut form = t.grading_form();
    form.merge(&t.answer_fields());
    t.act(Act::QuickAnswer, form);
    t.confirm();
    if with_new_matter {
        new_matter(t);
    }
    if !survey {
        not_asked(t);
    }
    t.hang_up();
    close(t);
}

/// A case is split off, answered and closed.
fn new_matter(t: &mut Teller<'_>) {
    let new = t.new_case();
    let note = t.say("split");
    let summary = t.voice.fill("{summary}");
    let target = crate::domain::Target::Case(new);
    let record = Record::default().with(Field::Note, text(&note)).with(Field::Summary, text(&summary));
    t.act_as(Who::Owner, Act::Split, record, Some(target));
    let owner = t.owner.clone();
    let (old, _) = t.turn_to(new, owner.clone());
    t.pass(1, 2);
    t.act(Act::IntakeDone, Record::default().with(Field::Summary, text(&summary)));
    let form = Record::default()
        .with(Field::Kind, code(Kind::Enquiry.as_str()))
        .with(Field::Topic, code("product_use"))
        .with(Field::Impact, code("none"))
        .with(Field::Urgency, code("normal"))
        .with(Field::Description, text(&summary));
    let mut form = form;
    form.merge(&t.answer_fields());
    t.pass(1, 2);
    t.act(Act::QuickAnswer, form);
    t.confirm();
    rate_in_contact(t);
    close(t);
    t.turn_to(old, owner);
}

/// A complaint or fault settled while the caller waits.
pub(super) fn settled(t: &mut Teller<'_>) {
    t.solve_now();
    t.open();
    t.take_in();
    t.grade();
    t.pass(2, 6);
    let eta = t.at.plus_min(60);
    t.plan(eta);
    t.pass(1, 3);
    t.accept();
    t.pass(2, 8);
    t.carry_out();
    t.pass(1, 3);
    t.check();
    t.confirm();
    rate_in_contact(t);
    t.hang_up();
    close(t);
}

/// A fault that goes away while it is talked through.
pub(super) fn guided(t: &mut Teller<'_>) {
    t.solve_by("guidance");
    if t.fix_type() != "guidance" {
        return settled(t);
    }
    t.open();
    t.take_in();
    t.grade();
    t.speak("pr.guide");
    t.pass(3, 9);
    let answer = t.answer_fields();
    t.act(Act::AnswerGiven, answer);
    t.confirm();
    rate_in_contact(t);
    t.hang_up();
    close(t);
}

/// No real contact.
pub(super) fn spam(t: &mut Teller<'_>) {
    t.open();
    let reason = t.subject.matter.id.split_once('.').map_or("silent", |(_, reason)| reason);
    let summary = t.voice.fill("{summary}");
    let description = t.description.clone();
    t.act(
        Act::Edit,
        Record::default().with(Field::Summary, text(&summary)).with(Field::Description, text(&description)),
    );
    t.pass(0, 1);
    t.act(Act::Spam, Record::default().with(Field::SpamReason, code(reason)));
}

/// Somebody asks and then no longer needs to.
pub(super) fn withdrawn(t: &mut Teller<'_>) {
    t.open();
    t.take_in();
    t.grade();
    t.hang_up();
    t.pass(8, 25);
    let reason = t.say("withdrawn");
    let who = if t.needs_lead() { Who::Lead } else { Who::Owner };
    let record = Record::default().with(Field::Reason, text(&reason)).with(Field::CustomerSaidSo, Value::Flag(true));
    t.act_as(who, Act::Withdraw, record, None);
}

/// One key at the end of the call, or marks typed in, or a polite no.
pub(super) fn rate_in_contact(t: &mut Teller<'_>) {
    t.pass(0, 1);
    match t.rng.below(100) {
        0..=54 => {
            t.speak("fb.survey.ask");
            let key = if t.rng.chance(78) { 1 } else { 2 };
            let record = Record::default().with(Field::Keypad, Value::Number(key)).with(Field::Solved, code("yes"));
            t.act(Act::SatisfactionKeypad, record);
        }
        55..=69 => {
            let mut record = marks(t, 4, 5);
            let words = t.say("good");
            record.set(Field::Comment, text(&words));
            t.act(Act::SatisfactionScored, record);
        }
        70..=84 => refused(t),
        _ => not_asked(t),
    }
}

fn refused(t: &mut Teller<'_>) {
    let why = t.say("refused_rating");
    t.act(Act::SatisfactionRefused, Record::default().with(Field::RatingReason, text(&why)));
}

fn not_asked(t: &mut Teller<'_>) {
    let why = t.say("not_asked");
    t.act(Act::SatisfactionNotAsked, Record::default().with(Field::RatingReason, text(&why)));
}

/// Four marks of a span, and the matter solved.
pub(super) fn marks(t: &mut Teller<'_>, least: i64, most: i64) -> Record {
    [Field::Attitude, Field::Quality, Field::Speed, Field::Solving]
        .into_iter()
        .fold(Record::default(), |record, field| record.with(field, Value::Number(t.rng.between(least, most))))
        .with(Field::Solved, code("yes"))
}

/// The last checks; where the rules want a lead, the lead signs and archives.
pub(super) fn close(t: &mut Teller<'_>) {
    t.pass(1, 3);
    let who = if t.needs_lead() { Who::Lead } else { Who::Owner };
    if t.needs_lead() {
        t.act_as(Who::Lead, Act::ReviewSigned, Record::default(), None);
        t.pass(1, 4);
    }
    let notice = t.say("closing");
    t.act_as(who, Act::Archive, Record::default().with(Field::ClosingNotice, text(&notice)), None);
}

/// Looks that go on after the archive, as far as they lie before now: complex cases, and what became of an idea.
pub(super) fn look_again(t: &mut Teller<'_>) {
    let calendar = &t.world.rules.calendar;
    let heavy = t.severity == Some(Severity::Heavy);
    let days: &[i64] = match t.is_complex || t.needs_lead() {
        true if heavy => &[3, 7, 30],
        true => &[3, 7],
        false => &[],
    };
    for day in days {
        let due = calendar.outbound(FollowUpKind::Watch, t.resolved_at.plus_min(day * 1440));
        look(t, FollowUpKind::Watch, due);
    }
    if t.subject.kind == Kind::Suggestion {
        let due = calendar.workday_due(t.received_at, 14).plus_min(-300);
        look(t, FollowUpKind::SuggestionNotice, due);
    }
}

fn look(t: &mut Teller<'_>, kind: FollowUpKind, due: Timestamp) {
    let minutes = t.rng.between(5, 100);
    let at = due.plus_min(minutes).max(t.at);
    if at <= t.world.now {
        t.until(at);
        let note = t.say("done_call");
        let done = Record::default().with(Field::FollowUpResult, code("reached")).with(Field::Note, text(&note));
        t.act_on(Who::Owner, kind, Act::FollowUpDone, done);
    }
}

/// The end of a working day's calls: nothing was planned that late.
pub(super) fn on(t: &mut Teller<'_>, days: u32, hour: u32) -> Timestamp {
    let minute = t.rng.between(0, 50);
    let calendar = &t.world.rules.calendar;
    let mut at = t.at;
    for _ in 0..days.max(1) {
        at = calendar.next_workday_at(at, hour, 0);
    }
    at.plus_min(minute)
}
