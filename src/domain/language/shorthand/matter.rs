//! Which of the words that were not understood say what is the matter: those behind who called before those in front,
//! and what only says something of the caller last.

use super::super::han::folded;
use super::super::lexicon::Lexicon;
use super::Token;
use crate::record::{Field, Value};

/// Gives the free words their fields: the matter is the summary, everything else the description.
pub fn assign(tokens: &mut [Token], lexicon: &Lexicon) {
    let free: Vec<usize> = (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(Token::is_free)).collect();
    let labelled = tokens.iter().any(|token| token.as_field == Some(Field::Summary) && !token.is_free());
    let matter = if labelled { Vec::new() } else { matter(tokens, &free, lexicon) };
    for at in free {
        if let Some(token) = tokens.get_mut(at) {
            let field = if matter.contains(&at) { Field::Summary } else { Field::Description };
            token.as_field = Some(field);
            token.value = Some(Value::Text(token.text.clone()));
        }
    }
}

/// The runs that are the summary: the first that tells something, with what stands between who called and it.
fn matter(tokens: &[Token], free: &[usize], lexicon: &Lexicon) -> Vec<usize> {
    let who = tokens
        .iter()
        .rposition(|token| matches!(token.as_field, Some(Field::CallerNumber | Field::CustomerName | Field::Title)));
    let text = |at: &usize| tokens.get(*at).map(|token| folded(&token.text)).unwrap_or_default();
    let is_remark = |at: &usize| is_remark(&text(at), lexicon);
    let (before, behind): (Vec<usize>, Vec<usize>) =
        free.iter().copied().filter(|at| !is_remark(at)).partition(|at| who.is_some_and(|who| *at < who));
    let run = if behind.is_empty() { before } else { behind };
    let telling = run.iter().position(|at| tells(&text(at), lexicon));
    match telling {
        Some(last) => run.into_iter().take(last + 1).collect(),
        None => run.first().or(free.first()).copied().into_iter().collect(),
    }
}

/// Whether folded words say what happened or what is asked.
fn tells(text: &str, lexicon: &Lexicon) -> bool {
    let latin = text.split_whitespace().filter(|word| word.chars().all(|c| c.is_ascii_alphabetic())).count();
    latin > 1 || lexicon.within("matter", text)
}

/// `老客户`, `第三次来电`, `您好`: of the caller or the call, not of the matter.
fn is_remark(text: &str, lexicon: &Lexicon) -> bool {
    let word = text.trim_matches(|c: char| !c.is_alphanumeric());
    let times = word.strip_prefix('第').and_then(|rest| rest.split_once('次')).is_some_and(|(_, rest)| {
        ["来电", "打来", "打电话", "来", "反映", "投诉", "咨询", "致电", "了", ""].contains(&rest)
    });
    times || word.split_whitespace().all(|part| lexicon.is("remark", part))
}
