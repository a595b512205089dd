//! Two copies of one folder, worked on apart, become one again.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::case::event::Entry;
use zuoxi::domain::engine::NewAct;
use zuoxi::domain::protocol::{Loaded, Progress, Query, QueueRow, QueueView, Request};
use zuoxi::domain::{
    Act, Actor, By, CaseEvent, Command, Event, Field, Record, Role, State, StreamId, Timestamp, Value, fold,
};
use zuoxi::store::{Absorbed, Follower, Open, QueueAsk, Store, StoreError, WriteTo};

use crate::integrity::dump;
use crate::support::{NOON, Place, append, fact, note, open_case};

fn nobody() -> Follower<'static> {
    Follower::new(Arc::default(), |_| {})
}

fn rules() -> Rulebook {
    Rulebook::new(zuoxi::manual::built_in()).unwrap()
}

pub fn absorb(store: &mut Store, other: &Path) -> Result<Absorbed, StoreError> {
    absorb_at(store, other, NOON)
}

fn absorb_at(store: &mut Store, other: &Path, now: Timestamp) -> Result<Absorbed, StoreError> {
    let mut absorbed = Absorbed::default();
    store.absorb(other, (&rules(), now), &mut nobody(), &mut absorbed).map(|()| absorbed)
}

/// The folder copied while nobody works in it.
pub fn copy(place: &Place, name: &str) -> Store {
    let (from, to) = (place.file(), place.folder.path().join(name));
    fs::create_dir(&to).unwrap();
    for file in fs::read_dir(from.parent().unwrap()).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
        }
    }
    Store::open(&to.join("store.db"), &Open { create: false, ..Open::default() }).unwrap()
}

/// A store with a case, and its copy that somebody goes on in.
fn parted() -> (Place, Store, Store, StreamId) {
    let place = Place::new();
    let case = open_case(&mut place.open(), "周敏");
    let theirs = copy(&place, "branch");
    let ours = place.open();
    (place, ours, theirs, case)
}

/// The same with two cases, each merged into the other on one of the two sides.
fn merged_into_each_other() -> (Place, Store, Store, [StreamId; 2]) {
    let place = Place::new();
    let mut ours = place.open();
    let [one, other] = ["周敏", "王强"].map(|name| open_case(&mut ours, name));
    drop(ours);
    let mut theirs = copy(&place, "branch");
    let mut ours = place.open();
    append(&mut ours, one, merged(other)).unwrap();
    append(&mut theirs, other, merged(one)).unwrap();
    (place, ours, theirs, [one, other])
}

fn renamed(name: &str) -> Event {
    let personal = Record::default().with(Field::CustomerName, Value::Text(name.into()));
    Event::Case(CaseEvent::Drafted(Entry { record: Record::default(), personal }))
}

fn settled() -> Event {
    Event::Case(CaseEvent::ClashSettled(Entry::of(Record::default())))
}

fn rows(file: &Path) -> Vec<(&'static str, Vec<Vec<rusqlite::types::Value>>)> {
    dump(&Connection::open(file).unwrap())
}

#[test]
fn both_orders_come_to_the_same_and_nothing_is_lost_or_counted_twice() {
    let place = Place::new();
    let mut ours = place.open();
    let shared: Vec<StreamId> = ["周敏", "王强", "马骏"].map(|name| open_case(&mut ours, name)).to_vec();
    drop(ours);
    let mut theirs = copy(&place, "branch");
    let mut ours = place.open();
    for (n, case) in shared.iter().enumerate() {
        append(&mut ours, *case, note(&format!("总部 {n}"))).unwrap();
        append(&mut theirs, *case, note(&format!("网点 {n}"))).unwrap();
        append(&mut theirs, *case, note(&format!("网点又 {n}"))).unwrap();
    }
    let ours_new = open_case(&mut ours, "陈立");
    let theirs_new = open_case(&mut theirs, "欧阳静");

    let taken = absorb(&mut ours, theirs.path()).unwrap();
    assert_eq!((taken.acts, taken.cases.len()), (7, 4));
    let back = absorb(&mut theirs, ours.path()).unwrap();
    assert_eq!((back.acts, back.cases.len()), (4, 4));
    for case in shared.iter().chain([&ours_new, &theirs_new]) {
        assert_eq!(ours.facts(*case).unwrap(), theirs.facts(*case).unwrap());
    }
    assert_eq!(ours.facts(shared[0]).unwrap().len(), 4);
    assert_eq!(rows(ours.path()), rows(theirs.path()));
    assert_eq!((ours.verify().unwrap().damages, theirs.verify().unwrap().damages), (vec![], vec![]));
    let again = absorb(&mut ours, theirs.path()).unwrap();
    assert_eq!(again.acts, 0, "what is here already is not taken in again");
    // Work goes on, and what is new comes over.
    append(&mut theirs, ours_new, note("网点看到了")).unwrap();
    assert_eq!(absorb(&mut ours, theirs.path()).unwrap().acts, 1);
}

