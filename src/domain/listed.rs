//! How a case stands in lists: its row, the words it is found by, which view shows it, and the order of the work list.

use uuid::Uuid;

use super::calendar::Rulebook;
use super::case::Matter;
use super::language::find;
use super::language::phone::Region;
use super::parties::digits;
use super::protocol::{DueKind, NextDue, QueueRow, QueueView};
use super::queue::queue_row;
use super::timers::wakes_at;
use super::values;
use super::work_item::{Rank, WorkItem, work_items};
use super::{Case, Field, Lang, Level, Timestamp};

/// From the due second on until the next one a duty is still in time.
pub const GRACE_MS: i64 = 1_000;
/// What is due within this time is due soon.
pub const SOON_MS: i64 = 15 * 60_000;
/// Closed cases shown with a caller.
pub const RECENT: usize = 3;

/// What the rules add to a case for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The line of the queue.
    pub queue: QueueRow,
    /// The caller's number as digits with country code; empty when hidden or unknown.
    pub number: String,
    /// What it counts under among cases of one matter.
    pub matter: Option<Matter>,
    /// From here on something happens because of time.
    pub wake_at: Option<Timestamp>,
    /// What is owed by when.
    pub tasks: Vec<WorkItem>,
    /// What the case is found by; see [`find::indexed`].
    pub found_by: String,
}

impl CaseRow {
    /// The row depends on the case and the rules alone, never on the moment it is made at.
    pub fn of(case: &Case, rules: &Rulebook) -> Self {
        let region = values::region(&rules.manual);
        Self {
            queue: queue_row(case, rules),
            number: case.record.text(Field::CallerNumber).map(|typed| digits(typed, region)).unwrap_or_default(),
            matter: case.counted_matter(),
            wake_at: wakes_at(case, rules),
            tasks: work_items(case, rules),
            found_by: found_by(case, rules, region),
        }
    }
}

/// What a case is found by: its own words, and what its kind and category are called in every language.
fn found_by(case: &Case, rules: &Rulebook, region: Region) -> String {
    let manual = &rules.manual;
    let kind = manual.kinds.iter().find(|rule| Some(rule.id) == case.kind()).map(|rule| &rule.names);
    let category = [Field::Category, Field::SecondCategory].into_iter().filter_map(|field| case.record.text(field));
    let category = category.filter_map(|code| code.split_once('.')).flat_map(|(top, sub)| {
        let top = manual.categories.iter().find(|one| one.id == top);
        let sub = top.and_then(|top| top.subs.iter().find(|one| one.id == sub));
        [top.map(|one| &one.names), sub.map(|one| &one.names)].into_iter().flatten()
    });
    let names =
        kind.into_iter().chain(category).flat_map(|names| Lang::ALL.iter().map(|lang| find::word(names.get(*lang))));
    std::iter::once(find::indexed(&case.no, &case.record, region)).chain(names).collect::<Vec<_>>().join("\n")
}

/// The customer file a case is linked to.
pub fn customer_id(case: &Case) -> Option<Uuid> {
    case.record.text(Field::Customer)?.parse().ok()
}

/// Whether a view of the queue shows an open case; what is found by words is not asked here.
pub fn shows(view: QueueView, row: &QueueRow, agent: Uuid, now: Timestamp) -> bool {
    let due = row.next.filter(|next| !next.paused).map(|next| next.due.since_ms(now));
    match view {
        QueueView::Mine | QueueView::Lead | QueueView::SecondLine => row.owner == agent,
        QueueView::Of(person) => row.owner == person,
        QueueView::All | QueueView::Found => true,
        QueueView::Overdue => due.is_some_and(|left| left <= -GRACE_MS),
        QueueView::Soon => due.is_some_and(|left| left > -GRACE_MS && left <= SOON_MS),
    }
}

/// Rows told to others that are shown at once.
pub const TOLD: usize = 20;

/// A case of somebody else as whoever was told of it has it: to be taken note of by then. Nothing where nobody of this view
/// was told, or where it was taken note of.
pub fn told_of(view: QueueView, row: QueueRow, agent: Uuid) -> Option<QueueRow> {
    let due = row.lead_until.filter(|_| row.owner != agent)?;
    let wanted = match view {
        QueueView::Lead => row.told_to.is_none_or(|lead| lead == agent),
        QueueView::SecondLine => row.level == Some(Level::ONE),
        QueueView::Mine
        | QueueView::Of(_)
        | QueueView::All
        | QueueView::Overdue
        | QueueView::Soon
        | QueueView::Found => false,
    };
    let start = due.plus_min(-TAKE_NOTE_MIN);
    let next = NextDue { duty: DueKind::TakeNote, start, due, amber_at: start, red_at: due, paused: false };
    wanted.then_some(QueueRow { next: Some(next), waiting_for: None, ..row })
}

/// From this long before its end on it is marked that nobody took note.
const TAKE_NOTE_MIN: i64 = 5;

/// Stretches of the work list that are to be done now.
const NOW: usize = 6;

/// The group of the work list a stretch belongs to: to be done now, later today, after today.
pub fn group(stretch: usize) -> usize {
    stretch.saturating_sub(NOW - 1).min(2)
}

/// The stretch of the work list something owed stands in: late updates of level 1, promises up to tonight, what else is
/// late by level, the rest of today, the days to come.
pub fn stretch(item: &WorkItem, now: Timestamp, day_end: Timestamp) -> usize {
    let late = item.next.due.since_ms(now) <= -GRACE_MS;
    let today = item.next.due < day_end;
    match item.rank {
        Rank::Urgent if late => 0,
        Rank::Promise if today => 1,
        Rank::Other if late => 1 + usize::from(item.level_key),
        _ if today => NOW,
        _ => NOW + 1,
    }
}
