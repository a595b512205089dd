//! What screens may look at and ask for.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use ratatui::layout::Rect;
use uuid::Uuid;

use super::in_flight::{Asker, InFlight};
use super::model::Setup;
use super::msg::Effect;
use super::news::Read;
use super::notices::{Banner, Notice, Saved};
use super::screen::Overlay;
use crate::domain::acts::rights::Capacity;
use crate::domain::contact;
use crate::domain::parties::Person;
use crate::domain::protocol::{
    Badges, Beside, CaseFile, Copies, JournalOp, MajorRow, Progress, Query, QueueRow, Request, Token,
};
use crate::domain::{Act, Actor, Command, EventId, Record, Role, StreamId, StreamKind, Target, Timestamp};
use crate::tui::call::Calls;
use crate::tui::call::shift::OnShift;
use crate::tui::glyphs::Glyphs;
use crate::tui::ids::Ids;
use crate::tui::keymap::{Bound, Keymap};
use crate::tui::layout::Grid;
use crate::tui::tell::Teller;
use crate::tui::theme::Theme;
use crate::tui::unsaved::Unsaved;
use crate::tui::widgets::Ink;

/// Who sits here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The person's stream.
    pub person: Uuid,
    /// The agent number.
    pub no: String,
    /// The spoken name.
    pub name: String,
    /// The role acts are recorded with, where it may do them.
    pub role: Role,
    /// Every role held: whoever is alone acts in the one an act needs.
    pub roles: Vec<Role>,
}

impl Agent {
    /// The roles somebody acts in.
    pub fn capacity(&self) -> Capacity<'_> {
        Capacity { used: self.role, held: &self.roles }
    }

    /// Whether a role is worked in or held.
    pub fn is(&self, role: Role) -> bool {
        self.capacity().is(role)
    }
}

/// What a screen wants the frame to do once its own work is done.
#[derive(Debug)]
pub enum FrameRequest {
    /// Load a case and show it.
    Open(Uuid),
    /// Load a case, show it and go on there.
    OpenFor(Uuid, Onward),
    /// Begin a new call.
    New,
    /// Switch to a screen by its id.
    Go(&'static str),
    /// Back to the screen this one was reached from.
    Back,
    /// Go on with a form that is not saved.
    Unsaved(Uuid),
    /// Show the form this call's case is to be opened with.
    Call(Uuid),
    /// Call back the customer of this contact.
    RingBack(Uuid),
    /// Throw away the form this case was to be opened with.
    Drop(Uuid),
    /// Throw a form away that was laid aside.
    Discard(Uuid),
    /// Take up a form left over from a process that ended.
    Resume(Box<crate::domain::protocol::Draft>),
    /// Ask on the open case for the time a phrase promises.
    Say(String),
    /// Lay an overlay over the work.
    Over(Box<dyn Overlay>),
    /// Close the top overlay.
    Close,
    /// Carry out an action of a table as if its key had been pressed on the screen below the overlays.
    Perform(Bound),
    /// Begin an act of the trade on the screen below the overlays.
    Act(Act),
    /// Begin the next lesson of the sample shift.
    Practise,
    /// Leave without asking again.
    Quit,
}

/// What is begun on a case once it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onward {
    /// The form of an act.
    Act(Act),
    /// What an action of the case's screen does.
    Action(&'static str),
}

/// An act that can be taken back: its case and its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastAct {
    /// The case.
    pub case: Uuid,
    /// The facts, oldest first.
    pub facts: Vec<EventId>,
    /// What it was, for whom and on which case.
    pub words: String,
}

