//! Every locale file, and every key the source asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::FluentResource;

use zuoxi::domain::acts::escalate::Trigger;
use zuoxi::domain::{Act, ClockKind, Field, FollowUpKind, Lang};

use zuoxi::words::{Words, dashed, nearest_lang};

/// Every locale file, in zh-CN, zh-TW and en.
fn files() -> Vec<[String; 3]> {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales");
    let names = fs::read_dir(locales.join("en")).unwrap().map(|entry| entry.unwrap().file_name());
    let read = |name| ["zh-CN", "zh-TW", "en"].map(|lang| fs::read_to_string(locales.join(lang).join(&name)).unwrap());
    names.map(read).collect()
}

/// The keys of a Fluent text with the values each sentence needs.
fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_alphabetic())
            && let Some((key, _)) = line.split_once('=')
        {
            key.trim().clone_into(&mut current);
            keys.entry(current.clone()).or_default();
        }
        for name in line.split('$').skip(1) {
            let is_part = |char: &char| char.is_ascii_alphanumeric() || "_-".contains(*char);
            let name: String = name.chars().take_while(is_part).collect();
            keys.entry(current.clone()).or_default().insert(name);
        }
    }
    keys
}

/// What differs between the same file in two languages.
fn differences(one: &str, other: &str) -> Vec<String> {
    let (one, other) = (keys(one), keys(other));
    let all: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    all.into_iter().filter(|key| one.get(*key) != other.get(*key)).cloned().collect()
}

#[test]
fn the_three_languages_have_the_same_keys_with_the_same_values() {
    for [zh_cn, zh_tw, en] in files() {
        assert_eq!(differences(&zh_cn, &zh_tw), Vec::<String>::new());
        assert_eq!(differences(&zh_cn, &en), Vec::<String>::new());
    }
}

#[test]
fn a_sentence_or_a_value_that_one_language_lacks_is_noticed() {
    assert_eq!(differences("a = x\nb = y\n", "a = x\n"), ["b"]);
    assert_eq!(differences("a = x { $n }\n", "a = x\n"), ["a"]);
    assert!(differences("a = x { $n }\n", "a = { $n ->\n  *[other] y\n }\n").is_empty());
}

#[test]
fn every_locale_file_is_without_mistakes_and_no_key_stands_twice() {
    let files = files();
    for (at, lang) in [Lang::ZhCn, Lang::ZhTw, Lang::En].into_iter().enumerate() {
        let mut seen = BTreeSet::new();
        for text in files.iter().map(|file| &file[at]) {
            let resource = FluentResource::try_new(text.to_owned());
            assert!(resource.is_ok(), "{lang}: {:?}", resource.err().map(|(_, errors)| errors));
            let lines = text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()));
            for key in lines.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned()) {
                assert!(seen.insert(key.clone()), "{lang}: {key} stands twice");
            }
        }
    }
}

/// Keys of families that the source puts together from codes.
fn families() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for field in Field::ALL {
        keys.push(format!("field-{}", dashed(field.as_str())));
        keys.push(format!("field-{}-ask", dashed(field.as_str())));
    }
    keys.extend(Act::ALL.iter().map(|act| format!("act-{}", dashed(act.as_str()))));
    keys.extend(zuoxi::domain::Invalid::ALL.iter().map(|problem| format!("invalid-{}", dashed(problem.as_str()))));
    keys.extend(Trigger::ALL.iter().map(|trigger| format!("trigger-{}", dashed(trigger.as_str()))));
    keys.extend(
        zuoxi::domain::language::phone::Invalid::ALL
            .iter()
            .map(|problem| format!("invalid-{}", dashed(problem.as_str()))),
    );
    keys.extend(zuoxi::domain::Solved::ALL.iter().map(|solved| format!("solved-{solved}")));
    keys.extend(zuoxi::domain::CalendarKind::ALL.iter().map(|kind| format!("calendar-{kind}")));
    for kind in ClockKind::ALL {
        keys.extend(["clock", "duty-clock"].map(|family| format!("{family}-{}", dashed(kind.as_str()))));
    }
    for kind in FollowUpKind::ALL {
        keys.extend(["followup", "duty-followup"].map(|family| format!("{family}-{}", dashed(kind.as_str()))));
    }
    let refusals = ["missing", "invalid", "not-now", "not-you", "reserved", "rule", "stale", "no-such"];
    keys.extend(refusals.map(|code| format!("refusal-{code}")));
    keys
}