#[test]
fn who_changed_the_same_field_without_seeing_each_other_is_named_until_somebody_who_saw_both_settles_it() {
    let place = Place::new();
    let mut ours = place.open();
    let case = open_case(&mut ours, "周敏");
    let other = open_case(&mut ours, "王强");
    drop(ours);
    let mut theirs = copy(&place, "branch");
    let mut ours = place.open();
    append(&mut ours, case, renamed("周敏敏")).unwrap();
    append(&mut theirs, case, renamed("周珉")).unwrap();
    append(&mut ours, other, note("不冲突")).unwrap();
    append(&mut theirs, other, renamed("王强强")).unwrap();
    let taken = absorb(&mut ours, theirs.path()).unwrap();
    assert_eq!(taken.clashing.keys().copied().collect::<Vec<_>>(), [case.id]);
    let folded = fold(&ours.facts(case).unwrap()).unwrap();
    assert!(folded.needs_attention);
    assert_eq!(folded.clashes.len(), 1);
    append(&mut ours, case, renamed("周敏")).unwrap();
    let folded = fold(&ours.facts(case).unwrap()).unwrap();
    assert_eq!((folded.clashes.len(), folded.record.text(Field::CustomerName)), (0, Some("周敏")));
}

#[test]
fn what_does_not_belong_together_is_refused_and_nothing_of_it_stays() {
    let place = Place::new();
    let mut ours = place.open();
    let case = open_case(&mut ours, "周敏");
    let practice = place.folder.path().join("practice.db");
    drop(Store::open(&practice, &Open { demo: true, ..Open::default() }).unwrap());
    assert!(matches!(absorb(&mut ours, &practice), Err(StoreError::Practice)));

    drop(ours);
    let theirs = copy(&place, "branch");
    let file = theirs.path().to_path_buf();
    drop(theirs);
    let mut ours = place.open();
    let before = ours.facts(case).unwrap();
    let raw = Connection::open(&file).unwrap();
    raw.execute_batch("DROP TRIGGER words_unchanged; UPDATE words SET text = 'note.added' WHERE text = 'case.opened'")
        .unwrap();
    drop(raw);
    assert!(matches!(absorb(&mut ours, &file), Err(StoreError::Other(why)) if matches!(*why, StoreError::Damaged(_))));
    assert_eq!(ours.facts(case).unwrap(), before);
    assert!(matches!(
        absorb(&mut ours, &place.folder.path().join("nowhere.db")),
        Err(StoreError::Other(why)) if matches!(*why, StoreError::Missing(_))
    ));
}

#[test]
fn cut_short_it_goes_on_from_there_the_next_time() {
    let place = Place::new();
    drop(place.open());
    let mut theirs = copy(&place, "branch");
    let cases: Vec<StreamId> = (0..60).map(|n| open_case(&mut theirs, &format!("客户{n}"))).collect();
    let mut ours = place.open();
    let stop = Arc::new(AtomicBool::new(false));
    let (end, mut times) = (Arc::clone(&stop), 0);
    // First what is checked there is counted, then what is taken in.
    let mut follower = Follower::new(stop, move |progress| {
        times += usize::from(progress.done == 25);
        end.store(times == 2, Ordering::Release);
    });
    let mut so_far = Absorbed::default();
    let cut = ours.absorb(theirs.path(), (&rules(), NOON), &mut follower, &mut so_far);
    assert!(matches!(cut, Err(StoreError::Stopped)), "{cut:?}");
    assert_eq!((so_far.acts, so_far.cases.len()), (50, 50), "what is here already is told");
    assert_eq!(ours.verify().unwrap().damages, []);
    let taken = absorb(&mut ours, theirs.path()).unwrap();
    assert_eq!(taken.acts, 10, "two steps of twenty-five are here already");
    for case in cases {
        assert_eq!(ours.facts(case).unwrap(), theirs.facts(case).unwrap());
    }
}

