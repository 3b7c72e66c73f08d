//! Points, tangents and covectors: three kinds of pair that cannot be mixed up.
//!
//! A [`Point`] is a place in a chart, a [`Tangent`] an arrow between places, a
//! [`Covector`] a gradient: what eats an arrow and returns a number. Only a
//! [`Metric`] turns a covector into a tangent, so `point - rate * gradient`
//! does not compile:
//!
//! ```compile_fail
//! use kl_ball::geometry::{Covector, Point};
//! let _ = Point(0.0, 1.0) - 0.1 * Covector(1.0, 1.0);
//! ```

use std::ops::{Add, AddAssign, Index, IndexMut, Mul, Neg, Sub};

use nalgebra::{Matrix2, Vector2};

/// Two coordinates of a distribution in some chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point(pub f64, pub f64);

/// A displacement in chart units: contravariant, `dθ' = J⁻¹ dθ`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tangent(pub f64, pub f64);

/// A differential in nats per chart unit: covariant, `g' = Jᵀ g`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Covector(pub f64, pub f64);

/// To and from the two numbers alone. A kind has two fields and not an array, for
/// such a pair is handed to functions in registers and an array in memory.
macro_rules! pair {
    ($kind:ident) => {
        impl $kind {
            /// The two numbers.
            pub const fn array(self) -> [f64; 2] {
                [self.0, self.1]
            }

            /// Both are finite.
            pub fn is_finite(self) -> bool {
                self.0.is_finite() && self.1.is_finite()
            }
        }
        impl Index<usize> for $kind {
            type Output = f64;
            fn index(&self, k: usize) -> &f64 {
                [&self.0, &self.1][k]
            }
        }
        impl IndexMut<usize> for $kind {
            fn index_mut(&mut self, k: usize) -> &mut f64 {
                [&mut self.0, &mut self.1][k]
            }
        }
        impl From<[f64; 2]> for $kind {
            fn from([first, second]: [f64; 2]) -> Self {
                Self(first, second)
            }
        }
    };
}
pair!(Point);
pair!(Tangent);
pair!(Covector);

impl Sub for Point {
    type Output = Tangent;
    fn sub(self, from: Point) -> Tangent {
        Tangent(self.0 - from.0, self.1 - from.1)
    }
}

impl Add<Tangent> for Point {
    type Output = Point;
    fn add(self, step: Tangent) -> Point {
        Point(self.0 + step.0, self.1 + step.1)
    }
}

impl Tangent {
    /// This tangent, if double precision can hold it.
    ///
    /// # Errors
    /// [`Singular`] where a component is not finite.
    pub fn finite(self) -> Result<Self, Singular> {
        if self.is_finite() { Ok(self) } else { Err(Singular) }
    }

    /// Euclidean length in chart units; means nothing outside its chart.
    pub fn length(self) -> f64 {
        self.0.hypot(self.1)
    }
}

impl Covector {
    /// `⟨g, d⟩ = g₁d₁ + g₂d₂`, the first-order change along `d` (nats).
    pub fn along(self, d: Tangent) -> f64 {
        self.0 * d.0 + self.1 * d.1
    }

    /// Euclidean length; means nothing outside its chart.
    pub fn length(self) -> f64 {
        self.0.hypot(self.1)
    }

    /// Zero in every chart at once.
    pub fn is_zero(self) -> bool {
        self == Covector(0.0, 0.0)
    }

    /// The tangent with the same components: raising with the identity matrix,
    /// a metric that only this chart knows. This is what plain gradient descent does.
    pub fn raised_by_identity(self) -> Tangent {
        Tangent(self.0, self.1)
    }
}

