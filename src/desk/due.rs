//! What happens because of time: written once, whoever notices first.

use uuid::Uuid;

use super::Desk;
use crate::domain::{StreamId, Timestamp, engine};
use crate::store::{StoreError, WriteTo};

impl Desk {
    /// Writes what time has brought about on any open case or contact; how many facts that were.
    ///
    /// Cheap when nothing is due: one look at an index, and one at the few contacts on which something is open.
    pub fn let_time_pass(&mut self, now: Timestamp) -> Result<usize, StoreError> {
        let due = self.store.view(|view| view.waking(now))?;
        let mut count = 0;
        for (case, head) in due {
            if self.still.get(&case) != Some(&head) {
                count += self.let_time_pass_on(case, head, now)?;
            }
        }
        for stream in self.store.view(|view| Ok(engine::late_calls(view, now)?))? {
            count += self.let_time_pass_on_call(stream, now)?;
        }
        Ok(count)
    }

    fn let_time_pass_on_call(&mut self, stream: StreamId, now: Timestamp) -> Result<usize, StoreError> {
        let rules = &self.rules;
        let to = WriteTo { stream, key: None, manual: &rules.manual.hash };
        let written =
            self.store.write(&to, |view, current| engine::due_on_call(view, stream, current.facts, (rules, now)))?;
        Ok(written.appended)
    }

    fn let_time_pass_on(&mut self, case: Uuid, head: u64, now: Timestamp) -> Result<usize, StoreError> {
        let rules = &self.rules;
        let to = WriteTo { stream: StreamId::case(case), key: None, manual: &rules.manual.hash };
        let written = self.store.write(&to, |view, current| match current.case {
            Some(case) => engine::due_on(view, case, rules, now),
            None => Ok(Vec::new()),
        })?;
        if written.appended == 0 {
            // Nothing to write although the row said so: not looked at again until the case changes.
            self.still.insert(case, head);
        }
        Ok(written.appended)
    }
}
