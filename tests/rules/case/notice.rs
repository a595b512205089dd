//! The date on a regulator's notice is the date of the case.

use zuoxi::domain::{Act, Case, ClockKind, Field, Invalid, Refusal, Role, Timestamp, Value, explain};

use crate::case::desk::{Desk, code, text};

fn due(case: &Case, kind: ClockKind) -> Timestamp {
    case.clocks.iter().find(|clock| clock.kind == kind && clock.is_running()).unwrap().due
}

/// A complaint passed on by a regulator, Mon 16 March 10:00, with this date on its notice.
fn passed_on(kind: &str, notice: Option<&str>) -> Desk {
    let mut desk = Desk::new();
    let mut opening = vec![
        (Field::Channel, code("regulator")),
        (Field::CallerNumber, text("13800138001")),
        (Field::CustomerName, text("周岚")),
        (Field::Summary, text("退货一直没有结果")),
        (Field::Product, text("书桌")),
        (Field::NoticeNo, text("沪市监转〔2026〕118号")),
    ];
    if let Some(notice) = notice {
        opening.push((Field::NoticeDue, Value::At(desk.at(notice))));
    }
    desk.does(Role::Agent, Act::Open, &opening).does(Role::Agent, Act::IntakeDone, &[]);
    let mut grading = vec![
        (Field::Kind, code(kind)),
        (Field::Impact, code("partial")),
        (Field::Urgency, code("soon")),
        (Field::Description, text("what happened")),
        (Field::DesiredOutcome, text("money back")),
    ];
    if kind == "complaint" {
        grading.push((Field::Category, code("after_sales.refund_delay")));
    }
    desk.does(Role::Agent, Act::Grade, &grading);
    desk
}

#[test]
fn the_notice_dates_the_close_of_a_complaint_and_the_answer_of_anything_else() {
    let mut desk = passed_on("complaint", Some("2026-03-19T17:00:00"));
    let case = desk.case();
    assert_eq!(due(&case, ClockKind::Close), desk.at("2026-03-19T17:00:00"), "not the seven working days");
    assert_eq!(due(&case, ClockKind::Answer), desk.at("2026-03-17T10:00:00"), "the customer's answer keeps its day");
    assert_eq!(due(&case, ClockKind::Respond), desk.at("2026-03-16T10:30:00"), "by the level");
    assert_eq!(due(&case, ClockKind::Ceiling), desk.at("2026-04-07T18:00:00"));
    let close = case.clock(ClockKind::Close).unwrap();
    let rules = zuoxi::domain::calendar::Rulebook::new(zuoxi::manual::built_in()).unwrap();
    assert_eq!(explain::explain(&rules, close).due, close.due);
    assert_eq!(crate::explain::recomputed(&rules, close), close.due, "it explains itself");
    let mut desk = passed_on("enquiry", Some("2026-03-18T12:00:00"));
    let case = desk.case();
    assert_eq!(due(&case, ClockKind::Answer), desk.at("2026-03-18T12:00:00"));
    let mut desk = passed_on("complaint", Some("2026-03-16T20:00:00"));
    let case = desk.case();
    assert_eq!(due(&case, ClockKind::Answer), desk.at("2026-03-16T20:00:00"), "no answer after the end");
    let mut desk = passed_on("complaint", None);
    let case = desk.case();
    assert_eq!(due(&case, ClockKind::Close), desk.at("2026-03-25T18:00:00"), "without a notice as any complaint");
}

#[test]
fn a_notice_that_comes_later_or_is_corrected_moves_the_date() {
    let mut desk = passed_on("complaint", None);
    let notice = |desk: &Desk, at: &str| [(Field::NoticeDue, Value::At(desk.at(at)))];
    let fields = notice(&desk, "2026-03-20T12:00:00");
    desk.does(Role::Agent, Act::Edit, &fields);
    assert_eq!(due(&desk.case(), ClockKind::Close), desk.at("2026-03-20T12:00:00"));
    let fields = notice(&desk, "2026-03-30T12:00:00");
    desk.does(Role::Agent, Act::Edit, &fields);
    assert_eq!(due(&desk.case(), ClockKind::Close), desk.at("2026-03-30T12:00:00"), "also a later one");
}

#[test]
fn waiting_for_the_customer_moves_no_regulators_date() {
    let mut desk = passed_on("complaint", Some("2026-03-19T17:00:00"));
    let waiting = [(Field::PauseReason, code("customer_info")), (Field::Missing, text("the receipt"))];
    desk.does(Role::Agent, Act::Pause, &waiting);
    desk.now = desk.at("2026-03-18T18:00:00");
    desk.wait_min(0);
    desk.does(Role::Agent, Act::Resume, &[]);
    let case = desk.case();
    assert_eq!(due(&case, ClockKind::Close), desk.at("2026-03-19T17:00:00"));
    assert!(case.clock(ClockKind::Close).unwrap().pauses.is_empty());
}

#[test]
fn a_notice_date_in_the_past_is_refused_by_its_field() {
    let mut desk = Desk::new();
    let past = Value::At(desk.at("2026-03-15T17:00:00"));
    let opening = [(Field::Channel, code("regulator")), (Field::NoticeDue, past)];
    let refused = desk.tries(Role::Agent, Act::Open, &opening);
    assert_eq!(refused, Err(Refusal::Invalid { field: Field::NoticeDue, problem: Invalid::TooEarly }));
}

#[test]
fn another_level_keeps_the_date_of_the_notice() {
    let mut desk = passed_on("enquiry", Some("2026-03-18T12:00:00"));
    let lower = [(Field::Level, Value::Number(3)), (Field::Reason, text("a question only"))];
    desk.does(Role::Lead, Act::Regrade, &lower);
    assert_eq!(due(&desk.case(), ClockKind::Answer), desk.at("2026-03-18T12:00:00"));
}