/// Addition, negation and scaling for the two linear kinds of pair.
macro_rules! linear {
    ($kind:ident) => {
        impl Add for $kind {
            type Output = $kind;
            fn add(self, other: $kind) -> $kind {
                $kind(self.0 + other.0, self.1 + other.1)
            }
        }
        impl AddAssign for $kind {
            fn add_assign(&mut self, other: $kind) {
                *self = *self + other;
            }
        }
        impl Neg for $kind {
            type Output = $kind;
            fn neg(self) -> $kind {
                $kind(-self.0, -self.1)
            }
        }
        impl Mul<$kind> for f64 {
            type Output = $kind;
            fn mul(self, pair: $kind) -> $kind {
                $kind(self * pair.0, self * pair.1)
            }
        }
    };
}
linear!(Tangent);
linear!(Covector);

/// Two points and their difference, each to full relative precision.
///
/// KL divergences of neighbours are quadratic in a difference that the two
/// points alone, rounded, no longer hold: at KL = 10⁻²⁸ nats it is 10⁻¹⁴ of
/// their size. Charts therefore map segments, not pairs of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Where it starts.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// `to − from`, without the cancellation.
    pub difference: Tangent,
}

impl Segment {
    /// The segment between two given points; its difference is as good as they are.
    pub fn between(from: Point, to: Point) -> Self {
        Self { from, to, difference: to - from }
    }

    /// The straight step `from + difference`.
    pub fn step(from: Point, difference: Tangent) -> Self {
        Self { from, to: from + difference, difference }
    }

    /// No step at all.
    pub fn still(at: Point) -> Self {
        Self { from: at, to: at, difference: Tangent::default() }
    }
}

/// The derivative `J = ∂ own / ∂ chart` of a chart map, rows by own coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jacobian {
    matrix: Matrix2<f64>,
    /// What its rows are to be multiplied by.
    units: [f64; 2],
}

impl Jacobian {
    /// Of coordinates that are the model's own.
    pub const IDENTITY: Self = Self { matrix: Matrix2::new(1.0, 0.0, 0.0, 1.0), units: [1.0; 2] };

    /// From its two rows.
    pub fn from_rows(rows: [[f64; 2]; 2]) -> Self {
        Self {
            matrix: Matrix2::new(rows[0][0], rows[0][1], rows[1][0], rows[1][1]),
            units: [1.0; 2],
        }
    }

    /// From its two columns: the map that takes the unit vectors to these tangents.
    pub fn from_columns([Tangent(a, c), Tangent(b, e)]: [Tangent; 2]) -> Self {
        Self::from_rows([[a, b], [c, e]])
    }

    /// The same with its rows in these units: a product may be beyond double
    /// precision where what the row is applied to makes up for it.
    pub fn in_units(self, units: [f64; 2]) -> Self {
        Self { units, ..self }
    }

    /// `J d`: a tangent of the chart as a tangent of the model's own coordinates.
    pub fn push(&self, d: Tangent) -> Tangent {
        let [first, second] = <[f64; 2]>::from(self.matrix * Vector2::new(d.0, d.1));
        Tangent(self.units[0] * first, self.units[1] * second)
    }

    /// `J⁻¹ d`: the tangent back in the chart. Not finite where `J` is singular.
    ///
    /// A triangular `J` is solved by substitution, in which nothing cancels.
    pub fn pull(&self, d: Tangent) -> Tangent {
        let [[a, b], [c, e]] = self.rows();
        let d = Tangent(d.0 / self.units[0], d.1 / self.units[1]);
        if b == 0.0 {
            let x = d.0 / a;
            return Tangent(x, (d.1 - c * x) / e);
        }
        if c == 0.0 {
            let y = d.1 / e;
            return Tangent((d.0 - b * y) / a, y);
        }
        let determinant = a * e - b * c;
        Tangent((e * d.0 - b * d.1) / determinant, (a * d.1 - c * d.0) / determinant)
    }

    /// `Jᵀ g`: a covector pulled back into the chart.
    pub fn pull_covector(&self, g: Covector) -> Covector {
        let g = Vector2::new(self.units[0] * g.0, self.units[1] * g.1);
        Covector::from(<[f64; 2]>::from(self.matrix.transpose() * g))
    }

