//! A major matter: one case is the master of many; callers are attached, told all at once, and given back when it ends.

use uuid::Uuid;
use zuoxi::domain::protocol::{Rejection, Request};
use zuoxi::domain::{
    Act, AlikeCase, Case, CaseEvent, Event, Field, FollowUpKind, InMajor, Kind, Matter, Refusal, Role, State, Target,
    Value, proposed,
};
use zuoxi::scenario::Door;

use crate::case::desk::{CASE, Desk, actor, code, rule_of, text};

const CALLERS: [Uuid; 2] = [Uuid::from_u128(78), Uuid::from_u128(79)];

/// Does something on one of the cases.
fn on(
    desk: &mut Desk,
    case: Uuid,
    role: Role,
    act: Act,
    fields: &[(Field, Value)],
    target: Option<Target>,
) -> Result<(), Refusal> {
    let mut command = desk.command(act, fields);
    command.target = target;
    let answer = desk.door.submit(&actor(role), Request::Act { case, command }, desk.now);
    desk.wait_min(1);
    match answer {
        Ok(()) => Ok(()),
        Err(Rejection::Refused(refusal)) => Err(refusal),
        Err(other) => panic!("{other:?}"),
    }
}

fn case(desk: &mut Desk, id: Uuid) -> Case {
    desk.door.case(id).unwrap().0
}

fn fault(desk: &mut Desk, id: Uuid) {
    let received = Value::At(desk.now);
    let taken = [
        (Field::Channel, code("phone")),
        (Field::ReceivedAt, received),
        (Field::CallerNumber, text(&format!("1380013800{}", id.as_u128() % 10))),
        (Field::CustomerName, text("周岚")),
        (Field::Summary, text("收银系统扫不了码")),
        (Field::Product, text("收银系统")),
        (Field::OrderNo, text("A20260301-1")),
    ];
    on(desk, id, Role::Agent, Act::Open, &taken, None).unwrap();
    on(desk, id, Role::Agent, Act::IntakeDone, &[], None).unwrap();
    let grade = [
        (Field::Kind, code("complaint")),
        (Field::Category, code("logistics.delay")),
        (Field::Impact, code("partial")),
        (Field::Urgency, code("soon")),
        (Field::Description, text("nothing scans")),
        (Field::DesiredOutcome, text("make it work")),
    ];
    on(desk, id, Role::Agent, Act::Grade, &grade, None).unwrap();
}

/// A master and two callers, nobody attached yet.
fn outage() -> Desk {
    let mut desk = Desk::new();
    for role in [Role::Agent, Role::Lead] {
        desk.door.enrol(&actor(role), "", desk.now).unwrap();
    }
    for id in [CASE, CALLERS[0], CALLERS[1]] {
        fault(&mut desk, id);
    }
    desk
}

fn declared() -> Desk {
    let mut desk = outage();
    on(&mut desk, CASE, Role::Lead, Act::MajorDeclared, &[], None).unwrap();
    desk
}

fn attached() -> Desk {
    let mut desk = declared();
    for caller in CALLERS {
        attach(&mut desk, caller, CASE).unwrap();
    }
    desk
}

fn attach(desk: &mut Desk, caller: Uuid, master: Uuid) -> Result<(), Refusal> {
    on(desk, caller, Role::Agent, Act::Attach, &[], Some(Target::Case(master)))
}

fn told(desk: &mut Desk, cases: &[Uuid]) -> Result<(), Refusal> {
    let chosen = cases.iter().map(|id| case(desk, *id).no).collect();
    let words = [(Field::Update, text("back at six")), (Field::Cases, Value::Codes(chosen))];
    on(desk, CASE, Role::Agent, Act::MajorTold, &words, None)
}

fn updates(desk: &mut Desk, id: Uuid) -> usize {
    case(desk, id).open_follow_ups(FollowUpKind::Progress).len()
}

fn undo(desk: &mut Desk, id: Uuid) -> Result<(), Refusal> {
    on(desk, id, Role::Agent, Act::Undo, &[], None)
}

fn last_words(desk: &mut Desk, id: Uuid) -> Option<String> {
    let facts = desk.door.case(id).unwrap().1;
    facts.iter().rev().find_map(|fact| match &fact.event {
        Event::Case(CaseEvent::ProgressTold(entry)) => entry.text(Field::Note).map(str::to_owned),
        _ => None,
    })
}

