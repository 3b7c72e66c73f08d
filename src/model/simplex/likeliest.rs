//! The exact trust region of counts of three outcomes over a ball of `KL(new ‖ old)`
//! (docs/mathematics/exact-steps.md#three-outcomes-likelihood).
//!
//! With multipliers `λ` of the ball and `μ` of `Σ p' = 1`, `Σ −fₐ ln pₐ'` is least where
//! `ln(pₐ'/pₐ) = W(s xₐ) + const`, `xₐ = fₐ/pₐ`, with the positive values of Lambert's function `W`. The divergence
//! grows with `s`, from zero at the centre to that of the shares `f`, so that there is one `s` at which it is
//! the radius. Its logarithm is searched for, because it is about `1/λ`, and `λ` is small where the shares are
//! just outside the ball.

use super::Choices;
use super::weighted::{excess_on_ball, growth, on_ball, variance};
use crate::geometry::{Point, Segment};
use crate::model::Direction;
use crate::numeric::lambert::principal_of;

/// The largest error of the radius: beyond it the shares are in the ball, or beside its boundary.
const LARGEST_RADIUS_ERROR: f64 = 1e-9;

/// The place of the ball at which `Σ −fₐ ln pₐ'` is least; `None` where no place of its boundary is.
pub(in crate::model) fn likeliest(from: Point, shares: [f64; 3], radius: f64) -> Option<Segment> {
    let choices = Choices::at(from);
    let x = growth(&choices, shares);
    let (_, end) = on_ball(from, (radius, Direction::NewOld), variance(&choices, x), |log| {
        let w = x.map(|x| if x > 0.0 { principal_of(log + x.ln()) } else { 0.0 });
        let gap = |j: usize, k: usize| difference([w[j], w[k]], [x[j], x[k]]);
        [gap(1, 0), gap(2, 0), gap(1, 2)]
    })?;
    let error = excess_on_ball(&end, radius, Direction::NewOld).abs();
    (error < LARGEST_RADIUS_ERROR).then_some(end)
}

/// `v − w` for `v = W(s x)` and `w = W(s y)`, where they are near to each other from
/// `v − w + ln(v/w) = ln(x/y)`: if `s` is large, they have no digits left for their difference.
fn difference([v, w]: [f64; 2], [x, y]: [f64; 2]) -> f64 {
    /// If the smaller number is at most this share of the larger one, their difference loses one bit.
    const NEAR: f64 = 0.5;
    /// Each correction, by Newton's method, doubles the digits that are right.
    const CORRECTIONS: usize = 2;
    if v < w {
        return -difference([w, v], [y, x]);
    }
    let mut d = v - w;
    if w <= NEAR * v {
        return d;
    }
    let log = ((x - y) / y).ln_1p();
    for _ in 0..CORRECTIONS {
        d -= (d + (d / w).ln_1p() - log) / (1.0 + (w + d).recip());
    }
    d
}
