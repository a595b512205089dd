//! Text at the edge and on a terminal: made safe, masked, said, measured, wrapped.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use zuoxi::domain::Lang;
use zuoxi::text::mask::*;
use zuoxi::text::{clean, cut, fold_for_display, own_quotes, pad_right, spoken_time, width, wrap};

#[test]
fn escapes_overrides_and_hidden_characters_become_visible() {
    assert_eq!(clean("a\u{1b}[31mb", 99), "a␦[31mb");
    assert_eq!(clean("x\u{202E}y\u{200B}z\u{E0041}", 99), "x␦y␦z␦");
    assert_eq!(clean("a\u{0}b\u{7f}\u{9b}c", 99), "a␦b␦␦c");
    assert_eq!(clean("一行\r\n两行\t三", 99), "一行 两行 三");
}

#[test]
fn emoji_sequences_stay_whole() {
    for emoji in ["👨‍👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🏳️‍🌈", "🇨🇳"] {
        assert_eq!(clean(emoji, 99), emoji);
    }
    assert_eq!(clean("周\u{200D}岚\u{FE0F}", 99), "周␦岚␦");
}

#[test]
fn names_of_real_scripts_pass_and_piles_of_marks_do_not() {
    for name in ["བསྟན་འཛིན་", "买买提·艾力", "Nguyễn Thị Hồng", "José", "ᠮᠣᠩᠭᠣᠯ"]
    {
        assert_eq!(clean(name, 99), name.nfc().collect::<String>());
    }
    let pile = format!("a{}b", "\u{301}".repeat(400));
    assert!(clean(&pile, 9999).chars().count() < 12);
}

#[test]
fn a_cap_never_cuts_a_grapheme() {
    assert_eq!(clean("好👨‍👩‍👧‍👦", 4), "好");
    assert_eq!(clean("一二三", 2), "一二");
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing(raw in "\\PC*|(?s).*|[a1#\u{200D}\u{FE0F}👍🏽❤\u{301}\u{202E}་ཛ]*", cap in 0usize..80) {
        let once = clean(&raw, cap);
        prop_assert_eq!(clean(&once, cap), once.clone());
        prop_assert!(once.chars().count() <= cap);
        prop_assert!(!once.chars().any(char::is_control));
    }
}

#[test]
fn numbers_show_their_region_and_their_last_digits() {
    for (number, shown) in [
        ("13800138000", "138****8000"),
        ("+8613800138000", "138****8000"),
        ("86 138 0013 8000", "138****8000"),
        ("010-62265678", "010-****5678"),
        ("+861062265678", "010-****5678"),
        ("0755-12345678转805", "0755-****5678"),
        ("+867551234567", "0755-****4567"),
        ("+852 5123 4567", "+852 ****4567"),
        ("+85366123456", "+853 ****3456"),
        ("0912-345-678", "0912-***-678"),
        ("+886912345678", "0912-***-678"),
        ("(02)23456789", "02-****6789"),
        ("+886223456789", "02-****6789"),
        ("+14155550123", "+1 ****0123"),
        ("95588", "95588"),
        ("hidden", "hidden"),
        ("", ""),
    ] {
        assert_eq!(phone(number), shown, "{number}");
    }
}

#[test]
fn names_show_their_surname() {
    for (full, shown) in [
        ("周岚", "周*"),
        ("周岚女士", "周*女士"),
        ("周女士", "周女士"),
        ("欧阳修", "欧阳*"),
        ("歐陽先生", "歐陽先生"),
        ("周", "周*"),
        ("买买提·艾力", "买*·*"),
        ("John Smith", "J*** S***"),
        ("བསྟན་འཛིན", "བ*"),
        ("", ""),
    ] {
        assert_eq!(name(full), shown, "{full}");
    }
}

#[test]
fn emails_and_order_numbers_show_an_end() {
    assert_eq!(email("jane@example.com"), "j***@example.com");
    assert_eq!(order_no("A20260316-7788"), "****7788");
}

#[test]
fn identity_and_card_numbers_are_found_by_their_check_digits() {
    assert_eq!(looks_like_id_or_card("身份证11010519491231002X谢谢"), Some(9..27));
    assert_eq!(looks_like_id_or_card("110105194912310021"), None);
    assert!(looks_like_id_or_card("卡号 4111 1111 1111 1111").is_some());
    assert!(looks_like_id_or_card("４１１１１１１１１１１１１１１１").is_some());
    assert_eq!(looks_like_id_or_card("电话13800138000,订单20260316000712"), None);
    assert_eq!(hide_ids_and_cards("卡 4111-1111-1111-1111 退回"), "卡 ****1111 退回");
}

fn say(at: &str, now: &str, lang: Lang) -> String {
    spoken_time(at.parse().unwrap(), now.parse().unwrap(), lang).words
}

