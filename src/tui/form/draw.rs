//! The rows of a form as widgets: labels, questions, origins, what is wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::{Choosable, Control, Form, Origin, Row, RowKey, Table, Wrong};
use crate::domain::Lang;
use crate::tui::cx::Cx;
use crate::tui::widgets::{Choice, FieldMark, FieldRow, FieldValue, Grid, Look, Matrix, RatingRow, TextField};

/// What the rows of a form are called; asked for while they are drawn, so that the language may change.
pub trait Wording<K> {
    /// The question a row answers; neighbours with the same one are a group, and it stands on the first of them.
    fn group(&self, key: K) -> String;

    /// The row's name.
    fn label(&self, key: K) -> String;

    /// What an empty row asks.
    fn ask(&self, key: K) -> String;

    /// A remark at its right edge, where nothing is wrong with it.
    fn remark(&self, _row: &Row<K>, _focused: bool) -> Option<String> {
        None
    }

    /// Whether it may stay out of sight until it is reached, where room is short.
    fn may_fold(&self, _row: &Row<K>) -> bool {
        false
    }

    /// The columns it stands in, where they are not those of every form.
    fn columns(&self, _key: K) -> Option<Grid> {
        None
    }

    /// Rows kept below it.
    fn rows_below(&self, _key: K) -> u16 {
        0
    }

    /// Draws over and below it, once it is drawn.
    fn finish(&self, _row: &Row<K>, _area: Rect, _buf: &mut Buffer) {}
}

/// The columns of forms in the user's language.
pub fn columns(cx: &Cx) -> Grid {
    if cx.lang == Lang::En { Grid::ENGLISH } else { Grid::CHINESE }
}

/// One row of a form, laid out.
pub struct Laid<'a, K> {
    row: &'a Row<K>,
    look: &'a Look,
    wording: &'a dyn Wording<K>,
    columns: Grid,
    group: String,
    label: String,
    ask: String,
    note: String,
    yes_no: [String; 2],
    wrong: bool,
    focused: bool,
}

impl<'a, K: RowKey> Laid<'a, K> {
    /// The row at a place of a form, drawn below the one at `before`.
    pub fn new<A>(
        form: &'a Form<K, A>,
        (at, before): (usize, Option<usize>),
        wording: &'a dyn Wording<K>,
        look: &'a Look,
        cx: &Cx,
    ) -> Option<Self> {
        let row = form.rows.get(at)?;
        let group = wording.group(row.key);
        let before = before.and_then(|before| form.rows.get(before));
        let first = before.is_none_or(|before| wording.group(before.key) != group);
        let focused = form.inside && form.focus == at;
        let wrong = row.wrong.as_ref().filter(|_| form.tried || !focused);
        Some(Self {
            row,
            look,
            wording,
            columns: wording.columns(row.key).unwrap_or_else(|| columns(cx)),
            group: if first { group } else { String::new() },
            label: wording.label(row.key),
            ask: match &row.masked {
                Some(masked) => cx.words.with("form-masked-ask", &[("masked", masked.as_str().into())]),
                None => wording.ask(row.key),
            },
            note: match wrong {
                Some(wrong) => wrong_words(wrong, cx),
                None => wording.remark(row, focused).unwrap_or_else(|| origin(row, cx)),
            },
            yes_no: [cx.words.get("form-yes"), cx.words.get("form-no")],
            wrong: wrong.is_some(),
            focused,
        })
    }

    /// Whether a group begins here.
    pub const fn begins_group(&self) -> bool {
        !self.group.is_empty()
    }

