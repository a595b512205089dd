//! The manual's lists of words: every list is one somebody asks for.

use super::check::{each, ids, one_of};
use super::read::Read;
use crate::domain::Field;

/// Lists of the intake that stand by themselves.
const LISTS: [&str; 22] = [
    "lead",
    "arrived",
    "title.address",
    "title.trade",
    "title.hk",
    "title.latin",
    "surname",
    "surname.long",
    "given",
    "not_name",
    "pointing",
    "company.end",
    "company.not",
    "sentence",
    "order",
    "order.not",
    "secret",
    "remark",
    "matter",
    "tried.first",
    "tried.last",
    "wanted.first",
];

/// Every word list points to something that exists.
pub(super) fn vocabulary(read: &Read<'_>) {
    let mut targets: Vec<String> =
        ["repeat", "supervisor", "vulnerable", "danger", "injury"].map(|signal| format!("signal.{signal}")).into();
    let tones = ["exception", "prevents", "praise", "question", "to_praise", "trouble"];
    targets.extend(tones.map(|tone| format!("tone.{tone}")));
    targets.extend(ids(read, "kind").into_iter().map(|kind| format!("tone.opens.{kind}")));
    for (set, table) in [
        ("kind", "kind"),
        ("category", "category.sub"),
        ("impact", "impact"),
        ("urgency", "urgency"),
        ("emotion", "emotion"),
    ] {
        targets.extend(ids(read, table).into_iter().map(|code| format!("{set}.{code}")));
    }
    for value in each(read, "vocab").into_iter().filter_map(|entry| entry.get_ref().get("target")) {
        one_of(read, value, "vocab", &targets);
    }
}

/// Every list of the intake's words is one the intake asks for.
pub(super) fn intake(read: &Read<'_>) {
    let mut lists: Vec<String> = LISTS.map(ToOwned::to_owned).into();
    lists.extend(Field::ALL.iter().map(|field| format!("label.{}", field.as_str())));
    for set in ["channel", "kind", "urgency", "emotion"] {
        lists.extend(ids(read, set).into_iter().map(|code| format!("{set}.{code}")));
    }
    for value in each(read, "intake").into_iter().filter_map(|entry| entry.get_ref().get("reads")) {
        one_of(read, value, "intake", &lists);
    }
}
