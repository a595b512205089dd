//! Instructions, counted by callgrind: the same whatever else the machine does. Each is the difference of two runs, of few
//! and of many, so that what comes before and after does not count.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::protocol::Request;
use zuoxi::domain::{Act, Actor, Command as Order, EventId, Field, Record, Value};

use crate::disk::{actor, new_case};
use crate::screen::{DOWN, Program, Session, UP};
use crate::stores::{Sample, now};
use crate::table::Table;

const FEW: u64 = 20;
const MANY: u64 = 120;

/// Whether instructions can be counted here.
fn can_count() -> bool {
    Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Runs a program under callgrind with `with`; how many instructions it took.
fn count(with: impl FnOnce(&[String])) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    with(&[
        "--tool=callgrind".to_owned(),
        format!("--callgrind-out-file={}", std::env::var("ZUOXI_CALLGRIND").unwrap_or_else(|_| "/dev/null".to_owned())),
        format!("--log-file={}", log.display()),
    ]);
    let text = std::fs::read_to_string(log).unwrap();
    let line = text.lines().find(|line| line.contains("Collected :")).unwrap_or_else(|| panic!("{text}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

fn millions(instructions: u64) -> f64 {
    instructions as f64 / 1e6
}

/// Saves of a kind, in a process of their own.
pub fn work(kind: &str, times: u64, store: &Path) {
    let mut desk = Sample { cases: 0, path: store.to_path_buf() }.desk();
    let who = actor(&mut desk);
    let cases: Vec<Uuid> = (0..if kind == "open" { times } else { MANY }).map(|n| open(&mut desk, &who, n)).collect();
    if kind == "open" {
        return;
    }
    let (act, record) = match kind {
        "note" => (
            Act::NoteAdded,
            Record::default().with(Field::Note, Value::Text("客户补充：门店在二楼，电梯旁边。".into())),
        ),
        _ => (Act::Grade, graded()),
    };
    for case in &cases {
        act_on(&mut desk, &who, *case, Act::IntakeDone, Record::default());
    }
    for case in &cases[..times as usize] {
        act_on(&mut desk, &who, *case, act, record.clone());
    }
}

fn graded() -> Record {
    let code = |code: &str| Value::Code(code.into());
    let text = |text: &str| Value::Text(text.into());
    Record::default()
        .with(Field::Kind, code("fault"))
        .with(Field::FirstSeenAt, Value::At(now()))
        .with(Field::Impact, code("core"))
        .with(Field::Urgency, code("soon"))
        .with(Field::Product, text("收银台"))
        .with(Field::DesiredOutcome, text("尽快恢复收款"))
}

fn open(desk: &mut Desk, who: &Actor, n: u64) -> Uuid {
    let order = new_case(n as usize);
    desk.submit(who, &order, now()).unwrap();
    order.stream().id
}

fn act_on(desk: &mut Desk, who: &Actor, case: Uuid, act: Act, record: Record) {
    let command = Order { act, record, target: None, based_on: None, id: EventId(Uuid::now_v7()) };
    desk.submit(who, &Request::Act { case, command }, now()).unwrap();
}

/// A copy of a store that may be written to.
fn copy_of(sample: &Sample) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir_in(sample.path.parent().unwrap()).unwrap();
    let copy = folder.path().join("store.db");
    drop(sample.desk());
    std::fs::copy(&sample.path, &copy).unwrap();
    (folder, copy)
}

/// G7: what a save comes to in instructions.
pub fn saves(stores: &[Sample], table: &mut Table) {
    if !can_count() {
        return table.left_out("G7 instructions of a save", "valgrind is not installed");
    }
    let of = |kind: &str| {
        let run = |times: u64| {
            let (_folder, store) = copy_of(&stores[0]);
            count(|valgrind| {
                let status = Command::new("valgrind")
                    .args(valgrind)
                    .arg(std::env::current_exe().unwrap())
                    .args(["--work", kind, &times.to_string()])
                    .arg(store)
                    .status();
                assert!(status.unwrap().success());
            })
        };
        millions(run(MANY) - run(FEW)) / (MANY - FEW) as f64
    };
    let [opening, note, grade] = ["open", "note", "grade"].map(of);
    table.add(
        "G7 instructions of a save",
        "at most 0.4 million",
        format!("opening a case {opening:.2}, a note {note:.2}, grading {grade:.2} million"),
        opening.max(note).max(grade) <= 0.4,
    );
}

/// The program under callgrind on a terminal, until it was left; `keys` are pressed one by one, then it stands still.
fn session(store: &Path, keys: usize, still: Duration) -> u64 {
    count(|valgrind| {
        let mut session = Session::start_under(Program::Desk(store), valgrind);
        session.until_listed();
        session.settle(Duration::from_millis(500));
        for n in 0..keys {
            session.press(if n / 10 % 2 == 0 { DOWN } else { UP });
            session.frame();
        }
        session.settle_for(still);
        session.leave();
    })
}

/// G13, G14, G15: what a start, a key and a second of a still screen come to.
pub fn screens(stores: &[Sample], table: &mut Table) {
    if !can_count() {
        return table.left_out("G13–G15 instructions", "valgrind is not installed");
    }
    let sample = &stores[stores.len() - 1];
    let path = &sample.path;
    let start = session(path, 0, Duration::ZERO);
    let still = |seconds: u64| session(path, 0, Duration::from_secs(seconds));
    let second = millions(still(22) - still(2)) / 20.0;
    let (few, many) = (session(path, 10, Duration::ZERO), session(path, 110, Duration::ZERO));
    let key = millions(many - few) / 100.0;
    let start = millions(start);
    table.add(
        "G13 instructions of a start, with leaving",
        "at most 20 million",
        format!("{start:.1} million"),
        start <= 20.0,
    );
    table.add("G14 instructions of a key in the queue", "at most 4 million", format!("{key:.1} million"), key <= 4.0);
    table.add(
        "G15 instructions of a second of a still screen",
        "at most 0.5 million",
        format!("{second:.2} million"),
        second <= 0.5,
    );
}
