//! Identify: kind, category, what exactly, the wish, and how bad it is; the level and its reasons live.

use super::super::control;
use super::grading;
use super::{Key, Outgoing, Purpose, Row, StepForm, command, intake, new_form};
use crate::domain::grade::{self, sub_category};
use crate::domain::{Act, Case, Channel, Emotion, Field, Impact, Kind, Level, Modifier, Record, Severity, Urgency};
use crate::tui::cx::Cx;
use crate::tui::form::{Control, Origin};

pub fn form(case: &Case, cx: &mut Cx) -> StepForm {
    let mut form = new_form(Purpose::Identify, Vec::new(), Some(case), cx);
    let matter = (case.record.code(Field::Kind), case.record.text(Field::Topic));
    form.about.named = case.record.get(Field::CustomerName).is_some();
    form.rows = rows(matter, form.about.named, cx);
    control::fill_from(&mut form.rows, &case.record, &cx.rules);
    fill_matrix(&mut form, case);
    fill_description(&mut form, case);
    let (category, praise) = hear_kind(&mut form, case, cx);
    rebuild(&mut form, cx);
    if praise && guess(&mut form, Field::Topic, grade::PRAISE) {
        rebuild(&mut form, cx);
    }
    control::fill_from(&mut form.rows, &case.record, &cx.rules);
    if let Some(code) = category {
        guess(&mut form, Field::Category, &code);
    }
    defaults(&mut form, cx);
    tick_notice(&mut form, case);
    ask_of_notice(&mut form, case, cx);
    form.focus_on(Key::Field(Field::Kind));
    form
}

/// The kind chosen or proposed.
pub fn kind_of(form: &StepForm) -> Option<Kind> {
    form.code(Field::Kind).and_then(|code| code.parse().ok())
}

/// Whether what is filled in gets a level.
pub fn has_level(form: &StepForm) -> bool {
    grade::has_level(kind_of(form), form.code(Field::Topic).as_deref())
}

/// The rows a matter asks for, in the order of the questions.
fn fields((kind, topic): (Option<Kind>, Option<&str>)) -> Vec<Key> {
    use Field as F;
    if grade::is_praise(kind, topic) {
        return [F::Kind, F::Topic, F::Praised, F::Description, F::Emotion].map(Key::Field).into();
    }
    let fields: &[Field] = match kind {
        Some(Kind::Enquiry | Kind::Proactive) => {
            &[F::Kind, F::Topic, F::ResolutionType, F::ResolutionText, F::Description, F::Emotion]
        }
        Some(Kind::Suggestion) => {
            &[F::Kind, F::Topic, F::ResolutionType, F::ResolutionText, F::Description, F::DesiredOutcome, F::Emotion]
        }
        Some(Kind::Complaint) => &[
            F::CustomerName,
            F::Kind,
            F::Category,
            F::Severity,
            F::Description,
            F::Product,
            F::SecondCategory,
            F::DesiredOutcome,
            F::Emotion,
        ],
        Some(Kind::Fault) => &[
            F::CustomerName,
            F::Kind,
            F::Product,
            F::Description,
            F::FirstSeenAt,
            F::Category,
            F::DesiredOutcome,
            F::Emotion,
        ],
        None => &[F::Kind, F::Description, F::DesiredOutcome, F::Emotion],
    };
    let mut keys: Vec<Key> = fields.iter().copied().map(Key::Field).collect();
    keys.extend([Key::Matrix, Key::Field(F::Circumstances)]);
    keys
}

/// Whether the matter came with a notice, or is ticked as one a regulator has taken up: then its number and date are
/// asked for.
pub fn ask_of_notice(form: &mut StepForm, case: &Case, cx: &Cx) {
    let exposed = Modifier::ExposureReal.as_str();
    let ticked = form.of(Field::Circumstances).is_some_and(|row| row.control.ticked().any(|code| code == exposed));
    let wanted = ticked || case.channel() == Channel::Regulator;
    let last = form.rows.len().checked_sub(1);
    intake::notice_rows(form, wanted, last, Some(case), cx);
}

/// Whoever is passed on by a regulator comes with a notice.
fn tick_notice(form: &mut StepForm, case: &Case) {
    let fresh = case.channel() == Channel::Regulator && case.record.get(Field::Circumstances).is_none();
    if let Some(row) = form.row_mut(Key::Field(Field::Circumstances)).filter(|_| fresh) {
        row.control.restore(Modifier::ExposureReal.as_str());
        row.origin = Origin::Rule;
    }
}

/// Moves to the next place below that still lacks something, in reading order: a required row, the answer of a matter
/// that may be answered at once, a cell nobody has chosen; tells whether there was one.
pub fn on(form: &mut StepForm) -> bool {
    let lacks = |row: &Row| match row.key {
        Key::Field(Field::ResolutionType | Field::ResolutionText) => row.is_empty(),
        Key::Matrix => row.guess || row.is_empty(),
        _ => row.required && (row.is_empty() || row.wrong.is_some()),
    };
    let below = form.rows.iter().skip(form.focus + 1).position(lacks);
    if let Some(at) = below {
        form.take(form.focus + 1 + at);
    }
    below.is_some()
}

