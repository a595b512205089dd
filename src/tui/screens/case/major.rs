//! The major matter a case may belong to: the offer to join one that is declared, the hint that there may be one.

use uuid::Uuid;

use super::hand::Hand;
use super::pick::{Item, List};
use super::steps::{Key, act};
use super::{CaseScreen, Mode, Purpose, TABLE};
use crate::domain::acts::escalate::Trigger;
use crate::domain::parties::digits;
use crate::domain::protocol::{Loaded, MajorRow, Query, Token};
use crate::domain::{Act, AlikeCase, Case, Field, Matter, Record, Target, Value, proposed, values};
use crate::tui::cx::Cx;
use crate::tui::form::Origin;
use crate::tui::names::joined;
use crate::tui::screen::{Answer, Layer};
use crate::tui::widgets::ListName;

/// Who else came with the matter of the case in hand.
#[derive(Debug, Default)]
pub struct Alike {
    /// The case and the version of it that was asked for.
    of: Option<(Uuid, u64)>,
    asked: Option<Token>,
    found: Vec<AlikeCase>,
}

/// What is to be said of a major matter on the case in hand.
enum Proposal<'a> {
    /// These are declared and like it.
    Join(Vec<&'a MajorRow>),
    /// None is declared, and so many callers came with it; the act that declares one, or proposes it to whoever may.
    Declare(usize, Act),
}

/// The line below the steps: what it is, and what the key does.
pub struct Told {
    pub words: String,
    pub key: String,
}

impl Alike {
    /// Asks once for each version of a case, again where others have saved since.
    pub fn look_up(&mut self, case: Option<&Case>, anew: bool, cx: &mut Cx) {
        let counted = case.filter(|case| is_fresh(case, cx)).and_then(|case| Some((case, case.counted_matter()?)));
        let Some((case, matter)) = counted else {
            *self = Self::default();
            return;
        };
        let of = Some((case.id, case.head));
        if self.of == of && !anew {
            return;
        }
        if self.of.map(|(id, _)| id) != Some(case.id) {
            self.found.clear();
        }
        self.of = of;
        let since = cx.now.plus_min(-i64::from(cx.rules.manual.major.minutes));
        self.asked = Some(cx.ask_instead(self.asked, Query::Alike(matter, since)));
    }

    /// Takes the answer in, if it is the one waited for.
    pub fn heard(&mut self, token: Token, answer: Answer<'_>) {
        if let Answer::Loaded(Loaded::Alike(found)) = answer
            && self.asked.take_if(|asked| *asked == token).is_some()
        {
            self.found.clone_from(found);
        }
    }
}

/// It came lately enough to count.
fn is_fresh(case: &Case, cx: &Cx) -> bool {
    case.received_at >= cx.now.plus_min(-i64::from(cx.rules.manual.major.minutes))
}

/// What the case is about, as chosen so far in the form, else as saved.
fn matter(hand: &Hand<'_>) -> Option<Matter> {
    let kind = hand.code(Field::Kind)?.parse().ok();
    let typed = hand.form.map_or("", |form| form.words(Field::Product));
    let saved = || hand.case.and_then(|case| case.record.text(Field::Product)).unwrap_or_default();
    let product = if typed.is_empty() { saved() } else { typed };
    Matter::of(kind, &hand.code(Field::Category).unwrap_or_default(), product)
}

/// Open major matters beside the case itself, those like it first.
pub fn others<'c>(hand: &Hand<'_>, cx: &'c Cx) -> Vec<&'c MajorRow> {
    let own = hand.case.map(|case| case.id);
    let mut others: Vec<&MajorRow> = cx.majors.iter().filter(|major| Some(major.id) != own).collect();
    let matter = matter(hand);
    others.sort_by_key(|major| !matter.as_ref().is_some_and(|matter| matter.is_like(&major.matter)));
    others
}

fn proposal<'c>(screen: &CaseScreen, cx: &'c Cx) -> Option<Proposal<'c>> {
    let hand = screen.hand(cx);
    let case = hand.case?;
    // Its key was pressed.
    let begun = [Act::MajorDeclared, Act::EscalateLead, Act::Attach].map(Purpose::Act);
    if hand.form.is_some_and(|form| begun.contains(&form.about.purpose)) {
        return None;
    }
    let matter = matter(&hand)?;
    let like: Vec<&MajorRow> = others(&hand, cx).into_iter().filter(|major| major.matter.is_like(&matter)).collect();
    let may = |act: Act| act::why_not(act, case, cx).is_none();
    if !like.is_empty() {
        return may(Act::Attach).then_some(Proposal::Join(like));
    }
    if case.in_major().is_some() || !is_fresh(case, cx) || case.counted_matter().is_none() {
        return None;
    }
    let number = case.record.text(Field::CallerNumber).unwrap_or_default();
    let own = AlikeCase { id: case.id, number: digits(number, values::region(&cx.rules.manual)) };
    let callers = proposed(&cx.rules.manual.major, &own, &screen.alike.found)?;
    let act = [Act::MajorDeclared, Act::EscalateLead].into_iter().find(|act| may(*act))?;
    // Proposed once is enough; to whoever may declare it, it is said all the same.
    let was_proposed = case.escalations.iter().any(|trigger| trigger == Trigger::Major.as_str());
    if act == Act::EscalateLead && was_proposed {
        return None;
    }
    Some(Proposal::Declare(callers, act))
}

