//! The built-in files as the build made them ready: read and laid end to end once, not at every start.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::assemble::Tables;

/// Tables by name, as JSON.
pub(super) struct Ready(HashMap<&'static str, &'static RawValue>);

impl Ready {
    /// What decides.
    pub fn built_in() -> Self {
        Self::of(include_str!(concat!(env!("OUT_DIR"), "/manual.json")))
    }

    /// What is only read.
    pub fn pages() -> Self {
        Self::of(include_str!(concat!(env!("OUT_DIR"), "/pages.json")))
    }

    fn of(json: &'static str) -> Self {
        Self(right(serde_json::from_str(json)))
    }
}

impl Tables for Ready {
    fn list<T: DeserializeOwned>(&mut self, name: &'static str) -> Vec<T> {
        self.0.remove(name).map(|table| right(serde_json::from_str(table.get()))).unwrap_or_default()
    }

    fn single<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.0.remove(name).map(|table| right(serde_json::from_str(table.get())))
    }
}

/// SHA-256 of the built-in files, as [`super::source::hash`] makes it of texts.
pub(super) const HASH: &str = env!("ZUOXI_MANUAL_HASH");

/// That what the build left is as the files say is tested.
fn right<T>(read: serde_json::Result<T>) -> T {
    read.unwrap_or_else(|error| unreachable!("the built-in manual is wrong: {error}"))
}
