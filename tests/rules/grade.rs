//! Grades and scores: the tables and what they leave out.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zuoxi::domain::grade::{GradeInput, Grading, grade};
use zuoxi::domain::{Impact, Kind, Level, Modifier, Role, Severity, Tier, Urgency};

use crate::common::rows;
use crate::loader::manual;

fn question() -> GradeInput<'static> {
    GradeInput {
        impact: Impact::None,
        urgency: Urgency::Normal,
        kind: Kind::Enquiry,
        severity: None,
        category: None,
        tier: Tier::Standard,
        circumstances: &[],
        reopened: false,
        broken_promise: false,
    }
}

fn graded(input: &GradeInput<'_>) -> Grading {
    grade(manual(), input)
}

#[test]
fn every_row_of_the_grade_table_holds() {
    for row in rows("grade") {
        let word = |index: usize| row[index].as_str().unwrap();
        let circumstances: Vec<Modifier> =
            row[6].as_array().unwrap().iter().map(|code| code.as_str().unwrap().parse().unwrap()).collect();
        let input = GradeInput {
            impact: word(0).parse().unwrap(),
            urgency: word(1).parse().unwrap(),
            kind: word(2).parse().unwrap(),
            severity: word(3).parse().ok(),
            category: Some(word(4)).filter(|code| !code.is_empty()),
            tier: word(5).parse().unwrap(),
            circumstances: &circumstances,
            ..question()
        };
        assert_eq!(i64::from(graded(&input).level.number()), row[7].as_integer().unwrap(), "{row:?}");
    }
}

#[test]
fn a_circumstance_that_changed_nothing_is_still_listed() {
    let input = GradeInput {
        impact: Impact::Critical,
        tier: Tier::Strategic,
        circumstances: &[Modifier::RepeatContact, Modifier::Vulnerable],
        ..question()
    };
    let grading = graded(&input);
    assert_eq!(grading.level, Level::ONE);
    let expected = [Modifier::KeyCustomer, Modifier::RepeatContact, Modifier::Vulnerable];
    assert_eq!(grading.modifiers, BTreeSet::from(expected));
}

#[test]
fn a_vulnerable_person_counts_only_where_the_harm_is_real() {
    let partial = GradeInput { impact: Impact::Partial, circumstances: &[Modifier::Vulnerable], ..question() };
    assert_eq!(graded(&partial).modifiers, BTreeSet::new());
    let core = GradeInput { impact: Impact::Core, ..partial };
    assert_eq!(graded(&core).level, Level::ONE);
}

#[test]
fn severity_speaks_only_for_complaints() {
    let fault = GradeInput { kind: Kind::Fault, severity: Some(Severity::Heavy), ..question() };
    assert_eq!(graded(&fault).level, Level::THREE);
    let complaint = GradeInput { kind: Kind::Complaint, ..fault };
    assert_eq!(graded(&complaint).level, Level::TWO);
    assert_eq!(graded(&complaint).notify, BTreeSet::from([Role::Lead]));
}

#[test]
fn a_dangerous_product_is_urgent_in_a_fault_report_too() {
    let input = GradeInput { kind: Kind::Fault, category: Some("product.safety"), ..question() };
    assert_eq!(graded(&input).level, Level::ONE);
    assert_eq!(graded(&input).notify, BTreeSet::from([Role::Lead, Role::SecondLine]));
}

#[test]
fn the_lead_hears_of_exposure_and_broken_promises_at_any_level() {
    for (circumstances, broken_promise) in [(&[Modifier::ExposureThreat][..], false), (&[], true)] {
        let input = GradeInput { circumstances, broken_promise, ..question() };
        assert_eq!(graded(&input).level, Level::TWO);
        assert_eq!(graded(&input).notify, BTreeSet::from([Role::Lead]));
    }
    let published = GradeInput { circumstances: &[Modifier::ExposureReal], ..question() };
    assert_eq!(graded(&published).level, Level::ONE);
}

#[test]
fn coming_back_raises_one_step_but_never_to_the_first_level() {
    let reopened = GradeInput { reopened: true, ..question() };
    assert_eq!(graded(&reopened).level, Level::TWO);
    let again = GradeInput { impact: Impact::Partial, urgency: Urgency::Now, ..reopened };
    assert_eq!(graded(&again).level, Level::TWO);
}

fn inputs() -> impl Strategy<Value = (Impact, Urgency, Kind, Option<Severity>, Tier, bool, bool)> {
    (
        prop::sample::select(Impact::ALL),
        prop::sample::select(Urgency::ALL),
        prop::sample::select(Kind::ALL),
        prop::option::of(prop::sample::select(Severity::ALL)),
        prop::sample::select(Tier::ALL),
        any::<bool>(),
        any::<bool>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn circumstances_only_raise_and_their_order_does_not_matter(
        (impact, urgency, kind, severity, tier, reopened, broken_promise) in inputs(),
        ticked in prop::collection::vec(prop::sample::select(Modifier::ALL), 0..5),
    ) {
        let input = GradeInput {
            impact, urgency, kind, severity, tier, reopened, broken_promise, category: None, circumstances: &ticked,
        };
        let grading = graded(&input);
        prop_assert!(grading.level <= manual().grade[&impact][&urgency]);
        let mut turned = ticked.clone();
        turned.reverse();
        prop_assert_eq!(&grading, &graded(&GradeInput { circumstances: &turned, ..input.clone() }));
        let fewer = graded(&GradeInput { circumstances: ticked.split_first().map_or(&[][..], |(_, rest)| rest), ..input });
        prop_assert!(grading.level <= fewer.level);
    }
}
