//! The moment at the case in hand with the form over it: what is typed and in focus counts beside what is saved.

use std::collections::BTreeSet;

use super::phrase_rail::Rail;
use super::steps::closing::DIMENSIONS;
use super::steps::{Key, Purpose, Row, StepForm, identify};
use crate::domain::protocol::CaseFile;
use crate::domain::say::{Doing, Moment};
use crate::domain::{Act, Case, Channel, Emotion, Field, FollowUpKind, Modifier, RatingStatus, Target, Value};
use crate::tui::form::RowKey as _;
use crate::tui::moment;
use crate::tui::widgets::TextField;

/// A first answer later than this many rings asks for an apology, where the channel does not say.
const RINGS: i64 = 3;
/// Signals that change the rail while they are typed (C3, amended); the rest wait until the field is left.
const AT_ONCE: [&str; 2] = ["danger", "injury"];

/// The moment at the case, or at a contact that is not saved yet.
pub fn of(rail: &Rail<'_>) -> Moment {
    let saved = saved(rail).map_or_else(|| new_contact(rail), |file| moment::at_case(file, rail.hand.cx));
    let with_form = match rail.hand.form {
        Some(form) => over(saved, form, rail),
        None => saved,
    };
    spoken(with_form, rail)
}

fn saved<'a>(rail: &Rail<'a>) -> Option<&'a CaseFile> {
    let case = rail.hand.case?;
    rail.hand.cx.file.as_deref().filter(|file| file.case.id == case.id)
}

/// What was said and is not saved yet, and whether that shows that our call was answered.
fn spoken(mut moment: Moment, rail: &Rail<'_>) -> Moment {
    moment.said.extend(rail.said.iter().cloned());
    let manual = &rail.hand.cx.rules.manual;
    let opens = |id: &String| manual.phrase(id).is_some_and(|phrase| phrase.opens);
    moment.reached |= moment.said.iter().any(|id| !opens(id));
    moment
}

/// A contact nobody has saved yet.
fn new_contact(rail: &Rail<'_>) -> Moment {
    let cx = rail.hand.cx;
    let card = rail.caller.card.as_deref();
    let live = rail.hand.call.filter(|call| call.is_live());
    let channel = rail.hand.code(Field::Channel).and_then(|code| code.parse().ok()).unwrap_or_default();
    Moment {
        channel,
        line: live.map(|call| moment::telephone(call.line)),
        known_customer: rail.caller.linked.is_some() || card.is_some_and(|card| card.customers.len() == 1),
        open_case_of_caller: card.is_some_and(|card| !card.open.is_empty()),
        on_hold_s: live.map_or(0, |call| call.hold_s(cx.now)),
        silence_s: live.map_or(0, |call| call.quiet_ms(cx.last_key, cx.now) / 1000),
        after_hours: !cx.rules.calendar.is_open(crate::domain::CalendarKind::Service, cx.now),
        rings_late: channel == Channel::Phone && is_late(rail),
        role: Some(cx.agent.role),
        ..Moment::default()
    }
}

/// Whether the call was answered after the channel's standard.
fn is_late(rail: &Rail<'_>) -> bool {
    let channels = &rail.hand.cx.rules.manual.channels;
    let rule = channels.iter().find(|rule| rule.id == Channel::Phone).and_then(|rule| rule.rings);
    rail.hand.rings().is_some_and(|rings| rings > rule.unwrap_or(RINGS))
}

/// The moment with a form over it.
fn over(moment: Moment, form: &StepForm, rail: &Rail<'_>) -> Moment {
    let (doing, duty) = in_hand(form, rail);
    let field = form.here().and_then(|row| row.key.field()).filter(|_| doing.is_some());
    let typed = form.rows.iter().filter_map(Row::typed).any(|typed| !typed.text().trim().is_empty());
    let mut circumstances = moment.circumstances.clone();
    circumstances.extend(ticked(form).filter_map(|code| code.parse::<Modifier>().ok()));
    let code = |field: Field| form.code(field);
    Moment {
        doing: doing.or(moment.doing),
        duty: duty.or(moment.duty),
        field,
        typed,
        signals: signals(form, rail),
        kind: code(Field::Kind).and_then(|code| code.parse().ok()).or(moment.kind),
        topic: code(Field::Topic).or(moment.topic.clone()),
        category: code(Field::Category).or(moment.category.clone()),
        level: moment.level.or_else(|| rail.hand.level()),
        resolution: code(Field::ResolutionType).or(moment.resolution.clone()),
        cause: code(Field::Cause).or(moment.cause.clone()),
        mood: mood(form, rail).or(moment.mood),
        result: code(Field::FollowUpResult),
        rating: form.row(Key::Asked).and_then(asked).or(moment.rating),
        marks: if doing == Some(Doing::Rating) { marks(form) } else { moment.marks.clone() },
        over_limit: is_over_limit(form, rail),
        circumstances,
        // Whoever gives marks has agreed to talk.
        reached: moment.reached || doing == Some(Doing::Rating) && !marks(form).is_empty(),
        ..moment
    }
}

