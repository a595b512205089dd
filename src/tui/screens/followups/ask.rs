//! A short question about the row in hand: what came of the call, until when to put it off, which new time.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::acts::{Did, unanswered};
use super::list::act_name;
use crate::domain::protocol::{FollowUpRow, Request, Token};
use crate::domain::values::TaskResult;
use crate::domain::{Act, Command, Field, FollowUpKind, Record, Target, Timestamp, Value};
use crate::text;
use crate::tui::cx::{Cx, FrameRequest, Onward};
use crate::tui::form::when::{self, Side};
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{self, Extent, Hint, Input, Layer, News, Overlay, Told, Took};
use crate::tui::theme::Role;
use crate::tui::way::{Goal, Press, Way};
use crate::tui::widgets::TextField;
use crate::tui::widgets::menu::{self, ListName, Menu, Pick};
use crate::words::dashed;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// What came of the call.
    Result,
    /// Until when it is put off.
    PutOff,
    /// The new time agreed with the customer.
    NewTime,
}

/// The ways to put something off; the last one is a time that is typed.
const PUT_OFF: [&str; 4] =
    ["followups-in-15", "followups-in-60", "followups-tomorrow-nine", "followups-at-a-chosen-time"];

#[derive(Debug)]
pub struct Ask {
    question: Question,
    row: FollowUpRow,
    answer: Answer,
    sent: Option<Did>,
}

#[derive(Debug)]
enum Answer {
    Chosen(Menu),
    Typed(TextField),
}

impl Ask {
    pub fn new(question: Question, row: FollowUpRow) -> Self {
        let answer = match question {
            Question::Result => Answer::Chosen(Menu::new(ListName::Results)),
            Question::PutOff => Answer::Chosen(Menu::new(ListName::PutOff)),
            Question::NewTime => Answer::Typed(TextField::line(24)),
        };
        Self { question, row, answer, sent: None }
    }

    fn options(&self, cx: &Cx) -> Vec<String> {
        match self.question {
            Question::NewTime => Vec::new(),
            Question::PutOff => PUT_OFF.iter().map(|key| cx.words.get(key)).collect(),
            Question::Result => {
                let name = |result: &TaskResult| cx.words.get(&format!("case-result-{}", dashed(result.as_str())));
                TaskResult::ALL.iter().map(name).collect()
            }
        }
    }

    /// How many there are to choose from; nothing where a time is typed.
    fn count(&self) -> usize {
        match (&self.answer, self.question) {
            (Answer::Typed(_), _) | (_, Question::NewTime) => 0,
            (_, Question::PutOff) => PUT_OFF.len(),
            (_, Question::Result) => TaskResult::ALL.len(),
        }
    }

    fn choose(&mut self, at: usize, cx: &mut Cx) {
        if self.sent.is_some() {
            return;
        }
        match self.question {
            Question::Result => self.take_result(at, cx),
            Question::PutOff | Question::NewTime => self.put_off(at, cx),
        }
    }

    fn take_time(&mut self, cx: &mut Cx) {
        let Some(due) = self.read(cx) else { return cx.warn(cx.words.get("followups-no-time")) };
        let command = match (self.question, self.row.item.what) {
            (Question::PutOff, _) => self.of_task(Act::FollowUpSnoozed, due, cx),
            (_, FollowUpKind::Promise) => self.of_promise(due, cx),
            _ => self.of_task(Act::FollowUpRescheduled, due, cx),
        };
        let did = if self.question == Question::PutOff { Did::PutOff(due) } else { Did::Moved(due) };
        self.send(command, did, cx);
    }

    /// The moment typed, as it would be taken.
    fn read(&self, cx: &Cx) -> Option<Timestamp> {
        let Answer::Typed(field) = &self.answer else { return None };
        when::read(field.text(), cx.now, Side::Future, &cx.rules.calendar).filter(|at| *at > cx.now)
    }

