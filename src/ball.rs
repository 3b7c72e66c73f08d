//! Boundaries of Euclidean balls, of those of a quadratic form, and of exact KL balls.
//!
//! The exact ball `{ p : KL ≤ δ }` is one set of distributions; charts only
//! draw it differently. Its boundary is traced along geodesics of a flat
//! connection of the family, on which both divergences increase from the
//! centre (docs/mathematics/exponential-families.md#u4), so every ray meets it
//! at most once in whatever chart the result is then read; or around its rim,
//! where a model knows that in closed form.

mod outline;

use std::f64::consts::TAU;

use crate::geometry::{
    Covector, Ellipse, Jacobian, Point, Segment, Singular, Symmetric, Tangent, combine,
};
use crate::model::{Connection, Direction, ExponentialFamily, Model};
use crate::numeric::{minimum, root};

/// Angles at which an objective is sampled before its best is refined.
const SCAN: i32 = 16;

/// Cosine of the largest angle by which the outward normal may turn from one
/// sample to the next; where it turns more, samples are put in between. The
/// far side of a large ball is seen from its centre under angles like `e^−δ`.
const SHARPEST_TURN: f64 = 0.75;

/// How often one gap may be halved.
const MOST_HALVINGS: u32 = 40;

/// Most samples in one gap between two of the first: room for a dozen corners, each
/// of which takes [`MOST_HALVINGS`] on either side. Where the normals are nothing
/// but rounding they turn sharply everywhere, and halving would go on for 2⁴⁰.
const MOST_IN_GAP: usize = 1000;

/// Tolerance of [`root::secant`] that leaves an error of rounding.
const EXACT: f64 = 1e-17;

/// How far the root of a divergence may fall short of its radius, or beyond
/// it, once a chart has rounded the point.
const LARGEST_MISS: f64 = 1e-3;

/// How many times as far as guessed an exit is sought without asking for the
/// limit of the divergence, and how many times lower than at every sample a
/// goal is that no minimum between samples can match.
const FAR: f64 = 1e3;

/// How far out a ray without an end is looked at, in units of a quadratic ball's radius.
const FAR_OUT: [f64; 7] = [1.0, 4.0, 16.0, 64.0, 1e3, 1e6, 1e12];

/// Tolerance of the samples at a radius of one nat. A smaller ball is rounder,
/// its stationary points lie farther apart, and more is tolerated: it grows
/// with the inverse square of the radius, up to the second, which leaves an
/// error of some thousandths of the way from sample to sample.
const COARSE: [f64; 2] = [1e-3, 2e-2];

/// Beyond this radius (nats) a ball may be dented, and is looked at under twice
/// as many angles, which crowd together in its depths; on a rim they do not.
const DENTED: f64 = 0.28;

/// [`Coordinates::convex_change`](crate::model::Coordinates::convex_change) in natural coordinates.
const NATURAL: f64 = 1.0;

/// Up to this radius (nats) a ball has no corners.
const ROUND: f64 = 1.0;

/// Greatest sine between the two differentials at a minimiser on the boundary
/// of an unbounded ball (docs/mathematics/exact-steps.md#sine).
const LARGEST_SINE: f64 = 1e-6;

/// Which ball a boundary belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallKind {
    /// `|θ − θ₀| ≤ radius`, in chart units.
    Euclidean,
    /// `½ ΔᵀFΔ ≤ radius`, in nats: the quadratic picture of the KL ball.
    Fisher,
    /// The same of the empirical Fisher matrix; none where there are no data.
    EmpiricalFisher,
    /// The same of the second derivatives of the loss; none where they are not
    /// positive definite.
    Hessian,
    /// `KL ≤ radius`, in nats.
    Kl(Direction),
}

