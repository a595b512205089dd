//! The sample shift, followed by doing only what the coach's strip quotes, on a real store: in every language, at both
//! sizes, one key at a time.

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::*;
use zuoxi::store::{Open, Store};
use zuoxi::tui::coach::{Lesson, Practice};
use zuoxi::tui::*;

use crate::desk::{Desk as InMemory, With, text_of};
use crate::seen::quoted;

/// A practice as the program would run it, without threads.
struct Chair {
    model: Model,
    desk: Desk,
    actor: Actor,
    now: Timestamp,
    finished: Vec<Lesson>,
    /// The lesson wanted next.
    next: Option<Lesson>,
    left: bool,
    size: (u16, u16),
    _folder: TempDir,
}

impl Chair {
    fn begin(work: &Model, lesson: Lesson, size: (u16, u16)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let course = lesson.course();
        let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
        let now = course.start(&rules.calendar);
        let store = Store::open(&folder.path().join("store.db"), &Open { demo: true, ..Open::default() }).unwrap();
        let mut desk = Desk::new(store, rules).unwrap();
        let mut actor = desk.sign_in("1027", "林溪", now).unwrap().signed_in();
        if let Some(before) = course.before(work.cx.lang) {
            desk.play(before).unwrap();
        }
        actor.role = course.role().unwrap_or(actor.role);
        let agent = Agent {
            person: actor.person,
            no: actor.no.clone(),
            name: "林溪".into(),
            role: actor.role,
            roles: Vec::new(),
        };
        let model = work.practice(lesson, agent, work.cx.rules.clone(), now, 3);
        let mut chair =
            Self { model, desk, actor, now, finished: vec![], next: None, left: false, size, _folder: folder };
        chair.send(Msg::Tick(now));
        chair
    }

    fn send(&mut self, msg: Msg) {
        let mut inbox = VecDeque::from([msg]);
        while let Some(msg) = inbox.pop_front() {
            for effect in update(&mut self.model, msg) {
                match effect {
                    Effect::Submit(token, order) => {
                        inbox.push_back(match self.desk.submit(&self.actor, &order, self.now) {
                            Ok(receipt) => Msg::Done(token, Box::new(receipt)),
                            Err(why) => Msg::Rejected(token, why),
                        });
                    }
                    Effect::Ask(token, query) => {
                        inbox.push_back(Msg::Loaded(token, self.desk.ask(query).unwrap()));
                    }
                    Effect::Practice(Practice::Later(moment)) => {
                        assert!(moment > self.now, "time only goes on");
                        self.now = moment;
                        self.desk.let_time_pass(moment).unwrap();
                        inbox.push_back(Msg::Tick(moment));
                        inbox.push_back(Msg::Changed);
                    }
                    Effect::Practice(Practice::Finished(lesson)) => self.finished.push(lesson),
                    Effect::Practice(Practice::Begin(lesson)) => self.next = Some(lesson),
                    Effect::Practice(Practice::Leave) => self.left = true,
                    _ => {}
                }
            }
        }
    }

    /// The rows as they are on screen.
    fn rows(&self) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        text_of(terminal.backend().buffer()).lines().map(str::to_owned).collect()
    }

    fn press(&mut self, key: &str) {
        let key: crokey::KeyCombination = key.parse().unwrap();
        self.send(Msg::Key(key.into()));
    }

    /// Does the first thing the coach quotes; tells what it said.
    fn follow(&mut self) -> String {
        let rows = self.rows();
        let said = rows[rows.len() - 3..].join("\n");
        let quotes = quoted(rows.last().unwrap());
        let first = quotes.first().unwrap_or_else(|| panic!("the coach is at a loss:\n{}", rows.join("\n")));
        for key in keys_of(first) {
            self.send(Msg::Key(key));
        }
        // A person takes a second for it.
        self.now = self.now.plus_s(1);
        self.send(Msg::Tick(self.now));
        said
    }
}

/// Keys nobody would need.
const TOO_MANY: usize = 90;

fn keys_of(quote: &str) -> Vec<KeyEvent> {
    if let Some(words) = quote.strip_prefix('「') {
        return words.chars().map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)).collect();
    }
    let name = quote[1..].to_lowercase().replace("shift-tab", "backtab");
    let key: crokey::KeyCombination = name.parse().unwrap_or_else(|_| panic!("no such key: {name}"));
    vec![key.into()]
}

fn at_work(lang: Lang, size: (u16, u16)) -> Model {
    InMemory::new(&With::new(lang, size), vec![]).model
}

