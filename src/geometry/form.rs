//! Symmetric bilinear forms, and metrics among them.
//!
//! nalgebra multiplies matrices. Two things are done here, because it does them less precisely.
//! Both divide the units of rows and columns out first, so that a change of units alone can neither
//! overflow nor make a form seem singular.
//!
//! - [`Symmetric::metric`] is a Cholesky factorization whose last pivot is `(1 − ρ)(1 + ρ)`. That of nalgebra is
//!   `1 − ρ·ρ`, which has two digits left where the pivot is 10⁻¹⁴.
//! - [`Symmetric::solve`] is for forms that need not be definite. The elimination of nalgebra takes the largest entry
//!   first, which depends on the units. Where two runs of a Gaussian step side by side, Newton's method does the same
//!   over two forms at a time (`abreast::gaussian`).

use std::ops::{Add, Mul};

use nalgebra::{Matrix2, Vector2};

use super::{Covector, Tangent};

/// A symmetric bilinear form on tangents, `[a₁₁, a₁₂, a₂₂]` in nats per chart
/// unit squared: a Fisher matrix, or a Hessian, which is no metric.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Symmetric(pub [f64; 3]);

/// A form has no inverse, or none that could be distinguished from rounding errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Singular;

/// A pivot of a scaled form below this is only rounding error; it is two digits above the
/// rounding of doubles.
const SMALLEST_PIVOT: f64 = 1e-14;

impl Symmetric {
    /// The identity matrix, the metric behind every Euclidean ball.
    pub const IDENTITY: Self = Self([1.0, 0.0, 1.0]);

    /// The form with these two entries and zero off the diagonal.
    pub fn diagonal([first, second]: [f64; 2]) -> Self {
        Self([first, 0.0, second])
    }

    /// All four entries.
    pub(super) fn matrix(self) -> Matrix2<f64> {
        let [a, b, c] = self.0;
        Matrix2::new(a, b, b, c)
    }

    /// `uᵀ A v`.
    pub fn apply(self, u: Tangent, v: Tangent) -> f64 {
        self.lower(u).along(v)
    }

    /// `A d`, the covector of `d`.
    pub fn lower(self, d: Tangent) -> Covector {
        Covector::from(<[f64; 2]>::from(self.matrix() * Vector2::new(d.0, d.1)))
    }

    /// `A + λ I`: damping in the units of one chart, which breaks invariance.
    pub fn damped(self, damping: f64) -> Self {
        self + damping * Self::IDENTITY
    }

    /// `A⁻¹ g` for any form with an inverse, definite or not.
    ///
    /// # Errors
    /// [`Singular`] if the determinant is below 10⁻¹⁴ of the larger of its two
    /// products, a condition that does not depend on units.
    pub fn solve(self, g: Covector) -> Result<Tangent, Singular> {
        let ([a, b, c], Covector(p, q)) = (self.0, g);
        // Eliminates with the larger product, so that nothing overflows.
        let (ratio, solution) = if (b / a).abs() * (b / c).abs() <= 1.0 {
            let (p, q) = (p / a, q / c);
            (b / a * (b / c), [p - b / a * q, q - b / c * p])
        } else {
            let (p, q) = (p / b, q / b);
            (a / b * (c / b), [q - c / b * p, p - a / b * q])
        };
        let pivot = 1.0 - ratio;
        if pivot.abs() > SMALLEST_PIVOT && pivot.is_finite() {
            Ok(Tangent(solution[0] / pivot, solution[1] / pivot))
        } else {
            Err(Singular)
        }
    }

    /// This form as a metric, if it is positive definite.
    ///
    /// Rows and columns are scaled by the root of the diagonal first, so that
    /// a change of units alone never makes a metric "singular" (docs/mathematics/numerics.md#singular).
    ///
    /// # Errors
    /// [`Singular`] where a scaled pivot is below 10⁻¹⁴ or an entry is not finite.
    pub fn metric(self) -> Result<Metric, Singular> {
        let [a, b, c] = self.0;
        let scale = [a.sqrt(), c.sqrt()];
        let correlation = b / scale[0] / scale[1];
        let pivot = (1.0 - correlation) * (1.0 + correlation);
        if a > 0.0 && c > 0.0 && a.is_finite() && c.is_finite() && pivot > SMALLEST_PIVOT {
            Ok(Metric { form: self, scale, correlation, root_pivot: pivot.sqrt() })
        } else {
            Err(Singular)
        }
    }

