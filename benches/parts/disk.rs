//! The store: the queue's page and badges, and what a save costs beside a bare append with fsync.

use std::io::Write;
use std::time::Instant;

use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::protocol::{Query, QueueView, Request};
use zuoxi::domain::{Act, Actor, Command, EventId, Field, Record, Value};

use crate::stores::{Sample, now};
use crate::table::{Table, quantile};

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// G5: my queue and all badges.
pub fn queue(stores: &[Sample], table: &mut Table) {
    let mut medians = Vec::new();
    for sample in stores {
        let mut desk = sample.desk();
        let agent = desk.person("1027").unwrap().unwrap().id;
        let mut samples: Vec<f64> = (0..300)
            .map(|_| {
                let query = Query::Queue {
                    view: QueueView::Mine,
                    agent,
                    filter: String::new(),
                    offset: 0,
                    limit: 50,
                    now: now(),
                };
                let start = Instant::now();
                desk.ask(query).unwrap();
                ms(start)
            })
            .collect();
        medians.push((sample.cases, quantile(&mut samples, 0.5)));
    }
    let (_, last) = medians[medians.len() - 1];
    let before = medians.iter().rev().nth(1).map_or(last, |(_, median)| *median);
    let each: Vec<String> = medians.iter().map(|(cases, median)| format!("{cases}: {median:.2} ms")).collect();
    table.add(
        "G5 my queue (50 rows) with all badges",
        "at most 1 ms at the largest, at most 1.5x the size before",
        format!("{}; {:.2}x", each.join(", "), last / before),
        last <= 1.0 && last / before <= 1.5,
    );
}

/// A new call with what an agent types, as one act.
pub fn new_case(n: usize) -> Request {
    let record = Record::default()
        .with(Field::Channel, Value::Code("phone".into()))
        .with(Field::ReceivedAt, Value::At(now()))
        .with(Field::CallerNumber, Value::Text(format!("138{:08}", n % 100_000_000)))
        .with(Field::CustomerName, Value::Text("周岚".into()))
        .with(Field::Summary, Value::Text("三家店收银扫不了码".into()))
        .with(Field::Description, Value::Text("三家店九点五十五起扫码收款全停，重启两次都没用。".repeat(4)));
    let id = EventId(Uuid::now_v7());
    Request::Act { case: Uuid::now_v7(), command: Command { act: Act::Open, record, target: None, based_on: None, id } }
}

/// Marks what was saved for measuring as no real contact, so that the next run finds the queue as it was.
pub fn undo(desk: &mut Desk, saved: Vec<Uuid>) {
    let who = actor(desk);
    for case in saved {
        let record = Record::default().with(Field::SpamReason, Value::Code("silent".into()));
        let id = EventId(Uuid::now_v7());
        let command = Command { act: Act::Spam, record, target: None, based_on: None, id };
        desk.submit(&who, &Request::Act { case, command }, now()).unwrap();
    }
    desk.store().tidy().unwrap();
}

/// Bytes this process has written so far.
fn written() -> u64 {
    let text = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("wchar: "));
    line.and_then(|number| number.parse().ok()).unwrap_or(0)
}

pub fn actor(desk: &mut Desk) -> Actor {
    desk.sign_in("1027", "林溪", now()).unwrap().signed_in()
}

/// G7: a durable intake beside a bare append of 4 KiB with fsync, and one of as many bytes, in turns.
pub fn intake(stores: &[Sample], table: &mut Table) {
    let sample = &stores[0];
    let mut desk = sample.desk();
    let who = actor(&mut desk);
    let bare = sample.path.with_file_name("bare.append");
    let mut file = std::fs::File::create(&bare).unwrap();
    let (mut saves, mut appends, mut as_much, mut saved) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut append = |size: usize| {
        let bytes = vec![7_u8; size];
        let start = Instant::now();
        file.write_all(&bytes).unwrap();
        file.sync_all().unwrap();
        ms(start)
    };
    let mut sizes = Vec::new();
    for n in 0..400 {
        let order = new_case(n);
        saved.push(order.stream().id);
        let before = written();
        let start = Instant::now();
        desk.submit(&who, &order, now()).unwrap();
        saves.push(ms(start));
        sizes.push((written() - before) as f64);
        appends.push(append(4096));
        as_much.push(append(sizes[sizes.len() - 1] as usize));
    }
    std::fs::remove_file(bare).unwrap();
    undo(&mut desk, saved);
    let [save, append, as_much] = [&mut saves, &mut appends, &mut as_much].map(|times| quantile(times, 0.5));
    let size = quantile(&mut sizes, 0.5) / 1024.0;
    table.add(
        "G7 durable intake, p50",
        "at most 1.1x of a bare 4 KiB append + fsync",
        format!(
            "{save:.2} ms to {append:.2} ms: {:.2}x; {:.2}x of a bare append of as many bytes ({size:.0} KiB)",
            save / append,
            save / as_much
        ),
        save / append <= 1.1,
    );
}

/// G8: no save of ten thousand is long.
pub fn ten_thousand_saves(stores: &[Sample], table: &mut Table) {
    let sample = &stores[stores.len() - 1];
    let mut desk = sample.desk();
    let who = actor(&mut desk);
    let mut saved = Vec::new();
    let mut saves: Vec<f64> = (0..10_000)
        .map(|n| {
            let order = new_case(n);
            saved.push(order.stream().id);
            let start = Instant::now();
            desk.submit(&who, &order, now()).unwrap();
            let taken = ms(start);
            if n % 100 == 0 {
                desk.store().tidy().unwrap();
            }
            taken
        })
        .collect();
    undo(&mut desk, saved);
    let (p50, p99, most) = (quantile(&mut saves, 0.5), quantile(&mut saves, 0.99), quantile(&mut saves, 1.0));
    table.add(
        "G8 10,000 saves at the largest store",
        "none above 50 ms",
        format!("p50 {p50:.2}, p99 {p99:.2}, longest {most:.1} ms"),
        most <= 50.0,
    );
}

/// Saves until told to stop, the load beside which keys are timed; what was saved.
pub fn save_until(desk: &mut Desk, stop: &std::sync::atomic::AtomicBool) -> Vec<Uuid> {
    let who = actor(desk);
    let mut saved = Vec::new();
    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
        let order = new_case(saved.len());
        saved.push(order.stream().id);
        desk.submit(&who, &order, now()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    saved
}
