//! What is to be read.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::parties::Person;

use super::rows::{CallerCard, FollowUpPage, QueuePage, QueueRow};
use crate::case::{AlikeCase, Matter, history};
use crate::contact::{Call, OpenCall};
use crate::shift::Shift;
use crate::{Case, Event, Recorded, StationId, Tier, Timestamp};

/// Something to be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// A page of the queue, with the badges.
    Queue {
        /// Which part.
        view: QueueView,
        /// Whose "mine".
        agent: Uuid,
        /// Words, number tail or case number to filter by; empty for all.
        filter: String,
        /// First row.
        offset: usize,
        /// Rows wanted.
        limit: usize,
        /// The time "overdue" is judged at.
        now: Timestamp,
    },
    /// A page of the work list of follow-ups.
    FollowUps {
        /// Whose.
        agent: Uuid,
        /// What is kept for any lead counts as theirs too.
        lead: bool,
        /// Everybody's.
        all: bool,
        /// First row.
        offset: usize,
        /// Rows wanted.
        limit: usize,
        /// The time "overdue" and "today" are judged at.
        now: Timestamp,
    },
    /// One case with its history.
    Case(Uuid),
    /// Every case with a number, however its letters are typed, or whose number ends so.
    CasesWithNo(String),
    /// Lines of these cases, in this order.
    Lines(Vec<Uuid>),
    /// Open cases of a matter that came since a moment.
    Alike(Matter, Timestamp),
    /// Who is behind a number as typed.
    Caller(String),
    /// Contacts on which something is open, everybody's.
    OpenCalls,
    /// One contact.
    Contact(Uuid),
    /// What a person did on a day of the company's calendar.
    Shift(Uuid, NaiveDate),
}

/// A part of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueView {
    /// Cases I own.
    Mine,
    /// The same for a lead: beside them stands what leads were told and have not taken note of.
    Lead,
    /// The same for the second line: beside them stands what it was told of level 1 that no lead has taken note of.
    SecondLine,
    /// My team's open cases.
    All,
    /// Cases somebody else owns.
    Of(Uuid),
    /// Something is past its time.
    Overdue,
    /// Something is due within 15 minutes.
    Soon,
    /// Found by words in every case, closed ones included.
    Found,
}

/// Answers to queries.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// Rows and badges.
    Queue(QueuePage),
    /// Rows of the work list of follow-ups.
    FollowUps(FollowUpPage),
    /// A case with its history, or nothing when there is none.
    Case(Option<Box<CaseFile>>),
    /// Cases with their history.
    Cases(Vec<CaseFile>),
    /// Lines of cases, those that are there.
    Lines(Vec<QueueRow>),
    /// Open cases of one matter.
    Alike(Vec<AlikeCase>),
    /// What is known of a number.
    Caller(Box<CallerCard>),
    /// Contacts on which something is open, the oldest first.
    OpenCalls(Vec<OpenCall>),
    /// A contact, or nothing when there is none.
    Contact(Option<Box<Call>>),
    /// A shift, or nothing where nobody signed on.
    Shift(Option<Box<Shift>>),
}

/// A case and the facts it was folded from.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Its facts, in folding order.
    pub facts: Vec<Recorded>,
    /// The customer's standing.
    pub tier: Tier,
    /// Those its facts name: who owns it or did, and leads who were told.
    pub people: Vec<Person>,
    /// Whether this one was written by a version newer than this program.
    pub newer: bool,
    /// Another case has the same number.
    pub twice: bool,
    /// The station that writes here, to tell apart who wrote where.
    pub station: StationId,
}

impl CaseFile {
    /// A case with the facts it was folded from, as the station that writes here has it.
    pub fn new(
        case: Case,
        facts: Vec<Recorded>,
        tier: Tier,
        people: Vec<Person>,
        (station, twice): (StationId, bool),
    ) -> Self {
        let newer = facts.iter().any(|fact| matches!(fact.event, Event::Unknown { .. }));
        Self { case, facts, tier, people, newer, twice, station }
    }

    /// The number of somebody its facts name; empty where nobody knows them.
    pub fn number_of(&self, person: Uuid) -> &str {
        self.people.iter().find(|known| known.id == person).map_or("", |known| &known.no)
    }

    /// What happened as people are told it: by moment, each act once.
    pub fn history(&self) -> Vec<&Recorded> {
        history(&self.facts)
    }
}
