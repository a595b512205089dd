//! The reader: questions, each as of every save made before it; one that was replaced meanwhile is not begun.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use super::Outlet;
use super::writer::Saves;
use crate::desk::Queries;
use crate::domain::protocol::{Query, Token};
use crate::tui::Msg;

/// What the reader is to do.
#[derive(Debug)]
pub(super) enum Question {
    /// A question, and how many requests were made before it.
    Ask { token: Token, query: Query, after: u64 },
    /// Nobody waits for this one any more.
    Forget(Token),
}

pub(super) fn work(mut queries: Queries, inbox: &Receiver<Question>, answers: &Outlet, saves: &Saves) {
    let mut waiting: VecDeque<(Token, Query, u64)> = VecDeque::new();
    loop {
        if waiting.is_empty() {
            let Ok(question) = inbox.recv() else { return };
            take(&mut waiting, question);
        }
        for question in inbox.try_iter() {
            take(&mut waiting, question);
        }
        let Some((token, query, after)) = waiting.pop_front() else { continue };
        saves.wait_for(after);
        let answer = match queries.ask(query) {
            Ok(loaded) => Msg::Loaded(token, loaded),
            Err(rejection) => Msg::Rejected(token, rejection),
        };
        if !answers.send(answer) {
            return;
        }
    }
}

fn take(waiting: &mut VecDeque<(Token, Query, u64)>, question: Question) {
    match question {
        Question::Ask { token, query, after } => waiting.push_back((token, query, after)),
        Question::Forget(token) => waiting.retain(|(asked, ..)| *asked != token),
    }
}
