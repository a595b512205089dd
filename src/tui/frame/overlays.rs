//! The overlays in the order they were laid, each with a number of its own.

use crate::tui::screen::{Extent, Overlay};

#[derive(Debug, Default)]
pub struct Overlays {
    stack: Vec<(u64, Box<dyn Overlay>)>,
    laid: u64,
}

impl Overlays {
    pub fn push(&mut self, overlay: Box<dyn Overlay>) {
        self.laid += 1;
        self.stack.push((self.laid, overlay));
    }

    pub fn pop(&mut self) {
        self.stack.pop();
    }

    pub fn clear(&mut self) {
        self.stack.clear();
    }

    pub const fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    pub fn top(&self) -> Option<&dyn Overlay> {
        self.stack.last().map(|(_, overlay)| overlay.as_ref())
    }

    /// Their numbers, the lowest first.
    pub fn numbers(&self) -> Vec<u64> {
        self.stack.iter().map(|(number, _)| *number).collect()
    }

    /// The one of this number, while it lies there.
    pub fn get_mut(&mut self, number: u64) -> Option<&mut Box<dyn Overlay>> {
        self.stack.iter_mut().find(|(own, _)| *own == number).map(|(_, overlay)| overlay)
    }

    /// The highest one that takes the whole screen.
    pub fn whole(&self, cx: &crate::tui::Cx) -> Option<&dyn Overlay> {
        let layers = self.stack.iter().map(|(_, overlay)| overlay.as_ref());
        layers.rev().find(|overlay| overlay.extent(cx) == Extent::Whole)
    }
}
