//! The tabs of the top row: key and title of every screen, shorter where the calls need the room.

use super::model::Model;
use crate::tui::cx::Cx;
use crate::tui::paint::cells;
use crate::tui::screen::Screen;

/// What is written on one tab.
#[derive(Debug, Clone)]
pub struct Label {
    /// Blank cells where its key stands on screens on which the key switches.
    pub lead: u16,
    pub words: String,
}

/// The tabs as they fit.
#[derive(Debug)]
pub struct Tabs {
    /// Whether the brand stands before them.
    pub brand: bool,
    pub labels: Vec<Label>,
}

/// What a tab may say.
struct Name {
    /// Only where it switches: on Case digits mark phrases, in a field they are typed.
    key: Option<String>,
    title: String,
    short: String,
    lead: u16,
}

impl Name {
    fn of(screen: &dyn Screen, switches: bool, cx: &Cx) -> Self {
        let key = cx.keymap.shown(&["lists"], screen.id(), false);
        let lead = key.as_deref().map_or(0, |key| cells(key) + 1);
        Self {
            key: key.filter(|_| switches),
            title: cx.words.get(&format!("screen-{}", screen.id())),
            short: cx.words.get(&format!("screen-{}-short", screen.id())),
            lead: if switches { 0 } else { lead },
        }
    }

    fn said(&self, words: &str) -> Label {
        let words = self.key.as_ref().map_or_else(|| words.to_owned(), |key| format!("{key} {words}"));
        Label { lead: 0, words }
    }

    fn whole(&self) -> Label {
        self.said(&self.title)
    }

    fn in_place(&self) -> Label {
        Label { lead: self.lead, ..self.whole() }
    }

    fn in_short(&self) -> Label {
        self.said(&self.short)
    }
}

/// The names of all tabs, as their screen in front lets them be.
fn names(model: &Model) -> Vec<Name> {
    let switches = model.front().is_some_and(|front| front.tables().contains(&"lists") && !front.has_field());
    model.screens.iter().map(|screen| Name::of(screen.as_ref(), switches, &model.cx)).collect()
}

/// The cells the tabs cannot do without: a word each, the one in front whole.
pub fn least(model: &Model, gap: u16) -> u16 {
    let said = |(at, name): (usize, &Name)| if at == model.at { name.whole() } else { name.in_short() };
    wide(&names(model).iter().enumerate().map(said).collect::<Vec<_>>(), gap)
}

/// Whole titles in their places; where the room is short they move together, then the brand goes, then the others than
/// the one in front say less, the last ones first.
pub fn fitting(model: &Model, (beside, alone): (u16, u16), gap: u16) -> Tabs {
    let names = names(model);
    for form in [Name::in_place, Name::whole] {
        let labels: Vec<Label> = names.iter().map(form).collect();
        if wide(&labels, gap) <= beside {
            return Tabs { brand: true, labels };
        }
    }
    let mut labels: Vec<Label> = names.iter().map(Name::whole).collect();
    for (at, name) in names.iter().enumerate().rev().filter(|(at, _)| *at != model.at) {
        if wide(&labels, gap) <= alone {
            break;
        }
        if let Some(label) = labels.get_mut(at) {
            *label = name.in_short();
        }
    }
    Tabs { brand: false, labels }
}

fn wide(labels: &[Label], gap: u16) -> u16 {
    labels.iter().map(|label| label.cells() + gap).sum::<u16>().saturating_sub(gap)
}

impl Label {
    /// The cells it takes with its edges; nothing where it says nothing.
    pub fn cells(&self) -> u16 {
        if self.words.is_empty() { 0 } else { self.lead + cells(&self.words) + 2 }
    }
}
