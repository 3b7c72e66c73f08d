//! The univariate Gaussian in its own coordinates `(μ, σ)`.

mod geodesics;
mod observations;
mod side_by_side;

pub use observations::Observations;

use std::f64::consts::TAU;

use self::geodesics::{exponential_map, levi_civita_map, mixture_map};
use super::objective::HasObjective;
use super::{
    Connection, Direction, ExponentialFamily, Family, Geodesics, Model, Objective, OnePass,
    OwnCoordinates, Sampling, SideBySide, Units,
};
use crate::error::Invalid;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::kernel::{log_ratio, phi, phi_inverse};
use crate::numeric::random::Random;

/// `N(μ, σ²)` with something to make small on it.
pub struct Gaussian {
    objective: Box<dyn Objective>,
}

impl Gaussian {
    /// The family with this objective.
    pub fn new(objective: impl Objective + 'static) -> Self {
        Self { objective: Box::new(objective) }
    }

    /// The family fitted to these observations.
    ///
    /// # Errors
    /// [`Invalid`] names `field` where they are unusable; see [`Observations::new`].
    pub fn fitted_to(observations: &[f64], field: &str) -> Result<Self, Invalid> {
        Ok(Self::new(Observations::new(observations, field)?))
    }

    /// `ln N(x; μ, σ²) = −½ u² − ln σ − ½ ln(2π)` with `u = (x − μ)/σ` (per unit of `x`).
    pub fn log_density(Point(mu, sigma): Point, x: f64) -> f64 {
        let u = (x - mu) / sigma;
        -0.5 * u * u - sigma.ln() - 0.5 * TAU.ln()
    }
}

impl Model for Gaussian {
    fn exponential(&self) -> Option<&dyn ExponentialFamily> {
        Some(self)
    }

    fn center(&self) -> Point {
        self.objective.center()
    }

    fn landmarks(&self) -> Vec<Point> {
        self.objective.landmarks()
    }

    fn units(&self) -> Units {
        self.objective.units()
    }

    fn moments(&self) -> Option<[f64; 3]> {
        self.objective.moments()
    }

    fn one_pass(&self) -> Option<&dyn OnePass> {
        None
    }

    fn side_by_side(&self) -> Option<&dyn SideBySide> {
        Some(self)
    }
}

impl OwnCoordinates for Gaussian {
    fn own_flat_connection(&self) -> Option<Connection> {
        None
    }
}

impl Family for Gaussian {
    fn contains(&self, at: Point) -> bool {
        let Point(mu, sigma) = at;
        mu.is_finite() && sigma.is_finite() && sigma > 0.0
    }

    /// Up to where `μ²` and `σ²` are doubles, and the loss allows.
    fn is_representable(&self, at: Point) -> bool {
        const LARGEST: f64 = 1e152;
        let Point(mu, sigma) = at;
        mu.abs().max(sigma) <= LARGEST && self.objective.is_representable(at)
    }

    fn short_tangent(&self) -> Option<Tangent> {
        None
    }

    /// `exp(−½ u²) / (σ √(2π))`, per unit of `x`.
    fn density(&self, at: Point, x: f64) -> f64 {
        let Point(mu, sigma) = at;
        let u = (x - mu) / sigma;
        (-0.5 * u * u).exp() / (sigma * TAU.sqrt())
    }

    /// `(aμ + b, |a| σ)`.
    fn affine(&self, at: Point, scale: f64, shift: f64) -> Option<Point> {
        let Point(mu, sigma) = at;
        Some(Point(scale * mu + shift, scale.abs() * sigma))
    }

    /// `E[(u, u² − 1)] / σ` over `u ~ N(0, 1)`, by the three-point Gauss–Hermite
    /// rule, which is exact for polynomials up to degree five.
    fn mean_score(&self, at: Point) -> Covector {
        let Point(_, sigma) = at;
        const NODES: [(f64, f64); 3] = [
            (-1.732_050_807_568_877_2, 1.0 / 6.0),
            (0.0, 2.0 / 3.0),
            (1.732_050_807_568_877_2, 1.0 / 6.0),
        ];
        let score = |u: f64| Covector(u / sigma, (u * u - 1.0) / sigma);
        NODES.iter().fold(Covector::default(), |sum, &(u, weight)| sum + weight * score(u))
    }

