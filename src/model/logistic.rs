//! Logistic regression on one input, in whitened coordinates `(w̃, b̃)`.
//!
//! With the inputs' mean `m` and standard deviation `s`, `u = (x − m)/s` and
//! `P(y = 1 | x) = σ(z)`, `z = w̃u + b̃`. Whitened rather than raw coordinates,
//! because no unit or offset of the inputs can make them ill-conditioned; both
//! are natural coordinates, and charts between them are affine.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Connection, Direction, LARGEST_LOG_ODDS, Model, NO_RATE, Units};
use crate::data::Moments;
use crate::error::Invalid;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::bernoulli::{divergence, sigmoid, sigmoid_change, softplus, variance};
use crate::numeric::columns::{Column, Sums};
use crate::numeric::random::Random;

/// Least variance of the inputs, each weighted by `p(1 − p)`, in units of their
/// plain variance, at which the Fisher matrix still counts as regular.
const SMALLEST_PIVOT: f64 = 1e-14;

/// Most Newton steps of a solve; each moves the log-odds by about one at least.
const MOST_NEWTON_STEPS: usize = 200;

/// Most halvings of one Newton step.
const MOST_HALVINGS: usize = 40;

/// Relative length below which a Newton step is taken without a look at its
/// value: it is in the region of quadratic convergence, and values are rounded.
const SURE: f64 = 1e-4;

/// Relative length of a Newton step that is taken as the last: the error left
/// is of the order of its square, below rounding.
const ARRIVED: f64 = 1e-9;

/// Inputs with labels: whitened, and sorted where an order is needed.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// `(x − m)/s`, in the order given.
    inputs: Vec<f64>,
    /// 0 or 1.
    labels: Vec<f64>,
    /// The inputs labelled 0, then those labelled 1.
    columns: [Column; 2],
    units: Units,
}

impl Labelled {
    /// From inputs and labels, named in errors by the fields they came from.
    ///
    /// # Errors
    /// [`Invalid`] names the entry where the lengths differ, a label is neither
    /// 0 nor 1, or the inputs are unusable or all the same.
    pub fn new(x: &[f64], y: &[f64], fields: [&str; 2]) -> Result<Self, Invalid> {
        if x.len() != y.len() {
            let allowed = format_args!("as many labels as inputs, {}", x.len());
            return Err(Invalid::new(fields[1], format_args!("a list of {}", y.len()), allowed));
        }
        if let Some(k) = y.iter().position(|&label| label != 0.0 && label != 1.0) {
            return Err(Invalid::new(format_args!("{}[{k}]", fields[1]), y[k], "a label, 0 or 1"));
        }
        let Moments { mean, std_dev, .. } = Moments::of(x, fields[0])?;
        let inputs: Vec<f64> = x.iter().map(|x| (x - mean) / std_dev).collect();
        let columns = columns(&inputs, y);
        let units = Units { mean, std_dev, ..Units::default() };
        Ok(Self { inputs, labels: y.to_vec(), columns, units })
    }

    /// Whitened inputs with their labels, in the units of the data they come from.
    fn sampled(inputs: Vec<f64>, labels: Vec<f64>, units: Units) -> Self {
        let columns = columns(&inputs, &labels);
        Self { inputs, labels, columns, units }
    }

    /// Whether a threshold separates the labels, with or without ties at it, or
    /// all labels agree: the likelihood then has no maximum (Albert & Anderson 1984).
    pub fn is_separable(&self) -> bool {
        let range = |wanted: f64| {
            let chosen = self.points().filter(|(_, label)| *label == wanted);
            chosen.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], (u, _)| {
                [low.min(u), high.max(u)]
            })
        };
        let ([low0, high0], [low1, high1]) = (range(0.0), range(1.0));
        high0 <= low1 || high1 <= low0
    }

    /// The largest `|u|`.
    fn largest(&self) -> f64 {
        self.columns.iter().map(Column::largest).fold(0.0, f64::max)
    }

    fn points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.inputs.iter().copied().zip(self.labels.iter().copied())
    }
}

