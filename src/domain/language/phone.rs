//! Telephone numbers of the mainland, Hong Kong, Macau and Taiwan, any E.164 number, and `hidden`; e-mail addresses
//! and case numbers.
//!
//! A number is kept as it can be dialled from anywhere (E.164); short service numbers and lines without their area
//! code have no such form and keep their digits.

use super::half_width;
use crate::code::codes;

codes! {
    /// Where the desk stands; decides what a number without its prefix means.
    Region { Cn = "CN", Hk = "HK", Mo = "MO", Tw = "TW" }

    /// What sort of number it is.
    PhoneKind {
        CnMobile = "cn_mobile", CnLandline = "cn_landline",
        /// 400 and 800.
        CnService = "cn_service",
        /// 95588, 12315 and the like: digits only.
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

const HIDDEN: [&str; 8] = ["hidden", "未显示号码", "未顯示號碼", "未显示", "未顯示", "隐藏号码", "隱藏號碼", "unknown"];
const EXTENSION_MARKS: [&str; 8] = ["分机", "分機", "转", "轉", "ext.", "ext", "#", "x"];

/// The number in what was typed, by the number plans above.
pub fn normalise(typed: &str, region: Region) -> Result<Phone, Invalid> {
    let text = half_width(typed.trim()).to_lowercase();
    if text.is_empty() {
        return Err(Invalid::Empty);
    }
    if HIDDEN.contains(&text.as_str()) {
        return Ok(Phone { e164: "hidden".into(), ext: None, kind: PhoneKind::Hidden, guess: false });
    }
    if let Some((body, ext)) = EXTENSION_MARKS.iter().find_map(|mark| text.split_once(mark)) {
        return with_extension(number(body, region)?, ext.trim());
    }
    match hyphen_extension(&text, region) {
        Some(phone) => Ok(phone),
        None => number(&text, region).map(Plan::into_phone),
    }
}

/// `010-62265678-805`: a whole mainland line before the last hyphen makes what follows an extension.
fn hyphen_extension(text: &str, region: Region) -> Option<Phone> {
    let (body, ext) = text.rsplit_once('-')?;
    let plan = number(body, region).ok().filter(|plan| plan.kind == PhoneKind::CnLandline && !plan.guess)?;
    with_extension(plan, ext).ok()
}

fn with_extension(plan: Plan, ext: &str) -> Result<Phone, Invalid> {
    let fits = (1..=6).contains(&ext.len()) && ext.bytes().all(|byte| byte.is_ascii_digit());
    let mobile = matches!(plan.kind, PhoneKind::CnMobile | PhoneKind::TwMobile | PhoneKind::CnShort);
    if fits && !mobile { Ok(Phone { ext: Some(ext.to_owned()), ..plan.into_phone() }) } else { Err(Invalid::Extension) }
}

/// Letters, digits and signs as typed by input methods, blanks and dashes of every kind, in their plain form.
pub(super) fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

/// The plain form of one of them.
pub(super) const fn half_width_char(c: char) -> char {
    match c {
        '\u{a0}' => ' ',
        '－' | '—' | '–' | '‐' | '‑' => '-',
        other => half_width::plain(other),
    }
}

/// The digits of what was typed.
struct Typed {
    /// `+` or `00` in front.
    international: bool,
    digits: String,
    /// Length of the first group, when separators show one.
    first_group: Option<usize>,
}

fn digits(text: &str) -> Result<Typed, Invalid> {
    let (international, rest) = text.trim().strip_prefix('+').map_or((false, text.trim()), |rest| (true, rest));
    let mut read = Typed { international, digits: String::new(), first_group: None };
    let (mut open, mut closed, mut last) = (false, false, '-');
    for c in rest.chars() {
        match c {
            '0'..='9' => read.digits.push(c),
            '(' if !open && last != '(' && (last == ' ' || last == '-' || read.digits.is_empty()) => open = true,
            ')' if open && !closed && last.is_ascii_digit() => closed = true,
            ' ' | '-' | '.' if last.is_ascii_digit() || (last == ')' && c != '.') => {}
            _ => return Err(Invalid::Characters),
        }
        if !c.is_ascii_digit() && c != '(' && read.first_group.is_none() {
            read.first_group = Some(read.digits.len());
        }
        last = c;
    }
    if open != closed || !last.is_ascii_digit() {
        return Err(if read.digits.is_empty() && rest.is_empty() { Invalid::TooShort } else { Invalid::Characters });
    }
    if let Some(rest) = read.digits.strip_prefix("00").filter(|_| !read.international) {
        read = Typed { international: true, digits: rest.to_owned(), first_group: None };
    }
    Ok(read)
}

/// What a number plan says about digits.
struct Plan {
    kind: PhoneKind,
    /// As dialled: E.164 or bare digits.
    dial: String,
    guess: bool,
}

impl Plan {
    fn guess(mut self) -> Self {
        self.guess = true;
        self
    }

    fn into_phone(self) -> Phone {
        Phone { e164: self.dial, ext: None, kind: self.kind, guess: self.guess }
    }
}

fn plan(fits: bool, kind: PhoneKind, country: &str, national: &str) -> Option<Plan> {
    fits.then(|| Plan { kind, dial: format!("{country}{national}"), guess: false })
}

fn number(text: &str, region: Region) -> Result<Plan, Invalid> {
    let read = digits(text)?;
    let plan = if read.international {
        with_country_code(&read.digits).or_else(|| other(&read.digits))
    } else {
        without_prefix(&read, region)
    };
    plan.ok_or(match read.digits.len() {
        0..5 => Invalid::TooShort,
        16.. => Invalid::TooLong,
        _ => Invalid::NoSuchForm,
    })
}

fn without_prefix(read: &Typed, region: Region) -> Option<Plan> {
    let digits = read.digits.as_str();
    cn_mobile(digits)
        .or_else(|| cn_service(digits))
        .or_else(|| trunk_zero(read, region))
        .or_else(|| eight_digits(digits, region))
        .or_else(|| cn_short(digits))
        .or_else(|| with_country_code(digits))
        .or_else(|| cn_landline(digits).map(Plan::guess))
}

/// Numbers typed with the 0 of their country: mainland area codes and Taiwan overlap in a few forms.
fn trunk_zero(read: &Typed, region: Region) -> Option<Plan> {
    let national = read.digits.strip_prefix('0')?;
    let taiwan = tw_free(national).or_else(|| tw_mobile(national)).or_else(|| tw_landline(national));
    match (cn_landline(national), taiwan) {
        // Taiwan's own numbers are never longer than nine digits without the 0.
        (Some(mainland), Some(_)) if national.len() > 9 => Some(mainland),
        (Some(mainland), Some(taiwan)) => {
            // `(02)` and `02-` are Taipei: every mainland area code has at least three digits.
            let grouped = read.first_group.map(|length| length <= 2);
            Some(match (grouped, region) {
                (Some(true), _) => taiwan,
                (Some(false), _) => mainland,
                (None, Region::Tw) => taiwan.guess(),
                (None, _) => mainland.guess(),
            })
        }
        (mainland, taiwan) => mainland.or(taiwan),
    }
}

fn eight_digits(digits: &str, region: Region) -> Option<Plan> {
    if digits.len() != 8 || !digits.starts_with(['2', '3', '4', '5', '6', '7', '8', '9']) {
        return None;
    }
    match region {
        Region::Hk => hk(digits).map(Plan::guess),
        Region::Mo => mo(digits).or_else(|| hk(digits)).map(Plan::guess),
        Region::Cn | Region::Tw => {
            cn_short(digits).or_else(|| plan(true, PhoneKind::Local, "", digits)).map(Plan::guess)
        }
    }
}

fn with_country_code(digits: &str) -> Option<Plan> {
    if let Some(national) = digits.strip_prefix("852") {
        hk(national)
    } else if let Some(national) = digits.strip_prefix("853") {
        mo(national)
    } else if let Some(national) = digits.strip_prefix("886") {
        let national = national.strip_prefix('0').unwrap_or(national);
        tw_free(national).or_else(|| tw_mobile(national)).or_else(|| tw_landline(national))
    } else {
        let national = digits.strip_prefix("86")?;
        let area = national.strip_prefix('0').unwrap_or(national);
        cn_mobile(national).or_else(|| cn_service(national)).or_else(|| cn_landline(area))
    }
}

/// `+` and 7 to 15 digits; a country we know whose plan has no such number is taken with a question mark.
fn other(digits: &str) -> Option<Plan> {
    let fits = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
    let known = ["86", "852", "853", "886"].iter().any(|code| digits.starts_with(code));
    fits.then(|| Plan { kind: PhoneKind::Other, dial: format!("+{digits}"), guess: known })
}

fn nth(digits: &str, index: usize) -> u8 {
    digits.as_bytes().get(index).copied().unwrap_or(0)
}

fn cn_mobile(national: &str) -> Option<Plan> {
    plan(
        national.len() == 11 && nth(national, 0) == b'1' && nth(national, 1) >= b'3',
        PhoneKind::CnMobile,
        "+86",
        national,
    )
}

fn cn_service(national: &str) -> Option<Plan> {
    plan(
        national.len() == 10 && (national.starts_with("400") || national.starts_with("800")),
        PhoneKind::CnService,
        "+86",
        national,
    )
}

fn cn_short(digits: &str) -> Option<Plan> {
    let lengths = match (nth(digits, 0), nth(digits, 1)) {
        (b'9', b'5') => 5..=8,
        (b'9', b'6') => 5..=6,
        (b'1', b'0' | b'2') => 5..=5,
        _ => return None,
    };
    plan(lengths.contains(&digits.len()), PhoneKind::CnShort, "", digits)
}

/// Area (10, 2x or 3xx to 9xx, without its 0) and 7 or 8 digits that begin with 2 to 9.
fn cn_landline(national: &str) -> Option<Plan> {
    let area = match (nth(national, 0), nth(national, 1)) {
        (b'1', b'0') | (b'2', _) => 2,
        (b'3'..=b'9', _) => 3,
        _ => return None,
    };
    plan(
        matches!(national.len().checked_sub(area), Some(7 | 8)) && nth(national, area) >= b'2',
        PhoneKind::CnLandline,
        "+86",
        national,
    )
}

fn hk(national: &str) -> Option<Plan> {
    plan(national.len() == 8 && nth(national, 0) >= b'2', PhoneKind::Hk, "+852", national)
}

fn mo(national: &str) -> Option<Plan> {
    plan(
        national.len() == 8 && (national.starts_with(['6', '8']) || national.starts_with("28")),
        PhoneKind::Mo,
        "+853",
        national,
    )
}

fn tw_mobile(national: &str) -> Option<Plan> {
    plan(national.len() == 9 && nth(national, 0) == b'9', PhoneKind::TwMobile, "+886", national)
}

/// Taipei's 2 and eight digits, or 3 to 8 with an area of up to three digits and five to eight more.
fn tw_landline(national: &str) -> Option<Plan> {
    let fits = match nth(national, 0) {
        b'2' => national.len() == 9,
        b'3'..=b'8' => (6..=11).contains(&national.len()),
        _ => false,
    };
    plan(fits, PhoneKind::TwLandline, "+886", national)
}

fn tw_free(national: &str) -> Option<Plan> {
    plan(
        national.len() == 9 && (national.starts_with("800") || national.starts_with("809")),
        PhoneKind::TwFree,
        "+886",
        national,
    )
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
