//! The minimum of a goal over a [`Region`]'s edge.

use nalgebra::Vector2;

use super::{Place, Region};
use crate::ball::Goal;
use crate::ball::kl_ball::EXACT;
use crate::geometry::Segment;
use crate::numeric::{minimum, root};

/// Why a goal has no minimum on the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMinimum {
    /// It is lower still far out, where the ball is unbounded.
    FarOut,
    /// It falls towards where the chart ends, inside the ball.
    BeyondChart,
}

/// The goal at a place of the edge, and the direction of its differential.
#[derive(Clone, Copy)]
struct Sample {
    value: f64,
    /// Sine of the angle from the normal to the goal's differential; see
    /// [`Sample`](crate::ball::scan::Sample).
    sine: f64,
    cosine: f64,
}

impl Region<'_> {
    /// The place of the edge at which `goal` is least.
    ///
    /// A minimum lies between two neighbours where the sine between both differentials changes
    /// from positive to negative; there it is refined until the sine is zero up to rounding.
    ///
    /// # Errors
    /// [`NoMinimum`], where the goal is lower still far out or where the chart ends.
    pub fn minimize(&self, goal: &Goal) -> Result<Segment, NoMinimum> {
        let far_out = self.least_far_out(goal);
        if far_out == f64::NEG_INFINITY {
            return Err(NoMinimum::FarOut);
        }
        let samples: Vec<Option<Sample>> =
            self.edge.iter().map(|place| self.sample(goal, place)).collect();
        let next = samples.iter().cycle().skip(1);
        let mut found = Vec::new();
        for ((pair, left), right) in self.pairs().zip(&samples).zip(next) {
            let (Some(left), Some(right)) = (left, right) else { continue };
            if !pair[0].is_open && may_hold_minimum(left, right) {
                found.extend(self.minima_between(goal, pair, [left.sine, right.sine]));
            }
        }
        let mut at_exits = f64::INFINITY;
        for (pair, shares) in self.chart_exits(&samples) {
            let ends = shares.map(|share| self.between(pair, share));
            let ends = ends.map(|place| place.and_then(|place| self.sample(goal, &place)));
            let [Some(left), Some(right)] = ends else { continue };
            at_exits = at_exits.min(left.value).min(right.value);
            if may_hold_minimum(&left, &right) {
                found.extend(self.lowest_between(goal, pair, shares));
            }
        }
        // Between two neighbours there may be a maximum and a minimum. The sine does not show them; the only sign
        // is that one of the neighbours is lower than every minimum found so far.
        let values = samples.iter().map(|sample| sample.map_or(f64::INFINITY, |found| found.value));
        let lowest = values.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        let lowest = lowest.ok_or(NoMinimum::BeyondChart)?;
        let mut best = self.least_of(goal, &found);
        if best.is_none_or(|(least, _)| lowest.1 < least) {
            for (left, pair) in self.pairs().enumerate() {
                let right = (left + 1) % samples.len();
                let is_beside = left == lowest.0 || right == lowest.0;
                let is_held = samples[left].is_some() && samples[right].is_some();
                if is_beside && is_held && !pair[0].is_open {
                    found.extend(self.lowest_between(goal, pair, [0.0, 1.0]));
                }
            }
            best = self.least_of(goal, &found);
        }
        let none = if far_out < at_exits { NoMinimum::FarOut } else { NoMinimum::BeyondChart };
        let (least, landing) = best.ok_or(none)?;
        if far_out.min(at_exits) >= least { Ok(landing) } else { Err(none) }
    }

    /// The least value at these places, and the segment to that place.
    fn least_of(&self, goal: &Goal, places: &[Place]) -> Option<(f64, Segment)> {
        let ends = places.iter().filter_map(|place| self.segment(place.at));
        let valued = ends.map(|end| (goal.value(self.model, &end), end));
        valued.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The lowest place between two shares of the edge from a place to its neighbour: found roughly by the
    /// values of the goal, and then to the last digit as a zero of the sine.
    fn lowest_between(&self, goal: &Goal, pair: [&Place; 2], shares: [f64; 2]) -> Option<Place> {
        /// A share of the gap, from which the sine is followed to its zero. Near a minimum values change by the
        /// square of the distance, so a search by values finds it to about 10⁻⁸ of the gap; this is a thousand
        /// times as much. From 10⁻⁶ to 10⁻² no minimum more or less is missed.
        const ASIDE: f64 = 1e-5;
        /// How far from there the sine may vanish. From 10⁻⁴ to 1 no minimum more or less is missed.
        const NEAR: f64 = 1e-3;
        let value = |share: f64| {
            let end = self.between(pair, share).and_then(|place| self.segment(place.at));
            end.map_or(f64::INFINITY, |end| goal.value(self.model, &end))
        };
        let lowest = minimum::golden_section(shares, value);
        let sine = |share: f64| self.sine(goal, pair, share);
        let found = root::secant([lowest - ASIDE, lowest], sine(lowest - ASIDE), EXACT, sine);
        let polished = found.filter(|found| (found - lowest).abs() < NEAR);
        self.between(pair, polished.unwrap_or(lowest))
    }

    fn sine(&self, goal: &Goal, pair: [&Place; 2], share: f64) -> f64 {
        let sample = self.between(pair, share).and_then(|place| self.sample(goal, &place));
        sample.map_or(f64::NAN, |sample| sample.sine)
    }

    fn sample(&self, goal: &Goal, place: &Place) -> Option<Sample> {
        let end = self.segment(place.at)?;
        let (value, differential) = goal.value_and_differential(self.model, &end, false);
        let slope = self.seen_on_radii(differential, end.to);
        let outward: Vector2<f64> = place.rise.normalize();
        // The place may lie a little beside the edge.
        let aside = place.excess / place.rise.norm();
        let value = value - aside * slope.dot(&outward);
        let slope = slope.normalize();
        Some(Sample { value, sine: slope.perp(&outward), cosine: slope.dot(&outward) })
    }

    /// The minima between two neighbours, between which the sine falls through zero: one, or one on
    /// either side of a maximum.
    fn minima_between(&self, goal: &Goal, pair: [&Place; 2], sines: [f64; 2]) -> Vec<Place> {
        /// A share of the gap. That much before a minimum the sine is positive, and before a maximum negative.
        /// From 10⁻⁴ to 0.1 no minimum more or less is missed.
        const BEFORE: f64 = 0.02;
        let fall = |share: f64| -self.sine(goal, pair, share);
        let start = sines[0] / (sines[0] - sines[1]);
        // A coarse place may lie a little beside the edge, and the zero just beside the gap.
        let is_inside = |share: &f64| (-0.1..=1.1).contains(share);
        let share = root::secant([0.0, start], -sines[0], EXACT, fall).filter(is_inside);
        let share = share.or_else(|| {
            let values = [0.0, 1.0].map(fall);
            let brackets = values[0] <= 0.0 && values[1] >= 0.0;
            brackets.then(|| root::bracketed([0.0, 1.0], values, fall))
        });
        let parts = match share {
            Some(share) if fall(share - BEFORE) <= 0.0 => {
                return self.between(pair, share).into_iter().collect();
            }
            Some(share) => vec![[0.0, share], [share, 1.0]],
            None => vec![[0.0, 1.0]],
        };
        parts.into_iter().filter_map(|part| self.lowest_between(goal, pair, part)).collect()
    }

    /// The least value far out where the ball is unbounded; infinite if it never is.
    fn least_far_out(&self, goal: &Goal) -> f64 {
        let ends = self.pairs().filter(|[from, _]| from.is_open).flatten();
        let values = ends.filter_map(|place| {
            let end = self.segment(place.at)?;
            let falls = goal.differential(&end).along(end.difference) < 0.0;
            let is_linear = matches!(goal, Goal::Linear(_));
            Some(if is_linear && falls { f64::NEG_INFINITY } else { goal.value(self.model, &end) })
        });
        values.fold(f64::INFINITY, f64::min)
    }

    /// Where the edge leaves the chart: each pair of neighbours of which one is in the chart, and the
    /// shares between which the edge is.
    fn chart_exits<'a>(
        &'a self,
        samples: &'a [Option<Sample>],
    ) -> impl Iterator<Item = ([&'a Place; 2], [f64; 2])> {
        /// The place is then known to 10⁻⁵ of the gap. From 4 to 16 halvings no minimum more or less is missed.
        const HALVINGS: usize = 16;
        let next = samples.iter().cycle().skip(1);
        let pairs = self.pairs().zip(samples.iter().zip(next));
        let half = pairs.filter(|(_, (left, right))| left.is_some() != right.is_some());
        half.map(|(pair, (left, _))| {
            let holds = |share| {
                self.between(pair, share).is_some_and(|place| self.segment(place.at).is_some())
            };
            let (mut inside, mut outside) = if left.is_some() { (0.0, 1.0) } else { (1.0, 0.0) };
            for _ in 0..HALVINGS {
                let middle = 0.5 * (inside + outside);
                if holds(middle) { inside = middle } else { outside = middle }
            }
            (pair, if left.is_some() { [0.0, inside] } else { [inside, 1.0] })
        })
    }
}

/// Whether the sine changes from positive to negative, and the goal does not fall inwards.
fn may_hold_minimum(left: &Sample, right: &Sample) -> bool {
    left.sine >= 0.0 && right.sine < 0.0 && (left.cosine < 0.0 || right.cosine < 0.0)
}
