//! One case worked on in two copies of a folder: given what each side did, when they are put together, then.

use std::collections::BTreeMap;

use uuid::Uuid;
use zuoxi::domain::branch::Origin;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::engine::{Facts, MemoryDesk};
use zuoxi::domain::protocol::Request;
use zuoxi::domain::{
    Act, Case, Command, EventId, Field, Plan, Recorded, Refusal, Role, State, StationId, StreamId, Target, Timestamp,
    Value, fold,
};
use zuoxi::scenario::Door;

use crate::case::desk::{CASE, actor, code, record, rule_of, text};
use crate::laws::Luck;

/// Two copies of one desk, and one clock.
struct Copies {
    desks: [MemoryDesk; 2],
    now: Timestamp,
    ids: u128,
}

/// The two sides, each with a station that folds before or after the other's.
const ONE: usize = 0;
const OTHER: usize = 1;

impl Copies {
    /// A complaint in handling, copied; the second copy's station folds first where asked.
    fn new(other_first: bool) -> Self {
        let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
        let now = rules.calendar.at("2026-03-16T10:00:00".parse().unwrap());
        let mut first = MemoryDesk::new(rules, "ZX");
        let station = |n| StationId(Uuid::from_u128(n));
        first.facts.begin(station(1), Origin { parent: None, branch: station(1).0 });
        for role in [Role::Agent, Role::Lead] {
            first.enrol(&actor(role), "", now).unwrap();
        }
        let mut copies = Self { desks: [first.clone(), first], now, ids: 0 };
        copies.taken();
        copies.desks[OTHER] = copies.desks[ONE].clone();
        let (one, other) = if other_first { (9, 2) } else { (2, 9) };
        for (side, n) in [(ONE, one), (OTHER, other)] {
            copies.desks[side].facts = copies.desks[side].facts.copied(station(n));
        }
        copies
    }

    fn taken(&mut self) {
        let received = Value::At(self.now);
        let opened = [
            (Field::Channel, code("phone")),
            (Field::ReceivedAt, received),
            (Field::CallerNumber, text("13800138001")),
            (Field::CustomerName, text("周岚")),
            (Field::Summary, text("收银系统扫不了码")),
            (Field::OrderNo, text("A20260301-1")),
        ];
        self.does(ONE, Act::Open, &opened).does(ONE, Act::IntakeDone, &[]);
        let graded = [
            (Field::Kind, code("complaint")),
            (Field::Category, code("logistics.delay")),
            (Field::Impact, code("partial")),
            (Field::Urgency, code("soon")),
            (Field::Description, text("what happened")),
            (Field::DesiredOutcome, text("make it right")),
        ];
        self.does(ONE, Act::Grade, &graded);
    }

    fn command(&mut self, act: Act, fields: &[(Field, Value)]) -> Command {
        self.ids += 1;
        let id = EventId(Uuid::from_u128(self.ids));
        Command { act, record: record(fields), target: None, based_on: None, id }
    }

    fn tries(&mut self, side: usize, act: Act, fields: &[(Field, Value)]) -> Result<(), Refusal> {
        let command = self.command(act, fields);
        self.send(side, command)
    }

    fn send(&mut self, side: usize, command: Command) -> Result<(), Refusal> {
        self.now = self.now.plus_min(1);
        self.desks[side].let_time_pass(self.now);
        self.desks[side].carry_out(&actor(Role::Agent), &Request::Act { case: CASE, command }, self.now).map(drop)
    }

    fn does(&mut self, side: usize, act: Act, fields: &[(Field, Value)]) -> &mut Self {
        self.tries(side, act, fields).unwrap();
        self
    }

    fn plans(&mut self, side: usize, steps: &str) -> &mut Self {
        let eta = Value::At(self.now.plus_min(600));
        self.does(
            side,
            Act::PlanReady,
            &[
                (Field::Cause, code("process")),
                (Field::ResolutionType, code("refund")),
                (Field::PlanSteps, text(steps)),
                (Field::PlanOwner, text("the till")),
                (Field::PlanEta, eta),
            ],
        )
    }

    fn agreed(&mut self, side: usize) -> &mut Self {
        self.does(side, Act::PlanAccepted, &[(Field::CustomerConsent, Value::Flag(true))])
    }

    /// Each takes the other in; what both come to.
    fn put_together(&mut self) -> Case {
        let other = self.desks[OTHER].facts.clone();
        self.desks[ONE].facts.absorb(&other);
        let one = self.desks[ONE].facts.clone();
        self.desks[OTHER].facts.absorb(&one);
        let case = self.case(ONE);
        assert_eq!(case, self.case(OTHER), "both orders come to the same");
        case
    }

