//! Mistakes in files the company edits: the place, the sentence, the line with a caret.

use super::spoken::fill;
use crate::app::{Problem, ProblemKind};
use crate::manual::Mistake;
use crate::text::{clean, width};
use crate::words::{Arg, Words};

/// All mistakes as one problem: the first in full as its sentence, every line of the rest as hints.
pub fn problem(mistakes: &[Mistake], words: &Words) -> Problem {
    let mut lines = mistakes.iter().flat_map(|mistake| lines(mistake, words));
    let first = lines.next().unwrap_or_default();
    Problem { kind: ProblemKind::Config, sentence: first, hints: lines.collect() }
}

/// One mistake in lines.
pub fn lines(mistake: &Mistake, words: &Words) -> Vec<String> {
    let args: Vec<(&str, Arg)> = mistake.args.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    let sentence = words.with(&format!("mistake-{}", mistake.code), &args);
    if mistake.line == 0 {
        return vec![format!("{}: {sentence}", mistake.file)];
    }
    let (line, column) = (mistake.line.to_string(), mistake.column.to_string());
    let place = fill(words, "mistake-place", &[("file", &mistake.file), ("line", &line), ("column", &column)]);
    let mut lines = vec![format!("{place}: {sentence}")];
    if !mistake.excerpt.trim().is_empty() {
        let excerpt = clean(&mistake.excerpt, 400);
        let before: String = excerpt.chars().take(mistake.column.saturating_sub(1)).collect();
        let marked: String = excerpt.chars().skip(mistake.column.saturating_sub(1)).take(mistake.span).collect();
        lines.push(format!("    {excerpt}"));
        lines.push(format!("    {}{}", " ".repeat(width(&before)), "^".repeat(width(&marked).max(1))));
    }
    if let Some(meant) = &mistake.suggestion {
        lines.push(format!("    {}", fill(words, "mistake-meant", &[("suggestion", meant)])));
    }
    lines
}
