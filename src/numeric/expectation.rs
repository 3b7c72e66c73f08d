//! Expectations under a Gaussian of functions with poles beside the line.

use super::exponential::normal_density;
use super::lanes::Lanes;
use super::panels::{Pole, Rule, over, panels};

/// How many standard deviations an expectation looks to either side: beyond
/// them lie 5·10⁻¹⁷ of a Gaussian.
pub const REACH: f64 = 8.4;

/// The longest panel, in standard deviations: 16 nodes give the Gaussian alone
/// there to rounding.
pub const LONGEST: f64 = 2.8;

/// Nodes `x = μ + σz` and `z` of an expectation over `z ~ N(0, 1)`, two at a
/// time, and their weights, by this rule on every panel. `poles` are those of the integrand in `x`, and are
/// overwritten.
#[inline(always)]
pub fn nodes(
    [mu, sigma]: [f64; 2],
    poles: &mut [Pole],
    rule: &Rule,
    mut f: impl FnMut(Lanes, Lanes, Lanes),
) {
    let poles = seen(poles, mu, sigma.recip());
    let (center, unit) = (Lanes::both(mu), Lanes::both(sigma));
    for panel in panels([-REACH, REACH], LONGEST, poles) {
        over(panel, rule, |z, weight| f(center + unit * z, z, weight * normal_density(z)));
    }
}

/// The poles in standard deviations from the mean, without those that are too far away to matter.
#[inline(never)]
fn seen(poles: &mut [Pole], mu: f64, inverse: f64) -> &[Pole] {
    let mut count = 0;
    for k in 0..poles.len() {
        let pole = Pole { at: (poles[k].at - mu) * inverse, away: poles[k].away * inverse };
        if pole.shortens([-REACH, REACH], LONGEST) {
            poles[count] = pole;
            count += 1;
        }
    }
    &poles[..count]
}