    fn case(&self, side: usize) -> Case {
        self.desks[side].facts.case(CASE).unwrap().clone()
    }

    fn facts(&self, side: usize) -> Vec<Recorded> {
        self.desks[side].facts.current(StreamId::case(CASE)).facts.to_vec()
    }
}

fn plan<'a>(case: &'a Case, steps: &str) -> &'a Plan {
    case.plans.iter().find(|plan| plan.text == steps).unwrap()
}

#[test]
fn consent_stays_with_the_plan_it_was_given_to() {
    for other_first in [false, true] {
        let mut copies = Copies::new(other_first);
        let case = copies.plans(ONE, "restart here").plans(OTHER, "restart there").agreed(OTHER).put_together();
        assert_eq!(plan(&case, "restart here").accepted, None, "nobody told the customer of it");
        assert_eq!(plan(&case, "restart there").accepted, Some(true));
        assert!(case.needs_attention && !case.clashes.is_empty());
        // It moves the case only where the plan agreed to is the one in force.
        let in_force = case.plan().unwrap().text.clone();
        let state = if in_force == "restart there" { State::Implement } else { State::PlanConfirm };
        assert_eq!((case.state, case.plans.len()), (state, 2));
    }
}

#[test]
fn what_becomes_of_a_plan_is_said_of_the_plan_its_author_knew() {
    for other_first in [false, true] {
        let mut copies = Copies::new(other_first);
        copies.plans(ONE, "here").plans(OTHER, "there").agreed(ONE).agreed(OTHER);
        copies.does(OTHER, Act::PlanCarriedOut, &[(Field::DoneEvidence, text("done"))]);
        let confirmed = [(Field::Outcome, code("resolved")), (Field::ConfirmedBy, text("周女士"))];
        let case = copies.does(OTHER, Act::ResultConfirmed, &confirmed).put_together();
        let of = |steps: &str| (plan(&case, steps).accepted, plan(&case, steps).done_at.is_some());
        assert_eq!((of("here"), of("there")), ((Some(true), false), (Some(true), true)));
        // What the customer confirmed is the result of a plan carried out, not of another one.
        let in_force = case.plan().unwrap().text == "there";
        assert_eq!(case.resolved_at.is_some(), in_force, "{:?}", case.state);
        assert_eq!(case.state, if in_force { State::Closing } else { State::Implement });
    }
}

#[test]
fn a_plan_turned_down_there_is_not_turned_down_here() {
    for other_first in [false, true] {
        let mut copies = Copies::new(other_first);
        copies.plans(ONE, "here").plans(OTHER, "there");
        let no = [(Field::RejectReason, text("too late")), (Field::CustomerRequest, text("money back"))];
        let case = copies.does(OTHER, Act::PlanRejected, &no).put_together();
        assert_eq!(plan(&case, "here").accepted, None);
        assert_eq!((plan(&case, "here").told_at, plan(&case, "there").accepted), (None, Some(false)));
    }
}

#[test]
fn who_saw_both_plans_speaks_of_the_one_in_force() {
    let mut copies = Copies::new(false);
    copies.plans(ONE, "here").plans(OTHER, "there").put_together();
    let case = copies.agreed(ONE).put_together();
    assert_eq!(case.state, State::Implement);
    assert_eq!(case.plan().unwrap().accepted, Some(true));
    assert_eq!(case.plans.iter().filter(|plan| plan.accepted == Some(true)).count(), 1);
}

#[test]
fn of_two_words_on_one_plan_the_first_stands() {
    for other_first in [false, true] {
        let mut copies = Copies::new(other_first);
        copies.plans(ONE, "here").put_together();
        let no = [(Field::RejectReason, text("too late")), (Field::CustomerRequest, text("money back"))];
        let case = copies.agreed(ONE).does(OTHER, Act::PlanRejected, &no).put_together();
        let agreed = case.plan().unwrap().accepted == Some(true);
        assert_eq!(case.state, if agreed { State::Implement } else { State::Process });
        assert_eq!(case.clashes.len(), 1);
    }
}

#[test]
fn folding_the_same_facts_in_any_order_gives_the_same_plans() {
    let mut copies = Copies::new(true);
    let case = copies.plans(ONE, "here").plans(OTHER, "there").agreed(OTHER).put_together();
    let mut facts = copies.facts(ONE);
    facts.reverse();
    assert_eq!(fold(&facts).unwrap(), case);
}

