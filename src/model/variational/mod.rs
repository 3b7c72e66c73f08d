//! A Gaussian fitted to a target density: variational inference, and its mirror image.
//!
//! The family is [`Gaussian`]; what is new is the loss, a divergence between
//! `q = N(μ, σ²)` and a target `p` whose normaliser is known
//! (docs/mathematics/variational.md#family).

mod curvature;
mod minima;
mod peaks;
mod powers;
mod table;
mod target;

pub use peaks::{Peak, Peaks};
pub use target::Target;

use std::sync::OnceLock;

use super::gaussian::Observations;
use super::{Batches, Connection, Digits, Direction, Gaussian, Loss, Objective, Units};
use crate::data::Moments;
use crate::error::Invalid;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use target::Derivatives;

/// The Gaussian that is to come near to `target` by `KL(q ‖ p)`.
pub fn reverse(target: Target) -> Gaussian {
    Gaussian::new(Reverse { target, minima: OnceLock::new() })
}

/// The Gaussian that is to come near to `target` by `KL(p ‖ q)`.
///
/// # Errors
/// [`Invalid`] names `field` where the target has no variance: the loss is then infinite.
pub fn forward(target: Target, field: &str) -> Result<Gaussian, Invalid> {
    let [mean, variance] = target.moments();
    if !variance.is_finite() {
        let allowed = "\"reverse\" for a target without a variance (2 degrees or fewer)";
        return Err(Invalid::new(field, "\"forward\"", allowed));
    }
    let moments =
        Moments { mean, rest: 0.0, std_dev: variance.sqrt(), skewness: 0.0, kurtosis: 0.0 };
    let negentropy = target.negentropy();
    Ok(Gaussian::new(Forward { target, fit: Observations::summarized(moments), negentropy }))
}

/// `KL(q ‖ p) = −½ ln(2πe σ²) − E_q ln p`, which seeks a peak where there are several.
struct Reverse {
    target: Target,
    /// Its local minima, found when first asked for.
    minima: OnceLock<Vec<Point>>,
}

/// `KL(p ‖ q) = E_p ln p + ½ ln 2πσ² + ((μ_p − μ)² + σ_p²)/2σ²`: but for a constant
/// the negative log-likelihood of data with the target's mean and variance.
struct Forward {
    target: Target,
    fit: Observations,
    negentropy: f64,
}

impl Reverse {
    fn derivatives(&self, at: Point) -> Derivatives {
        self.target.derivatives(at.0, at.1)
    }

    fn first_derivatives(&self, at: Point) -> [f64; 2] {
        self.target.first_derivatives(at.0, at.1)
    }

    /// `(E U′, E z U′ − 1/σ)`.
    fn gradient_of([slope, spread]: [f64; 2], at: Point) -> Covector {
        Covector(slope, spread - at.1.recip())
    }

    /// `F⁻¹∇L = (σ² E U′, ½ σ (σ E z U′ − 1))`.
    fn natural_gradient_of([slope, spread]: [f64; 2], at: Point) -> Tangent {
        let Point(_, sigma) = at;
        Tangent(sigma * (sigma * slope), 0.5 * sigma * (sigma * spread - 1.0))
    }

    fn minima(&self) -> &[Point] {
        self.minima.get_or_init(|| minima::of(&self.target))
    }
}

impl Loss for Reverse {
    fn loss(&self, at: Point) -> f64 {
        self.target.reverse_loss(at)
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.loss(along.to) - self.loss(along.from)
    }

    fn gradient(&self, at: Point) -> Covector {
        Self::gradient_of(self.first_derivatives(at), at)
    }

    fn loss_and_gradient(&self, at: Point, digits: Digits) -> (f64, Covector) {
        let (loss, first) = self.target.reverse_loss_and_derivatives(at, digits);
        (loss, Self::gradient_of(first, at))
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        Ok(Self::natural_gradient_of(self.first_derivatives(at), at))
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        let first = self.first_derivatives(at);
        (Self::gradient_of(first, at), Ok(Self::natural_gradient_of(first, at)))
    }

    /// `[E U″, E z U″, E z² U″ + 1/σ²]` (Bonnet 1964, Price 1958).
    fn hessian(&self, at: Point) -> Symmetric {
        let [a, b, c] = self.derivatives(at).second;
        Symmetric([a, b, c + at.1.recip() / at.1])
    }

