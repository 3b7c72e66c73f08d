//! One run: a rule that steps in one chart, and the columns measured along it.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Ground, Status};
use crate::abreast::{Stand, Stepper};
use crate::batch::Batch;
use crate::catalog::{SERIES, Series};
use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::{Point, Segment, Symmetric, Tangent};
use crate::model::prelude::*;
use crate::specification::RunSpec;
use crate::step::{Memory, Rule, Site, Stop, Taken, Watch, has_no_best_fit, has_nothing_to_gain};

/// `point` of one chart in another; unchanged, to the last bit, if they are the same.
pub(crate) fn convert(from: &Charted, to: &Charted, point: Point, same: bool) -> Point {
    if same { point } else { to.chart().from_own(from.chart().to_own(point)) }
}

/// A step in the model's own coordinates as a chart shows it; `None` where the chart cannot
/// hold its end, not even to a rounding.
pub(crate) fn shown(model: &Charted, from: Point, own: &Segment) -> Option<Segment> {
    let nearest = || model.nearest(own.to).map(|to| Segment::between(from, to));
    model.seen_from(from, own).or_else(nearest)
}

/// Most ordinary steps that are taken at once.
const PORTION: u64 = 4096;

/// The entries of each series that have been computed so far.
type Columns = [Vec<f64>; SERIES.len()];

/// One run: a rule in a chart, with its points.
pub struct Run {
    model: Charted,
    rule: Box<dyn Rule>,
    points: Vec<Point>,
    /// The points in the model's own coordinates, where the run keeps what its chart cannot hold: if its
    /// rule knows no chart, it steps there, so that it is one run in all charts, and if its rule is
    /// affine, in relatives of its chart. The chart only shows it. Empty for other runs.
    own: Vec<Point>,
    /// The differences of its steps there.
    own_taken: Vec<Tangent>,
    ground: Ground,
    /// For every step: its difference, which the points contain only rounded, and its halvings.
    taken: Vec<(Tangent, u32)>,
    columns: Mutex<Columns>,
    /// The memory of the rule at each step, including the gradient at its start; empty
    /// for a rule without memory.
    memories: Vec<Memory>,
    keeps_state: bool,
    watch: Watch,
    /// Takes ordinary steps, where there is such a form of the rule and the model.
    pub(super) stepper: Option<Stepper>,
    pub(super) batch: Option<Batch>,
    status: Status,
}

