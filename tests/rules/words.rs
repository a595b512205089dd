//! What words say: suggestions from a note, expressions to avoid, blanks filled or shown.

use zuoxi::domain::language::classify::{Classifier, suggest};
use zuoxi::domain::language::forbidden;
use zuoxi::domain::say::{Piece, fill};
use zuoxi::domain::{Emotion, Kind};

use crate::loader::manual;

fn utterances(set: &str) -> Vec<(String, Kind, String)> {
    let sets: toml::Table = include_str!("data/utterances.toml").parse().unwrap();
    let rows = sets[set].as_array().unwrap();
    let word = |row: &toml::Value, index: usize| row[index].as_str().unwrap().to_owned();
    rows.iter().map(|row| (word(row, 0), word(row, 1).parse().unwrap(), word(row, 2))).collect()
}

/// The sets helped to write the vocabulary, so these are floors against regressions, not accuracy.
#[test]
fn the_development_sets_are_read_as_well_as_before() {
    let classifier = Classifier::new(manual());
    let (mut kinds, mut subs, mut of_kinds, mut of_subs, mut wrong) = (0, 0, 0, 0, Vec::new());
    for (text, kind, sub) in ["A", "B", "C"].iter().flat_map(|set| utterances(set)) {
        let suggestion = suggest(&classifier, &text);
        of_kinds += 1;
        let right = suggestion.kind.is_some_and(|(guess, _)| guess == kind);
        kinds += u32::from(right);
        if !sub.is_empty() {
            of_subs += 1;
            let right_sub = suggestion.category.as_ref().is_some_and(|(guess, _)| *guess == sub);
            subs += u32::from(right_sub);
        }
        if !right {
            wrong.push((text, kind, suggestion));
        }
    }
    println!("kind {kinds}/{of_kinds}, sub {subs}/{of_subs}: {wrong:#?}");
    assert!(kinds >= 63, "{kinds} of {of_kinds}: {wrong:#?}");
    assert!(subs >= 46, "{subs} of {of_subs}");
}

#[test]
fn traditional_characters_say_as_much_as_simplified_ones() {
    let classifier = Classifier::new(manual());
    for (simplified, traditional) in [
        ("洗衣机坏了，漏水还报错，派人来修", "洗衣機壞了，漏水還報錯，派人來修"),
        ("客服态度恶劣，直接挂我电话，我要投诉", "客服態度惡劣，直接掛我電話，我要投訴"),
        ("请问这款怎么用，多少钱", "請問這款怎麼用，多少錢"),
        ("建议增加一个夜间模式，更方便", "建議增加一個夜間模式，更方便"),
        ("快递显示签收，我根本没收到", "快遞顯示簽收，我根本沒收到"),
        ("退款一直没到账，说话不算话", "退款一直沒到帳，說話不算話"),
        ("充电器冒烟，手被烫伤了，马上来", "充電器冒煙，手被燙傷了，馬上來"),
        ("个人信息泄露，骗子知道我的地址", "個人信息洩露，騙子知道我的地址"),
        ("太过分了，凭什么不给退", "太過分了，憑什麼不給退"),
    ] {
        let [one, other] = [simplified, traditional].map(|text| suggest(&classifier, text));
        assert!(one.kind.is_some() || one.emotion.is_some(), "{simplified}: {one:?}");
        assert_eq!(other.kind, one.kind, "{traditional}");
        assert_eq!(
            (other.category, other.emotion, other.impact),
            (one.category, one.emotion, one.impact),
            "{traditional}"
        );
        assert_eq!(
            (other.urgency, other.signals, other.safety),
            (one.urgency, one.signals, one.safety),
            "{traditional}"
        );
    }
}

#[test]
fn two_spellings_of_a_word_count_once() {
    let classifier = Classifier::new(manual());
    let score = |text| suggest(&classifier, text).kind.map(|(_, score)| score);
    assert_eq!(score("机器坏了 機器壞了"), score("机器坏了"));
}

#[test]
fn unknown_words_suggest_nothing() {
    let suggestion = suggest(&Classifier::new(manual()), "天气晴");
    assert_eq!(suggestion, zuoxi::domain::language::classify::Suggestion::default());
}

#[test]
fn a_negation_right_before_a_word_takes_it_back() {
    let classifier = Classifier::new(manual());
    assert!(suggest(&classifier, "插座冒烟").safety);
    assert!(suggest(&classifier, "插座 ＡＢＣ 冒煙了").safety);
    assert!(!suggest(&classifier, "插座没冒烟").safety);
    assert!(!suggest(&classifier, "插座没有冒烟").safety);
}

#[test]
fn the_word_complaint_decides_for_a_complaint() {
    let kind = |text| suggest(&Classifier::new(manual()), text).kind.map(|(kind, _)| kind);
    assert_eq!(kind("我要投诉，机器坏了连不上，派人来修"), Some(Kind::Complaint));
    assert_eq!(kind("机器坏了连不上，派人来修"), Some(Kind::Fault));
}

#[test]
fn a_longer_word_hides_the_shorter_one_inside_it() {
    let suggestion = suggest(&Classifier::new(manual()), "我很不满意");
    let heard: Vec<&str> = suggestion.because.iter().map(|one| one.word.as_str()).collect();
    assert!(heard.contains(&"不满意"), "{heard:?}");
    assert!(!heard.contains(&"不满"), "{heard:?}");
}

#[test]
fn mood_urgency_and_signals_are_heard() {
    let suggestion = suggest(&Classifier::new(manual()), "第三次打来了，气死我了，马上叫主管，家里有老人");
    assert_eq!(suggestion.emotion, Some(Emotion::Angry));
    assert_eq!(suggestion.urgency, Some(zuoxi::domain::Urgency::Now));
    assert_eq!(suggestion.signals, ["repeat", "supervisor", "vulnerable"]);
}

#[test]
fn expressions_to_avoid_are_found_where_they_stand_with_better_wording() {
    let text = "跟他说了我不知道，这是规定。";
    let found = forbidden::find(manual(), text);
    let words: Vec<(&str, &str)> = found.iter().map(|hit| (&text[hit.range.clone()], hit.avoid.id.as_str())).collect();
    assert_eq!(words, [("我不知道", "av.dont_know"), ("这是规定", "av.rules")]);
    assert!(found.iter().all(|hit| !hit.avoid.better.zh_cn.is_empty()));
    assert!(forbidden::find(manual(), "您慢慢说，我听着。").is_empty());
}

#[test]
fn blanks_are_filled_or_shown_never_spoken() {
    let known = |slot: &str| match slot {
        "agent" => Some("林溪".to_owned()),
        "company" => Some(" ".to_owned()),
        _ => None,
    };
    let text = |text: &str| Piece::Text(text.into());
    let filled = Piece::Filled { slot: "agent".into(), text: "林溪".into() };
    let expected = vec![Piece::Blank("company".into()), text("客服，我是"), filled, text("，{您")];
    assert_eq!(fill("{company}客服，我是{agent}，{您", &known), expected);
    assert_eq!(fill("", &known), []);
}
