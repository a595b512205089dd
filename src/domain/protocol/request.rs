//! What is to be written.

use uuid::Uuid;

use crate::domain::command::Command;
use crate::domain::time::{EventId, StreamId};

/// Names a request or a query so that its answer finds its asker.
pub type Token = u64;

/// Something to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// An act upon a case; [`crate::domain::Act::Open`] makes the stream named here.
    Act {
        /// The case's stream; made by the asker for a new case.
        case: Uuid,
        /// The act.
        command: Command,
    },
    /// Several acts on one case in one transaction (a form that does two steps at once); all or none.
    Acts {
        /// The case's stream.
        case: Uuid,
        /// The acts, in order.
        commands: Vec<Command>,
    },
}

impl Request {
    /// The stream it is about.
    pub const fn stream(&self) -> StreamId {
        match self {
            Self::Act { case, .. } | Self::Acts { case, .. } => StreamId::case(*case),
        }
    }

    /// The identity of the first fact, made when the form opened: a retry with it writes nothing twice.
    pub fn key(&self) -> Option<EventId> {
        match self {
            Self::Act { command, .. } => Some(command.id),
            Self::Acts { commands, .. } => commands.first().map(|command| command.id),
        }
    }
}
