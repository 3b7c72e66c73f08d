//! Bracketed root finding for functions that increase from below zero.

/// Largest number of evaluations inside a bracket; bisection alone needs at most 64 for
/// all bits of a double.
const MOST_EVALUATIONS: usize = 200;

/// First factor by which the bracket grows. Every further factor is the square of the
/// one before, so a dozen of them cover the range of a double.
const GROWTH: f64 = 1.5;

/// At this multiple of the guess or beyond, a function that rises by less than
/// `LEAST_RISE` when the bracket grows has reached a plateau.
const FAR: f64 = 100.0;
const LEAST_RISE: f64 = 1e-7;

/// If the ratio of the ends of a bracket is above this, it is halved in the logarithm.
const WIDE: f64 = 4.0;

/// Most strides of a search for the first root. With strides that grow by a tenth it reaches
/// 10⁶⁰ times the guess.
const MOST_STRIDES: usize = 1500;

/// An argument counts as a root if the value there is nearer to zero than this, where
/// the function begins at −1.
const LARGEST_JUMP: f64 = 1e-3;

/// Values this near to zero are roots without further conditions.
const ROOTED: f64 = 1e-12;

/// A share of the argument, and a factor: over that share an increasing function must
/// rise by that multiple of its distance from zero. Otherwise it has reached a plateau,
/// where rounding errors may look like a crossing.
const LAST_HALF: [f64; 2] = [0.5, 100.0];

/// The same for a function on a straight ray, where rounding moves the argument by
/// `10⁻¹⁶` times the largest ratio of a coordinate to its change. That ratio is `10⁹` in coordinates that nearly
/// cancel, as whitened ones do beside an extreme input. The share distinguishes a
/// root that is hidden by rounding from an edge that is reached below zero.
const LAST_DIGITS: [f64; 2] = [1e-6, 1.0];

/// The root `t > 0` of an increasing `f`, scaled so that `f(0) = −1`.
///
/// `f` may be `+∞` beyond the edge of the domain; it is never evaluated at or below 0.
/// `guess` is the first trial and sets the scale. The search stops at `|f| < 2ε`, or when
/// the bracket cannot shrink further. In that case the end with a negative value is
/// returned, so that a point is never outside a ball by more than rounding.
///
/// Returns `None` if `f` stays negative, or jumps over zero.
pub fn increasing(guess: f64, mut f: impl FnMut(f64) -> f64) -> Option<f64> {
    let (mut low, mut f_low) = (0.0, -1.0);
    let (mut high, mut f_high) = (guess, f(guess));
    let mut growth = GROWTH;
    while f_high < 0.0 {
        if high == f64::MAX {
            return None;
        }
        (low, f_low) = (high, f_high);
        high = (high * growth).min(f64::MAX);
        growth *= growth;
        f_high = f(high);
        if low > FAR * guess && f_high - f_low < LEAST_RISE {
            return None;
        }
    }
    if f_high.is_nan() {
        return None;
    }
    crossing([low, high], [f_low, f_high], LAST_HALF, f)
}

/// The root of a smooth `f` by the secant method, from two arguments near it; `f_start`
/// is the value at the first. It needs no bracket and few evaluations.
///
/// Secants converge with order 1.6: an error is about the product of the two errors
/// before it. So once the product of the last two values is below `tolerance`, the next
/// argument is returned without evaluating `f` there.
///
/// Returns `None` if the values do not shrink, or are not numbers. Then they are only
/// rounding errors, or the arguments were not near, and a bracket is needed.
pub fn secant(
    [mut last, mut here]: [f64; 2],
    f_start: f64,
    tolerance: f64,
    mut f: impl FnMut(f64) -> f64,
) -> Option<f64> {
    /// With order 1.6, an error of a tenth becomes one of 10⁻¹⁶ in seven secants.
    const MOST_SECANTS: usize = 12;
    /// Values have to shrink at least by this factor; a bracket, which is halved, is quicker otherwise.
    const LEAST_PROGRESS: f64 = 0.7;
    /// The first two values may each be this many times as large as the one before.
    const MOST_REGRESS: f64 = 4.0;
    let mut f_last = f_start;
    for steps in 0..MOST_SECANTS {
        let f_here = f(here);
        if f_here == 0.0 {
            return Some(here);
        }
        let next = here - f_here * (here - last) / (f_here - f_last);
        // The first argument may be far away, so progress is required only after the second.
        let allowed = if steps < 2 { MOST_REGRESS } else { LEAST_PROGRESS };
        if !next.is_finite() || f_here.abs() > allowed * f_last.abs() {
            return None;
        }
        if (f_here * f_last).abs() < tolerance {
            return Some(next);
        }
        (last, f_last, here) = (here, f_here, next);
    }
    None
}

