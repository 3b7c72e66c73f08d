//! The sums over inputs that a step of logistic regression needs, in one pass. Two
//! inputs are processed at a time in a vector, with one division and without branches.
//! Pairs do not depend on each other, so a processor can work on several at once.
//!
//! With `z = wu + b` and `eᶻ = ν/δ` (see [`super::exponential`]) the probabilities of both
//! labels, `σ(z) = ν/(δ + ν)` and `σ(−z) = δ/(δ + ν)`, share one reciprocal and
//! neither is found by subtraction.
//!
//! Error: `σ(z)` and `σ(−z)` are within `8·2⁻⁵³` relative of the exact ones at a
//! log-odds `z` that is off by `|z|·2⁻⁵²` at most, the rounding of `w log₂e`,
//! `b log₂e` and of `t`, where a plain `wu + b` is off by half of that.

use super::exponential::power_of_two;
use super::lanes::{Lanes, Mask};
use std::f64::consts::{LN_2, LOG2_E, SQRT_2};

/// Log-odds up to here, either sign, keep every power of two and both
/// probabilities normal numbers: `e⁻⁶⁹⁰ ≈ 2⁻⁹⁹⁶`.
const MOST_LOG_ODDS: f64 = 690.0;

/// Number of pairs whose odds are computed before their terms are summed; they take 1 kB.
const BLOCK: usize = 32;

/// Inputs `u` in pairs, each with how often it counts.
#[derive(Clone, Debug)]
pub struct Column {
    pairs: Vec<Lanes>,
    /// How often the inputs count, in pairs: 0 beside the last of an odd number.
    weights: Vec<Lanes>,
    /// Whether each counts once.
    plain: bool,
    /// How often all of them count together, and the most of one, if all are small whole numbers.
    counted: f64,
    most_counted: Option<u32>,
    largest: f64,
}

/// `Σ σ(z)`, `Σ σ(z) u` and, with `v = σ(z) σ(−z)`, `Σ v`, `Σ v u`, `Σ v u²`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// `Σ σ(z)`.
    pub mean: f64,
    /// `Σ σ(z) u`.
    pub mean_u: f64,
    /// `Σ v`.
    pub variance: f64,
    /// `Σ v u`.
    pub variance_u: f64,
    /// `Σ v u²`.
    pub variance_uu: f64,
}

impl Sums {
    #[inline(always)]
    fn of(sums: [Lanes; 5]) -> Self {
        let [mean, mean_u, variance, variance_u, variance_uu] = sums.map(Lanes::sum);
        Self { mean, mean_u, variance, variance_u, variance_uu }
    }
}

impl Column {
    /// The inputs in their order, which is the order of summation.
    pub fn new(inputs: &[f64]) -> Self {
        Self::from_pairs(inputs, &vec![1.0; inputs.len()], true)
    }

    /// Inputs that count as often as their weights say: each term of a sum is multiplied by its weight.
    pub fn weighted(inputs: &[f64], weights: &[f64]) -> Self {
        Self::from_pairs(inputs, weights, false)
    }

    fn from_pairs(inputs: &[f64], weights: &[f64], plain: bool) -> Self {
        let paired = |list: &[f64]| -> Vec<Lanes> {
            let pair = |pair: &[f64]| Lanes::new(pair[0], pair.get(1).copied().unwrap_or(0.0));
            list.chunks(2).map(pair).collect()
        };
        Self {
            pairs: paired(inputs),
            weights: paired(weights),
            plain,
            counted: weights.iter().sum(),
            most_counted: most_counted(weights),
            largest: inputs.iter().fold(0.0, |largest: f64, u| largest.max(u.abs())),
        }
    }

    /// The inputs with their weights.
    pub fn inputs(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let both = self.pairs.iter().zip(&self.weights);
        let each = both.flat_map(|(pair, weights)| pair.get().into_iter().zip(weights.get()));
        each.filter(|(_, weight)| *weight != 0.0)
    }

    /// The largest `|u|`.
    pub fn largest(&self) -> f64 {
        self.largest
    }

    /// The sums at `z = wu + b`; `None` where some `|z|` might exceed 690.
    pub fn sums(&self, w: f64, b: f64) -> Option<Sums> {
        self.total(Moments, w, b).map(Sums::of)
    }

