//! Many observations in few numbers: how the sums over them stay short
//! (docs/mathematics/logistic.md#many).
//!
//! - Equal inputs with equal labels are counted. That loses nothing.
//! - Where many inputs are different, those of an interval are replaced by the Chebyshev
//!   nodes of the interval. An input `u` counts at node `t` as much as the polynomial
//!   that is 1 there and 0 at the other nodes: `f(u) ≈ Σ ℓ_t(u) f(t)`. What is summed is
//!   analytic in the log-odds `z = wu + b` up to `|Im z| = π`. In an interval over which `z`
//!   changes by two, interpolation at twenty nodes is off by `(π + √(π² + 1))⁻²⁰ < 10⁻¹⁶`
//!   of the largest value there, which is rounding (Trefethen 2013, Approximation Theory
//!   and Approximation Practice, theorem 8.2). The intervals are as short as the slope
//!   requires; for a slope that needs nearly as many nodes as there are inputs, the inputs
//!   themselves are summed.

use std::f64::consts::PI;
use std::sync::OnceLock;

use crate::numeric::columns::Column;

/// Nodes of an interval.
const NODES: usize = 20;

/// How much the log-odds change over an interval at most.
const CHANGE: f64 = 2.0;

/// Condensed inputs are as many times fewer as this, at least; if not, they are not worth while.
const LEAST_GAIN: usize = 4;

/// Slopes in powers of two for which there are condensed inputs: up to 2, 4, 8, …, 4096.
const LEVELS: usize = 12;

/// Inputs of label 0 and of label 1, each with how often it counts.
pub(super) type Columns = [Column; 2];

/// The inputs of each label, grouped and condensed.
#[derive(Debug)]
pub(super) struct Summaries {
    full: Columns,
    /// The different inputs of each label in ascending order, with their counts; empty where condensing is not worth while.
    sorted: [Vec<(f64, f64)>; 2],
    /// For slopes up to `2, 4, 8, …`; made when they are first needed.
    levels: [OnceLock<Option<Columns>>; LEVELS],
    /// Least and greatest input.
    pub range: [f64; 2],
    /// How often the most frequent input occurs with one label.
    pub most_ties: f64,
    /// How many observations there are.
    count: f64,
}

impl Summaries {
    /// Each observation by itself, in the given order.
    pub fn plain(inputs: &[f64], labels: &[f64]) -> Self {
        let full = split(inputs, labels).map(|inputs| Column::new(&inputs));
        Self::new(full, Default::default(), inputs, inputs.len() as f64)
    }

    /// Equal observations are counted where that makes them half as many.
    pub fn grouped(inputs: &[f64], labels: &[f64]) -> Self {
        let lists = split(inputs, labels);
        let mut sorted = lists.each_ref().map(|inputs| counted(inputs));
        let ties = sorted.iter().flatten().fold(0.0, |most: f64, &(_, count)| most.max(count));
        let different: usize = sorted.iter().map(Vec::len).sum();
        let full = if 2 * different <= inputs.len() {
            sorted.each_ref().map(|counted| weighted(counted))
        } else {
            lists.map(|inputs| Column::new(&inputs))
        };
        if different < LEAST_GAIN * NODES {
            sorted = Default::default();
        }
        Self::new(full, sorted, inputs, ties)
    }

    fn new(full: Columns, sorted: [Vec<(f64, f64)>; 2], inputs: &[f64], most_ties: f64) -> Self {
        let (range, count) = (ends(inputs.iter().copied()), inputs.len() as f64);
        Self { full, sorted, levels: Default::default(), range, most_ties, count }
    }

    /// All observations, for sums of functions that are not analytic.
    pub fn full(&self) -> &Columns {
        &self.full
    }

    /// What to sum over at any slope, if that is always the same.
    pub fn for_any_slope(&self) -> Option<&Columns> {
        self.sorted.iter().all(Vec::is_empty).then_some(&self.full)
    }

    /// What to sum over where no slope is steeper than this: the sums are those over
    /// all observations to rounding.
    pub fn for_slope(&self, slope: f64) -> &Columns {
        if let Some(full) = self.for_any_slope() {
            return full;
        }
        // Too large where the slope is infinite; no number has no level either.
        let power = slope.abs().log2().ceil().max(1.0);
        let level = if slope.is_nan() { LEVELS } else { power as usize - 1 };
        let Some(known) = self.levels.get(level) else { return &self.full };
        let made = known.get_or_init(|| self.condensed(2f64.powi(level as i32 + 1)));
        made.as_ref().unwrap_or(&self.full)
    }

