//! Inputs in blocks, of which most can be replaced by a few nodes (docs/mathematics/logistic.md#many).
//!
//! Some sums cannot use inputs that are condensed for one slope. A step may lead from an ordinary slope to a very steep
//! one, and its divergence depends on both. So each block of neighbouring inputs is looked at by itself:
//!
//! - Beyond log-odds of 750 the probability of the other label is not a number any more but zero. What is summed there
//!   is a polynomial in the input, of degree 3 at most: a loss grows in a straight line, and a variance is zero.
//!   Where all inputs of a block lie beyond, on one side, the two nodes of their Gauss rule are exact.
//! - Where the log-odds change little over a block, or are certain, ten nodes are exact to rounding for functions that
//!   are analytic in the log-odds.
//! - Otherwise the block is summed input by input.

use std::sync::OnceLock;

use super::condensed::{CHANGE, at_nodes_within};
use crate::geometry::Point;
use crate::numeric::gauss::gauss_rule;

/// Log-odds beyond which `e⁻ᶻ` is zero in double precision, with some room for the rounding of `wu + b`.
const CERTAIN: f64 = 750.0;

/// Inputs of a block.
const SIZE: usize = 256;

/// Neighbouring inputs in ascending order with their counts, and the nodes that can take their place.
#[derive(Debug)]
struct Block {
    inputs: Vec<(f64, f64)>,
    /// For polynomials of degree 3.
    two: [(f64, f64); 2],
    /// For analytic functions of log-odds that change little; made when they are first needed.
    ten: OnceLock<Vec<(f64, f64)>>,
}

/// The inputs of one label in blocks.
#[derive(Debug)]
pub(super) struct Blocks(Vec<Block>);

impl Blocks {
    /// Of inputs in ascending order, each with how often it counts.
    pub fn new(sorted: &[(f64, f64)]) -> Self {
        let block = |inputs: &[(f64, f64)]| Block {
            inputs: inputs.to_vec(),
            two: gauss_rule(inputs.iter().copied()),
            ten: OnceLock::new(),
        };
        Self(sorted.chunks(SIZE).map(block).collect())
    }

    /// What to sum over instead of the inputs, with how often each counts, for a function of the log-odds at these
    /// places; `is_analytic` where it is so in all of them.
    pub fn terms(&self, places: [Point; 2], is_analytic: bool) -> impl Iterator<Item = (f64, f64)> {
        self.0.iter().flat_map(move |block| block.terms(places, is_analytic)).copied()
    }
}

impl Block {
    fn terms(&self, places: [Point; 2], is_analytic: bool) -> &[(f64, f64)] {
        let certain = places.map(|place| self.is_certain(place));
        if certain == [true; 2] {
            return &self.two;
        }
        let [low, high] = self.ends();
        let is_smooth =
            |(place, certain): (Point, bool)| certain || place.0.abs() * (high - low) <= CHANGE;
        if is_analytic && places.into_iter().zip(certain).all(is_smooth) {
            let made = || at_nodes_within(&self.inputs, 0.5 * (low + high), 0.5 * (high - low));
            return self.ten.get_or_init(made);
        }
        &self.inputs
    }

    /// Its least and its greatest input.
    fn ends(&self) -> [f64; 2] {
        [self.inputs.first(), self.inputs.last()].map(|end| end.map_or(0.0, |(u, _)| *u))
    }

    /// Whether all labels are certain, and the same. Log-odds rise or fall along the inputs, so the ends tell it of all.
    fn is_certain(&self, Point(w, b): Point) -> bool {
        let [low, high] = self.ends().map(|u| w * u + b);
        low.min(high) > CERTAIN || low.max(high) < -CERTAIN
    }
}
