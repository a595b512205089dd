//! What is wrong in a file the company edits, with the place and a way to put it right.

use std::ops::Range;

/// One mistake in a TOML file; the sentence is `mistake-<code>` in the locale files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file, as named to the reader.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Names the sentence.
    pub code: &'static str,
    /// What the sentence needs.
    pub args: Vec<(&'static str, String)>,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// The line itself, for the caret.
    pub excerpt: String,
    /// Characters the caret spans, at least 1.
    pub span: usize,
}

impl Mistake {
    /// A mistake at a byte range of a text.
    pub fn at(file: &str, text: &str, range: &Range<usize>, code: &'static str) -> Self {
        let start = floor(text, range.start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = text.get(line_start..).unwrap_or_default();
        let excerpt = rest.lines().next().unwrap_or_default().to_owned();
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        let marked = text.get(start..floor(text, range.end)).unwrap_or_default();
        let span = marked.lines().next().unwrap_or_default().chars().count().max(1);
        let line = before.matches('\n').count() + 1;
        let (code, args, suggestion) = (code, Vec::new(), None);
        Self { file: file.to_owned(), line, column: column + 1, code, args, suggestion, excerpt, span }
    }

    /// A mistake that has a file but no place in it.
    pub fn of_file(file: &str, code: &'static str) -> Self {
        Self::at(file, "", &(0..0), code)
    }

    /// The same with something the sentence needs.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same with what was probably meant.
    #[must_use]
    pub fn meant(mut self, suggestion: Option<&str>) -> Self {
        self.suggestion = suggestion.map(str::to_owned);
        self
    }
}

/// One slip makes the parser stumble several times on its line; the first says it.
pub fn one_a_line(mistakes: &mut Vec<Mistake>) {
    mistakes.dedup_by(|next, first| (next.code, next.line, &next.file) == ("syntax", first.line, &first.file));
}

/// The largest character boundary not beyond `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The known spelling nearest to a word, if it is near enough to be what was meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1) + 1;
    known
        .into_iter()
        .map(|known| (distance(word, known), known))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Edits between two words: insert, delete, replace, swap of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: [Vec<usize>; 3] = [Vec::new(), (0..=b.len()).collect(), vec![0; b.len() + 1]];
    for (i, &left) in a.iter().enumerate() {
        let [before, last, next] = &mut rows;
        next.clear();
        next.push(i + 1);
        for (j, &right) in b.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best = (cell(last, j + 1) + 1).min(cell(next, j) + 1);
            best = best.min(cell(last, j) + usize::from(left != right));
            if i > 0 && j > 0 && a.get(i - 1) == Some(&right) && b.get(j - 1) == Some(&left) {
                best = best.min(cell(before, j - 1) + 1);
            }
            next.push(best);
        }
        rows.rotate_left(1);
    }
    rows.get(1).and_then(|row| row.last()).copied().unwrap_or_default()
}