/// The acts named by what should be seen, as kinds of their first facts.
fn crossed(copies: &Copies, case: &Case) -> Vec<(String, String)> {
    let facts = copies.facts(ONE);
    let kind = |act: EventId| facts.iter().find(|fact| fact.act == act).unwrap().event.kind().to_owned();
    case.crossings().iter().map(|clash| (kind(clash.one), kind(clash.other))).collect()
}

#[test]
fn what_two_came_across_each_other_about_stands_at_two_acts_and_no_others() {
    let mut copies = Copies::new(false);
    copies.plans(ONE, "here").plans(OTHER, "there").agreed(OTHER);
    let case = copies.does(OTHER, Act::NoteAdded, &[(Field::Note, text("one side alone"))]).put_together();
    assert_eq!(case.clashes.len(), 2, "the consent did not see the plan here either: {:?}", case.clashes);
    assert_eq!(crossed(&copies, &case), [("plan.ready".to_owned(), "plan.ready".to_owned())]);
    assert!(case.crossings()[0].steps);
}

#[test]
fn of_fields_changed_on_both_sides_the_last_words_are_named() {
    let mut copies = Copies::new(false);
    for (side, name) in [(ONE, "悦邻"), (OTHER, "悦林"), (ONE, "悦邻便利")] {
        copies.does(side, Act::Edit, &[(Field::Company, text(name))]);
    }
    let case = copies.does(OTHER, Act::Edit, &[(Field::Product, text("收银机"))]).put_together();
    let [clash] = case.crossings().try_into().unwrap();
    assert_eq!((clash.steps, clash.fields.into_iter().collect::<Vec<_>>()), (false, vec![Field::Company]));
    let facts = copies.facts(ONE);
    let last = facts.iter().rfind(|fact| fact.station == copies.desks[ONE].facts.station()).unwrap();
    assert!([clash.one, clash.other].contains(&last.act), "the second name here, not the first");
}

#[test]
fn whoever_looked_at_both_sides_settles_what_no_step_could() {
    let mut copies = Copies::new(false);
    assert!(copies.tries(ONE, Act::ClashSettled, &[]).is_err(), "there is nothing to settle");
    copies.plans(ONE, "here").plans(OTHER, "there").agreed(OTHER).put_together();
    let case = copies.does(ONE, Act::ClashSettled, &[(Field::Note, text("rang her"))]).put_together();
    assert_eq!(case.clashes, []);
    assert!(copies.tries(OTHER, Act::ClashSettled, &[]).is_err(), "it is settled");
}

#[test]
fn who_did_not_see_both_settles_nothing() {
    let mut copies = Copies::new(false);
    copies.plans(ONE, "here").plans(OTHER, "there").put_together();
    copies.does(ONE, Act::Edit, &[(Field::Company, text("悦邻"))]);
    copies.does(OTHER, Act::Edit, &[(Field::Company, text("悦林"))]);
    // Settled before the second clash came over.
    copies.does(ONE, Act::ClashSettled, &[]);
    let [clash] = copies.put_together().crossings().try_into().unwrap();
    assert_eq!((clash.steps, clash.fields.len()), (false, 1));
}

#[test]
fn a_step_taken_back_there_and_built_upon_here_is_a_clash() {
    for other_first in [false, true] {
        let mut copies = Copies::new(other_first);
        copies.plans(ONE, "here").put_together();
        let case = copies.agreed(OTHER).does(ONE, Act::Undo, &[]).put_together();
        assert_eq!((case.state, case.plans.len()), (State::Process, 0));
        let kinds = crossed(&copies, &case);
        assert!(kinds.iter().any(|(one, other)| one == "undone" || other == "undone"), "{kinds:?}");
    }
}

#[test]
fn what_another_copy_came_across_cannot_be_taken_back_and_the_refusal_says_why() {
    let mut copies = Copies::new(true);
    copies.plans(ONE, "here").plans(OTHER, "there").put_together();
    let first = copies.facts(OTHER).into_iter().find(|fact| fact.event.kind() == "plan.ready").unwrap();
    assert_eq!(first.station, copies.desks[OTHER].facts.station(), "the other side's plan folds first");
    let mut command = copies.command(Act::Undo, &[]);
    command.target = Some(Target::Facts(vec![first.id]));
    assert_eq!(rule_of(copies.send(OTHER, command.clone())), "undo-came-across");
    copies.agreed(OTHER);
    assert_eq!(rule_of(copies.send(OTHER, command)), "undo-too-late", "somebody who saw it went on");
}

