//! Cases that are over: the month behind the present day.

use super::once::{self, close, marks, on};
use super::people::{customer, customers_at_most};
use super::rng::{Rng, mixed};
use super::teller::{Caller, Subject, Teller, Who, code, text};
use super::words::{Matter, matters};
use super::{Life, World, chooser};
use crate::domain::{
    Act, CalendarKind, Channel, Emotion, Field, FollowUpKind, HolderKind, Impact, Kind, Level, Modifier, Record,
    Target, Tier, Timestamp, Urgency, Value,
};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// How a closed case went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plot {
    Quick,
    AnsweredLater,
    Outbound,
    OutboundNewMatter,
    Settled,
    Guided,
    Standard,
    Outage,
    Merged,
    Withdrawn,
    Spam,
}

/// The closed life of a rank, received at a moment. Where the time until now is short, a shorter one is told.
pub(super) fn life(world: &World<'_>, index: u64, received_at: Timestamp, cases_left: usize) -> Life {
    let spam = is_spam(world.seed, index);
    let first = chooser(world, index, 31);
    let (plot, subject) =
        if spam { (Plot::Spam, unreal(&mut first.clone())) } else { drawn(world, &mut first.clone(), received_at) };
    let two_cases = matches!(plot, Plot::Merged | Plot::OutboundNewMatter);
    let plot = if two_cases && cases_left < 2 { Plot::Withdrawn } else { plot };
    let settles = matches!(subject.kind, Kind::Complaint | Kind::Fault);
    for (attempt, plot) in (0..).zip([plot, Plot::Settled]) {
        if attempt > 0 && !settles {
            break;
        }
        let life = tell(world, index, attempt, plot, subject, received_at);
        if life.steps.last().is_some_and(|last| last.at <= world.now) {
            return life;
        }
    }
    let call = Subject { channel: Channel::Phone, ..enquiry(&mut first.clone(), received_at, world) };
    tell(world, index, 2, Plot::Quick, call, received_at)
}

fn tell(world: &World<'_>, index: u64, attempt: u64, plot: Plot, subject: Subject, received_at: Timestamp) -> Life {
    let mut rng = chooser(world, index, 40 + attempt);
    let caller = if plot == Plot::Spam { (None, true) } else { caller(world, index) };
    let owner = world.one_of(crate::domain::Role::Agent, &mut rng);
    let mut t = Teller::new(world, rng, subject, caller, owner, received_at);
    match plot {
        Plot::Quick => once::quick(&mut t),
        Plot::AnsweredLater => answered_later(&mut t),
        Plot::Outbound => once::outbound(&mut t, false),
        Plot::OutboundNewMatter => once::outbound(&mut t, true),
        Plot::Settled => once::settled(&mut t),
        Plot::Guided => once::guided(&mut t),
        Plot::Standard => standard(&mut t),
        Plot::Outage => outage(&mut t),
        Plot::Merged => merged(&mut t),
        Plot::Withdrawn => once::withdrawn(&mut t),
        Plot::Spam => once::spam(&mut t),
    }
    t.finish()
}

fn is_spam(seed: u64, index: u64) -> bool {
    // The first caller is real: whoever calls again must be somebody.
    index > 0 && mixed(seed, index, 51) % 100 < 6
}

/// Whether a life brings a customer nobody has met; three of four do.
fn is_new(seed: u64, index: u64) -> bool {
    index == 0 || (!is_spam(seed, index) && !mixed(seed, index, 52).is_multiple_of(4))
}

/// Who calls in a life: somebody new, or one of the last to call. Told by index alone, so that no list is kept.
fn caller(world: &World<'_>, index: u64) -> Caller {
    let (seed, lang) = (world.seed, world.words.lang);
    let most = customers_at_most(lang) / 2;
    let fresh = is_new(seed, index) && index < most;
    let mut who = if fresh {
        index
    } else {
        let back = mixed(seed, index, 53);
        if index < most { index.saturating_sub(1 + back % 40) } else { back % most }
    };
    while !is_new(seed, who) {
        who = who.saturating_sub(1);
    }
    let known = who != index;
    let tier = match mixed(seed, who, 54) % 100 {
        0..=4 => Tier::Key,
        5 => Tier::Strategic,
        _ => Tier::Standard,
    };
    (Some(customer(lang, seed, who, tier)), known)
}

/// The matters of a kind.
pub(super) fn of_kind(prefix: &str) -> Vec<&'static Matter> {
    matters().iter().filter(|matter| kind_name(matter) == prefix).collect()
}

