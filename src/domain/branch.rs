//! Where stations come from, and who keeps whose cases: only a keeper writes what time brings about.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{BranchEvent, Event, Recorded, StationId};

/// Where a station comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The station it goes on from; none for the first of a line.
    pub parent: Option<StationId>,
    /// The branch it belongs to: as told when it joined others, else its line, named by the first station of it.
    pub branch: Uuid,
}

/// The stations a store has heard of, and who was named the keeper of a branch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stations {
    origins: BTreeMap<StationId, Origin>,
    keepers: BTreeMap<Uuid, StationId>,
}

impl Stations {
    /// Takes note of a station.
    pub fn learn(&mut self, station: StationId, origin: Origin) {
        self.origins.insert(station, origin);
    }

    /// Takes note of every station another store has heard of.
    pub fn hear(&mut self, other: &Self) {
        self.origins.extend(&other.origins);
    }

    /// Takes note of who keeps a branch.
    pub fn name_keeper(&mut self, branch: Uuid, keeper: StationId) {
        self.keepers.insert(branch, keeper);
    }

    /// The branch of a station; one nobody has heard of is a branch of its own.
    pub fn branch(&self, station: StationId) -> Uuid {
        self.origins.get(&station).map_or(station.0, |origin| origin.branch)
    }

    /// The branch whose leads answer for what a station began: its own, or that of whoever was named its keeper.
    pub fn answers_for(&self, station: StationId) -> Uuid {
        let branch = self.branch(station);
        self.keepers.get(&branch).map_or(branch, |keeper| self.branch(*keeper))
    }

    /// Whether a station keeps what another one began: it, or one it goes on from, was named the keeper of that branch;
    /// where nobody was named, every station of the branch keeps it.
    pub fn keeps(&self, station: StationId, began: StationId) -> bool {
        self.keeps_branch(station, self.branch(began))
    }

    /// The same of everything a branch began.
    pub fn keeps_branch(&self, station: StationId, branch: Uuid) -> bool {
        match self.keepers.get(&branch) {
            Some(keeper) => self.goes_on_from(station, *keeper),
            None => self.branch(station) == branch,
        }
    }

    fn goes_on_from(&self, station: StationId, earlier: StationId) -> bool {
        // A line cannot be longer than there are stations, however its parents were written.
        let parent = |one: &StationId| self.origins.get(one).and_then(|origin| origin.parent);
        std::iter::successors(Some(station), parent).take(self.origins.len() + 1).any(|one| one == earlier)
    }
}

/// A branch as its facts make it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Branch {
    /// What it is called.
    pub name: String,
    /// What the numbers of its cases begin with.
    pub prefix: String,
    /// The station that writes what time brings about on its cases, where one was named.
    pub keeper: Option<StationId>,
}

impl Branch {
    /// What the facts of a branch's stream make, the last word of each kind.
    pub fn of(facts: &[Recorded]) -> Self {
        let mut branch = Self::default();
        for fact in facts {
            match &fact.event {
                Event::Branch(BranchEvent::Named { name, prefix }) => {
                    branch.name.clone_from(name);
                    branch.prefix.clone_from(prefix);
                }
                Event::Branch(BranchEvent::KeeperNamed { station }) => branch.keeper = Some(StationId(*station)),
                _ => {}
            }
        }
        branch
    }
}
