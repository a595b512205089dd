//! What a save writes: the pages of the write-ahead log it leaves, by the table or index they belong to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rusqlite::Connection;
use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::protocol::Request;
use zuoxi::domain::{Act, Actor, Command, EventId, Field, Lang, Record, Timestamp, Value};

use crate::form::made_up;

/// Pages of the newest run of the write-ahead log, in the order they were written.
fn pages_of_log(store: &Path) -> Vec<u32> {
    let log = fs::read(store.with_extension("db-wal")).unwrap();
    let word = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().unwrap());
    let (page, salt) = (word(8) as usize, &log[16..24]);
    let frames = (32..log.len()).step_by(24 + page);
    frames.take_while(|at| log.get(at + 8..at + 16) == Some(salt)).map(word).collect()
}

/// Tables and indexes by the pages that are theirs.
fn owners(file: &Path) -> BTreeMap<u32, String> {
    let raw = Connection::open(file).unwrap();
    let mut pages = raw.prepare("SELECT pageno, name FROM dbstat").unwrap();
    pages.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// Cases of a stretch of work: enough for full pages to be parted.
const CASES: u32 = 100;

fn act(desk: &mut Desk, who: &Actor, (case, act): (Uuid, Act), record: Record, now: Timestamp) {
    let command = Command { act, record, target: None, based_on: None, id: EventId(Uuid::now_v7()) };
    desk.submit(who, &Request::Act { case, command }, now).unwrap();
}

#[test]
fn a_save_writes_few_pages() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let mut desk = made_up(&file, Lang::ZhCn, 400);
    let now = desk.rules().calendar.at("2026-03-16T10:26:48".parse().unwrap());
    let who = desk.sign_in("1027", "林溪", now).unwrap().signed_in();
    let text = |words: &str| Value::Text(words.to_owned());
    let record = Record::default()
        .with(Field::Channel, Value::Code("phone".to_owned()))
        .with(Field::ReceivedAt, Value::At(now))
        .with(Field::CallerNumber, text("13800138000"))
        .with(Field::CustomerName, text("周岚"))
        .with(Field::Summary, text("三家店收银扫不了码"))
        .with(Field::Description, text(&"三家店九点五十五起扫码收款全停，重启两次都没用。".repeat(4)));
    let grade = Record::default()
        .with(Field::Kind, Value::Code("fault".to_owned()))
        .with(Field::FirstSeenAt, Value::At(now))
        .with(Field::Impact, Value::Code("core".to_owned()))
        .with(Field::Urgency, Value::Code("soon".to_owned()))
        .with(Field::Product, text("收银台"))
        .with(Field::DesiredOutcome, text("尽快恢复收款"));
    let note = Record::default().with(Field::Note, text("客户补充了门店的地址"));
    let nothing = Record::default();
    let saves = [(Act::Open, &record), (Act::NoteAdded, &note), (Act::IntakeDone, &nothing), (Act::Grade, &grade)];
    let mut told: BTreeMap<Act, Vec<u32>> = BTreeMap::new();
    for _ in 0..CASES {
        let case = Uuid::now_v7();
        for (what, record) in saves {
            desk.store().tidy().unwrap();
            act(&mut desk, &who, (case, what), record.clone(), now);
            let pages: BTreeSet<u32> = pages_of_log(&file).into_iter().collect();
            told.entry(what).or_default().extend(pages);
        }
    }
    desk.store().tidy().unwrap();
    let owners = owners(&file);
    for (act, most) in [(Act::Open, 13.0), (Act::NoteAdded, 4.0), (Act::IntakeDone, 4.0), (Act::Grade, 16.0)] {
        let mut by_owner: BTreeMap<&str, f64> = BTreeMap::new();
        for page in &told[&act] {
            *by_owner.entry(owners.get(page).map_or("none", String::as_str)).or_default() += 1.0 / f64::from(CASES);
        }
        let each: f64 = by_owner.values().sum();
        println!("{act}: {each:.1} pages, {by_owner:.2?}");
        // A full page is parted now and then, which costs three more.
        assert!(each <= most, "{act}: {each} pages, {by_owner:?}");
    }
}
