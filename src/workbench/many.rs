//! The same questions about many points at once, for fields over a whole plane:
//! a call for each point would take longer than the answers.
//!
//! Points outside the domain are no errors here, since a grid over a window has some:
//! what belongs to them is NaN, or has no points.

use super::Workbench;
use super::steps::check_outline;
use crate::ball::{self, Precision};
use crate::catalog::{BALLS, called};
use crate::error::Invalid;
use crate::geometry::Point;
use crate::model::prelude::*;

impl Workbench {
    /// The boundaries of balls of one radius around `centers`, each as in
    /// [`Workbench::ball`], with the points of exact balls at equal angles. A gap
    /// is `None`; a ball without a boundary is all gaps.
    ///
    /// # Errors
    /// [`Invalid`] where the kind, the radius, the count or the chart is wrong.
    pub fn balls(
        &self,
        kind: &str,
        centers: &[[f64; 2]],
        radius: f64,
        count: u64,
        chart: &str,
    ) -> Result<Vec<Vec<Option<Point>>>, Invalid> {
        let entry = called(kind, "kind", BALLS)?;
        let model = self.charted(chart)?;
        check_outline(radius, count)?;
        let outline = |&center: &[f64; 2]| {
            let at = Point::from(center);
            let boundary = || {
                let count = count as usize;
                ball::boundary(&model, entry.kind, at, radius, count, Precision::Small).ok()
            };
            let points = model
                .contains(at)
                .then(boundary)
                .flatten()
                .unwrap_or_else(|| vec![None; count as usize]);
            points.into_iter().map(|point| point.filter(|point| point.is_finite())).collect()
        };
        Ok(centers.iter().map(outline).collect())
    }

    /// What Euclidean discs of one radius (chart units) cost: for each centre the greatest
    /// `KL(centre ‖ θ)` on the disc (nats) and the two coordinates of `θ`. Infinite where
    /// the disc leaves the domain; see [`ball::costliest_point`].
    ///
    /// # Errors
    /// [`Invalid`] where the radius or the chart is wrong.
    pub fn disc_costs(
        &self,
        centers: &[[f64; 2]],
        radius: f64,
        chart: &str,
    ) -> Result<Vec<[f64; 3]>, Invalid> {
        let model = self.charted(chart)?;
        check_outline(radius, 3)?;
        let cost = |at: Point| {
            let (cost, Point(x, y)) = ball::costliest_point(&model, at, radius);
            [cost, x, y]
        };
        Ok(at_each(centers, |at| model.contains(at).then(|| cost(at))))
    }

    /// The Fisher matrix `[f11, f12, f22]` at each point.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn metrics(&self, points: &[[f64; 2]], chart: &str) -> Result<Vec<[f64; 3]>, Invalid> {
        let model = self.charted(chart)?;
        Ok(at_each(points, |at| model.contains(at).then(|| model.fisher(at).0)))
    }

    /// The gradient of the loss (nats per chart unit) and the natural gradient (chart
    /// units) at each point, two numbers each.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn gradients(&self, points: &[[f64; 2]], chart: &str) -> Result<Vec<[f64; 4]>, Invalid> {
        let model = self.charted(chart)?;
        let both = |at: Point| {
            let (gradient, natural) = model.both_gradients(at);
            let [a, b] = gradient.array();
            let [c, d] = natural.ok()?.array();
            Some([a, b, c, d])
        };
        Ok(at_each(points, |at| if model.holds(at) { both(at) } else { None }))
    }

    /// The same distributions in another chart.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn convert_all(
        &self,
        points: &[[f64; 2]],
        from: &str,
        to: &str,
    ) -> Result<Vec<[f64; 2]>, Invalid> {
        let (from, to) = (self.chart(from, "from")?, self.chart(to, "to")?);
        let (source, target) = (from.over(&self.model), to.over(&self.model));
        let convert = |at: Point| {
            if !source.contains(at) {
                return None;
            }
            if from.name == to.name {
                return Some(at.array());
            }
            let there = target.chart().from_own(source.chart().to_own(at));
            target.contains(there).then(|| there.array())
        };
        Ok(at_each(points, convert))
    }
}

/// What belongs to each point, with NaN where there is nothing.
fn at_each<const N: usize>(
    points: &[[f64; 2]],
    find: impl Fn(Point) -> Option<[f64; N]>,
) -> Vec<[f64; N]> {
    points.iter().map(|&at| find(Point::from(at)).unwrap_or([f64::NAN; N])).collect()
}
