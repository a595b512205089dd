//! The loop, the threads, the terminal and the clock: the only room that has them.

mod arrival;
mod clock;
#[cfg(any())] mod crash;
#[cfg(any())] mod drafts;
mod firewall;
mod input;
mod log;
mod probe;
mod process;
#[cfg(any())] mod signals;
mod terminal;

pub use clock::Clock;
pub use process::harden;
