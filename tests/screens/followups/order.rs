//! The order of the work list as a table, from a real store.

use uuid::Uuid;
use zuoxi::domain::listed::CaseRow;
use zuoxi::domain::protocol::{DueKind, FollowUpPage, NextDue, QueueRow};
use zuoxi::domain::work_item::{Rank, WorkItem};
use zuoxi::domain::{Case, Channel, EventId, Field, FollowUpKind, Level, TaskOwner, Timestamp};
use zuoxi::store::{Store, TaskAsk};

use crate::support::{NOON, Place, by, open_case};

/// Name of the case, its level, what is owed, minutes from now to its time. In the order wanted at noon.
const TABLE: [(&str, u8, FollowUpKind, i64); 13] = [
    ("late update of level 1", 1, FollowUpKind::Progress, -3),
    ("promise late since morning", 3, FollowUpKind::Promise, -150),
    ("promise soon", 2, FollowUpKind::Promise, 5),
    ("promise tonight", 3, FollowUpKind::Promise, 600),
    ("late on level 1", 1, FollowUpKind::ImplCheck, -1),
    ("late on level 2, longer", 2, FollowUpKind::Satisfaction, -90),
    ("late on level 2, same time, later number", 2, FollowUpKind::ReturnDue, -90),
    ("late on level 2, shorter", 2, FollowUpKind::Progress, -10),
    ("late on level 3, longest of all", 3, FollowUpKind::Callback, -900),
    ("late and not graded", 4, FollowUpKind::Callback, -2),
    ("due this second is in time", 3, FollowUpKind::Callback, 0),
    ("update of level 1 in time", 1, FollowUpKind::Progress, 12),
    ("promise tomorrow", 1, FollowUpKind::Promise, 1500),
];

fn owed(at: usize, case: &Case) -> WorkItem {
    let (_, level, what, minutes) = TABLE[at];
    let due = NOON.plus_min(minutes);
    let duty = if what == FollowUpKind::Promise { DueKind::Promise } else { DueKind::FollowUp(what) };
    WorkItem {
        // Ids run against the order, so that nothing is sorted by them alone.
        id: EventId(Uuid::from_u128(1000 - at as u128)),
        what,
        next: NextDue { duty, start: case.received_at, due, amber_at: due, red_at: due, paused: false },
        owner: TaskOwner::Person(case.owner),
        text: String::new(),
        missed: 0,
        attempts: 0,
        snoozed: 0,
        rank: match what {
            FollowUpKind::Progress if level == 1 => Rank::Urgent,
            FollowUpKind::Promise => Rank::Promise,
            _ => Rank::Other,
        },
        level_key: level,
    }
}

fn row(case: &Case) -> CaseRow {
    let name = case.record.text(Field::CustomerName).unwrap().to_owned();
    let at = TABLE.iter().position(|(known, ..)| *known == name).unwrap();
    CaseRow {
        found_by: String::new(),
        queue: QueueRow {
            id: case.id,
            no: case.no.clone(),
            head: case.head,
            state: case.state,
            level: Level::new(TABLE[at].1),
            kind: None,
            channel: Channel::Phone,
            received_at: case.received_at,
            owner: case.owner,
            waiting_for: None,
            lead_until: None,
            told_to: None,
            crossed: false,
            twice: false,
            major: None,
            next: None,
            band: 2,
            customer: name,
            summary: String::new(),
            phone: String::new(),
        },
        number: String::new(),
        matter: None,
        wake_at: None,
        tasks: vec![owed(at, case)],
    }
}

fn page(store: &mut Store, all: bool, offset: usize, limit: usize) -> FollowUpPage {
    let midnight = NOON.plus_min(12 * 60);
    let ask = TaskAsk { agent: by().person, lead: false, all, offset, limit, now: NOON, day_end: midnight };
    store.tasks(&ask).unwrap()
}

fn names(page: &FollowUpPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.case.customer.as_str()).collect()
}

/// A store with the cases of the table; those of equal times are opened in the order wanted, so their numbers rise.
fn store(place: &Place) -> Store {
    let mut store = place.open();
    store.use_rows(Box::new(row), "table").unwrap();
    let mut shuffled: Vec<usize> = (0..TABLE.len()).collect();
    shuffled.rotate_left(7);
    shuffled.sort_by_key(|at| (*at != 5, *at % 3));
    for at in shuffled {
        open_case(&mut store, TABLE[at].0);
    }
    store
}

#[test]
fn late_updates_of_level_1_come_first_then_promises_then_what_is_late_by_level_then_the_rest_by_time() {
    assert_eq!(NOON.0 % 1000, 0);
    let place = Place::new();
    let mut store = store(&place);
    let whole = page(&mut store, false, 0, 50);
    assert_eq!(names(&whole), TABLE.map(|(name, ..)| name));
    assert_eq!(whole.groups, [10, 2, 1], "now, later today, later");
}

#[test]
fn pages_put_one_behind_the_other_are_the_whole_list() {
    let place = Place::new();
    let mut store = store(&place);
    let whole = page(&mut store, true, 0, 50);
    for size in 1..5 {
        let mut rows = Vec::new();
        for offset in (0..TABLE.len()).step_by(size) {
            let part = page(&mut store, true, offset, size);
            assert_eq!(part.groups, whole.groups);
            rows.extend(part.rows);
        }
        assert_eq!(rows, whole.rows, "pages of {size}");
    }
}

#[test]
fn one_second_after_its_time_a_task_is_late_and_rises() {
    let place = Place::new();
    let mut store = store(&place);
    let ask = |now: Timestamp| TaskAsk {
        agent: by().person,
        lead: false,
        all: false,
        offset: 0,
        limit: 50,
        now,
        day_end: NOON.plus_min(12 * 60),
    };
    let place_of = |page: &FollowUpPage| names(page).iter().position(|name| name.contains("this second")).unwrap();
    assert_eq!(place_of(&store.tasks(&ask(NOON)).unwrap()), 10);
    let later = store.tasks(&ask(NOON.plus_s(1))).unwrap();
    assert_eq!((place_of(&later), later.groups), (9, [11, 1, 1]), "before the one that is not graded");
}

#[test]
fn rows_made_anew_are_the_rows_writing_made() {
    let place = Place::new();
    let mut store = store(&place);
    let before = page(&mut store, true, 0, 50);
    store.rebuild().unwrap();
    assert_eq!(page(&mut store, true, 0, 50), before);
    assert_eq!(store.verify().unwrap().damages, []);
}
