//! The manual on one key: the page of the step in hand, the other pages beside it, found by typing.

use zuoxi::domain::Lang;

use crate::desk::{Desk, With, morning};

fn desk(lang: Lang, size: (u16, u16)) -> Desk {
    Desk::new(&With::new(lang, size), morning()).with_s1()
}

#[test]
fn one_key_opens_the_page_of_the_step_in_hand_on_every_screen_and_closes_it_again() {
    for keys in ["", "enter", "3", "enter esc 4", "enter f6"] {
        for key in ["f11", "alt-m"] {
            let mut desk = desk(Lang::ZhCn, (120, 40));
            desk.press(keys);
            let before = desk.model.focus();
            desk.press(key);
            assert_eq!(desk.model.focus(), "manual", "{keys} {key}");
            let text = desk.text();
            for word in ["目标", "谁做", "标准", "做什么"] {
                assert!(text.contains(word), "{keys} {key}: {word}\n{text}");
            }
            desk.press(key);
            assert_eq!(desk.model.focus(), before, "{keys} {key}");
        }
    }
    let mut desk = desk(Lang::ZhCn, (120, 40));
    desk.press("enter f11");
    assert!(desk.text().contains("在期限内拿出办法"), "the case is in handling:\n{}", desk.text());
}

#[test]
fn a_new_call_has_the_first_page_and_what_is_typed_stays_in_its_field() {
    let mut desk = desk(Lang::ZhCn, (80, 24));
    desk.press("n '周女士 f11");
    assert!(desk.text().contains("接得快"), "{}", desk.text());
    desk.press("right f11");
    assert!(desk.text().contains("周女士") && !desk.text().contains("接得快"), "{}", desk.text());
}

#[test]
fn left_and_right_turn_all_eight_pages_in_three_languages() {
    for (lang, size, words) in [
        (
            Lang::ZhCn,
            (80, 24),
            ["接得快", "分清是", "在期限内", "客户同意", "记录写全", "按时接起", "骂人", "只供查阅"],
        ),
        (
            Lang::ZhTw,
            (80, 24),
            ["接得快", "分清是", "在期限內", "客戶同意", "紀錄寫全", "準時接起", "罵人", "僅供查閱"],
        ),
        (
            Lang::En,
            (80, 24),
            [
                "Answered fast",
                "right kind",
                "within its time",
                "agrees",
                "complete record",
                "In time",
                "abusive",
                "reading only",
            ],
        ),
        (
            Lang::En,
            (120, 40),
            ["first sentence", "urgency", "within", "agrees", "learnt", "Who it is", "abusive", "reading"],
        ),
    ] {
        let mut desk = desk(lang, size);
        desk.press("n f11");
        for (at, word) in words.iter().enumerate() {
            assert!(desk.text().contains(word), "{lang} page {at}: {word}\n{}", desk.text());
            desk.press("right");
        }
        assert!(desk.text().contains(words[0]), "it begins again");
        desk.press("left");
        assert!(desk.text().contains(words[7]), "and goes back:\n{}", desk.text());
    }
}

#[test]
fn typing_finds_in_the_whole_manual_and_enter_opens_the_page_it_stands_on() {
    for typed in ["'骚扰", "'saorao"] {
        let mut desk = desk(Lang::ZhCn, (120, 40));
        desk.press("n f11");
        desk.press(typed);
        let text = desk.text();
        assert!(text.contains("骂人") && text.contains("流程图"), "{typed}\n{text}");
        desk.press("enter");
        assert!(desk.text().contains("岔路"), "the fork stands in the chart:\n{}", desk.text());
    }
    let mut desk = desk(Lang::ZhCn, (120, 40));
    desk.press("n f11 '没有这样的字");
    assert!(desk.text().contains("手册里没有这些字"), "{}", desk.text());
}

#[test]
fn a_question_on_a_step_leads_to_its_answer_and_nothing_is_recorded() {
    let mut desk = desk(Lang::ZhCn, (120, 40));
    desk.press("n f11 pageup");
    for _ in 0..30 {
        desk.press("pagedown");
    }
    assert!(desk.text().contains("别人替客户打来"), "{}", desk.text());
    desk.press("enter");
    assert!(desk.text().contains("提醒两次"), "{}", desk.text());
}

#[test]
fn a_window_that_changes_its_size_has_the_manual_wrapped_for_it_at_the_same_place() {
    for (from, to) in [((120, 40), (80, 24)), ((80, 24), (120, 40))] {
        for keys in ["right right right", "'骚扰"] {
            let [mut resized, mut fresh] = [from, to].map(|size| desk(Lang::ZhCn, size));
            for desk in [&mut resized, &mut fresh] {
                desk.press("n f11");
                desk.press(keys);
            }
            resized.send(zuoxi::tui::Msg::Resize(to.0, to.1));
            assert_eq!(resized.text(), fresh.text(), "{from:?} {to:?} {keys}");
        }
    }
}
