//! The key that does what is due on the case in hand.

use super::CaseScreen;
use super::pick::Item;
use crate::domain::protocol::DueKind;
use crate::domain::{Act, Case, FollowUpKind, Record, Target, queue};
use crate::tui::cx::Cx;
use crate::tui::screens::due_act;

/// The first of the duties that one key does something about, else the next task of the work list.
pub fn first(case: &Case, cx: &Cx) -> Option<DueKind> {
    let duties = queue::duties(case, &cx.rules);
    let own = duties.into_iter().map(|due| due.duty).find(|duty| due_act::words_key(*duty).is_some());
    let task = || case.follow_ups.iter().filter(|task| task.is_open()).min_by_key(|task| task.due);
    own.or_else(|| task().map(|task| DueKind::FollowUp(task.kind)))
}

/// Does it: what is only told or kept at once, what has something to say about it by its form.
pub fn act(screen: &mut CaseScreen, cx: &mut Cx) {
    let Some(case) = screen.case(cx) else { return cx.warn(super::not_saved_yet(cx)) };
    let promise = case.open_promises().first().map(|promise| promise.id);
    match first(case, cx) {
        Some(DueKind::Promise | DueKind::FollowUp(FollowUpKind::Promise)) => {
            let command = cx.command(Act::PromiseKept, Record::default(), promise.map(Target::Promise));
            screen.record(Some(command), cx);
        }
        Some(DueKind::TakeNote) => screen.open_act(Act::EscalationAcknowledged, cx),
        Some(DueKind::FollowUp(FollowUpKind::Progress) | DueKind::Clock(_)) => screen.told(cx),
        Some(DueKind::FollowUp(kind)) => {
            let task = case.open_follow_ups(kind).first().map(|task| Target::FollowUp(task.id));
            if let Some(task) = task {
                screen.choose(Item::Task(Act::FollowUpDone, task), cx);
            }
        }
        Some(DueKind::Grade | DueKind::Take | DueKind::SelfSolve) | None => cx.warn(cx.words.get("due-act-none")),
    }
}
