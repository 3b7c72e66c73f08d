//! Divergences of two members, by quadrature.
//!
//! With `ε = p′/p − 1` and `ψ(ε) = ε − ln(1 + ε) ≥ 0` it is `KL(p ‖ p′) = E ψ(ε)`,
//! since `E ε = 0` under `p`: a sum of terms that are not negative, and `ε` itself comes
//! from the differences of the means, so that small divergences keep their digits.

use super::place::{Place, Shape, Terms};
use crate::geometry::{Covector, Point, Segment, Tangent};
use crate::model::Direction;
use crate::numeric::exponential::{exp, exp_minus_one};
use crate::numeric::lanes::Lanes;
use crate::numeric::logarithm::logarithm_of_one_plus;
use crate::numeric::panels::{FINE, Rule};

/// Means that moved by less than this, in spreads, leave the new density within
/// reach of the old one's nodes; beyond, divergences are large and logarithms precise.
const NEAR: f64 = 0.5;

/// The divergence from a segment's start to its end, or from its end to its start.
pub(super) struct Divergence {
    /// Under which the expectation is.
    under: Place,
    /// Against which.
    against: Place,
    /// How far the two means of `against` are from those of `under`, in spreads.
    shifts: [f64; 2],
    direction: Direction,
    /// −1 where the end's gap changed its sign, see [`matched`], otherwise 1.
    sign: f64,
}

impl Divergence {
    pub fn new(shape: Shape, along: &Segment, direction: Direction) -> Self {
        let (along, sign) = matched(shape, along);
        let [from, to] = [along.from, along.to].map(|at| shape.place(at));
        let Tangent(d_mean, d_gap) = along.difference;
        let shifts = [d_mean - shape.weight * d_gap, d_mean + (1.0 - shape.weight) * d_gap]
            .map(|shift| shift / shape.spread);
        let (under, against, way) = match direction {
            Direction::OldNew => (from, to, 1.0),
            Direction::NewOld => (to, from, -1.0),
        };
        Self { under, against, shifts: shifts.map(|shift| way * shift), direction, sign }
    }

    fn is_near(&self) -> bool {
        self.shifts.iter().all(|shift| shift.abs() < NEAR)
    }

    /// The divergence (nats).
    pub fn value(&self) -> f64 {
        let (mut sum, near) = (Lanes::both(0.0), self.is_near());
        self.sum_over_nodes(FINE, |terms, weight| {
            let fall =
                if near { logarithm_of_one_plus(self.excess(terms))[1] } else { self.fall(terms) };
            sum = sum + weight * fall;
        });
        sum.sum().max(0.0)
    }

    /// The divergence, and its differential in the `(m, d)` of the segment's end: minus the mean
    /// of the new scores under the old density, which is `−E ε s′`; the other way `E s′ ln(p′/p)`.
    /// All by this rule on every panel.
    pub fn value_and_differential(&self, rule: &Rule) -> (f64, Covector) {
        let (mut value, mut sums) = (Lanes::both(0.0), [Lanes::both(0.0); 2]);
        let near = self.is_near();
        self.sum_over_nodes(rule, |terms, weight| {
            let (fall, factor) = if near {
                let excess = self.excess(terms);
                let [log, fall] = logarithm_of_one_plus(excess);
                let factor = match self.direction {
                    Direction::OldNew => excess,
                    Direction::NewOld => -log,
                };
                (fall, factor)
            } else {
                let fall = self.fall(terms);
                let factor = match self.direction {
                    Direction::OldNew => Lanes::both(-1.0),
                    Direction::NewOld => fall,
                };
                (fall, factor)
            };
            value = value + weight * fall;
            let scores = match self.direction {
                Direction::OldNew => self.against.scores(self.against.terms(terms.x)),
                Direction::NewOld => self.under.scores(terms),
            };
            let factor = weight * factor;
            sums = [sums[0] + factor * scores[0], sums[1] + factor * scores[1]];
        });
        let [first, second] = sums.map(|sum| sum.sum() / self.under.shape.spread);
        (value.sum().max(0.0), Covector(first, self.sign * second))
    }

    /// How much the logarithms of both parts change, `α` and `β`.
    #[inline(always)]
    fn changes(&self, terms: Terms) -> [Lanes; 2] {
        let (weight, gap) = (self.under.shape.weight, self.under.gap);
        let both = Lanes::both;
        let change = |shift: f64, mean: f64| both(shift) * (terms.y - both(mean + 0.5 * shift));
        [change(self.shifts[0], -weight * gap), change(self.shifts[1], (1.0 - weight) * gap)]
    }

    /// `ε` at a place: `(1−r)(e^α − 1) + r(e^β − 1)`. Where the parts are far from each other, one of the two
    /// exponentials may be huge; its share is then far smaller than rounding.
    #[inline(always)]
    fn excess(&self, terms: Terms) -> Lanes {
        /// Its exponential is a double, and times the share of such a part it is 0.
        const LARGEST: f64 = 600.0;
        let (none, least) = (Lanes::both(0.0), Lanes::both(-LARGEST));
        let exp = |change: Lanes| exp_minus_one(none - (none - change).max(least));
        let ([first, second], [rest, share]) = (self.changes(terms), terms.shares);
        rest * exp(first) + share * exp(second)
    }

    /// `ln p − ln p′ = sp(ℓ) − sp(ℓ + β − α) − α` with the log-odds `ℓ` and `sp(z) = ln(1 + eᶻ)`. Where
    /// both log-odds are positive, that is `−β` but for two small terms.
    #[inline(always)]
    fn fall(&self, terms: Terms) -> Lanes {
        let [first, second] = self.changes(terms);
        let (odds, none) = (self.under.log_odds(terms), Lanes::both(0.0));
        let there = odds + (second - first);
        let small = |z: Lanes| logarithm_of_one_plus(exp(none - z.abs()))[0];
        let is_low = [odds.at_most(none), there.at_most(none)];
        let low = is_low[1].choose(-first, -odds - second);
        let high = is_low[1].choose(odds - first, -second);
        is_low[0].choose(low, high) + (small(odds) - small(there))
    }

    #[inline(always)]
    fn sum_over_nodes(&self, rule: &Rule, f: impl FnMut(Terms, Lanes)) {
        self.under.sum_over_nodes_by(rule, [self.under.pole(), self.against.pole()], f);
    }
}

/// Two parts of equal weight may exchange their names: the gap then changes its sign, and the end
/// may be much nearer to the start. Returns that segment with −1, or the given one with 1.
fn matched(shape: Shape, along: &Segment) -> (Segment, f64) {
    let change = -(along.from.1 + along.to.1);
    if shape.weight != 0.5 || change.abs() >= along.difference.1.abs() {
        return (*along, 1.0);
    }
    let (to, difference) = (Point(along.to.0, -along.to.1), Tangent(along.difference.0, change));
    (Segment { from: along.from, to, difference }, -1.0)
}
