//! Who may say what about a contact; what no line names is refused.

use super::event::ContactEvent;
use crate::Role;

/// The front line and those who may whatever it may, and what the telephone system says by itself.
const FRONT_AND_SYSTEM: &[Role] = &[Role::Agent, Role::Lead, Role::System];
/// The front line and those who may whatever it may.
const FRONT: &[Role] = &[Role::Agent, Role::Lead];
/// Every line of the desk.
const LINES: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead];
/// Every line of the desk, and rules.
const LINES_AND_RULES: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead, Role::System];
/// Everybody who speaks with customers or listens to them.
const SPEAKERS: &[Role] = &[Role::Agent, Role::SecondLine, Role::Lead, Role::Quality];
/// An import.
const SYSTEM: &[Role] = &[Role::System];

impl ContactEvent {
    /// The roles that may write it, lowest first. A lead may whatever an agent may.
    pub const fn who_may(&self) -> &'static [Role] {
        match self {
            Self::Rang { .. }
            | Self::Answered { .. }
            | Self::Held
            | Self::Resumed
            | Self::Ended { .. }
            | Self::Wrapped { .. }
            | Self::Missed { .. } => FRONT_AND_SYSTEM,
            Self::Linked { .. } => FRONT,
            Self::Dropped { .. } => LINES,
            Self::CallbackBooked(_)
            | Self::CallbackMoved(_)
            | Self::CallbackDone { .. }
            | Self::CallbackNoAnswer { .. }
            | Self::CallbackCancelled { .. } => LINES_AND_RULES,
            Self::PhraseSaid { .. } => SPEAKERS,
            Self::Measured { .. } => SYSTEM,
            // Time alone does: it is written before anything else is said, and asked for by nobody.
            Self::CallbackMissed => &[],
        }
    }
}
