//! Experiments: several runs from one start, each with a rule in a chart, and their series.

mod coordinates;
mod run;
#[cfg(test)]
mod tests;

pub(crate) use coordinates::StepCoordinates;
pub use run::Run;
pub(crate) use run::convert;

use std::sync::Arc;

use crate::ball::{self, Precision};
use crate::batch::Batch;
use crate::catalog::{SERIES, called};
use crate::error::{Invalid, quoted_point};
use crate::geometry::{Point, Segment, Symmetric};
use crate::model::prelude::*;
use crate::specification::{ExperimentSpec, StartSpec, most_steps};
#[cfg(doc)]
use crate::step::Rule;
use crate::step::Stop;

/// The status of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can go on.
    Running,
    /// It is at rest, at a minimum of the loss, on a saddle, or on a plateau: its gradient
    /// and its velocity, if it has one, are zero up to rounding. Or its
    /// step does not move it: the step is too short to change the point, or a line
    /// search refuses every length. A run on batches never converges, because its
    /// next batch may move it.
    Converged,
    /// The loss has no minimum, and the run has followed it to where numbers end: labels
    /// that can be told apart without error, or a class that was never seen.
    Unbounded,
    /// Its batches cannot be expected to hold any information; see
    /// [`COLLAPSED`](crate::batch::COLLAPSED).
    Collapsed,
    /// Its rule found no step, for this reason.
    Stopped(Stop),
}

impl Status {
    /// The public name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Converged => "converged",
            Self::Unbounded => "unbounded",
            Self::Collapsed => "collapsed",
            Self::Stopped(stop) => stop.name(),
        }
    }
}

impl Stop {
    /// The public name.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftDomain => "left-domain",
            Self::Singular => "singular",
            Self::IllPosed => "ill-posed",
        }
    }
}

/// Several runs on one model.
pub struct Experiment {
    spec: ExperimentSpec,
    model: Arc<dyn Model>,
    runs: Vec<Run>,
}

impl Experiment {
    /// Builds the experiment of a specification, with every run at its start.
    ///
    /// # Errors
    /// [`Invalid`] where the data are unusable, the start lies outside the
    /// domain, or another run's chart does not reach it.
    pub fn new(spec: ExperimentSpec) -> Result<Self, Invalid> {
        let model = spec.model.build()?;
        Self::on(model, spec)
    }

    /// The same on the model of the specification, which has been built before.
    ///
    /// # Errors
    /// [`Invalid`] where the start lies outside the domain, or another run's chart does not reach it.
    pub fn on(model: Arc<dyn Model>, spec: ExperimentSpec) -> Result<Self, Invalid> {
        let mut runs = Vec::with_capacity(spec.runs.len());
        for (k, run) in spec.runs.iter().enumerate() {
            let chart = spec.model.model.chart(run.chart, &format!("runs[{k}].chart"))?;
            runs.push(Run::new(chart.over(&model), run));
        }
        let StartSpec { at, chart } = spec.start;
        let mut made = Self { spec, model, runs };
        made.start_at(at, chart)?;
        Ok(made)
    }

    /// Moves the start, which may be given in any chart, and takes every run back to
    /// it. The result equals an experiment that was built with this start.
    ///
    /// # Errors
    /// [`Invalid`], and every run stays as it was, where there is no such chart,
    /// `at` lies outside the domain, or another run's chart does not reach it.
    pub fn start_at(&mut self, at: [f64; 2], chart: &str) -> Result<(), Invalid> {
        let chart = self.spec.model.model.chart(chart, "start.chart")?;
        let start = Point::from(at);
        let seen = chart.over(&self.model);
        if !seen.holds(start) {
            let value = quoted_point(at);
            return Err(Invalid::new("start.at", value, chart.allowed(&seen, start)));
        }
        let mut starts = Vec::with_capacity(self.runs.len());
        for (k, (run, spec)) in self.runs.iter().zip(&self.spec.runs).enumerate() {
            let own = convert(&seen, run.model(), start, chart.name == spec.chart);
            if !run.model().contains(own) {
                let value = format!("{} in {}", quoted_point(at), chart.name);
                let domain = self.spec.model.model.chart(spec.chart, "chart")?.domain;
                let allowed = format_args!(
                    "a point that {} can hold in double precision: {domain}",
                    spec.chart
                );
                return Err(Invalid::new("start.at", value, allowed));
            }
            if let Some(batch) = run.batch
                && batch.draw(run.model(), own, 0).is_none()
            {
                let value = format_args!("a batch of {}", batch.size);
                let field = format_args!("runs[{k}].batch");
                return Err(Invalid::new(field, value, "none: this model has nothing to draw"));
            }
            starts.push((own, seen.own(start)));
        }
        for (run, (start, own)) in self.runs.iter_mut().zip(starts) {
            run.start_at(start, own);
        }
        self.spec.start = StartSpec { chart: chart.name, at };
        Ok(())
    }

    /// Its specification, with defaults filled in.
    pub fn spec(&self) -> &ExperimentSpec {
        &self.spec
    }

    /// The model, in its own coordinates.
    pub fn model(&self) -> &Arc<dyn Model> {
        &self.model
    }

    /// The runs, in the order of the specification.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run of this number.
    ///
    /// # Errors
    /// [`Invalid`] says how many there are.
    pub fn run(&self, index: usize) -> Result<&Run, Invalid> {
        let allowed = || format!("a whole number from 0 to {}", self.runs.len() - 1);
        self.runs.get(index).ok_or_else(|| Invalid::new("run", index, allowed()))
    }

