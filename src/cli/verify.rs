//! `zuoxi verify`: the chain over every fact, and the lists against the facts.

use clap::Args;

use super::Answer;
use super::long::follow;
use super::out::{Failure, Out};
use super::setting::Setting;

#[derive(Debug, Args)]
pub struct Verify {}

impl Verify {
    pub fn run(setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        let path = setting.store_path()?;
        let mut desk = setting.desk_at_once(&path, false)?;
        let report = follow(setting, &path, |follower| {
            desk.make_rows(follower)?;
            desk.store().verify_for(follower)
        })?;
        for damage in &report.damages {
            out.line(&setting.fill("cli-verify-damage", &[("what", &damage.to_string())]))?;
        }
        if !report.damages.is_empty() {
            return Ok(Answer::No);
        }
        // Whoever looks after the store sees in `doctor` how long ago that was.
        desk.store().note_checked(setting.clock()?.now()).map_err(|error| setting.store_problem(&error, &path))?;
        let (acts, cases) = (report.acts.to_string(), report.cases.to_string());
        out.line(&setting.fill("cli-verify-fine", &[("acts", &acts), ("streams", &cases)]))?;
        for (station, seq, hash) in &report.heads {
            out.line(&format!("{station} {seq} {hash}"))?;
        }
        Ok(Answer::Yes)
    }
}
