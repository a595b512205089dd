//! Colours by role: readable where there are any, none where there are none.

use ratatui::style::Color;
use zuoxi::tui::theme::Role;
use zuoxi::tui::{Depth, Scheme, Theme};

const ROLES: [Role; 17] = [
    Role::Ground,
    Role::Text,
    Role::Strong,
    Role::Dim,
    Role::Rule,
    Role::Accent,
    Role::AccentFill,
    Role::Red,
    Role::Amber,
    Role::LevelOne,
    Role::Own,
    Role::InHand,
    Role::Overlay,
    Role::TopBar,
    Role::BandCalm,
    Role::BandSoon,
    Role::BandLate,
];

#[test]
fn without_colour_no_role_sets_a_foreground_or_background() {
    for role in ROLES {
        let style = Theme::new(Scheme::Colourless, Depth::True).style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
    }
}

#[test]
fn words_are_readable_on_every_ground_they_may_stand_on() {
    for scheme in [Scheme::Dark, Scheme::Light, Scheme::HighContrast] {
        let of = |role| Theme::new(scheme, Depth::True).style(role);
        for ground in [Role::Ground, Role::InHand, Role::Overlay, Role::TopBar] {
            for words in [Role::Text, Role::Strong, Role::Dim] {
                let (Some(fore), Some(back)) = (of(words).fg, of(ground).bg) else { panic!("no colour") };
                assert!(contrast(fore, back) >= 4.5, "{words:?} on {ground:?}: {}", contrast(fore, back));
            }
        }
    }
}

fn contrast(one: Color, two: Color) -> f64 {
    let light = |colour| {
        let Color::Rgb(red, green, blue) = colour else { panic!("no colour of its own") };
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    };
    let (high, low) = (light(one).max(light(two)), light(one).min(light(two)));
    (high + 0.05) / (low + 0.05)
}
