//! Rot, forgery, copies: what the log can prove.

use std::fs;

use rusqlite::{Connection, types::Value};
use uuid::Uuid;
use zuoxi::domain::{CustomerEvent, Event, Field, PersonEvent, Record, Role, StreamId, Tier, Value as Entry};
use zuoxi::store::{Damage, Erased, Store};

use crate::said::ring;
use crate::support::{Place, append, note, open_case};

fn a_small_store(place: &Place) -> (Store, StreamId) {
    let mut store = place.open();
    let case = open_case(&mut store, "周敏");
    append(&mut store, case, note("漏水")).unwrap();
    let other = open_case(&mut store, "王强");
    append(&mut store, other, note("三")).unwrap();
    (store, case)
}

/// A connection that may do what a vandal may: no triggers.
fn vandal(place: &Place) -> Connection {
    let raw = Connection::open(place.file()).unwrap();
    raw.execute_batch(
        "DROP TRIGGER acts_only_erased; DROP TRIGGER acts_stay; DROP TRIGGER acts_have_no_gap;
         PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;",
    )
    .unwrap();
    raw
}

#[test]
fn the_log_can_be_neither_changed_nor_shortened_nor_written_past_a_gap() {
    let place = Place::new();
    drop(a_small_store(&place));
    let raw = Connection::open(place.file()).unwrap();
    raw.pragma_update(None, "recursive_triggers", true).unwrap();
    for sql in [
        "UPDATE acts SET at = at + 1",
        "UPDATE acts SET salt = NULL",
        "UPDATE acts SET salt = NULL, personal = NULL",
        "UPDATE acts SET personal = x'00' WHERE pos & 0xFFFF = 1",
        "DELETE FROM acts WHERE pos & 0xFFFF = 3",
        "INSERT OR REPLACE INTO acts SELECT * FROM acts WHERE pos & 0xFFFF = 3",
        "UPDATE stations SET inode = 1",
        "DELETE FROM stations",
        "UPDATE stations SET kind = 'part'",
        "UPDATE streams SET kind = 'x'",
        "UPDATE actors SET no = 'x'",
        "UPDATE words SET text = 'x' || n",
        "DELETE FROM dictionary",
        "INSERT INTO acts SELECT pos + 9, randomblob(16), stream, rank, saw, at, actor, kinds, manual, facts, salt,
         personal, personal_hash, hash FROM acts WHERE pos & 0xFFFF = 3",
    ] {
        let error = raw.execute(sql, []).expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
}

#[test]
fn erasing_takes_every_byte_of_a_person_and_keeps_the_chain_whole() {
    let place = Place::new();
    let (mut store, case) = a_small_store(&place);
    let heads = store.verify().unwrap().heads;
    let raw = Connection::open(place.file()).unwrap();
    let parts =
        "SELECT salt, personal FROM acts JOIN streams ON n = stream WHERE streams.id = ?1 AND personal NOT NULL";
    let gone: Vec<Vec<u8>> = raw
        .prepare(parts)
        .unwrap()
        .query_map([case.id.as_bytes()], |row| Ok([row.get(0)?, row.get(1)?]))
        .unwrap()
        .flat_map(Result::unwrap)
        .chain([String::from("周敏").into_bytes()])
        .collect();
    assert_eq!(gone.len(), 5, "two salts, two parts and the name in the rows");
    drop(raw);
    assert_eq!(store.erase(case).unwrap(), Erased { acts: 2, log_is_clean: true });
    assert_eq!(store.verify().unwrap().damages, []);
    assert_eq!(store.verify().unwrap().heads, heads);
    let facts = store.facts(case).unwrap();
    assert_eq!(facts.len(), 2);
    assert!(!format!("{facts:?}").contains("周敏"));
    assert_eq!(store.erase(case).unwrap().acts, 0, "nothing is left to erase");
    drop(store);
    for file in fs::read_dir(place.file().parent().unwrap()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap_or_default();
        for part in &gone {
            let found = bytes.windows(part.len()).any(|window| window == part);
            assert!(!found, "{} still holds {part:?}", path.display());
        }
    }
}

#[test]
fn a_change_of_any_column_of_any_fact_is_found_where_it_was_made() {
    let place = Place::new();
    let (mut store, _) = a_small_store(&place);
    let raw = vandal(&place);
    let columns: Vec<String> = raw
        .prepare("SELECT name FROM pragma_table_info('acts')")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(columns.len(), 14);
    for column in columns {
        let whole: Value =
            raw.query_row(&format!("SELECT {column} FROM acts WHERE pos & 0xFFFF = 2"), [], |row| row.get(0)).unwrap();
        let changed = match whole.clone() {
            Value::Integer(number) => Value::Integer(number + 7),
            Value::Text(text) => Value::Text(format!("{text} ")),
            Value::Blob(mut bytes) => {
                bytes[0] ^= 1;
                Value::Blob(bytes)
            }
            Value::Null if column == "saw" => Value::Text("x=1".to_owned()),
            Value::Null => Value::Blob(vec![7; 32]),
            other @ Value::Real(_) => panic!("{column}: {other:?}"),
        };
        let set = format!("UPDATE acts SET {column} = ?1 WHERE {column} IS ?2");
        raw.execute(&set, [&changed, &whole]).unwrap();
        let damages = store.verify().unwrap().damages;
        assert!(!damages.is_empty(), "{column} was changed and nobody saw it");
        raw.execute(&set, [&whole, &changed]).unwrap();
        assert_eq!(store.verify().unwrap().damages, [], "{column} was put back");
    }
}

#[test]
fn a_missing_fact_is_named_by_its_place() {
    let place = Place::new();
    let (mut store, _) = a_small_store(&place);
    vandal(&place).execute("DELETE FROM acts WHERE pos & 0xFFFF = 2", []).unwrap();
    let damages = store.verify().unwrap().damages;
    assert!(damages.iter().any(|damage| matches!(damage, Damage::Act { seq: 3, .. })), "{damages:?}");
}

#[test]
fn a_row_that_is_not_what_its_facts_make_is_found_and_repaired_by_rebuild() {
    let place = Place::new();
    let (mut store, case) = a_small_store(&place);
    let raw = Connection::open(place.file()).unwrap();
    raw.execute("UPDATE cases SET owner = randomblob(16) WHERE id = ?1", [case.id.as_bytes()]).unwrap();
    assert_eq!(store.verify().unwrap().damages, [Damage::CaseRow(case.id)]);
    store.rebuild().unwrap();
    assert_eq!(store.verify().unwrap().damages, []);
}

#[test]
fn rebuilding_makes_the_rows_that_writing_made() {
    let place = Place::new();
    let (mut store, case) = a_small_store(&place);
    let number = |text: &str| Record::default().with(Field::CallerNumber, Entry::Text(text.into()));
    let customer = StreamId::customer(Uuid::now_v7());
    for (tier, personal) in [(Tier::Standard, number("13800138000")), (Tier::Key, number("0216222"))] {
        append(&mut store, customer, Event::Customer(CustomerEvent::Filed { tier, personal })).unwrap();
    }
    let person = PersonEvent::Enrolled { no: "1024".into(), roles: vec![Role::Agent], personal: Record::default() };
    append(&mut store, StreamId::person(Uuid::now_v7()), Event::Person(person)).unwrap();
    let contact = StreamId::contact(Uuid::now_v7());
    append(&mut store, contact, Event::Contact(ring())).unwrap();
    append(&mut store, case, note("again")).unwrap();
    let raw = Connection::open(place.file()).unwrap();
    let before = dump(&raw);
    assert!(before.iter().all(|(table, rows)| *table == "tasks" || !rows.is_empty() || panic!("{table} is empty")));
    store.rebuild().unwrap();
    assert_eq!(dump(&raw), before);
}

/// Every derived row.
pub fn dump(raw: &Connection) -> Vec<(&'static str, Vec<Vec<Value>>)> {
    ["cases", "contacts", "tasks", "customers", "customer_numbers", "people"]
        .into_iter()
        .map(|table| {
            let mut statement = raw.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
            let columns = statement.column_count();
            let rows = statement
                .query_map([], |row| (0..columns).map(|column| row.get(column)).collect())
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            (table, rows)
        })
        .collect()
}

#[test]
fn a_copied_store_is_another_station_and_goes_on_from_the_same_chain() {
    let place = Place::new();
    let (store, case) = a_small_store(&place);
    let station = store.station();
    drop(store);
    let copy = place.folder.path().join("copy.db");
    fs::copy(place.file(), &copy).unwrap();
    fs::copy(place.file().with_extension("lock"), copy.with_extension("lock")).unwrap();
    let mut copied = Store::open(&copy, &zuoxi::store::Open::default()).unwrap();
    assert_ne!(copied.station(), station);
    append(&mut copied, case, note("in the copy")).unwrap();
    let report = copied.verify().unwrap();
    assert_eq!(report.damages, []);
    assert_eq!(report.heads.len(), 2);
    assert_eq!(place.open().station(), station, "the original stays what it was");
}

#[test]
fn a_store_whose_mark_is_lost_goes_on_as_another_station() {
    let place = Place::new();
    let (store, case) = a_small_store(&place);
    let station = store.station();
    drop(store);
    for torn in [None, Some("torn")] {
        let mark = place.file().with_extension("lock");
        match torn {
            None => fs::remove_file(mark).unwrap(),
            Some(text) => fs::write(mark, text).unwrap(),
        }
        let mut store = place.open();
        assert_ne!(store.station(), station, "{torn:?}");
        append(&mut store, case, note("goes on")).unwrap();
        assert_eq!(store.verify().unwrap().damages, []);
    }
}

#[test]
fn damage_met_while_writing_stops_all_writing_and_leaves_what_can_be_read() {
    let place = Place::new();
    let mut store = place.open();
    let cases: Vec<_> = (0..200).map(|n| open_case(&mut store, &format!("客户{n}"))).collect();
    store.tidy().unwrap();
    drop(store);
    let raw = Connection::open(place.file()).unwrap();
    let page: i64 = raw
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'acts_of_stream'", [], |row| row.get(0))
        .unwrap();
    let size: i64 = raw.pragma_query_value(None, "page_size", |row| row.get(0)).unwrap();
    drop(raw);
    let mut bytes = fs::read(place.file()).unwrap();
    let start = usize::try_from((page - 1) * size).unwrap();
    bytes[start..start + 64].fill(0xA5);
    fs::write(place.file(), bytes).unwrap();
    let mut store = place.open();
    for _ in 0..2 {
        match append(&mut store, cases[0], note("x")) {
            Err(zuoxi::store::WriteError::Store(error)) => assert_eq!(error.code(), "store-damaged"),
            other => panic!("{other:?}"),
        }
    }
    assert!(!store.verify().unwrap().damages.is_empty());
    let ask = zuoxi::store::QueueAsk {
        view: zuoxi::domain::protocol::QueueView::Found,
        agent: uuid::Uuid::nil(),
        needles: &[],
        offset: 0,
        limit: 500,
        now: crate::support::NOON,
    };
    assert_eq!(store.queue(&ask).unwrap().rows.len(), 200, "the lists still read");
}
