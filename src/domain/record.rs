//! The fields of a case and of the acts upon it: one typed map, so that edits can conflict field by field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::code::{UnknownCode, codes, list};
use super::language::secret;
use super::time::Timestamp;

codes! {
    /// A named field of the intake record or of an act.
    Field {
        /// One of [`super::Channel`].
        Channel = "channel",
        /// First ring or first message, not the moment of typing.
        ReceivedAt = "received_at",
        /// Rings before the call was answered, 0–99.
        Rings = "rings",
        /// Seconds before the first human word.
        WaitS = "wait_s",
        /// Seconds before the automatic word.
        AutoAckS = "auto_ack_s",
        /// The number as typed, or `hidden`; [`super::language::phone`] normalises it.
        CallerNumber = "caller_number",
        CustomerName = "customer_name", Title = "title", Company = "company", Email = "email",
        /// The customer file, once the agent linked it.
        Customer = "customer",
        OrderNo = "order_no", Product = "product", Model = "model",
        /// One line, 4–60 characters; spoken in phrases as `{issue}`.
        Summary = "summary",
        Kind = "kind", Topic = "topic",
        /// `top.sub`.
        Category = "category", SecondCategory = "second_category", Severity = "severity",
        Description = "description", FirstSeenAt = "first_seen_at",
        /// In the customer's own words.
        DesiredOutcome = "desired_outcome",
        Tried = "tried", LossAmount = "loss_amount", Evidence = "evidence",
        Impact = "impact", Urgency = "urgency", Emotion = "emotion",
        /// Modifiers a person ticks: repeat contact, exposure, vulnerable, a promise broken before.
        Circumstances = "circumstances",
        NoticeNo = "notice_no", NoticeDue = "notice_due", RecordingRef = "recording_ref",
        ImmediateAction = "immediate_action",

        ResolutionType = "resolution_type", ResolutionText = "resolution_text", ToldAt = "told_at",
        ToldByChannel = "told_by_channel", CustomerConsent = "customer_consent", Cause = "cause",
        /// The act that offered the plan something was said or done about; filled in by the rules.
        OfPlan = "of_plan",
        PlanSteps = "plan_steps", PlanOwner = "plan_owner", PlanEta = "plan_eta", Cost = "cost",
        ToHolder = "to_holder", Department = "department", LeadDepartment = "lead_department",
        Collaborating = "collaborating", ThirdParty = "third_party", Confidentiality = "confidentiality",
        Agreement = "agreement", HandoverNote = "handover_note", ReturnDue = "return_due", Reason = "reason",
        RejectReason = "reject_reason", CustomerRequest = "customer_request", FinalPosition = "final_position",
        OutsideRoutesTold = "outside_routes_told", DoneAt = "done_at", DoneEvidence = "done_evidence",
        FailReason = "fail_reason", CustomerTold = "customer_told", Outcome = "outcome",
        ConfirmedBy = "confirmed_by", Attempts = "attempts", WrittenNoticeSent = "written_notice_sent",
        RootCause = "root_cause", ClosingNotice = "closing_notice", MasterCase = "master_case",
        SpamReason = "spam_reason", CustomerSaidSo = "customer_said_so", PauseReason = "pause_reason",
        /// What the customer still has to send.
        Missing = "missing", PauseUntil = "pause_until",
        /// The time of a promise, or the new time of a follow-up.
        Due = "due",
        /// Whom something was promised to, or who was told.
        ToWhom = "to_whom",
        /// What the customers of a major matter were told.
        Update = "update",
        /// The numbers of those among them who were told.
        Cases = "cases",
        Note = "note", FollowUpResult = "followup_result", Facts = "facts", Verified = "verified",
        /// What the customer wants done that asks for one more fact of who they are.
        Sensitive = "sensitive",
        Phrase = "phrase", RevealedField = "revealed_field",
        /// Why a masked field is shown: a reason of the manual.
        RevealReason = "reveal_reason",
        IntervalMin = "interval_min",

        Attitude = "attitude", Quality = "quality", Speed = "speed", Solving = "solving", Keypad = "keypad",
        Solved = "solved", Comment = "comment", RatingReason = "rating_reason",

        /// A level set by hand against the table.
        Level = "level",
        /// Seconds of talk of a contact.
        TalkS = "talk_s",
        /// Seconds on hold of a contact.
        HoldS = "hold_s",
        /// Seconds of after-call work of a contact.
        AcwS = "acw_s",
        /// Why the lead is told.
        Trigger = "trigger",
        /// The number of whoever is to own the case.
        Owner = "owner",
        /// Who was praised: a staff number, or whatever the customer called them.
        Praised = "praised",
    }
}

