//! The derivative of a chart map that has a simple shape, over one point or two at a time.

use crate::geometry::Jacobian;
use crate::numeric::real::Real;

/// `J = ∂ own / ∂ chart` of one of three shapes; entries that are zero are left out.
pub(super) enum Derivative<T> {
    /// `[[1, 0], [0, slope · unit]]`: the product may overflow although a result does not.
    Diagonal { slope: T, unit: T },
    /// `[[a, 0], [c, e]]`.
    Lower { a: T, c: T, e: T },
    /// `[[a, b], [0, e]] · unit`.
    Upper { a: T, b: T, e: T, unit: T },
}

impl<T: Real> Derivative<T> {
    /// That of the model's own coordinates.
    #[inline(always)]
    pub fn identity() -> Self {
        Self::Diagonal { slope: T::of(1.0), unit: T::of(1.0) }
    }

    /// `slope` and `unit` of a diagonal matrix, and ones of any other.
    #[inline(always)]
    pub fn diagonal(self) -> [T; 2] {
        match self {
            Self::Diagonal { slope, unit } => [slope, unit],
            _ => [T::of(1.0), T::of(1.0)],
        }
    }

    /// `Jᵀ g` of a covector; the operations of [`Jacobian::pull_covector`].
    #[inline(always)]
    pub fn pull_covector(self, [g, h]: [T; 2]) -> [T; 2] {
        match self {
            Self::Diagonal { slope, unit } => [g, slope * (unit * h)],
            Self::Lower { a, c, e } => [a * g + c * h, e * h],
            Self::Upper { a, b, e, unit } => {
                let (g, h) = (unit * g, unit * h);
                [a * g, b * g + e * h]
            }
        }
    }

    /// `J⁻¹ d` of a tangent; the operations of [`Jacobian::pull`].
    #[inline(always)]
    pub fn pull(self, [d, e]: [T; 2]) -> [T; 2] {
        match self {
            Self::Diagonal { slope, unit } => [d, e / unit / slope],
            Self::Lower { a, c, e: last } => {
                let x = d / a;
                [x, (e - c * x) / last]
            }
            Self::Upper { a, b, e: last, unit } => {
                let (d, e) = (d / unit, e / unit);
                let y = e / last;
                [(d - b * y) / a, y]
            }
        }
    }
}

impl From<Derivative<f64>> for Jacobian {
    #[inline(always)]
    fn from(of: Derivative<f64>) -> Self {
        match of {
            Derivative::Diagonal { slope, unit } => {
                Self::from_rows([[1.0, 0.0], [0.0, slope]]).in_units([1.0, unit])
            }
            Derivative::Lower { a, c, e } => Self::from_rows([[a, 0.0], [c, e]]),
            Derivative::Upper { a, b, e, unit } => {
                Self::from_rows([[a, b], [0.0, e]]).in_units([unit; 2])
            }
        }
    }
}
