//! `zuoxi manual try`: what the intake makes of a line, and which words of the manual led to it.

use std::io::Read;

use clap::Args;

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use crate::domain::calendar::Rulebook;
use crate::domain::grade::sub_category;
use crate::domain::language::classify::{Because, Classifier, Suggestion};
use crate::domain::language::shorthand::{Token, Understood, understand};
use crate::domain::{Field, Timestamp, Value, values};
use crate::text::{self, mask, pad_right};

/// Cells of the first column.
const COLUMN: usize = 24;
/// No line of the output is longer.
const LONGEST: usize = 5000;

#[derive(Debug, Args)]
pub struct Try {
    // Personal data in process arguments can be read by others on the machine: `-` keeps it out of them.
    #[arg(value_name = "line", allow_hyphen_values = true)]
    line: String,
}

impl Try {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let lines = if self.line == "-" { typed()? } else { self.line };
        let rules = context.rules()?;
        let ear = Classifier::new(&rules.manual);
        let told = Told { context, rules: &rules };
        let now = context.clock()?.now();
        let lines: Vec<&str> = lines.lines().filter(|line| !line.trim().is_empty()).collect();
        if lines.is_empty() {
            return Err(context.refuse("cli-try-nothing", &[]).into());
        }
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                out.line("")?;
            }
            told.print(line, &ear, now, out)?;
        }
        Ok(Answer::Yes)
    }
}

fn typed() -> Result<String, Failure> {
    let mut typed = String::new();
    std::io::stdin().read_to_string(&mut typed)?;
    Ok(typed)
}

struct Told<'a> {
    context: &'a Context,
    rules: &'a Rulebook,
}

impl Told<'_> {
    fn print(&self, line: &str, ear: &Classifier, now: Timestamp, out: &mut Out) -> Result<(), Failure> {
        let region = values::region(&self.rules.manual);
        let Understood { tokens, suggestion, .. } = understand(line, (self.rules, ear), now, region);
        tokens.iter().try_for_each(|token| put(out, &self.part(token)))?;
        self.reasons(&suggestion).iter().try_for_each(|reason| put(out, reason))
    }

    /// A part of the line, the field it went to and what was read.
    fn part(&self, token: &Token) -> String {
        let field = token.as_field.unwrap_or(Field::Description);
        let name = self.context.field_name(field);
        let guess = if token.guess { self.word("cli-try-guess") } else { String::new() };
        let value = token.value.as_ref().map(|value| self.value(field, value)).unwrap_or_default();
        let typed = mask::hide_ids_and_cards(token.text.trim());
        let read = if value == typed { String::new() } else { format!("  {value}") };
        format!("{}  {name}{guess}{read}", column(&typed))
    }

    fn value(&self, field: Field, value: &Value) -> String {
        match value {
            Value::At(at) => self.rules.calendar.local(*at).format("%Y-%m-%d %H:%M").to_string(),
            Value::Code(code) => self.code(field, code),
            Value::Text(text) => mask::hide_ids_and_cards(text),
            Value::Number(number) if field == Field::LossAmount => format!("{}.{:02}", number / 100, number % 100),
            Value::Number(number) => number.to_string(),
            Value::Codes(codes) => codes.join(" "),
            Value::Flag(flag) => flag.to_string(),
        }
    }

    /// The name of a code in the language of the screen.
    fn code(&self, field: Field, code: &str) -> String {
        let manual = &self.rules.manual;
        let names = match field {
            Field::Kind => manual.kinds.iter().find(|one| one.id.as_str() == code).map(|one| &one.names),
            Field::Channel => manual.channels.iter().find(|one| one.id.as_str() == code).map(|one| &one.names),
            Field::Urgency => manual.urgencies.iter().find(|one| one.id.as_str() == code).map(|one| &one.names),
            Field::Emotion => manual.emotions.iter().find(|one| one.id.as_str() == code).map(|one| &one.names),
            Field::Category => sub_category(manual, code).map(|one| &one.names),
            _ => None,
        };
        names.map_or_else(|| code.to_owned(), |names| names.get(self.context.words.lang()).to_owned())
    }

    /// What the words suggest and why.
    fn reasons(&self, suggestion: &Suggestion) -> Vec<String> {
        let silent = || self.word("cli-try-silent");
        let kind = suggestion.kind.map(|(kind, _)| kind.as_str());
        let category = suggestion.category.as_ref().map(|(category, _)| category.as_str());
        let chosen = |target: &str| category.is_some_and(|category| target == format!("category.{category}"));
        // A category speaks for the kind it usually is.
        let of_kind = |target: &str| kind.is_some_and(|kind| target == format!("kind.{kind}")) || chosen(target);
        let kind_name = kind.map_or_else(silent, |kind| self.code(Field::Kind, kind));
        let category_name = category.map_or_else(silent, |code| self.code(Field::Category, code));
        let mut lines = vec![
            self.reason("cli-try-kind", &kind_name, &of_kind, suggestion),
            self.reason("cli-try-category", &category_name, &chosen, suggestion),
        ];
        if let Some(emotion) = suggestion.emotion {
            let target = format!("emotion.{}", emotion.as_str());
            let name = self.code(Field::Emotion, emotion.as_str());
            lines.push(self.reason("cli-try-emotion", &name, &|heard| heard == target, suggestion));
        }
        if suggestion.safety {
            let safety = |target: &str| target == "category.product.safety";
            lines.push(self.reason("cli-try-safety", "", &safety, suggestion));
        }
        lines
    }

    fn reason(&self, what: &str, name: &str, led: &dyn Fn(&str) -> bool, suggestion: &Suggestion) -> String {
        let heard: Vec<&Because> = suggestion.because.iter().filter(|because| led(&because.target)).collect();
        let words: Vec<String> =
            heard.iter().map(|one| format!("{} ({} {})", one.word, one.target, one.weight)).collect();
        let mut line = format!("{}  {name}", column(&self.word(what)));
        if !words.is_empty() {
            line = format!("{line}  {} {}", self.word("cli-try-because"), words.join(", "));
        }
        line.trim_end().to_owned()
    }

    fn word(&self, key: &str) -> String {
        self.context.words.get(key)
    }
}

/// The first column; what is wider is not cut.
fn column(words: &str) -> String {
    if text::width(words) > COLUMN { words.to_owned() } else { pad_right(words, COLUMN) }
}

fn put(out: &mut Out, line: &str) -> Result<(), Failure> {
    out.line(&text::clean(line, LONGEST))
}
