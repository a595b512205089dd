//! What happens because of time: written once, whoever notices first.

use uuid::Uuid;

use super::Desk;
use super::known::leads;
use crate::domain::calendar::Rulebook;
use crate::domain::{By, Case, StreamId, Timestamp, due_facts, system, timers::due_facts_among};
use crate::store::{NewFact, StoreError, View, Wish, WriteError};

impl Desk {
    /// Writes what time has brought about on any open case; how many facts that were.
    ///
    /// Cheap when nothing is due: one look at an index.
    pub fn settle(&mut self, now: Timestamp) -> Result<usize, StoreError> {
        let due = self.store.view(|view| view.waking(now))?;
        let mut count = 0;
        for (case, head) in due {
            if self.still.get(&case) != Some(&head) {
                count += self.settle_case(case, head, now)?;
            }
        }
        Ok(count)
    }

    fn settle_case(&mut self, case: Uuid, head: u64, now: Timestamp) -> Result<usize, StoreError> {
        let rules = self.rules.clone();
        let wish = Wish { stream: StreamId::case(case), key: None, manual: &rules.manual.hash };
        let written = self.store.write(&wish, |view, current| match current.case {
            Some(case) => Ok(facts(view, case, &rules, now)?),
            None => Ok(Vec::new()),
        });
        match written {
            Ok(written) => {
                if written.appended == 0 {
                    // Nothing to write although the row said so: not looked at again until the case changes.
                    self.still.insert(case, head);
                }
                Ok(written.appended)
            }
            Err(WriteError::Store(error)) => Err(error),
            // Facts of time are never refused.
            Err(WriteError::Refused(refusal)) => Err(StoreError::Internal(refusal.to_string())),
        }
    }
}

/// The facts of time a case still lacks, oldest first.
pub(super) fn facts(
    view: &View<'_>,
    case: &Case,
    rules: &Rulebook,
    now: Timestamp,
) -> Result<Vec<NewFact>, StoreError> {
    let mut facts = Vec::new();
    // Mostly nothing is due; only then nobody need be asked who the leads are.
    if due_facts(case, rules, now).is_empty() {
        return Ok(facts);
    }
    for (id, at, event) in due_facts_among(case, &leads(view)?, rules, now) {
        // The id is derived from what led to it: whoever was faster has written it.
        if !view.has(id)? {
            facts.push(NewFact { id, stream: StreamId::case(case.id), at, by: by_system(), event });
        }
    }
    Ok(facts)
}

/// The author of what follows from time or from starting up.
pub(super) fn by_system() -> By {
    let system = system();
    By { person: system.person, no: system.no, role: system.role }
}
