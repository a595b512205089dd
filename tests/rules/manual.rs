//! The service manual: the built-in one, a company's folder over it, and every mistake a company can make.

use uuid::Uuid;

use zuoxi::domain::acts::rights;
use zuoxi::domain::{Act, Case, Field, Lang, Level, Role, Timestamp, fields_of};

use zuoxi::domain::Manual;
use zuoxi::manual::*;

fn overlay(text: &str) -> Result<Manual, Vec<Mistake>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.toml"), text).unwrap();
    load(Some(folder.path()))
}

fn mistakes(text: &str) -> Vec<Mistake> {
    overlay(text).expect_err("the overlay should have been refused")
}

fn only(text: &str) -> Mistake {
    let mut all = mistakes(text);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

#[test]
fn the_built_in_manual_passes_every_check_a_company_s_files_must_pass() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(load(Some(empty.path())).unwrap(), built_in());
    // What is only read, too: an empty file of a company's makes the files be read here and now.
    assert_eq!(pages(&overlay("").unwrap()), pages(&built_in()));
}

#[test]
fn the_built_in_manual_is_whole() {
    let manual = built_in();
    assert_eq!(manual.phrases.len(), 123);
    assert_eq!(manual.avoid.len(), 30);
    assert_eq!(manual.channels.len(), 9);
    assert_eq!(manual.categories.iter().map(|top| top.subs.len()).sum::<usize>(), 30);
    assert_eq!(manual.hash.len(), 64);
    assert!(manual.phrases.iter().all(|phrase| phrase.title.is_some()));
    let level = manual.levels.iter().find(|level| level.id == Level::ONE).unwrap();
    assert_eq!((level.start_min, level.src["start_min"].as_str()), (Some(15), "003"));
}

#[test]
fn titles_fit_a_narrow_rail() {
    for phrase in built_in().phrases {
        let title = phrase.title.unwrap();
        for lang in [Lang::ZhCn, Lang::ZhTw] {
            let length = title.get(lang).chars().count();
            assert!((2..=6).contains(&length), "{}: {}", phrase.id, title.get(lang));
        }
        assert!(title.en.chars().count() <= 15, "{}: {}", phrase.id, title.en);
    }
}

#[test]
fn a_company_replaces_a_limit_key_by_key_and_is_named_as_its_source() {
    let manual = overlay("[clock]\ncomplaint_close_workdays = 5\n[grade]\ncore = { soon = 2 }\n").unwrap();
    assert_eq!(manual.clock.complaint_close_workdays, 5);
    assert_eq!(manual.clock.src["complaint_close_workdays"], "company");
    assert_eq!(manual.clock.complaint_ceiling_workdays, 15);
    let core = &manual.grade[&zuoxi::domain::Impact::Core];
    assert_eq!(core[&zuoxi::domain::Urgency::Soon], Level::TWO);
    assert_eq!(core[&zuoxi::domain::Urgency::Now], Level::ONE);
}

#[test]
fn an_entry_with_the_same_id_replaces_the_whole_entry_in_its_place() {
    let own = "[[department]]\nid = \"tech\"\nzh_cn = \"研发支持\"\nzh_tw = \"研發支援\"\nen = \"Engineering\"\n";
    let manual = overlay(own).unwrap();
    let at = |manual: &Manual| manual.departments.iter().position(|one| one.id == "tech");
    assert_eq!(at(&manual), at(&built_in()));
    assert_eq!(manual.departments[at(&manual).unwrap()].names.zh_cn, "研发支持");
    assert_ne!(manual.hash, built_in().hash);
}

#[test]
fn a_company_adds_a_runbook_of_its_own_for_a_category() {
    let line =
        |id: &str| format!("[[runbook.line]]\nid = \"{id}\"\nzh_cn = \"停售\"\nzh_tw = \"停售\"\nen = \"Stop\"\n");
    let head =
        "[[runbook]]\nid = \"food\"\ncategories = [\"product\"]\nzh_cn = \"食品\"\nzh_tw = \"食品\"\nen = \"Food\"\n";
    let manual = overlay(&format!("{head}{}{}", line("stop"), line("tell"))).unwrap();
    let own = manual.runbook(Some("product.safety")).unwrap();
    assert_eq!((own.id.as_str(), own.lines.len()), ("food", 2));
    assert_eq!(manual.runbook(Some("service.attitude")).unwrap().id, "general");
    assert_eq!(manual.runbook(None).unwrap().lines.len(), 5);
    assert_eq!(only(head).code, "missing-key");
    let unknown = head.replace("product", "produce") + &line("stop");
    assert_eq!(only(&unknown).suggestion.as_deref(), Some("product"));
    let without = format!("{head}[[runbook.line]]\nid = \"stop\"\nzh_cn = \"停售\"\nen = \"Stop\"\n");
    assert_eq!(only(&without).code, "missing-language");
}