#[test]
fn a_lead_declares_what_an_agent_can_only_propose_and_it_says_what_it_is_about() {
    let mut desk = outage();
    let refused = on(&mut desk, CASE, Role::Agent, Act::MajorDeclared, &[], None);
    assert_eq!(refused, Err(Refusal::NotYou { act: Act::MajorDeclared, role: Role::Agent, may: vec![Role::Lead] }));
    on(&mut desk, CASE, Role::Agent, Act::EscalateLead, &[(Field::Trigger, code("major"))], None).unwrap();
    assert!(case(&mut desk, CASE).escalated.is_some());
    on(&mut desk, CASE, Role::Lead, Act::MajorDeclared, &[], None).unwrap();
    let (now, facts) = desk.door.case(CASE).unwrap();
    let said = facts.iter().find_map(|fact| match &fact.event {
        Event::Case(CaseEvent::MajorDeclared(entry)) => Some((entry.text(Field::Category), entry.text(Field::Product))),
        _ => None,
    });
    assert_eq!(said, Some((Some("logistics.delay"), Some("收银系统"))));
    assert!(now.leads().is_some_and(|major| major.attached.is_empty()));
    let again = on(&mut desk, CASE, Role::Lead, Act::MajorDeclared, &[], None);
    assert!(matches!(again, Err(Refusal::NotNow { act: Act::MajorDeclared, .. })), "{again:?}");
}

#[test]
fn a_caller_is_attached_to_a_declared_master_alone_and_both_cases_say_so() {
    let mut desk = outage();
    assert_eq!(rule_of(attach(&mut desk, CALLERS[0], CASE)), "attach-master-not-major");
    on(&mut desk, CASE, Role::Lead, Act::MajorDeclared, &[], None).unwrap();
    assert_eq!(attach(&mut desk, CALLERS[0], Uuid::from_u128(5)), Err(Refusal::NoSuch { what: "master_case".into() }));
    // By its number, as a person says it.
    let no = case(&mut desk, CASE).no;
    on(&mut desk, CALLERS[0], Role::Agent, Act::Attach, &[(Field::MasterCase, text(&no))], None).unwrap();
    let caller = case(&mut desk, CALLERS[0]);
    assert_eq!(caller.follows().map(|to| (to.master, to.no.as_str())), Some((CASE, no.as_str())));
    let master = case(&mut desk, CASE);
    let there: Vec<_> = master.leads().unwrap().attached.iter().map(|one| (one.id, one.no.clone())).collect();
    assert_eq!(there, [(CALLERS[0], caller.no.clone())]);
    // By its short form, while that names one case.
    on(&mut desk, CALLERS[0], Role::Agent, Act::Detach, &[], None).unwrap();
    on(&mut desk, CALLERS[0], Role::Agent, Act::Attach, &[(Field::MasterCase, text(&no[6..]))], None).unwrap();
    assert!(case(&mut desk, CALLERS[0]).follows().is_some());
    // Neither twice, nor a master to a master, nor what is over.
    assert!(matches!(attach(&mut desk, CALLERS[0], CASE), Err(Refusal::NotNow { .. })));
    on(&mut desk, CALLERS[1], Role::Lead, Act::MajorDeclared, &[], None).unwrap();
    assert!(matches!(attach(&mut desk, CASE, CALLERS[1]), Err(Refusal::NotNow { .. })));
    assert!(matches!(
        on(&mut desk, CALLERS[0], Role::Lead, Act::MajorDeclared, &[], None),
        Err(Refusal::NotNow { act: Act::MajorDeclared, state: State::Process })
    ));
    on(&mut desk, CALLERS[1], Role::Lead, Act::MajorEnded, &[], None).unwrap();
    on(&mut desk, CALLERS[0], Role::Agent, Act::Detach, &[], None).unwrap();
    assert_eq!(rule_of(attach(&mut desk, CALLERS[0], CALLERS[1])), "attach-master-not-major");
}

#[test]
fn attached_a_case_owes_no_update_of_its_own_and_keeps_its_limits_and_detached_it_owes_one_again() {
    let mut desk = declared();
    let before = case(&mut desk, CALLERS[0]);
    assert_eq!((before.open_follow_ups(FollowUpKind::Progress).len(), before.clocks.is_empty()), (1, false));
    attach(&mut desk, CALLERS[0], CASE).unwrap();
    let after = case(&mut desk, CALLERS[0]);
    assert_eq!((after.open_follow_ups(FollowUpKind::Progress).len(), &after.clocks), (0, &before.clocks));
    assert_eq!(updates(&mut desk, CASE), 1, "the master's own goes on");
    // Nothing done on it brings the update back.
    on(&mut desk, CALLERS[0], Role::Agent, Act::ProgressTold, &[], None).unwrap();
    assert_eq!(updates(&mut desk, CALLERS[0]), 0);
    on(&mut desk, CALLERS[0], Role::Agent, Act::Detach, &[], None).unwrap();
    assert_eq!(updates(&mut desk, CALLERS[0]), 1);
    assert!(case(&mut desk, CASE).leads().unwrap().attached.is_empty());
}

