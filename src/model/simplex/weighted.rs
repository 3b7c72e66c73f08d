//! Curves of distributions of three outcomes, `pₐ' ∝ pₐ wₐ`, and where they leave a ball. For the curves of
//! the table it is a ball of `KL(old ‖ new)`, for that of [`super::likeliest`] one of `KL(new ‖ old)`.
//!
//! The weights depend on one number `s`, and the divergence grows with it from zero to infinity. So there is
//! one `s` at which it is the radius. The logarithm of `s` is searched for, because a
//! rare outcome has to become rarer by `e^−1000` and more before the divergence is large.
//!
//! | curve | weights |
//! |---|---|
//! | least `Σ cₐ pₐ` (docs/mathematics/exact-steps.md#three-outcomes) | `1/(1 + s xₐ)`, where `xₐ` is what the outcome costs more than the cheapest |
//! | least `c₁ √p₁ + c₂ √p₂` (the same) | `ln wₐ = −2 asinh (s cₐ/2√pₐ)` |
//! | a straight line of probabilities | `1 + s xₐ`, where `xₐ` is how much faster the outcome grows than the slowest one |

use super::Choices;
use crate::geometry::{Point, Segment, Tangent};
use crate::model::Direction;
use crate::numeric::bernoulli::{divergence_to, sigmoid, softplus};
use crate::numeric::kernel::log_ratio;
use crate::numeric::root;

/// Tolerance of [`root::secant`]: a tenth of the rounding error of a double.
const EXACT: f64 = 1e-17;

/// Numbers up to the exponential of this are far from the largest double, `e⁷⁰⁹`.
const LARGEST_LOGARITHM: f64 = 300.0;

/// Beyond this `ln s` log-odds have no digits left: the ball reaches farther than doubles do.
const FARTHEST: f64 = 1e14;

/// The minimum of `Σ cₐ pₐ`; `None` where all outcomes cost the same, or the minimum is beyond the
/// range of doubles.
pub fn lowest_of_costs(from: Point, costs: [f64; 3], radius: f64) -> Option<Segment> {
    let (choices, (x, _)) = (Choices::at(from), excesses(costs));
    let end = on_ball(from, (radius, Direction::OldNew), variance(&choices, x), |log| {
        [ratio(log, x[1], x[0]), ratio(log, x[2], x[0]), ratio(log, x[1], x[2])]
    });
    end.map(|(_, end)| end)
}

/// Where the line with this velocity leaves the ball: the time and the segment; `None` where that is
/// beyond the range of doubles.
pub(super) fn mixture_exit(from: Point, velocity: Tangent, radius: f64) -> Option<(f64, Segment)> {
    let choices = Choices::at(from);
    let (x, unit) = excesses(excess_rates(from, velocity));
    let ball = (radius, Direction::OldNew);
    let (log, end) = on_ball(from, ball, variance(&choices, x), |log| straight(log, x))?;
    // The outcome that shrinks fastest is gone when `s` is infinite.
    let slowest = choices.rates(velocity).into_iter().fold(f64::INFINITY, f64::min);
    Some(((unit * (-log).exp() - slowest).recip(), end))
}

/// The place on the line to the shares `f` of the data, `pₐ' = (pₐ + s fₐ)/(1 + s)`.
pub(in crate::model) fn mixed(from: Point, shares: [f64; 3], s: f64) -> Option<Segment> {
    let choices = Choices::at(from);
    let p = choices.probabilities();
    let x = [0, 1, 2].map(|k| shares[k] / p[k]);
    let end = moved(from, &choices, straight(s.ln(), x));
    end.to.is_finite().then_some(end)
}

/// The same on the boundary of the ball; `None` where the shares are in it.
pub(in crate::model) fn nearest_mixture(
    from: Point,
    shares: [f64; 3],
    radius: f64,
) -> Option<Segment> {
    let choices = Choices::at(from);
    let (x, ball) = (growth(&choices, shares), (radius, Direction::OldNew));
    let end = on_ball(from, ball, variance(&choices, x), |log| straight(log, x));
    end.map(|(_, end)| end)
}