    /// Takes up to `count` steps in every run that has not stopped. A run
    /// keeps 40 bytes a step, 72 if its rule keeps state, 8 more for each
    /// series that was asked for, and 32 more once a loss, a divergence or a Fisher length was; it holds
    /// at most a million steps, one of a hundred runs 40 000: see [`most_steps`].
    ///
    /// # Errors
    /// [`Invalid`], and no step, where a run would grow beyond that.
    pub fn advance(&mut self, count: u64) -> Result<(), Invalid> {
        let longest = self.runs.iter().map(Run::steps).max().unwrap_or(0);
        let left = most_steps(self.runs.len()) - longest;
        if count > left {
            let allowed =
                format_args!("at most {left} more steps of each of {} runs", self.runs.len());
            return Err(Invalid::new("count", count, allowed));
        }
        for run in &mut self.runs {
            run.advance(count);
        }
        Ok(())
    }

    /// Fisher–Rao distance between two runs, or where that has no closed form
    /// what [`Geodesics::length`](crate::model::Geodesics::length) puts in its place, each at its point of this
    /// index or, where it has stopped before, at its last.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run.
    pub fn distance_between(&self, run: usize, other: usize, index: usize) -> Result<f64, Invalid> {
        let own = |run: &Run| run.own(index.min(run.points().len() - 1));
        let (from, to) = (own(self.run(run)?), own(self.run(other)?));
        Ok(self.model.length(&Segment::between(from, to)))
    }

    /// Takes every run back to the start.
    pub fn reset(&mut self) {
        for run in &mut self.runs {
            run.reset();
        }
    }

    /// Takes a run on batches, which exists, back to the start and gives it
    /// another seed.
    pub(crate) fn reseed(&mut self, run: usize, seed: u64) {
        let run = &mut self.runs[run];
        run.batch = run.batch.map(|batch| Batch { seed, ..batch });
        run.reset();
    }

    /// The points of a run, start included, in the coordinates of any chart: a pair of NaN where
    /// that chart has no name for a point, as `boundary` has none for a slope of zero.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run or chart.
    pub fn trajectory(&self, run: usize, chart: &str) -> Result<Vec<Point>, Invalid> {
        let target = self.spec.model.model.chart(chart, "chart")?;
        let same = self.spec.runs.get(run).is_some_and(|spec| spec.chart == target.name);
        let target = target.over(&self.model);
        let run = self.run(run)?;
        Ok((0..run.points().len()).map(|index| run.seen(index, &target, same)).collect())
    }

    /// The same of every run.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn trajectories(&self, chart: &str) -> Result<Vec<Vec<Point>>, Invalid> {
        (0..self.runs.len()).map(|run| self.trajectory(run, chart)).collect()
    }

    /// A column of numbers along a run, by its public name; see [`SERIES`].
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run or series.
    pub fn series(&self, run: usize, name: &str) -> Result<Vec<f64>, Invalid> {
        self.read_series(run, name, <[f64]>::to_vec)
    }

    /// What `read` makes of that column.
    pub(crate) fn read_series<T>(
        &self,
        run: usize,
        name: &str,
        read: impl FnOnce(&[f64]) -> T,
    ) -> Result<T, Invalid> {
        let entry = called(name, "name", SERIES)?;
        Ok(self.run(run)?.read_series(entry.series, read))
    }
}

impl Experiment {
    /// The matrix by which a run's rule measures the step from its point
    /// `index`, in the run's chart: the identity, a Fisher matrix with its
    /// damping, the Hessian, or the diagonal that the rule has accumulated,
    /// the gradient at that point included. See [`Rule::metric`].
    ///
    /// `None` where there is no such matrix, or where it overflows.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run or point.
    pub fn metric(&self, run: usize, index: usize) -> Result<Option<Symmetric>, Invalid> {
        let run = self.run(run)?;
        run.point(index)?;
        Ok(run.metric(index))
    }

    /// The boundary of the ball that step `index` of a run obeyed, in
    /// the coordinates of any chart: `count` points, `None` where the chart
    /// does not reach or the ball is open.
    ///
    /// A rule with a radius says what it measures its steps by ([`Rule::measure`]),
    /// and this is the ball that no step of it leaves: `KL ≤ r`, or `½ ΔᵀFΔ ≤ r`,
    /// or `|Δ| ≤ r`. A rule with a rate has no such ball. For it this is the
    /// smallest ball, by its own measure, that holds the step it took: what the
    /// step cost, drawn in every direction. There is none where it took no step,
    /// or where the matrix that it measures by is not positive definite.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run, point or chart.
    pub fn ball(
        &self,
        run: usize,
        index: usize,
        count: usize,
        chart: &str,
        precision: Precision,
    ) -> Result<Vec<Option<Point>>, Invalid> {
        let target = self.spec.model.model.chart(chart, "chart")?;
        let (run, spec) = (self.run(run)?, &self.spec.runs[run]);
        let center = run.point(index)?;
        let boundary = run.ball_of_step(index, center, count, precision);
        let (same, target) = (spec.chart == target.name, target.over(&self.model));
        let shown = |point: Point| {
            let inside = same || run.model().contains(point);
            inside.then(|| convert(run.model(), &target, point, same)).filter(|p| p.is_finite())
        };
        let points = boundary.into_iter().map(|point| point.and_then(shown)).collect();
        Ok(ball::broken(points, |from, to| target.connects(from, to)))
    }
}
