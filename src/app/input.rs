//! The keyboard's thread: keys, pastes and the mouse in, messages out.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::{Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};

use super::arrival::Arrival;
use super::crash;
use crate::tui::Pointer;

/// How long to look for more events of the same burst after one was read. crossterm looks at the bytes it holds only
/// while some of this is left, so a thread that had to wait for the processor must not have used it up.
const REST_OF_BURST: Duration = Duration::from_millis(50);

/// Reads the keyboard until the terminal is gone.
pub fn listen(to: Sender<Arrival>) -> std::io::Result<()> {
    thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
        let reason = read_all(&to);
        tracing::info!(reason, "keyboard thread ends");
        let _ = to.send(Arrival::HungUp);
    })?;
    Ok(())
}

fn read_all(to: &Sender<Arrival>) -> &'static str {
    loop {
        // crossterm never notices that a terminal hung up; the descriptor says so.
        match wait() {
            Ok(true) => {}
            Ok(false) => return "hung up",
            Err(_) => return "poll failed",
        }
        loop {
            // What a terminal sends must not be able to end the program, whatever the parser thinks of it.
            let heard = match crash::past_faults(crossterm::event::read) {
                Some(Ok(event)) => send(to, event),
                Some(Err(_)) => return "read failed",
                None => true,
            };
            if !heard {
                return "loop ended";
            }
            match crash::past_faults(is_more) {
                Some(Ok(true)) => {}
                Some(Ok(false)) | None => break,
                Some(Err(_)) => return "poll failed",
            }
        }
    }
}

/// Whether more of a burst is there. A second look, because one that came too late saw nothing of what is held back.
fn is_more() -> std::io::Result<bool> {
    Ok(crossterm::event::poll(REST_OF_BURST)? || crossterm::event::poll(REST_OF_BURST)?)
}

/// Waits for something to read; false when the terminal is gone.
#[cfg(unix)]
fn wait() -> std::io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = rustix::stdio::stdin();
    loop {
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        let [fd] = fds;
        if fd.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Ok(false);
        }
        if fd.revents().contains(PollFlags::IN) {
            return Ok(true);
        }
    }
}

#[cfg(not(unix))]
fn wait() -> std::io::Result<bool> {
    Ok(true)
}

/// Passes an event on; false when nobody listens any more.
fn send(to: &Sender<Arrival>, event: Event) -> bool {
    let arrival = match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Arrival::Key(key),
        Event::Paste(text) => Arrival::Paste(text),
        Event::Mouse(mouse) => match pointer(mouse) {
            Some(pointer) => Arrival::Pointer(pointer),
            None => return true,
        },
        // Sizes come with SIGWINCH; focus has no meaning here.
        _ => return true,
    };
    to.send(arrival).is_ok()
}

/// What counts of the mouse: the first button going down, and the wheel. With a key held it is the terminal's.
fn pointer(mouse: MouseEvent) -> Option<Pointer> {
    match mouse.kind {
        _ if !mouse.modifiers.is_empty() => None,
        MouseEventKind::Down(MouseButton::Left) => Some(Pointer::Click { column: mouse.column, row: mouse.row }),
        MouseEventKind::ScrollDown => Some(Pointer::Wheel { down: true }),
        MouseEventKind::ScrollUp => Some(Pointer::Wheel { down: false }),
        _ => None,
    }
}
