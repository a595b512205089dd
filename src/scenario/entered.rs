//! What was entered, as fields; free text a rule asks for comes from the step's note, else the file's title.

use uuid::Uuid;

use super::file::{File, Grading, Marks, Step};
use crate::domain::calendar::Calendar;
use crate::domain::code::{Channel, Kind};
use crate::domain::record::{Field, Record, Value};
use crate::domain::time::Timestamp;
use crate::domain::values::HIDDEN;

/// Builds fields from written values.
pub(super) struct Entered<'a> {
    pub file: &'a File,
    pub calendar: &'a Calendar,
    pub record: Record,
}

impl<'a> Entered<'a> {
    pub(super) fn new(file: &'a File, calendar: &'a Calendar) -> Self {
        Self { file, calendar, record: Record::default() }
    }

    pub(super) fn code(&mut self, field: Field, code: Option<&String>) -> &mut Self {
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            self.record.set(field, Value::Code(code.clone()));
        }
        self
    }

    pub(super) fn codes(&mut self, field: Field, codes: Option<&Vec<String>>) -> &mut Self {
        if let Some(codes) = codes {
            self.record.set(field, Value::Codes(codes.clone()));
        }
        self
    }

    pub(super) fn text(&mut self, field: Field, text: &str, most: usize) -> &mut Self {
        if !text.is_empty() {
            self.record.fill(field, Value::Text(text.chars().take(most).collect()));
        }
        self
    }

    pub(super) fn number(&mut self, field: Field, number: Option<i64>) -> &mut Self {
        if let Some(number) = number {
            self.record.set(field, Value::Number(number));
        }
        self
    }

    pub(super) fn flag(&mut self, field: Field, flag: bool) -> &mut Self {
        self.record.set(field, Value::Flag(flag));
        self
    }

    pub(super) fn at(&mut self, field: Field, at: Option<&toml::value::Datetime>) -> &mut Self {
        if let Some(at) = at.and_then(|at| moment(self.calendar, at)) {
            self.record.set(field, Value::At(at));
        }
        self
    }
}

/// A written local time as a moment.
pub(super) fn moment(calendar: &Calendar, written: &toml::value::Datetime) -> Option<Timestamp> {
    super::file::local(written).map(|local| calendar.at(local))
}

/// The free text of a step.
pub(super) fn words<'a>(file: &'a File, step: &'a Step) -> &'a str {
    step.note.as_deref().filter(|note| !note.is_empty()).unwrap_or(&file.title)
}

/// The intake of a file, as known when the contact begins.
pub(super) fn opening(file: &File, calendar: &Calendar, customer: Option<Uuid>) -> Record {
    let mut entered = Entered::new(file, calendar);
    let phone = if file.customer.phone.is_empty() { HIDDEN } else { &file.customer.phone };
    entered
        .code(Field::Channel, Some(&file.channel))
        .at(Field::ReceivedAt, Some(&file.received_at))
        .text(Field::CallerNumber, phone, 64)
        .text(Field::CustomerName, &file.customer.name, 40)
        .text(Field::Title, &file.customer.title, 20)
        .text(Field::Company, &file.customer.company, 80)
        .text(Field::Email, &file.customer.email, 254)
        .text(Field::OrderNo, &file.customer.order, 32)
        .text(Field::Summary, &file.title, 60)
        .code(Field::Customer, customer.map(|id| id.to_string()).as_ref());
    entered.record
}

/// The customer's file before the contact.
pub(super) fn customer(file: &File, calendar: &Calendar) -> Record {
    let mut record = opening(file, calendar, None);
    record.0.retain(|field, _| field.is_personal() && *field != Field::Summary);
    record
}

/// What the agent enters when grading.
pub(super) fn grading(file: &File, calendar: &Calendar, step: &Step) -> Record {
    let given: &Grading = &file.grading;
    let kind: Option<Kind> = given.kind.as_ref().and_then(|kind| kind.parse().ok());
    let mut entered = Entered::new(file, calendar);
    entered
        .code(Field::Kind, given.kind.as_ref())
        .code(Field::Topic, given.topic.as_ref())
        .code(Field::Category, given.category.as_ref())
        .code(Field::SecondCategory, given.second_category.as_ref())
        .code(Field::Severity, given.severity.as_ref())
        .code(Field::Impact, given.impact.as_ref())
        .code(Field::Urgency, given.urgency.as_ref())
        .code(Field::Emotion, given.emotion.as_ref())
        .code(Field::LeadDepartment, given.lead_department.as_ref())
        .codes(Field::Collaborating, given.collaborating.as_ref())
        .codes(Field::Circumstances, given.circumstances.as_ref())
        .at(Field::FirstSeenAt, given.first_seen_at.as_ref())
        .text(Field::Product, given.product.as_deref().unwrap_or_default(), 40)
        .text(Field::Description, words(file, step), 4000)
        .text(Field::DesiredOutcome, words(file, step), 4000)
        .text(Field::ImmediateAction, words(file, step), 200);
    if kind == Some(Kind::Complaint) {
        let order = if file.customer.order.is_empty() { "none" } else { &file.customer.order };
        entered.text(Field::Product, order, 40);
    }
    if matches!(kind, Some(Kind::Complaint | Kind::Fault)) && file.customer.name.is_empty() {
        entered.text(Field::CustomerName, "refused", 40);
    }
    match &given.third_party {
        Some(toml::Value::String(name)) => drop(entered.text(Field::ThirdParty, name, 80)),
        Some(toml::Value::Boolean(true)) => drop(entered.text(Field::ThirdParty, &file.title, 80)),
        _ => {}
    }
    entered.record
}

/// A rating as given.
pub(super) fn marks(entered: &mut Entered<'_>, marks: Option<&Marks>) {
    let Some(marks) = marks else { return };
    entered
        .number(Field::Attitude, marks.attitude)
        .number(Field::Quality, marks.quality)
        .number(Field::Speed, marks.speed)
        .number(Field::Solving, marks.solving)
        .number(Field::Keypad, marks.keypad);
    let solved = match &marks.resolved {
        Some(toml::Value::Boolean(true)) => "yes",
        Some(toml::Value::Boolean(false)) => "no",
        Some(toml::Value::String(text)) if text == "partly" => "partly",
        _ => return,
    };
    entered.code(Field::Solved, Some(&solved.to_owned()));
}

/// The measured first answer: when, and what was measured. A live contact nobody measured was answered at once.
pub(super) fn first_response(file: &File, ring_s: i64, live: bool) -> Option<(i64, Record)> {
    let own_step = file.steps.iter().any(|step| step.event == "first_response");
    let channel: Option<Channel> = file.channel.parse().ok();
    let measured = file.first_response_s.or(file.rings.map(|rings| rings * ring_s));
    let wait_s = match measured {
        Some(wait_s) => wait_s,
        None if live && !own_step && file.auto_ack_s.is_none() && channel != Some(Channel::Outbound) => 0,
        None => return None,
    };
    let mut record = Record::default().with(Field::WaitS, Value::Number(wait_s));
    if let Some(rings) = file.rings {
        record.set(Field::Rings, Value::Number(rings));
    }
    if let Some(auto) = file.auto_ack_s {
        record.set(Field::AutoAckS, Value::Number(auto));
    }
    Some((wait_s, record))
}
