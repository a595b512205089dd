//! In the first form facts named people by their numbers; in the second by the ids of their streams.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::codec::Parts;
use super::error::StoreError;
use super::log;
use crate::domain::EventId;

/// Facts that named somebody, and under which member.
const NAMING: [(&str, &str); 5] = [
    ("case.opened", "owner"),
    ("followup.created", "owner"),
    ("followup.missed", "owner"),
    ("escalated.lead", "lead"),
    ("escalation.passed", "lead"),
];

/// Who had which number.
pub(super) struct Numbers(BTreeMap<String, Uuid>);

impl Numbers {
    /// As the authors of facts and the people enrolled had them; who had one last has it.
    pub fn read(connection: &Connection) -> Result<Self, StoreError> {
        let sql = "SELECT by_no AS no, by_person AS person FROM events_1
            WHERE by_role <> 'system' GROUP BY by_no, by_person ORDER BY max(at)";
        let enrolled = "SELECT json_extract(facts, '$.no') AS no, stream_id AS person FROM events_1
            WHERE kind = 'person.enrolled' ORDER BY at";
        let mut numbers = BTreeMap::new();
        for sql in [sql, enrolled] {
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                numbers.insert(row.get("no")?, log::uuid(row, "person")?);
            }
        }
        Ok(Self(numbers))
    }

    /// A fact as the second form has it; `by` is the number of its author.
    pub fn named(&self, parts: Parts, by: &str) -> Parts {
        let Some((_, member)) = NAMING.iter().find(|(kind, _)| *kind == parts.kind) else { return parts };
        let Ok(mut members) = serde_json::from_str::<Map<String, Value>>(&parts.facts) else { return parts };
        match members.get_mut(*member) {
            // Whoever opens a case owns it.
            Some(Value::String(no)) if parts.kind == "case.opened" && no == by => drop(members.remove(*member)),
            Some(Value::String(no)) if no != "lead" => *no = self.person(no).to_string(),
            _ => return parts,
        }
        Parts { facts: Value::Object(members).to_string(), ..parts }
    }

    /// Whoever has this number; somebody nobody has heard of is named after it.
    fn person(&self, no: &str) -> Uuid {
        self.0.get(no).copied().unwrap_or_else(|| EventId::derived(&["zuoxi-person", no]).0)
    }
}
