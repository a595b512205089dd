//! `zuoxi help`: the help of a command, as `--help` behind it gives it.

use clap::Args;

#[derive(Debug, Args)]
pub struct Help {
    #[arg(value_name = "command")]
    pub command: Vec<String>,
}
