//! Telephone numbers of the mainland, Hong Kong, Macau and Taiwan, any E.164 number, and `hidden`; e-mail addresses
//! and case numbers.
//!
//! A number is kept as it can be dialled from anywhere (E.164); short service numbers and lines without their area
//! code have no such form and keep their digits.

mod hidden;
mod mask;
mod plan;

use super::half_width;
use crate::code::codes;
use plan::Plan;

pub use hidden::{says_hidden, without_number};
pub use mask::masked;

codes! {
    /// Where the desk stands; decides what a number without its prefix means.
    Region {
        Cn = "CN", Hk = "HK", Mo = "MO", Tw = "TW",
        /// A country whose number plan is not known here: what has no country code keeps its digits.
        Elsewhere = "elsewhere",
    }

    /// What sort of number it is.
    PhoneKind {
        CnMobile = "cn_mobile", CnLandline = "cn_landline",
        /// 400 and 800.
        CnService = "cn_service",
        /// 95588, 12315, 110 and the like: digits only.
        CnShort = "cn_short",
        /// A mainland or Taiwan line without its area code: digits only.
        Local = "local",
        Hk = "hk", Mo = "mo", TwMobile = "tw_mobile", TwLandline = "tw_landline", TwFree = "tw_free",
        /// Any other international number.
        Other = "other",
        /// The caller's number was not shown.
        Hidden = "hidden",
    }

    /// Why what was typed is no telephone number.
    Invalid {
        /// Nothing was typed.
        Empty = "phone_empty",
        /// Something that is neither digit nor separator, or separators in odd places.
        Characters = "phone_characters",
        /// Fewer digits than any number has.
        TooShort = "phone_too_short",
        /// More than the fifteen digits of E.164.
        TooLong = "phone_too_long",
        /// Digits, but no number plan known here has such a number.
        NoSuchForm = "phone_no_such_form",
        /// The extension is not one to six digits, or the number cannot have one.
        Extension = "phone_extension",
    }
}

impl std::error::Error for Invalid {}

/// A telephone number in the form it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// `+8613800138000`; digits only for [`PhoneKind::CnShort`] and [`PhoneKind::Local`]; `hidden`.
    pub e164: String,
    /// One to six digits.
    pub ext: Option<String>,
    /// What sort of number it is.
    pub kind: PhoneKind,
    /// The same digits could be another number; the agent should look.
    pub guess: bool,
}

/// What an extension stands behind, longer words before those they begin with.
pub(in crate::language) const EXTENSION_MARKS: [&str; 16] = [
    "分机号",
    "分機號",
    "分机",
    "分機",
    "内线",
    "內線",
    "转接",
    "轉接",
    "转",
    "轉",
    "extension",
    "ext.",
    "ext",
    "#",
    "*",
    "x",
];

/// The digits of a number.
pub fn bare_number(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// The number in what was typed, by the number plans.
pub fn normalise(typed: &str, region: Region) -> Result<Phone, Invalid> {
    let text = cleaned(typed);
    if text.is_empty() {
        return Err(Invalid::Empty);
    }
    if hidden::says_hidden(&text) {
        return Ok(Phone { e164: "hidden".into(), ext: None, kind: PhoneKind::Hidden, guess: false });
    }
    if let Some((body, ext)) = EXTENSION_MARKS.iter().find_map(|mark| text.split_once(mark)) {
        return with_extension(
            plan::number(body.trim_end_matches([',', ' ']), region)?,
            ext.trim_matches([' ', ':', '-']),
        );
    }
    match bracketed_extension(&text, region).or_else(|| hyphen_extension(&text, region)) {
        Some(phone) => Ok(phone),
        None => plan::number(&text, region).map(Plan::into_phone),
    }
}

/// Half width and small letters, without what a paste brings along: marks of direction, `tel:`, a comma, brackets.
fn cleaned(typed: &str) -> String {
    let text: String = half_width(typed).chars().filter(|c| !is_invisible(*c)).collect();
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    let text = text.trim_matches([',', ';', '。', '、', ':', ' ']).trim_end_matches('.');
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(text).trim().to_owned()
}

/// Characters that take no room and mean nothing in a number.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// `010-62265678(805)`.
fn bracketed_extension(text: &str, region: Region) -> Option<Phone> {
    let (body, ext) = text.strip_suffix(')')?.rsplit_once('(')?;
    with_extension(plan::number(body.trim(), region).ok().filter(Plan::is_line)?, ext).ok()
}

/// `010-62265678-805`, `58235823-9266`: a whole line before the last hyphen makes what follows an extension.
fn hyphen_extension(text: &str, region: Region) -> Option<Phone> {
    let (body, ext) = text.rsplit_once('-')?;
    let local =
        |plan: &Plan| plan.kind == PhoneKind::Local && !body.contains('-') && !crate::language::when::is_date(body);
    let plan = plan::number(body, region).ok().filter(|plan| plan.is_line() || local(plan))?;
    with_extension(plan, ext).ok()
}

fn with_extension(plan: Plan, ext: &str) -> Result<Phone, Invalid> {
    let fits = (1..=6).contains(&ext.len()) && ext.bytes().all(|byte| byte.is_ascii_digit());
    let mobile = matches!(plan.kind, PhoneKind::CnMobile | PhoneKind::TwMobile | PhoneKind::CnShort);
    if fits && !mobile { Ok(Phone { ext: Some(ext.to_owned()), ..plan.into_phone() }) } else { Err(Invalid::Extension) }
}

/// Letters, digits and signs as typed by input methods, blanks and dashes of every kind, in their plain form.
pub(in crate::language) fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

/// The plain form of one of them.
pub(in crate::language) const fn half_width_char(c: char) -> char {
    match c {
        '\u{a0}' => ' ',
        '－' | '—' | '–' | '‐' | '‑' => '-',
        other => half_width::plain(other),
    }
}

/// One `@`, a dot in the domain, at most 254 characters, no spaces.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    (1..=64).contains(&local.chars().count())
        && text.chars().count() <= 254
        && local.chars().all(plain)
        && domain.chars().all(plain)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

/// `ZX20260316-0007`: two to four capitals, the date, a running number of at least four digits.
pub fn is_case_no(text: &str) -> bool {
    let Some((head, running)) = text.split_once('-') else { return false };
    let prefix = head.bytes().take_while(u8::is_ascii_uppercase).count();
    (2..=4).contains(&prefix)
        && head.len() == prefix + 8
        && head.bytes().skip(prefix).all(|byte| byte.is_ascii_digit())
        && running.len() >= 4
        && running.bytes().all(|byte| byte.is_ascii_digit())
}
