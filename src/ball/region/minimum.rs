//! The minimum of a goal over a [`Region`]'s edge.

use nalgebra::Vector2;

use super::{COARSE, EXACT as EXACT_EDGE, Place, Region};
use crate::ball::Goal;
use crate::ball::kl_ball::EXACT;
use crate::geometry::Segment;
use crate::model::Digits;
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
}

/// A place between two neighbours of the edge at which the goal is about least.
#[derive(Clone, Copy)]
struct Lowest<'a> {
    pair: [&'a Place; 2],
    /// Two shares, between which it is.
    within: [f64; 2],
    share: f64,
    /// To about ten digits of the goal's range.
    value: f64,
}

/// Minima that differ by no more than this share of the goal's range count as equal.
const ROUNDING: f64 = 1e-13;

/// Minima that are higher than the lowest by more than this share of the goal's range are not refined. It is far
/// more than the 10⁻¹⁰ that they err by. With a hundred times as much the third count ([`trace`](super::trace)) is the same, for
/// a little more work.
const CLEARLY_HIGHER: f64 = 1e-6;

impl Region<'_> {
    /// The place of the edge at which `goal` is least.
    ///
    /// A minimum lies between two neighbours where the sine between both differentials changes
    /// from positive to negative. All of them are found roughly, from places beside the edge. The lowest are then
    /// refined on the edge until the sine is zero up to rounding.
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
                found.push(self.lowest_between(goal, pair, shares));
            }
        }
        // Between two neighbours there may be a maximum and a minimum. The sine does not show them; the only sign
        // is that one of the neighbours is lower than every minimum found so far.
        let values = samples.iter().map(|sample| sample.map_or(f64::INFINITY, |found| found.value));
        let highest = values.clone().filter(|x| x.is_finite()).fold(f64::NEG_INFINITY, f64::max);
        let lowest = values.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        let lowest = lowest.ok_or(NoMinimum::BeyondChart)?;
        let range = highest - lowest.1;
        let mut best = self.least_of(goal, &found, range);
        if best.is_none_or(|(least, _)| lowest.1 < least && self.is_below(least, goal, lowest.0)) {
            for (left, pair) in self.pairs().enumerate() {
                let right = (left + 1) % samples.len();
                let is_beside = left == lowest.0 || right == lowest.0;
                let is_held = samples[left].is_some() && samples[right].is_some();
                if is_beside && is_held && !pair[0].is_open {
                    found.push(self.lowest_between(goal, pair, [0.0, 1.0]));
                }
            }
            best = self.least_of(goal, &found, range);
        }
        let none = if far_out < at_exits { NoMinimum::FarOut } else { NoMinimum::BeyondChart };
        let (least, landing) = best.ok_or(none)?;
        if far_out.min(at_exits) >= least { Ok(landing) } else { Err(none) }
    }

    /// Whether the goal is below a value at a place of the traced edge, put onto it to the last digit.
    fn is_below(&self, value: f64, goal: &Goal, place: usize) -> bool {
        let place = self.onto_edge(self.edge[place].at, EXACT_EDGE, 1.0);
        let end = place.and_then(|place| self.segment(place.at));
        end.is_some_and(|end| goal.value(self.model, &end) < value)
    }

    /// The least value of these minima, all of which are known roughly, and the segment to its place. Of several that
    /// are equal but for rounding, as two names of one mixture are, the nearest.
    fn least_of(&self, goal: &Goal, found: &[Lowest], range: f64) -> Option<(f64, Segment)> {
        let least = found.iter().fold(f64::INFINITY, |least, lowest| least.min(lowest.value));
        let most = least + CLEARLY_HIGHER * range;
        let near = found.iter().filter(|lowest| lowest.value <= most);
        let places = near.filter_map(|lowest| self.refined(goal, lowest));
        let ends = places.filter_map(|place| Some((place.at.norm(), self.segment(place.at)?)));
        let valued = ends.map(|(away, end)| (goal.value(self.model, &end), away, end));
        let mut valued: Vec<(f64, f64, Segment)> = valued.collect();
        valued.sort_by(|a, b| a.0.total_cmp(&b.0));
        let most = valued.first()?.0 + ROUNDING * range;
        let equal = valued.into_iter().take_while(|found| found.0 <= most);
        equal.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(value, _, end)| (value, end))
    }

    /// A minimum on the edge to the last digit: where the sine is zero.
    fn refined(&self, goal: &Goal, lowest: &Lowest) -> Option<Place> {
        /// A share of the gap, from which the sine is followed to its zero: a little more than the 7·10⁻⁵ by which rough
        /// minima err. With a tenth or ten times as much eight minima of the third count
        /// ([`trace`](super::trace)), which lie where a chart ends, are found or lost.
        const ASIDE: f64 = 1e-4;
        /// How far from there the sine may vanish, ten times as far. With ten times as much four minima of the third count
        /// are higher and two lower; with a tenth two are lower, for 3 % more work.
        const NEAR: f64 = 1e-3;
        let Lowest { pair, within, share: about, .. } = *lowest;
        let sine = |share: f64| {
            let sample = self.between(pair, share).and_then(|place| self.sample(goal, &place));
            sample.map_or(f64::NAN, |sample| sample.sine)
        };
        // One of both sides is farther from the zero than the middle is.
        let from = |aside: f64| root::secant([aside, about], sine(aside), EXACT, sine);
        let is_near = |found: &f64| (found - about).abs() < NEAR;
        let found =
            [about - ASIDE, about + ASIDE].into_iter().find_map(|x| from(x).filter(is_near));
        let share = found.unwrap_or_else(|| {
            // By values, which find it to about 10⁻⁸ of the bracket.
            let value = |share: f64| {
                let end = self.between(pair, share).and_then(|place| self.segment(place.at));
                end.map_or(f64::INFINITY, |end| goal.value(self.model, &end))
            };
            minimum::golden_section(within, value)
        });
        self.between(pair, share)
    }

    /// The lowest place between two shares of the edge from a place to its neighbour, roughly.
    fn lowest_between<'a>(
        &self,
        goal: &Goal,
        pair: [&'a Place; 2],
        shares: [f64; 2],
    ) -> Lowest<'a> {
        /// They leave 7·10⁻⁵ of the bracket. Values that err by 10⁻¹⁰ allow for no more.
        const SHRINKS: usize = 20;
        let value = |share: f64| {
            self.sample_between(goal, pair, share).map_or(f64::INFINITY, |sample| sample.value)
        };
        let share = minimum::golden_section_in(SHRINKS, shares, value);
        Lowest { pair, within: shares, share, value: value(share) }
    }

    /// The goal at a share of the edge from a place to its neighbour, from a place that may lie a little aside.
    fn sample_between(&self, goal: &Goal, pair: [&Place; 2], share: f64) -> Option<Sample> {
        self.nearly_between(pair, share, COARSE).and_then(|place| self.sample(goal, &place))
    }

    fn sample(&self, goal: &Goal, place: &Place) -> Option<Sample> {
        let end = self.segment(place.at)?;
        let (value, differential) = goal.value_and_differential(self.model, &end, Digits::All);
        let slope = self.seen_on_radii(differential, end.to);
        let outward: Vector2<f64> = place.rise.normalize();
        // The place may lie a little beside the edge.
        let aside = place.excess / place.rise.norm();
        let value = value - aside * slope.dot(&outward);
        let slope = slope.normalize();
        Some(Sample { value, sine: slope.perp(&outward) })
    }

    /// The minima between two neighbours, between which the sine falls through zero, roughly: more than one, where
    /// there is a maximum between them.
    fn minima_between<'a>(
        &self,
        goal: &Goal,
        pair: [&'a Place; 2],
        sines: [f64; 2],
    ) -> Vec<Lowest<'a>> {
        /// The sine is looked at in as many parts of the gap. Along an edge that is nearly straight and normal to the
        /// goal it may change its sign three times. With 3, 14 minima of the third count are higher and two
        /// lower; with 12 two are higher and four lower, for a quarter more work.
        const PARTS: usize = 6;
        /// A place may lie a little beside the edge, and the zero just beside its part, by this share of it. Up to a whole part
        /// the third count is the same; with none six minima are lower.
        const SLACK: f64 = 0.1;
        /// The product of the last two sines of a search that ends: the next is below 10⁻⁵, by which places aside
        /// err anyhow.
        const NEARLY_ZERO: f64 = 1e-8;
        let sampled = |share: f64| self.sample_between(goal, pair, share);
        let fall = |share: f64| sampled(share).map_or(f64::NAN, |sample| -sample.sine);
        let inner = (1..PARTS).map(|k| k as f64 / PARTS as f64).map(|share| [share, -fall(share)]);
        let [first, last] = [[0.0, sines[0]], [1.0, sines[1]]];
        let looked: Vec<[f64; 2]> = [first].into_iter().chain(inner).chain([last]).collect();
        let parts = looked.windows(2).map(|part| [part[0], part[1]]);
        let falling = parts.filter(|[left, right]| left[1] >= 0.0 && right[1] < 0.0);
        let lowest = |[[left, above], [right, below]]: [[f64; 2]; 2]| {
            let start = left + (right - left) * above / (above - below);
            let slack = SLACK * (right - left);
            let is_inside = |share: &f64| (left - slack..=right + slack).contains(share);
            let share = root::secant([left, start], -above, NEARLY_ZERO, fall).filter(is_inside);
            let value = share.and_then(sampled).map(|sample| sample.value);
            let found = share.zip(value);
            let rough = found.map(|(share, value)| {
                let within = [left, right];
                Lowest { pair, within, share, value }
            });
            rough.unwrap_or_else(|| self.lowest_between(goal, pair, [left, right]))
        };
        falling.map(lowest).collect()
    }

    /// The least value far out where the ball is unbounded; infinite if it never is.
    fn least_far_out(&self, goal: &Goal) -> f64 {
        let ends = self.pairs().filter(|[from, _]| from.is_open).flatten();
        let values = ends.filter_map(|place| {
            let end = self.segment(place.at)?;
            let falls = self.falls_at(goal, place);
            Some(if falls { f64::NEG_INFINITY } else { goal.value(self.model, &end) })
        });
        values.fold(f64::INFINITY, f64::min)
    }

    /// Whether the goal falls without bound beyond a place far out, where the ball is unbounded.
    pub(super) fn falls_at(&self, goal: &Goal, far: &Place) -> bool {
        let falls = |end: Segment| goal.differential(&end).along(end.difference) < 0.0;
        matches!(goal, Goal::Linear(_)) && self.segment(far.at).is_some_and(falls)
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
                let place = self.nearly_between(pair, share, COARSE);
                place.is_some_and(|place| self.segment(place.at).is_some())
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

/// Whether the sine changes from positive to negative. The goal may fall inwards there: a long gap may end beside
/// the lowest place of the edge all the same.
fn may_hold_minimum(left: &Sample, right: &Sample) -> bool {
    left.sine >= 0.0 && right.sine < 0.0
}
