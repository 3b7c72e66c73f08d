//! What is measured along a run, for two places or steps at a time.

use crate::geometry::{Point, Tangent};
use crate::numeric::lanes::{Lanes, Mask};

/// A place that a run has come to, in the model's own coordinates.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Where it is.
    pub at: Point,
    /// The difference from the place before; nothing at the start.
    pub difference: Tangent,
}

/// A model that measures two places or steps at a time, in its own coordinates whatever chart it is seen in. No number
/// depends on which other ones are asked for. Where the formulas for single steps are needed because a step is far out,
/// it writes NaN. Each method returns whether it has found all numbers. See [`Model::side_by_side`](super::Model::side_by_side).
pub trait SideBySide {
    /// The losses at places, with the bits of [`Loss::loss`](super::Loss::loss).
    fn losses(&self, places: &[Place], into: &mut [f64]) -> bool;

    /// `KL(from ‖ to)` and `KL(to ‖ from)` of the steps from each place to the next one, as precise as
    /// [`Family::kl`](super::Family::kl).
    fn divergences(&self, places: &[Place], into: [&mut [f64]; 2]) -> bool;

    /// The lengths of these steps, as precise as [`Geodesics::length`](super::Geodesics::length).
    fn lengths(&self, places: &[Place], into: &mut [f64]) -> bool;
}

/// The numbers of two entries of a column that are found together. After the last of an odd number nothing follows, so
/// that one is taken twice.
pub type Two = [usize; 2];

/// Calls `measure` for two entries after the other, of so many; returns whether all that it has found holds.
#[inline(always)]
pub fn two_by_two(count: usize, mut measure: impl FnMut(Two) -> Mask) -> bool {
    let (mut index, mut all) = (0, !Mask::default());
    while index < count {
        all = all & measure([index, (index + 1).min(count - 1)]);
        index += 2;
    }
    all.all()
}

/// Writes what was found of two entries, or NaN where it does not hold. Returns where it does.
#[inline(always)]
pub fn write(into: &mut [f64], [first, second]: Two, found: Lanes, holds: Mask) -> Mask {
    let [one, other] = holds.choose(found, Lanes::both(f64::NAN)).get();
    into[first] = one;
    into[second] = other;
    holds
}

/// Two places, one in each lane.
#[inline(always)]
pub fn points(places: &[Place], [first, second]: Two) -> [Lanes; 2] {
    let (a, b) = (&places[first], &places[second]);
    [Lanes::new(a.at.0, b.at.0), Lanes::new(a.at.1, b.at.1)]
}

/// The differences with which two places were reached.
#[inline(always)]
pub fn differences(places: &[Place], [first, second]: Two) -> [Lanes; 2] {
    let (a, b) = (&places[first], &places[second]);
    [Lanes::new(a.difference.0, b.difference.0), Lanes::new(a.difference.1, b.difference.1)]
}

/// Both ends of two steps, and their differences.
#[inline(always)]
pub fn steps(places: &[Place], [first, second]: Two) -> [[Lanes; 2]; 3] {
    let ends = [first + 1, second + 1];
    [points(places, [first, second]), points(places, ends), differences(places, ends)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Segment;
    use crate::model::prelude::*;
    use crate::model::{Categorical, Counts, Direction, Gaussian};
    use crate::numeric::random::Random;

    /// Steps from `10⁻¹⁵` to about 3, in any direction, one after the other.
    fn walk(model: &dyn Model, start: Point, random: &mut Random) -> Vec<Place> {
        let mut places = vec![Place { at: start, difference: Tangent::default() }];
        while places.len() < 400 {
            let Place { at, .. } = places[places.len() - 1];
            let size = (-35.0 * random.uniform()).exp() * 3.0;
            let difference = Tangent(size * random.normal(), size * random.normal());
            let to = at + difference;
            let is_near = to.0.abs().max(to.1.abs()) < 35.0;
            // Of a short step only its difference has all digits.
            let next = Place { at: to, difference };
            places.push(if model.holds(to) && is_near { next } else { places[0] });
            if places[places.len() - 1].at == start {
                let last = places.len() - 1;
                places[last].difference = start - places[last - 1].at;
            }
        }
        places
    }

    #[test]
    fn what_is_measured_side_by_side_is_as_precise_as_of_single_steps() {
        let counts = Counts::new([5.0, 3.0, 2.0], "data").unwrap();
        let gaussian = Gaussian::fitted_to(&[5.1, 5.3, 5.4], "data").unwrap();
        let models: [(&dyn Model, Point); 2] =
            [(&gaussian, Point(5.0, 0.7)), (&Categorical::new(counts), Point(0.3, -0.2))];
        let mut random = Random::seeded(24);
        for (model, start) in models {
            let two = model.side_by_side().unwrap();
            let places = walk(model, start, &mut random);
            for shift in [0, 1] {
                let places = &places[shift..];
                let nan = || vec![f64::NAN; places.len() - 1];
                let [mut kl, mut reverse, mut lengths, mut losses] = [nan(), nan(), nan(), nan()];
                two.divergences(places, [&mut kl, &mut reverse]);
                two.lengths(places, &mut lengths);
                two.losses(&places[1..], &mut losses);
                let mut found = 0;
                for (k, pair) in places.windows(2).enumerate() {
                    let [from, to] = [pair[0].at, pair[1].at];
                    let along = Segment { from, to, difference: pair[1].difference };
                    let pairs = [
                        (kl[k], model.kl(&along, Direction::OldNew)),
                        (reverse[k], model.kl(&along, Direction::NewOld)),
                        (lengths[k], model.length(&along)),
                    ];
                    for (one, single) in pairs {
                        let is_close = (one - single).abs() <= 3e-14 * single;
                        assert!(one.is_nan() || is_close, "{along:?}: {one} {single}");
                        found += u32::from(!one.is_nan());
                    }
                    let loss = losses[k];
                    assert!(loss.is_nan() || loss.to_bits() == model.loss(to).to_bits());
                }
                assert!(found > 600, "{found}");
            }
        }
    }
}
