//! What a step needs, in one pass over the data.

use crate::geometry::{Covector, Point, Tangent};
use crate::numeric::lanes::{Lanes, Mask};

/// A model that finds all that a step needs in one pass over its data, in its own coordinates
/// whatever chart it is seen in. See [`Model::one_pass`](super::Model::one_pass).
pub trait OnePass {
    /// What there is at a point; `None` where one pass is not precise enough.
    fn pass(&self, at: Point) -> Option<Pass>;

    /// The same at two points at a time.
    fn pass_two(&self, at: [Lanes; 2]) -> PairPass;

    /// Whether the loss is certainly above `goal`, with less work than the loss itself takes.
    fn exceeds(&self, at: Point, goal: f64) -> bool;
}

/// What one pass over the data finds at a point.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// The gradient, with the bits of [`Loss::gradient`](super::Loss::gradient).
    pub gradient: Covector,
    /// `F⁻¹` of it, with the bits of [`Loss::natural_gradient`](super::Loss::natural_gradient).
    pub arrow: Tangent,
    /// The loss, to within [`Pass::MARGIN`] of it or of a nat if that is more.
    pub loss: f64,
}

impl Pass {
    /// Far more than two ways to find a loss may differ by.
    pub const MARGIN: f64 = 1e-9;

    /// The largest loss found at which the loss may be `goal` or less, and the largest at which it
    /// certainly is.
    pub fn arrivals(goal: f64) -> [f64; 2] {
        if goal == f64::NEG_INFINITY {
            return [f64::NEG_INFINITY; 2];
        }
        let margin = Self::MARGIN * (1.0 + goal.abs());
        [goal + margin, goal - margin]
    }
}

/// [`Pass`] at two points at a time, one in each lane.
#[derive(Clone, Copy, Debug)]
pub struct PairPass {
    /// The gradients.
    pub gradient: [Lanes; 2],
    /// `F⁻¹` of them, where `is_raised`.
    pub arrow: [Lanes; 2],
    /// The squared Fisher lengths of these; elsewhere they are no less than this.
    pub gain: Lanes,
    /// The losses, where they are known; elsewhere they are no less than this.
    pub loss: Lanes,
    /// Where the pass has found the gradients.
    pub valid: Mask,
    /// Where it has found the arrows.
    pub is_raised: Mask,
    /// Where it has found the losses.
    pub is_known: Mask,
}

impl PairPass {
    /// Of two passes, one for each lane.
    pub fn of(passes: [Option<Pass>; 2]) -> Self {
        let none = Pass {
            gradient: Covector(f64::NAN, f64::NAN),
            arrow: Tangent(f64::NAN, f64::NAN),
            loss: f64::NAN,
        };
        let [a, b] = passes.map(|pass| pass.unwrap_or(none));
        let both = |[x, y]: [f64; 2], [z, t]: [f64; 2]| [Lanes::new(x, z), Lanes::new(y, t)];
        let gradient = both(a.gradient.array(), b.gradient.array());
        let arrow = both(a.arrow.array(), b.arrow.array());
        let valid = Mask::new(passes[0].is_some(), passes[1].is_some());
        Self {
            gradient,
            arrow,
            gain: gradient[0] * arrow[0] + gradient[1] * arrow[1],
            loss: Lanes::new(a.loss, b.loss),
            valid,
            is_raised: valid,
            is_known: valid,
        }
    }
}