#[test]
fn a_retired_entry_is_gone_and_retiring_nothing_is_a_mistake() {
    let manual = overlay("[[phrase]]\nid = \"fb.close.praise\"\nretired = true\n").unwrap();
    assert_eq!(manual.phrases.len(), 122);
    assert_eq!(only("[[phrase]]\nid = \"fb.close.pride\"\nretired = true\n").code, "nothing-to-retire");
}

#[test]
fn a_code_the_rules_branch_on_cannot_be_retired() {
    let found = mistakes("[[channel]]\nid = \"letter\"\nretired = true\n");
    assert!(found.iter().any(|one| one.code == "code-gap"), "{found:#?}");
}

#[test]
fn an_unknown_key_is_named_with_its_place_and_what_was_meant() {
    let found = only("[calendar]\nservce_hours = [\"08:00-20:00\"]\n");
    assert_eq!((found.file.as_str(), found.line, found.column, found.span), ("own.toml", 2, 1, 12));
    assert_eq!((found.code, found.suggestion.as_deref()), ("unknown-key", Some("service_hours")));
}

#[test]
fn every_mistake_is_found_not_only_the_first() {
    let found = mistakes(concat!(
        "[clok]\na = 1\n",
        "[calendar]\nwork_hours = [\"12:00-09:00\"]\nservice_hours = [\"9-21\"]\nregion = \"Mars\"\ntimezone = \"Asia/Shanghi\"\n",
        "[[department]]\nid = \"x\"\nzh_cn = \"甲\"\nen = \"X\"\n",
        "[[category]]\nid = \"extra\"\nzh_cn = \"甲\"\nzh_tw = \"甲\"\nen = \"X\"\nlead = \"tch\"\n",
        "[[level]]\nid = 7\nzh_cn = \"甲\"\nzh_tw = \"甲\"\nen = \"X\"\nrespond_min = 0\n",
        "[[holidays]]\nregion = \"CN\"\nyear = 2027\noff = [\"2027-13-01\"]\n",
    ));
    let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
    for code in [
        "unknown-table",
        "not-span",
        "not-hours",
        "not-a-region",
        "not-a-zone",
        "missing-language",
        "no-such",
        "out-of-range",
        "not-days",
    ] {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
    }
}

#[test]
fn a_broken_line_is_a_mistake_with_its_place() {
    let found = mistakes("[clock]\nring_s = = 5\n");
    assert_eq!((found[0].code, found[0].line), ("syntax", 2), "{found:#?}");
}

#[test]
fn the_same_id_twice_is_a_mistake() {
    let one = "[[topic]]\nid = \"x\"\nzh_cn = \"甲\"\nzh_tw = \"甲\"\nen = \"X\"\n";
    let found = only(&format!("{one}{one}"));
    assert_eq!((found.code, found.line), ("duplicate", 6));
}

#[test]
fn an_unknown_state_or_stage_or_role_is_named() {
    let step = "[[transition]]\nevent = \"plan.ready\"\nfrom = [\"procces\"]\nto = \"process\"\nwho = [\"boss\"]\n";
    let found = mistakes(step);
    assert!(
        found.iter().any(|one| one.code == "no-such" && one.suggestion.as_deref() == Some("process")),
        "{found:#?}"
    );
    assert!(found.iter().any(|one| one.args.contains(&("value", "boss".into()))), "{found:#?}");
}

