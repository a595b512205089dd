//! Copies of one folder worked on apart: whatever the schedule, putting them together loses nothing, comes to the same in
//! every order, and says who came across whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::{Act, Case, EventId, Recorded, Role, StationId, Timestamp, fold};

use crate::laws::{Log, Luck, chrono_at, is_step, rules};

/// Where an act stands in the log.
type Place = (StationId, u64);

/// Desks that began as one, and what each knew when it acted.
struct Apart {
    desks: Vec<Log>,
    knew: BTreeMap<Place, BTreeSet<Place>>,
}

impl Apart {
    fn new(rules: &Arc<Rulebook>, luck: &mut Luck, now: &mut Timestamp) -> Self {
        let mut first = Log::new(rules, 1, *now);
        for _ in 0..4 {
            *now = now.plus_min(3);
            let _ = first.live(luck, *now);
        }
        let copy = |station: u128| {
            let mut copy = first.clone();
            copy.0.facts = copy.0.facts.copied(StationId(Uuid::from_u128(station)));
            copy
        };
        Self { desks: vec![copy(2), copy(3), copy(4)], knew: BTreeMap::new() }
    }

    fn act(&mut self, desk: usize, luck: &mut Luck, now: Timestamp) {
        let desk = &mut self.desks[desk];
        let mut before: BTreeSet<Place> = desk.facts().iter().map(place).collect();
        let _ = desk.live(luck, now);
        for fact in desk.facts() {
            if before.contains(&place(fact)) {
                continue;
            }
            self.knew.insert(place(fact), before.clone());
            before.insert(place(fact));
        }
    }

    fn absorb(&mut self, into: usize, from: usize) {
        let from = self.desks[from].0.facts.clone();
        self.desks[into].0.facts.absorb(&from);
    }

    fn sees(&self, later: &Recorded, earlier: &Recorded) -> bool {
        self.knew.get(&place(later)).is_some_and(|knew| knew.contains(&place(earlier)))
    }
}

fn place(fact: &Recorded) -> Place {
    (fact.station, fact.seq)
}

/// A random time apart, with looks across now and then.
fn schedule(rules: &Arc<Rulebook>, seed: u64) -> Apart {
    let mut luck = Luck::new(seed);
    let mut now = rules.calendar.at(chrono_at());
    let mut apart = Apart::new(rules, &mut luck, &mut now);
    for _ in 0..10 {
        now = now.plus_min(1 + i64::try_from(luck.below(if seed.is_multiple_of(4) { 900 } else { 20 })).unwrap());
        let desk = luck.below(3);
        if luck.below(4) == 0 {
            apart.absorb(desk, (desk + 1 + luck.below(2)) % 3);
        } else {
            apart.act(desk, &mut luck, now);
        }
    }
    apart
}

/// Steps of people that did not see each other and that no later step, and nobody who looked, saw both of.
fn crossed(rules: &Rulebook, apart: &Apart, case: &Case, facts: &[Recorded]) -> BTreeSet<(EventId, EventId)> {
    let holds = |fact: &&Recorded| {
        fact.by.role != Role::System && !case.undone.contains(&fact.id) && !case.overtaken.contains(&fact.id)
    };
    let is_step = |fact: &&Recorded| fact.event.kind().parse().is_ok_and(|act| is_step(rules, act));
    let steps: Vec<&Recorded> = facts.iter().filter(holds).filter(is_step).collect();
    // Taking a step back is one, too.
    let looked = |fact: &&Recorded| [Act::ClashSettled.as_str(), "undone"].contains(&fact.event.kind());
    let looked: Vec<&Recorded> = facts.iter().filter(holds).filter(looked).collect();
    let mut found = BTreeSet::new();
    for (n, one) in steps.iter().enumerate() {
        for other in &steps[n + 1..] {
            let unseen = place(one) != place(other) && !apart.sees(one, other) && !apart.sees(other, one);
            let common = |fact: &Recorded| !apart.knew.contains_key(&place(fact));
            let mut later = steps.iter().chain(&looked);
            let settled = later.any(|later| apart.sees(later, one) && apart.sees(later, other));
            if unseen && !common(one) && !common(other) && !settled {
                found.insert((one.act, other.act));
            }
        }
    }
    found
}