    /// `F = diag(1, 2) / σ²`.
    fn fisher(&self, at: Point) -> Symmetric {
        let Point(_, sigma) = at;
        Symmetric([1.0 / sigma / sigma, 0.0, 2.0 / sigma / sigma])
    }

    /// Radii `(σ, 0)` and `(0, σ/√2)`.
    fn frame(&self, at: Point) -> Result<[Tangent; 2], Singular> {
        let Point(_, sigma) = at;
        Ok([Tangent(sigma, 0.0), Tangent(0.0, sigma * std::f64::consts::FRAC_1_SQRT_2)])
    }

    /// `KL(0 ‖ 1) = ½ [φ(−a) + (Δμ/σ₁)²]` and `KL(1 ‖ 0) = ½ [φ(a) + (Δμ/σ₀)²]`
    /// with `a = 2 ln(σ₁/σ₀)`: sums of nonnegative terms, nothing cancels.
    fn kl(&self, along: &Segment, direction: Direction) -> f64 {
        let (Point(_, s0), Point(_, s1)) = (along.from, along.to);
        let Tangent(d_mu, d_sigma) = along.difference;
        let a = 2.0 * log_ratio(s0, s1, d_sigma);
        match direction {
            Direction::OldNew => 0.5 * (phi(-a) + (d_mu / s1).powi(2)),
            Direction::NewOld => 0.5 * (phi(a) + (d_mu / s0).powi(2)),
        }
    }

    fn kl_differential(&self, along: &Segment, direction: Direction) -> Covector {
        let (Point(_, s0), Point(_, s1)) = (along.from, along.to);
        let Tangent(d_mu, d_sigma) = along.difference;
        let d_variance = d_sigma * (s0 + s1);
        match direction {
            Direction::OldNew => {
                Covector(d_mu / s1 / s1, (d_variance / s1 - d_mu * (d_mu / s1)) / s1 / s1)
            }
            Direction::NewOld => Covector(d_mu / s0 / s0, d_variance / s0 / s0 / s1),
        }
    }

    fn kl_and_differential(&self, along: &Segment, direction: Direction) -> (f64, Covector) {
        (self.kl(along, direction), self.kl_differential(along, direction))
    }

    /// `p (ln(σ₁/σ₀) + ½ (v² − u²))` with `u`, `v` the distances of `x` from the
    /// two means in units of their σ, and `v − u = −(Δμ + u Δσ)/σ₁`.
    fn integrand(&self, along: &Segment, x: f64) -> f64 {
        let (Point(mu, s0), Point(_, s1)) = (along.from, along.to);
        let Tangent(d_mu, d_sigma) = along.difference;
        let u = (x - mu) / s0;
        let change = -(d_mu + u * d_sigma) / s1;
        let density = self.density(along.from, x);
        // Far out the density is 0 where the logarithm may be infinite.
        if density > 0.0 {
            density * (log_ratio(s0, s1, d_sigma) + 0.5 * change * (2.0 * u + change))
        } else {
            0.0
        }
    }
}

impl Geodesics for Gaussian {
    /// `2√2 asinh √(u/2)`, `u = (½Δμ² + Δσ²) / (2 σ₀σ₁)` (Costa, Santos &
    /// Strapasson 2015): the half-plane `(μ/√2, σ)` scaled by √2.
    fn distance(&self, along: &Segment) -> Option<f64> {
        let (Point(_, s0), Point(_, s1)) = (along.from, along.to);
        let Tangent(d_mu, d_sigma) = along.difference;
        let chord = (d_mu * std::f64::consts::FRAC_1_SQRT_2).hypot(d_sigma);
        let half = 0.5 * (chord / s0.sqrt() / s1.sqrt());
        // Where `half` overflows, its asinh is the logarithm of twice its value.
        let far = || chord.ln() - 0.5 * (s0.ln() + s1.ln());
        Some(8.0f64.sqrt() * if half.is_finite() { half.asinh() } else { far() })
    }

