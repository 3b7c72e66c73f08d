//! Rules with closed-form steps for two runs at a time, without a call that is chosen at run
//! time.
//!
//! Every operation is that of the rule itself, in the same order, so that both give the same
//! bits; `tests/sweep.rs` compares them.

use super::Schedule;
use super::adam::accumulated;
use crate::numeric::lanes::Lanes;

/// A rule: its formula, its rate or radius, and how that changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneRule {
    /// The formula.
    pub formula: LaneFormula,
    /// The rate or the radius.
    pub size: f64,
    /// How it changes over the steps.
    pub schedule: Schedule,
}

/// The formula of a rule, with its options but the rate or radius.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LaneFormula {
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
    /// [`super::Adagrad`] of the paper, with its `ε`.
    Adagrad(f64),
    /// [`super::RmsProp`] with the root before `ε`.
    RmsProp {
        /// `ρ`.
        decay: f64,
        /// `ε`.
        epsilon: f64,
    },
    /// [`super::Adam`] with the root before `ε`.
    Adam {
        /// `β₁` and `β₂`.
        betas: [f64; 2],
        /// `ε`.
        epsilon: f64,
    },
}

/// The memory of two runs; see [`super::Memory`].
#[derive(Clone, Copy, Debug, Default)]
pub struct LaneMemory {
    /// Sums or means of gradients.
    pub first: [Lanes; 2],
    /// Sums or means of their squares.
    pub second: [Lanes; 2],
}

/// What a rule may use at the points of two runs, in their chart.
#[derive(Clone, Copy, Debug, Default)]
pub struct LaneSite {
    /// The gradient.
    pub gradient: [Lanes; 2],
    /// What the rule goes along, if that is not the gradient; see [`LaneFormula::needs`].
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

impl LaneFormula {
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
        use LaneFormula::{Adagrad, Adam, Momentum, Nesterov, RmsProp};
        matches!(self, Momentum(_) | Nesterov(_) | Adagrad(_) | RmsProp { .. } | Adam { .. })
    }

    /// The memory after a gradient.
    #[inline(always)]
    pub fn remember(&self, site: &LaneSite, before: &LaneMemory) -> LaneMemory {
        let ([g, h], LaneMemory { first, second }) = (site.gradient, *before);
        let mean = |keep: f64, add: f64, old: [Lanes; 2]| {
            let (keep, add) = (Lanes::both(keep), Lanes::both(add));
            [keep * old[0] + add * g, keep * old[1] + add * h]
        };
        let squares = |keep: f64, add: f64| {
            let (keep, add) = (Lanes::both(keep), Lanes::both(add));
            [keep * second[0] + add * g * g, keep * second[1] + add * h * h]
        };
        match *self {
            Self::Momentum(beta) | Self::Nesterov(beta) => {
                LaneMemory { first: mean(beta, 1.0, first), second }
            }
            Self::Adagrad(_) => LaneMemory { first, second: squares(1.0, 1.0) },
            Self::RmsProp { decay, .. } => {
                LaneMemory { first, second: squares(decay, 1.0 - decay) }
            }
            Self::Adam { betas: [one, two], .. } => {
                LaneMemory { first: mean(one, 1.0 - one, first), second: squares(two, 1.0 - two) }
            }
            _ => *before,
        }
    }

    /// The step for rates or radii `size`. `memory` already holds the gradient, and `weights` are
    /// those of Adam's means (see [`Weights`]).
    #[inline(always)]
    pub fn step(
        &self,
        site: &LaneSite,
        memory: &LaneMemory,
        size: Lanes,
        weights: impl FnOnce() -> [Lanes; 2],
    ) -> [Lanes; 2] {
        let minus = Lanes::both(0.0) - size;
        let [g, h] = site.gradient;
        let LaneMemory { first: [m, n], second: [s, t] } = *memory;
        match *self {
            Self::Gradient => [minus * g, minus * h],
            Self::NaturalGradient | Self::Newton => {
                let [d, e] = site.direction;
                [minus * d, minus * e]
            }
            Self::Momentum(_) => [minus * m, minus * n],
            Self::Nesterov(beta) => {
                let beta = Lanes::both(beta);
                [minus * (g + beta * m), minus * (h + beta * n)]
            }
            Self::EuclideanBall => {
                let largest = g.abs().max(h.abs());
                let (g, h) = (g / largest, h / largest);
                let ([g1, g2], [h1, h2]) = (g.get(), h.get());
                let factor = minus / Lanes::new(g1.hypot(h1), g2.hypot(h2));
                [factor * g, factor * h]
            }
            Self::FisherBall => {
                let [d, e] = site.direction;
                let factor = Lanes::both(0.0) - (Lanes::both(2.0) * size / (g * d + h * e)).sqrt();
                [factor * d, factor * e]
            }
            Self::Adagrad(epsilon) => {
                let epsilon = Lanes::both(epsilon);
                [minus * (g / (s + epsilon).sqrt()), minus * (h / (t + epsilon).sqrt())]
            }
            Self::RmsProp { epsilon, .. } => {
                let epsilon = Lanes::both(epsilon);
                [minus * (g / (s.sqrt() + epsilon)), minus * (h / (t.sqrt() + epsilon))]
            }
            Self::Adam { epsilon, .. } => {
                let ([one, two], epsilon) = (weights(), Lanes::both(epsilon));
                let (x, y) = ((s / two).sqrt() + epsilon, (t / two).sqrt() + epsilon);
                [minus * (m / one / x), minus * (n / one / y)]
            }
        }
    }
}

/// The weights `1 − βᵗ` of Adam's two means, for the steps `t = 1, 2, …` up to a largest.
#[derive(Clone, Debug, Default)]
pub struct Weights(Vec<[f64; 2]>);

impl Weights {
    /// Adds those of a formula that are missing for so many steps; nothing where it has no means.
    pub fn prepare(&mut self, formula: &LaneFormula, most: u64) {
        if let LaneFormula::Adam { betas, .. } = formula {
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
