//! Statistics of many learners after 1, 2, 4, … observations.

use serde::Serialize;

use crate::chart::Charted;
use crate::geometry::{Point, Symmetric, Tangent};
use crate::model::prelude::*;

/// Sums over the learners after a number of observations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub time: u64,
    first: Tangent,
    second: Symmetric,
}

/// Statistics of the learners done so far, after `time` observations. Matrices are
/// `[a₁₁, a₁₂, a₂₂]`, in units of the run's chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Observations seen.
    pub time: u64,
    /// Mean difference from the truth, `θ − θ*`.
    pub bias: [f64; 2],
    /// `t` times the variance of the estimates; compare with [`Outcome::bound`](super::Outcome::bound).
    pub variance: [f64; 3],
    /// `t` times the mean of `(θ − θ*)(θ − θ*)ᵀ`, which contains variance and bias.
    pub error: [f64; 3],
    /// `½ tr(F · error)`. It is 1 at the bound, and in the limit the same in every chart.
    pub excess: f64,
}

impl Mark {
    pub fn add(&mut self, off: Tangent) {
        self.first += off;
        self.second = self.second + outer(off);
    }

    /// The statistics of `count` learners whose model, in the run's chart, has this truth.
    pub fn spread(&self, count: f64, model: &Charted, truth: Point) -> Spread {
        let (time, bias) = (self.time as f64, (1.0 / count) * self.first);
        let error = (time / count) * self.second;
        let variance = error + -time * outer(bias);
        let [f, g, h] = model.fisher(truth).0;
        let [a, b, c] = error.0;
        let excess = 0.5 * (f * a + 2.0 * g * b + h * c);
        Spread { time: self.time, bias: bias.array(), variance: variance.0, error: error.0, excess }
    }
}

/// Empty statistics at the times 1, 2, 4, … and `last`.
pub(super) fn marks(last: u64) -> Vec<Mark> {
    let powers = std::iter::successors(Some(1u64), |time| Some(2 * time));
    let times = powers.take_while(|time| *time < last).chain([last]);
    let mark = |time| Mark { time, first: Tangent::default(), second: Symmetric::default() };
    times.map(mark).collect()
}

/// `d dᵀ`.
pub(super) fn outer(d: Tangent) -> Symmetric {
    let Tangent(a, b) = d;
    Symmetric([a * a, a * b, b * b])
}
