//! Parts of screens: each borrows values and draws them; none keeps state or reads anything.

pub mod blocks;
pub mod due;
pub mod field;
pub mod look;
pub mod matrix;
pub mod menu;
pub mod rail;
pub mod rating;
pub mod steps;
pub mod text_field;
pub mod why;

pub use blocks::{Entries, Entry, Who};
pub use due::{Countdown, DueBlock, DueLine, Nearness};
pub use field::{Choice, FieldMark, FieldRow, FieldValue, Grid};
pub use look::{Ink, Look, Pen};
pub use matrix::Matrix;
pub use menu::{ListName, Menu, Pick};
pub use rail::{Part, Rail, Saying};
pub use rating::RatingRow;
pub use steps::StepBar;
pub use text_field::{Edited, TextField};
pub use why::{Stretch, Why};