/// Keys written out in the source: `get("a-b")` and `with("a-b"`.
fn literals(folder: &Path, found: &mut BTreeMap<String, String>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            literals(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            for call in ["get(", "with("] {
                for rest in text.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')) {
                    let key = rest.split('"').next().unwrap_or_default();
                    if is_key(key) {
                        found.insert(key.to_owned(), path.display().to_string());
                    }
                }
            }
        }
    }
}

/// Rules the domain refuses by: `rule(act, "name")`, `no("name")`, `Lacking::Rule("name")`.
fn rules(folder: &Path, found: &mut BTreeMap<String, String>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            rules(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for line in
            text.lines().filter(|line| ["rule(", "no(", "Lacking::Rule("].iter().any(|call| line.contains(call)))
        {
            let names = line.split('"').skip(1).step_by(2).filter(|name| is_key(name));
            found.extend(names.map(|name| (format!("rule-{name}"), path.display().to_string())));
        }
    }
}

/// Words joined by hyphens.
fn is_key(text: &str) -> bool {
    let word =
        |part: &str| !part.is_empty() && part.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit());
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.contains('-') && text.split('-').all(word)
}

#[test]
fn every_key_the_source_asks_for_has_words() {
    let words = Words::new(Lang::ZhCn);
    let mut asked = BTreeMap::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    literals(&source, &mut asked);
    rules(&source.join("domain"), &mut asked);
    asked.extend(families().into_iter().map(|key| (key, "a family of codes".to_owned())));
    let missing: Vec<_> = asked.iter().filter(|(key, _)| !words.has(key)).collect();
    assert!(missing.is_empty(), "without words: {missing:#?}");
}

#[test]
fn a_value_comes_without_invisible_marks() {
    let words = Words::new(Lang::ZhCn);
    let sentence = words.with("refusal-no-such", &[("what", "ZX20260316-0007".into())]);
    assert!(sentence.contains("ZX20260316-0007") && !sentence.contains('\u{2068}'), "{sentence}");
}

#[test]
fn a_key_without_words_shows_itself() {
    assert_eq!(Words::new(Lang::En).get("never-heard-of"), "‹never-heard-of›");
}

#[test]
fn the_language_follows_the_machine() {
    for (locale, lang) in [
        ("zh_CN.UTF-8", Lang::ZhCn),
        ("zh-Hans-CN", Lang::ZhCn),
        ("zh-Hant-TW", Lang::ZhTw),
        ("zh_HK", Lang::ZhTw),
        ("zh", Lang::ZhCn),
        ("en-GB", Lang::En),
        ("zh_Hans_HK", Lang::ZhCn),
        ("zh_MO.UTF-8", Lang::ZhTw),
        ("C.UTF-8", Lang::ZhCn),
        ("POSIX", Lang::ZhCn),
        ("", Lang::ZhCn),
        ("ja_JP.UTF-8", Lang::En),
    ] {
        assert_eq!(nearest_lang(locale), lang, "{locale}");
    }
}

/// A Chinese character with a sign of Western punctuation right behind it, with the words before it.
fn half_width_sign(text: &str) -> Option<String> {
    let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '（' | '）' | '「' | '」' | '“' | '”');
    let pairs = text.char_indices().zip(text.chars().skip(1));
    let found = pairs.into_iter().find(|((_, c), sign)| chinese(*c) && matches!(sign, ',' | ';' | ':' | '?' | '!'));
    found.map(|((at, c), sign)| format!("…{}{c}{sign}", text.get(..at).unwrap_or_default()))
}

