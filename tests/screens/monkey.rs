//! A monkey at the keys: nothing it does may panic, lose the focus or put the cursor outside.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zuoxi::domain::Lang;
use zuoxi::tui::Msg;

use crate::desk::{Desk, With, morning};

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()]
    }
}

const CODES: [KeyCode; 28] = [
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Insert,
    KeyCode::Null,
    KeyCode::F(1),
    KeyCode::F(2),
    KeyCode::F(3),
    KeyCode::F(4),
    KeyCode::F(5),
    KeyCode::F(6),
    KeyCode::F(7),
    KeyCode::F(8),
    KeyCode::F(9),
    KeyCode::F(10),
    KeyCode::F(12),
    KeyCode::Menu,
];
const CHARACTERS: [char; 30] = [
    'a', 'c', 'd', 'f', 'j', 'k', 'n', 'p', 'u', 'w', 'z', 'G', 'P', '0', '1', '2', '3', '4', '5', '9', '/', '?', ':',
    ' ', '收', '银', '，', '１', '\u{301}', '👍',
];
const WORDS: [&str; 6] = ["三家店扫不了码", "👨‍👩‍👧 e\u{301}", "\u{202e}abc\u{1b}[31m", "13800138001", "a\nb\tc", "དབུས་"];

fn message(dice: &mut Dice, desk: &Desk) -> Msg {
    let modifiers = dice.pick(&[
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
    ]);
    match dice.roll(40) {
        0 => Msg::Resize(u16::try_from(1 + dice.roll(300)).unwrap(), u16::try_from(1 + dice.roll(100)).unwrap()),
        1 => Msg::Paste(zuoxi::text::clean(dice.pick(&WORDS), 200)),
        2 => Msg::Tick(desk.model.cx.now.plus_s(i64::try_from(dice.roll(90)).unwrap())),
        3 => Msg::Changed,
        4..=18 => Msg::Key(KeyEvent::new(KeyCode::Char(dice.pick(&CHARACTERS)), modifiers)),
        _ => Msg::Key(KeyEvent::new(dice.pick(&CODES), modifiers)),
    }
}

#[test]
fn twenty_thousand_keys_at_random_leave_focus_and_cursor_valid() {
    let seed = std::env::var("ZUOXI_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_260_316);
    println!("ZUOXI_SEED={seed}");
    let mut dice = Dice(seed);
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), morning()).with_s1();
    for at in 0..20_000 {
        let msg = message(&mut dice, &desk);
        desk.effects.clear();
        desk.send(msg.clone());
        assert!(!desk.model.focus().is_empty(), "{at} {msg:?}");
        assert!(!desk.model.is_waiting(), "{at} {msg:?}");
        let (columns, rows) = desk.model.cx.size;
        if at % 8 == 0 || matches!(msg, Msg::Resize(..)) {
            let (_, cursor) = desk.draw();
            assert!(cursor.x < columns && cursor.y < rows, "{at} {msg:?} {cursor:?} {columns}x{rows}");
        }
    }
}
