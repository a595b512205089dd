//! What the screen says when the file of the store is not what it was.

use std::fs;

use crate::common::{F8, Home};
use crate::journeys::{CALL, new_call};

const QUIT: &str = "\x11";

/// S3: removed under the running program; the words stay, in sight and in the journal.
#[test]
fn a_store_that_is_gone_takes_no_more_words_and_says_so() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    let aside = home.path("aside.db");
    fs::rename(home.store(), &aside).unwrap();
    terminal.send(CALL).wait_for(CALL).send(F8);
    terminal.wait_for("案件库文件不见了").wait_for("zuoxi restore").wait_for(CALL);
    // Back in its place, the same key saves.
    fs::rename(&aside, home.store()).unwrap();
    terminal.send(F8).wait_for("已存");
    terminal.kill();
}

/// S1: a store that lost what was saved says so on every screen, and takes nothing more.
#[test]
fn a_store_behind_its_mark_is_shown_and_not_written() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    terminal.send(QUIT).wait_for("队列");
    terminal.kill();
    let before = fs::read(home.store()).unwrap();
    let log = home.store().with_extension("db-wal");
    let logged = fs::read(&log).unwrap_or_default();
    let mut terminal = new_call(&home);
    terminal.send(CALL).wait_for(CALL).send(F8).wait_for("已存");
    terminal.kill();
    fs::write(home.store(), &before).unwrap();
    fs::write(&log, &logged).unwrap();
    let mut terminal = home.start_sized(&[], 120, 40);
    terminal.wait_for("只能看，不再写入").wait_for("zuoxi verify");
    terminal.kill();
    assert!(fs::read(home.store()).unwrap() == before, "not a byte was written over it");
    let mut verify = home.command(["verify"]);
    verify.assert().code(1);
}

/// S9: somebody hung holds the lock; within two seconds a sentence says so, and the save is made once it is free.
#[test]
fn a_save_that_waits_for_a_hung_neighbour_says_so_and_is_made_afterwards() {
    let home = Home::new();
    let mut terminal = new_call(&home);
    let held = fs::File::open(home.store().with_extension("lock")).unwrap();
    held.lock().unwrap();
    let raw = rusqlite::Connection::open(home.store()).unwrap();
    raw.execute_batch("BEGIN IMMEDIATE").unwrap();
    terminal.send(CALL).wait_for(CALL).send(F8);
    terminal.wait_for("还在等");
    raw.execute_batch("ROLLBACK").unwrap();
    drop((raw, held));
    terminal.wait_for("已存").wait_gone("还在等");
    terminal.kill();
}
