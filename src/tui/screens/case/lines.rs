//! The rows of a form as widgets: labels, questions, origins, what is wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::closing;
use super::form::{Choosable, Control, Form, Key, Origin, Purpose, Row, Wrong};
use super::identify::{IMPACTS, URGENCIES};
use crate::domain::{Field, Lang, Level};
use crate::tui::cx::Cx;
use crate::tui::refusal;
use crate::tui::widgets::{Choice, FieldMark, FieldRow, FieldValue, Grid, Look, Matrix, RatingRow, Typed};

/// The name of a level.
pub fn level_name(level: Level, cx: &Cx) -> String {
    cx.level_name(level).to_owned()
}

/// The columns of forms in this language.
pub fn grid(cx: &Cx) -> Grid {
    if cx.lang == Lang::En { Grid::ENGLISH } else { Grid::CHINESE }
}

/// The columns of the shorthand line: its name stands where the questions stand.
pub fn shorthand_grid(cx: &Cx) -> Grid {
    let name = u16::try_from(crate::text::width(&cx.words.get("case-shorthand"))).unwrap_or(6);
    Grid { group: name, label: 0 }
}

/// The name of a row.
pub fn label(key: Key, cx: &Cx) -> String {
    match key {
        Key::Shorthand => cx.words.get("case-shorthand"),
        Key::Matrix => cx.words.get("case-matrix"),
        Key::Asked => cx.words.get("case-asked"),
        Key::Field(field) => refusal::field_name(field, cx),
    }
}

/// The question a row belongs to.
const fn group(purpose: Purpose, key: Key) -> &'static str {
    match (purpose, key) {
        (_, Key::Shorthand) => "",
        (Purpose::Closing, Key::Field(Field::Outcome | Field::RootCause | Field::ClosingNotice)) => "case-group-result",
        (Purpose::Closing, _) | (_, Key::Asked) => "case-group-rating",
        (Purpose::Act(_), _) => "case-group-act",
        (_, Key::Matrix) | (Purpose::Intake, Key::Field(Field::Kind)) => "case-group-bad",
        (_, Key::Field(field)) => match field {
            Field::CustomerName
            | Field::Title
            | Field::Company
            | Field::CallerNumber
            | Field::Channel
            | Field::Rings
            | Field::Email
            | Field::NoticeNo
            | Field::NoticeDue
            | Field::OrderNo => "case-group-who",
            Field::Impact | Field::Urgency | Field::Severity | Field::Circumstances | Field::Emotion => {
                "case-group-bad"
            }
            Field::DesiredOutcome => "case-group-wish",
            Field::ResolutionType | Field::ResolutionText => "case-group-answer",
            _ => "case-group-what",
        },
    }
}

/// What an empty field asks.
fn ask(field: Field, cx: &Cx) -> String {
    cx.words.get(&format!("field-{}-ask", field.as_str().replace('_', "-")))
}

fn note(row: &Row, cx: &Cx) -> String {
    match &row.wrong {
        Some(Wrong::Missing) => return cx.words.get("case-missing"),
        Some(Wrong::Invalid(problem)) => {
            return cx.words.get(&format!("invalid-{}", problem.as_str().replace('_', "-")));
        }
        None => {}
    }
    if let Some(better) = super::better::said(row, cx) {
        return better;
    }
    let key = match row.origin {
        Origin::Agent | Origin::Saved => return String::new(),
        _ if row.is_empty() => return String::new(),
        Origin::Shorthand => "case-origin-shorthand",
        Origin::File => "case-origin-file",
        Origin::Rule => "case-origin-rule",
        Origin::Heard => "case-origin-heard",
    };
    cx.words.get(key)
}

