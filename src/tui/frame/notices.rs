//! What the frame says below and above the work: what just happened, what is wrong until it is mended, what is on disk.

use uuid::Uuid;

use super::cx::Cx;
use super::screen::Spot;
use crate::domain::Timestamp;
use crate::domain::protocol::{JournalOp, OnlyRead};
use crate::tui::call::Line;

/// A notice stands this long unless something else happens.
const STANDS_MS: i64 = 20_000;

/// One line about what just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// Something is wrong or missing: shown with `!`, bold.
    pub bang: bool,
    /// Since when it stands.
    pub since: Timestamp,
    /// What it is about, and so goes with.
    pub with: GoesWith,
    /// The screen and case it waits for, where those are only about to come into sight.
    pub home: Option<Home>,
    /// Where it was said, once that is known.
    pub said_at: Option<Place>,
}

/// A screen, and the case on it where it is about one.
pub type Home = (&'static str, Option<Uuid>);

/// What a notice is about beside its screen and case; once that is another it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoesWith {
    /// The form in hand, or the list over it, in its layer.
    Form,
    /// The row of the form in hand.
    Row,
    /// How the calls of this desk stand.
    Calls,
    /// The forms that are not saved.
    Unsaved,
}

/// Where the agent is and what stands there, as far as a notice may be about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub home: Home,
    /// The overlay on top, by its number.
    pub layer: Option<u64>,
    pub spot: Spot,
    pub calls: Vec<(Uuid, Line, bool)>,
    pub unsaved: Vec<Uuid>,
}

impl Place {
    /// Whether what a notice is about is the same in both.
    fn agrees(&self, other: &Self, with: GoesWith) -> bool {
        let form = || self.layer == other.layer && self.spot.form == other.spot.form;
        self.home == other.home
            && match with {
                GoesWith::Form => form(),
                GoesWith::Row => form() && self.spot.row == other.spot.row,
                GoesWith::Calls => self.calls == other.calls,
                GoesWith::Unsaved => self.unsaved == other.unsaved,
            }
    }
}

/// Something that is wrong until somebody mends it: it stands until then, or until it is dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// What is wrong, and where.
    pub words: String,
    /// What to do about it.
    pub remedy: String,
}

/// What is known to be on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// An act, in the store.
    Act(Timestamp),
    /// What is being typed, in the journal.
    Draft(Timestamp),
}

impl Cx {
    /// The journal has taken a change: all that stands in the open forms is kept.
    pub fn draft_kept(&mut self, op: &JournalOp) {
        self.unkept = None;
        if matches!(op, JournalOp::Set { .. }) {
            self.saved = Some(Saved::Draft(self.now));
        }
    }

    /// What could not be kept before is kept now.
    pub fn draft_kept_at_last(&mut self) {
        self.unkept = None;
        self.saved = Some(Saved::Draft(self.now));
    }

    /// The journal cannot take what is typed: that stands there until it can.
    pub fn draft_not_kept(&mut self, code: &str) {
        let key = if code == "store-disk-full" { "unkept-disk-full" } else { "unkept-disk" };
        self.unkept = Some(Banner { words: self.words.get(key), remedy: self.words.get("unkept-remedy") });
    }

    /// What is wrong and stands there, the worst first.
    pub(super) fn standing(&self) -> Option<&Banner> {
        let worst = self.stuck.as_ref().or(self.unkept.as_ref());
        worst.or(self.banner.as_ref()).or(self.unread.as_ref())
    }

    /// Whether what stands there may be put away unmended.
    pub(super) const fn may_dismiss(&self) -> bool {
        self.stuck.is_none() && self.unkept.is_none()
    }

    /// Whether there is anything to put away.
    pub const fn has_to_dismiss(&self) -> bool {
        self.notice.is_some() || (self.may_dismiss() && (self.banner.is_some() || self.unread.is_some()))
    }

    /// Puts away what was said, and what stands there.
    pub(super) fn dismiss(&mut self) {
        self.notice = None;
        if self.may_dismiss() && self.banner.take().is_none() {
            self.unread = None;
        }
    }

    /// The store is not written any more: it stands there until somebody has seen to it.
    pub fn only_read(&mut self, why: &OnlyRead) {
        let key = format!("stuck-{}", why.code);
        let words = match why.missing {
            Some((missing, last)) => {
                let time = self.local(last).format("%m-%d %H:%M").to_string();
                let missing = i64::try_from(missing).unwrap_or(i64::MAX);
                self.words.with(&key, &[("missing", missing.into()), ("time", time.into())])
            }
            None => self.words.get(&key),
        };
        self.stuck = Some(Banner { words, remedy: self.words.get("stuck-remedy") });
    }

    fn say(&mut self, words: String, bang: bool, with: GoesWith, home: Option<Home>) {
        self.notice = Some(Notice { words, bang, since: self.now, with, home, said_at: None });
    }

    /// Says what just happened.
    pub fn tell(&mut self, words: String) {
        self.say(words, false, GoesWith::Form, None);
    }

    /// Says something that holds as long as this is as it is.
    pub fn tell_with(&mut self, with: GoesWith, words: String) {
        self.say(words, false, with, None);
    }

    /// Says what was just done, and the key that takes it back from where it is said.
    pub fn tell_act(&mut self, words: &str, in_field: bool) {
        let key = self.keymap.shown(&["everywhere"], "undo", in_field).unwrap_or_default();
        let way_back = self.words.get("notice-undo");
        self.tell(format!("{words}   {key} {way_back}"));
    }

    /// Says what is wrong or missing.
    pub fn warn(&mut self, words: String) {
        self.say(words, true, GoesWith::Form, None);
    }

    /// Says what is wrong or missing as long as this is as it is.
    pub fn warn_with(&mut self, with: GoesWith, words: String) {
        self.say(words, true, with, None);
    }

    /// Says what matters on a screen and case that are about to come into sight.
    pub fn warn_on(&mut self, screen: &'static str, case: Option<Uuid>, words: String) {
        self.say(words, true, GoesWith::Form, Some((screen, case)));
    }

    /// A notice goes with what it is about. What is on its way decides where one comes to.
    pub(super) fn house_notice(&mut self, here: &Place) {
        let on_the_way = self.in_flight.holds_keys();
        let Some(notice) = self.notice.as_mut().filter(|_| !on_the_way) else { return };
        let with = notice.with;
        let waits_elsewhere = notice.home.is_some_and(|home| home != here.home);
        if waits_elsewhere || !notice.said_at.get_or_insert_with(|| here.clone()).agrees(here, with) {
            self.notice = None;
        }
    }

    /// Takes away what has stood long enough.
    pub(super) fn forget_old_notice(&mut self) {
        if self.notice.as_ref().is_some_and(|notice| self.now.since_ms(notice.since) >= STANDS_MS) {
            self.notice = None;
        }
    }
}
