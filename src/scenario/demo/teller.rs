//! Tells one case act by act, as a desk would have entered it.

use uuid::Uuid;

use super::people::{Customer, timed_uuid};
use super::rng::Rng;
use super::words::{Matter, Texts, Voice, fitting};
use super::{Life, Step, World};
use crate::domain::grade::{GradeInput, Grading, grade, sub_category};
use crate::domain::{
    Actor, CalendarKind, Channel, Emotion, Impact, Kind, Level, Modifier, Role, Severity, Tier, Timestamp, Urgency,
    Value,
};

/// Who does an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Owner,
    SecondLine,
    Lead,
    Quality,
}

/// What the case is about, and how bad it is.
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

/// A case being told. Acts are added at `at`, which only moves forward.
pub(super) struct Teller<'a> {
    pub world: &'a World<'a>,
    pub rng: Rng,
    pub subject: Subject,
    pub at: Timestamp,
    pub received_at: Timestamp,
    pub voice: Voice,
    pub texts: &'static Texts,
    pub grading: Grading,
    pub severity: Option<Severity>,
    pub case: Uuid,
    story: usize,
    /// When the last plan is to be done.
    pub eta: Timestamp,
    /// When the result was confirmed last.
    pub resolved_at: Timestamp,
    /// A third party or a reopening makes it one to keep an eye on.
    pub is_complex: bool,
    pub(super) description: String,
    pub(super) fix: (String, String, String),
    pub(super) customer: Option<Customer>,
    known: bool,
    pub(super) owner: Actor,
    pub(super) steps: Vec<Step>,
}

/// A caller and whether the desk has a file already.
pub(super) type Caller = (Option<Customer>, bool);

impl<'a> Teller<'a> {
    pub(super) fn new(
        world: &'a World<'a>,
        mut rng: Rng,
        subject: Subject,
        (customer, known): Caller,
        owner: Actor,
        received_at: Timestamp,
    ) -> Self {
        let mut voice = Voice::new(world.words, rng.next());
        let texts = world.words.texts(&subject.matter.id);
        let case = timed_uuid(received_at, rng.next(), rng.next());
        let (story, story_at) = choose(&texts.story, subject.story, &mut rng);
        let things = &subject.matter.things;
        let pool = things.get(story_at).or(things.last()).map_or("appliance", String::as_str);
        voice.set("thing", voice.choice(pool));
        let tier = customer.as_ref().map_or(Tier::Standard, |customer| customer.tier);
        let severity = severity(world, &subject);
        let grading = graded(world, &subject, severity, tier);
        let mut teller = Self {
            world,
            rng,
            subject,
            at: received_at,
            received_at,
            voice,
            texts,
            grading,
            severity,
            case,
            story: story_at,
            resolved_at: received_at,
            eta: received_at,
            is_complex: false,
            description: String::new(),
            fix: Default::default(),
            customer,
            known,
            owner,
            steps: Vec::with_capacity(24),
        };
        teller.tell_story(story);
        teller
    }

    fn tell_story(&mut self, story: &str) {
        let (summary, told) = story.split_once(" | ").unwrap_or((story, story));
        let summary: String = self.voice.fill(summary).chars().take(60).collect();
        self.voice.set("summary", summary);
        let said = self.world.words.group(self.subject.matter.group());
        self.choose_value("tried", &all(&said.tried));
        self.choose_value("so_far", &all(&said.so_far));
        self.choose_value("act_first", &all(&said.first));
        self.description = self.describe(told);
        let department = self.department();
        self.voice.set("department", self.world.department_name(&department));
        let matter = self.subject.matter;
        let wishes = fitting(&self.texts.wish, &matter.wishes, self.story);
        let wishes = if wishes.is_empty() { all(self.world.words.say("wish_plain")) } else { wishes };
        self.choose_value("wish", &wishes);
        self.choose_value("found", &fitting(&self.texts.found, &matter.finds, self.story));
        self.fix = self.choose_fix(&|_| true);
    }

