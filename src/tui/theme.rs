//! Colours by role: red is time, amber is soon, accent is where I am, grey is the rest; nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// White on black with stronger hues.
    HighContrast,
    /// No colour at all, only bold, dim, underline and reverse.
    Colourless,
}

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 24 bit.
    True,
    /// The 256-colour cube.
    Indexed,
    /// The sixteen of the terminal's own palette.
    Sixteen,
}

/// What a stretch of cells means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The screen behind everything.
    Ground,
    /// Plain words.
    Text,
    /// The phrase to say, names.
    Strong,
    /// Labels, units, origins.
    Dim,
    /// The rule between work and side.
    Rule,
    /// Where I am, what I can press, a blank to fill.
    Accent,
    /// The live line, the blank in hand.
    AccentFill,
    /// Late.
    Red,
    /// Due soon.
    Amber,
    /// Level 1.
    LevelOne,
    /// Words the machine put in.
    Own,
    /// The row in hand, the focused field.
    InHand,
    /// Behind an overlay.
    Overlay,
    /// Behind the top bar.
    TopBar,
    /// Elapsed share of a duty with time to spare.
    BandCalm,
    /// Elapsed share of a duty that is due soon.
    BandSoon,
    /// A duty past its time.
    BandLate,
}

/// A scheme at the depth of this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    scheme: Scheme,
    depth: Depth,
}

impl Theme {
    /// A theme; `NO_COLOR` is [`Scheme::Colourless`].
    pub const fn new(scheme: Scheme, depth: Depth) -> Self {
        Self { scheme, depth }
    }

    /// Another scheme at the same depth.
    #[must_use]
    pub const fn in_scheme(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// The scheme it was made from.
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Whether fills must be shown as `[ ]`, because there is no colour to show them by.
    pub const fn is_colourless(&self) -> bool {
        matches!(self.scheme, Scheme::Colourless)
    }

    /// The style of a role; roles that are a ground set only the background, so they can be laid under words.
    pub fn style(&self, role: Role) -> Style {
        match (self.scheme, self.depth) {
            (Scheme::Colourless, _) => colourless(role),
            (scheme, Depth::Sixteen) => sixteen(scheme, role),
            (scheme, depth) => rgb(scheme, role, depth),
        }
    }

    /// A role made bold.
    pub fn bold(&self, role: Role) -> Style {
        self.style(role).add_modifier(Modifier::BOLD)
    }
}

fn colourless(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Ground | Role::Text | Role::Overlay | Role::TopBar => plain,
        Role::Strong | Role::Red | Role::Amber => plain.add_modifier(Modifier::BOLD),
        Role::Dim | Role::Rule => plain.add_modifier(Modifier::DIM),
        Role::Accent => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::AccentFill | Role::LevelOne => plain.add_modifier(Modifier::REVERSED),
        Role::Own | Role::InHand | Role::BandCalm | Role::BandSoon | Role::BandLate => {
            plain.add_modifier(Modifier::UNDERLINED)
        }
    }
}

fn sixteen(scheme: Scheme, role: Role) -> Style {
    let light = scheme == Scheme::Light;
    let pick = |dark: u8, bright: u8| Color::Indexed(if light { bright } else { dark });
    let plain = Style::new();
    match role {
        Role::Rule => plain.fg(pick(8, 7)),
        Role::Accent => plain.fg(pick(6, 4)),
        Role::AccentFill => plain.fg(pick(0, 15)).bg(pick(6, 4)),
        Role::Red => plain.fg(pick(9, 1)),
        Role::Amber => plain.fg(pick(11, 3)),
        Role::LevelOne => plain.fg(Color::Indexed(15)).bg(Color::Indexed(1)),
        Role::Dim => plain.add_modifier(Modifier::DIM),
        other => colourless(other),
    }
}

/// Foreground and background of a role; `None` leaves what is there.
type Pair = (Option<u32>, Option<u32>);

