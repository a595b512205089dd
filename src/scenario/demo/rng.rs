//! Seeded choice: the same seed makes the same day on every machine.

/// A small generator (SplitMix64): one per life, so that lives do not depend on each other.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

/// Spreads a number over all bits.
pub(super) const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A number that belongs to a seed and two names.
pub(super) const fn mixed(seed: u64, one: u64, two: u64) -> u64 {
    mix(seed ^ mix(one.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ mix(two.wrapping_add(0x2545_f491_4f6c_dd1d))))
}

impl Rng {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number from 0 up to, not including, `end`; 0 where there is none.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// A number of a span, both ends included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = u64::try_from(most.saturating_sub(least)).unwrap_or(0).saturating_add(1);
        least.saturating_add(i64::try_from(self.below(width)).unwrap_or(0))
    }

    /// True that many times in a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list; `None` of an empty one.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        list.get(at)
    }

    /// One of a list whose entries come with weights.
    pub(super) fn weighted<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> u64) -> Option<&'a T> {
        self.weighted_on(list, weight).first()
    }

    /// The same with those behind it.
    pub(super) fn weighted_on<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> u64) -> &'a [T] {
        let total: u64 = list.iter().map(&weight).sum();
        let mut left = self.below(total);
        let at = list.iter().position(|entry| {
            let here = weight(entry);
            let found = left < here;
            left = left.saturating_sub(here);
            found
        });
        at.and_then(|at| list.get(at..)).unwrap_or_default()
    }
}