#[test]
fn cut_short_after_the_last_act_what_has_to_follow_follows_the_next_time() {
    let (place, mut ours, mut theirs, _) = merged_into_each_other();
    open_case(&mut ours, "李敏");
    open_case(&mut theirs, "马骏");
    // Two acts are taken in; more than two are checked before that.
    let mut killed =
        Follower::new(Arc::default(), |Progress { done, total }| assert_ne!((done, total), (2, 2), "killed"));
    let mut so_far = Absorbed::default();
    let cut = catch_unwind(AssertUnwindSafe(|| ours.absorb(theirs.path(), (&rules(), NOON), &mut killed, &mut so_far)));
    assert!(cut.is_err(), "{cut:?}");
    assert_eq!((so_far.acts, so_far.reopened.len()), (2, 0), "everything is here, nothing has followed");
    drop(ours);
    let mut ours = place.open();
    let taken = absorb(&mut ours, theirs.path()).unwrap();
    assert_eq!((taken.acts, taken.reopened.len(), taken.twice.len()), (0, 1, 1), "{taken:?}");
    let notes = |store: &Store| rows_of_kind(store.path(), "store.absorbed");
    assert_eq!(notes(&ours), 1);
    absorb(&mut ours, theirs.path()).unwrap();
    assert_eq!(notes(&ours), 1, "once all has followed nothing follows again");
    // In turn, until both have all: what is written about the taking in is nothing to take note of.
    let mut in_turn = || {
        absorb(&mut theirs, ours.path()).unwrap();
        absorb(&mut ours, theirs.path()).unwrap();
        notes(&ours)
    };
    assert_eq!([in_turn(), in_turn(), in_turn()], [2; 3], "two that look across in turn come to rest");
}

/// Acts that hold nothing but a fact of this kind.
fn rows_of_kind(file: &Path, kind: &str) -> i64 {
    let sql = "SELECT count(*) FROM acts JOIN words ON words.n = acts.kinds WHERE words.text = ?1";
    Connection::open(file).unwrap().query_row(sql, [kind], |row| row.get(0)).unwrap()
}

fn merged(into: StreamId) -> Event {
    Event::Case(CaseEvent::Merged { into: into.id, record: Record::default(), personal: Record::default() })
}

/// A store that began by itself, with one person and one case whose number the other store gave as well.
fn first_start(place: &Place, name: &str) -> (Desk, Actor) {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    let mut desk = Desk::new(place.open(), rules).unwrap();
    let agent = desk.sign_in("1001", name, NOON).unwrap().signed_in();
    let record = Record::default()
        .with(Field::Channel, Value::Code("phone".into()))
        .with(Field::CallerNumber, Value::Text("138 0013 8000".into()))
        .with(Field::Summary, Value::Text(format!("{name}的客户来电")));
    let promise = Record::default()
        .with(Field::Due, Value::At(NOON.plus_min(30)))
        .with(Field::Note, Value::Text("回电话".into()));
    let case = Uuid::now_v7();
    for (act, record) in [(Act::Open, record), (Act::PromiseMade, promise)] {
        let command = Command { act, record, target: None, based_on: None, id: crate::support::new_id() };
        desk.submit(&agent, &Request::Act { case, command }, NOON).unwrap();
    }
    (desk, agent)
}

