//! What a customer said is recorded only once somebody says so.

use std::collections::BTreeSet;

use uuid::Uuid;
use zuoxi::domain::acts::fields::{about_nothing, fields_of, listed, why_not};
use zuoxi::domain::*;
use zuoxi::tui::{FrameRequest, Msg};

use crate::case::acts::graded;
use crate::case::desk::Desk;

const WORDS: [Field; 11] = [
    Field::CustomerConsent,
    Field::CustomerSaidSo,
    Field::CustomerTold,
    Field::Verified,
    Field::Outcome,
    Field::FollowUpResult,
    Field::RejectReason,
    Field::CustomerRequest,
    Field::Solved,
    Field::OutsideRoutesTold,
    Field::WrittenNoticeSent,
];

/// Opens the form of every act there is that asks for what the customer said, and lets its key bounce.
fn untouched(desk: &mut Desk, id: Uuid, met: &mut BTreeSet<&'static str>) {
    let rules = std::sync::Arc::clone(&desk.rules);
    for act in listed() {
        let case = desk.case(id).unwrap();
        let possible = why_not(act, &case, desk.role, &rules.manual).or_else(|| about_nothing(act, &case)).is_none();
        let asks = fields_of(act, &case, &rules.manual).iter().any(|spec| WORDS.contains(&spec.field));
        if !possible || !asks || act == Act::Archive {
            continue;
        }
        let facts = desk.file(id).unwrap().facts.len();
        desk.model.cx.request(FrameRequest::Act(act));
        desk.send(Msg::Tick(desk.now));
        if desk.screen().contains("哪一项跟进") {
            desk.press("enter");
        }
        let name = desk.model.cx.words.get(&format!("act-{}", act.as_str().replace(['.', '_'], "-")));
        assert!(desk.screen().contains(&format!("\n  {name}")), "{act}: {}", desk.screen());
        desk.press("f8 enter enter f8 f8");
        assert_eq!(
            desk.file(id).unwrap().facts.len(),
            facts,
            "{act}: {}\n{:?}\n{}",
            desk.notice(),
            desk.orders.last(),
            desk.screen()
        );
        met.insert(act.as_str());
        desk.press("esc esc 1 enter");
    }
}

fn plan(desk: &mut Desk) {
    desk.press("4 0").words("切到备用支付网关").press("enter").words("11:00").press("f8");
}

#[test]
fn d1_no_act_records_what_nobody_said() {
    let mut met = BTreeSet::new();
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周女士 三家店收银扫不了码 955起 急").press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(60);
    let id = desk.only().id;
    untouched(&mut desk, id, &mut met);
    desk.press("f8").pass_s(60);
    plan(&mut desk);
    assert_eq!(desk.only().state, State::PlanConfirm, "{}", desk.notice());
    untouched(&mut desk, id, &mut met);
    for (digits, state) in [("1 f8", State::Implement), ("", State::Verify)] {
        if digits.is_empty() {
            desk.words("10:10").press("enter").words("三家店都能扫码了").press("f8");
        } else {
            desk.to("tab", "客户同意");
            desk.press(digits);
        }
        assert_eq!(desk.only().state, state, "{}\n{}", desk.notice(), desk.screen());
        untouched(&mut desk, id, &mut met);
    }
    let mut calm = graded();
    let id = calm.only().id;
    untouched(&mut calm, id, &mut met);
    for act in
        ["plan.accepted", "plan.rejected", "plan.failed", "case.withdrawn", "identity.checked", "result.confirmed"]
    {
        assert!(met.contains(act), "{act} was not met: {met:?}");
    }
}

#[test]
fn d1_the_key_of_the_plan_that_bounces_records_no_consent() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周女士 三家店收银扫不了码 955起 急").press("f8").pass_s(60);
    desk.press("3")
        .words("收银系统")
        .press("enter")
        .words("先恢复收款")
        .press("enter 1 1 f8")
        .pass_s(60)
        .press("f8")
        .pass_s(60);
    plan(&mut desk);
    desk.press("f8 enter enter f8");
    assert_eq!(desk.only().state, State::PlanConfirm, "{}", desk.notice());
    assert!(desk.notice().contains("客户同意"), "{}", desk.notice());
}

#[test]
fn d1_enter_opens_moves_and_never_acts() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周女士 三家店收银扫不了码 955起 急").press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1");
    desk.press("enter enter enter");
    assert_eq!(desk.only().state, State::Identify, "{}", desk.notice());
    assert!(desk.notice().contains("F8"), "{}", desk.notice());
    desk.press("f8");
    let facts = desk.file(desk.only().id).unwrap().facts.len();
    desk.press("f7").words("+2h").press("enter enter");
    assert_eq!(desk.file(desk.only().id).unwrap().facts.len(), facts, "{}", desk.notice());
    assert!(desk.notice().contains("F8"), "{}", desk.notice());
}
