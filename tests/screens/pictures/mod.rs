//! The pictures the README opens with: the demo's screens, drawn by the program itself.
//!
//! When screens look otherwise the pictures are drawn anew by
//! `cargo test --locked --test screens -- --ignored draws_the_pictures`.

mod svg;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::{Actor, Lang, Timestamp};
use zuoxi::scenario::demo;
use zuoxi::store::{Open, Store};
use zuoxi::tui::keymap::{Bindings, Keymap};
use zuoxi::tui::*;
use zuoxi::words::Words;

use crate::desk::NOW;

/// Cases of the demo, as many as `zuoxi demo` makes.
const CASES: usize = 200;
/// Every picture: its name, and the keys that lead from the queue to what it shows.
const PICTURES: [(&str, &[&str]); 4] =
    [("queue", &[]), ("case", &["enter"]), ("history", &["enter", "esc", "ctrl-y"]), ("manual", &["enter", "f11"])];
/// The languages that have a README.
const LANGS: [Lang; 2] = [Lang::ZhCn, Lang::En];

/// The demo's store at a fixed moment, and the screens in front of it.
struct Demo {
    model: Model,
    desk: Desk,
    me: Actor,
}

impl Demo {
    fn open(folder: &std::path::Path, lang: Lang) -> Self {
        let rules = Arc::new(Rulebook::new(zuoxi::manual::built_in()).unwrap());
        let how = Open { demo: true, ..Open::default() };
        let store = Store::open(&folder.join(format!("{lang}.db")), &how).unwrap();
        let mut desk = Desk::new(store, Arc::clone(&rules)).unwrap();
        let team = demo::staff(lang, 1);
        let prefix = desk.store().prefix().to_owned();
        let lives = demo::day_with(&rules, team.clone(), lang, 1, NOW, CASES);
        let since = NOW.plus_min(-601 * 24 * 60);
        let facts = demo::facts(&rules, &team, lives, &prefix, (since, NOW)).filter_map(Result::ok).flatten();
        desk.import(facts).unwrap();
        let person = team.first().unwrap();
        let role = person.roles.first().copied().unwrap();
        let me = Actor { person: person.id, no: person.no.clone(), role };
        let setup = Setup {
            now: NOW,
            words: Words::new(lang),
            lang,
            rules,
            theme: Theme::new(Scheme::Dark, Depth::True),
            glyphs: Glyphs::UNICODE,
            keymap: Keymap::new(&Bindings::new()).unwrap(),
            agent: Agent {
                person: person.id,
                no: person.no.clone(),
                name: person.name.clone(),
                role,
                roles: person.roles.clone(),
            },
            company: demo::company(lang).to_owned(),
            hotline: String::new(),
            supervisor: String::new(),
            size: (120, 40),
            demo: true,
            seed: 1,
        };
        let mut demo = Self { model: Model::new(setup), desk, me };
        demo.send(Msg::Tick(NOW));
        demo
    }

    /// Sends a message and answers what the screens ask until they are content.
    fn send(&mut self, msg: Msg) {
        let mut inbox = vec![msg];
        while let Some(msg) = inbox.pop() {
            for effect in update(&mut self.model, msg) {
                let answer = match effect {
                    Effect::Ask(token, query) => Msg::Loaded(token, self.desk.ask(query).unwrap()),
                    Effect::Submit(token, request) => match self.desk.submit(&self.me, &request, NOW) {
                        Ok(receipt) => Msg::Done(token, Box::new(receipt)),
                        Err(why) => Msg::Rejected(token, why),
                    },
                    _ => continue,
                };
                inbox.insert(0, answer);
            }
        }
    }

    /// What the screen shows, as a picture.
    fn picture(&self, name: &str) -> String {
        let (columns, rows) = self.model.cx.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        svg::picture(terminal.backend().buffer(), &format!("zuoxi: {name}"))
    }
}

/// The file of every picture, and what stands in it now.
fn drawn() -> Vec<(PathBuf, String)> {
    let folder = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for lang in LANGS {
        let mut demo = Demo::open(folder.path(), lang);
        for (name, keys) in PICTURES {
            for key in keys {
                let combination: crokey::KeyCombination = key.parse().unwrap();
                demo.send(Msg::Key(combination.into()));
            }
            all.push((file(name, lang), demo.picture(name)));
            // Back to where the next one begins.
            for key in ["esc"].iter().cycle().take(4) {
                let combination: crokey::KeyCombination = key.parse().unwrap();
                demo.send(Msg::Key(combination.into()));
            }
            demo.send(Msg::Tick(Timestamp(NOW.0 + 1)));
            demo.send(Msg::Tick(NOW));
        }
    }
    all
}

fn file(name: &str, lang: Lang) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/pictures").join(format!("{name}.{lang}.svg"))
}

#[test]
fn the_pictures_of_the_readme_are_what_the_program_draws() {
    let anew = "draw them anew: cargo test --locked --test screens -- --ignored draws_the_pictures, and look at them";
    for (path, picture) in drawn() {
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == picture, "{} is not what the program draws; {anew}", path.display());
    }
}

#[test]
fn every_picture_is_shown_in_the_readme_of_its_language() {
    for (lang, readme) in
        [(Lang::ZhCn, include_str!("../../../README.zh-CN.md")), (Lang::En, include_str!("../../../README.md"))]
    {
        for (name, _) in PICTURES {
            assert!(readme.contains(&format!("(docs/pictures/{name}.{lang}.svg)")), "{lang}: {name}");
        }
    }
}

#[test]
#[ignore = "writes docs/pictures"]
fn draws_the_pictures() {
    for (path, picture) in drawn() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, picture).unwrap();
    }
}
