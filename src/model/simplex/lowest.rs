//! Where a linear function of the probabilities is least on a ball of `KL(old ‖ new)`.
//!
//! With costs `cₐ` of the outcomes the minimum is `pₐ' ∝ pₐ/(t + xₐ)`, where `xₐ = cₐ − min c` and
//! `t > 0` is the number at which the divergence is the radius
//! (docs/mathematics/policy.md#p3). It grows from zero to infinity as `t` falls from infinity
//! to zero, so there is one such number.

use super::Choices;
use crate::geometry::{Point, Segment, Tangent};
use crate::numeric::bernoulli::softplus;
use crate::numeric::kernel::log_ratio;
use crate::numeric::root;

/// Tolerance of [`root::secant`]: a tenth of the rounding error of a double.
const EXACT: f64 = 1e-17;

/// Up to this logarithm `1/t` is far from the largest double, `e⁷⁰⁹`, with room for products.
const LARGEST_LOGARITHM: f64 = 300.0;

/// Beyond this logarithm of `1/t` log-odds have no digits left: the ball reaches farther than
/// doubles do.
const FARTHEST: f64 = 1e14;

/// What the outcomes cost, in units of the difference between the dearest and the cheapest.
struct Costs {
    from: Point,
    choices: Choices,
    /// `xₐ`, from 0 to 1.
    costs: [f64; 3],
    /// The natural gradient in the same units: `ȧ = r x₂ + (1−r) x₃ − x₁` and `ḃ = x₂ − x₃`.
    rates: Tangent,
}

impl Costs {
    /// Of a function with this natural gradient: `c₂ − c₁ = ȧ + (1−r) ḃ` and `c₃ − c₁ = ȧ − r ḃ`.
    fn new(from: Point, arrow: Tangent) -> Option<Self> {
        let choices = Choices::at(from);
        let scale = arrow.0.abs().max(arrow.1.abs());
        let Tangent(a, b) = scale.recip() * arrow;
        let relative = [0.0, a + choices.third * b, a - choices.second * b];
        let least = relative.into_iter().fold(f64::INFINITY, f64::min);
        let most = relative.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let unit = most - least;
        let costs = relative.map(|cost| (cost - least) / unit);
        let rates = unit.recip() * Tangent(a, b);
        (rates.0.is_finite() && rates.1.is_finite()).then_some(Self { from, choices, costs, rates })
    }

    /// The variance of the costs, twice the divergence where `t` is 1 and large.
    fn variance(&self) -> f64 {
        let Choices { stop, go, second, third } = self.choices;
        go * (stop * self.rates.0.powi(2) + second * third * self.rates.1.powi(2))
    }

    /// The segment for `1/t`.
    fn segment(&self, inverse: f64) -> Segment {
        let t = inverse.recip();
        let ([y1, y2, y3], Tangent(a, b)) = (self.costs.map(|x| t + x), self.rates);
        let Choices { second, third, .. } = self.choices;
        // ln(q'/q) − ln(p₁'/p₁): its argument less one, without cancellation.
        let change = second * third * b * b / y2 / y3 - a * (second / y2 + third / y3);
        let growth = second * y1 / y2 + third * y1 / y3;
        let da = log_ratio(1.0, growth, change);
        let db = log_ratio(y2, y3, -b);
        Segment::step(self.from, Tangent(da, db))
    }

    /// The segment for the logarithm of `1/t`, where `t` may be too small for a double.
    fn far_segment(&self, logarithm: f64) -> Segment {
        if logarithm < LARGEST_LOGARITHM {
            return self.segment(logarithm.exp());
        }
        let [y1, y2, y3] = self.costs.map(|x| x.ln().max(-logarithm));
        let b = self.from.1;
        let (second, third) = (y1 - y2 - softplus(-b), y1 - y3 - softplus(b));
        let da = second.max(third) + (-(second - third).abs()).exp().ln_1p();
        Segment::step(self.from, Tangent(da, y3 - y2))
    }
}

/// The end of the ball at which a function with the natural gradient `arrow` at `from` is least.
/// `excess` is `√(KL/δ) − 1` of a segment. `None` where all outcomes cost the same, or where the
/// minimum is beyond the range of doubles.
pub(super) fn lowest(
    from: Point,
    arrow: Tangent,
    radius: f64,
    excess: impl Fn(&Segment) -> f64,
) -> Option<Segment> {
    let costs = Costs::new(from, arrow)?;
    // Where the divergence would be the radius if it were quadratic.
    let guess = (2.0 * radius / costs.variance()).sqrt();
    let near = root::secant([0.0, guess], -1.0, EXACT, |inverse| excess(&costs.segment(inverse)));
    let near = near.filter(|inverse| *inverse > 0.0 && inverse.ln() < LARGEST_LOGARITHM);
    let end = match near {
        Some(inverse) => costs.segment(inverse),
        None => {
            let value = |logarithm: f64| excess(&costs.far_segment(logarithm));
            let [mut low, mut high] = [guess.ln() - 1.0, guess.ln() + 1.0];
            let mut stride = 1.0;
            while value(low) >= 0.0 && low > -FARTHEST {
                (high, low, stride) = (low, low - stride, 2.0 * stride);
            }
            stride = 1.0;
            while value(high) < 0.0 && high < FARTHEST {
                (low, high, stride) = (high, high + stride, 2.0 * stride);
            }
            let values = [low, high].map(value);
            let brackets = values[0] < 0.0 && values[1] >= 0.0;
            costs.far_segment(brackets.then(|| root::bracketed([low, high], values, value))?)
        }
    };
    end.to.is_finite().then_some(end)
}