    /// Gives a value one of these texts.
    pub(super) fn choose_value(&mut self, name: &'static str, list: &[&'static String]) {
        if let Some(text) = self.rng.pick(list) {
            self.voice.set(name, self.voice.part(text));
        }
    }

    /// The story as an agent writes it down: who says so, how it sounded, what else was said.
    fn describe(&mut self, told: &str) -> String {
        let told = self.voice.fill(told);
        let real = !self.subject.matter.id.starts_with("spam.") && self.subject.kind != Kind::Proactive;
        let grave = matches!(self.subject.kind, Kind::Complaint | Kind::Fault);
        let opening = if real { self.say("open") } else { String::new() };
        let mood = match self.subject.emotion {
            Emotion::Calm => 0,
            Emotion::Anxious | Emotion::Distressed => 1,
            _ => 4,
        };
        let mood = self.world.words.say("said_mood").get(mood).filter(|_| grave && self.rng.chance(50));
        let mood = mood.cloned().unwrap_or_default();
        let ending = if grave { self.say("close") } else { String::new() };
        let parts = [opening, told, mood, ending];
        let spoken: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        spoken.join(&self.world.words.joint)
    }

    /// One way to solve the matter as told; one of a wanted type where there is one.
    fn choose_fix(&mut self, wanted: &dyn Fn(&str) -> bool) -> (String, String, String) {
        let all = fitting(&self.texts.fix, &self.subject.matter.fixes, self.story);
        let list: Vec<&String> = all.iter().copied().filter(|fix| wanted(fix_type(fix))).collect();
        let any = if list.is_empty() { all } else { list };
        let fix = self.rng.pick(&any).map_or("", |fix| fix.as_str());
        let mut parts = fix.splitn(3, " | ").map(|part| self.voice.fill(part));
        let kind = parts.next().unwrap_or_default().to_lowercase();
        (kind, parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    }

    /// From here on the matter is solved in a way of this type.
    pub(super) fn solve_by(&mut self, wanted: &str) {
        self.fix = self.choose_fix(&|kind| kind == wanted);
    }

    pub(super) fn solve_anew(&mut self) {
        self.fix = self.choose_fix(&|_| true);
    }

    /// From here on the matter is solved while the caller waits, where it can be.
    pub(super) fn solve_now(&mut self) {
        self.fix = self.choose_fix(&at_once);
    }

    pub(super) fn fix_type(&self) -> &str {
        &self.fix.0
    }

    /// Something said in every kind of case.
    pub(super) fn say(&mut self, what: &str) -> String {
        let list = self.world.words.say(what);
        self.rng.pick(list).map(|text| self.voice.fill(text)).unwrap_or_default()
    }

    pub(super) fn level(&self) -> Option<Level> {
        (self.subject.kind != Kind::Proactive).then_some(self.grading.level)
    }

    pub(super) fn is_level(&self, level: Level) -> bool {
        self.level() == Some(level)
    }

    /// Only a lead may archive it.
    pub(super) fn needs_lead(&self) -> bool {
        self.is_level(Level::ONE) || self.severity == Some(Severity::Heavy)
    }

    /// The grade alone tells the lead.
    pub(super) fn tells_lead(&self) -> bool {
        let modifiers = &self.grading.modifiers;
        self.needs_lead()
            || modifiers.contains(&Modifier::ExposureThreat)
            || modifiers.contains(&Modifier::ExposureReal)
    }

    /// The department that answers for the matter.
    pub(super) fn department(&mut self) -> String {
        match self.subject.kind {
            Kind::Fault => "tech".to_owned(),
            Kind::Complaint => self.world.lead_department(&self.subject.matter.id),
            _ => self.rng.pick(&["store", "product", "finance", "logistics"]).map_or("product", |name| name).to_owned(),
        }
    }

    // ---- time

    /// Elapsed minutes pass.
    pub(super) fn pass(&mut self, least: i64, most: i64) {
        let seconds = self.rng.between(least * 60, most * 60);
        self.at = self.at.plus_s(seconds);
    }

    /// Minutes of service hours pass.
    pub(super) fn serve(&mut self, least: i64, most: i64) {
        let minutes = self.rng.between(least, most);
        let second = self.rng.between(0, 59);
        let calendar = &self.world.rules.calendar;
        self.at = calendar.add_ms(CalendarKind::Service, self.at, minutes * 60_000 + second * 1000);
    }

    /// Goes to a moment, unless it is past already.
    pub(super) fn until(&mut self, at: Timestamp) {
        self.at = self.at.max(at);
    }

    /// The next acts are about another case, taken by somebody else perhaps.
    pub(super) fn turn_to(&mut self, case: Uuid, owner: Actor) -> (Uuid, Actor) {
        (std::mem::replace(&mut self.case, case), std::mem::replace(&mut self.owner, owner))
    }

    /// A case id of this life.
    pub(super) fn new_case(&mut self) -> Uuid {
        timed_uuid(self.at, self.rng.next(), self.rng.next())
    }

    pub(super) fn someone_else(&mut self) -> Actor {
        self.world.one_of(Role::Agent, &mut self.rng)
    }

    /// What was told.
    pub(super) fn finish(self) -> Life {
        Life { customer: self.customer, known: self.known, owner: self.owner.no, steps: self.steps }
    }
}

/// Every text of a list.
pub(super) fn all(list: &[String]) -> Vec<&String> {
    list.iter().collect()
}

/// What can be done while the caller waits.
pub(super) fn at_once(kind: &str) -> bool {
    matches!(kind, "apology" | "goodwill" | "refund" | "compensation" | "information" | "guidance" | "change")
}

/// The first part of a way to solve a matter.
pub(super) fn fix_type(fix: &str) -> &str {
    fix.split(" | ").next().unwrap_or_default()
}

fn choose<'t>(stories: &'t [String], wanted: Option<usize>, rng: &mut Rng) -> (&'t str, usize) {
    let any = usize::try_from(rng.below(stories.len() as u64)).unwrap_or(0);
    let at = wanted.filter(|at| *at < stories.len()).unwrap_or(any);
    (stories.get(at).map_or("", String::as_str), at)
}

fn severity(world: &World<'_>, subject: &Subject) -> Option<Severity> {
    let sub = sub_category(&world.rules.manual, &subject.matter.id)?;
    (subject.kind == Kind::Complaint).then_some(sub.severity)
}

fn graded(world: &World<'_>, subject: &Subject, severity: Option<Severity>, tier: Tier) -> Grading {
    let category = match subject.kind {
        Kind::Complaint => Some(subject.matter.id.as_str()),
        _ => subject.matter.category.as_deref(),
    };
    let ticked: Vec<Modifier> = subject.circumstance.into_iter().collect();
    let input = GradeInput {
        impact: subject.impact,
        urgency: subject.urgency,
        kind: subject.kind,
        severity,
        category,
        tier,
        circumstances: &ticked,
        reopened: false,
        broken_promise: false,
    };
    grade(&world.rules.manual, &input)
}

pub(super) fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

pub(super) fn code(code: &str) -> Value {
    Value::Code(code.to_owned())
}