fn columns(inputs: &[f64], labels: &[f64]) -> [Column; 2] {
    [0.0, 1.0].map(|wanted| {
        let labelled = inputs.iter().zip(labels).filter(|(_, label)| **label == wanted);
        Column::new(&labelled.map(|(&u, _)| u).collect::<Vec<_>>())
    })
}

/// Changes of log-odds up to here take few nodes.
const LONG: f64 = 0.2;

/// The share of its terms that a divergence formed from them has to be of.
const LEAST_SHARE: f64 = 1.0 / 64.0;

/// Nodes and weights of Gauss's quadrature over `[0, 1]` with three, five, eight
/// and twelve points, each up to a change of log-odds at which it errs by less than
/// `4·10⁻¹⁶` of an integral over `σ(1 − σ)`: the nearest pole is `iπ` away.
const QUADRATURES: [(f64, &[[f64; 2]]); 4] = [
    (
        0.008,
        &[
            [0.112_701_665_379_258_31, 0.277_777_777_777_777_8],
            [0.5, 0.444_444_444_444_444_4],
            [0.887_298_334_620_741_7, 0.277_777_777_777_777_8],
        ],
    ),
    (
        0.2,
        &[
            [0.046_910_077_030_668_004, 0.118_463_442_528_094_54],
            [0.230_765_344_947_158_45, 0.239_314_335_249_683_24],
            [0.5, 0.284_444_444_444_444_44],
            [0.769_234_655_052_841_5, 0.239_314_335_249_683_24],
            [0.953_089_922_969_332, 0.118_463_442_528_094_54],
        ],
    ),
    (
        1.0,
        &[
            [0.019_855_071_751_231_884, 0.050_614_268_145_188_13],
            [0.101_666_761_293_186_63, 0.111_190_517_226_687_24],
            [0.237_233_795_041_835_5, 0.156_853_322_938_943_64],
            [0.408_282_678_752_175_1, 0.181_341_891_689_181],
            [0.591_717_321_247_825, 0.181_341_891_689_181],
            [0.762_766_204_958_164_5, 0.156_853_322_938_943_64],
            [0.898_333_238_706_813_4, 0.111_190_517_226_687_24],
            [0.980_144_928_248_768_1, 0.050_614_268_145_188_13],
        ],
    ),
    (
        2.0,
        &[
            [0.009_219_682_876_640_375, 0.023_587_668_193_255_914],
            [0.047_941_371_814_762_57, 0.053_469_662_997_659_21],
            [0.115_048_662_902_847_65, 0.080_039_164_271_673_11],
            [0.206_341_022_856_691_3, 0.101_583_713_361_532_96],
            [0.316_084_250_500_909_9, 0.116_746_268_269_177_4],
            [0.437_383_295_744_265_54, 0.124_573_522_906_701_39],
            [0.562_616_704_255_734_5, 0.124_573_522_906_701_39],
            [0.683_915_749_499_090_1, 0.116_746_268_269_177_4],
            [0.793_658_977_143_308_7, 0.101_583_713_361_532_96],
            [0.884_951_337_097_152_3, 0.080_039_164_271_673_11],
            [0.952_058_628_185_237_5, 0.053_469_662_997_659_21],
            [0.990_780_317_123_359_7, 0.023_587_668_193_255_914],
        ],
    ),
];

/// Integrals of the Fisher matrix over a straight path of log-odds.
#[derive(Clone, Copy, Debug, Default)]
struct Path {
    /// `∫ (1−s) ΔᵀFΔ ds = KL(from ‖ to)` and `∫ s ΔᵀFΔ ds = KL(to ‖ from)`.
    divergences: [f64; 2],
    /// `∫ FΔ ds`, the change of the mean parameters.
    change: Covector,
}

/// A gradient with the Fisher matrix.
type Slopes = (Covector, Symmetric);

/// The sums of both columns, each with that of softplus.
type Surprises = [(Sums, f64); 2];

/// What was asked last: the parts of a step ask for the same again.
#[derive(Debug, Default)]
struct Memo {
    /// At the last place but one, and at the last.
    slopes: [Option<(Point, Option<Slopes>)>; 2],
    /// Of the last place from which a long path started.
    start: Option<(Point, Option<Surprises>)>,
    path: Option<(Segment, Option<Path>)>,
}

