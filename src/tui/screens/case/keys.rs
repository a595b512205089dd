//! Keys on the Case screen: a focused field takes characters, a choice takes digits, everything else is an action.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::side::story;
use super::steps::wording::label;
use super::steps::{self, Key, Purpose, StepForm, act, grading, heading, hints};
use super::{
    CaseScreen, List, Mode, TABLE, better, due, dues, explain, major, not_saved_yet, overflow, praised, read, reveal,
    saying, telephone,
};
use crate::domain::protocol::CustomerCard;
use crate::domain::{Act, Field};
use crate::tui::cx::Cx;
use crate::tui::form::{Did, Origin, Pasted, digit_of, echo};
use crate::tui::frame::GoesWith;
use crate::tui::overlays::History;
use crate::tui::screen::Layer;

impl CaseScreen {
    pub(super) fn perform(&mut self, action: &str, cx: &mut Cx) {
        match action {
            "enter" => self.enter(cx),
            "leave_step" => self.leave(cx),
            "next_field" => self.step(1, cx),
            "prev_field" => self.step(-1, cx),
            "up" => self.vertical(-1, cx),
            "down" => self.vertical(1, cx),
            "left" | "right" => {
                let code = if action == "left" { KeyCode::Left } else { KeyCode::Right };
                self.key(KeyEvent::new(code, KeyModifiers::NONE), cx);
            }
            "page_up" | "page_down" => read::turn(self, action, cx),
            "out" => self.out(cx),
            "due" => due::act(self, cx),
            "acts" => self.list_acts(cx),
            "promise" => self.promise(cx),
            "identity" => self.open_act(Act::IdentityChecked, cx),
            "reveal" => self.reveal(cx),
            "why" => self.why(cx),
            "history" => self.history(cx),
            "told" => self.told(cx),
            "better" => self.better(cx),
            "runbook" => self.open_act(Act::RunbookStarted, cx),
            "opening" => self.take_offered(cx),
            "same" => self.same(cx),
            "major" => major::act(self, cx),
            "resume" => self.resume_parked(cx),
            "copy" => self.copy(cx),
            "more_phrases" => self.page += 1,
            say => {
                if let Some(digit) = say.strip_prefix("say_").and_then(|digit| digit.parse::<usize>().ok()) {
                    saying::say(self, digit, cx);
                }
            }
        }
    }

    /// A guess that was passed over is the agent's, in the journal too.
    pub(super) fn confirm_guess(&mut self, cx: &mut Cx) {
        if let (Some(id), Some(form)) = (self.id, &mut self.form)
            && let Some(key) = form.confirm_guess()
            && form.begun
        {
            let heading = heading(form, id);
            form.keep(&[key], &heading, cx);
        }
    }

    fn step(&mut self, by: isize, cx: &mut Cx) {
        match &mut self.mode {
            Mode::Form => {
                self.confirm_guess(cx);
                if let Some(form) = &mut self.form {
                    form.step(by);
                }
            }
            Mode::Why(at) => *at = at.saturating_add_signed(by),
            Mode::List(_) | Mode::Clash(_) => {
                if let Some((menu, len)) = self.menu() {
                    menu.step(by, len);
                }
            }
        }
    }

    /// Up and down move within a table until its edge, and from row to row elsewhere.
    fn vertical(&mut self, by: isize, cx: &mut Cx) {
        if read::scroll(self, by, cx) {
            return;
        }
        let before = self.hand(cx).graded();
        let form = self.form.as_mut().filter(|_| matches!(self.mode, Mode::Form));
        match form.and_then(|form| form.step_in_table(by)) {
            Some(key) => {
                self.changed(&[key], cx);
                self.say_new_level(before, cx);
            }
            None => self.step(by, cx),
        }
    }

    fn enter(&mut self, cx: &mut Cx) {
        match &self.mode {
            Mode::List(List { menu, .. }) => self.pick(menu.at(), cx),
            Mode::Clash(clash) => self.pick(clash.menu.at(), cx),
            Mode::Why(_) => self.mode = Mode::Form,
            Mode::Form => self.enter_form(cx),
        }
    }

