//! Ellipses and angles around a circle.

use super::{Point, Tangent};

/// The ellipse `{ centre + cos(a) u + sin(a) v }` spanned by two conjugate radii.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipse {
    /// Its centre.
    pub center: Point,
    /// Its two conjugate radii, in chart units.
    pub radii: [Tangent; 2],
}

impl Ellipse {
    /// `count` points at equal angles; the ellipse is closed, the first is not repeated.
    pub fn boundary(&self, count: usize) -> impl Iterator<Item = Point> + '_ {
        angles(count).map(|angle| self.center + combine(self.radii, angle))
    }
}

/// `cos(angle) u + sin(angle) v`.
pub fn combine([u, v]: [Tangent; 2], angle: f64) -> Tangent {
    let (sin, cos) = angle.sin_cos();
    cos * u + sin * v
}

/// `count` equal angles from 0 around the circle (radians).
pub fn angles(count: usize) -> impl Iterator<Item = f64> {
    (0..count).map(move |k| std::f64::consts::TAU * k as f64 / count as f64)
}
