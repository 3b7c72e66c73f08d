//! Minima over a ball of `KL(new ‖ old)` on three outcomes
//! (docs/mathematics/exact-steps.md#three-outcomes-reverse).
//!
//! They lie on curves `ln(pₐ'/pₐ) = m W(−s xₐ) + const` with Lambert's function `W`. An outcome with
//! `xₐ > 0` becomes rarer, and `W` has two values for it: the principal one, and a lower one where it has become
//! much rarer. The outcome with the largest `xₐ` *leads*: its `W = −q`, and with `q` from 0 to ∞ it
//! takes both of its values, while `s = q e^−q/xₐ`.

use super::Choices;
use super::weighted::{excess_on_ball, moved, root_on_ball, variance};
use crate::geometry::{Point, Segment};
use crate::model::Direction;
use crate::numeric::bernoulli::{divergence_to, sigmoid, softplus};
use crate::numeric::lambert::{lower, principal};
use crate::numeric::root;

/// A cost below this share of the largest is rounding: the three of a goal in logits sum to zero.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// Ratio of neighbours among the samples of `q`, and the largest: beyond it an outcome has `e^−800` of
/// its probability.
const GROWTH: f64 = 1.2;
const LARGEST: f64 = 800.0;

/// The minimum of `Σ cₐ ln pₐ` with `Σ cₐ = 0`; `Some(None)` where there is none, because an
/// outcome whose logarithm is to fall may vanish inside the ball.
pub fn lowest_of_logs(from: Point, costs: [f64; 3], radius: f64) -> Option<Option<Segment>> {
    let costs = without_rounding(costs);
    let p = Choices::at(from).probabilities();
    let vanishes = |k: usize| costs[k] > 0.0 && loses(p[k], radius);
    if (0..3).any(vanishes) {
        return Some(None);
    }
    let curves = Curves::new(from, [0, 1, 2].map(|k| costs[k] / p[k]), 1.0, radius);
    // With one outcome that becomes rarer, the divergence grows all along the curve.
    if costs.iter().filter(|&&cost| cost > 0.0).count() == 1 {
        return curves.only().map(Some);
    }
    let value = |end: &Place| (0..3).map(|k| costs[k] * end.logs[k]).sum();
    curves.lowest(value).map(|(_, end)| Some(end))
}

/// The minimum of `c₁ √p₁ + c₂ √p₂`; `Some(None)` where there is none: the infimum is on
/// the edge of the simplex.
pub fn lowest_of_reverse_roots(
    from: Point,
    [c1, c2]: [f64; 2],
    radius: f64,
) -> Option<Option<Segment>> {
    let costs = without_rounding([c1, c2, 0.0]);
    let p = Choices::at(from).probabilities();
    let curves = Curves::new(from, [0, 1, 2].map(|k| costs[k] / p[k].sqrt()), 2.0, radius);
    if costs.iter().all(|&cost| cost <= 0.0) {
        // The curve ends where the third outcome is gone, with shares as the squares of the costs.
        let shares = costs.map(|cost| cost * cost / (c1 * c1 + c2 * c2));
        let part =
            |k: usize| if shares[k] > 0.0 { shares[k] * (shares[k] / p[k]).ln() } else { 0.0 };
        let farthest: f64 = (0..3).map(part).sum();
        return if farthest <= radius { Some(None) } else { curves.only().map(Some) };
    }
    let value = |end: &Place| {
        let weights = [0, 1, 2].map(|k| p[k] * end.logs[k].exp());
        let sum: f64 = weights.iter().sum();
        (0..3).map(|k| costs[k] * (weights[k] / sum).sqrt()).sum()
    };
    let on_edge = lowest_on_edges(costs, from, radius);
    match curves.lowest(value) {
        Some((value, end)) if on_edge.is_none_or(|edge| value < edge) => Some(Some(end)),
        found => (found.is_some() || on_edge.is_some()).then_some(None),
    }
}

/// Whether the ball holds distributions without an outcome of this probability.
fn loses(p: f64, radius: f64) -> bool {
    -(-p).ln_1p() <= radius
}

fn without_rounding(costs: [f64; 3]) -> [f64; 3] {
    let largest = costs.into_iter().fold(0.0, |size: f64, cost| size.max(cost.abs()));
    costs.map(|cost| if cost.abs() <= ROUNDING * largest { 0.0 } else { cost })
}

/// The least `c₁ √p₁ + c₂ √p₂` on the edges of the simplex that are in the ball: those on which an
/// outcome has vanished whose root costs something. `None` where there are none.
fn lowest_on_edges(costs: [f64; 3], from: Point, radius: f64) -> Option<f64> {
    let p = Choices::at(from).probabilities();
    let edges =
        [(0, 1), (1, 0)].into_iter().filter(|&(k, _)| costs[k] > 0.0 && loses(p[k], radius));
    let lowest = edges.map(|(gone, other)| {
        let log_odds = (p[other] / p[2]).ln();
        let left = radius + (-p[gone]).ln_1p();
        let share = farthest_share(log_odds, left, costs[other] < 0.0);
        costs[other] * share.sqrt()
    });
    lowest.reduce(f64::min)
}

