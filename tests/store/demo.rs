//! The demo day: legal, believable, the same for the same seed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use zuoxi::desk::Desk;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::engine::{MemoryDesk, MemoryFacts, NewAct};
use zuoxi::domain::protocol::{DueKind, Loaded, Query, QueueView, Request};
use zuoxi::domain::queue::queue_row;
use zuoxi::domain::{
    Act, Case, ClockKind, Command, EventId, Field, FollowUpKind, Lang, Level, PromiseEnd, Record, State, Timestamp,
    Value,
};
use zuoxi::scenario::demo::{self, AGENT_NO, Life};
use zuoxi::scenario::{Report, play};
use zuoxi::store::{Open, Store};

fn rules() -> Rulebook {
    Rulebook::new(zuoxi::manual::built_in()).unwrap()
}

fn at(rules: &Rulebook, month: u32, day: u32, hour: u32, minute: u32) -> Timestamp {
    rules.calendar.at(NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(hour, minute, 48).unwrap())
}

/// A Monday morning.
fn morning(rules: &Rulebook) -> Timestamp {
    at(rules, 3, 16, 10, 26)
}

/// Decides a day; its cases at the end, the number of acts, and its facts.
fn written(rules: &Rulebook, lang: Lang, seed: u64, now: Timestamp, cases: usize) -> (Vec<Case>, usize, Vec<NewAct>) {
    let acts = demo::day(rules, lang, seed, now, cases).map(|life| life.lines().count()).sum();
    let lives = demo::day(rules, lang, seed, now, cases);
    let mut set = MemoryFacts::new("ZX");
    let mut facts = Vec::new();
    for some in demo::facts(rules, &demo::staff(lang, seed), lives, "ZX", (now, now)) {
        let some = some.unwrap_or_else(|refused| panic!("seed {seed}, {lang}: {refused:?}"));
        set.append(some.clone());
        facts.extend(some);
    }
    (set.cases().cloned().collect(), acts, facts)
}

fn moments(rules: &Rulebook) -> Vec<Timestamp> {
    vec![
        morning(rules),
        at(rules, 3, 16, 9, 2),
        at(rules, 3, 16, 13, 30),
        at(rules, 3, 16, 20, 50),
        at(rules, 3, 16, 23, 40),
        at(rules, 3, 17, 3, 5),
        at(rules, 3, 15, 11, 0),
        at(rules, 10, 3, 16, 0),
        at(rules, 2, 24, 9, 30),
    ]
}

#[test]
fn the_same_seed_tells_the_same_lives() {
    let rules = rules();
    let now = morning(&rules);
    let day = |seed| demo::day(&rules, Lang::ZhCn, seed, now, 120).collect::<Vec<Life>>();
    assert_eq!(day(7), day(7));
    assert_ne!(day(7), day(8));
}

#[test]
fn every_act_of_every_life_is_allowed() {
    let rules = rules();
    for (seed, now) in (1..).zip(moments(&rules)) {
        for lang in Lang::ALL {
            let (cases, ..) = written(&rules, *lang, seed, now, 300);
            assert_eq!(cases.len(), 300, "seed {seed}, {lang}");
        }
    }
}

#[test]
fn lives_come_in_order_and_no_act_lies_ahead() {
    let rules = rules();
    for now in moments(&rules) {
        let mut last = Timestamp(0);
        for life in demo::day(&rules, Lang::En, 3, now, 300) {
            let (_, first) = life.lines().next().unwrap();
            let received = first.record.at(Field::ReceivedAt).unwrap();
            assert!(received >= last, "lives are told in the order in which they began");
            last = received;
            for script in &life.scripts {
                let moments: Vec<Timestamp> = script.all().map(|cue| cue.at).collect();
                assert!(moments.is_sorted());
                assert!(moments.iter().all(|at| *at <= now), "{:?}", script.cues.last());
            }
        }
    }
}

#[test]
fn a_large_store_has_the_number_of_cases_asked_for() {
    let rules = rules();
    let now = morning(&rules);
    for wanted in [0, 1, 2, 5, 30, 119, 200, 1000, 5000] {
        let cases: usize = demo::day(&rules, Lang::ZhCn, 5, now, wanted).map(|life| life.scripts.len()).sum();
        assert_eq!(cases, wanted);
    }
}

