//! Somebody changed the same fields: both texts in plain sight, nothing typed lost, the agent decides.

use super::steps::{Key, StepForm, heading};
use super::{CaseScreen, Mode};
use crate::domain::code::codes;
use crate::domain::protocol::CaseFile;
use crate::domain::values::{self, MASKED};
use crate::domain::{Field, Value};
use crate::tui::cx::Cx;
use crate::tui::tell::fact;
use crate::tui::widgets::{ListName, Menu};

codes! {
    /// What to do with two texts of the same fields: keep what was typed here, take what the other one saved, keep the
    /// other's words with one's own behind them, or go back to the form, which now knows of the other's version.
    Answer { Mine = "mine", Theirs = "theirs", Both = "both", Edit = "edit" }
}

#[derive(Debug)]
pub struct Pair {
    pub field: Field,
    /// What was typed here.
    pub mine: String,
    /// What stands in the store now.
    pub theirs: String,
    /// Who wrote that, and when.
    pub author: String,
    /// Theirs followed by mine, where that is a text that fits.
    both: Option<String>,
}

#[derive(Debug)]
pub struct Clash {
    pub pairs: Vec<Pair>,
    /// The answers that are possible, in the order of their digits.
    pub answers: Vec<Answer>,
    /// The version theirs is part of.
    pub head: u64,
    pub menu: Menu,
}

impl CaseScreen {
    pub(super) fn clash(&mut self, file: &CaseFile, fields: &[Field], cx: &mut Cx) {
        let Some(form) = &self.form else { return };
        let pairs: Vec<Pair> = fields.iter().map(|field| pair(form, *field, file, cx)).collect();
        let mut answers = Answer::ALL.to_vec();
        if pairs.iter().any(|pair| pair.both.is_none()) {
            answers.retain(|answer| *answer != Answer::Both);
        }
        self.mode =
            Mode::Clash(Box::new(Clash { pairs, answers, head: file.case.head, menu: Menu::new(ListName::Clash) }));
        cx.warn(cx.words.get("case-clash"));
    }

    /// Carries out the answer at a place of the list.
    pub(super) fn resolve_clash(&mut self, at: usize, cx: &mut Cx) {
        let Mode::Clash(clash) = &mut self.mode else { return };
        let Some(answer) = clash.answers.get(at).copied() else { return };
        let (head, pairs) = (clash.head, std::mem::take(&mut clash.pairs));
        self.mode = Mode::Form;
        let theirs = cx.file.as_ref().filter(|file| Some(file.case.id) == self.id).map(|file| file.case.record.clone());
        let Some(form) = &mut self.form else { return };
        form.about.based_on = Some(head);
        for pair in pairs.iter().filter(|_| matches!(answer, Answer::Theirs | Answer::Both)) {
            let value = theirs.as_ref().and_then(|record| record.get(pair.field));
            let Some(row) = form.row_mut(Key::Field(pair.field)) else { continue };
            match (&pair.both, value) {
                (Some(both), _) if answer == Answer::Both => row.control.restore(both),
                (_, Some(_)) if MASKED.contains(&pair.field) => row.control.restore(""),
                (_, Some(value)) => row.control.fill(value, &cx.rules),
                (_, None) => row.control.restore(""),
            }
            if let Some(id) = self.id {
                let heading = heading(form, id);
                form.keep(&[Key::Field(pair.field)], &heading, cx);
            }
        }
        if answer == Answer::Edit {
            if let Some(pair) = pairs.first() {
                form.focus_on(Key::Field(pair.field));
            }
        } else {
            self.leave(cx);
        }
    }
}

fn pair(form: &StepForm, field: Field, file: &CaseFile, cx: &Cx) -> Pair {
    let (mine, value) = (mine(form, field), file.case.record.get(field));
    let both = match value {
        Some(Value::Text(theirs)) if !MASKED.contains(&field) => {
            joined(theirs, &mine, &cx.words.get("case-clash-joint"))
        }
        _ => None,
    };
    Pair {
        field,
        theirs: value.map_or_else(String::new, |value| fact::value(field, value, cx)),
        author: author(file, field, cx),
        both: both.filter(|words| words.chars().count() <= values::longest(field)),
        mine,
    }
}

/// Both texts in one, the saved one first and the sentences they share once; the longer one where it holds the other.
fn joined(theirs: &str, mine: &str, joint: &str) -> Option<String> {
    if theirs.is_empty() || mine.is_empty() {
        return None;
    }
    if theirs.contains(mine) || mine.contains(theirs) {
        return Some(if theirs.len() > mine.len() { theirs } else { mine }.to_owned());
    }
    let shared = shared_sentences(theirs, mine);
    let own = mine.get(shared..).unwrap_or(mine).trim_start();
    let ended = theirs.ends_with(|c| ENDS.contains(c));
    // A joint with a blank in it belongs to a script that puts blanks between sentences.
    Some(match (ended, joint.trim() == joint) {
        (false, _) => format!("{theirs}{joint}{own}"),
        (true, true) => format!("{theirs}{own}"),
        (true, false) => format!("{theirs} {own}"),
    })
}

/// What ends a sentence.
const ENDS: &str = "。！？；，.!?;\n";

/// Bytes of the whole sentences two texts begin with alike.
fn shared_sentences(one: &str, other: &str) -> usize {
    let alike = one.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
    alike.filter(|((_, c), _)| ENDS.contains(*c)).last().map_or(0, |((at, c), _)| at + c.len_utf8())
}

/// Who wrote the value that stands in the store now, and when.
fn author(file: &CaseFile, field: Field, cx: &Cx) -> String {
    let rank = file.case.work.changed.get(&field).copied();
    let Some(fact) = file.facts.iter().rev().find(|fact| Some(fact.rank) == rank) else {
        return cx.words.get("case-clash-theirs-is");
    };
    let time = cx.moment(fact.at);
    if fact.by.person == cx.agent.person {
        return cx.words.with("case-clash-yourself", &[("time", time.into())]);
    }
    cx.words.with("case-clash-saved-by", &[("no", fact.by.no.as_str().into()), ("time", time.into())])
}

fn mine(form: &StepForm, field: Field) -> String {
    let Some(row) = form.row(Key::Field(field)) else { return String::new() };
    row.control.name().unwrap_or_else(|| row.control.kept())
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn both_texts_in_one_say_what_they_share_once() {
        let both = |theirs, mine| joined(theirs, mine, "；").unwrap_or_default();
        assert_eq!(both("扫码枪", "收银系统"), "扫码枪；收银系统");
        assert_eq!(both("付不了钱。先用备用机。", "付不了钱。会员价没打折。"), "付不了钱。先用备用机。会员价没打折。");
        assert_eq!(both("三家店全停", "三家店扫不了码"), "三家店全停；三家店扫不了码");
        assert_eq!(both("三家店全停", "全停"), "三家店全停");
        assert_eq!(
            joined("It is late. Refund.", "It is late. Call back.", "; ").as_deref(),
            Some("It is late. Refund. Call back.")
        );
        assert_eq!(joined("", "全停", "；"), None);
    }
}
