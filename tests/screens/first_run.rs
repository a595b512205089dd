//! The first start: how it looks, what it asks, what it makes of the answers.

use zuoxi::domain::{Lang, Role};
use zuoxi::tui::coach::{Lesson, Practice};
use zuoxi::tui::{Effect, Glyphs, Msg, Pointer, Scheme, Settings};

use crate::desk::{Desk, With};

const LANGS: [Lang; 3] = [Lang::ZhCn, Lang::ZhTw, Lang::En];
const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

fn first(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(&With::new(lang, size), vec![]);
    let offer = Settings { agent_no: "1001".into(), service_hours: vec!["09:00-21:00".into()], ..Settings::default() };
    desk.model.ask_first(offer);
    desk.effects.clear();
    desk
}

/// What was sent as the first answers, if anything was.
fn answered(desk: &Desk) -> Option<Settings> {
    desk.effects.iter().find_map(|effect| match effect {
        Effect::Onboard(settings) => Some((**settings).clone()),
        _ => None,
    })
}

#[test]
fn the_first_start_looks_as_it_did_when_somebody_looked_at_it() {
    for lang in LANGS {
        for size in SIZES {
            let mut desk = first(lang, size);
            insta::assert_snapshot!(format!("first_{lang}_{}", size.0), desk.text());
            desk.press("'林溪 tab backspace backspace '27 tab '禾云 tab 'x tab tab 3 enter");
            insta::assert_snapshot!(format!("first_wrong_{lang}_{}", size.0), desk.text());
        }
    }
}

#[test]
fn enter_alone_starts_with_sensible_defaults() {
    let mut desk = first(Lang::ZhCn, (80, 24));
    desk.press("enter");
    let wanted = Settings { agent_no: "1001".into(), role: Some(Role::Agent), ..Settings::default() };
    assert_eq!(answered(&desk), Some(wanted));
}

#[test]
fn what_was_answered_is_what_is_sent() {
    let mut desk = first(Lang::ZhCn, (80, 24));
    desk.press(
        "'林溪 tab ctrl-u '1027 tab '禾云 tab ctrl-u '9点到20点半 tab '400-820-8820 tab 2 tab 2 tab 3 alt-a enter",
    );
    let wanted = Settings {
        lang: Some(Lang::En),
        scheme: Some(Scheme::Light),
        ascii: Some(true),
        company: "禾云".into(),
        hotline: "400-820-8820".into(),
        service_hours: vec!["09:00-20:30".into()],
        agent_no: "1027".into(),
        agent_name: "林溪".into(),
        role: Some(Role::SecondLine),
    };
    assert_eq!(answered(&desk), Some(wanted));
}

#[test]
fn an_answer_that_cannot_be_is_pointed_at_with_the_remedy_and_nothing_is_lost() {
    for (keys, kept, remedy) in [
        ("tab ctrl-u '10号", "10号", "字母、数字"),
        ("tab tab tab ctrl-u '全天", "全天", "09:00-21:00"),
        ("tab tab tab tab '总机", "总机", "能拨的号码"),
    ] {
        let mut desk = first(Lang::ZhCn, (80, 24));
        desk.press(keys);
        desk.press("tab tab tab enter");
        assert_eq!(answered(&desk), None, "{keys}");
        let text = desk.text();
        assert!(text.contains(kept) && text.contains(remedy), "{text}");
        desk.press("ctrl-u enter");
        assert!(answered(&desk).is_some(), "once emptied the default holds: {keys}");
    }
}

#[test]
fn language_colours_and_signs_show_at_once() {
    let mut desk = first(Lang::ZhCn, (120, 40));
    desk.press("backtab 2");
    assert!(desk.text().contains("開始"), "zh-TW after zh-CN");
    desk.press("3");
    assert!(desk.text().contains("start"), "English after that");
    desk.press("1");
    assert!(desk.text().contains("开始"), "and back");
    desk.press("alt-a");
    assert_eq!(desk.model.cx.glyphs, Glyphs::ASCII);
    desk.press("backtab 3");
    assert_eq!(desk.model.cx.theme.scheme(), Scheme::HighContrast);
    desk.press("right right right");
    assert_eq!(desk.model.cx.theme.scheme(), Scheme::Colourless, "the last one is the last one");
    desk.press("tab tab tab tab '禾云");
    assert!(desk.row(0).contains("禾云"), "{}", desk.row(0));
}

#[test]
fn no_key_leads_past_the_first_start_into_work_that_nobody_signs() {
    let mut desk = first(Lang::ZhCn, (80, 24));
    desk.press("ctrl-n ctrl-k ctrl-p f1 esc esc f2 f3 'n1? 2 :");
    assert_eq!(desk.model.focus(), "first_run");
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Submit(..))), "{:?}", desk.effects);
    desk.press("ctrl-q");
    assert!(desk.effects.contains(&Effect::Quit));
}

#[test]
fn an_answer_that_was_not_taken_can_be_sent_again() {
    let mut desk = first(Lang::ZhCn, (80, 24));
    desk.press("enter enter");
    assert_eq!(desk.effects.iter().filter(|effect| matches!(effect, Effect::Onboard(_))).count(), 1, "once is enough");
    desk.send(Msg::NotOnboarded("disk full".into()));
    assert!(desk.text().contains("disk full"));
    desk.press("enter");
    assert_eq!(desk.effects.iter().filter(|effect| matches!(effect, Effect::Onboard(_))).count(), 2);
}

#[test]
fn a_small_window_keeps_the_answer_in_hand_in_sight() {
    for lang in LANGS {
        for size in [(60, 16), (80, 16), (100, 30), (119, 24), (200, 60)] {
            let mut desk = first(lang, size);
            for _ in 0..8 {
                let (_, cursor) = desk.draw();
                // A choice that takes two rows has its mark on the first and the cursor on the option chosen.
                let marked = [cursor.y, cursor.y - 1].iter().any(|y| desk.row(*y).starts_with('>'));
                assert!(marked, "{lang} {size:?}: {}", desk.text());
                desk.press("tab");
            }
        }
    }
}

#[test]
fn the_practice_can_be_begun_from_the_first_start_and_by_name() {
    let mut desk = first(Lang::ZhCn, (80, 24));
    desk.press("f12");
    assert!(desk.effects.contains(&Effect::Practice(Practice::Begin(Lesson::Enquiry))));
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), vec![]);
    desk.press("ctrl-k 'sfbc enter");
    assert_eq!(desk.model.focus(), "pick", "{}", desk.text());
    desk.press("enter");
    assert!(desk.effects.contains(&Effect::Practice(Practice::Begin(Lesson::Enquiry))), "{}", desk.text());
}

#[test]
fn a_click_on_a_question_takes_it_in_hand() {
    for size in SIZES {
        let mut desk = first(Lang::ZhCn, size);
        let row = desk.text().lines().position(|line| line.contains("热线")).unwrap();
        desk.send(Msg::Pointer(Pointer::Click { column: 12, row: u16::try_from(row).unwrap() }));
        desk.press("'400-820-8820 enter");
        assert_eq!(answered(&desk).map(|settings| settings.hotline).as_deref(), Some("400-820-8820"));
    }
}

#[test]
fn something_is_always_chosen() {
    let mut desk = first(Lang::ZhCn, (80, 24));
    desk.press("tab tab tab tab tab 3 backspace delete left 9 enter");
    assert_eq!(answered(&desk).and_then(|settings| settings.role), Some(Role::SecondLine));
}
