//! What a formula is written over: one double, or two at a time.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::lanes::Lanes;

/// A number, or a vector of numbers on which every operation acts in each lane. The operations are those that
/// IEEE 754 rounds correctly, so a formula has the same bits over both; `exp` and `hypot` are those of single
/// doubles.
pub trait Real:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// A constant.
    fn of(x: f64) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// Absolute value.
    fn abs(self) -> Self;
    /// `eˣ`.
    fn exp(self) -> Self;
    /// `√(x² + y²)`.
    fn hypot(self, other: Self) -> Self;
    /// The larger of two numbers.
    fn larger(self, other: Self) -> Self;
    /// This number where both are finite, otherwise 0.
    fn if_finite_with(self, other: Self) -> Self;
}

impl Real for f64 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        x
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }

    #[inline(always)]
    fn abs(self) -> Self {
        f64::abs(self)
    }

    #[inline(always)]
    fn exp(self) -> Self {
        f64::exp(self)
    }

    #[inline(always)]
    fn hypot(self, other: Self) -> Self {
        f64::hypot(self, other)
    }

    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        f64::max(self, other)
    }

    #[inline(always)]
    fn if_finite_with(self, other: Self) -> Self {
        if self.is_finite() && other.is_finite() { self } else { 0.0 }
    }
}

impl Real for Lanes {
    #[inline(always)]
    fn of(x: f64) -> Self {
        Lanes::both(x)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Lanes::sqrt(self)
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Lanes::abs(self)
    }

    #[inline(always)]
    fn exp(self) -> Self {
        self.map(f64::exp)
    }

    #[inline(always)]
    fn hypot(self, other: Self) -> Self {
        let ([a, b], [c, d]) = (self.get(), other.get());
        Lanes::new(a.hypot(c), b.hypot(d))
    }

    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        self.max(other)
    }

    #[inline(always)]
    fn if_finite_with(self, other: Self) -> Self {
        let most = Lanes::both(f64::MAX);
        let is_finite = Lanes::abs(self).at_most(most) & Lanes::abs(other).at_most(most);
        is_finite.choose(self, Lanes::both(0.0))
    }
}
