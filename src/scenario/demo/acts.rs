//! What people do at the desk, one act after the other, with the words they would enter.

use super::Step;
use super::people::timed_uuid;
use super::teller::{Teller, Who, all, code, text};
use crate::domain::{
    Act, CalendarKind, Channel, Command, EventId, Field, FollowUpKind, HolderKind, Kind, Level, Record, Role, Target,
    Timestamp, Urgency, Value,
};

/// Seconds within which a contact belongs to the present desk, whatever the hour.
const FRESH_S: i64 = 90 * 60;

impl Teller<'_> {
    pub(super) fn act(&mut self, act: Act, record: Record) {
        self.act_as(Who::Owner, act, record, None);
    }

    pub(super) fn act_on(&mut self, who: Who, kind: FollowUpKind, act: Act, record: Record) {
        self.act_as(who, act, record, Some(Target::FollowUpKind(kind)));
    }

    pub(super) fn act_as(&mut self, who: Who, act: Act, record: Record, target: Option<Target>) {
        let actor = match who {
            Who::Owner => self.owner.clone(),
            Who::SecondLine => self.world.one_of(Role::SecondLine, &mut self.rng),
            Who::Lead => self.world.one_of(Role::Lead, &mut self.rng),
            Who::Quality => self.world.one_of(Role::Quality, &mut self.rng),
        };
        let id = self.id();
        let command = Command { act, record, target, based_on: None, id };
        self.steps.push(Step { at: self.at, case: self.case, actor, command });
    }

    /// A time-ordered id of the present moment.
    fn id(&mut self) -> EventId {
        EventId(timed_uuid(self.at, self.rng.next(), self.rng.next()))
    }

    /// Marks a phrase as said, where the manual has it and it promises nothing: promises have acts of their own here.
    pub(super) fn speak(&mut self, phrase: &str) {
        let known = self.world.rules.manual.phrases.iter().find(|known| known.id == phrase);
        match known.map(|known| known.promises.is_some()) {
            Some(false) => self.act(Act::PhraseSaid, Record::default().with(Field::Phrase, code(phrase))),
            // The chances of the day stay what they were.
            Some(true) => {
                self.id();
            }
            None => {}
        }
    }

    /// The contact arrives and somebody answers, mostly in time.
    pub(super) fn open(&mut self) {
        let channel = self.subject.channel;
        let mut record = Record::default()
            .with(Field::Channel, code(channel.as_str()))
            .with(Field::ReceivedAt, Value::At(self.received_at));
        match &self.customer {
            Some(customer) => {
                record.merge(&customer.record);
                record.set(Field::Customer, code(&customer.id.to_string()));
            }
            None => {
                record.set(Field::CallerNumber, text("hidden"));
            }
        }
        let (measure, number, wait_s) = self.answer();
        self.act(Act::Open, record);
        if channel != Channel::Outbound {
            let mut measured = Record::default().with(measure, Value::Number(number));
            if channel == Channel::Online {
                measured.set(Field::AutoAckS, Value::Number(self.rng.between(1, 8)));
            }
            self.act(Act::FirstResponse, measured);
        }
        if let Some(phrase) = greeting(channel, wait_s > 15) {
            self.speak(phrase);
        }
    }

    /// Goes to the first word; how it is measured, the measure, and the seconds.
    fn answer(&mut self) -> (Field, i64, i64) {
        let late = self.rng.chance(8);
        let (least, most) = match self.subject.channel {
            Channel::Phone => {
                let rings = if late { self.rng.between(4, 7) } else { self.rng.between(1, 3) };
                self.at = self.received_at.plus_s(rings * 5);
                return (Field::Rings, rings, rings * 5);
            }
            Channel::Online if late => (35, 80),
            Channel::Online => (5, 28),
            Channel::Onsite => (1, 5),
            Channel::Email | Channel::Letter => (240, 1_500),
            Channel::Outbound => (2, 9),
            _ => (60, 900),
        };
        let room = self.world.now.since_ms(self.received_at) / 1000;
        let wait = self.rng.between(least, most).min(room);
        // What comes in at night is answered in the morning; what is open now was answered at once.
        let calendar = &self.world.rules.calendar;
        let staffed = calendar.add_ms(CalendarKind::Service, self.received_at, wait * 1000);
        self.at = if staffed <= self.world.now && room > FRESH_S { staffed } else { self.received_at.plus_s(wait) };
        let seconds = self.at.since_ms(self.received_at) / 1000;
        (Field::WaitS, seconds, seconds)
    }

    /// Who and what is noted in one line.
    pub(super) fn take_in(&mut self) {
        self.pass(0, 1);
        let mut record = Record::default().with(Field::Summary, text(&self.voice.fill("{summary}")));
        if matches!(self.subject.kind, Kind::Complaint | Kind::Fault) {
            record.set(Field::Product, text(&self.voice.fill("{thing}")));
        }
        self.act(Act::IntakeDone, record);
    }

    /// What the grading form holds.
    pub(super) fn grading_form(&mut self) -> Record {
        let subject = self.subject;
        let mut record = Record::default()
            .with(Field::Kind, code(subject.kind.as_str()))
            .with(Field::Description, text(&self.description));
        if subject.kind != Kind::Proactive {
            record.set(Field::Impact, code(subject.impact.as_str()));
            record.set(Field::Urgency, code(subject.urgency.as_str()));
            record.set(Field::Emotion, code(subject.emotion.as_str()));
        }
        match subject.kind {
            Kind::Complaint => {
                record.set(Field::Category, code(&subject.matter.id));
                if let Some(severity) = self.severity {
                    record.set(Field::Severity, code(severity.as_str()));
                }
                record.set(Field::Tried, text(&self.voice.fill("{tried}")));
            }
            Kind::Fault => {
                if let Some(category) = &subject.matter.category {
                    record.set(Field::Category, code(category));
                }
                let now = subject.urgency == Urgency::Now;
                let since = if now { self.rng.between(3, 16) } else { self.rng.between(10, 2_000) };
                record.set(Field::FirstSeenAt, Value::At(self.received_at.plus_min(-since)));
                record.set(Field::Tried, text(&self.voice.fill("{tried}")));
            }
            _ => {
                if let Some((_, topic)) = subject.matter.id.split_once('.') {
                    record.set(Field::Topic, code(topic));
                }
            }
        }
        if matches!(subject.kind, Kind::Complaint | Kind::Fault) {
            record.set(Field::DesiredOutcome, text(&self.voice.fill("{wish}")));
            record.set(Field::ImmediateAction, text(&self.voice.fill("{act_first}")));
            if self.rng.chance(30) {
                record.set(Field::Evidence, text(&self.say("evidence_seen")));
            }
        }
        if let Some(ticked) = subject.circumstance {
            record.set(Field::Circumstances, Value::Codes(vec![ticked.to_string()]));
        }
        record
    }

    /// The case is graded; where the grade tells the lead, the lead takes note.
    pub(super) fn grade(&mut self) {
        self.pass(1, 4);
        let form = self.grading_form();
        self.act(Act::Grade, form);
        let phrase = match self.level() {
            Some(Level::ONE) => "grade.l1",
            Some(Level::TWO) => "grade.l2",
            _ => "grade.l3",
        };
        if matches!(self.subject.channel, Channel::Phone | Channel::Online | Channel::Onsite) {
            self.speak(phrase);
        }
        if self.tells_lead() {
            self.pass(1, 3);
            self.act_as(Who::Lead, Act::EscalationAcknowledged, Record::default(), None);
        }
    }

    /// The caller goes; the call is written up.
    pub(super) fn hang_up(&mut self) {
        self.pass(0, 1);
        let talk = self.at.since_ms(self.received_at) / 1000;
        let hold = if self.rng.chance(25) { self.rng.between(10, 50).min(talk) } else { 0 };
        let record = Record::default()
            .with(Field::TalkS, Value::Number((talk - hold).max(0)))
            .with(Field::HoldS, Value::Number(hold))
            .with(Field::AcwS, Value::Number(self.rng.between(25, 110)));
        self.act(Act::ContactEnded, record);
    }

    /// The work goes to somebody; the return time may be named.
    pub(super) fn transfer(&mut self, to: HolderKind, return_due: Option<Timestamp>) {
        self.pass(1, 2);
        let department = if self.subject.kind == Kind::Complaint || self.subject.kind == Kind::Fault {
            self.department()
        } else {
            let named = self.department();
            self.voice.set("department", self.world.department_name(&named));
            named
        };
        let mut record = Record::default()
            .with(Field::ToHolder, code(to.as_str()))
            .with(Field::Reason, text(&self.say("why_transfer")))
            .with(Field::HandoverNote, text(&self.say("handover")));
        match to {
            HolderKind::Department => {
                record.set(Field::Department, code(&department));
            }
            HolderKind::ThirdParty => {
                self.is_complex = true;
                record.set(Field::ThirdParty, text(&self.say("third")));
                record.set(Field::Agreement, text(&self.say("agreement")));
                record.set(Field::Confidentiality, Value::Flag(true));
            }
            HolderKind::Frontline | HolderKind::SecondLine => {}
        }
        if let Some(due) = return_due {
            record.set(Field::ReturnDue, Value::At(due));
        }
        self.act(Act::Transfer, record);
    }

    /// The customer hears how far we are.
    pub(super) fn inform(&mut self) {
        let said = self.world.words.group(self.subject.matter.group());
        self.choose_value("so_far", &all(&said.so_far));
        let note = self.say("progress");
        self.act(Act::ProgressTold, Record::default().with(Field::Note, text(&note)));
    }

    pub(super) fn note(&mut self) {
        let note = self.say("note");
        self.act(Act::NoteAdded, Record::default().with(Field::Note, text(&note)));
    }

    /// The way to solve it, as entered; `eta` is promised when accepted.
    pub(super) fn plan(&mut self, eta: Timestamp) {
        let who = if self.rng.chance(30) { Who::SecondLine } else { Who::Owner };
        let cause = self.rng.pick(&self.subject.matter.cause).map_or("process", String::as_str);
        let (kind, steps, _) = self.fix.clone();
        let back = self.say("back");
        let record = Record::default()
            .with(Field::ResolutionType, code(&kind))
            .with(Field::Cause, code(cause))
            .with(Field::PlanSteps, text(&steps))
            .with(Field::PlanOwner, text(&self.say("plan_owner")))
            .with(Field::PlanEta, Value::At(eta))
            .with(Field::Note, text(&back));
        self.eta = eta;
        self.act_as(who, Act::PlanReady, record, None);
    }

    pub(super) fn accept(&mut self) {
        let note = self.say("accept");
        self.act(
            Act::PlanAccepted,
            Record::default().with(Field::CustomerConsent, Value::Flag(true)).with(Field::Note, text(&note)),
        );
        if self.rng.chance(50) {
            self.speak("fb.plan.explain");
        }
    }

    /// The plan is done, with evidence.
    pub(super) fn carry_out(&mut self) {
        let evidence = self.fix.2.clone();
        self.act(Act::PlanCarriedOut, Record::default().with(Field::DoneEvidence, text(&evidence)));
    }

    /// The words of an answer, with its type.
    pub(super) fn answer_fields(&self) -> Record {
        Record::default().with(Field::ResolutionType, code(&self.fix.0)).with(Field::ResolutionText, text(&self.fix.1))
    }

    /// Whether it works: the check of the plan.
    pub(super) fn check(&mut self) {
        let note = self.say("done_call");
        let record = Record::default().with(Field::FollowUpResult, code("reached")).with(Field::Note, text(&note));
        self.act_on(Who::Owner, FollowUpKind::ImplCheck, Act::FollowUpDone, record);
    }

    pub(super) fn confirm(&mut self) {
        let outcome = match self.rng.below(100) {
            0..=7 => "resolved_partly",
            8..=13 if self.subject.kind == Kind::Complaint => "explained",
            _ => "resolved",
        };
        let by = self.say("confirmed");
        self.resolved_at = self.at;
        self.act(
            Act::ResultConfirmed,
            Record::default().with(Field::Outcome, code(outcome)).with(Field::ConfirmedBy, text(&by)),
        );
    }
}

const fn greeting(channel: Channel, late: bool) -> Option<&'static str> {
    match channel {
        Channel::Phone if late => Some("in.phone.late"),
        Channel::Phone => Some("in.phone.greet"),
        Channel::Online => Some("in.online.human"),
        Channel::Onsite => Some("in.onsite.greet"),
        Channel::Email | Channel::Letter => Some("in.email.ack"),
        Channel::Social => Some("in.social.private"),
        Channel::AfterSales => Some("as.visit.door"),
        Channel::Regulator => Some("reg.first_call"),
        Channel::Outbound => Some("fu.open"),
    }
}
