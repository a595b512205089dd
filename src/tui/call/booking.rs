//! A call-back is booked: number, time as people say it, why. With nobody on the line it is a missed call that is noted.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;

use super::{Seat, bar};
use crate::domain::acts::tasks;
use crate::domain::contact::{self, Booking, CallbackWhy, MissedReason};
use crate::domain::protocol::{ContactRequest, Request, Token};
use crate::domain::{ContactEvent, EventId, Field, FollowUpKind, Record, Timestamp, Value};
use crate::text::mask;
use crate::tui::cx::Cx;
use crate::tui::form::when::{self, Side};
use crate::tui::keymap::Table;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Way};
use crate::tui::widgets::{TextField, menu};

pub const TABLE: Table = Table { chain: &["book", "line"], actions: "take next prev close" };
/// The fields, by the key of their names.
const NAMES: [&str; 3] = ["call-book-number", "call-book-time", "call-book-note"];
const NUMBER: usize = 0;
const TIME: usize = 1;
const NOTE: usize = 2;

/// The three fields.
#[derive(Debug)]
pub struct Book {
    /// The contact it is asked for in; of a missed call there is none yet.
    contact: Option<Uuid>,
    /// It is booked already and gets another time: why, and whose it is.
    moves: Option<(CallbackWhy, Option<Uuid>)>,
    who: String,
    fields: [TextField; 3],
    at: usize,
    sent: Option<Timestamp>,
}

/// Asks for the three, in the contact in hand or as a missed call.
pub fn ask(seat: Seat<'_>, cx: &mut Cx) {
    let call = cx.calls.present().cloned();
    // The row in hand may be another customer's.
    let theirs = seat.file.filter(|file| call.as_ref().is_some_and(|call| call.case == file.case.id));
    let of_case = theirs.and_then(|file| file.case.record.text(Field::CallerNumber));
    let mut fields = [TextField::line(32), TextField::line(24), TextField::line(120)];
    let typed = call.as_ref().map(|call| call.number.clone()).filter(|number| !number.is_empty());
    let known = typed.or_else(|| of_case.map(str::to_owned)).unwrap_or_default();
    let [number, ..] = &mut fields;
    number.set(&known);
    let who = call.as_ref().map_or_else(String::new, |call| bar::known_by(call, cx));
    let at = if known.is_empty() { NUMBER } else { TIME };
    cx.over(Box::new(Book { contact: call.map(|call| call.id), moves: None, who, fields, at, sent: None }));
}

/// Asks for another time of a call-back that is owed.
pub fn ask_anew(contact: &contact::Call, cx: &mut Cx) {
    let Some(owed) = contact.owed() else { return };
    let mut fields = [TextField::line(32), TextField::line(24), TextField::line(120)];
    let [number, _, note] = &mut fields;
    number.set(&owed.number);
    note.set(&owed.note);
    let (moves, who) = (Some((owed.why, owed.owner)), mask::phone(&owed.number));
    cx.over(Box::new(Book { contact: Some(contact.id), moves, who, fields, at: TIME, sent: None }));
}

impl Book {
    fn text(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", |field| field.text().trim())
    }

    /// By when a missed call is called back where nobody says.
    fn usual(&self, cx: &Cx) -> Option<Timestamp> {
        let rule = tasks::rule(&cx.rules.manual, FollowUpKind::Callback)?;
        let minutes = rule.after_min.get(CallbackWhy::Missed.as_str()).copied()?;
        self.contact.is_none().then(|| cx.now.plus_min(minutes))
    }

    fn due(&self, cx: &Cx) -> Option<Timestamp> {
        let typed = self.text(TIME);
        if typed.is_empty() {
            return self.usual(cx);
        }
        when::read(typed, cx.now, Side::Future, &cx.rules.calendar).filter(|at| *at > cx.now)
    }

