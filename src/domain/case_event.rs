//! Facts about a case.

use serde::{Deserialize, Serialize};

use super::code::Channel;
use super::record::Record;
use super::time::Timestamp;

/// What happened on a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum CaseEvent {
    /// The case was opened.
    #[serde(rename = "case.opened")]
    Opened {
        /// The number told to the customer.
        no: String,
        /// The owner's number.
        owner: String,
        /// How it came.
        channel: Channel,
        /// First ring or first message.
        received_at: Timestamp,
        /// What was entered.
        record: Record,
        /// What was entered of persons.
        #[serde(default)]
        personal: Record,
    },
    /// A note.
    #[serde(rename = "note.added")]
    NoteAdded {
        /// The words.
        #[serde(default)]
        personal: Record,
    },
}
