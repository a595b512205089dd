//! What stands beside the form: who it is, what is due or how the call goes, what was before.

use super::super::hand::Hand;
use super::super::reveal::Reveal;
use super::super::{act, control};
use super::caller::Caller;
use super::history;
use crate::domain::protocol::QueueRow;
use crate::domain::{Case, Field};
use crate::text::mask;
use crate::tui::call::{Call, Line, Meeting, SILENCE_MS};
use crate::tui::cx::Cx;
use crate::tui::names::{beside, in_major, joined, signs, spoken};
use crate::tui::remaining::minutes_seconds;
use crate::tui::tell::major;
use crate::tui::widgets::{Entry, Who};

/// Who is on the line or behind the case.
pub fn who(hand: &Hand<'_>, caller: &Caller, reveal: &Reveal) -> Who {
    match hand.case {
        Some(case) => who_case(case, hand, reveal),
        None => who_calls(hand, caller),
    }
}

fn who_case(case: &Case, hand: &Hand<'_>, reveal: &Reveal) -> Who {
    let cx = hand.cx;
    let record = &case.record;
    let checked = cx.words.get(if case.verified { "case-verified" } else { "case-unverified" });
    let number = reveal.shown(case, cx);
    let number = number.unwrap_or_else(|| mask::phone(record.text(Field::CallerNumber).unwrap_or_default()));
    let mood = record.text(Field::Emotion).map(|code| control::name(Field::Emotion, code, cx));
    let wish = record.text(Field::DesiredOutcome).map(|wish| format!("{}{wish}", cx.words.get("case-wants")));
    let pause = case.pause.as_ref().map(|pause| {
        let until = cx.words.with("case-paused-until", &[("time", cx.moment(pause.until).into())]);
        let missing = Some(&pause.missing).filter(|words| !words.is_empty());
        let missing = missing.map(|words| cx.words.with("case-waits-for", &[("what", words.as_str().into())]));
        joined(&[until, missing.unwrap_or_default()])
    });
    let twice = cx.file.as_ref().is_some_and(|file| file.case.id == case.id && file.twice);
    Who {
        head: case.no.clone(),
        sign: joined(&[signs(!case.clashes.is_empty(), twice, cx), in_major(case.in_major(), cx), beside(case.id, cx)]),
        state: cx.standing_of(case),
        name: joined(&[act::customer_name(case, cx), record.text(Field::Company).unwrap_or_default().to_owned()]),
        standing: joined(&[cx.tier_name(hand.tier).to_owned(), number, checked]),
        more: joined(&[
            major::stands(case, cx).unwrap_or_default(),
            pause.unwrap_or_default(),
            mood.unwrap_or_default(),
            wish.unwrap_or_default(),
        ]),
    }
}

fn who_calls(hand: &Hand<'_>, caller: &Caller) -> Who {
    let cx = hand.cx;
    let typed = |field| hand.form.map_or("", |form| form.words(field));
    let head = cx.words.with(
        if on_the_phone(hand) { "case-caller" } else { "case-number" },
        &[("number", mask::phone(typed(Field::CallerNumber)).into())],
    );
    let Some(card) = &caller.card else {
        let name = typed(Field::CustomerName).to_owned();
        return Who { head, name, more: cx.words.get("case-number-first"), ..Who::default() };
    };
    let customer = caller.linked.as_ref().or_else(|| card.customers.first());
    // No file has the number, but an open case does: who called then is known.
    let open = card.open.first().filter(|_| customer.is_none());
    let state = match open {
        Some(_) => cx.words.with("case-matches-open", &[("count", card.open.len().into())]),
        None => cx.words.with("case-matches", &[("count", card.customers.len().into())]),
    };
    let name = customer.map(|one| {
        let name = if caller.linked.is_some() {
            spoken(&one.name, &one.title)
        } else {
            spoken(&mask::name(&one.name), &one.title)
        };
        joined(&[name, one.company.clone()])
    });
    let standing = customer.map(|one| joined(&[cx.tier_name(one.tier).to_owned(), cx.words.get("case-unverified")]));
    let more = cx.words.with("case-known", &[("open", card.open.len().into()), ("recent", card.recent.len().into())]);
    Who {
        head,
        sign: String::new(),
        state,
        name: name
            .or_else(|| open.map(|row| mask::name(&row.customer)))
            .unwrap_or_else(|| cx.words.get("case-new-customer")),
        standing: standing.unwrap_or_default(),
        more,
    }
}