#[test]
fn a_company_narrows_who_may_and_asks_for_more() {
    let own = "[[act]]\nevent = \"note.added\"\nwho = [\"lead\"]\nrequire = [\"note\", \"reason\"]\n";
    let manual = overlay(own).unwrap();
    assert_eq!(rights::who_may(Act::NoteAdded, &manual), [Role::Lead]);
    assert_eq!(rights::who_may(Act::NoteAdded, &built_in()).len(), 4);
    let case = Case::new(Uuid::nil(), String::new(), Uuid::nil(), Timestamp(0));
    let asked = fields_of(Act::NoteAdded, &case, &manual);
    let required: Vec<Field> = asked.iter().filter(|spec| spec.required).map(|spec| spec.field).collect();
    assert_eq!(required, [Field::Note, Field::Reason]);
}

#[test]
fn a_company_neither_widens_nor_strips_nor_moves_nor_removes_an_act_and_hears_where() {
    let act = |table: &str, event: &str, rest: &str| format!("[[{table}]]\nevent = \"{event}\"\n{rest}");
    let plan = "from = [\"process\"]\nto = \"plan_confirm\"\n";
    let need = "require = [\"cause\", \"resolution_type\", \"plan_steps\", \"plan_owner\", \"plan_eta\"]\n";
    let refused = [
        (
            act(
                "act",
                "department.named",
                "from = [\"process\", \"plan_confirm\", \"implement\", \"verify\"]\nwho = [\"agent\"]\nrequire = [\"lead_department\"]\n",
            ),
            "act-wider",
            4,
        ),
        (act("act", "note.added", "who = [\"agent\"]\n"), "act-laxer", 1),
        (act("act", "note.added", "who = []\nrequire = [\"note\"]\n"), "act-stays", 1),
        (act("act", "note.added", "retired = true\n"), "act-stays", 1),
        (act("act", "note.added", "from = [\"process\"]\nwho = [\"agent\"]\nrequire = [\"note\"]\n"), "act-moved", 3),
        (act("act", "note.added", "who = [\"agent\"]\nrequire = [\"note\", \"raeson\"]\n"), "no-such", 4),
        (
            act(
                "transition",
                "plan.ready",
                &format!("{}who = [\"agent\"]\n{need}", plan.replace("plan_confirm", "verify")),
            ),
            "act-moved",
            4,
        ),
        (act("act", "plan.ready", &format!("who = [\"agent\"]\n{need}")), "no-such", 1),
    ];
    for (text, code, line) in refused {
        let found = mistakes(&text);
        assert!(found.iter().any(|one| (one.code, one.line) == (code, line)), "{code} {line}: {text}{found:#?}");
    }
    let known = mistakes(&act("act", "note.aded", "who = [\"agent\"]\n"));
    assert!(known.iter().any(|one| one.suggestion.as_deref() == Some("note.added")), "{known:#?}");
}

#[test]
fn what_a_phrase_is_chosen_by_names_what_there_is() {
    let phrase = |key: &str| {
        format!(
            "[[phrase]]\nid = \"own.x\"\nstage = \"process\"\ngroup = \"solve\"\nchannel = [\"phone\"]\nwhen = \"w\"\n\
             slots = []\nzh_cn = \"好\"\nzh_tw = \"好\"\nen = \"ok\"\n{key}\n"
        )
    };
    assert!(
        overlay(&phrase("needs = [\"in_hand\"]\nact = [\"note\", \"plan.told\"]\ncourse = 7\nafter = [\"pr.guide\"]"))
            .is_ok()
    );
    for (key, code) in [
        ("needs = [\"in_hands\"]", "unknown-code"),
        ("act = [\"plan.tolt\"]", "unknown-code"),
        ("field = [\"descripton\"]", "unknown-code"),
        ("line = [\"held\"]", "unknown-code"),
        ("after = [\"pr.guid\"]", "no-such"),
        ("instead_of = [\"own.y\"]", "no-such"),
        ("topic = [\"weather\"]", "no-such"),
        ("course = 0", "out-of-range"),
    ] {
        assert_eq!(only(&phrase(key)).code, code, "{key}");
    }
}

#[test]
fn a_phrase_keeps_to_its_length_and_its_slots() {
    let phrase = |slots: &str, words: &str| {
        format!(
            "[[phrase]]\nid = \"own.x\"\nstage = \"intake\"\ngroup = \"greet\"\nchannel = [\"phone\"]\nwhen = \"w\"\n\
             slots = [{slots}]\nzh_cn = \"{words}\"\nzh_tw = \"x\"\nen = \"x\"\n"
        )
    };
    assert!(overlay(&phrase("\"agent\"", "我是{agent}")).is_ok());
    assert_eq!(only(&phrase("", "我是{agent}")).code, "unlisted-slot");
    assert_eq!(only(&phrase("\"agnt\"", "好")).suggestion.as_deref(), Some("agent"));
    assert_eq!(only(&phrase("", &"好".repeat(111))).code, "too-long");
}

