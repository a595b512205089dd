//! Rows about people: customer files with their numbers, and those who work here.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::error::StoreError;
use super::{branches, log};
use crate::domain::parties::{CustomerFile, Person};
use crate::domain::protocol::CustomerCard;
use crate::domain::{Field, Recorded, Role, Tier};

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
    let stations = branches::stations(connection)?;
    let Some(Person { no, name, roles, branch, .. }) = Person::of(id, facts, &stations) else { return Ok(()) };
    let roles = roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ");
    connection.execute(
        "INSERT INTO people (id, no, name, roles, branch) VALUES (?1, ?2, ?3, ?4, ?5)",
        (id.as_bytes(), no, &name, roles, branch.as_bytes()),
    )?;
    Ok(())
}

/// Everybody who works here or in another branch, by number.
pub(crate) fn people(connection: &Connection) -> Result<Vec<Person>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id, no, name, roles, branch FROM people")?;
    let mut people = statement.query_map([], person)?.collect::<Result<Vec<_>, _>>()?;
    people.sort_by(|one, other| (&one.no, one.id).cmp(&(&other.no, other.id)));
    Ok(people)
}

/// Everybody who works for a branch, by number.
pub(crate) fn people_of(connection: &Connection, branch: Uuid) -> Result<Vec<Person>, StoreError> {
    let mut people = people(connection)?;
    people.retain(|person| person.branch == branch);
    Ok(people)
}

/// Those who work for a branch under a number, by identity.
pub(crate) fn people_with(connection: &Connection, branch: Uuid, no: &str) -> Result<Vec<Person>, StoreError> {
    let sql = "SELECT id, no, name, roles, branch FROM people WHERE no = ?1 AND branch = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut people = statement.query_map((no, branch.as_bytes()), person)?.collect::<Result<Vec<_>, _>>()?;
    people.sort_by_key(|person| person.id);
    Ok(people)
}

/// Somebody who works here or in another branch.
pub(crate) fn person_with(connection: &Connection, id: Uuid) -> Result<Option<Person>, StoreError> {
    let sql = "SELECT id, no, name, roles, branch FROM people WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([id.as_bytes()], person).optional()?)
}

/// Those of these who work here or in another branch.
pub(crate) fn people_named(
    connection: &Connection,
    named: impl Iterator<Item = Uuid>,
) -> Result<Vec<Person>, StoreError> {
    let named: BTreeSet<Uuid> = named.collect();
    named.into_iter().filter_map(|id| person_with(connection, id).transpose()).collect()
}

/// The leads of a branch, in the order of their numbers.
pub(crate) fn leads(connection: &Connection, branch: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("sql/leads.sql"))?;
    let people = statement.query_map([branch.as_bytes()], person)?.collect::<Result<Vec<_>, _>>()?;
    // A role of a newer version may have the word in its name.
    Ok(people.into_iter().filter(|person| person.roles.contains(&Role::Lead)).map(|person| person.id).collect())
}

/// Whether anybody works for a branch.
pub(crate) fn anybody(connection: &Connection, branch: Uuid) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM people WHERE branch = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([branch.as_bytes()], |row| row.get(0))?)
}

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let roles: String = row.get("roles")?;
    Ok(Person {
        id: log::uuid(row, "id")?,
        no: row.get("no")?,
        name: row.get("name")?,
        branch: log::uuid(row, "branch")?,
        // A role of a newer version gives no right here.
        roles: roles.split(' ').filter_map(|role| role.parse().ok()).collect(),
    })
}

/// Customer files with a number (digits only), by name.
pub(crate) fn customers_with(connection: &Connection, number: &str) -> Result<Vec<CustomerCard>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("sql/customers_with.sql"))?;
    let mut cards = statement.query_map([number], card)?.collect::<Result<Vec<_>, _>>()?;
    cards.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
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