/// What is being done, and the duty it is about. The form that merely stands ready for the next act is no act yet.
fn in_hand(form: &StepForm, rail: &Rail<'_>) -> (Option<Doing>, Option<FollowUpKind>) {
    let focus = form.here().and_then(|row| row.key.field());
    match form.about.purpose {
        Purpose::Intake => (Some(Doing::Intake), None),
        Purpose::Identify if focus == Some(Field::ResolutionText) => (Some(Doing::Act(Act::QuickAnswer)), None),
        Purpose::Identify if !identify::has_level(form) => (Some(Doing::Act(Act::QuickAnswer)), None),
        Purpose::Identify => (Some(Doing::Act(Act::Grade)), None),
        Purpose::Closing if rail.hand.case.is_some_and(Case::is_praise) => (Some(Doing::Rating), None),
        Purpose::Closing if matches!(focus, Some(Field::ClosingNotice | Field::RootCause)) => {
            (Some(Doing::Act(Act::Archive)), None)
        }
        Purpose::Closing | Purpose::Act(Act::SatisfactionScored | Act::SatisfactionKeypad) => {
            (Some(Doing::Rating), None)
        }
        Purpose::Act(Act::NoteAdded) => (Some(Doing::Note), None),
        Purpose::Act(Act::FollowUpDone) if form.code(Field::FollowUpResult).is_none() => {
            (None, rail.hand.case.and_then(|case| duty(form, case)))
        }
        Purpose::Act(act) if form.begun || rail.hand.is_aside() => (Some(Doing::Act(act)), None),
        Purpose::Act(_) => (None, None),
    }
}

/// The task a form is about.
fn duty(form: &StepForm, case: &Case) -> Option<FollowUpKind> {
    match form.about.target.as_ref()? {
        Target::FollowUp(id) => case.follow_ups.iter().find(|task| task.id == *id).map(|task| task.kind),
        Target::FollowUpKind(kind) => Some(*kind),
        _ => None,
    }
}

fn ticked(form: &StepForm) -> impl Iterator<Item = &str> {
    form.of(Field::Circumstances).into_iter().flat_map(|row| row.control.ticked())
}

/// A mood chosen in the form is heard now; one that only stands there from before is not.
fn mood(form: &StepForm, rail: &Rail<'_>) -> Option<Emotion> {
    let chosen: Emotion = form.code(Field::Emotion)?.parse().ok()?;
    let saved = rail.hand.case.and_then(|case| case.record.code::<Emotion>(Field::Emotion));
    (saved != Some(chosen)).then_some(chosen)
}

/// What the words point to: of the field in focus only what cannot wait.
fn signals(form: &StepForm, rail: &Rail<'_>) -> BTreeSet<String> {
    let hear = |words: String| rail.hand.cx.rules.hears(&words).signals.into_iter();
    let words = |rows: &mut dyn Iterator<Item = &Row>| {
        rows.filter_map(Row::typed).map(TextField::text).collect::<Vec<_>>().join("\n")
    };
    let left = words(&mut form.rows.iter().enumerate().filter(|(at, _)| *at != form.focus).map(|(_, row)| row));
    let focus = words(&mut form.here().into_iter());
    let urgent = hear(focus).filter(|signal| AT_ONCE.contains(&signal.as_str()));
    hear(left).chain(urgent).collect()
}

fn asked(row: &Row) -> Option<RatingStatus> {
    row.control.code()?.parse().ok()
}

fn marks(form: &StepForm) -> Vec<i64> {
    let mark = |(_, field)| form.of(field).and_then(|row| row.control.mark()).filter(|mark| *mark > 0);
    DIMENSIONS.into_iter().filter_map(mark).map(i64::from).collect()
}

/// Whether the cost typed is beyond what every role held may give.
fn is_over_limit(form: &StepForm, rail: &Rail<'_>) -> bool {
    let cx = rail.hand.cx;
    let mut held = cx.rules.manual.roles.iter().filter(|rule| cx.agent.is(rule.id));
    let cents = form.of(Field::Cost).and_then(|row| row.control.value(cx.now, &cx.rules).ok().flatten());
    let Some(Value::Number(cents)) = cents else { return false };
    held.all(|rule| rule.compensation_limit.is_some_and(|limit| cents > limit.saturating_mul(100)))
}
