//! Invented people: those who call, with numbers nobody has, and those who sit here.

use uuid::Uuid;

use super::plot::{Team, plots};
use super::rng::{Rng, mix, mixed};
use super::words::{Words, words};
use crate::domain::parties::Person;
use crate::domain::{Field, Lang, Record, Role, Tier, Timestamp, Value};
use crate::scenario::script::Customer;

/// The number of the agent whose queue a demo shows.
pub const AGENT_NO: &str = "1027";

/// The seed of a demo nobody named one for: its team is listed by name in the language files.
const LISTED: u64 = 1;

/// Everybody who works in the demo store of a seed, agents first. The agent with [`AGENT_NO`] holds every role, so that
/// whoever tries the desk out can do what a lead can.
pub fn staff(lang: Lang, seed: u64) -> Vec<Person> {
    let words = words(lang);
    let mut team: Vec<Person> = Vec::new();
    for Team { role, numbers } in &plots().team {
        for (no, name) in numbers.iter().zip(words.staff.get(role).into_iter().flatten()) {
            let number = no.parse().unwrap_or_default();
            let name = if seed == LISTED { name.clone() } else { fresh_name(words, &team, mixed(seed, number, 3)) };
            let every = [Role::Agent, Role::SecondLine, Role::Lead, Role::Quality, Role::Admin];
            team.push(Person {
                id: uuid(mixed(seed, number, 1), mixed(seed, number, 2)),
                no: no.clone(),
                name,
                branch: Uuid::nil(),
                roles: if no == AGENT_NO { every.to_vec() } else { vec![*role] },
            });
        }
    }
    team
}

/// A name nobody of the team has.
fn fresh_name(words: &Words, team: &[Person], seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut name = spoken_name(words, &mut rng).0;
    while team.iter().any(|person| person.name == name) {
        name = spoken_name(words, &mut rng).0;
    }
    name
}

/// The spoken name of the made-up company.
pub fn company(lang: Lang) -> &'static str {
    &words(lang).company
}

/// Two random words as a UUID of version 8 (made by rule).
pub(super) const fn uuid(one: u64, two: u64) -> Uuid {
    uuid::Builder::from_custom_bytes((((one as u128) << 64) | two as u128).to_be_bytes()).into_uuid()
}

/// Two random words as a time-ordered UUID, as the workstation makes them: what came later lies behind in every index.
pub(super) fn timed_uuid(at: Timestamp, one: u64, two: u64) -> Uuid {
    let bits = (u128::from(one) << 64) | u128::from(two);
    let [random @ .., _, _, _, _, _, _] = bits.to_be_bytes();
    let ms = u64::try_from(at.0).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
}

/// How many customers of closed cases can have a number of their own.
pub(super) const fn customers_at_most(lang: Lang) -> u64 {
    match lang {
        Lang::ZhCn => 90_000_000,
        Lang::ZhTw => 9_000_000,
        Lang::En => UK + US - OPEN,
    }
}

/// Made-up numbers of the United Kingdom and of North America.
const UK: u64 = 17_000;
const US: u64 = 70_000;
/// Numbers kept for the customers of open cases, before and after which those of closed ones lie.
const FIRST_OPEN: u64 = 15_000;
const OPEN: u64 = 2_000;

/// The index of a customer of an open case.
pub(super) const fn open_customer(index: u64) -> u64 {
    FIRST_OPEN + index % OPEN
}

/// The index of a customer of a closed case.
pub(super) const fn closed_customer(index: u64) -> u64 {
    if index < FIRST_OPEN { index } else { index + OPEN }
}

