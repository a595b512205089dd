//! The closed sets of codes by which the manual says when a phrase is the one to say.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use crate::Act;
use crate::code::{UnknownCode, codes};

codes! {
    /// What on the line calls for words before all others: the caller is not heard, or hardly, after the greeting; the
    /// hold key is pressed; the caller waits, waits long, has us back; nobody spoke for a minute; nothing can be saved.
    LineEvent {
        Unheard = "unheard", Broken = "broken", HoldKey = "hold_key", Hold = "hold", LongHold = "long_hold",
        Back = "back", Silence = "silence", StoreDown = "store_down",
    }

    /// What we owe the customer: a promise whose time is over, a word broken now or before, an update whose time is over,
    /// one that is due, a time we shall miss.
    Debt {
        Promise = "promise", BrokenWord = "broken_word", Overdue = "overdue", Update = "update", Delay = "delay",
    }

    /// What has to hold for a phrase to be true or fair.
    Need {
        Danger = "danger", Injured = "injured", Unhurt = "unhurt", SameMatter = "same_matter",
        NewMatter = "new_matter", BrokenWord = "broken_word", LetDown = "let_down", OurFault = "our_fault",
        Supervisor = "supervisor", Threat = "threat", Vulnerable = "vulnerable", LowMark = "low_mark",
        HighMark = "high_mark", Unmarked = "unmarked", Ratable = "ratable", LateRings = "late_rings",
        InTime = "in_time", WaitComplaint = "wait_complaint", LongTalk = "long_talk", JustCame = "just_came", Known = "known",
        OpenCase = "open_case", AfterHours = "after_hours", Staffed = "staffed", Regulator = "regulator",
        KindOpen = "kind_open", KindKnown = "kind_known", WordStands = "word_stands", Graded = "graded", Unverified = "unverified", TriesLeft = "tries_left",
        ThirdFailure = "third_failure", SeveralDepartments = "several_departments", ThirdParty = "third_party",
        WaitsForCustomer = "waits_for_customer", InHand = "in_hand", OverLimit = "over_limit", PlanReady = "plan_ready",
        PlanTold = "plan_told", Comeback = "comeback", PastReopening = "past_reopening", Theirs = "theirs",
        Ours = "ours", NotReached = "not_reached", Cut = "cut", Missed = "missed",
    }

    /// Where the offer of a solution stands.
    PlanStanding {
        Ready = "ready", Told = "told", Accepted = "accepted", Failed = "failed", Late = "late",
    }

    /// Whether a time we gave has come.
    Owed { Due = "due", Overdue = "overdue" }

    /// Why we ring back.
    Callback { Missed = "missed", Cut = "cut" }

    /// What the telephone is doing.
    Telephone { Talk = "talk", CallBack = "callback", Hold = "hold", WrapUp = "wrap_up", Ready = "ready" }
}

/// What is being done: a form that is open, or the hold key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// The form of a new contact.
    Intake,
    /// Marks are entered.
    Rating,
    /// A note is written.
    Note,
    /// The line is about to be put on hold.
    Hold,
    /// The form of an act.
    Act(Act),
}

impl FromStr for Doing {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        match text {
            "intake" => Ok(Self::Intake),
            "rating" => Ok(Self::Rating),
            "note" => Ok(Self::Note),
            "hold" => Ok(Self::Hold),
            act => act.parse().map(Self::Act),
        }
    }
}

impl<'de> Deserialize<'de> for Doing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
