//! Holiday files as they are published: notices that reach into the December before, and calendars of a whole year.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::{ok, run};
use crate::common::Home;

/// The days between two dates, both included, or one.
fn days(text: &str) -> Vec<NaiveDate> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last): (NaiveDate, NaiveDate) = (first.parse().unwrap(), last.parse().unwrap());
    first.iter_days().take_while(|day| *day <= last).collect()
}

fn all(texts: &[&str]) -> Vec<NaiveDate> {
    texts.iter().flat_map(|text| days(text)).collect()
}

/// A year of the mainland in the form communities publish it in.
fn published(year: i32, off: &[&str], work: &[&str]) -> String {
    let mut listed: Vec<(NaiveDate, bool)> = all(off).into_iter().map(|day| (day, true)).collect();
    listed.extend(all(work).into_iter().map(|day| (day, false)));
    listed.sort();
    let listed: Vec<_> =
        listed.iter().map(|(day, off)| json!({ "name": "x", "date": day.to_string(), "isOffDay": off })).collect();
    json!({ "$schema": "x", "$id": "x", "year": year, "papers": ["http://www.gov.cn/x"], "days": listed }).to_string()
}

/// The State Council's notices for 2007, 2019 and 2023 give days off and make-up days in the December before.
#[test]
fn notices_that_reach_into_the_december_before_are_read_whole() {
    let years: [(i32, &[&str], &[&str]); 3] = [
        (
            2007,
            &["2007-01-01..2007-01-03", "2007-02-18..2007-02-24", "2007-05-01..2007-05-07", "2007-10-01..2007-10-07"],
            &["2006-12-30", "2006-12-31", "2007-04-28", "2007-04-29", "2007-09-29", "2007-09-30"],
        ),
        (
            2019,
            &[
                "2018-12-30..2019-01-01",
                "2019-02-04..2019-02-10",
                "2019-04-05",
                "2019-05-01..2019-05-04",
                "2019-06-07",
                "2019-09-13",
                "2019-10-01..2019-10-07",
            ],
            &["2018-12-29", "2019-02-02", "2019-02-03", "2019-04-28", "2019-05-05", "2019-09-29", "2019-10-12"],
        ),
        (
            2023,
            &[
                "2022-12-31..2023-01-02",
                "2023-01-21..2023-01-27",
                "2023-04-05",
                "2023-04-29..2023-05-03",
                "2023-06-22..2023-06-24",
                "2023-09-29..2023-10-06",
            ],
            &["2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08"],
        ),
    ];
    let home = Home::new();
    for (year, off, work) in years {
        let file = format!("{year}.json");
        std::fs::write(home.path(&file), published(year, off, work)).unwrap();
        let said = ok(&home, &["calendar", "import", &file, "--lang", "en"]);
        let counted = format!("now {} days off, {} make-up working days", all(off).len(), all(work).len());
        assert!(said.contains(&counted), "{year}: {said}");
    }
    ok(&home, &["manual", "check"]);
    for (year, ..) in years {
        ok(&home, &["calendar", "check", &year.to_string()]);
    }
    // No other month of another year belongs to a notice.
    std::fs::write(home.path("2023.json"), published(2023, &["2022-11-30", "2023-01-01"], &[])).unwrap();
    let (code, _, said) = run(&home, &["calendar", "import", "2023.json", "--lang", "en"]);
    assert!(code == 2 && said.contains("2022-11-30 is not in 2023"), "{said}");
}

/// Every day of Taiwan's 2023: weekends are off without a name, six Saturdays are worked.
fn taiwan() -> Vec<(NaiveDate, bool, &'static str)> {
    let named = |day: NaiveDate| {
        let texts = [
            ("2023-01-01..2023-01-02", "開國紀念日"),
            ("2023-01-20..2023-01-29", "春節"),
            ("2023-02-25..2023-02-28", "和平紀念日"),
            ("2023-04-01..2023-04-05", "兒童節及民族掃墓節"),
            ("2023-06-22..2023-06-25", "端午節"),
            ("2023-09-29..2023-10-01", "中秋節"),
            ("2023-10-07..2023-10-10", "國慶日"),
        ];
        texts.iter().find(|(span, _)| days(span).contains(&day)).map(|(_, name)| *name)
    };
    let worked = all(&["2023-01-07", "2023-02-04", "2023-02-18", "2023-03-25", "2023-06-17", "2023-09-23"]);
    let year = days("2023-01-01..2023-12-31").into_iter();
    year.map(|day| {
        if worked.contains(&day) {
            return (day, false, "補行上班");
        }
        let name = named(day);
        (day, name.is_some() || day.weekday().number_from_monday() > 5, name.unwrap_or_default())
    })
    .collect()
}

