//! Directions inside the two large rooms: what is shared knows nothing of those who share it.

use std::path::{Path, PathBuf};

use super::source::{paths, sources, without_comments_and_strings};

/// A place that must not know other places of its room.
struct Direction {
    /// Module path of the place, from the crate's root.
    place: &'static str,
    /// What neither it nor anything below it may name.
    never: &'static [&'static str],
}

/// What only those may name who carry out what was decided.
const ABOVE_THE_RULES: &[&str] = &["domain::engine"];

/// What knows cases and the people about them.
const ABOVE_THE_WORDS: &[&str] =
    &["domain::acts", "domain::case", "domain::engine", "domain::parties", "domain::protocol", "domain::timers"];

const DIRECTIONS: &[Direction] = &[
    Direction { place: "domain::acts", never: ABOVE_THE_RULES },
    Direction { place: "domain::case", never: ABOVE_THE_RULES },
    Direction { place: "domain::timers", never: ABOVE_THE_RULES },
    Direction { place: "domain::parties", never: ABOVE_THE_RULES },
    Direction { place: "domain::protocol", never: ABOVE_THE_RULES },
    Direction { place: "domain::language", never: ABOVE_THE_WORDS },
    Direction { place: "domain::calendar", never: ABOVE_THE_WORDS },
    Direction {
        place: "domain::manual",
        never: &["domain::case", "domain::engine", "domain::parties", "domain::protocol", "domain::timers"],
    },
    Direction {
        place: "tui::widgets",
        never: &["tui::form", "tui::listing", "tui::overlays", "tui::screens", "tui::frame", "tui::coach"],
    },
    Direction {
        place: "tui::tell",
        never: &["tui::form", "tui::listing", "tui::overlays", "tui::screens", "tui::frame", "tui::coach"],
    },
    Direction { place: "tui::form", never: &["tui::overlays", "tui::screens", "tui::coach"] },
    Direction { place: "tui::listing", never: &["tui::screens", "tui::coach"] },
    Direction { place: "tui::overlays", never: &["tui::screens", "tui::coach"] },
    Direction { place: "tui::screens", never: &["tui::coach"] },
];

#[test]
fn inside_a_room_what_is_shared_knows_no_user() {
    let wrong: Vec<String> = sources().iter().flat_map(|(path, source)| breaks(path, source)).collect();
    assert!(wrong.is_empty(), "directions broken:\n{}", wrong.join("\n"));
}

#[test]
fn every_place_of_a_direction_exists() {
    let modules: Vec<String> = sources().iter().map(|(path, _)| module_of(path).join("::")).collect();
    for Direction { place, never } in DIRECTIONS {
        for named in never.iter().chain([place]) {
            assert!(modules.iter().any(|module| module == named), "no module is called {named}");
        }
    }
}

#[test]
fn a_broken_direction_is_found_however_it_is_written() {
    let menu = PathBuf::from("src/tui/widgets/menu.rs");
    for source in [
        "use crate::tui::screens::QueueScreen;",
        "use super::super::screens::{case, QueueScreen};",
        "fn f() { crate::tui::screens::queue::new() }",
    ] {
        assert_eq!(breaks(&menu, source).len(), 1, "{source}");
    }
    for source in ["use super::edit::Edit;", "use crate::tui::theme::Theme;", "// crate::tui::screens::case\nfn f() {}"]
    {
        assert_eq!(breaks(&menu, source), Vec::<String>::new(), "{source}");
    }
}

/// What a file names against its direction.
fn breaks(path: &Path, source: &str) -> Vec<String> {
    let module = module_of(path);
    let here = module.join("::");
    let code = without_comments_and_strings(source);
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut wrong: Vec<String> = DIRECTIONS
        .iter()
        .filter(|direction| is_within(&here, direction.place))
        .flat_map(|direction| {
            let named = paths(code).into_iter().map(|named| absolute(&module, &named));
            let never = |named: &String| direction.never.iter().any(|never| is_within(named, never));
            named.filter(never).map(|named| format!("{}: {named}", path.display())).collect::<Vec<_>>()
        })
        .collect();
    wrong.sort();
    wrong.dedup_by_key(|line| line.rsplit_once("::").map(|(head, _)| head.to_owned()));
    wrong
}

fn is_within(named: &str, place: &str) -> bool {
    named == place || named.strip_prefix(place).is_some_and(|rest| rest.starts_with("::"))
}

/// The module a file is.
fn module_of(path: &Path) -> Vec<String> {
    let parts =
        path.with_extension("").iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>();
    parts.into_iter().filter(|part| part != "mod").collect()
}

/// A path as seen from the crate's root.
fn absolute(module: &[String], named: &str) -> String {
    if let Some(rest) = named.strip_prefix("crate::") {
        return rest.to_owned();
    }
    let up = named.split("::").take_while(|part| *part == "super").count();
    let rest: Vec<&str> = named.split("::").skip(up).filter(|part| *part != "self").collect();
    if up == 0 && !named.starts_with("self::") {
        return named.to_owned();
    }
    let base = &module[..module.len().saturating_sub(up)];
    base.iter().map(String::as_str).chain(rest).collect::<Vec<_>>().join("::")
}
