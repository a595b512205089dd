//! Facts about a contact: one call, chat, visit or letter, from its first ring to the end of its wrap-up.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values::TaskResult;
use crate::{Channel, Record, Timestamp, codes};

codes! {
    /// Who began a contact.
    #[derive(Default)]
    Direction {
        #[default]
        Inbound = "inbound", Outbound = "outbound",
    }

    /// How a fact about a contact came to be known.
    Source { Hand = "hand", Line = "line", Import = "import" }

    /// How a case came to be one of a contact.
    LinkedAs { Opened = "opened", Added = "added", Split = "split" }

    /// Who ended a contact; one that was cut off is called back.
    EndedBy { Customer = "customer", Us = "us", Cut = "cut", Unknown = "unknown" }

    /// Why nobody answered.
    MissedReason { Abandoned = "abandoned", Busy = "busy", AfterHours = "after_hours", Nobody = "nobody" }

    /// Why a contact was not a real one.
    DropReason {
        Silent = "silent", Prank = "prank", Sales = "sales", Abuse = "abuse", WrongNumber = "wrong_number",
    }

    /// Why a customer is to be called back.
    CallbackWhy { Missed = "missed", Cut = "cut", Asked = "asked" }
}

/// A call-back as it is booked or moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// By when.
    pub due: Timestamp,
    /// Why.
    pub why: CallbackWhy,
    /// The stream of the person who is to call; nobody in particular where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Uuid>,
    /// The number and a note; what is left out stays as it was.
    #[serde(default)]
    pub personal: Record,
}

/// A fact about a contact; seconds and rings are counted from 0, so that none can be negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum ContactEvent {
    /// The first ring or message, before any case.
    #[serde(rename = "contact.rang")]
    Rang {
        /// How.
        channel: Channel,
        /// Who began it.
        direction: Direction,
        /// The line or account it came in on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trunk: Option<String>,
        /// How this came to be known.
        source: Source,
        /// The number.
        #[serde(default)]
        personal: Record,
    },
    /// Picked up.
    #[serde(rename = "contact.answered")]
    Answered {
        /// The stream of the person who speaks with the customer.
        person: Uuid,
        /// Rings before that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rings: Option<u32>,
        /// Seconds before the first human word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wait_s: Option<u32>,
        /// Seconds before the automatic word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        auto_ack_s: Option<u32>,
    },
    /// On hold.
    #[serde(rename = "contact.held")]
    Held,
    /// Off hold.
    #[serde(rename = "contact.resumed")]
    Resumed,
    /// What it is about has a case.
    #[serde(rename = "contact.linked")]
    Linked {
        /// The stream of the case.
        case: Uuid,
        /// How it came to be one of this contact.
        #[serde(rename = "as")]
        how: LinkedAs,
    },
    /// Hung up.
    #[serde(rename = "contact.ended")]
    Ended {
        /// By whom.
        by: EndedBy,
    },
    /// After-call work is done.
    #[serde(rename = "contact.wrapped")]
    Wrapped {
        /// What it was, as the desk sorts its contacts.
        code: String,
        /// Seconds of after-call work, where they were counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acw_s: Option<u32>,
    },
    /// What the telephone system measured; it beats what was counted by hand.
    #[serde(rename = "contact.measured")]
    Measured {
        /// Seconds of talk.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        talk_s: Option<u32>,
        /// Seconds on hold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hold_s: Option<u32>,
        /// Seconds of after-call work.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acw_s: Option<u32>,
        /// What the telephone system calls this contact.
        #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
        /// How this came to be known.
        source: Source,
    },
    /// Nobody answered.
    #[serde(rename = "contact.missed")]
    Missed {
        /// Why.
        reason: MissedReason,
        /// Seconds the customer waited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wait_s: Option<u32>,
        /// The number.
        #[serde(default)]
        personal: Record,
    },
    /// Not a real contact, and no case was made of it.
    #[serde(rename = "contact.dropped")]
    Dropped {
        /// Why.
        reason: DropReason,
    },
    /// The customer is to be called back.
    #[serde(rename = "callback.booked")]
    CallbackBooked(Booking),
    /// At another time, or by somebody else.
    #[serde(rename = "callback.moved")]
    CallbackMoved(Booking),
    /// Called back.
    #[serde(rename = "callback.done")]
    CallbackDone {
        /// What came of it.
        result: TaskResult,
    },
    /// Tried; it stays to be done.
    #[serde(rename = "callback.no_answer")]
    CallbackNoAnswer {
        /// What came of it.
        result: TaskResult,
    },
    /// Not needed any more.
    #[serde(rename = "callback.cancelled")]
    CallbackCancelled {
        /// What came in its place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<TaskResult>,
    },
    /// Its time passed; it stays to be done.
    #[serde(rename = "callback.missed")]
    CallbackMissed,
    /// A phrase was said before there was a case.
    #[serde(rename = "phrase.said")]
    PhraseSaid {
        /// Which.
        phrase: String,
    },
}

impl ContactEvent {
    /// What of it was typed by somebody.
    pub const fn personal_mut(&mut self) -> Option<&mut Record> {
        match self {
            Self::Rang { personal, .. } | Self::Missed { personal, .. } => Some(personal),
            Self::CallbackBooked(booking) | Self::CallbackMoved(booking) => Some(&mut booking.personal),
            Self::Answered { .. }
            | Self::Held
            | Self::Resumed
            | Self::Linked { .. }
            | Self::Ended { .. }
            | Self::Wrapped { .. }
            | Self::Measured { .. }
            | Self::Dropped { .. }
            | Self::CallbackDone { .. }
            | Self::CallbackNoAnswer { .. }
            | Self::CallbackCancelled { .. }
            | Self::CallbackMissed
            | Self::PhraseSaid { .. } => None,
        }
    }

    /// What happened, as other programs name it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Rang { .. } => "contact.rang",
            Self::Answered { .. } => "contact.answered",
            Self::Held => "contact.held",
            Self::Resumed => "contact.resumed",
            Self::Linked { .. } => "contact.linked",
            Self::Ended { .. } => "contact.ended",
            Self::Wrapped { .. } => "contact.wrapped",
            Self::Measured { .. } => "contact.measured",
            Self::Missed { .. } => "contact.missed",
            Self::Dropped { .. } => "contact.dropped",
            Self::CallbackBooked(_) => "callback.booked",
            Self::CallbackMoved(_) => "callback.moved",
            Self::CallbackDone { .. } => "callback.done",
            Self::CallbackNoAnswer { .. } => "callback.no_answer",
            Self::CallbackCancelled { .. } => "callback.cancelled",
            Self::CallbackMissed => "callback.missed",
            Self::PhraseSaid { .. } => "phrase.said",
        }
    }
}
