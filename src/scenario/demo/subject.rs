//! What a case is about, and how bad it is.

use super::World;
use super::plot::{Open, Weighed, plots};
use super::rng::Rng;
use super::words::{Matter, matters};
use crate::domain::{CalendarKind, Channel, Emotion, Impact, Kind, Modifier, Timestamp, Urgency};

/// What the case is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    pub matter: &'static Matter,
    pub kind: Kind,
    pub channel: Channel,
    pub impact: Impact,
    pub urgency: Urgency,
    pub emotion: Emotion,
    /// Ticked by the agent.
    pub circumstance: Option<Modifier>,
    /// The story of the matter to tell; any when there is no such one.
    pub story: Option<usize>,
}

/// One of a list by its weight.
pub(super) fn weighed<T: Copy>(list: &[Weighed<T>], rng: &mut Rng) -> Option<T> {
    rng.weighted(list, |one| one.of).and_then(|one| one.is)
}

impl Subject {
    /// A matter of a kind as customers bring it: drawn by how often it comes, graded as those of its kind are.
    pub(super) fn of_kind(kind: Kind, channel: Channel, rng: &mut Rng) -> Self {
        let matter = drawn(kind.as_str(), false, rng);
        let mut subject = Self {
            matter,
            kind,
            channel,
            impact: Impact::None,
            urgency: Urgency::Normal,
            emotion: Emotion::Calm,
            circumstance: None,
            story: None,
        };
        let Some(temper) = plots().kind.get(&kind) else { return subject };
        if let Some(grade) = rng.weighted(&temper.grades, |grade| grade.of) {
            (subject.impact, subject.urgency) = (grade.impact, grade.urgency);
        }
        if matter.dangerous {
            (subject.impact, subject.urgency) = (Impact::Critical, Urgency::Now);
        }
        subject.emotion = weighed(&temper.moods, rng).unwrap_or(Emotion::Calm);
        subject.circumstance = weighed(&temper.circumstances, rng);
        if subject.emotion == Emotion::Threatening && subject.circumstance != Some(Modifier::RepeatContact) {
            subject.circumstance = Some(Modifier::ExposureThreat);
        }
        subject
    }

    /// No real contact.
    pub(super) fn unreal(rng: &mut Rng) -> Self {
        let matter = drawn("spam", false, rng);
        Self { matter, ..Self::of_kind(Kind::Enquiry, Channel::Phone, rng) }
    }

    /// What an open case is about: its matter where it names one, else an ordinary one of the kind it names.
    pub(super) fn open(open: &Open, rng: &mut Rng) -> Self {
        let named = matters().iter().find(|matter| matter.id == open.matter);
        let matter = named.unwrap_or_else(|| drawn(&open.matter, true, rng));
        let kind = matter.kind();
        let asks = matches!(kind, Kind::Enquiry | Kind::Suggestion);
        let impact = if asks { Impact::None } else { Impact::Partial };
        let emotion = match kind {
            Kind::Complaint => rng.pick(&[Emotion::Annoyed, Emotion::Angry, Emotion::Anxious, Emotion::Calm]),
            Kind::Fault => rng.pick(&[Emotion::Anxious, Emotion::Calm]),
            _ => None,
        };
        Self {
            matter,
            kind,
            channel: open.channel,
            impact: open.impact.unwrap_or(impact),
            urgency: if asks { Urgency::Normal } else { open.urgency },
            emotion: emotion.copied().unwrap_or(Emotion::Calm),
            circumstance: None,
            story: open.story,
        }
    }

    /// Whether every way the matter can have gone is one for the call itself.
    pub(super) fn settles(&self, world: &World<'_>) -> bool {
        let fixes = &world.words.texts(&self.matter.id).fix;
        matches!(self.kind, Kind::Complaint | Kind::Fault) && fixes.iter().all(|fix| at_once(fix_type(fix)))
    }
}

/// A matter drawn by how often it comes; an ordinary one is neither dangerous nor heavy.
fn drawn(kind: &str, ordinary: bool, rng: &mut Rng) -> &'static Matter {
    let list: Vec<&'static Matter> = matters()
        .iter()
        .filter(|matter| matter.kind_name() == kind && !(ordinary && (matter.dangerous || matter.heavy)))
        .collect();
    let some = rng.weighted(&list, |matter| matter.weight).copied();
    #[allow(clippy::expect_used, reason = "the file of matters is part of the program and has some of each kind")]
    some.or(matters().first()).expect("matters")
}

/// How a contact came; outside the staffed hours people write.
pub(super) fn way(world: &World<'_>, received_at: Timestamp, kind: Kind, rng: &mut Rng) -> Channel {
    let staffed = world.rules.calendar.is_open(CalendarKind::Service, received_at);
    let ways = plots().ways.get(if staffed { "staffed" } else { "unstaffed" }).map_or(&[][..], Vec::as_slice);
    match kind {
        Kind::Proactive => Channel::Outbound,
        Kind::Complaint if rng.chance(3) => Channel::Regulator,
        _ => weighed(ways, rng).unwrap_or(Channel::Online),
    }
}

/// What can be done while the caller waits.
pub(super) fn at_once(kind: &str) -> bool {
    matches!(kind, "apology" | "goodwill" | "refund" | "compensation" | "information" | "guidance" | "change")
}

/// The first part of a way to solve a matter.
pub(super) fn fix_type(fix: &str) -> &str {
    fix.split(" | ").next().unwrap_or_default()
}
