//! The plots of a demo as data: scenes of acts, what is open now, what came in before (`assets/demo/plots.toml` explains
//! the form).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::read;
use crate::domain::code::{Channel, Emotion, FollowUpKind, Impact, Kind, Modifier, Role, Tier, Urgency};
use crate::domain::record::Field;

/// Everything the file tells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plots {
    #[serde(rename = "schema")]
    _schema: String,
    pub closed: Vec<Closed>,
    /// Of a hundred calls, those that are none.
    pub spam: u64,
    pub mine: Vec<Open>,
    pub others: Vec<Open>,
    pub needs: BTreeMap<String, Needs>,
    pub kind: BTreeMap<Kind, Temper>,
    /// How contacts come while the desk is `staffed`, and while it is `unstaffed`.
    pub ways: BTreeMap<String, Vec<Weighed<Channel>>>,
    /// The first phrase by channel.
    pub greeting: BTreeMap<Channel, String>,
    /// Everybody who works in a demo store, agents first.
    pub team: Vec<Team>,
    /// Numbers Ofcom keeps for plays: a thousand behind each.
    pub uk_drama: Vec<String>,
    scene: BTreeMap<String, Vec<Beat>>,
}

static PLOTS: LazyLock<Plots> = LazyLock::new(|| read(include_str!("../../../assets/demo/plots.toml")));

/// The plots of the program.
pub(super) fn plots() -> &'static Plots {
    &PLOTS
}

impl Plots {
    /// The lines of a scene.
    pub(super) fn scene(&self, name: &str) -> &[Beat] {
        self.scene.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Those who work in a role, by their numbers; the language files have their names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Team {
    pub role: Role,
    pub numbers: Vec<String>,
}

/// A case that is over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Closed {
    pub of: u64,
    pub kind: Kind,
    pub matter: Option<String>,
    pub story: Option<usize>,
    pub impact: Option<Impact>,
    pub urgency: Option<Urgency>,
    pub plots: Vec<String>,
}

/// A case that is open now.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Open {
    pub plot: String,
    pub age_min: i64,
    /// The matter, or the kind to draw one from.
    pub matter: String,
    pub story: Option<usize>,
    pub channel: Channel,
    pub tier: Option<Tier>,
    pub impact: Option<Impact>,
    pub urgency: Urgency,
}

/// What a plot needs.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Needs {
    /// Days until the present.
    pub days: i64,
    /// Cases it opens.
    pub cases: usize,
    /// Every way to solve the matter is one for the call itself.
    pub at_once: bool,
    pub harmless: bool,
}

/// What the matters of a kind are like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Temper {
    pub grades: Vec<Grade>,
    pub moods: Vec<Weighed<Emotion>>,
    pub circumstances: Vec<Weighed<Modifier>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grade {
    pub of: u64,
    pub impact: Impact,
    pub urgency: Urgency,
}

/// One of several, so many in a hundred.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weighed<T> {
    pub of: u64,
    pub is: Option<T>,
}

/// One line of a scene.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Beat {
    pub of: u64,
    #[serde(rename = "if")]
    pub only: Vec<Test>,
    pub unless: Vec<Test>,
    pub chance: Option<u64>,
    pub pass: Option<Span>,
    pub serve: Option<Span>,
    pub wait: Option<Moment>,
    pub by_now: bool,
    pub solve: Option<String>,
    pub draw: Option<String>,
    pub any: Vec<Beat>,
    pub play: Option<String>,
    pub elsewhere: Option<String>,
    pub another: bool,
    pub ends: bool,
    pub event: Option<String>,
    pub by: Option<Role>,
    #[serde(flatten)]
    pub fields: BTreeMap<Field, Slot>,
}

/// What a line of a scene may ask of its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Test {
    #[serde(rename = "level_1")]
    LevelOne,
    #[serde(rename = "level_2")]
    LevelTwo,
    Complaint,
    Fault,
    Suggestion,
    Proactive,
    Survey,
    Guidance,
    /// A complaint or a fault.
    Grave,
    /// It must be settled now.
    Urgent,
    Phone,
    Outbound,
    /// Somebody listens at the other end.
    Live,
    /// It was answered late.
    Late,
    /// Only a lead may archive it.
    Lead,
    /// The grade alone tells the lead.
    Told,
    Heavy,
    /// One to keep an eye on.
    Watched,
    /// Worth asking three times for marks.
    Asked,
    /// The plan's time is still to come.
    EtaAhead,
}

/// A number, or one of a span.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(from = "Drawn")]
pub(super) struct Span(pub i64, pub i64);

#[derive(Deserialize)]
#[serde(untagged)]
enum Drawn {
    One(i64),
    Of([i64; 2]),
}

impl From<Drawn> for Span {
    fn from(drawn: Drawn) -> Self {
        match drawn {
            Drawn::One(one) => Self(one, one),
            Drawn::Of([least, most]) => Self(least, most),
        }
    }
}

/// What goes into a field.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Slot {
    Flag(bool),
    Number(Span),
    Words(String),
    Codes(Vec<String>),
    At(Moment),
}

/// A moment of a case, reckoned in the order of these parts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Moment {
    pub from: Anchor,
    pub service: Option<Span>,
    pub workdays: u32,
    pub hour: Option<Span>,
    pub minute: u32,
    pub workday: Option<u32>,
    pub minutes: Option<Span>,
    pub seconds: i64,
    pub outbound: Option<FollowUpKind>,
    pub late: Option<Span>,
}

/// Where a moment counts from.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Anchor {
    #[default]
    At,
    Received,
    Now,
    Resolved,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scenario::steps::{Meaning, meaning};

    /// A line with those it chooses from.
    fn lines(beat: &Beat) -> Vec<&Beat> {
        std::iter::once(beat).chain(beat.any.iter().flat_map(lines)).collect()
    }

    #[test]
    fn every_plot_is_made_of_scenes_and_acts_there_are() {
        let plots = plots();
        let lines: Vec<&Beat> = plots.scene.values().flatten().flat_map(lines).collect();
        for event in lines.iter().filter_map(|beat| beat.event.as_deref()) {
            let is_act = matches!(meaning(event), Some(Meaning::Act(..)));
            assert!(is_act || event == "case.opened", "{event} is nothing anybody does");
        }
        let told = plots.closed.iter().flat_map(|closed| &closed.plots);
        let open = plots.mine.iter().chain(&plots.others).map(|open| &open.plot);
        let played = lines.iter().flat_map(|beat| beat.play.iter().chain(&beat.elsewhere));
        let named: BTreeSet<&str> =
            told.chain(open).chain(played).map(String::as_str).chain(["spam", "quick"]).collect();
        assert_eq!(named, plots.scene.keys().map(String::as_str).collect(), "scenes named, and scenes there are");
        assert!(plots.needs.keys().all(|plot| plots.scene.contains_key(plot)));
    }

    #[test]
    fn whatever_is_chosen_from_comes_to_a_hundred() {
        let plots = plots();
        for beat in plots.scene.values().flatten().filter(|beat| !beat.any.is_empty()) {
            assert_eq!(beat.any.iter().map(|one| one.of).sum::<u64>(), 100, "{beat:?}");
        }
        assert_eq!(plots.closed.iter().map(|closed| closed.of).sum::<u64>(), 1000);
    }
}
