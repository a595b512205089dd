//! Case: the five steps of the case in hand, the form of the present step, the phrases, the caller, the history.

mod better;
mod conflict;
mod control;
mod conversation;
mod due;
mod guided;
mod hand;
mod keys;
mod layer;
mod major;
mod offers;
mod overflow;
mod panel;
mod phrase_moment;
pub(super) mod phrase_rail;
mod pick;
mod praised;
mod read;
mod reveal;
pub(super) mod runbook;
mod saying;
mod sending;
pub(super) mod side;
mod steps;
mod task;
mod telephone;
mod view;

use uuid::Uuid;

use self::conflict::Clash;
use self::conversation::Conversation;
use self::hand::Hand;
use self::phrase_rail::Rail;
use self::pick::{Item, List};
use self::side::caller::Caller;
use self::side::{dues, explain};
use self::steps::{Key, Purpose, StepForm, act, heading, intake, kept};
use crate::domain::protocol::{Draft, JournalOp};
use crate::domain::{Act, Case, EventId, Field, Tier, Timestamp, Value};
use crate::tui::call;
use crate::tui::cx::{Cx, FrameRequest};
use crate::tui::form::Origin;
use crate::tui::frame::GoesWith;
use crate::tui::unsaved::{self, Unsaved};
use crate::tui::widgets::Menu;

/// What cannot be done before the form is saved, and the key that saves it.
fn not_saved_yet(cx: &Cx) -> String {
    let key = cx.keymap.shown(TABLE.chain, "leave_step", true).unwrap_or_default();
    cx.words.with("case-not-saved-yet", &[("key", key.into())])
}

pub const TABLE: super::Table = super::Table { chain: &["case", "line", "everywhere"], actions: ACTIONS };
const ACTIONS: &str = "enter leave_step next_field prev_field up down out due acts promise identity reveal why history told runbook \
    better opening same major copy resume more_phrases say_1 say_2 say_3 say_4 say_5 left right page_up page_down";

#[derive(Debug, Default)]
pub struct CaseScreen {
    /// The case in hand; a new one's id is made with its form.
    id: Option<Uuid>,
    /// When a case that is not yet saved came in.
    received_at: Option<Timestamp>,
    /// The form of the present step, or of an act.
    form: Option<StepForm>,
    mode: Mode,
    conversation: Conversation,
    drawer: Drawer,
    caller: Caller,
    /// Who else came with the same matter.
    alike: major::Alike,
    reveal: reveal::Reveal,
    page: usize,
    /// The first line in sight of a case that is read.
    from: usize,
    /// What was last said to be missing.
    missing: Option<String>,
    /// Typed where there was no room for it any more.
    left_out: Option<(Key, String)>,
}

/// Forms that are not in hand.
#[derive(Debug, Default)]
struct Drawer {
    /// Left unfinished, the last one on top.
    parked: Vec<Draft>,
    /// What was typed for the acts on the case in hand, the last one on top, for the case that they are taken back.
    sent: Vec<(EventId, Draft)>,
    /// What stands in its form again since its act was taken back.
    given: Vec<(EventId, Draft)>,
    /// To be taken up once its case is loaded.
    pending: Option<Box<Draft>>,
}

impl Drawer {
    /// What a form said that was laid aside is saved.
    fn forget(&mut self, form: Option<Uuid>, cx: &mut Cx) {
        for draft in self.parked.extract_if(.., |draft| Some(draft.id) == form) {
            cx.journal(JournalOp::Close { draft: draft.id });
        }
    }
}

#[derive(Debug, Default)]
enum Mode {
    #[default]
    Form,
    List(List),
    /// Why a due time is what it is.
    Why(usize),
    /// Somebody changed the same fields.
    Clash(Box<Clash>),
}

