//! Nothing typed or pasted is cut without a word.

use zuoxi::domain::*;
use zuoxi::tui::Msg;

use crate::case::desk::Desk;

fn desk(line: &str) -> Desk {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-03-16T10:02:00");
    desk.press("n").words(line);
    desk
}

fn on(desk: &mut Desk, name: &str) {
    let name = format!(" {name} ");
    desk.until("tab", |row| row.split('╎').next().unwrap_or_default().contains(&name));
}

fn everything(case: &Case) -> String {
    case.record
        .0
        .values()
        .map(|value| if let Value::Text(words) = value { words.clone() } else { String::new() })
        .collect()
}

fn long(n: usize) -> String {
    (0..n).map(|at| char::from_u32(0x4e00 + u32::try_from(at % 5000).unwrap()).unwrap()).collect()
}

#[test]
fn d2_a_matter_longer_than_its_row_is_described_whole() {
    let mut desk = desk("13800138001 周女士 ");
    let run = long(76);
    desk.words(&run).press("f8");
    let case = desk.only();
    assert!(everything(&case).contains(&run), "{}\n{:?}", desk.notice(), case.record);
}

#[test]
fn d2_a_matter_longer_than_its_row_is_kept_beside_a_description_of_ones_own() {
    let mut desk = desk("13800138001 周女士 ");
    on(&mut desk, "情况");
    desk.words("自己写的").press("backtab").until("backtab", |row| row.starts_with("> 速记"));
    let run = long(76);
    desk.press("end").words(&run).press("f8");
    let file = desk.file(desk.only().id).unwrap();
    let kept = format!("{:?}", file.facts);
    assert!(kept.contains(&run) && kept.contains("自己写的"), "{}", desk.notice());
}

#[test]
fn n6_a_long_paste_into_the_line_is_kept_whole() {
    let mut desk = desk("");
    let words = long(1262);
    desk.send(Msg::Paste(format!("13800138001 周女士 扫码枪坏了 {words}")));
    desk.press("f8");
    assert!(everything(&desk.only()).contains(&words), "{}", desk.notice());
}

#[test]
fn n6_a_paste_over_the_limit_of_a_row_goes_on_in_the_description() {
    for (name, words) in [("速记", format!("13800138001 周女士 扫码枪坏了 {}", long(4100))), ("已试", long(1800))]
    {
        let mut desk = desk("13800138001 周女士 扫码枪坏了");
        on(&mut desk, name);
        desk.press("ctrl-u");
        desk.send(Msg::Paste(words.clone()));
        assert!(desk.notice().contains(name) && desk.notice().contains("情况"), "{name}: {}", desk.notice());
        desk.press("f8");
        let kept = format!("{:?}", desk.file(desk.only().id).unwrap().facts);
        let end = words.chars().count() - 100;
        for part in [60, 300, 700, 1100, 1500, 2100, 3000, 3800, end].into_iter().filter(|part| *part <= end) {
            let part: String = words.chars().skip(part).take(100).collect();
            assert!(kept.contains(&part), "{name}: {part} is kept: {}", desk.notice());
        }
    }
}

#[test]
fn n6_what_has_no_room_anywhere_stays_out_whole_and_is_counted() {
    let mut desk = desk("13800138001 周女士 扫码枪坏了");
    on(&mut desk, "情况");
    desk.send(Msg::Paste(long(5000)));
    assert!(desk.notice().contains("5000") && desk.notice().contains("4000"), "{}", desk.notice());
    assert!(!desk.screen().contains(&long(10)), "{}", desk.screen());
    desk.send(Msg::Paste(long(4000)));
    desk.words("再打五个字");
    assert!(desk.notice().contains("再打五个字") && desk.notice().contains("5 个字"), "{}", desk.notice());
}

#[test]
fn n6_typing_over_the_limit_goes_on_in_the_description() {
    let mut desk = desk("13800138001 周女士 扫码枪坏了");
    on(&mut desk, "已试");
    desk.words(&long(1000)).words("再打五个字");
    assert!(desk.row_in_hand().contains("情况") && desk.row_in_hand().contains("再打五个字"), "{}", desk.screen());
    desk.press("f8");
    assert_eq!(desk.only().record.text(Field::Description), Some("再打五个字"));
}

#[test]
fn n6_what_stayed_out_is_counted_for_the_row_it_was_typed_into() {
    let mut desk = desk("13800138001 周女士 扫码枪坏了");
    on(&mut desk, "情况");
    desk.send(Msg::Paste(long(4000)));
    desk.words("甲乙");
    assert!(desk.notice().contains("2 个字"), "{}", desk.notice());
    desk.press("backtab");
    desk.send(Msg::Paste(long(1000)));
    desk.words("丙");
    assert!(desk.notice().contains("1 个字") && !desk.notice().contains('甲'), "{}", desk.notice());
}
