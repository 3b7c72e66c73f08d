//! Small helpers of the plane spanned by a frame.

use nalgebra::Vector2;

use crate::geometry::{Covector, Tangent};

/// A covector by its values on the two tangents of a frame, scaled to length one.
pub(super) fn unit(covector: Covector, frame: [Tangent; 2]) -> Vector2<f64> {
    let values = Vector2::from(frame.map(|tangent| covector.along(tangent)));
    // Scaled first, because squares overflow; `hypot` takes five times as long.
    (values / values.amax()).normalize()
}

/// The next of a sequence of times, along the parabola through the last three;
/// never below half of the last or above twice it.
pub(super) fn extrapolated(times: [f64; 3]) -> f64 {
    let [first, second, third] = times;
    // Not by `clamp`, which panics for NaN.
    (3.0 * (third - second) + first).max(0.5 * third).min(2.0 * third)
}
