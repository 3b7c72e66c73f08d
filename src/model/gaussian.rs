//! The univariate Gaussian in its own coordinates `(μ, σ)`.
//!
//! Notation: `e = (μ − x̄)/σ` and `q = s/σ` measure the data (mean `x̄`, standard
//! deviation `s`) in units of the model's σ; all formulas then hold at any scale.

use std::f64::consts::TAU;
use std::sync::Arc;

use super::{Connection, Direction, Model};
use crate::data::Moments;
use crate::error::Invalid;
use crate::geometry::{Covector, Point, Segment, Singular, Symmetric, Tangent};
use crate::numeric::kernel::{log_ratio, phi, phi_inverse};
use crate::numeric::random::Random;

/// `N(μ, σ²)` fitted to data, which its formulas know by their first four moments.
#[derive(Clone, Debug)]
pub struct Gaussian {
    data: Moments,
    /// The observations themselves, to draw samples from; there may be none.
    observations: Vec<f64>,
}

impl Gaussian {
    /// The family with data that are known by their moments alone, of which
    /// no sample can be drawn.
    pub fn new(data: Moments) -> Self {
        Self { data, observations: Vec::new() }
    }

    /// The family with these observations.
    ///
    /// # Errors
    /// [`Invalid`] names `field` where they are unusable; see [`Moments::of`].
    pub fn fitted_to(observations: &[f64], field: &str) -> Result<Self, Invalid> {
        let data = Moments::of(observations, field)?;
        Ok(Self { data, observations: observations.to_vec() })
    }

    /// `(e, q)` at `(μ, σ)`.
    fn relative(&self, mu: f64, sigma: f64) -> (f64, f64) {
        ((mu - self.data.mean) / sigma, self.data.std_dev / sigma)
    }
}

impl Model for Gaussian {
    fn contains(&self, at: Point) -> bool {
        let Point(mu, sigma) = at;
        mu.is_finite() && sigma.is_finite() && sigma > 0.0
    }

    /// Up to where `μ²`, `σ²` and the second derivatives are doubles.
    fn is_in_reach(&self, at: Point) -> bool {
        const LARGEST: f64 = 1e152;
        const LARGEST_CURVATURE: f64 = 1e305;
        let Point(mu, sigma) = at;
        // One division: every step asks.
        let unit = sigma.recip();
        let (e, q) = ((mu - self.data.mean) * unit, self.data.std_dev * unit);
        let curvature = (1.0 + q * q + e * e) * unit * unit;
        mu.abs().max(sigma) <= LARGEST && curvature <= LARGEST_CURVATURE
    }

    /// `L = ½ ln 2π + ln σ + ½ (q² + e²)`.
    fn loss(&self, at: Point) -> f64 {
        let Point(mu, sigma) = at;
        let (e, q) = self.relative(mu, sigma);
        0.5 * TAU.ln() + sigma.ln() + 0.5 * (q * q + e * e)
    }

