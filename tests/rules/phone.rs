//! Numbers people dictate: good ones in their stored form, bad ones with the reason.

use proptest::prelude::*;
use zuoxi::domain::language::half_width::{digit, plain};
use zuoxi::domain::language::number_form::NumberForm;
use zuoxi::domain::language::phone::{Invalid, Phone, PhoneKind, Region, is_case_no, is_email, normalise};

use crate::loader::manual;

const GOOD: [(&str, &str, Option<&str>, PhoneKind); 52] = [
    ("13800138000", "+8613800138000", None, PhoneKind::CnMobile),
    ("138 0013 8000", "+8613800138000", None, PhoneKind::CnMobile),
    ("138-0013-8000", "+8613800138000", None, PhoneKind::CnMobile),
    (" １３８００１３８０００ ", "+8613800138000", None, PhoneKind::CnMobile),
    ("+86 19912345678", "+8619912345678", None, PhoneKind::CnMobile),
    ("+86-13800138000", "+8613800138000", None, PhoneKind::CnMobile),
    ("8613800138000", "+8613800138000", None, PhoneKind::CnMobile),
    ("0086 138 0013 8000", "+8613800138000", None, PhoneKind::CnMobile),
    ("010-62265678", "+861062265678", None, PhoneKind::CnLandline),
    ("(010) 62265678", "+861062265678", None, PhoneKind::CnLandline),
    ("（010）６２２６５６７８", "+861062265678", None, PhoneKind::CnLandline),
    ("010-6226 5678", "+861062265678", None, PhoneKind::CnLandline),
    ("021 62265678", "+862162265678", None, PhoneKind::CnLandline),
    ("0755-2345678", "+867552345678", None, PhoneKind::CnLandline),
    ("0755-23456789", "+8675523456789", None, PhoneKind::CnLandline),
    ("075523456789", "+8675523456789", None, PhoneKind::CnLandline),
    ("+86 10 62265678", "+861062265678", None, PhoneKind::CnLandline),
    ("86 (010) 62265678", "+861062265678", None, PhoneKind::CnLandline),
    ("010-62265678转805", "+861062265678", Some("805"), PhoneKind::CnLandline),
    ("010-62265678轉805", "+861062265678", Some("805"), PhoneKind::CnLandline),
    ("010-62265678-805", "+861062265678", Some("805"), PhoneKind::CnLandline),
    ("010-62265678#1", "+861062265678", Some("1"), PhoneKind::CnLandline),
    ("010-62265678 ext. 123456", "+861062265678", Some("123456"), PhoneKind::CnLandline),
    ("0755-2345678-1", "+867552345678", Some("1"), PhoneKind::CnLandline),
    ("400-123-4567", "+864001234567", None, PhoneKind::CnService),
    ("4001234567", "+864001234567", None, PhoneKind::CnService),
    ("800 810 1234", "+868008101234", None, PhoneKind::CnService),
    ("95588", "95588", None, PhoneKind::CnShort),
    ("955 88", "95588", None, PhoneKind::CnShort),
    ("9510086", "9510086", None, PhoneKind::CnShort),
    ("96110", "96110", None, PhoneKind::CnShort),
    ("12315", "12315", None, PhoneKind::CnShort),
    ("10086", "10086", None, PhoneKind::CnShort),
    ("+852 5123 4567", "+85251234567", None, PhoneKind::Hk),
    ("852-21234567", "+85221234567", None, PhoneKind::Hk),
    ("+853 6612 3456", "+85366123456", None, PhoneKind::Mo),
    ("+853 28123456", "+85328123456", None, PhoneKind::Mo),
    ("853 8812 3456", "+85388123456", None, PhoneKind::Mo),
    ("0912-345-678", "+886912345678", None, PhoneKind::TwMobile),
    ("0912345678", "+886912345678", None, PhoneKind::TwMobile),
    ("+886 912 345 678", "+886912345678", None, PhoneKind::TwMobile),
    ("+886 0912345678", "+886912345678", None, PhoneKind::TwMobile),
    ("(02)2345-6789", "+886223456789", None, PhoneKind::TwLandline),
    ("02-2345-6789", "+886223456789", None, PhoneKind::TwLandline),
    ("+886-2-2345-6789", "+886223456789", None, PhoneKind::TwLandline),
    ("02-2345-6789#123", "+886223456789", Some("123"), PhoneKind::TwLandline),
    ("04-23456789", "+886423456789", None, PhoneKind::TwLandline),
    ("037-123456", "+88637123456", None, PhoneKind::TwLandline),
    ("0800-123-456", "+886800123456", None, PhoneKind::TwFree),
    ("0809 123 456", "+886809123456", None, PhoneKind::TwFree),
    ("+1 415 555 0123", "+14155550123", None, PhoneKind::Other),
    ("+1 (415) 555-0123", "+14155550123", None, PhoneKind::Other),
];