    /// `Σ σ(z)² u²`, `Σ σ(z)² u`, `Σ σ(z)²`; `None` where some `|z|` might exceed 690.
    pub fn squares(&self, w: f64, b: f64) -> Option<[f64; 3]> {
        let [square_uu, square_u, square, ..] = self.total(Squares, w, b)?;
        Some([square_uu, square_u, square].map(Lanes::sum))
    }

    /// With `d = u − center`, the rate `r = ẇu + ḃ` of the log-odds and
    /// `c = v (1 − 2σ(z)) r²`: `Σ v`, `Σ v d`, `Σ v d²`, `Σ c`, `Σ c d`, the Fisher
    /// matrix and its change along the rate. `None` where some `|z|` might exceed 690.
    pub fn cubic_sums(&self, [w, b]: [f64; 2], rate: [f64; 2], center: f64) -> Option<[f64; 5]> {
        let ([w_rate, b_rate], center) = (rate.map(Lanes::both), Lanes::both(center));
        Some(self.total(Cubic { w_rate, b_rate, center }, w, b)?.map(Lanes::sum))
    }

    /// The log-odds in bits, and a bound of those in nats; `None` where it is above 690.
    #[inline(always)]
    fn line(&self, w: f64, b: f64) -> Option<(Line, f64)> {
        let most = w.abs() * self.largest + b.abs();
        // Written so that NaN is refused as well.
        let line = || Line { w: Lanes::both(w * LOG2_E), b: Lanes::both(b * LOG2_E) };
        (most <= MOST_LOG_ODDS).then(|| (line(), most))
    }

    /// The sums with `Σ softplus(z)`; `None` where some `|z|` might exceed 690.
    /// `softplus(z) = −ln σ(−z)`. Where each input counts once, the logarithm of a
    /// product takes the place of a sum of logarithms.
    pub fn softplus_sums(&self, w: f64, b: f64) -> Option<(Sums, f64)> {
        let (line, most) = self.line(w, b)?;
        // The product of this many pairs is a normal number.
        let block = (0.5 * MOST_LOG_ODDS / most).clamp(1.0, BLOCK as f64) as usize;
        let (mut softplus, mut sums) = (0.0, [Lanes::both(0.0); 5]);
        let one = Lanes::both(1.0);
        for (block, weights) in self.pairs.chunks(block).zip(self.weights.chunks(block)) {
            let mut product = one;
            for (&u, &c) in block.iter().zip(weights) {
                let [p, q] = line.odds(u).shares();
                sums = added(sums, Moments.of(u, p, p * q, c));
                if self.plain {
                    product = product * (q * c + (one - c));
                } else {
                    softplus -= (c * logarithm(q)).sum();
                }
            }
            if self.plain {
                let [first, second] = product.get();
                softplus -= (first * second).ln();
            }
        }
        Some((Sums::of(sums), softplus))
    }

    /// `Σ softplus(z)` alone, to rounding of its largest terms; `None` where some `|z|` might exceed 690.
    pub fn softplus(&self, w: f64, b: f64) -> Option<f64> {
        let (line, _) = self.line(w, b)?;
        let mut sum = Lanes::both(0.0);
        for (&u, &c) in self.pairs.iter().zip(&self.weights) {
            let [_, q] = line.odds(u).shares();
            sum = sum - c * logarithm(q);
        }
        Some(sum.sum())
    }

    /// [`Column::sums`] at two lines `z = wu + b` at once, one in each lane, with the bits of those,
    /// and `Π σ(−z)`, the exponential of `−Σ softplus(z)`; and where that is so: not where some
    /// `|z|` might exceed 690, or the product might not be a normal number. `None` where an
    /// input counts a fraction.
    pub fn sums_of_two(&self, w: Lanes, b: Lanes) -> Option<([Lanes; 5], Lanes, Mask)> {
        let (times, both) = (self.most_counted?, Lanes::both);
        let most = w.abs() * both(self.largest) + b.abs();
        let counted = (most + both(LN_2)) * both(self.counted);
        let holds = most.at_most(both(MOST_LOG_ODDS)) & counted.at_most(both(MOST_LOG_ODDS));
        let line = Line { w: w * both(LOG2_E), b: b * both(LOG2_E) };
        let (mut even, mut odd, mut product) = ([both(0.0); 5], [both(0.0); 5], both(1.0));
        for (pair, weights) in self.pairs.iter().zip(&self.weights) {
            let ([u, v], [c, d]) = (pair.get(), weights.get());
            (even, product) = line.counted(even, product, u, c, times);
            (odd, product) = line.counted(odd, product, v, d, times);
        }
        Some((added(even, odd), product, holds))
    }

