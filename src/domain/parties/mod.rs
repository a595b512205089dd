//! The other streams: customers, and the people who work here.

mod customer;
mod decide;
mod person;

pub(crate) use customer::with_full_number;
pub use customer::{CustomerFile, digits};
pub use decide::{Colleagues, decide, enrolled, staged};
pub use person::{Person, held, role_for};
