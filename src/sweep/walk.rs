//! One run from one start that keeps only its current point.

use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::Point;
use crate::model::prelude::*;
use crate::step::{Memory, Rule, Site, Stop, Watch};

use super::Goal;

/// The outcome of one start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The loss reached the goal after this many steps, 0 if it had at the start.
    Reached(u32),
    /// All steps were taken, and the loss is still above the goal.
    Running,
    /// The run came to rest above the goal.
    Converged,
    /// Its rule found no step, above the goal.
    Stopped(Stop),
    /// The start is outside the domain, or the run's chart cannot represent it.
    Outside,
    /// The start has not been tried yet.
    Pending,
}

impl Outcome {
    /// The names behind the negative codes: code `−1 − k` is the `k`-th.
    pub const NAMES: [&'static str; 8] = [
        "running",
        "converged",
        "left-domain",
        "singular",
        "ill-posed",
        "collapsed",
        "outside",
        "pending",
    ];

    /// The number of steps if the goal was reached, otherwise a negative code; see [`Outcome::NAMES`].
    pub fn code(self) -> i32 {
        match self {
            Self::Reached(steps) => steps.min(i32::MAX as u32) as i32,
            Self::Running => -1,
            Self::Converged => -2,
            Self::Stopped(Stop::LeftDomain) => -3,
            Self::Stopped(Stop::Singular) => -4,
            Self::Stopped(Stop::IllPosed) => -5,
            // −6, "collapsed", is reserved for runs on batches.
            Self::Outside => -7,
            Self::Pending => -8,
        }
    }

    /// The public name: "reached", or one of [`Outcome::NAMES`].
    pub fn name(self) -> &'static str {
        let code = self.code();
        if code < 0 { Self::NAMES[(-1 - code) as usize] } else { "reached" }
    }
}

/// A rule in a chart, and a goal: what all walks of a sweep have in common.
pub(super) struct Walker {
    pub model: Charted,
    pub rule: Box<dyn Rule>,
    /// The loss at which a walk has arrived (nats); −∞ if it should take all steps.
    pub goal: f64,
    /// Most steps of one walk.
    pub most: u64,
}

/// A run in progress.
pub(super) struct Walk {
    at: Point,
    memory: Memory,
    watch: Watch,
    taken: u64,
    /// The loss at the current point (nats).
    pub loss: f64,
    /// The outcome, once it has ended.
    pub end: Option<Outcome>,
}

impl Walker {
    /// A walk at its start, which must be in the domain.
    pub fn start(&self, at: Point) -> Walk {
        let loss = self.model.loss(at);
        let end = (loss <= self.goal).then_some(Outcome::Reached(0));
        Walk { at, memory: Memory::default(), watch: Watch::default(), taken: 0, loss, end }
    }

    /// Continues until the walk ends or has tried `budget` steps; returns how many it tried.
    pub fn advance(&self, walk: &mut Walk, budget: u64) -> u64 {
        for tried in 0..budget {
            if walk.end.is_some() {
                return tried;
            }
            walk.end = self.step(walk);
        }
        budget
    }

    fn step(&self, walk: &mut Walk) -> Option<Outcome> {
        let site = Site::new(&self.model, walk.at, walk.taken + 1);
        match walk.watch.next(self.rule.as_ref(), &site, walk.memory) {
            Ok(Some((taken, memory))) => {
                (walk.at, walk.memory) = (taken.segment.to, memory);
                walk.taken += 1;
                walk.loss = self.model.loss(walk.at);
                if walk.loss <= self.goal {
                    return Some(Outcome::Reached(walk.taken as u32));
                }
                (walk.taken >= self.most).then_some(Outcome::Running)
            }
            Ok(None) => Some(Outcome::Converged),
            Err(stop) => Some(Outcome::Stopped(stop)),
        }
    }
}

impl Goal {
    /// The loss that this goal asks for (nats).
    ///
    /// # Errors
    /// [`Invalid`] if a gap is given but the loss has no minimum.
    pub fn loss(self, model: &dyn Model) -> Result<f64, Invalid> {
        match self {
            Self::Target(loss) => Ok(loss),
            Self::Gap(gap) => match model.optimum() {
                Some(optimum) => Ok(model.loss(optimum) + gap),
                None => {
                    let allowed = "a target instead (a loss in nats): this loss has no minimum";
                    Err(Invalid::new("gap", gap, allowed))
                }
            },
        }
    }
}
