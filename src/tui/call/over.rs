//! Short questions about a call: what became of it, why it is no case, what it was about; and what comes between calls.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;

use super::{Call, Meeting, Seat, back, bar, phone, shift, tell};
use crate::domain::Act;
use crate::domain::contact::{DropReason, EndedBy};
use crate::domain::protocol::Token;
use crate::domain::values::TaskResult;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::frame::GoesWith;
use crate::tui::layout::Grid;
use crate::tui::names::joined;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Way};
use crate::tui::widgets::menu::{self, ListName, Menu, Pick};
use crate::words::dashed;

/// Why something is no case, the commonest first.
const REASONS: [DropReason; 5] =
    [DropReason::WrongNumber, DropReason::Silent, DropReason::Prank, DropReason::Sales, DropReason::Abuse];

/// A question about a call, with its answers to choose from.
#[derive(Debug)]
pub struct Question {
    about: About,
    menu: Menu,
}

#[derive(Debug, Clone, Copy)]
enum About {
    /// How a call ended.
    End(Uuid),
    /// Why what is written for this case-to-be is no case, and the call it came by.
    NoCase { form_of: Uuid, call: Option<Uuid> },
    /// What a call that is over was about.
    WrapUp(Uuid),
    /// Whether anybody was reached by a call back.
    Back(Uuid),
    /// That a customer need not be called back.
    NoBack(Uuid),
    /// What the agent does between calls.
    State,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    /// It is still spoken.
    GoesOn,
    End(EndedBy),
    Drop(DropReason),
    /// The form alone goes; the call was a real one.
    FormOnly,
    Wrap(String),
    Result(TaskResult),
    NotNeeded,
    State(String),
}

fn ask(about: About, cx: &mut Cx) {
    cx.over(Box::new(Question { about, menu: Menu::new(ListName::Call) }));
}

/// Asks how this call ended.
pub fn ask_end(call: Uuid, cx: &mut Cx) {
    ask(About::End(call), cx);
}

/// Asks whether anybody was reached.
pub fn ask_result(call: Uuid, cx: &mut Cx) {
    ask(About::Back(call), cx);
}

/// Asks what the agent does now.
pub fn ask_state(cx: &mut Cx) {
    ask(About::State, cx);
}

/// Asks how the call in hand ended or, once it is over, what it was about.
pub fn ask_how(seat: Seat<'_>, cx: &mut Cx) {
    let live = phone::to_hang_up(seat, cx).map(|call| call.id);
    match (live, cx.calls.ended().map(|call| call.id)) {
        (Some(call), _) => ask_end(call, cx),
        (None, Some(call)) => {
            ask(About::WrapUp(call), cx);
        }
        (None, None) => cx.warn_with(GoesWith::Calls, cx.words.get("case-no-call")),
    }
}

/// What may be no case.
#[derive(Debug, Clone, Copy)]
enum Doubt {
    Of(About),
    /// The saved case in hand.
    Case,
}

/// Asks why what is in hand is no case; a saved case is marked.
pub fn ask_why(seat: Seat<'_>, cx: &mut Cx) {
    match doubt(seat, cx) {
        Some(Doubt::Of(about)) => ask(about, cx),
        Some(Doubt::Case) => cx.request(FrameRequest::Act(Act::Spam)),
        None => cx.warn(cx.words.get("call-nothing-to-drop")),
    }
}

/// Whether there is anything to ask that about.
pub fn is_in_doubt(seat: Seat<'_>, cx: &Cx) -> bool {
    doubt(seat, cx).is_some()
}

