//! The exact trust region of a likelihood over a ball of `KL(new ‖ old)`, where its boundary cannot be followed
//! by angles: beside an input of 10¹² it reaches 10¹² times as far in one direction as in another.
//!
//! The constants were varied one at a time, in November 2026: 116 steps from random starts, with radii of
//! 0.001 to 3 nats, on logistic regressions with one input of 10² to 10¹⁵ among twenty from 0 to 19. With
//! these values 47 steps are found, and none of them can be improved. A comment says how many are found with
//! other values.

use std::cell::Cell;

use super::LARGEST_RADIUS_ERROR;
use crate::geometry::{Jacobian, Point, Segment, Tangent};
use crate::model::Direction;
use crate::model::prelude::*;
use crate::numeric::root;

/// Most places on the way. With the longest strides the multiplier grows by 2¹⁰⁰. With 30 or 500 as many steps
/// are found.
const MOST_PLACES: usize = 100;

/// Most corrections of a place. Newton's method takes a few, and more where its steps have to be halved. With
/// 10 one step less is found.
const MOST_CORRECTIONS: usize = 40;

/// The first multiplier beside the best fit. With 10⁻⁵ or 0.1 one step less is found.
const FIRST: f64 = 1e-3;

/// The largest ratio of two multipliers on the way. With 10 as many steps are found; with 1.3 three less.
const LARGEST_STRIDE: f64 = 2.0;

/// The smallest ratio, after which the search is given up. With 1.1 one step less is found, in a fifth of the
/// time; with 1.00001 as many.
const SMALLEST_STRIDE: f64 = 1.001;

/// The minimum, in natural coordinates. It is stationary for `L + λ KL`, so `∇L + λ F Δ = 0`: the natural
/// gradient at the end points straight back to the start, `F⁻¹∇L = −λΔ`. Such places are followed from the
/// best fit, where `λ = 0`, until the divergence has fallen to the radius. `None` where that leads nowhere.
pub(super) fn least_loss(model: &dyn Model, from: Point, radius: f64) -> Option<Segment> {
    let trail = Trail { model, from, radius };
    let end = trail.segment(trail.end()?);
    // The way may jump over the boundary.
    (trail.excess(end.difference).abs() < LARGEST_RADIUS_ERROR).then_some(end)
}

/// Places at which the natural gradient points back to the start.
struct Trail<'m> {
    model: &'m dyn Model,
    from: Point,
    radius: f64,
}

