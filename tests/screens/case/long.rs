//! A long text in a field: the field in hand stays in sight, with its cursor.

use zuoxi::domain::*;
use zuoxi::tui::Msg;

use crate::case::desk::Desk;

/// The form of a plan with its longest field in hand, and a long text in it.
fn with_long_text(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, size, "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 三家店收银扫不了码 955起").pass_s(60).press("f8").pass_s(60);
    desk.press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1 f8").pass_s(60);
    desk.press("f8").pass_s(60).press("4 0");
    assert!(desk.row_in_hand().contains("怎么做"), "{}", desk.screen());
    desk.send(Msg::Paste(format!("开头{}", "一二三四五六七八九十".repeat(200))));
    desk
}

#[test]
fn a_long_text_is_shown_around_the_cursor_with_its_field() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = with_long_text(size);
        desk.words("收尾");
        let (row, cursor) = (desk.row_in_hand(), desk.draw().1);
        let before: String = row.chars().take_while(|c| *c != '╎').collect();
        let before = before.trim_end();
        assert!(before.ends_with("收尾"), "{size:?}: {}", desk.screen());
        assert_eq!(usize::from(cursor.x), zuoxi::text::width(before), "right behind what was typed: {}", desk.screen());
        assert!(desk.screen().contains("怎么做"), "{}", desk.screen());
        assert!(desk.screen().contains("还有"), "what is below is counted beside it: {}", desk.screen());
        desk.press("home").words("补");
        assert!(desk.row_in_hand().contains("补开头一二三"), "{size:?}: {}", desk.screen());
        for _ in 0..900 {
            desk.press("right");
        }
        desk.words("插");
        assert!(desk.row_in_hand().contains("插"), "in the middle: {}", desk.screen());
    }
}

#[test]
fn the_other_rows_are_there_again_when_the_long_one_is_left() {
    let mut desk = with_long_text((80, 24));
    let before = desk.screen();
    desk.press("tab");
    assert!(!desk.row_in_hand().contains("一二三"), "{}", desk.screen());
    desk.press("backtab");
    assert_eq!(desk.screen(), before);
    desk.press("backtab");
    assert!(desk.row_in_hand().contains("恢复服务"), "{}", desk.screen());
}

#[test]
fn a_long_text_is_drawn_at_every_size() {
    let mut desk = with_long_text((80, 24));
    for columns in [1, 9, 20, 59, 60, 61, 79, 80, 100, 119, 120, 121, 160, 300] {
        for rows in 1..=50 {
            desk.send(Msg::Resize(columns, rows));
            let (screen, cursor) = desk.draw();
            assert!(cursor.x < columns && cursor.y < rows, "{columns}x{rows}: {cursor:?}");
            let in_hand: String = screen.lines().skip(usize::from(cursor.y).saturating_sub(1)).take(2).collect();
            assert!(columns < 60 || rows < 16 || in_hand.contains('十'), "{columns}x{rows}: {screen}");
        }
    }
}
