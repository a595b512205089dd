//! A shop with one case in it and the people who work on it by keys, each at the time of their act.

use std::cell::{Cell, RefCell};

use uuid::Uuid;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::protocol::{PartyRequest, Request};
use zuoxi::domain::{EventId, Field, Record, Role, Tier, Timestamp, Value};
use zuoxi::store::{Open, Store};

use crate::common::{DOWN, ENTER, Home, TAB, Terminal};

const CTRL_Q: &str = "\x11";
const F6: &str = "\x1b[17~";

/// Somebody whose number is on file before the call.
pub struct Caller {
    pub number: &'static str,
    pub name: &'static str,
    pub title: &'static str,
    pub company: &'static str,
    pub tier: Tier,
}

/// A demo store with its people.
pub struct Shop {
    home: Home,
    no: RefCell<String>,
    /// Keys pressed that were neither words, nor phrases, nor the telephone's.
    counted: Cell<usize>,
}

impl Shop {
    /// One person works here and holds every role.
    pub fn alone((agent, name): (&str, &str)) -> Self {
        let home = Home::new();
        let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
        let how = Open { demo: true, ..Open::default() };
        let mut desk = Desk::new(Store::open(&home.store(), &how).unwrap(), rules).unwrap();
        desk.sign_in(agent, name, Timestamp(1_767_225_600_000)).unwrap();
        Self { home, no: RefCell::default(), counted: Cell::new(0) }
    }

    /// The agent, a lead (`lead`) and a quality inspector (`quality`) work here.
    pub fn open((agent, name): (&str, &str), caller: Option<&Caller>) -> Self {
        let home = Home::new();
        let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
        let then = Timestamp(1_767_225_600_000);
        let how = Open { demo: true, ..Open::default() };
        let mut desk = Desk::new(Store::open(&home.store(), &how).unwrap(), rules).unwrap();
        let first = desk.sign_in(agent, name, then).unwrap().signed_in();
        let mut ask = |request| desk.submit(&first, &Request::Party(request), then).unwrap();
        for (person, no, name, role) in [(0xB0, "lead", "钟毅", Role::Lead), (0xB1, "quality", "秦安", Role::Quality)]
        {
            let (person, no, name) = (Uuid::from_u128(person), no.to_owned(), name.to_owned());
            ask(PartyRequest::Enrol { person, no, name, roles: vec![role] });
        }
        if let Some(caller) = caller {
            let text = |words: &str| Value::Text(words.to_owned());
            let record = Record::default()
                .with(Field::CallerNumber, text(caller.number))
                .with(Field::CustomerName, text(caller.name))
                .with(Field::Title, text(caller.title))
                .with(Field::Company, text(caller.company));
            let (customer, key) = (Uuid::from_u128(0xC0), EventId(Uuid::from_u128(0xC1)));
            ask(PartyRequest::File { customer, key, tier: caller.tier, record });
        }
        Self { home, no: RefCell::default(), counted: Cell::new(0) }
    }

