//! Who may do what, and when: every act, role and state. What the table does not name is refused.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use uuid::Uuid;
use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::{
    Act, AttachedTo, Case, Clash, Command, EventId, Field, Kind, Known, Level, Major, Pause, Record, Refusal, Role,
    State, StationId, Timestamp, Value, decide,
};

use crate::case::desk::actor;

/// Cases that differ in what the rules look at beside the state.
const SORTS: [&str; 8] =
    ["plain", "waiting", "lead told", "crossed", "level 1", "heavy complaint", "master", "attached"];

fn case(sort: &str, state: State, now: Timestamp) -> Case {
    let mut case = Case::new(Uuid::from_u128(1), "ZX20260316-0001".to_owned(), Uuid::nil(), now);
    case.state = state;
    match sort {
        "waiting" => {
            let (reason, missing) = ("customer_info".to_owned(), String::new());
            case.pause = Some(Pause { reason, missing, since: now, until: now.plus_min(60) });
        }
        "lead told" => case.escalated = Some("decision".to_owned()),
        "crossed" => {
            let [one, other] = [1, 2].map(|id| EventId(Uuid::from_u128(id)));
            let stations = [1, 2].map(|id| StationId(Uuid::from_u128(id)));
            case.clashes = vec![Clash { one, other, stations, steps: true, fields: BTreeSet::new() }];
        }
        "level 1" => case.level = Some(Level::ONE),
        "heavy complaint" => {
            case.record.set(Field::Kind, Value::Code(Kind::Complaint.to_string()));
            case.record.set(Field::Severity, Value::Code("heavy".to_owned()));
        }
        "master" => case.major = Some(Major { declared_at: now, ended_at: None, attached: Vec::new() }),
        "attached" => case.attached_to = Some(AttachedTo { master: Uuid::max(), no: String::new(), end: None }),
        _ => {}
    }
    case
}

/// Whether an act is let through to its own rules: neither the role nor the state forbids it.
fn is_let_through(act: Act, case: Option<&Case>, role: Role, rules: &Rulebook, now: Timestamp) -> bool {
    let id = EventId(Uuid::from_u128(9));
    let command = Command { act, record: Record::default(), target: None, based_on: None, id };
    let refused = decide(case, &Known::default(), &command, rules, &actor(role), now).err();
    !matches!(refused, Some(Refusal::NotYou { .. } | Refusal::NotNow { .. }))
}

/// For each act and sort of case the roles, and for each set of roles the states.
fn table(rules: &Rulebook, now: Timestamp) -> String {
    let mut lines = String::new();
    for act in Act::ALL {
        let opens: Vec<&str> = roles(|role| *act == Act::Open && is_let_through(*act, None, role, rules, now));
        if !opens.is_empty() {
            let _ = writeln!(lines, "{act} | no case | {}", opens.join(" "));
        }
        let mut plain = Vec::new();
        for sort in SORTS {
            let rows = rows(*act, sort, rules, now);
            // Only what differs from the plain case is worth a line.
            if sort == "plain" {
                plain.clone_from(&rows);
            } else if rows == plain {
                continue;
            }
            for (who, states) in rows {
                let _ = writeln!(lines, "{act} | {sort} | {} | {}", who.join(" "), states.join(" "));
            }
        }
    }
    lines
}

type Rows = Vec<(Vec<&'static str>, Vec<&'static str>)>;

fn rows(act: Act, sort: &str, rules: &Rulebook, now: Timestamp) -> Rows {
    let mut rows: Rows = Vec::new();
    for state in State::ALL {
        let case = case(sort, *state, now);
        let who = roles(|role| is_let_through(act, Some(&case), role, rules, now));
        match rows.iter_mut().find(|(known, _)| *known == who) {
            Some((_, states)) => states.push(state.as_str()),
            None => rows.push((who, vec![state.as_str()])),
        }
    }
    rows.retain(|(who, _)| !who.is_empty());
    if rows.is_empty() { vec![(vec!["nobody"], Vec::new())] } else { rows }
}

fn roles(may: impl Fn(Role) -> bool) -> Vec<&'static str> {
    Role::ALL.iter().filter(|role| may(**role)).map(|role| role.as_str()).collect()
}

#[test]
fn every_act_role_and_state_is_answered_as_the_table_says_and_all_else_is_refused() {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    let now = rules.calendar.at("2026-03-16T10:00:00".parse().unwrap());
    let written = include_str!("who_may_what.txt");
    let found = table(&rules, now);
    let differing: Vec<(&str, &str)> =
        written.lines().zip(found.lines()).filter(|(written, found)| written != found).collect();
    assert!(written == found, "written and found differ: {differing:#?}\n{found}");
}
