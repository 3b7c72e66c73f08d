//! One step of a rule, and outlines of balls.

use serde::Serialize;

use super::Workbench;
use crate::ball::{self, Precision};
use crate::catalog::{BALLS, called};
use crate::chart::Charted;
use crate::error::Invalid;
use crate::experiment::StepCoordinates;
use crate::geometry::{Covector, Point, Segment, Symmetric, angles};
use crate::model::Direction;
use crate::model::prelude::*;
use crate::specification::RuleSpec;
use crate::step::{MOST_HALVINGS, Memory, Rule, Site, Stop, Taken, take};

/// Most points of a boundary.
pub const MOST_POINTS: u64 = 100_000;

/// One step and what it cost.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// Where it landed, in the chart it was taken in.
    pub theta: [f64; 2],
    /// `ok`, `converged`, or the reason why there was no step.
    pub status: &'static str,
    /// `KL(old ‖ new)` (nats).
    pub kl: f64,
    /// `KL(new ‖ old)` (nats).
    pub kl_reverse: f64,
    /// The loss there (nats).
    pub loss: f64,
    /// How often the step was halved to stay in the domain.
    pub halvings: u32,
}

impl Workbench {
    /// One step of a rule, as the first step of a run: a rule with a memory starts
    /// with an empty one. `halvings` includes those of a line search.
    ///
    /// # Errors
    /// [`Invalid`] if there is no such chart or point. It is no error if a rule finds
    /// no step: `status` says so, and `theta` is unchanged.
    pub fn step(
        &self,
        rule: &RuleSpec,
        theta: [f64; 2],
        chart: &str,
    ) -> Result<StepReport, Invalid> {
        rule.check_for(self.spec.model, &str::to_owned)?;
        let (model, at) = self.point_in_reach(theta, chart)?;
        let built = rule.build();
        let coordinates = StepCoordinates::of(built.as_ref(), rule.rule.invariance, &model);
        let of_own = step_of_own(built.as_ref(), coordinates, &model, at);
        let of_chart = || take(built.as_ref(), &Site::new(&model, at, 1), &mut Memory::default());
        let (taken, status) = match of_own.unwrap_or_else(of_chart) {
            Ok(taken) => (taken, "ok"),
            Err(stop) => (Taken::new(Segment::still(at), halvings(stop)), stop.name()),
        };
        let kl = |direction| model.kl(&taken.segment, direction);
        Ok(StepReport {
            theta: taken.segment.to.array(),
            status,
            kl: kl(Direction::OldNew),
            kl_reverse: kl(Direction::NewOld),
            loss: model.loss(taken.segment.to),
            halvings: taken.halvings,
        })
    }

    /// The boundary of a ball as x0, y0, x1, y1, …; a NaN pair separates
    /// pieces, each of them whole. Without one the curve is closed and its first point not repeated.
    /// All of it is NaN if the matrix of the ball is singular, indefinite or (without
    /// data) missing. Points that doubles cannot represent are NaN, too.
    ///
    /// # Errors
    /// [`Invalid`] where the kind, the centre, the radius or the count is wrong.
    pub fn ball(
        &self,
        kind: &str,
        center: [f64; 2],
        radius: f64,
        count: u64,
        chart: &str,
    ) -> Result<Vec<f64>, Invalid> {
        let entry = called(kind, "kind", BALLS)?;
        let (model, at) = self.point(center, chart, "center")?;
        check_outline(radius, count)?;
        let points =
            ball::boundary(&model, entry.kind, at, radius, count as usize, Precision::Exact);
        let points = points.unwrap_or_else(|_| vec![None; count as usize]);
        let held = points.iter().map(|point| point.filter(|point| point.is_finite()));
        Ok(held.flat_map(|point| point.map_or([f64::NAN; 2], Point::array)).collect())
    }
}

/// The ellipse `{ s : sᵀ M⁻¹ s = radius² }` of a second moment `M = [m11, m12, m22]`
/// as x0, y0, x1, y1, … in units of the roots of `M`: `radius` standard deviations
/// of vectors around zero. All of it is NaN where `M` is the second moment of nothing.
///
/// # Errors
/// [`Invalid`] where `form` is no three numbers, or the radius or the count is wrong.
pub fn ellipse(form: &[f64], radius: f64, count: u64) -> Result<Vec<f64>, Invalid> {
    let &[a, b, c] = form else {
        let allowed = "three numbers [m11, m12, m22]";
        return Err(Invalid::new("form", format_args!("{} numbers", form.len()), allowed));
    };
    check_outline(radius, count)?;
    let Ok([u, v]) = Symmetric([a, b, c]).spread() else {
        return Ok(vec![f64::NAN; 2 * count as usize]);
    };
    let outline = angles(count as usize).map(f64::sin_cos);
    let points = outline.map(|(sin, cos)| (radius * cos) * u + (radius * sin) * v);
    Ok(points.flat_map(Covector::array).collect())
}

/// A step in the model's own coordinates or in relatives of the chart, as the chart shows it: what a
/// run takes of a rule that knows no chart or is affine. `None` for other rules and charts, and
/// where a relative of the chart ends where the chart cannot follow.
fn step_of_own(
    rule: &dyn Rule,
    coordinates: StepCoordinates,
    model: &Charted,
    at: Point,
) -> Option<Result<Taken, Stop>> {
    let own = model.own(at);
    let place = coordinates.place(model, own)?;
    let site = Site::new(place.model(), place.at, 1);
    match take(rule, &site, &mut Memory::default()) {
        Ok(taken) => {
            let along = place.own_segment(own, &taken);
            let seen = coordinates.seen(model, at, &along)?;
            Some(seen.map(|segment| Taken { segment, ..taken }))
        }
        Err(stop) => Some(Err(stop)),
    }
}

/// Refuses what no outline has as its size or as the number of its points.
pub(super) fn check_outline(radius: f64, count: u64) -> Result<(), Invalid> {
    if !(radius > 0.0 && radius.is_finite()) {
        return Err(Invalid::new("radius", radius, "a finite number above 0"));
    }
    if !(3..=MOST_POINTS).contains(&count) {
        let allowed = format_args!("a whole number from 3 to {MOST_POINTS}");
        return Err(Invalid::new("count", count, allowed));
    }
    Ok(())
}

/// How often a step that was not taken had been halved.
fn halvings(stop: Stop) -> u32 {
    if stop == Stop::LeftDomain { MOST_HALVINGS } else { 0 }
}
