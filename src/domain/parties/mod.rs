//! The other streams: customers, and the people who work here.

mod customer;
mod decide;
mod person;

pub use customer::{CustomerFile, bare_number, digits, with_full_number};
pub use decide::{ROLES, decide};
pub use person::{Person, held};
