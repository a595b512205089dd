//! Rows about people: customer files with their numbers, and those who work here.

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::error::StoreError;
use super::log;
use crate::domain::protocol::CustomerCard;
use crate::domain::{CustomerEvent, Event, Field, PersonEvent, Record, Recorded, Role, Tier};

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person's stream.
    pub id: Uuid,
    /// The agent number.
    pub no: String,
    /// The spoken name.
    pub name: String,
    /// The roles held.
    pub roles: Vec<Role>,
}

/// A customer file as its facts make it.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerFile {
    /// The customer's stream.
    pub id: Uuid,
    /// The standing.
    pub tier: Tier,
    /// Name, title, company, number, e-mail, order; the latest of each.
    pub record: Record,
    /// Every number ever filed, digits only.
    pub numbers: Vec<String>,
}

impl CustomerFile {
    /// What the facts of a customer's stream make; nothing before the first filing.
    pub fn of(id: Uuid, facts: &[Recorded]) -> Option<Self> {
        let mut file: Option<Self> = None;
        for fact in facts {
            let Event::Customer(CustomerEvent::Filed { tier, personal }) = &fact.event else { continue };
            let file = file.get_or_insert_with(|| Self { id, tier: *tier, record: Record::default(), numbers: vec![] });
            file.tier = *tier;
            file.record.merge(personal);
            let number = personal.text(Field::CallerNumber).map(digits).unwrap_or_default();
            if !number.is_empty() && !file.numbers.contains(&number) {
                file.numbers.push(number);
            }
        }
        file
    }
}

/// The digits of a number.
pub(crate) fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

pub(crate) fn project_customer(connection: &Connection, id: Uuid, facts: &[Recorded]) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM customer_numbers WHERE customer = ?1")?.execute([id.as_bytes()])?;
    connection.prepare_cached("DELETE FROM customers WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(file) = CustomerFile::of(id, facts) else { return Ok(()) };
    let text = |field| file.record.text(field).unwrap_or_default();
    connection.prepare_cached(include_str!("sql/put_customer.sql"))?.execute((
        id.as_bytes(),
        text(Field::CustomerName),
        text(Field::Title),
        text(Field::Company),
        text(Field::Email),
        text(Field::OrderNo),
        text(Field::CallerNumber),
        file.tier.as_str(),
    ))?;
    let mut put = connection.prepare_cached("INSERT INTO customer_numbers (number, customer) VALUES (?1, ?2)")?;
    for number in &file.numbers {
        put.execute((number, id.as_bytes()))?;
    }
    Ok(())
}

pub(crate) fn project_person(connection: &Connection, id: Uuid, facts: &[Recorded]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM people WHERE id = ?1", [id.as_bytes()])?;
    let mut name = String::new();
    let mut last = None;
    for fact in facts {
        let Event::Person(PersonEvent::Enrolled { no, roles, personal }) = &fact.event else { continue };
        if let Some(text) = personal.text(Field::CustomerName) {
            text.clone_into(&mut name);
        }
        last = Some((no, roles));
    }
    let Some((no, roles)) = last else { return Ok(()) };
    let roles = roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ");
    connection.execute(
        "INSERT INTO people (id, no, name, roles) VALUES (?1, ?2, ?3, ?4)",
        (id.as_bytes(), no, &name, roles),
    )?;
    Ok(())
}

/// Everybody who works here, by number.
pub(crate) fn people(connection: &Connection) -> Result<Vec<Person>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id, no, name, roles FROM people ORDER BY no, id")?;
    let people = statement.query_map([], person)?.collect::<Result<_, _>>()?;
    Ok(people)
}

/// The person with a stream id.
pub(crate) fn person_by_id(connection: &Connection, id: Uuid) -> Result<Option<Person>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, no, name, roles FROM people WHERE id = ?1")?
        .query_row([id.as_bytes()], person)
        .optional()?)
}

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let roles: String = row.get("roles")?;
    Ok(Person {
        id: log::uuid(row, "id")?,
        no: row.get("no")?,
        name: row.get("name")?,
        // A role of a newer version gives no right here.
        roles: roles.split(' ').filter_map(|role| role.parse().ok()).collect(),
    })
}

/// Customer files with a number (digits only), by name.
pub(crate) fn customers_with(connection: &Connection, number: &str) -> Result<Vec<CustomerCard>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("sql/customers_with.sql"))?;
    let cards = statement.query_map([number], card)?.collect::<Result<_, _>>()?;
    Ok(cards)
}

/// A customer file in short.
pub(crate) fn customer(connection: &Connection, id: Uuid) -> Result<Option<CustomerCard>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, name, title, company, tier FROM customers WHERE id = ?1")?
        .query_row([id.as_bytes()], card)
        .optional()?)
}

fn card(row: &Row<'_>) -> rusqlite::Result<CustomerCard> {
    let tier: String = row.get("tier")?;
    Ok(CustomerCard {
        id: log::uuid(row, "id")?,
        name: row.get("name")?,
        title: row.get("title")?,
        company: row.get("company")?,
        tier: tier.parse().unwrap_or(Tier::Standard),
    })
}
