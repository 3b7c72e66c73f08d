//! The optimum, and starts worth showing.

use std::f64::consts::TAU;

use super::Workbench;
use crate::ball::{KlBall, Region};
use crate::chart::Charted;
use crate::data::Data;
use crate::error::Invalid;
use crate::geometry::{Point, combine};
use crate::model::prelude::*;
use crate::model::{Direction, Gaussian};
use crate::numeric::sorted::ends;
use crate::sweep::Valleys;

/// How far above the optimum the loss of a dragged start may be (nats). This is far
/// outside every window, and far from where numbers overflow.
const FARTHEST_START: f64 = 25.0;

impl Workbench {
    /// The maximum-likelihood estimate, if there is one.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn optimum(&self, chart: &str) -> Result<Option<[f64; 2]>, Invalid> {
        Ok(self.optima(chart)?.first().copied())
    }

    /// Every local minimum of the loss that this chart can hold, the lowest first.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn optima(&self, chart: &str) -> Result<Vec<[f64; 2]>, Invalid> {
        Ok(self.charted(chart)?.optima().into_iter().map(Point::array).collect())
    }

    /// The density (per unit of `x`) that the loss is a divergence from or to, at these places.
    ///
    /// # Errors
    /// [`Invalid`] where the loss is no such divergence.
    pub fn target_density(&self, xs: &[f64]) -> Result<Vec<f64>, Invalid> {
        let densities: Option<Vec<f64>> =
            xs.iter().map(|&x| Some(self.model.target_log_density(x)?.exp())).collect();
        densities.ok_or_else(|| self.without_target())
    }

    /// What the two divergences between the target `p` and the Gaussian `q` at `theta` sum
    /// over the line: `p ln(p/q)` and `q ln(q/p)` (nats per unit of `x`) at these places.
    ///
    /// # Errors
    /// [`Invalid`] where the loss is no divergence from or to a target, or there is no such
    /// chart or point.
    pub fn target_integrands(
        &self,
        theta: [f64; 2],
        chart: &str,
        xs: &[f64],
    ) -> Result<Vec<[f64; 2]>, Invalid> {
        // A core without the models that have a target has nothing to compute here.
        if !cfg!(feature = "variational") {
            return Err(self.without_target());
        }
        let (model, at) = self.point(theta, chart, "theta")?;
        let own = model.own(at);
        let terms = |&x: &f64| {
            // Only Gaussians are fitted to a target.
            let (p, q) = (self.model.target_log_density(x)?, Gaussian::log_density(own, x));
            let term = |one: f64, other: f64| {
                let density = one.exp();
                // Far out the density is 0 where its logarithm may be infinite.
                if density > 0.0 { density * (one - other) } else { 0.0 }
            };
            Some([term(p, q), term(q, p)])
        };
        xs.iter().map(terms).collect::<Option<_>>().ok_or_else(|| self.without_target())
    }

    fn without_target(&self) -> Invalid {
        Invalid::new("model", format!("\"{}\"", self.spec.model.name), "a model with a target")
    }

    /// The number of the local minimum, 0 for the lowest, that the distribution `theta` has
    /// come to, as in a map: the one from which it is nearest by `KL(minimum ‖ theta)`, if
    /// its loss is at most `gap` (nats) above the loss there. `None` where that is no
    /// minimum, and where the loss has only one.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn minimum_at(
        &self,
        theta: [f64; 2],
        chart: &str,
        gap: f64,
    ) -> Result<Option<u32>, Invalid> {
        let (model, at) = self.point(theta, chart, "theta")?;
        // The small cores are those of models with one minimum.
        if !cfg!(feature = "long-work") {
            return Ok(None);
        }
        let Some(&lowest) = model.optima().first() else { return Ok(None) };
        let valleys = Valleys::of(&model, model.loss(lowest) + gap);
        Ok(valleys.and_then(|valleys| valleys.at(&model, at, model.loss(at))))
    }

    /// Why the loss has no minimum, where the data say so: `"one-label"`, `"separable"`,
    /// `"quasi-separable"` (a threshold separates the labels but for ties at it) or
    /// `"unseen-class"` (docs/mathematics/logistic.md#separable).
    ///
    /// # Errors
    /// [`Invalid`] where the data cannot be read.
    pub fn unbounded(&self) -> Result<Option<&'static str>, Invalid> {
        Ok(match self.spec.input()?.data {
            Data::Labelled { x, y } if self.model.optimum().is_none() => {
                let range = |wanted: f64| {
                    let labelled = x.iter().zip(&y).filter(|(_, label)| **label == wanted);
                    ends(labelled.map(|(&x, _)| x))
                };
                let [[low0, high0], [low1, high1]] = [0.0, 1.0].map(range);
                if low0 > high0 || low1 > high1 {
                    Some("one-label")
                } else if high0 < low1 || high1 < low0 {
                    Some("separable")
                } else {
                    Some("quasi-separable")
                }
            }
            Data::Counts(counts) if counts.contains(&0.0) => Some("unseen-class"),
            _ => None,
        })
    }

    /// A good start for a figure: with a loss 0.4 nats above the optimum, in a
    /// direction in which every parameter is wrong, and on the optimum's side of every edge of the chart.
    /// Without an optimum it is the model's own suggestion.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart.
    pub fn start(&self, chart: &str) -> Result<[f64; 2], Invalid> {
        /// Nats.
        const AWAY: f64 = 0.4;
        /// Ways to go from the optimum, in turns. On the first one the first parameter becomes too small and the second too large.
        const TURNS: [f64; 4] = [0.375, 0.875, 0.125, 0.625];
        let entry = self.chart(chart, "chart")?;
        let seen = entry.over(&self.model);
        let (optimum, center) = (self.model.optimum(), self.model.center());
        let here = |own: Point| seen.chart().from_own(own);
        // Some charts do not contain the centre, or an optimum at which a label is certain.
        let best = optimum.map(here).filter(|&at| seen.holds(at));
        let is_good =
            |&at: &Point| seen.holds(at) && best.is_none_or(|best| seen.chart().connects(at, best));
        let mut far = None;
        for turn in TURNS {
            let Some((own, is_far)) = optimum.and_then(|own| self.leaving(own, AWAY, turn)) else {
                continue;
            };
            match Some(here(own)).filter(is_good) {
                Some(at) if !is_far => return Ok(at.array()),
                found => far = far.or(found),
            }
        }
        let first = |own: Point| Some(self.leaving(own, AWAY, TURNS[0])?.0);
        let others = [optimum, Some(center), first(center)];
        let other = || others.into_iter().flatten().map(here).find(is_good);
        Ok(far.or_else(other).unwrap_or_else(|| here(center)).array())
    }

    /// Where one leaves a KL ball around a point, so many turns from where the first parameter alone grows, and whether the
    /// way there is long: where nearly everything is certain already, one has to go far to make it more certain still.
    fn leaving(&self, center: Point, radius: f64, turn: f64) -> Option<(Point, bool)> {
        /// How many times as long as in a small ball the way may be. With the data sets that there are it is at most 1.4.
        const LONG: f64 = 2.0;
        let model = self.model.as_ref();
        if model.exponential().is_none() {
            let region = Region::new(model, center, radius, Direction::OldNew).ok()?;
            return Some((region.outline(8).get((8.0 * turn) as usize)?.as_ref()?.to, false));
        }
        let ball = KlBall::new(model, center, radius, Direction::OldNew).ok()?;
        let velocity = combine(model.frame(center).ok()?, turn * TAU);
        let usual = (2.0 * radius).sqrt();
        let (time, end) = ball.exit(ball.connection(), velocity, usual)?;
        Some((end.to, time > LONG * usual))
    }

    /// The last point on the way from `from` to `to` that can be a start: inside the
    /// domain of `chart` and of all charts of `shown`, and with a loss at most 25 nats above that of
    /// the optimum, or not above that of `from` if that is more. In every chart the same distributions
    /// are allowed.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart, or `from` is not inside.
    pub fn towards(
        &self,
        from: [f64; 2],
        to: [f64; 2],
        chart: &str,
        shown: &[String],
    ) -> Result<[f64; 2], Invalid> {
        let (model, from) = self.point(from, chart, "from")?;
        let others = shown.iter().filter(|name| *name != chart);
        let others: Vec<Charted> = others
            .map(|name| Ok(self.chart(name, "shown")?.over(&self.model)))
            .collect::<Result<_, _>>()?;
        let here = model.loss(from);
        let least = model.optimum().map_or(here, |optimum| model.loss(optimum));
        let most = here.max(least + FARTHEST_START);
        let is_held = |at: Point| {
            let own = model.own(at);
            others.iter().all(|other| other.contains(other.chart().from_own(own)))
        };
        let is_allowed = |at: Point| model.contains(at) && model.loss(at) <= most && is_held(at);
        if is_allowed(Point::from(to)) {
            return Ok(to);
        }
        let whole = Point::from(to) - from;
        if !whole.is_finite() {
            return Ok(from.array());
        }
        let (mut inside, mut outside) = (0.0, 1.0);
        for _ in 0..30 {
            let middle = 0.5 * (inside + outside);
            if is_allowed(from + middle * whole) { inside = middle } else { outside = middle }
        }
        Ok((from + inside * whole).array())
    }
}