/// `count` points around the boundary of a ball in the coordinates of `model`.
///
/// `None` stands where the ball has no boundary in that direction, and is put
/// between neighbours that a singularity of the coordinates separates: the
/// curve is open there. Otherwise it is closed and its first point is not repeated.
///
/// # Errors
/// [`NoBall`] says why there is none.
pub fn boundary(
    model: &dyn Model,
    kind: BallKind,
    center: Point,
    radius: f64,
    count: usize,
) -> Result<Vec<Option<Point>>, NoBall> {
    let spanned = |radii| Ellipse { center, radii }.boundary(count).map(Some).collect();
    Ok(match kind {
        BallKind::Euclidean => spanned([Tangent(radius, 0.0), Tangent(0.0, radius)]),
        BallKind::Fisher => {
            let scale = (2.0 * radius).sqrt();
            spanned(model.frame(center)?.map(|radius| scale * radius))
        }
        BallKind::EmpiricalFisher => {
            let form = model.empirical_fisher(center).ok_or(NoBall::Singular)?;
            ellipse(form, center, radius, count)?
        }
        BallKind::Hessian => ellipse(model.hessian(center), center, radius, count)?,
        BallKind::Kl(direction) => {
            let ball = KlBall::new(model, center, radius, direction)?;
            let points = ball.trace(count).into_iter().map(|end| end.map(|end| end.to));
            broken(points.collect(), |from, to| model.connects(from, to))
        }
    })
}

/// `count` points around the ellipse `½ ΔᵀGΔ = radius` of any metric `G`, in
/// the units of `G`.
///
/// # Errors
/// [`Singular`] where `form` is not positive definite.
pub fn ellipse(
    form: Symmetric,
    center: Point,
    radius: f64,
    count: usize,
) -> Result<Vec<Option<Point>>, Singular> {
    let scale = (2.0 * radius).sqrt();
    let radii = form.metric()?.frame().map(|radius| scale * radius);
    Ok(Ellipse { center, radii }.boundary(count).map(Some).collect())
}

/// A closed curve with a `None` put between neighbours that are not connected.
pub fn broken(
    points: Vec<Option<Point>>,
    connects: impl Fn(Point, Point) -> bool,
) -> Vec<Option<Point>> {
    let mut pieces = Vec::with_capacity(points.len());
    for (k, &point) in points.iter().enumerate() {
        pieces.push(point);
        if let (Some(from), Some(to)) = (point, points[(k + 1) % points.len()])
            && !connects(from, to)
        {
            pieces.push(None);
        }
    }
    pieces
}

/// Why there is no ball to draw or to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBall {
    /// The matrix that it is measured by is missing, or not positive definite.
    Singular,
    /// An exact ball is traced along geodesics on which the divergence
    /// increases, and only an exponential family has these
    /// (docs/mathematics/exponential-families.md#u4).
    NotExponential,
}

impl From<Singular> for NoBall {
    fn from(_: Singular) -> Self {
        Self::Singular
    }
}

/// What is to be made small over a ball, in the coordinates of its model.
pub enum Goal<'m> {
    /// `⟨g, θ' − θ⟩`.
    Linear(Covector),
    /// What this model's loss changes by.
    Loss(&'m dyn Model),
}

impl Goal<'_> {
    /// A linear goal is −∞ where the ball reaches across a singularity of the
    /// chart: the coordinates grow without bound on the way there.
    fn value(&self, model: &dyn Model, to: &Segment) -> f64 {
        match self {
            Goal::Linear(g) if model.connects(to.from, to.to) => g.along(to.difference),
            Goal::Linear(_) => f64::NEG_INFINITY,
            Goal::Loss(of) => of.loss_change(to),
        }
    }

    fn differential(&self, to: &Segment) -> Covector {
        match self {
            Goal::Linear(g) => *g,
            Goal::Loss(of) => of.gradient(to.to),
        }
    }
}

/// An exact KL ball around a point.
pub struct KlBall<'m> {
    model: &'m dyn Model,
    center: Point,
    radius: f64,
    direction: Direction,
    frame: [Tangent; 2],
    /// The model in its own coordinates, with the centre and the frame there.
    own: &'m dyn Model,
    own_center: Point,
    own_frame: [Tangent; 2],
    /// What the family adds in its own coordinates.
    family: &'m dyn ExponentialFamily,
    connection: Connection,
}

impl<'m> KlBall<'m> {
    /// The ball of `radius` nats around `center`.
    ///
    /// # Errors
    /// [`NoBall`] where the Fisher matrix at `center` has no inverse, or the
    /// model is no exponential family.
    pub fn new(
        model: &'m dyn Model,
        center: Point,
        radius: f64,
        direction: Direction,
    ) -> Result<Self, NoBall> {
        let family = model.exponential().ok_or(NoBall::NotExponential)?;
        let frame = model.frame(center)?;
        let jacobian = model.jacobian(center);
        let own_frame = frame.map(|u| jacobian.push(u));
        let connection = family.tracing_connection(direction);
        let (own, own_center) = (model.beneath().unwrap_or(model), model.own(center));
        Ok(Self {
            model,
            center,
            radius,
            direction,
            frame,
            own,
            own_center,
            own_frame,
            family,
            connection,
        })
    }

