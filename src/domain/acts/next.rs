//! What a case waits for: the act its step asks for, or the call after a low rating, which nothing goes past.

use super::rights::Capacity;
use super::{Act, fields};
use crate::calendar::Rulebook;
use crate::timers;
use crate::{Case, ClockKind, FollowUpKind, HolderKind, Kind, Level, Role, State, Target, Timestamp};

/// The act the step is waiting for, where a role held may do it.
pub fn likely(case: &Case, who: Capacity<'_>, rules: &Rulebook, now: Timestamp) -> Option<Act> {
    let act = match case.state {
        State::Process if is_unstarted(case) || is_past_self_solve(case, rules, now) => Act::Transfer,
        State::Process => match case.kind() {
            Some(Kind::Enquiry | Kind::Suggestion) => Act::AnswerGiven,
            Some(Kind::Complaint | Kind::Fault | Kind::Proactive) | None => Act::PlanReady,
        },
        State::PlanConfirm => Act::PlanAccepted,
        State::Implement => Act::PlanCarriedOut,
        State::Verify => Act::ResultConfirmed,
        State::Archived => Act::Reopen,
        State::Intake | State::Identify | State::Closing | State::Cancelled | State::Spam | State::Merged => {
            return None;
        }
    };
    fields::why_not(act, case, who, &rules.manual).is_none().then_some(act)
}

/// The act the case waits for: the call after a low rating, else the one of its step.
pub fn awaited(case: &Case, who: Capacity<'_>, rules: &Rulebook, now: Timestamp) -> Option<Act> {
    call_after_low_score(case, who).map(|_| Act::FollowUpDone).or_else(|| likely(case, who, rules, now))
}

/// The call a lead owes before the case can be archived.
pub fn call_after_low_score(case: &Case, who: Capacity<'_>) -> Option<Target> {
    let lead = who.is(Role::Lead) && case.state == State::Closing;
    let open = case.open_follow_ups(FollowUpKind::LowScore).first().map(|task| Target::FollowUp(task.id));
    open.filter(|_| lead)
}

/// The front line's own time is over and nobody else has the case.
fn is_past_self_solve(case: &Case, rules: &Rulebook, now: Timestamp) -> bool {
    case.holder == HolderKind::Frontline
        && case.work.transferred_at.is_none()
        && case.work.departments.is_empty()
        && timers::self_solve_until(case, rules).is_some_and(|until| until <= now)
}

/// Level 1 and nobody has begun.
fn is_unstarted(case: &Case) -> bool {
    case.level == Some(Level::ONE)
        && case.clocks.iter().any(|clock| clock.kind == ClockKind::Start && clock.is_running())
}
