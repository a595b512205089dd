//! The coach's three rows below the screens: what just happened and why; what to do; what to press or type, keys in
//! [ ], words in 「 」, and which lesson and step this is.

use ratatui::layout::Rect;

use super::Lesson;
use super::advice::{Shown, advice};
use crate::tui::frame::Model;
use crate::tui::layout::SMALLEST;
use crate::tui::paint::{Brush, cells};
use crate::tui::theme::Role;
use crate::words::Words;

const ROWS: u16 = 3;

/// Rows the coach takes of a terminal with this many: none where the screens would no longer have enough.
pub const fn rows_within(height: u16) -> u16 {
    if height >= SMALLEST.1 + ROWS { ROWS } else { 0 }
}

/// Draws the coach at the bottom, if there is one and room for it, and gives the area that is left for the screens.
pub fn draw(model: &Model, area: Rect, brush: &mut Brush<'_>) -> Rect {
    let Some(coach) = &model.coach else { return area };
    let Some(advice) = advice(coach, model) else { return area };
    let rows = rows_within(area.height);
    if rows == 0 {
        return area;
    }
    let left = Rect { height: area.height - rows, ..area };
    let (theme, words) = (&model.cx.theme, &model.cx.words);
    let y = left.bottom();
    brush.blank(Rect { y, height: ROWS, ..area }, theme.style(Role::Ground));
    brush.lay(Rect { y, height: ROWS, ..area }, theme.style(Role::Overlay));
    let edge = area.right().saturating_sub(2);
    if words.has(&advice.why) {
        brush.put(2, y, edge, &words.get(&advice.why), theme.style(Role::Text));
    }
    brush.put(2, y + 1, edge, &words.get(&advice.sentence), theme.bold(Role::Strong));
    let place = place_of(coach.lesson, (advice.at + 1, advice.of), words);
    brush.right(2, y + 2, edge, &place, theme.style(Role::Dim));
    let edge = edge.saturating_sub(cells(&place) + 2);
    let after = keys(model, &advice.shown, (2, y + 2, edge), brush) + 2;
    let way_out = words.get("guide-leave");
    if after + cells(&way_out) <= edge && !advice.over {
        brush.right(after, y + 2, edge, &way_out, theme.style(Role::Dim));
    }
    left
}

/// Which lesson of how many, and which step of how many.
pub(super) fn place_of(lesson: Lesson, (step, steps): (usize, usize), words: &Words) -> String {
    let count = |count: usize| i64::try_from(count).unwrap_or_default().into();
    words.with(
        "guide-place",
        &[
            ("lesson", count(lesson.place() + 1)),
            ("lessons", count(Lesson::ALL.len())),
            ("name", words.get(&format!("guide-lesson-{lesson}")).into()),
            ("step", count(step)),
            ("steps", count(steps)),
        ],
    )
}

/// What to press and type, in order, the row's name only where there is room for it; gives the column behind it.
fn keys(model: &Model, shown: &[Shown], at: (u16, u16, u16), brush: &mut Brush<'_>) -> u16 {
    let (mut x, y, end) = at;
    let theme = &model.cx.theme;
    let verb = model.cx.words.get("guide-type");
    let wide = shown.iter().map(|one| one.width(&verb) + 1).sum::<u16>().saturating_sub(1);
    let is_tight = x + wide > end;
    for one in shown.iter().filter(|one| !(is_tight && matches!(one, Shown::Label(_)))) {
        // What has no room is said once the first keys are pressed.
        if x + one.width(&verb) > end {
            break;
        }
        match one {
            Shown::Label(label) => x = brush.put(x, y, end, label, theme.style(Role::Dim)),
            Shown::Key(key) => x = brush.put(x, y, end, &format!("[{key}]"), theme.bold(Role::Accent)),
            Shown::Words(words) => {
                x = brush.put(x, y, end, &verb, theme.style(Role::Dim));
                x = brush.put(x, y, end, &format!("「{words}」"), theme.bold(Role::Accent));
            }
        }
        x += 1;
    }
    x
}

impl Shown {
    /// Cells it takes, with the verb before words.
    fn width(&self, verb: &str) -> u16 {
        match self {
            Self::Label(label) => cells(label),
            Self::Key(key) => cells(key) + 2,
            Self::Words(words) => cells(verb) + cells(words) + 4,
        }
    }
}
