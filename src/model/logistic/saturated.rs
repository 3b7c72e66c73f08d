//! Sums over many inputs where log-odds are so large that most labels are certain.
//!
//! Beyond log-odds of 750 the probability of the other label is zero in double precision. What is summed
//! there is then a polynomial in the input, of degree 3 at most: a loss grows in a straight line, and a
//! variance is zero. So inputs of a block that all lie beyond, on one side, are replaced by the two nodes of
//! their Gauss rule, which is exact for such polynomials. Where slopes are steep, only a few blocks are left
//! to be summed input by input.

use crate::geometry::Point;
use crate::numeric::gauss::gauss_rule;

/// Log-odds beyond which `e⁻ᶻ` is zero in double precision, with some room for the rounding of `wu + b`.
const CERTAIN: f64 = 750.0;

/// Inputs of a block.
const SIZE: usize = 256;

/// Inputs in ascending order with their counts, and the nodes that take their place.
#[derive(Debug)]
struct Block {
    inputs: Vec<(f64, f64)>,
    nodes: [(f64, f64); 2],
}

/// The inputs of one label in blocks.
#[derive(Debug)]
pub(super) struct Blocks(Vec<Block>);

impl Blocks {
    /// Of inputs in ascending order, each with how often it counts.
    pub fn new(sorted: &[(f64, f64)]) -> Self {
        let block = |inputs: &[(f64, f64)]| Block {
            inputs: inputs.to_vec(),
            nodes: gauss_rule(inputs.iter().copied()),
        };
        Self(sorted.chunks(SIZE).map(block).collect())
    }

    /// What to sum over instead of the inputs, with how often each counts, for a function of the log-odds at these places.
    pub fn terms(&self, places: [Point; 2]) -> impl Iterator<Item = (f64, f64)> {
        self.0.iter().flat_map(move |block| block.terms(places)).copied()
    }
}

impl Block {
    fn terms(&self, places: [Point; 2]) -> &[(f64, f64)] {
        if places.into_iter().all(|place| self.is_certain(place)) {
            &self.nodes
        } else {
            &self.inputs
        }
    }

    /// Whether all labels are certain, and the same. Log-odds rise or fall along the inputs, so it is enough
    /// to look at both ends.
    fn is_certain(&self, Point(w, b): Point) -> bool {
        let ends = [self.inputs.first(), self.inputs.last()];
        let [low, high] = ends.map(|end| end.map_or(0.0, |(u, _)| w * u + b));
        low.min(high) > CERTAIN || low.max(high) < -CERTAIN
    }
}