#[test]
fn every_state_channel_and_kind_occurs() {
    let rules = rules();
    let (cases, ..) = written(&rules, Lang::ZhCn, 1, morning(&rules), 400);
    let states: BTreeSet<State> = cases.iter().map(|case| case.state).collect();
    assert_eq!(states, State::ALL.iter().copied().collect());
    let levels: BTreeSet<Option<Level>> = cases.iter().map(|case| case.level).collect();
    assert_eq!(levels.len(), 4, "{levels:?}");
    let kinds: BTreeSet<_> = cases.iter().filter_map(Case::kind).collect();
    assert_eq!(kinds.len(), 5);
    let channels: BTreeSet<_> = cases.iter().map(Case::channel).collect();
    assert_eq!(channels.len(), 9, "{channels:?}");
    assert!(
        cases.iter().any(|case| case.state == State::Archived && !case.reopened_at.is_empty()),
        "reopened and closed"
    );
    assert!(cases.iter().any(|case| case.state == State::Process && !case.reopened_at.is_empty()), "reopened");
    assert!(cases.iter().any(|case| case.ratings.iter().any(|rating| rating.low)), "a low score");
    assert!(cases.iter().any(|case| case.modifiers_ever.len() > 1), "several circumstances");
    assert!(cases.iter().any(|case| case.third_party));
    assert!(cases.iter().any(|case| case.pause.is_some()));
    assert!(cases.iter().any(|case| case.linked_to.is_some()), "split off");
    assert!(cases.iter().any(|case| case.clocks.iter().any(|clock| clock.is_breached(morning(&rules)))));
    assert!(cases.iter().filter(|case| !case.said.is_empty()).count() > 100);
}

#[test]
fn the_desk_at_now_has_the_promised_shape() {
    let rules = rules();
    for (seed, now) in (11..).zip(moments(&rules)) {
        for lang in Lang::ALL {
            let (cases, ..) = written(&rules, *lang, seed, now, 200);
            let me = demo::staff(*lang, seed).into_iter().find(|person| person.no == AGENT_NO).unwrap().id;
            let open: Vec<_> =
                cases.iter().filter(|case| !case.state.is_terminal()).map(|case| queue_row(case, &rules)).collect();
            let left =
                |row: &zuoxi::domain::protocol::QueueRow| row.next.as_ref().map(|next| next.due.since_ms(now) / 1000);
            let listed = || {
                let mut lines: Vec<String> = open
                    .iter()
                    .map(|row| {
                        format!(
                            "{:?}s {} {:?} {:?} {:?} {} {:?}",
                            left(row),
                            row.owner,
                            row.level,
                            row.state,
                            row.next.map(|n| n.duty),
                            row.summary,
                            row.waiting_for
                        )
                    })
                    .collect();
                lines.sort();
                format!("seed {seed} {lang} {}\n{}", rules.calendar.local(now), lines.join("\n"))
            };
            assert_eq!(open.len(), 47, "{}", listed());
            let mine: Vec<_> = open.iter().filter(|row| row.owner == me).collect();
            assert_eq!(mine.len(), 12, "{}", listed());
            assert_eq!(mine.iter().filter(|row| row.waiting_for.is_none()).count(), 6, "{}", listed());
            for rows in [mine.clone(), open.iter().collect()] {
                let late = rows.iter().filter(|row| left(row).is_some_and(|left| left < 0)).count();
                assert_eq!(late, 1, "{}", listed());
                let soon = rows.iter().filter(|row| left(row).is_some_and(|left| (0..=900).contains(&left))).count();
                assert_eq!(soon, 2, "{}", listed());
            }
            let first = mine.iter().find(|row| row.level == Some(Level::ONE)).expect("a level-1 case");
            assert_eq!(first.next.unwrap().duty, DueKind::FollowUp(FollowUpKind::Progress), "{}", listed());
            assert!((170..=200).contains(&left(first).unwrap()), "{}", listed());
            let late = mine.iter().find(|row| left(row).is_some_and(|left| left < 0)).unwrap();
            assert_eq!(late.next.unwrap().duty, DueKind::Clock(ClockKind::ReturnDue), "{}", listed());
        }
    }
}

