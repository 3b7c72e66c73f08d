//! Geodesics of the Fisher–Rao metric, which have no closed form, by integration.

use super::Logistic;
use super::means::Spread;
use crate::geometry::{Covector, Jacobian, Point, Symmetric, Tangent};
use crate::model::Family;
use crate::numeric::columns::Column;
use crate::numeric::extrapolation::displacement;

impl Logistic {
    /// The displacement of a shortest path after time one, to 10⁻⁹ of its length.
    ///
    /// # Errors
    /// The time at which it is cut off, where it is too long to be followed: at the edge of the
    /// family, where labels become certain, paths end after a finite length.
    pub(super) fn levi_civita_step(&self, from: Point, velocity: Tangent) -> Result<Tangent, f64> {
        // In units of a frame, so that a small component of the path keeps its digits beside a large one.
        let to_own = Jacobian::from_columns(self.frame(from).map_err(|_| 1.0)?);
        let velocity = to_own.pull(velocity);
        // A step of Fisher length one to start with.
        let step = velocity.length().recip().min(1.0);
        let end = displacement(velocity, step, &mut |place, velocity| {
            let at = from + to_own.push(place);
            Some(to_own.pull(self.acceleration(at, to_own.push(velocity))?))
        });
        let end = to_own.push(end?);
        if end.is_finite() { Ok(end) } else { Err(1.0) }
    }

    /// Levi-Civita acceleration `−½ F⁻¹ T[v, v]`, with
    /// `T[v, v] = (1/n) Σ p(1−p)(1−2p) (v·ψ)² ψ`, in one pass over the columns.
    /// Where the inputs that count lie far to one side, a second pass measures them from their mean. `None`
    /// where labels are as good as certain.
    fn acceleration(&self, at: Point, velocity: Tangent) -> Option<Tangent> {
        self.acceleration_by_columns(at, velocity).or_else(|| {
            let Tangent(w_rate, b_rate) = velocity;
            let cubic =
                |u: f64, _: f64, [p, q]: [f64; 2]| p * q * (q - p) * (w_rate * u + b_rate).powi(2);
            self.raise(at, &cubic).ok().map(|arrow| -0.5 * arrow)
        })
    }

    fn acceleration_by_columns(&self, at: Point, velocity: Tangent) -> Option<Tangent> {
        let mut center = 0.0;
        for _ in 0..2 {
            let sums = |column: &Column| column.cubic_sums(at.array(), velocity.array(), center);
            let [zeros, ones] = self.data.summaries.for_slope(at.0);
            let (zeros, ones) = (sums(zeros)?, sums(ones)?);
            let [total, first, second, cubic, cubic_d] =
                [0, 1, 2, 3, 4].map(|k| zeros[k] + ones[k]);
            let form = Symmetric([second, first, total]);
            if let Some(spread) = Spread::of(form, self.data.width()) {
                let Tangent(slope, level) = spread.raise(Covector(cubic_d, cubic));
                return Some(-0.5 * Tangent(slope, level - center * slope));
            }
            center += first / total;
        }
        None
    }
}
