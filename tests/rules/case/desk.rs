//! A desk with one case and a clock that only moves when told.

use std::collections::BTreeMap;

use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::{Rejection, Request};
use zuoxi::domain::{
    Act, Actor, Case, Command, EventId, Field, FollowUpKind, Record, Refusal, Role, Target, Timestamp, Value,
};
use zuoxi::scenario::Door;

use crate::both::Both;

/// A desk with one case and a clock that only moves when told.
pub struct Desk {
    pub door: Both,
    pub now: Timestamp,
    ids: u128,
    /// Who works here, each in the roles acted in so far.
    enrolled: BTreeMap<Uuid, Vec<Role>>,
}

pub const CASE: Uuid = Uuid::from_u128(77);

pub fn actor(role: Role) -> Actor {
    Actor { person: Uuid::from_u128(role as u128 + 1), no: role.to_string(), role }
}

pub fn code(text: &str) -> Value {
    Value::Code(text.to_owned())
}

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub fn record(fields: &[(Field, Value)]) -> Record {
    fields.iter().fold(Record::default(), |record, (field, value)| record.with(*field, value.clone()))
}

impl Desk {
    pub fn new() -> Self {
        let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
        let now = rules.calendar.at("2026-03-16T10:00:00".parse().unwrap());
        Self { door: Both::new(rules), now, ids: 0, enrolled: BTreeMap::new() }
    }

    pub fn case(&mut self) -> Case {
        self.door.case(CASE).unwrap().0
    }

    pub fn wait_min(&mut self, minutes: i64) -> &mut Self {
        self.now = self.now.plus_min(minutes);
        self.door.let_time_pass(self.now).unwrap();
        self
    }

    pub fn at(&self, local: &str) -> Timestamp {
        self.door.rules().calendar.at(local.parse().unwrap())
    }

    pub fn send(&mut self, role: Role, command: Command) -> Result<(), Refusal> {
        self.send_as(&actor(role), command)
    }

    pub fn send_as(&mut self, who: &Actor, command: Command) -> Result<(), Refusal> {
        let roles = self.enrolled.entry(who.person).or_default();
        if roles.last() != Some(&who.role) {
            roles.push(who.role);
            self.door.enrol(who, "", self.now).unwrap();
        }
        match self.door.submit(who, Request::Act { case: CASE, command }, self.now) {
            Ok(()) => Ok(()),
            Err(Rejection::Refused(refusal)) => Err(refusal),
            Err(Rejection::Conflict { fields, .. }) => Err(Refusal::Stale { fields }),
            Err(other) => panic!("{other:?}"),
        }
    }

    pub fn command(&mut self, act: Act, fields: &[(Field, Value)]) -> Command {
        self.ids += 1;
        let id = EventId(Uuid::from_u128(self.ids));
        Command { act, record: record(fields), target: None, based_on: None, id }
    }

    pub fn tries(&mut self, role: Role, act: Act, fields: &[(Field, Value)]) -> Result<(), Refusal> {
        let command = self.command(act, fields);
        self.send(role, command)
    }

    pub fn does(&mut self, role: Role, act: Act, fields: &[(Field, Value)]) -> &mut Self {
        self.tries(role, act, fields).unwrap();
        self.wait_min(1)
    }

    pub fn on_task(
        &mut self,
        role: Role,
        act: Act,
        kind: FollowUpKind,
        fields: &[(Field, Value)],
    ) -> Result<(), Refusal> {
        let mut command = self.command(act, fields);
        command.target = Some(Target::FollowUpKind(kind));
        self.send(role, command)
    }

    pub fn taken(&mut self) -> &mut Self {
        let received = Value::At(self.now);
        self.does(
            Role::Agent,
            Act::Open,
            &[
                (Field::Channel, code("phone")),
                (Field::ReceivedAt, received),
                (Field::CallerNumber, text("13800138001")),
                (Field::CustomerName, text("周岚")),
                (Field::Summary, text("收银系统扫不了码")),
                (Field::OrderNo, text("A20260301-1")),
            ],
        )
        .does(Role::Agent, Act::IntakeDone, &[])
    }

    pub fn complaint(&mut self, category: &str, impact: &str, urgency: &str) -> &mut Self {
        self.taken().does(
            Role::Agent,
            Act::Grade,
            &[
                (Field::Kind, code("complaint")),
                (Field::Category, code(category)),
                (Field::Impact, code(impact)),
                (Field::Urgency, code(urgency)),
                (Field::Description, text("what happened")),
                (Field::DesiredOutcome, text("make it right")),
            ],
        )
    }

    pub fn planned(&mut self) -> &mut Self {
        let eta = Value::At(self.now.plus_min(600));
        self.does(
            Role::Agent,
            Act::PlanReady,
            &[
                (Field::Cause, code("process")),
                (Field::ResolutionType, code("refund")),
                (Field::ImmediateAction, text("the money was put aside")),
                (Field::PlanSteps, text("pay it back")),
                (Field::PlanOwner, text("the till")),
                (Field::PlanEta, eta),
            ],
        )
    }

    pub fn solved(&mut self) -> &mut Self {
        self.planned()
            .does(Role::Agent, Act::PlanAccepted, &[(Field::CustomerConsent, Value::Flag(true))])
            .does(Role::Agent, Act::PlanCarriedOut, &[(Field::DoneEvidence, text("paid"))])
            .does(
                Role::Agent,
                Act::ResultConfirmed,
                &[(Field::Outcome, code("resolved")), (Field::ConfirmedBy, text("周女士"))],
            )
    }
}

pub fn rule_of(result: Result<(), Refusal>) -> String {
    match result {
        Err(Refusal::Rule { rule, .. }) => rule,
        other => panic!("no rule spoke: {other:?}"),
    }
}