impl Memo {
    fn learn(&mut self, at: Point, slopes: Option<Slopes>) -> Option<Slopes> {
        self.slopes = [self.slopes[1], Some((at, slopes))];
        slopes
    }
}

/// Logistic regression with its data.
#[derive(Debug)]
pub struct Logistic {
    data: Labelled,
    /// Found when it is first asked for.
    optimum: OnceLock<Option<Point>>,
    memo: Mutex<Memo>,
}

/// Second moments of `(u, 1)` under weights, about their own weighted mean.
struct Spread {
    /// `Σ weight`.
    total: f64,
    /// Weighted mean of `u`.
    mean: f64,
    /// `Σ weight (u − mean)²`.
    square: f64,
}

impl Spread {
    /// From plain second moments; `None` where those are so far from their
    /// mean that taking it off would cost more than a digit or so.
    fn of(Symmetric([second, first, total]): Symmetric) -> Option<Self> {
        const LEAST_REMAINDER: f64 = 0.05;
        let mean = first / total;
        let square = second - mean * first;
        (square >= LEAST_REMAINDER * second && square > SMALLEST_PIVOT * total).then_some(Self {
            total,
            mean,
            square,
        })
    }

    /// `F⁻¹` of a covector in `(u, 1)`.
    fn raise(&self, Covector(first, total): Covector) -> Tangent {
        let slope = (first - self.mean * total) / self.square;
        Tangent(slope, total / self.total - self.mean * slope)
    }
}

impl Logistic {
    /// The family with these data.
    pub fn new(data: Labelled) -> Self {
        Self { data, optimum: OnceLock::new(), memo: Mutex::default() }
    }

    /// The family with one observation, from which nothing can be estimated alone.
    fn with_one(&self, input: f64, label: f64) -> Self {
        Self::new(Labelled::sampled(vec![input], vec![label], self.data.units))
    }

    /// `u` at an input that need not be one of the data's.
    fn whitened(&self, x: f64) -> f64 {
        let Units { mean, std_dev, .. } = self.data.units;
        bounded((x - mean) / std_dev)
    }

    /// Mean over the data of `f(u, y, z)`, with `z` the log-odds at `at`.
    fn mean<T: Default + std::ops::Add<Output = T>>(
        &self,
        at: Point,
        scale: impl Fn(f64, T) -> T,
        f: impl Fn(f64, f64, f64) -> T,
    ) -> T {
        let Point(w, b) = at;
        let terms = self.data.points().map(|(u, y)| f(u, y, w * u + b));
        let sum = terms.fold(T::default(), |sum, term| sum + term);
        scale(1.0 / self.data.inputs.len() as f64, sum)
    }