    fn of_task(&self, act: Act, due: Timestamp, cx: &mut Cx) -> Command {
        let record = Record::default().with(Field::Due, Value::At(due));
        cx.command(act, record, Some(Target::FollowUp(self.row.item.id)))
    }

    /// Before its time a promise is renegotiated; once missed it is past, and a new one is made in the same words.
    fn of_promise(&self, due: Timestamp, cx: &mut Cx) -> Command {
        let item = &self.row.item;
        let mut record = Record::default().with(Field::Due, Value::At(due));
        if item.missed == 0 {
            return cx.command(Act::PromiseRenegotiated, record, Some(Target::Promise(item.id)));
        }
        if !item.text.is_empty() {
            record = record.with(Field::Note, Value::Text(item.text.clone()));
        }
        cx.command(Act::PromiseMade, record, None)
    }

    fn put_off(&mut self, at: usize, cx: &mut Cx) {
        let tomorrow = cx.local(cx.now).date().succ_opt().and_then(|day| day.and_hms_opt(9, 0, 0));
        let raw = match at {
            0 => cx.now.plus_min(15),
            1 => cx.now.plus_min(60),
            2 => tomorrow.map_or(cx.now, |at| cx.rules.calendar.at(at)),
            _ => {
                self.answer = Answer::Typed(TextField::line(24));
                return;
            }
        };
        let due = cx.rules.calendar.outbound(self.row.item.what, raw);
        let command = self.of_task(Act::FollowUpSnoozed, due, cx);
        self.send(command, Did::PutOff(due), cx);
    }

    /// Nobody reached is a try; a new time is asked for; a rating call that reached somebody goes on with the marks.
    fn take_result(&mut self, at: usize, cx: &mut Cx) {
        let Some(result) = TaskResult::ALL.get(at).copied() else { return };
        match result {
            result if result.is_unanswered() => {
                let (command, did) = unanswered(&self.row, result, cx);
                self.send(command, did, cx);
            }
            TaskResult::Rescheduled => {
                self.question = Question::NewTime;
                self.answer = Answer::Typed(TextField::line(24));
            }
            TaskResult::Reached
                if matches!(self.row.item.what, FollowUpKind::Satisfaction | FollowUpKind::LowScore) =>
            {
                let marks = self.row.item.what == FollowUpKind::Satisfaction;
                cx.tell(cx.words.get(if marks { "followups-ask-marks" } else { "followups-ask-what-was-done" }));
                cx.close();
                if marks {
                    cx.open_case(self.row.case.id);
                } else {
                    cx.request(FrameRequest::OpenFor(self.row.case.id, Onward::Act(Act::FollowUpDone)));
                }
            }
            _ => {
                let record = Record::default().with(Field::FollowUpResult, Value::Code(result.as_str().to_owned()));
                let target = Target::FollowUp(self.row.item.id);
                let command = cx.command(Act::FollowUpDone, record, Some(target));
                self.send(command, Did::Done(self.row.item.what), cx);
            }
        }
    }

    fn send(&mut self, command: Command, did: Did, cx: &mut Cx) {
        cx.submit(Request::Act { case: self.row.case.id, command });
        self.sent = Some(did);
    }

    fn title(&self, cx: &Cx) -> String {
        let key = match self.question {
            Question::Result => "followups-ask-result",
            Question::PutOff => "followups-ask-until",
            Question::NewTime => "followups-ask-time",
        };
        let who = text::mask::name(&self.row.case.customer);
        cx.words.with(key, &[("who", who.into()), ("what", act_name(self.row.item.what, cx).into())])
    }

    fn draw_time(&self, field: &TextField, cx: &Cx, grid: &Grid, brush: &mut Brush<'_>) -> Position {
        let end = grid.overlay_end().saturating_sub(2);
        let y = grid.top + 2;
        menu::mark(cx.ink(), y, end, brush);
        let x = brush.put(4, y, end, &cx.words.get("followups-time"), cx.theme.bold(Role::Text)) + 2;
        let at = field.draw(brush, x, y, x + 24, cx.theme.style(Role::Text));
        let below = match self.read(cx) {
            _ if field.is_empty() => cx.words.get("followups-time-how"),
            Some(due) => cx.words.with("followups-time-is", &[("at", cx.moment(due).into())]),
            None => cx.words.get("followups-no-time"),
        };
        brush.put(x, y + 1, end, &below, cx.theme.style(Role::Dim));
        at
    }
}

