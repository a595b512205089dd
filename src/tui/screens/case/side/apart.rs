//! What copies worked on apart came across each other about: who did what on which side, and what settles it.

use super::history::happened;
use crate::domain::Case;
use crate::domain::protocol::{CaseFile, Crossed, Side};
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::refusal;
use crate::tui::tell::fact;
use crate::tui::widgets::Line;

/// The line below the steps.
pub struct Told {
    pub words: String,
    /// There is something that an act settles.
    pub settles: bool,
}

/// What a person should look at on the case in hand, where there is something.
pub fn told(case: &Case, cx: &Cx) -> Option<Told> {
    let file = file(case, cx)?;
    let crossed = file.crossed();
    let Some(first) = crossed.first() else {
        return file.twice.then(|| Told { words: cx.words.get("case-number-twice"), settles: false });
    };
    let [one, other] = first.sides.map(|side| of_side(&side, first, cx));
    let more = match crossed.len() - 1 {
        0 => String::new(),
        more => cx.words.with("case-crossed-more", &[("n", more.into())]),
    };
    let words = joined(&[one, other, more]);
    Some(Told { words, settles: true })
}

/// What settles it, as a row of an explanation.
pub fn remedy(case: &Case, cx: &Cx) -> Option<Line> {
    let crossed = !file(case, cx)?.case.clashes.is_empty();
    let key = cx.keymap.shown(super::super::TABLE.chain, "acts", true).unwrap_or_default();
    crossed.then(|| {
        (cx.words.get("sign-crossed"), cx.words.with("case-crossed-remedy", &[("key", key.into())]), String::new())
    })
}

fn file<'c>(case: &Case, cx: &'c Cx) -> Option<&'c CaseFile> {
    cx.file.as_deref().filter(|file| file.case.id == case.id)
}

/// When, who, on which side, what.
fn of_side(side: &Side<'_>, crossed: &Crossed<'_>, cx: &Cx) -> String {
    let key = match side.here {
        Some(true) => "case-crossed-here",
        Some(false) => "case-crossed-there",
        None => "case-crossed-act",
    };
    let mut what = fact::kind(side.fact.event.kind(), cx);
    if !crossed.clash.steps {
        let fields = refusal::field_names(&crossed.clash.fields, cx);
        what = cx.words.with("case-crossed-fields", &[("fields", fields.into())]);
    }
    let (time, no) = (happened(cx, side.fact.at), side.fact.by.no.as_str());
    cx.words.with(key, &[("time", time.into()), ("no", no.into()), ("what", what.into())])
}
