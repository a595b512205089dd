//! Taking back: one act after the other, and an undoing itself.

use zuoxi::domain::{Act, Command, EventId, Field, Role, State, Target};

use crate::case::desk::{Desk, code, rule_of, text};

fn tick(desk: &mut Desk, line: &str) -> EventId {
    desk.does(Role::Agent, Act::RunbookStarted, &[(Field::Note, text(line))]);
    desk.case().work.acts.iter().rev().find(|mark| mark.kind == "runbook.started").unwrap().facts[0]
}

#[test]
fn d4_several_acts_in_a_row_can_be_taken_back_and_given_back() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    desk.does(Role::Agent, Act::Undo, &[]);
    assert_eq!(desk.case().state, State::Identify);
    desk.does(Role::Agent, Act::Undo, &[]);
    assert_eq!(desk.case().state, State::Intake);
    let again = redo(&mut desk);
    desk.send(Role::Agent, again).unwrap();
    desk.wait_min(1);
    assert_eq!(desk.case().state, State::Identify);
    let again = redo(&mut desk);
    desk.send(Role::Agent, again).unwrap();
    assert_eq!(desk.case().state, State::Process);
    assert!(desk.case().undone.iter().all(|id| !desk.case().work.acts.iter().any(|mark| mark.facts.contains(id))));
    desk.wait_min(1).does(Role::Agent, Act::Undo, &[]);
    assert_eq!(desk.case().state, State::Identify, "what was given back can be taken back again");
}

/// The last undoing that is not itself a giving back.
fn redo(desk: &mut Desk) -> Command {
    let case = desk.case();
    let is_redoing = |id: &EventId| case.redoings.contains(id);
    let undoing = |mark: &&zuoxi::domain::ActMark| mark.kind == "undone" && !mark.facts.iter().any(is_redoing);
    let last = case.work.acts.iter().rev().find(undoing).unwrap().facts.clone();
    Command { target: Some(Target::Facts(last)), ..desk.command(Act::Undo, &[]) }
}

#[test]
fn an_undoing_stays_once_something_else_was_done_or_while_an_earlier_act_is_gone() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    desk.does(Role::Agent, Act::Undo, &[]);
    let first = redo(&mut desk);
    desk.does(Role::Agent, Act::Undo, &[]);
    let refused = desk.send(Role::Agent, first);
    assert_eq!(rule_of(refused), "undo-too-late", "the grade without its intake");
    let second = redo(&mut desk);
    desk.does(Role::Agent, Act::IntakeDone, &[]);
    assert_eq!(rule_of(desk.send(Role::Agent, second)), "undo-too-late");
}

#[test]
fn n12_every_tick_of_the_list_can_be_taken_off_whichever_came_after() {
    let mut desk = Desk::new();
    desk.complaint("product.safety", "critical", "now");
    let ticks = ["人是安全的", "设备断电", "现场封存"].map(|line| tick(&mut desk, line));
    for tick in ticks {
        let command = desk.command(Act::Undo, &[]);
        desk.send(Role::Agent, Command { target: Some(Target::Facts(vec![tick])), ..command }).unwrap();
        desk.wait_min(1);
        assert!(desk.case().undone.contains(&tick));
    }
    assert_eq!(desk.case().state, State::Process);
}

#[test]
fn r8_the_lead_frees_what_somebody_else_marked_as_no_case() {
    let mut desk = Desk::new();
    desk.taken().does(Role::Agent, Act::Spam, &[(Field::SpamReason, code("silent"))]);
    assert_eq!(desk.case().state, State::Spam);
    desk.does(Role::Lead, Act::Undo, &[]);
    assert_eq!(desk.case().state, State::Identify);
}
