//! Geodesics of the Fisher–Rao metric, which have no closed form, by integration.

use super::Logistic;
use crate::geometry::{Point, Tangent};
use crate::numeric::bernoulli::{sigmoid, variance};

impl Logistic {
    /// Levi-Civita acceleration `−½ F⁻¹ T[v, v]`, with
    /// `T[v, v] = (1/n) Σ p(1−p)(1−2p) (v·ψ)² ψ`.
    fn acceleration(&self, at: Point, Tangent(w, b): Tangent) -> Option<Tangent> {
        let pull =
            |u: f64, _: f64, z: f64| variance(z) * (sigmoid(-z) - sigmoid(z)) * (w * u + b).powi(2);
        Some(-0.5 * self.raise(at, pull).ok()?)
    }

    /// The displacement of a Levi-Civita geodesic after time one, by `count`
    /// Runge–Kutta steps of order four.
    fn runge_kutta(&self, from: Point, velocity: Tangent, count: usize) -> Option<Tangent> {
        let h = 1.0 / count as f64;
        let (mut d, mut v) = (Tangent::default(), velocity);
        for _ in 0..count {
            let a1 = self.acceleration(from + d, v)?;
            let (v2, d2) = (v + (0.5 * h) * a1, d + (0.5 * h) * v);
            let a2 = self.acceleration(from + d2, v2)?;
            let (v3, d3) = (v + (0.5 * h) * a2, d + (0.5 * h) * v2);
            let a3 = self.acceleration(from + d3, v3)?;
            let (v4, d4) = (v + h * a3, d + h * v3);
            let a4 = self.acceleration(from + d4, v4)?;
            d += (h / 6.0) * (v + 2.0 * v2 + 2.0 * v3 + v4);
            v += (h / 6.0) * (a1 + 2.0 * a2 + 2.0 * a3 + a4);
        }
        d.is_finite().then_some(d)
    }

    /// Levi-Civita geodesic by step doubling and Richardson extrapolation,
    /// until two results agree to 10⁻¹¹ of their length, or 2048 steps: the
    /// error is then below that of the last comparison, as a rule by a factor 10.
    /// `None` if 64 and 128 steps give very different results: the path is then too
    /// long to be integrated with 2048 steps.
    pub(super) fn levi_civita_step(&self, from: Point, velocity: Tangent) -> Option<Tangent> {
        const AGREEMENT: f64 = 1e-11;
        const NOWHERE: f64 = 0.1;
        let mut count = 8;
        let mut coarse = self.runge_kutta(from, velocity, count)?;
        let mut last: Option<Tangent> = None;
        loop {
            count *= 2;
            let fine = self.runge_kutta(from, velocity, count)?;
            let error = fine + -coarse;
            if count > 64 && error.length() > NOWHERE * fine.length() {
                return None;
            }
            let extrapolated = fine + (1.0 / 15.0) * error;
            let agrees = |other: Tangent| {
                (extrapolated + -other).length() <= AGREEMENT * extrapolated.length()
            };
            if count >= 2048 || last.is_some_and(agrees) {
                return Some(extrapolated);
            }
            (coarse, last) = (fine, Some(extrapolated));
        }
    }
}
