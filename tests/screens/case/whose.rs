//! Whose a case is, in the lists: a lead sees it, and lists one person's cases alone.

use zuoxi::domain::*;

use crate::case::desk::Desk;

/// A matter of 1027's and one of 1033's, looked at by the lead.
fn two(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(lang, size, "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周岚女士 收银扫不了码").pass_s(5).press("f8 esc esc");
    desk.who = (8, "1033");
    desk.model.cx.agent.person = uuid::Uuid::from_u128(8);
    desk.press("n").words("13900139002 王强先生 发票抬头开错").pass_s(5).press("f8 esc esc");
    desk.who = (7, "1027");
    desk.model.cx.agent.person = uuid::Uuid::from_u128(7);
    desk.pass_s(10).send(zuoxi::tui::Msg::Changed);
    desk.pass_s(10);
    desk
}

#[test]
fn reading_lists_of_everybody_name_the_owner_at_80_and_at_120_columns() {
    for (lang, size) in [
        (Lang::ZhCn, (80, 24)),
        (Lang::ZhTw, (80, 24)),
        (Lang::En, (80, 24)),
        (Lang::ZhCn, (120, 40)),
        (Lang::En, (120, 40)),
    ] {
        let mut desk = two(lang, size);
        let mine = desk.screen();
        assert!(!mine.contains("1033"), "{lang}: mine are mine: {mine}");
        desk.press("f");
        let all = desk.screen();
        let owned = |no: &str| all.lines().any(|line| line.contains(no) && line.trim_end().len() > 20);
        let rows: Vec<&str> = all.lines().filter(|line| line.contains("1033")).collect();
        assert!(!rows.is_empty() && owned("1027"), "{lang}: {all}");
    }
}

#[test]
fn reading_one_persons_cases_is_one_key_on_a_row_and_mine_stays_mine() {
    let mut desk = two(Lang::ZhCn, (80, 24));
    desk.press("f").to("j", "1033").press("o");
    let theirs = desk.screen();
    assert!(
        theirs.contains("1033 的案件") && theirs.contains("发票抬头") && !theirs.contains("收银扫不了码"),
        "{theirs}"
    );
    desk.press("o");
    assert!(desk.screen().contains("全部案件") && desk.screen().contains("收银扫不了码"), "{}", desk.screen());
    desk.press("o esc");
    assert!(desk.screen().contains("我的案件") && !desk.screen().contains("发票抬头"), "{}", desk.screen());
}

#[test]
fn reading_a_search_finds_titles_kinds_days_and_numbers_as_people_write_them_and_says_what_to_try() {
    let mut desk = two(Lang::ZhCn, (80, 24));
    for (asked, found) in [
        ("周女士", "周*"),
        ("138-0013-8001", "周*"),
        ("１３８００１３８００１", "周*"),
        ("收銀", "周*"),
        ("今天 发票", "王*"),
        ("3月16日 王", "王*"),
        ("zx202603160002", "王*"),
    ] {
        desk.press("/").words(asked);
        let screen = desk.screen();
        assert!(screen.contains(found), "{asked}: {screen}");
        desk.press("esc");
    }
    desk.press("/").words("昨天 发票");
    let nothing = desk.screen();
    assert!(nothing.contains("没有找到「昨天 发票」") && nothing.contains("换短一点再试"), "{nothing}");
    desk.press("enter").press("esc /").words("王");
    assert!(desk.screen().contains("找「王」"), "a search begins anew: {}", desk.screen());
}
