//! Keys on the Case screen: a focused field takes characters, a choice takes digits, everything else is an action.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;
use tui_input::backend::crossterm::to_input_request;

use super::form::{Control, Form, Key, Origin, Purpose};
use super::identify::{IMPACTS, URGENCIES};
use super::{CaseScreen, Item, List, Mode, drafts, dues, explain, identify, shorthand};
use crate::domain::order::{CallerCard, Query};
use crate::domain::{Act, Field};
use crate::tui::cx::Cx;
use crate::tui::screen::Hint;

/// What a key did to the row in hand.
enum Did {
    /// Nothing: the key is not the row's.
    Nothing,
    /// The key was the row's, its value stays.
    Moved,
    /// The value changed.
    Changed,
    /// The value changed and the row is done with.
    Filled,
}

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
            "why" => self.why(cx),
            "told" => self.told(cx),
            "same" => self.same(cx),
            "resume" => self.resume_parked(cx),
            "copy" => self.copy_why(cx),
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
                    confirm_guess(form);
                    form.step(by);
                }
            }
            Mode::List(list) => list.step(by),
            Mode::Why(at) => *at = at.saturating_add_signed(by),
            Mode::Clash(clash) => clash.step(by),
        }
    }

    fn vertical(&mut self, by: isize, cx: &mut Cx) {
        let matrix = matches!(self.mode, Mode::Form)
            && self
                .form
                .as_ref()
                .is_some_and(|form| form.inside && form.here().is_some_and(|row| row.key == Key::Matrix));
        if matrix && self.move_in_matrix(by, 0) {
            self.changed(&[Key::Matrix], cx);
        } else {
            self.step(by);
        }
    }

    /// Moves the chosen cell; at an edge nothing moves and the key means the next row.
    fn move_in_matrix(&mut self, rows: isize, columns: isize) -> bool {
        let Some(form) = &mut self.form else { return false };
        let Some(row) = form.here_mut() else { return false };
        let Control::Matrix { impact, urgency, .. } = &mut row.control else { return false };
        let (from_row, from_column) = (impact.unwrap_or(0), urgency.unwrap_or(0));
        let to_row = from_row.checked_add_signed(rows).filter(|to| *to < IMPACTS.len());
        let to_column = from_column.checked_add_signed(columns).filter(|to| *to < URGENCIES.len());
        let (Some(to_row), Some(to_column)) = (to_row, to_column) else { return false };
        (*impact, *urgency) = (Some(to_row), Some(to_column));
        (row.own, row.guess, row.origin) = (true, false, Origin::Agent);
        true
    }

    fn enter(&mut self, cx: &mut Cx) {
        match &self.mode {
            Mode::List(list) => {
                if let Some((item, _)) = list.items.get(list.at).cloned() {
                    self.choose(item, cx);
                }
            }
            Mode::Why(_) => self.mode = Mode::Form,
            Mode::Clash(_) => self.settle_clash(None, cx),
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
        confirm_guess(form);
        let last = form.focus + 1 >= form.rows.len();
        let done = match form.purpose {
            Purpose::Intake => last,
            Purpose::Identify => {
                let here = form.here().map(|row| row.key);
                last || here == Some(Key::Matrix) || here == Some(Key::Field(Field::ResolutionText))
            }
            Purpose::Act(_) => true,
            Purpose::Closing => form.here().is_some_and(|row| matches!(row.key, Key::Field(Field::Solved))) || last,
        };
        let ungraded = form.purpose == Purpose::Identify
            && !done
            && form.row(Key::Matrix).is_some_and(|row| row.guess)
            && form.rows.iter().all(|row| !row.required || !row.is_empty());
        if ungraded && form.focus_on(Key::Matrix) {
            return;
        }
        let moved = if done { form.on() } else { form.on() || next(form) };
        if !moved {
            self.leave(cx);
        }
    }

    fn out(&mut self, cx: &mut Cx) {
        if !matches!(self.mode, Mode::Form) {
            self.mode = Mode::Form;
            return;
        }
        if let Some(form) = self.form.as_mut().filter(|form| form.inside && !form.rows.is_empty()) {
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
    fn is_side_form(&self, cx: &Cx) -> bool {
        let (Some(form), Some(case)) = (&self.form, self.case(cx)) else { return false };
        match form.purpose {
            Purpose::Act(act) => super::act::likely(case, cx) != Some(act),
            _ => false,
        }
    }

    fn list_acts(&mut self, cx: &mut Cx) {
        let items: Vec<(Item, String)> =
            self.acts(cx).into_iter().map(|act| (Item::Act(act), crate::tui::refusal::act_name(act, cx))).collect();
        if items.is_empty() {
            let words = cx.words.get("case-not-saved-yet");
            cx.warn(words);
        } else {
            self.mode = Mode::List(List { title: "case-list-acts", items, at: 0 });
        }
    }

    /// What is known of the number: which customer it is, which open case it is about.
    fn same(&mut self, cx: &mut Cx) {
        let Some(card) = &self.caller else {
            let words = cx.words.get("case-nobody-known");
            cx.warn(words);
            return;
        };
        let mut items = Vec::new();
        for row in &card.open {
            let words = cx
                .words
                .with("case-same-as", &[("no", row.no.as_str().into()), ("summary", row.summary.as_str().into())]);
            items.push((Item::SameCase(row.id), words));
        }
        for customer in &card.customers {
            let name = format!("{}{}  {}", customer.name, customer.title, customer.company);
            let words = cx.words.with("case-this-is", &[("name", name.trim().into())]);
            items.push((Item::Customer(Box::new(customer.clone())), words));
        }
        if let [(only @ Item::SameCase(_), _)] = items.as_slice() {
            let only = only.clone();
            self.choose(only, cx);
        } else if items.is_empty() {
            let words = cx.words.get("case-nobody-known");
            cx.warn(words);
        } else {
            self.mode = Mode::List(List { title: "case-list-same", items, at: 0 });
        }
    }

    pub(super) fn choose(&mut self, item: Item, cx: &mut Cx) {
        self.mode = Mode::Form;
        match item {
            Item::Act(act) => self.open_act(act, cx),
            Item::Customer(card) => self.link(&card, cx),
            Item::SameCase(id) => self.add_contact(id, cx),
            Item::Into(id, no) => self.merge_into(id, &no, cx),
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
        let purpose = match act {
            Act::Grade | Act::QuickAnswer => Purpose::Identify,
            Act::Archive => Purpose::Closing,
            act => Purpose::Act(act),
        };
        self.open_form(purpose, cx);
    }

    /// The other open cases of the same number, to merge into one of them.
    pub(super) fn list_masters(&mut self, card: &CallerCard, cx: &mut Cx) {
        let others = card.open.iter().filter(|row| Some(row.id) != self.id);
        let items: Vec<(Item, String)> =
            others.map(|row| (Item::Into(row.id, row.no.clone()), format!("{}  {}", row.no, row.summary))).collect();
        if items.is_empty() {
            let words = cx.words.get("case-no-master");
            cx.warn(words);
        } else {
            self.mode = Mode::List(List { title: "case-list-masters", items, at: 0 });
        }
    }

    fn merge_into(&mut self, master: uuid::Uuid, no: &str, cx: &mut Cx) {
        self.open_form(Purpose::Act(Act::Merge), cx);
        let Some(form) = &mut self.form else { return };
        form.target = Some(crate::domain::Target::Case(master));
        if let Some(row) = form.row_mut(Key::Field(Field::MasterCase)) {
            row.restore(no);
        }
        if form.rows.is_empty() {
            self.leave(cx);
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

    fn copy_why(&mut self, cx: &mut Cx) {
        if let (Mode::Why(at), Some(case)) = (&self.mode, self.case(cx)) {
            let words = explain::text(case, *at, cx);
            cx.copy(words);
        }
    }

    fn resume_parked(&mut self, cx: &mut Cx) {
        if let Some(draft) = self.parked.pop() {
            self.resume(Box::new(draft), cx);
        }
    }

    /// A key for what has the focus.
    pub(super) fn key(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        match &mut self.mode {
            Mode::List(list) => {
                let picked = list.pick(key);
                if let Some(item) = picked {
                    self.choose(item, cx);
                }
                true
            }
            Mode::Clash(_) => {
                self.settle_clash(Some(key), cx);
                true
            }
            Mode::Why(_) => false,
            Mode::Form => self.key_in_form(key, cx),
        }
    }

    fn key_in_form(&mut self, key: KeyEvent, cx: &mut Cx) -> bool {
        if let Some(digit) = digit_of(key).filter(|_| key.modifiers.contains(KeyModifiers::ALT)) {
            self.say(digit, cx);
            return true;
        }
        let Some(form) = self.form.as_mut().filter(|form| form.inside) else { return false };
        let Some(row) = form.here_mut() else { return false };
        let at = row.key;
        let did = press(&mut row.control, key);
        if matches!(did, Did::Changed | Did::Filled) {
            (row.own, row.guess, row.origin, row.wrong) = (true, false, Origin::Agent, None);
        }
        match did {
            Did::Nothing => return false,
            Did::Moved => {}
            Did::Changed => self.changed(&[at], cx),
            Did::Filled => {
                self.changed(&[at], cx);
                if let Some(form) = &mut self.form {
                    next(form);
                }
            }
        }
        true
    }

    pub(super) fn paste(&mut self, words: &str, cx: &mut Cx) {
        let Some(form) = self.form.as_mut().filter(|form| form.inside) else { return };
        let Some(row) = form.here_mut() else { return };
        let at = row.key;
        if row.typed_mut().is_some_and(|typed| typed.paste(words)) {
            (row.own, row.guess, row.origin, row.wrong) = (true, false, Origin::Agent, None);
            self.changed(&[at], cx);
        }
    }

    /// What follows from a change: the line fills fields, the kind changes rows, the number is looked up; all of it is
    /// kept in the journal.
    pub(super) fn changed(&mut self, keys: &[Key], cx: &mut Cx) {
        let Some(id) = self.id else { return };
        let Some(form) = &mut self.form else { return };
        let mut all = keys.to_vec();
        if form.purpose == Purpose::Intake {
            if keys.contains(&Key::Shorthand) {
                all.extend(shorthand::fill(form, &self.ear, cx));
            } else {
                all.extend(shorthand::hear(form, &self.ear, cx));
            }
        }
        if let (Purpose::Act(act), true) = (form.purpose, keys.contains(&Key::Field(Field::ToHolder))) {
            super::act::reshape(form, act);
        }
        if form.purpose == Purpose::Identify {
            if keys.contains(&Key::Field(Field::Kind)) {
                let kind = identify::kind_of(form);
                identify::rebuild(form, kind, cx);
            }
            if keys.iter().any(|key| matches!(key, Key::Field(Field::Kind | Field::Category))) {
                identify::defaults(form, cx);
                all.extend([Key::Matrix, Key::Field(Field::Severity)]);
            }
        }
        for key in all {
            drafts::set(form, id, key, cx);
        }
        self.look_up(cx);
    }

    /// Asks who is behind the number, once per number.
    fn look_up(&mut self, cx: &mut Cx) {
        let Some(form) = self.form.as_ref().filter(|form| form.purpose == Purpose::Intake) else { return };
        let typed = form.words(Field::CallerNumber).trim();
        let number = if typed.is_empty() { tail_in_line(form) } else { typed.to_owned() };
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits < 4 || number == self.asked {
            return;
        }
        self.asked.clone_from(&number);
        self.asking = Some(cx.ask(Query::Caller(number)));
    }

    /// The keys of the bottom row.
    pub(super) fn keys_now(&self, cx: &Cx) -> Vec<Hint> {
        let say = |action: &'static str, key: &str| Hint::saying(action, cx.words.get(key));
        match &self.mode {
            Mode::List(_) => vec![say("enter", "case-hint-choose"), say("out", "case-hint-close")],
            Mode::Why(_) => {
                vec![say("out", "case-hint-close"), say("down", "case-hint-other-dues"), Hint::plain("copy")]
            }
            Mode::Clash(_) => vec![say("enter", "case-hint-choose"), say("out", "case-hint-back-to-form")],
            Mode::Form => self.form_keys(cx),
        }
    }

    fn form_keys(&self, cx: &Cx) -> Vec<Hint> {
        let say = |action: &'static str, key: &str| Hint::saying(action, cx.words.get(key));
        let Some(form) = &self.form else { return vec![Hint::plain("acts"), Hint::plain("out")] };
        let leave = match form.purpose {
            Purpose::Intake => cx.words.get("case-hint-to-identify"),
            Purpose::Identify => self.grade_hint(form, cx),
            Purpose::Closing => cx.words.get("case-hint-archive"),
            Purpose::Act(act) => crate::tui::refusal::act_name(act, cx),
        };
        let mut keys = vec![Hint::saying("leave_step", leave)];
        match form.purpose {
            Purpose::Intake => {
                keys.extend([say("enter", "case-hint-take"), Hint::plain("same"), Hint::plain("next_field")])
            }
            Purpose::Identify => keys.extend([Hint::plain("next_field"), say("enter", "case-hint-on")]),
            Purpose::Closing => {
                keys.extend([say("enter", "case-hint-on"), Hint::plain("next_field"), Hint::plain("acts")])
            }
            Purpose::Act(_) => keys.extend([Hint::plain("acts"), Hint::plain("promise"), Hint::plain("why")]),
        }
        if cx.call.is_live() {
            keys.extend([Hint::plain("hold"), Hint::plain("hang_up")]);
        }
        keys.push(Hint::plain("out"));
        keys
    }

    fn grade_hint(&self, form: &Form, cx: &Cx) -> String {
        let grading = self.case(cx).and_then(|case| identify::grading(form, self.case_tier(cx), case, cx));
        let level = grading.as_ref().map(|grading| grading.level);
        if identify::is_quick(form, level) {
            return cx.words.get("case-hint-answer");
        }
        match (level, grading.is_some_and(|grading| !grading.notify.is_empty())) {
            (None, _) => cx.words.get("case-hint-grade"),
            (Some(level), tell) => {
                let key = if tell { "case-hint-grade-tell" } else { "case-hint-grade-as" };
                cx.words.with(key, &[("level", super::lines::level_name(level, cx).into())])
            }
        }
    }
}

/// The last digits of a number typed into the line, enough to look somebody up by.
fn tail_in_line(form: &Form) -> String {
    let line = form.row(Key::Shorthand).and_then(|row| row.typed()).map_or("", |typed| typed.text());
    let is_tail = |word: &&str| (4..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    line.split_whitespace().find(is_tail).unwrap_or_default().to_owned()
}

/// What the agent leaves standing counts as hers.
fn confirm_guess(form: &mut Form) {
    if let Some(row) = form.here_mut()
        && row.guess
        && row.key != Key::Matrix
    {
        (row.guess, row.own) = (false, true);
    }
}

/// To the next row, if there is one.
fn next(form: &mut Form) -> bool {
    let more = form.focus + 1 < form.rows.len();
    if more {
        form.focus += 1;
    }
    more
}

impl List {
    fn step(&mut self, by: isize) {
        let last = self.items.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// What a digit, or the letter behind the ninth, picks.
    fn pick(&mut self, key: KeyEvent) -> Option<Item> {
        let KeyCode::Char(c) = key.code else { return None };
        let at = match c {
            '1'..='9' => usize::try_from(c.to_digit(10)?).ok()? - 1,
            'a'..='z' => 9 + usize::from(u8::try_from(c).ok()? - b'a'),
            _ => return None,
        };
        self.at = at.min(self.items.len().saturating_sub(1));
        self.items.get(at).map(|(item, _)| item.clone())
    }
}

/// The key that picks a place of a list.
pub(super) fn list_key(at: usize) -> String {
    match u8::try_from(at) {
        Ok(at @ 0..9) => (at + 1).to_string(),
        Ok(at @ 9..35) => char::from(b'a' + at - 9).to_string(),
        _ => String::new(),
    }
}

fn digit_of(key: KeyEvent) -> Option<usize> {
    match key.code {
        KeyCode::Char(c) => c.to_digit(10).or_else(|| full_width_digit(c)).map(|digit| digit as usize),
        _ => None,
    }
}

/// Input methods in full-width mode send these.
const fn full_width_digit(c: char) -> Option<u32> {
    if matches!(c, '０'..='９') { Some(c as u32 - '０' as u32) } else { None }
}

fn press(control: &mut Control, key: KeyEvent) -> Did {
    match control {
        Control::Words(typed) | Control::When(typed) | Control::Number { typed, .. } => match request(key) {
            Some(request) => {
                if typed.edit(request) {
                    Did::Changed
                } else {
                    Did::Moved
                }
            }
            None => Did::Nothing,
        },
        Control::One { options, chosen, below } => press_one(options, chosen, below, key),
        Control::Many { options, ticked, at } => press_many(options.len(), ticked, at, key),
        Control::Tick(tick) => press_tick(tick, key),
        Control::Matrix { impact, urgency, column_next } => press_matrix(impact, urgency, column_next, key),
        Control::Mark(mark) => match (key.code, digit_of(key)) {
            (_, Some(digit @ 0..=5)) => {
                *mark = u8::try_from(digit).ok();
                Did::Filled
            }
            (KeyCode::Backspace | KeyCode::Delete, _) => {
                *mark = None;
                Did::Changed
            }
            _ => Did::Nothing,
        },
    }
}

/// An edit, by the keys people know; with Alt a digit is a phrase, not text.
fn request(key: KeyEvent) -> Option<InputRequest> {
    match (key.code, key.modifiers) {
        (KeyCode::Char('u'), KeyModifiers::CONTROL) => Some(InputRequest::DeleteFromStart),
        (KeyCode::Char('a' | 'b' | 'k' | 'p' | 'n' | 'q' | 'c' | 'z'), KeyModifiers::CONTROL) => None,
        _ => to_input_request(&Event::Key(key)),
    }
}

fn press_one(
    options: &[super::form::Choosable],
    chosen: &mut Option<usize>,
    below: &mut Option<usize>,
    key: KeyEvent,
) -> Did {
    let subs = chosen.and_then(|at| options.get(at)).map_or(0, |option| option.below.len());
    let in_sub = subs > 0;
    match key.code {
        KeyCode::Backspace | KeyCode::Delete => {
            if below.take().is_none() {
                *chosen = None;
            }
            Did::Changed
        }
        KeyCode::Left | KeyCode::Right => {
            let by = if key.code == KeyCode::Left { -1 } else { 1 };
            let (slot, count) = if in_sub { (below, subs) } else { (chosen, options.len()) };
            *slot = Some(slot.map_or(0, |at| at.saturating_add_signed(by).min(count.saturating_sub(1))));
            Did::Changed
        }
        _ => {
            let Some(digit) = digit_of(key) else { return Did::Nothing };
            let pick = if digit == 0 { 9 } else { digit - 1 };
            if in_sub && below.is_none() && pick < subs {
                *below = Some(pick);
                return Did::Filled;
            }
            if pick >= options.len() {
                return Did::Moved;
            }
            (*chosen, *below) = (Some(pick), None);
            let deeper = options.get(pick).is_some_and(|option| !option.below.is_empty());
            if deeper { Did::Changed } else { Did::Filled }
        }
    }
}

fn press_many(count: usize, ticked: &mut std::collections::BTreeSet<usize>, at: &mut usize, key: KeyEvent) -> Did {
    let toggle = match key.code {
        KeyCode::Left => {
            *at = at.saturating_sub(1);
            return Did::Moved;
        }
        KeyCode::Right => {
            *at = (*at + 1).min(count.saturating_sub(1));
            return Did::Moved;
        }
        KeyCode::Char(' ') => Some(*at),
        _ => digit_of(key).and_then(|digit| digit.checked_sub(1)),
    };
    match toggle.filter(|place| *place < count) {
        Some(place) => {
            *at = place;
            if !ticked.remove(&place) {
                ticked.insert(place);
            }
            Did::Changed
        }
        None => Did::Nothing,
    }
}

fn press_tick(tick: &mut Option<bool>, key: KeyEvent) -> Did {
    match (key.code, digit_of(key)) {
        (KeyCode::Char(' ') | KeyCode::Left | KeyCode::Right, _) => {
            *tick = Some(!tick.unwrap_or(false));
            Did::Changed
        }
        (KeyCode::Char('y'), _) | (_, Some(1)) => {
            *tick = Some(true);
            Did::Filled
        }
        (KeyCode::Char('n'), _) | (_, Some(2 | 0)) => {
            *tick = Some(false);
            Did::Filled
        }
        _ => Did::Nothing,
    }
}

fn press_matrix(impact: &mut Option<usize>, urgency: &mut Option<usize>, column_next: &mut bool, key: KeyEvent) -> Did {
    let by = match key.code {
        KeyCode::Left => -1,
        KeyCode::Right => 1,
        _ => {
            let Some(place) = digit_of(key).and_then(|digit| digit.checked_sub(1)) else { return Did::Nothing };
            let (slot, count) = if *column_next { (urgency, URGENCIES.len()) } else { (impact, IMPACTS.len()) };
            if place >= count {
                return Did::Moved;
            }
            *slot = Some(place);
            *column_next = !*column_next;
            return Did::Changed;
        }
    };
    let last = URGENCIES.len() - 1;
    *urgency = Some(urgency.unwrap_or(0).saturating_add_signed(by).min(last));
    impact.get_or_insert(0);
    Did::Changed
}
