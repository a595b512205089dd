//! Every action by name: Chinese, pinyin, initials or English; what is not possible now comes last, with the reason.

use std::ops::Range;

use super::searchable::{Content, Drawn, Searchable};
use crate::domain::{Act, Lang};
use crate::text;
use crate::tui::call::Seat;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::find::{Finder, Romaniser};
use crate::tui::frame::undo;
use crate::tui::keymap::Bound;
use crate::tui::paint::{Brush, cells};
use crate::tui::screen::{Hint, Offer, Screen};
use crate::tui::theme::Role;
use crate::tui::widgets::ListName;
use crate::words::{Words, dashed};

pub type Palette = Searchable<Deeds>;

/// Moving about needs no name.
pub const MOVES: &[&str] = &[
    "down",
    "up",
    "left",
    "right",
    "page_down",
    "page_up",
    "first",
    "last",
    "next_field",
    "prev_field",
    "palette",
    "how_to_quit",
];

/// What a row of the palette does.
#[derive(Debug, Clone, Copy)]
enum Decision {
    Action(Bound),
    Act(Act),
}

#[derive(Debug)]
struct Row {
    decision: Decision,
    words: String,
    pinyin: String,
    english: String,
    key: String,
    about: String,
    why_not: Option<String>,
}

#[derive(Debug)]
pub struct Deeds {
    rows: Vec<Row>,
}

impl Deeds {
    /// Every action within reach of a screen.
    pub fn of(screen: &dyn Screen, cx: &Cx) -> Self {
        let tongues = Tongues { english: Words::new(Lang::En), romaniser: Romaniser::default() };
        let mut rows: Vec<Row> = Vec::new();
        let bindings = screen.tables().iter().flat_map(|table| cx.keymap.of(table));
        for (bound, keys) in bindings.filter(|(bound, _)| !MOVES.contains(&bound.action)) {
            let key = keys.first().map(ToString::to_string).unwrap_or_default();
            let why_not = why_not(*bound, screen, cx);
            let about = cx.words.get(&bound.about_key());
            tongues.add(&mut rows, Row::new(Decision::Action(*bound), key, about, why_not), &bound.words_key(), cx);
        }
        for Offer { act, key, about, why_not } in screen.acts_now(cx) {
            let words_key = format!("act-{}", dashed(act.as_str()));
            tongues.add(&mut rows, Row::new(Decision::Act(act), key, about, why_not), &words_key, cx);
        }
        Self { rows }
    }
}

/// The names of an action besides its own.
struct Tongues {
    english: Words,
    romaniser: Romaniser,
}

impl Tongues {
    /// Adds a row under its names, unless one of the same name is there already.
    fn add(&self, rows: &mut Vec<Row>, row: Row, words_key: &str, cx: &Cx) {
        let words = cx.words.get(words_key);
        if rows.iter().all(|other| other.words != words) {
            let (pinyin, english) = (self.romaniser.pinyin(&words), self.english.get(words_key));
            rows.push(Row { words, pinyin, english, ..row });
        }
    }
}

impl Row {
    /// A row that has no name yet.
    const fn new(decision: Decision, key: String, about: String, why_not: Option<String>) -> Self {
        Self { decision, words: String::new(), pinyin: String::new(), english: String::new(), key, about, why_not }
    }
}

/// Why an action is not possible now: what the frame itself knows, else what the screen says.
fn why_not(bound: Bound, screen: &dyn Screen, cx: &Cx) -> Option<String> {
    let hand = screen.in_hand(cx);
    let seat = Seat {
        on_case: screen.id() == "case",
        case: hand.map(|(case, _)| case),
        file: hand.and_then(|(_, file)| file),
    };
    let key = match (bound.table, bound.action) {
        ("everywhere", "undo") if !undo::can_undo(hand, cx) => "notice-nothing-to-undo",
        ("everywhere", "redo") if !undo::can_redo(hand, cx) => "notice-nothing-to-redo",
        ("everywhere", "dismiss") if !cx.has_to_dismiss() => "notice-nothing-to-dismiss",
        ("everywhere", "practice") if cx.calls.is_live() && !cx.demo => "practice-not-now",
        ("line", action) => match seat.why_not(action, cx) {
            Some(why) => why,
            None => return screen.why_not(action, cx),
        },
        (_, action) => return screen.why_not(action, cx),
    };
    Some(cx.words.get(key))
}

