//! Two cases of one customer put together and taken apart: both of them, or neither.

use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::protocol::{QueueView, Rejection, Request};
use zuoxi::domain::{Act, Command, Record, Refusal, StreamId, Target, fold};

use crate::desk::{command, desk, open, queue};
use crate::support::{NOON, Place};

#[test]
fn a_merge_writes_both_cases_or_neither() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let [older, newer] = ["周敏", "周敏"].map(|name| open(&mut desk, &agent, name).file().unwrap().case.clone());
    let mut merge = command(Act::Merge, Record::default());
    merge.target = Some(Target::Case(older.id));
    let wish = Request::Act { case: newer.id, command: merge };
    let file = desk.submit(&agent, &wish, NOON.plus_s(60)).unwrap().file().unwrap().clone();
    assert_eq!(file.case.merged_into, Some(older.id));
    let count = |desk: &mut Desk| desk.store().facts(StreamId::case(older.id)).unwrap().len();
    let after = count(&mut desk);
    assert!(after > 1, "the older case knows");
    desk.submit(&agent, &wish, NOON.plus_s(61)).unwrap();
    assert_eq!(count(&mut desk), after, "a retry merges nothing twice");
    assert_eq!(queue(&mut desk, QueueView::Mine, "").total, 1);
    assert_eq!(queue(&mut desk, QueueView::Found, &newer.no).rows.len(), 1, "its number is still found");
    assert_eq!(desk.store().verify().unwrap().damages, []);
}

#[test]
fn a_merge_is_taken_back_on_both_cases_or_not_at_all() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let [older, newer] = ["周敏", "周敏"].map(|name| open(&mut desk, &agent, name).file().unwrap().case.clone());
    let merge = |desk: &mut Desk, minutes: i64| {
        let mut merge = command(Act::Merge, Record::default());
        merge.target = Some(Target::Case(older.id));
        desk.submit(&agent, &Request::Act { case: newer.id, command: merge }, NOON.plus_min(minutes)).unwrap();
    };
    let undo = |desk: &mut Desk, minutes: i64| {
        let undo = Request::Act { case: newer.id, command: command(Act::Undo, Record::default()) };
        desk.submit(&agent, &undo, NOON.plus_min(minutes))
    };
    merge(&mut desk, 1);
    let case = undo(&mut desk, 2).unwrap().file().unwrap().case.clone();
    assert_eq!((case.merged_into, case.state), (None, newer.state));
    let master = |desk: &mut Desk| {
        let facts = desk.store().facts(StreamId::case(older.id)).unwrap();
        fold(&facts).unwrap()
    };
    let after = master(&mut desk);
    assert_eq!((after.contacts.len(), after.work.merged_from.len()), (1, 0), "the older case is as it was");
    assert_eq!(after.record, older.record);
    assert_eq!(queue(&mut desk, QueueView::Mine, "").total, 2);
    merge(&mut desk, 3);
    let note = command(Act::IntakeDone, Record::default());
    desk.submit(&agent, &Request::Act { case: older.id, command: note }, NOON.plus_min(4)).unwrap();
    let refused = undo(&mut desk, 5);
    assert!(
        matches!(&refused, Err(Rejection::Refused(Refusal::Rule { rule, .. })) if rule == "undo-merge-too-late"),
        "{refused:?}"
    );
    assert_eq!(master(&mut desk).contacts.len(), 2);
    assert_eq!(desk.store().verify().unwrap().damages, []);
}

#[test]
fn a_merge_taken_back_is_given_back_on_both_cases_from_either_of_them_or_not_at_all() {
    let place = Place::new();
    let mut desk = desk(&place);
    let agent = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let [older, newer] = ["周敏", "周敏"].map(|name| open(&mut desk, &agent, name).file().unwrap().case.id);
    let case = |desk: &mut Desk, id: Uuid| fold(&desk.store().facts(StreamId::case(id)).unwrap()).unwrap();
    let act = |desk: &mut Desk, case: Uuid, minutes: i64, act: Act, target: Option<Target>| {
        let command = Command { target, ..command(act, Record::default()) };
        let given = command.id.fact(0);
        desk.submit(&agent, &Request::Act { case, command }, NOON.plus_min(minutes)).map(|_| given)
    };
    let undoing = |desk: &mut Desk, id: Uuid| {
        let acts = case(desk, id).work.acts;
        acts.iter().rfind(|mark| mark.kind == "undone").unwrap().facts.clone()
    };
    let together = |desk: &mut Desk| {
        let (younger, master) = (case(desk, newer), case(desk, older));
        assert_eq!(younger.merged_into.is_some(), master.work.merged_from == [newer], "one side only");
        assert_eq!(master.contacts.len(), if younger.merged_into.is_some() { 2 } else { 1 });
        younger.merged_into.is_some()
    };
    act(&mut desk, newer, 1, Act::Merge, Some(Target::Case(older))).unwrap();
    for (turn, from) in [newer, older, newer].into_iter().enumerate() {
        let at = 10 * i64::try_from(turn).unwrap();
        act(&mut desk, newer, at + 2, Act::Undo, None).unwrap();
        assert!(!together(&mut desk));
        let taken = undoing(&mut desk, from);
        act(&mut desk, from, at + 3, Act::Undo, Some(Target::Facts(taken.clone()))).unwrap();
        assert!(together(&mut desk), "given back from {from}");
        let twice = act(&mut desk, from, at + 4, Act::Undo, Some(Target::Facts(taken)));
        assert!(matches!(twice, Err(Rejection::Refused(Refusal::NoSuch { .. }))), "{twice:?}");
    }
    act(&mut desk, newer, 40, Act::Undo, None).unwrap();
    act(&mut desk, older, 41, Act::IntakeDone, None).unwrap();
    for from in [newer, older] {
        let taken = undoing(&mut desk, from);
        let late = act(&mut desk, from, 42, Act::Undo, Some(Target::Facts(taken)));
        let rule = "redo-merge-too-late";
        assert!(matches!(&late, Err(Rejection::Refused(Refusal::Rule { rule: no, .. })) if *no == rule), "{late:?}");
        assert!(!together(&mut desk));
    }
    assert_eq!(desk.store().verify().unwrap().damages, []);
}
