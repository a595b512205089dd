//! The steps of the flow and what they lead to.

use zuoxi::domain::{
    Act, ClockKind, Field, FollowUpKind, Invalid, Level, Refusal, Role, State, Value, closing, queue_row,
};
use zuoxi::scenario::Door;

use crate::case::desk::{Desk, actor, code, rule_of, text};

#[test]
fn a_refusal_says_who_may() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let refused = desk.tries(Role::Agent, Act::DepartmentNamed, &[(Field::LeadDepartment, code("legal"))]);
    assert_eq!(refused, Err(Refusal::NotYou { act: Act::DepartmentNamed, role: Role::Agent, may: vec![Role::Lead] }));
    let refused = desk.tries(Role::Quality, Act::PlanReady, &[]);
    assert!(matches!(refused, Err(Refusal::NotYou { may, .. }) if may == [Role::Agent, Role::SecondLine, Role::Lead]));
}

#[test]
fn leaving_a_step_names_the_missing_fields_in_order() {
    let mut desk = Desk::new();
    desk.taken();
    let refused = desk.tries(Role::Agent, Act::Grade, &[(Field::Kind, code("complaint"))]);
    let Err(Refusal::Missing { fields, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(fields[..3], [Field::Category, Field::Severity, Field::Impact]);
}

#[test]
fn a_value_that_cannot_be_is_refused_by_its_field() {
    let mut desk = Desk::new();
    desk.taken();
    let future = Value::At(desk.now.plus_min(5));
    let refused = desk.tries(Role::Agent, Act::Edit, &[(Field::FirstSeenAt, future)]);
    assert_eq!(refused, Err(Refusal::Invalid { field: Field::FirstSeenAt, problem: Invalid::InFuture }));
    let refused = desk.tries(Role::Agent, Act::Edit, &[(Field::Summary, text("短"))]);
    assert_eq!(refused, Err(Refusal::Invalid { field: Field::Summary, problem: Invalid::TooShort }));
    let refused = desk.tries(Role::Agent, Act::Edit, &[(Field::CallerNumber, text("12"))]);
    assert_eq!(refused, Err(Refusal::Invalid { field: Field::CallerNumber, problem: Invalid::NotAPhone }));
}

#[test]
fn an_edit_conflicts_only_where_somebody_changed_the_same_field() {
    let mut desk = Desk::new();
    desk.taken();
    let head = desk.case().head;
    desk.does(Role::Lead, Act::Edit, &[(Field::Company, text("悦邻"))]);
    let mut other = desk.command(Act::Edit, &[(Field::Product, text("收银机"))]);
    other.based_on = Some(head);
    desk.send(Role::Agent, other).unwrap();
    let mut same = desk.command(Act::Edit, &[(Field::Company, text("别家"))]);
    same.based_on = Some(head);
    assert_eq!(desk.send(Role::Agent, same), Err(Refusal::Stale { fields: vec![Field::Company] }));
}

#[test]
fn a_note_never_conflicts() {
    let mut desk = Desk::new();
    desk.taken();
    let mut note = desk.command(Act::NoteAdded, &[(Field::Note, text("rang back"))]);
    note.based_on = Some(1);
    desk.send(Role::Agent, note).unwrap();
}

#[test]
fn ones_own_last_act_can_be_taken_back_with_all_that_followed() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    assert_eq!(desk.case().state, State::Process);
    assert!(!desk.case().clocks.is_empty());
    desk.does(Role::Agent, Act::Undo, &[]);
    let case = desk.case();
    assert_eq!((case.state, case.level, case.clocks.len(), case.follow_ups.len()), (State::Identify, None, 0, 0));
    assert!(!case.undone.is_empty());
}

#[test]
fn an_act_others_built_upon_stays() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    desk.does(
        Role::Lead,
        Act::Regrade,
        &[(Field::Impact, code("core")), (Field::Urgency, code("soon")), (Field::Reason, text("worse than thought"))],
    );
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::Undo, &[])), "undo-too-late");
}

#[test]
fn a_complaint_is_never_answered_without_consent_to_a_plan() {
    let mut desk = Desk::new();
    desk.complaint("service.wait", "partial", "soon");
    let answer = &[(Field::ResolutionType, code("information")), (Field::ResolutionText, text("sorry"))];
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::AnswerGiven, answer)), "complaint-needs-plan");
    let refused = desk.planned().tries(Role::Agent, Act::PlanAccepted, &[]);
    assert!(matches!(refused, Err(Refusal::Missing { fields, .. }) if fields == [Field::CustomerConsent]));
}

#[test]
fn an_agent_raises_and_only_the_lead_lowers() {
    let mut desk = Desk::new();
    desk.complaint("service.wait", "partial", "normal");
    assert_eq!(desk.case().level, Some(Level::THREE));
    let to = |impact: &str| {
        [(Field::Impact, code(impact)), (Field::Urgency, code("normal")), (Field::Reason, text("it turned out so"))]
    };
    desk.does(Role::Agent, Act::Regrade, &to("core"));
    assert_eq!(desk.case().level, Some(Level::TWO));
    let refused = desk.tries(Role::Agent, Act::Regrade, &to("partial"));
    assert!(matches!(refused, Err(Refusal::NotYou { may, .. }) if may == [Role::Lead]));
    desk.does(Role::Lead, Act::Regrade, &to("partial"));
    assert_eq!(desk.case().level, Some(Level::THREE));
    assert!(desk.case().clock(ClockKind::Plan).unwrap().cancelled.is_some());
}

