//! What is asked of the desk and what comes back: values only, so that neither side knows the other.

mod crossed;
mod draft;
mod query;
mod reply;
mod request;
mod rows;
#[allow(missing_docs, reason = "its fields are those of the documented JSON")]
mod view;

pub use crossed::{Crossed, Side};
pub use draft::*;
pub use query::*;
pub use reply::*;
pub use request::*;
pub use rows::*;
pub use view::{CaseView, FollowUpView, LimitView, Moment};