/// Fields whose values identify or quote a person.
const PERSONAL: &[Field] = list!(Field:
    CallerNumber CustomerName Title Company Email OrderNo Summary Description DesiredOutcome Tried Evidence NoticeNo
    ImmediateAction ResolutionText PlanSteps PlanOwner HandoverNote Reason RejectReason CustomerRequest
    FinalPosition DoneEvidence FailReason ConfirmedBy ClosingNotice Missing ToWhom Note Comment RatingReason Product
    Model ThirdParty Agreement Praised Update);

impl Field {
    /// Whether the value identifies or quotes a person, and so belongs to the erasable part of a fact.
    pub fn is_personal(self) -> bool {
        PERSONAL.contains(&self)
    }
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words, already made safe at the edge.
    Text(String),
    /// A code of the manual or of a closed set.
    Code(String),
    /// Several codes, in the order given.
    Codes(Vec<String>),
    /// A moment.
    At(Timestamp),
    /// A whole number (rings, seconds, marks; money in cents).
    Number(i64),
    /// Ticked or not.
    Flag(bool),
}

/// Fields with their values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Record(pub BTreeMap<Field, Value>);

impl Record {
    /// The value of a field; blank words count as absent.
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.0.get(&field).filter(|value| !matches!(value, Value::Text(text) if text.trim().is_empty()))
    }

    /// Words of a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.get(field)? {
            Value::Text(text) | Value::Code(text) => Some(text),
            _ => None,
        }
    }

    /// The code of a field, parsed into its closed set.
    pub fn code<C: std::str::FromStr<Err = UnknownCode>>(&self, field: Field) -> Option<C> {
        self.text(field)?.parse().ok()
    }

    /// The codes of a field; empty when absent.
    pub fn codes(&self, field: Field) -> &[String] {
        match self.get(field) {
            Some(Value::Codes(codes)) => codes,
            _ => &[],
        }
    }

    /// The moment a field holds.
    pub fn at(&self, field: Field) -> Option<Timestamp> {
        match self.get(field)? {
            Value::At(at) => Some(*at),
            _ => None,
        }
    }

    /// The number a field holds.
    pub fn number(&self, field: Field) -> Option<i64> {
        match self.get(field)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether a field is ticked.
    pub fn flag(&self, field: Field) -> bool {
        matches!(self.get(field), Some(Value::Flag(true)))
    }

    /// Sets a field.
    pub fn set(&mut self, field: Field, value: Value) -> &mut Self {
        self.0.insert(field, value);
        self
    }

    /// The same record with a field set; for building records in one expression.
    #[must_use]
    pub fn with(mut self, field: Field, value: Value) -> Self {
        self.set(field, value);
        self
    }

    /// Fills a field that is still empty.
    pub fn fill(&mut self, field: Field, value: Value) -> &mut Self {
        if self.get(field).is_none() {
            self.set(field, value);
        }
        self
    }

    /// Reduces every identity and card number in its words to the last four characters.
    pub fn hide_numbers(&mut self) {
        for value in self.0.values_mut() {
            if let Value::Text(text) = value {
                *text = secret::hide_ids_and_cards(text);
            }
        }
    }

    /// Takes over every field of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(|(field, value)| (*field, value.clone())));
    }

    /// The part kept for ever and the part that can be erased.
    #[must_use]
    pub fn split(self) -> (Self, Self) {
        let (personal, facts) = self.0.into_iter().partition(|(field, _)| field.is_personal());
        (Self(facts), Self(personal))
    }
}
