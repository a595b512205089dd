//! The steps of a case: the form each one opens, what follows from a change in it, what it sends.

pub(super) mod act;
pub(super) mod closing;
mod footer;
mod hints;
pub(super) mod identify;
pub(super) mod intake;
pub(super) mod shorthand;
