//! What the intake makes of lines as agents type them.

use zuoxi::scenario::lines;

use crate::loader::rules;

/// Of a hundred lines at least so many hold.
const LEAST: usize = 97;

#[test]
fn lines_as_agents_type_them_are_understood() {
    let outcome = lines::run("lines.toml", include_str!("../rehearsals/lines.toml"), rules()).unwrap();
    let checks = outcome.report.checks.len();
    let different: Vec<String> = outcome.report.different().map(ToString::to_string).collect();
    println!("{} of {checks} held, a suggestion in {} of {}", checks - different.len(), outcome.spoke, outcome.asked);
    println!("{}", different.join("\n"));
    assert!((checks - different.len()) * 100 >= checks * LEAST, "{} of {checks} differ", different.len());
}
