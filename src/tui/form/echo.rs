//! What a time that is typed is taken for, said beside it at once.

use super::when::{self, Side};
use super::{Control, Row, RowKey};
use crate::domain::{CalendarKind, Field, Invalid, Timestamp, Value};
use crate::tui::cx::Cx;
use crate::words::dashed;

/// The words beside a time, and whether they warn; nothing beside anything else.
pub fn echo<K: RowKey>(row: &Row<K>, cx: &Cx) -> Option<(String, bool)> {
    if row.is_empty() || !matches!(row.control, Control::When { .. }) {
        return None;
    }
    match row.control.value(cx.now, &cx.rules) {
        Ok(Some(Value::At(at))) => Some(taken_for(row, at, cx)),
        Err(Invalid::WrongType) => Some((cx.words.get("form-time-unread"), false)),
        Err(problem) => Some((cx.words.get(&format!("invalid-{}", dashed(problem.as_str()))), true)),
        Ok(_) => None,
    }
}

fn taken_for<K: RowKey>(row: &Row<K>, at: Timestamp, cx: &Cx) -> (String, bool) {
    let time = ("time", cx.moment(at).into());
    let Some(opening) = opening(row, cx) else { return (cx.words.with("form-time-is", &[time]), false) };
    let key = cx.keymap.shown(&["case"], "opening", true).unwrap_or_default();
    let opening = ("opening", cx.moment(opening).into());
    (cx.words.with("form-time-closed", &[time, opening, ("key", key.into())]), true)
}

/// The next opening, where a time named to a customer lies outside service hours.
pub fn opening<K: RowKey>(row: &Row<K>, cx: &Cx) -> Option<Timestamp> {
    let Control::When { side: Side::Future, .. } = row.control else { return None };
    row.key.field().filter(|field| matches!(field, Field::Due | Field::PlanEta))?;
    let Ok(Some(Value::At(at))) = row.control.value(cx.now, &cx.rules) else { return None };
    let calendar = &cx.rules.calendar;
    let next = calendar.open_spans(CalendarKind::Service, at).next().map(|(open, _)| open)?;
    (next > at).then_some(next)
}

/// Puts the next opening in the place of a time outside service hours; tells whether it did.
pub fn open<K: RowKey>(row: &mut Row<K>, cx: &Cx) -> bool {
    let Some(next) = opening(row, cx) else { return false };
    row.control.restore(&when::write(next, &cx.rules.calendar));
    row.given();
    true
}