/// The place on the line to the shares after a time, which may be beyond them: `pₐ' = pₐ + t (fₐ − pₐ)`. `None`
/// where the line has left the simplex before.
pub(in crate::model) fn toward(from: Point, shares: [f64; 3], time: f64) -> Option<Segment> {
    let choices = Choices::at(from);
    let p = choices.probabilities();
    let x = [0, 1, 2].map(|k| shares[k] / p[k]);
    let w = [0, 1, 2].map(|k| 1.0 + time * ((shares[k] - p[k]) / p[k]));
    if !w.iter().all(|&w| w > 0.0) {
        return None;
    }
    let log = |j: usize, k: usize| log_ratio(w[j], w[k], time * (x[k] - x[j]));
    let end = moved(from, &choices, [log(0, 1), log(0, 2), log(2, 1)]);
    end.to.is_finite().then_some(end)
}

/// By how much faster `ln p` of each outcome grows than that of the slowest. The rates differ by
/// `ℓ₂ − ℓ₁ = ȧ + (1−r) ḃ`, `ℓ₃ − ℓ₁ = ȧ − r ḃ` and `ℓ₂ − ℓ₃ = ḃ`; that of a rare outcome may be so
/// large that the others would lose their digits in a difference from it. A natural gradient has
/// what the outcomes cost more than the cheapest.
pub(super) fn excess_rates(from: Point, Tangent(a, b): Tangent) -> [f64; 3] {
    let Choices { second, third, .. } = Choices::at(from);
    let (d2, d3) = (a + third * b, a - second * b);
    if d2 >= 0.0 && d3 >= 0.0 {
        [0.0, d2, d3]
    } else if b <= 0.0 {
        [-d2, 0.0, -b]
    } else {
        [-d3, b, 0.0]
    }
}

/// How far each number is above the least, in units of the largest such difference, and that unit.
fn excesses(numbers: [f64; 3]) -> ([f64; 3], f64) {
    let least = numbers.into_iter().fold(f64::INFINITY, f64::min);
    let unit = numbers.into_iter().fold(f64::NEG_INFINITY, f64::max) - least;
    (numbers.map(|number| (number - least) / unit), unit)
}

/// The variance of three numbers.
pub(super) fn variance(choices: &Choices, x: [f64; 3]) -> f64 {
    let p = choices.probabilities();
    let mean: f64 = p.into_iter().zip(x).map(|(p, x)| p * x).sum();
    p.into_iter().zip(x).map(|(p, x)| p * (x - mean).powi(2)).sum()
}

/// How much the outcomes grow on the way to the shares, `fₐ/pₐ`, in units of the largest.
pub(super) fn growth(choices: &Choices, shares: [f64; 3]) -> [f64; 3] {
    let p = choices.probabilities();
    let x = [0, 1, 2].map(|k| shares[k] / p[k]);
    let largest = x.into_iter().fold(0.0, f64::max);
    x.map(|x| x / largest)
}

/// The logarithms of `w₂/w₁`, `w₃/w₁` and `w₂/w₃` on a straight line of probabilities, for the logarithm of `s`.
fn straight(log: f64, x: [f64; 3]) -> [f64; 3] {
    [ratio(log, x[0], x[1]), ratio(log, x[0], x[2]), ratio(log, x[2], x[1])]
}

/// `ln ((1 + s y)/(1 + s x))` for the logarithm of `s`.
fn ratio(log: f64, x: f64, y: f64) -> f64 {
    if log < LARGEST_LOGARITHM {
        let s = log.exp();
        log_ratio(1.0 + s * x, 1.0 + s * y, s * (y - x))
    } else {
        y.ln().max(-log) - x.ln().max(-log)
    }
}

