//! Tells one case line by line, as a desk would have entered it, and hands it out as scripts.

use super::World;
use super::acts;
use super::people::timed_uuid;
use super::plot::{Anchor, Beat, Moment, Span, Test, plots};
use super::rng::Rng;
use super::subject::{Subject, at_once, fix_type};
use super::words::{Voice, fitting};
use crate::domain::grade::{GradeInput, Grading, grade, sub_category};
use crate::domain::{
    Actor, CalendarKind, Channel, Emotion, Kind, Level, Modifier, Record, Role, Severity, Tier, Timestamp,
};
use crate::scenario::script::{Customer, Script};

/// A case being told. Lines are added at `at`, which only moves forward.
pub(super) struct Narrator<'a> {
    pub(super) world: &'a World<'a>,
    pub(super) rng: Rng,
    pub(super) subject: Subject,
    pub(super) voice: Voice,
    grading: Grading,
    severity: Option<Severity>,
    story: usize,
    pub(super) at: Timestamp,
    /// When the present case came.
    pub(super) received_at: Timestamp,
    pub(super) late: bool,
    /// When the last plan is to be done.
    pub(super) eta: Timestamp,
    /// When the result was confirmed last.
    pub(super) resolved_at: Timestamp,
    /// A third party or a reopening makes it one to keep an eye on.
    pub(super) is_complex: bool,
    /// What goes into the next act.
    pub(super) form: Record,
    /// The case, and the second one of a merge or a split.
    pub(super) scripts: Vec<Script>,
    /// The one being told.
    pub(super) place: usize,
}

impl<'a> Narrator<'a> {
    pub(super) fn new(
        world: &'a World<'a>,
        mut rng: Rng,
        subject: Subject,
        customer: Option<Customer>,
        owner: Actor,
        received_at: Timestamp,
    ) -> Self {
        let voice = Voice::new(world.words, rng.next());
        let sub = sub_category(&world.rules.manual, &subject.matter.id).filter(|_| subject.kind == Kind::Complaint);
        let severity = sub.map(|sub| sub.severity);
        let tier = customer.as_ref().map_or(Tier::Standard, |customer| customer.tier);
        let grading = graded(world, &subject, severity, tier);
        let mut narrator = Self {
            world,
            rng,
            subject,
            voice,
            grading,
            severity,
            story: 0,
            at: received_at,
            received_at,
            late: false,
            eta: received_at,
            resolved_at: received_at,
            is_complex: false,
            form: Record::default(),
            scripts: Vec::with_capacity(1),
            place: 0,
        };
        narrator.begin(customer, owner);
        narrator.tell_story();
        narrator
    }

    /// Tells a plot to its end.
    pub(super) fn tell(mut self, plot: &str) -> Vec<Script> {
        self.scene(plot);
        self.scripts.iter_mut().for_each(acts::take_down);
        self.scripts
    }

    pub(super) fn begin(&mut self, customer: Option<Customer>, owner: Actor) {
        let case = timed_uuid(self.at, self.rng.next(), self.rng.next());
        let (id, name) = (case.to_string(), String::new());
        self.scripts.push(Script {
            id,
            case,
            owner,
            name,
            customer,
            opening: Vec::new(),
            cues: Vec::with_capacity(24),
        });
    }

    pub(super) fn script(&self) -> Option<&Script> {
        self.scripts.get(self.place)
    }

    pub(super) fn owner(&self) -> Actor {
        self.script().map_or_else(super::nobody, |script| script.owner.clone())
    }

    // ---- what it is about

    fn tell_story(&mut self) {
        let texts = self.world.words.texts(&self.subject.matter.id);
        let any = usize::try_from(self.rng.below(texts.story.len() as u64)).unwrap_or(0);
        self.story = self.subject.story.filter(|at| *at < texts.story.len()).unwrap_or(any);
        let story = texts.story.get(self.story).map_or("", String::as_str);
        let things = &self.subject.matter.things;
        let pool = things.get(self.story).or(things.last()).map_or("appliance", String::as_str);
        self.voice.set("thing", self.voice.choice(pool));
        let (summary, told) = story.split_once(" | ").unwrap_or((story, story));
        let summary: String = self.voice.fill(summary).chars().take(60).collect();
        self.voice.set("summary", summary);
        for name in ["tried", "so_far", "act_first"] {
            self.draw(name);
        }
        self.set_codes();
        let described = self.describe(told);
        self.voice.set("description", described);
        let matter = self.subject.matter;
        let wishes = fitting(&texts.wish, &matter.wishes, self.story);
        let wishes = if wishes.is_empty() { self.world.words.say("wish_plain").iter().collect() } else { wishes };
        self.choose("wish", &wishes);
        self.choose("found", &fitting(&texts.found, &matter.finds, self.story));
        self.solve(&|_| true);
    }