/// The common ground of all screens.
#[derive(Debug)]
pub struct Cx {
    /// The time, the words and the rules: what everything is told with.
    teller: Teller,
    /// When a key was last pressed.
    pub last_key: Timestamp,
    /// Colours.
    pub theme: Theme,
    /// Signs.
    pub glyphs: Glyphs,
    /// Keys.
    pub keymap: Rc<Keymap>,
    /// Who sits here.
    pub agent: Agent,
    /// The company's spoken name.
    pub company: String,
    /// The number customers ring, as it is said to them; empty where none is set.
    pub hotline: String,
    /// The supervisor's name as it is said to customers; empty where none is set.
    pub supervisor: String,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Made-up cases: the place row says so.
    pub demo: bool,
    /// Whether the terminal may ring.
    pub sound: bool,
    /// The open case with its history; `None` while a new one is not yet saved.
    pub file: Option<Box<CaseFile>>,
    /// How far each case was read.
    pub(super) read: Read,
    /// Those whom the files seen so far name.
    people: BTreeMap<Uuid, Person>,
    /// Forms that are not saved, the last one at the end.
    pub unsaved: Vec<Unsaved>,
    /// Counts of the top bar.
    pub badges: Badges,
    /// Every major matter that is open, the oldest first.
    pub majors: Vec<MajorRow>,
    /// Cases of others one was told of and has not taken note of.
    pub told: usize,
    /// The next due row of the agent's queue; the top bar shows it unless it is the open case.
    pub next_due: Vec<QueueRow>,
    /// The calls of this desk.
    pub calls: Calls,
    /// The shift that is on, once it is known.
    pub shift: Option<OnShift>,
    /// Contacts whose customers are to be called back, the earliest due first.
    pub call_backs: Vec<contact::Call>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// What is wrong until it is mended.
    pub banner: Option<Banner>,
    /// Lists are being made anew, this far.
    pub progress: Option<Progress>,
    /// Why nothing is saved any more.
    pub stuck: Option<Banner>,
    /// Why what is being typed is not kept.
    pub unkept: Option<Banner>,
    /// What lies among the drafts that could not be read.
    pub unread: Option<Banner>,
    /// An answer of the store has been long in coming.
    pub waiting: bool,
    /// What is on disk.
    pub saved: Option<Saved>,
    /// What lies open at other desks.
    pub beside: Vec<Beside>,
    /// What stands of the copies of the store, where some are kept.
    pub copies: Option<Copies>,
    /// The agent's last act, while it can be taken back.
    pub last_act: Option<LastAct>,
    /// Ids for acts and forms.
    pub ids: Ids,
    effects: Vec<Effect>,
    requests: Vec<FrameRequest>,
    /// What was asked and ordered and is not yet answered.
    pub(in crate::tui) in_flight: InFlight,
}

impl Deref for Cx {
    type Target = Teller;

    fn deref(&self) -> &Teller {
        &self.teller
    }
}

impl DerefMut for Cx {
    fn deref_mut(&mut self) -> &mut Teller {
        &mut self.teller
    }
}

impl Cx {
    pub(in crate::tui) fn new(setup: Setup) -> Self {
        let Setup {
            now,
            words,
            lang,
            rules,
            theme,
            glyphs,
            keymap,
            agent,
            company,
            hotline,
            supervisor,
            size,
            demo,
            seed,
        } = setup;
        Self {
            teller: Teller { now, words, lang, rules, masks: false },
            last_key: now,
            theme,
            glyphs,
            keymap: Rc::new(keymap),
            agent,
            company,
            hotline,
            supervisor,
            size,
            demo,
            sound: true,
            file: None,
            read: Read::default(),
            people: BTreeMap::new(),
            unsaved: Vec::new(),
            badges: Badges { overdue: 0, soon: 0, mine: 0, all: 0 },
            majors: Vec::new(),
            told: 0,
            next_due: Vec::new(),
            shift: None,
            calls: Calls::none(now),
            call_backs: Vec::new(),
            notice: None,
            banner: None,
            progress: None,
            stuck: None,
            unkept: None,
            unread: None,
            waiting: false,
            saved: None,
            beside: Vec::new(),
            copies: None,
            last_act: None,
            ids: Ids::new(seed),
            effects: Vec::new(),
            requests: Vec::new(),
            in_flight: InFlight::default(),
        }
    }

    /// Takes note of those whom a file or a list names.
    pub(in crate::tui) fn learn(&mut self, people: &[Person]) {
        self.people.extend(people.iter().map(|person| (person.id, person.clone())));
    }

    /// The number of somebody who works here or in another branch; empty where nobody knows them.
    pub fn number_of(&self, person: Uuid) -> &str {
        self.people.get(&person).map_or("", |person| &person.no)
    }

    /// Who acts, as the desk wants it.
    pub fn actor(&self) -> Actor {
        Actor { person: self.agent.person, no: self.agent.no.clone(), role: self.agent.role }
    }

    /// A new id as of now.
    pub fn new_id(&mut self) -> Uuid {
        self.ids.next(self.now)
    }

    /// An act with a new id.
    pub fn command(&mut self, act: Act, record: Record, target: Option<Target>) -> Command {
        Command { act, record, target, based_on: None, id: EventId(self.new_id()) }
    }

    /// Runs something; what it asks for is answered to this one.
    pub(in crate::tui) fn on_behalf<T>(&mut self, who: Asker, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.in_flight.speak_for(who);
        let done = run(self);
        self.in_flight.speak_for(before);
        done
    }

