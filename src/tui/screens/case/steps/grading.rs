//! The grade of what is filled in: the cell of the matrix, the level it comes to, what becomes due, who is told.

use super::super::control;
use super::{Key, StepForm, identify};
use crate::domain::grade::{self, GradeInput, Grading};
use crate::domain::manual::LevelRule;
use crate::domain::{CalendarKind, Case, ClockKind, Field, Impact, Level, Modifier, Tier, Timestamp, Urgency, Value};
use crate::tui::cx::Cx;
use crate::tui::form::{Choosable, Table};

/// Impact by urgency as the manual names them, with the level of every cell.
pub fn matrix(cx: &Cx) -> Table {
    let manual = &cx.rules.manual;
    let lines = Impact::ALL.iter().map(|one| {
        let found = manual.impacts.iter().find(|named| named.id == *one);
        Choosable::new(one.as_str(), found.map_or("", |named| named.names.get(cx.lang)))
    });
    let columns = Urgency::ALL.iter().map(|one| {
        let found = manual.urgencies.iter().find(|named| named.id == *one);
        let name = found.map_or("", |named| named.short.as_ref().unwrap_or(&named.names).get(cx.lang));
        Choosable::new(one.as_str(), name)
    });
    let cells = Impact::ALL.iter().flat_map(|impact| Urgency::ALL.iter().map(|urgency| (*impact, *urgency)));
    let cells = cells.map(|(impact, urgency)| {
        let level = grade::table_level(manual, impact, urgency);
        (cx.level_name(level).to_owned(), level == Level::ONE)
    });
    Table { lines: lines.collect(), columns: columns.collect(), cells: cells.collect(), ..Table::default() }
}

pub fn cell(form: &StepForm) -> (Option<Impact>, Option<Urgency>) {
    let at = form.row(Key::Matrix).and_then(|row| row.control.table()).map_or((None, None), |table| table.at);
    (at.0.and_then(|at| Impact::ALL.get(at).copied()), at.1.and_then(|at| Urgency::ALL.get(at).copied()))
}

pub fn grading(form: &StepForm, tier: Tier, case: &Case, cx: &Cx) -> Option<Grading> {
    let (Some(impact), Some(urgency), Some(kind)) = (cell(form).0, cell(form).1, identify::kind_of(form)) else {
        return None;
    };
    if !identify::has_level(form) {
        return None;
    }
    let ticked: Vec<Modifier> = form
        .of(Field::Circumstances)
        .map_or_else(Vec::new, |row| row.control.ticked().filter_map(|code| code.parse().ok()).collect());
    let category = form.code(Field::Category);
    let input = GradeInput {
        impact,
        urgency,
        kind,
        severity: form.code(Field::Severity).and_then(|code| code.parse().ok()),
        category: category.as_deref(),
        tier,
        circumstances: &ticked,
        reopened: !case.reopened_at.is_empty(),
        broken_promise: case.modifiers.contains(&Modifier::BrokenPromise),
    };
    Some(grade::grade(&cx.rules.manual, &input))
}

/// What becomes due once the case is graded, the nearest first.
pub fn preview(level: Level, received_at: Timestamp, cx: &Cx) -> Vec<(ClockKind, Timestamp)> {
    let manual = &cx.rules.manual;
    let Some(rule) = manual.levels.iter().find(|rule| rule.id == level) else { return Vec::new() };
    let mut dues: Vec<(ClockKind, Timestamp)> = limits(rule)
        .into_iter()
        .filter_map(|(kind, minutes, calendar)| Some((kind, minutes?, calendar.unwrap_or(CalendarKind::Always))))
        .map(|(kind, minutes, calendar)| (kind, cx.rules.calendar.add(calendar, received_at, i64::from(minutes))))
        .collect();
    dues.sort_by_key(|(_, due)| *due);
    dues
}

const fn limits(rule: &LevelRule) -> [(ClockKind, Option<u32>, Option<CalendarKind>); 4] {
    [
        (ClockKind::Start, rule.start_min, rule.start_cal),
        (ClockKind::Progress, rule.progress_min, rule.progress_cal),
        (ClockKind::Plan, rule.plan_min, rule.plan_cal),
        (ClockKind::Answer, Some(rule.answer_min), Some(rule.answer_cal)),
    ]
}

/// Impact and urgency as values of the record.
pub fn matrix_values(form: &StepForm) -> [(Field, Option<Value>); 2] {
    let (impact, urgency) = cell(form);
    [
        (Field::Impact, impact.map(|one| Value::Code(one.as_str().to_owned()))),
        (Field::Urgency, urgency.map(|one| Value::Code(one.as_str().to_owned()))),
    ]
}

/// The level a form comes to, and the cell of the matrix it stands on.
pub type Graded = Option<(Level, (Option<usize>, Option<usize>))>;

/// What moved the cell or the level is said with the old and the new one.
pub fn say_new_level(before: Graded, after: Graded, form: &StepForm, cx: &mut Cx) {
    let (Some((old, was)), Some((new, is))) = (before, after) else { return };
    if old == new && was == is {
        return;
    }
    let (cell, from, to) = (cell_name(form, cx), cx.level_name(old).to_owned(), cx.level_name(new).to_owned());
    let words = if old == new {
        cx.words.with("case-cell-changed", &[("cell", cell.into()), ("level", to.into())])
    } else {
        cx.words.with("case-level-changed", &[("from", from.into()), ("to", to.into()), ("cell", cell.into())])
    };
    cx.tell(words);
}

/// The cell in words: impact and urgency.
fn cell_name(form: &StepForm, cx: &Cx) -> String {
    let names: Vec<String> = matrix_values(form)
        .into_iter()
        .filter_map(|(field, value)| match value? {
            Value::Code(code) => {
                let name = control::name(field, &code, cx);
                // Of "Critical: safety, data, money" the first word is enough here.
                name.split(['(', '（', ':', '：']).next().map(|short| short.trim().to_owned())
            }
            _ => None,
        })
        .collect();
    names.join(" + ")
}
