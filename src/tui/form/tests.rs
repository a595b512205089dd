//! The engine under a form nobody has: it knows neither cases nor first starts.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use uuid::Uuid;

use super::when::Side;
use super::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Number,
    Word,
    Shift,
    Marks,
    Risk,
    Tick,
    From,
    Days,
    Grade,
}

impl RowKey for Asked {
    fn name(self) -> &'static str {
        "asked"
    }

    fn field(self) -> Option<Field> {
        None
    }

    fn takes_words(self) -> bool {
        self != Self::Number
    }
}

fn options(codes: &[&str]) -> Vec<Choosable> {
    codes.iter().map(|code| Choosable::new(*code, *code)).collect()
}

fn form() -> Form<Asked, ()> {
    let fault = Choosable { below: options(&["pay", "net"]), ..Choosable::new("fault", "fault") };
    let risk =
        Table { lines: options(&["much", "some"]), columns: options(&["now", "soon", "late"]), ..Table::default() };
    let rows = vec![
        Row::new(Asked::Number, Control::line(6)).required(true),
        Row::new(Asked::Word, Control::line(4)),
        Row::new(Asked::Shift, Control::one(vec![Choosable::new("none", "none"), fault])).required(true),
        Row::new(Asked::Marks, Control::many(options(&["a", "b", "c"]))),
        Row::new(Asked::Risk, Control::Table(risk)),
        Row::new(Asked::Tick, Control::Tick(None)),
        Row::new(Asked::From, Control::When { typed: TextField::line(24), side: Side::Past }),
        Row::new(Asked::Days, Control::Number { typed: TextField::line(6), cents: false }),
        Row::new(Asked::Grade, Control::Mark { answers: ["1", "2", "3"].map(str::to_owned).into(), mark: None }),
    ];
    Form::new((), Uuid::nil(), rows)
}

fn press(form: &mut Form<Asked, ()>, keys: &str) -> Vec<Did> {
    keys.chars().map(|c| form.press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))).collect()
}

#[test]
fn every_control_takes_its_keys_and_takes_back_what_it_kept() {
    let cases = [
        (Asked::Word, "四个字了", "四个字了"),
        (Asked::Shift, "2２", "fault.net"),
        (Asked::Marks, "13", "a,c"),
        (Asked::Risk, "２3", "1/2"),
        (Asked::Tick, "1", "yes"),
        (Asked::From, "昨天", "昨天"),
        (Asked::Days, "14", "14"),
        (Asked::Grade, "3", "3"),
    ];
    let (mut filled, mut again) = (form(), form());
    for (key, keys, kept) in cases {
        filled.focus_on(key);
        assert!(filled.here().unwrap().is_empty());
        let did = press(&mut filled, keys);
        assert!(did.iter().all(|did| matches!(did, Did::Changed | Did::Filled)), "{key:?}: {did:?}");
        assert_eq!(filled.row(key).unwrap().control.kept(), kept);
        assert!(filled.row(key).unwrap().own);
        let twin = &mut again.row_mut(key).unwrap().control;
        twin.restore(kept);
        assert_eq!(twin.kept(), kept);
    }
}

#[test]
fn a_key_there_is_no_option_for_changes_nothing() {
    for (key, pressed) in [(Asked::Shift, '3'), (Asked::Risk, '3'), (Asked::Grade, '4')] {
        let mut form = form();
        form.focus_on(key);
        assert_eq!(press(&mut form, &pressed.to_string()), [Did::Moved], "{key:?}");
        assert!(form.here().unwrap().is_empty());
    }
}

#[test]
fn words_typed_where_none_can_stand_go_to_the_nearest_row_that_has_room_for_them() {
    let mut form = form();
    form.focus_on(Asked::Marks);
    assert_eq!(form.put_nearest("退款"), Some(Asked::Word), "numbers take no words");
    assert_eq!(form.here().map(|row| row.key), Some(Asked::Word));
    assert_eq!(form.put_nearest("再来"), Some(Asked::Word));
    assert_eq!(form.put_nearest("多了"), None, "nothing is cut");
    assert_eq!(form.row(Asked::Word).unwrap().typed().unwrap().text(), "退款再来");
}

#[test]
fn what_is_missing_is_marked_and_taken_in_hand_until_it_is_given() {
    let mut form = form();
    form.focus_on(Asked::Tick);
    assert!(form.check());
    assert_eq!(form.here().map(|row| row.key), Some(Asked::Number));
    press(&mut form, "7");
    assert!(form.here().unwrap().wrong.is_none());
    assert!(form.on(), "the next one");
    assert_eq!(form.here().map(|row| row.key), Some(Asked::Shift));
    press(&mut form, "1");
    assert!(!form.check() && !form.on());
}

#[test]
fn the_row_in_hand_stays_in_hand_while_rows_come_and_go() {
    let mut form = form();
    form.focus_on(Asked::Risk);
    form.inside = false;
    form.reshape(|rows| rows.retain(|row| row.key != Asked::Word));
    assert_eq!((form.here().map(|row| row.key), form.inside), (Some(Asked::Risk), false));
    form.reshape(|rows| rows.truncate(1));
    assert_eq!(form.here().map(|row| row.key), Some(Asked::Number));
}

#[test]
fn arrows_stay_within_a_table_until_its_edge() {
    let mut form = form();
    form.focus_on(Asked::Risk);
    press(&mut form, "11");
    assert_eq!(form.step_in_table(1), Some(Asked::Risk));
    assert_eq!(form.step_in_table(1), None, "the key means the next row");
    form.focus_on(Asked::Word);
    assert_eq!(form.step_in_table(-1), None);
}
