//! The exact trust region of a likelihood over a ball of `KL(new ‖ old)`, where its boundary cannot be followed
//! by angles: beside an input of 10¹² it reaches 10¹² times as far in one direction as in another.

use std::cell::Cell;

use crate::geometry::{Jacobian, Point, Segment, Tangent};
use crate::model::Direction;
use crate::model::prelude::*;
use crate::numeric::root;

/// Most places on the way, and most corrections of each.
const MOST_PLACES: usize = 100;
const MOST_CORRECTIONS: usize = 40;

/// The first multiplier beside the best fit, and the largest and smallest ratio of two on the way.
const FIRST: f64 = 1e-3;
const LARGEST_STRIDE: f64 = 2.0;
const SMALLEST_STRIDE: f64 = 1.001;

/// The error of the radius up to which a place is on the ball: the way may jump over it.
const LARGEST_RADIUS_ERROR: f64 = 1e-9;

/// The minimum, in natural coordinates. It is stationary for `L + λ KL`, so `∇L + λ F Δ = 0`: the natural
/// gradient at the end points straight back to the start, `F⁻¹∇L = −λΔ`. Such places are followed from the
/// best fit, where `λ = 0`, until the divergence has fallen to the radius. `None` where that leads nowhere.
pub(super) fn least_loss(model: &dyn Model, from: Point, radius: f64) -> Option<Segment> {
    let trail = Trail { model, from, radius };
    let end = trail.segment(trail.end()?);
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
        let best = self.model.optimum()? - self.from;
        let (mut outer, mut stride) = ((0.0, best), LARGEST_STRIDE);
        for _ in 0..MOST_PLACES {
            let multiplier = if outer.0 > 0.0 { outer.0 * stride } else { FIRST * (stride - 1.0) };
            match self.corrected(multiplier, outer.1) {
                Some(place) if self.excess(place) <= 0.0 => {
                    let beside = if outer.0 > 0.0 { outer.0 } else { 1e-9 * multiplier };
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
        let near = Cell::new(inside.1);
        let place = |log: f64| {
            let found = self.corrected((-log).exp(), near.get())?;
            near.set(found);
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
        /// In units of the Fisher metric.
        const ASIDE: f64 = 1e-4;
        const SURE: f64 = 1e-4;
        const ARRIVED: f64 = 1e-13;
        const NEARLY: f64 = 1e-9;
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
            let miss = to_frame.pull(arrow(at)? + multiplier * difference);
            let change = |unit: Tangent| {
                let [ahead, behind] = [at + ASIDE * unit, at + -ASIDE * unit];
                let rate = (0.5 / ASIDE) * (arrow(ahead)? + -arrow(behind)?);
                Some(to_frame.pull(rate + multiplier * unit))
            };
            let slopes = Jacobian::from_columns([change(frame[0])?, change(frame[1])?]);
            let newton = -slopes.pull(miss);
            let falls = newton.0 * miss.0 + newton.1 * miss.1 < 0.0;
            let mut step = if falls && newton.is_finite() { newton } else { -miss };
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
            // The last digits are rounding.
            if length < ARRIVED || length < NEARLY && length >= 0.5 * last {
                return Some(difference);
            }
            last = length;
        }
        None
    }
}