    /// Asks for something; the answer comes to the layer that asks, with this token.
    pub fn ask(&mut self, query: Query) -> Token {
        let token = self.in_flight.depart(None);
        self.effects.push(Effect::Ask(token, query));
        token
    }

    /// Asks for something in place of an earlier question, whose answer nobody waits for any more.
    pub fn ask_instead(&mut self, earlier: Option<Token>, query: Query) -> Token {
        let token = self.in_flight.depart(None);
        if let Some(earlier) = earlier.filter(|earlier| self.in_flight.replace(*earlier, token)) {
            self.effects.push(Effect::Forget(earlier));
        }
        self.effects.push(Effect::Ask(token, query));
        token
    }

    /// Sends a request; the answer comes to the layer that sends it, with this token. Keys pressed
    /// until then wait, so that type-ahead meets the case as it will be.
    pub fn submit(&mut self, request: Request) -> Token {
        let StreamId { kind, id } = request.stream();
        let act = request.key().filter(|_| kind == StreamKind::Case).map(|first| (id, first));
        let token = self.in_flight.depart(act);
        self.in_flight.hold_keys(token, self.now);
        self.effects.push(Effect::Submit(token, request));
        token
    }

    /// Holds keys back until this question is answered, so that they meet what it leads to.
    pub fn wait_for(&mut self, token: Token) {
        self.in_flight.hold_keys(token, self.now);
    }

    /// Sends a request no key waits for.
    pub fn note(&mut self, request: Request) {
        let token = self.in_flight.depart(None);
        self.effects.push(Effect::Submit(token, request));
    }

    /// Keeps what was typed; the screen says so once it is done.
    pub fn journal(&mut self, op: JournalOp) {
        self.effects.push(Effect::Journal(op));
    }

    /// Offers a text to the clipboard.
    pub fn copy(&mut self, words: String) {
        self.effects.push(Effect::Copy(words));
    }

    /// Rings once, unless the agent wants it quiet.
    pub fn bell(&mut self) {
        if self.sound && !self.effects.contains(&Effect::Bell) {
            self.effects.push(Effect::Bell);
        }
    }

    /// Loads a case and shows it.
    pub fn open_case(&mut self, case: Uuid) {
        self.requests.push(FrameRequest::Open(case));
    }

    /// Goes to the open case, which asks for the time this phrase promises.
    pub fn say_on_case(&mut self, phrase: String) {
        self.requests.push(FrameRequest::Say(phrase));
    }

    /// Switches to a screen.
    pub fn go(&mut self, screen: &'static str) {
        self.requests.push(FrameRequest::Go(screen));
    }

    /// Back to the screen this one was reached from.
    pub fn back(&mut self) {
        self.requests.push(FrameRequest::Back);
    }

    /// Opens a case and carries out an action of its screen there.
    pub fn open_for(&mut self, case: Uuid, action: &'static str) {
        self.requests.push(FrameRequest::OpenFor(case, Onward::Action(action)));
    }

    /// Whether a question is about to be laid over the work.
    pub(super) fn is_asking(&self) -> bool {
        self.requests.iter().any(|request| matches!(request, FrameRequest::Over(_)))
    }

    /// Lays an overlay over the work.
    pub fn over(&mut self, overlay: Box<dyn Overlay>) {
        self.requests.push(FrameRequest::Over(overlay));
    }

    /// Closes the top overlay.
    pub fn close(&mut self) {
        self.requests.push(FrameRequest::Close);
    }

    /// Asks the frame for something.
    pub fn request(&mut self, request: FrameRequest) {
        self.requests.push(request);
    }

    /// Where things stand; nothing where the window is too small.
    pub fn grid(&self) -> Option<Grid> {
        Grid::new(Rect::new(0, 0, self.size.0, self.size.1))
    }

    /// The styles and signs in force, by meaning.
    pub const fn ink(&self) -> Ink {
        Ink { theme: self.theme, glyphs: self.glyphs }
    }

    /// The next due row of another case than the open one.
    pub fn next_other(&self) -> Option<&QueueRow> {
        let open = self.file.as_ref().map(|file| file.case.id);
        let open = open.or_else(|| self.calls.present().map(|call| call.case));
        self.next_due.iter().find(|row| Some(row.id) != open)
    }

    pub(in crate::tui) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(in crate::tui) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    pub(in crate::tui) fn take_requests(&mut self) -> Vec<FrameRequest> {
        std::mem::take(&mut self.requests)
    }
}
