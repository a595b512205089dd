//! The one field words are typed into: it edits by grapheme, cleans what enters, draws itself and says in cells where
//! the insertion point stands. Forms, search lines and lists that typing narrows all use it.

use std::ops::Range;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;
use ratatui::style::Style;
use tui_input::backend::crossterm::to_input_request;
use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use crate::text;
use crate::tui::paint::Brush;
use crate::tui::screen::Took;

/// Characters a search line holds at most.
const SEARCH_CAP: usize = 60;

/// What a key did to the field in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It is no key of a field.
    NotMine,
    /// It was taken, the words stay: the insertion point moved, or there is no room.
    Kept,
    /// The words changed.
    Changed,
}

impl Edited {
    /// What the layer of the field did.
    pub const fn took(self) -> Took {
        match self {
            Self::NotMine => Took::Nothing,
            Self::Kept | Self::Changed => Took::Input,
        }
    }
}

/// Words being typed, with the most characters they may have.
#[derive(Debug, Clone)]
pub struct TextField {
    input: Input,
    cap: usize,
    lines: bool,
}

/// An empty search line.
impl Default for TextField {
    fn default() -> Self {
        Self::line(SEARCH_CAP)
    }
}

impl TextField {
    /// An empty text of one line, of at most `cap` characters.
    pub fn line(cap: usize) -> Self {
        Self { input: Input::default(), cap, lines: false }
    }

    /// An empty text that wraps and keeps line ends, of at most `cap` characters.
    pub fn lines(cap: usize) -> Self {
        Self { input: Input::default(), cap, lines: true }
    }

    pub fn text(&self) -> &str {
        self.input.value()
    }

    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    pub const fn wraps(&self) -> bool {
        self.lines
    }

    pub fn clear(&mut self) {
        self.input.reset();
    }

    /// Replaces the text; the insertion point goes to its end.
    pub fn set(&mut self, words: &str) {
        let kept: String = self.fitting(words, 0);
        self.input = Input::new(kept);
    }

    /// Carries a key out by the editing keys people know.
    pub fn key(&mut self, key: KeyEvent) -> Edited {
        let request = match (key.code, key.modifiers) {
            (KeyCode::Char('u'), KeyModifiers::CONTROL) => Some(InputRequest::DeleteFromStart),
            _ => to_input_request(&Event::Key(key)),
        };
        match request {
            None => Edited::NotMine,
            Some(request) if self.edit(request) => Edited::Changed,
            Some(_) => Edited::Kept,
        }
    }

    fn edit(&mut self, request: InputRequest) -> bool {
        if let InputRequest::InsertChar(c) = request
            && (text::is_harmful(c) || self.text().chars().count() >= self.cap)
        {
            return false;
        }
        let before = self.text().to_owned();
        self.input.handle(request).is_some_and(|changed| changed.value) && {
            self.compose();
            self.text() != before
        }
    }

    /// What was typed sign by sign becomes the text it would be typed at once; the insertion point stays behind it.
    fn compose(&mut self) {
        let whole = text::composed(self.text());
        if whole != self.text() {
            let before = self.text().get(..self.insertion()).map_or(0, |before| text::composed(before).chars().count());
            self.input = Input::new(whole).with_cursor(before);
        }
    }

    /// Inserts pasted words at the insertion point as far as they fit; tells whether the text changed.
    pub fn paste(&mut self, words: &str) -> bool {
        let used = self.text().chars().count();
        let fitting = self.fitting(words, used);
        let mut changed = false;
        for c in fitting.chars() {
            changed |= self.input.handle(InputRequest::InsertChar(c)).is_some();
        }
        self.compose();
        changed
    }

    /// How many more characters it takes.
    pub fn room(&self) -> usize {
        self.cap.saturating_sub(self.text().chars().count())
    }

    /// Whether it takes all of these words.
    pub fn holds(&self, words: &str) -> bool {
        self.clean(words).chars().count() <= self.room()
    }

    /// The words in two: what it takes, and the rest.
    pub fn split(&self, words: &str) -> (String, String) {
        let (whole, taken) = (self.clean(words), self.fitting(words, self.text().chars().count()));
        let rest = whole.get(taken.len()..).unwrap_or_default().to_owned();
        (taken, rest)
    }

    /// Puts words that fit behind its end, on a line of their own where something stands there.
    pub fn append(&mut self, words: &str) {
        let between = if self.is_empty() || !self.lines { "" } else { "\n" };
        let whole = format!("{}{between}{words}", self.text());
        self.set(&whole);
    }