    fn empirical_fisher(&self, _: Point) -> Option<Symmetric> {
        None
    }

    fn optimum(&self) -> Option<Point> {
        self.minima().first().copied()
    }

    fn optima(&self) -> Vec<Point> {
        self.minima().to_vec()
    }

    fn target_log_density(&self, x: f64) -> Option<f64> {
        Some(self.target.log_density(x))
    }

    fn is_likelihood(&self) -> bool {
        false
    }

    fn descent_path(&self, _: Direction) -> Option<Connection> {
        None
    }

    fn infimum(&self, _: Point) -> Option<Segment> {
        None
    }

    /// With a log-concave target the loss is convex in `(μ, σ)`, in which balls
    /// are convex up to 6 nats at least (docs/mathematics/gaussian.md#convexity).
    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        if self.target.is_log_concave() { 6.0 } else { 0.0 }
    }
}

impl Objective for Reverse {
    /// Up to where the second derivatives are doubles, in every chart: unlike those of
    /// a likelihood they do not fall off where `σ` grows, as `∂σ/∂η₂ = σ³` does.
    fn is_representable(&self, at: Point) -> bool {
        const FARTHEST: f64 = 1e50;
        const LARGEST: f64 = 1e300;
        let unit = at.1.recip();
        at.0.abs().max(at.1) <= FARTHEST && unit * unit + self.target.largest(at.0, at.1) <= LARGEST
    }

    fn center(&self) -> Point {
        let [mean, variance] = self.target.moments();
        let widest = Point(if mean.is_finite() { mean } else { 0.0 }, variance.sqrt());
        self.optimum().unwrap_or(widest)
    }

    /// The other minima.
    fn landmarks(&self) -> Vec<Point> {
        self.minima().iter().skip(1).copied().collect()
    }

    fn units(&self) -> Units {
        Units::default()
    }

    fn moments(&self) -> Option<[f64; 3]> {
        None
    }

    fn batches(&self) -> Option<&dyn Batches> {
        None
    }
}

impl Loss for Forward {
    fn loss(&self, at: Point) -> f64 {
        self.negentropy + self.fit.loss(at)
    }

    fn loss_change(&self, along: &Segment) -> f64 {
        self.fit.loss_change(along)
    }

    fn gradient(&self, at: Point) -> Covector {
        self.fit.gradient(at)
    }

    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        self.fit.natural_gradient(at)
    }

    fn both_gradients(&self, at: Point) -> (Covector, Result<Tangent, Singular>) {
        self.fit.both_gradients(at)
    }

    fn hessian(&self, at: Point) -> Symmetric {
        self.fit.hessian(at)
    }

    fn empirical_fisher(&self, _: Point) -> Option<Symmetric> {
        None
    }

    fn optimum(&self) -> Option<Point> {
        self.fit.optimum()
    }

    fn optima(&self) -> Vec<Point> {
        self.fit.optima()
    }

    fn target_log_density(&self, x: f64) -> Option<f64> {
        Some(self.target.log_density(x))
    }

    /// It is one but for a constant.
    fn is_likelihood(&self) -> bool {
        true
    }

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        self.fit.descent_path(direction)
    }

    fn least_on_ball(&self, from: Point, radius: f64, direction: Direction) -> Option<Segment> {
        self.fit.least_on_ball(from, radius, direction)
    }

    fn infimum(&self, from: Point) -> Option<Segment> {
        self.fit.infimum(from)
    }

    fn one_minimum_up_to(&self, direction: Direction) -> f64 {
        self.fit.one_minimum_up_to(direction)
    }
}

impl Objective for Forward {
    fn is_representable(&self, at: Point) -> bool {
        self.fit.is_representable(at)
    }

    fn center(&self) -> Point {
        self.fit.center()
    }

    fn landmarks(&self) -> Vec<Point> {
        Vec::new()
    }

    fn units(&self) -> Units {
        Units::default()
    }

    fn moments(&self) -> Option<[f64; 3]> {
        None
    }

    fn batches(&self) -> Option<&dyn Batches> {
        None
    }
}
