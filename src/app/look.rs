//! How the screens look on this terminal.

use crate::tui::{Depth, Glyphs, Scheme, Theme};

use super::probe::Traits;

/// The colours for a scheme on this terminal; `NO_COLOR` wins over every setting.
pub fn theme(scheme: Scheme) -> Theme {
    let of = |name: &str| std::env::var(name).unwrap_or_default();
    let scheme = if of("NO_COLOR").is_empty() { scheme } else { Scheme::Colourless };
    Theme::new(scheme, depth(&of("COLORTERM"), &of("TERM")))
}

/// The colours a terminal can show, by what it says of itself.
pub fn depth(colorterm: &str, term: &str) -> Depth {
    match (colorterm, term) {
        ("truecolor" | "24bit", _) => Depth::True,
        (_, term) if term.ends_with("-direct") => Depth::True,
        (_, term) if term.contains("256color") => Depth::Indexed,
        _ => Depth::Sixteen,
    }
}

/// The signs for this terminal: the narrow ones unless it draws ambiguous characters wide, where a column that is off
/// by one would shear every row.
pub fn glyphs(ascii: Option<bool>, traits: Traits) -> Glyphs {
    if ascii.unwrap_or(traits.ambiguous_wide == Some(true)) { Glyphs::ASCII } else { Glyphs::UNICODE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_what_the_terminal_says_of_itself() {
        assert_eq!(depth("truecolor", "xterm-256color"), Depth::True);
        assert_eq!(depth("", "xterm-256color"), Depth::Indexed);
        assert_eq!(depth("", "linux"), Depth::Sixteen);
    }

    #[test]
    fn terminals_that_draw_wide_get_ascii_signs_and_a_setting_overrides() {
        let wide = Traits { ambiguous_wide: Some(true), keyboard: false };
        assert_eq!(glyphs(None, wide), Glyphs::ASCII);
        assert_eq!(glyphs(Some(false), wide), Glyphs::UNICODE);
        assert_eq!(glyphs(None, Traits::default()), Glyphs::UNICODE);
    }
}