impl Run {
    /// A run that has no start yet; see [`Run::start_at`].
    pub(super) fn new(model: Charted, spec: &RunSpec) -> Self {
        let rule = spec.rule.build();
        let is_whole = spec.batch.is_none();
        let ground = match spec.batch {
            Some(_) => Ground::Chart,
            None => Ground::of(rule.as_ref(), spec.rule.rule.invariance, &model),
        };
        Self {
            stepper: is_whole.then(|| Stepper::alone(&model, rule.as_ref())).flatten(),
            model,
            rule,
            points: Vec::new(),
            own: Vec::new(),
            own_taken: Vec::new(),
            ground,
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
    pub(super) fn record_of_steps(&self) -> (&[(Tangent, u32)], &[Memory]) {
        (&self.taken, &self.memories)
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
        while columns[series as usize].len() < self.points.len() {
            self.extend(&mut columns, series);
        }
        columns[series as usize].clone()
    }

    /// The step that ends at a point, which exists, with the model in whose coordinates it was
    /// computed; `None` for the start.
    fn step_to(&self, index: usize) -> Option<(&dyn Model, Segment)> {
        let before = index.checked_sub(1)?;
        let (model, to) = self.computed(index);
        let from = self.computed(before).1;
        let difference = self.own_taken.get(before).copied().unwrap_or(self.taken[before].0);
        Some((model, Segment { from, to, difference }))
    }

    /// Adds the next entry of a series. Both divergences of a step are added at once: found together,
    /// they take less time.
    fn extend(&self, columns: &mut Columns, series: Series) {
        let column = &columns[series as usize];
        let (index, last) = (column.len(), column.last().copied().unwrap_or(0.0));
        let entry = match (series, self.step_to(index)) {
            (Series::Loss, _) => self.loss(index),
            (Series::Kl | Series::KlReverse, step) => {
                let both = step.map(|(model, step)| model.kl_both_ways(&step));
                let [there, back] = both.unwrap_or_default();
                columns[Series::Kl as usize].push(there);
                columns[Series::KlReverse as usize].push(back);
                return;
            }
            (_, None) => 0.0,
            (Series::FisherLength, Some((model, step))) => last + model.length(&step),
            (Series::EuclideanLength, Some(_)) => last + self.taken[index - 1].0.length(),
            (Series::Halvings, Some(_)) => f64::from(self.taken[index - 1].1),
        };
        columns[series as usize].push(entry);
    }

    /// The loss at a point, which exists: that of the coordinates shown, unless the chart
    /// has too few digits there.
    fn loss(&self, index: usize) -> f64 {
        /// Relative to the loss, or to a nat if that is more.
        const ROUNDING: f64 = 1e-12;
        if self.own.is_empty() {
            return self.model.loss(self.points[index]);
        }
        let (model, own) = self.computed(index);
        let [exact, shown] = [model.loss(own), self.model.loss(self.points[index])];
        let is_close = (shown - exact).abs() <= ROUNDING * exact.abs().max(1.0);
        if is_close { shown } else { exact }
    }

    /// A point, which exists, with the model in whose coordinates the run computes.
    fn computed(&self, index: usize) -> (&dyn Model, Point) {
        match (self.model.beneath(), self.own.get(index)) {
            (Some(model), Some(&own)) => (model, own),
            _ => (&self.model, self.points[index]),
        }
    }

    /// A point, which exists, in the model's own coordinates.
    pub(super) fn own(&self, index: usize) -> Point {
        let known = self.own.get(index).copied();
        known.unwrap_or_else(|| self.model.own(self.points[index]))
    }

    /// A point, which exists, in the coordinates of another chart.
    /// A pair of NaN where that chart has no name for the distribution.
    pub(super) fn seen(&self, index: usize, target: &Charted, same: bool) -> Point {
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

    /// Goes back to a start, which is given in the chart and in the model's own coordinates.
    pub(super) fn start_at(&mut self, start: Point, own: Point) {
        self.own.clear();
        self.own.extend((self.ground != Ground::Chart).then_some(own));
        self.own_taken.clear();
        self.points.clear();
        self.points.push(start);
        self.taken.clear();
        self.memories.clear();
        *self.columns.get_mut().unwrap_or_else(PoisonError::into_inner) = Columns::default();
        self.watch = Watch::default();
        self.status = Status::Running;
    }

    /// Goes back to its start.
    pub(super) fn reset(&mut self) {
        self.start_at(self.points[0], self.own(0));
    }

    pub(super) fn advance(&mut self, count: u64) {
        let mut left = count;
        while left > 0 && self.status == Status::Running {
            let most = left.min(PORTION);
            let taken = self.advance_ordinarily(most);
            left -= taken;
            if taken == most {
                continue;
            }
            left -= 1;
            if self.batch.is_some_and(|batch| batch.has_collapsed(&self.model, self.last())) {
                self.status = Status::Collapsed;
                return;
            }
            match self.next() {
                Ok(Some((taken, memory))) => self.record(taken, memory),
                Ok(None) => self.status = self.rested(),
                Err(stop) => self.status = self.stopped(stop),
            }
        }
    }

    /// Takes ordinary steps, up to the first that is none; returns how many.
    fn advance_ordinarily(&mut self, count: u64) -> u64 {
        let steps = self.steps();
        let (at, memory) = (self.last(), self.memory_before(steps as usize));
        let stand = Stand { at, memory, taken: steps as u32 };
        let (Some(stepper), Some(model)) = (&mut self.stepper, self.model.beneath()) else {
            return 0;
        };
        stepper.reach(steps + count);
        let mut pair = stepper.twice(model, stand);
        for taken in 0..count {
            let Some(step) = stepper.step_alone(model, &mut pair) else { return taken };
            let Stand { at, memory, .. } = pair.stand(0);
            self.points.push(at);
            self.taken.push(step);
            if self.keeps_state {
                self.memories.push(memory);
            }
        }
        count
    }

    /// The status of a run that has no step left to take.
    fn rested(&self) -> Status {
        if has_no_best_fit(&self.model) && (self.has_fallen() || self.is_at_the_end()) {
            return Status::Unbounded;
        }
        Status::Converged
    }

    /// Whether the loss is lower than at the start.
    fn has_fallen(&self) -> bool {
        let [(model, first), (_, last)] = [0, self.points.len() - 1].map(|k| self.computed(k));
        model.loss(last) < model.loss(first)
    }

    /// Whether nothing is left to gain in double precision.
    fn is_at_the_end(&self) -> bool {
        let index = self.points.len() - 1;
        let (model, at) = self.computed(index);
        has_nothing_to_gain(&Site::new(model, at, index as u64 + 1))
    }

    /// The status of a run whose rule found no step.
    fn stopped(&self, stop: Stop) -> Status {
        let ends = matches!(stop, Stop::Singular | Stop::IllPosed) && self.batch.is_none();
        if ends && has_no_best_fit(&self.model) && self.has_fallen() {
            return Status::Unbounded;
        }
        Status::Stopped(stop)
    }

    /// The next step of a run that keeps more than its chart holds, as the chart shows it. `None`
    /// where the chart cannot hold its end, not even to a rounding.
    fn next_of_own(&mut self) -> Option<Result<Option<(Taken, Memory)>, Stop>> {
        let (own, last) = (*self.own.last()?, self.last());
        let count = self.own.len() as u64;
        let place = self.ground.place(&self.model, own)?;
        let site = Site::new(place.model(), place.at, count);
        let taken = match self.watch.next(self.rule.as_ref(), &site, Memory::default()) {
            Ok(Some((taken, _))) => taken,
            other => return Some(other),
        };
        let along = place.own_segment(own, &taken.segment);
        let segment = shown(&self.model, last, &along)?;
        self.own.push(along.to);
        self.own_taken.push(along.difference);
        Some(Ok(Some((Taken { segment, ..taken }, Memory::default()))))
    }

    /// See [`Watch::next`].
    fn next(&mut self) -> Result<Option<(Taken, Memory)>, Stop> {
        if let Some(next) = self.next_of_own() {
            return next;
        }
        let next = self.next_of_chart();
        if let (Ok(Some((taken, _))), true) = (&next, self.ground != Ground::Chart) {
            let own = self.model.chart().segment_to_own(&taken.segment);
            self.own.push(own.to);
            self.own_taken.push(own.difference);
        }
        next
    }

    /// The next step, taken in the coordinates of the chart.
    fn next_of_chart(&mut self) -> Result<Option<(Taken, Memory)>, Stop> {
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