const BAD: [(&str, Invalid); 32] = [
    ("", Invalid::Empty),
    ("   ", Invalid::Empty),
    ("+", Invalid::TooShort),
    ("110x", Invalid::Extension),
    ("955", Invalid::TooShort),
    ("12800138000", Invalid::NoSuchForm),
    ("1380013800", Invalid::NoSuchForm),
    ("138001380000", Invalid::NoSuchForm),
    ("010-1226567", Invalid::NoSuchForm),
    ("010-622656", Invalid::NoSuchForm),
    ("1234567", Invalid::NoSuchForm),
    ("95", Invalid::TooShort),
    ("13315123", Invalid::NoSuchForm),
    ("1331", Invalid::TooShort),
    ("12345678", Invalid::NoSuchForm),
    ("0912-345-67", Invalid::NoSuchForm),
    ("0700-12-345-678-901", Invalid::NoSuchForm),
    ("+0123456789", Invalid::NoSuchForm),
    ("+12345", Invalid::NoSuchForm),
    ("+1234567890123456", Invalid::TooLong),
    ("12345678901234567890", Invalid::TooLong),
    ("138--0013-8000", Invalid::Characters),
    ("138_0013_8000", Invalid::Characters),
    ("138 0013 8000-", Invalid::Characters),
    ("-13800138000", Invalid::Characters),
    ("(010 62265678", Invalid::Characters),
    ("010)62265678", Invalid::Characters),
    ("周女士", Invalid::Characters),
    ("1380013800O", Invalid::Characters),
    ("13800138000转8", Invalid::Extension),
    ("010-62265678转", Invalid::Extension),
    ("010-62265678转1234567", Invalid::Extension),
];

#[test]
fn good_numbers_are_stored_as_they_can_be_dialled() {
    for (typed, e164, ext, kind) in GOOD {
        let expected = Phone { e164: e164.into(), ext: ext.map(Into::into), kind, guess: false };
        assert_eq!(normalise(typed, Region::Cn), Ok(expected), "{typed}");
    }
}

#[test]
fn bad_numbers_are_refused_with_the_reason() {
    for (typed, reason) in BAD {
        assert_eq!(normalise(typed, Region::Cn), Err(reason), "{typed}");
    }
}

#[test]
fn a_number_that_is_not_shown_is_hidden() {
    for typed in ["hidden", "Hidden", "未显示号码", "未顯示號碼"] {
        let phone = normalise(typed, Region::Cn).unwrap();
        assert_eq!((phone.e164.as_str(), phone.kind), ("hidden", PhoneKind::Hidden));
    }
}

#[test]
fn eight_digits_mean_what_the_region_says_and_stay_a_guess() {
    let read = |typed, region| normalise(typed, region).map(|phone| (phone.e164, phone.guess)).unwrap();
    assert_eq!(read("5123 4567", Region::Hk), ("+85251234567".into(), true));
    assert_eq!(read("5123 4567", Region::Cn), ("51234567".into(), true));
    assert_eq!(read("66123456", Region::Mo), ("+85366123456".into(), true));
    assert_eq!(read("23456789", Region::Tw), ("23456789".into(), true));
}

