//! Closed sets of codes: the words the rules know by name, as the manual and the log spell them.
//!
//! Codes a company may add to (categories, departments, topics, resolution types, causes, pause reasons) are
//! plain `String`s checked against the manual; the sets here are the ones a rule branches on.

/// Declares closed sets of codes, each with its spelling in the manual, the log and the command line.
#[macro_export]
macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[doc = concat!("`", $text, "`")] #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every code of the set, in the order of the manual.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The spelling used in the manual, the log and on the command line.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::code::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err($crate::code::UnknownCode(text.to_owned())) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    )+};
}
pub use codes;

/// Some codes of a set, in order: `list!(Field: Due ToWhom Note)`.
macro_rules! list {
    ($set:ident: $($code:ident)+) => { &[$($set::$code),+] };
}
pub(crate) use list;

/// A spelling that is not in the set it was looked up in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown code `{0}`")]
pub struct UnknownCode(pub String);

codes! {
    /// A language the workstation speaks.
    Lang { ZhCn = "zh-CN", ZhTw = "zh-TW", En = "en" }

    /// One of the five steps of the manual.
    Stage { Intake = "intake", Identify = "identify", Process = "process", Feedback = "feedback", Archive = "archive" }

    /// Where a case stands; holder, pause and escalation are deliberately not states.
    #[derive(Default)]
    State {
        #[default]
        Intake = "intake", Identify = "identify", Process = "process", PlanConfirm = "plan_confirm",
        Implement = "implement", Verify = "verify", Closing = "closing", Archived = "archived",
        Cancelled = "cancelled", Spam = "spam", Merged = "merged",
    }
}

impl State {
    /// The step the state belongs to.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Intake => Stage::Intake,
            Self::Identify => Stage::Identify,
            Self::Process => Stage::Process,
            Self::PlanConfirm | Self::Implement | Self::Verify => Stage::Feedback,
            Self::Closing | Self::Archived | Self::Cancelled | Self::Spam | Self::Merged => Stage::Archive,
        }
    }

    /// Whether the case has left the desk; only an archived case can come back.
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Archived | Self::Cancelled | Self::Spam | Self::Merged)
    }
}

codes! {
    /// The way a contact reached us (or we reached the customer).
    #[derive(Default)]
    Channel {
        #[default]
        Phone = "phone", Online = "online", Onsite = "onsite", Social = "social", Email = "email",
        AfterSales = "after_sales", Letter = "letter", Regulator = "regulator", Outbound = "outbound",
    }

    /// What the contact is about.
    Kind {
        Enquiry = "enquiry", Complaint = "complaint", Fault = "fault", Suggestion = "suggestion",
        Proactive = "proactive",
    }

    /// How bad the damage of a complaint is.
    Severity { Light = "light", Moderate = "moderate", Heavy = "heavy" }

    /// How much is affected; one of the two inputs of the grade.
    Impact { Critical = "critical", Core = "core", Partial = "partial", None = "none" }

    /// How soon the customer needs it; the other input of the grade.
    Urgency { Now = "now", Soon = "soon", Normal = "normal" }

    /// A circumstance that may raise the level.
    Modifier {
        SeverityFloor = "severity_floor", SubFloor = "sub_floor", KeyCustomer = "key_customer",
        RepeatContact = "repeat_contact", Reopened = "reopened", BrokenPromise = "broken_promise",
        ExposureThreat = "exposure_threat", ExposureReal = "exposure_real", Vulnerable = "vulnerable",
    }

    /// A time limit that runs on a case.
    ClockKind {
        Respond = "respond", Start = "start", Progress = "progress", ReturnDue = "return_due", Plan = "plan",
        Answer = "answer", Record = "record", Close = "close", Ceiling = "ceiling",
    }

    /// The kind of time a limit counts in.
    CalendarKind { Always = "always", Service = "service", Work = "work", Outbound = "outbound" }

    /// Who may do an act; `System` is the author of what follows from an act by rule.
    Role {
        Agent = "agent", SecondLine = "second_line", Lead = "lead", Quality = "quality", Admin = "admin",
        System = "system",
    }

    /// Where the work on a case lies at the moment; the owner does not change with it.
    #[derive(Default)]
    HolderKind {
        #[default]
        Frontline = "frontline", SecondLine = "second_line", Department = "department", ThirdParty = "third_party",
    }

    /// A dated task after a contact.
    FollowUpKind {
        Progress = "progress", Promise = "promise", ReturnDue = "return_due", ImplCheck = "impl_check",
        Satisfaction = "satisfaction", LowScore = "low_score", Watch = "watch", Care = "care", Survey = "survey",
        Callback = "callback", CustomerWait = "customer_wait", SuggestionNotice = "suggestion_notice", Praise = "praise",
    }

    /// How a case ended.
    Outcome {
        Resolved = "resolved", ResolvedPartly = "resolved_partly", Explained = "explained",
        UnresolvedFinal = "unresolved_final", Unreachable = "unreachable", Withdrawn = "withdrawn",
        Merged = "merged", Spam = "spam",
    }

    /// The customer's mood as the agent hears it; steers phrases, never ratings of people.
    Emotion {
        Calm = "calm", Anxious = "anxious", Annoyed = "annoyed", Angry = "angry", Distressed = "distressed",
        Threatening = "threatening", Abusive = "abusive",
    }

    /// A customer's standing.
    Tier { Standard = "standard", Key = "key", Strategic = "strategic" }

    /// A dimension of a rating.
    Dimension { Attitude = "attitude", Quality = "quality", Speed = "speed", Solving = "solving" }

    /// Whether a rating was given.
    RatingStatus { Scored = "scored", Refused = "refused", NoAnswer = "no_answer", NotAsked = "not_asked" }

    /// The customer's own word on whether the matter is solved, independent of the marks.
    Solved { Yes = "yes", Partly = "partly", No = "no" }
}

impl FollowUpKind {
    /// Whether it is done by calling the customer, so that nobody may answer.
    pub const fn is_call(self) -> bool {
        !matches!(self, Self::Promise | Self::Progress | Self::ReturnDue | Self::Praise)
    }
}

/// An urgency level, 1 (most urgent) to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// Urgent.
    pub const ONE: Self = Self(1);
    /// Important.
    pub const TWO: Self = Self(2);
    /// Ordinary.
    pub const THREE: Self = Self(3);

    /// The level with this number, if there is one.
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 3 { Some(Self(number)) } else { None }
    }

    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Level {
    type Error = UnknownCode;
    fn try_from(number: u8) -> Result<Self, UnknownCode> {
        Self::new(number).ok_or_else(|| UnknownCode(number.to_string()))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}