#[test]
fn a_time_is_rounded_down_to_five_minutes() {
    let spoken =
        spoken_time("2026-03-16T10:41:59".parse().unwrap(), "2026-03-16T10:26:48".parse().unwrap(), Lang::ZhCn);
    assert_eq!((spoken.words.as_str(), spoken.at), ("十点四十", "2026-03-16T10:40:00".parse().unwrap()));
}

#[test]
fn it_is_exact_when_less_than_five_minutes_would_be_left() {
    assert_eq!(say("2026-03-16T10:33:20", "2026-03-16T10:26:48", Lang::ZhCn), "十点三十三");
    assert_eq!(say("2026-03-16T10:32:00", "2026-03-16T10:24:00", Lang::ZhCn), "十点半");
}

#[test]
fn a_time_far_off_names_its_day() {
    let now = "2026-03-16T10:00:00";
    assert_eq!(say("2026-03-16T17:00:00", now, Lang::ZhCn), "今天下午五点");
    assert_eq!(say("2026-03-17T14:05:00", now, Lang::ZhTw), "明天下午兩點零五分");
    assert_eq!(say("2026-03-25T18:00:00", now, Lang::ZhCn), "3月25日晚上六点");
    assert_eq!(say("2026-03-16T17:20:00", now, Lang::En), "5:20 pm today");
    assert_eq!(say("2026-03-16T11:20:00", now, Lang::En), "11:20");
    assert_eq!(say("2026-03-16T12:00:00", now, Lang::En), "12 o'clock");
}

#[test]
fn chinese_takes_two_cells_and_marks_take_none() {
    assert_eq!(width("周岚"), 4);
    assert_eq!(width("e\u{301}"), 1);
    assert_eq!(width("收银 POS"), 8);
}

#[test]
fn sequences_fold_to_one_wide_character() {
    for emoji in ["👨‍👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🏳️‍🌈", "⚠️"] {
        let shown = fold_for_display(emoji);
        assert_eq!(shown.chars().count(), 1, "{emoji}");
        assert_eq!(width(&shown), 2, "{emoji}");
    }
    assert_eq!(fold_for_display("好的👌"), "好的👌");
}

#[test]
fn our_own_quotes_have_one_width_everywhere() {
    assert_eq!(own_quotes("您说的“字太小”转给产品部"), "您说的「字太小」转给产品部");
    assert_eq!(own_quotes("Please tap “Choose order”"), "Please tap \"Choose order\"");
}

#[test]
fn cut_text_ends_in_two_dots() {
    assert_eq!(cut("收银系统扫不了码", 9), "收银系..");
    assert_eq!(cut("收银", 4), "收银");
    assert_eq!(cut("收银系统", 1), ".");
    assert_eq!(pad_right("收银", 6), "收银  ");
}

proptest! {
    #[test]
    fn what_is_cut_fits(text in "\\PC*|[周a👍🏽\u{301}\u{200D}\u{0600}]*", cells in 0usize..40) {
        prop_assert!(width(&cut(&text, cells)) <= cells);
        prop_assert_eq!(width(&pad_right(&text, cells)), cells);
    }
}

/// Never at the start of a line.
const NO_START: &str = "，。！？、；：）」』】》〉〕”’…—～·.,!?;:)]}%％";

#[test]
fn a_blank_is_never_split() {
    let lines = wrap("目前查到证书过期，正在〔在做什么〕。十点四十我再打。", 30);
    assert!(lines.iter().any(|line| line.contains("〔在做什么〕")), "{lines:?}");
}

#[test]
fn no_line_starts_with_a_closing_mark() {
    for cells in 8..40 {
        for line in wrap("您好，我是客服，您写的内容我看完了：收银系统扫不了码。（三家店）「都一样」！", cells)
        {
            assert!(!line.starts_with(|first| NO_START.contains(first)), "{cells}: {line}");
            assert!(width(&line) <= cells, "{cells}: {line}");
        }
    }
}

#[test]
fn latin_words_stay_whole() {
    assert_eq!(wrap("Please hold the line", 8), ["Please", "hold the", "line"]);
    assert_eq!(wrap("订单 ZX20260316-0007 已办结", 18), ["订单", "ZX20260316-0007 已", "办结"]);
}

proptest! {
    #[test]
    fn wrapping_loses_nothing(text in "[周岚，。〔〕（）a-z 0-9👍「」]{0,60}", cells in 2usize..40) {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let lines = wrap(&text, cells);
        prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
        prop_assert!(lines.iter().all(|line| width(line) <= cells));
    }
}

#[test]
fn of_words_only_the_long_numbers_are_masked() {
    for (words, shown) in [
        ("请打13800138000找王先生，房号1203", "请打138****8000找王先生，房号1203"),
        ("王先生 138 0013 8000 下午三点", "王先生 138****8000 下午三点"),
        ("13800138000 15楼 13900139000", "138****8000 15楼 139****9000"),
        ("订单9988776655443322没到", "订单****3322没到"),
        ("没有号码，12 点再来", "没有号码，12 点再来"),
    ] {
        assert_eq!(numbers(words), shown);
    }
}
