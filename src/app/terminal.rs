//! The terminal: taken at start, given back on every way out.

use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Stdout, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crossterm::event::KeyEvent;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::backend::Lean;
use super::firewall::{Firewall, MOUSE_OFF};
use super::probe::{self, Traits};

/// Whether the terminal is ours and must be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether a keyboard mode was pushed that must be popped.
static KEYBOARD: AtomicBool = AtomicBool::new(false);

/// Whether reports of the mouse were asked for.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Where complaints went before the terminal was taken. Meanwhile they go nowhere: a library that writes one would write
/// it across the screen.
static COMPLAINTS: Mutex<Option<OwnedFd>> = Mutex::new(None);

/// The window's name; the same for everybody, because titles are read over shoulders and kept by window managers.
const TITLE: &str = "zuoxi";

/// The terminal in our hands.
#[derive(Debug)]
pub struct Screen {
    out: Shared,
    terminal: Terminal<Lean<Shared>>,
    traits: Traits,
    mouse: bool,
}

/// Whether there is somebody to show screens to.
pub fn is_present() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

impl Screen {
    /// Takes the terminal and learns what it can do, unless that is `known`; keys typed meanwhile are returned. Without
    /// `mouse` the terminal keeps its mouse to itself.
    pub fn take(known: Option<Traits>, mouse: bool) -> io::Result<(Self, Vec<KeyEvent>)> {
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            // crossterm would answer NO_COLOR by resetting every attribute, reverse video included; the theme
            // leaves colours out by itself.
            crossterm::style::force_color_output(true);
        }
        let mut out = Shared(Rc::new(RefCell::new(Firewall::new(io::stdout()))));
        enter(&mut out)?;
        let answer = match known {
            Some(traits) => probe::Answer { traits, typed: Vec::new() },
            None => probe::ask(&mut Released(&mut out)).inspect_err(|_| give_back())?,
        };
        listen(&mut out, answer.traits, mouse)?;
        let terminal = Terminal::new(Lean::new(out.clone())).inspect_err(|_| give_back())?;
        Ok((Self { out, terminal, traits: answer.traits, mouse }, answer.typed))
    }

    pub const fn traits(&self) -> Traits {
        self.traits
    }

    /// Draws one frame and shows it whole.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.out.0.borrow_mut().begin_frame();
        self.terminal.draw(view)?;
        if !TAKEN.load(Ordering::SeqCst) {
            // Another thread panicked and gave the terminal back: what it wrote there must stay to be read.
            return Ok(());
        }
        self.out.0.borrow_mut().end_frame()
    }

    /// Takes the terminal again after a stop; the next frame is drawn from nothing.
    pub fn retake(&mut self) -> io::Result<()> {
        // Somebody else may have set the modes meanwhile; crossterm only sets them when it thinks it has to.
        disable_raw_mode()?;
        enter(&mut self.out)?;
        listen(&mut self.out, self.traits, self.mouse)?;
        let (columns, rows) = crossterm::terminal::size()?;
        self.terminal.resize(Rect::new(0, 0, columns, rows))
    }

    pub fn bell(&mut self) -> io::Result<()> {
        let mut out = self.out.0.borrow_mut();
        out.bell();
        out.release()
    }

    /// Offers a text to the terminal's clipboard.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut out = self.out.0.borrow_mut();
        out.clipboard(text);
        out.release()
    }

    /// How much the gate has kept from the terminal so far.
    pub fn dropped(&self) -> u64 {
        self.out.0.borrow().dropped()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back as it was; harmless when it is not ours, and callable from a panic.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes: Vec<u8> = b"\x1b[?2026l".to_vec();
    if KEYBOARD.swap(false, Ordering::SeqCst) {
        bytes.extend_from_slice(b"\x1b[<1u");
    }
    if MOUSE.swap(false, Ordering::SeqCst) {
        bytes.extend_from_slice(MOUSE_OFF);
    }
    bytes.extend_from_slice(b"\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l\x1b[23;2t");
    // A closed terminal takes no bytes, but its modes may still be reset; neither failure may stop the other.
    let mut stdout = io::stdout();
    let _ = stdout.write_all(&bytes).and_then(|()| stdout.flush());
    let _ = disable_raw_mode();
    speak();
}

/// Lets nothing but screens onto the terminal.
fn hush() {
    let mut kept = COMPLAINTS.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.is_some() || !io::stderr().is_terminal() {
        return;
    }
    let nowhere = OpenOptions::new().write(true).open("/dev/null");
    if let (Ok(before), Ok(nowhere)) = (io::stderr().as_fd().try_clone_to_owned(), nowhere)
        && rustix::stdio::dup2_stderr(&nowhere).is_ok()
    {
        *kept = Some(before);
    }
}

/// Complaints are read again.
fn speak() {
    let kept = COMPLAINTS.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(before) = kept {
        let _ = rustix::stdio::dup2_stderr(&before);
    }
}

fn enter(out: &mut Shared) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    hush();
    announce(out).inspect_err(|_| give_back())
}

fn announce(out: &mut Shared) -> io::Result<()> {
    out.write_all(b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[2J")?;
    let mut gate = out.0.borrow_mut();
    gate.keep_title();
    gate.title(TITLE);
    gate.release()
}

/// Lets Esc be told from the beginning of a sequence, where the terminal can, and nothing more, so that input methods
/// keep sending plain text; and has presses and the wheel of the mouse reported, where they are wanted. Not before the
/// terminal was asked what it can do: a report must not be taken for its answer.
fn listen(out: &mut Shared, traits: Traits, mouse: bool) -> io::Result<()> {
    if traits.keyboard {
        KEYBOARD.store(true, Ordering::SeqCst);
        out.write_all(b"\x1b[>1u")?;
    }
    let mut gate = out.0.borrow_mut();
    if mouse {
        MOUSE.store(true, Ordering::SeqCst);
        gate.mouse();
    }
    gate.release()
}

/// The one gate, shared by ratatui's backend and by what is written beside frames.
#[derive(Debug, Clone)]
struct Shared(Rc<RefCell<Firewall<Stdout>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The gate for a question that must leave at once.
struct Released<'a>(&'a mut Shared);

impl Write for Released<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.0.borrow_mut().release()
    }
}
