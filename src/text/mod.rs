//! Text as a terminal can show it: made safe at the edge, measured in cells, folded, cut, wrapped and masked.

mod clean;
pub mod mask;
mod spoken;
mod width;
mod wrap;

pub use clean::{clean, composed, is_harmful, shown};
pub use spoken::{Spoken, spoken_time};
pub use width::{cut, fold_for_display, own_quotes, pad_right, width};
pub use wrap::wrap;