    fn geodesic(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
    ) -> Result<Segment, f64> {
        let Point(mu, sigma) = from;
        // In units where the start is the standard normal: μ̇ = m, σ̇ = s.
        let (m, s) = (velocity.0 / sigma, velocity.1 / sigma);
        let (shift, growth) = match connection {
            Connection::Exponential => exponential_map(m, s).ok_or(1.0)?,
            Connection::Mixture => mixture_map(m, s).ok_or(1.0)?,
            Connection::LeviCivita => levi_civita_map(m, s),
        };
        let difference = Tangent(sigma * shift, sigma * growth.exp_m1());
        let to = Point(mu + difference.0, sigma * growth.exp());
        self.contains(to).then_some(Segment { from, to, difference }).ok_or(1.0)
    }

    fn has_singular_line(&self) -> bool {
        false
    }
}

impl ExponentialFamily for Gaussian {
    /// Forward balls are wide where σ grows (`σ² ≤ e^(2δ+1)`), which mixture
    /// rays reach in finite time without running into their edge; reverse
    /// balls are deep where σ shrinks, which exponential rays do.
    fn tracing_connection(&self, direction: Direction) -> Connection {
        match direction {
            Direction::OldNew => Connection::Mixture,
            Direction::NewOld => Connection::Exponential,
        }
    }

    fn has_closed_form(&self, _: Connection) -> bool {
        true
    }

    /// The two terms of [`Family::kl`] share the radius `δ` as the squares of the
    /// cosine and the sine of the angle `t` of `toward`: `½(Δμ/σ)² = δ cos²t`, with
    /// the new σ for a forward divergence, and `½φ(∓a) = δ sin²t`.
    fn boundary_point(
        &self,
        from: Point,
        toward: Tangent,
        radius: f64,
        direction: Direction,
    ) -> Option<Segment> {
        let Point(mu, sigma) = from;
        let hypotenuse = (2.0 * radius).sqrt();
        let rise = hypotenuse * std::f64::consts::SQRT_2 * (toward.1 / sigma);
        let (growth, unit) = match direction {
            Direction::OldNew => {
                let growth = -0.5 * phi_inverse(-rise);
                (growth, growth.exp())
            }
            Direction::NewOld => (0.5 * phi_inverse(rise), 1.0),
        };
        let difference = Tangent(unit * (hypotenuse * toward.0), sigma * growth.exp_m1());
        let to = Point(mu + difference.0, sigma * growth.exp());
        Some(Segment { from, to, difference })
    }

    /// `None`: the time is searched for.
    fn mixture_exit(&self, _: Point, _: Tangent, _: f64) -> Option<(f64, Segment)> {
        None
    }

    /// `None`: no closed form is known.
    fn lowest_expectation(&self, _: Point, _: Tangent, _: f64) -> Option<Segment> {
        None
    }

    /// Every geodesic leaves every ball, or ends.
    fn kl_limit(&self, _: Connection, _: Point, _: Tangent, _: Direction) -> f64 {
        f64::INFINITY
    }

    /// None: every ball is compact in the open domain (docs/mathematics/gaussian.md#balls).
    fn unbounded_directions(&self, _: Point, _: f64, _: Direction) -> Vec<Tangent> {
        Vec::new()
    }

    fn least_cost(&self, _: Point, _: f64) -> f64 {
        0.0
    }
}

impl HasObjective for Gaussian {
    fn objective(&self) -> &dyn Objective {
        &*self.objective
    }
}

impl Sampling for Gaussian {
    fn sample(&self, at: Point, count: usize, seed: u64) -> Vec<f64> {
        let Point(mu, sigma) = at;
        let mut random = Random::seeded(seed);
        (0..count).map(|_| mu + sigma * random.normal()).collect()
    }

    /// `(u, u² − 1)/σ`, `u = (x − μ)/σ`.
    fn scores(&self, at: Point, observations: &[f64]) -> Vec<Covector> {
        let Point(mu, sigma) = at;
        let score = |x: &f64| {
            let u = (x - mu) / sigma;
            Covector(u / sigma, (u - 1.0) * (u + 1.0) / sigma)
        };
        observations.iter().map(score).collect()
    }
}
