//! `zuoxi rebuild`: the lists made anew from the facts.

use clap::Args;

use super::Answer;
use super::long::follow;
use super::out::{Failure, Out};
use super::setting::Setting;

#[derive(Debug, Args)]
pub struct Rebuild {}

impl Rebuild {
    pub fn run(setting: &Setting, out: &mut Out) -> Result<Answer, Failure> {
        let path = setting.store_path()?;
        let mut desk = setting.desk_at_once(&path, false)?;
        follow(setting, &path, |follower| desk.store().rebuild_for(follower))?;
        out.answer(&setting.words.get("cli-rebuild-done"))
    }
}
