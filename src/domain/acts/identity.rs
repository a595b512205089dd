//! Who somebody is: checked by what they know, and masked fields shown with a reason.

use super::spec::{ANY, About, ActSpec, Asks, LINES, May, Only, Place, as_typed, needs};
use super::{Act, Decision, escalate, missing, no_such, rule};
use crate::case::event::{FactGroup, IdentityFact};
use crate::case::telling::Telling;
use crate::{Case, CaseEvent, Field, Recorded, Refusal, Role, list};

/// Failed identity checks after which the lead is told.
const IDENTITY_TRIES: u32 = 3;

/// Facts that must agree before somebody counts as who they say they are, and before what is sensitive is done for them.
const FACTS: usize = 2;
const FACTS_IF_SENSITIVE: usize = 3;

pub(super) const IDENTITY_CHECKED: ActSpec = ActSpec {
    may: May { who: LINES, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(Verified), optional: list!(Field: Facts Sensitive), fill: as_typed },
    place: Place { about: About::Case, listed: Some(29), counts_as: &[] },
    decide: |decision, _| {
        let sensitive = decision.record.get(Field::Sensitive).is_some();
        let (needed, why) =
            if sensitive { (FACTS_IF_SENSITIVE, "identity-three-facts") } else { (FACTS, "identity-two-facts") };
        if decision.record.flag(Field::Verified) && decision.record.codes(Field::Facts).len() < needed {
            return Err(rule(Act::IdentityChecked, why));
        }
        decision.enter(CaseEvent::IdentityChecked)?;
        if decision.case.work.identity_failures >= IDENTITY_TRIES {
            escalate::by_rule(decision, escalate::Trigger::IdentityFailed);
        }
        Ok(())
    },
};

pub(super) const IDENTITY_REVEALED: ActSpec = ActSpec {
    may: May { who: LINES, states: ANY, only: Only::Always, moves_to: None },
    asks: Asks { required: needs!(RevealedField), optional: &[Field::RevealReason], fill: as_typed },
    place: Place { about: About::Case, listed: None, counts_as: &[] },
    decide: |decision, _| revealed(decision),
};

/// One masked field, with a reason from the list; a lead need not give one.
fn revealed(decision: &mut Decision<'_>) -> Result<(), Refusal> {
    let field: Option<Field> = decision.record.code(Field::RevealedField);
    if field.is_none_or(|field| decision.case.record.get(field).is_none()) {
        return Err(no_such("revealed_field"));
    }
    let needs_reason = !matches!(decision.actor.role, Role::Lead | Role::System);
    if needs_reason && decision.record.get(Field::RevealReason).is_none() {
        return Err(missing(Act::IdentityRevealed, Field::RevealReason));
    }
    decision.enter(CaseEvent::IdentityRevealed)
}

impl<'a> FactGroup<'a> for IdentityFact<'a> {
    fn fold(self, case: &mut Case, _: &Recorded) {
        match self {
            Self::IdentityChecked(entry) if entry.record.flag(Field::Verified) => case.verified = true,
            Self::IdentityChecked(_) => case.work.identity_failures += 1,
            Self::IdentityRevealed(_) => {}
        }
    }

    fn tell(self) -> Telling<'a> {
        match self {
            Self::IdentityChecked(entry) | Self::IdentityRevealed(entry) => entry.tell(),
        }
    }
}
