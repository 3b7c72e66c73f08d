//! Runs: rules that step from one start, each in its own chart, and what they did.

use std::sync::Arc;

use crate::ball::{self, BallKind};
use crate::catalog::Family;
use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::{Point, Segment};
use crate::model::{Direction, Model};
use crate::spec::{ExperimentSpec, MOST_STEPS, RuleSpec, Setting};
use crate::step::{Rule, Site, Stop, Taken, take};

/// Squared Fisher length of the natural gradient below which a run has
/// arrived: the loss it could still gain, half of that, drowns in rounding.
const CONVERGED: f64 = 1e-26;

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can go on.
    Running,
    /// Its gradient vanishes to rounding, or its step no longer moves it.
    Converged,
    /// Why its rule found no step.
    Stopped(Stop),
}

impl Status {
    /// The public name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Converged => "converged",
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

/// A column of numbers along a run; entry `k` belongs to its `k`-th point, and
/// what measures a step belongs to the point it led to (so entry 0 is 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The loss (nats).
    Loss,
    /// `KL(old ‖ new)` of the step (nats).
    Kl,
    /// `KL(new ‖ old)` of the step (nats).
    KlReverse,
    /// Fisher–Rao length of the path so far.
    FisherLength,
    /// Euclidean length of the path so far, in units of the run's chart.
    EuclideanLength,
    /// How often the step was halved to stay in the domain.
    Halvings,
}

impl Series {
    /// The public names.
    pub const NAMES: [(&'static str, Series); 6] = [
        ("loss", Series::Loss),
        ("kl", Series::Kl),
        ("kl-reverse", Series::KlReverse),
        ("fisher-length", Series::FisherLength),
        ("euclidean-length", Series::EuclideanLength),
        ("halvings", Series::Halvings),
    ];
}

/// Several runs on one model.
pub struct Experiment {
    spec: ExperimentSpec,
    model: Arc<dyn Model>,
    runs: Vec<Run>,
}

impl Experiment {
    /// Builds what `spec` describes, every run at its start.
    ///
    /// # Errors
    /// [`Invalid`] where the data are unusable, the start lies outside the
    /// domain, or another run's chart does not reach it.
    pub fn new(spec: ExperimentSpec) -> Result<Self, Invalid> {
        let model = spec.model.build()?;
        let entry = spec.model.model;
        let chart = entry.chart(spec.start.chart, "start.chart")?;
        let start = Point(spec.start.at);
        let seen = chart.over(&model);
        if !seen.contains(start) {
            let value = format!("[{}, {}]", start.0[0], start.0[1]);
            let allowed = format!("a point of the chart {}: {}", chart.name, chart.domain);
            return Err(Invalid::new("start.at", value, allowed));
        }
        let mut runs = Vec::with_capacity(spec.runs.len());
        for (k, run) in spec.runs.iter().enumerate() {
            let there = entry.chart(run.chart, &format!("runs[{k}].chart"))?;
            let charted = there.over(&model);
            let at = convert(&seen, &charted, start, chart.name == there.name);
            if !charted.contains(at) {
                let value = format!("[{}, {}] in {}", start.0[0], start.0[1], chart.name);
                let allowed = format!("a point that {} can hold in double precision", run.chart);
                return Err(Invalid::new("start.at", value, allowed));
            }
            runs.push(Run::new(charted, run.rule.build(), at));
        }
        Ok(Self { spec, model, runs })
    }

    /// What it was built from, defaults filled in.
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
    /// keeps 64 bytes a step and holds at most [`MOST_STEPS`] of them.
    ///
    /// # Errors
    /// [`Invalid`], and no step, where a run would grow beyond that.
    pub fn advance(&mut self, count: u64) -> Result<(), Invalid> {
        let longest = self.runs.iter().map(Run::steps).max().unwrap_or(0);
        if count > MOST_STEPS - longest {
            let allowed = format!("at most {} more steps", MOST_STEPS - longest);
            return Err(Invalid::new("count", count, allowed));
        }
        for run in &mut self.runs {
            run.advance(count);
        }
        Ok(())
    }

    /// Fisher–Rao distance between two runs, each at its point of this index
    /// or, where it has stopped before, at its last.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run.
    pub fn apart(&self, run: usize, other: usize, index: usize) -> Result<f64, Invalid> {
        let own = |run: &Run| run.model.chart().to_own(run.points[index.min(run.points.len() - 1)]);
        let (from, to) = (own(self.run(run)?), own(self.run(other)?));
        Ok(self.model.distance(&Segment::between(from, to)))
    }

    /// Takes every run back to the start.
    pub fn reset(&mut self) {
        for run in &mut self.runs {
            run.reset();
        }
    }

