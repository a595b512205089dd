//! Case: the five steps of the case in hand, the form of the present step, the phrases, the caller, the history.

mod better;
mod conflict;
mod control;
mod guided;
mod keys;
mod layer;
mod line;
mod misplaced;
mod offers;
mod panel;
pub(super) mod phrase_rail;
mod pick;
mod reveal;
mod runbook;
mod save;
pub(super) mod side;
mod steps;
mod view;

use std::cell::OnceCell;

use uuid::Uuid;

use self::conflict::Clash;
use self::control::Lexicon;
use self::pick::{Item, List};
use self::side::{dues, explain};
use self::steps::{Purpose, StepForm, act, closing, heading, identify, intake, shorthand};
use crate::domain::acts::next;
use crate::domain::classify::{self, Classifier, Suggestion};
use crate::domain::protocol::{CallerCard, CustomerCard, Draft, Request, Token};
use crate::domain::{Act, Case, State, Timestamp};
use crate::tui::cx::Cx;
use crate::tui::widgets::Menu;

/// Its place in the keymap.
pub const TABLE: super::Table = super::Table { chain: &["case", "line", "everywhere"], actions: ACTIONS };
/// Its actions, the likeliest first.
const ACTIONS: &[&str] = &[
    "enter",
    "leave_step",
    "next_field",
    "prev_field",
    "up",
    "down",
    "out",
    "acts",
    "promise",
    "identity",
    "reveal",
    "why",
    "told",
    "runbook",
    "better",
    "same",
    "copy",
    "resume",
    "more_phrases",
    "say_1",
    "say_2",
    "say_3",
    "say_4",
    "say_5",
    "left",
    "right",
];

/// The Case screen.
#[derive(Debug, Default)]
pub struct CaseScreen {
    /// The case in hand; a new one's id is made with its form.
    id: Option<Uuid>,
    /// When a case that is not yet saved came in.
    received_at: Option<Timestamp>,
    /// The form of the present step, or of an act.
    form: Option<StepForm>,
    /// What the work block shows.
    mode: Mode,
    /// Phrases said before the case was saved.
    said: Vec<String>,
    /// Forms left unfinished, the last one on top.
    parked: Vec<Draft>,
    /// What was typed for the last act, for the case that it is taken back.
    just_sent: Option<Draft>,
    /// A form to be taken up once its case is loaded.
    pending: Option<Box<Draft>>,
    /// What is known of the number.
    caller: Option<Box<CallerCard>>,
    /// The number last asked about.
    asked: String,
    /// The question on its way.
    asking: Option<Token>,
    /// Asked for the cases this one could be merged into.
    merging: Option<Token>,
    /// The customer file the agent linked.
    linked: Option<CustomerCard>,
    /// An order on its way.
    sent: Option<Sent>,
    /// A masked field shown in full for a while, and one whose reason is being kept.
    reveal: reveal::Reveal,
    /// Which page of phrases.
    page: usize,
    /// Hears kind and mood in words; made when first needed.
    ear: Ear,
}

/// Hears kind and mood in words.
#[derive(Debug, Clone, Default)]
struct Ear(OnceCell<Classifier>);

impl Ear {
    fn suggest(&self, text: &str, cx: &Cx) -> Suggestion {
        classify::suggest(self.0.get_or_init(|| Classifier::new(&cx.rules.manual)), text)
    }
}

/// What the work block shows.
#[derive(Debug, Default)]
enum Mode {
    /// The form.
    #[default]
    Form,
    /// A list to choose from.
    List(List),
    /// Why a due time is what it is.
    Why(usize),
    /// Somebody changed the same fields.
    Clash(Box<Clash>),
}

/// An order on its way.
#[derive(Debug)]
struct Sent {
    token: Token,
    /// The acts, for the notice.
    acts: Vec<Act>,
    /// What goes without the last act if only that is refused.
    without_last: Option<Request>,
    /// A refusal that was already told, to be kept in sight.
    told: bool,
    /// The open case the contact turned out to belong to.
    moves_to: Option<Uuid>,
}

