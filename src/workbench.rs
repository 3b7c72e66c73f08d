//! A model addressed by names and plain numbers: everything a page asks of it,
//! checked. The JavaScript class `Model` is this, with its types converted.

use std::f64::consts::TAU;
use std::sync::Arc;

use serde::Serialize;

use crate::ball::{self, KlBall};
use crate::catalog::{BALLS, ChartEntry, called};
use crate::chart::Charted;
use crate::data::{Kind, MOST_OBSERVATIONS};
use crate::error::{Invalid, Scientific, quoted_point};
use crate::geometry::{Covector, Point, Segment, Symmetric, angles, combine};
use crate::model::Direction;
use crate::model::prelude::*;
use crate::numeric::random::Random;
use crate::specification::{DataSpec, ModelSpec, RuleSpec};
use crate::step::{Memory, Site, Stop, Taken, take};

/// Most points of a boundary.
pub const MOST_POINTS: u64 = 100_000;

/// Most draws at once.
pub const MOST_DRAWS: u64 = 10 * MOST_OBSERVATIONS as u64;

/// How much worse than the optimum a start may be that somebody drags (nats):
/// far outside every window, and far from where numbers overflow.
const FARTHEST_START: f64 = 25.0;

/// A model with its specification.
#[derive(Clone)]
pub struct Workbench {
    spec: ModelSpec,
    model: Arc<dyn Model>,
}

/// First- and second-order information at a point, in one chart.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// Mean negative log-likelihood (nats).
    pub loss: f64,
    /// Its differential (nats per chart unit).
    pub gradient: [f64; 2],
    /// Expected score under the model: zero up to rounding.
    pub mean_score: [f64; 2],
    /// Fisher matrix `[f11, f12, f22]`.
    pub fisher: [f64; 3],
    /// Empirical Fisher matrix; absent where there are no data.
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

