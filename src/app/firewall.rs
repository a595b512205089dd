//! The last gate before the terminal: only sequences on a list pass, whatever text the screens were fed.
//!
//! The rooms above already make text safe; this gate does not rely on it. Window title, clipboard and bell are made
//! here alone, from encoded text.

use std::io::{self, Write};

/// Sequences of ours that start and end a frame, so that a terminal shows it whole.
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// Presses and the wheel are reported, in decimal numbers; no movement, so that dragging with Shift stays the
/// terminal's own selection.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The same taken back.
pub const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Private modes that may be switched: cursor, alternate screen, bracketed paste, frames. The mouse is not among them:
/// only [`Firewall::mouse`] switches it, and only where the settings ask for it.
const MODES: &[&[u8]] = &[b"25", b"1049", b"2004", b"2026"];

/// Control sequences longer than this are nobody's: no sequence we make comes near it. Bytes.
const LONGEST_SEQUENCE: usize = 64;

/// A writer that lets through printable text and the sequences of the list, and drops the rest.
///
/// What passes is collected and written in one piece by [`Firewall::release`]; `flush` alone writes nothing, so that
/// a frame is never torn.
#[derive(Debug)]
pub struct Firewall<W: Write> {
    inner: W,
    state: State,
    /// Printable bytes not yet checked.
    text: Vec<u8>,
    /// The sequence being read, without its introducer.
    sequence: Vec<u8>,
    /// What passed and waits to be written.
    passed: Vec<u8>,
    /// Sequences and characters dropped so far.
    dropped: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// After ESC.
    Escape,
    /// After ESC and intermediate bytes.
    EscapeTail,
    /// After `ESC [`.
    Csi,
    /// In a string that ends with ST or BEL: operating system commands and the like.
    Swallow,
    /// After ESC in such a string.
    SwallowEscape,
}

impl<W: Write> Firewall<W> {
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            state: State::Text,
            text: Vec::with_capacity(1024),
            sequence: Vec::with_capacity(LONGEST_SEQUENCE),
            passed: Vec::with_capacity(16 * 1024),
            dropped: 0,
        }
    }

    /// How many sequences and characters were kept from the terminal.
    pub const fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Begins a frame: the terminal shows nothing of it until it is released.
    pub fn begin_frame(&mut self) {
        self.passed.extend_from_slice(FRAME_BEGIN);
    }

    /// Ends the frame and writes it.
    pub fn end_frame(&mut self) -> io::Result<()> {
        self.flush_text();
        self.passed.extend_from_slice(FRAME_END);
        self.release()
    }

    pub fn release(&mut self) -> io::Result<()> {
        self.flush_text();
        let result = self.inner.write_all(&self.passed).and_then(|()| self.inner.flush());
        self.passed.clear();
        result
    }

    /// Names the window; control characters are left out.
    pub fn title(&mut self, title: &str) {
        let shown: String = title.chars().filter(|c| shows(*c)).collect();
        self.pass(&[b"\x1b]2;", shown.as_bytes(), b"\x1b\\"]);
    }

    /// Offers a text to the terminal's clipboard.
    pub fn clipboard(&mut self, text: &str) {
        self.pass(&[b"\x1b]52;c;", &base64(text.as_bytes()), b"\x1b\\"]);
    }

    pub fn bell(&mut self) {
        self.pass(&[b"\x07"]);
    }

    /// Asks for reports of the mouse.
    pub fn mouse(&mut self) {
        self.pass(&[MOUSE_ON]);
    }

    /// Keeps the window's title.
    pub fn keep_title(&mut self) {
        self.pass(&[b"\x1b[22;2t"]);
    }

    /// Lets a sequence of ours through as it is, behind the text before it.
    fn pass(&mut self, parts: &[&[u8]]) {
        self.flush_text();
        self.passed.extend(parts.concat());
    }

    fn take(&mut self, byte: u8) {
        match (self.state, byte) {
            (State::Text | State::Escape | State::EscapeTail | State::Csi, 0x1b) => {
                if self.state != State::Text {
                    self.dropped += 1;
                }
                self.flush_text();
                self.sequence.clear();
                self.state = State::Escape;
            }
            (State::Text, _) => self.text.push(byte),
            (State::Escape, b'[') => self.state = State::Csi,
            (State::Escape, b']' | b'P' | b'X' | b'^' | b'_') => self.state = State::Swallow,
            (State::Escape | State::EscapeTail, 0x20..=0x2f) => self.state = State::EscapeTail,
            (State::Swallow, 0x1b) => self.state = State::SwallowEscape,
            (State::Escape | State::EscapeTail, _) | (State::Swallow, 7) | (State::SwallowEscape, b'\\') => {
                self.dropped += 1;
                self.state = State::Text;
            }
            (State::Swallow | State::SwallowEscape, _) => self.state = State::Swallow,
            (State::Csi, _) => self.csi(byte),
        }
    }

    fn csi(&mut self, byte: u8) {
        match byte {
            0x20..=0x3f if self.sequence.len() < LONGEST_SEQUENCE => self.sequence.push(byte),
            0x20..=0x3f => {}
            _ => {
                if allowed(&self.sequence, byte) {
                    self.passed.extend_from_slice(b"\x1b[");
                    self.passed.append(&mut self.sequence);
                    self.passed.push(byte);
                } else {
                    self.dropped += 1;
                }
                self.sequence.clear();
                self.state = State::Text;
            }
        }
    }

    /// Lets through the printable characters of the text read so far.
    fn flush_text(&mut self) {
        for chunk in self.text.utf8_chunks() {
            for ch in chunk.valid().chars() {
                if shows(ch) {
                    let mut bytes = [0; 4];
                    self.passed.extend_from_slice(ch.encode_utf8(&mut bytes).as_bytes());
                } else {
                    self.dropped += 1;
                }
            }
            self.dropped += u64::from(!chunk.invalid().is_empty());
        }
        self.text.clear();
    }
}

