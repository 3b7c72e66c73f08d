//! Mean, spread and shape of a sample.

use super::{LARGEST_VALUE, refuse_unusable};
use crate::error::{Invalid, Quoted};
use crate::numeric::kernel::exact_sum;

/// Smallest standard deviation accepted: its square is still a normal double.
const SMALLEST_SPREAD: f64 = 1e-150;

/// The first four moments of a sample, which is all that the Gaussian model
/// uses of its data. The third and fourth are standardised, so that they
/// cannot overflow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// `x̄`, in data units.
    pub mean: f64,
    /// What rounding took from it, `x̄ = mean + rest` to twice the digits of a double. It is kept
    /// where the offset is large, as in seconds since 1970, and 0 elsewhere.
    pub rest: f64,
    /// Population standard deviation `s = √((1/n) Σ (x − x̄)²)`, in data units.
    pub std_dev: f64,
    /// `(1/n) Σ ((x − x̄)/s)³`.
    pub skewness: f64,
    /// `(1/n) Σ ((x − x̄)/s)⁴`; 3 for a Gaussian.
    pub kurtosis: f64,
}

impl Moments {
    /// Moments of `x`, in two passes.
    ///
    /// # Errors
    /// [`Invalid`] names `field` if `x` is empty or too long, if a number is not
    /// finite or too large, or if all numbers are equal, since the likelihood then
    /// has no maximum.
    pub fn of(x: &[f64], field: &str) -> Result<Self, Invalid> {
        refuse_unusable(x, field)?;
        let n = x.len() as f64;
        let mean = |f: &dyn Fn(f64) -> f64| x.iter().map(|&x| f(x)).sum::<f64>() / n;
        let rough = mean(&|x| x / LARGEST_VALUE) * LARGEST_VALUE;
        // The second pass corrects the rounding error of the first.
        let (center, rest) = exact_sum(rough, mean(&|x| x - rough));
        let spread = x.iter().fold(0.0, |most: f64, &x| most.max((x - center).abs()));
        let std_dev = spread * mean(&|x| ((x - center) / spread).powi(2)).sqrt();
        let rest = kept(rest, center, std_dev);
        let smallest = SMALLEST_SPREAD.max(4.0 * f64::EPSILON * center.abs());
        // A spread of zero gives NaN, which is refused, too.
        if std_dev.is_nan() || std_dev <= smallest {
            return Err(without_spread(x, std_dev, field));
        }
        Ok(Self {
            mean: center,
            rest,
            std_dev,
            skewness: mean(&|x| (((x - center) - rest) / std_dev).powi(3)),
            kurtosis: mean(&|x| (((x - center) - rest) / std_dev).powi(4)),
        })
    }
}

impl Moments {
    /// Moments of a batch, whose numbers may all be equal. In that case the
    /// standard deviation, the skewness and the kurtosis are 0; formulas multiply
    /// the last two by powers of the standard deviation.
    pub fn of_sample(x: &[f64]) -> Self {
        let n = x.len() as f64;
        let mean = |f: &dyn Fn(f64) -> f64| x.iter().map(|&x| f(x) / n).sum::<f64>();
        let rough = mean(&|x| x);
        let (center, rest) = exact_sum(rough, mean(&|x| x - rough));
        let spread = x.iter().fold(0.0, |most: f64, &x| most.max((x - center).abs()));
        let smallest = SMALLEST_SPREAD.max(4.0 * f64::EPSILON * center.abs());
        if spread <= smallest {
            return Self { mean: center, rest: 0.0, std_dev: 0.0, skewness: 0.0, kurtosis: 0.0 };
        }
        let std_dev = spread * mean(&|x| ((x - center) / spread).powi(2)).sqrt();
        let rest = kept(rest, center, std_dev);
        let standardised = |power: i32| mean(&|x| (((x - center) - rest) / std_dev).powi(power));
        Self { mean: center, rest, std_dev, skewness: standardised(3), kurtosis: standardised(4) }
    }
}

/// Why numbers with this standard deviation are refused, which may be no number.
fn without_spread(x: &[f64], std_dev: f64, field: &str) -> Invalid {
    let (count, first) = (x.len(), Quoted(x.first().copied().unwrap_or_default()));
    if std_dev > 0.0 && std_dev <= SMALLEST_SPREAD {
        let found = format_args!("{count} values with a standard deviation of {}", Quoted(std_dev));
        let allowed = format_args!(
            "values with one above {}, whose square is a number",
            Quoted(SMALLEST_SPREAD)
        );
        return Invalid::new(field, found, allowed);
    }
    let found = format_args!("{count} values all equal to {first} within rounding");
    Invalid::new(field, found, "at least two different values, or the variance has no estimate")
}

/// See [`Moments::rest`]: below this offset it is less than 10⁻¹² of the standard deviation.
fn kept(rest: f64, mean: f64, std_dev: f64) -> f64 {
    const LARGE_OFFSET: f64 = 1e4;
    if mean.abs() > LARGE_OFFSET * std_dev { rest } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::TEACHING;

    #[test]
    fn moments_survive_extreme_scales() {
        for scale in [1e-148, 1e-3, 1.0, 1e148] {
            let x: Vec<f64> = TEACHING.observations().iter().map(|x| x * scale).collect();
            let moments = Moments::of(&x, "x").unwrap();
            assert!((moments.mean / scale - 1.45).abs() < 1e-13, "{moments:?}");
            assert!(((moments.std_dev / scale).powi(2) - 1.6875).abs() < 1e-12, "{moments:?}");
        }
    }

    #[test]
    fn unusable_data_are_refused_by_name() {
        let message = |x: &[f64]| Moments::of(x, "data.x").unwrap_err().to_string();
        assert!(message(&[]).starts_with("data.x is a list of 0"));
        assert!(message(&[1.0, f64::NAN]).starts_with("data.x[1] is NaN"));
        assert!(message(&[1.0, 1e200]).starts_with("data.x[1] is 1e200"));
        let tiny = message(&[1e-155, -1e-155, 1e-153]);
        assert!(tiny.contains("3 values with a standard deviation of 4.714752"), "{tiny}");
        assert!(message(&[3.0; 5]).contains("all equal to 3"));
        assert!(message(&[0.1 + 0.2, 0.3]).contains("all equal"));
    }
}
