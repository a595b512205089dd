//! The coach: where it stands, what it says when the agent goes elsewhere, and that it keeps no key for itself.

use zuoxi::domain::Lang;
use zuoxi::tui::Effect;
use zuoxi::tui::coach::{Lesson, Practice};

use crate::desk::{Desk, NOW, With, morning};

const LANGS: [Lang; 3] = [Lang::ZhCn, Lang::ZhTw, Lang::En];
const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

fn practice(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(&With::new(lang, size), morning());
    let agent = desk.model.cx.agent.clone();
    desk.model = desk.model.practice(Lesson::Enquiry, agent, desk.rules.clone(), NOW, 2);
    desk.send(zuoxi::tui::Msg::Tick(NOW));
    desk
}

/// The coach's row of keys.
fn keys(desk: &Desk) -> String {
    let rows = desk.model.cx.size.1;
    let (buffer, _) = desk.draw_at(desk.model.cx.size.0, rows + 3);
    crate::desk::text_of(&buffer).lines().nth(usize::from(rows) + 2).unwrap().to_owned()
}

fn text(desk: &Desk) -> String {
    let (columns, rows) = desk.model.cx.size;
    let (buffer, cursor) = desk.draw_at(columns, rows + 3);
    format!("{}cursor {},{}\n", crate::desk::text_of(&buffer), cursor.x, cursor.y)
}

#[test]
fn the_coach_stands_below_the_screens_and_covers_nothing() {
    for lang in LANGS {
        for size in SIZES {
            let mut desk = practice(lang, size);
            insta::assert_snapshot!(format!("coach_ring_{lang}_{}", size.0), text(&desk));
            desk.press("n");
            insta::assert_snapshot!(format!("coach_hear_{lang}_{}", size.0), text(&desk));
        }
    }
}

#[test]
fn elsewhere_the_coach_says_the_way_back() {
    let mut desk = practice(Lang::ZhCn, (80, 24));
    desk.press("n");
    assert!(keys(&desk).contains("13700137003"));
    desk.press("esc");
    assert!(keys(&desk).contains("[Enter]"), "out of the form: {:?}", keys(&desk));
    desk.press("?");
    assert!(keys(&desk).contains("[Esc]"), "under an overlay: {:?}", keys(&desk));
    desk.press("esc x esc");
    assert_eq!(desk.model.screen(), "queue");
    assert!(keys(&desk).contains("[2]"), "on another screen: {:?}", keys(&desk));
    desk.press("/");
    assert!(keys(&desk).contains("[Esc]"), "in a search: {:?}", keys(&desk));
    desk.press("esc 2 enter");
    assert!(keys(&desk).contains("13700137003"), "{:?}", keys(&desk));
}

#[test]
fn other_keys_do_what_they_always_do_and_two_esc_on_a_list_leave() {
    let leave = Effect::Practice(Practice::Leave);
    let mut desk = practice(Lang::En, (120, 40));
    desk.press("n esc esc");
    assert_eq!(desk.model.screen(), "queue");
    assert!(!desk.effects.contains(&leave), "each Esc stepped out of something");
    desk.press("4");
    assert_eq!(desk.model.screen(), "phrases");
    desk.press("1 down ctrl-k");
    assert_eq!(desk.model.focus(), "palette");
    desk.press("esc");
    assert!(!desk.effects.contains(&leave), "it closed what was open");
    desk.press("esc");
    assert!(!desk.effects.contains(&leave), "one Esc is one Esc");
    desk.press("esc");
    assert!(desk.effects.contains(&leave));
}

#[test]
fn in_the_middle_the_key_of_the_sample_shift_lists_the_lessons() {
    let mut desk = practice(Lang::ZhCn, (80, 24));
    desk.press("n f12");
    assert_eq!(desk.model.focus(), "pick");
    insta::assert_snapshot!("coach_lessons", text(&desk));
    desk.press("3");
    assert!(desk.effects.contains(&Effect::Practice(Practice::Begin(Lesson::Fault))));
    desk.press("f12 5");
    assert!(desk.effects.contains(&Effect::Practice(Practice::Leave)));
}

#[test]
fn a_resize_keeps_the_coach_and_its_place() {
    let mut desk = practice(Lang::ZhCn, (120, 40));
    desk.send(zuoxi::tui::Msg::Resize(80, 24));
    assert_eq!(desk.model.cx.size, (80, 21));
    assert!(keys(&desk).contains("1/9"));
    desk.send(zuoxi::tui::Msg::Resize(80, 18));
    assert_eq!(desk.model.cx.size, (80, 18), "the screens come first where there is no room");
}

#[test]
fn an_esc_that_had_to_wait_counts_once() {
    let mut desk = practice(Lang::ZhCn, (80, 24));
    let esc = zuoxi::tui::Msg::Key(crossterm::event::KeyCode::Esc.into());
    // "Told" goes to the store; its answer comes after the next key.
    let told = zuoxi::tui::Msg::Key(crossterm::event::KeyCode::Char('p').into());
    let sent = zuoxi::tui::update(&mut desk.model, told);
    let token = sent.iter().find_map(|effect| match effect {
        Effect::Submit(token, _) => Some(*token),
        _ => None,
    });
    assert!(desk.model.is_waiting());
    assert_eq!(zuoxi::tui::update(&mut desk.model, esc), []);
    let failed = zuoxi::domain::protocol::Rejection::Failed { code: "none".into(), detail: String::new() };
    desk.effects.clear();
    desk.send(zuoxi::tui::Msg::Rejected(token.unwrap(), failed));
    assert!(!desk.effects.contains(&Effect::Practice(Practice::Leave)), "one Esc is one Esc");
    desk.press("esc");
    assert!(desk.effects.contains(&Effect::Practice(Practice::Leave)));
}
