//! What a terminal answered last time, so that the next start need not ask.

use std::fs;
use std::path::{Path, PathBuf};

use super::probe::Traits;

/// Where answers of this kind of terminal are kept, in `folder`.
///
/// `TERM` alone names a family: the program that draws the window, and a multiplexer in between, are part of the name.
pub fn place(folder: &Path) -> PathBuf {
    let of = |name: &str| std::env::var(name).unwrap_or_default();
    let inside = if of("TMUX").is_empty() && of("STY").is_empty() { "" } else { "mux" };
    let name = [of("TERM"), of("TERM_PROGRAM"), of("TERM_PROGRAM_VERSION"), inside.to_owned()].join("-");
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    folder.join(format!("terminal-{name}"))
}

/// What was answered, if this terminal was asked before.
pub fn recall(place: &Path) -> Option<Traits> {
    let text = fs::read_to_string(place).ok()?;
    let (width, keyboard) = text.trim().split_once(' ')?;
    let ambiguous_wide = match width {
        "wide" => Some(true),
        "narrow" => Some(false),
        _ => return None,
    };
    Some(Traits { ambiguous_wide, keyboard: keyboard == "keyboard" })
}

/// Keeps an answer; a terminal that gave none is asked again.
pub fn keep(place: &Path, traits: Traits) {
    if let Some(wide) = traits.ambiguous_wide {
        let width = if wide { "wide" } else { "narrow" };
        let keyboard = if traits.keyboard { "keyboard" } else { "plain" };
        // Not kept means asked again.
        let _ = fs::write(place, format!("{width} {keyboard}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_recalled_as_it_was_given_and_rubbish_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("terminal-x");
        let traits = Traits { ambiguous_wide: Some(true), keyboard: true };
        keep(&place, traits);
        assert_eq!(recall(&place), Some(traits));
        fs::write(&place, "wi").unwrap();
        assert_eq!(recall(&place), None);
    }
}