/// The kind a matter belongs to; complaints are named by their category.
fn kind_name(matter: &Matter) -> &str {
    let first = matter.id.split('.').next().unwrap_or_default();
    if matches!(first, "fault" | "enquiry" | "suggestion" | "proactive" | "spam") { first } else { "complaint" }
}

fn drawn_matter(rng: &mut Rng, prefix: &str) -> &'static Matter {
    let list = of_kind(prefix);
    let some = rng.weighted(&list, |matter| matter.weight).copied();
    #[allow(clippy::expect_used, reason = "the file of matters is part of the program and has some of each kind")]
    some.or(matters().first()).expect("matters")
}

fn drawn(world: &World<'_>, rng: &mut Rng, received_at: Timestamp) -> (Plot, Subject) {
    let space = world.now.since_ms(received_at);
    let long = space > 12 * DAY_MS;
    match rng.below(1000) {
        0..=379 => {
            let later = space > DAY_MS && rng.chance(25);
            (if later { Plot::AnsweredLater } else { Plot::Quick }, enquiry(rng, received_at, world))
        }
        380..=429 => {
            let channel = channel(rng, received_at, world);
            (Plot::Quick, plain(rng, "suggestion", Kind::Suggestion, channel))
        }
        430..=489 => {
            let plot = if rng.chance(20) { Plot::OutboundNewMatter } else { Plot::Outbound };
            (plot, plain(rng, "proactive", Kind::Proactive, Channel::Outbound))
        }
        490..=679 => fault(world, rng, received_at, long),
        680..=699 => (Plot::Withdrawn, complaint(rng, received_at, world)),
        700..=729 if long => (Plot::Merged, complaint(rng, received_at, world)),
        _ => {
            let subject = complaint(rng, received_at, world);
            (if long { Plot::Standard } else { Plot::Settled }, subject)
        }
    }
}

fn unreal(rng: &mut Rng) -> Subject {
    plain(rng, "spam", Kind::Enquiry, Channel::Phone)
}

fn plain(rng: &mut Rng, prefix: &str, kind: Kind, channel: Channel) -> Subject {
    Subject {
        matter: drawn_matter(rng, prefix),
        kind,
        channel,
        impact: Impact::None,
        urgency: Urgency::Normal,
        emotion: Emotion::Calm,
        circumstance: None,
        story: None,
    }
}

fn enquiry(rng: &mut Rng, received_at: Timestamp, world: &World<'_>) -> Subject {
    let channel = channel(rng, received_at, world);
    plain(rng, "enquiry", Kind::Enquiry, channel)
}

/// Outside the staffed hours people write.
fn channel(rng: &mut Rng, received_at: Timestamp, world: &World<'_>) -> Channel {
    let staffed = world.rules.calendar.is_open(CalendarKind::Service, received_at);
    match rng.below(100) {
        0..=57 if staffed => Channel::Phone,
        58..=63 if staffed => Channel::Onsite,
        64..=67 if staffed => Channel::AfterSales,
        68 => Channel::Letter,
        69..=77 => Channel::Email,
        78..=82 => Channel::Social,
        _ => Channel::Online,
    }
}

fn fault(world: &World<'_>, rng: &mut Rng, received_at: Timestamp, long: bool) -> (Plot, Subject) {
    let channel = channel(rng, received_at, world);
    let mut subject = plain(rng, "fault", Kind::Fault, channel);
    subject.emotion = rng.pick(&[Emotion::Calm, Emotion::Anxious, Emotion::Annoyed]).copied().unwrap_or(Emotion::Calm);
    (subject.impact, subject.urgency) = match rng.below(100) {
        0..=44 => (Impact::Partial, Urgency::Soon),
        45..=84 => (Impact::Partial, Urgency::Normal),
        _ => (Impact::Core, Urgency::Normal),
    };
    if rng.chance(6) {
        subject.circumstance = Some(Modifier::RepeatContact);
    }
    if subject.matter.id == "fault.cashier" && rng.chance(35) && long {
        (subject.impact, subject.urgency, subject.story) = (Impact::Critical, Urgency::Now, Some(0));
        return (Plot::Outage, subject);
    }
    let plot = match rng.below(100) {
        0..=39 => Plot::Guided,
        _ if long => Plot::Standard,
        _ => Plot::Settled,
    };
    (plot, subject)
}

