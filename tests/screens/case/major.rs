//! A major matter at the desk: declared, a caller attached by the number of its master, all told from one form.

use uuid::Uuid;
use zuoxi::domain::*;
use zuoxi::tui::Msg;

use crate::case::acts::begin;
use crate::case::desk::Desk;

/// A matter that is declared, and a caller of the same matter in hand.
fn declared() -> (Desk, Uuid, Uuid) {
    let mut desk = Desk::new(Lang::ZhCn, (120, 40), "2026-06-16T10:00:00");
    desk.model.cx.agent.role = Role::Lead;
    desk.role = Role::Lead;
    desk.press("n").words("13900139002 陈立先生 收银系统扫不了码").press("f8").pass_s(60);
    let master = desk.only().id;
    desk.press("esc");
    begin(&mut desk, "按重大事件办");
    desk.press("f8").pass_s(5);
    assert!(desk.case(master).unwrap().leads().is_some(), "{}", desk.screen());
    desk.free("f3 f3").press("esc esc").pass_s(600);
    desk.press("n").words("13900139007 周岚女士 收银系统也扫不了").press("f8").pass_s(60);
    let caller = desk.ids().into_iter().find(|id| *id != master).unwrap();
    desk.press("esc");
    (desk, master, caller)
}

#[test]
fn a_caller_is_attached_by_the_number_of_the_master_and_taken_off_again() {
    let (mut desk, master, caller) = declared();
    let no = desk.case(master).unwrap().no;
    // The number of the only one stands in the form; its short form does as well.
    begin(&mut desk, "挂到重大事件");
    assert!(desk.screen().contains(&no), "{}", desk.screen());
    desk.press("ctrl-u").words(&no[6..]).press("f8").pass_s(5);
    assert_eq!(desk.case(caller).unwrap().follows().map(|to| to.no.clone()), Some(no), "{}", desk.screen());
    assert_eq!(desk.case(master).unwrap().leads().unwrap().attached.len(), 1);
    assert!(desk.screen().contains("挂在重大事件"), "{}", desk.screen());
    desk.press("esc");
    begin(&mut desk, "从重大事件摘下");
    desk.press("f8").pass_s(5);
    assert!(desk.case(caller).unwrap().follows().is_none(), "{}", desk.screen());
}

#[test]
fn all_are_ticked_and_one_key_leaves_one_out() {
    let (mut desk, master, caller) = declared();
    let no = desk.case(caller).unwrap().no;
    begin(&mut desk, "挂到重大事件");
    desk.press("f8").pass_s(5);
    desk.free("f3 f3").press("esc esc").pass_s(60);
    desk.to("down", "陈*").press("enter esc");
    begin(&mut desk, "统一告知");
    desk.words("系统商在修，六点前恢复");
    let screen = desk.screen();
    assert!(screen.contains(&no) && screen.contains("已告知") && screen.contains("挂着 1 件"), "{screen}");
    desk.press("tab").press("1").press("f8").pass_s(5);
    let told = |desk: &Desk, id| {
        let facts = desk.file(id).unwrap().facts;
        facts.iter().filter(|fact| matches!(fact.event, Event::Case(CaseEvent::ProgressTold(_)))).count()
    };
    assert_eq!((told(&desk, master), told(&desk, caller)), (0, 1), "{}", desk.screen());
    // It is over: what was attached is looked at one by one.
    desk.press("esc");
    begin(&mut desk, "结束重大事件");
    desk.press("f8").pass_s(5);
    let list = desk.screen();
    assert!(list.contains("逐件打开结案") && list.contains(&no) && list.contains("周*"), "{list}");
    assert!(list.contains("收银系统也扫不了"), "what it is about: {list}");
    desk.press("1").pass_s(5);
    assert!(desk.screen().contains(&no) && desk.screen().contains("收银系统也扫不了"), "{}", desk.screen());
}

/// Callers with the same complaint of late parcels, and the moment they call at.
const CALLERS: [(&str, &str); 4] = [
    ("13900139002", "陈立先生"),
    ("13900139003", "周岚女士"),
    ("13900139004", "吴涛先生"),
    ("13900139005", "孙悦女士"),
];

fn morning(lang: Lang, size: (u16, u16)) -> Desk {
    Desk::new(lang, size, "2026-06-16T10:00:00")
}

/// A caller of a late parcel is on the line, kind and category chosen.
fn rings(desk: &mut Desk, at: usize) -> Uuid {
    let (known, (number, name)) = (desk.ids(), CALLERS[at]);
    desk.press("esc esc esc n").words(&format!("{number} {name} 儿童书桌八天未到")).press("f8").pass_s(60);
    desk.press("2 3 1").pass_s(10);
    desk.ids().into_iter().find(|id| !known.contains(id)).unwrap()
}