    /// Conjugate radii `u`, `v` with `u uᵀ + v vᵀ = A`: they span the ellipse
    /// `{ s : sᵀ A⁻¹ s ≤ 1 }`, one standard deviation of covectors around zero
    /// whose second moment is `A`. If they all lie on a line, it is a segment.
    ///
    /// # Errors
    /// [`Singular`] if the form is indefinite, negative or not finite, since it is no
    /// second moment then.
    pub fn spread(self) -> Result<[Covector; 2], Singular> {
        let [a, b, c] = self.0;
        let [s, t] = [a.sqrt(), c.sqrt()];
        // A coordinate that is always zero has no correlation.
        let correlation = if b == 0.0 { 0.0 } else { b / s / t };
        if a.is_finite()
            && c.is_finite()
            && correlation.abs() <= 1.0 + SMALLEST_PIVOT
            && s + t >= 0.0
        {
            let rest = (1.0 - correlation * correlation).max(0.0).sqrt();
            Ok([Covector(s, correlation * t), Covector(0.0, rest * t)])
        } else {
            Err(Singular)
        }
    }
}

impl Add for Symmetric {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.0, other.0);
        Self([a + d, b + e, c + f])
    }
}

impl Mul<Symmetric> for f64 {
    type Output = Symmetric;
    fn mul(self, form: Symmetric) -> Symmetric {
        Symmetric(form.0.map(|entry| self * entry))
    }
}

/// A positive definite form with its Cholesky factor `A = L Lᵀ`.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    form: Symmetric,
    /// Roots of the diagonal, `√a₁₁` and `√a₂₂`.
    scale: [f64; 2],
    /// Off-diagonal entry of the scaled form.
    correlation: f64,
    /// `√(1 − correlation²)`, the second pivot of the scaled factor.
    root_pivot: f64,
}

impl Metric {
    /// The form itself.
    pub fn form(&self) -> Symmetric {
        self.form
    }

    /// `A⁻¹ g`, the steepest direction of `g` under this metric.
    pub fn raise(&self, g: Covector) -> Tangent {
        let [u, v] = self.frame();
        g.along(u) * u + g.along(v) * v
    }

    /// Columns of `L⁻ᵀ`: two tangents that are orthonormal in this metric.
    pub fn frame(&self) -> [Tangent; 2] {
        let [s, t] = self.scale;
        let q = self.root_pivot;
        [Tangent(1.0 / s, 0.0), Tangent(-self.correlation / (q * s), 1.0 / (q * t))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_is_orthonormal_and_raise_inverts_lower() {
        let form = Symmetric([3.0e6, 1.2e3, 0.9]);
        let metric = form.metric().unwrap();
        let [u, v] = metric.frame();
        for (x, y, expected) in [(u, u, 1.0), (u, v, 0.0), (v, v, 1.0)] {
            assert!((form.apply(x, y) - expected).abs() < 1e-13);
        }
        let d = Tangent(0.3, -2.0);
        let back = metric.raise(form.lower(d));
        assert!((back + -d).length() < 1e-12);
    }

    #[test]
    fn units_alone_never_make_a_metric_singular() {
        assert!(Symmetric([1e200, 0.5, 1e-200]).metric().is_ok());
        assert_eq!(Symmetric([1.0, 1.0, 1.0]).metric().err(), Some(Singular));
        assert_eq!(Symmetric([1.0, 0.0, -1.0]).metric().err(), Some(Singular));
        assert_eq!(Symmetric([f64::NAN, 0.0, 1.0]).metric().err(), Some(Singular));
    }

    #[test]
    fn spread_adds_up_to_the_form_and_refuses_what_is_no_second_moment() {
        for form in [[3.0e6, 1.2e3, 0.9], [4.0, -2.0, 1.0], [0.0, 0.0, 2.0], [0.0; 3]] {
            let [u, v] = Symmetric(form).spread().unwrap().map(Covector::array);
            let sum = |i: usize, j: usize| u[i] * u[j] + v[i] * v[j];
            for (found, expected) in [sum(0, 0), sum(0, 1), sum(1, 1)].into_iter().zip(form) {
                assert!((found - expected).abs() <= 1e-14 * expected.abs(), "{found}, {expected}");
            }
        }
        for form in [[1.0, 1.1, 1.0], [-1.0, 0.0, 1.0], [1.0, 0.0, -1.0], [0.0, 1.0, 1.0]] {
            assert_eq!(Symmetric(form).spread().err(), Some(Singular), "{form:?}");
        }
        for broken in [f64::NAN, f64::INFINITY] {
            for k in 0..3 {
                let mut form = [1.0, 0.0, 1.0];
                form[k] = broken;
                assert_eq!(Symmetric(form).spread().err(), Some(Singular), "{form:?}");
            }
        }
    }
}