    /// Enter goes on to what is still missing; where nothing is, it says which key does what the form is for.
    fn enter_form(&mut self, cx: &mut Cx) {
        if self.form.is_none() {
            self.list_acts(cx);
        }
        let Some(form) = &mut self.form else { return };
        if !form.inside {
            form.inside = true;
            return;
        }
        self.confirm_guess(cx);
        if self.form.as_mut().is_some_and(|form| !steps::go_on(form)) {
            self.say_key_of_act(cx);
        }
    }

    /// All is filled in: which key records it.
    pub(super) fn say_key_of_act(&self, cx: &mut Cx) {
        let Some(form) = &self.form else { return };
        let key = cx.keymap.shown(TABLE.chain, "leave_step", self.has_field()).unwrap_or_default();
        let act = hints::leave(form, &self.hand(cx));
        cx.tell(cx.words.with("case-press-act", &[("key", key.into()), ("act", act.into())]));
    }

    fn out(&mut self, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            self.mode = Mode::Form;
            return;
        }
        if let Some(form) = self.form.as_mut().filter(|form| form.is_inside()) {
            form.inside = false;
        } else if self.hand(cx).is_aside() {
            self.park(cx);
            self.present(cx);
            if let Some(form) = &mut self.form {
                form.inside = false;
            }
        } else {
            cx.back();
        }
    }

    pub(super) fn open_act(&mut self, act: Act, cx: &mut Cx) {
        let Some(case) = self.case(cx) else { return cx.warn(not_saved_yet(cx)) };
        if act == Act::Merge {
            let number = case.record.text(Field::CallerNumber).unwrap_or_default().to_owned();
            return self.conversation.ask_masters(number, cx);
        }
        if act == Act::RunbookStarted {
            run_book(cx);
            return;
        }
        if act == Act::Attach {
            return self.choose_major(cx);
        }
        let about_task = matches!(
            act,
            Act::FollowUpCreated
                | Act::FollowUpDone
                | Act::FollowUpSnoozed
                | Act::FollowUpNoAnswer
                | Act::FollowUpRescheduled
                | Act::FollowUpCancelled
        );
        if about_task && self.list_tasks(act, cx) {
            return;
        }
        self.open_form(Purpose::of(act), cx);
        self.ask_of_task(cx);
    }

    /// The call after a low rating asks for more, and is better made by somebody else than the one who handled the case.
    pub(super) fn ask_of_task(&mut self, cx: &mut Cx) {
        let Some(case) = self.case(cx).cloned() else { return };
        let Some(form) = &mut self.form else { return };
        if act::for_task(form, &case, cx) && case.owner == cx.agent.person {
            cx.warn(cx.words.get("case-low-score-own"));
        }
    }

    /// A promise with a time; where one is open it is renegotiated.
    pub(super) fn promise(&mut self, cx: &mut Cx) {
        let open = self.case(cx).is_some_and(|case| {
            case.promises.iter().any(|promise| promise.end.is_none() && !promise.plan_eta && promise.due > cx.now)
        });
        self.open_act(if open { Act::PromiseRenegotiated } else { Act::PromiseMade }, cx);
        if let Some(form) = &mut self.form {
            form.focus_on(Key::Field(Field::Due));
        }
    }

    fn why(&mut self, cx: &mut Cx) {
        let any = self.case(cx).is_some_and(|case| !dues::list(case, cx).is_empty());
        if any {
            self.mode = Mode::Why(0);
        } else {
            cx.warn(cx.words.get("case-no-due"));
        }
    }

    /// The explanation in sight, else who the customer is, masked as on screen.
    fn copy(&self, cx: &mut Cx) {
        let Some(case) = self.case(cx) else { return };
        let words = if let Mode::Why(at) = &self.mode { explain::text(case, *at, cx) } else { reveal::card(case, cx) };
        cx.copy(words);
        cx.tell(cx.words.get("case-copied"));
    }

    /// One masked field: which one, where there are several, then why. A field in sight is masked at once.
    fn reveal(&mut self, cx: &mut Cx) {
        if self.reveal.was_shown(cx) {
            return;
        }
        let Some(case) = self.case(cx) else {
            let words = not_saved_yet(cx);
            return cx.warn(words);
        };
        if let Some(list) = reveal::list(case, cx) {
            self.mode = Mode::List(list);
        } else {
            cx.warn(cx.words.get("case-nothing-masked"));
        }
    }

    /// Everything that happened so far, over the work.
    fn history(&mut self, cx: &mut Cx) {
        let Some(file) = cx.file.as_ref().filter(|file| Some(file.case.id) == self.id) else {
            return cx.warn(not_saved_yet(cx));
        };
        let history = History::of(story::parts(file, cx), cx);
        cx.over(Box::new(history));
    }

    /// Puts the better wording in the place of the first expression to avoid.
    fn better(&mut self, cx: &mut Cx) {
        let case = cx.file.as_ref().map(|file| &file.case).filter(|case| Some(case.id) == self.id);
        let Some(form) = &mut self.form else { return };
        if let Some(key) = better::put(form, case, cx) {
            self.changed(&[key], cx);
        } else {
            cx.warn_with(GoesWith::Row, cx.words.get("better-nothing"));
        }
    }

    /// What is suggested beside the row in hand is put into it: the next opening for a time outside service hours, the
    /// one who was heard to be praised.
    fn take_offered(&mut self, cx: &mut Cx) {
        let case = cx.file.as_ref().map(|file| &file.case).filter(|case| Some(case.id) == self.id);
        let taken = self.form.as_mut().filter(|form| form.inside).and_then(|form| {
            let opened = form.here_mut().and_then(|row| echo::open(row, cx).then_some(row.key));
            opened.or_else(|| praised::take(form, case, cx))
        });
        match taken {
            Some(key) => self.changed(&[key], cx),
            None => cx.warn_with(GoesWith::Row, cx.words.get("case-nothing-offered")),
        }
    }

    fn resume_parked(&mut self, cx: &mut Cx) {
        if let Some(draft) = self.drawer.parked.pop() {
            self.resume(Box::new(draft), cx);
        }
    }

    /// The agent says who the caller is.
    pub(super) fn link(&mut self, card: &CustomerCard, cx: &mut Cx) {
        let Some(form) = &mut self.form else { return };
        let mut keys = Vec::new();
        for (field, words) in
            [(Field::CustomerName, &card.name), (Field::Title, &card.title), (Field::Company, &card.company)]
        {
            if let Some(row) = form.row_mut(Key::Field(field)).filter(|row| row.is_empty() && !words.is_empty()) {
                row.control.restore(words);
                (row.origin, row.own) = (Origin::File, true);
                keys.push(row.key);
            }
        }
        form.about.customer = Some(card.id);
        self.caller.linked = Some(card.clone());
        self.changed(&keys, cx);
        saying::keep_beside(self, cx);
        cx.tell(cx.words.with("case-linked", &[("name", card.name.as_str().into())]));
    }

    pub(super) fn key(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        matches!(self.mode, Mode::Form) && self.key_in_form(key, cx)
    }

    fn key_in_form(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        if let Some(digit) = digit_of(key).filter(|_| key.modifiers.contains(KeyModifiers::ALT)) {
            saying::say(self, digit, cx);
            return true;
        }
        let before = self.hand(cx).graded();
        let Some(form) = self.form.as_mut().filter(|form| form.inside) else { return self.stray(key, cx) };
        let Some(at) = form.here().map(|row| row.key) else { return false };
        match form.press(key) {
            Did::Nothing => return self.stray(key, cx),
            Did::Moved => self.say_not_taken(key, cx),
            Did::Changed => {
                self.left_out = None;
                self.changed(&[at], cx);
            }
            Did::Filled => {
                self.changed(&[at], cx);
                if let Some(form) = &mut self.form {
                    form.next();
                }
            }
        }
        self.say_new_level(before, cx);
        true
    }

    fn say_new_level(&self, before: grading::Graded, cx: &mut Cx) {
        let after = self.hand(cx).graded();
        if let Some(form) = &self.form {
            grading::say_new_level(before, after, form, cx);
        }
    }

    pub(super) fn paste(&mut self, words: &str, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            return;
        }
        let at = self.form.as_ref().and_then(StepForm::here).map(|row| row.key);
        let pasted = self.form.as_mut().map_or(Pasted::Nowhere, |form| form.paste(words));
        match (pasted, at) {
            (Pasted::Changed, Some(at)) => self.changed(&[at], cx),
            (Pasted::TooLong, Some(at)) => overflow::paste_over(self, at, words, cx),
            (Pasted::Nowhere, _) => self.put_astray(words, cx),
            (Pasted::Same | Pasted::Changed | Pasted::TooLong, _) => {}
        }
    }

    /// A key nobody wanted: if it writes a character, the character goes to a text field. Outside the form only what an
    /// input method sends counts as words, since plain keys are commands there.
    fn stray(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        let KeyCode::Char(c) = key.code else { return false };
        let chord = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SUPER;
        let inside = self.form.as_ref().is_some_and(|form| form.inside);
        let is_word = !c.is_whitespace() && digit_of(key).is_none() && (inside || !c.is_ascii());
        if key.modifiers.intersects(chord) || !is_word {
            return false;
        }
        self.put_astray(c.encode_utf8(&mut [0; 4]), cx);
        true
    }

    /// Words typed where none can stand: nothing typed vanishes, it goes to the nearest text field and the agent is
    /// told. Where there is none the words are shown once more, so that they can be copied.
    fn put_astray(&mut self, words: &str, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            return;
        }
        let taken = self.form.as_mut().and_then(|form| form.put_nearest(words));
        if let Some(key) = taken {
            self.changed(&[key], cx);
            cx.tell(cx.words.with("case-put-astray", &[("field", label(key, cx).into())]));
        } else {
            cx.warn(cx.words.with("case-nowhere-to-put", &[("words", words.into())]));
        }
    }

    /// A character the field in hand has no room for goes on elsewhere; a digit it has no option for is said.
    fn say_not_taken(&mut self, key: KeyEvent, cx: &mut Cx) {
        let (KeyCode::Char(c), Some(row)) = (key.code, self.form.as_ref().and_then(StepForm::here)) else { return };
        if row.typed().is_some_and(|typed| typed.room() == 0) {
            overflow::type_over(self, row.key, c, cx);
        } else if row.typed().is_none() {
            cx.warn_with(GoesWith::Row, cx.words.with("case-no-such-option", &[("digit", c.to_string().into())]));
        }
    }

    /// What follows from a change: other rows change with it, the number is looked up; all of it is kept in the journal.
    pub(super) fn changed(&mut self, keys: &[Key], cx: &mut Cx) {
        let (Some(id), Some(form)) = (self.id, &mut self.form) else { return };
        let case = cx.file.as_ref().map(|file| &file.case).filter(|case| case.id == id);
        let mut all = keys.to_vec();
        all.extend(steps::follow(form, keys, case, cx));
        let heading = heading(form, id);
        form.keep(&all, &heading, cx);
        if form.about.purpose == Purpose::Intake {
            self.caller.look_up(form, cx);
            telephone::known_by(id, form, cx);
        }
        self.say_missing_anew(cx);
    }
}

/// Lays the list of a level 1 case over the form.
fn run_book(cx: &mut Cx) {
    let ticks = cx.file.as_ref().and_then(|file| super::runbook::Ticks::of(&file.case, file, cx));
    if let Some(ticks) = ticks {
        cx.over(Box::new(ticks));
    } else {
        cx.warn(cx.words.get("runbook-none"));
    }
}
