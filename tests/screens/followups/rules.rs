//! When to call again, and what cannot be put off.

use zuoxi::domain::FollowUpKind;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::work_item::{next_try, why_not_put_off};

#[test]
fn a_call_without_an_answer_is_tried_again_in_another_part_of_the_day() {
    let calendar = Rulebook::new(zuoxi::manual::built_in()).unwrap().calendar;
    let at = |text: &str| calendar.at(text.parse().unwrap());
    // Now, tries before, the next try.
    let table = [
        ("2026-03-16T09:20:00", 0, "2026-03-16T14:30:00"),
        ("2026-03-16T11:40:00", 0, "2026-03-16T14:30:00"),
        ("2026-03-16T14:40:00", 0, "2026-03-16T17:30:00"),
        ("2026-03-16T17:40:00", 0, "2026-03-17T10:00:00"),
        ("2026-03-16T14:40:00", 1, "2026-03-17T17:30:00"),
        ("2026-03-20T10:00:00", 1, "2026-03-23T14:30:00"),
    ];
    for (now, tries, next) in table {
        let found = next_try(&calendar, FollowUpKind::Satisfaction, tries, at(now));
        assert_eq!(calendar.local(found).format("%Y-%m-%dT%H:%M:%S").to_string(), next, "after {now}");
    }
}

#[test]
fn promises_and_updates_are_never_put_off_and_the_others_as_often_as_the_manual_says() {
    let rules = zuoxi::manual::built_in().follow_ups;
    assert_eq!(why_not_put_off(FollowUpKind::Promise, 0, &rules), Some("promise-not-put-off"));
    assert_eq!(why_not_put_off(FollowUpKind::Progress, 0, &rules), Some("never-put-off"));
    assert_eq!(why_not_put_off(FollowUpKind::Satisfaction, 2, &rules), None);
    assert_eq!(why_not_put_off(FollowUpKind::Satisfaction, 3, &rules), Some("put-off-too-often"));
}