    fn take(&mut self, cx: &mut Cx) {
        if self.sent.is_some() {
            return;
        }
        let number = self.text(NUMBER).to_owned();
        if number.is_empty() {
            self.at = NUMBER;
            return cx.warn(cx.words.get("call-book-no-number"));
        }
        let Some(due) = self.due(cx) else {
            self.at = TIME;
            return cx.warn(cx.words.get("followups-no-time"));
        };
        let text = |words: &str| Value::Text(words.to_owned());
        let called = Record::default().with(Field::CallerNumber, text(&number));
        let note = self.text(NOTE);
        let personal = if note.is_empty() { called.clone() } else { called.clone().with(Field::Note, text(note)) };
        let asked = if self.contact.is_some() { CallbackWhy::Asked } else { CallbackWhy::Missed };
        let (why, owner) = self.moves.unwrap_or((asked, Some(cx.agent.person)));
        let booking = Booking { due, why, owner, personal };
        let booked = match self.moves {
            Some(_) => ContactEvent::CallbackMoved(booking),
            None => ContactEvent::CallbackBooked(booking),
        };
        let missed = ContactEvent::Missed { reason: MissedReason::Nobody, wait_s: None, personal: called };
        let facts = self.contact.is_none().then_some(missed).into_iter().chain([booked]).collect();
        let contact = self.contact.unwrap_or_else(|| cx.new_id());
        self.sent = Some(due);
        let key = EventId(cx.new_id());
        cx.submit(Request::Contact(ContactRequest { contact, key, facts }));
    }

    /// What is said of the field in hand below it.
    fn below(&self, cx: &Cx) -> String {
        if self.at != TIME {
            return String::new();
        }
        match (self.due(cx), self.text(TIME).is_empty()) {
            (Some(at), true) => cx.words.with("call-book-time-usual", &[("at", cx.moment(at).into())]),
            (None, true) => cx.words.get("followups-time-how"),
            (Some(at), false) => cx.words.with("followups-time-is", &[("at", cx.moment(at).into())]),
            (None, false) => cx.words.get("followups-no-time"),
        }
    }
}

impl Layer for Book {
    fn id(&self) -> &'static str {
        "book"
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLE.chain
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        match action {
            "take" => self.take(cx),
            "next" => self.at = (self.at + 1).min(NOTE),
            "prev" => self.at = self.at.saturating_sub(1),
            "close" => cx.close(),
            _ => {}
        }
    }

    fn input(&mut self, input: Input<'_>, _cx: &mut Cx) -> Took {
        let Some(field) = self.fields.get_mut(self.at) else { return Took::Nothing };
        match input {
            Input::Key(key) => field.key(key).took(),
            Input::Paste(words) => {
                field.paste(words);
                Took::Input
            }
            Input::Click(..) | Input::Wheel(_) => Took::Nothing,
        }
    }

    fn answer(&mut self, _token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        let Some(due) = self.sent.take() else { return Told::ByTheFrame };
        match answer {
            Answer::Done(_) => {
                let (at, number) = (cx.moment(due), mask::phone(self.text(NUMBER)));
                cx.close();
                cx.tell(cx.words.with("call-booked", &[("at", at.into()), ("number", number.into())]));
                Told::Here
            }
            // What was typed stays, with the reason below.
            Answer::Rejected(_) | Answer::Loaded(_) => Told::ByTheFrame,
        }
    }

    fn hear(&mut self, _news: News<'_>, _cx: &mut Cx) {}

    fn has_field(&self) -> bool {
        true
    }

    fn way(&self, _goal: &Goal<'_>, _cx: &Cx) -> Way {
        Way::Elsewhere
    }

    fn hints(&self, _cx: &Cx) -> Vec<Hint> {
        ["take", "next", "close"].map(Hint::plain).into()
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        let key = match (self.moves, self.contact) {
            (Some(_), _) => "call-book-moved",
            (None, Some(_)) => "call-book-asked",
            (None, None) => "call-book-missed",
        };
        let title = cx.words.with(key, &[("who", self.who.as_str().into())]);
        brush.put(4, grid.top, end, &title, cx.theme.bold(Role::Strong));
        let names = NAMES.map(|name| cx.words.get(name));
        let wide = names.iter().map(|name| crate::tui::paint::cells(name)).max().unwrap_or_default();
        let mut cursor = None;
        for (at, ((name, field), y)) in names.iter().zip(&self.fields).zip(grid.top + 2..).enumerate() {
            if at == self.at {
                menu::mark(cx.ink(), y, end, &mut brush);
            }
            brush.put(4, y, end, name, cx.theme.bold(Role::Text));
            let position = field.draw(&mut brush, 6 + wide, y, end, cx.theme.style(Role::Text));
            cursor = if at == self.at { Some(position) } else { cursor };
        }
        brush.put(6 + wide, grid.top + 6, end, &self.below(cx), cx.theme.style(Role::Dim));
        cursor
    }
}

impl Overlay for Book {
    fn extent(&self, _cx: &Cx) -> Extent {
        Extent::Rows(8)
    }
}
