//! What the queue and the work list share: rows in groups of which one is in hand, asked for a window at a time and
//! anew as time passes, with the case of the row in hand beside them.

mod beside;
mod draw;
mod rows;
mod window;

pub use beside::Beside;
pub use draw::{PREVIEW, Place, hand, more, time_left};
pub use rows::{Batch, Line, Rows};
pub use window::{PAGE, Window};

/// How far an action moves the hand in a list that shows `page` rows; nothing where it does something else.
pub fn stride(action: &str, page: usize) -> Option<isize> {
    let page = isize::try_from(page).unwrap_or(1);
    match action {
        "down" => Some(1),
        "up" => Some(-1),
        "page_down" => Some(page),
        "page_up" => Some(-page),
        "first" => Some(isize::MIN / 2),
        "last" => Some(isize::MAX / 2),
        _ => None,
    }
}