/// The first root `t > 0` of an `f` with `f(0) = −1` that need not be increasing.
///
/// Searches in strides of a sixteenth of `guess`, which grow by a tenth beyond it, and
/// then inside a bracket. Two roots closer than a stride may both be missed. Returns
/// `None` if `f` stays negative, or jumps over zero.
pub fn first(guess: f64, mut f: impl FnMut(f64) -> f64) -> Option<f64> {
    let (mut low, mut f_low) = (0.0, -1.0);
    let mut stride = guess / 16.0;
    for _ in 0..MOST_STRIDES {
        let high = low + stride;
        if !high.is_finite() {
            return None;
        }
        let f_high = f(high);
        if f_high >= 0.0 {
            return crossing([low, high], [f_low, f_high], LAST_DIGITS, f);
        }
        (low, f_low) = (high, f_high);
        if low > guess {
            stride *= 1.1;
        }
    }
    None
}

/// The root inside a bracket, unless `f` jumps there. If the value is not zero, that is
/// a rounding error only if `f` rises by `times` as much over the last `share` of the
/// argument. Otherwise `f` ends below zero, at an edge or on a plateau, and has no root.
fn crossing(
    ends: [f64; 2],
    values: [f64; 2],
    [share, times]: [f64; 2],
    mut f: impl FnMut(f64) -> f64,
) -> Option<f64> {
    let found = bracketed(ends, values, &mut f);
    let residual = f(found).abs();
    let mut rise = || f(found) - f(found * (1.0 - share));
    (residual < ROOTED || residual < LARGEST_JUMP && times * residual < rise()).then_some(found)
}

/// The root inside a bracket `f(low) < 0 ≤ f(high)`, by secants guarded by
/// bisection, to `|f| < 2ε` or the last bit of the argument.
pub fn bracketed(
    [mut low, mut high]: [f64; 2],
    [mut f_low, mut f_high]: [f64; 2],
    mut f: impl FnMut(f64) -> f64,
) -> f64 {
    let mut last_side = 0;
    if f_high == 0.0 {
        return high;
    }
    for _ in 0..MOST_EVALUATIONS {
        let middle = trial([low, high], [f_low, f_high]);
        if middle <= low || middle >= high {
            break;
        }
        let value = f(middle);
        // The Illinois method: if an end stays twice, its weight is halved. Otherwise
        // one end of the bracket would never move for a convex function.
        if value < 0.0 {
            if last_side == -1 {
                f_high *= 0.5;
            }
            (low, f_low, last_side) = (middle, value, -1);
        } else {
            if last_side == 1 {
                f_low *= 0.5;
            }
            (high, f_high, last_side) = (middle, value, 1);
        }
        if value.abs() < 2.0 * f64::EPSILON {
            return middle;
        }
    }
    low
}

/// The secant if both ends are finite and not far apart, otherwise the middle.
fn trial([low, high]: [f64; 2], [f_low, f_high]: [f64; 2]) -> f64 {
    if low > 0.0 && high > WIDE * low {
        return low.sqrt() * high.sqrt();
    }
    let secant = low - f_low * (high - low) / (f_high - f_low);
    if secant.is_finite() && secant > low && secant < high { secant } else { 0.5 * (low + high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_roots_far_from_the_guess() {
        for root in [1e-12, 0.3, 1.0, 7.0, 1e9] {
            let found = increasing(1.0, |t| t / root - 1.0).unwrap();
            assert!((found / root - 1.0).abs() < 1e-14, "{root}: {found}");
        }
    }

    #[test]
    fn secants_find_smooth_roots_and_know_when_they_do_not() {
        let mut evaluations = 0;
        let found = secant([0.0, 1.0], -1.0, 1e-17, |t| {
            evaluations += 1;
            t + 0.1 * t * t - 1.0
        });
        assert!((found.unwrap() - 5.0 * (1.4f64.sqrt() - 1.0)).abs() < 1e-15);
        assert!(evaluations <= 5, "{evaluations}");
        assert_eq!(secant([0.0, 1.0], -1.0, 1e-17, |_| f64::INFINITY), None);
        assert_eq!(secant([0.0, 1.0], -1.0, 1e-17, |t| if t < 0.5 { -0.1 } else { 0.1 }), None);
    }

    #[test]
    fn takes_infinity_beyond_the_domain() {
        let f = |t: f64| if t >= 1.0 { f64::INFINITY } else { -(1.0 - t).ln() - 5.0 };
        let found = increasing(3.0, f).unwrap();
        assert!((found - (1.0 - (-5.0f64).exp())).abs() < 1e-14);
    }

    #[test]
    fn gives_up_where_there_is_none() {
        assert_eq!(increasing(1.0, |t| -1.0 / (1.0 + t)), None);
        assert_eq!(increasing(1.0, |_| f64::NAN), None);
        assert_eq!(increasing(1.0, |t| if t < 7.0 { -0.5 } else { 0.5 }), None);
        assert_eq!(first(1.0, |t| if t < 7.0 { -0.5 } else { f64::INFINITY }), None);
        // The same where the values before the edge, or on the plateau, are very near to zero.
        let short = |t: f64| if t < 7.0 { t / 7.0 - 1.0001 } else { f64::INFINITY };
        assert_eq!(first(1.0, short), None);
        let flat = |t: f64| if t < 1e200 { -1e-4 - (-t).exp() } else { f64::INFINITY };
        assert_eq!(increasing(1.0, flat), None);
    }
}
