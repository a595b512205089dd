//! The disk of the drafts fills up and has room again while somebody types.

use crate::common::Home;
use crate::disk::Disk;
use crate::journeys::kept::take_drafts;
use crate::journeys::new_call;

const CTRL_Q: &str = "\x11";

/// S5.
#[test]
fn s5_on_a_full_disk_the_screen_says_what_is_not_kept_and_all_of_it_is_once_there_is_room() {
    for begun_before in [true, false] {
        let home = Home::new();
        let Some(disk) = Disk::at(&home.path("drafts"), 64) else { return };
        let mut terminal = if begun_before {
            let terminal = new_call(&home);
            terminal.send("13800138000 ").wait_for("草稿已存");
            disk.fill(0);
            terminal
        } else {
            let terminal = home.start(&[]);
            terminal.wait_for("队列");
            disk.fill(0);
            terminal.send("n").wait_for("速记").send("13800138000 ");
            terminal
        };
        // What is left of the page in use is soon full.
        let words = "收银扫不了码试过重启也没有用".repeat(4);
        terminal.send(&words).wait_for("草稿没存上").wait_for("磁盘满了").wait_gone("草稿已存");
        terminal.send(CTRL_Q).wait_for("没能存成草稿").send("\x1b").wait_gone("还要离开吗");
        terminal.send("还在写").wait_for("还在写");
        disk.free_up();
        terminal.wait_for("草稿已存").wait_gone("草稿没存上").wait_gone("磁盘满了");
        terminal.kill();
        let kept = take_drafts(&home);
        let whole = format!("13800138000 {words}还在写");
        assert!(kept.contains(&whole), "begun before: {begun_before}; {kept:?}");
    }
}

/// S4. Said on the screen, and the work goes on; `doctor` goes on saying it for as long as the file lies there.
#[test]
fn s4_what_could_not_be_read_is_said_with_its_name() {
    let home = Home::new();
    let drafts = home.path("drafts");
    let mut terminal = new_call(&home);
    terminal.send("13800138000 漏水").wait_for("漏水").wait_for("草稿已存");
    terminal.kill();
    let journal = std::fs::read_dir(&drafts).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&journal, &bytes).unwrap();
    std::fs::write(drafts.join("diary.journal"), "Dear diary").unwrap();
    let terminal = home.start(&[]);
    terminal.wait_for("没写完的表单").wait_for("草稿没读全").wait_for(".unread").wait_for("另有 1 个");
    let kept = journal.with_extension("unread");
    assert!(std::fs::read(&kept).unwrap() == bytes && !journal.exists());
    let doctor = || {
        let output = home.command(["doctor", "--lang", "zh-CN"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(doctor().contains("有 1 个草稿文件没能读全"), "{}", doctor());
    std::fs::remove_file(kept).unwrap();
    assert!(!doctor().contains("没能读全"), "{}", doctor());
    assert_eq!(std::fs::read(drafts.join("diary.journal")).unwrap(), b"Dear diary");
}