    /// Works in blocks: first the odds of all pairs of a block, then their terms. Both
    /// together would need more registers than a processor has. Written out and
    /// inlined so that the accumulators stay in registers, also if the compiler
    /// optimises for size.
    #[inline(always)]
    fn total(&self, terms: impl Terms, w: f64, b: f64) -> Option<[Lanes; 5]> {
        let (line, _) = self.line(w, b)?;
        let mut sums = [Lanes::both(0.0); 5];
        let mut odds = [Odds { one: Lanes::both(1.0), zero: Lanes::both(1.0) }; BLOCK];
        for (block, weights) in self.pairs.chunks(BLOCK).zip(self.weights.chunks(BLOCK)) {
            for (odds, &u) in odds.iter_mut().zip(block) {
                *odds = line.odds(u);
            }
            for ((odds, &u), &c) in odds.iter().zip(block).zip(weights) {
                let [p, v] = odds.outcomes();
                sums = added(sums, terms.of(u, p, v, c));
            }
        }
        Some(sums)
    }
}

/// The largest of some small whole numbers; `None` if one is no such number.
fn most_counted(weights: &[f64]) -> Option<u32> {
    const MOST: f64 = 8.0;
    let is_small = |&weight: &f64| weight.fract() == 0.0 && (0.0..=MOST).contains(&weight);
    let most = weights.iter().fold(0.0, |most: f64, weight| most.max(*weight));
    weights.iter().all(is_small).then_some(most as u32)
}

/// What is summed for each input, from `p = σ(z)`, `v = σ(z) σ(−z)` and the weight `c`.
trait Terms {
    fn of(&self, u: Lanes, p: Lanes, v: Lanes, c: Lanes) -> [Lanes; 5];
}

struct Moments;

impl Terms for Moments {
    #[inline(always)]
    fn of(&self, u: Lanes, p: Lanes, v: Lanes, c: Lanes) -> [Lanes; 5] {
        let (p, v) = (p * c, v * c);
        let vu = v * u;
        [p, p * u, v, vu, vu * u]
    }
}

struct Squares;

impl Terms for Squares {
    #[inline(always)]
    fn of(&self, u: Lanes, p: Lanes, _: Lanes, c: Lanes) -> [Lanes; 5] {
        let (pu, pc, none) = (p * u, p * c, Lanes::both(0.0));
        [pu * (pc * u), pu * pc, p * pc, none, none]
    }
}

struct Cubic {
    w_rate: Lanes,
    b_rate: Lanes,
    center: Lanes,
}

impl Terms for Cubic {
    #[inline(always)]
    fn of(&self, u: Lanes, p: Lanes, v: Lanes, c: Lanes) -> [Lanes; 5] {
        let (d, rate) = (u - self.center, self.w_rate * u + self.b_rate);
        let v = v * c;
        let (vd, cubic) = (v * d, v * (Lanes::both(1.0) - (p + p)) * (rate * rate));
        [v, vd, vd * d, cubic, cubic * d]
    }
}

/// `ln q` of normal numbers up to 1, within `4·2⁻⁵³` of the larger of 1 and `|ln q|`: with
/// `q = m 2ᵉ` and `s = (m − √2)/(m + √2)`, `ln q = (e + ½) ln 2 + 2 artanh s`, and ten terms
/// of the series in `s²`, which is below 0.0295, err by `10⁻¹⁷`.
#[inline(always)]
fn logarithm(q: Lanes) -> Lanes {
    let constant = Lanes::both;
    let [m, e] = q.parts();
    let s = (m - constant(SQRT_2)) / (m + constant(SQRT_2));
    let square = s * s;
    let mut series = constant(1.0 / 19.0);
    for k in (0..9).rev() {
        series = series * square + constant(1.0 / f64::from(2 * k + 1));
    }
    (e + constant(0.5)) * constant(LN_2) + (s + s) * series
}