#[test]
fn chinese_sentences_have_full_width_punctuation() {
    assert_eq!(half_width_sign("按 1,3:b!").as_deref(), None);
    assert_eq!(half_width_sign("先存,再走").as_deref(), Some("…先存,"));
    let mut found = Vec::new();
    for [simplified, traditional, _] in files() {
        for line in simplified.lines().chain(traditional.lines()).filter(|line| !line.starts_with('#')) {
            found.extend(half_width_sign(line));
            // A sentence may also be made of parts with a sign between them.
            let sign = line.split_once(" = ").is_some_and(|(_, sign)| matches!(sign, "," | ";" | ":"));
            found.extend(sign.then(|| line.to_owned()));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn an_act_is_quoted_in_the_sentence_that_refuses_it() {
    // Names of acts are of every grammar: 定级, 方案定了, plan ready.
    for lang in Lang::ALL {
        let words = Words::new(*lang);
        for key in ["refusal-missing", "refusal-not-now", "refusal-not-you", "refusal-rule"] {
            let blanks = ["act", "fields", "state", "role", "may"].map(|name| (name, name.to_uppercase().into()));
            let sentence = words.with(key, &blanks);
            assert!(sentence.contains("「ACT」") || sentence.contains("“ACT”"), "{lang} {key}: {sentence}");
        }
    }
}

#[test]
fn one_thing_has_one_word_in_traditional_chinese() {
    // Closing what lies on top, and looking for something; what is found or not, and whom somebody asks for, is another.
    for [_, zh_tw, _] in files() {
        assert!(!zh_tw.contains("關上"), "關閉");
        for (at, _) in zh_tw.match_indices('找') {
            let rest = &zh_tw[at..];
            let other = ["找不到", "找到", "找回", "找主管", "找錯人"];
            assert!(other.iter().any(|words| rest.starts_with(words)), "搜尋: {}", rest.lines().next().unwrap());
        }
    }
}

/// Cells of a sentence whose blanks hold so many each.
fn cells(sentence: &str, blank: usize) -> usize {
    let mut wide = 0;
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once("{ $") {
        wide += zuoxi::text::width(before) + blank;
        rest = behind.split_once('}').map_or("", |(_, rest)| rest);
    }
    wide + zuoxi::text::width(rest)
}

/// The lines that say something, with the key they belong to.
fn sentences(text: &str) -> Vec<(String, String)> {
    let mut key = String::new();
    let mut found = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let own = line.split_once(" = ").filter(|_| line.starts_with(|first: char| first.is_ascii_alphabetic()));
        let words = match own {
            Some((name, words)) => {
                name.clone_into(&mut key);
                words
            }
            None => line.split_once("] ").map_or("", |(_, words)| words),
        };
        found.push((key.clone(), words.to_owned()));
    }
    found
}

#[test]
fn every_refusal_is_read_whole_in_two_rows_of_eighty_columns() {
    let refuses =
        |key: &str| ["rule-", "refusal-", "invalid-", "case-id-hidden"].iter().any(|one| key.starts_with(one));
    let mut seen = 0;
    for (key, words) in files().iter().flatten().flat_map(|text| sentences(text)).filter(|(key, _)| refuses(key)) {
        seen += 1;
        // Two rows of 76 cells with the sign before them, less what a word at the break may leave free.
        assert!(cells(&words, 12) <= 138, "{key}: {words}");
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn every_question_of_an_empty_row_stands_beside_its_mark_at_eighty_columns() {
    for texts in files() {
        for (text, room) in texts.iter().zip([48, 48, 38]) {
            let asks = |key: &str| key.starts_with("field-") && key.ends_with("-ask");
            for (key, words) in sentences(text).into_iter().filter(|(key, _)| asks(key)) {
                assert!(cells(&words, 0) <= room, "{key}: {words}");
            }
        }
    }
}