fn grade(desk: &mut Desk) {
    desk.press("enter").words("尽快送到").press("enter 3 2 f8").pass_s(60).free("f3 f3").pass_s(60);
}

fn caller(desk: &mut Desk, at: usize) -> Uuid {
    let id = rings(desk, at);
    grade(desk);
    assert!(desk.case(id).unwrap().level.is_some(), "{}", desk.screen());
    id
}

/// The line below the steps.
fn line(desk: &Desk) -> String {
    desk.screen().lines().nth(4).unwrap_or_default().to_owned()
}

#[test]
fn the_third_caller_of_one_matter_brings_the_hint_and_its_key_the_form() {
    let mut desk = morning(Lang::ZhCn, (120, 40));
    caller(&mut desk, 0);
    // Who calls twice is one caller.
    caller(&mut desk, 0);
    assert!(!desk.screen().contains("位客户反映"), "{}", desk.screen());
    caller(&mut desk, 1);
    assert!(!desk.screen().contains("位客户反映"), "two are no outage: {}", desk.screen());
    let third = caller(&mut desk, 2);
    let screen = desk.screen();
    assert!(screen.contains("2 小时内 3 位客户反映「迟迟不到」：重大事件？"), "{screen}");
    assert!(screen.contains("Alt-J 报主管定"), "an agent declares nothing: {screen}");
    desk.press("alt-j f8").pass_s(5);
    let facts = desk.file(third).unwrap().facts;
    let told = |fact: &&Recorded| matches!(&fact.event, Event::Case(CaseEvent::EscalatedLead { trigger, .. }) if trigger == "major");
    assert_eq!(facts.iter().filter(told).count(), 1, "{}", desk.screen());
    assert!(!desk.screen().contains("位客户反映"), "proposed once: {}", desk.screen());
    // A lead declares it with the same key, also where it was proposed.
    (desk.role, desk.model.cx.agent.role) = (Role::Lead, Role::Lead);
    desk.pass_s(1);
    assert!(desk.screen().contains("Alt-J 按重大事件办"), "{}", desk.screen());
    let fourth = caller(&mut desk, 3);
    assert!(desk.screen().contains("4 位客户"), "{}", desk.screen());
    desk.press("alt-j").press("f8").pass_s(5);
    assert!(desk.case(fourth).unwrap().leads().is_some(), "{}", desk.screen());
    assert!(!desk.screen().contains("位客户反映"), "{}", desk.screen());
}

#[test]
fn what_came_hours_ago_or_is_about_something_else_brings_no_hint() {
    let mut desk = morning(Lang::ZhCn, (120, 40));
    caller(&mut desk, 0);
    desk.pass_s(3 * 3600);
    caller(&mut desk, 1);
    caller(&mut desk, 2);
    assert!(!desk.screen().contains("位客户反映"), "{}", desk.screen());
    // One more of the same matter, of which a caller was only heard in another form.
    desk.press("esc esc esc n").words("13900139005 孙悦女士 想问一下几点关门").press("f8").pass_s(60);
    assert!(!desk.screen().contains("位客户反映"), "{}", desk.screen());
}

/// A declared matter, and the next caller of it on the line.
fn offered(lang: Lang, size: (u16, u16)) -> (Desk, Uuid, Uuid) {
    let mut desk = morning(lang, size);
    let master = caller(&mut desk, 0);
    declare(&mut desk, master);
    let caller = rings(&mut desk, 1);
    (desk, master, caller)
}

fn declare(desk: &mut Desk, master: Uuid) {
    let who = std::mem::replace(&mut desk.role, Role::Lead);
    let command = Command {
        act: Act::MajorDeclared,
        record: Record::default(),
        target: None,
        based_on: None,
        id: EventId(Uuid::from_u128(master.as_u128() + 1)),
    };
    desk.act(master, &command).unwrap();
    desk.role = who;
}

