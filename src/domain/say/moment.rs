//! The moment somebody has to say something in: what is known of it, and what follows from that for a phrase.

use std::collections::BTreeSet;

use super::code::{Callback, Debt, Doing, LineEvent, Need, Owed, PlanStanding, Telephone};
use crate::code::{Channel, Emotion, FollowUpKind, HolderKind, Kind, Level, Modifier, RatingStatus, Role, State};
use crate::grade::is_praise;
use crate::manual::{Manual, Phrase};
use crate::record::Field;

/// The sub-category that is about danger to a body; level 1 alone is no danger (A4).
const DANGER: &str = "product.safety";
/// The topic of a call that warns of a product.
const RECALL: &str = "recall_notice";
/// The sub-category of complaints about waiting.
const WAITING: &str = "service.wait";
/// Causes that are not ours; every other one is (A5, amended).
const NOT_OURS: &[&str] = &["customer_use", "outside"];
/// Nobody was heard for this long after the greeting (B1).
const UNHEARD_S: i64 = 5;
/// On hold for this long somebody comes back to the line (B1).
const LONG_HOLD_S: i64 = 45;
/// A silence of this length is broken (B1).
const SILENCE_S: i64 = 60;
/// After this much talk a description may have wandered off.
const LONG_TALK_S: i64 = 180;
/// Tries of a check of identity.
const TRIES: u32 = 3;

/// Everything the choice of words depends on; what is not known is absent and matters to no phrase that does not ask.
#[allow(clippy::struct_excessive_bools, reason = "facts of a moment hold or do not, each by itself")]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moment {
    /// The channel of the present contact, not of the case; a call of ours is outbound.
    pub channel: Channel,
    /// We began this contact.
    pub ours: bool,
    /// How the case came in.
    pub origin: Option<Channel>,
    /// What the telephone is doing.
    pub line: Option<Telephone>,
    /// The customer answered our call and agreed to talk.
    pub reached: bool,
    /// Where the case stands.
    pub state: State,
    /// What it is about.
    pub kind: Option<Kind>,
    /// The topic, for the kinds that have one.
    pub topic: Option<String>,
    /// The sub-category.
    pub category: Option<String>,
    /// The level, graded or as the form comes to.
    pub level: Option<Level>,
    /// Whether the level was found in this contact; absent where that is not known.
    pub graded_here: Option<bool>,
    /// Circumstances ticked or found.
    pub circumstances: BTreeSet<Modifier>,
    /// How the plan solves it.
    pub resolution: Option<String>,
    /// The class of the cause.
    pub cause: Option<String>,
    /// Where the work lies.
    pub holder: Option<HolderKind>,
    /// The mood heard in this contact.
    pub mood: Option<Emotion>,
    /// Signals in the words typed so far: `danger`, `injury`, `supervisor`, `vulnerable`, `repeat`.
    pub signals: BTreeSet<String>,
    /// Something is typed.
    pub typed: bool,
    /// Identity was checked.
    pub verified: bool,
    /// Failed tries of it.
    pub identity_fails: u32,
    /// Answered after the standard of the channel.
    pub rings_late: bool,
    /// Seconds the customer waited for a word.
    pub waited_s: i64,
    /// Outside the staffed hours.
    pub after_hours: bool,
    /// The caller has a file.
    pub known_customer: bool,
    /// The caller has an open case.
    pub open_case_of_caller: bool,
    /// The caller is back on a matter that is known.
    pub same_matter: bool,
    /// Seconds on hold.
    pub on_hold_s: i64,
    /// A hold has just ended.
    pub back_from_hold: bool,
    /// Seconds nobody spoke or typed.
    pub silence_s: i64,
    /// Seconds of talk.
    pub talk_s: i64,
    /// The case waits for the customer.
    pub waits_for_customer: bool,
    /// Departments named.
    pub departments: u32,
    /// Whether a promise is due or over.
    pub promise: Option<Owed>,
    /// Whether an update is due or over.
    pub progress: Option<Owed>,
    /// Where the plan stands.
    pub plan: Option<PlanStanding>,
    /// The form that is open.
    pub doing: Option<Doing>,
    /// The duty being worked off.
    pub duty: Option<FollowUpKind>,
    /// The field in focus.
    pub field: Option<Field>,
    /// Slots that can be filled now; all where it is not known.
    pub filled: Option<BTreeSet<String>>,
    /// What became of our call, as it is entered.
    pub result: Option<String>,
    /// What became of asking for a rating.
    pub rating: Option<RatingStatus>,
    /// Marks given so far.
    pub marks: Vec<i64>,
    /// The cost typed is above the role's limit.
    pub over_limit: bool,
    /// Why we ring back.
    pub callback: Option<Callback>,
    /// The case was filed longer ago than it can be reopened.
    pub past_reopening: bool,
    /// The store cannot be written.
    pub store_down: bool,
    /// The contact is past its opening, whatever was marked as said.
    pub under_way: bool,
    /// Phrases said in this contact, in order.
    pub said: Vec<String>,
    /// Phrases said earlier on the case.
    pub said_on_case: Vec<String>,
    /// Who asks.
    pub role: Option<Role>,
}

