//! Text on standard output and complaints on standard error, closed early or not.

use std::io::{self, BufWriter, ErrorKind, Stdout, Write};

use super::Answer;
use crate::app::{Problem, ProblemKind};

/// Why a command ended without an answer.
#[derive(Debug)]
pub enum Failure {
    Problem(Problem),
    /// Nobody reads any more (`zuoxi list | head`).
    StdoutClosed,
    /// A signal ended the workstation.
    Signal(i32),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::StdoutClosed;
        }
        Self::Problem(Problem::new(ProblemKind::Internal, error.to_string()))
    }
}

/// Standard output, buffered.
#[derive(Debug)]
pub struct Out(BufWriter<Stdout>);

impl Out {
    pub fn stdout() -> Self {
        Self(BufWriter::new(io::stdout()))
    }

    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.0, "{text}")?;
        Ok(())
    }

    /// Writes one line, which is all there is to say.
    pub fn answer(&mut self, text: &str) -> Result<Answer, Failure> {
        self.line(text)?;
        Ok(Answer::Yes)
    }

    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.0, value).map_err(io::Error::from)?;
        writeln!(self.0)?;
        Ok(())
    }

    pub fn finish(&mut self) -> Result<(), Failure> {
        self.0.flush()?;
        Ok(())
    }
}

/// Says what is wrong on standard error.
pub fn complain(problem: &Problem) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "zuoxi: {}", problem.sentence);
    for hint in &problem.hints {
        let _ = writeln!(stderr, "  {hint}");
    }
}
