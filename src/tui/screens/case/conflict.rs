//! Somebody changed the same fields: both texts in plain sight, nothing typed lost, the agent decides.

use crossterm::event::{KeyCode, KeyEvent};

use super::form::{Form, Key};
use super::{CaseScreen, Mode, control, drafts, with_lexicon};
use crate::domain::order::CaseFile;
use crate::domain::values::MASKED;
use crate::domain::{Field, Value};
use crate::tui::cx::Cx;

/// The answers, in the order of their digits.
pub const ANSWERS: [&str; 3] = ["case-clash-mine", "case-clash-theirs", "case-clash-edit"];

/// Two texts for the same fields.
#[derive(Debug)]
pub struct Clash {
    /// Field, mine, theirs.
    pub fields: Vec<(Field, String, String)>,
    /// The version theirs is part of.
    pub head: u64,
    /// Where the arrows stand among the answers.
    pub at: usize,
}

impl Clash {
    /// Moves among the answers.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(ANSWERS.len() - 1);
    }
}

impl CaseScreen {
    pub(super) fn clash(&mut self, file: &CaseFile, fields: &[Field], cx: &mut Cx) {
        let Some(form) = &self.form else { return };
        let both = fields
            .iter()
            .map(|field| {
                let theirs = file.case.record.get(*field).map_or_else(String::new, |value| shown(*field, value, cx));
                (*field, mine(form, *field), theirs)
            })
            .collect();
        self.mode = Mode::Clash(Box::new(Clash { fields: both, head: file.case.head, at: 0 }));
        let words = cx.words.get("case-clash");
        cx.warn(words);
    }

    /// Carries out the answer a key gives, or the one the arrows stand on.
    pub(super) fn settle_clash(&mut self, key: Option<KeyEvent>, cx: &mut Cx) {
        let Mode::Clash(clash) = &mut self.mode else { return };
        let answer = match key.map(|key| key.code) {
            None => clash.at,
            Some(KeyCode::Char('1')) => 0,
            Some(KeyCode::Char('2')) => 1,
            Some(KeyCode::Char('3')) => 2,
            Some(_) => return,
        };
        let (head, fields) = (clash.head, std::mem::take(&mut clash.fields));
        self.mode = Mode::Form;
        let theirs = cx.file.as_ref().filter(|file| Some(file.case.id) == self.id).map(|file| file.case.record.clone());
        let Some(form) = &mut self.form else { return };
        form.based_on = Some(head);
        if answer == 1 {
            for (field, ..) in &fields {
                let value = theirs.as_ref().and_then(|record| record.get(*field));
                if let Some(row) = form.row_mut(Key::Field(*field)) {
                    match value {
                        Some(_) if MASKED.contains(field) => row.restore(""),
                        Some(value) => control::fill(row, value, &cx.rules),
                        None => row.restore(""),
                    }
                }
                if let Some(id) = self.id {
                    drafts::set(form, id, Key::Field(*field), cx);
                }
            }
        }
        if answer == 2 {
            if let Some((field, ..)) = fields.first() {
                form.focus_on(Key::Field(*field));
            }
        } else {
            self.leave(cx);
        }
    }
}

fn mine(form: &Form, field: Field) -> String {
    let Some(row) = form.row(Key::Field(field)) else { return String::new() };
    row.name().unwrap_or_else(|| row.kept())
}

fn shown(field: Field, value: &Value, cx: &Cx) -> String {
    match value {
        Value::Text(words) if MASKED.contains(&field) => super::reveal::masked(field, words),
        Value::Text(words) => words.clone(),
        Value::Code(code) => with_lexicon(cx, |lexicon| lexicon.name(field, code)),
        Value::Codes(codes) => {
            let names: Vec<String> =
                codes.iter().map(|code| with_lexicon(cx, |lexicon| lexicon.name(field, code))).collect();
            names.join(&cx.words.get("list-separator"))
        }
        Value::At(at) => cx.moment(*at),
        Value::Number(number) => number.to_string(),
        Value::Flag(yes) => cx.words.get(if *yes { "case-yes" } else { "case-no" }),
    }
}
