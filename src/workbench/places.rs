//! The optimum, and starts worth showing.

use std::f64::consts::TAU;

use super::Workbench;
use crate::ball::KlBall;
use crate::error::Invalid;
use crate::geometry::{Point, combine};
use crate::model::Direction;
use crate::model::prelude::*;

/// How much worse than the optimum a start may be that somebody drags (nats):
/// far outside every window, and far from where numbers overflow.
const FARTHEST_START: f64 = 25.0;

impl Workbench {
    /// The maximum-likelihood estimate, where there is one.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn optimum(&self, chart: &str) -> Result<Option<[f64; 2]>, Invalid> {
        Ok(self.charted(chart)?.optimum().map(Point::array))
    }

    /// A start worth showing: 0.4 nats of loss away from the optimum,
    /// in a direction in which every parameter is wrong; where there is no
    /// optimum the model's own suggestion.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn start(&self, chart: &str) -> Result<[f64; 2], Invalid> {
        const AWAY: f64 = 0.4;
        let entry = self.chart(chart, "chart")?;
        let seen = entry.over(&self.model);
        let (optimum, center) = (self.model.optimum(), self.model.center());
        let away = |own: Point| self.leaving(own, AWAY);
        // Some charts do not reach an optimum at certainty, or the centre.
        let own = [optimum.and_then(away), optimum, Some(center), away(center)];
        let here = |own: Point| seen.chart().from_own(own);
        let found = own.into_iter().flatten().map(here).find(|&at| seen.holds(at));
        Ok(found.unwrap_or_else(|| here(center)).array())
    }

    /// Where one leaves the KL ball around a point in a direction in which the
    /// first parameter is too small and the second too large.
    fn leaving(&self, center: Point, radius: f64) -> Option<Point> {
        let model = self.model.as_ref();
        let ball = KlBall::new(model, center, radius, Direction::OldNew).ok()?;
        let velocity = combine(model.frame(center).ok()?, 0.375 * TAU);
        let (_, end) = ball.exit(ball.connection(), velocity, (2.0 * radius).sqrt())?;
        Some(end.to)
    }

    /// The last point on the way from `from` to `to` that is still a sensible
    /// start: inside the domain, and no more than 25 nats worse
    /// than the optimum or, where that is more, than `from` itself. The same
    /// distributions are in reach whatever the chart.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart, or `from` is not inside.
    pub fn towards(&self, from: [f64; 2], to: [f64; 2], chart: &str) -> Result<[f64; 2], Invalid> {
        let (model, from) = self.point(from, chart, "from")?;
        let here = model.loss(from);
        let least = model.optimum().map_or(here, |optimum| model.loss(optimum));
        let most = here.max(least + FARTHEST_START);
        let sensible = |at: Point| model.contains(at) && model.loss(at) <= most;
        if sensible(Point::from(to)) {
            return Ok(to);
        }
        let whole = Point::from(to) - from;
        if !whole.is_finite() {
            return Ok(from.array());
        }
        let (mut inside, mut outside) = (0.0, 1.0);
        for _ in 0..30 {
            let middle = 0.5 * (inside + outside);
            if sensible(from + middle * whole) { inside = middle } else { outside = middle }
        }
        Ok((from + inside * whole).array())
    }
}
