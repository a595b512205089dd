//! Whether a typed value can be: lengths, codes the manual knows, moments that are not in the future.

use super::calendar::Rulebook;
use super::grade::sub_category;
use super::language::number_form::NumberForm;
use super::language::phone::{self, Region};
use super::manual::Manual;
use super::{
    Act, Channel, Emotion, Field, HolderKind, Impact, Invalid, Kind, Modifier, Outcome, Record, Refusal, Severity,
    Solved, Timestamp, Urgency, Value, codes, list,
};

codes! {
    /// Why a contact was not a real one.
    SpamReason {
        Silent = "silent", Prank = "prank", Sales = "sales", Abuse = "abuse", WrongNumber = "wrong_number",
    }

    /// What asks for one more fact of who somebody is: money to another account, another address once it is on its way,
    /// data handed out, another number.
    SensitiveAct { Money = "money", Address = "address", Data = "data", Number = "number" }

    /// What came of the call of a task.
    TaskResult {
        Reached = "reached", NoAnswer = "no_answer", Busy = "busy", SwitchedOff = "switched_off",
        WrongNumber = "wrong_number", Refused = "refused", Rescheduled = "rescheduled", ToldInWriting = "told_in_writing",
    }
}

impl TaskResult {
    /// A try that reached nobody.
    pub const fn is_unanswered(self) -> bool {
        matches!(self, Self::NoAnswer | Self::Busy | Self::SwitchedOff)
    }
}

/// Longest text of a field, in characters.
const LONG: usize = 4000;

/// The longest name a desk gives to a trunk, a team, a reason or a wrap-up, in characters.
const LONGEST_NAME: usize = 40;

/// A short name without anything invisible in it.
pub fn is_name(text: &str) -> bool {
    let length = text.trim().chars().count();
    length > 0 && length <= LONGEST_NAME && !text.chars().any(char::is_control)
}

/// Fields that stand masked on every screen and can be shown one at a time.
pub const MASKED: [Field; 2] = [Field::CallerNumber, Field::Email];

/// A number that was not shown.
pub const HIDDEN: &str = "hidden";

/// Refuses the first value that cannot be.
pub fn check(
    record: &Record,
    received_at: Option<Timestamp>,
    rules: &Rulebook,
    now: Timestamp,
    act: Act,
) -> Result<(), Refusal> {
    for (field, value) in &record.0 {
        if record.get(*field).is_some() {
            check_one(*field, value, record, rules, act)
                .map_err(|problem| Refusal::Invalid { field: *field, problem })?;
            check_time(*field, value, received_at, now)
                .map_err(|problem| Refusal::Invalid { field: *field, problem })?;
        }
    }
    Ok(())
}

fn check_one(field: Field, value: &Value, record: &Record, rules: &Rulebook, act: Act) -> Result<(), Invalid> {
    match value {
        Value::Text(text) | Value::Code(text) => check_words(field, text, record, rules, act),
        Value::Codes(codes) => codes.iter().try_for_each(|code| check_code(field, code, record, &rules.manual, act)),
        Value::Number(number) => check_number(field, *number),
        Value::At(_) | Value::Flag(_) => Ok(()),
    }
}

fn check_words(field: Field, text: &str, record: &Record, rules: &Rulebook, act: Act) -> Result<(), Invalid> {
    check_code(field, text, record, &rules.manual, act)?;
    let (least, most) = lengths(field);
    let length = text.trim().chars().count();
    if length < least {
        return Err(Invalid::TooShort);
    }
    if length > most {
        return Err(Invalid::TooLong);
    }
    match field {
        Field::CallerNumber if text != HIDDEN => {
            phone::normalise(text, region(&rules.manual)).map(|_| ()).map_err(|_| Invalid::NotAPhone)
        }
        Field::Email if !phone::is_email(text) => Err(Invalid::NotAnEmail),
        Field::OrderNo if !is_order_no(text, &rules.manual) => Err(Invalid::NotAnOrder),
        _ => Ok(()),
    }
}

/// The region typed numbers belong to: that of the company's holidays.
pub fn region(manual: &Manual) -> Region {
    let country = manual.calendar.region.split('-').next().unwrap_or_default();
    country.parse().unwrap_or(Region::Elsewhere)
}

/// The most characters a field may hold.
pub const fn most(field: Field) -> usize {
    lengths(field).1
}

const fn lengths(field: Field) -> (usize, usize) {
    match field {
        // 断网 is a whole matter.
        Field::Summary => (2, 60),
        Field::CustomerName | Field::Product => (1, 40),
        Field::Title => (1, 20),
        Field::Company | Field::Model | Field::ConfirmedBy | Field::PlanOwner | Field::ThirdParty => (1, 80),
        Field::Email => (3, 254),
        Field::ImmediateAction => (1, 200),
        _ => (0, LONG),
    }
}

