//! `zuoxi --version`: which build this is, and which store, manual and `SQLite` it brings along.

use crate::manual;
use crate::store::{FORMAT, sqlite_version};
use crate::words::Words;

/// The commit the program was built from, with a `+` where it may hold more than that; `unknown` outside git.
pub const COMMIT: &str = env!("ZUOXI_COMMIT");

/// The number, and a line for each thing whoever reports a fault is asked for.
pub fn long(words: &Words) -> String {
    let rows = [
        ("commit", COMMIT.to_owned()),
        ("store", FORMAT.to_string()),
        ("sqlite", sqlite_version().to_owned()),
        ("manual", manual::built_in().hash.chars().take(12).collect()),
    ];
    let rows =
        rows.iter().map(|(key, value)| words.with(&format!("cli-version-{key}"), &[("value", value.as_str().into())]));
    [env!("CARGO_PKG_VERSION").to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}
