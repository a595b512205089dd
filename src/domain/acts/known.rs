//! What a decision needs to know beyond the one case; the desk looks it up, and what mattered becomes part of a fact.

use crate::{Case, Tier};

/// What is known beyond the case.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The customer's standing; absent counts as standard.
    pub tier: Option<Tier>,
    /// The number the next case would get, for opening one.
    pub next_no: Option<String>,
    /// Numbers of the leads on shift, in order; empty where nobody knows.
    pub leads: Vec<String>,
    /// The other case of a merge or a split, as it is now.
    pub other: Option<Box<Case>>,
}