    fn mean_number(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> f64 {
        self.mean(at, |k, sum: f64| k * sum, f)
    }

    /// Mean of `f · (u, 1)`.
    fn mean_covector(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> Covector {
        self.mean(
            at,
            |k, sum: Covector| k * sum,
            |u, y, z| {
                let weight = f(u, y, z);
                Covector(weight * u, weight)
            },
        )
    }

    /// Mean of `f · (u, 1)(u, 1)ᵀ`.
    fn mean_form(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> Symmetric {
        self.mean(
            at,
            |k, sum: Symmetric| k * sum,
            |u, y, z| {
                let weight = f(u, y, z);
                Symmetric([weight * u * u, weight * u, weight])
            },
        )
    }

    /// Gradient and Fisher matrix in one pass; `None` at log-odds beyond what
    /// the columns take, where scalars have to do.
    ///
    /// From the side of its label every datum has the same terms: `p − y` is
    /// `σ(z)` or `−σ(−z)`, so that nothing cancels within a datum.
    fn slopes_by_columns(&self, at: Point) -> Option<Slopes> {
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slopes)) = memo.slopes.iter().flatten().find(|(known, _)| *known == at) {
            return *slopes;
        }
        memo.learn(at, self.column_slopes(at))
    }

    fn column_slopes(&self, Point(w, b): Point) -> Option<Slopes> {
        let [zeros, ones] = &self.data.columns;
        Some(self.slopes_of([zeros.sums(w, b)?, ones.sums(-w, -b)?]))
    }

    fn slopes_of(&self, [zeros, ones]: [Sums; 2]) -> Slopes {
        let k = 1.0 / self.data.inputs.len() as f64;
        let gradient = Covector(zeros.mean_u - ones.mean_u, zeros.mean - ones.mean);
        let fisher = Symmetric([
            zeros.variance_uu + ones.variance_uu,
            zeros.variance_u + ones.variance_u,
            zeros.variance + ones.variance,
        ]);
        (k * gradient, k * fisher)
    }

    /// The sums of both columns, with those of softplus.
    fn surprises(&self, Point(w, b): Point) -> Option<Surprises> {
        let [zeros, ones] = &self.data.columns;
        Some([zeros.surprises(w, b)?, ones.surprises(-w, -b)?])
    }

    /// Both divergences between the ends of a short path: sums over columns of
    /// nonnegative terms, in which nothing cancels. `None` where scalars have to do.
    fn path_by_columns(&self, along: &Segment) -> Option<Path> {
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        match memo.path {
            Some((known, path)) if known == *along => path,
            _ => {
                let path = self.column_path(along, &mut memo);
                memo.path.insert((*along, path)).1
            }
        }
    }

    fn column_path(&self, along: &Segment, memo: &mut Memo) -> Option<Path> {
        let Tangent(dw, db) = along.difference;
        let change = dw.abs() * self.data.largest() + db.abs();
        if change > LONG
            && let Some(path) = self.long_path(along, memo)
        {
            return Some(path);
        }
        // Beyond the last, or where the change is no number, nothing is found.
        let (_, nodes) = QUADRATURES.iter().find(|(most, _)| change <= *most)?;
        let mut path = Path::default();
        for [share, weight] in *nodes {
            let (_, form) = self.column_slopes(along.from + *share * along.difference)?;
            let Spread { total, mean, square } = Spread::of(form)?;
            let curvature = square * dw * dw + total * (mean * dw + db).powi(2);
            path.divergences[0] += weight * (1.0 - share) * curvature;
            path.divergences[1] += weight * share * curvature;
            path.change += *weight * form.lower(along.difference);
        }
        Some(path)
    }

    /// The same from what its ends have alone, in one pass for each:
    /// `KL(old ‖ new) = Σ softplus(z') − softplus(z) − σ(z) Δz`, with `z` from the
    /// side of a datum's label. `None` where the terms cancel.
    fn long_path(&self, along: &Segment, memo: &mut Memo) -> Option<Path> {
        let Tangent(dw, db) = along.difference;
        let known = memo.start.filter(|(known, _)| *known == along.from);
        let (_, start) =
            *memo.start.insert(known.unwrap_or_else(|| (along.from, self.surprises(along.from))));
        let (start, end) = (start?, self.surprises(along.to)?);
        memo.learn(along.to, Some(self.slopes_of(end.map(|(sums, _)| sums))));
        let (mut path, mut size) = (Path::default(), 0.0);
        for ((side, (p, before)), (q, after)) in [1.0, -1.0].into_iter().zip(start).zip(end) {
            let [old, new] = [&p, &q].map(|sums| side * (sums.mean_u * dw + sums.mean * db));
            path.divergences[0] += (after - before) - old;
            path.divergences[1] += new - (after - before);
            path.change += Covector(side * (q.mean_u - p.mean_u), side * (q.mean - p.mean));
            size += before + after + old.abs() + new.abs();
        }
        let k = 1.0 / self.data.inputs.len() as f64;
        path.divergences = path.divergences.map(|sum| k * sum);
        path.change = k * path.change;
        let [a, b] = path.divergences;
        (a.min(b) > LEAST_SHARE * k * size).then_some(path)
    }

    /// The Fisher matrix about the mean under its own weights, where it is diagonal.
    fn spread(&self, at: Point) -> Result<Spread, Singular> {
        let form = self.fisher(at);
        if let Some(spread) = Spread::of(form) {
            return Ok(spread);
        }
        let [_, first, total] = form.0;
        let mean = first / total;
        let square = self.mean_number(at, |u, _, z| variance(z) * (u - mean).powi(2));
        if total > 0.0 && square > SMALLEST_PIVOT * total {
            Ok(Spread { total, mean, square })
        } else {
            Err(Singular)
        }
    }

    /// `F⁻¹g` where `g` is the mean of `f · (u, 1)`, formed about the weighted mean.
    fn raise(&self, at: Point, f: impl Fn(f64, f64, f64) -> f64) -> Result<Tangent, Singular> {
        let Spread { total, mean, square } = self.spread(at)?;
        let slope = self.mean_number(at, |u, y, z| f(u, y, z) * (u - mean)) / square;
        let level = self.mean_number(at, f) / total;
        Ok(Tangent(slope, level - mean * slope))
    }

    /// Newton's method from the labels' overall frequency, halved while the
    /// loss rises; it is convex, so that no other minimum can be found.
    fn maximum_likelihood(&self) -> Option<Point> {
        if self.data.is_separable() {
            return None;
        }
        let share = self.data.labels.iter().sum::<f64>() / self.data.labels.len() as f64;
        let mut at = Point(0.0, (share / (1.0 - share)).ln());
        for _ in 0..MOST_NEWTON_STEPS {
            let mut step = -self.natural_gradient(at).ok()?;
            let size = at.0.hypot(at.1).max(1.0);
            if step.length() > SURE * size {
                step = halved(step, self.loss(at), |step| self.loss(at + step));
            }
            at = at + step;
            if step.length() <= ARRIVED * size {
                break;
            }
        }
        at.is_finite().then_some(at)
    }

    /// The step `Δ` with `(1/n) Σ (σ(z + Δz) − σ(z)) (u, 1) = F·velocity`: the
    /// mean parameters move on a line. The minimum of the convex
    /// `KL(from ‖ from + Δ) − ⟨F·velocity, Δ⟩` by Newton's method; `None` where
    /// it has none, the line having left the family.
    fn mixture_step(&self, from: Point, velocity: Tangent) -> Option<Tangent> {
        let target = self.fisher(from).lower(velocity);
        let objective = |step: Tangent| {
            let segment = Segment::step(from, step);
            self.kl(&segment, Direction::OldNew) - target.along(step)
        };
        let mut step = velocity;
        let mut value = objective(step);
        if value >= 0.0 {
            (step, value) = (Tangent::default(), 0.0);
        }
        for _ in 0..MOST_NEWTON_STEPS {
            let segment = Segment::step(from, step);
            let residual = self.kl_differential(&segment, Direction::OldNew) + -target;
            let mut newton = -self.fisher(segment.to).metric().ok()?.raise(residual);
            if newton.length() > SURE * step.length() {
                newton = halved(newton, value, |newton| objective(step + newton));
                value = objective(step + newton);
            }
            let arrived = newton.length() <= ARRIVED * step.length();
            step += newton;
            if arrived {
                return Some(step);
            }
        }
        None
    }

    /// Levi-Civita acceleration `−½ F⁻¹ T[v, v]`, with
    /// `T[v, v] = (1/n) Σ p(1−p)(1−2p) (v·ψ)² ψ`.
    fn acceleration(&self, at: Point, Tangent(w, b): Tangent) -> Option<Tangent> {
        let pull =
            |u: f64, _: f64, z: f64| variance(z) * (sigmoid(-z) - sigmoid(z)) * (w * u + b).powi(2);
        Some(-0.5 * self.raise(at, pull).ok()?)
    }

    /// The displacement of a Levi-Civita geodesic after time one, by `count`
    /// Runge–Kutta steps of order four.
    fn runge_kutta(&self, from: Point, velocity: Tangent, count: usize) -> Option<Tangent> {
        let h = 1.0 / count as f64;
        let (mut d, mut v) = (Tangent::default(), velocity);
        for _ in 0..count {
            let a1 = self.acceleration(from + d, v)?;
            let (v2, d2) = (v + (0.5 * h) * a1, d + (0.5 * h) * v);
            let a2 = self.acceleration(from + d2, v2)?;
            let (v3, d3) = (v + (0.5 * h) * a2, d + (0.5 * h) * v2);
            let a3 = self.acceleration(from + d3, v3)?;
            let (v4, d4) = (v + h * a3, d + h * v3);
            let a4 = self.acceleration(from + d4, v4)?;
            d += (h / 6.0) * (v + 2.0 * v2 + 2.0 * v3 + v4);
            v += (h / 6.0) * (a1 + 2.0 * a2 + 2.0 * a3 + a4);
        }
        d.is_finite().then_some(d)
    }

    /// Levi-Civita geodesic by step doubling and Richardson extrapolation,
    /// until two results agree to 10⁻¹¹ of their length, or 2048 steps: the
    /// error is then below that of the last comparison, as a rule by a factor 10.
    /// `None` where 64 steps are nowhere near 128: the way is too long to be
    /// followed, and it would take long to find that out step by step.
    fn levi_civita_step(&self, from: Point, velocity: Tangent) -> Option<Tangent> {
        const AGREEMENT: f64 = 1e-11;
        const NOWHERE: f64 = 0.1;
        let mut count = 8;
        let mut coarse = self.runge_kutta(from, velocity, count)?;
        let mut last: Option<Tangent> = None;
        loop {
            count *= 2;
            let fine = self.runge_kutta(from, velocity, count)?;
            let error = fine + -coarse;
            if count > 64 && error.length() > NOWHERE * fine.length() {
                return None;
            }
            let extrapolated = fine + (1.0 / 15.0) * error;
            let agrees = |other: Tangent| {
                (extrapolated + -other).length() <= AGREEMENT * extrapolated.length()
            };
            if count >= 2048 || last.is_some_and(agrees) {
                return Some(extrapolated);
            }
            (coarse, last) = (fine, Some(extrapolated));
        }
    }
}

impl Model for Logistic {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    /// Up to where the log-odds at every input are doubles.
    fn is_in_reach(&self, at: Point) -> bool {
        let Point(w, b) = at;
        w.abs() * self.data.largest() + b.abs() <= LARGEST_LOG_ODDS
    }

