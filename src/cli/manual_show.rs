//! `zuoxi manual show`: the pages of the manual as text, the same as on the screen.

use clap::Args;

use super::Answer;
use super::context::Context;
use super::out::{Failure, Out};
use crate::domain::Stage;
use crate::text::{clean, pad_right};
use crate::tui::handbook::{Page, PageLine, Reader};

/// Cells of a line.
const WIDTH: usize = 78;
/// No line of the output is longer, in characters.
const LONGEST: usize = 1000;

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "page")]
    page: Option<String>,
}

impl Show {
    pub fn run(self, context: &Context, out: &mut Out) -> Result<Answer, Failure> {
        let rules = context.rules()?;
        let words = &context.words;
        let today = rules.calendar.local(context.clock()?.now()).date();
        let reader = Reader { rules: &rules, words, lang: words.lang(), today, width: WIDTH };
        let column = reader.column();
        let pages: Vec<Page> = if let Some(name) = &self.page {
            let known: Vec<String> = Page::all().map(|page| reader.title(page)).collect();
            let blanks = [("name", name.as_str()), ("known", &*known.join("  "))];
            let page = Page::named(name, &rules, words);
            vec![page.ok_or_else(|| context.refuse("cli-manual-show-none", &blanks))?]
        } else {
            Stage::ALL.iter().map(|stage| Page::Step(*stage)).collect()
        };
        for (at, page) in pages.into_iter().enumerate() {
            if at > 0 {
                out.line("")?;
            }
            out.line(&reader.title(page))?;
            out.line("")?;
            reader.page(page).iter().try_for_each(|line| out.line(&clean(&row(line, column), LONGEST)))?;
        }
        Ok(Answer::Yes)
    }
}

/// A line with its label in front of it.
fn row(line: &PageLine, column: usize) -> String {
    let label = if line.wide { String::new() } else { pad_right(&line.label, column) };
    format!("{label}{}", line.words).trim_end().to_owned()
}