    /// The flat connection along whose geodesics its boundary is traced.
    pub fn connection(&self) -> Connection {
        self.connection
    }

    /// Where the geodesic that leaves the centre with `velocity` meets the
    /// boundary: the time, in units of the velocity, and the segment there.
    /// `None` where it stays inside for ever, or where the coordinates run out
    /// of digits before it leaves.
    pub fn exit(
        &self,
        connection: Connection,
        velocity: Tangent,
        guess: f64,
    ) -> Option<(f64, Segment)> {
        let time = self.time_of_exit(connection, velocity, guess)?;
        let end = self.model.geodesic(connection, self.center, time * velocity)?;
        (self.miss(&end) < LARGEST_MISS).then_some((time, end))
    }

    /// `|√(KL / radius) − 1|` at the end of a way, to tell whether it is on the boundary.
    pub fn miss(&self, end: &Segment) -> f64 {
        self.excess(self.model.kl(end, self.direction)).abs()
    }

    /// The boundary under an angle of the own frame, where the model knows it in
    /// closed form: the way there, or `None` where that is no point of these
    /// coordinates. Angles are then those of [`ExponentialFamily::boundary_point`], and not of geodesics.
    fn rim(&self, toward: Tangent) -> Option<Option<Segment>> {
        let way =
            self.family.boundary_point(self.own_center, toward, self.radius, self.direction)?;
        let seen = || self.model.seen_from(self.center, &way);
        Some(self.own.contains(way.to).then(seen).flatten())
    }

    fn has_rim(&self) -> bool {
        let [toward, _] = self.own_frame;
        self.family.boundary_point(self.own_center, toward, self.radius, self.direction).is_some()
    }

    /// The same however it is found, with the time that a geodesic of unit speed
    /// takes there, or the guess of it.
    fn reach(&self, angle: f64, guess: f64) -> Option<(f64, Segment)> {
        match self.rim(combine(self.own_frame, angle)) {
            Some(end) => end.filter(|end| self.miss(end) < LARGEST_MISS).map(|end| (guess, end)),
            None => self.exit(self.connection, combine(self.frame, angle), guess),
        }
    }

    fn time_of_exit(&self, connection: Connection, velocity: Tangent, guess: f64) -> Option<f64> {
        let excess = |time: f64| self.excess_along(connection, time * velocity);
        let near = root::secant([0.0, guess], -1.0, EXACT, excess);
        near.filter(|time| *time > 0.0 && *time < FAR * guess).or_else(|| {
            // What looks like a crossing beyond the limit would be rounding.
            let own_velocity = self.model.jacobian(self.center).push(velocity);
            let direction = self.direction;
            let limit = self.family.kl_limit(connection, self.own_center, own_velocity, direction);
            if limit > self.radius { root::increasing(guess, excess) } else { None }
        })
    }

    /// [`Self::excess`] at the end of a geodesic; infinite where it has left the family.
    fn excess_along(&self, connection: Connection, velocity: Tangent) -> f64 {
        let (model, direction) = (self.model, self.direction);
        let kl = if model.flat_connection() == Some(connection) {
            // No Jacobian knows the velocity better than the chart itself.
            let end = model.geodesic(connection, self.center, velocity);
            end.map(|end| model.kl(&end, direction))
        } else {
            // In own coordinates: digits that the chart lacks at the end are no
            // property of the curve.
            let own_velocity = model.jacobian(self.center).push(velocity);
            let end = self.own.geodesic(connection, self.own_center, own_velocity);
            end.map(|end| self.own.kl(&end, direction))
        };
        self.excess(kl.unwrap_or(f64::INFINITY))
    }

    /// `√(KL / radius) − 1`: nearly linear along a geodesic, which secants like.
    fn excess(&self, kl: f64) -> f64 {
        (kl / self.radius).sqrt() - 1.0
    }

    /// `√(2δ)`: when a unit-speed geodesic would leave, were KL quadratic.
    fn quadratic_time(&self) -> f64 {
        (2.0 * self.radius).sqrt()
    }