    /// `L = (1/n) Σ softplus(z) − y z = (1/n) Σ softplus(±z)`.
    fn loss(&self, at: Point) -> f64 {
        self.mean_number(at, |_, y, z| softplus(if y > 0.0 { -z } else { z }))
    }

    /// `∇L = (1/n) Σ (p − y) ψ`, with `p − 1 = −σ(−z)`.
    fn gradient(&self, at: Point) -> Covector {
        let scalar = || self.mean_covector(at, |_, y, z| residual(y, z));
        self.slopes_by_columns(at).map_or_else(scalar, |(gradient, _)| gradient)
    }

    fn mean_score(&self, at: Point) -> Covector {
        self.mean_covector(at, |_, _, z| sigmoid(z) * sigmoid(-z) - sigmoid(-z) * sigmoid(z))
    }

    /// `F = (1/n) Σ p(1−p) ψψᵀ`.
    fn fisher(&self, at: Point) -> Symmetric {
        let scalar = || self.mean_form(at, |_, _, z| variance(z));
        self.slopes_by_columns(at).map_or_else(scalar, |(_, fisher)| fisher)
    }

    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        let (Point(w, b), [zeros, ones]) = (at, &self.data.columns);
        let k = 1.0 / self.data.inputs.len() as f64;
        let squares = zeros.squares(w, b).zip(ones.squares(-w, -b));
        let by_columns = squares.map(|(zeros, ones)| k * (Symmetric(zeros) + Symmetric(ones)));
        Some(by_columns.unwrap_or_else(|| self.mean_form(at, |_, y, z| residual(y, z).powi(2))))
    }

