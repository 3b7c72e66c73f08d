//! Learning rates.

use super::{PairFormula, PairRule};

/// How a learning rate changes over the steps `t = 1, 2, …`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// The same at every step.
    Constant,
    /// `rate / t`.
    InverseTime,
}

/// A learning rate with its schedule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The rate at `t = 1`.
    pub initial: f64,
    /// How it changes.
    pub schedule: Schedule,
}

impl Rate {
    /// A rule with this rate for two runs at a time.
    pub(super) fn for_pairs(self, formula: PairFormula) -> PairRule {
        PairRule { formula, size: self.initial, schedule: self.schedule }
    }

    /// The rate of step `count`, counted from 1.
    pub fn at(self, count: u64) -> f64 {
        match self.schedule {
            Schedule::Constant => self.initial,
            Schedule::InverseTime => self.initial / count.max(1) as f64,
        }
    }
}
