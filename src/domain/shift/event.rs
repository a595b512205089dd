//! Facts about a person's shift: sign-on, sign-off and the agent states in between.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{StreamId, codes};

codes! {
    /// What an agent is doing; being on a call and wrap-up follow from contacts and are not recorded.
    AgentState {
        /// Ready for the next contact.
        Ready = "ready",
        Break = "break", Training = "training", Meeting = "meeting",
        /// A contact rang and was not answered.
        NotAnswered = "not_answered",
        Away = "away",
    }
}

/// A fact about a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum ShiftEvent {
    /// Sign-on: ready from here on.
    #[serde(rename = "shift.started")]
    Started {
        /// The stream of the person.
        person: Uuid,
        /// The team worked in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<String>,
        /// Whether this person is a lead on shift.
        lead_on_shift: bool,
    },
    /// Sign-off.
    #[serde(rename = "shift.ended")]
    Ended,
    /// Another agent state.
    #[serde(rename = "state.changed")]
    StateChanged {
        /// Which.
        state: AgentState,
        /// Why, as the desk names its reasons.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Something was refused for want of the right to it.
    #[serde(rename = "act.refused")]
    ActRefused {
        /// The kind of act or fact.
        act: String,
        /// What it was about.
        stream: StreamId,
        /// The code of the refusal.
        why: String,
    },
}

impl ShiftEvent {
    /// What happened, as other programs name it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Started { .. } => "shift.started",
            Self::Ended => "shift.ended",
            Self::StateChanged { .. } => "state.changed",
            Self::ActRefused { .. } => "act.refused",
        }
    }
}
