//! Rates that were tried, and which of two is better.

use std::cmp::Ordering;

use serde::Serialize;

use crate::sweep::Outcome;

/// A rate that was tried, and its result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trial {
    /// The rate or radius.
    pub value: f64,
    /// Number of starts that did not reach the goal, or not before the rate was given up.
    pub missed: u32,
    /// Sum of the steps of those that did.
    pub steps: u64,
    /// Mean of the last losses of all starts (nats); infinite if one overflowed, or if the rate was given up.
    pub loss: f64,
    /// "reached", or the outcome of the first start that missed (see [`Outcome`]), or "given-up".
    pub status: &'static str,
}

impl Trial {
    /// Orders trials from better to worse: by the starts missed, then by steps, then by loss.
    fn compare(&self, other: &Self) -> Ordering {
        let counts = |trial: &Self| (trial.missed, trial.steps);
        counts(self).cmp(&counts(other)).then(self.loss.total_cmp(&other.loss))
    }

    pub(super) fn is_better_than(&self, other: &Self) -> bool {
        self.compare(other) == Ordering::Less
    }
}

impl Trial {
    /// The trial of a rate, from the outcome and the last loss of each start in their order.
    pub(super) fn of(value: f64, ends: impl ExactSizeIterator<Item = (Outcome, f64)>) -> Self {
        let status = Outcome::Reached(0).name();
        let mut trial = Self { value, missed: 0, steps: 0, loss: 0.0, status };
        let count = ends.len();
        for (outcome, loss) in ends {
            trial.add(outcome, loss, count);
        }
        trial
    }

    /// The trial of a rate that cannot be the best, and was not followed to the end.
    pub(super) fn given_up(value: f64, missed: u32, steps: u64) -> Self {
        Self { value, missed, steps, loss: f64::INFINITY, status: "given-up" }
    }

    /// Adds the result of one of `count` starts.
    fn add(&mut self, outcome: Outcome, loss: f64, count: usize) {
        let loss = if loss.is_nan() { f64::INFINITY } else { loss };
        self.loss += loss / count as f64;
        if let Outcome::Reached(steps) = outcome {
            self.steps += u64::from(steps);
            return;
        }
        if self.missed == 0 {
            self.status = outcome.name();
        }
        self.missed += 1;
    }
}

/// The better of two trials, the first of equally good ones.
pub(super) fn better<'t>(best: &'t Trial, trial: &'t Trial) -> &'t Trial {
    if trial.is_better_than(best) { trial } else { best }
}