    /// The Fisher matrix: the log-odds are linear in these coordinates.
    fn hessian(&self, at: Point) -> Symmetric {
        self.fisher(at)
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        self.slopes(at).1
    }

    fn slopes(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        let precise = || self.raise(at, |_, y, z| residual(y, z));
        match self.slopes_by_columns(at) {
            Some((gradient, fisher)) => {
                let arrow = Spread::of(fisher).map(|spread| spread.raise(gradient));
                (gradient, arrow.map_or_else(precise, Ok))
            }
            None => (self.gradient(at), precise()),
        }
    }

    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        let Spread { total, mean, square } = self.spread(at)?;
        let (slope, level) = (square.sqrt().recip(), total.sqrt().recip());
        Ok([Tangent(slope, -mean * slope), Tangent(0.0, level)])
    }

    /// `⟨∇L, Δ⟩ + KL(from ‖ to)`, which is exact (docs/mathematics/exponential-families.md#u3).
    fn loss_change(&self, along: &Segment) -> f64 {
        self.gradient(along.from).along(along.difference) + self.kl(along, Direction::OldNew)
    }

    /// The mean over the inputs of the divergences of their labels.
    fn kl(&self, along: &Segment, direction: Direction) -> f64 {
        if let Some(Path { divergences: [old_new, new_old], .. }) = self.path_by_columns(along) {
            return if direction == Direction::OldNew { old_new } else { new_old };
        }
        let Tangent(dw, db) = along.difference;
        match direction {
            Direction::OldNew => self.mean_number(along.from, |u, _, z| divergence(z, dw * u + db)),
            Direction::NewOld => {
                self.mean_number(along.to, |u, _, z| divergence(z, -(dw * u + db)))
            }
        }
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        let Tangent(dw, db) = along.difference;
        match direction {
            Direction::OldNew => self.path_by_columns(along).map_or_else(
                || self.mean_covector(along.from, |u, _, z| sigmoid_change(z, dw * u + db)),
                |path| path.change,
            ),
            Direction::NewOld => self.fisher(along.to).lower(along.difference),
        }
    }

    /// No closed form.
    fn distance(&self, _: &Segment) -> Option<f64> {
        None
    }

    fn geodesic(&self, connection: Connection, from: Point, velocity: Tangent) -> Option<Segment> {
        let difference = match connection {
            Connection::Exponential => velocity,
            Connection::Mixture => self.mixture_step(from, velocity)?,
            Connection::LeviCivita => self.levi_civita_step(from, velocity)?,
        };
        let segment = Segment::step(from, difference);
        self.contains(segment.to).then_some(segment)
    }

    /// On a straight line every label that moves becomes certain: a new model
    /// that is has `KL(new ‖ old) → (1/n) Σ −ln p(cᵢ)` over those.
    fn kl_limit(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
        direction: Direction,
    ) -> f64 {
        if (connection, direction) != (Connection::Exponential, Direction::NewOld) {
            return f64::INFINITY;
        }
        let Tangent(w, b) = velocity;
        self.mean_number(from, |u, _, z| {
            let rate = w * u + b;
            let stays = rate.abs() <= NO_RATE * ((w * u).abs() + b.abs());
            if stays { 0.0 } else { softplus(if rate > 0.0 { -z } else { z }) }
        })
    }

    /// Exponential rays for both: straight lines, along which a reverse ball
    /// that holds a deterministic classifier is seen to be open.
    fn ray(&self, _: Direction) -> Connection {
        Connection::Exponential
    }

    fn flat_connection(&self) -> Option<Connection> {
        Some(Connection::Exponential)
    }

    fn is_likelihood(&self) -> bool {
        true
    }

    /// Known, but not in closed form (docs/mathematics/exact-steps.md#trust-region).
    fn descent_path(&self, _: Direction) -> Option<Connection> {
        None
    }

    fn has_closed_form(&self, connection: Connection) -> bool {
        connection == Connection::Exponential
    }

    /// The loss and `KL(old ‖ new)` are convex in the log-odds.
    fn one_minimum_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { f64::INFINITY } else { 0.0 }
    }

    /// Where the greatest `|Δz|` is `c` it is at least `∫ s e⁻ᶜˢ ds ΔᵀFΔ`, for `p(1−p)`
    /// changes by no more than a factor `e^|Δz|`, and `c² = (Δ·ψ)² ≤ ψᵀF⁻¹ψ ΔᵀFΔ`.
    fn least_cost(&self, at: Point, change: f64) -> f64 {
        let least = 1.0 - (1.0 + change) * (-change).exp();
        let Ok(Spread { total, mean, square }) = self.spread(at) else { return 0.0 };
        let leverage = |u: &f64| 1.0 / total + (u - mean).powi(2) / square;
        least / self.data.inputs.iter().map(leverage).fold(0.0, f64::max)
    }

    /// Towards a threshold exactly at an input, whose own label keeps its
    /// probability while all others become certain: the cheapest ways for the
    /// new model to turn deterministic, `KL → (1/n) Σ −ln p(cᵢ)` over the others.
    fn recessions(&self, from: Point, radius: f64, direction: Direction) -> Vec<Tangent> {
        if direction == Direction::OldNew {
            return Vec::new();
        }
        let Point(w, b) = from;
        let mut inputs = self.data.inputs.clone();
        inputs.sort_unstable_by(f64::total_cmp);
        let surprise = |sign: f64| move |u: f64| softplus(-sign * (w * u + b));
        let size = inputs.len() as f64;
        let mut found = Vec::new();
        for sign in [1.0, -1.0] {
            // Above the threshold the label is 1 for sign +1, below it 0.
            let (above, below) = (surprise(sign), surprise(-sign));
            let mut cost_above: f64 = inputs.iter().map(|&u| above(u)).sum();
            let (mut cost_below, mut start) = (0.0, 0);
            // All labels alike, whatever the input: the threshold lies nowhere.
            if cost_above <= radius * size {
                found.push(Tangent(0.0, sign));
            }
            while start < inputs.len() {
                let here = inputs[start];
                let ties = inputs[start..].iter().take_while(|&&u| u == here).count();
                cost_above -= ties as f64 * above(here);
                if cost_above + cost_below <= radius * size {
                    found.push(Tangent(sign, -sign * here));
                }
                cost_below += ties as f64 * below(here);
                start += ties;
            }
        }
        found
    }

    fn optimum(&self) -> Option<Point> {
        *self.optimum.get_or_init(|| self.maximum_likelihood())
    }

    /// Every label a coin flip.
    fn center(&self) -> Point {
        Point(0.0, 0.0)
    }

    fn units(&self) -> Units {
        self.data.units
    }

    /// `P(y = 1 | x)`.
    fn density(&self, at: Point, x: f64) -> f64 {
        sigmoid(at.0 * self.whitened(x) + at.1)
    }

    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        let Point(w, b) = at;
        let mut random = Random::seeded(seed);
        let inputs = self.data.inputs.iter().cycle().take(count);
        inputs.map(|u| f64::from(random.uniform() < sigmoid(w * u + b))).collect()
    }

    /// `(y − p)(u, 1)`.
    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let Point(w, b) = at;
        let score = |(&u, &y): (&f64, &f64)| {
            let weight = -residual(y, w * u + b);
            Covector(weight * u, weight)
        };
        self.data.inputs.iter().cycle().zip(observations).map(score).collect()
    }

    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        let (Point(w, b), Tangent(dw, db)) = (along.from, along.difference);
        let u = self.whitened(x);
        let [z, d] = [w * u + b, dw * u + db].map(bounded);
        divergence(z, d)
    }

    fn count(&self) -> usize {
        self.data.inputs.len()
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        let (input, label) = (self.data.inputs.get(index)?, self.data.labels.get(index)?);
        Some(Arc::new(self.with_one(*input, *label)))
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        let Point(w, b) = at;
        let input = *self.data.inputs.get(random.below(self.count()))?;
        let label = f64::from(random.uniform() < sigmoid(w * input + b));
        Some(Arc::new(self.with_one(input, label)))
    }

    /// Inputs drawn with their labels.
    fn sampled(&self, _: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        let Labelled { inputs, labels, units, .. } = &self.data;
        let drawn = (0..size).map(|_| random.below(inputs.len()));
        let (inputs, labels) = drawn.map(|k| (inputs[k], labels[k])).unzip();
        let data = Labelled::sampled(inputs, labels, *units);
        Some(Arc::new(Self::new(data)))
    }
}

/// A Newton step, halved until the value there is no more than `value`.
fn halved(mut step: Tangent, value: f64, at: impl Fn(Tangent) -> f64) -> Tangent {
    for _ in 0..MOST_HALVINGS {
        if at(step) <= value {
            break;
        }
        step = 0.5 * step;
    }
    step
}

/// A number without a bound, cut where it still can be added to another or
/// multiplied by zero.
fn bounded(x: f64) -> f64 {
    x.clamp(-LARGEST_LOG_ODDS, LARGEST_LOG_ODDS)
}

/// `p − y` to full relative precision.
fn residual(y: f64, z: f64) -> f64 {
    if y > 0.0 { -sigmoid(-z) } else { sigmoid(z) }
}
