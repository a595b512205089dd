//! Lists to choose from: what can be done now, who the caller is, which case it goes into.

use uuid::Uuid;

use super::conversation::Sent;
use super::steps::{Key, Purpose};
use super::{CaseScreen, Mode, major, not_saved_yet, reveal};
use crate::domain::protocol::{CallerCard, CustomerCard, DueKind, QueueRow};
use crate::domain::{Act, Field, FollowUp, FollowUpKind, Target};
use crate::text::{self, mask};
use crate::tui::cx::Cx;
use crate::tui::names::{in_major, joined, spoken};
use crate::tui::widgets::{ListName, Menu};

#[derive(Debug)]
pub(super) struct List {
    pub items: Vec<(Item, String)>,
    pub menu: Menu,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    Act(Act),
    /// The caller is this customer.
    Customer(Box<CustomerCard>),
    /// The matter is this open case.
    SameCase(Uuid),
    /// This case is looked at next.
    Open(Uuid),
    /// The case in hand goes into this one.
    Into(Uuid, String),
    /// The case in hand is attached to the major matter of this number.
    Join(String),
    /// Do this to this follow-up, or make one of this kind.
    Task(Act, Target),
    /// Show this field; the reason comes next.
    Reveal(Field),
    /// Show this field for this reason.
    Because(Field, Option<String>),
}

impl CaseScreen {
    pub(super) fn list_acts(&mut self, cx: &mut Cx) {
        let items: Vec<(Item, String)> =
            self.acts(cx).into_iter().map(|act| (Item::Act(act), crate::tui::refusal::act_name(act, cx))).collect();
        if items.is_empty() {
            cx.warn(not_saved_yet(cx));
        } else {
            self.mode = Mode::List(List::new(ListName::Acts, items));
        }
    }

    /// What is known of the number: which customer it is, which open case it is about.
    pub(super) fn same(&mut self, cx: &mut Cx) {
        let Some(card) = &self.caller.card else { return cx.warn(cx.words.get("case-nobody-known")) };
        let mut items = Vec::new();
        for row in &card.open {
            let summary = joined(&[in_major(row.major, cx), row.summary.clone()]);
            let words = cx.words.with("case-same-as", &[("no", row.no.as_str().into()), ("summary", summary.into())]);
            items.push((Item::SameCase(row.id), words));
        }
        for customer in &card.customers {
            let name = format!("{}  {}", spoken(&customer.name, &customer.title), customer.company);
            let words = cx.words.with("case-this-is", &[("name", name.trim().into())]);
            items.push((Item::Customer(Box::new(customer.clone())), words));
        }
        if items.is_empty() {
            cx.warn(cx.words.get("case-nobody-known"));
        } else {
            self.mode = Mode::List(List::new(ListName::Same, items));
        }
    }

    pub(super) fn choose(&mut self, item: Item, cx: &mut Cx) {
        self.mode = Mode::Form;
        match item {
            Item::Act(act) => self.open_act(act, cx),
            Item::Customer(card) => self.link(&card, cx),
            Item::SameCase(id) => self.add_contact(id, cx),
            Item::Reveal(field) => self.mode = Mode::List(reveal::reasons(field, cx)),
            Item::Because(field, why) => self.show_because(field, why, cx),
            Item::Open(id) => cx.open_case(id),
            Item::Join(no) => major::open(self, &no, cx),
            Item::Into(id, no) => self.merge_into(id, &no, cx),
            Item::Task(act, task) => {
                self.open_form(Purpose::Act(act), cx);
                if let Some(form) = &mut self.form {
                    form.about.target = Some(task);
                }
                self.ask_of_task(cx);
            }
        }
    }

    /// The other open cases of the same number, to merge into one of them.
    pub(super) fn list_masters(&mut self, card: &CallerCard, cx: &mut Cx) {
        let others: Vec<&QueueRow> = card.open.iter().filter(|row| Some(row.id) != self.id).collect();
        let masters = others.iter().map(|row| Item::Into(row.id, row.no.clone()));
        let items: Vec<(Item, String)> = masters.zip(lines(&others, cx)).collect();
        if items.is_empty() {
            cx.warn(cx.words.get("case-no-master"));
        } else {
            self.mode = Mode::List(List::new(ListName::Masters, items));
        }
    }

    /// The master of a major matter is done with: asks for the cases that were attached to it.
    pub(super) fn ask_attached(&mut self, sent: &Sent, cx: &mut Cx) {
        if !sent.acts.iter().any(|act| matches!(act, Act::Archive | Act::MajorEnded)) {
            return;
        }
        let major = self.case(cx).and_then(|case| case.major.as_ref()).filter(|major| major.ended_at.is_some());
        let attached: Vec<Uuid> = major.into_iter().flat_map(|major| &major.attached).map(|one| one.id).collect();
        if !attached.is_empty() {
            self.conversation.ask_attached(attached, cx);
        }
    }