/// One step and what it cost.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// Where it landed, in the chart it was taken in.
    pub theta: [f64; 2],
    /// `ok`, `converged`, or why there was no step.
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
    /// Builds the model that `spec` describes.
    ///
    /// # Errors
    /// [`Invalid`] names the observation that the model cannot use.
    pub fn new(spec: ModelSpec) -> Result<Self, Invalid> {
        let model = spec.build()?;
        Ok(Self { spec, model })
    }

    /// What it was built from.
    pub fn spec(&self) -> &ModelSpec {
        &self.spec
    }

    /// The catalogue entry of a chart of this model; `field` is what an error calls it.
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
    /// [`Invalid`] where `theta` is no distribution of `from`, or none that `to` can hold.
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
            let allowed = format_args!("a point that the chart {} can hold", to.name);
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

    /// `½ ΔᵀF(p)Δ` with `Δ = q − p` in this chart (nats): what `KL(p ‖ q)` is to
    /// second order, and another number in every chart.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn quadratic(&self, p: [f64; 2], q: [f64; 2], chart: &str) -> Result<f64, Invalid> {
        let (model, Segment { from, difference, .. }) = self.segment(p, q, chart)?;
        Ok(0.5 * model.fisher(from).apply(difference, difference))
    }

    /// `[KL(p ‖ p + tΔ), KL(p + tΔ ‖ p)]` at each share `t`, with `Δ = q − p` in
    /// this chart (nats); NaN where `p + tΔ` is no distribution, or is not
    /// reached from `p` without crossing a singularity of the chart.
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

    /// The distribution of `scale·x + shift` where `x` has that of `theta`, in
    /// the same chart.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, where what is observed
    /// is no number, or where the result is none.
    pub fn affine(
        &self,
        theta: [f64; 2],
        chart: &str,
        scale: f64,
        shift: f64,
    ) -> Result<[f64; 2], Invalid> {
        let (model, at) = self.point(theta, chart, "theta")?;
        self.check_unit(scale, shift)?;
        match model.affine(at, scale, shift) {
            Some(there) if model.contains(there) => Ok(there.array()),
            _ => {
                let allowed = "one that, with the shift, leaves theta inside its domain";
                Err(Invalid::new("scale", Scientific(scale), allowed))
            }
        }
    }

    /// The same family with `scale·x + shift` in place of each observation `x`.
    ///
    /// # Errors
    /// [`Invalid`] where the observations are no numbers, or cannot be used
    /// after that.
    pub fn rescaled(&self, scale: f64, shift: f64) -> Result<Self, Invalid> {
        self.check_unit(scale, shift)?;
        let x = self.spec.observations().iter().map(|x| scale * x + shift).collect();
        let spec = ModelSpec { data: DataSpec::Numbers { x }, ..self.spec.clone() };
        Self::new(spec).map_err(|_| {
            let allowed = "one that, with the shift, leaves observations of use";
            Invalid::new("scale", Scientific(scale), allowed)
        })
    }

    /// What `KL(p ‖ q)` adds up from at each of `xs`: its integrand, or for
    /// labels and classes the terms of its mean and sum; see [`Family::integrand`](crate::model::Family::integrand).
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

    /// Scores at `theta`: of the draws that [`Workbench::sample`] makes for this
    /// count and seed where `labels` are those of the `"model"`, of every
    /// observation where they are those of the `"data"`.
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
            _ if self.spec.model.takes == Kind::Nothing => {
                let allowed = "\"model\", for this model has no data";
                return Err(Invalid::new("labels", "\"data\"", allowed));
            }
            _ => self.spec.outcomes()?,
        };
        Ok(Scores::of(model.scores(at, &observations)))
    }

    /// Fisher–Rao distance; `None` where it has no closed form.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn distance(&self, p: [f64; 2], q: [f64; 2], chart: &str) -> Result<Option<f64>, Invalid> {
        let (model, segment) = self.segment(p, q, chart)?;
        Ok(model.distance(&segment))
    }

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

    /// One step of a rule, as the first of a run: a rule that keeps state
    /// starts without memories. `halvings` counts a line search's too.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point. A rule that finds no
    /// step is no error: `status` says so and `theta` stays.
    pub fn step(
        &self,
        rule: &RuleSpec,
        theta: [f64; 2],
        chart: &str,
    ) -> Result<StepReport, Invalid> {
        let (model, at) = self.point_in_reach(theta, chart)?;
        let site = Site::new(&model, at, 1);
        let (taken, status) = match take(rule.build().as_ref(), &site, &mut Memory::default()) {
            Ok(taken) => (taken, "ok"),
            Err(stop) => {
                (Taken { segment: Segment::still(at), halvings: halvings(stop) }, stop.name())
            }
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
    /// pieces. Without one the curve is closed and its first point not repeated.
    /// All of it is NaN where the matrix that the ball is measured by is singular,
    /// indefinite or, without data, missing; so are points too far out for doubles.
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
        let points = ball::boundary(&model, entry.kind, at, radius, count as usize);
        let points = points.unwrap_or_else(|_| vec![None; count as usize]);
        let held = points.iter().map(|point| point.filter(|point| point.is_finite()));
        Ok(held.flat_map(|point| point.map_or([f64::NAN; 2], Point::array)).collect())
    }

    /// The density at each of `xs`.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point.
    pub fn density(&self, theta: [f64; 2], chart: &str, xs: &[f64]) -> Result<Vec<f64>, Invalid> {
        let (model, at) = self.point(theta, chart, "theta")?;
        Ok(xs.iter().map(|&x| model.density(at, x)).collect())
    }

    /// Draws from the model, the same for the same seed.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, or `count` is too large.
    pub fn sample(
        &self,
        theta: [f64; 2],
        chart: &str,
        count: u64,
        seed: u64,
    ) -> Result<Vec<f64>, Invalid> {
        let (model, at) = self.point(theta, chart, "theta")?;
        if count > MOST_DRAWS {
            let allowed = format_args!("a whole number from 0 to {MOST_DRAWS}");
            return Err(Invalid::new("count", count, allowed));
        }
        Ok(model.sample(at, count as usize, seed))
    }

    /// What a policy that stands at `theta` plays in step `step` (counted from
    /// 0) of a run whose batches have this size and seed: the very outcomes
    /// that the step looks at, as [`Workbench::sample`] numbers them.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, the size is too
    /// large, or the model is no policy.
    pub fn episodes(
        &self,
        theta: [f64; 2],
        chart: &str,
        size: u64,
        seed: u64,
        step: u64,
    ) -> Result<Vec<f64>, Invalid> {
        self.check_plays()?;
        self.sample(theta, chart, size, Random::seed_of_nth(seed, step))
    }

    /// The probability that a batch of this size holds any information: that
    /// not every episode of a policy at `theta` returns 0.
    ///
    /// # Errors
    /// [`Invalid`] where there is no such chart or point, or the model is no policy.
    pub fn informative(&self, theta: [f64; 2], chart: &str, size: u64) -> Result<f64, Invalid> {
        self.check_plays()?;
        let (model, at) = self.point(theta, chart, "theta")?;
        Ok(model.informative(at, size as usize))
    }

    /// Whether the model plays episodes.
    fn check_plays(&self) -> Result<(), Invalid> {
        if self.spec.model.plays_episodes {
            return Ok(());
        }
        let name = format!("\"{}\"", self.spec.model.name);
        Err(Invalid::new("model", name, "a model that plays episodes"))
    }

    /// Whether observations can be measured in another unit, and in this one.
    fn check_unit(&self, scale: f64, shift: f64) -> Result<(), Invalid> {
        if self.spec.model.takes != Kind::Numbers {
            let allowed = "a model of numbers";
            return Err(Invalid::new(
                "model",
                format_args!("\"{}\"", self.spec.model.name),
                allowed,
            ));
        }
        if !(scale.is_finite() && scale != 0.0) {
            return Err(Invalid::new("scale", scale, "a finite number other than 0"));
        }
        if shift.is_finite() {
            return Ok(());
        }
        Err(Invalid::new("shift", shift, "a finite number"))
    }

    fn point(
        &self,
        theta: [f64; 2],
        chart: &str,
        field: &str,
    ) -> Result<(Charted, Point), Invalid> {
        self.inside(theta, self.chart(chart, "chart")?, field)
    }

    /// A point at which loss and derivatives are numbers.
    fn point_in_reach(&self, theta: [f64; 2], chart: &str) -> Result<(Charted, Point), Invalid> {
        let entry = self.chart(chart, "chart")?;
        let (model, at) = self.inside(theta, entry, "theta")?;
        if model.is_in_reach(at) {
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

/// Refuses what no outline has as its size or as the number of its points.
fn check_outline(radius: f64, count: u64) -> Result<(), Invalid> {
    if !(radius > 0.0 && radius.is_finite()) {
        return Err(Invalid::new("radius", radius, "a finite number above 0"));
    }
    if !(3..=MOST_POINTS).contains(&count) {
        let allowed = format_args!("a whole number from 3 to {MOST_POINTS}");
        return Err(Invalid::new("count", count, allowed));
    }
    Ok(())
}

/// A step given up for the domain's sake was halved as often as one may.
fn halvings(stop: Stop) -> u32 {
    if stop == Stop::LeftDomain { crate::step::MOST_HALVINGS } else { 0 }
}
