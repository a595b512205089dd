//! Forms that are not saved stand on top of the queue and are gone on with from there.

use zuoxi::domain::*;

use crate::case::desk::Desk;

fn two_left(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, size, "2026-03-16T10:02:00");
    desk.press("n").words("13700137003 王先生 会员积分怎么换").press("f8").pass_s(60);
    desk.press("ctrl-n").words("13800138001 周女士 门禁刷不开").pass_s(65);
    desk.press("ctrl-n").words("13911112222 高先生 通报没收到").pass_s(60);
    desk.press("esc esc");
    desk
}

#[test]
fn n22_unsaved_forms_are_rows_on_top_of_the_queue() {
    for size in [(80, 24), (120, 40)] {
        let desk = two_left(size);
        let screen = desk.screen();
        let rows: Vec<&str> = screen.lines().filter(|line| line.contains("草稿 ") && line.contains("接着写")).collect();
        assert_eq!(rows.len(), 2, "{screen}");
        assert!(rows[0].contains("高*") && rows[1].contains("周*") && rows[1].contains("门禁刷不开"), "{screen}");
        assert!(rows[1].contains("02:05"), "since when: {screen}");
        assert!(screen.contains("没写完 2"), "{screen}");
        assert!(screen.contains("会员积分怎么换"), "the cases follow: {screen}");
        assert!(!screen.contains("13911112222"), "{screen}");
    }
}

#[test]
fn n22_enter_and_ctrl_r_go_on_with_them_from_the_queue() {
    let mut desk = two_left((120, 40));
    desk.press("home");
    assert!(desk.screen().contains("还没有编号"), "{}", desk.screen());
    desk.press("down enter");
    assert!(desk.model.screen() == "case" && desk.screen().contains("门禁刷不开"), "{}", desk.screen());
    desk.press("esc esc ctrl-r");
    assert!(desk.model.screen() == "case", "{}", desk.screen());
    desk.press("f8");
    assert_eq!(desk.ids().len(), 2, "{}", desk.notice());
    desk.press("esc esc 1");
    assert!(desk.screen().contains("没写完 1"), "what is saved is a case: {}", desk.screen());
}

#[test]
fn n22_an_empty_form_is_no_row_and_forms_put_off_at_the_start_are() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n esc esc");
    assert!(!desk.screen().contains("没写完"), "{}", desk.screen());
    desk.press("ctrl-r");
    assert!(desk.model.screen() == "queue" && !desk.notice().is_empty(), "{}", desk.notice());
    let before = two_left((120, 40));
    let left = crate::case::typing::left_by(&before);
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:20:00");
    desk.send(zuoxi::tui::Msg::Drafts(vec![left]));
    desk.press("esc").pass_s(2);
    assert!(desk.screen().contains("没写完 1") && desk.screen().contains("高*"), "{}", desk.screen());
}

#[test]
fn of_a_sentence_without_blanks_only_the_numbers_are_masked() {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n").words("13800138001 周女士 门禁刷不开请打１３９１１１１２２２２找她儿子");
    desk.press("esc esc");
    let screen = desk.screen();
    assert!(screen.contains("门禁刷不开请打139****2222找她儿子"), "{screen}");
}
