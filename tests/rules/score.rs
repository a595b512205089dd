//! Scores: the table, the roundings and the ratings that are none.

use zuoxi::domain::score::{Marks, Scored, keypad, score};
use zuoxi::domain::{RatingStatus, Solved};

use crate::common::rows;
use crate::loader::manual;

fn marks(attitude: u8, quality: u8, speed: u8, solving: u8) -> Marks {
    let given = |mark: u8| (mark > 0).then_some(mark);
    Marks { attitude: given(attitude), quality: given(quality), speed: given(speed), solving: given(solving) }
}

#[test]
fn every_row_of_the_score_table_holds() {
    for row in rows("score") {
        let mark = |index: usize| u8::try_from(row[index].as_integer().unwrap()).unwrap();
        let scored = score(manual(), &marks(mark(0), mark(1), mark(2), mark(3)), Some(Solved::Yes));
        let expected = format!("{:.1}", row[4].as_float().unwrap());
        let tenths = scored.tenths.unwrap();
        assert_eq!(format!("{}.{}", tenths / 10, tenths % 10), expected, "{row:?}");
        assert_eq!(scored.low, row[5].as_bool().unwrap(), "{row:?}");
    }
}

#[test]
fn halves_are_rounded_up() {
    let mut rule = manual().clone();
    rule.satisfaction.dimensions[0].weight = 15;
    rule.satisfaction.dimensions[3].weight = 1;
    // (15*5 + 1*4) * 20 / 16 = 98.75
    assert_eq!(score(&rule, &marks(5, 0, 0, 4), None).tenths, Some(988));
}

#[test]
fn without_problem_solving_or_a_second_mark_there_is_no_score() {
    let refused = Scored { tenths: None, low: false, status: RatingStatus::Refused };
    assert_eq!(score(manual(), &marks(5, 5, 5, 0), Some(Solved::Yes)), refused);
    assert_eq!(score(manual(), &marks(0, 0, 0, 5), Some(Solved::Yes)), refused);
    assert_eq!(score(manual(), &marks(0, 0, 0, 0), None), refused);
    assert_eq!(score(manual(), &marks(9, 9, 9, 9), None), refused);
}

#[test]
fn a_matter_that_is_not_solved_is_low_whatever_the_marks() {
    let scored = score(manual(), &marks(5, 5, 5, 5), Some(Solved::No));
    assert_eq!(scored, Scored { tenths: Some(1000), low: true, status: RatingStatus::Scored });
    assert!(!score(manual(), &marks(5, 5, 5, 5), Some(Solved::Partly)).low);
}

#[test]
fn one_key_is_worth_five_three_or_one() {
    let scored = |tenths, low| Scored { tenths: Some(tenths), low, status: RatingStatus::Scored };
    assert_eq!(keypad(manual(), 1, None), scored(1000, false));
    assert_eq!(keypad(manual(), 2, None), scored(600, false));
    assert_eq!(keypad(manual(), 3, None), scored(200, true));
    assert_eq!(keypad(manual(), 7, None).status, RatingStatus::Refused);
}
