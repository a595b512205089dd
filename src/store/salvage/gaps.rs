//! What a store that was salvaged says of itself: where acts are missing, so that all others can still be proved.

use std::collections::BTreeMap;

use rusqlite::Connection;
use uuid::Uuid;

use super::proof::Chain;
use crate::store::chain;
use crate::store::error::StoreError;
use crate::store::view;

/// Stands in `meta`: `station:from:to:hash`, with blanks between; `-` where the hash is not known.
const GAPS: &str = "gaps";

/// Missing acts by the place of the first: the last one, and the hash the next one builds on, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct Gaps(BTreeMap<(Uuid, u64), (u64, Option<String>)>);

impl Gaps {
    pub(super) fn of(chains: &[Chain]) -> Self {
        let mut gaps = BTreeMap::<(Uuid, u64), (u64, Option<String>)>::new();
        for lost in chains.iter().flat_map(|chain| &chain.lost) {
            let hash = lost.leads_on.as_deref().map(chain::hex);
            match gaps.range_mut(..(lost.station, lost.from)).next_back() {
                Some(((station, _), (to, leads_on))) if *station == lost.station && *to + 1 == lost.from => {
                    (*to, *leads_on) = (lost.to, hash);
                }
                _ => drop(gaps.insert((lost.station, lost.from), (lost.to, hash))),
            }
        }
        Self(gaps)
    }

    /// Those a store tells of.
    pub fn read(connection: &Connection) -> Result<Self, StoreError> {
        let text = view::meta(connection, GAPS)?.unwrap_or_default();
        let gap = |text: &str| {
            let mut parts = text.split(':');
            let (station, from) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            let (to, hash) = (parts.next()?.parse().ok()?, parts.next()?);
            Some(((station, from), (to, (hash != "-").then(|| hash.to_owned()))))
        };
        let gaps = text.split_whitespace().map(|one| gap(one).ok_or(StoreError::BadValue(GAPS)));
        Ok(Self(gaps.collect::<Result<_, _>>()?))
    }

    /// These and those of another store.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn write(&self, connection: &Connection) -> Result<(), StoreError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let gaps = self
            .0
            .iter()
            .map(|((station, from), (to, hash))| format!("{station}:{from}:{to}:{}", hash.as_deref().unwrap_or("-")));
        view::set_meta(connection, GAPS, &gaps.collect::<Vec<_>>().join(" "))
    }

    /// How many acts are known to be missing.
    pub fn acts(&self) -> u64 {
        self.0.iter().map(|((_, from), (to, _))| to - from + 1).sum()
    }

    /// The gap between two acts of a station, where they are known to be missing.
    pub fn between(&self, station: Uuid, before: u64, seq: u64) -> Option<Gap> {
        let (to, hash) = self.0.get(&(station, before + 1))?;
        let hash = hash.as_deref().and_then(|hex| {
            let bytes = hex.as_bytes().chunks_exact(2);
            bytes.map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()).collect()
        });
        (to + 1 == seq).then_some(Gap { leads_on: hash })
    }
}

/// Acts that are known to be missing.
pub(crate) struct Gap {
    /// The hash the act behind them builds on; nothing where it went with them.
    pub leads_on: Option<Vec<u8>>,
}