fn mine(desk: &mut Desk, agent: &Actor) -> Vec<QueueRow> {
    let (view, agent, filter) = (QueueView::Mine, agent.person, String::new());
    match desk.ask(Query::Queue { view, agent, filter, offset: 0, limit: 50, now: NOON }).unwrap() {
        Loaded::Queue(page) => page.rows,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_first_starts_become_one_store_and_everybody_remains_who_they_are() {
    let (here, there) = (Place::new(), Place::new());
    let (mut ours, me) = first_start(&here, "周敏");
    let (mut theirs, you) = first_start(&there, "王强");
    let taken = absorb_at(ours.store(), theirs.store().path(), NOON.plus_min(1)).unwrap();
    assert_eq!((taken.cases.len(), taken.clashing.len()), (1, 0));
    let numbers: Vec<&str> = taken.twice.iter().map(String::as_str).collect();
    assert_eq!(numbers, ["ZX20260316-0001"], "told to two customers");

    assert_eq!(ours.everybody().unwrap().iter().map(|person| person.no.as_str()).collect::<Vec<_>>(), ["1001", "1001"]);
    assert_eq!(ours.people().unwrap().len(), 1);
    assert_eq!(ours.sign_in("1001", "", NOON).unwrap().id, me.person, "who sits here is who sat here before");
    assert_eq!(mine(&mut ours, &me).len(), 1, "mine stays mine");
    assert_eq!(mine(&mut ours, &you).len(), 1, "theirs stays theirs");
    let found = ours.ask(Query::CasesWithNo("ZX20260316-0001".to_owned())).unwrap();
    let Loaded::Cases(files) = found else { panic!("cases were asked for") };
    let owners: BTreeSet<Uuid> = files.iter().map(|file| file.case.owner).collect();
    assert_eq!((files.len(), owners), (2, BTreeSet::from([me.person, you.person])), "both are found");

    let later = NOON.plus_min(24 * 60);
    assert!(ours.let_time_pass(later).unwrap() >= 2, "from now on both cases are kept here");
    assert!(theirs.let_time_pass(later).unwrap() > 0, "who heard nothing of it goes on");
    let again = absorb_at(ours.store(), theirs.store().path(), later).unwrap();
    let case = files.iter().find(|file| file.case.owner == you.person).unwrap().case.id;
    let facts = ours.store().facts(StreamId::case(case)).unwrap();
    let ids: Vec<_> = facts.iter().filter(|fact| fact.by.role == Role::System).map(|fact| fact.id).collect();
    let once: BTreeSet<_> = ids.iter().collect();
    assert!(ids.len() > once.len() && again.by_time > 0, "both wrote what time brought about");
    let folded = fold(&facts).unwrap();
    let counted: Vec<_> = folded.work.acts.iter().flat_map(|mark| mark.facts.iter()).collect();
    assert_eq!(counted.len(), counted.iter().collect::<BTreeSet<_>>().len(), "nothing counts twice");
    assert_eq!(ours.store().verify().unwrap().damages, []);
    let nothing = absorb_at(ours.store(), theirs.store().path(), later).unwrap();
    assert_eq!(nothing.acts, 0);
}

#[test]
fn what_was_merged_into_each_other_on_two_sides_has_an_owner_again() {
    let (_place, mut ours, mut theirs, [one, other]) = merged_into_each_other();
    let taken = absorb(&mut ours, theirs.path()).unwrap();
    let state = |store: &mut Store, case: StreamId| fold(&store.facts(case).unwrap()).unwrap().state;
    assert_eq!((state(&mut ours, one), state(&mut ours, other)), (State::Intake, State::Merged), "the oldest goes on");
    assert_eq!(taken.reopened.len(), 1);
    absorb(&mut theirs, ours.path()).unwrap();
    assert_eq!(absorb(&mut ours, theirs.path()).unwrap().acts, 0, "it was opened once");
    assert_eq!(rows(ours.path()), rows(theirs.path()));
    let file = fold(&ours.facts(one).unwrap()).unwrap();
    assert!(file.needs_attention);
}

/// What the queue marks: number, came across each other, number given twice.
fn marked(store: &mut Store) -> Vec<(String, bool, bool)> {
    let ask = QueueAsk { view: QueueView::All, agent: Uuid::nil(), needles: &[], offset: 0, limit: 9, now: NOON };
    let rows = store.queue(&ask).unwrap().rows;
    rows.into_iter().map(|row| (row.no, row.crossed, row.twice)).collect()
}

#[test]
fn the_queue_marks_what_clashes_until_it_is_settled_and_numbers_given_twice() {
    let (_place, mut ours, mut theirs, case) = parted();
    append(&mut ours, case, renamed("周敏敏")).unwrap();
    append(&mut theirs, case, renamed("周珉")).unwrap();
    open_case(&mut ours, "王强");
    assert!(marked(&mut ours).iter().all(|(_, crossed, twice)| !crossed && !twice));
    open_case(&mut theirs, "马骏");
    let taken = absorb(&mut ours, theirs.path()).unwrap();
    let of = |no: &str, crossed, twice| (no.to_owned(), crossed, twice);
    let (first, second) = ("ZX20260316-0001", "ZX20260316-0002");
    assert_eq!(taken.twice.into_iter().collect::<Vec<_>>(), [second]);
    assert_eq!(marked(&mut ours), [of(first, true, false), of(second, false, true), of(second, false, true)]);
    append(&mut ours, case, settled()).unwrap();
    assert_eq!(marked(&mut ours)[0], of(first, false, false));
    assert_eq!(ours.verify().unwrap().damages, []);
}

#[test]
fn what_time_did_by_itself_is_counted_apart_from_what_people_did() {
    let (_place, mut ours, mut theirs, case) = parted();
    let by_time =
        NewAct { by: By { person: Uuid::nil(), no: String::new(), role: Role::System }, ..fact(case, note("到点")) };
    let to = WriteTo { stream: case, key: None, manual: "m1" };
    theirs.write(&to, |_, _| Ok(vec![by_time])).unwrap();
    let taken = absorb(&mut ours, theirs.path()).unwrap();
    assert_eq!((taken.acts, taken.by_time, taken.cases.len()), (0, 1, 0));
}

#[test]
fn what_is_no_other_store_is_refused_with_the_true_reason_and_nothing_is_written_there() {
    let place = Place::new();
    let mut ours = place.open();
    open_case(&mut ours, "周敏");
    let root = place.folder.path();
    let of_other = |error: StoreError| error.code().to_owned();
    let refused = |ours: &mut Store, path: &Path| of_other(absorb(ours, path).unwrap_err());
    fs::create_dir(root.join("empty")).unwrap();
    assert_eq!(refused(&mut ours, &root.join("empty/store.db")), "other-missing");
    assert_eq!(fs::read_dir(root.join("empty")).unwrap().count(), 0);
    assert_eq!(refused(&mut ours, &root.join("nowhere/store.db")), "other-missing");
    fs::write(root.join("empty/store.db"), []).unwrap();
    assert_eq!(refused(&mut ours, &root.join("empty/store.db")), "other-empty");
    fs::write(root.join("empty/text.db"), "nothing of a database, but long enough to be looked at".repeat(99)).unwrap();
    assert_eq!(refused(&mut ours, &root.join("empty/text.db")), "other-not-a-store");
    std::os::unix::fs::symlink(place.file(), root.join("empty/link.db")).unwrap();
    assert_eq!(refused(&mut ours, &root.join("empty/link.db")), "other-symlink");
    for same in [place.file(), root.join("empty/../desk/store.db")] {
        assert_eq!(refused(&mut ours, &same), "store-same");
    }
    fs::hard_link(place.file(), root.join("empty/hard.db")).unwrap();
    assert_eq!(refused(&mut ours, &root.join("empty/hard.db")), "store-same");
}

#[test]
fn two_upgrades_of_one_older_store_are_one_store_again() {
    let place = Place::new();
    let [one, other] = ["one", "other"].map(|name| place.folder.path().join(name).join("store.db"));
    for file in [&one, &other] {
        fs::create_dir(file.parent().unwrap()).unwrap();
        crate::plans::first_form(file);
    }
    let mut ours = Store::open(&one, &Open { create: false, ..Open::default() }).unwrap();
    let mut theirs = Store::open(&other, &Open { create: false, ..Open::default() }).unwrap();
    let nos = |store: &mut Store| {
        let ask = QueueAsk { view: QueueView::All, agent: Uuid::nil(), needles: &[], offset: 0, limit: 99, now: NOON };
        store.queue(&ask).unwrap().rows
    };
    let before = nos(&mut ours);
    let [first, second] = [before[0].id, before[1].id].map(StreamId::case);
    append(&mut ours, first, renamed("周敏")).unwrap();
    append(&mut theirs, first, note("网点看到了")).unwrap();
    append(&mut theirs, second, renamed("王强")).unwrap();
    let taken = absorb(&mut ours, &other).unwrap();
    assert_eq!((taken.clashing.len(), taken.twice.len()), (0, 0), "what stood there before they parted is no clash");
    absorb(&mut theirs, &one).unwrap();
    for case in [first, second] {
        let [here, there] = [&mut ours, &mut theirs].map(|store| fold(&store.facts(case).unwrap()).unwrap());
        assert_eq!(here, there);
        assert!(here.overtaken.is_empty(), "{:?}", here.overtaken);
    }
    assert_eq!(nos(&mut ours).len(), before.len());
    assert_eq!(rows(&one), rows(&other));
}

#[test]
fn ids_that_had_to_be_unique_would_keep_copies_apart() {
    let (_place, mut ours, mut theirs, case) = parted();
    let by = By { person: Uuid::nil(), no: String::new(), role: Role::System };
    let by_time = NewAct { by, ..fact(case, note("到点")) };
    for store in [&mut ours, &mut theirs] {
        store.write(&WriteTo { stream: case, key: None, manual: "m1" }, |_, _| Ok(vec![by_time.clone()])).unwrap();
    }
    let raw = Connection::open(ours.path()).unwrap();
    raw.execute_batch("CREATE UNIQUE INDEX once ON acts (id)").unwrap();
    assert!(absorb(&mut ours, theirs.path()).is_err(), "the law that both writings are kept would not be tried");
    raw.execute_batch("DROP INDEX once").unwrap();
    assert_eq!(absorb(&mut ours, theirs.path()).unwrap().by_time, 1);
}
