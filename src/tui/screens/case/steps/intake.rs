//! Intake: who, what, how bad, what is wished, in the order of a conversation.

use super::super::control;
use super::{Key, Outgoing, Purpose, Row, StepForm, command, new_form, said, shorthand};
use crate::domain::acts::answered_live;
use crate::domain::{Act, Case, Channel, Field, Record, Timestamp, Value, values};
use crate::tui::cx::Cx;
use crate::tui::form::{Control, Origin};

/// The rows of the form, the shorthand line aside, in the order of a conversation.
const FIELDS: [Field; 15] = [
    Field::CustomerName,
    Field::Company,
    Field::CallerNumber,
    Field::Title,
    Field::Channel,
    Field::Rings,
    Field::OrderNo,
    Field::Summary,
    Field::FirstSeenAt,
    Field::Tried,
    Field::Description,
    Field::Product,
    Field::Kind,
    Field::Emotion,
    Field::DesiredOutcome,
];

/// Fields the step cannot be left without.
const REQUIRED: [Field; 3] = [Field::CallerNumber, Field::Summary, Field::Channel];

/// Whether a field has a row only while the line fills it.
pub fn is_unusual(field: Field) -> bool {
    !FIELDS.contains(&field) && !NOTICE.contains(&field)
}

/// What a notice brings.
const NOTICE: [Field; 2] = [Field::NoticeNo, Field::NoticeDue];

/// The form of a new contact, or of one that was saved before its intake was done.
pub fn form(case: Option<&Case>, cx: &mut Cx) -> StepForm {
    let mut rows = vec![Row::new(Key::Shorthand, Control::line(values::longest(Field::Description)))];
    rows.extend(FIELDS.map(|field| control::row(field, None, cx).required(REQUIRED.contains(&field))));
    if let Some(case) = case {
        control::fill_from(&mut rows, &case.record, &cx.rules);
        for row in &mut rows {
            row.own = !row.is_empty();
        }
    }
    let mut form = new_form(Purpose::Intake, rows, case, cx);
    usual_channel(&mut form, cx);
    ask_of_notice(&mut form, case, cx);
    form
}

/// Where nobody says how a contact came, it is a call.
pub fn usual_channel(form: &mut StepForm, cx: &Cx) {
    if let Some(channel) = form.row_mut(Key::Field(Field::Channel)).filter(|row| row.is_empty()) {
        channel.fill(&Value::Code(Channel::Phone.as_str().to_owned()), Origin::Rule, &cx.rules);
    }
}

/// A notice is asked for where the channel brings one: its number, and by when they want the matter ended.
pub fn ask_of_notice(form: &mut StepForm, case: Option<&Case>, cx: &Cx) {
    let wanted = form.code(Field::Channel).as_deref() == Some(Channel::Regulator.as_str());
    let after = form.rows.iter().position(|row| row.key == Key::Field(Field::Channel));
    notice_rows(form, wanted, after, case, cx);
}

/// Puts the rows of a notice behind a row, or takes them away while they are empty.
pub fn notice_rows(form: &mut StepForm, wanted: bool, after: Option<usize>, case: Option<&Case>, cx: &Cx) {
    let is_there = form.row(Key::Field(Field::NoticeDue)).is_some();
    if wanted && !is_there {
        let mut rows = NOTICE.map(|field| control::row(field, None, cx));
        if let Some(case) = case {
            control::fill_from(&mut rows, &case.record, &cx.rules);
        }
        let at = after.map_or(form.rows.len(), |after| after + 1);
        form.reshape(|all| {
            all.splice(at..at, rows);
        });
    } else if !wanted && is_there {
        let stays = |row: &Row| !(row.is_empty() && matches!(row.key, Key::Field(field) if NOTICE.contains(&field)));
        form.reshape(|rows| rows.retain(stays));
    }
}

/// What follows from a change: the line fills fields, words suggest kind and mood, the channel brings a notice. Gives
/// the rows that changed with it.
pub fn follow(form: &mut StepForm, keys: &[Key], cx: &Cx) -> Vec<Key> {
    let changed = if keys.contains(&Key::Shorthand) { shorthand::fill(form, cx) } else { shorthand::hear(form, cx) };
    if keys.iter().chain(&changed).any(|key| *key == Key::Field(Field::Channel)) {
        ask_of_notice(form, None, cx);
    }
    changed
}

/// The time a phrase said over the form promises is asked for as long as one does; a saved case has the promise already.
pub fn ask_due(form: &mut StepForm, saved: bool, cx: &Cx) -> bool {
    let wanted = !saved && form.about.said.iter().any(|phrase| promises(phrase, cx));
    let due = Key::Field(Field::Due);
    if wanted && form.row(due).is_none() {
        form.rows.push(control::row(Field::Due, None, cx).required(true));
    } else if !wanted {
        form.reshape(|rows| rows.retain(|row| row.key != due));
    }
    wanted
}

fn promises(phrase: &str, cx: &Cx) -> bool {
    cx.rules.manual.phrase(phrase).is_some_and(|one| one.promises.is_some())
}

/// The contact with what was said so far, where it came in just now; of a case that is saved already, what was
/// corrected.
pub fn sends(form: &StepForm, received_at: Option<Timestamp>, mut record: Record, cx: &mut Cx) -> Outgoing {
    let mut commands = Vec::new();
    if let Some(received_at) = received_at {
        record.set(Field::ReceivedAt, Value::At(received_at));
        if let Some(customer) = form.about.customer {
            record.set(Field::Customer, Value::Code(customer.to_string()));
        }
        let due = record.at(Field::Due);
        record.0.remove(&Field::Due);
        let answered = answered_live(&record, &cx.rules.manual);
        commands.push(command(form, Act::Open, record, cx));
        commands.extend(answered.map(|record| cx.command(Act::FirstResponse, record, None)));
        let whom = cx.words.get("case-the-customer");
        commands.extend(said(&form.about.said, due, &whom, cx));
    } else {
        commands.push(command(form, Act::Edit, record, cx));
    }
    if let Some(words) = shorthand::left_over(form, cx) {
        commands.push(cx.command(Act::NoteAdded, Record::default().with(Field::Note, Value::Text(words)), None));
    }
    commands.push(cx.command(Act::IntakeDone, Record::default(), None));
    (commands, None)
}

/// The last digits of a number typed into the line, enough to look somebody up by.
pub fn tail_in_line(form: &StepForm) -> &str {
    let is_tail = |word: &&str| (4..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    shorthand::line(form).split_whitespace().find(is_tail).unwrap_or_default()
}

/// Everything typed that is no number: the line, and the words of the rows filled by hand.
pub fn words_typed(form: &StepForm) -> String {
    const WORDS: [Field; 4] = [Field::Summary, Field::Tried, Field::Description, Field::DesiredOutcome];
    let by_hand = |field: &Field| form.of(*field).filter(|row| row.own);
    let words = WORDS.iter().filter_map(by_hand).filter_map(Row::typed).map(|typed| typed.text().trim().to_owned());
    let words: Vec<String> = std::iter::once(words_in_line(form)).chain(words).filter(|one| !one.is_empty()).collect();
    words.join("\n")
}

/// The words typed into the line, as a note; digits alone are none.
fn words_in_line(form: &StepForm) -> String {
    let line = shorthand::line(form).trim();
    if line.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace()) { line.to_owned() } else { String::new() }
}
