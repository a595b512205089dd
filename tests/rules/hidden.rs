//! Identity and card numbers are kept nowhere whole, whatever field they land in.

use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::contact::{Direction, Source};
use zuoxi::domain::engine::MemoryDesk;
use zuoxi::domain::language::secret::hide_ids_and_cards;
use zuoxi::domain::protocol::{ContactRequest, PartyRequest, Request};
use zuoxi::domain::{Act, Actor, Channel, Command, ContactEvent, EventId, Field, Record, Role, Tier, Timestamp, Value};
use zuoxi::scenario::Door;

const NUMBERS: [&str; 4] =
    ["11010519491231002X", "4111 1111 1111 1111", "6222-0212-0001-1234-565", "１１０１０１１９０００１０１００３０"];

/// All that could be written of a number: as it stands, without its gaps.
fn holds(words: &str, number: &str) -> bool {
    let plain: String = words.chars().filter(|c| !" -".contains(*c)).collect();
    plain.contains(&number.replace([' ', '-'], ""))
}

fn of_a_case(act: Act, field: Field, number: &str) -> Request {
    let record = Record::default().with(field, Value::Text(format!("她报的是{number}，请记下")));
    let command = Command { act, record, target: None, based_on: None, id: EventId(Uuid::from_u128(1)) };
    Request::Act { case: Uuid::from_u128(2), command }
}

#[test]
fn d15_no_act_brings_one_to_the_store_in_any_field() {
    for number in NUMBERS.iter().filter(|number| hide_ids_and_cards(number) != **number) {
        for act in Act::ALL {
            for field in Field::ALL {
                let request = of_a_case(*act, *field, number);
                let written = format!("{:?}", request.without_numbers());
                assert!(!holds(&written, number), "{act} {field} {written}");
                let Request::Act { case, command } = request else { unreachable!() };
                let several = Request::Acts { case, commands: vec![command.clone(), command] };
                assert!(!holds(&format!("{:?}", several.without_numbers()), number), "{act} {field}");
            }
        }
    }
}

#[test]
fn d15_neither_do_files_of_customers_people_and_calls() {
    let number = NUMBERS[0];
    let record = || Record::default().with(Field::CustomerName, Value::Text(number.into()));
    let (id, key) = (Uuid::from_u128(3), EventId(Uuid::from_u128(4)));
    let rang = ContactEvent::Rang {
        channel: Channel::Phone,
        direction: Direction::Inbound,
        trunk: None,
        source: Source::Hand,
        personal: record(),
    };
    for request in [
        Request::Party(PartyRequest::File { customer: id, key, tier: Tier::Standard, record: record() }),
        Request::Party(PartyRequest::SignIn { person: id, no: "1027".into(), name: number.into() }),
        Request::Party(PartyRequest::Enrol { person: id, no: "1027".into(), name: number.into(), roles: vec![] }),
        Request::Contact(ContactRequest { contact: id, key, facts: vec![rang] }),
    ] {
        let written = format!("{:?}", request.without_numbers());
        assert!(!holds(&written, number) && written.contains("****002X"), "{written}");
    }
}

#[test]
fn d15_what_is_written_holds_the_tail_alone() {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    let mut desk = MemoryDesk::new(rules, "ZX");
    let who = Actor { person: Uuid::from_u128(7), no: "1027".into(), role: Role::Agent };
    desk.enrol(&who, "林溪", Timestamp(0)).unwrap();
    let record = Record::default()
        .with(Field::Channel, Value::Code("phone".into()))
        .with(Field::CallerNumber, Value::Text("13900139777".into()))
        .with(Field::Summary, Value::Text("登记不了".into()))
        .with(Field::Product, Value::Text(format!("社保卡 {}", NUMBERS[0])));
    let command = Command { act: Act::Open, record, target: None, based_on: None, id: EventId(Uuid::from_u128(1)) };
    let case = Uuid::from_u128(2);
    let order = Command {
        record: command.record.clone().with(Field::OrderNo, Value::Text(NUMBERS[0].into())),
        ..command.clone()
    };
    let refused = desk.submit(&who, &Request::Act { case, command: order }, Timestamp(1));
    assert!(format!("{refused:?}").contains("OrderNo"), "what is left of it is no order number: {refused:?}");
    desk.submit(&who, &Request::Act { case, command }, Timestamp(1)).unwrap();
    let facts = format!("{:?}", desk.file(case).unwrap().facts);
    assert!(!holds(&facts, NUMBERS[0]) && facts.contains("****002X"), "{facts}");
}

#[test]
fn d15_what_is_stuck_to_another_number_is_found_as_well() {
    for (typed, kept) in [
        ("11010519491231002X13900139777", "****002X13900139777"),
        ("13900139777110101190001010030", "13900139777****0030"),
        ("11010519491231002X11010519491231002X", "****002X****002X"),
        ("20260310123456789012345", "20260310123456789012345"),
    ] {
        assert_eq!(hide_ids_and_cards(typed), kept, "{typed}");
    }
}
