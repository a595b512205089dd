//! Who calls, in a line of shorthand: a name with its title, a company.

use std::ops::Range;

use super::{Found, Title, Word};
use crate::record::Field;

/// Common surnames, both scripts; a stem that begins with none of them is at most a guess.
const SURNAMES: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許\
傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范範方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬\
段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦蘆季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛叢焦向柳邢路岳齐齊沿\
梅莫庄莊辛管祝左涂塗谷祁时時舒耿牟卜詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋甘景薄单單包司柏宁寧柯阮桂闵閔\
欧阳解强柴华華车車冉房边邊辜吉饶饒刁瞿戚丘古米池滕晋晉苑邬鄔臧畅暢宫宮嵺苟褚廉简簡娄婁盖蓋符奚木穆党燕郎邸冀谈談姬屠连連郜晏栾欒郁商蒙计計喻揭窦竇迟遲宇敖糜鄢冷卓花仇艾蓝藍巩鞏稽井练練仲乐樂虞卞封竺冼原官衣楚佟栗匡宗台巫鞠僧桑荆荊谌諶银銀扬揚沙薄伏岑习習胥保蔺藺";
const COMPOUND: [&str; 12] =
    ["欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "东方", "東方", "皇甫", "夏侯", "尉迟"];
const TITLES: [&str; 20] = [
    "先生", "女士", "小姐", "太太", "老师", "老師", "经理", "經理", "主任", "师傅", "師傅", "老板", "老闆", "医生",
    "醫生", "阿姨", "大姐", "大哥", "总", "總",
];
const ENGLISH_TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "dr", "prof", "madam"];
const COMPANY_ENDS: &str = "\
    公司 集团 集團 便利 便利店 超市 商行 商店 商场 商場 酒店 饭店 飯店 餐厅 餐廳 学校 \
    學校 医院 醫院 银行 銀行 药房 藥房 药店 藥局 工厂 工廠 专卖店 專賣店 旗舰店 旗艦店 企业 \
    企業 科技 贸易 貿易 工作室 事务所 事務所 书店 門市 店";
/// Characters that make words ending like a company a sentence.
const NO_COMPANY: &str = "了不没沒的坏壞想要问問怎么麼吗嗎哪几幾各我你他她这這那去到在";
const NUMERALS: &str = "一二三四五六七八九十两兩几幾各全所本每";
const ENGLISH_ENDS: [&str; 7] = ["ltd", "inc", "co", "corp", "llc", "gmbh", "limited"];

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

fn is_surname(stem: &str) -> bool {
    let compound = COMPOUND.iter().any(|name| stem.starts_with(name));
    compound || stem.chars().next().is_some_and(|first| SURNAMES.contains(first))
}

/// `周女士`, `欧阳先生`, `Ms Zhou`.
pub fn polite_name(rest: &[Word]) -> Option<Found> {
    let word = rest.first()?;
    chinese_name(word).or_else(|| english_name(word, rest.get(1)?))
}

fn chinese_name(word: &Word) -> Option<Found> {
    let text = word.plain.as_str();
    let (title, stem) = TITLES.iter().find_map(|title| Some((*title, text.strip_suffix(title)?)))?;
    let length = stem.chars().count();
    let latin = stem.chars().all(|c| c.is_ascii_alphabetic()) && length <= 20;
    let han = stem.chars().all(is_han) && length <= 4;
    let known = is_surname(stem);
    if length == 0 || !(latin || (han && (known || (length == 1 && title.chars().count() > 1)))) {
        return None;
    }
    let found = Found::text(Field::CustomerName, stem);
    let title = Title { chars: title.chars().count(), leads: false, text: title.to_owned() };
    let found = Found { title: Some(title), ..found };
    Some(if known || latin { found } else { found.guess() })
}

fn english_name(word: &Word, name: &Word) -> Option<Found> {
    let title = word.folded.as_str();
    let capital = name.plain.starts_with(|c: char| c.is_ascii_uppercase());
    let letters = name.plain.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '\''));
    if !ENGLISH_TITLES.contains(&title) || !capital || !letters || !name.after_space {
        return None;
    }
    let chars = word.plain.chars().count();
    let title = Title { chars, leads: true, text: word.plain.trim_end_matches('.').to_owned() };
    Some(Found { title: Some(title), ..Found::text(Field::CustomerName, &name.plain) }.of(2))
}

/// A full name without a title is only taken right after the number.
pub fn bare_name(word: &Word, before: Option<Field>) -> Option<Found> {
    let text = word.plain.as_str();
    let fits = text.chars().all(is_han) && (2..=3).contains(&text.chars().count()) && is_surname(text);
    (fits && before == Some(Field::CallerNumber)).then(|| Found::text(Field::CustomerName, text).guess())
}

/// `悦邻便利`, `Acme Tools Ltd`: always a guess.
pub fn company(rest: &[Word]) -> Option<Found> {
    let word = rest.first()?;
    let text = word.plain.as_str();
    let ends = COMPANY_ENDS.split(' ').any(|end| text.ends_with(end));
    let length = text.chars().count();
    let starts = text.starts_with(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
    if ends && !starts && (3..=20).contains(&length) && !text.chars().any(|c| NO_COMPANY.contains(c)) {
        return Some(Found::text(Field::Company, text).guess());
    }
    english_company(rest)
}

fn english_company(rest: &[Word]) -> Option<Found> {
    let capital = |word: &&Word| word.plain.starts_with(|c: char| c.is_ascii_uppercase());
    let run = rest.iter().take(5).enumerate().take_while(|(at, word)| capital(word) && (*at == 0 || word.after_space));
    let words: Vec<&Word> = run.map(|(_, word)| word).collect();
    let last = words.iter().rposition(|word| ENGLISH_ENDS.contains(&word.folded.as_str())).filter(|at| *at > 0)?;
    let text: Vec<&str> = words.iter().take(last + 1).map(|word| word.plain.as_str()).collect();
    Some(Found::text(Field::Company, &text.join(" ")).guess().of(last + 1))
}

/// The ranges of a name and of its title.
pub fn parts(line: &str, range: &Range<usize>, title: &Title) -> (Range<usize>, Option<Range<usize>>) {
    let text = line.get(range.clone()).unwrap_or_default();
    let chars = text.chars().count();
    let at = if title.leads { title.chars } else { chars.saturating_sub(title.chars) };
    let cut = range.start + text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    if title.leads {
        let spaces = line.get(cut..range.end).map_or(0, |name| name.len() - name.trim_start().len());
        (cut + spaces..range.end, Some(range.start..cut))
    } else {
        (range.start..cut, Some(cut..range.end))
    }
}