/// The minimum of `c₁ √p₁ + c₂ √p₂`; `None` where it is beyond the range of doubles.
pub fn lowest_of_roots(from: Point, costs: [f64; 2], radius: f64) -> Option<Segment> {
    let [p1, p2, _] = Choices::at(from).probabilities();
    let roots = [p1.sqrt(), p2.sqrt()];
    let size = costs[0].hypot(costs[1]);
    let [c1, c2] = costs.map(|cost| cost / size);
    // (c₁² + c₂²) − (c₁√p₁ + c₂√p₂)², with c₁² + c₂² = 1.
    let along = c1 * roots[0] + c2 * roots[1];
    let variance = (1.0 - along) * (1.0 + along);
    let weight = |log: f64, cost: f64, root: f64| {
        let ratio = 0.5 * cost.abs() / root;
        let size = if log < LARGEST_LOGARITHM {
            (log.exp() * ratio).asinh()
        } else {
            log + (2.0 * ratio).ln()
        };
        -2.0 * size.max(0.0).copysign(cost)
    };
    let end = on_ball(from, (radius, Direction::OldNew), variance, |log| {
        let [one, two] = [weight(log, c1, roots[0]), weight(log, c2, roots[1])];
        [two - one, -one, two]
    });
    end.map(|(_, end)| end)
}

/// `ln s` and the segment at the radius of a ball of this direction, from the logarithms of `w₂/w₁`, `w₃/w₁` and `w₂/w₃` for any
/// `ln s`. `variance` is that of the logarithms of the weights for small `s`, in units of `s²`.
pub(super) fn on_ball(
    from: Point,
    (radius, direction): (f64, Direction),
    variance: f64,
    ratios: impl Fn(f64) -> [f64; 3],
) -> Option<(f64, Segment)> {
    let choices = Choices::at(from);
    let segment = |log: f64| moved(from, &choices, ratios(log));
    // Where the divergence would be the radius if it were quadratic.
    let guess = (2.0 * radius / variance).sqrt();
    let excess = |log: f64| excess_on_ball(&segment(log), radius, direction);
    let log = root_on_ball(guess, excess)?;
    let end = segment(log);
    end.to.is_finite().then_some((log, end))
}

/// `√(KL/δ) − 1` at the end of a segment.
pub(super) fn excess_on_ball(along: &Segment, radius: f64, direction: Direction) -> f64 {
    let (Point(a, b), Point(a1, b1), Tangent(da, db)) = (along.from, along.to, along.difference);
    let kl = match direction {
        Direction::OldNew => divergence_to(a, a1, da) + sigmoid(a) * divergence_to(b, b1, db),
        Direction::NewOld => divergence_to(a1, a, -da) + sigmoid(a1) * divergence_to(b1, b, -db),
    };
    (kl / radius).sqrt() - 1.0
}

/// The logarithm of the `s` at which an increasing function of `ln s` is zero; it is −1 for `s = 0`.
pub(super) fn root_on_ball(guess: f64, excess: impl Fn(f64) -> f64) -> Option<f64> {
    let near = root::secant([0.0, guess], -1.0, EXACT, |s| excess(s.ln()));
    let near = near.map(f64::ln).filter(|log| *log < LARGEST_LOGARITHM);
    near.or_else(|| bracketed(guess.ln(), excess))
}

/// The root of an increasing function, in strides from the guess that double.
fn bracketed(guess: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    let [mut low, mut high] = [guess - 1.0, guess + 1.0];
    let mut stride = 1.0;
    while f(low) >= 0.0 && low > -FARTHEST {
        (high, low, stride) = (low, low - stride, 2.0 * stride);
    }
    stride = 1.0;
    while f(high) < 0.0 && high < FARTHEST {
        (low, high, stride) = (high, high + stride, 2.0 * stride);
    }
    let values = [f(low), f(high)];
    let brackets = values[0] < 0.0 && values[1] >= 0.0;
    brackets.then(|| root::bracketed([low, high], values, f))
}

/// The segment to `pₐ' ∝ pₐ wₐ`: `Δb = ln w₂/w₃`, `Δa = ln (r w₂/w₁ + (1−r) w₃/w₁)`.
pub(super) fn moved(from: Point, choices: &Choices, [second, third, db]: [f64; 3]) -> Segment {
    /// Up to here the sum of `w − 1` stays away from −1, where its logarithm would have no digits.
    const SMALL: f64 = 0.5;
    let da = if second.abs().max(third.abs()) < SMALL {
        (choices.second * second.exp_m1() + choices.third * third.exp_m1()).ln_1p()
    } else {
        let [one, other] = [second - softplus(-from.1), third - softplus(from.1)];
        one.max(other) + (-(one - other).abs()).exp().ln_1p()
    };
    Segment::step(from, Tangent(da, db))
}
