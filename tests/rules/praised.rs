//! Who is praised, as the words call them; silent where they name nobody clearly.

use zuoxi::domain::calendar::Rulebook;
use zuoxi::domain::language::praised::praised;

#[test]
fn whoever_is_praised_is_found_as_the_words_call_them() {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    for (words, who) in [
        ("表扬三号柜台的小李耐心", "三号柜台的小李"),
        ("表扬三号柜台的小李", "三号柜台的小李"),
        ("表扬小李", "小李"),
        ("客户想表扬一下小李，服务很好", "小李"),
        ("表扬客服小李", "客服小李"),
        ("表扬你们的王师傅修得快", "王师傅"),
        ("表扬给我修空调的王师傅", "王师傅"),
        ("表扬前台张女士态度好", "前台张女士"),
        ("表扬店员李娜耐心", "店员李娜"),
        ("稱讚三號櫃台的小李有耐心", "三號櫃台的小李"),
        ("想稱讚客服陳小姐", "客服陳小姐"),
        ("点赞工号1027", "1027"),
        ("表扬1027号客服耐心", "1027"),
        ("praise for Lee at counter 3", "Lee at counter 3"),
        ("Praise for Lee.", "Lee"),
        ("wants to praise Anna Schmidt for her patience", "Anna Schmidt"),
        ("a compliment for Mr Lee from the Main Street store", "Mr Lee from the Main Street store"),
        ("praises your agent 1027", "1027"),
    ] {
        assert_eq!(praised(words, &rules).as_deref(), Some(who), "{words}");
    }
}

#[test]
fn words_that_name_nobody_or_more_than_one_offer_nobody() {
    let rules = Rulebook::new(zuoxi::manual::built_in()).unwrap();
    for words in [
        "",
        "表扬",
        "表扬你们服务好",
        "表扬物流很快谢谢",
        "表扬快递员送货快",
        "表扬小李和小王",
        "表扬小李，也表扬小王",
        "表扬安装师傅",
        "表扬全体员工",
        "表扬高效率",
        "表扬3号柜台",
        "写了表扬信",
        "三号柜台的小李态度差",
        "周女士表扬",
        "praise for service at counter 3",
        "praise for the lady at counter 3",
        "praise for Lee and Kim",
        "praise",
        "no praise here. Lee was rude",
        "praise for order 20260316",
    ] {
        assert_eq!(praised(words, &rules), None, "{words}");
    }
}
