//! A major matter as lists have it: which are open, which cases are alike, how their lines stand, what a short number names.

use uuid::{NoContext, Timestamp as Moment, Uuid};
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::{CaseFile, Loaded, MajorRow, Query, QueueView, Rejection, Request};
use zuoxi::domain::{
    Act, Actor, AlikeCase, Case, Command, Field, FollowUpKind, InMajor, Matter, Record, Refusal, Role, StreamId,
    Target, Timestamp, Value, fold,
};

use crate::absorb::{absorb, copy};
use crate::desk::{command, desk, enrol, flood, intake, queue, text};
use crate::support::{NOON, Place};

/// An id as one made at that moment.
fn id_of(at: Timestamp) -> Uuid {
    let ms = at.0.cast_unsigned();
    Uuid::new_v7(Moment::from_unix(NoContext, ms / 1000, u32::try_from(ms % 1000).unwrap() * 1_000_000))
}

/// A fault graded at a moment.
fn fault(desk: &mut Desk, who: &Actor, at: Timestamp, number: &str, product: &str) -> CaseFile {
    let case = id_of(at);
    let taken = intake("周敏").with(Field::CallerNumber, text(number)).with(Field::ReceivedAt, Value::At(at));
    act(desk, who, case, command(Act::Open, taken), at).unwrap();
    act(desk, who, case, command(Act::IntakeDone, Record::default()), at).unwrap();
    act(
        desk,
        who,
        case,
        command(Act::Grade, flood().with(Field::Product, text(product)).with(Field::FirstSeenAt, Value::At(at))),
        at,
    )
    .unwrap()
}

fn act(desk: &mut Desk, who: &Actor, case: Uuid, command: Command, at: Timestamp) -> Result<CaseFile, Rejection> {
    let receipt = desk.submit(who, &Request::Act { case, command }, at)?;
    Ok(receipt.file().unwrap().clone())
}

fn to(act: Act, master: Uuid) -> Command {
    Command { target: Some(Target::Case(master)), ..command(act, Record::default()) }
}

fn alike(desk: &mut Desk, product: &str, since: Timestamp) -> Vec<AlikeCase> {
    let matter = Matter { category: String::new(), product: product.to_owned() };
    let Loaded::Alike(found) = desk.ask(Query::Alike(matter, since)).unwrap() else { panic!("no cases") };
    found
}

fn named(desk: &mut Desk, no: &str) -> Vec<Uuid> {
    let Loaded::Cases(files) = desk.ask(Query::CasesWithNo(no.to_owned())).unwrap() else { panic!("no cases") };
    files.iter().map(|file| file.case.id).collect()
}

#[test]
fn alike_are_open_cases_of_the_matter_that_came_lately_and_were_part_of_no_major_one() {
    let place = Place::new();
    let mut desk = desk(&place);
    let lead = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    let early = fault(&mut desk, &lead, NOON.plus_min(-180), "138 0013 8001", "收银系统").case.id;
    let master = fault(&mut desk, &lead, NOON.plus_min(-60), "138 0013 8002", "收银系统").case.id;
    let caller = fault(&mut desk, &lead, NOON.plus_min(-30), "138 0013 8003", "收銀 系統").case.id;
    fault(&mut desk, &lead, NOON.plus_min(-20), "138 0013 8004", "洗衣机");
    let since = NOON.plus_min(-120);
    let found = alike(&mut desk, "收银系统", since);
    let seen: Vec<_> = found.iter().map(|one| (one.id, one.number.as_str())).collect();
    assert_eq!(seen, [(master, "8613800138002"), (caller, "8613800138003")]);
    assert_eq!(alike(&mut desk, "收银系统", NOON.plus_min(-300)).len(), 3);
    // What is attached counts with its master, and is named with it in lists.
    act(&mut desk, &lead, master, command(Act::MajorDeclared, Record::default()), NOON).unwrap();
    act(&mut desk, &lead, caller, to(Act::Attach, master), NOON).unwrap();
    let page = queue(&mut desk, QueueView::All, "");
    let stands = |id: Uuid| page.rows.iter().find(|row| row.id == id).unwrap().major;
    let stand = [early, master, caller].map(stands);
    assert_eq!(stand, [None, Some(InMajor::Master), Some(InMajor::Attached)]);
    let majors: Vec<(Uuid, &str)> =
        page.majors.iter().map(|MajorRow { id, matter, .. }| (*id, &*matter.product)).collect();
    assert_eq!(majors, [(master, "收银系统")]);
    assert_eq!(alike(&mut desk, "收银系统", since).len(), 1);
    act(&mut desk, &lead, master, command(Act::MajorEnded, Record::default()), NOON.plus_min(1)).unwrap();
    assert_eq!(alike(&mut desk, "收银系统", since), []);
    assert_eq!(queue(&mut desk, QueueView::All, "").majors, []);
    let Loaded::Lines(lines) = desk.ask(Query::Lines(vec![caller, Uuid::now_v7(), master])).unwrap() else { panic!() };
    assert_eq!(lines.iter().map(|row| row.id).collect::<Vec<_>>(), [caller, master]);
    assert_eq!(desk.store().verify().unwrap().damages, []);
}