    /// `Jᵀ A J`: a bilinear form pulled back into the chart.
    pub fn pull_form(&self, form: Symmetric) -> Symmetric {
        let ([s, t], [f, g, h]) = (self.units, form.0);
        let form = Symmetric([s * f * s, s * g * t, t * h * t]).matrix();
        let pulled = (form * self.matrix).transpose() * self.matrix;
        Symmetric([pulled.m11, pulled.m12, pulled.m22])
    }

    fn rows(&self) -> [[f64; 2]; 2] {
        let m = &self.matrix;
        [[m.m11, m.m12], [m.m21, m.m22]]
    }
}

/// A symmetric bilinear form on tangents, `[a₁₁, a₁₂, a₂₂]` in nats per chart
/// unit squared: a Fisher matrix, or a Hessian, which is no metric.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Symmetric(pub [f64; 3]);

/// A form has no inverse that double precision could tell from noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Singular;

/// What is left of a scaled form after elimination is noise below this.
const SMALLEST_PIVOT: f64 = 1e-14;

impl Symmetric {
    /// The identity matrix, the metric behind every Euclidean ball.
    pub const IDENTITY: Self = Self([1.0, 0.0, 1.0]);

    /// The form with these two entries and zero off the diagonal.
    pub fn diagonal([first, second]: [f64; 2]) -> Self {
        Self([first, 0.0, second])
    }

    fn matrix(self) -> Matrix2<f64> {
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

    /// `A + λ I`: damping in the units of one chart, which ends all invariance.
    pub fn damped(self, damping: f64) -> Self {
        self + damping * Self::IDENTITY
    }

    /// `A⁻¹ g` for any form with an inverse, definite or not.
    ///
    /// # Errors
    /// [`Singular`] where the determinant is below 10⁻¹⁴ of the larger of its
    /// two products, which a change of units does not alter.
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

    /// The positive definite reading of this form.
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
    /// whose second moment is `A`. Where all of those lie on a line it is a segment.
    ///
    /// # Errors
    /// [`Singular`] where the form is indefinite, negative or not finite: it is
    /// no second moment.
    pub fn spread(self) -> Result<[Covector; 2], Singular> {
        let [a, b, c] = self.0;
        let [s, t] = [a.sqrt(), c.sqrt()];
        // A coordinate that is always zero goes with no other.
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

    /// `gᵀ A⁻¹ g` (nats): twice what a unit natural step can gain to first order.
    pub fn dual_norm_squared(&self, g: Covector) -> f64 {
        self.frame().iter().map(|u| g.along(*u).powi(2)).sum()
    }

    /// Columns of `L⁻ᵀ`: two tangents of length one, at right angles, in this metric.
    pub fn frame(&self) -> [Tangent; 2] {
        let [s, t] = self.scale;
        let q = self.root_pivot;
        [Tangent(1.0 / s, 0.0), Tangent(-self.correlation / (q * s), 1.0 / (q * t))]
    }
}

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

    #[test]
    fn jacobian_pulls_back_what_it_pushes() {
        let j = Jacobian::from_rows([[2.0, 1.0], [-3.0, 0.5]]);
        let d = Tangent(0.7, -1.1);
        assert!((j.pull(j.push(d)) + -d).length() < 1e-14);
        let g = Covector(1.0, 2.0);
        assert!((j.pull_covector(g).along(d) - g.along(j.push(d))).abs() < 1e-14);
        // A row of 10⁻⁴⁰⁰, which nothing but its two factors can hold.
        let j = Jacobian::from_rows([[1.0, 0.0], [0.0, 1e-200]]).in_units([1.0, 1e-200]);
        let d = Tangent(1.0, 1e200);
        assert!((j.push(d).1 / 1e-200 - 1.0).abs() < 1e-14);
        assert!((j.pull(j.push(d)).1 / 1e200 - 1.0).abs() < 1e-14);
        let form = j.pull_form(Symmetric([1.0, 0.0, 1e300])).0;
        assert_eq!(form[..2], [1.0, 0.0]);
        assert_eq!(j.pull_covector(Covector(0.0, 1e200)).1, 1e-200);
    }
}
