//! Many starts: a [`Sweep`] counts the steps in which one rule reaches a loss from
//! each point of a grid (a convergence map); a [`RateSearch`] finds the rate with
//! which a rule needs the fewest steps.
//!
//! Both work in portions. `advance(count)` does `count` units of work, one for
//! each start and one for each step, and is called until it returns 1. The
//! results do not depend on the portions, to the last bit. A sweep needs four
//! bytes of memory for each start, allocated at the beginning.
//!
//! ```
//! use kl_ball::{Sweep, SweepSpec, Value};
//!
//! let text = r#"{ "model": "gaussian", "data": { "set": "teaching" }, "gap": 0.01,
//!                 "run": { "rule": "natural-gradient", "chart": "expectation", "rate": 1 },
//!                 "grid": { "chart": "variance", "window": [-2, 4, 0, 6], "size": [16, 16] } }"#;
//! let mut sweep = Sweep::new(SweepSpec::read(serde_json::from_str::<Value>(text)?)?)?;
//! while sweep.advance(100) < 1.0 {}
//! assert!(sweep.results().iter().all(|&steps| steps == 0 || steps == 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fleet;
mod order;
mod search;
mod specification;
mod walk;

pub use search::{Best, RateSearch, Trial};
pub use specification::{
    Aim, Goal, GridSpec, LONGEST_SIDE, MOST_STEPS_EACH, RateSearchSpec, SweepSpec,
};
pub use walk::Outcome;
pub(crate) use walk::Valleys;

use crate::chart::Charted;
use crate::error::Invalid;
use crate::experiment::convert;
use crate::geometry::Point;
use crate::model::prelude::*;
use fleet::Fleet;
use order::Order;
use walk::{Visit, Walker};

/// One rule from every start of a grid.
pub struct Sweep {
    spec: SweepSpec,
    /// The chart of the grid, and whether the rule steps in that one too.
    seen: Charted,
    same: bool,
    walker: Walker,
    order: Order,
    /// The runs in progress, each with its cell and the spacing at which that was visited.
    fleet: Fleet,
    results: Vec<i32>,
    /// The minimum that each start has come to; empty where there is one minimum, or none.
    visits: Vec<Option<Visit>>,
    /// Number of starts that were begun, that are done, and that there are.
    begun: u64,
    visited: u64,
    total: u64,
}

impl Sweep {
    /// Builds the sweep of a specification; no start has been tried yet.
    ///
    /// # Errors
    /// [`Invalid`] if the data are unusable, or if a gap is given for a model
    /// whose loss has no minimum.
    pub fn new(spec: SweepSpec) -> Result<Self, Invalid> {
        let (model, entry) = (spec.model.build()?, spec.model.model);
        let there = entry.chart(spec.run.chart, "run.chart")?.over(&model);
        let goal = spec.goal.loss(model.as_ref())?;
        let walker = Walker::new(there, &spec.run.rule, goal, spec.steps, false).with_valleys();
        let seen = entry.chart(spec.grid.chart, "grid.chart")?.over(&model);
        let [columns, rows] = spec.grid.size;
        let (cells, [share, of]) = (u64::from(columns) * u64::from(rows), spec.share);
        let valleys = if walker.has_valleys() { cells as usize } else { 0 };
        Ok(Self {
            same: spec.grid.chart == spec.run.chart,
            seen,
            fleet: Fleet::new(&walker),
            walker,
            order: Order::new(spec.grid.size),
            results: vec![Outcome::Pending.code(); cells as usize],
            visits: vec![None; valleys],
            begun: 0,
            visited: 0,
            total: cells.saturating_sub(share).div_ceil(of),
            spec,
        })
    }

    /// Its specification, with defaults filled in.
    pub fn spec(&self) -> &SweepSpec {
        &self.spec
    }

    /// Does up to `count` units of work: one for each start, one for each
    /// step. Returns the fraction of the starts that are done, 1 at the end.
    pub fn advance(&mut self, count: u64) -> f64 {
        let mut left = count;
        while left > 0 {
            while left > 0 && self.fleet.has_room() && self.next_start() {
                left -= 1;
            }
            if self.fleet.is_empty() {
                break;
            }
            let (results, visited) = (&mut self.results, &mut self.visited);
            let visits = &mut self.visits;
            left -= self.fleet.advance(&self.walker, left, &mut |(cell, _), walk| {
                if let Some(outcome) = walk.end {
                    results[cell] = outcome.code();
                    *visited += 1;
                    if let Some(visit) = visits.get_mut(cell) {
                        *visit = walk.valley;
                    }
                }
            });
        }
        self.progress()
    }