impl Trail<'_> {
    fn segment(&self, difference: Tangent) -> Segment {
        Segment::step(self.from, difference)
    }

    /// `√(KL/δ) − 1`.
    fn excess(&self, difference: Tangent) -> f64 {
        let kl = self.model.kl(&self.segment(difference), Direction::NewOld);
        (kl / self.radius).sqrt() - 1.0
    }

    /// The end of the way from the best fit, on which the multiplier grows and the divergence falls.
    fn end(&self) -> Option<Tangent> {
        /// The best fit has the multiplier zero, which has no logarithm. This share of the first one takes its place in a
        /// search between both. From 10⁻¹² to 10⁻⁶ none of 400 steps changes.
        const BESIDE: f64 = 1e-9;
        let best = self.model.optimum()? - self.from;
        let (mut outer, mut stride) = ((0.0, best), LARGEST_STRIDE);
        for _ in 0..MOST_PLACES {
            let multiplier = if outer.0 > 0.0 { outer.0 * stride } else { FIRST * (stride - 1.0) };
            match self.corrected(multiplier, outer.1) {
                Some(place) if self.excess(place) <= 0.0 => {
                    let beside = if outer.0 > 0.0 { outer.0 } else { BESIDE * multiplier };
                    return self.between([(multiplier, place), (beside, outer.1)]);
                }
                Some(place) => {
                    (outer, stride) = ((multiplier, place), (stride * stride).min(LARGEST_STRIDE));
                }
                None => stride = stride.sqrt(),
            }
            if stride < SMALLEST_STRIDE {
                return None;
            }
        }
        None
    }

    /// The place on the ball between two on the way, the first of which is inside.
    fn between(&self, [inside, outside]: [(f64, Tangent); 2]) -> Option<Tangent> {
        let start = Cell::new(inside.1);
        let place = |log: f64| {
            let found = self.corrected((-log).exp(), start.get())?;
            start.set(found);
            Some(found)
        };
        let excess = |log: f64| place(log).map_or(f64::NAN, |place| self.excess(place));
        let ends = [inside, outside].map(|(multiplier, _)| -multiplier.ln());
        let values = [inside, outside].map(|(_, place)| self.excess(place));
        place(root::bracketed(ends, values, excess))
    }

    /// The local minimum of `L + λ KL` near a place, by Newton's method on `F⁻¹∇L + λΔ = 0` in the Fisher
    /// frame of the place, so that units do not matter. Derivatives are differences, and long steps are
    /// halved while they lead higher.
    fn corrected(&self, multiplier: f64, start: Tangent) -> Option<Tangent> {
        /// Half of the distance over which a derivative is taken. All lengths here are in the Fisher metric. The
        /// error of a central difference is then about 10⁻⁸, its square, and rounding adds 10⁻¹².
        const ASIDE: f64 = 1e-4;
        /// Shorter steps are taken without comparing values, of which little but rounding is left. With 10⁻² as
        /// many steps are found; with 10⁻⁸ seven less.
        const SURE: f64 = 1e-4;
        /// A step this short is the last, since places are rounded to about 10⁻¹⁶. From 10⁻¹⁵ to 10⁻¹¹ at most
        /// one step less is found.
        const ARRIVED: f64 = 1e-13;
        /// So is one this short if it is no shorter than half of the step before: what is left is rounding. From 10⁻¹¹ to
        /// 10⁻⁷ none of 400 steps changes.
        const NEARLY: f64 = 1e-9;
        /// Nothing is left of a step that is halved more often.
        const MOST_HALVINGS: usize = 60;
        let model = self.model;
        let value = |difference: Tangent| {
            let along = self.segment(difference);
            model.loss_change(&along) + multiplier * model.kl(&along, Direction::NewOld)
        };
        let mut difference = start;
        let mut last = f64::INFINITY;
        for _ in 0..MOST_CORRECTIONS {
            let at = self.from + difference;
            let frame = model.frame(at).ok()?;
            let to_frame = Jacobian::from_columns(frame);
            let arrow = |at: Point| model.natural_gradient(at).ok();
            let residual = to_frame.pull(arrow(at)? + multiplier * difference);
            let change = |unit: Tangent| {
                let [ahead, behind] = [at + ASIDE * unit, at + -ASIDE * unit];
                let rate = (0.5 / ASIDE) * (arrow(ahead)? + -arrow(behind)?);
                Some(to_frame.pull(rate + multiplier * unit))
            };
            let derivative = Jacobian::from_columns([change(frame[0])?, change(frame[1])?]);
            let newton = -derivative.pull(residual);
            let falls = newton.0 * residual.0 + newton.1 * residual.1 < 0.0;
            let mut step = if falls && newton.is_finite() { newton } else { -residual };
            let length = step.0.hypot(step.1);
            let mut moved = difference + (step.0 * frame[0] + step.1 * frame[1]);
            if length > SURE {
                let before = value(difference);
                for _ in 0..MOST_HALVINGS {
                    if value(moved) < before {
                        break;
                    }
                    step = 0.5 * step;
                    moved = difference + (step.0 * frame[0] + step.1 * frame[1]);
                }
            }
            difference = moved;
            if length < ARRIVED || length < NEARLY && length >= 0.5 * last {
                return Some(difference);
            }
            last = length;
        }
        None
    }
}
