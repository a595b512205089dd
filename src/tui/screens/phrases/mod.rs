//! What do I say now, and what must I not say?

mod draw;

pub use draw::title;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::manual::{Avoid, Phrase};
use crate::domain::protocol::{Request, Token};
use crate::domain::say::Piece;
use crate::domain::{Act, Case};
use crate::tui::cx::Cx;
use crate::tui::find::Finder;
use crate::tui::layout::Grid;
use crate::tui::screen::{Answer, Hint, InHand, Input, Layer, News, Offer, Screen, Spot, Told, Took, Visit};
use crate::tui::screens::case::phrase_rail::said_on;
use crate::tui::slots;
use crate::tui::unsaved::Unsaved;
use crate::tui::way::{Goal, Way};
use crate::tui::widgets::menu::{ListName, Menu, stride};
use crate::tui::widgets::{Edited, TextField};

const TABLES: &[&str] = &["phrases", "lists", "line", "everywhere"];
pub const TABLE: super::Table =
    super::Table { chain: TABLES, actions: "said find copy part down up page_down page_up first last back" };

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    /// What to say.
    #[default]
    Say,
    /// What not to say, and what instead.
    Avoid,
}

#[derive(Debug)]
pub struct Phrases {
    field: TextField,
    finding: bool,
    part: Part,
    menu: Menu,
    found: Option<Vec<usize>>,
    /// The title of the phrase whose mark is on its way.
    sent: Option<String>,
}

impl Default for Phrases {
    fn default() -> Self {
        let (field, menu) = (TextField::default(), Menu::new(ListName::Phrases));
        Self { field, finding: false, part: Part::default(), menu, found: None, sent: None }
    }
}

impl Phrases {
    /// What is found of a part of the book, by its places in the manual; all of it when nothing is looked for.
    fn found<'a, T>(&self, book: &'a [T]) -> Vec<&'a T> {
        match &self.found {
            Some(found) => found.iter().filter_map(|at| book.get(*at)).collect(),
            None => book.iter().collect(),
        }
    }

    /// What is found; where nothing is looked for, what to say now on the open case stands first.
    fn phrases<'a>(&self, cx: &'a Cx) -> Vec<&'a Phrase> {
        let book = self.found(&cx.rules.manual.phrases);
        let Some(file) = cx.file.as_deref().filter(|_| self.found.is_none()) else { return book };
        let mut first = slots::chosen(file, cx);
        let rest: Vec<&Phrase> =
            book.into_iter().filter(|phrase| !first.iter().any(|one| one.id == phrase.id)).collect();
        first.extend(rest);
        first
    }

    fn avoided<'a>(&self, cx: &'a Cx) -> Vec<&'a Avoid> {
        self.found(&cx.rules.manual.avoid)
    }

    fn len(&self, cx: &Cx) -> usize {
        match self.part {
            Part::Say => self.phrases(cx).len(),
            Part::Avoid => self.avoided(cx).len(),
        }
    }

    /// Looks anew; a search is done once per key, not once per frame.
    fn look(&mut self, cx: &Cx) {
        self.menu.start_over();
        let typed = self.field.text();
        let finder = Finder::new(typed);
        self.found = (!typed.trim().is_empty()).then(|| match self.part {
            Part::Say => find_phrases(&finder, cx),
            Part::Avoid => find_avoided(&finder, cx),
        });
    }

    fn step(&mut self, step: isize, cx: &Cx) {
        self.menu.step(step, self.len(cx));
        self.menu.keep_in_sight(room(cx));
    }

    /// Marks the phrase in hand as said on the open case.
    fn said(&mut self, cx: &mut Cx) {
        if self.part == Part::Avoid {
            return;
        }
        if !is_said_somewhere(cx) {
            return cx.warn(cx.words.get("phrases-no-case-open"));
        }
        let book = self.phrases(cx);
        let Some(phrase) = book.get(self.menu.at()) else { return };
        // A new call takes note of it until its case is saved.
        let Some(open) = open_case(cx) else { return cx.say_on_case(phrase.id.clone()) };
        let (case, id, title) = (open.id, phrase.id.clone(), draw::title(phrase, cx));
        // What it promises it promises here, too; without a time the case asks for one.
        let Some(record) = said_on(open, phrase, cx) else { return cx.say_on_case(id) };
        let command = cx.command(Act::PhraseSaid, record, None);
        cx.submit(Request::Act { case, command });
        self.sent = Some(title);
    }

    /// Copies the wording; one with an empty blank is not copied, so that nobody reads a blank aloud.
    fn copy(&self, cx: &mut Cx) {
        let pieces = match self.part {
            Part::Say => self
                .phrases(cx)
                .get(self.menu.at())
                .map(|phrase| (Some(*phrase), slots::filled(phrase, open_case(cx), cx))),
            Part::Avoid => {
                self.avoided(cx).get(self.menu.at()).map(|avoid| (None, slots::better(avoid, open_case(cx), cx)))
            }
        };
        let Some((phrase, pieces)) = pieces else { return };
        let blanks: Vec<String> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Blank(slot) => Some(slots::question(phrase, slot, cx)),
                Piece::Text(_) | Piece::Filled { .. } => None,
            })
            .collect();
        if blanks.is_empty() {
            let whole: String = pieces.iter().map(spoken).collect();
            cx.copy(whole);
            cx.tell(cx.words.get("phrases-copied-whole"));
        } else {
            let list = blanks.join(&cx.words.get("list-separator"));
            cx.warn(cx.words.with("phrases-has-blank", &[("blanks", list.into())]));
        }
    }

    fn back(&mut self, cx: &mut Cx) {
        if self.finding {
            self.finding = false;
        } else if !self.field.is_empty() {
            self.field.clear();
            self.look(cx);
        } else {
            cx.back();
        }
    }
}

