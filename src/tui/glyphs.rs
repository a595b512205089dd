//! The few signs that carry structure, each one cell wide on every terminal, and their ASCII twins.

/// The signs in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Between work and side.
    pub rule: &'static str,
    /// Above and below an overlay.
    pub edge: &'static str,
    /// Behind a step that is still to come or in hand.
    pub step: &'static str,
    /// Done, met.
    pub done: &'static str,
    /// Before the row or field in hand.
    pub hand: &'static str,
}

impl Glyphs {
    /// Narrow Unicode signs; none of ambiguous width.
    pub const UNICODE: Self = Self { rule: "╎", edge: "╌", step: "›", done: "✓", hand: ">" };
    /// For terminals that draw those wrongly.
    pub const ASCII: Self = Self { rule: "|", edge: "-", step: ">", done: "v", hand: ">" };
}
