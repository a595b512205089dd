//! Lines of a paragraph, broken as Chinese and Latin text are.

use unicode_segmentation::UnicodeSegmentation;

use super::width::width;

/// Never at the start of a line.
const NO_START: &str = "，。！？、；：）」』】》〉〕”’…—～·.,!?;:)]}%％";
/// Never at the end of a line.
const NO_END: &str = "（「『【《〈〔“‘([{￥$";

/// The lines of a text no wider than `cells`.
///
/// A `〔blank〕` and a Latin word stay whole where they fit a line; punctuation keeps to its word. Blanks at a break
/// are swallowed, nothing else is lost.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    text.split('\n').flat_map(|paragraph| lines(paragraph, cells.max(2))).collect()
}

fn lines(paragraph: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for unit in units(paragraph) {
        if width(&line) + width(unit.trim_end()) > cells && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        if width(&unit) <= cells {
            if !(line.is_empty() && unit.trim().is_empty() && !lines.is_empty()) {
                line.push_str(&unit);
            }
            continue;
        }
        for grapheme in unit.graphemes(true) {
            if width(&line) + width(grapheme) > cells && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(grapheme);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Pieces that are not broken: blanks to fill, Latin words, single characters with the punctuation that clings.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let (mut open, mut was_word) = (0_usize, false);
    for grapheme in text.graphemes(true) {
        let first = grapheme.chars().next().unwrap_or(' ');
        let is_word = first.is_ascii_alphanumeric()
            || (first.is_alphabetic() && width(grapheme) < 2)
            || "_-@/'+#&".contains(first);
        let after_open = units.last().and_then(|unit| unit.chars().last()).is_some_and(|last| NO_END.contains(last));
        let clings = open > 0 || (is_word && was_word) || NO_START.contains(first) || after_open;
        match units.last_mut().filter(|last| clings && !(last.trim().is_empty() && open == 0)) {
            Some(last) => last.push_str(grapheme),
            None => units.push(grapheme.to_owned()),
        }
        open = if first == '〔' { open + 1 } else { open.saturating_sub(usize::from(first == '〕')) };
        was_word = is_word;
    }
    units
}
