//! The shape of the command line. Every word of its help lives in the locale files, see [`super::localise`].

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    absorb, backup, calendar, completions, config, demo, doctor, help, list, man, manual, rebuild, rehearse, restore,
    salvage, show, verify,
};

#[derive(Debug, Parser)]
#[command(
    name = "zuoxi",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command understands.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    // The environment's words for these three are read with the configuration.
    #[arg(long, global = true, value_name = "path")]
    pub store: Option<PathBuf>,
    #[arg(long, global = true, value_name = "path")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "language")]
    pub lang: Option<String>,
    #[arg(long = "as", id = "as", global = true, env = "ZUOXI_AS", hide_env = true, value_name = "no")]
    pub agent: Option<String>,
    // Only a store made by demo takes it; the others refuse.
    #[arg(long, global = true, env = "ZUOXI_AT", hide_env = true, value_name = "time")]
    pub at: Option<String>,
}

/// The commands; without one the workstation opens.
#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(demo::Demo),
    Rehearse(rehearse::Rehearse),
    List(list::List),
    Show(show::Show),
    Manual(manual::Manual),
    Config(config::Config),
    Verify(verify::Verify),
    Rebuild(rebuild::Rebuild),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Salvage(salvage::Salvage),
    Absorb(absorb::Absorb),
    Doctor(doctor::Doctor),
    Calendar(calendar::Calendar),
    Completions(completions::Completions),
    Man(man::Man),
    Help(help::Help),
}
