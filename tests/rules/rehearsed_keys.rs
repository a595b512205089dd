//! What is written about rehearsals names every key a rehearsal can have.

const DOC: &str = include_str!("../../docs/rehearsals.md");
const FILE: &str = include_str!("../../src/scenario/file.rs");
const COMPARE: &str = include_str!("../../src/scenario/compare.rs");

/// The names of the fields of a struct's body.
fn fields(body: &str) -> impl Iterator<Item = String> + '_ {
    let field = |line: &str| {
        let rest = line.strip_prefix("    pub")?;
        let rest = rest.strip_prefix("(super)").unwrap_or(rest);
        Some(rest.trim_start().split_once(':')?.0.to_owned())
    };
    body.lines().filter_map(field)
}

/// The words in quotation marks.
fn quoted(body: &str) -> impl Iterator<Item = String> + '_ {
    body.split('"').skip(1).step_by(2).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// Whether a key stands in the text, alone or in the example of its value.
fn is_named(key: &str) -> bool {
    [format!("`{key}`"), format!("`{key} ="), format!("[{key}]"), format!("{key} = "), format!("[expect.{key}]")]
        .iter()
        .any(|form| DOC.contains(form.as_str()))
}

fn body<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = text.find(from).unwrap_or_else(|| panic!("{from}"));
    &text[start..start + text[start..].find(to).unwrap()]
}

#[test]
fn r9_the_text_names_every_key_of_the_program() {
    let mut keys = Vec::new();
    for kind in [
        "pub struct File",
        "pub(super) struct Agent",
        "pub(super) struct Caller",
        "pub(super) struct Turn",
        "pub(super) struct Step",
        "pub(super) struct Marks",
    ] {
        keys.extend(fields(body(FILE, kind, "\n}")));
    }
    for renamed in [("turns", "turn"), ("steps", "step")] {
        keys.iter_mut().filter(|key| *key == renamed.0).for_each(|key| renamed.1.clone_into(key));
    }
    keys.retain(|key| !["fields", "words", "lesson", "coach"].contains(&key.as_str()));
    keys.push("words".to_owned());
    keys.extend(quoted(body(COMPARE, "fn is_known", "\n}")));
    assert!(keys.len() > 60, "{keys:?}");
    let missing: Vec<&String> = keys.iter().filter(|key| !is_named(key)).collect();
    assert!(missing.is_empty(), "docs/rehearsals.md says nothing of {missing:?}");
}
