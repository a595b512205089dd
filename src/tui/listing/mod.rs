//! What the queue and the work list share: rows in groups of which one is in hand, asked for a window at a time and
//! anew as time passes, with the case of the row in hand beside them.

mod beside;
mod draw;
mod rows;
mod window;

pub use beside::Beside;
pub use draw::{PREVIEW, Place, more, time_left};
pub use rows::{Batch, Line, Rows};
pub use window::{PAGE, Window};
