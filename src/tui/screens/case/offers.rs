//! What the palette offers on a case: every act with its keys and what it asks for, impossible ones with the reason.

use super::{CaseScreen, Mode, TABLE, act, better, due, dues, major, not_saved_yet, read, runbook};
use crate::domain::acts::fields::{fields_of, listed};
use crate::domain::protocol::Rejection;
use crate::domain::{Act, Case, Refusal};
use crate::tui::cx::Cx;
use crate::tui::refusal;
use crate::tui::screen::Offer;
use crate::tui::widgets::menu;

/// Every act, those possible now first and in the order of their list.
pub fn offers(case: Option<&Case>, cx: &Cx) -> Vec<Offer> {
    let Some(case) = case else {
        let unsaved = || Some(not_saved_yet(cx));
        let offer = |act| Offer { act, key: String::new(), about: String::new(), why_not: unsaved() };
        return listed().into_iter().map(offer).collect();
    };
    let possible = act::possible(case, cx);
    let list = cx.keymap.shown(&["case"], "acts", false).unwrap_or_default();
    let now = possible.iter().enumerate().map(|(at, act)| {
        let key = format!("{list} {}", menu::key_of(at));
        Offer { act: *act, key, about: about(*act, case, cx), why_not: None }
    });
    let later = listed().into_iter().filter(|act| !possible.contains(act));
    let refused = later.map(|act| Offer {
        act,
        key: String::new(),
        about: String::new(),
        why_not: act::why_not(act, case, cx).map(|refusal| sentence(refusal, cx)),
    });
    now.chain(refused).collect()
}

/// Why an action of the keymap would do nothing now.
pub fn why_not(screen: &CaseScreen, action: &str, cx: &Cx) -> Option<String> {
    let say = |key: &str| Some(cx.words.get(key));
    let case = screen.case(cx);
    let refused = |act: Act| case.and_then(|case| act::why_not(act, case, cx)).map(|why| sentence(why, cx));
    match action {
        "due" | "acts" | "promise" | "why" | "history" | "told" | "identity" | "reveal" | "runbook"
            if case.is_none() =>
        {
            Some(not_saved_yet(cx))
        }
        "due" if case.is_some_and(|case| due::first(case, cx).is_none()) => say("due-act-none"),
        "promise" => refused(Act::PromiseMade),
        "told" => refused(Act::ProgressTold),
        "identity" => refused(Act::IdentityChecked),
        "why" if case.is_some_and(|case| dues::list(case, cx).is_empty()) => say("case-no-due"),
        "runbook" if !has_runbook(cx) => say("runbook-none"),
        "major" if case.is_none() => Some(not_saved_yet(cx)),
        "major" if major::told(screen, cx).is_none() => say("case-major-none-like"),
        "same" if screen.caller.card.is_none() => say("case-nobody-known"),
        "copy" if !matches!(screen.mode, Mode::Why(_)) => {
            let key = cx.keymap.shown(TABLE.chain, "why", true).unwrap_or_default();
            Some(cx.words.with("case-copy-why", &[("key", key.into())]))
        }
        "resume" if screen.drawer.parked.is_empty() => say("case-nothing-parked"),
        "better" if !screen.form.as_ref().is_some_and(|form| better::could_be(form, cx)) => say("better-nothing"),
        "leave_step" | "enter" if screen.form.is_none() => case.map(|case| read::standing(case, cx)),
        _ => None,
    }
}

/// What an act asks for.
fn about(act: Act, case: &Case, cx: &Cx) -> String {
    let (mut asked, mut may) = (Vec::new(), Vec::new());
    for spec in fields_of(act, case, &cx.rules.manual) {
        let name = refusal::field_name(spec.field, cx);
        if spec.required { asked.push(name) } else { may.push(name) }
    }
    let comma = cx.words.get("list-separator");
    let list = |key: &str, names: &[String]| cx.words.with(key, &[("fields", names.join(&comma).into())]);
    match (asked.is_empty(), may.is_empty()) {
        (true, true) => cx.words.get("palette-asks-nothing"),
        (true, false) => list("palette-may", &may),
        (false, true) => list("palette-asks", &asked),
        (false, false) => format!("{}{}", list("palette-asks", &asked), list("palette-may", &may)),
    }
}

/// The refusal the act would meet, in its own words.
fn sentence(why: Refusal, cx: &Cx) -> String {
    refusal::sentence(&Rejection::Refused(why), cx)
}

/// Whether there is a list of what to do one after the other.
fn has_runbook(cx: &Cx) -> bool {
    cx.file.as_ref().is_some_and(|file| runbook::Ticks::of(&file.case, file, cx).is_some())
}
