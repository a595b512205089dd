//! A level 1 outage at a key customer.

use zuoxi::domain::Tier;

use super::{F3, assert_as_rehearsed, tell};
use crate::common::ENTER;
use crate::journeys::seat::{Caller, Shop};

/// Keys beyond the words until the technicians have it and the lead knows.
const UNTIL_HANDED_OVER: usize = 18;
const CTRL_O: &str = "\x0f";
const AGENT: &str = "1027";
const CALLER: Caller =
    Caller { number: "13800138001", name: "周岚", title: "女士", company: "悦邻便利", tier: Tier::Key };

#[test]
fn an_outage_is_handed_over_in_the_call_told_every_quarter_and_archived_by_the_lead() {
    let shop = Shop::open((AGENT, "林溪"), Some(&CALLER));
    let seat = shop.sit(AGENT, "2026-03-16T10:02:00");
    seat.press(&["n"])
        .sees("速记")
        .words("13800138001 三家店收银扫不了码 955起 重启2次没用 急 响2声")
        .sees("档案里有 1 位");
    seat.press(&[CTRL_O]).sees("就是 周岚").press(&["1"]).sees("已认定");
    seat.receive();
    seat.choose("报修").words("收银系统").press(&[ENTER]).words("先恢复收款").press(&[ENTER]);
    seat.press(&["1", "1"]).sees("定一级并通知").save("定级");
    seat.field("当场措施").words("先让三家店收现金，备用网关待命").save("转办");
    let keys = shop.counted();
    println!("{keys} of {UNTIL_HANDED_OVER} keys until it is handed over");
    assert!(keys <= UNTIL_HANDED_OVER, "{keys} keys");
    seat.phone(F3).leave();

    tell(&shop, AGENT, "2026-03-16T10:15:00");
    tell(&shop, AGENT, "2026-03-16T10:29:40");

    let seat = shop.open_case(AGENT, "2026-03-16T10:38:00");
    seat.field("原因").choose("系统/工具").field("处理方式").choose("恢复服务");
    seat.fill("怎么做", "切换到备用支付网关").fill("完成时间", "11:00").save("方案定了").leave();
    shop.open_case(AGENT, "2026-03-16T10:41:00").field("客户同意").choose("是").save("客户同意方案").leave();
    tell(&shop, AGENT, "2026-03-16T10:44:00");
    shop.open_case(AGENT, "2026-03-16T10:52:00").fill("凭据", "三家店都已恢复扫码").save("方案已实施").leave();
    let seat = shop.open_case(AGENT, "2026-03-16T10:56:00");
    seat.field("结果").choose("已解决").save("客户确认解决").leave();
    shop.open_case(AGENT, "2026-03-16T11:40:00")
        .act("跟进完成")
        .pick("核实效果")
        .sees("改约了")
        .field("回访结果")
        .choose("接通了")
        .save("跟进完成")
        .leave();
    let seat = shop.open_case(AGENT, "2026-03-17T11:05:00");
    seat.field("态度").press(&["5", "4", "5", "5"]).choose("是").save("记评分").leave();
    shop.open_case("lead", "2026-03-17T11:08:00").act("主管复核").save("主管复核").leave();
    shop.open_case("lead", "2026-03-17T11:10:00").save("归档").leave();

    println!("{} keys in all", shop.counted());
    assert_as_rehearsed(&shop, "s1", "2026-03-17T11:11:00");
}
