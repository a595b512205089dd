//! What single rules of the intake line and of the suggestions come to; whole lines stand in `lines.rs`.

use proptest::prelude::*;
use zuoxi::domain::language::classify::{Classifier, suggest};
use zuoxi::domain::language::phone::{Region, masked};
use zuoxi::domain::language::secret::{hide_ids_and_cards, ids_and_cards};
use zuoxi::domain::language::shorthand::{kept, read, record};
use zuoxi::domain::language::{find, han};
use zuoxi::domain::{Field, Kind, Record, Value};

use crate::common::at;
use crate::loader::{manual, rules};

fn field(line: &str, field: Field) -> String {
    let record = record(&read(line, rules(), at("2026-03-16T10:26"), Region::Cn));
    record.text(field).unwrap_or_default().to_owned()
}

#[test]
fn a_name_is_told_from_a_thing_a_trade_and_a_place() {
    for (line, name) in [
        ("13800138000 周敏 退款没到", "周敏"),
        ("13800138000 欧阳思远 退款没到", "欧阳思远"),
        ("13800138000 洗衣机 漏水", ""),
        ("13800138000 电风扇 不转", ""),
        ("13800138000 成都 没发货", ""),
        ("13800138000 安装师傅 没来", ""),
        ("13800138000 王师傅 没来", "王"),
        ("13800138000 张店长 收银机死机", "张"),
        ("13800138000 大堂经理 态度差", ""),
        ("13800138000 陈建国经理 发票抬头错", "陈建国"),
        ("13800138000 那位先生 态度差", ""),
        ("13800138000 买买提·艾力先生 退款没到", "买买提·艾力"),
        ("13800138000 Ms Anna Schmidt printer jams", "Anna Schmidt"),
        ("来电人李女士13800138000退款没到", "李"),
        ("鑫源五金张经理 13800138000 发票没开", "张"),
    ] {
        assert_eq!(field(line, Field::CustomerName), name, "{line}");
    }
}

#[test]
fn a_company_stands_beside_who_calls_and_is_no_trade() {
    for (line, company) in [
        ("13800138000 周女士 悦邻便利 断网", "悦邻便利"),
        ("阳光幼儿园 李园长 13800138000 牛奶少送", "阳光幼儿园"),
        ("13800138000 周女士 投诉 快递公司", ""),
        ("13800138000 周女士 保险公司 不赔", ""),
        ("13800138000 周女士 附近门店 不给换", ""),
        ("13800138000 周女士 救护车送去医院", ""),
    ] {
        assert_eq!(field(line, Field::Company), company, "{line}");
    }
}

#[test]
fn the_matter_is_what_tells_something() {
    for (line, summary) in [
        ("老客户 13800138000 周女士 退款没到", "退款没到"),
        ("第5次来电 13800138000 周女士 退款没到", "退款没到"),
        ("三楼 13800138000 周女士 收银机死机", "收银机死机"),
        ("APP 打不开 13800138000 周先生", "APP 打不开"),
        ("姓名:周岚 电话:13800138000 地址:浦东 事由:退款没到", "退款没到"),
        ("13800138000 周先生 断网", "断网"),
    ] {
        assert_eq!(field(line, Field::Summary), summary, "{line}");
    }
    assert_eq!(field("老客户 13800138000 周女士 退款没到", Field::Description), "老客户");
}

#[test]
fn what_is_too_long_for_its_field_stands_whole_in_the_description() {
    let long = "很长".repeat(60);
    for short in [Field::Summary, Field::CustomerName, Field::Title, Field::Company, Field::Product] {
        let kept = kept(&Record::default().with(short, Value::Text(long.clone())));
        assert!(kept.text(short).is_some_and(|text| long.starts_with(text)), "{short}");
        assert_eq!(kept.text(Field::Description), Some(long.as_str()), "{short}");
    }
}

#[test]
fn identity_and_card_numbers_are_kept_by_their_tails() {
    let number = "11010119000101009X";
    for line in [
        format!("13900139777 王先生 {number} 登记不了"),
        format!("13900139777 王先生 身份证{number}登记不了"),
        format!("订单号:{number} 13900139777 查不到"),
        format!("姓名:{number}"),
        format!("备注:卡 4000 0000 0000 0002 和 {number}"),
    ] {
        let record = record(&read(&line, rules(), at("2026-03-16T10:26"), Region::Cn));
        let all = format!("{record:?}");
        assert!(!all.contains(number) && !all.contains("4000 0000"), "{line}: {all}");
        assert!(all.contains("****009X"), "{line}: {all}");
    }
    assert!(ids_and_cards("订单 202603101234567").is_empty(), "a running number is no card");
    assert_eq!(hide_ids_and_cards("１１０１０１１９０００１０１００３０"), "****0030");
}