/// The call-back that is owed, the form that is not saved, or the call itself; else the saved case.
fn doubt(seat: Seat<'_>, cx: &Cx) -> Option<Doubt> {
    if let Some(owed) = seat.case.filter(|_| seat.owes(cx)) {
        return Some(Doubt::Of(About::NoBack(owed)));
    }
    let has_form = |case: &Uuid| seat.is_new(*case, cx);
    let own = seat.case.filter(|case| has_form(case));
    let call = match own {
        Some(case) => cx.calls.of(case),
        None => cx.calls.present().filter(|call| !call.linked && !seat.on_case),
    };
    let call = call.filter(|call| !call.linked).map(|call| (call.id, call.case));
    match (own.or(call.map(|(_, case)| case)), seat.file) {
        (Some(form_of), _) => Some(Doubt::Of(About::NoCase { form_of, call: call.map(|(id, _)| id) })),
        (None, Some(_)) if seat.on_case => Some(Doubt::Case),
        (None, _) => None,
    }
}

impl Question {
    fn choices(&self, cx: &Cx) -> Vec<Choice> {
        match self.about {
            About::End(id) => {
                let found = cx.calls.get(id).is_some_and(|call| call.found);
                let ends = [EndedBy::Customer, EndedBy::Cut, EndedBy::Us].map(Choice::End);
                let unseen = found.then_some(Choice::End(EndedBy::Unknown));
                found.then_some(Choice::GoesOn).into_iter().chain(ends).chain(unseen).collect()
            }
            About::NoCase { call: None, .. } => vec![Choice::FormOnly],
            About::NoCase { .. } => REASONS.map(Choice::Drop).into_iter().chain([Choice::FormOnly]).collect(),
            About::Back(_) => back::RESULTS.map(Choice::Result).into(),
            About::NoBack(_) => vec![Choice::NotNeeded],
            About::State => cx.rules.manual.agent_states.iter().map(|rule| Choice::State(rule.id.clone())).collect(),
            About::WrapUp(_) => cx.rules.manual.wrap_codes.iter().map(|rule| Choice::Wrap(rule.id.clone())).collect(),
        }
    }

    fn choose(&self, at: usize, cx: &mut Cx) {
        let Some(choice) = self.choices(cx).get(at).cloned() else { return };
        cx.close();
        match (self.about, choice) {
            (About::End(id), Choice::GoesOn) => phone::goes_on(id, cx),
            (About::End(id), Choice::End(by)) => phone::end(id, by, cx),
            (About::Back(id), Choice::Result(result)) => back::came_of_it(id, result, cx),
            (About::NoBack(owed), Choice::NotNeeded) => back::not_needed(owed, cx),
            (About::State, Choice::State(code)) => shift::change(&code, cx),
            (About::WrapUp(id), Choice::Wrap(code)) => phone::wrap(id, Some(&code), cx),
            (About::NoCase { form_of, call }, Choice::Drop(reason)) => drop_call(form_of, call, reason, cx),
            (About::NoCase { form_of, .. }, Choice::FormOnly) => {
                cx.request(FrameRequest::Drop(form_of));
                cx.tell(cx.words.get("call-form-dropped"));
            }
            _ => {}
        }
    }

    fn title(&self, cx: &Cx) -> String {
        let who = |id: Uuid| cx.calls.get(id).map_or_else(String::new, |call| bar::known_by(call, cx));
        let (key, who) = match self.about {
            About::End(id) if cx.calls.get(id).is_some_and(|call| call.found) => ("call-ask-found", who(id)),
            About::End(id) => ("call-ask-end", who(id)),
            About::NoCase { call: Some(id), .. } => ("call-ask-why", who(id)),
            About::NoCase { call: None, .. } => ("call-ask-form", String::new()),
            About::WrapUp(id) => ("call-ask-wrap-up", who(id)),
            About::Back(id) => ("call-ask-back", who(id)),
            About::NoBack(_) => ("call-ask-no-back", String::new()),
            About::State => ("shift-ask-state", String::new()),
        };
        cx.words.with(key, &[("who", who.into()), ("meeting", self.meeting(cx).as_str().into())])
    }

    /// How those meet whom it is about; what is asked follows.
    fn meeting(&self, cx: &Cx) -> Meeting {
        let call = match self.about {
            About::End(id) | About::WrapUp(id) | About::NoCase { call: Some(id), .. } => cx.calls.get(id),
            About::NoCase { call: None, .. } | About::Back(_) | About::NoBack(_) | About::State => None,
        };
        call.map_or(Meeting::Telephone, Call::meeting)
    }
}

