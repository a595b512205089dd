//! What a list says about itself: its rows and the question that brings them, and what can be done with them.

use std::fmt::Debug;

use ratatui::buffer::Buffer;

use super::rows::{Batch, Listed, Rows};
use crate::domain::protocol::{CaseFile, Loaded, Query, Token};
use crate::tui::cx::Cx;
use crate::tui::keymap::Table;
use crate::tui::layout::Grid;
use crate::tui::paint::Brush;
use crate::tui::screen::{Answer, Hint, Told};
use crate::tui::way::{Goal, Way};

#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The words that narrow the list; empty where there are none.
    pub typed: &'a str,
    /// Rows of the whole list before the first one.
    pub offset: usize,
    /// How many at most.
    pub limit: usize,
}

#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    pub y: u16,
    /// It is the one in hand; its ground and mark are drawn already.
    pub in_hand: bool,
    pub grid: &'a Grid,
}

/// The name of a column, where there is one.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Locale key of the name.
    pub key: &'static str,
    pub from: u16,
    pub end: u16,
    /// The name stands at the end.
    pub right: bool,
}

#[derive(Debug)]
pub struct Empty {
    pub reason: String,
    /// Whether it is the answer to the screen's own question, not to a search or a view.
    pub strong: bool,
    /// What to press.
    pub how: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Stay,
    /// It is another list now: its first rows are asked for.
    Anew,
}

pub trait ListOf: Debug + Default + 'static {
    type Row: Listed + Debug;

    /// The screen's place in the keymap; its name is the screen's, too.
    const TABLE: Table;
    /// Actions that are about the row in hand.
    const OF_A_ROW: &'static [&'static str];
    /// Whether words narrow it.
    const IS_SEARCHED: bool;
    /// Whether the first group has a heading among the rows, too; the others always do.
    const HEADS_FIRST: bool;

    /// The question that brings the rows.
    fn question(&self, asked: Asked<'_>, cx: &Cx) -> Query;

    /// The rows of an answer with their groups; nothing where it is no answer to that question.
    fn rows(&mut self, answer: Loaded, asked: Asked<'_>, cx: &mut Cx) -> Option<Batch<Self::Row>>;

    /// The heading of a group, and how many rows it has as far as that is known.
    fn group(&self, group: usize, rows: &Rows<Self::Row>, cx: &Cx) -> (String, Option<usize>);

    fn columns(&self, grid: &Grid, cx: &Cx) -> Vec<Column>;

    fn draw(&self, row: &Self::Row, spot: Spot<'_>, cx: &Cx, brush: &mut Brush<'_>);

    /// Draws what stands beside or below the list, for the row in hand and its case as far as it is loaded.
    fn beside(row: Option<&Self::Row>, file: Option<&CaseFile>, cx: &Cx, grid: &Grid, buf: &mut Buffer);

    /// Why there is nothing to show.
    fn empty(&self, typed: &str, cx: &Cx) -> Empty;
}

/// What can be done with a list beyond moving in it, opening a row and looking for words.
pub trait ListActs: ListOf {
    /// Carries out an action of its own.
    fn act(&mut self, action: &str, row: Option<&Self::Row>, cx: &mut Cx) -> Then;

    /// Asks for what it needs besides its rows, whenever those are asked for.
    fn ask_besides(&mut self, asked: Asked<'_>, cx: &mut Cx);

    /// Takes the answer to something of its own.
    fn answer(&mut self, token: Token, answer: Answer<'_>, cx: &mut Cx) -> Told;

    /// Why an action is not possible with a row.
    fn why_not(&self, action: &str, row: Option<&Self::Row>, file: Option<&CaseFile>, cx: &Cx) -> Option<String>;

    /// The keys of the bottom row; `finding` while words are being typed.
    fn hints(&self, row: Option<&Self::Row>, finding: bool, cx: &Cx) -> Vec<Hint>;

    /// The keys to what is wished for.
    fn way(&self, goal: &Goal<'_>, rows: &Rows<Self::Row>) -> Way;

    /// What stands on the time row.
    fn subtitle(&self, typed: &str, cx: &Cx) -> Option<String>;

    /// A second passed over these rows.
    fn tick(&mut self, rows: &Rows<Self::Row>, cx: &mut Cx);
}
