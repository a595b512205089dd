//! The desk measured against a peer in the same run: ratios, never times alone.
//!
//! `cargo bench --bench desk -- [--cases 10000,100000,1000000] [--write docs/figures.md]`
//! Stores are made once under `target/bench-stores`. `--bare` is the peer: the smallest ratatui program.
#![allow(missing_docs, clippy::pedantic, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout, clippy::print_stderr)]

#[path = "parts/bare.rs"]
mod bare;
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
    disk::queue(&stores, &mut table);
    disk::intake(&stores, &mut table);
    disk::ten_thousand_saves(&stores, &mut table);
    screen::first_frame(&stores, &mut table);
    screen::key_to_frame(&stores, &mut table);
    screen::idle(&stores, &mut table);
    screen::bytes_per_key(&stores, &mut table);
    let text = table.to_markdown();
    println!("{text}");
    if let Some(file) = after("--write") {
        std::fs::write(&file, text).expect("the table is written");
    }
}
