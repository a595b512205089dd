//! The present desk: what is open at `now`, arranged so that there is something to do and nothing out of hand.
//!
//! The queue of the agent in front: one level-1 outage whose next report is due in three minutes, one department that
//! is late, a promise within the quarter of an hour, and nine more, half of them waiting for somebody else. The other
//! agents' cases are due later, so that what is late and what is soon are the same for "mine" and "all".

use super::past::of_kind;
use super::people::{customer, open_customer};
use super::rng::{Rng, mixed};
use super::teller::{Subject, Teller};
use super::words::{Matter, matters};
use super::{Life, World, chooser, stage};
use crate::domain::{Channel, Emotion, HolderKind, Impact, Kind, Role, Tier, Timestamp, Urgency};

use chrono::Timelike;

/// Cases of a full desk.
const OPEN: usize = 47;
/// Below this many cases the open ones keep the same share.
const FULL_DESK: usize = 120;
/// A large store has one open case in so many.
const ONE_OPEN_IN: usize = 500;

/// An open case still to be told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene {
    pub received_at: Timestamp,
    index: u64,
    recipe: Recipe,
}

impl Scene {
    /// How many cases it opens; the second one of a merge is closed.
    pub(super) fn cases(&self) -> usize {
        if self.recipe.place == Place::Twice { 2 } else { 1 }
    }
}

/// What state the case is in, and since when.
#[derive(Debug, Clone, Copy)]
struct Recipe {
    place: Place,
    /// Minutes from the receipt to now.
    age_min: i64,
    /// The matter, or the kind to draw one from.
    matter: &'static str,
    story: Option<usize>,
    channel: Channel,
    grade: Grade,
}

/// Impact and urgency in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    Outage,
    Soon,
    Calm,
}

/// Where an open case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Intake,
    Identify,
    Own,
    With(HolderKind),
    /// A department that should have come back so many seconds ago.
    Overdue(i64),
    Outage,
    Paused,
    PausedPlan,
    Promised(i64),
    PlanTold,
    Implement,
    Verify,
    Answered,
    Closing,
    LowScore,
    Reopened,
    Twice,
}

macro_rules! recipes {
    ($($place:expr, $age:literal, $matter:literal, $story:expr, $channel:ident, $grade:ident;)+) => {
        &[$(Recipe { place: $place, age_min: $age, matter: $matter, story: $story, channel: Channel::$channel, grade: Grade::$grade }),+]
    };
}

/// The twelve of the agent in front: six to act on, six that wait for others.
const MINE: &[Recipe] = recipes! {
    Place::Outage, 27, "fault.cashier", Some(0), Phone, Outage;
    Place::Overdue(408), 71, "after_sales.refund_delay", Some(0), Online, Soon;
    Place::Promised(792), 64, "logistics.delay", Some(0), Phone, Soon;
    Place::Identify, 2, "enquiry.account", Some(1), Online, Calm;
    Place::Verify, 1_610, "after_sales.repair_quality", Some(2), AfterSales, Soon;
    Place::Own, 1_230, "after_sales.invoice", Some(0), Email, Calm;
    Place::With(HolderKind::Department), 38, "logistics.false_delivery", Some(0), Phone, Soon;
    Place::With(HolderKind::SecondLine), 26, "fault.app", Some(3), Online, Soon;
    Place::With(HolderKind::Department), 31, "service.billing", Some(0), Phone, Soon;
    Place::With(HolderKind::Department), 420, "service.procedure", Some(0), Social, Calm;
    Place::Paused, 270, "fault.appliance", Some(2), Phone, Soon;
    Place::PausedPlan, 240, "product.damage", Some(0), Email, Calm;
};

/// What the others have open; told over and over for a large store.
const OTHERS: &[Recipe] = recipes! {
    Place::Intake, 1, "enquiry", None, Phone, Calm;
    Place::Identify, 4, "complaint", None, Phone, Soon;
    Place::Identify, 7, "fault", None, Online, Soon;
    Place::Own, 12, "complaint", None, Phone, Soon;
    Place::Own, 45, "enquiry", None, Email, Calm;
    Place::Own, 95, "enquiry", None, Social, Calm;
    Place::Own, 330, "suggestion", None, Online, Calm;
    Place::With(HolderKind::Department), 33, "complaint", None, Phone, Soon;
    Place::With(HolderKind::Department), 41, "complaint", None, Phone, Soon;
    Place::With(HolderKind::Department), 46, "complaint", None, Online, Soon;
    Place::With(HolderKind::Department), 150, "enquiry", None, Email, Calm;
    Place::With(HolderKind::Department), 290, "enquiry", None, Phone, Calm;
    Place::With(HolderKind::Department), 510, "suggestion", None, Letter, Calm;
    Place::With(HolderKind::SecondLine), 29, "fault", None, Phone, Soon;
    Place::With(HolderKind::SecondLine), 44, "fault", None, Online, Soon;
    Place::With(HolderKind::SecondLine), 200, "fault", None, Phone, Calm;
    Place::With(HolderKind::ThirdParty), 36, "logistics.lost", None, Phone, Soon;
    Place::With(HolderKind::ThirdParty), 180, "fault.appliance", None, AfterSales, Calm;
    Place::Twice, 49, "complaint", None, Phone, Soon;
    Place::Paused, 110, "complaint", None, Phone, Soon;
    Place::Paused, 190, "fault", None, Online, Soon;
    Place::Paused, 250, "complaint", None, Regulator, Soon;
    Place::PausedPlan, 285, "complaint", None, Email, Soon;
    Place::PlanTold, 240, "complaint", None, Phone, Soon;
    Place::PlanTold, 1_500, "complaint", None, Online, Calm;
    Place::Implement, 250, "complaint", None, Phone, Soon;
    Place::Implement, 400, "fault", None, Phone, Soon;
    Place::Implement, 1_450, "complaint", None, Onsite, Soon;
    Place::Implement, 1_700, "fault", None, AfterSales, Soon;
    Place::Verify, 1_600, "complaint", None, Phone, Soon;
    Place::Answered, 130, "enquiry", None, Email, Calm;
    Place::Closing, 1_750, "complaint", None, Phone, Soon;
    Place::Closing, 3_000, "complaint", None, Online, Calm;
    Place::LowScore, 5_600, "complaint", None, Phone, Soon;
    Place::Reopened, 6_200, "complaint", None, Phone, Soon;
};