    /// The boundary point at which `goal` is least.
    ///
    /// Where there is one minimum only it is approached from the solution of
    /// the quadratic problem. Elsewhere the boundary is sampled, coarsely, at
    /// 16 angles and where it turns sharply at more: between two samples where
    /// the sine between the goal's differential and that of the divergence
    /// falls through zero lies a minimum. Either way the sine vanishes there to
    /// rounding, which is the Karush–Kuhn–Tucker condition of the problem.
    ///
    /// Returns `None` where the goal has no minimum on the boundary: far
    /// out in a direction in which the ball is unbounded it is lower still, or
    /// it is −∞ somewhere, or the best end of an unbounded ball is not stationary.
    pub fn minimize(&self, goal: &Goal) -> Option<Segment> {
        let downhill = direction(goal.differential(&Segment::still(self.center)), self.frame);
        if self.radius <= self.single_up_to(goal) {
            // Were KL quadratic: straight downhill, where the differential turns against the normal.
            if let Some(end) = self.turned(downhill).approach(goal, [1.0, 0.0], [0.0, -1.0]) {
                return Some(end);
            }
        }
        if self.scans_half(goal) {
            let [_, second] = downhill;
            let aside = self.halves(goal).then(|| [0.0, second.signum()]);
            return self.turned(aside.unwrap_or(downhill)).search(goal);
        }
        self.search(goal)
    }

    /// The radius up to which the ball has one minimum only.
    fn single_up_to(&self, goal: &Goal) -> f64 {
        let anywhere = match goal {
            Goal::Linear(_) => self.model.convex_up_to(self.direction),
            Goal::Loss(of) => of.one_minimum_up_to(self.direction),
        };
        if self.radius <= anywhere || self.direction == Direction::OldNew {
            return anywhere;
        }
        let change = match goal {
            Goal::Linear(_) => self.model.convex_change(),
            Goal::Loss(_) if self.is_convex(goal) => NATURAL,
            Goal::Loss(_) => 0.0,
        };
        if change > 0.0 { self.family.least_cost(self.own_center, change) } else { anywhere }
    }

    /// Whether half of the boundary is enough, downhill or to one side: uphill a convex
    /// goal has no minimum. A large ball is looked at along the axes of its own frame.
    fn scans_half(&self, goal: &Goal) -> bool {
        self.radius <= ROUND && (self.is_convex(goal) || self.halves(goal)) && !self.has_rim()
    }

    /// Whether the goal is least on one side of the second coordinate.
    fn halves(&self, goal: &Goal) -> bool {
        matches!(goal, Goal::Linear(Covector(_, second)) if *second != 0.0)
            && self.model.rises_with_second()
    }

    /// The same ball, in whose frame a covector of these entries falls along the first tangent.
    fn turned(&self, [a, b]: [f64; 2]) -> Self {
        let turned = |[u, v]: [Tangent; 2]| [-a * u + -b * v, b * u + -a * v];
        Self { frame: turned(self.frame), own_frame: turned(self.own_frame), ..*self }
    }

    /// Whether the goal is convex along the rays from the centre, so that it
    /// stays above zero on one along which it rises at first.
    fn is_convex(&self, goal: &Goal) -> bool {
        match goal {
            Goal::Linear(_) => self.model.flat_connection() == Some(self.connection),
            Goal::Loss(of) => of.is_likelihood() && self.connection == Connection::Exponential,
        }
    }