fn find_phrases(finder: &Finder<'_>, cx: &Cx) -> Vec<usize> {
    let mut found: Vec<(bool, usize)> = Vec::new();
    for (at, phrase) in cx.rules.manual.phrases.iter().enumerate() {
        let (title, group) = (draw::title(phrase, cx), draw::group_name(phrase, cx));
        // What was meant is more often a title than some words in the middle of a sentence.
        if finder.finds(&[&title, group]) {
            found.push((false, at));
        } else if finder.finds(&[phrase.words.get(cx.lang), &phrase.words.en, &phrase.id, &title, group]) {
            found.push((true, at));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

fn find_avoided(finder: &Finder<'_>, cx: &Cx) -> Vec<usize> {
    let fits = |avoid: &Avoid| {
        let forms = avoid.forms.iter().map(String::as_str);
        let texts: Vec<&str> = forms.chain([avoid.better.get(cx.lang), avoid.better.en.as_str()]).collect();
        finder.finds(&texts)
    };
    let book = cx.rules.manual.avoid.iter().enumerate();
    book.filter(|(_, avoid)| fits(avoid)).map(|(at, _)| at).collect()
}

fn open_case(cx: &Cx) -> Option<&Case> {
    cx.file.as_ref().map(|file| &file.case)
}

/// Whether a case or a new call is open that takes note of what is said.
fn is_said_somewhere(cx: &Cx) -> bool {
    cx.file.is_some() || !cx.calls.all().is_empty()
}

fn spoken(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) | Piece::Filled { text, .. } => text,
        Piece::Blank(_) => "",
    }
}

/// Rows of the list at the size of the terminal.
fn room(cx: &Cx) -> usize {
    cx.grid().map_or(1, |grid| usize::from(draw::Place::new(&grid).room().max(1)))
}

impl Layer for Phrases {
    fn id(&self) -> &'static str {
        "phrases"
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn on(&mut self, action: &str, cx: &mut Cx) {
        if let Some(by) = stride(action, room(cx)) {
            return self.step(by, cx);
        }
        match action {
            "said" if self.finding => self.finding = false,
            "said" => self.said(cx),
            "find" => {
                self.finding = true;
                self.field.clear();
                self.look(cx);
            }
            "copy" => self.copy(cx),
            "part" => {
                self.part = if self.part == Part::Say { Part::Avoid } else { Part::Say };
                self.look(cx);
            }
            _ => self.back(cx),
        }
    }

    fn input(&mut self, input: Input<'_>, cx: &mut Cx) -> Took {
        match input {
            Input::Key(key) => {
                let edited = self.field.key(key);
                if edited == Edited::Changed {
                    self.look(cx);
                }
                edited.took()
            }
            Input::Paste(words) if self.finding => {
                self.field.paste(words);
                self.look(cx);
                Took::Input
            }
            Input::Paste(_) => Took::Nothing,
            Input::Click(..) => {
                let len = self.len(cx);
                self.menu.input(input, |grid| draw::Place::new(grid).rows(), len).took("said")
            }
            Input::Wheel(by) => {
                self.step(by, cx);
                Took::Input
            }
        }
    }

    fn answer(&mut self, _token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told {
        let title = self.sent.take().unwrap_or_default();
        match answer {
            Answer::Done(_) => {
                cx.tell_act(&cx.words.with("phrases-said", &[("title", title.into())]), false);
                Told::Here
            }
            Answer::Loaded(_) | Answer::Rejected(_) => Told::ByTheFrame,
        }
    }

    fn hear(&mut self, _news: News<'_>, _cx: &mut Cx) {}

    fn has_field(&self) -> bool {
        self.finding
    }

    fn way(&self, _wish: &Goal<'_>, _cx: &Cx) -> Way {
        Way::Elsewhere
    }

    fn hints(&self, cx: &Cx) -> Vec<Hint> {
        if self.finding {
            let up_down = Hint::choose(cx);
            return vec![up_down, Hint::plain("part"), Hint::plain("back"), Hint::plain("help")];
        }
        let mut hints = vec![Hint::plain("find")];
        if self.part == Part::Say && is_said_somewhere(cx) {
            hints.push(Hint::plain("said"));
        }
        let rest = ["copy", "part", "back", "palette", "help"];
        hints.extend(rest.into_iter().map(Hint::plain));
        hints
    }

    fn view(&self, cx: &Cx, grid: &Grid, buf: &mut Buffer) -> Option<Position> {
        Some(draw::draw(self, cx, grid, buf))
    }
}

impl Screen for Phrases {
    fn visit(&mut self, _visit: Visit, _cx: &mut Cx) {}

    fn subtitle(&self, _cx: &Cx) -> Option<String> {
        None
    }

    fn in_hand<'a>(&'a self, cx: &'a Cx) -> Option<InHand<'a>> {
        cx.file.as_deref().map(|file| (file.case.id, Some(file)))
    }

    fn spot(&self) -> Spot {
        Spot::default()
    }

    fn take_back(&mut self, _cx: &mut Cx) -> bool {
        false
    }

    fn unsaved(&self, _cx: &Cx) -> Vec<Unsaved> {
        Vec::new()
    }

    fn is_unsaved(&self) -> bool {
        false
    }

    fn why_not(&self, action: &str, cx: &Cx) -> Option<String> {
        (action == "said" && !is_said_somewhere(cx)).then(|| cx.words.get("phrases-no-case-open"))
    }

    fn acts_now(&self, _cx: &Cx) -> Vec<Offer> {
        Vec::new()
    }

    fn begin_act(&mut self, _act: Act, _cx: &mut Cx) {}
}