#[test]
fn a_like_case_is_joined_with_one_key_while_the_caller_is_on_the_line() {
    let (mut desk, master, caller) = offered(Lang::ZhCn, (120, 40));
    let no = desk.case(master).unwrap().no;
    assert!(line(&desk).contains(&format!("像是重大事件 {no}：儿童书桌八天未到")), "{}", desk.screen());
    assert!(desk.case(caller).unwrap().follows().is_none(), "nothing is attached by itself");
    desk.press("alt-j").pass_s(5);
    assert_eq!(desk.case(caller).unwrap().follows().map(|to| to.no.clone()), Some(no), "{}", desk.screen());
    assert!(!line(&desk).contains("像是重大事件"), "{}", desk.screen());
    assert!(desk.screen().contains("属重大"), "{}", desk.screen());
    // What was chosen so far is still there.
    grade(&mut desk);
    assert_eq!(desk.case(caller).unwrap().record.text(Field::Category), Some("logistics.delay"));
    desk.press("esc esc esc").pass_s(5);
    let queue = desk.screen();
    assert!(queue.contains("属重大 儿童书桌") && queue.contains("重大 儿童书桌"), "{queue}");
    // One that is about something else is not like it.
    desk.press("n").words("13900139005 孙悦女士 店员态度很差").press("f8").pass_s(60).press("2 2 1").pass_s(5);
    assert!(!line(&desk).contains("重大事件"), "{}", desk.screen());
}

#[test]
fn what_one_attaches_oneself_is_no_news_on_the_master() {
    let (mut desk, _, _) = offered(Lang::ZhCn, (120, 40));
    grade(&mut desk);
    desk.press("esc esc esc").pass_s(5).to("down", "陈*").press("enter esc esc").pass_s(5);
    assert!(!desk.screen().contains("新 "), "read: {}", desk.screen());
    let second = rings(&mut desk, 2);
    desk.press("alt-j").pass_s(5);
    assert!(desk.case(second).unwrap().follows().is_some(), "{}", desk.screen());
    grade(&mut desk);
    desk.press("esc esc esc").pass_s(5);
    assert!(!desk.screen().contains("新 "), "{}", desk.screen());
    // Somebody else's is.
    desk.who = (8, "1033");
    let taken_off = desk.model.cx.command(Act::Detach, Record::default(), None);
    desk.act(second, &taken_off).unwrap();
    desk.who = (7, "1027");
    desk.send(Msg::Changed);
    desk.pass_s(5);
    assert!(desk.screen().contains("重大 新 "), "{}", desk.screen());
}

#[test]
fn where_none_is_declared_nothing_can_be_attached() {
    let mut desk = morning(Lang::ZhCn, (120, 40));
    let first = caller(&mut desk, 0);
    desk.press("esc f6").press(&"down ".repeat(30));
    let list = desk.screen();
    assert!(list.contains("按重大事件办") || list.contains("换人办理"), "the end of the list: {list}");
    assert!(!list.contains("挂到重大事件"), "{list}");
    desk.press("esc");
    declare(&mut desk, first);
    caller(&mut desk, 1);
    desk.press("esc");
    begin(&mut desk, "挂到重大事件");
    assert!(desk.screen().contains(&desk.case(first).unwrap().no), "{}", desk.screen());
}

/// Every language at both sizes.
const LOOKS: [(Lang, (u16, u16), &str); 6] = [
    (Lang::ZhCn, (120, 40), "zh_cn_120"),
    (Lang::ZhCn, (80, 24), "zh_cn_80"),
    (Lang::ZhTw, (120, 40), "zh_tw_120"),
    (Lang::ZhTw, (80, 24), "zh_tw_80"),
    (Lang::En, (120, 40), "en_120"),
    (Lang::En, (80, 24), "en_80"),
];

#[test]
fn the_offer_the_hint_and_the_forms_look_like_this() {
    for (lang, size, look) in LOOKS {
        let (mut desk, master, _) = offered(lang, size);
        let mut seen = vec![("offer", desk.screen())];
        desk.press("alt-j").pass_s(5);
        seen.push(("attached", desk.screen()));
        grade(&mut desk);
        desk.press("esc esc esc").pass_s(5);
        seen.push(("queue", desk.screen()));
        (desk.role, desk.model.cx.agent.role) = (Role::Lead, Role::Lead);
        desk.model.cx.open_case(master);
        desk.pass_s(1);
        seen.push(("tell all", desk.begin(Act::MajorTold).screen()));
        desk.press("esc esc");
        seen.push(("end", desk.begin(Act::MajorEnded).screen()));
        desk.press("f8").pass_s(5);
        seen.push(("over", desk.screen()));
        let mut desk = morning(lang, size);
        for at in 0..3 {
            caller(&mut desk, at);
        }
        seen.push(("hint", desk.screen()));
        (desk.role, desk.model.cx.agent.role) = (Role::Lead, Role::Lead);
        desk.press("alt-j");
        seen.push(("declare", desk.screen()));
        let seen: Vec<String> = seen.into_iter().map(|(what, screen)| format!("== {what}\n{screen}")).collect();
        insta::assert_snapshot!(format!("major_{look}"), seen.concat());
    }
}