#[test]
fn a_safety_matter_neither_waits_nor_is_withdrawn() {
    let mut desk = Desk::new();
    desk.complaint("product.safety", "critical", "now");
    let pause = &[(Field::PauseReason, code("customer_info")), (Field::Missing, text("a photo"))];
    assert_eq!(rule_of(desk.tries(Role::Lead, Act::Pause, pause)), "safety-never-waits");
    let withdraw = &[(Field::Reason, text("never mind")), (Field::CustomerSaidSo, Value::Flag(true))];
    assert_eq!(rule_of(desk.tries(Role::Lead, Act::Withdraw, withdraw)), "safety-stays-open");
}

#[test]
fn tasks_are_put_off_as_often_as_the_manual_allows() {
    let mut desk = Desk::new();
    desk.complaint("service.attitude", "partial", "soon");
    let due = [(Field::Due, Value::At(desk.now.plus_min(6000)))];
    let snooze = |desk: &mut Desk, kind| desk.on_task(Role::Agent, Act::FollowUpSnoozed, kind, &due);
    assert_eq!(rule_of(snooze(&mut desk, FollowUpKind::Progress)), "never-put-off");
    desk.solved();
    snooze(&mut desk, FollowUpKind::ImplCheck).unwrap();
    snooze(&mut desk, FollowUpKind::ImplCheck).unwrap();
    assert_eq!(rule_of(snooze(&mut desk, FollowUpKind::ImplCheck)), "put-off-too-often");
}

#[test]
fn the_archive_names_what_is_missing_first() {
    let mut desk = Desk::new();
    desk.complaint("service.attitude", "partial", "soon").solved();
    let refused = desk.tries(Role::Agent, Act::Archive, &[]);
    let Err(Refusal::Missing { fields, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(fields, [Field::ClosingNotice, Field::RatingReason]);
    let notice = &[(Field::ClosingNotice, text("all done")), (Field::RatingReason, text("asked not to"))];
    assert_eq!(rule_of(desk.tries(Role::Agent, Act::Archive, notice)), "open-followup");
    desk.on_task(Role::Agent, Act::FollowUpDone, FollowUpKind::ImplCheck, &[]).unwrap();
    desk.does(Role::Agent, Act::SatisfactionRefused, &[]);
    desk.does(Role::Agent, Act::Archive, notice);
    let case = desk.case();
    assert_eq!(case.state, State::Archived);
    assert_eq!(closing::root_cause(&case), Some("process"));
}

#[test]
fn a_heavy_complaint_is_archived_by_a_lead_after_review() {
    let mut desk = Desk::new();
    desk.complaint("product.expired_fake", "partial", "soon").solved();
    desk.on_task(Role::Agent, Act::FollowUpDone, FollowUpKind::ImplCheck, &[]).unwrap();
    desk.does(Role::Agent, Act::SatisfactionRefused, &[]);
    let notice = &[(Field::ClosingNotice, text("all done"))];
    let refused = desk.tries(Role::Agent, Act::Archive, notice);
    assert!(matches!(refused, Err(Refusal::NotYou { may, .. }) if may == [Role::Lead]));
    assert_eq!(rule_of(desk.tries(Role::Lead, Act::Archive, notice)), "lead-review");
    desk.does(Role::Lead, Act::ReviewSigned, &[]).does(Role::Lead, Act::Archive, notice);
    assert_eq!(desk.case().state, State::Archived);
}

#[test]
fn an_agent_transfers_to_the_default_department_and_the_lead_anywhere() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let to = |department: &str| {
        [
            (Field::ToHolder, code("department")),
            (Field::Department, code(department)),
            (Field::Reason, text("theirs")),
            (Field::HandoverNote, text("seen, tried, wished")),
        ]
    };
    let refused = desk.tries(Role::Agent, Act::Transfer, &to("legal"));
    assert!(matches!(refused, Err(Refusal::NotYou { may, .. }) if may == [Role::Lead]));
    desk.does(Role::Agent, Act::Transfer, &to("logistics"));
    assert!(desk.case().clock(ClockKind::ReturnDue).unwrap().armed);
    assert_eq!(desk.case().owner, actor(Role::Agent).person);
    desk.does(Role::Lead, Act::Transfer, &to("legal"));
}

#[test]
fn sent_back_twice_goes_to_the_lead() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let reason = &[(Field::Reason, text("not ours"))];
    desk.does(Role::SecondLine, Act::ReturnBounced, reason);
    assert_eq!(desk.case().escalated, None);
    desk.does(Role::SecondLine, Act::ReturnBounced, reason);
    assert_eq!(desk.case().escalated.as_deref(), Some("bounced_twice"));
    assert!(matches!(desk.tries(Role::SecondLine, Act::ReturnBounced, reason), Err(Refusal::NotYou { .. })));
    desk.does(Role::Lead, Act::EscalationAcknowledged, &[]);
    assert_eq!(desk.case().escalated, None);
}