#[inline(always)]
fn added(sums: [Lanes; 5], terms: [Lanes; 5]) -> [Lanes; 5] {
    let ([a, b, c, d, e], [f, g, h, i, j]) = (sums, terms);
    [a + f, b + g, c + h, d + i, e + j]
}

/// Log-odds in bits, `t = wu + b`.
struct Line {
    w: Lanes,
    b: Lanes,
}

/// Probabilities of both labels, up to one factor.
#[derive(Clone, Copy)]
struct Odds {
    one: Lanes,
    zero: Lanes,
}

impl Line {
    #[inline(always)]
    fn odds(&self, u: Lanes) -> Odds {
        let [one, zero] = power_of_two(self.w * u + self.b);
        Odds { one, zero }
    }

    /// Sums and a product of `σ(−z)` with one input more, which counts `c` times, `times` at most.
    #[inline(always)]
    fn counted(
        &self,
        sums: [Lanes; 5],
        mut product: Lanes,
        u: f64,
        c: f64,
        times: u32,
    ) -> ([Lanes; 5], Lanes) {
        let u = Lanes::both(u);
        let [p, q] = self.odds(u).shares();
        for time in 1..=times {
            if f64::from(time) <= c {
                product = product * q;
            }
        }
        (added(sums, Moments.of(u, p, p * q, Lanes::both(c))), product)
    }
}

impl Odds {
    /// `σ(z)` and `σ(−z)`; the error is the module's.
    #[inline(always)]
    fn shares(self) -> [Lanes; 2] {
        let share = Lanes::both(1.0) / (self.zero + self.one);
        [self.one * share, self.zero * share]
    }