    /// The stationary point near `start`, by Newton's method on `√(KL/δ) = 1`
    /// and `sine = 0`, in straight coordinates in which the ball is the unit
    /// disk but for higher orders. The divergence's derivative is known; that of
    /// the sine, `slope` at first, is learnt from step to step (Broyden 1965).
    /// `None` where that leads nowhere, or to a maximum.
    fn approach(&self, goal: &Goal, mut at: [f64; 2], mut slope: [f64; 2]) -> Option<Segment> {
        const MOST_STEPS: usize = 16;
        const LONGEST_STEP: f64 = 0.5;
        const SHORTEST_STEP: f64 = 1e-2;
        const ROUNDING: f64 = 1e-14;
        let radii = self.frame.map(|u| self.quadratic_time() * u);
        let place = |[x, y]: [f64; 2]| Segment::step(self.center, x * radii[0] + y * radii[1]);
        let (mut step, mut length, mut last) = (at, 1.0, 0.0);
        for count in 0..MOST_STEPS {
            let mut end = place(at);
            while !self.model.contains(end.to) {
                length *= 0.5;
                step = step.map(|x| 0.5 * x);
                at = [at[0] - step[0], at[1] - step[1]];
                end = Some(place(at)).filter(|_| length > SHORTEST_STEP)?;
            }
            let (kl, outward) = self.model.kl_and_differential(&end, self.direction);
            let excess = self.excess(kl);
            let scale = (2.0 * self.radius * (1.0 + excess)).recip();
            let rise = radii.map(|radius| scale * outward.along(radius));
            let frame = {
                let jacobian = self.model.jacobian(end.to);
                self.own_frame.map(|u| jacobian.pull(u))
            };
            let [normal, g] = [outward, goal.differential(&end)].map(|form| direction(form, frame));
            let sine = turn(g, normal);
            if count > 0 {
                let surprise = (sine - last - dot(slope, step)) / (length * length);
                slope = [slope[0] + surprise * step[0], slope[1] + surprise * step[1]];
            }
            let determinant = rise[0] * slope[1] - rise[1] * slope[0];
            step = [
                (sine * rise[1] - excess * slope[1]) / determinant,
                (excess * slope[0] - sine * rise[0]) / determinant,
            ];
            let before = length;
            length = dot(step, step).sqrt();
            if length > LONGEST_STEP {
                step = step.map(|x| x * LONGEST_STEP / length);
                length = LONGEST_STEP;
            }
            at = [at[0] + step[0], at[1] + step[1]];
            // The error left is about the product of the last two, or, while the
            // slope is being learnt, shrinks as the last did.
            if length * before < EXACT && length * length < ROUNDING * before {
                let is_minimum = dot(g, normal) < 0.0;
                return Some(place(at)).filter(|end| is_minimum && self.model.contains(end.to));
            }
            last = sine;
        }
        None
    }

    /// See [`KlBall::minimize`]: the least of all minima.
    fn search(&self, goal: &Goal) -> Option<Segment> {
        let jacobian = self.model.jacobian(self.center);
        let own = self.family.unbounded_directions(self.own_center, self.radius, self.direction);
        let recessions: Vec<Tangent> = own.into_iter().map(|d| jacobian.pull(d)).collect();
        // Where far out it goes down without end there is nothing to scan for.
        let slope = goal.differential(&Segment::still(self.center));
        let [a, b] = self.frame.map(|u| slope.along(u));
        let bottom = -FAR * FAR * self.quadratic_time() * (a.abs() + b.abs());
        if recessions.iter().any(|ray| self.falls_below(bottom, *ray, goal, &[1e12])) {
            return None;
        }
        let scan = self.scan(goal)?;
        let end = scan.len() - usize::from(self.scans_half(goal));
        let lowest = (1..end).min_by(|a, b| scan[*a].value.total_cmp(&scan[*b].value))?;
        let ends = scan.iter().filter(|sample| sample.end.is_none());
        let ends = ends.map(|sample| combine(self.frame, sample.angle));
        let open: Vec<_> = recessions.into_iter().chain(ends).collect();
        // No need to know the boundary's own minimum where far out it is no match.
        let hopeless = FAR * scan[lowest].value.min(0.0);
        let falls =
            |below: f64| open.iter().any(|ray| self.falls_below(below, *ray, goal, &FAR_OUT));
        if falls(hopeless) {
            return None;
        }
        let mut minima = Vec::new();
        let mut alone = true;
        // Least along the boundary where that is dented, and lower inside: no minimum.
        // A loss may turn too far between two samples to tell.
        let is_linear = matches!(goal, Goal::Linear(_));
        for right in 1..scan.len() {
            let ends = [right - 1, right];
            if scan[ends[0]].sine >= 0.0
                && scan[ends[1]].sine < 0.0
                && !(is_linear && ends.iter().all(|k| scan[*k].cosine > 0.0))
                && let Some(end) = self.between(goal, ends.map(|k| scan[k]))
            {
                minima.push(end);
                alone &= !(ends[0].saturating_sub(1)..=ends[1] + 1).contains(&lowest);
            }
        }
        if alone || minima.is_empty() {
            // Two extrema within one gap: only the values can tell them apart.
            let next = if lowest + 1 < scan.len() { lowest + 1 } else { 1 };
            let turn = if next == 1 { TAU } else { 0.0 };
            let ends = [scan[lowest - 1].angle, turn + scan[next].angle];
            minima.extend(self.lowest_between(goal, ends));
        }
        let ranked = minima.into_iter().map(|end| (goal.value(self.model, &end), end));
        let (least, landing) = ranked.min_by(|a, b| a.0.total_cmp(&b.0))?;
        // Measured there, because next to the family's edge all covectors are
        // alike in units of the centre.
        let stationary = || {
            let slope = self.model.kl_differential(&landing, self.direction);
            let g = goal.differential(&landing);
            let frame = self.model.frame(landing.to);
            frame.is_ok_and(|frame| {
                turn(direction(g, frame), direction(slope, frame)).abs() < LARGEST_SINE
            })
        };
        let is_minimum = open.is_empty() || !falls(least) && stationary();
        (least > f64::NEG_INFINITY && is_minimum).then_some(landing)
    }