    fn set_codes(&mut self) {
        let subject = self.subject;
        let (_, topic) = subject.matter.id.split_once('.').unwrap_or_default();
        let department = self.department();
        let spoken = self.world.department_name(&department);
        let circumstance = subject.circumstance.map_or("", Modifier::as_str);
        let greeting = plots().greeting.get(&subject.channel).map_or("", String::as_str);
        for (name, value) in [
            ("kind", subject.kind.as_str()),
            ("matter", &subject.matter.id),
            ("topic", topic),
            ("category", subject.matter.category.as_deref().unwrap_or_default()),
            ("severity", self.severity.map_or("", Severity::as_str)),
            ("impact", subject.impact.as_str()),
            ("urgency", subject.urgency.as_str()),
            ("emotion", subject.emotion.as_str()),
            ("circumstance", circumstance),
            ("greeting", greeting),
            ("department_code", &department),
            ("department", &spoken),
        ] {
            self.voice.set(name, value.to_owned());
        }
    }

    /// Gives a value one of these texts.
    fn choose(&mut self, name: &'static str, list: &[&'static String]) {
        if let Some(text) = self.rng.pick(list) {
            self.voice.set(name, self.voice.part(text));
        }
    }

    /// Says something of the sort of matter.
    fn draw(&mut self, name: &'static str) {
        let list = self.world.words.group(&self.subject.matter.group, name);
        self.choose(name, &list.iter().collect::<Vec<_>>());
    }

    /// The story as an agent writes it down: who says so, how it sounded, what else was said.
    fn describe(&mut self, told: &str) -> String {
        let told = self.voice.fill(told);
        let real = !self.subject.matter.id.starts_with("spam.") && self.subject.kind != Kind::Proactive;
        let grave = self.is(Test::Grave);
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

    /// From here on the matter is solved in one of the ways that go with its story, a wanted one where there is one.
    fn solve(&mut self, wanted: &dyn Fn(&str) -> bool) {
        let texts = self.world.words.texts(&self.subject.matter.id);
        let all = fitting(&texts.fix, &self.subject.matter.fixes, self.story);
        let list: Vec<&String> = all.iter().copied().filter(|fix| wanted(fix_type(fix))).collect();
        let any = if list.is_empty() { all } else { list };
        let fix = self.rng.pick(&any).map_or("", |fix| fix.as_str());
        let mut parts = fix.splitn(3, " | ").map(|part| self.voice.fill(part));
        let solved_by = parts.next().unwrap_or_default().to_lowercase();
        let (solution, evidence) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let cause = self.rng.pick(&self.subject.matter.cause).map_or("process", String::as_str).to_owned();
        for (name, value) in
            [("solved_by", solved_by), ("solution", solution), ("evidence", evidence), ("cause", cause)]
        {
            self.voice.set(name, value);
        }
    }

    /// Something said in every kind of case.
    pub(super) fn say(&mut self, what: &str) -> String {
        let list = self.world.words.say(what);
        self.rng.pick(list).map(|text| self.voice.fill(text)).unwrap_or_default()
    }

    /// The department that answers for the matter.
    fn department(&mut self) -> String {
        match self.subject.kind {
            Kind::Fault => "tech".to_owned(),
            Kind::Complaint => self.world.lead_department(&self.subject.matter.id),
            _ => self.rng.pick(&["store", "product", "finance", "logistics"]).map_or("product", |name| name).to_owned(),
        }
    }

    // ---- scenes

    /// Tells a scene; `false` when the case is told with it.
    fn scene(&mut self, name: &str) -> bool {
        plots().scene(name).iter().all(|beat| self.beat(beat))
    }

    fn beat(&mut self, beat: &'static Beat) -> bool {
        if !self.applies(beat) || !self.move_on(beat) {
            return true;
        }
        match beat.solve.as_deref() {
            Some("now") => self.solve(&at_once),
            Some("anew") => self.solve(&|_| true),
            Some(wanted) => self.solve(&|kind| kind == wanted),
            None => {}
        }
        if let Some(name) = &beat.draw {
            self.draw(name);
        }
        for (field, slot) in &beat.fields {
            if let Some(value) = self.value(*field, slot) {
                self.form.set(*field, value);
            }
        }
        let mut goes_on = true;
        if let Some(chosen) = self.one_of(&beat.any) {
            goes_on &= self.beat(chosen);
        }
        if let Some(event) = &beat.event {
            self.event(event, beat.by);
        }
        if let Some(scene) = &beat.play {
            goes_on &= self.scene(scene);
        }
        if let Some(scene) = &beat.elsewhere {
            self.elsewhere(scene, beat.another);
        }
        goes_on && !beat.ends
    }

    fn applies(&mut self, beat: &Beat) -> bool {
        beat.only.iter().all(|test| self.is(*test))
            && !beat.unless.iter().any(|test| self.is(*test))
            && beat.chance.is_none_or(|percent| self.rng.chance(percent))
    }

    /// One of several, by weight; one whose tests fail leaves it to the next.
    fn one_of(&mut self, beats: &'static [Beat]) -> Option<&'static Beat> {
        let chosen = self.rng.weighted_on(beats, |beat| beat.of);
        chosen.iter().find(|beat| beat.only.iter().all(|test| self.is(*test)))
    }

    fn is(&self, test: Test) -> bool {
        let (subject, level) = (&self.subject, self.grading.level);
        let graded = subject.kind != Kind::Proactive;
        match test {
            Test::LevelOne => graded && level == Level::ONE,
            Test::LevelTwo => graded && level == Level::TWO,
            Test::Complaint => subject.kind == Kind::Complaint,
            Test::Fault => subject.kind == Kind::Fault,
            Test::Suggestion => subject.kind == Kind::Suggestion,
            Test::Proactive => subject.kind == Kind::Proactive,
            Test::Survey => subject.matter.id.ends_with("survey"),
            Test::Guidance => self.voice.value("solved_by") == Some("guidance"),
            Test::Grave => matches!(subject.kind, Kind::Complaint | Kind::Fault),
            Test::Urgent => subject.urgency == crate::domain::Urgency::Now,
            Test::Phone => subject.channel == Channel::Phone,
            Test::Outbound => subject.channel == Channel::Outbound,
            Test::Live => matches!(subject.channel, Channel::Phone | Channel::Online | Channel::Onsite),
            Test::Late => self.late,
            Test::Heavy => self.severity == Some(Severity::Heavy),
            Test::Lead => self.is(Test::LevelOne) || self.is(Test::Heavy),
            Test::Told => {
                let tells = |modifier| matches!(modifier, &Modifier::ExposureThreat | &Modifier::ExposureReal);
                self.is(Test::Lead) || self.grading.modifiers.iter().any(tells)
            }
            Test::Watched => self.is_complex || self.is(Test::Lead),
            Test::Asked => self.is(Test::Complaint) || self.is(Test::LevelOne) || self.is(Test::LevelTwo),
            Test::EtaAhead => self.at < self.eta,
        }
    }

    /// The same matter, or a new one, as a case of its own.
    fn elsewhere(&mut self, scene: &str, another: bool) {
        let before = (self.place, self.received_at);
        if self.scripts.len() == 1 {
            let owner = if another { self.world.one_of(Role::Agent, &mut self.rng) } else { self.owner() };
            let customer = self.script().and_then(|script| script.customer.clone());
            self.begin(customer.map(|customer| Customer { known: true, ..customer }), owner);
            self.received_at = self.at;
        }
        self.place = self.scripts.len() - 1;
        self.scene(scene);
        (self.place, self.received_at) = before;
    }

    // ---- time

    /// Lets time pass up to a line; `false` where that lies ahead of the present and must not.
    fn move_on(&mut self, beat: &Beat) -> bool {
        if let Some(span) = beat.pass {
            self.at = self.at.plus_s(self.seconds(span));
        }
        if let Some(span) = beat.serve {
            let ms = self.seconds(span) * 1000;
            self.at = self.world.rules.calendar.add_ms(CalendarKind::Service, self.at, ms);
        }
        let Some(moment) = &beat.wait else { return true };
        let at = self.moment(moment).max(self.at);
        let there = !beat.by_now || at <= self.world.now;
        if there {
            self.at = at;
        }
        there
    }

    /// Seconds of so many minutes.
    fn seconds(&mut self, Span(least, most): Span) -> i64 {
        self.rng.between(least * 60, most * 60)
    }

    pub(super) fn moment(&mut self, moment: &Moment) -> Timestamp {
        let calendar = &self.world.rules.calendar;
        let mut at = match moment.from {
            Anchor::At => self.at,
            Anchor::Received => self.received_at,
            Anchor::Now => self.world.now,
            Anchor::Resolved => self.resolved_at,
        };
        if let Some(span) = moment.service {
            at = calendar.add_ms(CalendarKind::Service, at, self.seconds(span) * 1000);
        }
        if let Some(Span(least, most)) = moment.hour {
            let hour = u32::try_from(self.rng.between(least, most)).unwrap_or(10);
            for _ in 0..moment.workdays {
                at = calendar.next_workday_at(at, hour, moment.minute);
            }
        }
        if let Some(day) = moment.workday {
            at = calendar.workday_due(at, day);
        }
        if let Some(span) = moment.minutes {
            at = at.plus_s(self.seconds(span));
        }
        at = at.plus_s(moment.seconds);
        if let Some(kind) = moment.outbound {
            at = calendar.outbound(kind, at);
        }
        moment.late.map_or(at, |span| at.plus_s(self.seconds(span)))
    }
}

/// The grade the rules will give, so that the telling can go by it.
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
