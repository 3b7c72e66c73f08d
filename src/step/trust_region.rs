//! The true loss under an exact KL ball: no chart appears.

use super::stationary::least_loss;
use super::{LARGEST_RADIUS_ERROR, Measure, Memory, Proposal, Rule, Site, Stop};
use crate::ball::{Goal, KlBall, NoBall, Region};
use crate::geometry::{Point, Segment, Symmetric};
use crate::model::{Connection, Direction, Model, is_linear_in_expectations};

/// The minimiser of `L` over `KL ≤ δ`: the same distribution in every chart.
pub struct TrustRegion {
    /// `δ`, in nats.
    pub radius: f64,
    /// Which divergence.
    pub direction: Direction,
}

impl Rule for TrustRegion {
    fn propose(&self, site: &Site, _memory: &Memory) -> Result<Proposal, Stop> {
        if site.model.exponential().is_none() {
            return self.in_region(site);
        }
        // The lowest minimum of all, if it is in the ball.
        let inside = self.lowest_inside(site);
        if let Some((true, optimum)) = inside {
            return Ok(Proposal::Landing(optimum));
        }
        let landing = self.on_boundary(site)?.or_else(|| self.infimum_inside(site));
        let lower = |edge: &Segment| {
            let loss = site.objective.loss(edge.to);
            inside.is_none_or(|(_, minimum)| loss < site.objective.loss(minimum.to))
        };
        let landing = landing.filter(lower).or(inside.map(|(_, minimum)| minimum));
        landing.map(Proposal::Landing).ok_or(Stop::IllPosed)
    }

    fn forgets(&self) -> bool {
        false
    }

    fn metric(&self, site: &Site, _memory: &Memory) -> Result<Symmetric, Stop> {
        Ok(site.model.fisher(site.at))
    }

    fn measure(&self, _site: &Site, _memory: &Memory) -> Result<Measure, Stop> {
        Ok(Measure::Kl(self.direction))
    }

    fn radius(&self) -> Option<f64> {
        Some(self.radius)
    }
}

/// Both models in their own coordinates, where those are natural ones: there the
/// loss is convex, and no chart makes its ball hard to follow.
fn natural<'m>(site: &Site<'m>) -> Option<(&'m dyn Model, &'m dyn Model)> {
    // Subnormal numbers have too few digits to be converted back to the chart.
    let has_digits = |x: f64| x == 0.0 || x.is_normal();
    let own = match (site.model.beneath(), site.objective.beneath()) {
        (None, None) => Some((site.model, site.objective)),
        (model, objective) => model.zip(objective),
    };
    let own = own.filter(|_| site.model.own(site.at).array().into_iter().all(has_digits));
    own.filter(|(model, _)| model.flat_connection() == Some(Connection::Exponential))
}

impl TrustRegion {
    /// The ball of a step from `at`.
    fn ball<'m>(&self, model: &'m dyn Model, at: Point) -> Result<KlBall<'m>, NoBall> {
        KlBall::new(model, at, self.radius, self.direction)
    }

    /// The place of the ball's boundary at which the loss is least, in the chart; `None` where there is none.
    fn on_boundary(&self, site: &Site) -> Result<Option<Segment>, Stop> {
        let (model, objective, at) = (site.model, site.objective, site.at);
        if let Some(own) = objective.least_on_ball(model.own(at), self.radius, self.direction) {
            return Ok(model.seen_from(at, &own));
        }
        if let Some(path) = objective.descent_path(self.direction) {
            // The minimiser lies on a geodesic along −F⁻¹g: of a likelihood,
            // whose expectation parameters move straight towards the data's own
            // (docs/mathematics/exact-steps.md#trust-region),
            // or of a return, linear in the probabilities (docs/mathematics/policy.md#p3).
            let arrow = -site.natural_gradient()?;
            let gain = -site.gradient.along(arrow);
            // The first is the time where KL is nearly quadratic. The optimum is at time 1, and the guess stops
            // halfway to it.
            let guess = (2.0 * self.radius / gain).sqrt().min(0.5);
            return Ok(self.ball(model, at)?.exit(path, arrow, guess).map(|(_, end)| end));
        }
        if is_linear_in_expectations(objective)
            && let Some(end) = self.ball(model, at)?.lowest_expectation(site.natural_gradient()?)
        {
            return Ok(Some(end));
        }
        if let Some((own_model, own_objective)) = natural(site) {
            let least = self.in_natural(own_model, own_objective, site)?;
            return Ok(least.and_then(|own| model.seen_from(at, &own)));
        }
        Ok(self.ball(model, at)?.minimize(&Goal::loss(objective, at)))
    }

    /// The same in own coordinates that are natural ones; see [`natural`].
    fn in_natural(
        &self,
        model: &dyn Model,
        objective: &dyn Model,
        site: &Site,
    ) -> Result<Option<Segment>, Stop> {
        let center = site.model.own(site.at);
        let ball = self.ball(model, center)?;
        let least = ball.minimize(&Goal::loss(objective, center));
        // Where nearly all probabilities underflow, the search for the minimum ends beside the boundary.
        let onto = |end: Segment| {
            if ball.radius_error(&end) < LARGEST_RADIUS_ERROR {
                return Some(end);
            }
            ball.exit(Connection::Exponential, end.difference, 1.0).map(|(_, end)| end)
        };
        Ok(least.and_then(onto).or_else(|| {
            let is_known =
                self.direction == Direction::NewOld && objective.is_likelihood() && !site.sampled;
            is_known.then(|| least_loss(model, center, self.radius)).flatten()
        }))
    }

    /// The step where the family is no exponential one: to the lowest minimum inside, or to the
    /// place of the edge at which the loss is lower still.
    fn in_region(&self, site: &Site) -> Result<Proposal, Stop> {
        let region = Region::new(site.model, site.at, self.radius, self.direction)?;
        let whole =
            |minimum: Point| region.contains(minimum).then(|| Segment::between(site.at, minimum));
        if let Some(landing) = site.objective.optimum().and_then(whole) {
            return Ok(Proposal::Landing(landing));
        }
        let inside = site.objective.optima().into_iter().find_map(whole);
        let edge = region.minimize(&Goal::loss(site.objective, site.at));
        let loss = |end: &Segment| site.objective.loss(end.to);
        match (inside, edge) {
            (Some(inside), Ok(edge)) if loss(&edge) < loss(&inside) => Ok(Proposal::Landing(edge)),
            (Some(inside), _) => Ok(Proposal::Landing(inside)),
            (None, edge) => Ok(Proposal::Landing(edge?)),
        }
    }

    /// Just before the infimum on the edge of the family, if it lies in the ball.
    fn infimum_inside(&self, site: &Site) -> Option<Segment> {
        let end = site.objective.infimum(site.at)?;
        (site.model.kl(&end, self.direction) <= self.radius).then_some(end)
    }

    /// The lowest local minimum that lies in the ball, and whether there is none
    /// lower outside.
    fn lowest_inside(&self, site: &Site) -> Option<(bool, Segment)> {
        let inside = |minimum: Point| {
            // That of a batch of equal observations lies on the domain's edge.
            let whole = Segment::between(site.at, minimum);
            let is_inside = site.model.contains(minimum)
                && site.model.kl(&whole, self.direction) <= self.radius;
            is_inside.then_some(whole)
        };
        let minima = site.objective.optima();
        let found = minima.into_iter().enumerate().find_map(|(k, at)| Some((k == 0, inside(at)?)));
        // A chart may not hold the lowest of all.
        found.map(|(first, whole)| (first && site.objective.optimum() == Some(whole.to), whole))
    }
}
