//! The program in a real terminal beside the bare one: first frame, key to frame, bytes, and what a still screen costs.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::stores::{self, Sample};
use crate::table::{Table, quantile};

const ROWS: u16 = 52;
const COLS: u16 = 160;
/// The question for the cursor's place, and what a terminal with narrow arrows answers.
const WHERE: &[u8] = b"\x1b[6n";
const THERE: &[u8] = b"\x1b[1;2R";
/// A number in a list of the generated day.
const LISTED: &str = "ZX2026";
/// What both programs write behind a frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";
pub const DOWN: &[u8] = b"\x1b[B";
pub const UP: &[u8] = b"\x1b[A";

pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
}

/// One home for all starts: as on every day but the first, it is known what this terminal can do.
fn home() -> &'static Path {
    static HOME: OnceLock<tempfile::TempDir> = OnceLock::new();
    HOME.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("config.toml"), "").unwrap();
        home
    })
    .path()
}

/// What is run.
#[derive(Clone, Copy)]
pub enum Program<'a> {
    Bare,
    Desk(&'a Path),
}

impl Session {
    fn start(program: Program<'_>) -> Self {
        Self::start_under(program, &[])
    }

    /// The same under another program, by its arguments; `valgrind` where there are any.
    pub fn start_under(program: Program<'_>, valgrind: &[String]) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: ROWS, cols: COLS, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = match program {
            Program::Bare => {
                let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
                command.arg("--bare");
                command
            }
            Program::Desk(store) => {
                let mut command = match valgrind {
                    [] => CommandBuilder::new(env!("CARGO_BIN_EXE_zuoxi")),
                    _ => {
                        let mut command = CommandBuilder::new("valgrind");
                        command.args(valgrind);
                        command.arg(env!("CARGO_BIN_EXE_zuoxi"));
                        command
                    }
                };
                command.args(["--at", stores::AT, "--as", "1027", "--store"]);
                command.arg(store);
                command.env("ZUOXI_CONFIG", home().join("config.toml"));
                command
            }
        };
        command.env("HOME", home());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { child, master: pair.master, writer, bytes }
    }

    /// Reads until a frame ends; what was read.
    pub fn frame(&mut self) -> Vec<u8> {
        let mut read = Vec::new();
        loop {
            let more = self.bytes.recv_timeout(Duration::from_secs(20)).expect("a frame in time");
            if more.windows(WHERE.len()).any(|window| window == WHERE) {
                self.press(THERE);
            }
            read.extend_from_slice(&more);
            if read.windows(FRAME_END.len()).any(|window| window == FRAME_END) {
                return read;
            }
        }
    }

    /// Reads until a frame ends and something was seen.
    fn until(&mut self, sign: &str) {
        let mut read = Vec::new();
        while read.is_empty() || !String::from_utf8_lossy(&read).contains(sign) {
            read.extend(self.frame());
        }
    }

    /// Reads until the list is there.
    pub fn until_listed(&mut self) {
        self.until(LISTED);
    }

    /// Leaves, and waits for the end.
    pub fn leave(mut self) {
        self.press(b"\x11");
        while self.bytes.recv_timeout(Duration::from_secs(60)).is_ok() {}
        self.child.wait().unwrap();
    }

    /// Reads until nothing more comes for a while.
    pub fn settle(&mut self, quiet: Duration) -> Vec<u8> {
        let mut read = Vec::new();
        while let Ok(more) = self.bytes.recv_timeout(quiet) {
            read.extend_from_slice(&more);
        }
        read
    }

    pub fn press(&mut self, key: &[u8]) {
        self.writer.write_all(key).unwrap();
        self.writer.flush().unwrap();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = &self.master;
    }
}

/// Milliseconds from the start of the process to the end of the first frame that shows the list.
fn start_ms(program: Program<'_>) -> f64 {
    let start = Instant::now();
    let mut session = Session::start(program);
    let sign = match program {
        // One frame is all it draws.
        Program::Bare => "",
        Program::Desk(_) => LISTED,
    };
    session.until(sign);
    start.elapsed().as_secs_f64() * 1e3
}

/// G13: the first full frame.
pub fn first_frame(stores: &[Sample], table: &mut Table) {
    let mut bare = Vec::new();
    let mut desks: Vec<Vec<f64>> = vec![Vec::new(); stores.len()];
    // The first start asks the terminal; later ones remember.
    for sample in stores {
        start_ms(Program::Desk(&sample.path));
    }
    for _ in 0..31 {
        bare.push(start_ms(Program::Bare));
        for (sample, times) in stores.iter().zip(&mut desks) {
            times.push(start_ms(Program::Desk(&sample.path)));
        }
    }
    let bare = quantile(&mut bare, 0.5);
    let medians: Vec<f64> = desks.iter_mut().map(|times| quantile(times, 0.5)).collect();
    let last = medians[medians.len() - 1];
    let each: Vec<String> =
        stores.iter().zip(&medians).map(|(sample, median)| format!("{}: {median:.1} ms", sample.cases)).collect();
    table.add(
        "G13 first full frame",
        "at most 1.5x of a bare ratatui program, at most 1.1x of the smallest store",
        format!("bare {bare:.1} ms; {}; {:.2}x bare, {:.2}x smallest", each.join(", "), last / bare, last / medians[0]),
        last / bare <= 1.5 && last / medians[0] <= 1.1,
    );
}