/// The largest or smallest share `σ` with `KL(σ ‖ p) ≤ radius` between two outcomes.
fn farthest_share(log_odds: f64, radius: f64, largest: bool) -> f64 {
    let sign = if largest { 1.0 } else { -1.0 };
    // −ln p of the outcome that may become certain.
    let certain = softplus(-sign * log_odds);
    if certain <= radius {
        return if largest { 1.0 } else { 0.0 };
    }
    let excess = |d: f64| {
        let end = log_odds + sign * d;
        (divergence_to(end, log_odds, -sign * d) / radius).sqrt() - 1.0
    };
    let d = root::increasing(1.0, excess).unwrap_or(0.0);
    sigmoid(log_odds + sign * d)
}

/// A point of a curve.
struct Place {
    /// `ln(pₐ'/pₐ)` up to a number that all three share.
    logs: [f64; 3],
    segment: Segment,
}

/// The curves on which the divergence is stationary for a goal.
struct Curves {
    from: Point,
    choices: Choices,
    radius: f64,
    /// `m`: 1 for logarithms, 2 for roots.
    times: f64,
    /// `xₐ`, in units of that of the outcome that leads or, where none becomes rarer, of the largest.
    x: [f64; 3],
    /// The outcome that leads, and another one that becomes rarer.
    leads: Option<usize>,
    follows: Option<usize>,
    /// `q` where the divergence would be the radius if it were quadratic.
    guess: f64,
}

impl Curves {
    fn new(from: Point, x: [f64; 3], times: f64, radius: f64) -> Self {
        let positive = |not: Option<usize>| {
            let ranked = (0..3).filter(|&k| x[k] > 0.0 && Some(k) != not);
            ranked.max_by(|&a, &b| x[a].total_cmp(&x[b]))
        };
        let leads = positive(None);
        let follows = leads.and_then(|k| positive(Some(k)));
        let unit = leads.map_or(x.iter().fold(0.0, |size: f64, x| size.max(-x)), |k| x[k]);
        let (choices, x) = (Choices::at(from), x.map(|x| x / unit));
        let guess = (2.0 * radius / variance(&choices, x)).sqrt() / times;
        Self { from, choices, radius, times, x, leads, follows, guess }
    }

    /// The place for `q`; with `is_rare`, where the outcome that follows has its lower solution.
    fn place(&self, q: f64, is_rare: bool) -> Place {
        let s = if self.leads.is_some() { q * (-q).exp() } else { q };
        let logs = [0, 1, 2].map(|k| {
            let solution = if self.leads == Some(k) {
                -q
            } else if is_rare && self.follows == Some(k) {
                lower(q.ln() - q + self.x[k].ln())
            } else {
                principal(-s * self.x[k])
            };
            self.times * solution
        });
        let [first, second, third] = logs;
        let ratios = [second - first, third - first, second - third];
        Place { logs, segment: moved(self.from, &self.choices, ratios) }
    }

    fn excess(&self, place: &Place) -> f64 {
        excess_on_ball(&place.segment, self.radius, Direction::NewOld)
    }

    /// The place on the ball where the divergence grows all along the only curve.
    fn only(&self) -> Option<Segment> {
        let end = |log: f64| self.place(log.exp(), false);
        let log = root_on_ball(self.guess, |log| self.excess(&end(log)))?;
        Some(end(log).segment).filter(|end| end.to.is_finite())
    }

    /// The place on the ball where the goal is least, and its value; `None` where no curve meets it.
    fn lowest(&self, value: impl Fn(&Place) -> f64) -> Option<(f64, Segment)> {
        let curves = [Some(false), self.follows.map(|_| true)];
        let meetings = curves.into_iter().flatten().flat_map(|is_rare| self.meetings(is_rare));
        let valued = meetings.map(|place| (value(&place), place.segment));
        valued.filter(|(_, end)| end.to.is_finite()).min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The places where a curve meets the ball.
    fn meetings(&self, is_rare: bool) -> Vec<Place> {
        let excess = |log: f64| self.excess(&self.place(log.exp(), is_rare));
        let mut found = Vec::new();
        let mut last: Option<(f64, f64)> = None;
        let mut q = self.guess.min(1.0) / 8.0;
        while q < LARGEST {
            let here = (q.ln(), excess(q.ln()));
            if let Some(last) = last
                && (last.1 < 0.0) != (here.1 < 0.0)
            {
                let log = if last.1 < 0.0 {
                    root::bracketed([last.0, here.0], [last.1, here.1], excess)
                } else {
                    -root::bracketed([-here.0, -last.0], [here.1, last.1], |log| excess(-log))
                };
                found.push(self.place(log.exp(), is_rare));
            }
            (last, q) = (Some(here), q * GROWTH);
        }
        found
    }
}