/// This call: talk, silence, hold, how fast it was answered.
pub fn call_rows(hand: &Hand<'_>) -> Vec<Entry> {
    let cx = hand.cx;
    let row = |key: &str, words: String, right: String, warn: bool| Entry {
        name: cx.words.get(key),
        words,
        right,
        warn,
        struck: false,
    };
    let Some(call) = hand.call else { return Vec::new() };
    let began = call.began;
    let since = cx.words.with("case-since", &[("time", cx.hour_minute(began).into())]);
    let quiet = cx.now.since_ms(cx.last_key.max(began)).max(0);
    let silence = cx.words.with("case-silence-after", &[("seconds", (SILENCE_MS / 1000).into())]);
    let waits = call.line == Line::Hold;
    let waited = if waits { minutes_seconds(call.hold_s(cx.now)) } else { String::new() };
    let mut rows = vec![row(bar_word(call), since, minutes_seconds(cx.now.since_ms(began) / 1000), false)];
    if call.meeting() != Meeting::Telephone {
        return rows;
    }
    let key = cx.keymap.shown(&["line"], "hold", true).unwrap_or_default();
    rows.push(row(
        "case-silence",
        silence,
        minutes_seconds(quiet / 1000),
        call.silence_ms(cx.last_key, cx.now).is_some(),
    ));
    rows.push(row("case-hold", key, waited, waits));
    if let Some((rings, late)) = rings(hand) {
        let words = cx.words.with("case-rings", &[("rings", rings.into())]);
        let right = cx.words.get(if late { "case-answered-late" } else { "case-answered-in-time" });
        rows.push(row("case-answered", words, right, late));
    }
    rows
}

/// The telephone is what they meet over, as far as anybody said.
fn on_the_phone(hand: &Hand<'_>) -> bool {
    hand.call.is_none_or(|call| call.meeting() == Meeting::Telephone)
}

fn bar_word(call: &Call) -> &'static str {
    match call.meeting() {
        Meeting::Telephone => "case-talk",
        Meeting::Counter => "line-counter",
        Meeting::Chat => "line-chat",
        Meeting::Writing => "line-writing",
    }
}

/// What the contact in hand is called.
pub fn this_contact(hand: &Hand<'_>) -> &'static str {
    if on_the_phone(hand) { "case-this-call" } else { "case-this-contact" }
}

/// What a contact that has no case yet is called.
pub fn new_contact(hand: &Hand<'_>) -> &'static str {
    match hand.call.map(Call::meeting) {
        None | Some(Meeting::Telephone) => "case-new",
        Some(Meeting::Counter) => "case-new-counter",
        Some(Meeting::Chat) => "case-new-chat",
        Some(Meeting::Writing) => "case-new-writing",
    }
}

/// Rings before the answer, and whether that was late.
fn rings(hand: &Hand<'_>) -> Option<(i64, bool)> {
    let rings = hand.rings()?;
    let rule = hand.cx.rules.manual.channels.iter().find_map(|rule| rule.rings);
    Some((rings, rule.is_some_and(|limit| rings > limit)))
}

/// What happened on the case, or what the caller came for before.
pub fn past(hand: &Hand<'_>, caller: &Caller) -> (String, Vec<Entry>) {
    let cx = hand.cx;
    if let Some(file) = cx.file.as_ref().filter(|_| hand.case.is_some()) {
        return (cx.words.get("case-history"), history::latest(file, history::ROWS, cx));
    }
    let rows = caller
        .card
        .as_ref()
        .map_or_else(Vec::new, |card| card.open.iter().chain(&card.recent).map(|row| before(row, cx)).collect());
    let none = || Entry { name: cx.words.get("case-none-before"), ..Entry::default() };
    let rows = if rows.is_empty() && caller.card.is_some() { vec![none()] } else { rows };
    (cx.words.get("case-before"), rows)
}

/// The present duty with its level.
pub fn duty_level(case: &Case, cx: &Cx) -> Option<(String, bool)> {
    let level = case.level?;
    Some((cx.level_name(level).to_owned(), level == crate::domain::Level::ONE && !case.state.is_terminal()))
}

/// An earlier case of the caller.
fn before(row: &QueueRow, cx: &Cx) -> Entry {
    let kind = row.kind.map(|kind| control::name(Field::Kind, kind.as_str(), cx));
    let local = cx.local(row.received_at);
    Entry {
        name: local.format("%m-%d").to_string(),
        words: joined(&[in_major(row.major, cx), kind.unwrap_or_default(), row.summary.clone()]),
        right: if row.state.is_terminal() { String::new() } else { cx.words.get("case-open") },
        warn: false,
        struck: false,
    }
}
