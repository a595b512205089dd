//! From what a control holds to a value of the record, and back.

use super::Control;
use super::when;
use crate::domain::calendar::Rulebook;
use crate::domain::{Invalid, Timestamp, Value};

impl Control {
    /// What it says, as a value; `Err` where something is typed that cannot be one.
    pub fn value(&self, now: Timestamp, rules: &Rulebook) -> Result<Option<Value>, Invalid> {
        if self.is_empty() {
            return Ok(None);
        }
        match self {
            Self::Words(typed) => Ok(Some(Value::Text(typed.text().trim().to_owned()))),
            Self::When { typed, side } => match when::read(typed.text(), now, *side, &rules.calendar) {
                Some(at) if *side == when::Side::Future && at < now => Err(Invalid::TooEarly),
                Some(at) if *side == when::Side::Past && at > now => Err(Invalid::InFuture),
                Some(at) => Ok(Some(Value::At(at))),
                None => Err(Invalid::WrongType),
            },
            Self::Number { typed, cents } => number(typed.text(), *cents).map(|number| Some(Value::Number(number))),
            Self::One { .. } => Ok(self.code().map(Value::Code)),
            Self::Many { .. } => Ok(Some(Value::Codes(self.ticked().map(str::to_owned).collect()))),
            Self::Tick(tick) => Ok(tick.map(Value::Flag)),
            Self::Mark { mark, .. } => Ok(mark.map(|mark| Value::Number(i64::from(mark)))),
            Self::Table(_) => Ok(None),
        }
    }

    pub fn fill(&mut self, value: &Value, rules: &Rulebook) {
        let kept = match value {
            Value::Text(words) | Value::Code(words) => words.clone(),
            Value::Codes(codes) => codes.join(","),
            Value::At(at) => when::write(*at, &rules.calendar),
            Value::Number(number) => match self {
                Self::Number { cents: true, .. } => yuan(*number),
                _ => number.to_string(),
            },
            Value::Flag(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        };
        self.restore(&kept);
    }
}

/// Yuan (with up to two decimals) as cents, or a whole number.
fn number(typed: &str, cents: bool) -> Result<i64, Invalid> {
    let wrong = Invalid::NotANumber;
    let typed: String = typed.trim().chars().filter(|c| !matches!(c, ',' | '，' | ' ' | '元' | '¥' | '￥')).collect();
    if !cents {
        return typed.parse().map_err(|_| wrong);
    }
    let (yuan, rest) = typed.split_once('.').unwrap_or((&typed, ""));
    if rest.len() > 2 || !rest.chars().all(|c| c.is_ascii_digit()) {
        return Err(wrong);
    }
    let yuan: i64 = yuan.parse().map_err(|_| wrong)?;
    let part: i64 = format!("{rest:0<2}").parse().map_err(|_| wrong)?;
    yuan.checked_mul(100).and_then(|cents| cents.checked_add(part)).ok_or(wrong)
}

fn yuan(cents: i64) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { format!("{}.{:02}", cents / 100, cents.abs() % 100) }
}