impl Moment {
    /// How often a phrase was said in this contact.
    pub(super) fn times_said(&self, id: &str) -> usize {
        self.said.iter().filter(|said| *said == id).count()
    }

    /// Whether one of these was said in this contact.
    pub(super) fn said_any(&self, ids: &[String]) -> bool {
        self.said.iter().any(|said| ids.contains(said))
    }

    /// Whether words written or spoken now reach the customer.
    pub(super) fn is_heard(&self) -> bool {
        let line = self.line.unwrap_or(if self.ours { Telephone::Ready } else { Telephone::Talk });
        match line {
            Telephone::Talk | Telephone::CallBack | Telephone::Hold => true,
            Telephone::WrapUp => false,
            Telephone::Ready => self.ours || !matches!(self.channel, Channel::Phone | Channel::Outbound),
        }
    }

    /// Whether the time of something we owe is over.
    pub(super) fn owes(&self, debt: Debt) -> bool {
        match debt {
            Debt::Promise => self.promise == Some(Owed::Overdue),
            Debt::BrokenWord => self.has_broken_word(),
            Debt::Overdue => self.progress == Some(Owed::Overdue),
            Debt::Update => self.progress.is_some(),
            Debt::Delay => self.promise != Some(Owed::Overdue) && self.plan == Some(PlanStanding::Late),
        }
    }

    fn has_broken_word(&self) -> bool {
        self.promise == Some(Owed::Overdue) || self.circumstances.contains(&Modifier::BrokenPromise)
    }

    /// Whether the line calls for words of its own; `greetings` are what may be said while nobody was heard yet.
    pub(super) fn line_is(&self, event: LineEvent, manual: &Manual) -> bool {
        let held = self.line == Some(Telephone::Hold) || self.on_hold_s > 0;
        match event {
            LineEvent::Unheard => !self.typed && self.waits_for_first_word(manual),
            LineEvent::Broken => self.typed && self.waits_for_first_word(manual),
            LineEvent::HoldKey => self.doing == Some(Doing::Hold) && !held,
            LineEvent::Hold => held && !self.back_from_hold,
            LineEvent::LongHold => held && !self.back_from_hold && self.on_hold_s >= LONG_HOLD_S,
            LineEvent::Back => self.back_from_hold,
            // Before the greeting nobody is told that we are still here.
            LineEvent::Silence => {
                let opened = self.under_way || !self.said.is_empty();
                opened && !held && !self.back_from_hold && self.silence_s >= SILENCE_S
            }
            LineEvent::StoreDown => self.store_down,
        }
    }

    fn waits_for_first_word(&self, manual: &Manual) -> bool {
        let greeting = |phrase: &Phrase| phrase.group == "greet" && self.said.contains(&phrase.id);
        let greetings =
            manual.phrases.iter().filter(|phrase| greeting(phrase)).map(|phrase| self.times_said(&phrase.id));
        let only = greetings.sum::<usize>() == self.said.len();
        self.state == State::Intake && self.silence_s >= UNHEARD_S && !self.said.is_empty() && only
    }

    /// Whether a condition of a phrase holds.
    pub(super) fn meets(&self, need: Need, manual: &Manual) -> bool {
        match need {
            Need::Theirs => !self.ours,
            Need::Ours => self.ours,
            // Also where that is being entered (A9).
            Need::NotReached => self.ours && (!self.reached || self.result.is_some()),
            Need::Cut => self.callback == Some(Callback::Cut),
            Need::Missed => self.callback == Some(Callback::Missed),
            Need::LateRings => self.rings_late,
            Need::InTime => !self.rings_late,
            Need::AfterHours => self.after_hours,
            Need::Staffed => !self.after_hours,
            // Past the standard of the automatic word only a human one is left to say.
            Need::JustCame => {
                let rule = manual.channels.iter().find(|rule| rule.id == self.channel);
                rule.and_then(|rule| rule.auto_ack_s).is_none_or(|standard| self.waited_s <= standard)
            }
            Need::LongTalk => self.talk_s >= LONG_TALK_S,
            Need::Known => self.known_customer,
            Need::OpenCase => self.open_case_of_caller,
            Need::Unverified => !self.verified && self.identity_fails < TRIES,
            Need::TriesLeft => self.identity_fails < TRIES,
            Need::ThirdFailure => self.identity_fails >= TRIES,
            Need::LowMark | Need::HighMark | Need::Unmarked | Need::Ratable => self.marks_meet(need, manual),
            need => self.matter_meets(need) || self.mood_meets(need),
        }
    }

