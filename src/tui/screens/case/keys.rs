//! Keys on the Case screen: a focused field takes characters, a choice takes digits, everything else is an action.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::steps::{Key, Purpose, Row, StepForm, heading};
use super::{CaseScreen, List, Mode, dues, explain, identify, reveal, shorthand};
use crate::domain::protocol::{Query, QueueView};
use crate::domain::{Act, Field};
use crate::tui::cx::Cx;
use crate::tui::form::{Control, Did, digit_of};

impl CaseScreen {
    /// Carries out an action of the keymap.
    pub(super) fn perform(&mut self, action: &str, cx: &mut Cx) {
        match action {
            "hold" => self.hold(cx),
            "hang_up" => self.hang_up(cx),
            "enter" => self.enter(cx),
            "leave_step" => self.leave(cx),
            "next_field" => self.step(1),
            "prev_field" => self.step(-1),
            "up" => self.vertical(-1, cx),
            "down" => self.vertical(1, cx),
            "left" | "right" => {
                let code = if action == "left" { KeyCode::Left } else { KeyCode::Right };
                self.key(KeyEvent::new(code, KeyModifiers::NONE), cx);
            }
            "out" => self.out(cx),
            "acts" => self.list_acts(cx),
            "promise" => self.promise(cx),
            "identity" => self.open_act(Act::IdentityChecked, cx),
            "reveal" => self.reveal(cx),
            "why" => self.why(cx),
            "told" => self.told(cx),
            "better" => self.better(cx),
            "runbook" => self.open_act(Act::RunbookStarted, cx),
            "same" => self.same(cx),
            "resume" => self.resume_parked(cx),
            "copy" => self.copy(cx),
            "more_phrases" => self.page += 1,
            say => {
                if let Some(digit) = say.strip_prefix("say_").and_then(|digit| digit.parse::<usize>().ok()) {
                    self.say(digit, cx);
                }
            }
        }
    }

