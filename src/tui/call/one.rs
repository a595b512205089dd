//! One call: what it is doing, with whom, about which case.

use uuid::Uuid;

use crate::domain::code::codes;
use crate::domain::{Channel, Timestamp};

/// Without a word for this long, a line that is not on hold shows it.
pub const SILENCE_MS: i64 = 60_000;
/// Somebody on hold for this long is marked.
const LONG_HOLD_MS: i64 = 60_000;

codes! {
    /// What a line is doing: the customer called, we called, the customer waits, it is over but still being written down.
    Line { Talk = "talk", CallBack = "callback", Hold = "hold", WrapUp = "wrap-up" }

    /// How people meet over a channel: what is said of it on screen follows.
    Meeting { Telephone = "phone", Counter = "counter", Chat = "chat", Writing = "writing" }
}

impl Meeting {
    /// Over this channel.
    pub const fn over(channel: Channel) -> Self {
        match channel {
            Channel::Phone | Channel::Outbound => Self::Telephone,
            Channel::Onsite => Self::Counter,
            Channel::Online | Channel::Social => Self::Chat,
            Channel::Email | Channel::AfterSales | Channel::Letter | Channel::Regulator => Self::Writing,
        }
    }
}

/// A call, visit, chat or letter somebody at this desk deals with.
#[allow(clippy::struct_excessive_bools, reason = "what is known of a call is so or not, each by itself")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The contact's stream.
    pub id: Uuid,
    /// What it is doing.
    pub line: Line,
    /// Since when; hold and wrap-up count from their own beginning.
    pub since: Timestamp,
    /// When it began.
    pub began: Timestamp,
    /// The case it is about, or the one its form is to open.
    pub case: Uuid,
    /// That is kept with the contact.
    pub linked: bool,
    /// How they meet.
    pub channel: Channel,
    /// How it came is kept with the contact.
    pub told: bool,
    /// Whom it is known by, masked; empty while nobody knows.
    pub who: String,
    /// The number as typed, while it is not kept with the contact.
    pub number: String,
    /// The store has it.
    pub kept: bool,
    /// The contact whose customer is called back by it, until it is said whether anybody was reached.
    pub returns: Option<Uuid>,
    /// It was open when the program came up: nobody has said yet what happened to it meanwhile.
    pub found: bool,
}

impl Call {
    /// Somebody called and is spoken with; the case it is to be about gets the same identity.
    pub const fn inbound(case: Uuid, now: Timestamp) -> Self {
        Self {
            id: case,
            line: Line::Talk,
            since: now,
            began: now,
            case,
            linked: false,
            channel: Channel::Phone,
            told: false,
            who: String::new(),
            number: String::new(),
            kept: true,
            returns: None,
            found: false,
        }
    }

    /// We call about a case.
    pub fn outbound(id: Uuid, case: Uuid, now: Timestamp) -> Self {
        let (line, channel) = (Line::CallBack, Channel::Outbound);
        Self { case, line, channel, linked: true, told: true, ..Self::inbound(id, now) }
    }

    /// Whether it is we who called.
    pub const fn is_ours(&self) -> bool {
        matches!(self.channel, Channel::Outbound)
    }

    /// Whether it is spoken or written in now.
    pub const fn is_active(&self) -> bool {
        matches!(self.line, Line::Talk | Line::CallBack)
    }

    /// Whether somebody is there, on hold or not.
    pub const fn is_live(&self) -> bool {
        matches!(self.line, Line::Talk | Line::CallBack | Line::Hold)
    }

    /// Whether it takes the agent's voice.
    pub const fn is_spoken(&self) -> bool {
        matches!(self.meeting(), Meeting::Telephone | Meeting::Counter)
    }

    /// How they meet.
    pub const fn meeting(&self) -> Meeting {
        Meeting::over(self.channel)
    }

    pub(super) const fn hold(&mut self, now: Timestamp) {
        (self.line, self.since) = (Line::Hold, now);
    }

    /// Off hold, the timer counts the whole call again.
    pub(super) const fn resume(&mut self) {
        self.line = if self.is_ours() { Line::CallBack } else { Line::Talk };
        self.since = self.began;
    }

    pub(super) const fn end(&mut self, now: Timestamp) {
        (self.line, self.since, self.found) = (Line::WrapUp, now, false);
    }

    /// Seconds on hold so far; nothing on a line that is not.
    pub const fn hold_s(&self, now: Timestamp) -> i64 {
        if matches!(self.line, Line::Hold) { now.since_ms(self.since) / 1000 } else { 0 }
    }

    /// Whether somebody waits too long on hold.
    pub const fn waits_long(&self, now: Timestamp) -> bool {
        matches!(self.line, Line::Hold) && now.since_ms(self.since) >= LONG_HOLD_MS
    }

    /// How long nobody typed on a telephone line that is not on hold; whoever stands there or writes is no silence.
    pub const fn quiet_ms(&self, last_key: Timestamp, now: Timestamp) -> i64 {
        let from = if last_key.0 > self.since.0 { last_key } else { self.since };
        let heard = self.is_active() && matches!(self.meeting(), Meeting::Telephone);
        if heard { now.since_ms(from) } else { 0 }
    }

    /// The same, once that is worth showing.
    pub const fn silence_ms(&self, last_key: Timestamp, now: Timestamp) -> Option<i64> {
        let quiet = self.quiet_ms(last_key, now);
        if quiet > SILENCE_MS { Some(quiet) } else { None }
    }
}
