//! What is said to have been told arrives where that person looks.

use crate::common::{ENTER, F3};
use crate::journeys::seat::{Seat, Shop};

const AGENT: &str = "1027";
const MORNING: &str = "2026-03-16T10:02:00";

/// A new call about an outage, graded level 1.
fn level_one(seat: &Seat<'_>) {
    seat.press(&["n"]).sees("速记").words("13800138001 周岚女士 三家店收银扫不了码 955起").sees("138****8001");
    seat.receive();
    seat.choose("报修").words("收银系统").press(&[ENTER]).words("先恢复收款").press(&[ENTER]).press(&["1", "1"]);
    seat.save("定级");
}

#[test]
fn d9_the_lead_sees_and_hears_a_level_one_in_a_window_of_their_own() {
    let shop = Shop::open((AGENT, "林溪"), None);
    let lead = shop.sit("lead", MORNING);
    lead.sees("没有要办的案件");
    let rung = lead.bells();
    let agent = shop.sit(AGENT, MORNING);
    level_one(&agent);
    agent.sees("已排进班组长/主管的队列");
    lead.sees("报给您的，等您接手").sees("待接手 1").sees("三家店收银扫不了码");
    assert!(lead.bells() > rung, "it rings once");

    lead.press(&[ENTER]).sees("处理中").act("主管已接手").save("主管已接手");
    lead.back_to_the_queue().sees("没有要办的案件").leave();
    agent.phone(F3).leave();
}

#[test]
fn d9_what_falls_to_oneself_is_said() {
    let shop = Shop::open((AGENT, "林溪"), None);
    let agent = shop.sit(AGENT, MORNING);
    level_one(&agent);
    agent.sees("二线专家就是您").phone(F3).leave();
}