    /// The inputs condensed for slopes up to this; `None` where that is not worth while.
    fn condensed(&self, slope: f64) -> Option<Columns> {
        let width = CHANGE / slope;
        let different: usize = self.sorted.iter().map(Vec::len).sum();
        let most = different / LEAST_GAIN;
        let intervals = |inputs: &[(f64, f64)]| {
            let same =
                |a: &(f64, f64), b: &(f64, f64)| (a.0 / width).floor() == (b.0 / width).floor();
            inputs.chunk_by(same).map(|chunk| chunk.len().min(NODES)).sum::<usize>()
        };
        let count: usize = self.sorted.iter().map(|inputs| intervals(inputs)).sum();
        (count <= most).then(|| self.sorted.each_ref().map(|inputs| at_nodes(inputs, width)))
    }

    /// The most that the labels at one input can add to the mean of `p(1 − p)`.
    pub fn most_of_one(&self) -> f64 {
        0.25 * 2.0 * self.most_ties / self.count
    }

    /// The largest `|u|`.
    pub fn largest(&self) -> f64 {
        self.full.iter().map(Column::largest).fold(0.0, f64::max)
    }
}

/// The inputs of label 0 and those of label 1, in their order.
fn split(inputs: &[f64], labels: &[f64]) -> [Vec<f64>; 2] {
    [0.0, 1.0].map(|label| of_label(inputs, labels, label).collect())
}

/// The inputs of one label, in their order.
pub(super) fn of_label<'d>(
    inputs: &'d [f64],
    labels: &'d [f64],
    wanted: f64,
) -> impl Iterator<Item = f64> + 'd {
    inputs.iter().zip(labels).filter(move |(_, label)| **label == wanted).map(|(&u, _)| u)
}

/// The smallest and the largest.
pub(super) fn ends(inputs: impl Iterator<Item = f64>) -> [f64; 2] {
    inputs.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], u| [low.min(u), high.max(u)])
}

/// The different values in ascending order, with how often each occurs.
fn counted(values: &[f64]) -> Vec<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len() as f64)).collect()
}

fn weighted(counted: &[(f64, f64)]) -> Column {
    let (inputs, counts): (Vec<f64>, Vec<f64>) = counted.iter().copied().unzip();
    Column::weighted(&inputs, &counts)
}

/// The inputs condensed in intervals of this width.
fn at_nodes(inputs: &[(f64, f64)], width: f64) -> Column {
    let cell = |u: f64| (u / width).floor();
    let mut condensed = Vec::new();
    for inside in inputs.chunk_by(|a, b| cell(a.0) == cell(b.0)) {
        if inside.len() <= NODES {
            condensed.extend_from_slice(inside);
        } else {
            let center = width * (cell(inside[0].0) + 0.5);
            condensed.extend(interpolated(inside, center, 0.5 * width));
        }
    }
    weighted(&condensed)
}

/// The Chebyshev nodes of `[center − radius, center + radius]` with the sums of the counts
/// times `ℓ_t(u) = (1/N) (1 + 2 Σ T_k(u) T_k(t))`, `k = 1 … N − 1`.
fn interpolated(
    inputs: &[(f64, f64)],
    center: f64,
    radius: f64,
) -> impl Iterator<Item = (f64, f64)> {
    // Σ count · T_k(u), by T₀ = 1, T₁ = u and T_{k+1} = 2u T_k − T_{k−1}.
    let mut moments = [0.0; NODES];
    for &(u, count) in inputs {
        let u = (u - center) / radius;
        let (mut last, mut next) = (count, count * u);
        for moment in &mut moments {
            *moment += last;
            (last, next) = (next, 2.0 * u * next - last);
        }
    }
    (0..NODES).map(move |j| {
        let angle = PI * (j as f64 + 0.5) / NODES as f64;
        let terms = moments.iter().enumerate().skip(1);
        let series = terms.map(|(k, moment)| 2.0 * moment * (k as f64 * angle).cos()).sum::<f64>();
        (center + radius * angle.cos(), (moments[0] + series) / NODES as f64)
    })
}