    /// The minimum between two samples.
    fn between(&self, goal: &Goal, [left, right]: [Sample; 2]) -> Option<Segment> {
        let far = (2.0 * self.radius).sqrt().recip();
        // Next to the family's edge all covectors are alike.
        if left.sine.min(-right.sine) < LARGEST_SINE {
            return self.lowest_between(goal, [left.angle, right.angle]);
        }
        let [from, to] = [left, right].map(|sample| {
            sample.end.map(|end| far * columns(self.frame).pull(end.difference)).unwrap_or_default()
        });
        let (chord, share) = (to + -from, left.sine / (left.sine - right.sine));
        let Tangent(x, y) = chord;
        let slope = ((right.sine - left.sine) / (x * x + y * y)) * chord;
        let start = from + share * chord;
        let near = |end: &Segment| {
            let found = far * columns(self.frame).pull(end.difference);
            (found + -start).length() < chord.length()
        };
        let found = self.approach(goal, start.array(), slope.array()).filter(near);
        found.or_else(|| self.stationary(goal, [left, right]))
    }

    /// The lowest boundary point between two angles.
    fn lowest_between(&self, goal: &Goal, ends: [f64; 2]) -> Option<Segment> {
        let mut exact = self.nearing(goal, self.quadratic_time());
        let near = minimum::golden_section(ends, |angle| exact(angle).value);
        // Values know the place to half the digits, the sine to all of them.
        let aside = near - 1e-5 * (ends[1] - ends[0]);
        let mut sine = |angle| exact(angle).sine;
        let found = root::secant([aside, near], sine(aside), EXACT, &mut sine);
        let polished = found.filter(|found| (found - near).abs() < 100.0 * (near - aside));
        exact(polished.unwrap_or(near)).end
    }

    /// Whether on a ray without an end the goal is somewhere inside below
    /// `least`: far out, or where coordinates that end at the family's edge
    /// still have digits.
    fn falls_below(&self, least: f64, ray: Tangent, goal: &Goal, far: &[f64]) -> bool {
        let convex = self.is_convex(goal);
        let rises = || goal.differential(&Segment::still(self.center)).along(ray) >= 0.0;
        if convex && rises() {
            return false;
        }
        let mut last = 0.0;
        for far in far {
            let velocity = *far * self.quadratic_time() * ray;
            let end = self.model.geodesic(self.connection, self.center, velocity);
            let value = end.map_or(f64::INFINITY, |end| goal.value(self.model, &end));
            if value < least && self.excess_along(self.connection, velocity) <= 0.0 {
                return true;
            }
            if convex && value >= last {
                return false;
            }
            last = value;
        }
        false
    }

    /// The boundary point between two samples, or just beside them, at which the sine vanishes.
    fn stationary(&self, goal: &Goal, ends: [Sample; 2]) -> Option<Segment> {
        let [left, right] = ends.map(|end| end.angle);
        let [at_left, at_right] = ends.map(|end| end.sine);
        let start = left + (right - left) * at_left / (at_left - at_right);
        let mut exact = self.nearing(goal, 0.5 * (ends[0].time + ends[1].time));
        let found = root::secant([left, start], at_left, EXACT, |angle| exact(angle).sine);
        let margin = right - left;
        if let Some(angle) = found.filter(|angle| (left - margin..right + margin).contains(angle)) {
            return exact(angle).end;
        }
        // A coarse sample may tell the sign of a small sine wrongly: then the gap
        // beside it has the minimum.
        for ends in [[left, right], [left - margin, right + margin]] {
            let values = ends.map(|angle| -exact(angle).sine);
            if values[0] < 0.0 && values[1] >= 0.0 {
                let angle = root::bracketed(ends, values, |angle| -exact(angle).sine);
                return exact(angle).end;
            }
        }
        None
    }