/// The customer with an index: the same one for the same seed, whenever asked.
pub(super) fn customer(lang: Lang, seed: u64, index: u64, tier: Tier) -> Customer {
    let words = words(lang);
    let mut rng = Rng::new(mixed(seed, index, 11));
    let (name, title) = name(words, &mut rng);
    let mut record = Record::default();
    let mut text = |field, value: String| {
        if !value.is_empty() {
            record.set(field, Value::Text(value));
        }
    };
    text(Field::CustomerName, name);
    text(Field::Title, title);
    if tier != Tier::Standard || rng.chance(14) {
        let first = part(&mut rng, &words.people.company_first);
        text(Field::Company, first + &part(&mut rng, &words.people.company_last));
    }
    text(Field::CallerNumber, phone(lang, seed, index));
    if rng.chance(45) {
        // example.* belongs to nobody (RFC 2606).
        let host = rng.pick(&["example.com", "example.net", "example.org"]).copied().unwrap_or("example.com");
        text(Field::Email, format!("kh{}@{host}", mix(index ^ seed) % 900_000 + 100_000));
    }
    text(Field::OrderNo, order_no(&mut rng));
    let id = uuid(mixed(seed, index, 12), mixed(seed, index, 13));
    Customer { id, tier, record, known: false }
}

/// One of a list.
fn part(rng: &mut Rng, list: &[String]) -> String {
    rng.pick(list).cloned().unwrap_or_default()
}

/// A letter, six digits, a hyphen and four digits.
fn order_no(rng: &mut Rng) -> String {
    let letter = rng.pick(&['A', 'B', 'C', 'D', 'E', 'K', 'S']).copied().unwrap_or('A');
    format!("{letter}{:02}{:02}{:02}-{:04}", 26, rng.between(1, 12), rng.between(1, 28), rng.between(1, 9999))
}

fn name(words: &Words, rng: &mut Rng) -> (String, String) {
    let people = &words.people;
    match rng.below(100) {
        0..=2 => return (part(rng, &people.dotted), String::new()),
        3..=4 => return (part(rng, &people.latin), String::new()),
        _ => {}
    }
    spoken_name(words, rng)
}

/// A name as most people of the language have it, and how they are addressed.
fn spoken_name(words: &Words, rng: &mut Rng) -> (String, String) {
    let people = &words.people;
    let woman = rng.chance(52);
    let (given, titles) = if woman { (&people.given_f, &people.title_f) } else { (&people.given_m, &people.title_m) };
    let surname = if rng.chance(4) { part(rng, &people.compound) } else { surname(people.surnames.as_slice(), rng) };
    let given = part(rng, given);
    let name = if words.lang == Lang::En { format!("{given} {surname}") } else { surname + &given };
    (name, part(rng, titles))
}

/// The lower of two draws: the first names of the list are the common ones.
fn surname(list: &[String], rng: &mut Rng) -> String {
    let end = list.len() as u64;
    let at = rng.below(end).min(rng.below(end));
    usize::try_from(at).ok().and_then(|at| list.get(at)).cloned().unwrap_or_default()
}

/// A number that looks right and rings nowhere, as typed.
fn phone(lang: Lang, seed: u64, index: u64) -> String {
    // A step without a common divisor with the count visits every number once.
    let scattered = |count: u64, step: u64| (index.wrapping_mul(step) % count + seed % count) % count;
    match lang {
        // 154 is given to no operator of the mainland.
        Lang::ZhCn => format!("154{:08}", scattered(100_000_000, 38_196_601)),
        // 094x is given to no operator of Taiwan.
        Lang::ZhTw => {
            let number = scattered(10_000_000, 3_819_661);
            format!("+886 94{} {:03} {:03}", number / 1_000_000, number / 1000 % 1000, number % 1000)
        }
        Lang::En if index < UK => {
            let number = index.wrapping_mul(7_919) % UK;
            let area = usize::try_from(number / 1000).ok().and_then(|at| plots().uk_drama.get(at));
            let area = area.map_or("7700 900", String::as_str);
            format!("+44 {area}{:03}", number % 1000)
        }
        // 555-0100 to 0199 is kept for stories; the area codes may be anybody's.
        Lang::En => {
            let number = (index - UK).wrapping_mul(26_741) % US;
            format!("+1 {} 555 01{:02}", 201 + number / 100, number % 100)
        }
    }
}
