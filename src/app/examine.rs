//! What can be found out about the terminal, for people who look after it.

use std::io::{self, Write};
use std::path::Path;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::probe::{self, Traits};
use super::{look, remembered, terminal};
use crate::text::width;
use crate::tui::Depth;

/// Characters terminals disagree about; the first five stand in the screens.
pub const SAMPLES: [&str; 9] = ["①", "╎", "›", "✓", "→", "「", "中", "👩‍💻", "❤️"];

/// A terminal as it shows itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terminal {
    /// Screens can open: both ends are a terminal.
    pub present: bool,
    pub term: String,
    /// The program that draws it, where it says so.
    pub program: String,
    /// Inside tmux or screen.
    pub inside: bool,
    pub depth: Depth,
    pub no_color: bool,
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// What it answered at an earlier start.
    pub remembered: Option<Traits>,
    /// How wide it draws the samples; empty where it was not asked.
    pub measured: Vec<Measured>,
}

/// How wide a sample is drawn, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    pub sample: &'static str,
    /// What the screens count with.
    pub counted: usize,
    /// What the terminal moved its cursor by; nothing when it did not answer.
    pub real: Option<usize>,
}

/// Looks at the terminal; it is asked for widths only where standard input and output are one.
///
/// `state_folder` is where earlier answers are kept.
pub fn terminal(state_folder: &Path) -> Terminal {
    let of = |name: &str| std::env::var(name).unwrap_or_default();
    let present = terminal::is_present();
    Terminal {
        present,
        term: of("TERM"),
        program: [of("TERM_PROGRAM"), of("TERM_PROGRAM_VERSION")].join(" ").trim().to_owned(),
        inside: !of("TMUX").is_empty() || !of("STY").is_empty(),
        depth: look::depth(&of("COLORTERM"), &of("TERM")),
        no_color: !of("NO_COLOR").is_empty(),
        size: crossterm::terminal::size().ok().filter(|_| present),
        remembered: remembered::recall(&remembered::place(state_folder)),
        // A terminal that refuses to be asked has simply not answered.
        measured: if present { measure().unwrap_or_default() } else { Vec::new() },
    }
}

/// Prints every sample at the beginning of a line and asks where the cursor stands.
fn measure() -> io::Result<Vec<Measured>> {
    enable_raw_mode()?;
    let mut out = io::stdout().lock();
    let mut silent = false;
    let measured = SAMPLES.map(|sample| {
        let real = if silent { None } else { probe::advance(&mut out, sample).ok().flatten() };
        // One that does not answer the first question answers none; nobody waits a second for that.
        silent |= real.is_none();
        Measured { sample, counted: width(sample), real }
    });
    let wiped = out.write_all(b"\r\x1b[K").and_then(|()| out.flush());
    disable_raw_mode()?;
    wiped?;
    Ok(measured.to_vec())
}

impl Terminal {
    /// Whether characters of ambiguous width take two cells: as measured, else as remembered.
    pub fn ambiguous_wide(&self) -> Option<bool> {
        let arrow = self.measured.iter().find(|measured| measured.sample == "→").and_then(|arrow| arrow.real);
        arrow.map(|cells| cells > 1).or_else(|| self.remembered.and_then(|traits| traits.ambiguous_wide))
    }
}