#[test]
fn numbers_are_masked_by_their_plan() {
    for (number, shown) in [
        ("13800138000", "138****8000"),
        ("010-62265678", "010-****5678"),
        ("0755-26881234", "0755-****1234"),
        ("049-2222106", "049-****2106"),
        ("089-322043", "089-****2043"),
        ("+886223456789", "02-****6789"),
        ("0800-123-456", "0800-***-456"),
        ("+85291234567", "+852 ****4567"),
        ("110", "110"),
    ] {
        assert_eq!(masked(number), shown, "{number}");
    }
}

#[test]
fn danger_is_heard_when_it_is_spoken_of_and_only_then() {
    let ear = Classifier::new(manual());
    for text in [
        "插座冒火花",
        "电视有股烧塑料的味道",
        "电热水器漏電了",
        "孩子吞了电池",
        "电梯里有人被困",
        "煞車突然失靈",
        "喝完肚子疼",
        "被玻璃划破手",
        "有瓦斯味",
        "the heater gave off smoke",
        "my hand was burned",
        "吃完上吐下泻",
        "充电宝鼓包",
        "没有提醒就烫伤了",
    ] {
        assert!(suggest(&ear, text).safety, "{text}");
    }
    for text in [
        "医院客户续费",
        "醫院的客戶要續約",
        "防火门多少钱",
        "火锅底料",
        "爆款什么时候补货",
        "怎么防止孩子触电",
        "发热门诊在哪",
        "烟熏口味",
        "电脑中毒了",
        "没有人受伤",
        "is it fire resistant",
        "no smoking room",
        "急诊科要开发票",
    ] {
        assert!(!suggest(&ear, text).safety, "{text}: {:?}", suggest(&ear, text).because);
    }
}

#[test]
fn a_suggestion_is_silent_rather_than_wrong() {
    let ear = Classifier::new(manual());
    let kind = |text| suggest(&ear, text).kind.map(|(kind, _)| kind);
    for text in ["物流很快谢谢", "表扬客服小李", "快递员来取件了谢谢", "房间挺干净的", "天气晴"]
    {
        assert!(!matches!(kind(text), Some(Kind::Complaint | Kind::Fault)), "{text}");
    }
    for text in ["怎么申请退款", "何时能发货", "是正品吗", "咨询赔偿标准", "how do I return an item", "能不能开票"]
    {
        assert_eq!((kind(text), suggest(&ear, text).category), (Some(Kind::Enquiry), None), "{text}");
    }
}

#[test]
fn every_word_heard_says_what_it_led_to() {
    let suggestion = suggest(&Classifier::new(manual()), "插座冒烟");
    let safety = suggestion.because.iter().find(|because| because.target == "category.product.safety").unwrap();
    assert_eq!((safety.word.as_str(), safety.weight), ("冒烟", 5));
}

#[test]
fn d15_a_card_or_identity_number_mistyped_is_no_less_secret_where_a_word_names_it() {
    for (text, kept) in [
        ("卡号6222021234567890123 扣了两次", "卡号****0123 扣了两次"),
        ("银行卡：6222 0212 3456 7890 123", "银行卡：****0123"),
        ("身份证是110105194912310029", "身份证是****0029"),
        ("信用卡號 4000000000000001", "信用卡號 ****0001"),
        ("card no. 4000 0000 0000 0001 declined", "card no. ****0001 declined"),
        ("会员卡号6222021234567890123", "会员卡号6222021234567890123"),
        ("订单6222021234567890123", "订单6222021234567890123"),
        ("卡号 8001 尾号", "卡号 8001 尾号"),
    ] {
        assert_eq!(hide_ids_and_cards(text), kept, "{text}");
    }
}

#[test]
fn a_word_that_was_heard_is_shown_as_it_was_typed() {
    let ear = Classifier::new(manual());
    for (text, word) in [("电饭煲漏电", "漏电"), ("電鍋漏電", "漏電"), ("CARD Charged  twice", "Charged  twice")]
    {
        let because = suggest(&ear, text).because;
        let heard: Vec<&str> = because.iter().map(|because| because.word.as_str()).collect();
        assert!(heard.iter().all(|heard| text.contains(heard)), "{text}: {heard:?}");
        assert!(heard.contains(&word) || word.contains("  "), "{text}: {heard:?}");
    }
}

#[test]
fn a_name_in_small_letters_is_one_where_a_number_follows() {
    for (line, name) in [
        ("mr smith 13800138000 card charged twice", Some("smith")),
        ("13800138000 dr appointment missed", None),
        ("Mr Smith 13800138000 card charged twice", Some("Smith")),
    ] {
        let record = record(&read(line, rules(), at("2026-03-16T10:30"), Region::Cn));
        assert_eq!(record.text(Field::CustomerName), name, "{line}");
    }
}

