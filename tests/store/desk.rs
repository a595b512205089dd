//! Use cases on a real store under the built-in manual.

use std::sync::Barrier;

use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::{
    CallerCard, Loaded, PartyRequest, Query, QueuePage, QueueView, Receipt, Rejection, Request, Saved,
};
use zuoxi::domain::{Act, Actor, Command, Field, Record, Refusal, Role, StreamId, Tier, Timestamp, Value};

use crate::support::{NOON, Place, new_id};

pub fn desk(place: &Place) -> Desk {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    Desk::new(place.open(), rules).unwrap()
}

/// What a fault of level 1 is graded with.
pub fn flood() -> Record {
    Record::default()
        .with(Field::Kind, code("fault"))
        .with(Field::Description, text("漏水漏了一地"))
        .with(Field::Product, text("洗衣机"))
        .with(Field::FirstSeenAt, Value::At(NOON))
        .with(Field::DesiredOutcome, text("修好"))
        .with(Field::Impact, code("critical"))
        .with(Field::Urgency, code("now"))
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub fn code(code: &str) -> Value {
    Value::Code(code.into())
}

pub fn command(act: Act, record: Record) -> Command {
    Command { act, record, target: None, based_on: None, id: new_id() }
}

pub fn intake(name: &str) -> Record {
    Record::default()
        .with(Field::Channel, code("phone"))
        .with(Field::ReceivedAt, Value::At(NOON))
        .with(Field::CallerNumber, text("138 0013 8000"))
        .with(Field::CustomerName, text(name))
        .with(Field::Summary, text("洗衣机漏水"))
}

pub fn enrol(no: &str, name: &str, roles: &[Role]) -> Request {
    let (no, name, roles) = (no.to_owned(), name.to_owned(), roles.to_vec());
    Request::Party(PartyRequest::Enrol { person: Uuid::now_v7(), no, name, roles })
}

pub fn filing(customer: Uuid, record: Record) -> Request {
    Request::Party(PartyRequest::File { customer, key: new_id(), tier: Tier::Key, record })
}

pub fn open(desk: &mut Desk, actor: &Actor, name: &str) -> Receipt {
    let order = Request::Act { case: Uuid::now_v7(), command: command(Act::Open, intake(name)) };
    desk.submit(actor, &order, NOON).unwrap()
}

fn edit(desk: &mut Desk, actor: &Actor, case: Uuid, based_on: u64, record: Record) -> Result<Receipt, Rejection> {
    let mut command = command(Act::Edit, record);
    command.based_on = Some(based_on);
    desk.submit(actor, &Request::Act { case, command }, NOON.plus_s(60))
}

pub fn queue(desk: &mut Desk, view: QueueView, filter: &str) -> QueuePage {
    let agent = desk.person("1024").unwrap().map_or(Uuid::nil(), |person| person.id);
    let query = Query::Queue { view, agent, filter: filter.into(), offset: 0, limit: 50, now: NOON };
    match desk.ask(query).unwrap() {
        Loaded::Queue(page) => page,
        other => panic!("{other:?}"),
    }
}

fn caller(desk: &mut Desk, typed: &str) -> CallerCard {
    match desk.ask(Query::Caller(typed.into())).unwrap() {
        Loaded::Caller(card) => *card,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_person_of_a_store_holds_every_role_and_the_next_must_be_enrolled() {
    let place = Place::new();
    let mut desk = desk(&place);
    let first = desk.sign_in("1024", "周敏", NOON).unwrap().signed_in();
    assert_eq!((first.no.as_str(), first.role), ("1024", Role::Agent));
    assert_eq!(desk.sign_in("1024", "", NOON).unwrap().signed_in(), first);
    let stranger = desk.sign_in("2048", "王强", NOON).unwrap_err();
    assert!(
        matches!(&stranger, Rejection::Refused(Refusal::Rule { rule, .. }) if rule == "not-enrolled"),
        "{stranger:?}"
    );
    desk.submit(&first, &enrol("2048", "王强", &[Role::Lead]), NOON).unwrap();
    let second = desk.sign_in("2048", "", NOON).unwrap().signed_in();
    assert_eq!(second.role, Role::Lead);
    assert!(desk.submit(&second, &enrol("3000", "", &[Role::Admin]), NOON).is_err(), "a lead gives no rights");
    assert_eq!(desk.people().unwrap().len(), 2);
}

#[test]
fn somebody_who_is_not_enrolled_or_claims_a_role_writes_nothing() {
    let place = Place::new();
    let mut desk = desk(&place);
    let first = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    desk.submit(&first, &enrol("2048", "", &[Role::Quality]), NOON).unwrap();
    let quality = desk.sign_in("2048", "", NOON).unwrap().signed_in();
    for actor in [
        Actor { role: Role::Agent, ..quality },
        Actor { person: Uuid::now_v7(), no: "1024".into(), role: Role::Agent },
        Actor { no: "9".into(), ..first.clone() },
        Actor { role: Role::System, ..first },
    ] {
        let order = Request::Act { case: Uuid::now_v7(), command: command(Act::Open, intake("周敏")) };
        assert!(desk.submit(&actor, &order, NOON).is_err(), "{actor:?}");
    }
    assert_eq!(queue(&mut desk, QueueView::Found, "").total, 0);
}

#[test]
fn an_opened_case_has_a_number_and_stands_in_the_queue() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let receipt = open(&mut desk, &agent, "周敏");
    assert_eq!(receipt.file().unwrap().case.no, "ZX20260316-0001");
    let page = queue(&mut desk, QueueView::Mine, "");
    assert_eq!((page.total, page.badges.mine, page.badges.all), (1, 1, 1));
    assert_eq!(page.rows[0].id, receipt.file().unwrap().case.id);
    match desk.ask(Query::Case(receipt.file().unwrap().case.id)).unwrap() {
        Loaded::Case(Some(file)) => assert_eq!(*file, *receipt.file().unwrap()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_order_sent_twice_opens_one_case() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let order = Request::Act { case: Uuid::now_v7(), command: command(Act::Open, intake("周敏")) };
    let first = desk.submit(&agent, &order, NOON).unwrap();
    let second = desk.submit(&agent, &order, NOON.plus_s(5)).unwrap();
    assert_eq!(first.file(), second.file());
    assert_eq!(queue(&mut desk, QueueView::Found, "").total, 1);
}

#[test]
fn a_number_is_known_however_it_is_typed() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let case = open(&mut desk, &agent, "周敏").file().unwrap().case.id;
    let file = Record::default().with(Field::CustomerName, text("周敏")).with(Field::CallerNumber, text("13800138000"));
    let filing = filing(Uuid::now_v7(), file);
    let Saved::Customer(card) = desk.submit(&agent, &filing, NOON).unwrap().saved else { panic!("no card") };
    assert_eq!(desk.submit(&agent, &filing, NOON).unwrap().saved, Saved::Customer(card.clone()), "nothing twice");
    for typed in ["13800138000", "+86 138-0013-8000", "138 0013 8000"] {
        let found = caller(&mut desk, typed);
        assert_eq!(found.customers, std::slice::from_ref(&card), "{typed}");
        assert_eq!(found.open.iter().map(|row| row.id).collect::<Vec<_>>(), [case], "{typed}");
    }
    assert_eq!(caller(&mut desk, "13900139000").open, []);
    assert_eq!(caller(&mut desk, "hidden").open, [], "hidden numbers are nobody's");
}

#[test]
fn a_new_manual_makes_the_rows_anew() {
    let place = Place::new();
    let mut first = desk(&place);
    let agent = first.sign_in("1024", "", NOON).unwrap().signed_in();
    open(&mut first, &agent, "周敏");
    drop(first);
    let mut manual = zuoxi::manual::built_in();
    manual.hash.push_str(" changed");
    let rules = Rulebook::new(manual).unwrap();
    let mut desk = Desk::new(place.open(), rules).unwrap();
    assert_eq!(desk.store().verify().unwrap().damages, []);
    assert_eq!(queue(&mut desk, QueueView::Mine, "").total, 1);
}

#[test]
fn two_agents_editing_one_case_never_overwrite_each_other_silently() {
    let place = Place::new();
    let (mut one, mut other) = (desk(&place), desk(&place));
    let agent = one.sign_in("1024", "", NOON).unwrap().signed_in();
    let file = open(&mut one, &agent, "周敏").file().unwrap().clone();
    let (case, head) = (file.case.id, file.case.head);
    let with = |field, words: &str| Record::default().with(field, text(words));
    edit(&mut one, &agent, case, head, with(Field::Product, "洗衣机")).unwrap();
    edit(&mut other, &agent, case, head, with(Field::Model, "WX-7")).expect("another field");
    match edit(&mut other, &agent, case, head, with(Field::Product, "烘干机")) {
        Err(Rejection::Conflict { file, fields }) => {
            assert_eq!(fields, [Field::Product]);
            assert_eq!(file.case.record.text(Field::Product), Some("洗衣机"), "theirs, to be shown beside ours");
            assert_eq!(file.case.record.text(Field::Model), Some("WX-7"));
            let again = with(Field::Product, "烘干机");
            edit(&mut other, &agent, case, file.case.head, again).expect("based on what is there now");
        }
        answer => panic!("{answer:?}"),
    }
}

#[test]
fn a_save_whose_answer_cannot_be_made_leaves_nothing_behind() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let case = open(&mut desk, &agent, "周敏").file().unwrap().case.id;
    desk.submit(&agent, &enrol("1025", "", &[Role::Agent]), NOON).unwrap();
    let raw = rusqlite::Connection::open(place.file()).unwrap();
    raw.execute("UPDATE people SET roles = CAST(x'ff' AS TEXT) WHERE no = '1025'", []).unwrap();
    let commands = vec![command(Act::IntakeDone, Record::default()), command(Act::Grade, flood())];
    let before = desk.store().facts(StreamId::case(case)).unwrap();
    let answer = desk.submit(&agent, &Request::Acts { case, commands: commands.clone() }, NOON.plus_s(60));
    assert!(matches!(answer, Err(Rejection::Failed { .. })), "who is told cannot be read: {answer:?}");
    assert_eq!(desk.store().facts(StreamId::case(case)).unwrap(), before, "it said that nothing was saved");
    raw.execute("UPDATE people SET roles = 'agent' WHERE no = '1025'", []).unwrap();
    let again = desk.submit(&agent, &Request::Acts { case, commands }, NOON.plus_s(90)).unwrap();
    assert!(!again.told.is_empty());
}

#[test]
fn time_passing_is_written_once_however_many_look() {
    let place = Place::new();
    let (mut one, mut other) = (desk(&place), desk(&place));
    let agent = one.sign_in("1024", "", NOON).unwrap().signed_in();
    let case = open(&mut one, &agent, "周敏").file().unwrap().case.id;
    let commands = vec![command(Act::IntakeDone, Record::default()), command(Act::Grade, flood())];
    let file = one.submit(&agent, &Request::Acts { case, commands }, NOON.plus_s(60)).unwrap().file().unwrap().clone();
    assert!(file.case.clocks.iter().any(zuoxi::domain::Clock::is_running), "{:?}", file.case);
    let later = Timestamp(NOON.0 + 3_600_000);
    let written = one.let_time_pass(later).unwrap();
    assert!(written > 0, "a level-1 case untouched for an hour is late");
    assert_eq!(other.let_time_pass(later).unwrap(), 0);
    assert_eq!(one.let_time_pass(later).unwrap(), 0);
    assert_eq!(one.store().verify().unwrap().damages, []);
}

#[test]
fn an_act_the_chosen_role_may_not_do_is_done_in_another_role_the_person_holds() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let case = open(&mut desk, &agent, "周敏").file().unwrap().case.id;
    let escalate = command(Act::EscalateLead, Record::default().with(Field::Reason, text("客户要投诉")));
    desk.submit(&agent, &Request::Act { case, command: escalate }, NOON.plus_s(60)).unwrap();
    let taken = command(Act::EscalationAcknowledged, Record::default());
    let file = desk
        .submit(&agent, &Request::Act { case, command: taken.clone() }, NOON.plus_s(120))
        .unwrap()
        .file()
        .unwrap()
        .clone();
    assert_eq!(file.facts.last().unwrap().by.role, Role::Lead, "the fact says in which role");
    desk.submit(&agent, &enrol("2048", "", &[Role::Agent]), NOON).unwrap();
    let only_agent = desk.sign_in("2048", "", NOON).unwrap().signed_in();
    let again = Request::Act { case, command: Command { id: new_id(), ..taken } };
    let answer = desk.submit(&only_agent, &again, NOON.plus_s(180));
    assert!(matches!(answer, Err(Rejection::Refused(Refusal::NotYou { .. }))), "{answer:?}");
}

#[test]
fn a_new_contact_of_a_filed_customer_ends_the_care_call_planned_on_the_case_before() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let customer = Uuid::now_v7();
    let file = Record::default().with(Field::CustomerName, text("周敏"));
    desk.submit(&agent, &filing(customer, file), NOON).unwrap();
    let opening = intake("周敏").with(Field::Customer, code(&customer.to_string()));
    let act = |desk: &mut Desk, case: Uuid, minutes: i64, act: Act, record: Record| {
        desk.submit(&agent, &Request::Act { case, command: command(act, record) }, NOON.plus_min(minutes))
            .unwrap()
            .file()
            .unwrap()
            .clone()
            .case
    };
    let first = Uuid::now_v7();
    act(&mut desk, first, 0, Act::Open, opening.clone());
    let withdrawn =
        Record::default().with(Field::Reason, text("solved itself")).with(Field::CustomerSaidSo, Value::Flag(true));
    let case = act(&mut desk, first, 5, Act::Withdraw, withdrawn);
    let planned = |case: &zuoxi::domain::Case| case.open_follow_ups(zuoxi::domain::FollowUpKind::Care).len();
    assert_eq!(planned(&case), 1);
    let listed = |desk: &mut Desk| {
        let query = Query::FollowUps { agent: agent.person, lead: false, all: false, offset: 0, limit: 9, now: NOON };
        match desk.ask(query).unwrap() {
            Loaded::FollowUps(page) => page.rows.len(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(listed(&mut desk), 1, "it stands in Follow-ups");
    act(&mut desk, Uuid::now_v7(), 60, Act::Open, opening);
    let facts = desk.store().facts(zuoxi::domain::StreamId::case(first)).unwrap();
    assert_eq!(planned(&zuoxi::domain::fold(&facts).unwrap()), 0);
    assert_eq!(listed(&mut desk), 0);
    assert_eq!(desk.store().verify().unwrap().damages, []);
}

#[test]
fn a_form_that_does_two_steps_does_both_or_none() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let case = open(&mut desk, &agent, "周敏").file().unwrap().case.clone();
    let product = |words: &str| {
        let mut edit = command(Act::Edit, Record::default().with(Field::Product, text(words)));
        edit.based_on = Some(case.head);
        edit
    };
    let impossible = command(Act::Archive, Record::default());
    let order = Request::Acts { case: case.id, commands: vec![product("洗衣机"), impossible] };
    assert!(desk.submit(&agent, &order, NOON.plus_s(60)).is_err());
    let Loaded::Case(Some(file)) = desk.ask(Query::Case(case.id)).unwrap() else { panic!("gone") };
    assert_eq!(file.case.record.text(Field::Product), None);
    let order = Request::Acts { case: case.id, commands: vec![product("洗衣机"), product("烘干机")] };
    let file = desk
        .submit(&agent, &order, NOON.plus_s(60))
        .expect("one's own step before is no conflict")
        .file()
        .unwrap()
        .clone();
    assert_eq!(file.case.record.text(Field::Product), Some("烘干机"));
}

#[test]
fn what_is_late_what_is_soon_and_what_is_mine_are_counted_and_listed_alike() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    for name in ["周敏", "王强", "李娜"] {
        open(&mut desk, &agent, name);
    }
    let due = queue(&mut desk, QueueView::All, "").rows[0].next.expect("an ungraded case waits to be graded").due;
    let at = |desk: &mut Desk, now: Timestamp, view| {
        let query = Query::Queue { view, agent: Uuid::nil(), filter: String::new(), offset: 0, limit: 9, now };
        let Loaded::Queue(page) = desk.ask(query).unwrap() else { panic!() };
        (page.rows.len(), page.total, page.badges.overdue, page.badges.soon, page.badges.mine, page.badges.all)
    };
    assert_eq!(at(&mut desk, due.plus_min(-16), QueueView::Soon), (0, 0, 0, 0, 0, 3));
    assert_eq!(at(&mut desk, due.plus_min(-15), QueueView::Soon), (3, 3, 0, 3, 0, 3));
    assert_eq!(at(&mut desk, due, QueueView::Overdue), (0, 0, 0, 3, 0, 3), "the due second is in time");
    assert_eq!(at(&mut desk, due.plus_s(1), QueueView::Overdue), (3, 3, 3, 0, 0, 3));
}

#[test]
fn the_worked_cases_hold_on_a_real_store() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rehearsals");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let texts: Vec<(String, String)> = names
        .iter()
        .filter(|path| !path.ends_with("tables.toml") && !path.ends_with("lines.toml"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    assert!(!texts.is_empty());
    // A merge needs both of its cases on one timeline, a major matter all of them.
    let (pair, alone): (Vec<_>, Vec<_>) =
        texts.iter().partition(|(name, _)| ["own-duplicate.toml", "own-master.toml"].contains(&name.as_str()));
    let (major, alone): (Vec<_>, Vec<_>) = alone.into_iter().partition(|(name, _)| name.starts_with("own-major"));
    for group in alone.into_iter().map(|file| vec![file]).chain([pair, major]) {
        let place = Place::new();
        let mut desk = desk(&place);
        let files: Vec<(&str, &str)> = group.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
        let report = zuoxi::scenario::run(&files, &mut desk).unwrap();
        let different: Vec<String> = report.different().map(ToString::to_string).collect();
        assert!(different.is_empty(), "{files:?}:\n{}", different.join("\n"));
        assert!(report.checks.len() > 3, "{files:?} compared only {} things", report.checks.len());
        assert_eq!(desk.store().verify().unwrap().damages, []);
    }
}

/// Edits a field over and over, each time saying which text it replaces; a conflict is read and tried again.
fn keep_editing(place: &Place, agent: &Actor, case: Uuid, (name, start): (&str, &Barrier), times: usize) -> usize {
    let mut desk = desk(place);
    let fields = [Field::Product, Field::Model, Field::Tried];
    let mut conflicts = 0;
    let Loaded::Case(Some(mut file)) = desk.ask(Query::Case(case)).unwrap() else { panic!("gone") };
    start.wait();
    for n in 0..times {
        let field = fields[n % fields.len()];
        loop {
            let seen = file.case.record.text(field).unwrap_or("nothing");
            let words = format!("{name}{n} after {}", seen.split(' ').next().unwrap());
            let record = Record::default().with(field, text(&words));
            match edit(&mut desk, agent, case, file.case.head, record) {
                Ok(receipt) => {
                    *file = receipt.file().unwrap().clone();
                    break;
                }
                Err(Rejection::Conflict { file: theirs, fields }) => {
                    assert_eq!(fields, [field]);
                    conflicts += 1;
                    file = theirs;
                }
                Err(other) => panic!("{other:?}"),
            }
        }
    }
    conflicts
}

#[test]
fn in_two_editors_racing_for_the_same_fields_no_text_is_ever_replaced_unseen() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let case = open(&mut desk, &agent, "周敏").file().unwrap().case.id;
    let (times, start) = (60, Barrier::new(2));
    let conflicts: usize = std::thread::scope(|scope| {
        let editors: Vec<_> = ["a", "b"]
            .map(|name| scope.spawn(|| keep_editing(&place, &agent, case, (name, &start), times)))
            .into_iter()
            .collect();
        editors.into_iter().map(|editor| editor.join().unwrap()).sum()
    });
    assert!(conflicts > 0, "both began with the same text");
    let mut last = std::collections::BTreeMap::new();
    let mut edits = 0;
    for fact in desk.store().facts(zuoxi::domain::StreamId::case(case)).unwrap() {
        let zuoxi::domain::Event::Case(zuoxi::domain::CaseEvent::Drafted(entry)) = fact.event else { continue };
        for field in [Field::Product, Field::Model, Field::Tried] {
            let Some(words) = entry.text(field) else { continue };
            edits += 1;
            let (new, seen) = words.split_once(" after ").unwrap();
            let before = last.insert(field, new.to_owned()).unwrap_or_else(|| "nothing".to_owned());
            assert_eq!(seen, before, "{field} was replaced by {new} unseen");
        }
    }
    assert_eq!(edits, 2 * times);
}
