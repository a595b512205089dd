//! What happened, in sentences of the user's language, the latest first; what was taken back is struck out.

use chrono::Datelike;

use crate::domain::protocol::CaseFile;
use crate::domain::{CaseEvent, Event, Recorded, Timestamp};
use crate::tui::cx::Cx;
use crate::tui::names::joined;
use crate::tui::tell::fact;
use crate::tui::tell::story::{Mark, Marks, is_alarm, is_told};
use crate::tui::widgets::Entry;

/// Rows of the side the history takes, its heading among them.
pub const ROWS: u16 = 7;

/// The latest rows of the history, the latest first; only those are put into words.
pub fn latest(file: &CaseFile, most: u16, cx: &Cx) -> Vec<Entry> {
    let marks = Marks::of(file);
    let marked = |fact: &Recorded| {
        let entry = marked(row(fact, file, cx), fact, marks.mark(fact), cx);
        let right = joined(&[cx.news_sign(cx.is_news(file.case.id, fact)), entry.right]);
        Entry { right, ..entry }
    };
    shown(&file.history()).take(usize::from(most)).map(marked).collect()
}

/// What happened last and still holds.
pub fn last(file: &CaseFile, cx: &Cx) -> Option<Entry> {
    let marks = Marks::of(file);
    let holds = |fact: &Recorded| !marks.mark(fact).is_some_and(Mark::is_gone);
    shown(&file.history()).find(|fact| holds(fact)).map(|fact| row(fact, file, cx))
}

/// The facts that are rows, the latest first.
fn shown<'f>(history: &[&'f Recorded]) -> impl Iterator<Item = &'f Recorded> {
    let mut passed = false;
    // Of the times an escalation was passed on, the last one says how often; taking note of it ends the row.
    let last_of_its_sort = move |fact: &&'f Recorded| match &fact.event {
        Event::Case(CaseEvent::EscalationPassed { .. }) => !std::mem::replace(&mut passed, true),
        Event::Case(CaseEvent::EscalationAcknowledged(_)) => {
            passed = false;
            true
        }
        _ => true,
    };
    history.iter().rev().copied().filter(|fact| is_told(fact)).filter(last_of_its_sort)
}

/// What counts no more is struck out, and in words as well. What came across another act says whose it is, one's own as
/// well.
fn marked(entry: Entry, fact: &Recorded, mark: Option<Mark>, cx: &Cx) -> Entry {
    let words = Mark::words(mark, cx);
    match mark {
        None => entry,
        Some(Mark::TakenBack | Mark::Overtaken) => Entry { struck: true, right: words, ..entry },
        Some(Mark::Crossed) => Entry { warn: true, right: joined(&[fact.by.no.clone(), words]), ..entry },
    }
}

fn row(fact: &Recorded, file: &CaseFile, cx: &Cx) -> Entry {
    // What the reader did has no author here; neither has what the workstation wrote by itself.
    let nobody = fact.by.role == crate::domain::Role::System || fact.by.person == cx.agent.person;
    let right = match (signed_by_oneself(fact, file), nobody) {
        (true, _) => cx.words.get("case-by-oneself"),
        (false, true) => String::new(),
        (false, false) => fact.by.no.clone(),
    };
    let words = fact::sentence(fact, file, cx);
    Entry { name: happened(cx, fact.at), words, right, warn: is_alarm(fact), struck: false }
}

/// Whoever has the case signed for the lead, too: one person holds both roles.
fn signed_by_oneself(fact: &Recorded, file: &CaseFile) -> bool {
    let signs = matches!(&fact.event, Event::Case(CaseEvent::EscalationAcknowledged(_) | CaseEvent::ReviewSigned(_)));
    signs && fact.by.person == file.case.owner
}

/// The time of a row in the history: `10:05`, `昨天 10:56`, `03-02 09:12`.
pub(super) fn happened(cx: &Cx, at: Timestamp) -> String {
    let (then, now) = (cx.local(at), cx.local(cx.now));
    let clock = cx.hour_minute(at);
    if then.date() == now.date() {
        clock
    } else if now.date().pred_opt() == Some(then.date()) {
        cx.words.with("case-yesterday", &[("time", clock.into())])
    } else {
        format!("{:02}-{:02} {clock}", then.month(), then.day())
    }
}