fn complaint(rng: &mut Rng, received_at: Timestamp, world: &World<'_>) -> Subject {
    let mut channel = channel(rng, received_at, world);
    if rng.chance(3) {
        channel = Channel::Regulator;
    }
    let mut subject = plain(rng, "complaint", Kind::Complaint, channel);
    subject.impact = Impact::Partial;
    subject.urgency = if rng.chance(55) { Urgency::Soon } else { Urgency::Normal };
    if matches!(subject.matter.id.as_str(), "product.safety" | "service.privacy") {
        (subject.impact, subject.urgency) = (Impact::Critical, Urgency::Now);
    }
    subject.emotion = match rng.below(100) {
        0..=34 => Emotion::Annoyed,
        35..=54 => Emotion::Angry,
        55..=74 => Emotion::Anxious,
        75..=89 => Emotion::Calm,
        90..=93 => Emotion::Threatening,
        94..=97 => Emotion::Distressed,
        _ => Emotion::Abusive,
    };
    subject.circumstance = match rng.below(100) {
        0..=9 => Some(Modifier::RepeatContact),
        _ if subject.emotion == Emotion::Threatening => Some(Modifier::ExposureThreat),
        10..=12 => Some(Modifier::Vulnerable),
        _ => None,
    };
    subject
}

// ---- plots over several days

/// Asked, looked up elsewhere, answered within the day.
fn answered_later(t: &mut Teller<'_>) {
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
fn standard(t: &mut Teller<'_>) {
    begin(t);
    if t.rng.chance(3) && !t.is_level(Level::ONE) {
        return never_reached(t);
    }
    if t.rng.chance(7) {
        wait_for_customer(t);
    }
    let promised = promise(t);
    towards_plan(t);
    if t.subject.kind == Kind::Complaint && t.rng.chance(9) && !rejected(t) {
        return last_word(t, promised);
    }
    consent(t, promised);
    carry_through(t);
    rating(t);
    close(t);
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
    let minutes = if t.rng.chance(8) { 20 } else { t.rng.between(125, 170) };
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
        for _ in 0..2 {
            t.pass(9, 13);
            t.inform();
        }
        t.pass(5, 9);
    } else if t.is_level(Level::TWO) {
        t.serve(40, 50);
        t.inform();
        t.serve(12, 30);
        if t.rng.chance(5) {
            // A department that lets us down: the limit is missed and the lead told.
            t.serve(30, 55);
            t.inform();
            t.serve(30, 40);
        }
    } else {
        t.serve(60, 300);
    }
    let days = if t.rng.chance(25) { 2 } else { 1 };
    let eta = on(t, days, 17);
    t.plan(eta);
    t.serve(2, 7);
}

/// The customer wants something else; `false` when no plan will do.
fn rejected(t: &mut Teller<'_>) -> bool {
    for round in 0..2 {
        let record = Record::default()
            .with(Field::RejectReason, text(&t.say("reject")))
            .with(Field::CustomerRequest, text(&t.say("request")));
        t.act(Act::PlanRejected, record);
        t.serve(25, 45);
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
fn last_word(t: &mut Teller<'_>, promised: bool) {
    if promised {
        t.act(Act::PromiseKept, Record::default());
    }
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

fn consent(t: &mut Teller<'_>, promised: bool) {
    if promised {
        t.act(Act::PromiseKept, Record::default());
    }
    t.accept();
}

/// Carried out on a later working day, checked, confirmed.
fn carry_through(t: &mut Teller<'_>) {
    let slow = t.rng.chance(15);
    if slow {
        let at = on(t, 1, 16);
        t.until(at);
        t.inform();
        let soon = on(t, 1, 17);
        if t.rng.chance(50) {
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
fn outage(t: &mut Teller<'_>) {
    t.solve_by("restore");
    t.open();
    t.take_in();
    t.grade();
    t.transfer(HolderKind::SecondLine, None);
    t.speak("pr.l1.start");
    t.hang_up();
    for _ in 0..2 {
        t.pass(8, 12);
        t.inform();
    }
    t.pass(8, 11);
    let eta = t.at.plus_min(25);
    t.plan(eta);
    t.pass(1, 3);
    t.accept();
    t.pass(7, 11);
    t.inform();
    t.pass(4, 8);
    t.carry_out();
    t.pass(3, 6);
    t.confirm();
    t.pass(30, 55);
    t.check();
    let call = t.world.rules.calendar.outbound(FollowUpKind::Satisfaction, t.at.plus_min(23 * 60));
    t.until(call);
    marked(t, 4, 5, "good");
    close(t);
}

/// Somebody calls twice about one matter; the second case goes into the first.
fn merged(t: &mut Teller<'_>) {
    begin(t);
    t.pass(8, 25);
    again(t);
    towards_plan(t);
    t.accept();
    carry_through(t);
    rating(t);
    close(t);
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
