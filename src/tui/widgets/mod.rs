//! Parts of screens: each borrows values and draws them; none keeps state or reads anything.

pub mod blocks;
pub mod due;
pub mod field;
pub mod matrix;
pub mod menu;
pub mod pen;
pub mod rail;
pub mod rating;
pub mod text_field;
pub mod why;

pub use blocks::{Entry, Who, entries, steps};
pub use due::{Countdown, DueLine, due_block};
pub use field::{Choice, FieldMark, FieldRow, FieldValue, Grid};
pub use matrix::Matrix;
pub use menu::{ListName, Menu, Pick};
pub use pen::{Ink, Pen};
pub use rail::{Part, Rail, Saying};
pub use rating::RatingRow;
pub use text_field::{Edited, TextField};
pub use why::{Line, Stretch, Why};
