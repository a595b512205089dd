//! A late parcel, level 2, taken shortly before the line closes.

use super::{F3, assert_as_rehearsed, tell};

use crate::journeys::seat::Shop;

const AGENT: &str = "1033";
const F7: &str = "\x1b[18~";

#[test]
fn a_late_parcel_is_promised_for_the_morning_handed_to_logistics_and_sent_again() {
    let shop = Shop::open((AGENT, "何帆"), None);
    let seat = shop.sit(AGENT, "2026-06-16T20:35:00");
    seat.press(&["n"]).sees("速记");
    seat.words("13900139002 陈立先生 儿童书桌八天未到 订单A20260608-7731 响3声").sees("139****9002");
    seat.receive();
    seat.choose("投诉").choose("物流配送").choose("迟迟不到");
    seat.fill("期望", "尽快送到，退运费").cell("3", "2");
    seat.field("特别情形").tick("重复来电").save("定级");
    seat.press(&[F7]).words("明天 10:30").fill("当场措施", "已请物流查到底在哪一站").save("承诺");
    seat.phone(F3).leave();
    let seat = shop.open_case(AGENT, "2026-06-16T20:50:00");
    seat.act("转办").field("转给").choose("主责部门").save("转办").leave();

    tell(&shop, AGENT, "2026-06-17T09:30:00");
    let seat = shop.open_case(AGENT, "2026-06-17T10:05:00");
    seat.field("原因").choose("供应商/第三方").field("处理方式").choose("补发/重发");
    seat.fill("怎么做", "加急补发一张，退运费").fill("完成时间", "明天 18:00").save("方案定了").leave();
    let seat = shop.open_case(AGENT, "2026-06-17T10:12:00");
    seat.act("承诺已兑现").save("承诺已兑现");
    seat.field("客户同意").choose("是").save("客户同意方案").leave();
    shop.open_case(AGENT, "2026-06-18T15:20:00").fill("凭据", "客户已签收").save("方案已实施").leave();
    let seat = shop.open_case(AGENT, "2026-06-19T15:30:00");
    seat.act("跟进完成").field("回访结果").choose("接通了").save("跟进完成");
    seat.field("结果").choose("已解决").save("客户确认解决").leave();
    let seat = shop.open_case("quality", "2026-06-22T09:20:00");
    seat.field("态度").press(&["4", "4", "3", "5"]).choose("是").save("记评分").leave();
    shop.open_case(AGENT, "2026-06-22T09:40:00").save("归档").leave();

    println!("{} keys in all", shop.counted());
    assert_as_rehearsed(&shop, "s2", "2026-06-22T09:41:00");
}