/// Does what the coach says until the lesson is finished, now and then something else; tells how many keys it took.
fn finish(work: &Model, chair: &mut Chair, lesson: Lesson, mut stray: impl FnMut() -> Option<&'static str>) -> usize {
    let (mut keys, mut log) = (0, Vec::new());
    while chair.finished.is_empty() {
        if let Some(key) = stray().filter(|_| keys < TOO_MANY) {
            log.push(format!("astray: {key}"));
            chair.press(key);
        }
        log.push(chair.follow());
        if let Some(again) = chair.next.take().filter(|again| *again == lesson) {
            *chair = Chair::begin(work, again, chair.size);
        }
        keys += 1;
        let last = log.len().saturating_sub(12);
        let screen = chair.rows().join("\n");
        assert!(keys < 2 * TOO_MANY, "{lesson}: in circles:\n{}\n{screen}", log[last..].join("\n"));
    }
    assert_eq!(chair.finished, [lesson]);
    keys
}

fn in_every_lesson(lang: Lang, size: (u16, u16)) {
    let work = at_work(lang, size);
    for lesson in Lesson::ALL {
        let mut chair = Chair::begin(&work, *lesson, size);
        let keys = finish(&work, &mut chair, *lesson, || None);
        println!("{lang} {} {lesson}: {keys} keys and words", size.0);
        assert!(keys < TOO_MANY / 2, "{keys} keys");
        // What the coach says last leads on to the next lesson, or out.
        for _ in 0..5 {
            if chair.next.is_none() && !chair.left {
                chair.follow();
            }
        }
        assert_eq!(
            (chair.next, chair.left),
            (lesson.next(), lesson.next().is_none()),
            "{lesson} {lang}: the end leads nowhere:\n{}",
            chair.rows().join("\n")
        );
    }
}

#[test]
fn who_does_what_the_coach_says_finishes_every_lesson_in_every_language_at_both_sizes() {
    std::thread::scope(|scope| {
        for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
            for size in [(120, 40), (80, 24)] {
                scope.spawn(move || in_every_lesson(lang, size));
            }
        }
    });
}

/// Keys that lead astray: out, elsewhere, over, back, into other rows, wrong choices and another call.
const ASTRAY: [&str; 18] = [
    "esc", "tab", "f1", "f6", "f9", "f7", "ctrl-k", "f2", "f12", "enter", "down", "1", "2", "4", "ctrl-e", "alt-u",
    "ctrl-n", "f8",
];

#[test]
fn who_wanders_off_is_led_back_and_finishes_all_the_same() {
    std::thread::scope(|scope| {
        for seed in 0..4_u64 {
            scope.spawn(move || {
                println!("seed {seed}");
                let work = at_work(Lang::ZhCn, (80, 24));
                let mut dice = seed;
                for lesson in Lesson::ALL {
                    let mut chair = Chair::begin(&work, *lesson, (80, 24));
                    finish(&work, &mut chair, *lesson, || {
                        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                        let roll = usize::try_from(dice >> 33).unwrap();
                        (roll % 4 == 0).then(|| ASTRAY[roll / 4 % ASTRAY.len()])
                    });
                }
            });
        }
    });
}

/// The first phrase of the rail.
fn first_phrase(rows: &[String]) -> String {
    let from = rows.iter().position(|row| row.trim_start().starts_with("说  1"));
    from.map(|from| rows[from..].iter().take(3).map(|row| row.trim()).collect()).unwrap_or_default()
}

#[test]
fn no_wrong_phrase_stands_first_on_the_way_through_the_sample_shift() {
    let work = at_work(Lang::ZhCn, (80, 24));
    let walk = |lesson: Lesson| {
        let mut chair = Chair::begin(&work, lesson, (80, 24));
        let mut steps = Vec::new();
        while chair.finished.is_empty() {
            let phrase = first_phrase(&chair.rows());
            steps.push((chair.follow(), phrase));
        }
        steps
    };
    for (lesson, coach, wanted, never) in [
        (Lesson::Enquiry, "铃响了", "", "收线"),
        (Lesson::Enquiry, "客户道了别", "还有别的要一起办", "今天想办哪一件"),
        (Lesson::Complaint, "问他希望怎么处理", "怎么处理您会觉得妥当", "三级"),
        (Lesson::Complaint, "道别，挂断", "十点四十", "十二点"),
        (Lesson::Rating, "质量 [3]", "", "愿意给我半分钟"),
        (Lesson::Rating, "照原话记", "", "愿意给我半分钟"),
    ] {
        let steps = walk(lesson);
        let here: Vec<_> = steps.iter().filter(|(said, _)| said.contains(coach)).collect();
        assert!(!here.is_empty(), "{lesson}: {coach} in {steps:#?}");
        for (said, phrase) in here {
            assert!(phrase.contains(wanted) && !phrase.contains(never), "{lesson}: {said}\n{phrase}");
        }
    }
}
