//! What a crash after many calls leaves to be offered.

use uuid::Uuid;
use zuoxi::domain::Lang;
use zuoxi::domain::protocol::{Draft, Drafts, Filled, JournalOp, Origin};
use zuoxi::tui::Msg;

use crate::case::desk::Desk;

const WORDS: [&str; 4] = [
    "13800138001 周女士 门禁刷不开 急",
    "１３９１１１１２２２２ 高先生 投诉 通报没收到",
    "010-62345678 退款 三天了",
    "家里漏水",
];

/// The forms open in the journal of a desk that is gone now.
fn left_by(desk: &Desk) -> Vec<Draft> {
    let mut open = Drafts::new();
    desk.journal.iter().for_each(|op| op.fold(&mut open));
    open.into_values().collect()
}

/// S7. Of three calls one has no words, one has them taken away again and one keeps them.
#[test]
fn s7_after_many_calls_and_a_crash_only_forms_with_typed_words_are_offered_in_words() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    let mut wordy = 0;
    for n in 0..49 {
        let line = WORDS[n % 4];
        desk.press(if n == 0 { "n" } else { "ctrl-n" });
        if n % 3 > 0 {
            desk.words(line);
        }
        if n % 6 == 5 {
            // What was typed goes from the line to where it belongs.
            desk.press("tab shift-tab");
        }
        if n % 3 == 1 {
            for _ in line.chars() {
                desk.press("backspace");
            }
        }
        if n % 6 == 4 {
            desk.press("tab").words("李").press("backspace");
        }
        wordy += usize::from(n % 3 == 2);
        desk.pass_s(20);
    }
    let left = left_by(&desk);
    let mut after = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T12:00:00");
    after.send(Msg::Drafts(left.clone()));
    let screen = after.screen();
    assert!(screen.contains(&format!("{wordy} 份")), "{wordy} of {}:\n{screen}", left.len());
    let closed = after.journal.iter().filter(|op| matches!(op, JournalOp::Close { .. })).count();
    assert_eq!(closed, left.len() - wordy, "the others are closed");
    let digits: Vec<&str> = screen.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() > 4).collect();
    assert_eq!(digits, [] as [&str; 0], "{screen}");
    for leak in ["１３９", "urgent", "angry", "complaint", "fault", "intake", "wechat", "yes"] {
        assert!(!screen.contains(leak), "{leak}: {screen}");
    }
}

/// S7. What was read off a file, heard in words that are gone, or goes with them is no typed word.
#[test]
fn s7_what_nobody_typed_or_chose_is_no_form_and_numbers_are_masked_however_they_are_written() {
    let filled = |origin| Some(Filled { origin, guess: true, own: false });
    let mut drafts: Vec<Draft> = Vec::new();
    let mut add = |field: &str, kept: &str, by: Option<Filled>| {
        let n = drafts.len() as u128 + 1;
        drafts.push(Draft {
            id: Uuid::from_u128(n),
            case: Uuid::from_u128(n + 100),
            form: "intake".into(),
            agent: "1027".into(),
            at: crate::case::desk::at("2026-03-16T10:02:00"),
            target: None,
            fields: [(field.to_owned(), kept.to_owned())].into(),
            filled: by.map(|by| (field.to_owned(), by)).into_iter().collect(),
        });
    };
    add("kind", "fault", filled(Origin::Heard));
    add("customer_name", "周岚", filled(Origin::File));
    add("summary", "漏水", filled(Origin::Saved));
    add("channel", "phone", filled(Origin::Rule));
    add("said_phrases", "greeting", None);
    add("linked_customer", "018f0000-0000-7000-8000-000000000000", None);
    add("matrix", "/", None);
    add("caller_number", "　", None);
    let empty = 8;
    for number in ["１３９１１１１２２２２或13800138000", "＋86 139 1111 2222", "12345678901234", "6234 5678 转 12"]
    {
        add("caller_number", number, filled(Origin::Shorthand));
    }
    add("channel", "wechat", Some(Filled::BY_HAND));
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T12:00:00");
    desk.send(Msg::Drafts(drafts.clone()));
    let screen = desk.screen();
    assert!(screen.contains("5 份"), "{screen}");
    let closed = desk.journal.iter().filter(|op| matches!(op, JournalOp::Close { .. })).count();
    assert_eq!(closed, empty);
    for leak in ["１３９１", "13800138000", "1111", "12345678", "6234", "wechat"] {
        assert!(!screen.contains(leak), "{leak}: {screen}");
    }
}
