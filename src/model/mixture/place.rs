//! Two Gaussians of one spread, seen from their common mean.
//!
//! Own coordinates are `(m, d)`, the mean and the gap, `a = m − wd`,
//! `b = m + (1−w)d`. All here is in units of the spread `s`: `y = (x − m)/s`,
//! `δ = d/s`. The share `r` of the second part in the density at `x` is known as
//! `ρ = r − w`, which is of the order of `δ`: with it nothing cancels near the
//! line `d = 0`, on which the two parts are one.

use std::f64::consts::{LOG2_E, PI};

use crate::geometry::Point;
use crate::numeric::expectation::{LONGEST, REACH};
use crate::numeric::exponential::{normal_density, power_of_two_minus_one_and_power};
use crate::numeric::lanes::Lanes;
use crate::numeric::logarithm::{log_of_sum, logarithm};
use crate::numeric::panels::{FINE, Pole, Rule, over, panels};

/// What is fixed: the weight `w` of the second part and the spread `s` of both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// `w`, between 0 and 1.
    pub weight: f64,
    /// `s > 0`, in data units.
    pub spread: f64,
}

/// One member of the family.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub shape: Shape,
    pub mean: f64,
    /// `δ`.
    pub gap: f64,
    lanes: Constants,
}

#[derive(Clone, Copy)]
struct Constants {
    mean: Lanes,
    inverse: Lanes,
    /// `δ log₂e`.
    slope: Lanes,
    /// `(½ − w)δ`: there the odds are those of the weights.
    even: Lanes,
    weight: Lanes,
    /// `w(1−w)`.
    product: Lanes,
}

/// The two parts of a member at one place, two lanes at a time.
#[derive(Clone, Copy)]
pub(super) struct Terms {
    /// The place itself, in data units.
    pub x: Lanes,
    pub y: Lanes,
    /// `ρ = r − w`.
    pub rho: Lanes,
    /// `y − (1−2w)δ`.
    pub q: Lanes,
    /// `1 − r` and `r`, each with full relative precision however small it is.
    pub shares: [Lanes; 2],
}

/// Beyond so many bits the odds are certain.
const CERTAIN: f64 = 990.0;

impl Shape {
    /// `w(1−w)`.
    pub fn product(self) -> f64 {
        self.weight * (1.0 - self.weight)
    }

    pub(super) fn place(self, at: Point) -> Place {
        let Point(mean, d) = at;
        let gap = d / self.spread;
        let both = Lanes::both;
        let lanes = Constants {
            mean: both(mean),
            inverse: both(self.spread.recip()),
            slope: both(gap * LOG2_E),
            even: both((0.5 - self.weight) * gap),
            weight: both(self.weight),
            product: both(self.product()),
        };
        Place { shape: self, mean, gap, lanes }
    }
}

impl Place {
    /// Means of the two parts.
    pub fn means(&self) -> [f64; 2] {
        let Shape { weight, spread } = self.shape;
        let d = self.gap * spread;
        [self.mean - weight * d, self.mean + (1.0 - weight) * d]
    }

    /// The same in spreads from an origin near the data.
    pub fn in_spreads_from(&self, origin: f64) -> Self {
        let Shape { weight, spread } = self.shape;
        let shape = Shape { weight, spread: 1.0 };
        shape.place(Point((self.mean - origin) / spread, self.gap))
    }

    /// Slope and level of the log-odds `ln (r/(1 − r))` along `x`.
    pub fn line(&self) -> [f64; 2] {
        let Shape { weight, spread } = self.shape;
        let slope = self.gap / spread;
        let at_even = (weight / (1.0 - weight)).ln();
        [slope, at_even - self.gap * (self.mean / spread + (0.5 - weight) * self.gap)]
    }

    /// Where the density has zeros nearest to the line; none for a gap of zero.
    pub fn pole(&self) -> Pole {
        let Shape { weight, spread } = self.shape;
        let odds = (weight / (1.0 - weight)).ln();
        let at = (0.5 - weight) * self.gap - odds / self.gap;
        /// In standard deviations of a part. A pole this far away has no effect on a quadrature, so none is put farther away.
        const FAR: f64 = 1e6;
        let away = (PI / self.gap).abs().min(FAR) * spread;
        let at = if at.is_finite() { at.clamp(-FAR, FAR) } else { 0.0 };
        Pole { at: self.mean + spread * at, away }
    }

    /// Passes the nodes of an expectation under this member with their weights to `f`, which adds up terms.
    /// `poles` are those of the integrand. Parts that overlap share their nodes, whose density is that of the
    /// first part, times `(1−w) + we^ℓ` with the log-odds `ℓ` of two parts of equal weight. Others have their own.
    #[inline(always)]
    pub fn sum_over_nodes<const N: usize>(&self, poles: [Pole; N], f: impl FnMut(Terms, Lanes)) {
        self.sum_over_nodes_by(FINE, poles, f);
    }