#[test]
fn word_lists_add_up() {
    let own = "[[vocab]]\ntarget = \"kind.fault\"\nweight = 3\nwords = [\"罢工了\"]\n";
    assert_eq!(overlay(own).unwrap().vocab.len(), built_in().vocab.len() + 1);
}

#[test]
fn weights_that_do_not_add_up_are_a_mistake() {
    let dimension = |id: &str| {
        format!("[[satisfaction.dimension]]\nid = \"{id}\"\nweight = 30\nzh_cn = \"甲\"\nzh_tw = \"甲\"\nen = \"X\"\n")
    };
    let own: String = ["attitude", "quality", "speed", "solving"].map(dimension).concat();
    assert_eq!(only(&own).code, "weights");
}

#[test]
fn what_the_configuration_sets_is_the_companys_and_changes_the_hash() {
    let mut manual = built_in();
    let hash = manual.hash.clone();
    Settings::default().apply(&mut manual);
    assert_eq!(manual.hash, hash);
    let level2 = LevelLimits { plan_min: Some(90), ..LevelLimits::default() };
    let limits = Limits { complaint_close_workdays: Some(5), level2, ..Limits::default() };
    let service_hours = vec!["00:00-24:00".to_owned()];
    Settings { service_hours, limits, ..Settings::default() }.apply(&mut manual);
    assert_eq!(manual.calendar.service_hours, ["00:00-24:00"]);
    assert_eq!((manual.clock.complaint_close_workdays, manual.levels[1].plan_min), (5, Some(90)));
    assert_eq!(manual.levels[1].src["plan_min"], "company");
    assert_eq!(manual.levels[1].src["respond_min"], "003");
    assert_ne!(manual.hash, hash);
}

#[test]
fn a_companys_folder_is_read_with_its_sub_folders() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("calendar")).unwrap();
    let holidays = "[[holidays]]\nregion = \"CN\"\nyear = 2027\noff = [\"2027-01-01..2027-01-03\"]\nwork = []\n";
    std::fs::write(folder.path().join("calendar/cn-2027.toml"), holidays).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "not a table").unwrap();
    assert_eq!(load(Some(folder.path())).unwrap().holidays.len(), 3);
    std::fs::write(folder.path().join("x.toml"), "[[holiday]]\n").unwrap();
    let found = load(Some(folder.path())).unwrap_err();
    assert_eq!((found[0].file.as_str(), found[0].suggestion.as_deref()), ("x.toml", Some("holidays")));
    let missing = load(Some(&folder.path().join("nowhere"))).unwrap_err();
    assert_eq!(missing[0].code, "unreadable");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn no_text_makes_the_reader_stumble(
        text in "(\\PC{0,20}|\\[\\[?(phrase|clock|grade|category|level|kind)\\]?\\]\n|(id|stage|slots|sub|zh_cn|lead|src|core|respond_min) = (\"[a-z周{}]{0,6}\"|[0-9]{1,3}|\\[\\]|\\{ a = 1 \\}|true)\n){0,12}"
    ) {
        let _ = overlay(&text);
    }
}

#[test]
fn a_level_there_is_not_is_a_mistake_in_a_table_and_in_an_entry() {
    let table = only("[grade]\ncore = { soon = 7 }\n");
    assert_eq!((table.code, table.line), ("unknown-code", 2));
    let entry = only(
        "[[severity]]\nid = \"heavy\"\nrank = 3\nfloor_level = 9\nzh_cn = \"重\"\nzh_tw = \"重\"\nen = \"Heavy\"\n",
    );
    assert_eq!((entry.code, entry.line), ("unknown-code", 4));
}

#[test]
fn a_slip_of_the_finger_finds_the_word_that_was_meant() {
    let known = ["service_hours", "work_hours", "timezone"];
    assert_eq!(nearest("servce_hours", known), Some("service_hours"));
    assert_eq!(nearest("timezoen", known), Some("timezone"));
    assert_eq!(nearest("colour", known), None);
}