    /// Somebody sits down at a moment of the company's zone.
    pub fn sit(&self, agent: &str, at: &str) -> Seat<'_> {
        let terminal = self.home.start(&["--as", agent, "--at", at]);
        terminal.wait_for("队列").wait_for("我的");
        Seat { shop: self, terminal: RefCell::new(terminal) }
    }

    /// Somebody sits down and opens the case.
    pub fn open_case(&self, agent: &str, at: &str) -> Seat<'_> {
        let seat = self.sit(agent, at);
        seat.open();
        seat
    }

    /// Keys pressed so far that a budget counts.
    pub fn counted(&self) -> usize {
        self.counted.get()
    }

    /// The case as other programs see it.
    pub fn shown(&self, at: &str) -> serde_json::Value {
        let no = self.no.borrow().clone();
        let output = self.home.command(["show", &no, "--json", "--at", at]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// Somebody at the keys.
pub struct Seat<'a> {
    shop: &'a Shop,
    terminal: RefCell<Terminal>,
}

impl Seat<'_> {
    /// Presses keys that a budget counts.
    pub fn press(&self, keys: &[&str]) -> &Self {
        for key in keys {
            self.shop.counted.set(self.shop.counted.get() + 1);
            self.terminal.borrow().send(key);
        }
        self
    }

    /// Presses the telephone's keys.
    pub fn phone(&self, key: &str) -> &Self {
        self.terminal.borrow().send(key);
        self
    }

    /// Steps out of the form, then out of the case.
    #[track_caller]
    pub fn back_to_the_queue(&self) -> &Self {
        self.press(&["\x1b"]);
        self.terminal.borrow().wait_gone("Esc 后按数字");
        self.press(&["\x1b"]).sees("我的案件")
    }

    /// How often it rang.
    pub fn bells(&self) -> usize {
        self.terminal.borrow().bells()
    }

    /// Types words.
    pub fn words(&self, words: &str) -> &Self {
        self.terminal.borrow().send(words);
        self
    }

    #[track_caller]
    pub fn sees(&self, text: &str) -> &Self {
        self.terminal.borrow().wait_for(text);
        self
    }

    #[track_caller]
    pub fn sees_no_more(&self, text: &str) -> &Self {
        self.terminal.borrow().wait_gone(text);
        self
    }

    /// Goes on to the row with this label, unless it is in hand.
    #[track_caller]
    pub fn field(&self, label: &str) -> &Self {
        self.go_on_to(label, |row| is_labelled(row, label))
    }

    #[track_caller]
    fn go_on_to(&self, what: &str, is_there: impl Fn(&str) -> bool) -> &Self {
        for _ in 0..30 {
            self.terminal.borrow().wait_until("a row is in hand", |screen| !in_hand(screen).is_empty());
            let here = self.in_hand();
            if is_there(&here) {
                return self;
            }
            self.press(&[TAB]);
            self.terminal.borrow().wait_until("another row is in hand", |screen| {
                let now = in_hand(screen);
                !now.is_empty() && now != here
            });
        }
        panic!("no field {what}:\n{}", self.terminal.borrow().text());
    }

    /// Chooses a cell of impact and urgency by its digits.
    #[track_caller]
    pub fn cell(&self, impact: &str, urgency: &str) -> &Self {
        let is_cell = |row: &str| row.trim_start_matches('>').trim_start().starts_with(|c: char| c.is_ascii_digit());
        self.go_on_to("the cells", is_cell).press(&[impact, urgency]);
        self.terminal.borrow().wait_until("the impact is in hand", |screen| {
            in_hand(screen).trim_start_matches(['>', ' ']).starts_with(impact)
        });
        self
    }

    /// Chooses an option of the row in hand by its digit.
    #[track_caller]
    pub fn choose(&self, name: &str) -> &Self {
        let (here, digit) = (self.in_hand(), self.digit(name));
        self.press(&[&digit]);
        // What is chosen gives way to the next row, or to what lies below it.
        self.terminal.borrow().wait_until(&format!("{name} is chosen"), |screen| {
            let now = in_hand(screen);
            !now.is_empty() && now != here
        });
        self
    }

    /// Ticks an option of the row in hand by its digit.
    #[track_caller]
    pub fn tick(&self, name: &str) -> &Self {
        let digit = self.digit(name);
        self.press(&[&digit])
    }

    #[track_caller]
    fn digit(&self, name: &str) -> String {
        let terminal = self.terminal.borrow();
        terminal.wait_until(&format!("{name} can be chosen"), |screen| digit_of(screen, name).is_some());
        terminal.look(|screen| digit_of(screen, name)).unwrap()
    }

    /// Puts words into the field with this label.
    #[track_caller]
    pub fn fill(&self, label: &str, words: &str) -> &Self {
        self.field(label).words(words).sees(words)
    }

    /// Opens the form of an act from the list of what can be done now.
    #[track_caller]
    pub fn act(&self, name: &str) -> &Self {
        self.press(&[F6]).sees("现在能做的");
        self.pick(name);
        self.terminal.borrow().wait_gone("现在能做的");
        self
    }

    /// Goes down a list to the row with this name and takes it.
    #[track_caller]
    pub fn pick(&self, name: &str) -> &Self {
        for _ in 0..45 {
            let here = self.in_hand();
            if here.contains(name) {
                return self.press(&[ENTER]);
            }
            self.press(&[DOWN]);
            self.terminal.borrow().wait_until(&format!("a row below is in hand, on the way to {name}"), |screen| {
                let now = in_hand(screen);
                !now.is_empty() && now != here
            });
        }
        panic!("no {name} in the list:\n{}", self.terminal.borrow().text());
    }

    /// Sends the form and waits until the screen says that the act is saved.
    #[track_caller]
    pub fn save(&self, act: &str) -> &Self {
        self.press(&[crate::common::F8]).sees(&format!("撤回）：{act}"))
    }

    /// Saves a new contact; its number is what the case is found by.
    #[track_caller]
    pub fn receive(&self) -> &Self {
        self.press(&[crate::common::F8]).sees("已建好");
        let text = self.terminal.borrow().text();
        let no = text.split_whitespace().find(|word| word.starts_with("ZX") && word.ends_with("-0001")).unwrap();
        no.clone_into(&mut self.shop.no.borrow_mut());
        self
    }

    /// Finds the case by its number and opens it.
    #[track_caller]
    pub fn open(&self) {
        let no = self.shop.no.borrow().clone();
        self.press(&["/"]).words(&no);
        self.terminal.borrow().wait_until("the case is found", |screen| {
            !in_hand(screen).is_empty() && screen.contents().matches(no.as_str()).count() >= 3
        });
        self.press(&[ENTER]);
        // The keys' row is drawn last.
        self.terminal.borrow().wait_until("the case is open", |screen| {
            let text = screen.contents();
            let keys = text.trim_end().lines().last().unwrap_or_default();
            text.contains("接入 ✓") && !text.contains(&format!("「{no}」")) && keys.contains("Esc 退一步")
        });
    }

    fn in_hand(&self) -> String {
        self.terminal.borrow().look(in_hand)
    }

    /// The machine takes the program away.
    pub fn kill(&self) {
        self.terminal.borrow_mut().kill();
    }

    /// Leaves the workstation.
    #[track_caller]
    pub fn leave(&self) {
        let mut terminal = self.terminal.borrow_mut();
        terminal.send(CTRL_Q);
        let status = terminal.wait_exit();
        assert!(status.success(), "{status:?}\n{}", terminal.text());
    }
}

