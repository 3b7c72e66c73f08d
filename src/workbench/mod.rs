//! A model addressed by names and plain numbers, with every argument checked:
//! what the JavaScript class `Model` answers, for programs in Rust.
//!
//! - this file: models, charts and points
//! - `information.rs`: losses, matrices, divergences and scores at a point
//! - `many.rs`: the same questions about many points at once
//! - `places.rs`: the optimum, and starts worth showing
//! - `steps.rs`: one step of a rule; outlines of balls
//! - `samples.rs`: densities, draws and episodes
//! - `units.rs`: the same model in another unit of what is observed

mod information;
mod many;
mod places;
mod samples;
mod steps;
mod units;

pub use information::{Inspection, Scores};
pub use samples::MOST_DRAWS;
pub use steps::{MOST_POINTS, StepReport, ellipse};

use std::sync::Arc;

use crate::catalog::ChartEntry;
use crate::chart::Charted;
use crate::error::{Invalid, quoted_point};
use crate::experiment::Experiment;
use crate::geometry::{Point, Segment};
use crate::model::prelude::*;
use crate::specification::{ExperimentSpec, ModelSpec, Value};

/// A model with its specification.
#[derive(Clone)]
pub struct Workbench {
    spec: ModelSpec,
    model: Arc<dyn Model>,
}

impl Workbench {
    /// Builds the model of a specification.
    ///
    /// # Errors
    /// [`Invalid`] names the observation that the model cannot use.
    pub fn new(spec: ModelSpec) -> Result<Self, Invalid> {
        let model = spec.build()?;
        Ok(Self { spec, model })
    }

    /// An experiment on this model, which is not built again.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn experiment(&self, spec: Value) -> Result<Experiment, Invalid> {
        Experiment::on(Arc::clone(&self.model), ExperimentSpec::read_on(spec, &self.spec)?)
    }

    /// Its specification.
    pub fn spec(&self) -> &ModelSpec {
        &self.spec
    }

    /// The catalogue entry of a chart of this model; errors name `field`.
    ///
    /// # Errors
    /// [`Invalid`] lists the charts there are.
    pub fn chart(&self, name: &str, field: &str) -> Result<&'static ChartEntry, Invalid> {
        self.spec.model.chart(name, field)
    }

    /// The model in the coordinates of a chart.
    ///
    /// # Errors
    /// [`Invalid`] lists the charts there are.
    pub fn charted(&self, chart: &str) -> Result<Charted, Invalid> {
        Ok(self.chart(chart, "chart")?.over(&self.model))
    }

    /// The same distribution in another chart.
    ///
    /// # Errors
    /// [`Invalid`] if `theta` is outside the domain of `from`, or if `to` cannot
    /// represent it.
    pub fn convert(&self, theta: [f64; 2], from: &str, to: &str) -> Result<[f64; 2], Invalid> {
        let (from, to) = (self.chart(from, "from")?, self.chart(to, "to")?);
        let (source, point) = self.inside(theta, from, "theta")?;
        if from.name == to.name {
            return Ok(theta);
        }
        let target = to.over(&self.model);
        let there = target.chart().from_own(source.chart().to_own(point));
        if target.contains(there) {
            Ok(there.array())
        } else {
            let allowed =
                format_args!("a point that the chart {} can hold: {}", to.name, to.domain);
            Err(Invalid::new("theta", quoted_point(theta), allowed))
        }
    }

    /// Whether `theta` names a distribution.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn contains(&self, theta: [f64; 2], chart: &str) -> Result<bool, Invalid> {
        Ok(self.charted(chart)?.contains(Point::from(theta)))
    }

    /// Makes more of the nodes that stand for many observations in sums, by looking at about `most` of these; whether all
    /// are made. No sum depends on it.
    pub fn advance_nodes(&self, most: u64) -> bool {
        self.model.advance_nodes(most as usize)
    }

    fn point(
        &self,
        theta: [f64; 2],
        chart: &str,
        field: &str,
    ) -> Result<(Charted, Point), Invalid> {
        self.inside(theta, self.chart(chart, "chart")?, field)
    }

    /// Checks that loss and derivatives are finite at a point.
    fn point_in_reach(&self, theta: [f64; 2], chart: &str) -> Result<(Charted, Point), Invalid> {
        let entry = self.chart(chart, "chart")?;
        let (model, at) = self.inside(theta, entry, "theta")?;
        if model.is_representable(at) {
            return Ok((model, at));
        }
        Err(Invalid::new("theta", quoted_point(theta), entry.allowed(&model, at)))
    }

    fn segment(
        &self,
        p: [f64; 2],
        q: [f64; 2],
        chart: &str,
    ) -> Result<(Charted, Segment), Invalid> {
        let (model, from) = self.point(p, chart, "p")?;
        let (_, to) = self.point(q, chart, "q")?;
        Ok((model, Segment::between(from, to)))
    }

    pub(crate) fn inside(
        &self,
        theta: [f64; 2],
        chart: &ChartEntry,
        field: &str,
    ) -> Result<(Charted, Point), Invalid> {
        let model = chart.over(&self.model);
        if model.contains(Point::from(theta)) {
            return Ok((model, Point::from(theta)));
        }
        Err(Invalid::new(field, quoted_point(theta), chart.allowed(&model, Point::from(theta))))
    }
}