    /// The same with this rule on every panel.
    #[inline(always)]
    pub fn sum_over_nodes_by<const N: usize>(
        &self,
        rule: &Rule,
        poles: [Pole; N],
        mut f: impl FnMut(Terms, Lanes),
    ) {
        /// The largest gap, in spreads, at which parts share their nodes. A divergence then takes 0.55 of the time, up to
        /// a gap of 7, and as long only at 20 (measured in November 2026). But the exponential at the peak of the far
        /// part has half the square of the gap as its argument, and rounds by so many times `2⁻⁵²`: by `4·10⁻¹⁵` here,
        /// and four times that at a gap of 12.
        const TOGETHER: f64 = 6.0;
        let Shape { weight, spread } = self.shape;
        let inverse = spread.recip();
        let (unit, is_shared) = (Lanes::both(spread), self.gap.abs() < TOGETHER);
        let (gap, parts) = if is_shared { (self.gap, 1) } else { (0.0, 2) };
        let ends = [gap.min(0.0) - REACH, gap.max(0.0) + REACH];
        for (mean, share) in self.means().into_iter().zip([1.0 - weight, weight]).take(parts) {
            let seen =
                |pole: Pole| Pole { at: (pole.at - mean) * inverse, away: pole.away * inverse };
            let [alone, together] =
                if is_shared { [0.0, 1.0] } else { [share, 0.0] }.map(Lanes::both);
            let center = Lanes::both(mean);
            for panel in panels(ends, LONGEST, &poles.map(seen)) {
                over(panel, rule, |z, length| {
                    let (terms, both) = self.terms_and_share(center + unit * z);
                    f(terms, length * normal_density(z) * (alone + together * both));
                });
            }
        }
    }

    #[inline(always)]
    pub fn terms(&self, x: Lanes) -> Terms {
        self.terms_and_share(x).0
    }

    /// The terms, and `ln p(x)` per data unit but for [`Self::log_front`]: from the part that has more of the
    /// density there, whose share is at least a half.
    #[inline(always)]
    pub fn terms_and_log_shape(&self, x: Lanes) -> (Terms, Lanes) {
        let terms = self.terms(x);
        let Shape { weight, .. } = self.shape;
        let [rest, share] = terms.shares;
        let is_first = share.at_most(rest);
        let both = Lanes::both;
        let mean = is_first.choose(both(-weight * self.gap), both((1.0 - weight) * self.gap));
        let of_part = is_first.choose(both((1.0 - weight).ln()), both(weight.ln()));
        let u = terms.y - mean;
        (terms, of_part - both(0.5) * u * u - logarithm(is_first.choose(rest, share)))
    }

    /// The terms, and the density over that of the first part.
    #[inline(always)]
    fn terms_and_share(&self, x: Lanes) -> (Terms, Lanes) {
        let Constants { mean, inverse, slope, even, weight, product } = self.lanes;
        let y = (x - mean) * inverse;
        let (none, least) = (Lanes::both(0.0), Lanes::both(-CERTAIN));
        let bits = (slope * (y - even)).max(least);
        let bits = none - (none - bits).max(least);
        let [over, under, power] = power_of_two_minus_one_and_power(bits);
        let share = under + weight * over;
        let inverse = Lanes::both(1.0) / share;
        let shares = [(Lanes::both(1.0) - weight) * under * inverse, weight * power * inverse];
        let rho = product * over * inverse;
        (Terms { x, y, rho, q: y - (even + even), shares }, share / under)
    }

    /// The logarithm of the odds `r/(1 − r)`.
    #[inline(always)]
    pub fn log_odds(&self, terms: Terms) -> Lanes {
        let Shape { weight, .. } = self.shape;
        let at_even = (weight / (1.0 - weight)).ln();
        Lanes::both(at_even) + Lanes::both(self.gap) * (terms.y - self.lanes.even)
    }

    /// The scores in `(m, d)`, in units of `1/s`: `y − δρ` and `ρq − w(1−w)δ`.
    #[inline(always)]
    pub fn scores(&self, terms: Terms) -> [Lanes; 2] {
        let gap = Lanes::both(self.gap);
        let Terms { y, rho, q, .. } = terms;
        [y - gap * rho, rho * q - self.lanes.product * gap]
    }

    /// Entries of `−∇² ln p` in `(m, d)`, in units of `1/s²`, with `v = r(1−r)`:
    /// `1 − δ²v`, `ρ + δvq`, `w(1−w) + (1−2w)ρ − vq²`.
    #[inline(always)]
    pub fn curvature(&self, terms: Terms) -> [Lanes; 3] {
        let Terms { rho, q, .. } = terms;
        let (one, gap) = (Lanes::both(1.0), Lanes::both(self.gap));
        let share = self.lanes.weight + rho;
        let spread = share * (one - share);
        let tilt = one - self.lanes.weight - self.lanes.weight;
        let along = gap * spread;
        [one - gap * along, rho + along * q, self.lanes.product + tilt * rho - spread * q * q]
    }

    /// `ln p(x)` per data unit, but for [`Self::log_front`].
    #[inline(always)]
    pub fn log_shape(&self, x: Lanes) -> Lanes {
        let (weight, inverse) = (self.shape.weight, self.lanes.inverse);
        let [first, second] = self.means();
        let log = |mean: f64, weight: f64| {
            let u = (x - Lanes::both(mean)) * inverse;
            Lanes::both(weight.ln()) - Lanes::both(0.5) * u * u
        };
        log_of_sum(log(first, 1.0 - weight), log(second, weight))
    }

    /// `ln s + ½ ln 2π`.
    pub fn log_front(&self) -> f64 {
        self.shape.spread.ln() + 0.5 * std::f64::consts::TAU.ln()
    }

    /// `ln p(x)` per data unit.
    pub fn log_density(&self, x: f64) -> f64 {
        let Shape { weight, spread } = self.shape;
        let [a, b] = self.means().map(|mean| (x - mean) / spread);
        let logs = [(1.0 - weight).ln() - 0.5 * a * a, weight.ln() - 0.5 * b * b];
        let (most, least) = (logs[0].max(logs[1]), logs[0].min(logs[1]));
        if most == f64::NEG_INFINITY {
            return most;
        }
        most + (least - most).exp().ln_1p() - self.log_front()
    }
}