fn words_of(life: &Life) -> Vec<String> {
    let values = life.lines().flat_map(|(_, line)| line.record.0.iter());
    values
        .filter(|(field, _)| {
            !matches!(field, Field::CallerNumber | Field::Email | Field::OrderNo | Field::CustomerName)
        })
        .filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Characters only one of the two Chinese scripts writes.
const SIMPLIFIED: &str = "这说们订单换电话时间应该还过员问题货运费机师测网络户";
const TRADITIONAL: &str = "這說們訂單換電話時間應該還過員問題貨運費機師測網絡戶";

#[test]
fn every_text_is_in_the_language_of_the_day() {
    let rules = rules();
    let now = morning(&rules);
    for lang in Lang::ALL {
        for life in demo::day(&rules, *lang, 21, now, 600) {
            for text in words_of(&life) {
                assert!(!text.contains(['{', '}', '[', ']', '|']), "{text}");
                match lang {
                    Lang::En => assert!(!text.chars().any(is_han), "{text}"),
                    Lang::ZhCn => assert!(!text.chars().any(|c| TRADITIONAL.contains(c)), "{text}"),
                    Lang::ZhTw => assert!(!text.chars().any(|c| SIMPLIFIED.contains(c)), "{text}"),
                }
            }
        }
    }
}

#[test]
fn texts_do_not_look_copied() {
    let rules = rules();
    for lang in Lang::ALL {
        let mut by_matter: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for life in demo::day(&rules, *lang, 22, morning(&rules), 8000) {
            let entered = |field| life.lines().find_map(|(_, line)| line.record.text(field)).map(str::to_owned);
            if let (Some(category), Some(description)) = (entered(Field::Category), entered(Field::Description)) {
                by_matter.entry(category).or_default().insert(description);
            }
        }
        assert_eq!(by_matter.len(), 30, "every sub-category occurs");
        for (category, texts) in by_matter {
            assert!(texts.len() >= 6, "{lang} {category}: {texts:#?}");
        }
    }
}

#[test]
fn a_customer_who_calls_again_has_one_number_and_one_file() {
    let rules = rules();
    for lang in Lang::ALL {
        let mut numbers: BTreeMap<String, uuid::Uuid> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut again = 0;
        for life in demo::day(&rules, *lang, 23, morning(&rules), 3000) {
            let Some(customer) = &life.scripts[0].customer else { continue };
            let number = customer.record.text(Field::CallerNumber).unwrap().to_owned();
            assert_eq!(*numbers.entry(number).or_insert(customer.id), customer.id);
            assert_eq!(customer.known, seen.contains(&customer.id), "{lang}");
            again += usize::from(!seen.insert(customer.id));
        }
        assert!(again > 300, "{again}");
    }
}

/// A demo store on disk, with a desk at it; a few transactions, however many cases.
fn filled(folder: &std::path::Path, cases: usize, now: Timestamp) -> Desk {
    let how = Open { create: true, demo: true, prefix: "ZX".to_owned() };
    let store = Store::open(&folder.join("store.db"), &how).unwrap();
    let mut desk = Desk::new(store, rules()).unwrap();
    let rules = rules();
    let team = demo::staff(Lang::ZhCn, 41);
    let lives = demo::day_with(&rules, team.clone(), Lang::ZhCn, 41, now, cases);
    let all = demo::facts(&rules, &team, lives, "ZX", (now.plus_min(-60 * 24 * 60), now));
    desk.import(all.flat_map(Result::unwrap)).unwrap();
    desk
}

fn folder() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    folder
}

