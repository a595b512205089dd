//! `zuoxi completions`: what a shell needs to complete commands and options, explained in the chosen language.

use clap::Args;
use clap_complete::Shell;

use super::Answer;
use super::context::Context;
use super::localise;
use super::out::{Failure, Out};

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "shell", hide_possible_values = true)]
    shell: Shell,
}

impl Completions {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let mut command = localise::offering(&context.words);
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "zuoxi", &mut script);
        out.answer(String::from_utf8_lossy(&script).trim_end())
    }
}
