//! Means over the data, one input after the other, at any log-odds; and the
//! Fisher matrix about its own mean, where nothing cancels.

use super::Logistic;
use super::condensed::Terms;
use crate::geometry::{Covector, Jacobian, Point, Segment, Singular, Symmetric, Tangent};
use crate::model::Family;
use crate::numeric::bernoulli::{outcomes, variance};
use crate::numeric::lanes::{Lanes, Mask};

/// If all but this share of the weights `p(1 − p)` lies at one input, the Fisher matrix counts
/// as singular: two digits above the rounding of a sum.
const SMALLEST_SHARE: f64 = 1e-14;

/// A second moment about the mean must be at least this share of the one about the origin: the subtraction then loses
/// at most a factor of 20, which are one and a third of sixteen digits. Below it a second pass sums about the mean.
const LEAST_REMAINDER: f64 = 0.05;

/// Sums about a place may be moved to the mean nearby, if that takes no more than this share from the second moment: then
/// nothing cancels.
const LARGEST_SHIFT: f64 = 1e-3;

/// Second moments of `(u, 1)` under weights, about their own weighted mean: a
/// Fisher matrix that is diagonal there.
pub(super) struct Spread {
    /// `Σ weight`.
    total: f64,
    /// Weighted mean of `u`, and its rounding error.
    mean: [f64; 2],
    /// `Σ weight (u − mean)²`.
    square: f64,
}

/// [`Spread`] for two points at a time.
pub(super) struct Spreads {
    total: Lanes,
    mean: Lanes,
    square: Lanes,
    /// Where there is one from plain second moments.
    pub valid: Mask,
}

impl Spreads {
    /// As [`Spread::of`].
    #[inline(always)]
    pub fn of([second, first, total]: [Lanes; 3], range: f64) -> Self {
        let mean = first / total;
        let square = second - mean * first;
        let (range, share) = (Lanes::both(range), Lanes::both(SMALLEST_SHARE));
        let least = share * total * range * range;
        let valid = (Lanes::both(LEAST_REMAINDER) * second).at_most(square)
            & least.at_most(square)
            & least.differs(square);
        Self { total, mean, square, valid }
    }

    /// As [`Spread::raise`].
    #[inline(always)]
    pub fn raise(&self, [first, total]: [Lanes; 2]) -> [Lanes; 2] {
        let slope = (first - self.mean * total) / self.square;
        [slope, total / self.total - self.mean * slope]
    }
}

impl Spread {
    /// From plain second moments of inputs within this range. `None` if its subtraction would lose more than
    /// one and a third digits (a factor of 20), or if all of the weight might lie at one input.
    pub fn of(Symmetric([second, first, total]): Symmetric, range: f64) -> Option<Self> {
        let mean = first / total;
        let square = second - mean * first;
        let is_spread = square > SMALLEST_SHARE * total * range * range;
        (square >= LEAST_REMAINDER * second && is_spread).then_some(Self {
            total,
            mean: [mean, 0.0],
            square,
        })
    }

    /// `u − mean`.
    pub fn about_mean(&self, u: f64) -> f64 {
        (u - self.mean[0]) - self.mean[1]
    }

    /// The tangent with this slope along which the log-odds at the mean change by `level`.
    fn through_mean(&self, slope: f64, level: f64) -> Tangent {
        Tangent(slope, level - self.mean[0] * slope)
    }

    /// `F⁻¹` of a covector in `(u, 1)`.
    pub fn raise(&self, Covector(first, total): Covector) -> Tangent {
        let slope = (first - self.mean[0] * total) / self.square;
        self.through_mean(slope, total / self.total)
    }

    /// `ψᵀF⁻¹ψ` at an input.
    pub fn leverage(&self, u: f64) -> f64 {
        1.0 / self.total + self.about_mean(u).powi(2) / self.square
    }

    /// `vᵀFv`.
    pub fn length_squared(&self, Tangent(slope, level): Tangent) -> f64 {
        self.square * slope * slope + self.total * (self.mean[0] * slope + level).powi(2)
    }

    /// `F⁻¹ = u uᵀ + v vᵀ` for these two.
    pub fn frame(&self) -> [Tangent; 2] {
        let slope = self.square.sqrt().recip();
        [self.through_mean(slope, 0.0), Tangent(0.0, self.total.sqrt().recip())]
    }
}

impl Logistic {
    /// Mean of `f(u, y, z)` over some terms, with `z` the log-odds at `at`.
    fn mean<T: Default + std::ops::Add<Output = T>>(
        &self,
        terms: Terms,
        Point(w, b): Point,
        scale: impl Fn(f64, T) -> T,
        f: impl Fn(f64, f64, f64) -> T,
    ) -> T {
        let mut sum = T::default();
        terms.each(|u, y, weight| {
            sum = std::mem::take(&mut sum) + scale(weight, f(u, y, w * u + b));
        });
        scale(1.0 / self.data.inputs.len() as f64, sum)
    }

