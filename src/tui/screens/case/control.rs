//! Which control a field is filled with, and what can be chosen in it.

use super::steps::{Key, Row};
use crate::domain::calendar::Rulebook;
use crate::domain::values::{MASKED, SpamReason, TaskResult};
use crate::domain::{Field, Kind, Lang, Manual, Modifier, Names, Record, Solved, Value};
use crate::tui::form::when::Side;
use crate::tui::form::{Choosable, Control, Origin};
use crate::tui::widgets::TextField;

/// Why an agent tells the lead by hand.
const TRIGGERS: [&str; 3] = ["decision", "customer_asks", "exposure_threat"];
/// What a customer can state to prove who they are.
const IDENTITY_FACTS: [&str; 6] = ["name", "phone_tail", "order_tail", "email", "last_purchase", "calling_number"];

/// The names codes are shown with.
pub struct Lexicon<'a> {
    /// The manual.
    pub manual: &'a Manual,
    /// The language of the screen.
    pub lang: Lang,
    /// Names of codes that only the locale files know.
    pub word: &'a dyn Fn(&str) -> String,
}

impl Lexicon<'_> {
    fn option(&self, code: &str, names: &Names) -> Choosable {
        Choosable::new(code, names.get(self.lang))
    }

    fn short(&self, code: &str, names: &Names, short: Option<&Names>) -> Choosable {
        self.option(code, short.unwrap_or(names))
    }

    /// Codes of a set of the rules, with names of the locale files (`<prefix>-<code>`).
    fn worded(&self, prefix: &str, codes: impl IntoIterator<Item = &'static str>) -> Vec<Choosable> {
        let name = |code: &str| (self.word)(&format!("{prefix}-{}", code.replace('_', "-")));
        codes.into_iter().map(|code| Choosable::new(code, name(code))).collect()
    }

    fn categories(&self) -> Vec<Choosable> {
        let subs = |category: &crate::domain::manual::Category| {
            category.subs.iter().map(|sub| self.option(&sub.id, &sub.names)).collect()
        };
        self.manual
            .categories
            .iter()
            .map(|category| Choosable { below: subs(category), ..self.option(&category.id, &category.names) })
            .collect()
    }

    /// The options of a field that holds a code; topics are those of the kind.
    pub fn options(&self, field: Field, kind: Option<Kind>) -> Vec<Choosable> {
        let manual = self.manual;
        match field {
            Field::Channel | Field::ToldByChannel => {
                manual.channels.iter().map(|one| self.short(one.id.as_str(), &one.names, one.short.as_ref())).collect()
            }
            Field::Kind => manual.kinds.iter().map(|one| self.option(one.id.as_str(), &one.names)).collect(),
            Field::Topic => self.topics(kind),
            Field::Category | Field::SecondCategory => self.categories(),
            Field::Severity => manual.severities.iter().map(|one| self.option(one.id.as_str(), &one.names)).collect(),
            Field::Emotion => {
                manual.emotions.iter().map(|one| self.short(one.id.as_str(), &one.names, one.short.as_ref())).collect()
            }
            Field::ResolutionType => coded(self, &manual.resolution_types),
            Field::Cause | Field::RootCause => coded(self, &manual.root_causes),
            Field::Department | Field::LeadDepartment | Field::Collaborating => coded(self, &manual.departments),
            Field::ToHolder => {
                manual.holders.iter().map(|one| self.short(one.id.as_str(), &one.names, one.short.as_ref())).collect()
            }
            Field::Outcome => manual.outcomes.iter().map(|one| self.option(one.id.as_str(), &one.names)).collect(),
            Field::PauseReason => manual.pause_reasons.iter().map(|one| self.option(&one.id, &one.names)).collect(),
            Field::Impact => manual.impacts.iter().map(|one| self.option(one.id.as_str(), &one.names)).collect(),
            Field::Urgency => manual.urgencies.iter().map(|one| self.option(one.id.as_str(), &one.names)).collect(),
            Field::Circumstances => self.circumstances(),
            Field::RevealReason => coded(self, &manual.reveal_reasons),
            Field::Solved => self.worded("solved", Solved::ALL.iter().map(|one| one.as_str())),
            Field::SpamReason => self.worded("case-spam", SpamReason::ALL.iter().map(|one| one.as_str())),
            Field::Trigger => self.worded("trigger", TRIGGERS),
            Field::Facts => self.worded("case-identity", IDENTITY_FACTS),
            Field::FollowUpResult => self.worded("case-result", TaskResult::ALL.iter().map(|one| one.as_str())),
            _ => Vec::new(),
        }
    }

    fn topics(&self, kind: Option<Kind>) -> Vec<Choosable> {
        let rule = self.manual.kinds.iter().find(|rule| Some(rule.id) == kind);
        let wanted = rule.map_or(&[][..], |rule| rule.topics.as_slice());
        let named = |code: &String| self.manual.topics.iter().find(|topic| &topic.id == code);
        wanted.iter().filter_map(named).map(|topic| self.option(&topic.id, &topic.names)).collect()
    }

    /// Circumstances a person ticks; the others are known to the store.
    fn circumstances(&self) -> Vec<Choosable> {
        const TICKED: [Modifier; 5] = [
            Modifier::RepeatContact,
            Modifier::ExposureThreat,
            Modifier::ExposureReal,
            Modifier::Vulnerable,
            Modifier::BrokenPromise,
        ];
        let rules = self.manual.modifiers.iter().filter(|rule| TICKED.contains(&rule.id));
        rules.map(|rule| self.option(rule.id.as_str(), &rule.names)).collect()
    }

    /// The name of the code a field holds.
    pub fn name(&self, field: Field, code: &str) -> String {
        if matches!(field, Field::Topic) {
            let topic = self.manual.topics.iter().find(|topic| topic.id == code);
            return topic.map_or_else(|| code.to_owned(), |topic| topic.names.get(self.lang).to_owned());
        }
        for option in self.options(field, None) {
            if option.code == code {
                return option.name;
            }
            if let Some(sub) = code.strip_prefix(option.code.as_str()).and_then(|rest| rest.strip_prefix('.'))
                && let Some(found) = option.below.iter().find(|below| below.code == sub)
            {
                return format!("{}  {}", found.name, option.name);
            }
        }
        code.to_owned()
    }
}

