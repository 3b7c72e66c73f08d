//! Exponential maps of the Gaussian's three connections, from the standard
//! normal with velocity `(μ̇, σ̇) = (m, s)`. Each returns `(μ, ln σ)` at time one,
//! or `None` where the path leaves the family before that.

/// Natural parameters on a line: `1/σ² = 1 − 2s`, `μ = m σ²`.
pub(super) fn exponential_map(m: f64, s: f64) -> Option<(f64, f64)> {
    let precision = 1.0 - 2.0 * s;
    (precision > 0.0).then(|| (m / precision, -0.5 * (-2.0 * s).ln_1p()))
}

/// Expectation parameters on a line: `μ = m`, `E x² = 1 + 2s`.
pub(super) fn mixture_map(m: f64, s: f64) -> Option<(f64, f64)> {
    let excess = 2.0 * s - m * m;
    (excess > -1.0).then(|| (m, 0.5 * excess.ln_1p()))
}

/// Half-circle or vertical line of the Poincaré half-plane `(μ/√2, σ)`
/// at hyperbolic speed `c = √(m²/2 + s²)`. It is complete: no path leaves it.
pub(super) fn levi_civita_map(m: f64, s: f64) -> (f64, f64) {
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
