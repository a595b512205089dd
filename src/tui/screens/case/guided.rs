//! From the row in hand to what the coach wishes: which keys, as they work on this form at this moment.

use super::hand::Hand;
use super::steps::wording::label;
use super::steps::{self, Key, Row, StepForm};
use crate::tui::cx::Cx;
use crate::tui::form::{Choosable, Control, RowKey};
use crate::tui::way::{Goal, Press, Way};

/// The keys to a goal about the form in hand; `on_form` where nothing lies over it.
pub fn towards(hand: &Hand<'_>, on_form: bool, goal: &Goal<'_>) -> Way {
    if *goal == Goal::Out {
        return Way::keys(vec![Press::Action("out"); steps_out(hand, on_form)]);
    }
    let (true, Some(form), cx) = (on_form, hand.form, hand.cx) else { return Way::Elsewhere };
    match *goal {
        Goal::Form(name) if form.about.purpose.name() == name => Way::Done,
        Goal::Form(_) if !hand.is_aside() => Way::Past,
        Goal::Choose(row, code) => in_row(form, row, |row| choosing(&row.control, code), cx),
        Goal::Type(row, words) => in_row(form, row, |row| typing(row, words), cx),
        Goal::Sound => sound(form, cx),
        _ => Way::Elsewhere,
    }
}

/// How often one steps out to get to the queue: of a list, of the field in hand, of a side form, of the screen.
fn steps_out(hand: &Hand<'_>, on_form: bool) -> usize {
    let inside = hand.form.is_some_and(StepForm::is_inside);
    usize::from(!on_form) + usize::from(inside) + usize::from(hand.is_aside()) + 1
}

/// The keys to a row and what to press there; a row that is not there has nothing to ask for.
fn in_row(form: &StepForm, name: &str, keys: impl Fn(&Row) -> Vec<Press>, cx: &Cx) -> Way {
    let Some((at, row)) = form.rows.iter().enumerate().find(|(_, row)| row.key.name() == name) else {
        return Way::Done;
    };
    let mut wanted = keys(row);
    // What was only heard is the agent's once she has stood on it.
    if wanted.is_empty() && row.guess && row.key != Key::Matrix {
        wanted.push(Press::Action("enter"));
    }
    if wanted.is_empty() {
        return Way::Done;
    }
    let mut keys = if form.inside { Vec::new() } else { vec![Press::Action("enter")] };
    keys.extend(moving(form, at));
    keys.extend(wanted);
    Way::Keys { label: label(row.key, cx), keys }
}

/// The keys to the first row that was refused, and there the one that clears what was typed.
fn sound(form: &StepForm, cx: &Cx) -> Way {
    let Some((at, row)) = form.rows.iter().enumerate().find(|(_, row)| row.wrong.is_some()) else { return Way::Done };
    let clear = row.typed().filter(|typed| !typed.text().is_empty()).map(|_| Press::Key("Ctrl-U".to_owned()));
    let keys: Vec<Press> = moving(form, at).into_iter().chain(clear).collect();
    if keys.is_empty() { Way::Done } else { Way::Keys { label: label(row.key, cx), keys } }
}

/// The keys to another row: Enter where it goes there, row by row the shorter way otherwise.
fn moving(form: &StepForm, to: usize) -> Vec<Press> {
    let count = form.rows.len();
    let (ahead, behind) = ((to + count - form.focus) % count, (form.focus + count - to) % count);
    if ahead > 1 && enter_leads_to(form, to) {
        return vec![Press::Action("enter")];
    }
    let (action, steps) = if ahead <= behind { ("next_field", ahead) } else { ("prev_field", behind) };
    vec![Press::Action(action); steps]
}

/// Whether Enter goes to this row, because it is the next one that still lacks something.
fn enter_leads_to(form: &StepForm, to: usize) -> bool {
    let mut form = form.clone();
    steps::go_on(&mut form) && form.focus == to
}

/// The keys that choose a code; none when it is chosen.
fn choosing(control: &Control, code: &str) -> Vec<Press> {
    let one = |at: usize| Press::Key(((at + 1) % 10).to_string());
    match control {
        Control::One { options, chosen, below } => choosing_one(options, *chosen, *below, code),
        Control::Many { options, ticked, .. } => {
            let at = options.iter().position(|option| option.code == code);
            at.filter(|at| !ticked.contains(at)).map(one).into_iter().collect()
        }
        Control::Tick(tick) => {
            let yes = code == "yes";
            if *tick == Some(yes) { Vec::new() } else { vec![one(usize::from(!yes))] }
        }
        Control::Mark { mark, .. } => {
            if mark.is_some_and(|mark| mark.to_string() == code) {
                Vec::new()
            } else {
                vec![Press::Key(code.to_owned())]
            }
        }
        Control::Table(table) => {
            let (row, column) = code.split_once('/').unwrap_or_default();
            let row = table.lines.iter().position(|one| one.code == row);
            let column = table.columns.iter().position(|one| one.code == column);
            let (Some(to_row), Some(to_column)) = (row, column) else { return Vec::new() };
            match (row == table.at.0, column == table.at.1, table.column_next) {
                (true, true, _) => Vec::new(),
                (true, _, true) => vec![one(to_column)],
                (false, _, true) => vec![one(to_column), one(to_row), one(to_column)],
                (_, _, false) => vec![one(to_row), one(to_column)],
            }
        }
        Control::Words(_) | Control::When { .. } | Control::Number { .. } => Vec::new(),
    }
}

/// The digits of a code, `top.sub` where there are options below; what was begun otherwise is taken back first.
fn choosing_one(options: &[Choosable], chosen: Option<usize>, below: Option<usize>, code: &str) -> Vec<Press> {
    let digit = |at: usize| Press::Key(((at + 1) % 10).to_string());
    for (at, option) in options.iter().enumerate() {
        if option.below.is_empty() && option.code == code {
            return if chosen == Some(at) { Vec::new() } else { vec![digit(at)] };
        }
        let rest = code.strip_prefix(option.code.as_str()).and_then(|rest| rest.strip_prefix('.'));
        let Some(sub) = rest.and_then(|rest| option.below.iter().position(|one| one.code == rest)) else { continue };
        return match (chosen, below) {
            (Some(chosen), Some(below)) if (chosen, below) == (at, sub) => Vec::new(),
            (Some(chosen), None) if chosen == at => vec![digit(sub)],
            (Some(_), None) => vec![Press::Key("Backspace".to_owned()), digit(at), digit(sub)],
            _ => vec![digit(at), digit(sub)],
        };
    }
    Vec::new()
}

/// The words to type; the agent's own are as good, so only nothing, or a beginning of these, asks for them.
fn typing(row: &Row, words: &str) -> Vec<Press> {
    let Some(typed) = row.typed() else { return Vec::new() };
    let so_far = typed.text();
    let begun = so_far.trim().is_empty() || (so_far != words && words.starts_with(so_far));
    if begun { vec![Press::Words(words.to_owned())] } else { Vec::new() }
}
