//! The case of the row in hand, loaded for the side.

use uuid::Uuid;

use crate::domain::protocol::{CaseFile, Loaded, Query, Receipt, Token};
use crate::tui::cx::Cx;

#[derive(Debug, Default)]
pub struct Beside {
    file: Option<Box<CaseFile>>,
    asked: Option<(Token, Uuid)>,
}

impl Beside {
    /// The case, as far as it is loaded.
    pub fn file(&self) -> Option<&CaseFile> {
        self.file.as_deref()
    }

    /// Loads a case, unless it is there or on its way.
    pub fn show(&mut self, case: Option<Uuid>, cx: &mut Cx) {
        let Some(case) = case else {
            self.file = None;
            return;
        };
        let known = self.file.as_ref().is_some_and(|file| file.case.id == case);
        if !known && self.asked.is_none_or(|(_, asked)| asked != case) {
            self.asked = Some((cx.ask_instead(self.asked.map(|(token, _)| token), Query::Case(case)), case));
        }
    }

    pub fn refresh(&mut self, cx: &mut Cx) {
        if let Some(case) = self.file.as_ref().map(|file| file.case.id) {
            self.asked = Some((cx.ask_instead(self.asked.map(|(token, _)| token), Query::Case(case)), case));
        }
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes the case asked for; tells whether the answer was about it.
    pub fn loaded(&mut self, token: Token, answer: &Loaded) -> bool {
        let Loaded::Case(file) = answer else { return false };
        let mine = self.asked.take_if(|(asked, _)| *asked == token).is_some();
        if mine {
            self.file.clone_from(file);
        }
        mine
    }

    /// An act was saved, possibly on another case.
    pub fn done(&mut self, receipt: &Receipt) {
        if let (Some(shown), Some(file)) = (&mut self.file, receipt.file())
            && shown.case.id == file.case.id
        {
            (**shown).clone_from(file);
        }
    }
}