impl<W: Write> Write for Firewall<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            self.take(*byte);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a character may reach the terminal: no controls, no reversal of reading direction, no hidden tags.
fn shows(ch: char) -> bool {
    !ch.is_control()
        && !matches!(ch, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a control sequence is one of those the workstation draws with.
fn allowed(parameters: &[u8], last: u8) -> bool {
    let plain = parameters.iter().all(|b| b.is_ascii_digit() || *b == b';');
    match (parameters, last) {
        (_, b'H' | b'A'..=b'D' | b'G' | b'd' | b'J' | b'K' | b'X') => plain,
        (_, b'm') => parameters.iter().all(|b| b.is_ascii_digit() || matches!(b, b';' | b':')),
        ([b'?', mode @ ..], b'h' | b'l') => MODES.contains(&mode),
        _ => matches!(
            (parameters, last),
            (b"6", b'n') | (b"?" | b"<" | b"<1" | b">1", b'u') | ([b'0'..=b'6', b' '], b'q')
        ),
    }
}

/// Standard base 64 with padding, as OSC 52 wants it.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |bits: u32| ALPHABET.get((bits & 63) as usize).copied().unwrap_or(b'=');
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |i: usize| chunk.get(i).copied().map_or(0, u32::from);
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        out.push(digit(bits >> 18));
        out.push(digit(bits >> 12));
        out.push(if chunk.len() > 1 { digit(bits >> 6) } else { b'=' });
        out.push(if chunk.len() > 2 { digit(bits) } else { b'=' });
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn through(bytes: &[u8]) -> (String, u64) {
        let mut gate = Firewall::new(Vec::new());
        gate.write_all(bytes).unwrap();
        gate.release().unwrap();
        (String::from_utf8(gate.inner.clone()).unwrap(), gate.dropped())
    }

    #[test]
    fn drawing_sequences_pass_unchanged() {
        let drawing = "\x1b[2;7H\x1b[38;2;255;138;128m超\x1b[0m\x1b[58:2::1:2:3m客户\x1b[?25l\x1b[2J\x1b[2 q";
        assert_eq!(through(drawing.as_bytes()), (drawing.to_owned(), 0));
    }

    #[test]
    fn titles_clipboards_queries_and_device_strings_in_text_are_dropped() {
        for hostile in [
            "\x1b]0;owned\x07",
            "\x1b]52;c;ZXZpbA==\x1b\\",
            "\x1bP$q\x1b\\",
            "\x1b[c",
            "\x1b[21t",
            "\x1b[?1h",
            "\x1bc",
            "\x1b(0",
            "\x07",
            "\u{9b}6n",
            "\u{202e}",
            "\x1b[?6n",
            "\x1b[5i",
            "\x1b[>4;2m",
            "\x1b[?1000h",
            "\x1b[?1006h",
            "\x1b[?1003h",
        ] {
            let (text, dropped) = through(format!("a{hostile}b").as_bytes());
            assert_eq!(text.replace("6n", ""), "ab", "{hostile:?}");
            assert!(dropped > 0, "{hostile:?}");
        }
    }

    #[test]
    fn a_character_split_over_two_writes_stays_whole() {
        let mut gate = Firewall::new(Vec::new());
        let bytes = "客".as_bytes();
        gate.write_all(&bytes[..1]).unwrap();
        gate.write_all(&bytes[1..]).unwrap();
        gate.release().unwrap();
        assert_eq!(gate.inner, bytes);
    }

    #[test]
    fn our_own_title_and_clipboard_are_made_from_encoded_text() {
        let mut gate = Firewall::new(Vec::new());
        gate.title("zuoxi\x1b]0;x\x07");
        gate.clipboard("退款");
        gate.release().unwrap();
        assert_eq!(String::from_utf8(gate.inner).unwrap(), "\x1b]2;zuoxi]0;x\x1b\\\x1b]52;c;6YCA5qy+\x1b\\");
    }

    proptest! {
        #[test]
        fn no_bytes_whatever_get_an_unlisted_sequence_through(bytes in proptest::collection::vec(
            prop_oneof![any::<u8>(), Just(0x1b), Just(b'['), Just(b']'), Just(b';'), Just(b'?')], 0..200)) {
            let (text, _) = through(&bytes);
            let mut rest = text.as_str();
            while let Some((before, after)) = rest.split_once('\x1b') {
                prop_assert!(before.chars().all(shows), "{before:?}");
                let body = after.strip_prefix('[').unwrap();
                let end = body.find(|c: char| !(' '..='?').contains(&c)).unwrap();
                prop_assert!(allowed(&body.as_bytes()[..end], body.as_bytes()[end]));
                rest = body.split_at(end + 1).1;
            }
            prop_assert!(rest.chars().all(shows), "{rest:?}");
        }
    }
}
