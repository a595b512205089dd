//! What follows once stations that worked apart have come together, where it takes more than one case to know.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Facts, NewAct};
use crate::acts::major;
use crate::calendar::Rulebook;
use crate::{EventId, StreamId, Timestamp, fold};

/// The acts that give back what is attached to a master that leads no more: its customers would hear of nobody.
pub fn given_back<F: Facts>(
    facts: &F,
    masters: &BTreeSet<Uuid>,
    (rules, now): (&Rulebook, Timestamp),
) -> Result<Vec<NewAct>, F::Error> {
    let mut acts = Vec::new();
    for master in masters {
        let there = facts.facts(StreamId::case(*master))?;
        let case = fold(&there);
        if case.as_ref().is_some_and(|case| case.leads().is_some()) {
            continue;
        }
        // Each end gives back once, whoever notices.
        let ended_at = case.and_then(|case| case.major).and_then(|major| major.ended_at).unwrap_or(Timestamp(0));
        for attached in major::came(&there).collect::<BTreeSet<_>>() {
            let stream = StreamId::case(attached);
            let Some(case) = fold(&facts.facts(stream)?) else { continue };
            let id = EventId::of_time(attached, &format!("major over:{master}:{}", ended_at.0));
            let new = major::given_back(&case, *master, rules, (id, now));
            if !new.is_empty() && !facts.has(stream, id)? {
                acts.push(NewAct::of_system(id, stream, now, new));
            }
        }
    }
    Ok(acts)
}
