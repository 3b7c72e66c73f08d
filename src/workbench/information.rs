//! Losses, matrices, divergences and scores at a point.

use serde::Serialize;

use super::{MOST_DRAWS, Workbench};
use crate::catalog::called;
use crate::data::Kind;
use crate::error::Invalid;
use crate::geometry::{Covector, Segment, Symmetric};
use crate::model::Direction;
use crate::model::prelude::*;

/// First- and second-order information at a point, in one chart.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// Mean negative log-likelihood (nats).
    pub loss: f64,
    /// Its differential (nats per chart unit).
    pub gradient: [f64; 2],
    /// Expected score under the model; zero up to rounding.
    pub mean_score: [f64; 2],
    /// Fisher matrix `[f11, f12, f22]`.
    pub fisher: [f64; 3],
    /// Empirical Fisher matrix; absent if there are no data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empirical_fisher: Option<[f64; 3]>,
    /// Second derivatives of the loss.
    pub hessian: [f64; 3],
}

/// Scores of single observations, in one chart.
#[derive(Clone, Debug, Serialize)]
pub struct Scores {
    /// `∇ ln p` of each (nats per chart unit).
    #[serde(skip)]
    pub points: Vec<Covector>,
    /// Their mean.
    pub mean: [f64; 2],
    /// Their second moment about zero, `[m11, m12, m22]`.
    pub moment: [f64; 3],
}

impl Scores {
    fn of(points: Vec<Covector>) -> Self {
        let share = 1.0 / points.len() as f64;
        let (mut mean, mut moment) = (Covector::default(), Symmetric::default());
        for &score in &points {
            let Covector(a, b) = score;
            mean += share * score;
            moment = moment + share * Symmetric([a * a, a * b, b * b]);
        }
        Self { points, mean: mean.array(), moment: moment.0 }
    }
}

impl Workbench {
    /// Loss, gradient and the matrices at a point. Entries of a matrix that
    /// overflow, in units of the chart squared, are not finite.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, or where the loss and
    /// its derivatives are beyond double precision.
    pub fn inspect(&self, theta: [f64; 2], chart: &str) -> Result<Inspection, Invalid> {
        let (model, at) = self.point_in_reach(theta, chart)?;
        let entries = |form: Symmetric| form.0;
        Ok(Inspection {
            loss: model.loss(at),
            gradient: model.gradient(at).array(),
            mean_score: model.mean_score(at).array(),
            fisher: entries(model.fisher(at)),
            empirical_fisher: model.empirical_fisher(at).map(entries),
            hessian: entries(model.hessian(at)),
        })
    }

    /// `KL(p ‖ q)` (nats per observation).
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn kl(&self, p: [f64; 2], q: [f64; 2], chart: &str) -> Result<f64, Invalid> {
        let (model, segment) = self.segment(p, q, chart)?;
        Ok(model.kl(&segment, Direction::OldNew))
    }

    /// `½ ΔᵀF(p)Δ` with `Δ = q − p` in this chart (nats): the second-order
    /// approximation of `KL(p ‖ q)`, which depends on the chart.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn quadratic(&self, p: [f64; 2], q: [f64; 2], chart: &str) -> Result<f64, Invalid> {
        let (model, Segment { from, difference, .. }) = self.segment(p, q, chart)?;
        Ok(0.5 * model.fisher(from).apply(difference, difference))
    }

    /// `[KL(p ‖ p + tΔ), KL(p + tΔ ‖ p)]` at each share `t`, with `Δ = q − p` in
    /// this chart (nats). NaN if `p + tΔ` is outside the domain, or on the other
    /// side of a singularity of the chart.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn along(
        &self,
        p: [f64; 2],
        q: [f64; 2],
        chart: &str,
        shares: &[f64],
    ) -> Result<Vec<[f64; 2]>, Invalid> {
        let (model, Segment { from, difference, .. }) = self.segment(p, q, chart)?;
        let both = |&t: &f64| {
            let way = Segment::step(from, t * difference);
            if model.contains(way.to) && model.connects(from, way.to) {
                [Direction::OldNew, Direction::NewOld].map(|direction| model.kl(&way, direction))
            } else {
                [f64::NAN; 2]
            }
        };
        Ok(shares.iter().map(both).collect())
    }

    /// The parts of `KL(p ‖ q)` at each of `xs`: its integrand, or for labels and
    /// classes the terms of its mean or sum; see [`Family::integrand`](crate::model::Family::integrand).
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn integrand(
        &self,
        p: [f64; 2],
        q: [f64; 2],
        chart: &str,
        xs: &[f64],
    ) -> Result<Vec<f64>, Invalid> {
        let (model, segment) = self.segment(p, q, chart)?;
        Ok(xs.iter().map(|&x| model.integrand(&segment, x)).collect())
    }

    /// Fisher–Rao distance; `None` if it has no closed form.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn distance(&self, p: [f64; 2], q: [f64; 2], chart: &str) -> Result<Option<f64>, Invalid> {
        let (model, segment) = self.segment(p, q, chart)?;
        Ok(model.distance(&segment))
    }

    /// Scores at `theta`. If `labels` is `"model"`, of the draws of
    /// [`Workbench::sample`] for this count and seed; if it is `"data"`, of all
    /// observations.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, no observation, or
    /// `count` or `labels` is wrong.
    pub fn scores(
        &self,
        theta: [f64; 2],
        chart: &str,
        labels: &str,
        count: u64,
        seed: u64,
    ) -> Result<Scores, Invalid> {
        let (model, at) = self.point_in_reach(theta, chart)?;
        let observations = match *called(labels, "labels", &["model", "data"])? {
            "model" if count == 0 => {
                let allowed = format_args!("a whole number from 1 to {MOST_DRAWS}");
                return Err(Invalid::new("count", count, allowed));
            }
            "model" => self.sample(theta, chart, count, seed)?,
            _ if matches!(self.spec.model.takes, Kind::Nothing | Kind::Target) => {
                let allowed = "\"model\", for this model has no data";
                return Err(Invalid::new("labels", "\"data\"", allowed));
            }
            _ => self.spec.outcomes()?,
        };
        Ok(Scores::of(model.scores(at, &observations)))
    }
}