#[test]
fn one_update_is_told_to_the_ticked_ones_with_the_same_words() {
    let mut desk = attached();
    let before = case(&mut desk, CASE).open_follow_ups(FollowUpKind::Progress)[0].id;
    told(&mut desk, &[CALLERS[0]]).unwrap();
    assert_eq!(last_words(&mut desk, CALLERS[0]).as_deref(), Some("back at six"));
    assert_eq!((last_words(&mut desk, CALLERS[1]), last_words(&mut desk, CASE)), (None, None), "not ticked, not told");
    assert_eq!(case(&mut desk, CASE).open_follow_ups(FollowUpKind::Progress)[0].id, before);
    assert_eq!(updates(&mut desk, CALLERS[0]), 0);
    // The master's own customer as well: the next update counts from now.
    told(&mut desk, &[CASE, CALLERS[1]]).unwrap();
    assert_eq!(last_words(&mut desk, CASE).as_deref(), Some("back at six"));
    assert_ne!(case(&mut desk, CASE).open_follow_ups(FollowUpKind::Progress)[0].id, before);
    assert_eq!(rule_of(told(&mut desk, &[])), "told-nobody");
    on(&mut desk, CALLERS[0], Role::Agent, Act::Detach, &[], None).unwrap();
    assert_eq!(rule_of(told(&mut desk, &[CALLERS[0]])), "told-nobody");
    let refused = on(&mut desk, CASE, Role::Agent, Act::MajorTold, &[], None);
    assert_eq!(refused, Err(Refusal::Missing { act: Act::MajorTold, fields: vec![Field::Update, Field::Cases] }));
}

#[test]
fn what_stands_on_two_cases_is_taken_back_on_both() {
    let mut desk = attached();
    undo(&mut desk, CALLERS[1]).unwrap();
    assert_eq!(case(&mut desk, CALLERS[1]).attached_to, None);
    assert_eq!(updates(&mut desk, CALLERS[1]), 1, "its update is what it was");
    assert_eq!(case(&mut desk, CASE).leads().unwrap().attached.len(), 1);
    // Not given back on one side alone.
    let facts = desk.door.case(CALLERS[1]).unwrap().1;
    let undoing =
        facts.iter().rev().find(|fact| matches!(fact.event, Event::Case(CaseEvent::Undone { .. }))).unwrap().id;
    let redo = on(&mut desk, CALLERS[1], Role::Agent, Act::Undo, &[], Some(Target::Facts(vec![undoing])));
    assert_eq!(rule_of(redo), "redo-across");
    told(&mut desk, &[CALLERS[0]]).unwrap();
    undo(&mut desk, CASE).unwrap();
    let facts = case(&mut desk, CALLERS[0]);
    assert!(!facts.undone.is_empty(), "told there, taken back there");
    on(&mut desk, CALLERS[0], Role::Agent, Act::Detach, &[], None).unwrap();
    undo(&mut desk, CALLERS[0]).unwrap();
    assert!(case(&mut desk, CALLERS[0]).follows().is_some());
    assert_eq!(case(&mut desk, CASE).leads().unwrap().attached.len(), 1);
    // Worked on since: the whole stays.
    told(&mut desk, &[CALLERS[0]]).unwrap();
    let due = [(Field::Due, Value::At(desk.now.plus_min(90)))];
    on(&mut desk, CALLERS[0], Role::Agent, Act::PromiseMade, &due, None).unwrap();
    assert_eq!(rule_of(undo(&mut desk, CASE)), "undo-major-too-late");
    // What others attached is not one's own act on the master, and nobody takes the ground from under them.
    let lead = on(&mut desk, CASE, Role::Lead, Act::Undo, &[], None);
    assert_eq!(rule_of(lead), "undo-major-attached");
}