/// The most characters a form lets a field have; what is longer goes to the description.
pub const fn longest(field: Field) -> usize {
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
        Field::ImmediateAction => 200,
        Field::Description
        | Field::ResolutionText
        | Field::PlanSteps
        | Field::HandoverNote
        | Field::Note
        | Field::Update => 4000,
        _ => 1000,
    }
}

/// The company's form of an order number, or the word for "there is none".
fn is_order_no(text: &str, manual: &Manual) -> bool {
    // The manual room refuses a form it cannot read, so an unreadable one cannot come here; it would bind nobody.
    text == "none"
        || manual.order_no.parse::<NumberForm>().is_ok_and(|form| form.fits(text))
        || manual.order_no.is_empty()
}

const fn check_number(field: Field, number: i64) -> Result<(), Invalid> {
    let (least, most) = match field {
        Field::Rings => (0, 99),
        Field::Attitude | Field::Quality | Field::Speed | Field::Solving => (1, 5),
        Field::Keypad | Field::Level => (1, 3),
        Field::IntervalMin => (1, 10_080),
        _ => (0, i64::MAX),
    };
    if number < least || number > most { Err(Invalid::OutOfRange) } else { Ok(()) }
}

fn check_code(field: Field, code: &str, record: &Record, manual: &Manual, act: Act) -> Result<(), Invalid> {
    if is_known(field, code, record, manual, act) { Ok(()) } else { Err(Invalid::UnknownCode) }
}

fn is_known(field: Field, code: &str, record: &Record, manual: &Manual, act: Act) -> bool {
    let coded = |list: &[super::manual::Coded]| list.iter().any(|entry| entry.id == code);
    match field {
        Field::Channel | Field::ToldByChannel => code.parse::<Channel>().is_ok(),
        Field::Kind => code.parse::<Kind>().is_ok(),
        Field::Topic => is_topic(code, record, manual),
        Field::Category | Field::SecondCategory => sub_category(manual, code).is_some(),
        Field::Severity => code.parse::<Severity>().is_ok(),
        Field::Impact => code.parse::<Impact>().is_ok(),
        Field::Urgency => code.parse::<Urgency>().is_ok(),
        Field::Emotion => code.parse::<Emotion>().is_ok(),
        Field::Circumstances => code.parse::<Modifier>().is_ok_and(|modifier| TICKED.contains(&modifier)),
        Field::ResolutionType => coded(&manual.resolution_types),
        Field::Cause | Field::RootCause => coded(&manual.root_causes),
        Field::Department | Field::LeadDepartment | Field::Collaborating => coded(&manual.departments),
        Field::ToHolder => code.parse::<HolderKind>().is_ok(),
        Field::Outcome if act == Act::ResultConfirmed => {
            matches!(code.parse(), Ok(Outcome::Resolved | Outcome::ResolvedPartly | Outcome::Explained))
        }
        Field::Outcome => code.parse::<Outcome>().is_ok(),
        Field::PauseReason => manual.pause_reasons.iter().any(|reason| reason.id == code),
        Field::SpamReason => code.parse::<SpamReason>().is_ok(),
        Field::Sensitive => code.parse::<SensitiveAct>().is_ok(),
        Field::Solved => code.parse::<Solved>().is_ok(),
        Field::Phrase => manual.phrases.iter().any(|phrase| phrase.id == code),
        Field::FollowUpResult => code.parse::<TaskResult>().is_ok(),
        Field::Trigger => code.parse::<super::acts::escalate::Trigger>().is_ok(),
        Field::RevealedField => code.parse().is_ok_and(|field| MASKED.contains(&field)),
        Field::RevealReason => coded(&manual.reveal_reasons),
        _ => true,
    }
}

/// Topics belong to a kind; without one any topic of the manual will do.
fn is_topic(code: &str, record: &Record, manual: &Manual) -> bool {
    let kind: Option<Kind> = record.code(Field::Kind);
    let kinds = manual.kinds.iter().filter(|rule| kind.is_none_or(|kind| rule.id == kind));
    kinds.into_iter().any(|rule| rule.topics.iter().any(|topic| topic == code))
}

/// What people tick; the store knows the others by itself.
const TICKED: &[Modifier] = list!(Modifier: RepeatContact ExposureThreat ExposureReal Vulnerable BrokenPromise);

fn check_time(field: Field, value: &Value, received_at: Option<Timestamp>, now: Timestamp) -> Result<(), Invalid> {
    let Value::At(at) = value else { return Ok(()) };
    let past = matches!(field, Field::ReceivedAt | Field::FirstSeenAt | Field::ToldAt | Field::DoneAt);
    if past && *at > now {
        return Err(Invalid::InFuture);
    }
    if matches!(field, Field::ToldAt | Field::DoneAt) && received_at.is_some_and(|received| *at < received) {
        return Err(Invalid::TooEarly);
    }
    if matches!(field, Field::Due | Field::ReturnDue | Field::PauseUntil | Field::NoticeDue) && *at < now {
        return Err(Invalid::TooEarly);
    }
    Ok(())
}
