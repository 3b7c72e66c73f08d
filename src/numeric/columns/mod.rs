//! The sums over inputs that a step of logistic regression needs, in one pass. Two
//! inputs are processed at a time in a vector, with one division and without branches.
//! Pairs do not depend on each other, so a processor can work on several at once.
//!
//! With `z = wu + b` and `eᶻ = ν/δ` (see [`crate::numeric::exponential`]) the probabilities of both
//! labels, `σ(z) = ν/(δ + ν)` and `σ(−z) = δ/(δ + ν)`, share one reciprocal and
//! neither is found by subtraction.
//!
//! Error: `σ(z)` and `σ(−z)` are within `8·2⁻⁵³` relative of the exact ones at a
//! log-odds `z` that is off by `|z|·2⁻⁵²` at most, the rounding of `w log₂e`,
//! `b log₂e` and of `t`, where a plain `wu + b` is off by half of that.

mod odds;
mod tails;
mod terms;
#[cfg(test)]
mod tests;

use std::f64::consts::LOG2_E;

use super::lanes::{Lanes, Mask};
use super::logarithm::logarithm;
use odds::{Line, Odds};
use tails::{Tails, Zone};
use terms::{Cubic, Moments, Squares, Terms, added};

/// Log-odds up to here, either sign, keep every power of two and both
/// probabilities normal numbers: `e⁻⁶⁹⁰ ≈ 2⁻⁹⁹⁶`.
const MOST_LOG_ODDS: f64 = 690.0;