    /// They are to be closed one by one.
    pub(super) fn list_attached(&mut self, rows: &[QueueRow], cx: &Cx) {
        let rows: Vec<&QueueRow> = rows.iter().collect();
        let items: Vec<_> = rows.iter().map(|row| Item::Open(row.id)).zip(lines(&rows, cx)).collect();
        if !items.is_empty() {
            self.mode = Mode::List(List::new(ListName::Attached, items));
        }
    }

    /// Which major matter the case in hand is attached to: the form of the only one, else one of several.
    pub(super) fn choose_major(&mut self, cx: &mut Cx) {
        let (list, only) = {
            let majors = major::others(&self.hand(cx), cx);
            (major::list(&majors), majors.first().map(|major| major.no.clone()).filter(|_| majors.len() < 2))
        };
        match only {
            Some(no) => major::open(self, &no, cx),
            None if list.items.is_empty() => major::open(self, "", cx),
            None => self.mode = Mode::List(list),
        }
    }

    /// Which follow-up the act is about where several are open, which kind where one is made; tells whether there is a
    /// choice.
    pub(super) fn list_tasks(&mut self, act: Act, cx: &Cx) -> bool {
        let items = if act == Act::FollowUpCreated { made_by_hand(cx) } else { self.open_tasks(act, cx) };
        let several = items.len() > 1;
        if several {
            self.mode = Mode::List(List::new(ListName::Tasks, items));
        }
        several
    }

    fn open_tasks(&self, act: Act, cx: &Cx) -> Vec<(Item, String)> {
        let tasks = self.case(cx).map_or(&[][..], |case| case.follow_ups.as_slice());
        let mut open: Vec<&FollowUp> = tasks.iter().filter(|task| task.end.is_none()).collect();
        open.sort_by_key(|task| task.due);
        let words = |task: &FollowUp| format!("{}  {}", cx.duty(DueKind::FollowUp(task.kind)), cx.moment(task.due));
        open.into_iter().map(|task| (Item::Task(act, Target::FollowUp(task.id)), words(task))).collect()
    }

    fn merge_into(&mut self, master: uuid::Uuid, no: &str, cx: &mut Cx) {
        self.open_form(Purpose::Act(Act::Merge), cx);
        let Some(form) = &mut self.form else { return };
        form.about.target = Some(Target::Case(master));
        if let Some(row) = form.row_mut(Key::Field(Field::MasterCase)) {
            row.control.restore(no);
        }
        if form.rows.is_empty() {
            self.say_key_of_act(cx);
        }
    }
}

/// Cases as a list to choose from shows them: number, level, step, customer, matter, one below the other.
fn lines(rows: &[&QueueRow], cx: &Cx) -> Vec<String> {
    let level = |row: &QueueRow| row.level.map_or_else(String::new, |level| cx.level_name(level).to_owned());
    let parts = |row: &&QueueRow| {
        let state = cx.standing(row.state, row.next.map(|next| next.duty));
        let customer = mask::name(&row.customer);
        let matter = joined(&[in_major(row.major, cx), row.summary.clone()]);
        ([row.no.clone(), level(row), state, customer], matter)
    };
    let parts: Vec<([String; 4], String)> = rows.iter().map(parts).collect();
    let widths: [usize; 4] = std::array::from_fn(|column| {
        parts.iter().filter_map(|(cells, _)| cells.get(column)).map(|cell| text::width(cell)).max().unwrap_or_default()
    });
    let line = |(cells, matter): &([String; 4], String)| {
        let cells = cells.iter().zip(widths).filter(|(_, width)| *width > 0);
        cells.map(|(cell, width)| text::pad_right(cell, width) + "  ").collect::<String>() + matter
    };
    parts.iter().map(line).collect()
}

/// The kinds people plan; the others are made by rule.
fn made_by_hand(cx: &Cx) -> Vec<(Item, String)> {
    let kinds = [FollowUpKind::Callback, FollowUpKind::Care, FollowUpKind::Survey];
    let item = |kind| Item::Task(Act::FollowUpCreated, Target::FollowUpKind(kind));
    kinds.map(|kind| (item(kind), cx.duty(DueKind::FollowUp(kind)))).into()
}

impl List {
    pub fn new(name: ListName, items: Vec<(Item, String)>) -> Self {
        Self { items, menu: Menu::new(name) }
    }

    /// Locale key of its heading.
    pub fn title(&self) -> String {
        format!("case-list-{}", self.menu.name())
    }
}
