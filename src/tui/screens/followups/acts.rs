//! What can be done with the row in hand, and what is said once it is done.

use super::FollowUps;
use super::ask::{Ask, Question};
use super::list::act_name;
use crate::domain::protocol::{CaseFile, FollowUpRow, Receipt, Request};
use crate::domain::values::TaskResult;
use crate::domain::work_item::{TRIES, next_try, why_not_put_off};
use crate::domain::{Act, Command, Field, FollowUpKind, Record, Target, Timestamp, Value};
use crate::text;
use crate::tui::cx::Cx;
use crate::words::dashed;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    Done(FollowUpKind),
    Told,
    /// It is due then instead.
    Moved(Timestamp),
    /// Put off until then.
    PutOff(Timestamp),
    /// Nobody answered, this many times by now; the next try, where there is one.
    NoAnswer(u32, Option<Timestamp>),
}

impl Did {
    /// Past tense, who and what, then the way back.
    pub fn tell(self, receipt: &Receipt, cx: &mut Cx) {
        let Some(CaseFile { case, .. }) = receipt.file() else { return };
        let name = case.record.text(Field::CustomerName).unwrap_or_default();
        let who = || ("who", text::mask::name(name).into());
        let at = |moment: Timestamp| ("at", cx.moment(moment).into());
        let words = match self {
            Self::Told => super::super::queue::told_words(case, receipt.saved_at, cx),
            Self::Done(what) => cx.words.with("followups-did", &[who(), ("what", act_name(what, cx).into())]),
            Self::Moved(due) => cx.words.with("followups-moved", &[who(), at(due)]),
            Self::PutOff(due) => cx.words.with("followups-put-off", &[who(), at(due)]),
            Self::NoAnswer(tries, Some(due)) => {
                cx.words.with("followups-no-answer", &[who(), ("n", i64::from(tries).into()), at(due)])
            }
            Self::NoAnswer(tries, None) => {
                cx.words.with("followups-no-answer-last", &[who(), ("n", i64::from(tries).into())])
            }
        };
        cx.tell_act(&words, false);
    }
}

impl FollowUps {
    pub(super) fn act_on(&mut self, action: &str, row: Option<&FollowUpRow>, cx: &mut Cx) {
        let Some(row) = row else { return cx.warn(cx.words.get("queue-nothing-chosen")) };
        if let Some(why) = why_not(action, row, cx) {
            return cx.warn(why);
        }
        match action {
            "told" => self.tell_progress(row, cx),
            "due" | "done" => self.finish(row, cx),
            "acts" => cx.open_for(row.case.id, "acts"),
            "why" => cx.open_for(row.case.id, "why"),
            "renegotiate" => cx.over(Box::new(Ask::new(Question::NewTime, row.clone()))),
            "put_off" => cx.over(Box::new(Ask::new(Question::PutOff, row.clone()))),
            "no_answer" => self.no_answer(row, cx),
            _ => {}
        }
    }

    fn send(&mut self, row: &FollowUpRow, command: Command, did: Did, cx: &mut Cx) {
        cx.submit(Request::Act { case: row.case.id, command });
        self.sent = Some(did);
    }

    fn tell_progress(&mut self, row: &FollowUpRow, cx: &mut Cx) {
        let command = cx.command(Act::ProgressTold, Record::default(), None);
        self.send(row, command, Did::Told, cx);
    }

    /// A promise is kept, an update told; of a call it is asked what came of it.
    fn finish(&mut self, row: &FollowUpRow, cx: &mut Cx) {
        match row.item.what {
            FollowUpKind::Progress => self.tell_progress(row, cx),
            FollowUpKind::Promise => {
                let command = cx.command(Act::PromiseKept, Record::default(), Some(Target::Promise(row.item.id)));
                self.send(row, command, Did::Done(FollowUpKind::Promise), cx);
            }
            _ => cx.over(Box::new(Ask::new(Question::Result, row.clone()))),
        }
    }

    fn no_answer(&mut self, row: &FollowUpRow, cx: &mut Cx) {
        let (command, did) = unanswered(row, TaskResult::NoAnswer, cx);
        self.send(row, command, did, cx);
    }
}

/// A call nobody answered: the try is counted, and the next one is put into another part of the day.
pub fn unanswered(row: &FollowUpRow, result: TaskResult, cx: &mut Cx) -> (Command, Did) {
    let item = &row.item;
    let tries = item.attempts + 1;
    let ends = tries >= TRIES || item.what == FollowUpKind::CustomerWait;
    let next = (!ends).then(|| next_try(&cx.rules.calendar, item.what, item.attempts, cx.now));
    let mut record = Record::default().with(Field::FollowUpResult, Value::Code(result.as_str().to_owned()));
    if let Some(due) = next {
        record = record.with(Field::Due, Value::At(due));
    }
    let command = cx.command(Act::FollowUpNoAnswer, record, Some(Target::FollowUp(item.id)));
    (command, Did::NoAnswer(tries, next))
}

/// Why an action cannot be done with a row.
pub fn why_not(action: &str, row: &FollowUpRow, cx: &Cx) -> Option<String> {
    let (what, words) = (row.item.what, &cx.words);
    match action {
        "no_answer" if what == FollowUpKind::Promise => Some(words.get("followups-firm")),
        "no_answer" if !what.is_call() => Some(words.get("followups-no-call")),
        "renegotiate" if what == FollowUpKind::Progress => Some(words.get("followups-rhythm")),
        "put_off" => why_not_put_off(what, row.item.snoozed, &cx.rules.manual.follow_ups).map(|rule| match rule {
            "promise-not-put-off" => words.get("followups-firm"),
            rule => words.get(&format!("rule-{}", dashed(rule))),
        }),
        _ => None,
    }
}
