//! The same pulled plug under a whole worked case at the desk.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::{PartyRequest, Rejection, Request};
use zuoxi::domain::{Actor, Case, Recorded, Timestamp};
use zuoxi::scenario::Door;
use zuoxi::store::{Open, Store};

use crate::image::{self, Cut, Dice, Disk, FATES};
use crate::shim::Tape;
use crate::{my_turn, shim};

/// Acts in the log.
pub fn acts(file: &Path) -> usize {
    let db = Connection::open(file).unwrap();
    db.query_row("SELECT count(*) FROM acts", [], |row| row.get::<_, i64>(0)).unwrap() as usize
}

/// The desk's own door, which tells the recorder whenever it tells its user "saved".
struct Acknowledging {
    desk: Desk,
    file: PathBuf,
}

impl Acknowledging {
    fn said<T>(&self, answer: Result<T, Rejection>) -> Result<T, Rejection> {
        if answer.is_ok() {
            shim::acknowledge(acts(&self.file));
        }
        answer
    }
}

impl Door for Acknowledging {
    fn rules(&self) -> &Rulebook {
        self.desk.rules()
    }

    fn stage(&mut self, request: &PartyRequest, at: Timestamp) -> Result<(), Rejection> {
        let answer = self.desk.stage(request, at);
        self.said(answer)
    }

    fn submit(&mut self, actor: &Actor, order: Request, at: Timestamp) -> Result<(), Rejection> {
        let answer = Door::submit(&mut self.desk, actor, order, at);
        self.said(answer)
    }

    fn let_time_pass(&mut self, at: Timestamp) -> Result<(), Rejection> {
        let answer = Door::let_time_pass(&mut self.desk, at);
        self.said(answer)
    }

    fn case(&mut self, id: Uuid) -> Option<(Case, Vec<Recorded>)> {
        Door::case(&mut self.desk, id)
    }
}

/// Examines one image after every operation, each fate in turn; how many.
pub fn every_moment(tape: &Tape, look: impl Fn(&Path, usize) -> Result<(), String> + Sync) -> usize {
    let mut dice = Dice(3);
    let mut disk = Disk::new(tape);
    let cut = |(moment, op)| {
        disk.step(op);
        let fate = FATES[moment % FATES.len()];
        Cut { moment, fate, acknowledged: disk.acknowledged, files: disk.image(fate, &mut dice) }
    };
    let cuts: Vec<Cut<'_>> = tape.ops.iter().enumerate().map(cut).collect();
    image::examine_each(&cuts, &look, "dice 3");
    cuts.len()
}

#[test]
fn a_case_from_intake_to_archive_survives_a_power_cut_at_any_moment() {
    let _turn = my_turn();
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("store.db");
    shim::record(place.path());
    let store = Store::open(&file, &Open::default()).unwrap();
    let mut door = Acknowledging { desk: Desk::new(store, rules.clone()).unwrap(), file };
    let worked = include_str!("../rehearsals/s3.toml");
    let report = zuoxi::scenario::run(&[("s3.toml", worked)], &mut door).unwrap();
    assert_eq!(report.different().count(), 0);
    let tape = shim::stop();
    drop(door);
    let look = |folder: &Path, acknowledged| {
        if !folder.join("store.db").exists() && acknowledged == 0 {
            return Ok(());
        }
        let store = Store::open(&folder.join("store.db"), &Open::default()).map_err(|error| error.to_string())?;
        let mut desk = Desk::new(store, rules.clone()).map_err(|error| error.to_string())?;
        let report = desk.store().verify().map_err(|error| error.to_string())?;
        if report.damages.is_empty() && report.acts as usize >= acknowledged {
            return Ok(());
        }
        Err(format!("{:?}, {} of {acknowledged} facts", report.damages, report.acts))
    };
    println!("{} images of a worked case", every_moment(&tape, look));
}
