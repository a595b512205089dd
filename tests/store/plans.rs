//! How every statement of the store is carried out: which table by which index. `plans.txt` says it once for each, with a
//! reason beside every step that reads a whole table or sorts.
//!
//! Statements are heard while a desk works on real stores, and read from the sources: one that nobody runs here, or that
//! has no line in `plans.txt`, fails and names itself.

mod heard;
mod stretch;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::support::Place;
use heard::has_a_plan;
use stretch::Stores;
pub use stretch::first_form;

/// The plans as they should be.
const EXPECTED: &str = include_str!("plans.txt");

/// A plan as `plans.txt` has it: steps, and why where that must be said.
type Plan = Vec<(String, Option<String>)>;

#[test]
fn every_statement_is_carried_out_as_planned() {
    let folder = Place::new();
    let (stores, heard) = heard::during(|| stretch::work(folder.folder.path()));
    let heard: BTreeSet<String> = heard.into_iter().filter(|sql| has_a_plan(sql)).collect();
    assert!(heard.len() > 50, "the store was not heard: {heard:#?}");
    let expected = expected();
    // What it comes to, by where it does.
    let mut wrong: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for sql in &heard {
        let shape = shape(sql);
        for (name, plan) in plans(&stores, sql) {
            let as_planned = expected.get(&shape).is_some_and(|wanted| wanted.iter().map(|(step, _)| step).eq(&plan));
            if !as_planned {
                let steps: Vec<String> = plan.iter().map(|step| format!("\n    {step}")).collect();
                wrong.entry(format!("{shape}{}", steps.concat())).or_default().insert(name);
            }
        }
    }
    let run: BTreeSet<String> = heard.iter().map(|sql| shape(sql)).collect();
    let idle = expected.keys().filter(|known| !run.contains(*known)).map(|known| format!("nobody runs {known}"));
    // An empty stretch of the work list is not read: eight in five shapes for one's own, for a lead and for all.
    let pages = run.iter().filter(|sql| sql.contains("FROM tasks") && sql.contains("JOIN cases")).count();
    assert_eq!(pages, 15, "pages of the work list: {run:#?}");
    let silent = silent(&heard);
    let lines: Vec<String> = wrong.into_iter().map(|(plan, names)| format!("# {names:?}\n{plan}")).collect();
    let lines: Vec<String> = lines.into_iter().chain(silent).chain(idle).collect();
    assert!(lines.is_empty(), "not as plans.txt has it:\n{}", lines.join("\n\n"));
}

#[test]
fn whatever_reads_a_whole_table_or_sorts_says_why() {
    let expected = expected();
    // A page that was just read, or a row of none.
    let small = |step: &str| step.starts_with("SCAN (") || step == "SCAN CONSTANT ROW";
    let whole = |step: &str| step.starts_with("SCAN ") && !small(step);
    let costly = |step: &str| whole(step) || step.contains("TEMP B-TREE") || step.contains("AUTOMATIC");
    let wrong: Vec<String> = expected
        .iter()
        .flat_map(|(sql, plan)| plan.iter().map(move |(step, why)| (sql, step, why)))
        .filter(|(_, step, why)| costly(step) != why.is_some())
        .map(|(sql, step, _)| format!("{sql}: {step}"))
        .collect();
    assert!(wrong.is_empty(), "no reason, or one for nothing:\n{}", wrong.join("\n"));
}

#[test]
fn an_ordinary_save_asks_about_those_alone_whom_it_concerns() {
    let folder = Place::new();
    let ((), heard) = heard::during(|| {
        let mut day = stretch::Day::begin(&folder.file());
        day.open("周敏");
        heard::forget();
        day.save();
    });
    let of_people: Vec<&String> = heard.iter().filter(|sql| sql.contains("FROM people")).collect();
    assert!(!of_people.is_empty(), "the rights of whoever acts were not looked up: {heard:#?}");
    assert!(
        of_people.iter().all(|sql| sql.contains("WHERE no = ?1") || sql.contains("WHERE id = ?1")),
        "{of_people:#?}"
    );
}

#[test]
fn a_store_of_the_first_form_ends_with_the_indexes_of_a_new_one() {
    let place = Place::new();
    let (new, old) = (place.folder.path().join("new.db"), place.folder.path().join("old.db"));
    first_form(&old);
    for file in [&new, &old] {
        drop(stretch::open(file));
    }
    let schema = |file: &Path| {
        let raw = Connection::open(file).unwrap();
        let mut statement = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index'").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<BTreeMap<String, Option<String>>, _>>().unwrap()
    };
    assert_eq!(schema(&old), schema(&new));
}

/// Statements of the sources that were not heard: nobody knows how they are carried out.
fn silent(heard: &BTreeSet<String>) -> Vec<String> {
    let written = written::statements();
    // Salvage looks for its pieces in a file that is thrown away.
    let written = written.iter().filter(|(file, _)| !file.starts_with("salvage"));
    let silent = written.filter(|(_, sql)| !heard.iter().any(|heard| written::is_made_of(heard, sql)));
    silent.map(|(file, sql)| format!("never heard, {}: {sql}", file.display())).collect()
}

/// A statement without what differs from one time to the next: how many words are searched for, which columns changed.
fn shape(sql: &str) -> String {
    let word = " AND instr(words, ?) > 0";
    let mut shape = sql.to_owned();
    while shape.contains(&word.repeat(2)) {
        shape = shape.replace(&word.repeat(2), word);
    }
    match shape.strip_prefix("UPDATE cases SET ") {
        Some(rest) if rest.ends_with(" = ? WHERE id = ?") => "UPDATE cases SET … WHERE id = ?".to_owned(),
        _ => shape,
    }
}

/// How each of the stores carries a statement out, with nothing bound: what is not bound is NULL.
fn plans(stores: &Stores, sql: &str) -> Vec<(&'static str, Vec<String>)> {
    let now: Vec<_> = stores.now.iter().filter_map(|(name, file)| Some((*name, plan(file, sql)?))).collect();
    let gone = || stores.gone.iter().find_map(|(name, file)| Some((*name, plan(file, sql)?)));
    let plans = if now.is_empty() { gone().into_iter().collect() } else { now };
    assert!(!plans.is_empty(), "no store has the tables of this: {sql}");
    plans
}

/// The steps of a plan; nothing where a table is missing.
fn plan(file: &Path, sql: &str) -> Option<Vec<String>> {
    let raw = Connection::open(file).unwrap();
    // As the store's own connections: the plan does not depend on what is bound.
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).unwrap();
    // What triggers do belongs to it.
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true).unwrap();
    let mut statement = match raw.prepare(&format!("EXPLAIN QUERY PLAN {sql}")) {
        Ok(statement) => statement,
        Err(error) if error.to_string().contains("no such table") => return None,
        Err(error) => panic!("{sql}: {error}"),
    };
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        // The first line of a trigger has none.
        steps.extend(row.get::<_, Option<String>>("detail").unwrap());
    }
    Some(steps)
}

fn expected() -> BTreeMap<String, Plan> {
    let mut plans: BTreeMap<String, Plan> = BTreeMap::new();
    let mut last = String::new();
    for line in EXPECTED.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(step) = line.strip_prefix("    ") {
            let (step, why) = step.split_once(" -- ").map_or((step, None), |(step, why)| (step, Some(why.to_owned())));
            plans.get_mut(&last).expect("a statement first").push((step.to_owned(), why));
        } else {
            line.clone_into(&mut last);
            assert!(plans.insert(last.clone(), Vec::new()).is_none(), "twice: {line}");
        }
    }
    plans
}
