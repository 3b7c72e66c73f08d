//! Logistic regression as an exponential family: properties of its balls.

use std::f64::consts::LN_2;

use super::Logistic;
use crate::geometry::{Point, Segment, Tangent};
use crate::model::{Connection, Direction, ExponentialFamily, Family, SMALLEST_RATE};
use crate::numeric::bernoulli::softplus;
use crate::numeric::sorted::ascending;

impl ExponentialFamily for Logistic {
    /// Exponential rays for both directions: straight lines, on which one finds
    /// that a reverse ball which contains a deterministic classifier is unbounded.
    fn tracing_connection(&self, _: Direction) -> Connection {
        Connection::Exponential
    }

    fn has_closed_form(&self, connection: Connection) -> bool {
        connection == Connection::Exponential
    }

    /// `None`: no closed form is known.
    fn boundary_point(&self, _: Point, _: Tangent, _: f64, _: Direction) -> Option<Segment> {
        None
    }

    /// `None`: the time is searched for.
    fn mixture_exit(&self, _: Point, _: Tangent, _: f64) -> Option<(f64, Segment)> {
        None
    }

    /// `None`: no closed form is known.
    fn lowest_expectation(&self, _: Point, _: Tangent, _: f64) -> Option<Segment> {
        None
    }

    /// On a straight line every label whose log-odds change becomes certain. Then
    /// `KL(new ‖ old) → (1/n) Σ −ln p(cᵢ)` over these labels.
    fn kl_limit(
        &self,
        connection: Connection,
        from: Point,
        velocity: Tangent,
        direction: Direction,
    ) -> f64 {
        if (connection, direction) != (Connection::Exponential, Direction::NewOld) {
            return f64::INFINITY;
        }
        let Tangent(w, b) = velocity;
        self.mean_of_any(from, |u, _, z| {
            let rate = w * u + b;
            let stays = rate.abs() <= SMALLEST_RATE * ((w * u).abs() + b.abs());
            if stays { 0.0 } else { softplus(if rate > 0.0 { -z } else { z }) }
        })
    }

    /// Towards a threshold exactly at an input. The label there keeps its probability
    /// while all others become certain, and `KL → (1/n) Σ −ln p(cᵢ)` over the others
    /// (docs/mathematics/logistic.md#unbounded).
    fn unbounded_directions(&self, from: Point, radius: f64, direction: Direction) -> Vec<Tangent> {
        if direction == Direction::OldNew {
            return Vec::new();
        }
        let Point(w, b) = from;
        // `−ln p(c) ≥ p(1 − p)`, and a threshold at an input leaves out its own labels.
        let [_, _, total] = self.fisher(from).0;
        let left_out = 2.0 * self.data.summaries.most_ties * LN_2 / self.data.inputs.len() as f64;
        if total - left_out > radius {
            return Vec::new();
        }
        let inputs = ascending(&self.data.inputs);
        let surprise = |sign: f64| move |u: f64| softplus(-sign * (w * u + b));
        let size = inputs.len() as f64;
        let mut found = Vec::new();
        for sign in [1.0, -1.0] {
            // Above the threshold the label is 1 for sign +1, below it 0.
            let (above, below) = (surprise(sign), surprise(-sign));
            let mut cost_above: f64 = inputs.iter().map(|&u| above(u)).sum();
            let (mut cost_below, mut start) = (0.0, 0);
            // Before the first input there is no threshold: all labels become the same.
            if cost_above <= radius * size {
                found.push(Tangent(0.0, sign));
            }
            while start < inputs.len() {
                let here = inputs[start];
                let ties = inputs[start..].iter().take_while(|&&u| u == here).count();
                cost_above -= ties as f64 * above(here);
                if cost_above + cost_below <= radius * size {
                    found.push(Tangent(sign, -sign * here));
                }
                cost_below += ties as f64 * below(here);
                start += ties;
            }
        }
        found
    }

    /// If the greatest `|Δz|` is `c`, the divergence is at least `∫ s e⁻ᶜˢ ds ΔᵀFΔ`,
    /// because `p(1−p)` changes at most by a factor `e^|Δz|`. And
    /// `c² = (Δ·ψ)² ≤ ψᵀF⁻¹ψ ΔᵀFΔ`.
    fn least_cost(&self, at: Point, change: f64) -> f64 {
        let least = 1.0 - (1.0 + change) * (-change).exp();
        let Ok(spread) = self.spread(at) else { return 0.0 };
        // It is greatest at the least or the greatest input.
        let leverages = self.data.summaries.range.map(|u| spread.leverage(u));
        least / leverages.into_iter().fold(0.0, f64::max)
    }
}
