//! An angry customer who threatens exposure; a low score opens the case again.

use super::{F3, assert_as_rehearsed, tell};
use crate::journeys::seat::{Seat, Shop};

const AGENT: &str = "1033";
const F7: &str = "\x1b[18~";

/// A plan with its finishing time.
fn plan(seat: &Seat<'_>, steps: &str, eta: &str) {
    seat.act("方案定了").field("原因").choose("人员技能/态度").field("处理方式").choose("换货");
    seat.fill("怎么做", steps).fill("完成时间", eta).save("方案定了").leave();
}

fn confirm(seat: &Seat<'_>) {
    seat.field("结果").choose("已解决").save("客户确认解决").leave();
}

#[test]
fn an_angry_customer_is_called_by_the_lead_and_a_low_score_opens_the_case_again() {
    let shop = Shop::open((AGENT, "何帆"), None);
    let seat = shop.sit(AGENT, "2026-04-02T15:05:00");
    seat.press(&["n"]).sees("速记");
    seat.words("13500135006 马骏先生 洗衣机送修一个月没修好 订单C20260228-0042 响4声").sees("135****5006");
    seat.receive();
    seat.choose("投诉").choose("服务质量").choose("态度不好");
    seat.fill("期望", "明天修好或退钱，还要道歉").field("情绪").choose("扬言曝光/维权").cell("3", "2");
    seat.field("特别情形").tick("重复来电").tick("扬言曝光").save("定级");
    seat.press(&[F7]).words("15:35").fill("当场措施", "先登记换机，主管半小时内回电").save("承诺");
    seat.phone(F3).leave();
    shop.open_case("lead", "2026-04-02T15:31:00").act("承诺已兑现").save("承诺已兑现").leave();
    let seat = shop.open_case("lead", "2026-04-02T15:33:00");
    seat.act("指定部门").field("主责部门").choose("客服部").field("配合部门").tick("售后部").save("指定部门").leave();

    tell(&shop, AGENT, "2026-04-02T16:04:00");
    plan(&shop.open_case(AGENT, "2026-04-02T16:40:00"), "换一台新机，当事坐席道歉", "明天 12:00");
    shop.open_case(AGENT, "2026-04-02T16:50:00").field("客户同意").choose("是").save("客户同意方案").leave();
    shop.open_case(AGENT, "2026-04-03T11:00:00").fill("凭据", "新机已送到").save("方案已实施").leave();
    confirm(&shop.open_case(AGENT, "2026-04-03T11:20:00"));
    shop.open_case(AGENT, "2026-04-04T11:20:00")
        .act("跟进完成")
        .pick("核实效果")
        .sees("改约了")
        .field("回访结果")
        .choose("接通了")
        .save("跟进完成")
        .leave();
    let seat = shop.open_case("quality", "2026-04-07T09:30:00");
    seat.field("态度").press(&["3", "2", "2", "2"]).choose("没有").save("记评分");
    seat.act("重开").fill("理由", "评分偏低，没有解决").save("重开").leave();

    tell(&shop, AGENT, "2026-04-07T10:25:00");
    let seat = shop.open_case("lead", "2026-04-07T10:40:00");
    seat.act("跟进完成").pick("低分").sees("改约了").field("回访结果").choose("接通了").save("跟进完成").leave();
    plan(&shop.open_case(AGENT, "2026-04-07T10:45:00"), "退送货费，重新安装，送代金券", "明天 18:00");
    shop.open_case(AGENT, "2026-04-07T10:52:00").field("客户同意").choose("是").save("客户同意方案").leave();
    shop.open_case(AGENT, "2026-04-08T16:00:00").fill("凭据", "安装照片已收到").save("方案已实施").leave();
    confirm(&shop.open_case(AGENT, "2026-04-09T10:00:00"));
    shop.open_case(AGENT, "2026-04-09T15:30:00")
        .act("跟进完成")
        .pick("核实效果")
        .sees("改约了")
        .field("回访结果")
        .choose("接通了")
        .save("跟进完成")
        .leave();
    let seat = shop.open_case("quality", "2026-04-11T10:10:00");
    seat.field("态度").press(&["4", "4", "3", "4"]).choose("是").save("记评分").leave();
    shop.open_case(AGENT, "2026-04-11T11:00:00").save("归档").leave();

    println!("{} keys in all", shop.counted());
    assert_as_rehearsed(&shop, "s6", "2026-04-11T11:01:00");
}