/// What stands below the steps, where there is something to propose.
pub fn told(screen: &CaseScreen, cx: &Cx) -> Option<Told> {
    let key = cx.keymap.shown(TABLE.chain, "major", screen.has_field()).unwrap_or_default();
    let key = |words: &str| cx.words.with(words, &[("key", key.as_str().into())]);
    Some(match proposal(screen, cx)? {
        Proposal::Join(majors) => match *majors {
            [one] => Told {
                words: cx.words.with(
                    "case-major-offer",
                    &[("no", one.no.as_str().into()), ("matter", one.summary.as_str().into())],
                ),
                key: key("case-major-join"),
            },
            _ => Told {
                words: cx.words.with("case-major-offers", &[("count", majors.len().into())]),
                key: key("case-major-choose"),
            },
        },
        Proposal::Declare(callers, act) => {
            let about = screen.case(cx).map(|case| about(case, cx)).unwrap_or_default();
            let minutes = cx.rules.manual.major.minutes;
            let (unit, n) = if minutes.is_multiple_of(60) { ("hours", minutes / 60) } else { ("minutes", minutes) };
            let span = cx.words.with(&format!("case-major-{unit}"), &[("n", i64::from(n).into())]);
            let args = [("count", callers.into()), ("about", about.into()), ("span", span.into())];
            let words = if act == Act::MajorDeclared { "case-major-declare" } else { "case-major-propose" };
            Told { words: cx.words.with("case-major-hint", &args), key: key(words) }
        }
    })
}

/// Product and sub-category, as people call them.
fn about(case: &Case, cx: &Cx) -> String {
    let product = case.record.text(Field::Product).unwrap_or_default();
    let code = case.record.text(Field::Category).and_then(|code| code.split_once('.'));
    let category = code.and_then(|(top, sub)| {
        let top = cx.rules.manual.categories.iter().find(|one| one.id == top)?;
        top.subs.iter().find(|one| one.id == sub)
    });
    joined(&[product, category.map_or("", |sub| sub.names.get(cx.lang))])
}

/// What the key of that line does.
enum Step {
    Attach(Uuid),
    Choose(List),
    Open(Act),
}

/// The key of that line: joins the one matter there is, asks which of several, or opens the form of what is proposed.
pub fn act(screen: &mut CaseScreen, cx: &mut Cx) {
    let step = proposal(screen, cx).map(|proposal| match proposal {
        Proposal::Join(majors) => match *majors {
            [one] => Step::Attach(one.id),
            _ => Step::Choose(list(&majors)),
        },
        Proposal::Declare(_, act) => Step::Open(act),
    });
    match step {
        Some(Step::Attach(master)) => {
            let command = cx.command(Act::Attach, Record::default(), Some(Target::Case(master)));
            screen.record(Some(command), cx);
        }
        Some(Step::Choose(list)) => screen.mode = Mode::List(list),
        Some(Step::Open(act)) => propose(screen, act, cx),
        None => cx.warn(cx.words.get("case-major-none-like")),
    }
}

fn propose(screen: &mut CaseScreen, act: Act, cx: &mut Cx) {
    screen.open_act(act, cx);
    let trigger = Value::Code(Trigger::Major.to_string());
    if let Some(row) = screen.form.as_mut().and_then(|form| form.row_mut(Key::Field(Field::Trigger))) {
        row.fill(&trigger, Origin::Rule, &cx.rules);
    }
    if let Some(form) = screen.form.as_mut().filter(|_| act == Act::EscalateLead) {
        form.next();
    }
}

/// Which matter the case is attached to.
pub fn list(majors: &[&MajorRow]) -> List {
    let words = |major: &MajorRow| joined(&[major.no.as_str(), major.summary.as_str()]);
    let items = majors.iter().map(|major| (Item::Join(major.no.clone()), words(major)));
    List::new(ListName::Majors, items.collect())
}

/// The form that attaches the case to the matter of this number.
pub fn open(screen: &mut CaseScreen, no: &str, cx: &mut Cx) {
    screen.open_form(Purpose::Act(Act::Attach), cx);
    if let Some(row) = screen.form.as_mut().and_then(|form| form.row_mut(Key::Field(Field::MasterCase))) {
        row.fill(&Value::Text(no.to_owned()), Origin::Rule, &cx.rules);
    }
}