const fn dark(role: Role) -> Pair {
    match role {
        Role::Ground => (Some(0xD5_D9DE), Some(0x15_181C)),
        Role::Text | Role::Own => (Some(0xD5_D9DE), None),
        Role::Strong => (Some(0xFF_FFFF), None),
        Role::Dim => (Some(0x92_9AA4), None),
        Role::Rule => (Some(0x4D_555F), None),
        Role::Accent => (Some(0x7C_B7E8), None),
        Role::AccentFill => (Some(0x15_181C), Some(0x7C_B7E8)),
        Role::Red => (Some(0xFF_8A80), None),
        Role::Amber => (Some(0xE5_B567), None),
        Role::LevelOne => (Some(0xFF_FFFF), Some(0xB3_262F)),
        Role::InHand | Role::BandCalm => (None, Some(0x28_313B)),
        Role::Overlay => (None, Some(0x20_252C)),
        Role::TopBar => (None, Some(0x1B_1F24)),
        Role::BandSoon => (None, Some(0x4A_3A17)),
        Role::BandLate => (None, Some(0x57_201F)),
    }
}

const fn light(role: Role) -> Pair {
    match role {
        Role::Ground => (Some(0x24_292F), Some(0xFB_FAF7)),
        Role::Text | Role::Own => (Some(0x24_292F), None),
        Role::Strong => (Some(0x00_0000), None),
        Role::Dim => (Some(0x5B_636C), None),
        Role::Rule => (Some(0xB9_BEC4), None),
        Role::Accent => (Some(0x0B_5CAD), None),
        Role::AccentFill => (Some(0xFF_FFFF), Some(0x0B_5CAD)),
        Role::Red => (Some(0xB3_261E), None),
        Role::Amber => (Some(0x85_5300), None),
        Role::LevelOne => (Some(0xFF_FFFF), Some(0xB3_261E)),
        Role::InHand | Role::BandCalm => (None, Some(0xE4_EBF2)),
        Role::Overlay | Role::TopBar => (None, Some(0xF1_EFE9)),
        Role::BandSoon => (None, Some(0xF3_DFB4)),
        Role::BandLate => (None, Some(0xF6_CFCB)),
    }
}

const fn high_contrast(role: Role) -> Pair {
    match role {
        Role::Ground => (Some(0xFF_FFFF), Some(0x00_0000)),
        Role::Text | Role::Own | Role::Strong => (Some(0xFF_FFFF), None),
        Role::Dim => (Some(0xD0_D0D0), None),
        Role::Rule => (Some(0x80_8080), None),
        Role::Accent => (Some(0x5C_E1FF), None),
        Role::AccentFill => (Some(0x00_0000), Some(0x5C_E1FF)),
        Role::Red => (Some(0xFF_8080), None),
        Role::Amber => (Some(0xFF_D23F), None),
        Role::LevelOne => (Some(0x00_0000), Some(0xFF_8080)),
        Role::InHand | Role::BandCalm => (None, Some(0x00_344D)),
        Role::Overlay => (None, Some(0x1A_1A1A)),
        Role::TopBar => (None, Some(0x00_0000)),
        Role::BandSoon => (None, Some(0x5A_4700)),
        Role::BandLate => (None, Some(0x6B_1A1A)),
    }
}

fn rgb(scheme: Scheme, role: Role, depth: Depth) -> Style {
    let (fore, back) = match scheme {
        Scheme::Light => light(role),
        Scheme::HighContrast => high_contrast(role),
        Scheme::Dark | Scheme::Colourless => dark(role),
    };
    let mut style = Style::new();
    style.fg = fore.map(|code| colour(code, depth));
    style.bg = back.map(|code| colour(code, depth));
    match (role, scheme) {
        (Role::Own, _) => style.add_modifier(Modifier::UNDERLINED),
        (Role::Strong, Scheme::HighContrast) => style.add_modifier(Modifier::BOLD),
        _ => style,
    }
}

fn colour(code: u32, depth: Depth) -> Color {
    let [_, red, green, blue] = code.to_be_bytes();
    match depth {
        Depth::Indexed => Color::Indexed(nearest(red, green, blue)),
        Depth::True | Depth::Sixteen => Color::Rgb(red, green, blue),
    }
}

/// The nearest of the colour cube and the grey ramp of a 256-colour terminal.
fn nearest(red: u8, green: u8, blue: u8) -> u8 {
    let spread = red.max(green).max(blue) - red.min(green).min(blue);
    if spread < 14 {
        let grey = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
        return if grey < 4 {
            16
        } else if grey > 243 {
            231
        } else {
            232 + ((grey - 3) / 10).to_le_bytes()[0]
        };
    }
    16 + 36 * cube(red) + 6 * cube(green) + cube(blue)
}

const fn cube(part: u8) -> u8 {
    match part {
        0..=47 => 0,
        48..=114 => 1,
        _ => (part - 35) / 40,
    }
}
