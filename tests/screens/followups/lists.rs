//! Every list there is meets every gesture, on the true screens over a real store. A list that nobody opens here does
//! not compile, a list screen that nobody opens here panics: [`open`] and [`screen`] name each of them.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use uuid::Uuid;
use zuoxi::domain::protocol::Draft;
use zuoxi::domain::*;
use zuoxi::tui::ListName;
use zuoxi::tui::{Msg, Pointer};

use crate::followups::desk::{Desk, NOW, at};

/// A list: what kind of one, and of a list screen its id.
type List = (ListName, &'static str);

/// Every list there is.
fn lists() -> Vec<List> {
    let own = ListName::ALL.iter().filter(|name| **name != ListName::Listing).map(|name| (*name, name.as_str()));
    own.chain(zuoxi::tui::lists().map(|id| (ListName::Listing, id))).collect()
}

/// A list screen, its first row in hand.
fn screen(id: &str, desk: &mut Desk) {
    match id {
        "followups" => {}
        "queue" => {
            desk.free("1");
        }
        other => panic!("nobody opens the list {other}"),
    }
}

/// The list on its screen, its first row in hand.
fn open((name, id): List) -> Desk {
    let mut desk = Desk::morning(Lang::ZhCn, (120, 40));
    match name {
        ListName::Listing => screen(id, &mut desk),
        ListName::Phrases => {
            desk.free("4");
        }
        ListName::Results => {
            desk.to("吴*").free("d");
        }
        ListName::PutOff => {
            desk.to("吴*").free("z");
        }
        ListName::Palette => {
            desk.free("ctrl-k");
        }
        ListName::Help => {
            desk.free("?");
        }
        ListName::History => {
            desk.to("吴*").free("enter ctrl-y");
            // It opens at its end.
            for _ in 0..9 {
                desk.free("pageup");
            }
        }
        ListName::Manual => {
            desk.free("f11");
        }
        ListName::LeftOver => desk.send(Msg::Drafts(vec![draft(1), draft(2), draft(3)])),
        ListName::Lessons => {
            desk.free("f12");
        }
        ListName::Acts => {
            desk.to("吴*").free("enter f6");
        }
        ListName::Same => {
            desk.free("n").words("13800138001").free("ctrl-o");
        }
        ListName::Masters => {
            desk.to("吴*").free("enter");
            desk.send_act(Act::Merge);
        }
        ListName::Attached => {
            let [master, callers @ ..] = ["吴涛", "孙悦", "方宁", "许诺"].map(|name| desk.case_of(name).id);
            desk.act(master, Act::MajorDeclared, Record::default(), None, at(9, 5));
            for caller in callers {
                desk.act(caller, Act::Attach, Record::default(), Some(Target::Case(master)), at(9, 6));
            }
            desk.to("吴*").free("enter");
            desk.model.cx.agent.role = Role::Lead;
            desk.send_act(Act::MajorEnded);
            desk.free("f8");
        }
        ListName::Majors => {
            for name in ["孙悦", "方宁", "许诺"] {
                let master = desk.case_of(name).id;
                desk.act(master, Act::MajorDeclared, Record::default(), None, at(9, 5));
            }
            desk.free("1").free("3").to("吴*").free("enter");
            desk.send_act(Act::Attach);
        }
        ListName::Tasks => {
            desk.to("吴*").free("enter");
            desk.send_act(Act::FollowUpCreated);
        }
        ListName::Masked => {
            let email = Record::default().with(Field::Email, Value::Text("wu@example.com".into()));
            let case = desk.case_of("吴涛").id;
            desk.act(case, Act::Edit, email, None, at(9, 0));
            desk.to("吴*").free("enter alt-v");
        }
        ListName::Reasons => {
            desk.to("吴*").free("enter alt-v");
        }
        ListName::Runbook => {
            desk.to("周*").free("enter ctrl-e");
        }
        ListName::Clash => clash(&mut desk),
        ListName::Call => {
            desk.free("n ctrl-d");
        }
    }
    desk
}

fn draft(at: u128) -> Draft {
    Draft {
        id: Uuid::from_u128(at),
        case: Uuid::from_u128(900 + at),
        form: "intake".into(),
        agent: "1027".into(),
        at: NOW.plus_min(-i64::try_from(at).unwrap()),
        target: None,
        fields: BTreeMap::from([("customer_name".into(), format!("第{at}位"))]),
        filled: BTreeMap::new(),
    }
}

/// Two write the same field; the second one is asked.
fn clash(desk: &mut Desk) {
    desk.to("吴*").free("enter");
    desk.send_act(Act::Edit);
    desk.until("tab", "产品").words("新版");
    let case = desk.case_of("吴涛").id;
    desk.act(case, Act::Edit, Record::default().with(Field::Product, Value::Text("扫码枪".into())), None, NOW);
    desk.free("f8");
}

/// The screen's row in hand with what it reads.
fn hand(desk: &Desk) -> (u16, String) {
    let screen = desk.screen();
    let found = screen.lines().enumerate().filter(|(_, line)| line.starts_with('>')).last();
    let (y, line) = found.unwrap_or_else(|| panic!("nothing is in hand:\n{screen}"));
    (u16::try_from(y).unwrap(), line.to_owned())
}

fn key(desk: &mut Desk, c: char) {
    desk.send(Msg::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
}

fn wheel(desk: &mut Desk, down: bool) {
    desk.send(Msg::Pointer(Pointer::Wheel { down }));
}

fn click(desk: &mut Desk, row: u16) {
    desk.send(Msg::Pointer(Pointer::Click { column: 10, row }));
}

/// Whether the list has a line of words that narrow it, which take digits, Home and End.
fn is_searched(name: ListName) -> bool {
    matches!(name, ListName::Palette | ListName::Help | ListName::History | ListName::Manual)
}

#[test]
fn arrows_pages_ends_and_the_wheel_move_the_hand_in_every_list() {
    for list in lists() {
        let (name, id) = list;
        let mut desk = open(list);
        let first = hand(&desk);
        let mut press = |keys: &str| {
            desk.free(keys);
            hand(&desk)
        };
        let second = press("down");
        assert_ne!(first, second, "{name} {id}: down");
        assert_eq!(press("up"), first, "{name} {id}: up");
        assert_ne!(press("pagedown"), first, "{name} {id}: page down");
        assert_eq!(press("pageup"), first, "{name} {id}: page up");
        if !is_searched(name) {
            let last = press("end");
            assert!(last != first && press("down") == last, "{name} {id}: end");
            assert_eq!(press("home"), first, "{name} {id}: home");
        }
        wheel(&mut desk, true);
        assert_ne!(hand(&desk), first, "{name} {id}: the wheel");
        wheel(&mut desk, false);
        assert_eq!(hand(&desk), first, "{name} {id}: the wheel back");
    }
}

#[test]
fn a_click_takes_in_hand_and_a_second_one_chooses_in_every_list() {
    for list in lists() {
        let (name, id) = list;
        let mut desk = open(list);
        desk.free("down");
        let second = hand(&desk);
        desk.free("up");
        click(&mut desk, second.0);
        assert_eq!(hand(&desk), second, "{name} {id}: the first click");
        click(&mut desk, second.0);
        let clicked = desk.screen();
        assert_eq!(clicked, chosen(list), "{name} {id}: the second click");
    }
}

/// What choosing the second row with Enter leads to.
fn chosen(list: List) -> String {
    let mut desk = open(list);
    let before = desk.free("down").screen();
    let after = desk.free("enter").screen();
    assert_ne!(before, after, "{list:?}: nothing is chosen");
    after
}

#[test]
fn a_digit_does_the_same_in_either_width_in_every_list() {
    for list in lists() {
        let (name, id) = list;
        for digit in ['2', '２'] {
            let mut desk = open(list);
            key(&mut desk, digit);
            if name.has_digits() {
                assert_eq!(desk.screen(), chosen(list), "{name} {id}: {digit} chooses");
            } else if is_searched(name) {
                assert!(desk.screen().contains(digit), "{name} {id}: {digit} is looked for");
            } else {
                assert_eq!(desk.model.screen(), "case", "{name} {id}: {digit} switches");
            }
        }
    }
}

#[test]
fn the_letter_behind_the_ninth_chooses_as_an_input_method_sends_it() {
    let tenth = |desk: &mut Desk| {
        let (row, line) = hand(desk.free("down down down down down down down down down"));
        assert!(line.contains(" a "), "row {row} is no tenth one: {line}");
        desk.free("enter").screen()
    };
    let expected = tenth(&mut open((ListName::Acts, "acts")));
    for letter in ['a', 'A', 'ａ', 'Ａ'] {
        let mut desk = open((ListName::Acts, "acts"));
        key(&mut desk, letter);
        assert_eq!(desk.screen(), expected, "{letter}");
    }
}