#[test]
fn its_end_gives_every_case_back_by_hand_or_with_the_master_and_is_taken_back_as_a_whole() {
    let mut desk = attached();
    on(&mut desk, CASE, Role::Lead, Act::MajorEnded, &[], None).unwrap();
    for caller in CALLERS {
        let now = case(&mut desk, caller);
        assert_eq!((now.follows(), updates(&mut desk, caller)), (None, 1));
        assert!(now.attached_to.is_some_and(|to| to.master == CASE), "it is still known what it was part of");
    }
    on(&mut desk, CASE, Role::Lead, Act::Undo, &[], None).unwrap();
    assert!(case(&mut desk, CASE).leads().is_some() && case(&mut desk, CALLERS[0]).follows().is_some());
    assert_eq!(updates(&mut desk, CALLERS[0]), 0);
    let gone = [(Field::Reason, text("all is well")), (Field::CustomerSaidSo, Value::Flag(true))];
    on(&mut desk, CASE, Role::Agent, Act::Withdraw, &gone, None).unwrap();
    let master = case(&mut desk, CASE);
    assert!(master.leads().is_none() && master.major.is_some_and(|major| major.ended_at.is_some()));
    assert_eq!((case(&mut desk, CALLERS[0]).follows(), updates(&mut desk, CALLERS[0])), (None, 1));
    undo(&mut desk, CASE).unwrap();
    assert!(case(&mut desk, CASE).leads().is_some() && case(&mut desk, CALLERS[0]).follows().is_some());
    // A case that is closed hears nothing of it.
    on(&mut desk, CALLERS[1], Role::Agent, Act::Withdraw, &gone, None).unwrap();
    assert_eq!(rule_of(told(&mut desk, &[CALLERS[1]])), "told-nobody");
    let facts = desk.door.case(CALLERS[1]).unwrap().1.len();
    on(&mut desk, CASE, Role::Lead, Act::MajorEnded, &[], None).unwrap();
    assert_eq!(desk.door.case(CALLERS[1]).unwrap().1.len(), facts);
}

#[test]
fn cases_are_of_one_matter_where_something_agrees_and_nothing_differs() {
    let of = |category: &str, product: &str| Matter::of(Some(Kind::Fault), category, product).unwrap();
    for (one, other, alike) in [
        (of("logistics.delay", ""), of("logistics.delay", "书桌"), true),
        (of("logistics.delay", "书桌"), of("logistics.delay", "椅子"), false),
        (of("", "收银系统"), of("product.malfunction", "收銀系統 "), true),
        (of("logistics.delay", "书桌"), of("product.malfunction", "书桌"), false),
        (of("logistics.delay", ""), of("", "书桌"), false),
    ] {
        assert_eq!((one.is_like(&other), other.is_like(&one)), (alike, alike), "{one:?} {other:?}");
    }
    assert_eq!(Matter::of(Some(Kind::Complaint), "", " "), None, "nothing is known of it");
    for kind in [None, Some(Kind::Enquiry), Some(Kind::Suggestion), Some(Kind::Proactive)] {
        assert_eq!(Matter::of(kind, "logistics.delay", "书桌"), None, "{kind:?}");
    }
}

#[test]
fn a_major_matter_is_proposed_from_so_many_callers_on() {
    let rule = zuoxi::manual::built_in().major;
    assert_eq!((rule.cases, rule.minutes), (3, 120));
    let one = |id: u128, number: &str| AlikeCase { id: Uuid::from_u128(id), number: number.to_owned() };
    let own = one(1, "861");
    assert_eq!(proposed(&rule, &own, &[own.clone(), one(2, "862")]), None);
    assert_eq!(proposed(&rule, &own, &[own.clone(), one(2, "862"), one(3, "861")]), None, "one caller calls twice");
    assert_eq!(proposed(&rule, &own, &[one(2, "862"), one(3, "863")]), Some(3), "the case in hand counts");
    assert_eq!(proposed(&rule, &own, &[one(2, ""), one(3, ""), one(4, "864")]), Some(4), "nobody knows who they are");
}

#[test]
fn a_case_says_how_it_stands_and_counts_no_more_among_others_once_it_was_part_of_one() {
    let mut desk = attached();
    let stands = |desk: &mut Desk| [CASE, CALLERS[0]].map(|id| case(desk, id).in_major());
    assert_eq!(stands(&mut desk), [Some(InMajor::Master), Some(InMajor::Attached)]);
    assert!(case(&mut desk, CASE).counted_matter().is_some() && case(&mut desk, CALLERS[0]).counted_matter().is_none());
    on(&mut desk, CASE, Role::Lead, Act::MajorEnded, &[], None).unwrap();
    assert_eq!(stands(&mut desk), [None, None]);
    assert!([CASE, CALLERS[0]].iter().all(|id| case(&mut desk, *id).counted_matter().is_none()));
}