/// Nobody's country code is put before a number of a country whose plan is not known here.
#[test]
fn elsewhere_a_number_without_its_country_code_keeps_its_digits() {
    let read = |typed| normalise(typed, Region::Elsewhere).map(|phone| (phone.e164, phone.guess)).unwrap();
    assert_eq!(read("9123 4567"), ("91234567".into(), true));
    assert_eq!(read("13800138000"), ("13800138000".into(), true));
    assert_eq!(read("+65 9123 4567"), ("+6591234567".into(), false));
    assert_eq!(read("0086 13800138000"), ("+8613800138000".into(), false));
    let company = |region: &str| {
        let mut manual = zuoxi::manual::built_in();
        manual.calendar.region = region.to_owned();
        zuoxi::domain::values::region(&manual)
    };
    assert_eq!([company("SG"), company("CN-XJ"), company("TW")], [Region::Elsewhere, Region::Cn, Region::Tw]);
}

#[test]
fn digits_that_could_be_two_cities_are_a_guess() {
    let read = |typed, region| normalise(typed, region).map(|phone| (phone.kind, phone.guess)).unwrap();
    assert_eq!(read("0223456789", Region::Tw), (PhoneKind::TwLandline, true));
    assert_eq!(read("0223456789", Region::Cn), (PhoneKind::CnLandline, true));
    assert_eq!(read("022-3456789", Region::Tw), (PhoneKind::CnLandline, false));
    assert_eq!(read("1062265678", Region::Cn), (PhoneKind::CnLandline, true));
    assert_eq!(read("+86 12345678", Region::Cn), (PhoneKind::Other, true));
}

#[test]
fn addresses_have_one_at_and_a_dot_behind_it() {
    for good in ["a@b.cn", "zhou.min+1@mail.example.com", "周@例子.中国"] {
        assert!(is_email(good), "{good}");
    }
    let long = format!("{}@example.com", "a".repeat(65));
    for bad in ["", "a", "a@b", "@b.cn", "a@@b.cn", "a b@c.cn", "a@b..cn", "a@.cn", "a@b.", long.as_str()] {
        assert!(!is_email(bad), "{bad}");
    }
}

#[test]
fn case_numbers_have_a_prefix_a_date_and_four_digits() {
    for good in ["ZX20260316-0007", "ABCD20260316-12345"] {
        assert!(is_case_no(good), "{good}");
    }
    for bad in
        ["Z20260316-0007", "ZX2026031-0007", "ZX20260316-007", "zx20260316-0007", "ZX202603160007", "ZX20260316-"]
    {
        assert!(!is_case_no(bad), "{bad}");
    }
}

#[test]
fn order_numbers_have_the_form_the_manual_gives() {
    let form: NumberForm = manual().order_no.parse().unwrap();
    for good in ["A12345", "2026-0316-88", "12345678901234567890123456789012"] {
        assert!(form.fits(good), "{good}");
    }
    for bad in ["", "12345", "-12345", "订单12345", "123456789012345678901234567890123", "A 12345"] {
        assert!(!form.fits(bad), "{bad}");
    }
}

#[test]
fn a_company_may_give_its_own_form() {
    let form: NumberForm = r"^SO-?\d{8,10}[AB]*$".parse().unwrap();
    for good in ["SO12345678", "SO-1234567890", "SO12345678ABBA"] {
        assert!(form.fits(good), "{good}");
    }
    assert!(!form.fits("SO1234567"));
    for wrong in ["", "SO", "^$", "^(a|b)$", "^[A-$", r"^\w$", "^a{3,1}$", "^[^a]$", "^a{99}$"] {
        assert!(wrong.parse::<NumberForm>().is_err(), "{wrong}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_typed_stops_the_reading(text in "[0-9+() .#x转-]{0,20}|\\PC{0,20}", region in prop::sample::select(Region::ALL)) {
        if let Ok(phone) = normalise(&text, region) {
            let again = normalise(&phone.e164, region).unwrap();
            prop_assert_eq!(again.e164, phone.e164);
        }
    }
}

#[test]
fn full_width_letters_digits_signs_and_blanks_are_their_ascii_twins() {
    assert_eq!("ＡＢｃ　１９：？～".chars().map(plain).collect::<String>(), "ABc 19:?~");
    assert_eq!("、。「一".chars().map(plain).collect::<String>(), "、。「一", "what has no twin stays");
    assert_eq!((digit('７'), digit('7'), digit('七')), (Some(7), Some(7), None));
}
