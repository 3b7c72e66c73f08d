//! Models: a family of distributions together with something to make small on it.
//!
//! What an algorithm may ask of a model is split by subject: the [`Family`]
//! itself, its [`Geodesics`], the [`Loss`], [`Sampling`], [`Batches`] of
//! observations, and the [`Coordinates`] all of these are given in. A [`Model`] is all of them. What
//! holds in exponential families alone is asked by [`Model::exponential`].
//!
//! A model computes in its own coordinates; a chart laid over it
//! ([`crate::chart::Charted`]) is again a model. Step rules, balls and figures
//! are written against these traits and work for both.

mod batches;
mod categorical;
mod coordinates;
mod exponential;
mod family;
mod gaussian;
mod geodesics;
mod logistic;
mod loss;
pub mod mixture;
mod objective;
mod one_pass;
mod policy;
mod sampling;
pub(crate) mod side_by_side;
pub mod simplex;
pub mod variational;

pub use batches::Batches;
pub use categorical::{Categorical, Counts};
pub use coordinates::{Coordinates, OwnCoordinates};
pub use exponential::ExponentialFamily;
pub use family::Family;
pub use gaussian::{Gaussian, Observations};
pub use geodesics::Geodesics;
pub use logistic::{Labelled, Logistic};
pub use loss::{Digits, Loss, is_linear_in_expectations};
pub use mixture::Mixture;
pub use objective::Objective;
pub use one_pass::{OnePass, PairPass, Pass};
pub use policy::{DoorOrSpin, Policy};
pub use sampling::Sampling;
pub use side_by_side::{Place, SideBySide};

/// [`Model`] with the methods of its parts, for code that knows a model by its
/// type. A `dyn Model` answers without.
pub mod prelude {
    pub use super::Model;
    pub use super::{Batches as _, Coordinates as _, Family as _};
    pub use super::{Geodesics as _, Loss as _, Sampling as _};
}

use crate::geometry::Point;

/// Largest log-odds within reach: sums and differences of them are finite.
const LARGEST_LOG_ODDS: f64 = 1e300;

/// The share of its terms below which a sum of them counts as zero, where it is
/// multiplied by ever more: see [`ExponentialFamily::kl_limit`].
const SMALLEST_RATE: f64 = 1e-12;

/// A two-parameter family of distributions with a loss on it, in some coordinates.
pub trait Model:
    Coordinates + Family + Geodesics + Loss + Sampling + Batches + Send + Sync
{
    /// What an exponential family knows beyond that, in the model's own
    /// coordinates; `None` where the family is no exponential one.
    fn exponential(&self) -> Option<&dyn ExponentialFamily>;

    /// A plain member of the family to look at where there is no optimum.
    fn center(&self) -> Point;

    /// Distributions that a figure should show although no optimum is near them.
    fn landmarks(&self) -> Vec<Point>;

    /// What a chart may need to know.
    fn units(&self) -> Units;

    /// Mean of the observations, what its rounding has left, and their standard deviation, where
    /// the model is a Gaussian whose loss is their likelihood: all that a step needs.
    fn moments(&self) -> Option<[f64; 3]>;

    /// One pass over the data for all that a step needs, in the model's own coordinates; `None`
    /// where the model has no such pass.
    fn one_pass(&self) -> Option<&dyn OnePass>;

    /// What is measured along a run, for two steps at a time, in the model's own coordinates; `None`
    /// where there is no such form of it.
    fn side_by_side(&self) -> Option<&dyn SideBySide>;

    /// Makes more of the nodes that stand for many observations in sums, by looking at about `most` of these; whether all
    /// are made. Where there are none, they all are. Sums make those that they need themselves, and the same ones.
    fn advance_nodes(&self, most: usize) -> bool {
        let _ = most;
        true
    }
}

/// The order of the arguments of the Kullback–Leibler divergence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `KL(old ‖ new)`: surprise, under the old distribution, at the new one (TRPO's choice).
    OldNew,
    /// `KL(new ‖ old)`.
    NewOld,
}

/// A notion of "straight ahead" on a family of distributions.
///
/// Amari & Nagaoka 2000: an exponential family has two flat connections, dual
/// to each other, besides the Levi-Civita connection of the Fisher metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Natural parameters move on a line.
    Exponential,
    /// Expectation parameters move on a line.
    Mixture,
    /// Shortest paths of the Fisher–Rao metric.
    LeviCivita,
}

impl Connection {
    /// The connection in which the other one's affine coordinates are dual.
    pub fn dual(self) -> Self {
        match self {
            Self::Exponential => Self::Mixture,
            Self::Mixture => Self::Exponential,
            Self::LeviCivita => Self::LeviCivita,
        }
    }
}

/// What a chart may need to know of the model it is laid over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Units {
    /// The input that the model counts its inputs from, in data units.
    pub origin: f64,
    /// The model's unit of inputs, in data units.
    pub unit: f64,
    /// Mean of the inputs, counted from the origin in that unit.
    pub mean: f64,
    /// Population standard deviation of the inputs, in that unit.
    pub std_dev: f64,
    /// Units of the two features of a policy.
    pub scale: [f64; 2],
    /// The weight of the second part of a mixture.
    pub weight: f64,
    /// The standard deviation of each part of a mixture, in data units.
    pub spread: f64,
}

impl Units {
    /// The same for `scale·x + shift` in place of each observation `x`.
    pub fn in_another(self, scale: f64) -> Self {
        Self { spread: self.spread * scale.abs(), ..self }
    }
}

impl Default for Units {
    fn default() -> Self {
        Self {
            origin: 0.0,
            unit: 1.0,
            mean: 0.0,
            std_dev: 1.0,
            scale: [1.0, 1.0],
            weight: 0.5,
            spread: 1.0,
        }
    }
}
