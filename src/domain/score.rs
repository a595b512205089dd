//! Satisfaction: marks from one to five become a score out of a hundred.

use super::manual::Manual;
use super::{Dimension, RatingStatus, Solved};

/// Marks of 1 (very dissatisfied) to 5 (very satisfied); what was not answered is absent, other numbers count as absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// How we spoke.
    pub attitude: Option<u8>,
    /// How well the work was done.
    pub quality: Option<u8>,
    /// How fast we answered.
    pub speed: Option<u8>,
    /// Whether it helped.
    pub solving: Option<u8>,
}

impl Marks {
    /// The mark of a dimension.
    pub fn get(&self, dimension: Dimension) -> Option<u8> {
        let mark = match dimension {
            Dimension::Attitude => self.attitude,
            Dimension::Quality => self.quality,
            Dimension::Speed => self.speed,
            Dimension::Solving => self.solving,
        };
        mark.filter(|mark| (1..=5).contains(mark))
    }
}

/// What a rating comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// Tenths of a point, half up (950 = 95.0); absent where too few questions were answered.
    pub tenths: Option<u32>,
    /// Whether a lead calls back: a low score, a low mark, or the customer says it is not solved.
    pub low: bool,
    /// Scored, or refused where too few questions were answered.
    pub status: RatingStatus,
}

/// The weighted score of marks over the answered dimensions.
pub fn score(manual: &Manual, marks: &Marks, solved: Option<Solved>) -> Scored {
    let rule = &manual.satisfaction;
    let answered: Vec<(u64, u8)> = rule
        .dimensions
        .iter()
        .filter_map(|dimension| marks.get(dimension.id).map(|mark| (u64::from(dimension.weight), mark)))
        .collect();
    let enough = answered.len() >= rule.min_dimensions && marks.get(rule.must_answer).is_some();
    let tenths = if enough { weighted_tenths(&answered) } else { None };
    let low_mark = answered.iter().any(|(_, mark)| *mark <= rule.low_dimension);
    scored(manual, tenths, low_mark, solved)
}

/// The score of the one key pressed at the end of a call; a key without a meaning counts as refused.
pub fn keypad(manual: &Manual, key: u8, solved: Option<Solved>) -> Scored {
    let mark = manual.satisfaction.keypad.get(&key.to_string()).copied();
    let low_mark = mark.is_some_and(|mark| mark <= manual.satisfaction.low_dimension);
    scored(manual, mark.map(|mark| u32::from(mark) * 200), low_mark, solved)
}

fn scored(manual: &Manual, tenths: Option<u32>, low_mark: bool, solved: Option<Solved>) -> Scored {
    let low_score = tenths.is_some_and(|tenths| f64::from(tenths) < manual.satisfaction.low_overall * 10.0);
    let status = if tenths.is_some() { RatingStatus::Scored } else { RatingStatus::Refused };
    Scored { tenths, low: low_score || low_mark || solved == Some(Solved::No), status }
}

/// A mark is worth 20 points, 200 tenths; halves are rounded up in whole numbers, never through a float.
fn weighted_tenths(answered: &[(u64, u8)]) -> Option<u32> {
    let weights: u64 = answered.iter().map(|(weight, _)| weight).sum();
    let points: u64 = answered.iter().map(|(weight, mark)| weight * u64::from(*mark)).sum();
    (2 * 200 * points + weights).checked_div(2 * weights).and_then(|tenths| u32::try_from(tenths).ok())
}