/// Fields a kind cannot be graded without.
fn required(kind: Option<Kind>, key: Key) -> bool {
    match key {
        Key::Field(Field::Kind | Field::Description | Field::Praised) | Key::Matrix => true,
        Key::Field(Field::Category | Field::Severity) => kind == Some(Kind::Complaint),
        Key::Field(Field::Product | Field::FirstSeenAt) => kind == Some(Kind::Fault),
        Key::Field(Field::DesiredOutcome | Field::CustomerName) => {
            matches!(kind, Some(Kind::Complaint | Kind::Fault))
        }
        _ => false,
    }
}

fn rows((kind, topic): (Option<Kind>, Option<&str>), named: bool, cx: &Cx) -> Vec<Row> {
    let row = |key: Key| match key {
        Key::Field(field) => control::row(field, kind, cx),
        other => Row::new(other, Control::Table(grading::matrix(cx))),
    };
    let asked = fields((kind, topic)).into_iter().filter(|key| !(named && *key == Key::Field(Field::CustomerName)));
    asked.map(|key| row(key).required(required(kind, key))).collect()
}

/// Gives the form the rows of what the matter is; what was typed stays.
pub fn rebuild(form: &mut StepForm, cx: &Cx) {
    let (kind, topic) = (kind_of(form), form.code(Field::Topic));
    let here = form.here().map(|row| row.key);
    let old = std::mem::take(&mut form.rows);
    form.rows = rows((kind, topic.as_deref()), form.about.named, cx);
    for row in &mut form.rows {
        if let Some(before) = old.iter().find(|before| before.key == row.key) {
            row.control.restore(&before.control.kept());
            (row.origin, row.guess, row.own) = (before.origin, before.guess, before.own);
        }
    }
    // Words the new kind does not ask for stay in sight, above the matrix.
    let matrix = form.rows.iter().position(|row| row.key == Key::Matrix).unwrap_or(form.rows.len());
    let asked: Vec<Key> = form.rows.iter().map(|row| row.key).collect();
    let stays = |row: &Row| row.own && row.typed().is_some() && !row.is_empty() && !asked.contains(&row.key);
    let kept: Vec<Row> = old.into_iter().filter(stays).map(|row| row.required(false)).collect();
    form.rows.splice(matrix..matrix, kept);
    if let Some(here) = here {
        form.focus = form.rows.iter().position(|row| row.key == here).unwrap_or(0);
    }
}

/// An answer that can be given at once says of what sort it is.
pub fn ask_sort_of_answer(form: &mut StepForm, level: Option<Level>) {
    let can_answer = kind_of(form) != Some(Kind::Complaint) && level != Some(Level::ONE);
    let answered = can_answer && !form.words(Field::ResolutionText).trim().is_empty();
    if let Some(row) = form.row_mut(Key::Field(Field::ResolutionType)) {
        row.required = answered;
    }
}

/// Rebuilds after a draft came back: its kind decides the rows.
pub fn complete(form: &mut StepForm, case: Option<&Case>, cx: &Cx) {
    rebuild(form, cx);
    if let Some(case) = case {
        for row in form.rows.iter_mut().filter(|row| row.is_empty()) {
            if let Key::Field(field) = row.key
                && let Some(value) = case.record.get(field)
            {
                row.control.fill(value, &cx.rules);
            }
        }
    }
    defaults(form, cx);
}

/// Fills in what was heard, where nobody chose anything; tells whether it did.
fn guess(form: &mut StepForm, field: Field, code: &str) -> bool {
    let Some(row) = form.row_mut(Key::Field(field)).filter(|row| row.is_empty()) else { return false };
    row.control.restore(code);
    (row.guess, row.origin) = (true, Origin::Heard);
    true
}

/// Kind, mood and cell as the words suggest them, where nobody chose any; silent when unsure. Gives the category, and
/// whether somebody is praised.
fn hear_kind(form: &mut StepForm, case: &Case, cx: &Cx) -> (Option<String>, bool) {
    let heard: Vec<&str> = [Field::Summary, Field::Description, Field::Tried, Field::DesiredOutcome]
        .iter()
        .filter_map(|field| case.record.text(*field))
        .collect();
    let suggestion = cx.rules.hears(&heard.join(" "));
    let kind = suggestion.kind.map(|(kind, _)| kind).or(suggestion.praise.then_some(Kind::Enquiry));
    for (field, code) in
        [(Field::Kind, kind.map(Kind::as_str)), (Field::Emotion, suggestion.emotion.map(Emotion::as_str))]
    {
        if let Some(code) = code {
            guess(form, field, code);
        }
    }
    let row = suggestion.impact.and_then(|impact| Impact::ALL.iter().position(|one| *one == impact));
    let column = suggestion.urgency.and_then(|urgency| Urgency::ALL.iter().position(|one| *one == urgency));
    form.about.heard = (row, column);
    (suggestion.category.map(|(code, _)| code), suggestion.praise)
}