fn coded(lexicon: &Lexicon<'_>, list: &[crate::domain::manual::Coded]) -> Vec<Choosable> {
    list.iter().map(|one| lexicon.option(&one.id, &one.names)).collect()
}

/// The most characters a field may have.
pub const fn cap(field: Field) -> usize {
    match field {
        Field::Summary => 60,
        Field::Title => 10,
        Field::CustomerName
        | Field::Product
        | Field::Model
        | Field::CallerNumber
        | Field::OrderNo
        | Field::NoticeNo
        | Field::RecordingRef
        | Field::MasterCase => 40,
        Field::Company | Field::ToWhom | Field::ConfirmedBy | Field::ThirdParty | Field::PlanOwner => 80,
        Field::Email => 254,
        Field::Description | Field::ResolutionText | Field::PlanSteps | Field::HandoverNote | Field::Note => 4000,
        _ => 1000,
    }
}

/// Whether a field is written over several rows.
const fn is_long(field: Field) -> bool {
    matches!(
        field,
        Field::Description
            | Field::ResolutionText
            | Field::PlanSteps
            | Field::HandoverNote
            | Field::Note
            | Field::DesiredOutcome
            | Field::Tried
            | Field::Comment
            | Field::FinalPosition
            | Field::CustomerRequest
            | Field::ClosingNotice
    )
}

/// The control a field is filled with.
pub fn control(field: Field, kind: Option<Kind>, lexicon: &Lexicon<'_>) -> Control {
    match field {
        Field::ReceivedAt
        | Field::FirstSeenAt
        | Field::NoticeDue
        | Field::ToldAt
        | Field::PlanEta
        | Field::ReturnDue
        | Field::DoneAt
        | Field::PauseUntil
        | Field::Due => Control::When { typed: TextField::line(24), side: side(field) },
        Field::Rings
        | Field::WaitS
        | Field::AutoAckS
        | Field::Attempts
        | Field::IntervalMin
        | Field::Level
        | Field::TalkS
        | Field::HoldS
        | Field::AcwS => Control::Number { typed: TextField::line(6), cents: false },
        Field::LossAmount | Field::Cost => Control::Number { typed: TextField::line(12), cents: true },
        Field::CustomerConsent
        | Field::Confidentiality
        | Field::OutsideRoutesTold
        | Field::CustomerTold
        | Field::WrittenNoticeSent
        | Field::CustomerSaidSo
        | Field::Verified => Control::Tick(None),
        Field::Attitude | Field::Quality | Field::Speed | Field::Solving => {
            Control::Mark { answers: (1..=5).map(|mark| mark.to_string()).collect(), mark: None }
        }
        Field::Keypad => {
            let answers = ["case-keypad-1", "case-keypad-2", "case-keypad-3"].map(lexicon.word);
            Control::Mark { answers: answers.into(), mark: None }
        }
        Field::Circumstances | Field::Facts | Field::Collaborating => Control::many(lexicon.options(field, kind)),
        _ => {
            let options = lexicon.options(field, kind);
            if !options.is_empty() {
                Control::one(options)
            } else if is_long(field) {
                Control::Words(TextField::lines(cap(field)))
            } else {
                Control::line(cap(field))
            }
        }
    }
}

/// A row for a field.
pub fn row(field: Field, kind: Option<Kind>, lexicon: &Lexicon<'_>) -> Row {
    Row::new(Key::Field(field), control(field, kind, lexicon))
}

/// Which side of now the moments of a field lie on.
const fn side(field: Field) -> Side {
    match field {
        Field::ReceivedAt | Field::FirstSeenAt | Field::ToldAt | Field::DoneAt => Side::Past,
        _ => Side::Future,
    }
}

/// Fills every row the record has a value for.
pub fn fill_from(rows: &mut [Row], record: &Record, rules: &Rulebook) {
    for row in rows {
        if let Key::Field(field) = row.key
            && let Some(value) = record.get(field)
        {
            if let (true, Value::Text(words)) = (MASKED.contains(&field), value) {
                row.masked = Some(super::reveal::masked(field, words));
                row.required = false;
                continue;
            }
            row.fill(value, Origin::Saved, rules);
        }
    }
}
