//! A real terminal for tests: the program runs on a pty, an emulator draws what it writes, and tests wait for what
//! is on screen, never for time to pass.

// Each test crate uses its own part of this.
#![allow(dead_code)]

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long something may take to appear before the test fails; generous, because machines are shared.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const TAB: &str = "\t";
pub const UP: &str = "\x1b[A";
pub const DOWN: &str = "\x1b[B";
pub const CTRL_Z: &str = "\x1a";
pub const F3: &str = "\x1b[13~";
pub const F8: &str = "\x1b[19~";

/// The seed of this run: `ZUOXI_SEED`, or the same one every time.
pub fn seed() -> u64 {
    number("ZUOXI_SEED").unwrap_or(20_261_122)
}

/// A number from the environment.
pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A home of its own for one test: configuration, data and state lie in a temporary folder.
pub struct Home {
    folder: TempDir,
    /// A configuration is there before screens open, so that nothing is asked first.
    settled: bool,
}

impl Home {
    pub fn new() -> Self {
        Self { settled: true, ..Self::untouched() }
    }

    /// A home where the program was never started.
    pub fn untouched() -> Self {
        let folder = tempfile::Builder::new().prefix("zuoxi-test-").tempdir().unwrap();
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        Self { folder, settled: false }
    }

    /// Where the configuration lies.
    pub fn config(&self) -> PathBuf {
        self.path(".config/zuoxi/config.toml")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn store(&self) -> PathBuf {
        self.path("store.db")
    }

    /// The environment a program finds here, and nothing else.
    fn environment(&self) -> Vec<(&'static str, String)> {
        let home = self.folder.path().display().to_string();
        vec![
            ("TMPDIR", format!("{home}/tmp")),
            ("HOME", home),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "zh_CN.UTF-8".to_owned()),
            ("ZUOXI_STORE", self.store().display().to_string()),
        ]
    }

    /// The program without a terminal.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(program());
        command.env_clear().envs(self.environment()).current_dir(self.folder.path()).args(args).timeout(PATIENCE * 3);
        command
    }

    /// A shell with the same environment.
    pub fn shell(&self, script: &str) -> std::process::Command {
        let mut command = std::process::Command::new("/bin/sh");
        command.env_clear().envs(self.environment()).current_dir(self.folder.path()).args(["-c", script]);
        command
    }

    /// The program in a terminal of 120 × 40.
    pub fn start(&self, args: &[&str]) -> Terminal {
        self.start_sized(args, 120, 40)
    }

    /// The program in a terminal of the given columns and rows.
    pub fn start_sized(&self, args: &[&str], columns: u16, rows: u16) -> Terminal {
        self.start_with(args, columns, rows, &[])
    }

    /// The program in a terminal, with more environment.
    pub fn start_with(&self, args: &[&str], columns: u16, rows: u16, more: &[(&str, &str)]) -> Terminal {
        self.run(program(), args, columns, rows, more)
    }

    /// Another program in a terminal, with the same environment.
    pub fn start_program(&self, name: &str, args: &[&str], columns: u16, rows: u16) -> Terminal {
        self.run(name, args, columns, rows, &[])
    }

    fn run(&self, name: &str, args: &[&str], columns: u16, rows: u16, more: &[(&str, &str)]) -> Terminal {
        if self.settled && !self.config().exists() {
            std::fs::create_dir_all(self.path(".config/zuoxi")).unwrap();
            std::fs::write(self.config(), "# The tests'.\n").unwrap();
        }
        let mut command = CommandBuilder::new(name);
        command.args(args);
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        for (name, value) in more {
            command.env(name, value);
        }
        command.cwd(self.folder.path());
        Terminal::start(command, columns, rows)
    }
}

/// The program under test.
pub fn program() -> &'static str {
    env!("CARGO_BIN_EXE_zuoxi")
}

/// What the emulator has drawn, and what came beside it.
struct Drawn {
    parser: vt100::Parser<Beside>,
    /// Every byte the program wrote.
    bytes: Vec<u8>,
    closed: bool,
    /// The window is being closed: the reader lets go of the terminal too.
    closing: bool,
}

/// What the emulator cannot draw: questions to answer, rings, titles.
#[derive(Default)]
struct Beside {
    asked_cursor: Vec<(u16, u16)>,
    bells: usize,
    titles: Vec<String>,
    /// Sequences the emulator does not know.
    unknown: Vec<String>,
}