fn fill_matrix(form: &mut StepForm, case: &Case) {
    let (row, column) = (case.record.code::<Impact>(Field::Impact), case.record.code::<Urgency>(Field::Urgency));
    if let Some(Row { control: Control::Table(table), own, .. }) = form.row_mut(Key::Matrix) {
        table.at = (
            row.and_then(|row| Impact::ALL.iter().position(|one| *one == row)),
            column.and_then(|column| Urgency::ALL.iter().position(|one| *one == column)),
        );
        *own = table.at.0.is_some();
    }
}

/// What was heard at intake is the first draft of the description.
fn fill_description(form: &mut StepForm, case: &Case) {
    let Some(row) = form.row_mut(Key::Field(Field::Description)).filter(|row| row.is_empty()) else { return };
    let heard: Vec<&str> = [Field::Summary, Field::Tried].iter().filter_map(|field| case.record.text(*field)).collect();
    row.control.restore(&heard.join("；"));
    row.origin = Origin::Rule;
}

/// What the rules fill in: impact by kind, urgency, severity by sub-category, mood calm.
pub fn defaults(form: &mut StepForm, cx: &Cx) {
    let manual = &cx.rules.manual;
    let kind = kind_of(form);
    let by_kind = manual.kinds.iter().find(|rule| Some(rule.id) == kind).map(|rule| rule.default_impact);
    let heard = form.about.heard;
    if let Some(Row { control: Control::Table(table), own: false, guess, origin, .. }) = form.row_mut(Key::Matrix) {
        let by_kind = by_kind.and_then(|by_kind| Impact::ALL.iter().position(|one| *one == by_kind));
        table.at = (
            by_kind.map(|by_kind| heard.0.unwrap_or(by_kind)),
            by_kind.map(|_| heard.1.unwrap_or(Urgency::ALL.len() - 1)),
        );
        (*guess, *origin) = (true, if heard == (None, None) { Origin::Rule } else { Origin::Heard });
    }
    let severity = form.code(Field::Category).and_then(|code| sub_category(manual, &code).map(|sub| sub.severity));
    if let Some(row) = form.row_mut(Key::Field(Field::Severity)).filter(|row| !row.own) {
        row.control.restore(severity.map_or("", Severity::as_str));
        row.origin = Origin::Rule;
    }
    if let Some(row) = form.row_mut(Key::Field(Field::Emotion)).filter(|row| row.is_empty()) {
        row.control.restore("calm");
        row.origin = Origin::Rule;
    }
}

/// Whether leaving answers the matter at once: an enquiry with its answer, never a complaint, never level 1; what gets no
/// level goes straight to its end.
pub fn is_quick(form: &StepForm, level: Option<Level>) -> bool {
    if !has_level(form) {
        return true;
    }
    !form.words(Field::ResolutionText).trim().is_empty()
        && form.code(Field::ResolutionType).is_some()
        && kind_of(form) != Some(Kind::Complaint)
        && level != Some(Level::ONE)
}

/// What follows from a change: the kind changes the rows, kind and category what the rules fill in. Gives the rows that
/// changed with it.
pub fn follow(form: &mut StepForm, keys: &[Key], case: Option<&Case>, cx: &Cx) -> Vec<Key> {
    if keys.iter().any(|key| matches!(key, Key::Field(Field::Kind | Field::Topic))) {
        rebuild(form, cx);
    }
    if let Some(case) = case {
        ask_of_notice(form, case, cx);
    }
    if !keys.iter().any(|key| matches!(key, Key::Field(Field::Kind | Field::Category))) {
        return Vec::new();
    }
    defaults(form, cx);
    vec![Key::Matrix, Key::Field(Field::Severity)]
}

/// Whether Enter ends the form here: on the matrix, and on an answer that is given.
pub fn ends_at(row: &Row) -> bool {
    row.key == Key::Matrix || (row.key == Key::Field(Field::ResolutionText) && !row.is_empty())
}

/// The grade, or the answer given at once. Words for an answer that cannot be given at once are kept as a note.
pub fn sends(form: &StepForm, level: Option<Level>, mut record: Record, cx: &mut Cx) -> Outgoing {
    let quick = is_quick(form, level);
    for (field, value) in grading::matrix_values(form) {
        if let Some(value) = value {
            record.set(field, value);
        }
    }
    let mut unsaid = None;
    if !quick {
        record.0.remove(&Field::ResolutionType);
        unsaid = record.0.remove(&Field::ResolutionText);
    }
    let mut commands = vec![command(form, if quick { Act::QuickAnswer } else { Act::Grade }, record, cx)];
    if let Some(words) = unsaid {
        commands.push(cx.command(Act::NoteAdded, Record::default().with(Field::Note, words), None));
    }
    (commands, None)
}
