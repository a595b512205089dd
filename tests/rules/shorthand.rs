//! One line typed while the customer speaks.

use proptest::prelude::*;
use zuoxi::domain::language::phone::Region;
use zuoxi::domain::language::shorthand::{Token, read, record};
use zuoxi::domain::{Field, Value};

use crate::common::at;
use crate::loader::rules;

/// Monday 2026-03-16, 10:02.
fn tokens(line: &str) -> Vec<Token> {
    read(line, rules(), at("2026-03-16T10:02"), Region::Cn)
}

/// Fields with their values in the order of the line; a guess ends in `?`.
fn told(line: &str) -> Vec<String> {
    let value = |value: &Value| match value {
        Value::Text(text) | Value::Code(text) => text.clone(),
        Value::At(moment) => rules().calendar.local(*moment).format("%m-%d %H:%M").to_string(),
        Value::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let tell = |token: Token| {
        let field = token.as_field.map_or("-", Field::as_str);
        let value = token.value.as_ref().map_or(token.text.clone(), value);
        format!("{field}={value}{}", if token.guess { "?" } else { "" })
    };
    tokens(line).into_iter().map(tell).collect()
}

#[test]
fn number_name_kind_and_summary_are_read_from_one_line() {
    let expected =
        ["caller_number=13800138000", "customer_name=周", "title=女士", "kind=enquiry", "summary=积分怎么换"];
    assert_eq!(told("13800138000 周女士 咨询 积分怎么换"), expected);
    assert_eq!(told("１３８００１３８０００　周女士，咨询，积分怎么换"), {
        let mut wide = expected;
        wide[0] = "caller_number=13800138000";
        wide
    });
}

#[test]
fn a_day_is_read_where_something_says_that_it_began_then() {
    for (line, began) in [
        ("3-8起", "03-08 00:00?"),
        ("3/8起", "03-08 00:00?"),
        ("03-08起", "03-08 00:00?"),
        ("3月8日起", "03-08 00:00?"),
        ("2026-03-08起", "03-08 00:00?"),
        ("20260308起", "03-08 00:00?"),
        ("从3/8", "03-08 00:00?"),
        ("0608起", "03-16 06:08"),
        ("955起", "03-16 09:55"),
        ("3/8 10:00起", "03-08 10:00"),
        ("昨天下午三點", "03-15 15:00"),
    ] {
        let told = told(&format!("洗衣机漏水 {line}"));
        assert!(told.contains(&format!("first_seen_at={began}")), "{line}: {told:?}");
    }
    assert!(!told("退款只到了 3/8").iter().any(|token| token.starts_with("first_seen_at")), "a share, not a day");
}

#[test]
fn the_line_of_the_sketch_fills_six_fields() {
    assert_eq!(
        told("周女士 悦邻便利 三家店收银扫不了码 955起 重启2次没用 急"),
        [
            "customer_name=周",
            "title=女士",
            "company=悦邻便利?",
            "summary=三家店收银扫不了码",
            "first_seen_at=03-16 09:55",
            "tried=重启2次没用?",
            "emotion=anxious?",
        ]
    );
}

#[test]
fn taiwan_and_english_lines_are_read_too() {
    assert_eq!(
        told("0912-345-678 陳小姐 客訴 昨晚 包裹一直沒收到 要退款"),
        [
            "caller_number=0912-345-678",
            "customer_name=陳",
            "title=小姐",
            "kind=complaint",
            "first_seen_at=03-15 20:00?",
            "summary=包裹一直沒收到",
            "desired_outcome=要退款?",
        ]
    );
    assert_eq!(
        told("+1 415 555 0123 Ms Zhou Acme Tools Ltd fault, printer jams since yesterday, urgent"),
        [
            "caller_number=+1 415 555 0123",
            "title=Ms",
            "customer_name=Zhou",
            "company=Acme Tools Ltd?",
            "kind=fault",
            "summary=printer jams since yesterday",
            "urgency=now?",
        ]
    );
}

#[test]
fn first_seen_times_are_read_and_never_lie_in_the_future() {
    for (line, expected) in [
        ("955起", "first_seen_at=03-16 09:55"),
        ("0955起", "first_seen_at=03-16 09:55"),
        ("09:55起", "first_seen_at=03-16 09:55"),
        ("9:55", "first_seen_at=03-16 09:55"),
        ("９：５５起", "first_seen_at=03-16 09:55"),
        ("1430起", "first_seen_at=03-15 14:30?"),
        ("9点半", "first_seen_at=03-16 09:30"),
        ("上午9点20分", "first_seen_at=03-16 09:20"),
        ("昨天", "first_seen_at=03-15 00:00?"),
        ("昨晚8点", "first_seen_at=03-15 20:00"),
        ("昨天下午三点一刻", "first_seen_at=03-15 15:15"),
        ("昨天 14:05", "first_seen_at=03-15 14:05"),
        ("今早", "first_seen_at=03-16 08:00?"),
        ("前天", "first_seen_at=03-14 00:00?"),
        ("3天前", "first_seen_at=03-13 10:02?"),
        ("两小时前", "first_seen_at=03-16 08:02?"),
        ("半小时前", "first_seen_at=03-16 09:32?"),
        ("刚刚", "first_seen_at=03-16 10:02?"),
        ("3月14日", "first_seen_at=03-14 00:00?"),
        ("03-14", "first_seen_at=03-14 00:00?"),
        ("2026-03-14", "first_seen_at=03-14 00:00?"),
        ("20260314", "first_seen_at=03-14 00:00?"),
        ("yesterday", "first_seen_at=03-15 00:00?"),
        ("since 9:30am", "first_seen_at=03-16 09:30"),
        ("今天下午3点", "summary=今天下午3点"),
        ("955", "summary=955"),
        ("3起", "summary=3起"),
        ("25:00", "summary=25:00"),
    ] {
        assert_eq!(told(line), [expected], "{line}");
    }
}

#[test]
fn numbers_are_told_apart() {
    assert_eq!(told("138 0013 8000"), ["caller_number=138 0013 8000"]);
    assert_eq!(told("未显示号码"), ["caller_number=hidden"]);
    assert_eq!(told("51234567"), ["caller_number=51234567?"]);
    assert_eq!(told("订单A12345678"), ["order_no=A12345678"]);
    assert_eq!(told("DD20260316-88"), ["order_no=DD20260316-88?"]);
    assert_eq!(told("zhou@example.com"), ["email=zhou@example.com"]);
    assert_eq!(told("响2声 损失1,200.5元"), ["rings=2", "loss_amount=120050"]);
    // A case number is no order number, and a second number is not lost.
    assert_eq!(told("ZX20260316-0007"), ["summary=ZX20260316-0007"]);
    assert_eq!(told("13800138000 13900139000"), ["caller_number=13800138000", "summary=13900139000"]);
}

#[test]
fn names_with_titles_are_certain_only_with_a_known_surname() {
    assert_eq!(told("欧阳先生"), ["customer_name=欧阳", "title=先生"]);
    assert_eq!(told("王总"), ["customer_name=王", "title=总"]);
    assert_eq!(told("囧先生"), ["customer_name=囧?", "title=先生?"]);
    assert_eq!(told("那位女士"), ["summary=那位女士"]);
    assert_eq!(told("13800138000 周敏"), ["caller_number=13800138000", "customer_name=周敏?"]);
    assert_eq!(told("周敏"), ["summary=周敏"]);
}

#[test]
fn a_label_says_which_field_it_is() {
    assert_eq!(
        told("产品:洗衣机 型号：WM-30 期望: 换一台"),
        ["product=洗衣机", "model=WM-30", "desired_outcome=换一台"]
    );
}

#[test]
fn words_of_an_english_sentence_stay_in_it() {
    assert_eq!(told("email not working today"), ["summary=email not working today"]);
    assert_eq!(told("the app is slow, complaint"), ["summary=the app is slow", "kind=complaint"]);
}

#[test]
fn later_words_follow_into_the_description_word_for_word() {
    let tokens = tokens("收银扫不了码 咨询 早市，排长队 955起 客户在门口");
    let free: Vec<&str> = tokens.iter().filter(|token| token.is_free()).map(|token| token.text.as_str()).collect();
    assert_eq!(free, ["收银扫不了码", "早市，排长队", "客户在门口"]);
    let record = record(&tokens);
    assert_eq!(record.text(Field::Summary), Some("收银扫不了码"));
    assert_eq!(record.text(Field::Description), Some("早市，排长队 客户在门口"));
    assert_eq!(record.text(Field::Kind), Some("enquiry"));
}

#[test]
fn a_labelled_description_comes_first_without_its_label() {
    let record = record(&tokens("收银扫不了码 咨询 情况:早市排队 955起 客户在门口"));
    assert_eq!(record.text(Field::Description), Some("早市排队 客户在门口"));
}

#[test]
fn a_summary_that_is_too_long_is_kept_whole_in_the_description() {
    let long = "很长".repeat(40);
    let record = record(&tokens(&long));
    assert_eq!(record.text(Field::Summary).unwrap().chars().count(), 60);
    assert_eq!(record.text(Field::Description), Some(long.as_str()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_typed_is_lost(
        line in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "13800138000", "周女士", "咨询", "955起", "昨天", " ", "，", "Ms ", "Zhou", "急", "产品:", "：", "没用",
                    "重启", "订单A12345678", "悦邻便利", "3天前", "since ", "email", "1,200", "Ltd", "👩‍👧", "　",
                ]).prop_map(str::to_owned),
                "\\PC{0,4}",
            ],
            0..12,
        ),
    ) {
        let line = line.concat();
        let tokens = tokens(&line);
        let mut covered = vec![false; line.len()];
        let mut last = 0;
        for token in &tokens {
            prop_assert!(token.range.start >= last && token.range.end <= line.len());
            prop_assert_eq!(&line[token.range.clone()], token.text.as_str());
            last = token.range.end;
            covered[token.range.clone()].fill(true);
        }
        for (byte, c) in line.char_indices() {
            let parts = c.is_whitespace() || ",，、;；|/／:：。()（）[]【】「」·".contains(c);
            prop_assert!(covered[byte] || parts, "{c} of {line} was lost: {tokens:?}");
        }
    }
}
