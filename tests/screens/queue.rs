//! The queue under the keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use uuid::Uuid;
use zuoxi::domain::protocol::{DueKind, Query};
use zuoxi::domain::*;
use zuoxi::tui::{Effect, Msg, update};

use crate::desk::{Desk, NOW, Sample, With, morning};

fn desk() -> Desk {
    Desk::new(&With::new(Lang::ZhCn, (80, 24)), morning())
}

fn hand(desk: &Desk) -> String {
    let (_, cursor) = desk.draw();
    desk.row(cursor.y)
}

fn plain(at: u128) -> zuoxi::domain::protocol::QueueRow {
    Sample {
        level: Some(3),
        duty: DueKind::Clock(ClockKind::Answer),
        left_s: 60 * i64::try_from(at).unwrap(),
        amber_s: 0,
        customer: "王敏",
        summary: "会员积分怎么换",
        state: State::Process,
        channel: Channel::Phone,
        waits: None,
        paused: false,
    }
    .row(at)
}

#[test]
fn the_act_stands_before_the_matter_and_names_are_masked() {
    let row = desk().row(4);
    let (act, who, matter) = (row.find("通报进度").unwrap(), row.find("周*").unwrap(), row.find("收银").unwrap());
    assert!(act < who && who < matter, "{row}");
    assert!(!desk().text().contains("周岚"), "{}", desk().text());
}

#[test]
fn marks_are_signs_and_words_not_colours() {
    let desk = desk();
    assert!(desk.row(4).contains("03:12 ! "), "{}", desk.row(4));
    assert!(desk.row(5).contains("06:48 超"), "{}", desk.row(5));
    let mut desk = desk;
    desk.press("end");
    assert!(hand(&desk).contains("1日 停"), "{}", hand(&desk));
}

#[test]
fn the_remaining_time_counts_down_by_the_wall_clock_and_the_sign_follows() {
    let mut desk = desk();
    desk.tick_to(NOW.plus_s(132));
    assert!(desk.row(4).contains("01:00 !!"), "{}", desk.row(4));
    desk.tick_to(NOW.plus_s(192));
    assert!(desk.row(4).contains("00:00 !!"), "the due second is in time: {}", desk.row(4));
    desk.tick_to(NOW.plus_s(193));
    assert!(desk.row(4).contains("00:01 超"), "{}", desk.row(4));
}

#[test]
fn level_one_and_promises_ring_once_when_their_sign_changes() {
    let mut desk = desk();
    desk.effects.clear();
    desk.tick_to(NOW.plus_s(193));
    desk.tick_to(NOW.plus_s(194));
    let bells = desk.effects.iter().filter(|effect| **effect == Effect::Bell).count();
    assert_eq!(bells, 1);
}

#[test]
fn nothing_rings_where_the_agent_wants_it_quiet() {
    let mut desk = desk();
    desk.model.cx.sound = false;
    desk.effects.clear();
    desk.tick_to(NOW.plus_s(193));
    assert!(!desk.effects.contains(&Effect::Bell));
}

#[test]
fn the_hand_follows_the_case_not_the_row() {
    let mut desk = desk();
    desk.press("down down");
    assert!(hand(&desk).contains("陈*"));
    desk.rows.rotate_left(1);
    desk.tick_to(NOW.plus_s(3));
    desk.send(Msg::Changed);
    desk.tick_to(NOW.plus_s(6));
    assert!(hand(&desk).contains("陈*"), "{}", desk.text());
    desk.rows.retain(|row| row.customer != "陈立");
    desk.send(Msg::Changed);
    assert!(hand(&desk).starts_with("> "), "when it is gone its place stays in hand: {}", desk.text());
}

#[test]
fn the_list_sorts_itself_anew_only_when_the_keys_rest() {
    let mut desk = desk();
    desk.press("down");
    desk.rows.rotate_left(1);
    desk.send(Msg::Changed);
    assert!(desk.row(4).contains("周*"), "just pressed: {}", desk.row(4));
    desk.tick_to(NOW.plus_s(2));
    assert!(desk.row(4).contains("方*"), "{}", desk.row(4));
}