    /// The points of a run, start included, in the coordinates of any chart.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run or chart.
    pub fn trajectory(&self, run: usize, chart: &str) -> Result<Vec<Point>, Invalid> {
        let target = self.spec.model.model.chart(chart, "chart")?;
        let same = self.spec.runs.get(run).is_some_and(|spec| spec.chart == target.name);
        let target = target.over(&self.model);
        let run = self.run(run)?;
        Ok(run.points.iter().map(|&point| convert(&run.model, &target, point, same)).collect())
    }
}

impl Experiment {
    /// The boundary of the ball that step `index` of a run was measured by, in
    /// the coordinates of any chart: `count` points, `None` where the chart
    /// does not reach or the ball is open.
    ///
    /// Rules with a radius have that ball; the others the smallest one of
    /// their family that holds the step they took, or none where they took none.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such run, point or chart.
    pub fn ball(
        &self,
        run: usize,
        index: usize,
        count: usize,
        chart: &str,
    ) -> Result<Vec<Option<Point>>, Invalid> {
        let target = self.spec.model.model.chart(chart, "chart")?;
        let (run, spec) = (self.run(run)?, &self.spec.runs[run]);
        let allowed = || format!("a whole number from 0 to {}", run.steps());
        let center = run.points.get(index).copied();
        let center = center.ok_or_else(|| Invalid::new("index", index, allowed()))?;
        let Some((kind, radius)) = run.ball_of_step(index, center, &spec.rule) else {
            return Ok(Vec::new());
        };
        let boundary = ball::boundary(&run.model, kind, center, radius, count).unwrap_or_default();
        let (same, target) = (spec.chart == target.name, target.over(&self.model));
        let shown = |point: Point| {
            let inside = same || run.model.contains(point);
            inside.then(|| convert(&run.model, &target, point, same)).filter(|p| p.is_finite())
        };
        Ok(boundary.into_iter().map(|point| point.and_then(shown)).collect())
    }
}

/// `point` of one chart in another; itself, to the last bit, where they are the same.
fn convert(from: &Charted, to: &Charted, point: Point, same: bool) -> Point {
    if same { point } else { to.chart().from_own(from.chart().to_own(point)) }
}

/// One rule under way in one chart.
pub struct Run {
    model: Charted,
    rule: Box<dyn Rule>,
    points: Vec<Point>,
    columns: [Vec<f64>; Series::NAMES.len()],
    status: Status,
}

impl Run {
    fn new(model: Charted, rule: Box<dyn Rule>, start: Point) -> Self {
        let columns = Default::default();
        let mut run = Self { model, rule, points: vec![start], columns, status: Status::Running };
        run.reset();
        run
    }

    /// How it stands.
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

    /// One number for each point.
    pub fn series(&self, series: Series) -> &[f64] {
        &self.columns[series as usize]
    }

    /// The kind and radius of the ball of a step; see [`Experiment::ball`].
    fn ball_of_step(
        &self,
        index: usize,
        center: Point,
        spec: &RuleSpec,
    ) -> Option<(BallKind, f64)> {
        let segment = self.points.get(index + 1).map(|&to| Segment::between(center, to));
        let direction = spec.direction();
        let (kind, measured) = match spec.rule.family {
            Family::Euclidean => (BallKind::Euclidean, segment.map(|s| s.difference.length())),
            Family::Natural => (
                BallKind::Fisher,
                segment.map(|s| 0.5 * self.model.fisher(center).apply(s.difference, s.difference)),
            ),
            Family::Exact => {
                (BallKind::Kl(direction), segment.map(|s| self.model.kl(&s, direction)))
            }
        };
        let radius = match spec.get("radius") {
            Some(Setting::Number(radius)) => Some(radius),
            _ => measured,
        };
        radius.filter(|radius| *radius > 0.0).map(|radius| (kind, radius))
    }

    fn reset(&mut self) {
        self.points.truncate(1);
        self.columns.iter_mut().for_each(Vec::clear);
        let loss = self.model.loss(self.points[0]);
        self.push_columns([loss, 0.0, 0.0, 0.0, 0.0, 0.0]);
        self.status = Status::Running;
    }

    fn advance(&mut self, count: u64) {
        for _ in 0..count {
            if self.status != Status::Running {
                return;
            }
            match self.next() {
                Ok(Some(taken)) => self.record(taken),
                Ok(None) => self.status = Status::Converged,
                Err(stop) => self.status = Status::Stopped(stop),
            }
        }
    }

    /// The next step, or `None` where there is none left to take.
    fn next(&self) -> Result<Option<Taken>, Stop> {
        let at = self.points[self.points.len() - 1];
        let gradient = self.model.gradient(at);
        let gain = self.model.natural_gradient(at).map(|arrow| gradient.along(arrow));
        if gain.is_ok_and(|gain| gain <= CONVERGED) {
            return Ok(None);
        }
        let site = Site { model: &self.model, at, gradient, count: self.points.len() as u64 };
        let taken = take(self.rule.as_ref(), &site)?;
        Ok((taken.segment.to != at).then_some(taken))
    }

    fn record(&mut self, taken: Taken) {
        let Segment { to, difference, .. } = taken.segment;
        let last = |series: Series| *self.series(series).last().unwrap_or(&0.0);
        let fisher = last(Series::FisherLength) + self.model.distance(&taken.segment);
        let euclidean = last(Series::EuclideanLength) + difference.length();
        let kl = |direction| self.model.kl(&taken.segment, direction);
        let row = [
            self.model.loss(to),
            kl(Direction::OldNew),
            kl(Direction::NewOld),
            fisher,
            euclidean,
            f64::from(taken.halvings),
        ];
        self.push_columns(row);
        self.points.push(to);
    }

    fn push_columns(&mut self, row: [f64; Series::NAMES.len()]) {
        for (column, value) in self.columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
}
