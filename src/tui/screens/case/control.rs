//! Which control a field is filled with.

use super::steps::{Key, Row};
use crate::domain::calendar::Rulebook;
use crate::domain::values::{self, MASKED};
use crate::domain::{Field, Kind, Record, Value};
use crate::tui::cx::Cx;
use crate::tui::form::when::Side;
use crate::tui::form::{Control, Origin};
pub use crate::tui::tell::codes::{name, options};
use crate::tui::widgets::TextField;

/// Whether a field is written over several rows.
const fn is_long(field: Field) -> bool {
    matches!(
        field,
        Field::Description
            | Field::ResolutionText
            | Field::PlanSteps
            | Field::HandoverNote
            | Field::Note
            | Field::Update
            | Field::DesiredOutcome
            | Field::Tried
            | Field::Comment
            | Field::FinalPosition
            | Field::CustomerRequest
            | Field::ClosingNotice
    )
}

fn control(field: Field, kind: Option<Kind>, cx: &Cx) -> Control {
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
            let answers = ["case-keypad-1", "case-keypad-2", "case-keypad-3"].map(|key| cx.words.get(key));
            Control::Mark { answers: answers.into(), mark: None }
        }
        Field::Circumstances | Field::Facts | Field::Collaborating => Control::many(options(field, kind, cx)),
        _ => {
            let options = options(field, kind, cx);
            if !options.is_empty() {
                Control::one(options)
            } else if is_long(field) {
                Control::Words(TextField::lines(values::longest(field)))
            } else {
                Control::line(values::longest(field))
            }
        }
    }
}

pub fn row(field: Field, kind: Option<Kind>, cx: &Cx) -> Row {
    Row::new(Key::Field(field), control(field, kind, cx))
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
