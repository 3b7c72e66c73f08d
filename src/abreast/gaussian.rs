//! Gaussians fitted to data, two at a time.

use super::pair_model::Place;
use crate::chart::PairChart;
use crate::model::prelude::*;
use crate::numeric::kernel::phi_inverse;
use crate::numeric::lanes::{Lanes, Mask};
use crate::step::{Needs, PairSite, SMALLEST_DETERMINANT};

/// Means and standard deviations between this and its inverse are ordinary.
const LARGEST: f64 = 1e40;

/// In a chart that mixes `μ` and `σ` the mean may be at most this many standard deviations from zero. Beyond
/// that a difference of two of its coordinates has too few digits left.
const FARTHEST: f64 = 1e6;

/// The data, and where a run has arrived.
pub(super) struct Gaussian {
    mean: f64,
    /// What rounding took from the mean.
    rest: f64,
    std_dev: f64,
    arrival: Arrival,
}

impl Gaussian {
    pub fn new(own: &dyn Model, chart: PairChart, goal: f64, needs: Needs) -> Option<Self> {
        let [mean, rest, std_dev] = own.moments()?;
        let is_known = needs != Needs::Newton || chart.is_diagonal();
        let is_ordinary = mean.abs() <= LARGEST && (LARGEST.recip()..=LARGEST).contains(&std_dev);
        let arrival = Arrival::new(own, goal);
        (is_known && is_ordinary).then_some(Self { mean, rest, std_dev, arrival })
    }

    /// What there is at two points of a chart, by the same operations as
    /// [`Observations`](crate::model::Observations) seen through it.
    #[inline(always)]
    pub fn place(&self, chart: PairChart, needs: Needs, at: [Lanes; 2]) -> Place {
        let both = Lanes::both;
        let own = chart.own(at);
        let [mu, sigma] = own;
        let unit = both(1.0) / sigma;
        let e = ((mu - both(self.mean)) - both(self.rest)) * unit;
        let q = both(self.std_dev) / sigma;
        let flat = (both(1.0) - q) * (both(1.0) + q);
        let rest = flat - e * e;
        let own_gradient = [e * unit, rest * unit];
        let gradient = chart.pull_covector(own, own_gradient);
        let direction = match needs {
            Needs::Nothing => gradient,
            Needs::Arrow => chart.pull(own, [sigma * e, both(0.5) * sigma * rest]),
            Needs::Newton => newton(chart, own, [e, q, unit], own_gradient, gradient),
        };
        let inside = mu.abs().at_most(both(LARGEST))
            & sigma.at_most(both(LARGEST))
            & both(LARGEST.recip()).at_most(sigma);
        let inside = if chart.is_diagonal() {
            inside
        } else {
            inside & mu.abs().at_most(both(FARTHEST) * sigma)
        };
        let Arrival { least, narrow, wide, most } = self.arrival;
        let weight = both(0.0).at_most(flat).choose(both(narrow), both(wide));
        // Outside, nothing is known, so a run may have arrived there.
        let possible =
            !inside | (both(least).at_most(q) & (weight * flat * flat + e * e).at_most(both(most)));
        let gain = e * e + both(0.5) * rest * rest;
        Place {
            site: PairSite { gradient, direction },
            gain,
            inside,
            possible,
            certain: Mask::default(),
        }
    }
}

/// `H⁻¹g` as by [`Newton`](crate::step::Newton), in a chart with a diagonal Jacobian matrix; no
/// number where that finds none.
///
/// Its lines are those of single runs, so it has the same bits. Here each number is a pair of [`Lanes`], one for each run.
#[inline(always)]
fn newton(
    chart: PairChart,
    own: [Lanes; 2],
    relative: [Lanes; 3],
    own_gradient: [Lanes; 2],
    gradient: [Lanes; 2],
) -> [Lanes; 2] {
    let ([_, sigma], [e, q, unit], both) = (own, relative, Lanes::both);
    let square = unit * unit;
    let last = (both(3.0) * (q * q + e * e) - both(1.0)) * square;
    let form = [square, both(-2.0) * e * square, last];
    let [a, b, c] = chart.pull_hessian(own, form, own_gradient);
    // The Fisher frame is `(σ, 0)`, `(0, v)`.
    let [_, v] = chart.pull(own, [both(0.0), sigma * both(std::f64::consts::FRAC_1_SQRT_2)]);
    let [a, b, c] = [a * sigma * sigma, b * sigma * v, c * v * v];
    let [p, r] = [gradient[0] * sigma, gradient[1] * v];
    let largest = a.abs().max(b.abs()).max(c.abs());
    let determinant = a * c - b * b;
    let is_small = determinant.abs().at_most(both(SMALLEST_DETERMINANT) * (largest * largest));
    let inverse = both(1.0) / determinant;
    let (x, y) = ((c * p - b * r) * inverse, (a * r - b * p) * inverse);
    let none = both(f64::NAN);
    [is_small.choose(none, x * sigma), is_small.choose(none, y * v)]
}

/// A region that contains every point at which a run has arrived, and is hardly larger than that.
///
/// With `r = q²` the loss exceeds the least one by `½ (r − 1 − ln r + e²)`. There
/// `(r − 1 − ln r)/(r − 1)²` falls with `r`. So it is at least ½ below 1, and above at least what it is
/// at the largest `r` of an arrival.
#[derive(Clone, Copy)]
struct Arrival {
    /// The least `q`.
    least: f64,
    /// The least value of that quotient for `r ≤ 1`, and for larger `r`.
    narrow: f64,
    wide: f64,
    /// The largest sum of `e²` and `(r − 1)²` times `narrow` or `wide` that counts as an arrival.
    most: f64,
}

impl Arrival {
    /// With a gap above this (nats) the loss is computed at every place. Nobody asks for such goals, of which the menus
    /// offer at most a nat; from 709 nats on the exponentials below would overflow.
    const LARGEST_GAP: f64 = 100.0;

    fn new(own: &dyn Model, goal: f64) -> Self {
        /// The region is larger than it must be by this share, far more than what is rounded.
        const MARGIN: f64 = 1e-9;
        let least = own.optimum().map_or(f64::NAN, |optimum| own.loss(optimum));
        let gap = goal - least + MARGIN * (1.0 + least.abs());
        if gap < 0.0 {
            return Self { least: f64::INFINITY, narrow: 0.5, wide: 0.5, most: 0.0 };
        }
        if gap.is_nan() || gap > Self::LARGEST_GAP {
            return Self { least: 0.0, narrow: 0.0, wide: 0.0, most: f64::INFINITY };
        }
        let root = (2.0 * gap).sqrt();
        let [low, high] = [-root, root].map(phi_inverse);
        let wide = (1.0 - MARGIN) * 2.0 * gap / high.exp_m1().powi(2);
        let least = (1.0 - MARGIN) * (0.5 * low).exp();
        Self { least, narrow: 0.5, wide, most: (1.0 + MARGIN) * 2.0 * gap }
    }
}