fn rows(screen: &vt100::Screen) -> Vec<String> {
    let columns = screen.size().1.get();
    // What stands beside the work is not part of a row.
    screen.rows(0, columns).map(|row| row.split('╎').next().unwrap_or_default().to_owned()).collect()
}

/// The row in hand: the marked one.
fn in_hand(screen: &vt100::Screen) -> String {
    rows(screen).into_iter().find(|row| row.starts_with('>')).unwrap_or_default()
}

/// Whether a row begins with this label, the name of its group aside.
fn is_labelled(row: &str, label: &str) -> bool {
    let mut words = row.trim_start_matches('>').split_whitespace().map(|word| word.trim_end_matches('*'));
    let first = words.next();
    first == Some(label) || words.next() == Some(label)
}

/// The digit in front of an option of the row in hand, which may go on over the rows below.
fn digit_of(screen: &vt100::Screen, name: &str) -> Option<String> {
    let rows = rows(screen);
    let from = rows.iter().position(|row| row.starts_with('>'))?;
    rows[from..].iter().take(4).find_map(|row| {
        let chars: Vec<char> = row.chars().collect();
        let (wanted, ends): (Vec<char>, &[char]) = (name.chars().collect(), &[' ', ']']);
        chars.windows(wanted.len()).enumerate().find_map(|(at, window)| {
            let after = chars.get(at + wanted.len());
            let whole = window == wanted && after.is_none_or(|c| ends.contains(c) || *c == '(');
            let digit = at.checked_sub(2).and_then(|at| chars.get(at)).filter(|c| c.is_ascii_digit());
            digit.filter(|_| whole).map(ToString::to_string)
        })
    })
}