    fn clean(&self, words: &str) -> String {
        Self { cap: usize::MAX, ..self.clone() }.fitting(words, 0)
    }

    /// The words as they may stand here: harmful characters are blanks, a line end too where there is one line, and
    /// nothing is cut within a grapheme.
    fn fitting(&self, words: &str, used: usize) -> String {
        let mut kept = String::new();
        let mut count = used;
        for grapheme in text::composed(words).graphemes(true) {
            let clean: String = match grapheme {
                "\n" | "\r\n" | "\r" if self.lines => "\n".to_owned(),
                other => other.chars().map(|c| if text::is_harmful(c) { ' ' } else { c }).collect(),
            };
            let long = clean.chars().count();
            if count + long > self.cap {
                break;
            }
            count += long;
            kept.push_str(&clean);
        }
        kept
    }

    /// Draws one line of it from `x` to `end` and says where the insertion point stands; a long line scrolls with it.
    pub fn draw(&self, brush: &mut Brush<'_>, x: u16, y: u16, end: u16, style: Style) -> Position {
        let (shown, column) = window(self.text(), self.insertion(), usize::from(end.saturating_sub(x)));
        brush.put(x, y, end, self.text().get(shown).unwrap_or_default(), style);
        Position::new(x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX)), y)
    }

    /// Bytes before the insertion point.
    fn insertion(&self) -> usize {
        self.text().char_indices().nth(self.input.cursor()).map_or(self.text().len(), |(byte, _)| byte)
    }

    /// The rows the text takes at this width and the cell of the insertion point among them.
    pub fn rows(&self, cells: usize) -> (Vec<Range<usize>>, (usize, usize)) {
        if self.lines {
            let rows = lay_out(self.text(), cells);
            let at = cell_of(self.text(), &rows, self.insertion(), cells);
            (rows, at)
        } else {
            let (range, column) = window(self.text(), self.insertion(), cells);
            (vec![range], (0, column))
        }
    }
}

/// Cells a grapheme takes once it is folded for display.
fn cells_of(grapheme: &str) -> usize {
    text::width(&text::fold_for_display(grapheme))
}

/// Breaks a text into rows of at most `cells`: at line ends, after a blank where one is near, else between graphemes.
/// Every byte belongs to exactly one row, so that an insertion point has exactly one cell.
fn lay_out(words: &str, cells: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut wide, mut gap) = (0, 0, None);
    for (at, grapheme) in words.grapheme_indices(true) {
        if grapheme == "\n" {
            rows.push(start..at);
            (start, wide, gap) = (at + 1, 0, None);
            continue;
        }
        let cell = cells_of(grapheme);
        if wide + cell > cells && at > start && grapheme != " " {
            let cut = gap.filter(|gap| *gap > start).unwrap_or(at);
            rows.push(start..cut);
            wide = words.get(cut..at).map_or(0, |rest| rest.graphemes(true).map(cells_of).sum());
            (start, gap) = (cut, None);
        }
        wide += cell;
        if grapheme == " " {
            gap = Some(at + 1);
        }
    }
    rows.push(start..words.len());
    rows
}

fn cell_of(words: &str, rows: &[Range<usize>], insertion: usize, cells: usize) -> (usize, usize) {
    let row = rows.iter().rposition(|row| row.start <= insertion).unwrap_or(0);
    let start = rows.get(row).map_or(0, |row| row.start);
    let column: usize = words.get(start..insertion).map_or(0, |before| before.graphemes(true).map(cells_of).sum());
    if column >= cells && cells > 0 { (row + 1, 0) } else { (row, column) }
}