    fn matter_meets(&self, need: Need) -> bool {
        match need {
            Need::KindOpen => self.kind.is_none(),
            Need::KindKnown => self.kind.is_some(),
            Need::WordStands => self.promise != Some(Owed::Overdue),
            Need::Graded => self.level.is_some(),
            Need::Regulator => self.origin == Some(Channel::Regulator),
            Need::SeveralDepartments => self.departments > 1,
            Need::ThirdParty => self.holder == Some(HolderKind::ThirdParty),
            Need::WaitsForCustomer => self.waits_for_customer,
            Need::InHand => self.is_in_hand(),
            Need::OverLimit => self.over_limit,
            Need::OurFault => self.cause.as_deref().is_some_and(|cause| !NOT_OURS.contains(&cause)),
            Need::PlanReady => matches!(self.plan, Some(PlanStanding::Ready)),
            Need::PlanTold => {
                matches!(self.plan, Some(PlanStanding::Told | PlanStanding::Accepted | PlanStanding::Late))
            }
            Need::Comeback => self.state == State::Archived || self.circumstances.contains(&Modifier::Reopened),
            Need::PastReopening => self.past_reopening,
            Need::SameMatter => self.same_matter,
            Need::NewMatter => !self.same_matter && !self.has_broken_word(),
            _ => false,
        }
    }

    fn mood_meets(&self, need: Need) -> bool {
        let cross = matches!(self.mood, Some(Emotion::Annoyed | Emotion::Angry));
        let upset = self.mood.is_some_and(|mood| mood != Emotion::Calm);
        match need {
            Need::Danger => self.is_dangerous(),
            Need::Injured => self.is_injured(),
            Need::Unhurt => !self.is_injured(),
            Need::BrokenWord => self.has_broken_word(),
            // A broken word is admitted whatever the mood, a second contact only to somebody cross about it (A5); never
            // on a call of ours (B4, amended).
            Need::LetDown => !self.ours && (self.has_broken_word() || self.same_matter && cross),
            Need::Supervisor => self.signals.contains("supervisor"),
            Need::Vulnerable => {
                self.circumstances.contains(&Modifier::Vulnerable) || self.signals.contains("vulnerable")
            }
            Need::Threat => {
                self.mood == Some(Emotion::Threatening)
                    || upset && self.circumstances.contains(&Modifier::ExposureThreat)
            }
            Need::WaitComplaint => self.category.as_deref() == Some(WAITING) || self.rings_late,
            _ => false,
        }
    }

    /// Danger to a body: the sub-category, a word of it, or a recall; never the level alone (A4).
    fn is_dangerous(&self) -> bool {
        let words = ["danger", "injury"].iter().any(|signal| self.signals.contains(*signal));
        words || self.category.as_deref() == Some(DANGER) || self.topic.as_deref() == Some(RECALL)
    }

    /// A word of injury; somebody in tears over a product that hurt them counts where the words are not at hand.
    fn is_injured(&self) -> bool {
        let told = self.signals.contains("injury");
        told || !self.typed && self.mood == Some(Emotion::Distressed) && self.category.as_deref() == Some(DANGER)
    }

    /// Whether whoever asks has the work in hand.
    fn is_in_hand(&self) -> bool {
        match self.holder {
            None => true,
            Some(HolderKind::Frontline) => self.role != Some(Role::SecondLine),
            Some(HolderKind::SecondLine) => self.role == Some(Role::SecondLine),
            Some(HolderKind::Department | HolderKind::ThirdParty) => false,
        }
    }

    /// Whether somebody is praised.
    pub(super) fn is_praise(&self) -> bool {
        is_praise(self.kind, self.topic.as_deref())
    }

    fn marks_meet(&self, need: Need, manual: &Manual) -> bool {
        let rule = &manual.satisfaction;
        match need {
            Need::LowMark => self.marks.iter().any(|mark| *mark <= i64::from(rule.low_dimension)),
            Need::HighMark => {
                let sum: i64 = self.marks.iter().sum();
                // Nine tenths of the best there is.
                let many = i64::try_from(self.marks.len()).unwrap_or(0);
                self.is_praise() || many > 0 && sum * 10 >= many * 45
            }
            Need::Unmarked => self.marks.is_empty(),
            Need::Ratable => self.marks.len() < rule.dimensions.len() && self.rating.is_none() && self.may_be_rated(),
            _ => false,
        }
    }

    /// Whether a rating may be asked here (A8): of what is answered in the contact itself, else in a call of its own.
    fn may_be_rated(&self) -> bool {
        let at_once = match self.kind {
            Some(Kind::Enquiry | Kind::Suggestion) => true,
            Some(Kind::Fault) => self.level == Some(Level::THREE),
            _ => false,
        };
        let apart = self.duty == Some(FollowUpKind::Satisfaction) || self.ours && self.doing == Some(Doing::Rating);
        apart || at_once && !self.ours && !self.state.is_terminal()
    }
}
