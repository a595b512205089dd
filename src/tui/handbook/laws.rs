//! The page of laws: name, number, dates, figures, where it was read and how sure we are.

use super::Reader;
use super::sheet::{Sheet, Tone};
use crate::domain::manual::{Law, LawLimit, Sure};

pub fn write(sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    sheet.wide(&reader.words.get("handbook-laws-note"), Tone::Dim);
    let own = &reader.rules.manual.calendar.region;
    let mut laws: Vec<&Law> = reader.pages().laws.iter().collect();
    // The company's own region and what is in force today come first, otherwise the order of the manual.
    laws.sort_by_key(|law| (law.region != *own, !law.is_in_force(reader.today)));
    for law in laws {
        one(law, sheet);
    }
}

fn one(law: &Law, sheet: &mut Sheet<'_>) {
    let reader = sheet.reader;
    let word = |kind: &str, code: &str| reader.pages().law_word(kind, code, reader.lang);
    sheet.gap();
    sheet.wide(law.names.get(reader.lang), Tone::Head);
    sheet.more(&format!("{}  {}", word("region", &law.region), word("sector", &law.sector)), Tone::Dim);
    sheet.labelled("handbook-number", law.number.get(reader.lang), Tone::Text);
    let force = [word("show_as", law.show_as.as_str()), reader.dates(law)];
    sheet.labelled("handbook-force", &reader.list(&force), Tone::Text);
    if law.show_as == Sure::Unverified {
        sheet.more(&reader.words.get("handbook-law-no-figures"), Tone::Dim);
    }
    for (at, limit) in law.limits.iter().enumerate() {
        sheet.labelled(if at == 0 { "handbook-law-limits" } else { "" }, &reader.law_limit(limit), Tone::Text);
    }
    let read = law.source.join("; ");
    let blanks = [("source", read.into()), ("day", law.checked_on.clone().into())];
    sheet.labelled("handbook-source", &reader.words.with("handbook-law-read", &blanks), Tone::Dim);
}

impl Reader<'_> {
    fn dates(&self, law: &Law) -> String {
        let (from, to) = (law.in_force_from.clone(), law.in_force_to.clone());
        let key = match (&from, &to) {
            (Some(_), Some(_)) => "handbook-law-between",
            (Some(_), None) => "handbook-law-from",
            (None, Some(_)) => "handbook-law-until",
            (None, None) => "handbook-law-undated",
        };
        let blanks = [("from", from.unwrap_or_default().into()), ("to", to.unwrap_or_default().into())];
        let dates = self.words.with(key, &blanks);
        let not_now = if law.is_in_force(self.today) { String::new() } else { self.words.get("handbook-law-not-now") };
        format!("{dates}{not_now}")
    }

    fn law_limit(&self, limit: &LawLimit) -> String {
        let word = |kind: &str, code: &str| self.pages().law_word(kind, code, self.lang);
        let key = match (limit.amount, limit.before) {
            (0, _) => "handbook-law-duty",
            (_, true) => "handbook-law-before",
            (_, false) => "handbook-law-after",
        };
        let blanks = [
            ("who", word("who", &limit.who).into()),
            ("what", word("clock", &limit.clock).into()),
            ("since", word("event", &limit.from).into()),
            ("amount", i64::from(limit.amount).into()),
            ("unit", word("unit", &limit.unit).into()),
        ];
        let mut told = self.words.with(key, &blanks);
        if let Some(applies) = &limit.applies {
            told += &self.words.with("handbook-law-applies", &[("what", applies.get(self.lang).into())]);
        }
        if !limit.article.is_empty() {
            told += &self.words.with("handbook-law-article", &[("article", limit.article.clone().into())]);
        }
        told
    }
}
