//! How the work list looks: snapshots that somebody looked at.

use zuoxi::domain::Lang;

use crate::followups::desk::Desk;

const LANGS: [(Lang, &str); 3] = [(Lang::ZhCn, "zh_cn"), (Lang::ZhTw, "zh_tw"), (Lang::En, "en")];
const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

#[test]
fn the_work_list_looks_as_it_did_when_somebody_looked_at_it() {
    for (lang, name) in LANGS {
        for size in SIZES {
            let desk = Desk::morning(lang, size);
            insta::assert_snapshot!(format!("list_{name}_{}", size.0), desk.screen());
        }
    }
}

#[test]
fn its_questions_look_as_they_did_when_somebody_looked_at_them() {
    for (lang, name) in LANGS {
        let mut desk = Desk::morning(lang, (80, 24));
        desk.to("吴*").free("d");
        insta::assert_snapshot!(format!("result_{name}"), desk.screen());
        desk.free("7").words("11:45");
        insta::assert_snapshot!(format!("time_{name}"), desk.screen());
    }
}

#[test]
fn every_row_has_the_width_of_the_terminal_at_any_size() {
    for (lang, _) in LANGS {
        for size in [(60, 16), (96, 30), (119, 24), (153, 50), (200, 60)] {
            let mut desk = Desk::morning(lang, size);
            desk.screen();
            desk.to("吴*").free("z").screen();
        }
    }
}

#[test]
fn an_empty_list_says_what_to_press() {
    let mut desk = Desk::new(Lang::ZhCn, (80, 24));
    desk.free("3");
    assert!(desk.screen().contains("没有要跟进的"), "{}", desk.screen());
    desk.free("f");
    assert!(desk.screen().contains("没有要跟进的"), "{}", desk.screen());
}