    /// `∇L = (e, 1 − q² − e²) / σ`.
    fn gradient(&self, at: Point) -> Covector {
        let Point(mu, sigma) = at;
        let (e, q) = self.relative(mu, sigma);
        Covector(e / sigma, ((1.0 - q) * (1.0 + q) - e * e) / sigma)
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

    /// Second moment of the score `(u, u² − 1)/σ` over the data, `u = (x − μ)/σ`.
    fn empirical_fisher(&self, at: Point) -> Option<Symmetric> {
        let Point(mu, sigma) = at;
        let (e, q) = self.relative(mu, sigma);
        let (skewness, kurtosis) = (self.data.skewness, self.data.kurtosis);
        let second = q * q + e * e;
        let third = q * q * q * skewness - 3.0 * e * q * q - e * e * e;
        let fourth =
            q.powi(4) * kurtosis - 4.0 * e * q * q * q * skewness + 6.0 * e * e * q * q + e.powi(4);
        let entries = [second, third + e, fourth - 2.0 * second + 1.0];
        Some(Symmetric(entries.map(|entry| entry / sigma / sigma)))
    }

    /// `∇²L = [1, −2e, 3(q² + e²) − 1] / σ²`.
    fn hessian(&self, at: Point) -> Symmetric {
        let Point(mu, sigma) = at;
        let (e, q) = self.relative(mu, sigma);
        let entries = [1.0, -2.0 * e, 3.0 * (q * q + e * e) - 1.0];
        Symmetric(entries.map(|entry| entry / sigma / sigma))
    }

    /// `F⁻¹∇L = σ (e, ½ (1 − q² − e²))`.
    fn natural_gradient(&self, at: Point) -> Result<Tangent, Singular> {
        let Point(mu, sigma) = at;
        let (e, q) = self.relative(mu, sigma);
        Ok(Tangent(sigma * e, 0.5 * sigma * ((1.0 - q) * (1.0 + q) - e * e)))
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

    /// `2√2 asinh √(u/2)`, `u = (½Δμ² + Δσ²) / (2 σ₀σ₁)` (Costa, Santos &
    /// Strapasson 2015): the half-plane `(μ/√2, σ)` scaled by √2.
    fn distance(&self, along: &Segment) -> Option<f64> {
        let (Point(_, s0), Point(_, s1)) = (along.from, along.to);
        let Tangent(d_mu, d_sigma) = along.difference;
        let chord = (d_mu * std::f64::consts::FRAC_1_SQRT_2).hypot(d_sigma);
        let half = 0.5 * (chord / s0.sqrt() / s1.sqrt());
        // asinh x → ln 2x, where x itself is no double.
        let far = || chord.ln() - 0.5 * (s0.ln() + s1.ln());
        Some(8.0f64.sqrt() * if half.is_finite() { half.asinh() } else { far() })
    }

    fn geodesic(&self, connection: Connection, from: Point, velocity: Tangent) -> Option<Segment> {
        let Point(mu, sigma) = from;
        // In units where the start is the standard normal: μ̇ = m, σ̇ = s.
        let (m, s) = (velocity.0 / sigma, velocity.1 / sigma);
        let (shift, growth) = match connection {
            Connection::Exponential => exponential_map(m, s)?,
            Connection::Mixture => mixture_map(m, s)?,
            Connection::LeviCivita => levi_civita_map(m, s),
        };
        let difference = Tangent(sigma * shift, sigma * growth.exp_m1());
        let to = Point(mu + difference.0, sigma * growth.exp());
        self.contains(to).then_some(Segment { from, to, difference })
    }

    /// The two terms of [`Model::kl`] share the radius `δ` as the squares of the
    /// cosine and the sine of the angle `t` of `toward`: `½(Δμ/σ)² = δ cos²t`, with
    /// the new σ for a forward divergence, and `½φ(∓a) = δ sin²t`.
    fn rim(
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

    /// Forward balls are wide where σ grows (`σ² ≤ e^(2δ+1)`), which mixture
    /// rays reach in finite time without running into their edge; reverse
    /// balls are deep where σ shrinks, which exponential rays do.
    fn ray(&self, direction: Direction) -> Connection {
        match direction {
            Direction::OldNew => Connection::Mixture,
            Direction::NewOld => Connection::Exponential,
        }
    }

    fn flat_connection(&self) -> Option<Connection> {
        None
    }

    fn is_likelihood(&self) -> bool {
        true
    }

    fn descent_path(&self, direction: Direction) -> Option<Connection> {
        (direction == Direction::OldNew).then_some(Connection::Mixture)
    }

    /// The loss is convex in natural coordinates, and so are forward balls of
    /// any radius and reverse ones up to 6 nats at least (docs/mathematics/gaussian.md#convexity).
    fn one_minimum_up_to(&self, _: Direction) -> f64 {
        6.0
    }

    /// `(x̄, s)`.
    fn optimum(&self) -> Option<Point> {
        Some(Point(self.data.mean, self.data.std_dev))
    }

    fn center(&self) -> Point {
        Point(self.data.mean, self.data.std_dev)
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

    fn count(&self) -> usize {
        self.observations.len()
    }

    fn only(&self, index: usize) -> Option<Arc<dyn Model>> {
        let observation = self.observations.get(index)?;
        Some(Arc::new(Self::new(Moments::of_sample(&[*observation]))))
    }

    fn imagined(&self, at: Point, random: &mut Random) -> Option<Arc<dyn Model>> {
        let Point(mu, sigma) = at;
        let observation = mu + sigma * random.normal();
        Some(Arc::new(Self::new(Moments::of_sample(&[observation]))))
    }

    fn sampled(&self, _: Point, size: usize, random: &mut Random) -> Option<Arc<dyn Model>> {
        let all = &self.observations;
        if all.is_empty() {
            return None;
        }
        let drawn: Vec<f64> = (0..size).map(|_| all[random.below(all.len())]).collect();
        Some(Arc::new(Self::new(Moments::of_sample(&drawn))))
    }
}

/// From the standard normal with velocity `(m, s)`, natural parameters on a
/// line: `1/σ² = 1 − 2s`, `μ = m σ²`. Returns `(μ, ln σ)`.
fn exponential_map(m: f64, s: f64) -> Option<(f64, f64)> {
    let precision = 1.0 - 2.0 * s;
    (precision > 0.0).then(|| (m / precision, -0.5 * (-2.0 * s).ln_1p()))
}

/// Expectation parameters on a line: `μ = m`, `E x² = 1 + 2s`. Returns `(μ, ln σ)`.
fn mixture_map(m: f64, s: f64) -> Option<(f64, f64)> {
    let excess = 2.0 * s - m * m;
    (excess > -1.0).then(|| (m, 0.5 * excess.ln_1p()))
}

/// Half-circle or vertical line of the Poincaré half-plane `(μ/√2, σ)`
/// at hyperbolic speed `c = √(m²/2 + s²)`. Returns `(μ, ln σ)`.
fn levi_civita_map(m: f64, s: f64) -> (f64, f64) {
    if m == 0.0 {
        return (0.0, s);
    }
    let c = (m * std::f64::consts::FRAC_1_SQRT_2).hypot(s);
    let sinh_ratio = c.sinh() / c;
    // σ = 1/(cosh c − (s/c) sinh c); written with cosh c − 1 = 2 sinh²(c/2) so
    // that a short step keeps its relative precision.
    if c < 1.0 {
        let below_one = 2.0 * (0.5 * c).sinh().powi(2) - s * sinh_ratio;
        return (m * sinh_ratio / (1.0 + below_one), -below_one.ln_1p());
    }
    // And for a long one upwards, where cosh and sinh cancel, as e⁻ᶜ + (c − s) sinh c / c.
    let c_minus_s = if s > 0.0 { 0.5 * m * m / (c + s) } else { c - s };
    let inverse = (-c).exp() + c_minus_s * sinh_ratio;
    (m * sinh_ratio / inverse, -inverse.ln())
}
