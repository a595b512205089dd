//! The rows of a form as widgets: labels, questions, origins, what is wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Choosable, Control, Form, Origin, Row, RowKey, Table, Wrong, echo};
use crate::domain::Lang;
use crate::tui::cx::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets::{Choice, FieldMark, FieldRow, FieldValue, Grid, Matrix, Pen, RatingRow, TextField};
use crate::words::dashed;

/// What the rows of a form are called; asked for while they are drawn, so that the language may change.
pub trait Wording<K> {
    /// Locale key of the question a row answers; neighbours with the same one are a group, and it stands on the first.
    fn group(&self, key: K) -> &'static str;

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
    wording: &'a dyn Wording<K>,
    cx: &'a Cx,
    /// A group begins here.
    pub begins_group: bool,
    focused: bool,
    wrong: Option<&'a Wrong>,
}

impl<'a, K: RowKey> Laid<'a, K> {
    /// The row at a place of a form, drawn below the one at `before`.
    pub fn new<A>(
        form: &'a Form<K, A>,
        (at, before): (usize, Option<usize>),
        wording: &'a dyn Wording<K>,
        cx: &'a Cx,
    ) -> Option<Self> {
        let row = form.rows.get(at)?;
        let before = before.and_then(|before| form.rows.get(before));
        let begins_group = before.is_none_or(|before| wording.group(before.key) != wording.group(row.key));
        let focused = form.inside && form.focus == at;
        let wrong = row.wrong.as_ref().filter(|_| form.tried || !focused);
        Some(Self { row, wording, cx, begins_group, focused, wrong })
    }

    /// The columns it stands in; marks need longer names.
    fn columns(&self) -> Grid {
        let columns = self.wording.columns(self.row.key).unwrap_or_else(|| columns(self.cx));
        let longer = if matches!(self.row.control, Control::Mark { .. }) { 3 } else { 0 };
        Grid { label: columns.label + longer, ..columns }
    }

    /// What is wrong, else what a time is taken for, else a remark, else where the value came from; and whether it warns.
    fn note(&self) -> (String, bool) {
        if let Some(wrong) = self.wrong {
            return (wrong_words(wrong, self.cx), false);
        }
        let by_hand = self.focused || self.row.origin == Origin::Agent;
        if let Some(taken) = echo::echo(self.row, self.cx).filter(|_| by_hand) {
            return taken;
        }
        (self.wording.remark(self.row, self.focused).unwrap_or_else(|| origin(self.row, self.cx)), false)
    }

    fn ask(&self) -> String {
        match &self.row.masked {
            Some(masked) => self.cx.words.with("form-masked-ask", &[("masked", masked.as_str().into())]),
            None => self.wording.ask(self.row.key),
        }
    }

    fn field<R>(&self, run: impl FnOnce(&FieldRow<'_>) -> R) -> R {
        let yes_no = match &self.row.control {
            Control::Tick(_) => ["form-yes", "form-no"].map(|key| self.cx.words.get(key)),
            _ => Default::default(),
        };
        let options = choices(self.row, &yes_no);
        let name = self.row.control.name().unwrap_or_default();
        let ask = if self.row.typed().is_some_and(TextField::is_empty) { self.ask() } else { String::new() };
        let value =
            match &self.row.control {
                // Where nobody types, a long line is read from its beginning.
                Control::Words(typed) if self.reads_from_start(typed) => FieldValue::Fixed(typed.text()),
                Control::Words(typed) | Control::When { typed, .. } | Control::Number { typed, .. } => {
                    if typed.is_empty() { FieldValue::Empty(&ask) } else { FieldValue::Typed(typed) }
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
            (Some(_), _) => FieldMark::Wrong,
            (None, true) => FieldMark::Required,
            (None, false) => FieldMark::None,
        };
        let (ink, grid, (note, warns)) = (self.cx.ink(), self.columns(), self.note());
        run(&FieldRow { ink, grid, mark, value, note: &note, warns, focused: self.focused })
    }

    /// What is marked below a row stands where it was typed.
    fn reads_from_start(&self, typed: &TextField) -> bool {
        let aside = !self.focused && self.wrong.is_none() && self.wording.rows_below(self.row.key) == 0;
        aside && !typed.wraps() && !typed.is_empty()
    }

    fn table(&self, table: &Table, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let names = |options: &[Choosable]| options.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        let matrix = Matrix {
            ink: self.cx.ink(),
            grid: self.columns(),
            label: &self.wording.label(self.row.key),
            rows: &names(&table.lines),
            columns: &names(&table.columns),
            levels: &table.cells,
            chosen: table.at,
            focused: self.focused,
            note: &self.note().0,
        };
        matrix.draw(area, buf);
        matrix.cursor(area)
    }

    fn marks(&self, answers: &[String], mark: Option<u8>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let chosen = mark.and_then(|mark| usize::from(mark).checked_sub(1));
        let (ink, grid, wrong) = (self.cx.ink(), self.columns(), self.wrong.is_some());
        let row = RatingRow { ink, grid, answers, chosen, note: &self.note().0, wrong };
        row.draw(area, buf);
        row.cursor(area)
    }

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
            Control::Table(table) => {
                self.group(area, buf);
                self.table(table, area, buf)
            }
            Control::Mark { answers, mark } => {
                self.hand(1, area, buf);
                self.names(area, buf);
                self.marks(answers, *mark, area, buf)
            }
            _ => self.field(|row| {
                if self.focused {
                    self.hand(row.height(area.width), area, buf);
                }
                let at = row.draw(area, buf);
                self.names(area, buf);
                at
            }),
        };
        self.wording.finish(self.row, area, buf);
        at.filter(|_| self.focused)
    }

    /// The ground and the sign of the row in hand.
    fn hand(&self, height: u16, area: Rect, buf: &mut Buffer) {
        if self.focused && !area.is_empty() {
            for row in 0..height.min(area.height) {
                Pen::new(buf, self.cx.ink(), area, row).ground(area.x, Role::InHand);
            }
            Pen::new(buf, self.cx.ink(), area, 0).put(">", Role::Accent);
        }
    }

    /// The question of the group, where it begins.
    fn group(&self, area: Rect, buf: &mut Buffer) {
        if self.begins_group {
            let words = self.cx.words.get(self.wording.group(self.row.key));
            let end = area.x + self.columns().label_at() - 1;
            Pen::new(buf, self.cx.ink(), area, 0).to(area.x + 2).until(end).put(&words, Role::Strong);
        }
    }

    /// The question of the group and the name of the row.
    fn names(&self, area: Rect, buf: &mut Buffer) {
        self.group(area, buf);
        let (columns, role) = (self.columns(), if self.focused { Role::Strong } else { Role::Dim });
        let mut pen = Pen::new(buf, self.cx.ink(), area, 0);
        pen.to(area.x + columns.label_at()).until(area.x + columns.mark_at());
        pen.put(&self.wording.label(self.row.key), role);
    }
}

fn wrong_words(wrong: &Wrong, cx: &Cx) -> String {
    match wrong {
        Wrong::Missing => cx.words.get("form-missing"),
        Wrong::Invalid(problem) => cx.words.get(&format!("invalid-{}", dashed(problem.as_str()))),
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