    fn field<R>(&self, run: impl FnOnce(&FieldRow<'_>) -> R) -> R {
        let options = choices(self.row, &self.yes_no);
        let name = self.row.control.name().unwrap_or_default();
        let value =
            match &self.row.control {
                // Where nobody types, a long line is read from its beginning.
                Control::Words(typed) if self.reads_from_start(typed) => FieldValue::Fixed(typed.text()),
                Control::Words(typed) | Control::When { typed, .. } | Control::Number { typed, .. } => {
                    if typed.is_empty() { FieldValue::Empty(&self.ask) } else { FieldValue::Typed(typed) }
                }
                Control::One { .. } if !self.focused && !name.is_empty() && self.row.guess => FieldValue::Guess(&name),
                Control::One { .. } if !self.focused && !name.is_empty() && options.len() > 6 => {
                    FieldValue::Fixed(&name)
                }
                Control::One { .. }
                | Control::Many { .. }
                | Control::Tick(_)
                | Control::Table(_)
                | Control::Mark { .. } => FieldValue::Choice(&options),
            };
        let mark = match (self.wrong, self.row.required && self.row.is_empty()) {
            (true, _) => FieldMark::Wrong,
            (false, true) => FieldMark::Required,
            (false, false) => FieldMark::None,
        };
        run(&FieldRow {
            look: self.look,
            grid: self.columns,
            group: &self.group,
            label: &self.label,
            mark,
            value,
            note: &self.note,
            focused: self.focused,
        })
    }

    /// What is marked below a row stands where it was typed.
    fn reads_from_start(&self, typed: &TextField) -> bool {
        let aside = !self.focused && !self.wrong && self.wording.rows_below(self.row.key) == 0;
        aside && !typed.wraps() && !typed.is_empty()
    }

    fn table<R>(&self, table: &Table, run: impl FnOnce(&Matrix<'_>) -> R) -> R {
        let names = |options: &[Choosable]| options.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        run(&Matrix {
            look: self.look,
            grid: self.columns,
            group: &self.group,
            label: &self.label,
            rows: &names(&table.lines),
            columns: &names(&table.columns),
            levels: &table.cells,
            chosen: table.at,
            focused: self.focused,
            note: &self.note,
        })
    }

    fn rating<R>(&self, answers: &[String], mark: Option<u8>, run: impl FnOnce(&RatingRow<'_>) -> R) -> R {
        run(&RatingRow {
            look: self.look,
            grid: Grid { label: self.columns.label + 3, ..self.columns },
            group: &self.group,
            label: &self.label,
            answers,
            chosen: mark.and_then(|mark| usize::from(mark).checked_sub(1)),
            note: &self.note,
            wrong: self.wrong,
            focused: self.focused,
        })
    }

    /// Rows it takes.
    pub fn height(&self, width: u16) -> u16 {
        let own = match &self.row.control {
            Control::Table(table) => 1 + u16::try_from(table.lines.len()).unwrap_or(u16::MAX),
            Control::Mark { .. } => 1,
            _ => self.field(|row| row.height(width)),
        };
        own + self.wording.rows_below(self.row.key)
    }

    /// Draws it and says where the hardware cursor stands, if it has the focus.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let at = match &self.row.control {
            Control::Table(table) => self.table(table, |table| {
                table.render(area, buf);
                table.cursor(area)
            }),
            Control::Mark { answers, mark } => self.rating(answers, *mark, |row| {
                row.render(area, buf);
                row.cursor(area)
            }),
            _ => self.field(|row| {
                row.render(area, buf);
                row.cursor(area)
            }),
        };
        self.wording.finish(self.row, area, buf);
        at.filter(|_| self.focused)
    }
}

fn wrong_words(wrong: &Wrong, cx: &Cx) -> String {
    match wrong {
        Wrong::Missing => cx.words.get("form-missing"),
        Wrong::Invalid(problem) => cx.words.get(&format!("invalid-{}", problem.as_str().replace('_', "-"))),
        Wrong::Because(key) => cx.words.get(key),
    }
}

fn origin<K: RowKey>(row: &Row<K>, cx: &Cx) -> String {
    let key = match row.origin {
        Origin::Agent | Origin::Saved => return String::new(),
        _ if row.is_empty() => return String::new(),
        Origin::Shorthand => "form-origin-shorthand",
        Origin::File => "form-origin-file",
        Origin::Rule => "form-origin-rule",
        Origin::Heard => "form-origin-heard",
    };
    cx.words.get(key)
}

/// The options of a choice as they can be picked now.
fn choices<'a, K>(row: &'a Row<K>, yes_no: &'a [String; 2]) -> Vec<Choice<'a>> {
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
        Control::Tick(yes) => yes_no
            .iter()
            .enumerate()
            .map(|(at, name)| Choice { digit: digit(at), name, chosen: *yes == Some(at == 0), proposed: false })
            .collect(),
        _ => Vec::new(),
    }
}