/// Key-to-frame times of one session, in ms.
fn keys(session: &mut Session, count: usize) -> Vec<f64> {
    session.frame();
    session.settle(Duration::from_millis(300));
    (0..count)
        .map(|n| {
            // Between two ticks of the clock, so that no frame is taken for an answer that is none.
            while session.bytes.try_recv().is_ok() {}
            let start = Instant::now();
            session.press(if n / 10 % 2 == 0 { DOWN } else { UP });
            session.frame();
            let taken = start.elapsed().as_secs_f64() * 1e3;
            std::thread::sleep(Duration::from_millis(3));
            taken
        })
        .collect()
}

/// G14: key to frame while another process saves.
pub fn key_to_frame(stores: &[Sample], table: &mut Table) {
    let sample = &stores[stores.len() - 1];
    let mut bare = keys(&mut Session::start(Program::Bare), 500);
    let mut quiet = keys(&mut Session::start(Program::Desk(&sample.path)), 500);
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let writer = {
        let (stop, path) = (std::sync::Arc::clone(&stop), sample.path.clone());
        std::thread::spawn(move || {
            let mut desk = Sample { cases: 0, path }.desk();
            crate::disk::save_until(&mut desk, &stop)
        })
    };
    let mut busy = keys(&mut Session::start(Program::Desk(&sample.path)), 500);
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let saved = writer.join().unwrap();
    crate::disk::undo(&mut sample.desk(), saved);
    let mut times = [&mut bare, &mut quiet, &mut busy].map(|times| (quantile(times, 0.5), quantile(times, 0.99)));
    let ratio = times[2].1 / times[0].1;
    let [bare, quiet, busy] = times.each_mut().map(|(p50, p99)| format!("{p50:.2}/{p99:.2}"));
    table.add(
        "G14 key to frame at the largest store, p50/p99 ms",
        "p99 at most 2x of the bare program's while saves are under way",
        format!("bare {bare}, quiet {quiet}, saving {busy}: {ratio:.2}x"),
        ratio <= 2.0,
    );
}

/// A number behind a name in a file of /proc.
fn proc_number(file: &Path, name: &str) -> u64 {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// G15: what a still screen costs.
pub fn idle(stores: &[Sample], table: &mut Table) {
    let sample = &stores[stores.len() - 1];
    let mut session = Session::start(Program::Desk(&sample.path));
    session.frame();
    session.settle_for(Duration::from_secs(3));
    let folder = Path::new("/proc").join(session.child.process_id().unwrap().to_string());
    let wakes = || -> u64 {
        let tasks = std::fs::read_dir(folder.join("task")).unwrap().flatten();
        tasks.map(|task| proc_number(&task.path().join("status"), "voluntary_ctxt_switches:")).sum()
    };
    let before = wakes();
    let seconds = 20;
    session.settle_for(Duration::from_secs(seconds));
    let each = (wakes() - before) as f64 / seconds as f64;
    let anonymous = proc_number(&folder.join("status"), "RssAnon:") as f64 / 1024.0;
    table.add(
        "G15 a still screen",
        "one wake-up a second for the clock in each of two threads, private memory at most 8 MB",
        format!("{each:.1} wake-ups a second over all threads, {anonymous:.1} MB private"),
        // The clock's second wakes the loop, the loop asks the store thread whether a neighbour saved.
        each <= 2.5 && anonymous <= 8.0,
    );
}

impl Session {
    /// Keeps reading for so long; a clock ticks on the screen, so waiting for silence would not end.
    pub fn settle_for(&mut self, time: Duration) -> Vec<u8> {
        let end = Instant::now() + time;
        let mut read = Vec::new();
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            read.extend(self.bytes.recv_timeout(left).into_iter().flatten());
        }
        read
    }
}

/// G16: bytes a moved selection sends, beside the smallest difference of the two screens.
pub fn bytes_per_key(stores: &[Sample], table: &mut Table) {
    let sample = &stores[0];
    let mut session = Session::start(Program::Desk(&sample.path));
    let mut screen = vt100::Parser::new(ROWS.try_into().unwrap(), COLS.try_into().unwrap(), 0);
    screen.process(&session.frame());
    screen.process(&session.settle_for(Duration::from_millis(1500)));
    let (mut sent, mut needed) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        let before = screen.screen().clone();
        session.press(DOWN);
        let bytes = session.settle(Duration::from_millis(250));
        screen.process(&bytes);
        sent.push(bytes.len() as f64);
        needed.push(screen.screen().contents_diff(&before).len() as f64);
    }
    let (sent, needed) = (quantile(&mut sent, 0.5), quantile(&mut needed, 0.5));
    table.add(
        "G16 bytes for a moved selection",
        "at most 2x of the smallest difference of the two screens",
        format!("{sent:.0} to {needed:.0} bytes: {:.2}x", sent / needed),
        sent / needed <= 2.0,
    );
}
