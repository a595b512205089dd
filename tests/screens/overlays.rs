//! Help, palette and left-over forms.

use std::collections::BTreeMap;

use uuid::Uuid;
use zuoxi::domain::Lang;
use zuoxi::domain::protocol::{Draft, JournalOp};
use zuoxi::tui::MOVES;
use zuoxi::tui::{Bindings, Depth, Effect, Keymap, Msg, Pointer, Scheme, Theme};

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
fn every_row_of_the_palette_has_its_key_and_the_one_in_hand_a_sentence_about_it() {
    for (lang, size, words) in [
        (Lang::ZhCn, (120, 40), "按姓名、尾号、案件号或事由找案件。"),
        (Lang::ZhTw, (80, 24), "依姓名、末碼、案件編號或事由搜尋案件。"),
        (Lang::En, (80, 24), "Finds cases by name, last digits, case number or matter."),
    ] {
        let mut desk = Desk::new(&With::new(lang, size), morning()).with_s1();
        desk.press("ctrl-k 'find");
        let text = desk.text();
        assert!(text.contains(words), "{text}");
        let row = text.lines().rfind(|line| line.starts_with('>')).unwrap();
        let work = row.split('╎').next().unwrap().trim_end();
        assert!(work.ends_with(" /"), "its key: {row}");
    }
}

#[test]
fn every_action_and_act_of_the_palette_has_words_about_it_in_three_languages() {
    for lang in Lang::ALL {
        let words = zuoxi::words::Words::new(*lang);
        let keymap = Keymap::new(&Bindings::new()).unwrap();
        for screen in ["everywhere", "line", "lists", "queue", "followups", "phrases", "case"] {
            for (bound, _) in keymap.of(screen).filter(|(bound, _)| !MOVES.contains(&bound.action)) {
                let about = words.get(&bound.about_key());
                assert!(!about.contains('‹'), "{lang:?}: {about}");
            }
        }
    }
}

#[test]
fn an_act_that_is_impossible_now_stands_there_dimmed_with_the_refusals_own_sentence() {
    let mut with = With::new(Lang::ZhCn, (120, 40));
    with.theme = Theme::new(Scheme::Dark, Depth::True);
    let mut desk = Desk::new(&with, morning()).with_s1();
    desk.press("enter ctrl-k 'reopen");
    let sentence = "案件现在是「处理中」，办不了「重开」";
    assert!(desk.row(8).contains("重开") && desk.row(8).contains(sentence), "{}", desk.text());
    let (cells, _) = desk.draw();
    let dim = desk.model.cx.theme.style(zuoxi::tui::theme::Role::Dim).fg;
    assert_eq!(Some(cells[(4, 8)].fg), dim, "dimmed");
    desk.press("enter");
    assert_eq!(desk.model.focus(), "palette", "nothing was done");
    assert!(desk.row(38).contains(sentence), "{}", desk.row(38));
}

#[test]
fn before_a_call_is_saved_every_act_says_that_it_must_be_saved_first() {
    let mut desk = desk();
    desk.press("n ctrl-k 'transfer");
    assert!(desk.row(8).contains("这件还没存"), "{}", desk.text());
}

#[test]
fn the_palette_says_which_keys_lead_to_an_act_and_they_do() {
    let mut desk = desk();
    desk.press("enter ctrl-k '备注");
    let row = desk.row(8);
    let (_, digit) = row.split("╎").next().unwrap().trim_end().rsplit_once("F6 ").expect("the keys of the act");
    let digit = digit.to_owned();
    desk.press("enter");
    let by_palette = desk.text();
    desk.press("esc esc f6");
    desk.press(&format!("'{digit}"));
    assert_eq!(desk.text(), by_palette);
}

#[test]
fn after_the_first_of_two_keys_a_panel_says_what_may_follow() {
    let mut desk = desk();
    desk.press("g");
    let text = desk.text();
    for words in ["── g ──", "g   第一件", "e   最后一件", "p   到话术", "Esc"] {
        let words = words.replace('─', "╌");
        assert!(text.contains(&words), "{words}\n{text}");
    }
    desk.press("esc");
    assert!(!desk.text().contains("到话术"), "{}", desk.text());
    assert_eq!(desk.model.screen(), "queue");
    desk.press("g p");
    assert_eq!(desk.model.screen(), "phrases");
    desk.press("g z");
    assert!(desk.row(38).contains("g z 没有用处"), "{}", desk.row(38));
    desk.press("g q g e");
    assert!(desk.text().contains("何*") && desk.model.screen() == "queue", "{}", desk.text());
}