    /// The fraction of its starts that are done.
    pub fn progress(&self) -> f64 {
        if self.total == 0 { 1.0 } else { self.visited as f64 / self.total as f64 }
    }

    /// Begins at the next start; returns whether there was one.
    fn next_start(&mut self) -> bool {
        let [share, of] = self.spec.share;
        let skipped = if self.begun == 0 { share } else { of - 1 };
        let Some([column, row]) = self.order.nth(skipped as usize) else { return false };
        self.begun += 1;
        let cell = (row * self.spec.grid.size[0] + column) as usize;
        let tag = (cell, self.order.stride());
        let (outcome, valley) = match self.start(column, row) {
            None => (Some(Outcome::Outside), None),
            Some(at) => {
                let walk = self.walker.start(at);
                let ended = self.fleet.enter(&self.walker, tag, walk);
                ended.map_or((None, None), |walk| (walk.end, walk.valley))
            }
        };
        if let Some(outcome) = outcome {
            if let Some(visit) = self.visits.get_mut(cell) {
                *visit = valley;
            }
            self.results[cell] = outcome.code();
            self.visited += 1;
        }
        true
    }

    /// The start of a cell in the chart of the run, if it lies in that of the grid.
    fn start(&self, column: u32, row: u32) -> Option<Point> {
        let start = self.spec.grid.start(column, row);
        let is_seen = self.same || self.seen.contains(start);
        is_seen.then(|| convert(&self.seen, &self.walker.model, start, self.same))
    }

    /// The outcome of each start, row by row from `y0` up: the number of steps
    /// to the goal, or a negative code (see [`Outcome::code`]).
    pub fn results(&self) -> &[i32] {
        &self.results
    }

    /// For each start the number of the local minimum that its run has come to, in the order of
    /// [`crate::model::Loss::optima`] in the run's chart, or −1. A run is at the minimum whose distribution is nearest
    /// to its own, if its loss is no farther above that minimum's than the goal is above the lowest.
    pub fn minima(&self) -> Vec<i32> {
        if self.visits.is_empty() {
            let reached = |&code: &i32| if code >= 0 { 0 } else { -1 };
            return self.results.iter().map(reached).collect();
        }
        let number = |visit: &Option<Visit>| visit.map_or(-1, |visit| visit.minimum as i32);
        self.visits.iter().map(number).collect()
    }

    /// For each start after how many steps its run came to that minimum, to stay; −1 where it came to none.
    pub fn arrivals(&self) -> Vec<i32> {
        if self.visits.is_empty() {
            return self.results.iter().map(|&code| code.max(-1)).collect();
        }
        let steps = |visit: &Option<Visit>| visit.map_or(-1, |visit| visit.steps as i32);
        self.visits.iter().map(steps).collect()
    }

    /// The spacing at which the map is complete: all starts of this share whose
    /// column and row are multiples of it are done. It is 0 before the first start
    /// is done, then a power of two, and 1 at the end.
    pub fn stride(&self) -> u32 {
        if self.visited == self.total {
            return 1;
        }
        let running = self.fleet.tags().map(|(_, stride)| stride);
        let coarsest = running.fold(self.order.stride(), u32::max);
        // The first start of the coarsest spacing belongs to every coarser one as well.
        if self.visited == 0 || self.fleet.tags().any(|(cell, _)| cell == 0) {
            0
        } else {
            2 * coarsest
        }
    }

    /// The results, with pending ones replaced by the result of the nearest coarser
    /// start, below and to the left, that is done. So there is a picture of the
    /// whole window at any time.
    pub fn picture(&self) -> Vec<i32> {
        let pending = Outcome::Pending.code();
        let [columns, rows] = self.spec.grid.size.map(|side| side as usize);
        let levels = columns.max(rows).next_power_of_two().ilog2();
        let shown = |cell: usize| {
            let (column, row) = (cell % columns, cell / columns);
            let coarser = |level: u32| {
                let mask = !0 << level;
                self.results[(row & mask) * columns + (column & mask)]
            };
            (0..=levels).map(coarser).find(|&code| code != pending).unwrap_or(pending)
        };
        (0..self.results.len()).map(shown).collect()
    }
}

impl GridSpec {
    /// The start of a cell: its centre, so that no start lies on the window's edge.
    pub fn start(&self, column: u32, row: u32) -> Point {
        let [x0, x1, y0, y1] = self.window;
        let along = |from: f64, to: f64, k: u32, of: u32| {
            from + (to - from) * ((f64::from(k) + 0.5) / f64::from(of))
        };
        Point(along(x0, x1, column, self.size[0]), along(y0, y1, row, self.size[1]))
    }
}