fn check(rules: &Arc<Rulebook>, seed: u64) -> usize {
    let apart = schedule(rules, seed);
    let mut one = apart.desks[0].0.facts.clone();
    one.absorb(&apart.desks[1].0.facts);
    one.absorb(&apart.desks[2].0.facts);
    let mut other = apart.desks[2].0.facts.clone();
    other.absorb(&apart.desks[0].0.facts);
    other.absorb(&apart.desks[1].0.facts);
    let stream = crate::laws::CASE;
    let (facts, case) = (one.current(stream).facts.to_vec(), one.case(stream.id).cloned());
    assert_eq!(facts, other.current(stream).facts, "seed {seed}: the order of taking in mattered");
    assert_eq!(case.as_ref(), other.case(stream.id), "seed {seed}: the case is another one");
    for desk in &apart.desks {
        assert!(desk.facts().iter().all(|fact| facts.contains(fact)), "seed {seed}: a fact was dropped");
    }
    let Some(case) = case else { return 0 };
    let mut folded: BTreeSet<EventId> = case.work.acts.iter().flat_map(|mark| mark.facts.iter().copied()).collect();
    folded.extend(case.undone.iter().chain(&case.overtaken));
    // An act of time that two wrote counts once, as the first wrote it.
    let acts: BTreeSet<EventId> = facts.iter().filter(|fact| folded.contains(&fact.id)).map(|fact| fact.act).collect();
    assert!(facts.iter().all(|fact| acts.contains(&fact.act)), "seed {seed}: an act counts nowhere");
    let counted: Vec<EventId> = case.work.acts.iter().flat_map(|mark| mark.facts.iter().copied()).collect();
    assert_eq!(counted.len(), counted.iter().collect::<BTreeSet<_>>().len(), "seed {seed}: a fact counts twice");
    let named: BTreeSet<_> =
        case.clashes.iter().flat_map(|clash| [(clash.one, clash.other), (clash.other, clash.one)]).collect();
    let crossed = crossed(rules, &apart, &case, &facts);
    assert!(crossed.is_subset(&named), "seed {seed}: two steps crossed and nobody was told: {crossed:?}, {named:?}");
    crossed.len() + case.overtaken.len()
}

#[test]
fn whatever_the_schedule_copies_put_together_come_to_the_same_and_lose_nothing() {
    let rules = rules();
    let schedules = std::env::var("ZUOXI_SCHEDULES").map_or(2_000, |text| text.parse().unwrap());
    let (next, crossed) = (AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= schedules {
                        break;
                    }
                    crossed.fetch_add(check(&rules, seed) as u64, Ordering::Relaxed);
                }
            });
        }
    });
    println!("{schedules} schedules, {} acts crossed or were overtaken", crossed.load(Ordering::Relaxed));
    assert!(crossed.into_inner() > 50, "the schedules are too tame to mean anything");
}

#[test]
fn a_shortened_saw_is_caught() {
    let rules = rules();
    let shortened = (0..300).filter(|seed| {
        let apart = schedule(&rules, *seed);
        let mut all = apart.desks[0].0.facts.clone();
        all.absorb(&apart.desks[1].0.facts);
        all.absorb(&apart.desks[2].0.facts);
        let facts = all.current(crate::laws::CASE).facts;
        let without: Vec<Recorded> = facts.iter().cloned().map(|fact| Recorded { saw: Vec::new(), ..fact }).collect();
        fold(facts) != fold(&without)
    });
    assert!(shortened.count() > 5, "nothing depends on what an author had seen");
}

#[test]
fn rank_alone_would_not_tell_who_crossed_whom() {
    let rules = rules();
    let missed = (0..300).map(|seed| {
        let apart = schedule(&rules, seed);
        let mut all = apart.desks[0].0.facts.clone();
        all.absorb(&apart.desks[1].0.facts);
        all.absorb(&apart.desks[2].0.facts);
        let stream = crate::laws::CASE;
        let Some(case) = all.case(stream.id).cloned() else { return 0 };
        let facts = all.current(stream).facts;
        let rank = |act: &EventId| facts.iter().find(|fact| fact.act == *act).map(|fact| fact.rank);
        // Of two acts with different ranks the later one would be taken to have seen the earlier.
        crossed(&rules, &apart, &case, facts).iter().filter(|(one, other)| rank(one) != rank(other)).count()
    });
    assert!(missed.sum::<usize>() > 20, "no step crossed another one of a different rank");
}