impl vt100::Callbacks for Beside {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.bells += 1;
    }

    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.titles.push(String::from_utf8_lossy(title).into_owned());
    }

    fn unhandled_csi(&mut self, screen: &mut vt100::Screen, i1: Option<u8>, _: Option<u8>, params: &[&[u16]], c: char) {
        if c == 'n' && i1.is_none() && params == [[6]] {
            self.asked_cursor.push(screen.cursor_position());
        } else {
            self.unknown.push(format!("{i1:?} {params:?} {c}"));
        }
    }
}

/// A program running in a terminal.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Arc<Mutex<Option<Box<dyn Write + Send>>>>,
    drawn: Arc<(Mutex<Drawn>, Condvar)>,
    /// The terminal's modes before the program ran.
    modes_before: String,
}

impl Terminal {
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let modes_before = modes(&*pair.master);
        let reader = pair.master.try_clone_reader().unwrap();
        let keyboard = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let drawn = Arc::new((Mutex::new(Drawn::new(columns, rows)), Condvar::new()));
        watch(reader, Arc::clone(&drawn), Arc::clone(&keyboard));
        let child = pair.slave.spawn_command(command).unwrap();
        Self { child, master: Some(pair.master), keyboard, drawn, modes_before }
    }

    /// Types; every byte arrives in one piece.
    pub fn send(&self, keys: &str) -> &Self {
        self.send_bytes(keys.as_bytes())
    }

    pub fn send_bytes(&self, bytes: &[u8]) -> &Self {
        let mut keyboard = self.keyboard.lock().unwrap();
        let writer = keyboard.as_mut().expect("the terminal is closed");
        // A program that has just left no longer reads; the test notices by what it waits for.
        let _ = writer.write_all(bytes).and_then(|()| writer.flush());
        drop(keyboard);
        self
    }

    /// Presses the first mouse button at a column and row, from 0, and lets it go.
    pub fn click(&self, column: u16, row: u16) -> &Self {
        let at = format!("{};{}", column + 1, row + 1);
        self.send(&format!("\x1b[<0;{at}M\x1b[<0;{at}m"))
    }

    /// Turns the wheel by a notch.
    pub fn wheel(&self, down: bool) -> &Self {
        self.send(if down { "\x1b[<65;10;10M" } else { "\x1b[<64;10;10M" })
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub fn paste(&self, text: &str) -> &Self {
        self.send(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    pub fn wait_for(&self, text: &str) -> &Self {
        self.wait_until(&format!("the screen shows {text:?}"), |screen| screen.contents().contains(text))
    }

    /// Waits until the screen no longer shows `text`.
    #[track_caller]
    pub fn wait_gone(&self, text: &str) -> &Self {
        self.wait_until(&format!("the screen no longer shows {text:?}"), |screen| !screen.contents().contains(text))
    }

    /// Waits until the screen fulfils a condition.
    #[track_caller]
    pub fn wait_until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &Self {
        let deadline = Instant::now() + PATIENCE;
        let (drawn, changed) = &*self.drawn;
        let mut drawn = hold(drawn);
        while !holds(drawn.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !drawn.closed,
                "waited in vain until {what}; the screen:\n{}",
                drawn.parser.screen().contents()
            );
            drawn = changed.wait_timeout(drawn, left).unwrap().0;
        }
        drop(drawn);
        self
    }

    fn drawing(&self) -> MutexGuard<'_, Drawn> {
        hold(&self.drawn.0)
    }

    /// What the screen shows.
    pub fn text(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    /// One row of the screen, from 0.
    pub fn row(&self, row: usize) -> String {
        self.look(|screen| screen.rows(0, screen.size().1.get()).nth(row).unwrap_or_default())
    }

    /// Where the hardware cursor stands: column and row, from 0; nothing while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.look(|screen| {
            let (row, column) = screen.cursor_position();
            (!screen.hide_cursor()).then_some((column, row))
        })
    }

    /// Looks at the screen with its colours and attributes.
    pub fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.drawing().parser.screen())
    }

    /// Every byte the program wrote so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.drawing().bytes.clone()
    }

    pub fn bells(&self) -> usize {
        self.drawing().parser.callbacks().bells
    }

    pub fn titles(&self) -> Vec<String> {
        self.drawing().parser.callbacks().titles.clone()
    }

    pub fn resize(&self, columns: u16, rows: u16) -> &Self {
        self.drawing().parser.set_size(nonzero(rows), nonzero(columns));
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
        self
    }

    pub fn signal(&self, signal: Signal) -> &Self {
        kill_process(self.pid(), signal).unwrap();
        self
    }

    pub fn pid(&self) -> Pid {
        let id = self.child.process_id().expect("the program runs");
        Pid::from_raw(i32::try_from(id).unwrap()).unwrap()
    }

    /// Kills without a chance to tidy up.
    pub fn kill(&mut self) {
        let _ = kill_process(self.pid(), Signal::KILL);
        let _ = self.child.wait();
    }

    /// Waits until the program has left; its exit code, or 128 + signal names are up to the caller.
    #[track_caller]
    pub fn wait_exit(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the program did not leave; the screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Closes the terminal's window; takes effect with the next thing the program draws.
    pub fn close_window(&mut self) {
        self.drawing().closing = true;
        self.keyboard.lock().unwrap().take();
        self.master.take();
    }

    /// Closes the terminal's window at the first thing the program draws in answer to these keys, and waits until it is
    /// closed.
    pub fn hang_up_after(&mut self, keys: &str) {
        self.drawing().closing = true;
        self.send(keys);
        self.keyboard.lock().unwrap().take();
        self.master.take();
        self.drain();
    }

    /// The terminal's modes, to compare with those before.
    pub fn modes(&self) -> String {
        modes(self.master.as_deref().expect("the terminal is open"))
    }

    /// The program has left the terminal as it found it.
    #[track_caller]
    pub fn assert_given_back(&self) {
        assert_eq!(self.modes(), self.modes_before, "terminal modes");
        self.look(|screen| {
            assert!(!screen.alternate_screen(), "the alternate screen is still shown");
            assert!(!screen.hide_cursor(), "the cursor is still hidden");
            assert!(!screen.bracketed_paste(), "bracketed paste is still on");
            let mouse = screen.mouse_protocol_mode();
            assert_eq!(mouse, vt100::MouseProtocolMode::None, "the mouse is still reported");
        });
    }

    /// Waits until everything the program wrote has been read.
    pub fn drain(&self) -> &Self {
        let (drawn, changed) = &*self.drawn;
        let mut drawn = hold(drawn);
        let deadline = Instant::now() + PATIENCE;
        while !drawn.closed && Instant::now() < deadline {
            drawn = changed.wait_timeout(drawn, Duration::from_millis(200)).unwrap().0;
        }
        drop(drawn);
        self
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drawn {
    fn new(columns: u16, rows: u16) -> Self {
        let parser = vt100::Parser::new_with_callbacks(nonzero(rows), nonzero(columns), 0, Beside::default());
        Self { parser, bytes: Vec::new(), closed: false, closing: false }
    }
}

/// Feeds the emulator and answers the program's questions until the terminal closes.
fn watch(
    mut reader: Box<dyn Read + Send>,
    drawn: Arc<(Mutex<Drawn>, Condvar)>,
    keyboard: Arc<Mutex<Option<Box<dyn Write + Send>>>>,
) {
    std::thread::spawn(move || {
        let mut chunk = [0; 8192];
        loop {
            let read = reader.read(&mut chunk).unwrap_or(0);
            let asked = {
                let mut drawn = hold(&drawn.0);
                drawn.closed = read == 0 || drawn.closing;
                drawn.bytes.extend_from_slice(&chunk[..read]);
                drawn.parser.process(&chunk[..read]);
                std::mem::take(&mut drawn.parser.callbacks_mut().asked_cursor)
            };
            drawn.1.notify_all();
            if read == 0 || hold(&drawn.0).closing {
                return;
            }
            for (row, column) in asked {
                if let Some(writer) = keyboard.lock().unwrap().as_mut() {
                    let _ = write!(writer, "\x1b[{};{}R", row + 1, column + 1);
                }
            }
        }
    });
}

/// The lock, also after a test failed while it held it.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().expect("the pty has modes"))
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn nonzero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a terminal has rows and columns")
}