#[test]
fn views_follow_one_another_by_f_or_tab() {
    let mut desk = desk();
    for (key, title) in [("f", "全部案件"), ("tab", "已超时"), ("f", "15 分钟内到期"), ("f", "我的案件")]
    {
        desk.press(key);
        assert!(desk.row(1).contains(title), "{}", desk.row(1));
    }
    desk.press("backtab");
    assert!(desk.row(1).contains("15 分钟内到期"), "{}", desk.row(1));
    desk.press("esc");
    assert!(desk.row(1).contains("我的案件"), "{}", desk.row(1));
}

#[test]
fn finding_narrows_with_every_character_and_escape_shows_all_again() {
    let mut desk = desk();
    desk.press("ctrl-f '收");
    assert!(desk.row(4).contains("收银") && desk.row(5).contains("签收"), "{}", desk.text());
    desk.press("'银");
    assert!(desk.row(4).contains("收银"), "{}", desk.text());
    assert!(!desk.text().contains("签收十天"), "{}", desk.text());
    desk.press("down enter");
    assert_eq!(desk.model.screen(), "queue", "a case that is not in the store cannot be opened");
    desk.press("esc");
    assert!(desk.text().contains("退货签收"), "{}", desk.text());
    desk.press("/ 'zzz");
    assert!(desk.row(4).contains("没有找到"), "{}", desk.row(4));
}

#[test]
fn four_digits_of_the_number_find_the_callers_case() {
    let mut desk = desk();
    desk.press("/ '8009");
    assert!(desk.row(4).contains("陈*"), "{}", desk.text());
}

#[test]
fn a_number_pasted_from_the_telephone_is_looked_for_at_once() {
    let mut desk = desk();
    desk.send(Msg::Paste("8009".into()));
    assert!(desk.model.in_field());
    assert!(desk.row(4).contains("陈*"), "{}", desk.text());
}

#[test]
fn marking_a_due_update_as_told_is_one_key() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), morning()).with_s1();
    desk.press("p");
    assert!(desk.row(22).contains("已通报 周* 10:26   下一次 10:41 前"), "{}", desk.row(22));
}

#[test]
fn enter_opens_the_case_in_hand_and_escape_comes_back_to_it() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1();
    let side = |desk: &Desk| desk.row(4).split('╎').nth(1).unwrap().to_owned();
    let before = side(&desk);
    desk.press("enter");
    assert_eq!(desk.model.screen(), "case");
    assert_eq!(side(&desk), before, "opening changes only the left");
    desk.press("esc esc");
    assert_eq!(desk.model.screen(), "queue");
    assert!(hand(&desk).contains("周*"));
}

#[test]
fn a_long_queue_is_asked_for_by_pages_and_every_row_can_be_reached() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), (1..=1000).map(plain).collect());
    let most = |desk: &Desk| {
        desk.effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Ask(_, Query::Queue { limit, .. }) => Some(*limit),
                _ => None,
            })
            .max()
            .unwrap()
    };
    assert!(most(&desk) <= 200, "{}", most(&desk));
    assert!(desk.row(14).contains("还有 990 件"), "{}", desk.row(14));
    for _ in 0..1200 {
        desk.press("down");
    }
    assert!(hand(&desk).contains("16时40分"), "{}", desk.text());
    assert!(desk.row(14).contains("前面 990 件"), "{}", desk.row(14));
    for _ in 0..1200 {
        desk.press("up");
    }
    assert!(hand(&desk).contains("01:00"), "{}", desk.text());
}

#[test]
fn pages_turn_by_what_is_in_sight() {
    let mut desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), (1..=50).map(plain).collect());
    desk.press("pagedown");
    assert!(hand(&desk).contains("11:00"), "{}", hand(&desk));
    desk.press("pageup");
    assert!(hand(&desk).contains("01:00"), "{}", hand(&desk));
    desk.press("end");
    assert!(hand(&desk).contains("50:00"), "{}", hand(&desk));
    desk.press("home");
    assert!(hand(&desk).contains("01:00"), "{}", hand(&desk));
}