#[test]
fn a_case_is_found_however_it_is_written() {
    let record = Record::default()
        .with(Field::CustomerName, Value::Text("周".into()))
        .with(Field::Title, Value::Text("女士".into()))
        .with(Field::CallerNumber, Value::Text("010-62265678".into()))
        .with(Field::Summary, Value::Text("收银机死机".into()));
    let words = find::indexed("ZX20260316-0001", &record, Region::Cn);
    let now = at("2026-03-18T10:30");
    let finds = |asked: &str| find::needles(asked, now, &rules().calendar).iter().all(|needle| words.contains(needle));
    for asked in [
        "周女士",
        "收銀機",
        "０１０６２２６５６７８",
        "010 6226 5678",
        "zx202603160001",
        "5678",
        "死机 周",
        "3月16日",
        "前天",
        "周一 死机",
        "2026-03-16",
    ] {
        assert!(finds(asked), "{asked}");
    }
    let whole = Record::default()
        .with(Field::CustomerName, Value::Text("欧阳思远".into()))
        .with(Field::Title, Value::Text("先生".into()));
    let whole = find::indexed("ZX20260316-0002", &whole, Region::Cn);
    assert!(whole.contains("欧阳先生") && whole.contains("欧阳思远先生"), "spoken to by the family name: {whole}");
    assert!(!finds("9999") && !finds("王女士") && !finds("昨天") && !finds("3月15日"));
}

#[test]
fn folding_keeps_the_number_of_characters() {
    for (text, folded) in [("壞了ＡＰＰ", "坏了app"), ("帳號著火", "账号着火"), ("İ", "İ")] {
        assert_eq!(han::folded(text), folded);
        assert_eq!(han::folded(text).chars().count(), text.chars().count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever an agent types, each of its letters and digits is in the record or was read into a field.
    #[test]
    fn every_visible_character_is_kept_or_was_read(line in line()) {
        let tokens = read(&line, rules(), at("2026-03-16T10:26"), Region::Cn);
        let record = record(&tokens);
        let texts: Vec<&str> = record.0.values().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        }).collect();
        for (byte, c) in line.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let token = tokens.iter().find(|token| token.range.contains(&byte));
            prop_assert!(token.is_some(), "{c} of {line} was lost: {tokens:?}");
            let token = token.unwrap();
            if token.is_free() {
                for word in hide_ids_and_cards(&token.text).split_whitespace() {
                    prop_assert!(texts.iter().any(|text| text.contains(word)), "{word} of {line} is nowhere: {record:?}");
                }
            }
        }
    }
}

/// Pieces of every kind of line, glued and parted in every way.
fn line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "13800138000",
        "010-62265678转805",
        "0912-345-678",
        "95588",
        "匿名",
        "周女士",
        "欧阳思远先生",
        "周敏",
        "刘哥",
        "客户",
        "悦邻便利",
        "Acme Tools Ltd",
        "Mr Zhou",
        "订单A12345678",
        "A7654321",
        "zhou@example.com",
        "昨晚12点",
        "955起",
        "3天前",
        "投诉",
        "急",
        "微信来的",
        "门店",
        "事由:",
        "姓名：",
        "退款没到",
        "断网",
        "老客户",
        "要退款",
        "重启没用",
        "printer jams",
        "11010119000101009X",
        "4000 0000 0000 0002",
        "损失1,200元",
        "（微信同号）",
        "😀",
        "𠮷",
        "！",
    ]);
    let between = prop::sample::select(vec!["", " ", "　", "，", "/", "、", "：", ";", "。"]);
    prop::collection::vec((prop_oneof![6 => piece.prop_map(str::to_owned), 1 => "\\PC{0,4}"], between), 0..10)
        .prop_map(|parts| parts.into_iter().map(|(piece, between)| piece + between).collect())
}

#[test]
fn reading_a_case_number_is_known_however_it_is_typed() {
    for typed in [
        "ZX20260316-0012",
        "zx20260316-0012",
        "ZX202603160012",
        " ＺＸ２０２６０３１６－００１２ ",
        "ZX 20260316 0012",
        "ZX20260316—0012",
    ] {
        assert_eq!(find::case_no(typed), "ZX20260316-0012", "{typed}");
    }
    assert_eq!(find::case_no("ab20260316-12345"), "AB20260316-12345");
    assert_eq!(find::case_no(" 0012 "), "0012", "what is none stays as it is");
    assert_eq!(find::case_no("周女士"), "周女士");
    for typed in ["0316-0012", "03160012", "0316 12", " ０３１６－００１２ "] {
        assert_eq!(find::no_ending(typed).as_deref(), Some("0316-0012"), "{typed}");
    }
    for typed in ["20260316-0012", "202603160012", "2026 0316 0012"] {
        assert_eq!(find::no_ending(typed).as_deref(), Some("20260316-0012"), "{typed}");
    }
    for typed in ["ZX20260316-0012", "0012", "周女士", "", "-", "0316-"] {
        assert_eq!(find::no_ending(typed), None, "{typed}");
    }
    for (no, ending, ends) in [
        ("ZX20260316-0012", "0316-0012", true),
        ("ZX20260316-0012", "20260316-0012", true),
        ("ZX20260316-10012", "0316-0012", false),
        ("ZX20260316-0012", "316-0012", false),
        ("x", "0316-0012", false),
    ] {
        assert_eq!(find::no_ends_in(no, ending), ends, "{no} {ending}");
    }
}