    /// Mean over the data of a function that is analytic in the log-odds.
    pub(super) fn mean_number(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> f64 {
        self.mean(self.terms(at), at, |k, sum: f64| k * sum, f)
    }

    /// Mean over the data of a function that is analytic in the log-odds at both ends of a segment.
    pub(super) fn mean_along(
        &self,
        along: &Segment,
        at: Point,
        f: impl Fn(f64, f64, f64) -> f64,
    ) -> f64 {
        self.mean(self.terms_along(along), at, |k, sum: f64| k * sum, f)
    }

    /// Mean over the data of any function.
    pub(super) fn mean_of_any(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> f64 {
        self.mean(Terms::Columns(self.data.summaries.full()), at, |k, sum: f64| k * sum, f)
    }

    /// Mean of `f · (u, 1)`.
    pub(super) fn mean_covector(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> Covector {
        self.mean_covector_over(self.terms(at), at, f)
    }

    /// The same over some terms.
    pub(super) fn mean_covector_over(
        &self,
        terms: Terms,
        at: Point,
        f: impl Fn(f64, f64, f64) -> f64,
    ) -> Covector {
        let term = |u, y, z| {
            let weight = f(u, y, z);
            Covector(weight * u, weight)
        };
        self.mean(terms, at, |k, sum: Covector| k * sum, term)
    }

    /// Mean of `f · (u, 1)(u, 1)ᵀ`.
    pub(super) fn mean_form(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> Symmetric {
        let term = |u, y, z| {
            let weight = f(u, y, z);
            Symmetric([weight * u * u, weight * u, weight])
        };
        self.mean(self.terms(at), at, |k, sum: Symmetric| k * sum, term)
    }

    /// A second moment of `(u, 1)` under these weights, through a Jacobian matrix.
    ///
    /// Where the weight lies close together and far from the origin, the moment about its own mean is
    /// taken. The chart `boundary`, say, has `x − t` in place of `u`: of Unix times with a code for
    /// missing ones as their median, nothing would be left of the moments about that code.
    pub(super) fn form_through(
        &self,
        at: Point,
        jacobian: &Jacobian,
        form: Symmetric,
        weight: impl Fn(f64, f64, f64) -> f64,
    ) -> Symmetric {
        let Symmetric([second, first, total]) = form;
        let mean = first / total;
        if !mean.is_finite() || second - mean * first >= LEAST_REMAINDER * second {
            return jacobian.pull_form(form);
        }
        let term = |u, y, z| {
            let (weight, u) = (weight(u, y, z), u - mean);
            Symmetric([weight * u * u, weight * u, weight])
        };
        let about_mean = self.mean(self.terms(at), at, |k, sum: Symmetric| k * sum, term);
        jacobian.sheared(mean).pull_form(about_mean)
    }

    /// What to sum over for functions of the log-odds at a place.
    fn terms(&self, at: Point) -> Terms<'_> {
        self.data.summaries.terms([at, at])
    }

    /// The same for functions of the log-odds at both ends of a segment.
    pub(super) fn terms_along(&self, along: &Segment) -> Terms<'_> {
        self.data.summaries.terms([along.from, along.to])
    }

    /// The Fisher matrix about the mean under its own weights, where it is diagonal.
    pub(super) fn spread(&self, at: Point) -> Result<Spread, Singular> {
        let form = self.fisher(at);
        Spread::of(form, self.data.width()).map_or_else(|| self.precise_spread(at, form), Ok)
    }

    /// The same by one pass over the data for each moment, about the mean of the pass before.
    fn precise_spread(&self, at: Point, Symmetric(form): Symmetric) -> Result<Spread, Singular> {
        let ([_, first, total], Point(w, b)) = (form, at);
        let weighted = |f: &dyn Fn(f64) -> f64| self.mean_number(at, |u, _, z| variance(z) * f(u));
        let mean = first / total;
        let mean = [mean, weighted(&|u| u - mean) / total];
        let spread = Spread { total, mean, square: 0.0 };
        let square = weighted(&|u| spread.about_mean(u).powi(2));
        // Where labels are certain the weights are zero.
        let all = self.data.summaries.all_terms([at, at]);
        let heaviest = || {
            let mut heaviest = (0.0, 0.0);
            all.each(|u, _, _| {
                let weight = variance(w * u + b);
                heaviest = if weight > heaviest.0 { (weight, u) } else { heaviest };
            });
            heaviest.1
        };
        let elsewhere = || {
            let heaviest = heaviest();
            let other = |u, _, z| if u == heaviest { 0.0 } else { variance(z) };
            self.mean(all, at, |k, sum: f64| k * sum, other)
        };
        let is_regular = self.is_shared(at, total) || elsewhere() > SMALLEST_SHARE * total;
        if square > 0.0 && square.is_finite() && is_regular {
            Ok(Spread { square, ..spread })
        } else {
            Err(Singular)
        }
    }

    /// Whether the variances of all inputs together, their mean, are more than twice the largest that one input can have. No
    /// single input has half of them then.
    fn is_shared(&self, at: Point, total: f64) -> bool {
        total > 2.0 * self.data.summaries.most_of_one(at)
    }

    /// `F⁻¹g` where `g` is the mean of `f · (u, 1)`, formed about the weighted mean.
    pub(super) fn raise(&self, at: Point, f: &Term) -> Result<Tangent, Singular> {
        self.raise_over(self.terms(at), at, f)
    }

    /// The same over some terms.
    pub(super) fn raise_over(
        &self,
        terms: Terms,
        at: Point,
        f: &Term,
    ) -> Result<Tangent, Singular> {
        let form = self.fisher(at);
        let known = Spread::of(form, self.data.width());
        if known.is_none()
            && let Some(arrow) = self.raise_in_one_pass(terms, at, form, f)
        {
            return Ok(arrow);
        }
        let spread = known.map_or_else(|| self.precise_spread(at, form), Ok)?;
        let About([_, _, slope, level]) = self.sums_about(spread.mean, terms, at, f);
        Ok(spread.through_mean(slope / spread.square, level / spread.total))
    }

    /// The same in one pass, about the mean as plain moments have it, where that is next to the mean; `None` where it is
    /// not, or where all of the weight might lie at one input.
    fn raise_in_one_pass(
        &self,
        terms: Terms,
        at: Point,
        Symmetric([_, first, total]): Symmetric,
        f: &Term,
    ) -> Option<Tangent> {
        let center = first / total;
        if !(center.is_finite() && self.is_shared(at, total)) {
            return None;
        }
        let About([aside, square, slope, level]) = self.sums_about([center, 0.0], terms, at, f);
        let shift = aside / total;
        let slope = (slope - shift * level) / (square - shift * aside);
        let is_near = shift * aside <= LARGEST_SHIFT * square;
        (is_near && square > 0.0 && square.is_finite())
            .then(|| Tangent(slope, (level / total - shift * slope) - center * slope))
    }

    fn sums_about(&self, [center, rest]: [f64; 2], terms: Terms, at: Point, f: &Term) -> About {
        let term = |u: f64, y: f64, z: f64| {
            let (both, away) = (outcomes(z), (u - center) - rest);
            let (weight, value) = (both[0] * both[1], f(u, y, both));
            About([weight * away, weight * away * away, value * away, value])
        };
        let scale = |k: f64, About(sums): About| About(sums.map(|sum| k * sum));
        self.mean(terms, at, scale, term)
    }
}

/// What is summed: a function of an input, its label, and [`outcomes`] of its log-odds.
type Term<'f> = dyn Fn(f64, f64, [f64; 2]) -> f64 + 'f;

/// Means of the variance and of another function about a place: of the first times the distance from there and times its
/// square, and of the second times the distance and by itself.
#[derive(Clone, Copy, Default)]
struct About([f64; 4]);

impl std::ops::Add for About {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|k| self.0[k] + other.0[k]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Loss;
    use crate::model::logistic::Labelled;
    use crate::numeric::random::Random;

    /// Steep slopes with a threshold to one side, where plain moments cancel: where a step that overshoots lands.
    #[test]
    fn one_pass_about_the_mean_raises_as_precisely_as_three() {
        let mut random = Random::seeded(5);
        for count in [300, 5_000] {
            let inputs: Vec<f64> = (0..count).map(|_| random.normal()).collect();
            let labels: Vec<f64> =
                inputs.iter().map(|_| f64::from(random.uniform() < 0.4)).collect();
            let model = Logistic::new(Labelled::new(&inputs, &labels, ["x", "y"]).unwrap());
            let mut compared = 0;
            for w in [-60.0, -8.0, 15.0, 90.0, 200.0] {
                for threshold in [-1.6, -0.9, 0.8, 1.4, 1.9] {
                    let at = Point(w, -w * threshold);
                    let form = model.fisher(at);
                    let residual = |_: f64, y: f64, [p, q]: [f64; 2]| if y > 0.0 { -q } else { p };
                    if Spread::of(form, model.data.width()).is_some() {
                        continue;
                    }
                    let arrow = model.raise_in_one_pass(model.terms(at), at, form, &residual);
                    let Some(arrow) = arrow else { continue };
                    compared += 1;
                    assert_eq!(arrow, model.natural_gradient(at).unwrap());
                    // By one pass for each moment, in the coordinates in which these are independent.
                    let spread = model.precise_spread(at, form).unwrap();
                    let sum = model.mean_covector(at, |_, y, z| {
                        let [p, q] = outcomes(z);
                        residual(0.0, y, [p, q])
                    });
                    let about = model.mean_number(at, |u, y, z| {
                        residual(u, y, outcomes(z)) * spread.about_mean(u)
                    });
                    let expected = [about / spread.square, sum.1 / spread.total];
                    let [center, shift] = spread.mean;
                    let found = [arrow.0, (arrow.1 + center * arrow.0) + shift * arrow.0];
                    let sizes = [spread.square, spread.total].map(f64::sqrt);
                    let largest =
                        (0..2).fold(0.0, |most: f64, k| most.max((sizes[k] * expected[k]).abs()));
                    for k in 0..2 {
                        let error = (sizes[k] * (found[k] - expected[k])).abs();
                        assert!(error <= 1e-11 * largest, "{count} {at:?}: {found:?} {expected:?}");
                    }
                }
            }
            assert!(compared >= 8, "{count}: {compared}");
        }
    }
}
