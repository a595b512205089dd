//! A major matter as its cases have it: one is the master, the others are attached to it.

use uuid::Uuid;

use super::Case;
use crate::Timestamp;

/// What makes a case the master of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Major {
    /// Since when.
    pub declared_at: Timestamp,
    /// Until when, where it is over.
    pub ended_at: Option<Timestamp>,
    /// The cases attached to it, in the order in which they came.
    pub attached: Vec<AttachedCase>,
}

/// A case attached to a master, as the master knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedCase {
    /// Its stream.
    pub id: Uuid,
    /// Its number.
    pub no: String,
}

/// The master of a case, as the case knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedTo {
    /// Its stream.
    pub master: Uuid,
    /// Its number.
    pub no: String,
    /// Why the case follows it no more.
    pub end: Option<AttachEnd>,
}

/// Why a case follows a master no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachEnd {
    /// It was taken off by hand.
    Detached,
    /// The matter is over.
    Over,
}

impl Case {
    /// The major matter it is the master of now.
    pub fn leads(&self) -> Option<&Major> {
        self.major.as_ref().filter(|major| major.ended_at.is_none() && !self.state.is_terminal())
    }

    /// The master it is attached to now: its customer hears how far we are with the others.
    pub fn follows(&self) -> Option<&AttachedTo> {
        self.attached_to.as_ref().filter(|to| to.end.is_none())
    }
}
