//! Who works here and whose file is kept: the same engine as for cases, over facts in memory.

use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::engine::{Directory, MemoryDesk, MemoryFacts};
use zuoxi::domain::protocol::{Notified, PartyRequest, Receipt, Rejection, Request, Saved};
use zuoxi::domain::{Actor, EventId, Field, Record, Refusal, Role, Tier, Timestamp, Value, system};

struct Office(MemoryDesk);

impl Office {
    fn new() -> Self {
        Self(MemoryDesk::new(Rulebook::new(zuoxi::manual::built_in()).unwrap(), "ZX"))
    }

    fn facts(&self) -> &MemoryFacts {
        &self.0.facts
    }

    fn ask(&mut self, actor: &Actor, request: PartyRequest) -> Result<Receipt, Rejection> {
        self.0.submit(actor, &Request::Party(request), Timestamp(0))
    }

    fn sign_in(&mut self, person: u128, no: &str) -> Result<Receipt, Rejection> {
        let (person, no, name) = (Uuid::from_u128(person), no.to_owned(), String::new());
        self.ask(&system(), PartyRequest::SignIn { person, no, name })
    }

    fn enrol(&mut self, by: &Actor, person: u128, no: &str, roles: &[Role]) -> Result<Receipt, Rejection> {
        let (person, no, name) = (Uuid::from_u128(person), no.to_owned(), String::new());
        self.ask(by, PartyRequest::Enrol { person, no, name, roles: roles.to_vec() })
    }
}

fn rule_of(answer: Result<Receipt, Rejection>) -> String {
    match answer {
        Err(Rejection::Refused(Refusal::Rule { rule, .. })) => rule,
        other => panic!("no rule spoke: {other:?}"),
    }
}

#[test]
fn the_first_one_is_enrolled_with_every_role_and_only_an_admin_enrols_others() {
    let mut office = Office::new();
    office.sign_in(1, "1024").unwrap();
    let first = office.facts().people()[0].clone();
    assert_eq!(first.roles.len(), 5);
    let again = office.sign_in(9, "1024").unwrap();
    assert_eq!(again.saved, Saved::Person(first.clone()), "the receipt names whoever has the number");
    assert_eq!(office.facts().people(), std::slice::from_ref(&first), "signing in again writes nothing");
    assert_eq!(rule_of(office.sign_in(2, "2048")), "not-enrolled");
    office.enrol(&first.actor(Role::Agent), 2, "2048", &[Role::Lead]).unwrap();
    let lead = Actor { person: Uuid::from_u128(2), no: "2048".into(), role: Role::Lead };
    assert_eq!(rule_of(office.enrol(&lead, 3, "3000", &[Role::Admin])), "admin-only");
    assert_eq!(rule_of(office.enrol(&Actor { role: Role::Admin, ..lead }, 3, "3000", &[])), "not-enrolled");
    office.enrol(&first.actor(Role::Agent), 7, "2048", &[Role::Quality]).unwrap();
    let second = &office.facts().people()[1];
    assert_eq!((second.id, &*second.roles), (Uuid::from_u128(2), &[Role::Quality][..]), "the number is the person");
}

#[test]
fn a_file_keeps_what_is_left_out_and_its_number_with_the_country_code() {
    let mut office = Office::new();
    office.sign_in(1, "1024").unwrap();
    let agent = office.facts().people()[0].actor(Role::Agent);
    let customer = Uuid::from_u128(50);
    let mut key = 60;
    let mut file = |tier, field, words: &str| {
        key += 1;
        let record = Record::default().with(field, Value::Text(words.into()));
        PartyRequest::File { customer, key: EventId(Uuid::from_u128(key)), tier, record }
    };
    office.ask(&agent, file(Tier::Standard, Field::CallerNumber, "138 0013 8000")).unwrap();
    let receipt = office.ask(&agent, file(Tier::Key, Field::CustomerName, "周敏")).unwrap();
    let card = office.facts().customer(customer).unwrap().unwrap();
    assert_eq!((card.tier, &*card.name), (Tier::Key, "周敏"));
    assert_eq!((receipt.saved, receipt.told), (Saved::Customer(card), Notified::default()));
    let stranger = Actor { person: Uuid::from_u128(9), no: "9".into(), role: Role::Agent };
    assert_eq!(rule_of(office.ask(&stranger, file(Tier::Key, Field::Title, "女士"))), "not-enrolled");
}