    /// The boundary once around, first sample repeated at the end: at [`SCAN`] equal
    /// angles, or twice that beyond [`DENTED`], and as many more between them as it takes to follow its turns.
    /// `None` where the goal is −∞ at one of them.
    fn scan(&self, goal: &Goal) -> Option<Vec<Sample>> {
        let mut fine: Vec<Sample> = Vec::with_capacity(2 * SCAN as usize + 1);
        let mut times = [self.quadratic_time(); 3];
        let count = if self.radius > DENTED && !self.has_rim() { 2 * SCAN } else { SCAN };
        let half = self.scans_half(goal);
        let (from, to) = if half { (-count / 4, count / 4) } else { (0, count) };
        for k in from..=to {
            let angle = TAU * (f64::from(k) / f64::from(count));
            let guess = ahead(times);
            let sample = match fine.first() {
                Some(first) if !half && k == to => Sample { angle, ..*first },
                _ => self.near(goal, angle, guess, MOST_HALVINGS)?,
            };
            let is_start = fine.is_empty() || sample.end.is_none();
            times = if is_start { [sample.time; 3] } else { [times[1], times[2], sample.time] };
            if let Some(left) = fine.last().copied() {
                let most = fine.len() + MOST_IN_GAP;
                self.fill(goal, [left, sample], MOST_HALVINGS, most, &mut fine)?;
            }
            fine.push(sample);
        }
        Some(fine)
    }

    fn fill(
        &self,
        goal: &Goal,
        [left, right]: [Sample; 2],
        halvings: u32,
        most: usize,
        fine: &mut Vec<Sample>,
    ) -> Option<()> {
        // An open end has no normal, which compares as false.
        let is_sharp = dot(left.normal, right.normal) < SHARPEST_TURN;
        if is_sharp && halvings > 0 && fine.len() < most {
            // Where the chart bends a hair's breadth matters: the ends have to be as precise.
            let precise = |end: Sample| match end.coarseness > halvings {
                true => self.near(goal, end.angle, end.time, halvings),
                false => Some(end),
            };
            let (left, right) = (precise(left)?, precise(right)?);
            let angle = 0.5 * (left.angle + right.angle);
            let middle = self.near(goal, angle, 0.5 * (left.time + right.time), halvings - 1)?;
            self.fill(goal, [left, middle], halvings - 1, most, fine)?;
            fine.push(middle);
            self.fill(goal, [middle, right], halvings - 1, most, fine)?;
        }
        Some(())
    }

    /// A place near the boundary under an angle, close enough to tell on which
    /// side of it a stationary point is; on the boundary of a large ball, which
    /// turns within less than a hair. `None` where the goal is −∞ there.
    fn near(&self, goal: &Goal, angle: f64, guess: f64, halvings: u32) -> Option<Sample> {
        const MOST_TRIALS: usize = 5;
        let below = |sample: Sample| (sample.value > f64::NEG_INFINITY).then_some(sample);
        let velocity = combine(self.own_frame, angle);
        if let Some(end) = self.rim(velocity) {
            return below(self.exact(goal, angle, guess, end));
        }
        // The finer the samples, the more precise.
        let share = 0.5f64.powi((MOST_HALVINGS - halvings) as i32);
        let tolerance = 0.25 * share * (COARSE[0] / self.radius.powi(2)).min(COARSE[1]);
        let [mut last, mut time] = [0.0, guess];
        let mut before = -1.0;
        let trials = if self.radius > ROUND { 0 } else { MOST_TRIALS };
        let mut found = None;
        for _ in 0..trials {
            let way = self.own.geodesic(self.connection, self.own_center, time * velocity);
            let Some(way) = way else { break };
            let (kl, slope) = self.own.kl_and_differential(&way, self.direction);
            let excess = self.excess(kl);
            let next = time - excess * (time - last) / (excess - before);
            if (next - time).abs() < tolerance * time {
                let end = self.model.seen_from(self.center, &way);
                let sample = self.sample(goal, angle, time, end, |at, _| {
                    let here = {
                        let jacobian = self.model.jacobian(at);
                        self.frame.map(|u| jacobian.push(u))
                    };
                    [direction(slope, self.own_frame), direction(slope, here)]
                });
                found = Some(Sample { coarseness: halvings, ..sample });
                break;
            }
            if !(next > 0.0 && next < FAR * guess) {
                break;
            }
            (last, before, time) = (time, excess, next);
        }
        // What lies just outside may lie beyond a singularity that the ball does not reach.
        let coarse = found.filter(|sample| sample.value > f64::NEG_INFINITY);
        below(coarse.unwrap_or_else(|| self.at_angle(goal, angle, guess)))
    }