impl Content for Deeds {
    const NAME: ListName = ListName::Palette;

    fn how(&self) -> &'static str {
        "find-how"
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    /// Rows that begin with what was typed first, impossible ones always last.
    fn find(&self, typed: &str) -> Vec<(usize, Range<usize>)> {
        let finder = Finder::new(typed);
        let mut found: Vec<(bool, bool, usize, Range<usize>)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if finder.finds(&[&row.words, &row.english, &row.key]) {
                let stretch = finder.stretch(&row.words).filter(|_| !typed.is_empty()).unwrap_or(0..0);
                let begins = stretch.start == 0 && !stretch.is_empty();
                found.push((row.why_not.is_some(), !typed.is_empty() && !begins, at, stretch));
            }
        }
        found.sort_by_key(|(impossible, inside, at, _)| (*impossible, *inside, *at));
        found.into_iter().map(|(_, _, at, stretch)| (at, stretch)).collect()
    }

    fn draw(&self, drawn: &Drawn<'_>, cx: &Cx, brush: &mut Brush<'_>) {
        let Some(row) = self.rows.get(drawn.row) else { return };
        let Drawn { stretch, y, end, .. } = drawn;
        let (y, end) = (*y, *end);
        let columns = Columns::new(end, cx.lang);
        let dim = cx.theme.style(Role::Dim);
        let (base, found) =
            if row.why_not.is_some() { (dim, dim) } else { (cx.theme.style(Role::Text), cx.theme.bold(Role::Accent)) };
        let mut x = 4;
        for (part, style) in [
            (row.words.get(..stretch.start), base),
            (row.words.get((*stretch).clone()), found),
            (row.words.get(stretch.end..), base),
        ] {
            x = brush.put(x, y, columns.pinyin - 1, part.unwrap_or_default(), style);
        }
        let key_style = if row.why_not.is_some() { dim } else { cx.theme.style(Role::Accent) };
        let key_at = end.saturating_sub(cells(&row.key) + 1);
        brush.right(columns.english, y, end, &row.key, key_style);
        if let Some(why) = &row.why_not {
            // The reason matters more than how the name is read.
            brush.put(columns.pinyin, y, key_at, why, dim);
            return;
        }
        brush.put(columns.pinyin, y, columns.english - 1, &text::cut(&row.pinyin, 60), dim);
        let english = if cx.lang == Lang::En { "" } else { &row.english };
        brush.put(columns.english, y, key_at, english, dim);
    }

    fn about(&self, row: usize) -> Option<&str> {
        let row = self.rows.get(row)?;
        row.why_not.as_deref().or(Some(&row.about))
    }

    fn take(&mut self, row: usize, cx: &mut Cx) {
        let Some(row) = self.rows.get(row) else { return };
        if let Some(why) = &row.why_not {
            return cx.warn(why.clone());
        }
        cx.close();
        cx.request(match row.decision {
            Decision::Action(bound) => FrameRequest::Perform(bound),
            Decision::Act(act) => FrameRequest::Act(act),
        });
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::plain("take"), Hint::choose(cx), Hint::plain("close")]
    }
}

/// Where the columns stand in an overlay that ends at `end`.
struct Columns {
    pinyin: u16,
    english: u16,
}

impl Columns {
    const fn new(end: u16, lang: Lang) -> Self {
        if matches!(lang, Lang::En) {
            return Self { pinyin: 36, english: 36 };
        }
        let spare = end.saturating_sub(60);
        let english = 36 + spare / 3;
        Self { pinyin: 22, english }
    }
}