impl CaseScreen {
    /// The case in hand as it is saved.
    fn case<'a>(&self, cx: &'a Cx) -> Option<&'a Case> {
        cx.file.as_ref().map(|file| &file.case).filter(|case| Some(case.id) == self.id)
    }

    /// The case and the form, to be looked at.
    fn hand<'a>(&'a self, cx: &'a Cx) -> Hand<'a> {
        let saved = cx.file.as_ref().filter(|file| Some(file.case.id) == self.id).map(|file| file.tier);
        let tier = saved.or_else(|| self.caller.linked.as_ref().map(|card| card.tier)).unwrap_or(Tier::Standard);
        let call = self.id.and_then(|id| cx.calls.of(id));
        Hand { case: self.case(cx), form: self.form.as_ref(), tier, call, cx }
    }

    fn rail<'a>(&'a self, cx: &'a Cx) -> Rail<'a> {
        let said = self.form.as_ref().map_or(&[][..], |form| &form.about.said);
        Rail { hand: self.hand(cx), said, page: self.page, caller: &self.caller }
    }

    /// Who else came with the matter of the case in hand; `anew` where others may have saved since.
    fn look_for_alike(&mut self, anew: bool, cx: &mut Cx) {
        let case = self.case(cx).cloned();
        self.alike.look_up(case.as_ref(), anew, cx);
    }

    /// Lays the form in hand aside, unless nothing was typed in it; one whose answer is late, too.
    fn park(&mut self, cx: &mut Cx) {
        if let Some(id) = self.id
            && let Some(form) = self.form.take().filter(|form| form.begun)
        {
            let draft = kept::as_draft(&form, id, self.received_at.unwrap_or(cx.now), cx);
            if unsaved::is_blank(&draft) && !self.conversation.awaits(form.draft) {
                form.close(cx);
            } else {
                self.drawer.parked.push(draft);
            }
        }
    }

    /// Forms that are not saved: those laid aside, and the one in hand where something is written in it.
    fn unsaved_forms(&self, cx: &Cx) -> Vec<Unsaved> {
        let in_hand = self.id.zip(self.form.as_ref().filter(|form| form.begun)).map(|(id, form)| {
            let at = self.received_at.unwrap_or(cx.now);
            kept::as_draft(form, id, at, cx)
        });
        let written = |draft: &&Draft| !unsaved::is_blank(draft);
        self.drawer.parked.iter().chain(&in_hand).filter(written).map(|draft| Unsaved::of(draft, cx)).collect()
    }

    /// The form of this name comes to hand, unless it is there.
    fn go_on_with(&mut self, form: Uuid, cx: &mut Cx) {
        let parked = self.drawer.parked.iter().position(|draft| draft.id == form);
        if let Some(at) = parked {
            let draft = self.drawer.parked.remove(at);
            cx.request(FrameRequest::Resume(Box::new(draft)));
        }
    }

    fn clear(&mut self, id: Uuid, now: Timestamp) {
        let drawer = Drawer { sent: Vec::new(), given: Vec::new(), ..std::mem::take(&mut self.drawer) };
        let mut conversation = std::mem::take(&mut self.conversation);
        conversation.moved_on();
        *self = Self { id: Some(id), received_at: Some(now), drawer, conversation, ..Self::default() };
    }

    /// Shows the form of the step the case is in.
    fn present(&mut self, cx: &mut Cx) {
        self.mode = Mode::Form;
        self.page = 0;
        let case = self.case(cx).cloned();
        self.form = steps::present(case.as_ref(), cx);
    }

    fn begin_new(&mut self, id: Uuid, cx: &mut Cx) {
        self.park(cx);
        self.clear(id, cx.now);
        call::answer(id, cx);
        self.begin_form(id, cx);
        let unfinished = self.drawer.parked.len();
        if unfinished > 0 {
            let key = cx.keymap.shown(TABLE.chain, "resume", true).unwrap_or_default();
            let words = cx.words.with("case-parked", &[("count", unfinished.into()), ("key", key.into())]);
            cx.tell_with(GoesWith::Unsaved, words);
        }
    }

    /// The form of a call's case comes to hand: as it was laid aside, or empty.
    fn show_call(&mut self, id: Uuid, cx: &mut Cx) {
        if self.id == Some(id) {
            return;
        }
        if let Some(form) = self.drawer.parked.iter().find(|draft| draft.case == id).map(|draft| draft.id) {
            return self.go_on_with(form, cx);
        }
        self.park(cx);
        cx.file = None;
        self.clear(id, cx.calls.of(id).map_or(cx.now, |call| call.began));
        self.begin_form(id, cx);
    }

    fn begin_form(&mut self, id: Uuid, cx: &mut Cx) {
        self.present(cx);
        if let Some(form) = &mut self.form {
            let heading = heading(form, id);
            form.begin(&heading, cx);
        }
    }

    /// Somebody with this number is called back: the form begins with it.
    fn begin_back(&mut self, id: Uuid, number: &str, cx: &mut Cx) {
        self.park(cx);
        self.clear(id, cx.now);
        self.begin_form(id, cx);
        if let Some(form) = &mut self.form {
            let number = Value::Text(number.to_owned());
            let key = Key::Field(Field::CallerNumber);
            if let Some(row) = form.row_mut(key) {
                row.fill(&number, Origin::Rule, &cx.rules);
            }
            let heading = heading(form, id);
            form.keep(&[key], &heading, cx);
            self.caller.look_up(form, cx);
        }
    }

    /// What was written for a case that is not to be opened is thrown away.
    fn drop_form(&mut self, of: Uuid, cx: &mut Cx) {
        for draft in self.drawer.parked.extract_if(.., |draft| draft.case == of) {
            cx.journal(JournalOp::Close { draft: draft.id });
        }
        if self.id == Some(of) {
            if let Some(form) = self.form.take() {
                form.close(cx);
            }
            self.clear(of, cx.now);
            self.id = None;
        }
    }

    fn show_case(&mut self, id: Uuid, cx: &mut Cx) {
        if self.id == Some(id) && self.form.as_ref().is_some_and(|form| form.begun) {
            return;
        }
        self.park(cx);
        self.clear(id, cx.now);
        if let Some(case) = self.case(cx).cloned() {
            call::learn(&case, cx);
        }
        self.present(cx);
        if let Some(draft) = self.drawer.pending.take_if(|draft| draft.case == id) {
            self.take_up(&draft, cx);
            cx.tell(cx.words.get("case-draft-back"));
        }
    }

    fn resume(&mut self, draft: Box<Draft>, cx: &mut Cx) {
        if Purpose::named(&draft.form) == Some(Purpose::Intake) {
            self.park(cx);
            self.clear(draft.case, draft.at);
            self.form = Some(intake::form(None, cx));
            self.take_up(&draft, cx);
            cx.tell(cx.words.get("case-draft-back"));
        } else if self.case(cx).is_some_and(|case| case.id == draft.case) {
            self.park(cx);
            self.take_up(&draft, cx);
            cx.tell(cx.words.get("case-draft-back"));
        } else {
            let case = draft.case;
            self.drawer.pending = Some(draft);
            cx.open_case(case);
        }
    }

    /// Puts what was typed back, to the last character.
    fn take_up(&mut self, draft: &Draft, cx: &mut Cx) {
        let case = self.case(cx).cloned();
        if let (Some(purpose), Some(case)) = (Purpose::named(&draft.form), &case)
            && self.form.as_ref().is_none_or(|form| form.about.purpose != purpose)
        {
            self.form = Some(steps::open(purpose, case, cx));
        }
        if let Some(form) = &mut self.form {
            kept::restore(form, draft, case.as_ref(), cx);
            if form.about.purpose == Purpose::Intake {
                self.caller.look_up(form, cx);
            }
        }
    }

    /// Opens the form of an act, or of the present step; one that is being filled is gone on with.
    fn open_form(&mut self, purpose: Purpose, cx: &mut Cx) {
        self.mode = Mode::Form;
        if let Some(form) = self.form.as_mut().filter(|form| form.begun && form.about.is_open_for(purpose)) {
            form.inside = true;
            return;
        }
        self.park(cx);
        if let Some(case) = self.case(cx).cloned() {
            self.form = Some(steps::open(purpose, &case, cx));
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

    fn pick(&mut self, at: usize, cx: &mut Cx) {
        match &self.mode {
            Mode::List(list) => {
                if let Some((item, _)) = list.items.get(at).cloned() {
                    self.choose(item, cx);
                }
            }
            Mode::Clash(_) => self.resolve_clash(at, cx),
            Mode::Form | Mode::Why(_) => {}
        }
    }

    fn acts(&self, cx: &Cx) -> Vec<Act> {
        self.case(cx).map_or_else(Vec::new, |case| act::possible(case, cx))
    }
}
