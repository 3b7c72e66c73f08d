//! Shortest paths, integrated: there is no closed form.
//!
//! The Fisher matrix depends on the gap `d` alone, so the geodesic equation is
//! `ẍ = −F⁻¹(ḋ F′(d) ẋ − ½ (0, ẋᵀF′(d)ẋ))` (docs/mathematics/mixture.md#geodesics).

use super::place::Shape;
use crate::geometry::{Covector, Point, Segment, Symmetric, Tangent};
use crate::numeric::extrapolation::displacement;
use crate::numeric::lanes::Lanes;

/// The length of the first step of the integration, of a path that takes time one. Later steps are as long as their
/// error allows, so that this decides only about the time that the integration takes.
const FIRST_STEP: f64 = 0.5;

/// The end of the path at time one.
///
/// # Errors
/// The time at which the path is cut off: where it runs into the line `d = 0`, on which the
/// matrix has no inverse, or winds too much to be followed.
pub(super) fn shoot(shape: Shape, from: Point, velocity: Tangent) -> Result<Segment, f64> {
    let mut acceleration = |x: Tangent, v: Tangent| {
        let gap = from.1 + x.1;
        if gap * from.1 <= 0.0 {
            return None;
        }
        let (form, change) = forms(shape, gap);
        let Covector(first, second) = v.1 * change.lower(v);
        let force = Covector(first, second - 0.5 * change.apply(v, v));
        Some(-form.metric().ok()?.raise(force))
    };
    let end = Segment::step(from, displacement(velocity, FIRST_STEP, &mut acceleration)?);
    if end.to.is_finite() && end.to.1 * from.1 > 0.0 { Ok(end) } else { Err(1.0) }
}

/// The Fisher matrix at a gap and its derivative with respect to it.
fn forms(shape: Shape, gap: f64) -> (Symmetric, Symmetric) {
    let spread = shape.spread;
    let place = shape.place(Point(0.0, gap));
    let mut sums = [Lanes::both(0.0); 6];
    place.sum_over_nodes([place.pole()], |terms, density| {
        let ([m, d], [_, c, e]) = (place.scores(terms), place.curvature(terms));
        // ∂(s sᵀ)/∂d + s sᵀ s_d, where the scores change by −∇² ln p.
        let rows = [
            m * m,
            m * d,
            d * d,
            m * (m * d - c - c),
            d * (m * d - c) - m * e,
            d * (d * d - e - e),
        ];
        for (sum, row) in sums.iter_mut().zip(rows) {
            *sum = *sum + density * row;
        }
    });
    let inverse = spread.recip();
    let [a, b, c, d, e, f] = sums.map(|sum| sum.sum() * inverse * inverse);
    (Symmetric([a, b, c]), inverse * Symmetric([d, e, f]))
}