#[test]
fn a_store_takes_the_day_and_the_desk_goes_on_from_there() {
    let rules = rules();
    let now = morning(&rules);
    let folder = folder();
    let mut desk = filled(folder.path(), 200, now);
    let queue = Query::Queue {
        view: QueueView::Mine,
        agent: desk.person(AGENT_NO).unwrap().unwrap().id,
        filter: String::new(),
        offset: 0,
        limit: 50,
        now,
    };
    let Loaded::Queue(page) = desk.ask(queue).unwrap() else { panic!("a queue was asked for") };
    assert_eq!((page.total, page.badges.mine, page.badges.all), (12, 12, 47));
    assert_eq!((page.badges.overdue, page.badges.soon), (1, 2), "{:#?}", page.rows);
    assert_eq!(page.rows[0].level, Some(Level::ONE));
    assert_eq!(desk.let_time_pass(now).unwrap(), 0, "time brought about nothing that was not told");

    let me = desk.sign_in(AGENT_NO, "", now).unwrap().signed_in();
    let record = Record::default().with(Field::Channel, Value::Code("phone".into()));
    let id = EventId(uuid::Uuid::from_u128(77));
    let command = Command { act: Act::Open, record, target: None, based_on: None, id };
    let order = Request::Act { case: uuid::Uuid::from_u128(78), command };
    let opened = desk.submit(&me, &order, now.plus_s(5)).unwrap();
    assert!(opened.file().unwrap().case.no.starts_with("ZX20260316-00"), "{}", opened.file().unwrap().case.no);
}

#[test]
fn the_door_of_rehearsals_takes_lives_as_well() {
    let rules = rules();
    let now = morning(&rules);
    let mut door = MemoryDesk::new(rules.clone(), "ZX");
    let lives = demo::day(&rules, Lang::En, 42, now, 60);
    let mut acts = 0;
    for life in lives {
        let mut report = Report::default();
        play(&life.scripts, &mut door, None, &mut report);
        assert_eq!(report.checks, Vec::new());
        acts += life.lines().count();
    }
    assert!(acts > 300, "{acts}");
}

#[test]
fn no_two_facts_share_an_identity() {
    let rules = rules();
    let (_, _, facts) = written(&rules, Lang::ZhTw, 31, morning(&rules), 1000);
    let ids: BTreeSet<_> = facts.iter().map(|fact| fact.id).collect();
    assert_eq!(ids.len(), facts.len());
}

#[test]
fn most_promises_are_kept_and_a_few_are_not() {
    let rules = rules();
    let now = morning(&rules);
    let (cases, ..) = written(&rules, Lang::ZhCn, 5, now, 2000);
    let promises: Vec<_> = cases.iter().flat_map(|case| &case.promises).collect();
    let missed = promises.iter().filter(|promise| matches!(promise.end, Some((PromiseEnd::Missed, _)))).count();
    assert!(promises.len() > 500, "{}", promises.len());
    assert!(missed > 0 && missed * 20 < promises.len(), "{missed} of {}", promises.len());
    let scored = cases.iter().filter(|case| case.ratings.iter().any(|rating| rating.score_tenths.is_some())).count();
    let low = cases.iter().filter(|case| case.ratings.iter().any(|rating| rating.low)).count();
    assert!(low > 0 && low * 10 < scored, "{low} of {scored}");
    let breached = cases.iter().filter(|case| case.clocks.iter().any(|clock| clock.is_breached(now))).count();
    assert!(breached > 0 && breached * 20 < cases.len(), "{breached} of {}", cases.len());
}

#[test]
fn stores_of_different_seeds_have_different_people() {
    let rules = rules();
    let now = morning(&rules);
    let customers = |lang, seed| -> BTreeSet<(uuid::Uuid, String)> {
        let lives = demo::day(&rules, lang, seed, now, 200);
        let filed = lives.filter_map(|life| life.scripts[0].customer.clone());
        filed.map(|customer| (customer.id, customer.record.text(Field::CustomerName).unwrap().to_owned())).collect()
    };
    for lang in Lang::ALL {
        for (one, other) in [(1, 2), (2, 3), (1, 7)] {
            let (team, others) = (demo::staff(*lang, one), demo::staff(*lang, other));
            for (person, another) in team.iter().zip(&others) {
                assert_eq!(person.no, another.no, "numbers are part of the keys people learn");
                assert_ne!(person.id, another.id);
                assert_ne!(person.name, another.name, "{lang} {one} {other}");
            }
            let names: BTreeSet<&str> = others.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names.len(), others.len(), "nobody is called like a colleague");
            assert!(customers(*lang, one).is_disjoint(&customers(*lang, other)), "{lang} {one} {other}");
        }
        assert_eq!(demo::staff(*lang, 7), demo::staff(*lang, 7));
    }
}
