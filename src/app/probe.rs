//! What the terminal can do, asked once before anything else reads the keyboard.
//!
//! One character of ambiguous width is printed and the cursor's place asked for; the answer comes within
//! [`PATIENCE`] or not at all. Keys typed meanwhile are kept.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// How long a terminal may take to answer.
const PATIENCE: Duration = Duration::from_millis(100);

/// More than this is no answer and no typing. Bytes.
const MOST: usize = 4096;

/// What the terminal answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits {
    /// Characters of ambiguous width take two cells; `None` when it did not say.
    pub ambiguous_wide: Option<bool>,
    /// It can tell Esc from the beginning of a sequence.
    pub keyboard: bool,
}

/// Traits and the keys typed while asking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    pub traits: Traits,
    /// Keys typed before the first frame, in order.
    pub typed: Vec<KeyEvent>,
}

/// Asks the terminal; it must be in raw mode with the alternate screen shown.
pub fn ask(out: &mut impl Write) -> io::Result<Answer> {
    out.write_all("\x1b[?u\x1b[1;1H→\x1b[6n".as_bytes())?;
    out.flush()?;
    let bytes = read_answer()?;
    out.write_all(b"\x1b[1;1H\x1b[2J")?;
    out.flush()?;
    Ok(understand(&bytes))
}

/// By how many cells a text moves the cursor; nothing when the terminal does not say. It must be in raw mode.
pub fn advance(out: &mut impl Write, text: &str) -> io::Result<Option<usize>> {
    write!(out, "\r\x1b[K{text}\x1b[6n")?;
    out.flush()?;
    let bytes = read_answer()?;
    let column = pieces(&bytes).into_iter().find_map(|piece| match piece {
        Piece::Cursor(column) => Some(usize::from(column)),
        _ => None,
    });
    Ok(column.map(|column| column.saturating_sub(1)))
}

#[cfg(unix)]
fn read_answer() -> io::Result<Vec<u8>> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let deadline = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    let stdin = rustix::stdio::stdin();
    while !is_complete(&bytes) && bytes.len() < MOST {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, Some(&wait)) {
            Ok(0) => break,
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        let mut chunk = [0; 256];
        match rustix::io::read(stdin, &mut chunk) {
            Ok(0) => break,
            Ok(read) => bytes.extend(chunk.iter().take(read)),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(bytes)
}

#[cfg(not(unix))]
fn read_answer() -> io::Result<Vec<u8>> {
    let _ = (PATIENCE, MOST, Instant::now());
    Ok(Vec::new())
}

/// Whether the cursor report, which comes last, is there.
fn is_complete(bytes: &[u8]) -> bool {
    pieces(bytes).iter().any(|piece| matches!(piece, Piece::Cursor(_)))
}

fn understand(bytes: &[u8]) -> Answer {
    let mut answer = Answer::default();
    for piece in pieces(bytes) {
        match piece {
            Piece::Cursor(column) => answer.traits.ambiguous_wide = Some(column > 2),
            Piece::Keyboard => answer.traits.keyboard = true,
            Piece::Key(key) => answer.typed.push(key),
        }
    }
    answer
}

/// What came in: an answer or a key.
enum Piece {
    Cursor(u16),
    Keyboard,
    Key(KeyEvent),
}

fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let mut found = Vec::new();
    let text: Vec<char> = String::from_utf8_lossy(bytes).chars().collect();
    let mut rest = text.as_slice();
    while let Some((&first, tail)) = rest.split_first() {
        rest = if let ('\x1b', ['[' | 'O', body @ ..]) = (first, tail) {
            let end = body.iter().position(|c| !(' '..='?').contains(c)).unwrap_or(body.len());
            let (parameters, last) = body.split_at(end);
            found.extend(sequence(&parameters.iter().collect::<String>(), last.first().copied()));
            last.get(1..).unwrap_or_default()
        } else {
            found.extend(plain(first).map(Piece::Key));
            tail
        };
    }
    found
}

fn sequence(parameters: &str, last: Option<char>) -> Option<Piece> {
    let key = |code| Some(Piece::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    match last? {
        'R' => parameters.split_once(';').and_then(|(_, column)| column.parse().ok()).map(Piece::Cursor),
        'u' if parameters.starts_with('?') => Some(Piece::Keyboard),
        'A' => key(KeyCode::Up),
        'B' => key(KeyCode::Down),
        'C' => key(KeyCode::Right),
        'D' => key(KeyCode::Left),
        _ => None,
    }
}

fn plain(ch: char) -> Option<KeyEvent> {
    let code = match ch {
        '\r' | '\n' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x7f' | '\x08' => KeyCode::Backspace,
        '\x1b' => KeyCode::Esc,
        '\x01'..='\x1a' => {
            let letter = char::from_u32(u32::from(ch) + 0x60)?;
            return Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL));
        }
        ch if ch.is_control() => return None,
        ch => KeyCode::Char(ch),
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(answer: &Answer) -> Vec<KeyCode> {
        answer.typed.iter().map(|key| key.code).collect()
    }

    #[test]
    fn a_cursor_in_the_third_column_means_wide() {
        assert_eq!(understand(b"\x1b[1;3R").traits.ambiguous_wide, Some(true));
        assert_eq!(understand(b"\x1b[1;2R").traits.ambiguous_wide, Some(false));
        assert_eq!(understand(b"").traits.ambiguous_wide, None);
    }

    #[test]
    fn keys_typed_around_the_answer_are_kept_in_order() {
        let answer = understand("n138\x1b[?0u\t周\x1b[1;2R\r\x1b[B\x0b".as_bytes());
        assert!(answer.traits.keyboard);
        let chars = ['n', '1', '3', '8'].map(KeyCode::Char);
        let mut wanted = chars.to_vec();
        wanted.extend([KeyCode::Tab, KeyCode::Char('周'), KeyCode::Enter, KeyCode::Down, KeyCode::Char('k')]);
        assert_eq!(typed(&answer), wanted);
        assert_eq!(answer.typed.last().unwrap().modifiers, KeyModifiers::CONTROL);
    }

    #[test]
    fn an_answer_cut_off_in_the_middle_is_not_complete() {
        assert!(!is_complete(b"\x1b[1;"));
        assert!(is_complete(b"x\x1b[1;2Ry"));
    }
}
