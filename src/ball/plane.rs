//! Small helpers of the plane spanned by a frame.

use nalgebra::Vector2;

use crate::geometry::{Covector, Tangent};

/// A covector by its values on the two tangents of a frame, scaled to length one.
pub(super) fn unit(covector: Covector, frame: [Tangent; 2]) -> Vector2<f64> {
    let values = Vector2::from(frame.map(|tangent| covector.along(tangent)));
    // Scaled first, because squares overflow; `hypot` takes five times as long.
    (values / values.amax()).normalize()
}

/// The next of a sequence of times, along the parabola through the last three; it differs from the last by a factor of two
/// at most. With 1.5 or 4 in place of two, five or one of 110,000 minima are found or lost, and the work is the same.
pub(super) fn extrapolated(times: [f64; 3]) -> f64 {
    let [first, second, third] = times;
    const FACTOR: f64 = 2.0;
    let [least, most] = [third / FACTOR, FACTOR * third];
    // Not by `clamp`, which panics for NaN.
    (3.0 * (third - second) + first).max(least).min(most)
}
