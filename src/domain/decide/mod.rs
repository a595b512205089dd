//! From a wish to facts: rights, required fields, guards, and everything that follows from an act by rule.

pub mod care;
pub mod clocks;
mod contacts;
mod deed;
mod edit;
pub mod escalate;
mod flow;
pub mod grading;
mod holders;
mod known;
mod low_score;
mod merge;
mod open;
pub mod pause;
pub mod progress;
mod promises;
mod rating;
mod task_acts;
pub mod tasks;
mod undo;

pub use deed::Deed;
pub use known::Known;
pub use merge::decide_other;

use super::calendar::Rulebook;
use super::case::Case;
use super::case_event::CaseEvent;
use super::code::{ClockKind, Kind, Role, State};
use super::command::{Act, Actor, Command, Refusal};
use super::event::Event;
use super::record::{Field, Record, Value};
use super::time::Timestamp;
use super::{closing, fields, rights, values};

/// The facts an act leads to, in order, or why it cannot be. The first fact takes the command's id.
///
/// Time comes first: call [`super::due_facts()`] for `now` before, so that what the clock did stands in the case.
pub fn decide(
    case: Option<&Case>,
    known: &Known,
    command: &Command,
    rules: &Rulebook,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    rights::check(actor, command.act, &rules.manual)?;
    let received_at = command.record.at(Field::ReceivedAt).or(case.map(|case| case.received_at));
    values::check(&command.record, received_at, rules, now, command.act)?;
    let Some(case) = case else {
        return match command.act {
            Act::Open => open::open(known, command, actor, now),
            _ => Err(Refusal::NoSuch { what: "case".to_owned() }),
        };
    };
    if !fields::is_possible(command.act, case, &rules.manual) {
        return Err(Refusal::NotNow { act: command.act, state: case.state });
    }
    let mut deed = Deed::new(case.clone(), rules, known, actor, now, command.id);
    deed.record = command.record.clone();
    fill_defaults(&mut deed, command.act);
    fields::check_required(command.act, &deed.case, &deed.record, &rules.manual)?;
    check_compensation(&deed, command.act)?;
    let rhythm = progress::rhythm(&deed.case, rules);
    act(&mut deed, command)?;
    follow(&mut deed, command.act, rhythm);
    Ok(deed.finish())
}

/// What is offered beyond one's own limit is for somebody with a higher one.
fn check_compensation(deed: &Deed<'_>, act: Act) -> Result<(), Refusal> {
    let offers = matches!(act, Act::PlanReady | Act::AnswerGiven | Act::QuickAnswer);
    let pays = matches!(deed.record.text(Field::ResolutionType), Some("compensation" | "goodwill"));
    let Some(cents) = deed.record.number(Field::Cost).filter(|_| offers && pays) else { return Ok(()) };
    let within = |yuan: i64| cents <= yuan.saturating_mul(100);
    let limit = |role| deed.manual().roles.iter().find(|rule| rule.id == role).and_then(|rule| rule.compensation_limit);
    if deed.actor.role == Role::System || limit(deed.actor.role).is_none_or(within) {
        return Ok(());
    }
    let mut may = rights::who_may(act, deed.manual());
    may.retain(|role| limit(*role).is_none_or(within));
    if may.is_empty() {
        return Err(grading::rule(act, "beyond-every-limit"));
    }
    Err(rights::not_you(deed.actor, act, &may))
}

fn fill_defaults(deed: &mut Deed<'_>, act: Act) {
    let now = Value::At(deed.now);
    let channel = deed.case.open_contact().map_or_else(|| deed.case.channel(), |contact| contact.channel);
    match act {
        Act::Grade | Act::QuickAnswer => grading::fill_defaults(deed),
        _ => {}
    }
    match act {
        Act::QuickAnswer
        | Act::AnswerGiven
        | Act::PlanTold
        | Act::PlanAccepted
        | Act::PlanRejected
        | Act::PlanFinalRefused => {
            deed.record.fill(Field::ToldAt, now);
            deed.record.fill(Field::ToldByChannel, Value::Code(channel.to_string()));
        }
        Act::PlanCarriedOut => {
            deed.record.fill(Field::DoneAt, now);
        }
        _ => {}
    }
}

fn act(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    let known = [flow::act, holders::act, pause::act, promises::act, task_acts::act, rating::act, contacts::act]
        .iter()
        .find_map(|room| room(deed, command));
    match (known, command.act) {
        (Some(done), _) => done,
        (None, Act::Edit) => edit::edit(deed, command),
        (None, Act::Undo) => undo::undo(deed, command),
        (None, Act::Merge) => merge::merge(deed, command),
        (None, Act::Split) => merge::split(deed, command),
        (None, act) => Err(Refusal::NotNow { act, state: deed.case.state }),
    }
}

/// What follows from whatever was done: a first answer, updates in the new rhythm, a full record.
fn follow(deed: &mut Deed<'_>, act: Act, rhythm: progress::Rhythm) {
    if act == Act::Undo {
        return;
    }
    pause::end_where_over(deed);
    if !matches!(act, Act::Grade | Act::Reopen) {
        progress::follow(deed, rhythm);
    }
    first_answer(deed, act);
    immediate_action(deed, act);
    complete_record(deed);
    care::follow(deed, act);
}

/// Whoever told the customer something has answered.
fn first_answer(deed: &mut Deed<'_>, act: Act) {
    let tells =
        matches!(act, Act::QuickAnswer | Act::AnswerGiven | Act::PlanTold | Act::PlanAccepted | Act::PlanRejected)
            || act == Act::ProgressTold;
    if tells && deed.case.first_response.is_none() {
        contacts::first_response(deed, Record::default());
    }
}

/// The first act after grading is the immediate action of the record, in its own words or by its name.
fn immediate_action(deed: &mut Deed<'_>, act: Act) {
    let asked = matches!(deed.case.kind(), Some(Kind::Complaint | Kind::Fault)) && deed.case.is_graded();
    let counts =
        matches!(
            act,
            Act::Transfer | Act::PlanReady | Act::AnswerGiven | Act::QuickAnswer | Act::PromiseMade | Act::ProgressTold
        ) || matches!(act, Act::RunbookStarted | Act::DepartmentNamed | Act::HolderChanged | Act::FollowUpDone);
    if !asked || !counts || deed.case.record.get(Field::ImmediateAction).is_some() {
        return;
    }
    let words = [Field::HandoverNote, Field::PlanSteps, Field::ResolutionText, Field::Note];
    let words = words.iter().find_map(|field| deed.record.text(*field)).unwrap_or(act.as_str());
    let line: String = words.chars().take(200).collect();
    let record = Record::default().with(Field::ImmediateAction, Value::Text(line));
    deed.push(CaseEvent::Drafted(super::case_event::Entry::of(record)));
}

fn complete_record(deed: &mut Deed<'_>) {
    let done = deed.case.record_completed_at.is_some();
    let early = matches!(deed.case.state, State::Intake | State::Cancelled | State::Spam | State::Merged);
    if done || early || !deed.case.is_graded() || !closing::missing_in_record(&deed.case).is_empty() {
        return;
    }
    let manual = deed.manual().hash.clone();
    deed.push(CaseEvent::RecordCompleted { manual });
    clocks::meet(deed, &[ClockKind::Record], deed.now);
}
