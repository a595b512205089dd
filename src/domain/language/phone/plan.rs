//! The number plans: what digits are, in which country.

use super::{Invalid, Phone, PhoneKind, Region};

/// The digits of what was typed.
struct Typed {
    /// `+` or `00` in front.
    international: bool,
    digits: String,
    /// Length of the first group, when separators show one.
    first_group: Option<usize>,
}

fn digits(text: &str) -> Result<Typed, Invalid> {
    // The country code may stand in brackets, and the 0 that is not dialled from abroad may, too.
    let text = text.trim().replacen("(+", "+(", 1);
    let (international, rest) = text.strip_prefix('+').map_or((false, &*text), |rest| (true, rest));
    let rest = if international { rest.replacen("(0)", " ", 1).replace("  ", " ") } else { rest.to_owned() };
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
pub(super) struct Plan {
    pub kind: PhoneKind,
    /// As dialled: E.164 or bare digits.
    pub dial: String,
    pub guess: bool,
}

impl Plan {
    fn guess(mut self) -> Self {
        self.guess = true;
        self
    }

    /// A whole line of the mainland, which may have an extension behind a hyphen.
    pub fn is_line(&self) -> bool {
        self.kind == PhoneKind::CnLandline && !self.guess
    }

    pub fn into_phone(self) -> Phone {
        Phone { e164: self.dial, ext: None, kind: self.kind, guess: self.guess }
    }
}

fn plan(fits: bool, kind: PhoneKind, country: &str, national: &str) -> Option<Plan> {
    fits.then(|| Plan { kind, dial: format!("{country}{national}"), guess: false })
}

/// The plan a number without extension belongs to.
pub(super) fn number(text: &str, region: Region) -> Result<Plan, Invalid> {
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
    if region == Region::Elsewhere {
        return plan((5..=15).contains(&digits.len()), PhoneKind::Local, "", digits).map(Plan::guess);
    }
    if let Some(plan) = hotline_of_a_city(read) {
        return Some(plan);
    }
    cn_mobile(digits)
        .or_else(|| cn_service(digits))
        .or_else(|| trunk_zero(read, region))
        .or_else(|| without_area(digits, region))
        .or_else(|| cn_short(digits))
        .or_else(|| with_country_code(digits))
        .or_else(|| cn_landline(digits).map(Plan::guess))
}

/// Numbers typed with the 0 of their country: mainland area codes and Taiwan overlap in a few forms.
fn trunk_zero(read: &Typed, region: Region) -> Option<Plan> {
    let national = read.digits.strip_prefix('0')?;
    // Many still dial a 0 before a mobile number of another city.
    if let Some(mobile) = cn_mobile(national) {
        return Some(mobile);
    }
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

/// `0571-12345`: a city's own short line, which is no line of Taiwan; its digits are all there is to dial.
fn hotline_of_a_city(read: &Typed) -> Option<Plan> {
    let (area, line) = read.digits.split_at_checked(read.first_group.filter(|length| (3..=4).contains(length))?)?;
    let city =
        area.starts_with('0') && nth(area, 1) != b'0' && (area.len() == 4) != matches!(nth(area, 1), b'1' | b'2');
    plan(city && line.len() == 5 && cn_short(line).is_some(), PhoneKind::CnShort, "", &read.digits)
}

/// A line of seven digits, as in half of the mainland's cities, or of eight.
fn without_area(digits: &str, region: Region) -> Option<Plan> {
    if digits.len() == 7 {
        let local = region == Region::Cn && nth(digits, 0) >= b'2';
        return cn_short(digits).or_else(|| plan(local, PhoneKind::Local, "", digits).map(Plan::guess));
    }
    eight_digits(digits, region)
}

fn eight_digits(digits: &str, region: Region) -> Option<Plan> {
    if digits.len() != 8 || !digits.starts_with(['2', '3', '4', '5', '6', '7', '8', '9']) {
        return None;
    }
    match region {
        Region::Hk => hk(digits).map(Plan::guess),
        Region::Mo => mo(digits).or_else(|| hk(digits)).map(Plan::guess),
        Region::Elsewhere => None,
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
        // 110, 119, 120, 122 and the like have three digits.
        (b'1', b'1' | b'2') if digits.len() == 3 => 3..=3,
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

/// Taipei's 2 and eight digits, Taichung's 4 with eight and Nantou's 49 with seven; all others have eight with their area.
fn tw_landline(national: &str) -> Option<Plan> {
    let fits = match nth(national, 0) {
        b'2' => national.len() == 9,
        b'4' => matches!(national.len(), 8 | 9),
        b'3' | b'5'..=b'8' => national.len() == 8,
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
