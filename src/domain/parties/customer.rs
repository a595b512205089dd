//! Customers, as their facts make them.

use uuid::Uuid;

use crate::language::phone::{self, Region, bare_number};
use crate::protocol::CustomerCard;
use crate::{CustomerEvent, Event, Field, Record, Recorded, Tier, Value};

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
            let number: String = personal.text(Field::CallerNumber).map(bare_number).unwrap_or_default();
            if !number.is_empty() && !file.numbers.contains(&number) {
                file.numbers.push(number);
            }
        }
        file
    }

    /// The file in short.
    pub fn card(&self) -> CustomerCard {
        let text = |field| self.record.text(field).unwrap_or_default().to_owned();
        CustomerCard {
            id: self.id,
            name: text(Field::CustomerName),
            title: text(Field::Title),
            company: text(Field::Company),
            tier: self.tier,
        }
    }
}

/// A number as it is looked up: digits with country code, so that every way of typing it meets.
pub fn digits(typed: &str, region: Region) -> String {
    phone::normalise(typed, region).map_or_else(|_| bare_number(typed), |phone| bare_number(&phone.e164))
}

/// What is filed, its number with the country code.
pub(crate) fn with_full_number(record: &Record, region: Region) -> Record {
    let mut record = record.clone();
    if let Some(typed) = record.text(Field::CallerNumber) {
        let digits = digits(typed, region);
        if !digits.is_empty() {
            record.set(Field::CallerNumber, Value::Text(format!("+{digits}")));
        }
    }
    record
}