#[test]
fn the_hardware_cursor_stands_on_the_row_in_hand_and_in_the_search_line() {
    let mut desk = desk();
    desk.press("down");
    assert_eq!(desk.draw().1.y, 5);
    desk.press("/ '收银");
    let (_, cursor) = desk.draw();
    assert_eq!((cursor.x, cursor.y), (6 + 4, 3), "measured in cells");
    desk.press("'👍🏽");
    assert_eq!(desk.draw().1.x, 12);
}

#[test]
fn a_row_without_level_or_due_is_drawn() {
    let mut row = plain(5);
    (row.level, row.next, row.customer, row.summary) = (None, None, String::new(), String::new());
    row.id = Uuid::from_u128(99);
    let desk = Desk::new(&With::new(Lang::ZhCn, (80, 24)), vec![row]);
    assert!(hand(&desk).contains("处理中"), "{}", hand(&desk));
}

/// A desk whose store takes its time: answers are given when the test says so, in the order they were asked for.
struct Slow {
    desk: Desk,
    answers: std::collections::VecDeque<Msg>,
}

impl Slow {
    fn new() -> Self {
        Self { desk: Desk::new(&With::new(Lang::ZhCn, (120, 40)), morning()).with_s1(), answers: [].into() }
    }

    fn press(&mut self, keys: &str) {
        for key in keys.chars() {
            let code = match key {
                '⏎' => KeyCode::Enter,
                c => KeyCode::Char(c),
            };
            self.send(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
    }

    fn send(&mut self, msg: Msg) {
        for effect in update(&mut self.desk.model, msg) {
            self.answers.extend(self.desk.answer(&effect));
        }
    }

    fn answer_all(&mut self) {
        while let Some(answer) = self.answers.pop_front() {
            self.send(answer);
        }
    }
}

#[test]
fn enter_before_the_search_has_answered_opens_its_first_hit_when_it_does() {
    let mut slow = Slow::new();
    // 周岚's row is in hand while somebody else is looked for.
    slow.desk.press("down");
    slow.press("/8001⏎");
    assert_eq!(slow.desk.model.screen(), "queue", "nothing is opened that was not asked for");
    slow.answer_all();
    assert_eq!(slow.desk.model.screen(), "case");
    assert!(slow.desk.text().contains("周岚女士"), "{}", slow.desk.text());
}

#[test]
fn keys_behind_that_enter_meet_the_case_it_opens() {
    let mut slow = Slow::new();
    slow.press("/8001⏎");
    slow.send(Msg::Changed);
    slow.send(Msg::Key(KeyEvent::new(KeyCode::F(6), KeyModifiers::NONE)));
    slow.answer_all();
    assert_eq!(slow.desk.model.screen(), "case");
    assert!(slow.desk.text().contains("现在能做"), "the list of acts is open: {}", slow.desk.text());
}

#[test]
fn a_search_without_a_hit_opens_nothing_and_goes_on_from_what_was_typed() {
    let mut slow = Slow::new();
    slow.press("/9999⏎");
    slow.press("x");
    slow.answer_all();
    assert_eq!(slow.desk.model.screen(), "queue");
    assert!(slow.desk.model.in_field() && slow.desk.row(3).contains("9999x"), "{}", slow.desk.text());
}

#[test]
fn the_longest_state_stands_whole_where_nothing_is_due() {
    for size in [(80, 24), (120, 40)] {
        let mut row = plain(7);
        (row.next, row.state) = (None, State::Verify);
        let desk = Desk::new(&With::new(Lang::ZhCn, size), vec![row]);
        assert!(desk.text().contains("待客户核实 王*"), "{}", desk.text());
    }
}

#[test]
fn what_was_taken_back_is_not_the_last_that_happened() {
    let mut desk = desk().with_s1();
    let last = |desk: &Desk| desk.row(17);
    desk.press("p");
    assert!(last(&desk).contains("10:26"), "{}", desk.text());
    for keys in ["u", "down up"] {
        desk.press(keys);
        assert!(last(&desk).contains("10:25  主管还没接手"), "{}", desk.text());
    }
}
