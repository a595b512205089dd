//! One person holds every role: a level 1 from the call to the archive, each act in the role it needs.

use crate::common::{ENTER, F3};
use crate::journeys::seat::Shop;

const AGENT: &str = "1001";

#[test]
fn d13_one_person_takes_a_level_one_from_the_call_to_the_archive() {
    let shop = Shop::alone((AGENT, "林溪"));
    let seat = shop.sit(AGENT, "2026-03-16T10:02:00");
    seat.press(&["n"]).sees("速记").words("13800138001 周岚女士 三家店收银扫不了码 955起").sees("138****8001");
    seat.receive();
    seat.choose("报修").words("收银系统").press(&[ENTER]).words("先恢复收款").press(&[ENTER]).press(&["1", "1"]);
    seat.save("定级").sees("班组长/主管就是您");
    seat.act("主管已接手").save("主管已接手").act("转办").fill("当场措施", "先收现金").save("转办");
    seat.phone(F3).leave();

    shop.sit(AGENT, "2026-03-16T10:15:00").sees("ZX").press(&["p"]).sees("已通报").leave();
    let seat = shop.open_case(AGENT, "2026-03-16T10:27:00");
    seat.act("方案定了").field("原因").choose("系统/工具").field("处理方式").choose("恢复服务");
    seat.fill("怎么做", "切换到备用支付网关").fill("完成时间", "11:00").save("方案定了").leave();
    let seat = shop.open_case(AGENT, "2026-03-16T10:41:00");
    seat.field("客户同意").choose("是").save("客户同意方案").leave();
    shop.open_case(AGENT, "2026-03-16T10:52:00").fill("凭据", "三家店都已恢复扫码").save("方案已实施").leave();
    shop.open_case(AGENT, "2026-03-16T10:56:00").field("结果").choose("已解决").save("客户确认解决").leave();
    let seat = shop.open_case(AGENT, "2026-03-16T11:40:00");
    seat.act("跟进完成").pick("核实效果").sees("改约了").field("回访结果").choose("接通了").save("跟进完成").leave();
    let seat = shop.open_case(AGENT, "2026-03-17T11:05:00");
    seat.field("态度").press(&["5", "4", "5", "5"]).choose("是").save("记评分").leave();
    shop.open_case(AGENT, "2026-03-17T11:08:00").act("主管复核").save("主管复核").sees("由本人签").leave();
    shop.open_case(AGENT, "2026-03-17T11:10:00").save("归档").leave();

    let shown = shop.shown("2026-03-17T11:11:00");
    assert_eq!(shown["state"], "archived", "{shown}");
    let role = |kind: &str| {
        let facts = shown["facts"].as_array().unwrap();
        let fact = facts.iter().find(|fact| fact["kind"] == kind).unwrap_or_else(|| panic!("no {kind}: {shown}"));
        (fact["by"].clone(), fact["role"].clone())
    };
    for (kind, wanted) in [("case.graded", "agent"), ("escalation.acknowledged", "lead"), ("review.signed", "lead")] {
        assert_eq!(role(kind), (AGENT.into(), wanted.into()), "{kind}");
    }
}
