//! Text on standard output and complaints on standard error, closed early or not.

use std::fmt::Write as _;
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};

use super::Answer;
use crate::app::{Problem, ProblemKind};
use crate::text::{is_harmful, shown};

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

    /// Writes a line, or several; what could do harm to a terminal is marked.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.0, "{}", shown(text))?;
        Ok(())
    }

    /// Writes one line, which is all there is to say.
    pub fn answer(&mut self, text: &str) -> Result<Answer, Failure> {
        self.line(text)?;
        Ok(Answer::Yes)
    }

    /// Writes a value as one line of JSON; what could do harm to a terminal stands there as its number.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(io::Error::from)?;
        // Outside of strings there is nothing but ASCII, and no control signs.
        writeln!(self.0, "{}", numbered(&text))?;
        Ok(())
    }

    pub fn finish(&mut self) -> Result<(), Failure> {
        self.0.flush()?;
        Ok(())
    }
}

/// Signs that could do harm, as JSON escapes them.
fn numbered(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for char in json.chars() {
        if is_harmful(char) {
            for unit in char.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(char);
        }
    }
    text
}

/// Says what is wrong on standard error.
pub fn complain(problem: &Problem) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "zuoxi: {}", shown(&problem.sentence));
    for hint in &problem.hints {
        let _ = writeln!(stderr, "  {}", shown(hint));
    }
}