#[test]
fn the_history_is_told_by_moment_and_what_time_did_on_both_sides_once() {
    let mut copies = Copies::new(true);
    copies.does(ONE, Act::NoteAdded, &[(Field::Note, text("first"))]);
    copies.does(OTHER, Act::NoteAdded, &[(Field::Note, text("second"))]);
    copies.does(ONE, Act::NoteAdded, &[(Field::Note, text("third"))]);
    copies.now = copies.now.plus_min(60 * 24 * 30);
    let now = copies.now;
    for desk in &mut copies.desks {
        desk.let_time_pass(now);
    }
    copies.put_together();
    let file = copies.desks[ONE].file(CASE).unwrap();
    let told = file.history();
    assert!(told.iter().map(|fact| fact.at).is_sorted(), "{told:#?}");
    assert!(told.len() < file.facts.len(), "time wrote on both sides");
    let mut ids: Vec<EventId> = told.iter().map(|fact| fact.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), told.len());
    let all: std::collections::BTreeSet<EventId> = file.facts.iter().map(|fact| fact.id).collect();
    assert_eq!(ids.len(), all.len(), "nothing is left out");
}

/// What may be done about a plan, with what it asks for; most of it is refused most of the time.
fn about_plans(copies: &mut Copies, luck: &mut Luck, side: usize) {
    let yes = (Field::CustomerConsent, Value::Flag(true));
    let no = [(Field::RejectReason, text("too late")), (Field::CustomerRequest, text("money back"))];
    let confirmed = [(Field::Outcome, code("resolved")), (Field::ConfirmedBy, text("周女士"))];
    let failed = [(Field::FailReason, text("no way")), (Field::CustomerTold, Value::Flag(true))];
    let _ = match luck.below(8) {
        0 | 1 => {
            let eta = (Field::PlanEta, Value::At(copies.now.plus_min(600)));
            let steps = (Field::PlanSteps, text(&format!("plan {}", copies.ids)));
            let (cause, how) = ((Field::Cause, code("process")), (Field::ResolutionType, code("refund")));
            copies.tries(side, Act::PlanReady, &[cause, how, steps, (Field::PlanOwner, text("the till")), eta])
        }
        2 => copies.tries(side, Act::PlanTold, &[]),
        3 => copies.tries(side, Act::PlanAccepted, &[yes]),
        4 => copies.tries(side, Act::PlanRejected, &no),
        5 => copies.tries(side, Act::PlanCarriedOut, &[(Field::DoneEvidence, text("done"))]),
        6 => copies.tries(side, Act::PlanFailed, &failed),
        _ => copies.tries(side, Act::ResultConfirmed, &confirmed),
    };
}

/// Whatever became of a plan was written of that plan: the one its author had in force, by what was noted then.
fn is_about_what_was_meant(case: &Case, facts: &[Recorded], meant: &BTreeMap<EventId, EventId>, seed: u64) {
    for plan in &case.plans {
        let about = |fact: &&Recorded| meant.get(&fact.act) == Some(&plan.act);
        let said = |kinds: &[&str]| facts.iter().filter(about).any(|fact| kinds.contains(&fact.event.kind()));
        let of = |holds: bool, kinds: &[&str]| assert!(!holds || said(kinds), "seed {seed}: {kinds:?} of {plan:?}");
        of(plan.accepted == Some(true), &["plan.accepted"]);
        of(plan.accepted == Some(false), &["plan.rejected"]);
        of(plan.told_at.is_some(), &["plan.told", "plan.accepted", "plan.rejected"]);
        of(plan.done_at.is_some(), &["plan.carried_out"]);
    }
    let agreed = case.plan().is_some_and(|plan| plan.accepted == Some(true));
    assert!(
        agreed || !matches!(case.state, State::Implement | State::Verify | State::Closing),
        "seed {seed}: {case:?}"
    );
}

#[test]
fn whatever_the_schedule_no_plan_takes_what_was_said_of_another() {
    let mut crossed = 0;
    for seed in 0..400 {
        let (mut luck, mut copies, mut meant) = (Luck::new(seed), Copies::new(seed % 2 == 0), BTreeMap::new());
        for _ in 0..14 {
            let side = luck.below(2);
            if luck.below(6) == 0 {
                let other = copies.desks[1 - side].facts.clone();
                copies.desks[side].facts.absorb(&other);
                continue;
            }
            let in_force = copies.case(side).plan().map(|plan| plan.act);
            about_plans(&mut copies, &mut luck, side);
            meant.extend(in_force.map(|plan| (EventId(Uuid::from_u128(copies.ids)), plan)));
        }
        let case = copies.put_together();
        crossed += usize::from(!case.clashes.is_empty());
        is_about_what_was_meant(&case, &copies.facts(ONE), &meant, seed);
    }
    assert!(crossed > 100, "the schedules are too tame to mean anything: {crossed}");
}