fn drop_call(form_of: Uuid, call: Option<Uuid>, reason: DropReason, cx: &mut Cx) {
    let call = call.and_then(|id| cx.calls.get(id)).cloned();
    let meeting = call.as_ref().map_or(Meeting::Telephone, Call::meeting);
    let why = words(&Choice::Drop(reason), meeting, cx);
    if let Some(call) = call {
        tell::dropped(&call, reason, cx);
    }
    cx.request(FrameRequest::Drop(form_of));
    let dropped = cx.words.with("call-dropped", &[("why", why.into()), ("meeting", meeting.as_str().into())]);
    cx.tell_with(GoesWith::Calls, joined(&[dropped, phone::still_waits(cx).unwrap_or_default()]));
}

/// An answer in the words of the telephone, the counter, a chat or a letter.
fn words(choice: &Choice, meeting: Meeting, cx: &Cx) -> String {
    let met = |key: &str| cx.words.with(key, &[("meeting", meeting.as_str().into())]);
    match choice {
        Choice::GoesOn => met("call-goes-on"),
        Choice::End(by) => met(&format!("call-end-{}", by.as_str())),
        Choice::Drop(reason) => met(&format!("call-drop-{}", dashed(reason.as_str()))),
        Choice::Result(result) => cx.words.get(&format!("case-result-{}", dashed(result.as_str()))),
        Choice::NotNeeded => cx.words.get("call-back-not-needed"),
        Choice::FormOnly => met("call-drop-form-only"),
        Choice::State(code) => {
            let rule = cx.rules.manual.agent_states.iter().find(|rule| rule.id == *code);
            rule.map_or_else(|| code.clone(), |rule| rule.names.get(cx.lang).to_owned())
        }
        Choice::Wrap(code) => {
            let rule = cx.rules.manual.wrap_codes.iter().find(|rule| rule.id == *code);
            rule.map_or_else(|| code.clone(), |rule| rule.names.get(cx.lang).to_owned())
        }
    }
}

impl Layer for Question {
    fn id(&self) -> &'static str {
        "pick"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        let len = self.choices(cx).len();
        match self.menu.act(action, len) {
            Pick::Chosen(at) => self.choose(at, cx),
            Pick::Nothing if action == "close" => cx.close(),
            Pick::Moved | Pick::Again | Pick::Nothing => {}
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        let len = self.choices(cx).len();
        let pick = self.menu.input(input, menu::below_title, len);
        if let Pick::Chosen(at) = pick {
            self.choose(at, cx);
        }
        pick.took("take")
    }

    fn answer(&mut self, _token: Token, _answer: Answer<'_>, _cx: &mut Cx) -> Told {
        Told::ByTheFrame
    }

    fn hear(&mut self, _news: News<'_>, _cx: &mut Cx) {}

    /// Digits choose.
    fn has_field(&self) -> bool {
        true
    }

    fn way(&self, _goal: &Goal<'_>, _cx: &Cx) -> Way {
        Way::Elsewhere
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        vec![Hint::plain("take"), Hint::choose(cx), Hint::plain("close")]
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        brush.put(4, grid.top, end, &self.title(cx), cx.theme.bold(Role::Strong));
        let (choices, meeting, ink) = (self.choices(cx), self.meeting(cx), cx.ink());
        let hand =
            self.menu.draw(menu::below_title(grid), end, choices.len(), ink, &mut brush, |brush, at, y, here| {
                let x = menu::put_key(at, y, end, ink, brush);
                let style = if here { cx.theme.bold(Role::Text) } else { cx.theme.style(Role::Text) };
                let choice = choices.get(at).map_or_else(String::new, |choice| words(choice, meeting, cx));
                brush.put(x, y, end, &choice, style);
            });
        Some(Position::new(0, hand))
    }
}

impl Overlay for Question {
    fn extent(&self, cx: &Cx) -> Extent {
        Extent::of(self.choices(cx).len(), 4)
    }
}
