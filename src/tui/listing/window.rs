//! The questions for rows: which answer counts, and which may wait until the keys rest.

use crate::domain::Timestamp;
use crate::domain::protocol::{Loaded, Query, Token};
use crate::tui::cx::Cx;

/// Rows asked for at a time.
pub const PAGE: usize = 200;
/// The rows are asked for anew this often, because time moves them.
const STALE_MS: i64 = 10_000;
/// New rows wait until the keys have rested this long.
const REST_MS: i64 = 2_000;

/// What was asked last, and the answer that waits.
#[derive(Debug, Default)]
pub struct Window {
    /// The latest question, and whether its answer may wait until the keys rest.
    asked: Option<(Token, bool)>,
    asked_at: Option<Timestamp>,
    pending: Option<Loaded>,
    /// Enter came before the rows: what they bring is opened.
    opening: bool,
}

impl Window {
    /// Asks; the answer may wait until the keys rest where nobody pressed one for it.
    pub fn ask(&mut self, query: Query, may_wait: bool, cx: &mut Cx) {
        // A refresh must not make the answer wait that somebody looks for.
        let may_wait = may_wait && self.awaited().is_none();
        let token = cx.ask_instead(self.asked.map(|(token, _)| token), query);
        if self.opening {
            cx.wait_for(token);
        }
        self.asked = Some((token, may_wait));
        self.asked_at = Some(cx.now);
        self.pending = None;
    }

    /// The question somebody waits for.
    fn awaited(&self) -> Option<Token> {
        self.asked.filter(|(_, may_wait)| !may_wait).map(|(token, _)| token)
    }

    /// Whether anything was ever asked: until somebody looks at it for the first time a list costs nothing.
    pub const fn is_used(&self) -> bool {
        self.asked_at.is_some()
    }

    pub fn is_asked(&self, token: Token) -> bool {
        self.asked.is_some_and(|(asked, _)| asked == token)
    }

    /// An answer: what is to be shown now, if it is the one asked for and need not wait.
    pub fn answered(&mut self, token: Token, answer: &Loaded, cx: &Cx) -> Option<Loaded> {
        let (_, may_wait) = self.asked.take_if(|(asked, _)| *asked == token)?;
        if may_wait && cx.now.since_ms(cx.last_key) < REST_MS {
            self.pending = Some(answer.clone());
            return None;
        }
        Some(answer.clone())
    }

    pub fn rejected(&mut self, token: Token) {
        if self.asked.take_if(|(asked, _)| *asked == token).is_some() {
            self.opening = false;
        }
    }

    /// The answer that waited, once the keys rest.
    pub fn rested(&mut self, cx: &Cx) -> Option<Loaded> {
        if cx.now.since_ms(cx.last_key) >= REST_MS { self.pending.take() } else { None }
    }

    /// Whether it is time to ask anew.
    pub fn is_stale(&self, cx: &Cx) -> bool {
        self.asked_at.is_some_and(|at| cx.now.since_ms(at) >= STALE_MS)
    }

    /// Enter: while rows are awaited the hand is on something else than was asked for, so it waits for them, and the
    /// keys behind it wait too. Tells whether it has to.
    pub fn open_later(&mut self, cx: &mut Cx) -> bool {
        let awaited = self.awaited();
        if let Some(token) = awaited {
            self.opening = true;
            cx.wait_for(token);
        }
        awaited.is_some()
    }

    /// Whether Enter waits for the rows that have come now; it does so once.
    pub const fn opens_now(&mut self) -> bool {
        std::mem::replace(&mut self.opening, false)
    }
}