    fn step(&mut self, by: isize) {
        match &mut self.mode {
            Mode::Form => {
                if let Some(form) = &mut self.form {
                    form.confirm_guess();
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

    fn vertical(&mut self, by: isize, cx: &mut Cx) {
        let here = self.form.as_ref().filter(|form| form.inside).and_then(StepForm::here);
        let matrix = matches!(self.mode, Mode::Form) && here.is_some_and(|row| row.key == Key::Matrix);
        let before = self.graded(cx);
        if matrix && self.move_in_matrix(by) {
            self.changed(&[Key::Matrix], cx);
            self.say_new_level(before, cx);
        } else {
            self.step(by);
        }
    }

    /// Moves the chosen cell; at an edge nothing moves and the key means the next row.
    fn move_in_matrix(&mut self, by: isize) -> bool {
        let Some(form) = &mut self.form else { return false };
        let Some(row) = form.here_mut() else { return false };
        let Control::Table(table) = &mut row.control else { return false };
        let moved = table.step(by, 0);
        if moved {
            row.given();
        }
        moved
    }

    fn enter(&mut self, cx: &mut Cx) {
        match &self.mode {
            Mode::List(List { menu, .. }) => self.pick(menu.at(), cx),
            Mode::Clash(clash) => self.pick(clash.menu.at(), cx),
            Mode::Why(_) => self.mode = Mode::Form,
            Mode::Form => self.enter_form(cx),
        }
    }

    /// Enter goes on to what is still missing; where nothing is, it does what the form is for.
    fn enter_form(&mut self, cx: &mut Cx) {
        if self.form.is_none() {
            self.list_acts(cx);
        }
        let Some(form) = &mut self.form else { return };
        if !form.inside {
            form.inside = true;
            return;
        }
        form.confirm_guess();
        let last = form.focus + 1 >= form.rows.len();
        let done = match form.about.purpose {
            Purpose::Intake => last,
            Purpose::Identify => {
                let answered = |row: &Row| row.key == Key::Field(Field::ResolutionText) && !row.is_empty();
                last || form.here().is_some_and(|row| row.key == Key::Matrix || answered(row))
            }
            Purpose::Act(_) => true,
            Purpose::Closing => form.here().is_some_and(|row| matches!(row.key, Key::Field(Field::Solved))) || last,
        };
        if form.about.purpose == Purpose::Identify && !done && identify::on(form) {
            return;
        }
        let moved = if done { form.on() } else { form.on() || form.next() };
        if !moved {
            self.leave(cx);
        }
    }

    fn out(&mut self, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            self.mode = Mode::Form;
            return;
        }
        if let Some(form) = self.form.as_mut().filter(|form| form.is_inside()) {
            form.inside = false;
        } else if self.is_side_form(cx) {
            self.park(cx);
            self.present(cx);
            if let Some(form) = &mut self.form {
                form.inside = false;
            }
        } else {
            cx.go("queue");
        }
    }

    /// The form in hand is not the one of the present step.
    pub(super) fn is_side_form(&self, cx: &Cx) -> bool {
        let (Some(form), Some(case)) = (&self.form, self.case(cx)) else { return false };
        match form.about.purpose {
            Purpose::Act(act) => super::act::awaited(case, cx) != Some(act),
            _ => false,
        }
    }

    pub(super) fn open_act(&mut self, act: Act, cx: &mut Cx) {
        let Some(case) = self.case(cx) else {
            let words = cx.words.get("case-not-saved-yet");
            cx.warn(words);
            return;
        };
        if act == Act::Merge {
            let number = case.record.text(Field::CallerNumber).unwrap_or_default().to_owned();
            self.merging = Some(cx.ask(Query::Caller(number)));
            return;
        }
        if act == Act::RunbookStarted {
            run_book(cx);
            return;
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
        let purpose = match act {
            Act::Grade | Act::QuickAnswer => Purpose::Identify,
            Act::Archive => Purpose::Closing,
            act => Purpose::Act(act),
        };
        self.open_form(purpose, cx);
        self.ask_of_task(cx);
    }

    /// The call after a low rating asks for more, and is better made by somebody else than the one who handled the case.
    pub(super) fn ask_of_task(&mut self, cx: &mut Cx) {
        let Some(case) = self.case(cx).cloned() else { return };
        let Some(form) = &mut self.form else { return };
        if super::act::for_task(form, &case, cx) && case.owner == cx.agent.no {
            let words = cx.words.get("case-low-score-own");
            cx.warn(words);
        }
    }

    /// A promise with a time; where one is open it is renegotiated.
    fn promise(&mut self, cx: &mut Cx) {
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
            let words = cx.words.get("case-no-due");
            cx.warn(words);
        }
    }

    /// The explanation in sight, else who the customer is, masked as on screen.
    fn copy(&self, cx: &mut Cx) {
        let Some(case) = self.case(cx) else { return };
        let words = if let Mode::Why(at) = &self.mode { explain::text(case, *at, cx) } else { reveal::card(case, cx) };
        cx.copy(words);
        let told = cx.words.get("case-copied");
        cx.tell(told);
    }

    fn resume_parked(&mut self, cx: &mut Cx) {
        if let Some(draft) = self.parked.pop() {
            self.resume(Box::new(draft), cx);
        }
    }

    /// A key for the form.
    pub(super) fn key(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        matches!(self.mode, Mode::Form) && self.key_in_form(key, cx)
    }

    fn key_in_form(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        if let Some(digit) = digit_of(key).filter(|_| key.modifiers.contains(KeyModifiers::ALT)) {
            self.say(digit, cx);
            return true;
        }
        let before = self.graded(cx);
        let Some(form) = self.form.as_mut().filter(|form| form.inside) else { return self.stray(key, cx) };
        let Some(at) = form.here().map(|row| row.key) else { return false };
        match form.press(key) {
            Did::Nothing => return self.stray(key, cx),
            Did::Moved => self.say_not_taken(key, cx),
            Did::Changed => self.changed(&[at], cx),
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

    pub(super) fn paste(&mut self, words: &str, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            return;
        }
        let at = self.form.as_ref().and_then(StepForm::here).map(|row| row.key);
        match (self.form.as_mut().and_then(|form| form.paste(words)), at) {
            (Some(true), Some(at)) => self.changed(&[at], cx),
            (Some(_), _) => {}
            (None, _) => self.put_astray(words, cx),
        }
    }

    /// What follows from a change: the line fills fields, the kind changes rows, the number is looked up; all of it is
    /// kept in the journal.
    pub(super) fn changed(&mut self, keys: &[Key], cx: &mut Cx) {
        let Some(id) = self.id else { return };
        let Some(form) = &mut self.form else { return };
        let mut all = keys.to_vec();
        if form.about.purpose == Purpose::Intake {
            if keys.contains(&Key::Shorthand) {
                all.extend(shorthand::fill(form, &self.ear, cx));
            } else {
                all.extend(shorthand::hear(form, &self.ear, cx));
            }
        }
        if form.about.purpose == Purpose::Intake && all.contains(&Key::Field(Field::Channel)) {
            super::intake::ask_of_notice(form, None, cx);
        }
        if let (Purpose::Act(act), true) = (form.about.purpose, keys.contains(&Key::Field(Field::ToHolder))) {
            super::act::reshape(form, act);
        }
        if form.about.purpose == Purpose::Identify {
            if keys.contains(&Key::Field(Field::Kind)) {
                let kind = identify::kind_of(form);
                identify::rebuild(form, kind, cx);
            }
            let case = cx.file.as_ref().map(|file| &file.case).filter(|case| Some(case.id) == self.id);
            if let Some(case) = case {
                identify::ask_of_notice(form, case, cx);
            }
            if keys.iter().any(|key| matches!(key, Key::Field(Field::Kind | Field::Category))) {
                identify::defaults(form, cx);
                all.extend([Key::Matrix, Key::Field(Field::Severity)]);
            }
        }
        let heading = heading(form, id);
        form.keep(&all, &heading, cx);
        self.look_up(cx);
    }

    /// Asks who is behind the number, once per number: a whole one finds files and cases, a tail typed into the line the
    /// cases whose number ends so.
    fn look_up(&mut self, cx: &mut Cx) {
        let Some(form) = self.form.as_ref().filter(|form| form.about.purpose == Purpose::Intake) else { return };
        let typed = form.words(Field::CallerNumber).trim();
        let (number, tail) = if typed.is_empty() { (tail_in_line(form), true) } else { (typed.to_owned(), false) };
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits < 4 || number == self.asked {
            return;
        }
        self.asked.clone_from(&number);
        let query = if tail { ending_in(number, cx) } else { Query::Caller(number) };
        self.asking = Some(cx.ask(query));
    }
}

/// The cases whose number ends in these digits.
fn ending_in(filter: String, cx: &Cx) -> Query {
    let (view, agent) = (QueueView::Found, cx.agent.no.clone());
    Query::Queue { view, agent, filter, offset: 0, limit: 9, now: cx.now }
}

/// The last digits of a number typed into the line, enough to look somebody up by.
fn tail_in_line(form: &StepForm) -> String {
    let line = shorthand::line(form);
    let is_tail = |word: &&str| (4..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    line.split_whitespace().find(is_tail).unwrap_or_default().to_owned()
}

/// Lays the list of a level 1 case over the form.
fn run_book(cx: &mut Cx) {
    let ticks = cx.file.as_ref().and_then(|file| super::runbook::Ticks::of(&file.case, file, cx));
    if let Some(ticks) = ticks {
        cx.over(Box::new(ticks));
    } else {
        let words = cx.words.get("runbook-none");
        cx.warn(words);
    }
}
