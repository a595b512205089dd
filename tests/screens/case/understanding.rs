//! The line of the intake through the real form: nothing typed is cut, and nothing secret is written down whole.

use proptest::prelude::*;
use zuoxi::domain::protocol::JournalOp;
use zuoxi::domain::{Field, Lang, Value};

use crate::case::desk::Desk;

fn desk() -> Desk {
    Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:30:00")
}

#[test]
fn a_long_run_goes_whole_into_the_description() {
    let long = "客户说上周在你们店买的洗衣机脱水时声音特别大整个阳台都在震已经让师傅来看过一次说没问题但是昨天晚上又漏水把楼下天花板泡了怎么办".to_owned();
    let mut desk = desk();
    desk.press("n").words(&format!("13911113333 王女士 {long}")).press("f8");
    let case = desk.only();
    assert_eq!(case.record.text(Field::Description), Some(long.as_str()), "{}", desk.notice());
    assert!(case.record.text(Field::Summary).is_some_and(|summary| long.starts_with(summary)));
}

#[test]
fn an_address_in_the_line_is_kept_although_the_form_has_no_row_for_it() {
    let mut desk = desk();
    desk.press("n").words("13800138000 周女士 zhou@example.com 发票没收到").press("f8");
    assert_eq!(desk.only().record.text(Field::Email), Some("zhou@example.com"), "{}", desk.notice());
}

#[test]
fn an_identity_number_is_whole_neither_in_the_case_nor_in_the_journal() {
    let number = "11010119000101009X";
    let mut desk = desk();
    desk.press("n").words(&format!("13900139777 王先生 {number} 登记不了")).press("f8").press("f8");
    let case = format!("{:?}", desk.only().record);
    assert!(!case.contains(number) && case.contains("****009X"), "{case}");
    let whole = |op: &JournalOp| matches!(op, JournalOp::Set { text, .. } if text.contains(number));
    assert!(!desk.journal.iter().any(whole));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Through the form and into the case: each word that was not read into a field stands in one.
    #[test]
    fn every_word_of_a_line_is_in_the_case(
        words in prop::collection::vec(prop::sample::select(vec![
            "周女士", "悦邻便利", "订单A12345678", "A7654321", "zhou@example.com", "昨晚12点", "投诉", "急", "门店", "老客户",
            "退款没到", "要退款", "重启没用", "损失500元", "响2声", "二楼", "产品:洗衣机", "备注:加急处理", "13900139000",
        ]), 1..9),
    ) {
        let line = format!("13800138000 账户登录打不开 {}", words.join(" "));
        let mut desk = desk();
        desk.press("n").words(&line).press("f8");
        let record = desk.only().record.clone();
        let kept: Vec<String> = record.0.values().filter_map(|value| match value {
            Value::Text(text) | Value::Code(text) => Some(text.clone()),
            _ => None,
        }).collect();
        let read = ["周女士", "昨晚12点", "投诉", "急", "损失500元", "响2声", "产品:洗衣机", "订单A12345678", "备注:加急处理"];
        for word in words.iter().filter(|word| !read.contains(word)) {
            prop_assert!(kept.iter().any(|kept| kept.contains(word)), "{word} of {line} is nowhere: {kept:?}");
        }
    }
}
