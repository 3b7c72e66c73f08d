//! Points, tangents and covectors, and which of them can be added.
//!
//! Sums and multiples are written out and not left to a matrix library, because a type
//! with two plain fields is passed in registers and a matrix in memory.

use std::ops::{Add, AddAssign, Index, IndexMut, Mul, Neg, Sub};

use super::Singular;

/// Two coordinates of a distribution in some chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point(pub f64, pub f64);

/// A displacement in chart units: contravariant, `dθ' = J⁻¹ dθ`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tangent(pub f64, pub f64);

/// A differential in nats per chart unit: covariant, `g' = Jᵀ g`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Covector(pub f64, pub f64);

/// To and from the two numbers alone.
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
    /// This tangent, if it is finite.
    ///
    /// # Errors
    /// [`Singular`] where a component is not finite.
    pub fn finite(self) -> Result<Self, Singular> {
        if self.is_finite() { Ok(self) } else { Err(Singular) }
    }

    /// Euclidean length in chart units; means nothing outside its chart.
    pub fn length(self) -> f64 {
        /// Sums of squares between this and its inverse keep all digits.
        const LARGEST: f64 = 1e280;
        let square = self.0 * self.0 + self.1 * self.1;
        let is_safe = (LARGEST.recip()..=LARGEST).contains(&square);
        if is_safe { square.sqrt() } else { self.0.hypot(self.1) }
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

    /// Whether it is zero, which does not depend on the chart.
    pub fn is_zero(self) -> bool {
        self == Covector(0.0, 0.0)
    }

    /// The tangent with the same components, as in plain gradient descent. It uses the
    /// identity matrix as a metric, which is a different metric in every chart.
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