/// A label is certain where its log-odds are so much larger than those of the least certain label. What is then left out,
/// `e⁻¹²⁰ ≈ 10⁻⁵²` of a term, does not show in a sum of 10⁶ terms, even if all but one are `10⁻³⁰` of the largest, as in a
/// second moment or where a step leads from one slope to a much steeper one.
pub const CERTAIN: f64 = 120.0;

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
    /// How often one of them counts at most, if all numbers are whole and small.
    most_counted: Option<u32>,
    largest: f64,
    /// For a long column in ascending order: what inputs with certain labels add to its sums.
    tails: Option<Tails>,
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

    /// With so many inputs more whose label is certainly 1, and the sum of these inputs.
    #[inline(always)]
    fn with_certain(self, count: f64, total: f64) -> Self {
        Self { mean: self.mean + count, mean_u: self.mean_u + total, ..self }
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

    /// The same column, whose inputs are in ascending order. Where it is long, its sums leave out inputs whose labels
    /// are certain, and add in one number what these come to. The sums are the same to rounding.
    pub fn in_ascending_order(self) -> Self {
        Self { tails: Tails::of(&self.pairs, &self.weights), ..self }
    }

    fn from_pairs(inputs: &[f64], weights: &[f64], plain: bool) -> Self {
        let paired = |list: &[f64], rest: f64| -> Vec<Lanes> {
            let pair = |pair: &[f64]| Lanes::new(pair[0], pair.get(1).copied().unwrap_or(rest));
            list.chunks(2).map(pair).collect()
        };
        Self {
            // An odd number of inputs leaves half of the last pair free. It is filled with the last input, which counts
            // zero times there.
            pairs: paired(inputs, inputs.last().copied().unwrap_or(0.0)),
            weights: paired(weights, 0.0),
            plain,
            most_counted: most_counted(weights),
            largest: inputs.iter().fold(0.0, |largest: f64, u| largest.max(u.abs())),
            tails: None,
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

    /// The sums at `z = wu + b`; `None` where some `|z|` that counts might exceed 690.
    pub fn sums(&self, w: f64, b: f64) -> Option<Sums> {
        let (sums, [count, total, _]) = self.total(Moments, w, b)?;
        Some(Sums::of(sums).with_certain(count, total))
    }

    /// `Σ σ(z)² u²`, `Σ σ(z)² u`, `Σ σ(z)²`; `None` where some `|z|` might exceed 690.
    pub fn squares(&self, w: f64, b: f64) -> Option<[f64; 3]> {
        let ([square_uu, square_u, square, ..], [count, total, squares]) =
            self.total(Squares, w, b)?;
        Some([square_uu.sum() + squares, square_u.sum() + total, square.sum() + count])
    }

    /// With `d = u − center`, the rate `r = ẇu + ḃ` of the log-odds and
    /// `c = v (1 − 2σ(z)) r²`: `Σ v`, `Σ v d`, `Σ v d²`, `Σ c`, `Σ c d`, the Fisher
    /// matrix and its change along the rate. `None` where some `|z|` might exceed 690.
    pub fn cubic_sums(&self, [w, b]: [f64; 2], rate: [f64; 2], center: f64) -> Option<[f64; 5]> {
        let ([w_rate, b_rate], center) = (rate.map(Lanes::both), Lanes::both(center));
        Some(self.total(Cubic { w_rate, b_rate, center }, w, b)?.0.map(Lanes::sum))
    }

    /// The log-odds in bits, and which inputs are to be summed there; `None` where some `|z|` of these might be above 690.
    #[inline(never)]
    fn line(&self, w: f64, b: f64) -> Option<(Line, Zone<'_>)> {
        let most = w.abs() * self.largest + b.abs();
        let zone = match &self.tails {
            Some(tails) if tails::shorten(most) => {
                tails.zone([&self.pairs, &self.weights], w, b)?
            }
            _ => Zone { pairs: &self.pairs, weights: &self.weights, certain: [0.0; 3], most },
        };
        // Written so that NaN is refused as well.
        let line = || Line { w: Lanes::both(w * LOG2_E), b: Lanes::both(b * LOG2_E) };
        (zone.most <= MOST_LOG_ODDS).then(|| (line(), zone))
    }

    /// The sums with `Σ softplus(z)`; `None` where some `|z|` might exceed 690.
    /// `softplus(z) = −ln σ(−z)`. Where each input counts once, the logarithm of a
    /// product takes the place of a sum of logarithms.
    pub fn softplus_sums(&self, w: f64, b: f64) -> Option<(Sums, f64)> {
        let (line, zone) = self.line(w, b)?;
        // The product of this many pairs is a normal number.
        let block = (0.5 * MOST_LOG_ODDS / zone.most).clamp(1.0, BLOCK as f64) as usize;
        let (mut softplus, mut sums) = (0.0, [Lanes::both(0.0); 5]);
        let one = Lanes::both(1.0);
        let Zone { pairs, weights, .. } = zone;
        for (block, weights) in pairs.chunks(block).zip(weights.chunks(block)) {
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
        let [count, total, _] = zone.certain;
        Some((Sums::of(sums).with_certain(count, total), softplus + (w * total + b * count)))
    }

    /// `Σ softplus(z)` alone, to rounding of its largest terms; `None` where some `|z|` might exceed 690.
    pub fn softplus(&self, w: f64, b: f64) -> Option<f64> {
        let (line, zone) = self.line(w, b)?;
        let mut sum = Lanes::both(0.0);
        let Zone { pairs, weights, .. } = zone;
        for (&u, &c) in pairs.iter().zip(weights) {
            let [_, q] = line.odds(u).shares();
            sum = sum - c * logarithm(q);
        }
        let [count, total, _] = zone.certain;
        Some(sum.sum() + (w * total + b * count))
    }

    /// [`Column::sums`] at two lines `z = wu + b` at once, one in each lane, with the bits of those,
    /// and `Π σ(−z)`, the exponential of `−Σ softplus(z)`, where that is a normal number; and where
    /// that is so: not where some `|z|` might exceed 690. `None` where an input counts a fraction.
    pub fn sums_of_two(&self, w: Lanes, b: Lanes) -> Option<([Lanes; 5], Lanes, Mask)> {
        let (times, both) = (self.most_counted?, Lanes::both);
        let most = w.abs() * both(self.largest) + b.abs();
        let holds = most.at_most(both(MOST_LOG_ODDS));
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
    ///
    /// With them goes what inputs add whose label is certainly 1: how many there are, their sum, and that of their squares.
    #[inline(always)]
    fn total(&self, terms: impl Terms, w: f64, b: f64) -> Option<([Lanes; 5], [f64; 3])> {
        let (line, zone) = self.line(w, b)?;
        let mut sums = [Lanes::both(0.0); 5];
        let mut odds = [Odds { one: Lanes::both(1.0), zero: Lanes::both(1.0) }; BLOCK];
        let Zone { pairs, weights, .. } = zone;
        for (block, weights) in pairs.chunks(BLOCK).zip(weights.chunks(BLOCK)) {
            for (odds, &u) in odds.iter_mut().zip(block) {
                *odds = line.odds(u);
            }
            for ((odds, &u), &c) in odds.iter().zip(block).zip(weights) {
                let [p, v] = odds.outcomes();
                sums = added(sums, terms.of(u, p, v, c));
            }
        }
        Some((sums, zone.certain))
    }
}

/// The largest of some small whole numbers; `None` if one is no such number.
fn most_counted(weights: &[f64]) -> Option<u32> {
    const MOST: f64 = 8.0;
    let is_small = |&weight: &f64| weight.fract() == 0.0 && (0.0..=MOST).contains(&weight);
    let most = weights.iter().fold(0.0, |most: f64, weight| most.max(*weight));
    weights.iter().all(is_small).then_some(most as u32)
}
