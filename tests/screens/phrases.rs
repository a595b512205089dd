//! The phrase book.

use zuoxi::domain::Lang;
use zuoxi::tui::Effect;

use crate::desk::{Desk, With, morning};

fn book() -> Desk {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1();
    desk.press("4");
    desk
}

#[test]
fn every_phrase_of_the_manual_is_in_the_book() {
    assert!(book().row(3).contains("话术 123 条"), "{}", book().row(3));
}

#[test]
fn phrases_are_found_by_words_pinyin_initials_and_english() {
    for typed in ["'安抚着急", "'anfu", "'afzj", "'pressing"] {
        let mut desk = book();
        desk.press("/");
        desk.press(typed);
        assert!(desk.text().contains("听得出您很急"), "{typed}\n{}", desk.text());
    }
}

#[test]
fn blanks_are_filled_from_the_open_case_and_shown_where_nothing_is_known() {
    let mut desk = book();
    desk.press("/ '认出老客户");
    assert!(desk.text().contains("〔怎么称呼〕"), "{}", desk.text());
    desk.press("esc esc 1 enter esc esc");
    assert_eq!(desk.model.screen(), "queue");
    desk.press("4 / '认出老客户");
    let text = desk.text();
    assert!(text.contains("周岚女士"), "{text}");
    assert!(!text.contains("〔怎么称呼〕"), "{text}");
}

#[test]
fn a_phrase_with_an_empty_blank_is_not_copied() {
    let mut desk = book();
    desk.press("/ '认出老客户 enter c");
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Copy(_))));
    assert!(desk.row(38).contains("怎么称呼"), "{}", desk.row(38));
    desk.press("esc / '安抚着急 enter ctrl-x");
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Copy(words) if words.contains("听得出"))));
}

#[test]
fn a_phrase_is_marked_as_said_on_the_open_case() {
    let mut desk = book();
    desk.press("enter");
    assert!(desk.row(38).contains("没有打开案件"), "{}", desk.row(38));
    desk.press("1 enter esc esc 4 / '安抚着急 enter enter");
    let file = desk.file(uuid::Uuid::from_u128(0x51)).unwrap();
    assert_eq!(file.case.said.len(), 1, "{}", desk.text());
    assert!(desk.row(38).contains("安抚着急"), "{}", desk.row(38));
}

#[test]
fn d10_a_phrase_that_promises_makes_the_promise_from_the_book_too() {
    let mut desk = book();
    desk.press("1 enter esc esc 4 / '约定回话 enter enter");
    let case = desk.file(uuid::Uuid::from_u128(0x51)).unwrap().case.clone();
    assert_eq!(case.said.len(), 1, "{}", desk.text());
    assert_eq!((case.promises.len(), desk.model.screen()), (1, "phrases"), "{}", desk.text());
}

#[test]
fn what_not_to_say_comes_with_what_to_say_instead() {
    let mut desk = book();
    desk.press("tab / '归我管");
    let text = desk.text();
    assert!(text.contains("不归我管"), "{text}");
    assert!(text.contains("我去对接，结果由"), "{text}");
}