/// The part of a long line that is in sight, and the column of the insertion point in it.
fn window(words: &str, insertion: usize, cells: usize) -> (Range<usize>, usize) {
    let room = cells.saturating_sub(1);
    let before = words.get(..insertion).unwrap_or_default();
    let mut column: usize = before.graphemes(true).map(cells_of).sum();
    let mut start = 0;
    for grapheme in before.graphemes(true) {
        if column <= room {
            break;
        }
        column -= cells_of(grapheme);
        start += grapheme.len();
    }
    (start..words.len(), column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut TextField, code: KeyCode) -> Edited {
        field.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn typed(words: &str) -> TextField {
        let mut typed = TextField::line(60);
        for c in words.chars() {
            press(&mut typed, KeyCode::Char(c));
        }
        typed
    }

    #[test]
    fn the_insertion_point_stands_right_behind_the_typed_character_in_cells() {
        for (words, cells) in [("abc", 3), ("收银", 4), ("e\u{301}", 1), ("a好b", 4), ("👍🏽", 2), ("👨‍👩‍👧", 2)]
        {
            assert_eq!(typed(words).rows(40).1, (0, cells), "{words}");
        }
    }

    /// T2: whatever the way in, it is the same clean text.
    #[test]
    fn typed_pasted_or_put_back_a_text_is_composed_and_holds_nothing_unseen() {
        let marks = format!("a{}b", "\u{301}".repeat(399));
        for (words, kept) in [
            ("Cafe\u{301}", "Caf\u{e9}"),
            ("退款\u{202E}没到", "退款没到"),
            ("订单\u{200B}\u{115F}\u{FFF9}号", "订单号"),
            ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
        ] {
            assert_eq!(typed(words).text(), kept, "{words:?}");
        }
        let composed = typed(&marks);
        assert!(composed.text().chars().count() < 12, "{:?}", composed.text());
        let (mut pasted, mut put_back) = (TextField::line(600), TextField::line(600));
        pasted.paste(&marks);
        put_back.set(&marks);
        assert_eq!((pasted.text(), put_back.text()), (composed.text(), composed.text()));
    }

    #[test]
    fn a_mark_typed_in_the_middle_composes_and_the_insertion_point_stays_behind_it() {
        let mut field = typed("Cafx");
        press(&mut field, KeyCode::Backspace);
        for code in
            [KeyCode::Char('e'), KeyCode::Char('s'), KeyCode::Left, KeyCode::Char('\u{301}'), KeyCode::Char('!')]
        {
            press(&mut field, code);
        }
        assert_eq!(field.text(), "Caf\u{e9}!s");
    }

    proptest::proptest! {
        #[test]
        fn nothing_a_reader_cannot_see_and_nothing_decomposed_stays_in_a_field(
            words in "[a-z中\u{301}\u{200B}\u{202E}\u{115F}\u{FFF9}\u{0}\u{1112}\u{1161}👨\u{200D}]{0,40}", way in 0..3,
        ) {
            let mut field = TextField::line(60);
            match way {
                0 => for c in words.chars() { press(&mut field, KeyCode::Char(c)); },
                1 => { field.paste(&words); }
                _ => field.set(&words),
            }
            proptest::prop_assert!(!field.text().chars().any(text::is_harmful), "{:?}", field.text());
            proptest::prop_assert_eq!(text::composed(field.text()), field.text());
        }
    }

    #[test]
    fn backspace_takes_a_whole_emoji() {
        let mut family = typed("好👨‍👩‍👧");
        press(&mut family, KeyCode::Backspace);
        assert_eq!(family.text(), "好");
    }

    #[test]
    fn a_long_line_scrolls_so_that_the_insertion_point_stays_in_sight() {
        let (rows, (_, column)) = typed("一二三四五六七八九十").rows(9);
        assert!(column < 9, "{column}");
        assert!(rows[0].start > 0);
    }

    #[test]
    fn rows_hold_every_byte_once_and_never_split_a_character() {
        let words = "三家店收银全停 please check the gateway 👍🏽 谢谢\n第二行";
        for cells in 2..30 {
            let rows = lay_out(words, cells);
            let joined: String = rows.iter().map(|row| words.get(row.clone()).unwrap()).collect();
            assert_eq!(joined, words.replace('\n', ""), "{cells}");
        }
    }

    #[test]
    fn a_paste_stops_at_the_cap_and_brings_no_control_characters() {
        let mut line = TextField::line(4);
        assert!(line.paste("ab\u{7}\ncdef"));
        assert_eq!(line.text(), "ab  ");
        assert_eq!(press(&mut line, KeyCode::Char('e')), Edited::Kept);
    }

    #[test]
    fn what_no_reader_sees_is_not_let_in_by_typing_either() {
        let mut line = typed("a");
        for c in ['\u{7}', '\u{202E}', '\u{200B}'] {
            assert_eq!(press(&mut line, KeyCode::Char(c)), Edited::Kept, "{c:?}");
        }
        line.set("一\u{202E}二");
        assert_eq!(line.text(), "一 二");
    }
}
