//! Slips of a hurried finger: nothing is recorded that nobody said, nothing typed is lost, what was done comes back.

use crate::common::{ENTER, F3};
use crate::journeys::seat::{Seat, Shop};

const AGENT: &str = "1027";
const MORNING: &str = "2026-03-16T10:02:00";

/// A new call is saved as a case.
fn call(shop: &Shop, line: &str) {
    let seat = shop.sit(AGENT, MORNING);
    seat.press(&["n"]).sees("速记").words(line).sees("138****8001").receive();
    seat.phone(F3).leave();
}

fn state(shop: &Shop) -> String {
    shop.shown("2026-03-16T12:00:00")["state"].as_str().unwrap().to_owned()
}

#[test]
fn d1_a_double_tap_on_a_row_records_no_consent() {
    let shop = Shop::open((AGENT, "林溪"), None);
    call(&shop, "13800138001 周岚女士 收银扫不了码");
    let seat = shop.open_case(AGENT, "2026-03-16T10:05:00");
    seat.choose("报修").fill("产品", "收银台").fill("发生", "刚才").fill("期望", "修好").cell("2", "2").save("定级");
    seat.act("方案定了").field("原因").choose("系统/工具").field("处理方式").choose("恢复服务");
    seat.fill("怎么做", "换网关").fill("完成时间", "17:00").save("方案定了").leave();
    assert_eq!(state(&shop), "plan_confirm");

    let seat = shop.sit(AGENT, "2026-03-16T10:20:00");
    seat.sees("方案").press(&[ENTER, ENTER, ENTER]).sees("客户同意").press(&[ENTER]).leave();
    assert_eq!(state(&shop), "plan_confirm", "Enter opens and moves, whatever the row waits for");
}

#[test]
fn d2_a_run_of_words_longer_than_its_row_is_kept_whole() {
    let shop = Shop::open((AGENT, "林溪"), None);
    let run: String = "三家店的收银台从早上开门到现在一直扫不了码换过网线重启过两次".chars().cycle().take(76).collect();
    call(&shop, &format!("13800138001 周岚女士 {run}"));
    let shown = shop.shown(MORNING);
    let record: Vec<(String, String)> = serde_json::from_value(shown["record"].clone()).unwrap();
    assert!(record.iter().any(|(_, words)| words.contains(&run)), "{record:?}");
}

/// Back to the list; the last act is taken back from there as often as there was one.
fn taken_back(seat: &Seat<'_>, act: &str) {
    seat.press(&["u"]).sees("已撤回").sees(act);
}

#[test]
fn d4_the_tour_can_be_taken_back_step_by_step_and_gone_on_with() {
    let shop = Shop::open((AGENT, "林溪"), None);
    let seat = shop.sit(AGENT, MORNING);
    seat.press(&["n"]).sees("速记").words("13800138001 周女士 咨询 积分怎么换").sees("138****8001").receive();
    seat.cell("4", "3").save("定级").back_to_the_queue();
    taken_back(&seat, "定级");
    assert_eq!(state(&shop), "identify");
    seat.press(&[ENTER]).sees("F8").save("定级");
    seat.phone(F3).leave();
    assert_eq!(state(&shop), "process", "the form that came back is sent as any other");
}
