//! What `doctor` found, as text for a person and JSON for a program.

use serde_json::{Map, Value, json};

use crate::cli::context::Context;
use crate::cli::out::{Failure, Out};
use crate::text::{pad_right, width};
use crate::words::{Arg, Words, dashed};

/// Everything found.
#[derive(Debug, Default)]
pub struct Report {
    pub sections: Vec<Section>,
    pub findings: Vec<Finding>,
}

/// Rows about one thing.
#[derive(Debug)]
pub struct Section {
    name: &'static str,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: &'static str,
    value: Value,
    shown: String,
    /// A path, a name or a number of this company's: left out where the report goes to strangers.
    private: bool,
}

/// Something that needs attention; its words are `doctor-finding-<code>` and `doctor-remedy-<code>`.
#[derive(Debug)]
pub struct Finding {
    code: &'static str,
    /// Fills both sentences; never private.
    args: Vec<(&'static str, String)>,
    /// The whole story, private.
    detail: Option<String>,
    /// The finding's own words, where they are not `doctor-finding-<code>`.
    pub sentence: Option<String>,
}

impl Section {
    pub const fn new(name: &'static str) -> Self {
        Self { name, rows: Vec::new() }
    }

    /// A row whose value needs other words for people than for programs; without any it is for programs only.
    pub fn row(&mut self, name: &'static str, value: Value, shown: String) -> &mut Self {
        self.rows.push(Row { name, value, shown, private: false });
        self
    }

    pub fn text(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.row(name, json!(text), text.to_owned())
    }

    pub fn number(&mut self, name: &'static str, number: u64) -> &mut Self {
        self.row(name, json!(number), number.to_string())
    }

    /// A code with its words under `doctor-<name>-<code>`.
    pub fn code(&mut self, name: &'static str, code: &str, words: &Words) -> &mut Self {
        self.row(name, json!(code), words.get(&format!("doctor-{name}-{}", dashed(code))))
    }

    /// A choice and the reason for it: one line for people, two members for programs.
    pub fn because(
        &mut self,
        names: [&'static str; 2],
        shown: &str,
        [code, why]: [&str; 2],
        words: &Words,
    ) -> &mut Self {
        let [name, reason] = names;
        let because = words.get(&format!("doctor-reason-{}", dashed(why)));
        self.row(name, json!(code), format!("{shown}  ({because})"));
        self.row(reason, json!(why), String::new())
    }

    pub fn flag(&mut self, name: &'static str, flag: bool, words: &Words) -> &mut Self {
        self.row(name, json!(flag), words.get(if flag { "doctor-yes" } else { "doctor-no" }))
    }

    /// The last row is private.
    pub fn private(&mut self) -> &mut Self {
        if let Some(row) = self.rows.last_mut() {
            row.private = true;
        }
        self
    }
}

impl Finding {
    pub const fn new(code: &'static str) -> Self {
        Self { code, args: Vec::new(), detail: None, sentence: None }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    #[must_use]
    pub fn detail(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }

    fn words(&self, part: &str, words: &Words) -> String {
        let args: Vec<(&str, Arg)> = self.args.iter().map(|(name, value)| (*name, value.clone().into())).collect();
        words.with(&format!("doctor-{part}-{}", self.code), &args)
    }

    fn sentence(&self, words: &Words) -> String {
        self.sentence.clone().unwrap_or_else(|| self.words("finding", words))
    }
}

impl Report {
    /// Leaves out what is nobody else's business.
    pub fn redact(&mut self) {
        for section in &mut self.sections {
            section.rows.retain(|row| !row.private);
        }
        for finding in &mut self.findings {
            finding.detail = None;
        }
    }

    /// One JSON object: a member per section, then the findings.
    pub fn json(&self, words: &Words) -> Value {
        let mut all = Map::new();
        for section in &self.sections {
            let rows = section.rows.iter().map(|row| (row.name.to_owned(), row.value.clone()));
            all.insert(section.name.to_owned(), Value::Object(rows.collect()));
        }
        let findings = self.findings.iter().map(|finding| {
            json!({
                "code": finding.code,
                "sentence": finding.sentence(words),
                "detail": finding.detail,
                "remedy": finding.words("remedy", words),
            })
        });
        all.insert("findings".to_owned(), findings.collect());
        Value::Object(all)
    }

    /// Sections with their rows under each other, then what needs attention.
    pub fn print(&self, context: &Context, out: &mut Out) -> Result<(), Failure> {
        let words = &context.words;
        for section in &self.sections {
            out.line(&words.get(&format!("doctor-{}", section.name)))?;
            let label = |row: &Row| words.get(&format!("doctor-{}-{}", section.name, dashed(row.name)));
            let shown = section.rows.iter().filter(|row| !row.shown.is_empty());
            let lines: Vec<(String, &str)> = shown.map(|row| (label(row), row.shown.as_str())).collect();
            let widest = lines.iter().map(|(label, _)| width(label)).max().unwrap_or_default();
            for (label, shown) in &lines {
                out.line(&format!("  {}  {shown}", pad_right(label, widest)))?;
            }
        }
        if self.findings.is_empty() {
            return out.line(&words.get("doctor-fine"));
        }
        out.line(&words.get("doctor-findings"))?;
        for finding in &self.findings {
            out.line(&format!("! {}", finding.sentence(words)))?;
            for line in finding.detail.iter().flat_map(|detail| detail.lines()) {
                out.line(&format!("    {line}"))?;
            }
            out.line(&format!("  {}", finding.words("remedy", words)))?;
        }
        Ok(())
    }
}
