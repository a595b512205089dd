//! Identifiers made by the screens, so that a retried act is recognised as the same one.

use uuid::Uuid;

use crate::domain::Timestamp;

/// A source of version 7 UUIDs: the time from the model, the rest from a seed, so that a replay makes the same ids.
#[derive(Debug, Clone)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// A source; the seed must be drawn at random outside of tests.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next id, as of `now`.
    pub fn next(&mut self, now: Timestamp) -> Uuid {
        let mut random = [0_u8; 10];
        let bits = self.word().to_le_bytes().into_iter().chain(self.word().to_le_bytes());
        for (slot, byte) in random.iter_mut().zip(bits) {
            *slot = byte;
        }
        uuid::Builder::from_unix_timestamp_millis(now.0.max(0).unsigned_abs(), &random).into_uuid()
    }

    /// One step of splitmix64.
    const fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_ids_and_no_id_comes_twice() {
        let (mut one, mut two) = (Ids::new(7), Ids::new(7));
        let mut seen = std::collections::BTreeSet::new();
        for ms in 0..1000 {
            let id = one.next(Timestamp(ms / 10));
            assert_eq!(id, two.next(Timestamp(ms / 10)));
            assert_eq!(id.get_version_num(), 7);
            assert!(seen.insert(id));
        }
    }
}
