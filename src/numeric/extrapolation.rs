//! Ordinary differential equations of second order in the plane, solved to nearly full
//! precision with few evaluations.

use nalgebra::Vector4;

use crate::geometry::Tangent;

/// Substeps of the midpoint rule, row by row of the table. Eight rows are of order 16.
const SUBSTEPS: [usize; 8] = [2, 4, 6, 8, 10, 12, 14, 16];

/// A step that needs no more rows than this is followed by a longer one: the
/// first rows are cheap, and order 10 has then been enough.
const EASY: usize = 5;

/// Agreement of the last two entries of the table, relative to the state: a
/// hundredth of what is asked of a geodesic, 10⁻⁹, for up to a hundred steps.
const TOLERANCE: f64 = 1e-11;

/// Largest number of evaluations, that of 20 steps with eight rows. A solution that needs
/// more is diverging.
const MOST_EVALUATIONS: usize = 20 * 73;

/// The displacement after time one of `ẍ = acceleration(x, ẋ)` from `x = 0` with
/// `ẋ = velocity`.
///
/// Gragg's midpoint rule in steps of adapted length, extrapolated to vanishing
/// substeps by Aitken and Neville's table (Bulirsch & Stoer 1966; Hairer, Nørsett
/// & Wanner 1993, II.9). `step` is the length of the first step, at most 1.
///
/// # Errors
/// How far the solution could not be followed if the acceleration is undefined on the way, or
/// if too many evaluations are needed: the end of the step that was tried last, a time up to 1.
pub fn displacement(
    velocity: Tangent,
    mut step: f64,
    acceleration: &mut dyn FnMut(Tangent, Tangent) -> Option<Tangent>,
) -> Result<Tangent, f64> {
    if velocity == Tangent::default() {
        return Ok(velocity);
    }
    let mut evaluations = 0;
    let mut state = Vector4::new(0.0, 0.0, velocity.0, velocity.1);
    let mut time = 0.0;
    while time < 1.0 && evaluations < MOST_EVALUATIONS {
        let mut derivative = |state: Vector4<f64>| {
            evaluations += 1;
            let [x, y, v, w] = state.into();
            let Tangent(a, b) = acceleration(Tangent(x, y), Tangent(v, w))?;
            Some(Vector4::new(v, w, a, b))
        };
        let Some(start) = derivative(state) else { break };
        let rest = 1.0 - time;
        match extrapolated(state, start, step.min(rest), &mut derivative) {
            Some((next, rows)) => {
                (state, time) = (next, if step < rest { time + step } else { 1.0 });
                step *= if rows <= EASY { 2.0 } else { 1.0 };
            }
            None => step = 0.5 * step.min(rest),
        }
    }
    if time >= 1.0 { Ok(Tangent(state.x, state.y)) } else { Err((time + step).min(1.0)) }
}

/// One step: the state after it and the number of rows used. `None` if the rows do not
/// agree, or if the acceleration is undefined.
fn extrapolated(
    state: Vector4<f64>,
    start: Vector4<f64>,
    step: f64,
    derivative: &mut dyn FnMut(Vector4<f64>) -> Option<Vector4<f64>>,
) -> Option<(Vector4<f64>, usize)> {
    let mut table = [Vector4::zeros(); SUBSTEPS.len()];
    for row in 0..SUBSTEPS.len() {
        let mut entry = midpoint(state, start, step, SUBSTEPS[row], derivative)?;
        let mut change = f64::INFINITY;
        for column in 0..row {
            let ratio = (SUBSTEPS[row] as f64 / SUBSTEPS[row - 1 - column] as f64).powi(2);
            let better = entry + (entry - table[column]) / (ratio - 1.0);
            change = relative(better - entry, better);
            table[column] = entry;
            entry = better;
        }
        table[row] = entry;
        if change < TOLERANCE {
            return Some((entry, row + 1));
        }
    }
    None
}

/// Gragg's modified midpoint rule: an error in even powers of the substep alone.
fn midpoint(
    state: Vector4<f64>,
    start: Vector4<f64>,
    step: f64,
    count: usize,
    derivative: &mut dyn FnMut(Vector4<f64>) -> Option<Vector4<f64>>,
) -> Option<Vector4<f64>> {
    let h = step / count as f64;
    let (mut before, mut here) = (state, state + h * start);
    for _ in 1..count {
        let next = before + 2.0 * h * derivative(here)?;
        (before, here) = (here, next);
    }
    Some(0.5 * (here + before + h * derivative(here)?))
}

/// The larger of the errors of place and speed, each relative to its length.
fn relative(error: Vector4<f64>, state: Vector4<f64>) -> f64 {
    let share = |k: usize| {
        let length = |x: Vector4<f64>| x[k].hypot(x[k + 1]);
        length(error) / length(state)
    };
    share(0).max(share(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half-circles of the Poincaré half-plane, from (0, 1) upwards to the right:
    /// `x = tanh`, `y = 1/cosh` of the time.
    #[test]
    fn geodesics_of_the_half_plane_are_half_circles() {
        for speed in [1e-6, 0.3, 1.0, 5.0] {
            let found =
                displacement(Tangent(speed, 0.0), 1.0, &mut |Tangent(_, y), Tangent(v, w)| {
                    let y = 1.0 + y;
                    Some(Tangent(2.0 * v * w / y, (w * w - v * v) / y))
                });
            let Tangent(x, y) = found.unwrap();
            assert!((x / speed.tanh() - 1.0).abs() < 1e-10, "{speed} {x}");
            let below = -2.0 * (0.5 * speed).sinh().powi(2) / speed.cosh();
            assert!((y - below).abs() < 1e-10 * x, "{speed} {y}");
        }
    }

    #[test]
    fn what_runs_away_in_finite_time_is_given_up() {
        // x = −ln(1 − 2t) ends at t = ½.
        let found =
            displacement(Tangent(2.0, 0.0), 1.0, &mut |_, Tangent(v, _)| Some(Tangent(v * v, 0.0)));
        assert!((found.unwrap_err() - 0.5).abs() < 1e-2, "{found:?}");
        assert!(displacement(Tangent(1.0, 0.0), 1.0, &mut |_, _| None).is_err());
    }
}