    /// `σ(z)` and `σ(z) σ(−z)`.
    #[inline(always)]
    fn outcomes(self) -> [Lanes; 2] {
        let [p, q] = self.shares();
        [p, p * q]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::kernel::exact_sum;

    /// `z`, `σ(z)`, `σ(z) σ(−z)` from 40-digit arithmetic.
    #[rustfmt::skip]
    #[allow(clippy::unreadable_literal, clippy::excessive_precision)]
    const OUTCOMES: [[f64; 3]; 34] = [
        [-690.0, 2.171738281389827e-300, 2.171738281389827e-300],
        [-600.3, 1.9634620584977012e-261, 1.9634620584977012e-261],
        [-300.7, 2.556520571425501e-131, 2.556520571425501e-131],
        [-88.88, 2.5113454032473367e-39, 2.5113454032473367e-39],
        [-36.9, 9.430476078526807e-17, 9.430476078526806e-17],
        [-20.1, 1.865008918424509e-09, 1.8650089149462504e-09],
        [-9.7, 6.127973961660248e-05, 6.1275984410115e-05],
        [-5.3, 0.004966801650056961, 0.004942132531425953],
        [-2.9, 0.05215356307841774, 0.04943356893664324],
        [-1.4, 0.19781611144141828, 0.15868489749561465],
        [-1.04, 0.261149993915751, 0.19295067459355422],
        [-0.7, 0.3318122278318339, 0.22171287329310904],
        [-0.35, 0.4133824210826699, 0.2424973950225001],
        [-0.34, 0.41580947706459265, 0.24291195584786265],
        [-0.1, 0.47502081252106, 0.24937604019289197],
        [-0.001, 0.4997500000208333, 0.24999993750001043],
        [-1e-09, 0.49999999975, 0.25],
        [0.0, 0.5, 0.25],
        [1e-07, 0.500000025, 0.24999999999999936],
        [0.02, 0.5049998333399998, 0.24997500166657222],
        [0.2, 0.549833997312478, 0.24751657271185995],
        [0.3466, 0.5857928456850006, 0.24263958762926968],
        [0.36, 0.5890404340586651, 0.2420718011026445],
        [0.9, 0.710949502625004, 0.20550030734226343],
        [1.7, 0.8455347349164652, 0.13060574696620805],
        [2.2, 0.9002495108803149, 0.08980032904006871],
        [3.3, 0.9644288107273639, 0.034305879766366475],
        [6.6, 0.9986414800495711, 0.0013566743739732456],
        [12.4, 0.9999958814282551, 4.118554782199411e-06],
        [25.6, 0.9999999999923781, 7.621865194396704e-12],
        [38.0, 1.0, 3.1391327920480296e-17],
        [77.0, 1.0, 3.6251409191435593e-34],
        [250.5, 1.0, 1.6189457023307565e-109],
        [689.9, 1.0, 2.4001419902636788e-300],
    ];

    const ROUNDING: f64 = 0.5 * f64::EPSILON;

    fn listed(sums: Sums) -> [f64; 5] {
        [sums.mean, sums.mean_u, sums.variance, sums.variance_u, sums.variance_uu]
    }

    #[test]
    fn outcomes_are_as_precise_as_the_module_says() {
        for [z, p, v] in OUTCOMES {
            let sums = Column::new(&[z]).sums(1.0, 0.0).unwrap();
            let bound = (8.0 + 2.0 * z.abs()) * ROUNDING;
            assert!((sums.mean / p - 1.0).abs() <= bound, "{z} {sums:?} {p}");
            let bound = (16.0 + 2.0 * z.abs()) * ROUNDING;
            assert!((sums.variance / v - 1.0).abs() <= bound, "{z} {sums:?} {v}");
        }
    }

    /// Without the rounding of the log-odds what is left is the exponential's own.
    #[test]
    fn the_exponential_errs_by_few_units_in_the_last_place() {
        let line = Line { w: Lanes::both(1.0), b: Lanes::both(0.0) };
        for k in 0..=64 {
            // Far down σ is the exponential, and `t` is exact: sixty-fourths.
            let f = f64::from(k) / 64.0 - 0.5;
            for whole in [-900.0, -100.0] {
                let p = line.odds(Lanes::both(whole + f)).outcomes()[0].get()[1];
                let relative = p / (whole.exp2() * f.exp2()) - 1.0;
                assert!(relative.abs() <= 6.0 * ROUNDING, "{f} {relative:e}");
            }
        }
    }

    #[test]
    fn both_labels_are_treated_alike() {
        for [z, ..] in OUTCOMES {
            let [here, there] = [z, -z].map(|z| Column::new(&[z]).sums(1.0, 0.0).unwrap());
            assert!((here.mean + there.mean - 1.0).abs() <= 8.0 * ROUNDING);
            assert!((here.variance / there.variance - 1.0).abs() <= 16.0 * ROUNDING, "{z}");
        }
    }

    /// Pseudo-random inputs.
    fn inputs(count: usize) -> Vec<f64> {
        let input = |k: usize| ((k * k * 7919 + 31 * k) % 2003) as f64 / 500.0 - 2.0;
        (0..count).map(input).collect()
    }

    /// Sums of scalar terms, with the rounding errors the additions made.
    fn reference(inputs: &[f64], w: f64, b: f64) -> [f64; 5] {
        let mut sums = [(0.0, 0.0); 5];
        for &u in inputs {
            let z = w * u + b;
            let e = (-z.abs()).exp();
            let p = if z > 0.0 { 1.0 } else { e } / (1.0 + e);
            let v = e / (1.0 + e).powi(2);
            for (sum, term) in sums.iter_mut().zip([p, p * u, v, v * u, v * u * u]) {
                let (high, low) = exact_sum(sum.0, term);
                *sum = (high, sum.1 + low);
            }
        }
        sums.map(|(high, low)| high + low)
    }

    #[test]
    fn sums_are_those_of_scalars_whatever_the_length() {
        for count in (1..=13).chain([100, 999, 1000, 1001, 1002]) {
            let inputs = inputs(count);
            for [w, b] in [[0.0, 0.0], [1.7, -0.4], [-3.0, 2.5], [0.01, 5.0], [8.0, -1.0]] {
                let found = listed(Column::new(&inputs).sums(w, b).unwrap());
                let expected = reference(&inputs, w, b);
                // Signed sums cancel: their error belongs to the unsigned ones, |u| ≤ 2.
                let scale = [found[0], 2.0 * found[0], found[2], 2.0 * found[2], 4.0 * found[2]];
                for k in 0..5 {
                    let gap = (found[k] - expected[k]).abs();
                    assert!(gap <= 1e-14 * scale[k], "{count} {w} {b} {k}: {gap:e}");
                }
            }
        }
    }

    #[test]
    fn squares_are_those_of_scalars() {
        for count in [1, 2, 3, 6, 1001] {
            let inputs = inputs(count);
            for [w, b] in [[1.7, -0.4], [-3.0, 2.5], [0.01, -40.0]] {
                let found = Column::new(&inputs).squares(w, b).unwrap();
                let mut expected = [0.0; 3];
                for &u in &inputs {
                    let p = 1.0 / (1.0 + (-(w * u + b)).exp());
                    for (sum, term) in expected.iter_mut().zip([p * p * u * u, p * p * u, p * p]) {
                        *sum += term;
                    }
                }
                for k in 0..3 {
                    let scale = [4.0, 2.0, 1.0][k] * expected[2];
                    assert!((found[k] - expected[k]).abs() <= 4e-14 * scale, "{count} {w} {b} {k}");
                }
            }
        }
    }

    #[test]
    fn logarithms_are_as_precise_as_they_say() {
        for k in 0..4000 {
            let x = (-0.17 * f64::from(k)).exp().max(1e-300) * (1.0 - f64::from(k % 7) * 1e-3);
            let [found, _] = logarithm(Lanes::new(x, 1.0)).get();
            let bound = 4.0 * ROUNDING * x.ln().abs().max(1.0);
            assert!((found - x.ln()).abs() <= bound, "{x} {found} {}", x.ln());
        }
        assert!(logarithm(Lanes::both(1.0)).get()[0].abs() <= 2.0 * ROUNDING);
    }

    /// Repeated inputs count as often as they are repeated, in every sum.
    #[test]
    fn weights_count_inputs() {
        for count in [1, 2, 5, 64, 101] {
            let inputs = inputs(count);
            let weights: Vec<f64> = (0..count).map(|k| (k % 4) as f64).collect();
            let repeated: Vec<f64> = inputs
                .iter()
                .zip(&weights)
                .flat_map(|(&u, &times)| std::iter::repeat_n(u, times as usize))
                .collect();
            let (grouped, plain) = (Column::weighted(&inputs, &weights), Column::new(&repeated));
            let all = |column: &Column| {
                let (sums, softplus) = column.softplus_sums(1.7, -0.4).unwrap();
                let cubic = column.cubic_sums([1.7, -0.4], [0.3, -0.2], 0.1).unwrap();
                let mut all = listed(sums).to_vec();
                all.extend(listed(column.sums(1.7, -0.4).unwrap()));
                all.extend(column.squares(1.7, -0.4).unwrap());
                all.extend(cubic);
                all.push(softplus);
                all.push(column.softplus(1.7, -0.4).unwrap());
                all
            };
            let scale = 4.0 * repeated.len().max(1) as f64;
            for (one, other) in all(&grouped).into_iter().zip(all(&plain)) {
                assert!((one - other).abs() <= 1e-15 * scale, "{count}: {one} {other}");
            }
            assert_eq!(grouped.inputs().map(|(_, c)| c).sum::<f64>(), repeated.len() as f64);
        }
    }

    #[test]
    fn an_empty_column_sums_to_nothing() {
        assert_eq!(Column::new(&[]).sums(1.0, 1.0), Some(Sums::default()));
    }

    #[test]
    fn log_odds_beyond_the_powers_of_two_are_refused() {
        let column = Column::new(&inputs(5));
        for (w, b) in [(f64::NAN, 0.0), (0.0, f64::NAN), (f64::INFINITY, 0.0), (1.0, -700.0)] {
            assert!(column.sums(w, b).is_none());
        }
        assert!(column.sums(0.0, -690.0).is_some());
    }

    /// The results have these bits on every processor.
    #[test]
    fn every_machine_sums_to_the_same_bits() {
        let bits = listed(Column::new(&inputs(1001)).sums(1.25, -0.75).unwrap()).map(f64::to_bits);
        assert_eq!(bits, BITS);
    }

    #[rustfmt::skip]
    const BITS: [u64; 5] = [
        0x4078_57c5_d9d2_ea1c,
        0x4075_14c7_232f_53cb,
        0x4064_80b9_61cd_2de0,
        0x4050_304a_1339_c797,
        0x4065_b0b0_08e2_5042,
    ];
}
