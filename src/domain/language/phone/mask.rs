//! A number as lists, logs and exports show it (domain specification, masking): the area and the last digits.

use super::{Phone, PhoneKind, Region, normalise};

/// `138****8000`, `010-****5678`, `+852 ****4567`, `0912-***-678`; short service numbers stay, an extension is dropped.
///
/// Takes numbers as typed or in E.164.
pub fn masked(typed: &str) -> String {
    match normalise(typed, Region::Cn) {
        Ok(phone) => by_plan(&phone, typed),
        Err(_) => unplanned(typed),
    }
}

/// What no plan knows: an area where it begins like one, and the last digits.
fn unplanned(typed: &str) -> String {
    let main = typed.split(['#', 'x', '*', '转', '轉', ';', ',']).next().unwrap_or_default();
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        0..7 => typed.trim().to_owned(),
        10.. if digits.starts_with('0') => {
            format!("{}-****{}", head(&digits, mainland_area(&digits)), tail(&digits, 4))
        }
        _ => format!("****{}", tail(&digits, 4)),
    }
}

/// Digits of an area code of the mainland with its 0: 010 and 02x have three.
fn mainland_area(home: &str) -> usize {
    if home.starts_with("010") || home.starts_with("02") { 3 } else { 4 }
}

fn by_plan(phone: &Phone, typed: &str) -> String {
    let digits = phone.e164.trim_start_matches('+');
    let home = |country: &str| format!("0{}", digits.strip_prefix(country).unwrap_or(digits));
    match phone.kind {
        PhoneKind::CnMobile => {
            let national = digits.strip_prefix("86").unwrap_or(digits);
            format!("{}****{}", head(national, 3), tail(national, 4))
        }
        PhoneKind::CnService => {
            format!("{}-***-{}", head(digits.strip_prefix("86").unwrap_or(digits), 3), tail(digits, 4))
        }
        PhoneKind::CnLandline => {
            let home = home("86");
            format!("{}-****{}", head(&home, mainland_area(&home)), tail(&home, 4))
        }
        PhoneKind::CnShort | PhoneKind::Hidden => typed.trim().to_owned(),
        PhoneKind::Local => format!("****{}", tail(digits, 4)),
        PhoneKind::Hk | PhoneKind::Mo => format!("+{} ****{}", head(digits, 3), tail(digits, 4)),
        PhoneKind::TwMobile | PhoneKind::TwFree => {
            let home = home("886");
            format!("{}-***-{}", head(&home, 4), tail(&home, 3))
        }
        PhoneKind::TwLandline => {
            let home = home("886");
            format!("{}-****{}", head(&home, taiwan_area(&home)), tail(&home, 4))
        }
        PhoneKind::Other if digits.starts_with("86") => unplanned(&home("86")),
        PhoneKind::Other => {
            let country = if digits.starts_with(['1', '7']) { 1 } else { 2 };
            format!("+{} ****{}", head(digits, country), tail(digits, 4))
        }
    }
}

/// Digits of an area code of Taiwan with its 0: Miaoli, Nantou, Kinmen and Taitung have three, Wuqiu and Matsu four.
fn taiwan_area(home: &str) -> usize {
    match head(home, 4) {
        "0826" | "0836" => 4,
        area if ["037", "049", "082", "089"].contains(&head(area, 3)) => 3,
        _ => 2,
    }
}

fn head(digits: &str, count: usize) -> &str {
    digits.get(..count).unwrap_or(digits)
}

fn tail(digits: &str, count: usize) -> &str {
    digits.get(digits.len().saturating_sub(count)..).unwrap_or(digits)
}
