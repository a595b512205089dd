//! The desk measured against a peer in the same run: ratios, never times alone.
//!
//! `cargo bench --bench desk -- [--cases 10000,100000,1000000] [--only G5,G13] [--write docs/figures.md]`
//! Stores are made once under `target/bench-stores`. `--bare` is the peer: the smallest ratatui program.
#![allow(missing_docs, clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout, clippy::print_stderr)]

#[path = "parts/bare.rs"]
mod bare;
#[path = "parts/counted.rs"]
mod counted;
#[path = "parts/disk.rs"]
mod disk;
#[path = "parts/screen.rs"]
mod screen;
#[path = "parts/stores.rs"]
mod stores;
#[path = "parts/table.rs"]
mod table;

use table::Table;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "--bare") {
        return bare::run();
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "--work") {
        let [kind, times, store] = &arguments[at + 1..at + 4] else { panic!("--work KIND TIMES STORE") };
        return counted::work(kind, times.parse().expect("a number"), store.as_ref());
    }
    let after = |name: &str| {
        arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1)).cloned()
    };
    let sizes: Vec<usize> = after("--cases")
        .unwrap_or_else(|| "10000,100000,1000000".to_owned())
        .split(',')
        .map(|size| size.parse().expect("--cases takes numbers"))
        .collect();
    let stores: Vec<stores::Sample> = sizes.iter().map(|&cases| stores::make(cases)).collect();
    let mut table = Table::new(&sizes);
    type Goal = fn(&[stores::Sample], &mut Table);
    // What only reads comes first.
    let goals: [(&str, Goal); 9] = [
        ("G5", disk::queue),
        ("G13", screen::first_frame),
        ("G15", screen::idle),
        ("G16", screen::bytes_per_key),
        ("G14", screen::key_to_frame),
        ("G13i", counted::screens),
        ("G7i", counted::saves),
        ("G7", disk::intake),
        ("G8", disk::ten_thousand_saves),
    ];
    let only = after("--only").map(|names| names.split(',').map(str::to_owned).collect::<Vec<_>>());
    for (name, goal) in goals {
        if only.as_ref().is_none_or(|only| only.iter().any(|wanted| wanted == name)) {
            goal(&stores, &mut table);
        }
    }
    let text = table.to_markdown();
    println!("{text}");
    if let Some(file) = after("--write") {
        table::put(std::path::Path::new(&file), &text);
    }
}
