//! Help, palette and left-over forms.

use std::collections::BTreeMap;

use uuid::Uuid;
use zuoxi::domain::Lang;
use zuoxi::domain::order::{Draft, JournalOp};
use zuoxi::tui::{Effect, Msg};

use crate::desk::{Desk, NOW, With, morning};

fn desk() -> Desk {
    Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1()
}

#[test]
fn the_palette_finds_an_action_by_characters_pinyin_initials_or_english_and_does_it() {
    for typed in ["'话术", "'huashu", "'hs", "'phrases"] {
        let mut desk = desk();
        desk.press("ctrl-k");
        assert_eq!(desk.model.focus(), "palette");
        desk.press(typed);
        desk.press("enter");
        assert_eq!(desk.model.screen(), "phrases", "{typed}\n{}", desk.text());
        assert_eq!(desk.model.focus(), "phrases");
    }
}

#[test]
fn the_palette_shows_what_is_impossible_last_and_says_why() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (120, 40)), vec![]);
    desk.press("ctrl-k '打开");
    assert!(desk.row(8).contains("先选一件"), "{}", desk.text());
    desk.press("enter");
    assert_eq!(desk.model.focus(), "palette", "an impossible action is not done");
    assert!(desk.row(38).contains("先选一件"), "{}", desk.row(38));
}

#[test]
fn escape_closes_an_overlay_and_gives_back_focus_and_text() {
    let mut desk = desk();
    desk.press("/ '收银 ctrl-k 'abc esc");
    assert!(desk.model.in_field());
    assert!(desk.row(3).contains("收银"), "{}", desk.row(3));
}

#[test]
fn help_lists_the_keys_that_work_now_and_narrows_as_one_types() {
    let mut desk = desk();
    desk.press("?");
    assert_eq!(desk.model.focus(), "help");
    assert!(desk.text().contains("Ctrl-T"), "{}", desk.text());
    desk.press("'ytb");
    let text = desk.text();
    assert!(text.contains("p  Ctrl-T"), "{text}");
    assert!(!text.contains("PgDn   "), "{text}");
}

#[test]
fn the_case_beside_an_overlay_stays_readable() {
    let mut desk = desk();
    desk.press("ctrl-k");
    assert!(desk.row(4).contains("周岚女士  悦邻便利"), "{}", desk.row(4));
}

#[test]
fn a_form_left_over_can_be_thrown_away_or_taken_up_later() {
    let draft = Draft {
        id: Uuid::from_u128(90),
        case: Uuid::from_u128(91),
        form: "intake".into(),
        agent: "1027".into(),
        at: NOW,
        fields: BTreeMap::from([("customer_name".into(), "周岚".into())]),
    };
    let mut desk = desk();
    desk.send(Msg::Drafts(vec![draft.clone()]));
    assert_eq!(desk.model.focus(), "left_over");
    assert!(desk.text().contains("周岚"), "{}", desk.text());
    desk.press("esc");
    assert_eq!(desk.model.focus(), "queue");
    desk.send(Msg::Drafts(vec![draft.clone()]));
    desk.press("d");
    assert_eq!(desk.model.focus(), "queue");
    assert!(desk.effects.contains(&Effect::Journal(JournalOp::Close { draft: draft.id })));
    desk.send(Msg::Drafts(vec![draft]));
    desk.press("enter");
    assert_eq!(desk.model.screen(), "case");
    assert!(desk.text().contains("周岚"), "{}", desk.text());
}

#[test]
fn the_palette_on_a_case_reaches_the_acts_of_the_moment() {
    let mut desk = desk();
    desk.press("enter ctrl-k");
    desk.press("'transfer");
    let text = desk.text();
    assert!(text.contains("转"), "{text}");
    desk.press("enter");
    assert_eq!(desk.model.focus(), "case");
    assert!(desk.model.in_field(), "the form of the act is open\n{}", desk.text());
}
