//! How the screen looks: the steps in three languages and two sizes, and texts of every width.

use zuoxi::domain::*;

use crate::desk::Desk;

const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];
const LANGS: [Lang; 3] = [Lang::ZhCn, Lang::ZhTw, Lang::En];

fn outage(desk: &mut Desk) {
    desk.press("n").words("13800138001 周岚女士 悦邻便利 三家店收银扫不了码 955起 重启2次没用 急").pass_s(74);
}

fn graded(desk: &mut Desk) {
    outage(desk);
    desk.press("f8").pass_s(60).press("3").words("收银系统").press("enter").words("先恢复收款").press("enter 1 1");
}

#[test]
fn show() {
    for (lang, size) in [(Lang::ZhCn, SIZES[1]), (Lang::En, SIZES[0]), (Lang::En, SIZES[1]), (Lang::ZhTw, SIZES[1])] {
        let mut desk = Desk::new(lang, size, "2026-03-16T10:02:00");
        outage(&mut desk);
        println!("{}", desk.screen());
        let mut desk = Desk::new(lang, size, "2026-03-16T10:02:00");
        graded(&mut desk);
        println!("{}", desk.screen());
        desk.press("f8").pass_s(60);
        println!("{}", desk.screen());
        desk.press("f9");
        println!("{}", desk.screen());
        desk.press("esc f6");
        println!("{}", desk.screen());
    }
    assert!(LANGS.len() == 3);
}
