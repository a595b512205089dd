//! The pages of the manual as text.

use super::{ok, run};
use crate::common::Home;

#[test]
fn the_manual_is_printed_by_step_and_page_under_every_name_it_has() {
    let home = Home::new();
    for (lang, name, words) in [
        ("zh-CN", "3", ["目标", "在期限内拿出办法", "通报进度", "出处"]),
        ("zh-CN", "处理", ["谁做", "怎么说", "自带", "客户服务流程标准化管理手册"]),
        ("zh-TW", "process", ["目標", "在期限內拿出辦法", "不要這樣說", "出處"]),
        ("en", "Handle", ["Goal", "A plan within its time", "What to say", "Do not say"]),
        ("zh-CN", "流程图", ["接入", "岔路", "给方案", "1 小时"]),
        ("en", "flow", ["Where the way forks", "Level 1", "15 min", "7 working days"]),
        ("zh-TW", "FAQ", ["罵人", "末碼", "評分", "主管"]),
        ("zh-CN", "法条", ["现行规定", "市场监督管理总局令第 121 号", "7 工作日", "只供查阅"]),
        ("en", "laws", ["law in force", "as reported, text not checked", "not checked, ask counsel", "to 2026-04-14"]),
    ] {
        let told = ok(&home, &["manual", "show", name, "--lang", lang]);
        for word in words {
            assert!(told.contains(word), "{lang} {name}: {word} is missing in\n{told}");
        }
        assert!(!told.contains('‹'), "{lang} {name}: {told}");
        assert!(told.lines().all(|line| zuoxi::text::width(line) <= 80), "{lang} {name}: {told}");
    }
}

#[test]
fn without_a_name_all_five_steps_are_printed_and_an_unknown_one_is_answered_with_those_there_are() {
    let home = Home::new();
    let told = ok(&home, &["manual", "show", "--lang", "zh-CN"]);
    assert!(["1 接入", "2 识别", "3 处理", "4 反馈", "5 归档"].iter().all(|step| told.contains(step)), "{told}");
    let (code, _, stderr) = run(&home, &["manual", "show", "6", "--lang", "zh-CN"]);
    assert!(code == 2 && stderr.contains("5 归档") && stderr.contains("法条"), "{code} {stderr}");
}

#[test]
fn a_company_s_own_sentences_and_limits_stand_on_the_page() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("manual")).unwrap();
    let own = "[[question]]\nid = \"q.abuse\"\nstage = \"intake\"\nzh_cn = \"碰到骂人的？\"\nzh_tw = \"碰到罵人的？\"\n\
        en = \"Abuse?\"\nanswer = { zh_cn = \"转给主管\", zh_tw = \"轉給主管\", en = \"To the lead\" }\n\
        [clock]\nreopen_days = 14\n";
    std::fs::write(home.path("manual/own.toml"), own).unwrap();
    std::fs::write(home.path("config.toml"), "manual = \"manual\"\n").unwrap();
    let config = home.path("config.toml").display().to_string();
    let show = |page: &str| ok(&home, &["manual", "show", page, "--config", &config, "--lang", "zh-CN"]);
    assert!(show("faq").contains("转给主管"));
    assert!(show("5").contains("归档后可重开  14 天内"), "{}", show("5"));
}
