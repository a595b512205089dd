//! The queue and the Case screen name the same next due, over the lives of a made-up day.

use zuoxi::domain::protocol::DueKind;
use zuoxi::domain::*;
use zuoxi::scenario::demo;
use zuoxi::tui::Msg;

use crate::case::desk::Desk;

/// The first line below the heading of the due times, at the right of the screen.
fn first_due(screen: &str) -> String {
    let side: Vec<&str> = screen.lines().filter_map(|line| line.split('╎').nth(1)).map(str::trim).collect();
    let heading = side.iter().position(|line| *line == "期限").unwrap_or_else(|| panic!("no due times: {screen}"));
    side[heading + 1].to_owned()
}

#[test]
fn the_queue_and_the_case_name_the_same_next_due() {
    let mut named = 0;
    for (seed, now, hours) in
        [(7, "2026-03-16T10:26:48", 3), (11, "2026-03-17T03:05:48", 8), (5, "2026-02-24T09:30:48", 30)]
    {
        let mut desk = Desk::new(Lang::ZhCn, (120, 40), now);
        let rules = std::sync::Arc::clone(&desk.rules);
        let lives = demo::day(&rules, Lang::ZhCn, seed, desk.now, 150);
        for facts in demo::facts(&rules, &demo::staff(Lang::ZhCn, seed), lives, "ZX", (desk.now, desk.now)) {
            desk.store.facts.append(
                facts.unwrap().into_iter().filter(|act| act.facts.iter().all(|fact| matches!(fact, Event::Case(_)))),
            );
        }
        let ids = desk.ids();
        for id in ids {
            for later in [0, hours * 3600] {
                let case = desk.case(id).unwrap();
                if case.state.is_terminal() {
                    continue;
                }
                desk.model.cx.open_case(id);
                let seen_at = desk.now.plus_s(later);
                desk.send(Msg::Tick(seen_at));
                let Some(next) = queue_row(&case, &rules).next else { continue };
                let (screen, cx) = (desk.screen(), &desk.model.cx);
                let line = first_due(&screen);
                let name = cx.duty(next.duty);
                let department = case.work.departments.iter().any(|one| line.contains(cx.department_name(&one.name)));
                let same = line.starts_with(&name) || (next.duty == DueKind::Clock(ClockKind::ReturnDue) && department);
                assert!(same, "seed {seed} {} {}: the queue says {name}: {screen}", case.no, case.state);
                assert!(line.contains(&cx.moment(next.due)), "seed {seed} {}: {:?}: {screen}", case.no, next);
                let graded = !case.clocks.is_empty();
                let work = screen.lines().any(|row| {
                    row.split('╎').next().unwrap_or_default().contains(&format!("{} 前", cx.moment(next.due)))
                });
                assert!(!graded || work, "the row of the present duty: {screen}");
                named += 1;
            }
        }
    }
    assert!(named > 60, "{named} cases with a due");
}