/// The options of a choice as they can be picked now.
fn choices<'a>(row: &'a Row, tick: &'a [String; 2]) -> Vec<Choice<'a>> {
    let digit = |at: usize| match at {
        0..9 => u8::try_from(at + 1).ok(),
        9 => Some(0),
        _ => None,
    };
    let numbered = |options: &'a [Choosable], chosen: &dyn Fn(usize) -> bool, guess: bool| {
        options
            .iter()
            .enumerate()
            .map(|(at, option)| Choice {
                digit: digit(at),
                name: &option.name,
                chosen: chosen(at) && !guess,
                proposed: chosen(at) && guess,
            })
            .collect::<Vec<_>>()
    };
    match &row.control {
        Control::One { options, chosen, below } => {
            let inner = chosen.and_then(|at| options.get(at)).map_or(&[][..], |option| option.below.as_slice());
            let sub = below.and_then(|at| inner.get(at));
            if sub.is_none() && !inner.is_empty() {
                return numbered(inner, &|_| false, false);
            }
            // A whole choice stands among those it was taken from: that is where the next digit starts again.
            let mut shown = numbered(options, &|at| *chosen == Some(at), row.guess);
            if let (Some(sub), Some(choice)) = (sub, chosen.and_then(|at| shown.get_mut(at))) {
                choice.name = &sub.name;
            }
            shown
        }
        Control::Many { options, ticked, .. } => numbered(options, &|at| ticked.contains(&at), false),
        Control::Tick(yes) => tick
            .iter()
            .enumerate()
            .map(|(at, name)| Choice { digit: digit(at), name, chosen: *yes == Some(at == 0), proposed: false })
            .collect(),
        _ => Vec::new(),
    }
}

/// One row of the form, laid out.
pub struct Laid<'a> {
    row: &'a Row,
    look: &'a Look,
    grid: Grid,
    group: String,
    label: String,
    ask: String,
    note: String,
    tick: [String; 2],
    focused: bool,
}

impl<'a> Laid<'a> {
    /// A row of a form; the group's question stands on its first row.
    pub fn new(form: &'a Form, at: usize, row: &'a Row, look: &'a Look, cx: &Cx) -> Self {
        Self::after(form, at, at.checked_sub(1), row, look, cx)
    }

    /// A row that stands below another one than its neighbour in the form.
    pub fn after(form: &'a Form, at: usize, before: Option<usize>, row: &'a Row, look: &'a Look, cx: &Cx) -> Self {
        let key = group(form.purpose, row.key);
        let before = before.and_then(|before| form.rows.get(before));
        let first = before.is_none_or(|before| group(form.purpose, before.key) != key);
        let group = if first && !key.is_empty() { cx.words.get(key) } else { String::new() };
        Self {
            row,
            look,
            grid: if row.key == Key::Shorthand { shorthand_grid(cx) } else { grid(cx) },
            group: if row.key == Key::Shorthand { label(row.key, cx) } else { group },
            label: if row.key == Key::Shorthand { String::new() } else { label(row.key, cx) },
            ask: match (&row.masked, row.key) {
                (Some(masked), _) => cx.words.with("case-masked-ask", &[("masked", masked.as_str().into())]),
                (None, Key::Field(field)) => ask(field, cx),
                _ => cx.words.get("case-shorthand-ask"),
            },
            note: note(row, cx),
            tick: [cx.words.get("case-yes"), cx.words.get("case-no")],
            focused: form.inside && form.focus == at,
        }
    }

    /// Whether a group begins here.
    pub const fn begins_group(&self) -> bool {
        !self.group.is_empty()
    }