/// The open cases of a store, the oldest first.
pub(super) fn scenes(world: &World<'_>, cases: usize) -> Vec<Scene> {
    let wanted = if cases < FULL_DESK { cases * OPEN / (OPEN + FULL_DESK) } else { OPEN.max(cases / ONE_OPEN_IN) };
    let recipes = MINE.iter().chain(OTHERS.iter().cycle()).take(wanted);
    let scene = |(index, recipe): (u64, &Recipe)| Scene {
        received_at: received_at(world, index, *recipe),
        index,
        recipe: *recipe,
    };
    let mut scenes: Vec<Scene> = (0..).zip(recipes).map(scene).collect();
    scenes.sort_by_key(|scene| (scene.received_at, scene.index));
    scenes
}

/// Cases of some hours' age came while the desk was staffed, in the afternoon where the night lies between.
fn received_at(world: &World<'_>, index: u64, recipe: Recipe) -> Timestamp {
    let mine = index < MINE.len() as u64;
    let spread = if mine || recipe.age_min < 60 { 0 } else { Rng::new(mixed(world.seed, index, 61)).between(0, 12) };
    let at = world.now.plus_min(-(recipe.age_min + spread)).plus_s(-17);
    let calendar = &world.rules.calendar;
    let hour = i64::from(calendar.local(at).hour());
    let written = matches!(recipe.channel, Channel::Email | Channel::Letter) && recipe.place == Place::Own;
    match hour {
        _ if recipe.age_min < 90 || written => at,
        0..=8 => at.plus_min(-60 * (hour + 8)),
        19..=23 => at.plus_min(-60 * (hour - 16)),
        _ => at,
    }
}

/// Tells an open case up to now.
pub(super) fn life(world: &World<'_>, scene: &Scene) -> Life {
    let mut rng = chooser(world, scene.index, 71);
    let mine = scene.index < MINE.len() as u64;
    let owner = if mine { world.me() } else { other_agent(world, &mut rng) };
    let subject = subject(scene.recipe, &mut rng);
    let tier = if scene.recipe.place == Place::Outage { Tier::Key } else { Tier::Standard };
    let caller = (Some(customer(world.words.lang, world.seed, open_customer(scene.index), tier)), false);
    let mut t = Teller::new(world, rng, subject, caller, owner, scene.received_at);
    stage::stage(&mut t, scene.recipe.place);
    t.finish()
}

fn other_agent(world: &World<'_>, rng: &mut Rng) -> crate::domain::Actor {
    let me = world.me();
    (0..8).map(|_| world.one_of(Role::Agent, rng)).find(|actor| actor.no != me.no).unwrap_or(me)
}

/// Matters that make every case level 1 or heavy belong to the past, where somebody has seen to them.
fn is_ordinary(matter: &Matter) -> bool {
    !matches!(matter.id.as_str(), "product.safety" | "service.privacy" | "product.expired_fake")
}

fn subject(recipe: Recipe, rng: &mut Rng) -> Subject {
    let named = matters().iter().find(|matter| matter.id == recipe.matter);
    let list: Vec<&'static Matter> = of_kind(recipe.matter).into_iter().filter(|matter| is_ordinary(matter)).collect();
    let drawn = rng.weighted(&list, |matter| matter.weight).copied();
    #[allow(clippy::expect_used, reason = "the file of matters is part of the program and has some of each kind")]
    let matter = named.or(drawn).or(matters().first()).expect("matters");
    let kind = match matter.id.split('.').next() {
        Some("fault") => Kind::Fault,
        Some("enquiry") => Kind::Enquiry,
        Some("suggestion") => Kind::Suggestion,
        _ => Kind::Complaint,
    };
    let (impact, urgency) = match (recipe.grade, kind) {
        (Grade::Outage, _) => (Impact::Critical, Urgency::Now),
        (_, Kind::Enquiry | Kind::Suggestion) => (Impact::None, Urgency::Normal),
        (Grade::Soon, _) => (Impact::Partial, Urgency::Soon),
        (Grade::Calm, _) => (Impact::Partial, Urgency::Normal),
    };
    let emotion = match kind {
        Kind::Complaint => rng.pick(&[Emotion::Annoyed, Emotion::Angry, Emotion::Anxious, Emotion::Calm]),
        Kind::Fault => rng.pick(&[Emotion::Anxious, Emotion::Calm]),
        _ => rng.pick(&[Emotion::Calm]),
    };
    Subject {
        matter,
        kind,
        channel: recipe.channel,
        impact,
        urgency,
        emotion: emotion.copied().unwrap_or(Emotion::Calm),
        circumstance: None,
        story: recipe.story,
    }
}
