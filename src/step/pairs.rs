//! Rules with closed-form steps for two runs at a time, without a call that is chosen at run
//! time.
//!
//! The formulas are those of the rules themselves, which are written over any [`Real`](crate::numeric::real::Real). So
//! both give the same bits, and `tests/sweep.rs` compares them.

use super::adam::{self, accumulated};
use super::{
    Convention, Schedule, adagrad, divided, euclidean_ball, fisher_ball, mean, mean_square,
    rmsprop, scaled,
};
use crate::numeric::lanes::Lanes;

/// A rule: its formula, its rate or radius, and how that changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairRule {
    /// The formula.
    pub formula: PairFormula,
    /// The rate or the radius.
    pub size: f64,
    /// How it changes over the steps.
    pub schedule: Schedule,
}

/// The formula of a rule, with its options but the rate or radius.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PairFormula {
    /// [`super::Gradient`].
    Gradient,
    /// [`super::EuclideanBall`].
    EuclideanBall,
    /// [`super::NaturalGradient`] by the Fisher matrix, without damping.
    NaturalGradient,
    /// [`super::FisherBall`] without damping.
    FisherBall,
    /// [`super::Newton`] without damping.
    Newton,
    /// [`super::Momentum`] with its `β`.
    Momentum(f64),
    /// [`super::Nesterov`] of the paper, with its `β`.
    Nesterov(f64),
    /// [`super::Adagrad`] with its `ε`.
    Adagrad(Convention, f64),
    /// [`super::RmsProp`].
    RmsProp {
        /// Whose formula.
        convention: Convention,
        /// `ρ`.
        decay: f64,
        /// `ε`.
        epsilon: f64,
    },
    /// [`super::Adam`].
    Adam {
        /// Whose formula.
        convention: Convention,
        /// `β₁` and `β₂`.
        betas: [f64; 2],
        /// `ε`.
        epsilon: f64,
    },
}

/// The memory of two runs; see [`super::Memory`].
#[derive(Clone, Copy, Debug, Default)]
pub struct PairMemory {
    /// Sums or means of gradients.
    pub first: [Lanes; 2],
    /// Sums or means of their squares.
    pub second: [Lanes; 2],
}

/// What a rule may use at the points of two runs, in their chart.
#[derive(Clone, Copy, Debug, Default)]
pub struct PairSite {
    /// The gradient.
    pub gradient: [Lanes; 2],
    /// What the rule goes along, if that is not the gradient; see [`PairFormula::needs`].
    pub direction: [Lanes; 2],
}

/// What a rule needs beside the gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// `F⁻¹g`.
    Arrow,
    /// `H⁻¹g`.
    Newton,
}

impl PairFormula {
    /// What the rule needs beside the gradient.
    pub fn needs(&self) -> Needs {
        match self {
            Self::NaturalGradient | Self::FisherBall => Needs::Arrow,
            Self::Newton => Needs::Newton,
            _ => Needs::Nothing,
        }
    }

    /// Whether the rule remembers gradients.
    #[inline(always)]
    pub fn keeps_state(&self) -> bool {
        use PairFormula::{Adagrad, Adam, Momentum, Nesterov, RmsProp};
        matches!(self, Momentum(_) | Nesterov(_) | Adagrad(..) | RmsProp { .. } | Adam { .. })
    }

    /// The memory after a gradient.
    #[inline(always)]
    pub fn remember(&self, site: &PairSite, before: &PairMemory) -> PairMemory {
        let (g, PairMemory { first, second }) = (site.gradient, *before);
        match *self {
            Self::Momentum(beta) | Self::Nesterov(beta) => {
                PairMemory { first: mean(beta, first, 1.0, g), second }
            }
            Self::Adagrad(..) => PairMemory { first, second: mean_square(1.0, second, 1.0, g) },
            Self::RmsProp { decay, .. } => {
                PairMemory { first, second: mean_square(decay, second, 1.0 - decay, g) }
            }
            Self::Adam { betas: [one, two], .. } => PairMemory {
                first: mean(one, first, 1.0 - one, g),
                second: mean_square(two, second, 1.0 - two, g),
            },
            _ => *before,
        }
    }

    /// The step for rates or radii `size`. `memory` already holds the gradient, and `weights` are
    /// those of Adam's means (see [`Weights`]).
    #[inline(always)]
    pub fn step(
        &self,
        site: &PairSite,
        memory: &PairMemory,
        size: Lanes,
        weights: impl FnOnce() -> [Lanes; 2],
    ) -> [Lanes; 2] {
        let (g, PairMemory { first, second }) = (site.gradient, *memory);
        match *self {
            Self::EuclideanBall => euclidean_ball::step(size, g),
            Self::FisherBall => {
                let [d, e] = site.direction;
                scaled(fisher_ball::factor(size, g[0] * d + g[1] * e), site.direction)
            }
            Self::Gradient => scaled(-size, g),
            Self::NaturalGradient | Self::Newton => scaled(-size, site.direction),
            Self::Momentum(_) => scaled(-size, first),
            Self::Nesterov(beta) => scaled(-size, mean(beta, first, 1.0, g)),
            Self::Adagrad(convention, epsilon) => {
                scaled(-size, divided(g, adagrad::diagonal(convention, second, epsilon)))
            }
            Self::RmsProp { convention, epsilon, .. } => {
                scaled(-size, divided(g, rmsprop::diagonal(convention, second, epsilon)))
            }
            Self::Adam { convention, epsilon, .. } => {
                let [one, two] = weights();
                let scale = adam::diagonal(convention, second, two, epsilon);
                scaled(-size, divided([first[0] / one, first[1] / one], scale))
            }
        }
    }
}

/// The weights `1 − βᵗ` of Adam's two means, for the steps `t = 1, 2, …` up to a largest.
#[derive(Clone, Debug, Default)]
pub struct Weights(Vec<[f64; 2]>);

impl Weights {
    /// Adds those of a formula that are missing for so many steps; nothing where it has no means.
    pub fn prepare(&mut self, formula: &PairFormula, most: u64) {
        if let PairFormula::Adam { betas, .. } = formula {
            let known = self.0.len() as u64;
            let weight = |t: u64| betas.map(|beta| accumulated(beta, t));
            self.0.extend((known + 1..=most).map(weight));
        }
    }

    /// Those of two runs that have taken so many steps before.
    #[inline(always)]
    pub fn after(&self, taken: [u32; 2]) -> [Lanes; 2] {
        let of = |taken: u32| self.0.get(taken as usize).copied().unwrap_or([1.0; 2]);
        let (a, b) = (of(taken[0]), of(taken[1]));
        [Lanes::new(a[0], b[0]), Lanes::new(a[1], b[1])]
    }
}
