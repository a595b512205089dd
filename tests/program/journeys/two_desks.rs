//! Two processes on one store.

use std::time::{Duration, Instant};

use crate::common::{self, F3, F8, Home};
use crate::journeys::seat::Shop;
use crate::journeys::{CALL, is_saved, new_call};

/// Another process has it in its queue within this time after it is shown as saved.
const SOON: Duration = Duration::from_millis(1_500);

#[test]
fn what_one_process_saves_another_shows_soon() {
    let home = Home::new();
    let watching = home.start(&[]);
    watching.wait_for("队列");
    // The first one is waited for without a watch: a list that has just been looked at keeps its order for a while.
    for (call, masked, limit) in [(CALL, "周*", common::PATIENCE), ("13900139000 吴芳 打不开订单页", "吴*", SOON)]
    {
        let calling = new_call(&home);
        calling.send(call).wait_for(call);
        calling.send("\r").send(F8);
        calling.wait_until("the act is shown as saved", is_saved);
        let began = Instant::now();
        watching.wait_for(masked);
        assert!(began.elapsed() < limit, "took {:?}", began.elapsed());
    }
}

const CTRL_U: &str = "\x15";
const MORNING: &str = "2026-03-16T10:02:00";

#[test]
fn of_two_who_change_the_same_field_the_second_sees_both_texts_and_loses_nothing() {
    let (mine, theirs, tried) = ("两家店收银扫不了码", "三家店收银全停", "换过网线没用");
    let shop = Shop::open(("1027", "林溪"), None);
    let seat = shop.sit("1027", MORNING);
    seat.press(&["n"]).sees("速记").words("13800138001 周岚女士 收银扫不了码").sees("138****8001").receive();
    seat.phone(F3).leave();
    let (second, first) = (shop.open_case("1027", MORNING), shop.open_case("lead", MORNING));
    for seat in [&second, &first] {
        seat.act("修改记录").field("事由").press(&[CTRL_U]);
    }
    second.words(mine).sees(mine).fill("已试", tried);
    first.words(theirs).sees(theirs).save("修改记录").leave();

    second.press(&[F8]).sees("有人刚改了同样的地方").sees(mine).sees(theirs);
    second.sees("您写的").sees("lead").press(&["4"]).field("事由").sees(mine).sees(tried).save("修改记录").leave();
    let shown = shop.shown(MORNING);
    let record: Vec<(String, String)> = serde_json::from_value(shown["record"].clone()).unwrap();
    let holds = |field: &str, words: &str| record.contains(&(field.to_owned(), words.to_owned()));
    assert!(holds("summary", mine) && holds("tried", tried), "{record:?}");
}

#[test]
fn who_has_a_case_open_is_seen_at_the_other_desk_on_the_case_and_beside_the_queue_until_it_is_left() {
    let shop = Shop::open(("1027", "林溪"), None);
    let seat = shop.sit("1027", MORNING);
    seat.press(&["n"]).sees("速记").words("13800138001 周岚女士 收银扫不了码").sees("138****8001").receive();
    seat.phone(F3).leave();
    let agent = shop.open_case("1027", MORNING);
    let lead = shop.open_case("lead", MORNING);
    lead.sees("林溪在看");
    agent
        .sees("钟毅在看")
        .press(&["\x1b"])
        .sees_no_more("Esc 后按数字")
        .press(&["\x1b"])
        .sees("Enter 打开")
        .sees("钟毅在看");
    lead.sees_no_more("林溪在看").leave();
    agent.sees_no_more("钟毅在看");
}

#[test]
fn a_desk_that_dies_is_seen_no_more() {
    let shop = Shop::open(("1027", "林溪"), None);
    let seat = shop.sit("1027", MORNING);
    seat.press(&["n"]).sees("速记").words("13800138001 周岚女士 收银扫不了码").sees("138****8001").receive();
    let lead = shop.open_case("lead", MORNING);
    lead.sees("林溪在看");
    seat.kill();
    lead.sees_no_more("林溪在看");
}