#[test]
fn a_late_plan_is_told_to_the_lead_once() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon").wait_min(200).wait_min(5);
    let case = desk.case();
    let plan = case.clock(ClockKind::Plan).unwrap();
    assert!(plan.is_breached(desk.now));
    assert!(!plan.is_breached(plan.due), "the due second is in time");
    assert!(plan.is_breached(plan.due.plus_s(1)));
    assert_eq!(case.escalations.iter().filter(|trigger| *trigger == "breach_plan").count(), 1);
    assert!(!case.clock(ClockKind::ReturnDue).unwrap().is_breached(desk.now), "no department was asked");
}

#[test]
fn the_queue_shows_the_promise_before_the_limit_at_the_same_time() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let plan = desk.case().clock(ClockKind::Progress).map(|clock| clock.due);
    assert_eq!(plan, None, "updates are tasks, not clocks");
    let update = desk.case().open_follow_ups(FollowUpKind::Progress)[0].due;
    desk.does(Role::Agent, Act::PromiseMade, &[(Field::Due, Value::At(update)), (Field::Note, text("call back"))]);
    let row = queue_row(&desk.case(), desk.door.rules());
    assert_eq!(row.next.unwrap().duty, zuoxi::domain::protocol::DueKind::Promise);
    assert_eq!(row.band, 1);
}

#[test]
fn before_grading_the_queue_shows_a_provisional_time() {
    let mut desk = Desk::new();
    desk.taken();
    let case = desk.case();
    let next = queue_row(&case, desk.door.rules()).next.unwrap();
    assert_eq!((next.duty, next.due), (zuoxi::domain::protocol::DueKind::Grade, case.received_at.plus_min(30)));
}

#[test]
fn a_case_archived_too_long_ago_is_not_reopened() {
    let mut desk = Desk::new();
    desk.complaint("service.attitude", "partial", "soon").solved();
    desk.on_task(Role::Agent, Act::FollowUpDone, FollowUpKind::ImplCheck, &[]).unwrap();
    desk.does(Role::Agent, Act::SatisfactionRefused, &[]);
    desk.does(Role::Agent, Act::Archive, &[(Field::ClosingNotice, text("all done"))]);
    desk.wait_min(31 * 1440);
    let reason = &[(Field::Reason, text("it came back"))];
    assert_eq!(rule_of(desk.tries(Role::Quality, Act::Reopen, reason)), "reopen-too-late");
}

#[test]
fn compensation_beyond_ones_own_limit_is_for_the_lead() {
    let mut desk = Desk::new();
    desk.complaint("after_sales.compensation", "partial", "soon");
    let eta = Value::At(desk.now.plus_min(600));
    let plan = |yuan: i64| {
        [
            (Field::Cause, code("process")),
            (Field::ResolutionType, code("compensation")),
            (Field::PlanSteps, text("pay for the floor")),
            (Field::PlanOwner, text("the till")),
            (Field::PlanEta, eta.clone()),
            (Field::Cost, Value::Number(yuan * 100)),
        ]
    };
    let refused = desk.tries(Role::Agent, Act::PlanReady, &plan(201));
    assert!(matches!(refused, Err(Refusal::NotYou { may, .. }) if may == [Role::Lead]));
    assert_eq!(rule_of(desk.tries(Role::Lead, Act::PlanReady, &plan(2001))), "beyond-every-limit");
    desk.does(Role::Agent, Act::PlanReady, &plan(200));
}

#[test]
fn what_a_phrase_promises_is_promised_by_saying_it_and_only_with_a_time() {
    let mut desk = Desk::new();
    desk.complaint("logistics.delay", "partial", "soon");
    let phrase = |id| (Field::Phrase, code(id));
    let refused = desk.tries(Role::Agent, Act::PhraseSaid, &[phrase("fb.promise")]);
    assert_eq!(refused, Err(Refusal::Missing { act: Act::PhraseSaid, fields: vec![Field::Due] }));
    assert!(desk.case().said.is_empty() && desk.case().promises.is_empty());
    let due = Value::At(desk.now.plus_min(90));
    let said = [phrase("fb.promise"), (Field::Due, due), (Field::Note, text("call back"))];
    desk.does(Role::Agent, Act::PhraseSaid, &said).does(Role::Agent, Act::PhraseSaid, &said);
    let case = desk.case();
    assert_eq!((case.said.len(), case.promises.len()), (2, 1), "the same time is promised once");
    assert_eq!(case.promises[0].text, "call back");
    desk.does(Role::Agent, Act::PhraseSaid, &[phrase("pr.guide")]);
    assert_eq!(desk.case().promises.len(), 1, "a phrase that names no time promises nothing");
}