#[test]
fn a_short_number_names_the_case_that_ends_so_while_there_is_but_one() {
    let place = Place::new();
    let mut desk = desk(&place);
    let lead = desk.sign_in("1024", "", NOON).unwrap().signed_in();
    desk.submit(&lead, &enrol("1025", "", &[Role::Lead]), NOON).unwrap();
    let year = 366 * 24 * 60;
    let older = fault(&mut desk, &lead, NOON.plus_min(-year), "138 0013 8001", "收银系统").case;
    let master = fault(&mut desk, &lead, NOON, "138 0013 8002", "收银系统").case;
    let caller = fault(&mut desk, &lead, NOON, "138 0013 8003", "收银系统").case;
    assert_eq!(named(&mut desk, &master.no[6..]), [master.id]);
    assert_eq!(named(&mut desk, &older.no[2..]), [older.id], "with the year");
    assert_eq!(named(&mut desk, "0316-9999"), Vec::<Uuid>::new());
    act(&mut desk, &lead, master.id, command(Act::MajorDeclared, Record::default()), NOON).unwrap();
    let attach = |no: &str| command(Act::Attach, Record::default().with(Field::MasterCase, text(no)));
    let attached = act(&mut desk, &lead, caller.id, attach(&master.no[6..]), NOON).unwrap();
    assert_eq!(attached.case.follows().map(|to| to.master), Some(master.id));
    act(&mut desk, &lead, caller.id, command(Act::Detach, Record::default()), NOON).unwrap();
    // The same day of another year gave it, too.
    let same_day = fault(&mut desk, &lead, NOON.plus_min(-365 * 24 * 60), "138 0013 8005", "收银系统").case;
    assert_eq!(same_day.no[6..], master.no[6..]);
    assert_eq!(named(&mut desk, &master.no[6..]), [same_day.id, master.id]);
    let refused = act(&mut desk, &lead, caller.id, attach(&master.no[6..]), NOON);
    assert!(
        matches!(&refused, Err(Rejection::Refused(Refusal::Rule { rule, .. })) if rule == "number-short"),
        "{refused:?}"
    );
}

/// A master and two callers, of whom one may be attached already; and a copy of the folder.
fn parted(place: &Place, is_attached: bool) -> (Desk, Desk, Actor, [Uuid; 3]) {
    let mut ours = desk(place);
    let lead = ours.sign_in("1024", "", NOON).unwrap().signed_in();
    let cases = ["138 0013 8001", "138 0013 8002", "138 0013 8003"]
        .map(|number| fault(&mut ours, &lead, NOON, number, "收银系统").case.id);
    act(&mut ours, &lead, cases[0], command(Act::MajorDeclared, Record::default()), NOON.plus_min(1)).unwrap();
    if is_attached {
        act(&mut ours, &lead, cases[1], to(Act::Attach, cases[0]), NOON.plus_min(2)).unwrap();
    }
    drop(ours);
    let theirs = Desk::new(copy(place, "branch"), Rulebook::new(zuoxi::manual::built_in()).unwrap()).unwrap();
    (desk(place), theirs, lead, cases)
}

fn case(desk: &mut Desk, id: Uuid) -> Case {
    fold(&desk.store().facts(StreamId::case(id)).unwrap()).unwrap()
}

fn updates(desk: &mut Desk, id: Uuid) -> usize {
    case(desk, id).open_follow_ups(FollowUpKind::Progress).len()
}

#[test]
fn attached_here_and_over_there_a_case_is_given_back_once_whoever_takes_in_whom() {
    for (end, ours_first) in [(Act::MajorEnded, true), (Act::MajorEnded, false), (Act::Undo, true), (Act::Undo, false)]
    {
        let place = Place::new();
        // What others are attached to is not taken back.
        let (mut ours, mut theirs, lead, [master, before, late]) = parted(&place, end == Act::MajorEnded);
        act(&mut ours, &lead, late, to(Act::Attach, master), NOON.plus_min(4)).unwrap();
        assert_eq!(updates(&mut ours, late), 0);
        act(&mut theirs, &lead, master, command(end, Record::default()), NOON.plus_min(5)).unwrap();
        let no = case(&mut ours, late).no;
        let (one, other) = if ours_first { (&mut ours, &mut theirs) } else { (&mut theirs, &mut ours) };
        let taken = absorb(one.store(), other.store().path()).unwrap();
        assert_eq!(taken.given_back, [no], "{end}");
        let back = absorb(other.store(), one.store().path()).unwrap();
        assert_eq!(back.given_back, Vec::<String>::new(), "given back once: {end}");
        assert_eq!(absorb(one.store(), other.store().path()).unwrap().acts, 0);
        for desk in [one, other] {
            for case_of in [before, late] {
                assert!(case(desk, case_of).follows().is_none(), "{end}");
                assert_eq!(updates(desk, case_of), 1, "its customer hears of it again: {end}");
            }
            assert!(case(desk, master).leads().is_none());
            assert_eq!(queue(desk, QueueView::All, "").majors, []);
            assert_eq!(desk.store().verify().unwrap().damages, []);
        }
    }
}

#[test]
fn what_was_attached_on_both_sides_of_a_matter_that_goes_on_stays_attached() {
    let place = Place::new();
    let (mut ours, mut theirs, lead, [master, before, late]) = parted(&place, true);
    act(&mut ours, &lead, late, to(Act::Attach, master), NOON.plus_min(4)).unwrap();
    act(&mut theirs, &lead, late, to(Act::Attach, master), NOON.plus_min(4)).unwrap();
    act(&mut theirs, &lead, before, command(Act::Detach, Record::default()), NOON.plus_min(5)).unwrap();
    assert_eq!(absorb(ours.store(), theirs.store().path()).unwrap().given_back, Vec::<String>::new());
    assert!(case(&mut ours, late).follows().is_some() && case(&mut ours, before).follows().is_none());
    let attached: Vec<Uuid> = case(&mut ours, master).leads().unwrap().attached.iter().map(|one| one.id).collect();
    assert_eq!(attached, [late]);
}
