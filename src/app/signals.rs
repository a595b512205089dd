//! Signals become messages on the loop's channel.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::{SigId, flag, low_level};

use super::arrival::Arrival;
use super::drafts;

/// After being told to go, the process is gone within a second even if the loop is stuck in a terminal that no
/// longer reads.
const GRACE: Duration = Duration::from_millis(900);

/// Set where a signal ends the program as it would end any other, after a long work of a command and before screens: a
/// signal that was listened to once does nothing by itself any more.
static PLAINLY: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// Turns signals into messages from now on.
pub fn listen(to: Sender<Arrival>) -> std::io::Result<()> {
    PLAINLY.store(false, Ordering::SeqCst);
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let arrival = match signal {
                SIGWINCH => Arrival::Resized,
                SIGTSTP => Arrival::Suspend,
                SIGCONT => Arrival::Continued,
                _ => Arrival::Leave { signal },
            };
            if to.send(arrival).is_err() {
                return;
            }
            if matches!(signal, SIGTERM | SIGHUP | SIGINT) {
                thread::sleep(GRACE);
                drafts::sync_now();
                super::terminal::give_back();
                std::process::exit(128 + signal);
            }
        }
    })?;
    Ok(())
}

/// The wish that a command comes to its end.
#[derive(Debug, Default)]
pub struct Told {
    /// Set once somebody wishes it.
    pub stop: Arc<AtomicBool>,
    number: Arc<AtomicUsize>,
    heard_by: Vec<SigId>,
}

impl Told {
    /// Hears of it until it is dropped; a second wish ends the program at once.
    pub fn listen() -> std::io::Result<Self> {
        PLAINLY.store(false, Ordering::SeqCst);
        let mut told = Self::default();
        for (signal, number) in [(SIGINT, 2), (SIGTERM, 15)] {
            // Stays registered.
            flag::register_conditional_default(signal, Arc::clone(&PLAINLY))?;
            told.heard_by.extend([
                flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&told.stop))?,
                flag::register_usize(signal, Arc::clone(&told.number), number)?,
                flag::register(signal, Arc::clone(&told.stop))?,
            ]);
        }
        Ok(told)
    }

    pub fn signal(&self) -> i32 {
        i32::try_from(self.number.load(Ordering::SeqCst)).unwrap_or(SIGTERM)
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        for heard_by in self.heard_by.drain(..) {
            low_level::unregister(heard_by);
        }
        PLAINLY.store(true, Ordering::SeqCst);
    }
}

/// Whether somebody is there who can bring a stopped process back: a shell that gave us a process group of our own.
///
/// In the group of the session's first process, as in a window or container opened for the program alone, it would
/// stay stopped for ever; the kernel ignores the stop key there too.
pub fn can_come_back() -> bool {
    use nix::unistd::{getpgrp, getsid};
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops this process until it is brought back, and with it whatever started it in the same group: a shell gets its
/// terminal back only when the `cargo run` or script between stops too.
pub fn stop_here() {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
}
