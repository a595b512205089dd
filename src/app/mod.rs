//! The loop, the threads, the terminal and the clock: the only room that has them.

mod arrival;
mod backend;
mod clock;
mod crash;
mod drafts;
pub mod examine;
mod fault;
mod firewall;
mod input;
mod log;
mod look;
mod onboarding;
mod open;
mod paste;
mod practice;
mod probe;
mod problem;
mod process;
mod remembered;
mod session;
mod signals;
mod terminal;
mod throwaway;
mod watch;
mod workers;
mod workstation;

pub use clock::Clock;
pub use onboarding::Onboarding;
pub use open::{Start, open};
pub use problem::{Problem, ProblemKind};
pub use process::{harden, write_new};
pub use signals::Told;
pub use terminal::is_present as has_terminal;
pub use throwaway::Throwaway;
pub use watch::Watch;
pub use workstation::Leaving;