impl CaseScreen {
    /// The case in hand as it is saved.
    fn case<'a>(&self, cx: &'a Cx) -> Option<&'a Case> {
        cx.file.as_ref().map(|file| &file.case).filter(|case| Some(case.id) == self.id)
    }

    fn park(&mut self, cx: &Cx) {
        if let Some(id) = self.id
            && let Some(form) = self.form.take().filter(|form| form.begun && !form.about.sent)
        {
            self.parked.push(form.as_draft(heading(&form, id), self.received_at.unwrap_or(cx.now), cx));
        }
    }

    fn clear(&mut self, id: Uuid, now: Timestamp) {
        let (parked, pending, ear) = (std::mem::take(&mut self.parked), self.pending.take(), self.ear.clone());
        *self = Self { id: Some(id), received_at: Some(now), parked, pending, ear, ..Self::default() };
    }

    /// Shows the form of the step the case is in.
    fn present(&mut self, cx: &mut Cx) {
        self.mode = Mode::Form;
        self.page = 0;
        let form = match self.case(cx).cloned() {
            None => Some(intake::form(None, cx)),
            Some(case) => present_form(&case, &self.ear, cx),
        };
        self.form = form;
    }

    fn begin_new(&mut self, id: Uuid, cx: &mut Cx) {
        self.park(cx);
        self.clear(id, cx.now);
        cx.call.begin(id, false, cx.now);
        self.present(cx);
        if let Some(form) = &mut self.form {
            let heading = heading(form, id);
            form.begin(&heading, cx);
        }
        let unfinished = self.parked.len();
        if unfinished > 0 {
            let words = cx.words.with("case-parked", &[("count", unfinished.into())]);
            cx.tell(words);
        }
    }

    fn show_case(&mut self, id: Uuid, cx: &mut Cx) {
        if self.id == Some(id) && self.form.as_ref().is_some_and(|form| form.begun) {
            return;
        }
        self.park(cx);
        self.clear(id, cx.now);
        self.present(cx);
        if let Some(draft) = self.pending.take_if(|draft| draft.case == id) {
            self.take_up(&draft, cx);
        }
    }

    fn resume(&mut self, draft: Box<Draft>, cx: &mut Cx) {
        if Purpose::named(&draft.form) == Some(Purpose::Intake) {
            self.park(cx);
            self.clear(draft.case, draft.at);
            self.form = Some(intake::form(None, cx));
            self.take_up(&draft, cx);
        } else if self.case(cx).is_some_and(|case| case.id == draft.case) {
            self.park(cx);
            self.take_up(&draft, cx);
        } else {
            let case = draft.case;
            self.pending = Some(draft);
            cx.open_case(case);
        }
    }

    /// Puts what was typed back, to the last character.
    fn take_up(&mut self, draft: &Draft, cx: &mut Cx) {
        if let Some(purpose) = Purpose::named(&draft.form)
            && self.form.as_ref().is_none_or(|form| form.about.purpose != purpose)
            && let Some(case) = self.case(cx).cloned()
        {
            self.form = form_for(purpose, &case, &self.ear, cx);
        }
        let case = self.case(cx).cloned();
        if let Some(form) = &mut self.form {
            if draft.target.is_some() {
                form.about.target.clone_from(&draft.target);
            }
            form.restore(draft);
            if form.about.purpose == Purpose::Identify {
                identify::settle(form, case.as_ref(), cx);
                form.restore(draft);
            }
        }
        let words = cx.words.get("case-draft-back");
        cx.tell(words);
    }

    fn case_tier(&self, cx: &Cx) -> crate::domain::Tier {
        let saved = cx.file.as_ref().filter(|file| Some(file.case.id) == self.id).map(|file| file.tier);
        saved.or_else(|| self.linked.as_ref().map(|card| card.tier)).unwrap_or(crate::domain::Tier::Standard)
    }

    /// Opens the form of an act, or of the present step.
    fn open_form(&mut self, purpose: Purpose, cx: &mut Cx) {
        self.park(cx);
        self.mode = Mode::Form;
        if let Some(case) = self.case(cx).cloned() {
            self.form = form_for(purpose, &case, &self.ear, cx);
        }
    }

    /// The list that lies over the form, with how many rows it has.
    fn menu(&mut self) -> Option<(&mut Menu, usize)> {
        match &mut self.mode {
            Mode::List(list) => Some((&mut list.menu, list.items.len())),
            Mode::Clash(clash) => Some((&mut clash.menu, clash.answers.len())),
            Mode::Form | Mode::Why(_) => None,
        }
    }

    /// Chooses from it.
    fn pick(&mut self, at: usize, cx: &mut Cx) {
        match &self.mode {
            Mode::List(list) => {
                if let Some((item, _)) = list.items.get(at).cloned() {
                    self.choose(item, cx);
                }
            }
            Mode::Clash(_) => self.settle_clash(at, cx),
            Mode::Form | Mode::Why(_) => {}
        }
    }

    /// Acts that are possible now.
    fn acts(&self, cx: &Cx) -> Vec<Act> {
        self.case(cx).map_or_else(Vec::new, |case| act::possible(case, cx))
    }
}

/// The form of the step a case is in; none once it is closed.
fn present_form(case: &Case, ear: &Ear, cx: &mut Cx) -> Option<StepForm> {
    if let Some(call) = act::low_score_form(case, cx) {
        return Some(call);
    }
    let purpose = match case.state {
        State::Intake => Purpose::Intake,
        State::Identify => Purpose::Identify,
        State::Closing => Purpose::Closing,
        state if state.is_terminal() => return None,
        _ => Purpose::Act(next::likely(case, cx.agent.role, &cx.rules, cx.now)?),
    };
    form_for(purpose, case, ear, cx)
}

fn form_for(purpose: Purpose, case: &Case, ear: &Ear, cx: &mut Cx) -> Option<StepForm> {
    let form = match purpose {
        Purpose::Intake => intake::form(Some(case), cx),
        Purpose::Identify => identify::form(case, ear, cx),
        Purpose::Closing => closing::form(case, cx),
        Purpose::Act(act) => act::form(act, case, cx),
    };
    Some(form)
}

/// Runs something with the names codes are shown with.
fn with_lexicon<T>(cx: &Cx, run: impl FnOnce(&Lexicon<'_>) -> T) -> T {
    let word = |key: &str| cx.words.get(key);
    run(&Lexicon { manual: &cx.rules.manual, lang: cx.lang, word: &word })
}