#[test]
fn a_calendar_of_every_day_as_taiwan_publishes_it_is_read() {
    const WEEK: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let week = |day: NaiveDate| WEEK[day.weekday().num_days_from_monday() as usize];
    let json: Vec<_> = taiwan()
        .iter()
        .map(|(day, off, name)| {
            json!({ "date": day.format("%Y%m%d").to_string(), "week": week(*day), "isHoliday": off, "description": name })
        })
        .collect();
    let lines = taiwan().into_iter().map(|(day, off, name)| {
        format!("{},{},{},{name}\r\n", day.format("%Y%m%d"), week(day), if off { 2 } else { 0 })
    });
    let csv = format!("\u{feff}西元日期,星期,是否放假,備註\r\n{}", lines.collect::<String>());
    for (file, text) in [("2023.json", serde_json::Value::from(json).to_string()), ("112年.csv", csv)] {
        let home = Home::new();
        std::fs::write(home.path(file), text).unwrap();
        let said = ok(&home, &["calendar", "import", file, "--lang", "zh-TW"]);
        assert!(said.contains("TW 2023") && said.contains("32 天") && said.contains("6 天"), "{said}");
        let table: toml::Table =
            std::fs::read_to_string(home.path(".config/zuoxi/manual/calendar/tw-2023.toml")).unwrap().parse().unwrap();
        let table = &table["holidays"][0];
        assert_eq!(table["off"][1].as_str(), Some("2023-01-20..2023-01-29"), "{table}");
        assert_eq!(table["work"][0].as_str(), Some("2023-01-07"), "{table}");
        // It counts where the company is there.
        std::fs::write(home.path("tw.toml"), "[company]\nregion = \"TW\"\ntimezone = \"Asia/Taipei\"\n").unwrap();
        let said = ok(&home, &["calendar", "check", "2023", "--config", "tw.toml", "--lang", "en"]);
        assert!(said.contains("TW 2023: 32 days off, 6 make-up working days"), "{said}");
    }
}

#[test]
fn a_line_of_such_a_calendar_that_cannot_be_read_is_named() {
    let home = Home::new();
    for (file, text, sentence) in [
        ("a.csv", "西元日期,星期,是否放假,備註\n20230101,日,2,x\n20230102,一\n", "line 3 needs date"),
        ("a.csv", "西元日期,星期,是否放假,備註\n2023-02-30,日,2,x\n", "2023-02-30 is not a date"),
        ("a.csv", "西元日期,星期,是否放假,備註\n20230101,日,2,x\n20230101,日,2,x\n", "2023-01-01 is in it twice"),
        ("a.csv", "", "needs year and days"),
        (
            "a.json",
            r#"[{"date":"20230101","isHoliday":true,"description":"x"},{"date":"20230102"}]"#,
            "day 2 needs date and isHoliday",
        ),
    ] {
        std::fs::write(home.path(file), text).unwrap();
        let (code, _, said) = run(&home, &["calendar", "import", file, "--lang", "en"]);
        assert!(code == 2 && said.contains(sentence), "{sentence}: {said}");
    }
    assert!(!home.path(".config/zuoxi/manual").exists());
}

#[test]
fn no_country_is_left_out() {
    let home = Home::new();
    std::fs::write(home.path("sg.json"), published(2027, &["2027-01-01", "2027-02-06..2027-02-08"], &[])).unwrap();
    let said = ok(&home, &["calendar", "import", "sg.json", "--region", "SG", "--lang", "en"]);
    assert!(said.contains("SG 2027") && said.contains("4 days off"), "{said}");
    std::fs::write(home.path("sg.toml"), "[company]\nregion = \"SG\"\ntimezone = \"Asia/Singapore\"\n").unwrap();
    ok(&home, &["config", "check", "--config", "sg.toml"]);
    assert!(
        ok(&home, &["calendar", "check", "2027", "--config", "sg.toml", "--lang", "en"]).contains("SG 2027: 4 days")
    );
    for lang in ["zh-CN", "zh-TW", "en"] {
        let (code, _, said) = run(&home, &["calendar", "import", "sg.json", "--region", "Singapore", "--lang", lang]);
        assert!(code == 2 && said.contains("Singapore") && !said.contains('‹'), "{said}");
        std::fs::write(home.path("no.toml"), "[company]\nregion = \"sg\"\n").unwrap();
        let (code, said, _) = run(&home, &["config", "check", "--config", "no.toml", "--lang", lang]);
        assert!(code == 1 && said.contains("sg") && !said.contains('‹'), "{said}");
    }
}
