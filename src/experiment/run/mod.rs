//! One run: a rule that steps in one chart, and the columns measured along it.

mod measured;
mod places;
mod series;
mod steps;

use std::sync::{Arc, Mutex, PoisonError};

use self::series::Columns;
use super::{Status, StepCoordinates};
use crate::abreast::Stepper;
use crate::batch::Batch;
use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::{Point, Tangent};
use crate::model::prelude::*;
use crate::specification::RunSpec;
use crate::step::{Memory, Rule, Site, Watch};

/// `point` of one chart in another; unchanged, to the last bit, if they are the same.
pub(crate) fn convert(from: &Charted, to: &Charted, point: Point, same: bool) -> Point {
    if same { point } else { to.chart().from_own(from.chart().to_own(point)) }
}

/// One run: a rule in a chart, with its points.
pub struct Run {
    model: Charted,
    rule: Box<dyn Rule>,
    points: Vec<Point>,
    /// The points in the model's own coordinates, for a run that keeps more digits than its chart can hold. A
    /// rule that knows no chart steps in own coordinates, so that its run is the same in all charts; an
    /// affine rule steps in relatives of its chart. The chart only shows such a run. Empty for other runs.
    own: Vec<Point>,
    /// The differences of its steps in own coordinates.
    own_taken: Vec<Tangent>,
    coordinates: StepCoordinates,
    /// For every step: its difference, which the points contain only rounded, and its halvings.
    taken: Vec<(Tangent, u32)>,
    columns: Mutex<Columns>,
    /// The memory of the rule at each step, including the gradient at its start; empty
    /// for a rule without memory.
    memories: Vec<Memory>,
    keeps_state: bool,
    watch: Watch,
    /// Takes ordinary steps, where there is such a form of the rule and the model.
    pub(in crate::experiment) stepper: Option<Stepper>,
    pub(in crate::experiment) batch: Option<Batch>,
    status: Status,
}

impl Run {
    /// A run that has no start yet; see [`Run::start_at`].
    pub(in crate::experiment) fn new(model: Charted, spec: &RunSpec) -> Self {
        let rule = spec.rule.build();
        let is_whole = spec.batch.is_none();
        let coordinates = match spec.batch {
            Some(_) => StepCoordinates::Chart,
            None => StepCoordinates::of(rule.as_ref(), spec.rule.rule.invariance, &model),
        };
        Self {
            stepper: (is_whole && cfg!(feature = "long-work"))
                .then(|| Stepper::alone(&model, rule.as_ref()))
                .flatten(),
            model,
            rule,
            points: Vec::new(),
            own: Vec::new(),
            own_taken: Vec::new(),
            coordinates,
            taken: Vec::new(),
            columns: Mutex::default(),
            memories: Vec::new(),
            keeps_state: spec.rule.rule.keeps_state,
            watch: Watch::default(),
            batch: spec.batch,
            status: Status::Running,
        }
    }

    /// Its status.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Steps taken so far.
    pub fn steps(&self) -> u64 {
        self.points.len() as u64 - 1
    }

    /// Its points in its own chart, start included.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The differences and halvings of its steps, and what its rule remembered at them.
    #[cfg(test)]
    pub(in crate::experiment) fn record_of_steps(&self) -> (&[(Tangent, u32)], &[Memory]) {
        (&self.taken, &self.memories)
    }

    /// The model in the chart it steps in.
    pub fn model(&self) -> &Charted {
        &self.model
    }

    /// A point, which exists, with the model in whose coordinates the run computes.
    fn computed(&self, index: usize) -> (&dyn Model, Point) {
        match (self.model.beneath(), self.own.get(index)) {
            (Some(model), Some(&own)) => (model, own),
            _ => (&self.model, self.points[index]),
        }
    }

    /// A point, which exists, in the model's own coordinates.
    pub(in crate::experiment) fn own(&self, index: usize) -> Point {
        let known = self.own.get(index).copied();
        known.unwrap_or_else(|| self.model.own(self.points[index]))
    }

    /// A point, which exists, in the coordinates of another chart.
    /// A pair of NaN where that chart has no name for the distribution.
    pub(in crate::experiment) fn seen(&self, index: usize, target: &Charted, same: bool) -> Point {
        let point = self.named(index, target, same);
        if point.is_finite() { point } else { Point(f64::NAN, f64::NAN) }
    }

    fn named(&self, index: usize, target: &Charted, same: bool) -> Point {
        match self.own.get(index) {
            Some(&own) if !same => {
                let there = target.chart().from_own(own);
                let nearest = || target.nearest(own).unwrap_or(there);
                if target.contains(there) { there } else { nearest() }
            }
            _ => convert(&self.model, target, self.points[index], same),
        }
    }

    /// Its current point.
    fn last(&self) -> Point {
        self.points[self.points.len() - 1]
    }

    pub(in crate::experiment) fn point(&self, index: usize) -> Result<Point, Invalid> {
        let allowed = || format!("a whole number from 0 to {}", self.steps());
        self.points.get(index).copied().ok_or_else(|| Invalid::new("index", index, allowed()))
    }

    /// The batch of the step that leaves the point `index`, which exists.
    fn drawn(&self, index: usize) -> Option<Arc<dyn Model>> {
        self.batch?.draw(&self.model, self.points[index], index as u64)
    }

    /// The site of that step; `drawn` is its batch, if it has one.
    fn site<'m>(&'m self, index: usize, drawn: Option<&'m dyn Model>) -> Site<'m> {
        let (at, count) = (self.points[index], index as u64 + 1);
        match drawn {
            None => Site::new(&self.model, at, count),
            Some(sample) => Site::on_sample(&self.model, sample, at, count),
        }
    }

    /// The memory of the rule before the step that leaves the point `index`.
    fn memory_before(&self, index: usize) -> Memory {
        let earlier = index.checked_sub(1).and_then(|index| self.memories.get(index));
        earlier.copied().unwrap_or_default()
    }

    /// Goes back to a start, which is given in the chart and in the model's own coordinates.
    pub(in crate::experiment) fn start_at(&mut self, start: Point, own: Point) {
        self.own.clear();
        self.own.extend((self.coordinates != StepCoordinates::Chart).then_some(own));
        self.own_taken.clear();
        self.points.clear();
        self.points.push(start);
        self.taken.clear();
        self.memories.clear();
        self.columns.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        self.watch = Watch::default();
        self.status = Status::Running;
    }

    /// Goes back to its start.
    pub(in crate::experiment) fn reset(&mut self) {
        self.start_at(self.points[0], self.own(0));
    }
}
