//! The calls in the top bar: the one spoken filled, those on hold beside it, each by whom it is known.

use super::{Call, Line, Meeting, shift};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::remaining::minutes_seconds;
use crate::tui::screen::Hint;

/// One call in the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    pub words: String,
    /// The one the agent is busy with.
    pub filled: bool,
    /// Somebody waits too long.
    pub late: bool,
}

impl Chip {
    /// The cells it takes at this place, with its edges and the blank beside it.
    fn cells(&self, at: usize) -> usize {
        text::width(&self.words) + if self.filled || at == 0 { 3 } else { 1 }
    }
}

/// How much is said of whom each call is with.
#[derive(Debug, Clone, Copy)]
enum Names {
    Whole,
    Short,
    /// Of those who wait: whom the agent is busy with is known best.
    Waiting,
    Left,
}

impl Names {
    fn of(self, call: &Call, cx: &Cx) -> String {
        match self {
            Self::Whole => known_by(call, cx),
            Self::Short => text::cut(&known_by(call, cx), SHORT_NAME),
            Self::Waiting if call.line == Line::Hold => Self::Short.of(call, cx),
            Self::Waiting | Self::Left => String::new(),
        }
    }
}

/// Cells of a name where the bar is short.
const SHORT_NAME: usize = 6;

/// What stands at the right of the top bar, the rightmost first, saying less where the room is short: names give way,
/// that of whoever waits last, and in the end all but the call the agent is busy with.
pub fn chips(room: usize, cx: &Cx) -> Vec<Chip> {
    let fits = |chips: &Vec<Chip>| chips.iter().enumerate().map(|(at, chip)| chip.cells(at)).sum::<usize>() <= room;
    let forms = [Names::Whole, Names::Short, Names::Waiting, Names::Left].map(|names| all(names, cx));
    let least = forms.last().and_then(|chips| chips.first()).cloned();
    forms.into_iter().find(fits).unwrap_or_else(|| least.into_iter().collect())
}

fn all(names: Names, cx: &Cx) -> Vec<Chip> {
    let Some(present) = cx.calls.present() else {
        let ready = || (cx.words.get("line-ready"), cx.calls.idle_since());
        let (state, since) = shift::state(cx).unwrap_or_else(ready);
        let words = format!("{state} {}", minutes_seconds(cx.now.since_ms(since).max(0) / 1000));
        return vec![Chip { words, filled: false, late: false }];
    };
    let others: Vec<&Call> = cx.calls.all().iter().filter(|call| call.id != present.id && call.is_live()).collect();
    let mut chips = vec![chip(present, (!others.is_empty(), names), cx)];
    let mut held = cx.calls.on_hold();
    held.retain(|call| call.id != present.id);
    chips.extend(others.iter().filter(|call| call.line != Line::Hold).map(|call| chip(call, (true, names), cx)));
    if held.len() > 1 {
        chips.extend(held.first().map(|oldest| several(held.len(), (oldest, names), cx)));
    } else {
        chips.extend(held.iter().map(|call| chip(call, (true, names), cx)));
    }
    chips
}

fn chip(call: &Call, (named, how): (bool, Names), cx: &Cx) -> Chip {
    let filled = call.is_active() && cx.calls.present().is_some_and(|present| present.id == call.id);
    if let Some(quiet) = call.silence_ms(cx.last_key, cx.now).filter(|_| filled && !call.found) {
        let seconds = quiet / 1000;
        let timer = format!("{}:{:02} !", seconds / 60, seconds % 60);
        let who = if named { how.of(call, cx) } else { String::new() };
        return Chip { words: spaced(&[&cx.words.get("line-silence"), &who, &timer]), filled, late: false };
    }
    let who = if named || call.found { how.of(call, cx) } else { String::new() };
    Chip { words: spaced(&[&cx.words.get(words_key(call)), &who, &timer(call, cx)]), filled, late: is_late(call, cx) }
}

/// More than one waits: how many, and the one that waits longest.
fn several(count: usize, (oldest, names): (&Call, Names), cx: &Cx) -> Chip {
    let count = format!("{} {count}", cx.words.get("line-hold"));
    let words = spaced(&[&count, &names.of(oldest, cx), &timer(oldest, cx)]);
    Chip { words, filled: false, late: is_late(oldest, cx) }
}

fn is_late(call: &Call, cx: &Cx) -> bool {
    call.found || call.waits_long(cx.now)
}

/// How long it is in its state; of a call that was open when the program came up nobody knows.
fn timer(call: &Call, cx: &Cx) -> String {
    if call.found {
        return "?".to_owned();
    }
    let timer = minutes_seconds(cx.now.since_ms(call.since).max(0) / 1000);
    if call.waits_long(cx.now) { format!("{timer} !") } else { timer }
}

fn words_key(call: &Call) -> &'static str {
    match (call.meeting(), call.line) {
        (Meeting::Telephone, Line::Talk) => "line-talk",
        (Meeting::Telephone, Line::CallBack) => "line-callback",
        (Meeting::Telephone, Line::Hold) => "line-hold",
        (Meeting::Telephone, Line::WrapUp) => "line-wrap-up",
        (Meeting::Counter, Line::Talk | Line::CallBack) => "line-counter",
        (Meeting::Counter, Line::Hold) => "line-counter-waits",
        (Meeting::Chat, Line::Talk | Line::CallBack | Line::Hold) => "line-chat",
        (Meeting::Writing, Line::Talk | Line::CallBack | Line::Hold) => "line-writing",
        (Meeting::Counter | Meeting::Chat | Meeting::Writing, Line::WrapUp) => "line-after",
    }
}

/// Whom a call is known by: the name, else what its unsaved form says, else that it is new.
pub(super) fn known_by(call: &Call, cx: &Cx) -> String {
    if !call.who.is_empty() {
        return call.who.clone();
    }
    let form = cx.unsaved.iter().rev().find(|form| form.case == call.case);
    let typed = form.map_or("", |form| if form.who.is_empty() { &form.number } else { &form.who });
    if typed.is_empty() { cx.words.get("line-somebody") } else { typed.to_owned() }
}

/// The keys of the telephone as they work now: whom the one changes over to, what the other ends.
pub fn hints(in_hand: Option<&Call>, cx: &Cx) -> Vec<Hint> {
    let waiting = cx.calls.on_hold().first().map(|call| known_by(call, cx));
    let meeting = in_hand.or_else(|| cx.calls.present()).filter(|call| call.is_live()).map(Call::meeting);
    let hold = match (cx.calls.spoken(), waiting, meeting) {
        (Some(_), Some(who), _) => Some(("call-change-over", who)),
        (None, Some(who), _) => Some(("call-take-back", who)),
        (Some(_), None, Some(Meeting::Telephone)) => return vec![Hint::plain("hold"), Hint::plain("hang_up")],
        (_, None, _) => None,
    };
    let hold = hold.map(|(key, who)| Hint::saying("hold", cx.words.with(key, &[("who", who.into())])));
    let end = match meeting {
        None | Some(Meeting::Writing) => None,
        Some(Meeting::Telephone) => Some(Hint::plain("hang_up")),
        Some(Meeting::Counter) => Some(Hint::saying("hang_up", cx.words.get("call-counter-over"))),
        Some(Meeting::Chat) => Some(Hint::saying("hang_up", cx.words.get("call-chat-over"))),
    };
    hold.into_iter().chain(end).collect()
}

fn spaced(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
