//! The built-in manual, read once.

use std::sync::LazyLock;

use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::manual::Manual;

static RULES: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::new(zuoxi::manual::built_in()).unwrap());

pub fn manual() -> &'static Manual {
    &RULES.manual
}

pub fn rules() -> &'static Rulebook {
    &RULES
}