#[test]
fn columns_count_characters_not_bytes() {
    let text = "a = 1\nname = \"周岚\" bad\n";
    let at = text.find("bad").unwrap();
    let mistake = Mistake::at("x.toml", text, &(at..at + 3), "syntax");
    assert_eq!((mistake.line, mistake.column, mistake.span), (2, 13, 3));
    assert_eq!(mistake.excerpt, "name = \"周岚\" bad");
}

#[test]
fn a_company_s_page_stands_in_the_place_of_the_built_in_one_and_its_phrases_are_named_as_its_own() {
    let built = built_in();
    assert_eq!(built.pages, None, "no start reads them");
    assert_eq!(pages(&built).steps.len(), 5);
    let step = "[[step]]\nid = \"intake\"\ngoal = { zh_cn = \"先问好\", zh_tw = \"先問好\", en = \"Greet\" }\n\
        people = { zh_cn = \"甲\", zh_tw = \"甲\", en = \"A\" }\nstandard = []\ndeeds = []\nsrc = [\"company\"]\nchart = []\n";
    let phrase = "[[phrase]]\nid = \"own.hello\"\nstage = \"intake\"\ngroup = \"greet\"\nchannel = [\"phone\"]\nwhen = \"x\"\n\
        slots = []\nzh_cn = \"您好呀\"\nzh_tw = \"您好呀\"\nen = \"Hello\"\n";
    let manual = overlay(&format!("{step}{phrase}")).unwrap();
    let own = pages(&manual);
    assert_eq!(own.steps[0].goal.zh_cn, "先问好");
    assert_eq!((own.steps.len(), own.own_phrases.clone()), (5, vec!["own.hello".to_owned()]));
}

#[test]
fn every_mistake_of_a_page_is_named() {
    let found = mistakes(concat!(
        "[[step]]\nid = \"intake\"\ngoal = { zh_cn = \"甲\", en = \"A\" }\npeople = { zh_cn = \"甲\", zh_tw = \"甲\", en = \"A\" }\n",
        "standard = [{ zh_cn = \"甲\", zh_tw = \"甲\", en = \"A\", scr = \"003\" }]\ndeeds = []\nsrc = []\nchart = []\n",
        "limits = [\"respnd\"]\navoid = [\"av.clam_down\"]\n",
        "[[law]]\nid = \"x\"\nregion = \"CN\"\nsector = \"any\"\nzh_cn = \"甲\"\nzh_tw = \"甲\"\nen = \"A\"\nsource = []\n",
        "number = { zh_cn = \"甲\", zh_tw = \"甲\", en = \"A\" }\nshow_as = \"lwa\"\nchecked_on = \"2026-13-01\"\n",
        "[[law.limit]]\nclock = \"answr\"\nwho = \"business\"\nfrom = \"complaint_received\"\namount = 7\nunit = \"week\"\n",
    ));
    let told: Vec<(&str, usize)> = found.iter().map(|one| (one.code, one.line)).collect();
    for (code, line) in [
        ("missing-language", 3),
        ("unknown-key", 5),
        ("no-such", 9),
        ("no-such", 10),
        ("unknown-code", 20),
        ("not-days", 21),
        ("no-such", 23),
    ] {
        assert!(told.contains(&(code, line)), "{code} in line {line} is not in {told:#?}");
    }
}

#[test]
fn every_value_of_the_wrong_type_in_an_entry_is_named_and_none_in_the_words_of_the_parser() {
    let found = mistakes(concat!(
        "[[phrase]]\nid = \"own.x\"\nstage = \"intake\"\ngroup = \"greet\"\nchannel = \"phone\"\nwhen = 3\nslots = []\n",
        "zh_cn = \"甲\"\nzh_tw = \"甲\"\nen = \"A\"\ntimes = \"two\"\n",
        "[[department]]\nid = \"own\"\nzh_cn = \"甲\"\nzh_tw = \"甲\"\nen = 7\n",
        "[clock]\nwarn_at = 3\nreopen_days = \"x\"\n",
    ));
    let lines: Vec<usize> = found.iter().filter(|one| one.code == "wrong-type").map(|one| one.line).collect();
    for line in [16, 18, 19] {
        assert!(lines.contains(&line), "line {line}: {found:#?}");
    }
    assert!(found.iter().flat_map(|one| &one.args).all(|(_, told)| !told.contains("expected")), "{found:#?}");
}