    fn field<R>(&self, run: impl FnOnce(&FieldRow<'_>) -> R) -> R {
        let options = choices(self.row, &self.tick);
        let name = self.row.name().unwrap_or_default();
        let value =
            match &self.row.control {
                // Where nobody types, a long line is read from its beginning; the shorthand's tokens stand where they were typed.
                Control::Words(typed) if self.reads_from_start(typed) => FieldValue::Fixed(typed.text()),
                Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => {
                    if typed.text().is_empty() { FieldValue::Empty(&self.ask) } else { FieldValue::Typed(typed) }
                }
                Control::One { .. } if !self.focused && !name.is_empty() && self.row.guess => FieldValue::Guess(&name),
                Control::One { .. } if !self.focused && !name.is_empty() && options.len() > 6 => {
                    FieldValue::Fixed(&name)
                }
                _ => FieldValue::Choice(&options),
            };
        let mark = match (&self.row.wrong, self.row.required && self.row.is_empty()) {
            (Some(_), _) => FieldMark::Wrong,
            (None, true) => FieldMark::Required,
            (None, false) => FieldMark::None,
        };
        run(&FieldRow {
            look: self.look,
            grid: self.grid,
            group: &self.group,
            label: &self.label,
            mark,
            value,
            note: &self.note,
            focused: self.focused,
        })
    }

    fn reads_from_start(&self, typed: &Typed) -> bool {
        let aside = !self.focused && self.row.wrong.is_none() && self.row.key != Key::Shorthand;
        aside && !typed.wraps() && !typed.text().is_empty()
    }

    fn matrix<R>(&self, cx: &Cx, run: impl FnOnce(&Matrix<'_>) -> R) -> Option<R> {
        let Control::Matrix { impact, urgency, .. } = &self.row.control else { return None };
        let manual = &cx.rules.manual;
        let rows = IMPACTS.map(|one| {
            let found = manual.impacts.iter().find(|named| named.id == one);
            found.map_or_else(String::new, |named| named.names.get(cx.lang).to_owned())
        });
        let columns = URGENCIES.map(|one| {
            let found = manual.urgencies.iter().find(|named| named.id == one);
            found.map_or_else(String::new, |named| named.short.as_ref().unwrap_or(&named.names).get(cx.lang).to_owned())
        });
        let levels: Vec<(String, bool)> = IMPACTS
            .iter()
            .flat_map(|impact| URGENCIES.iter().map(|urgency| (*impact, *urgency)))
            .map(|(impact, urgency)| {
                let level = crate::domain::grade::table_level(manual, impact, urgency);
                (level_name(level, cx), level == Level::ONE)
            })
            .collect();
        let note = note(self.row, cx);
        Some(run(&Matrix {
            look: self.look,
            grid: self.grid,
            group: &self.group,
            label: &self.label,
            rows: &rows,
            columns: &columns,
            levels: &levels,
            chosen: (*impact, *urgency),
            focused: self.focused,
            note: &note,
        }))
    }

    fn rating<R>(&self, cx: &Cx, run: impl FnOnce(&RatingRow<'_>) -> R) -> Option<R> {
        let (Control::Mark(mark), Key::Field(field)) = (&self.row.control, self.row.key) else { return None };
        let answers: Vec<String> = if field == Field::Keypad {
            ["case-keypad-1", "case-keypad-2", "case-keypad-3"].iter().map(|key| cx.words.get(key)).collect()
        } else {
            (1..=5).map(|mark| mark.to_string()).collect()
        };
        let weight = closing::DIMENSIONS.iter().find(|(_, one)| *one == field).and_then(|(dimension, _)| {
            cx.rules.manual.satisfaction.dimensions.iter().find(|rule| rule.id == *dimension)
        });
        let label = match weight {
            Some(rule) => cx.words.with(
                "case-weighted",
                &[("name", self.label.as_str().into()), ("weight", i64::from(rule.weight).into())],
            ),
            None => self.label.clone(),
        };
        let note = match (self.note.is_empty(), mark) {
            (false, _) => self.note.clone(),
            (true, Some(0)) => cx.words.get("case-not-rated"),
            (true, None) if self.focused && field != Field::Keypad => cx.words.get("case-scale"),
            _ => String::new(),
        };
        let chosen = mark.and_then(|mark| usize::from(mark).checked_sub(1));
        Some(run(&RatingRow {
            look: self.look,
            grid: Grid { label: self.grid.label + 3, ..self.grid },
            group: &self.group,
            label: &label,
            answers: &answers,
            chosen,
            note: &note,
            wrong: self.row.wrong.is_some(),
            focused: self.focused,
        }))
    }

    /// Rows it takes.
    pub fn height(&self, width: u16) -> u16 {
        match &self.row.control {
            Control::Matrix { .. } => 1 + u16::try_from(IMPACTS.len()).unwrap_or(4),
            Control::Mark(_) => 1,
            _ => self.field(|row| row.height(width)) + u16::from(self.row.key == Key::Shorthand),
        }
    }

    /// Draws it and says where the hardware cursor stands, if it has the focus.
    pub fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) -> Option<Position> {
        let at = match &self.row.control {
            Control::Matrix { .. } => self.matrix(cx, |matrix| {
                ratatui::widgets::Widget::render(matrix, area, buf);
                matrix.cursor(area)
            })?,
            Control::Mark(_) => self.rating(cx, |row| {
                ratatui::widgets::Widget::render(row, area, buf);
                row.cursor(area)
            })?,
            _ => self.field(|row| {
                ratatui::widgets::Widget::render(row, area, buf);
                row.cursor(area)
            }),
        };
        if self.focused { at } else { None }
    }
}
