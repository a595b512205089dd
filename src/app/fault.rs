//! A fault on purpose, for the journeys that look at what a fault leaves behind.
//!
//! Only programs built with debug assertions have it, so no release can be made to fall over from its environment.

/// Where it strikes: [`FRAME`] or [`STORE`].
#[cfg(debug_assertions)]
const PLACE: &str = "ZUOXI_FAULT";
/// Typing this brings it on; the character is in the journal by the time it strikes.
#[cfg(debug_assertions)]
const BRINGS_IT_ON: char = '崩';
/// In the middle of drawing a frame, on the loop's own thread.
pub const FRAME: &str = "frame";
/// On the store's thread, with the next thing it is asked.
pub const STORE: &str = "store";

#[cfg(debug_assertions)]
static BROUGHT_ON: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

#[cfg(debug_assertions)]
pub fn key(key: crossterm::event::KeyEvent) {
    if key.code == crossterm::event::KeyCode::Char(BRINGS_IT_ON) {
        BROUGHT_ON.store(true, std::sync::atomic::Ordering::SeqCst);
    }
}

/// Panics here if it was asked to and brought on.
#[cfg(debug_assertions)]
pub fn strike(place: &str) {
    let asked = || std::env::var(PLACE).is_ok_and(|asked| asked == place);
    let strikes = BROUGHT_ON.load(std::sync::atomic::Ordering::SeqCst) && asked();
    assert!(!strikes, "asked to fail, at {place}");
}

#[cfg(not(debug_assertions))]
pub const fn key(_: crossterm::event::KeyEvent) {}

#[cfg(not(debug_assertions))]
pub const fn strike(_: &str) {}
