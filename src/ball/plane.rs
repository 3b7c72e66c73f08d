//! Small helpers of the plane spanned by a frame.

use nalgebra::Vector2;

use crate::geometry::{Covector, Tangent};

/// A covector by its values on the two tangents of a frame, scaled to length one.
pub(super) fn unit(covector: Covector, frame: [Tangent; 2]) -> Vector2<f64> {
    let (a, b) = (covector.along(frame[0]), covector.along(frame[1]));
    // Scaled first, because squares overflow; `hypot` takes five times as long.
    let largest = a.abs().max(b.abs());
    let (a, b) = (a / largest, b / largest);
    let length = (a * a + b * b).sqrt();
    Vector2::new(a / length, b / length)
}

/// The next of a sequence of times, along the parabola through the last three;
/// never below half of the last or above twice it.
pub(super) fn extrapolated(times: [f64; 3]) -> f64 {
    let [first, second, third] = times;
    // Not by `clamp`, which panics for NaN.
    (3.0 * (third - second) + first).max(0.5 * third).min(2.0 * third)
}
