//! Three outcomes as two successive choices, and changes of their probabilities
//! without cancellation.

use crate::geometry::{Covector, Point, Segment, Tangent};
use crate::numeric::bernoulli::{outcomes, sigmoid_change_between, softplus, softplus_change};
use crate::numeric::kernel::log_ratio;
use crate::numeric::random::Random;

/// Both choices at a point: probabilities of yes and no, each to full relative precision.
#[derive(Clone, Copy, Debug)]
pub struct Choices {
    /// `1 − q = p₁`.
    pub stop: f64,
    /// `q = p₂ + p₃`.
    pub go: f64,
    /// `r`.
    pub second: f64,
    /// `1 − r`.
    pub third: f64,
}

impl Choices {
    /// The probabilities at `(a, b)`.
    pub fn at(own: Point) -> Self {
        let Point(a, b) = own;
        let ([go, stop], [second, third]) = (outcomes(a), outcomes(b));
        Self { stop, go, second, third }
    }

    /// `(p₁, p₂, p₃)`.
    pub fn probabilities(&self) -> [f64; 3] {
        [self.stop, self.go * self.second, self.go * self.third]
    }

    /// One outcome: 0, 1 or 2.
    pub(super) fn draw(&self, random: &mut Random) -> usize {
        // Both choices are drawn each time, so that the random numbers of one do not depend on the other.
        let (first, second) = (random.uniform(), random.uniform());
        match (first < self.go, second < self.second) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => 2,
        }
    }

    /// How often each outcome came up in `count` draws.
    pub fn counted(&self, count: usize, random: &mut Random) -> [f64; 3] {
        let mut counts = [0.0; 3];
        for _ in 0..count {
            counts[self.draw(random)] += 1.0;
        }
        counts
    }

    /// Scores `∇ ln p` of the three outcomes in `(a, b)`.
    pub fn scores(&self) -> [Covector; 3] {
        [
            Covector(-self.go, 0.0),
            Covector(self.stop, self.third),
            Covector(self.stop, -self.second),
        ]
    }

    /// `d/dt ln p` of the three outcomes for a velocity `(ȧ, ḃ)`.
    pub(super) fn rates(&self, velocity: Tangent) -> [f64; 3] {
        self.scores().map(|score| score.along(velocity))
    }
}

/// Changes `Δp` of the three probabilities along a segment in `(a, b)`.
pub fn probability_changes(along: &Segment) -> [f64; 3] {
    changes_between(along, &Choices::at(along.from), &Choices::at(along.to))
}

/// The same where the probabilities at both ends are known.
pub(super) fn changes_between(along: &Segment, start: &Choices, end: &Choices) -> [f64; 3] {
    let (Point(a, b), Point(a1, b1)) = (along.from, along.to);
    let Tangent(da, db) = along.difference;
    let d_go = sigmoid_change_between((a, a1, da), [start.go, start.stop], [end.go, end.stop]);
    let (first, second) = ([start.second, start.third], [end.second, end.third]);
    let d_second = sigmoid_change_between((b, b1, db), first, second);
    let (kept, moved) = (d_go * end.second, start.go * d_second);
    [-d_go, kept + moved, d_go * end.third - moved]
}

/// `ln(pₖ/pₖ')` of the three outcomes, with `−ln p₁ = sp(a)`, `−ln p₂ = sp(−a) + sp(−b)`,
/// `−ln p₃ = sp(−a) + sp(b)`, which hold at every edge.
pub fn log_ratios(along: &Segment) -> [f64; 3] {
    let (Point(a, b), Tangent(da, db)) = (along.from, along.difference);
    let go = softplus_change(-a, -da);
    [softplus_change(a, da), go + softplus_change(-b, -db), go + softplus_change(b, db)]
}

/// The change of `(a, b)` when `from` becomes `to`, given the changes of all three.
pub fn log_odds_changes(from: [f64; 3], to: [f64; 3], [d1, d2, d3]: [f64; 3]) -> Tangent {
    let go = |p: [f64; 3]| if p[0] < 0.5 { 1.0 - p[0] } else { p[1] + p[2] };
    let da = log_ratio(go(from), go(to), -d1) - log_ratio(from[0], to[0], d1);
    let db = log_ratio(from[1], to[1], d2) - log_ratio(from[2], to[2], d3);
    Tangent(da, db)
}

/// `softplus(b') − softplus(b) − Δz₁`, the change of `a` for changes of the logits.
pub fn first_odds_change(b: f64, [d1, d2]: [f64; 2]) -> f64 {
    // ln p₃'/p₃ is split off where outcome 2 dominates outcome 3: the two
    // logits' difference is then taken before anything is rounded.
    if b > 0.0 { (d2 - d1) + softplus_change(-b, -d2) } else { softplus_change(b, d2) - d1 }
}

/// `z₁ = softplus(b) − a`: the first logit.
pub fn first_logit(own: Point) -> f64 {
    softplus(own.1) - own.0
}
