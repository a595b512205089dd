//! Cases that are over: the month behind the present day.

use super::people::{closed_customer, customer, customers_at_most};
use super::rng::{Rng, mixed};
use super::teller::{Caller, Subject, Teller, at_once, fix_type};
use super::words::{Matter, matters};
use super::{Life, World, chooser};
use super::{course, once};
use crate::domain::{CalendarKind, Channel, Emotion, Impact, Kind, Modifier, Tier, Timestamp, Urgency};

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
    let plot = match plot {
        Plot::Merged if cases_left < 2 => Plot::Standard,
        Plot::OutboundNewMatter if cases_left < 2 => Plot::Outbound,
        plot => plot,
    };
    for (attempt, plot) in (0..).zip([plot, Plot::Settled]) {
        if attempt > 0 && !settles(world, subject) {
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
        Plot::AnsweredLater => course::answered_later(&mut t),
        Plot::Outbound => once::outbound(&mut t, false),
        Plot::OutboundNewMatter => once::outbound(&mut t, true),
        Plot::Settled => once::settled(&mut t),
        Plot::Guided => once::guided(&mut t),
        Plot::Standard => course::standard(&mut t),
        Plot::Outage => course::outage(&mut t),
        Plot::Merged => course::merged(&mut t),
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
    let most = customers_at_most(lang);
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
    (Some(customer(lang, seed, closed_customer(who), tier)), known)
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
    let long = space > 5 * DAY_MS;
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
        680..=699 => match complaint(rng, received_at, world) {
            // A safety matter stays open whatever the customer says.
            subject if subject.impact == Impact::Critical => at_length(world, rng, subject, long),
            subject => (Plot::Withdrawn, subject),
        },
        700..=729 if long => (Plot::Merged, complaint(rng, received_at, world)),
        _ => {
            let subject = complaint(rng, received_at, world);
            at_length(world, rng, subject, long)
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
    enquiry_of(rng, channel)
}

fn enquiry_of(rng: &mut Rng, channel: Channel) -> Subject {
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
        _ => return at_length(world, rng, subject, long),
    };
    (plot, subject)
}

/// Over several days where there are several days; else what can be done in the call, or what was taken back.
fn at_length(world: &World<'_>, rng: &mut Rng, subject: Subject, long: bool) -> (Plot, Subject) {
    let plot = if long && rng.chance(85) {
        Plot::Standard
    } else if settles(world, subject) {
        Plot::Settled
    } else if long {
        Plot::Standard
    } else {
        Plot::Quick
    };
    if plot == Plot::Quick { (plot, enquiry_of(rng, subject.channel)) } else { (plot, subject) }
}

/// Whether every way the matter can have gone is one for the call itself.
fn settles(world: &World<'_>, subject: Subject) -> bool {
    let fixes = &world.words.texts(&subject.matter.id).fix;
    matches!(subject.kind, Kind::Complaint | Kind::Fault) && fixes.iter().all(|fix| at_once(fix_type(fix)))
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