    /// The boundary under one angle after another, each nearer to the last.
    fn nearing(&self, goal: &Goal, mut time: f64) -> impl FnMut(f64) -> Sample {
        move |angle| {
            let sample = self.at_angle(goal, angle, time);
            time = sample.time;
            sample
        }
    }

    /// The boundary under an angle, found from the guess of a time.
    fn at_angle(&self, goal: &Goal, angle: f64, guess: f64) -> Sample {
        let found = self.reach(angle, guess);
        let (time, end) = found.map_or((guess, None), |(time, end)| (time, Some(end)));
        self.exact(goal, angle, time, end)
    }

    /// The same at an end that is known.
    fn exact(&self, goal: &Goal, angle: f64, time: f64, end: Option<Segment>) -> Sample {
        self.sample(goal, angle, time, end, |_, own| {
            let slope = end.map(|end| self.model.kl_differential(&end, self.direction));
            [own, self.frame].map(|frame| direction(slope.unwrap_or_default(), frame))
        })
    }

    /// `normals` finds the direction of the divergence's differential at a place in
    /// the model's own coordinates, whose frame it is given, and in these.
    fn sample(
        &self,
        goal: &Goal,
        angle: f64,
        time: f64,
        end: Option<Segment>,
        normals: impl Fn(Point, [Tangent; 2]) -> [[f64; 2]; 2],
    ) -> Sample {
        let Some(at) = end else {
            let none = f64::NAN;
            let (value, normal) = (f64::INFINITY, [none; 2]);
            let (sine, cosine) = (none, none);
            return Sample { angle, time, end, value, sine, cosine, normal, coarseness: 0 };
        };
        // A chart's own units may have changed a millionfold on the way, or been mirrored.
        let frame = {
            let jacobian = self.model.jacobian(at.to);
            self.own_frame.map(|u| jacobian.pull(u))
        };
        let [outward, normal] = normals(at.to, frame);
        let slope = direction(goal.differential(&at), frame);
        let (sine, cosine) = (turn(slope, outward), dot(slope, outward));
        let value = goal.value(self.model, &at);
        Sample { angle, time, end, value, sine, cosine, normal, coarseness: 0 }
    }
}

/// On along the parabola through the last three, as long as that leads somewhere.
fn ahead(times: [f64; 3]) -> f64 {
    let [first, second, third] = times;
    // No `clamp`, which refuses times that are no number.
    (3.0 * (third - second) + first).max(0.5 * third).min(2.0 * third)
}

/// Sine of the angle from `slope` to `g`, of length one.
fn turn([gu, gv]: [f64; 2], [su, sv]: [f64; 2]) -> f64 {
    gu * sv - gv * su
}

/// A covector on the tangents of a frame, scaled to length one.
fn direction(covector: Covector, frame: [Tangent; 2]) -> [f64; 2] {
    let [a, b] = frame.map(|u| covector.along(u));
    // Scaled first, because squares overflow; `hypot` takes five times as long.
    let largest = a.abs().max(b.abs());
    let [a, b] = [a / largest, b / largest];
    let length = (a * a + b * b).sqrt();
    [a / length, b / length]
}

/// A point of the boundary, seen from the centre.
#[derive(Clone, Copy)]
struct Sample {
    /// Under which angle of the frame.
    angle: f64,
    /// How long a geodesic of unit speed takes there; a guess where it never arrives.
    time: f64,
    /// The way there; `None` where there is no boundary under that angle.
    end: Option<Segment>,
    /// The goal there; infinite where there is none.
    value: f64,
    /// Sine of the angle from the divergence's differential there to the goal's,
    /// both seen from the centre in the model's own coordinates and in units in
    /// which the Fisher matrix is the identity.
    sine: f64,
    /// Its cosine.
    cosine: f64,
    /// The direction of the divergence's differential, in the coordinates of the model.
    normal: [f64; 2],
    /// 0 on the boundary; else the more, the farther off it may be.
    coarseness: u32,
}

fn dot([a, b]: [f64; 2], [c, d]: [f64; 2]) -> f64 {
    a * c + b * d
}

/// The linear map that takes the unit vectors to a frame.
fn columns([Tangent(a, c), Tangent(b, d)]: [Tangent; 2]) -> Jacobian {
    Jacobian::from_rows([[a, b], [c, d]])
}
