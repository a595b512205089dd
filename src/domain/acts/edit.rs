//! Filling in and correcting fields, with conflicts judged field by field.

use super::grading::rule;
use super::Deed;
use crate::domain::case::event::{CaseEvent, Entry};
use crate::domain::command::{Act, Command, Refusal};
use crate::domain::timers::clocks;
use crate::domain::record::Field;
use super::rights;

/// Fields that decide the grade: after grading they change by grading anew, which shows its consequences.
const GRADING: &[Field] =
    &[Field::Kind, Field::Impact, Field::Urgency, Field::Severity, Field::Category, Field::Circumstances];

/// Fields nobody types into: acts make them.
const MADE_BY_ACTS: &[Field] = &[Field::Outcome];

pub(super) fn edit(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    if let Some(based_on) = command.based_on {
        check_fresh(deed, based_on)?;
    }
    let changed =
        |field: &&Field| deed.record.0.get(field).is_some_and(|value| deed.case.record.0.get(field) != Some(value));
    if GRADING.iter().any(|field| deed.case.is_graded() && changed(&field)) {
        return Err(rule(Act::Edit, "grade-anew"));
    }
    if MADE_BY_ACTS.iter().any(|field| changed(&field)) {
        return Err(rule(Act::Edit, "made-by-acts"));
    }
    let received = changed(&&Field::ReceivedAt);
    if received {
        rights::lead_only(deed.actor, Act::Edit)?;
        if deed.record.text(Field::Reason).is_none() {
            return Err(Refusal::Missing { act: Act::Edit, fields: vec![Field::Reason] });
        }
    }
    let notice = changed(&&Field::NoticeDue);
    deed.push(CaseEvent::Drafted(Entry::of(deed.record.clone())));
    if received {
        clocks::receive_anew(deed);
    }
    if notice {
        clocks::notice_changed(deed);
    }
    Ok(())
}

/// Somebody else wrote another value into the same field since it was read.
fn check_fresh(deed: &Deed<'_>, based_on: u64) -> Result<(), Refusal> {
    let stale = |field: &Field| {
        let later = deed.case.work.changed.get(field).is_some_and(|rank| *rank > based_on);
        later && deed.case.record.0.get(field) != deed.record.0.get(field)
    };
    let fields: Vec<Field> = deed.record.0.keys().copied().filter(stale).collect();
    if fields.is_empty() { Ok(()) } else { Err(Refusal::Stale { fields }) }
}
