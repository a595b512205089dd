//! Where copies worked on apart came across each other, with who did what on which side.

use super::query::CaseFile;
use crate::case::names_step;
use crate::{Clash, EventId, Recorded, StationId};

/// Two acts that came across each other, as a person is told of them.
#[derive(Debug, Clone)]
pub struct Crossed<'a> {
    /// What they came across each other about.
    pub clash: Clash,
    /// The one folded first and the one that had the last word.
    pub sides: [Side<'a>; 2],
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The fact the act is named by, with its author and moment.
    pub fact: &'a Recorded,
    /// Whether this store wrote it and not the copy; nothing where neither side, or nobody knows which, is this one.
    pub here: Option<bool>,
}

impl CaseFile {
    /// Everything a person should look at, each with its two sides.
    pub fn crossed(&self) -> Vec<Crossed<'_>> {
        self.case.crossings().into_iter().filter_map(|clash| self.sides(clash)).collect()
    }

    fn sides(&self, clash: Clash) -> Option<Crossed<'_>> {
        let [one, other] = clash.stations;
        let here =
            |station: StationId| ((one == self.station) != (other == self.station)).then_some(station == self.station);
        let side = |act, station| Some(Side { fact: self.named_by(act, station, clash.steps)?, here: here(station) });
        let sides = [side(clash.one, one)?, side(clash.other, other)?];
        Some(Crossed { clash, sides })
    }

    fn named_by(&self, act: EventId, station: StationId, step: bool) -> Option<&Recorded> {
        let of_act = || self.facts.iter().filter(move |fact| (fact.act, fact.station) == (act, station));
        of_act().find(|fact| step && names_step(fact)).or_else(|| of_act().next())
    }
}
