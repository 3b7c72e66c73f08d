//! One run: a rule that steps in one chart, and the columns measured along it.

use std::sync::{Arc, Mutex, PoisonError};

use super::Status;
use crate::batch::Batch;
use crate::catalog::{SERIES, Series};
use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::{Point, Segment, Symmetric, Tangent};
use crate::model::Direction;
use crate::model::prelude::*;
use crate::specification::RunSpec;
use crate::step::{Memory, Rule, Site, Stop, Taken, Watch};

/// `point` of one chart in another; unchanged, to the last bit, if they are the same.
pub(crate) fn convert(from: &Charted, to: &Charted, point: Point, same: bool) -> Point {
    if same { point } else { to.chart().from_own(from.chart().to_own(point)) }
}

/// The entries of each series that have been computed so far.
type Columns = [Vec<f64>; SERIES.len()];

/// One run: a rule in a chart, with its points.
pub struct Run {
    model: Charted,
    rule: Box<dyn Rule>,
    points: Vec<Point>,
    /// For every step: its difference, which the points contain only rounded, and its halvings.
    taken: Vec<(Tangent, u32)>,
    columns: Mutex<Columns>,
    /// The memory of the rule at each step, including the gradient at its start; empty
    /// for a rule without memory.
    memories: Vec<Memory>,
    keeps_state: bool,
    watch: Watch,
    pub(super) batch: Option<Batch>,
    status: Status,
}

impl Run {
    /// A run that has no start yet; see [`Run::start_at`].
    pub(super) fn new(model: Charted, spec: &RunSpec) -> Self {
        Self {
            model,
            rule: spec.rule.build(),
            points: Vec::new(),
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

    /// The model in the chart it steps in.
    pub fn model(&self) -> &Charted {
        &self.model
    }

    /// One number for each point. Series are computed when they are first read, from
    /// the steps, and then kept.
    pub fn series(&self, series: Series) -> Vec<f64> {
        // After a panic elsewhere the column may be shorter, but it is still correct.
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        let column = &mut columns[series as usize];
        while column.len() < self.points.len() {
            let entry = self.entry(series, column.len(), column.last().copied().unwrap_or(0.0));
            column.push(entry);
        }
        column.clone()
    }

    /// Entry `index` of a series, whose entry before it is `last`.
    fn entry(&self, series: Series, index: usize, last: f64) -> f64 {
        let to = self.points[index];
        let Some(step) = index.checked_sub(1) else {
            return if series == Series::Loss { self.model.loss(to) } else { 0.0 };
        };
        let (difference, halvings) = self.taken[step];
        let segment = Segment { from: self.points[step], to, difference };
        match series {
            Series::Loss => self.model.loss(to),
            Series::Kl => self.model.kl(&segment, Direction::OldNew),
            Series::KlReverse => self.model.kl(&segment, Direction::NewOld),
            Series::FisherLength => last + self.model.length(&segment),
            Series::EuclideanLength => last + difference.length(),
            Series::Halvings => f64::from(halvings),
        }
    }

    /// Its current point.
    fn last(&self) -> Point {
        self.points[self.points.len() - 1]
    }

    pub(super) fn point(&self, index: usize) -> Result<Point, Invalid> {
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

    /// See [`Experiment::metric`].
    pub(super) fn metric(&self, index: usize) -> Option<Symmetric> {
        let drawn = self.drawn(index);
        let site = self.site(index, drawn.as_deref());
        let memory = self.rule.remember(&site, &self.memory_before(index));
        let form = self.rule.metric(&site, &memory).ok()?;
        form.0.iter().all(|entry| entry.is_finite()).then_some(form)
    }

    /// See [`Experiment::ball`]; empty where there is none.
    pub(super) fn ball_of_step(
        &self,
        index: usize,
        center: Point,
        count: usize,
    ) -> Vec<Option<Point>> {
        let drawn = self.drawn(index);
        let site = self.site(index, drawn.as_deref());
        let memory = self.rule.remember(&site, &self.memory_before(index));
        let Ok(measure) = self.rule.measure(&site, &memory) else { return Vec::new() };
        let taken = || {
            let to = *self.points.get(index + 1)?;
            Some(measure.size(&self.model, &Segment::between(center, to)))
        };
        let radius = self.rule.radius().or_else(taken).filter(|radius| *radius > 0.0);
        let boundary = radius.map(|radius| measure.boundary(&self.model, center, radius, count));
        boundary.and_then(Result::ok).unwrap_or_default()
    }

    pub(super) fn start_at(&mut self, start: Point) {
        self.points.clear();
        self.points.push(start);
        self.taken.clear();
        self.memories.clear();
        *self.columns.get_mut().unwrap_or_else(PoisonError::into_inner) = Columns::default();
        self.watch = Watch::default();
        self.status = Status::Running;
    }

    pub(super) fn advance(&mut self, count: u64) {
        for _ in 0..count {
            if self.status != Status::Running {
                return;
            }
            if self.batch.is_some_and(|batch| batch.has_collapsed(&self.model, self.last())) {
                self.status = Status::Collapsed;
                return;
            }
            match self.next() {
                Ok(Some((taken, memory))) => self.record(taken, memory),
                Ok(None) => self.status = Status::Converged,
                Err(stop) => self.status = Status::Stopped(stop),
            }
        }
    }

    /// See [`Watch::next`].
    fn next(&mut self) -> Result<Option<(Taken, Memory)>, Stop> {
        let index = self.points.len() - 1;
        let drawn = self.drawn(index);
        let site = self.site(index, drawn.as_deref());
        let mut watch = self.watch;
        let next = watch.next(self.rule.as_ref(), &site, self.memory_before(index));
        drop(drawn);
        self.watch = watch;
        next
    }

    fn record(&mut self, taken: Taken, memory: Memory) {
        self.points.push(taken.segment.to);
        self.taken.push((taken.segment.difference, taken.halvings));
        if self.keeps_state {
            self.memories.push(memory);
        }
    }
}