impl Layer for Ask {
    fn id(&self) -> &'static str {
        "pick"
    }

    fn tables(&self) -> &'static [&'static str] {
        &["pick", "line"]
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        let count = self.count();
        let pick = match &mut self.answer {
            Answer::Typed(_) if action == "take" && self.sent.is_none() => return self.take_time(cx),
            Answer::Typed(_) => Pick::Nothing,
            Answer::Chosen(menu) => menu.act(action, count),
        };
        match pick {
            Pick::Chosen(at) => self.choose(at, cx),
            Pick::Nothing if action == "close" => cx.close(),
            Pick::Moved | Pick::Again | Pick::Nothing => {}
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        let count = self.count();
        let pick = match (&mut self.answer, input) {
            (Answer::Chosen(menu), input) => menu.input(input, menu::below_title, count),
            (Answer::Typed(field), Input::Key(key)) => return field.key(key).took(),
            (Answer::Typed(field), Input::Paste(words)) => {
                field.paste(words);
                return Took::Input;
            }
            (Answer::Typed(_), Input::Click(..) | Input::Wheel(_)) => Pick::Nothing,
        };
        if let Pick::Chosen(at) = pick {
            self.choose(at, cx);
        }
        pick.took("take")
    }

    fn answer(&mut self, _token: Token, answer: screen::Answer<'_>, cx: &mut Cx) -> Told {
        let Some(did) = self.sent.take() else { return Told::ByTheFrame };
        match answer {
            screen::Answer::Done(receipt) => {
                did.tell(receipt, cx);
                cx.close();
            }
            // What was typed stays, with the reason below.
            screen::Answer::Rejected(_) => return Told::ByTheFrame,
            screen::Answer::Loaded(_) => {}
        }
        Told::Here
    }

    fn hear(&mut self, _news: News<'_>, _cx: &mut Cx) {}

    /// Digits choose, so they belong to the question even while nothing is typed.
    fn has_field(&self) -> bool {
        true
    }

    fn way(&self, goal: &Goal<'_>, _cx: &Cx) -> Way {
        let Goal::Pick(code) = goal else { return Way::Elsewhere };
        let at = TaskResult::ALL.iter().position(|result| result.as_str() == *code);
        match at.filter(|_| self.question == Question::Result) {
            Some(at) => Way::keys(vec![Press::Key(menu::key_of(at))]),
            None => Way::Elsewhere,
        }
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        let mut hints = vec![Hint::plain("take")];
        if matches!(self.answer, Answer::Chosen(_)) {
            hints.push(Hint::choose(cx));
        }
        hints.push(Hint::plain("close"));
        hints
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        let mut brush = Brush::new(buf);
        let end = grid.overlay_end().saturating_sub(2);
        brush.put(4, grid.top, end, &self.title(cx), cx.theme.bold(Role::Strong));
        let menu = match &self.answer {
            Answer::Typed(field) => return Some(self.draw_time(field, cx, grid, &mut brush)),
            Answer::Chosen(menu) => menu,
        };
        let options = self.options(cx);
        let ink = cx.ink();
        let hand = menu.draw(menu::below_title(grid), end, options.len(), ink, &mut brush, |brush, at, y, here| {
            let x = menu::put_key(at, y, end, ink, brush);
            let style = if here { cx.theme.bold(Role::Text) } else { cx.theme.style(Role::Text) };
            brush.put(x, y, end, options.get(at).map_or("", String::as_str), style);
        });
        Some(Position::new(0, hand))
    }
}

impl Overlay for Ask {
    fn extent(&self, _cx: &Cx) -> Extent {
        Extent::of(self.count().max(2), 4)
    }
}