#[test]
fn the_agents_own_sequence_works_in_a_field_and_is_shown_where_keys_are_shown() {
    let keys = Bindings::from([(
        "everywhere".to_owned(),
        std::collections::BTreeMap::from([("help".to_owned(), vec!["ctrl-v h".to_owned()])]),
    )]);
    let mut with = With::new(Lang::ZhCn, (120, 40));
    with.keys = keys;
    let mut desk = Desk::new(&with, morning());
    assert!(desk.row(39).contains("Ctrl-V h"), "{}", desk.row(39));
    desk.press("/ ctrl-v");
    assert!(desk.text().contains("h   帮助"), "{}", desk.text());
    desk.press("h");
    assert_eq!(desk.model.focus(), "help");
    desk.press("'bangzhu");
    assert!(desk.text().contains("Ctrl-V h"), "{}", desk.text());
    desk.press("esc");
    assert!(desk.model.in_field(), "the search goes on");
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
        target: None,
        fields: BTreeMap::from([("customer_name".into(), "周岚".into())]),
        filled: BTreeMap::new(),
    };
    let mut desk = desk();
    desk.send(Msg::Drafts(vec![draft.clone()]));
    assert_eq!(desk.model.focus(), "left_over");
    assert!(desk.text().contains("周*"), "{}", desk.text());
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

fn click(desk: &mut Desk, column: u16, row: u16) {
    desk.send(Msg::Pointer(Pointer::Click { column, row }));
}

#[test]
fn a_second_click_does_what_enter_does_and_a_key_between_makes_it_a_first_one() {
    let mut desk = desk();
    click(&mut desk, 10, 4);
    assert_eq!(desk.model.screen(), "queue", "one click only takes the row in hand");
    desk.press("down up");
    click(&mut desk, 10, 4);
    assert_eq!(desk.model.screen(), "queue");
    click(&mut desk, 10, 4);
    assert_eq!(desk.model.screen(), "case");
}

#[test]
fn clicks_reach_the_top_layer_only_and_choose_from_it() {
    let mut desk = desk();
    desk.press("ctrl-k 'huashu");
    click(&mut desk, 45, 0);
    assert_eq!(desk.model.focus(), "palette", "the tabs lie below");
    click(&mut desk, 90, 8);
    click(&mut desk, 90, 8);
    assert_eq!(desk.model.focus(), "palette", "the case beside it is not the list");
    click(&mut desk, 10, 8);
    click(&mut desk, 10, 8);
    assert_eq!(desk.model.screen(), "phrases");
}

#[test]
fn the_list_of_acts_of_a_case_is_clicked_like_any_other() {
    let mut desk = desk();
    desk.press("enter esc a");
    let row = u16::try_from(desk.text().lines().position(|line| line.contains("加备注")).unwrap()).unwrap();
    click(&mut desk, 10, row);
    assert!(desk.row(row).starts_with('>'), "{}", desk.text());
    click(&mut desk, 10, row);
    assert!(desk.model.in_field() && desk.row(7).contains("加备注"), "{}", desk.text());
}

#[test]
fn in_a_form_the_wheel_changes_nothing() {
    let mut desk = desk();
    desk.press("n 'abc down down down");
    let before = desk.text();
    for down in [true, false, true] {
        desk.send(Msg::Pointer(Pointer::Wheel { down }));
    }
    assert_eq!(desk.text(), before);
}

#[test]
fn n23_the_left_over_list_masks_numbers_says_words_and_leaves_out_what_nobody_wrote_in() {
    let draft = |n: u128, fields: &[(&str, &str)]| Draft {
        id: Uuid::from_u128(n),
        case: Uuid::from_u128(n + 100),
        form: "intake".into(),
        agent: "1027".into(),
        at: NOW,
        target: None,
        fields: fields.iter().map(|(name, kept)| ((*name).to_owned(), (*kept).to_owned())).collect(),
        filled: BTreeMap::new(),
    };
    let typed = [
        ("caller_number", "13711112222"),
        ("customer_name", "王"),
        ("emotion", "anxious"),
        ("kind", "fault"),
        ("shorthand", "13711112222 王先生 扫码枪坏了"),
    ];
    let mut desk = desk();
    desk.send(Msg::Drafts(vec![draft(1, &typed), draft(2, &[]), draft(3, &[("summary", " ")])]));
    let text = desk.text();
    assert!(text.contains("接入  王*  137****2222") && text.contains("扫码枪坏了"), "{text}");
    for leak in ["13711112222", "anxious", "fault"] {
        assert!(!text.contains(leak), "{leak}: {text}");
    }
    assert!(text.contains("1 份"), "the empty ones are no forms: {text}");
    for blank in [2, 3] {
        assert!(desk.effects.contains(&Effect::Journal(JournalOp::Close { draft: Uuid::from_u128(blank) })), "{blank}");
    }
}
