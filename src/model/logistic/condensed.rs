//! Many observations in few numbers: how the sums over them stay short
//! (docs/mathematics/logistic.md#many).
//!
//! - Equal inputs with equal labels are counted. That loses nothing.
//! - Where many inputs are different, those of an interval are replaced by the nodes of their Gauss
//!   rule ([`gauss_rule`]), which count as often as its weights say. What is summed is analytic in
//!   the log-odds `z = wu + b` up to `|Im z| = π`. In an interval over which `z` changes by
//!   two, ten nodes are off by the order of `(π + √(π² + 1))⁻²⁰ < 10⁻¹⁶` of the largest value there,
//!   which is rounding. The intervals are as short as the slope requires; for a slope that needs more than
//!   half as many nodes as there are inputs, the inputs themselves are summed.

use std::sync::OnceLock;

use super::blocks::Blocks;
use crate::geometry::Point;
use crate::numeric::columns::Column;
use crate::numeric::gauss::gauss_rule;

/// Nodes of an interval.
const NODES: usize = 10;

/// How much the log-odds change over an interval at most.
pub(super) const CHANGE: f64 = 2.0;

/// Inputs are condensed if there are then at least this many times fewer.
const LEAST_GAIN: usize = 2;

/// Fewer different inputs than this are summed as they are. Half of this number are the nodes of four intervals.
const FEWEST: usize = 80;

/// Slopes for which there are condensed inputs: up to `2^(k/2)` for `k` from the first to the last.
const POWERS: [i32; 2] = [-8, 24];
const LEVELS: usize = (POWERS[1] - POWERS[0] + 1) as usize;

/// A level is made from the inputs of the next level whose number is a multiple of this, because that one has
/// far fewer inputs than there are in all.
const STRIDE: usize = 8;

/// Inputs of label 0 and of label 1, each with how often it counts.
pub(super) type Columns = [Column; 2];

/// The inputs of each label, grouped and condensed.
#[derive(Debug)]
pub(super) struct Summaries {
    full: Columns,
    /// The different inputs of each label in ascending order, with their counts; empty where condensing is not worth while.
    sorted: [Vec<(f64, f64)>; 2],
    /// By level; made when they are first needed.
    levels: [OnceLock<Option<Columns>>; LEVELS],
    /// All different inputs of each label, in blocks; made when they are first needed.
    blocks: OnceLock<[Blocks; 2]>,
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
        if different < FEWEST {
            sorted = Default::default();
        }
        Self::new(full, sorted, inputs, ties)
    }

    fn new(full: Columns, sorted: [Vec<(f64, f64)>; 2], inputs: &[f64], most_ties: f64) -> Self {
        let (range, count) = (ends(inputs.iter().copied()), inputs.len() as f64);
        Self {
            full,
            sorted,
            levels: std::array::from_fn(|_| OnceLock::new()),
            blocks: OnceLock::new(),
            range,
            most_ties,
            count,
        }
    }

    /// All observations, for sums of functions that are not analytic.
    pub fn full(&self) -> &Columns {
        &self.full
    }

    /// What to sum over, label by label, for a function of the log-odds at these places that is analytic in them.
    pub fn terms(&self, places: [Point; 2]) -> Terms<'_> {
        let columns = self.for_slope(places[0].0.abs().max(places[1].0.abs()));
        if std::ptr::eq(columns, &self.full) {
            self.in_blocks(places, true)
        } else {
            Terms::Columns(columns)
        }
    }

    /// The same for a function that is not analytic, with every input that has a label which is not certain.
    pub fn all_terms(&self, places: [Point; 2]) -> Terms<'_> {
        self.in_blocks(places, false)
    }

    fn in_blocks(&self, places: [Point; 2], is_analytic: bool) -> Terms<'_> {
        if self.for_any_slope().is_some() {
            return Terms::Columns(&self.full);
        }
        let made = || self.sorted.each_ref().map(|inputs| Blocks::new(inputs));
        Terms::Blocks(self.blocks.get_or_init(made), places, is_analytic)
    }

    /// What to sum over where that is the same at every slope; `None` where there are condensed inputs.
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
        let power = (2.0 * slope.abs().log2()).ceil().max(f64::from(POWERS[0]));
        let level = if slope.is_nan() { LEVELS } else { (power - f64::from(POWERS[0])) as usize };
        self.level(level).unwrap_or(&self.full)
    }

    /// The inputs condensed for the slopes of a level, if that is worth while.
    fn level(&self, level: usize) -> Option<&Columns> {
        self.levels.get(level)?.get_or_init(|| self.condensed(level)).as_ref()
    }

    /// Condensed for the slopes of a level, from inputs that are condensed for steeper ones where there
    /// are such, whatever has been asked before: so equal questions have equal answers, to the last bit.
    fn condensed(&self, level: usize) -> Option<Columns> {
        let width = CHANGE / 2f64.powf(0.5 * f64::from(level as i32 + POWERS[0]));
        let steeper = self.level((level / STRIDE + 1) * STRIDE);
        let steeper = steeper.map(|columns| columns.each_ref().map(|c| c.inputs().collect()));
        let inputs: &[Vec<(f64, f64)>; 2] = steeper.as_ref().unwrap_or(&self.sorted);
        let different: usize = self.sorted.iter().map(Vec::len).sum();
        let intervals = |inputs: &[(f64, f64)]| {
            let chunks = inputs.chunk_by(|a, b| cell(a.0, width) == cell(b.0, width));
            chunks.map(|chunk| chunk.len().min(NODES)).sum::<usize>()
        };
        let count: usize = inputs.iter().map(|inputs| intervals(inputs)).sum();
        (count <= different / LEAST_GAIN)
            .then(|| inputs.each_ref().map(|inputs| at_nodes(inputs, width)))
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

/// What sums go over.
#[derive(Clone, Copy)]
pub(super) enum Terms<'s> {
    /// Inputs of each label.
    Columns(&'s Columns),
    /// The same in blocks, of which many are short for a function of the log-odds at these places; and whether that
    /// is analytic.
    Blocks(&'s [Blocks; 2], [Point; 2], bool),
}

impl Terms<'_> {
    /// Calls a function with each input of label 0 and of label 1, its label, and how often it counts.
    pub fn each(&self, mut visit: impl FnMut(f64, f64, f64)) {
        for (k, label) in [0.0, 1.0].into_iter().enumerate() {
            match self {
                Self::Columns(columns) => {
                    columns[k].inputs().for_each(|(u, count)| visit(u, label, count));
                }
                Self::Blocks(blocks, places, is_analytic) => {
                    let terms = blocks[k].terms(*places, *is_analytic);
                    terms.for_each(|(u, count)| visit(u, label, count));
                }
            }
        }
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
    let sorted = ascending(values);
    sorted.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len() as f64)).collect()
}

/// The values in ascending order. They are first dealt to buckets of equal width, and then sorted within them: several
/// times as fast as sorting all of them, unless a few extreme values leave most buckets empty.
pub(super) fn ascending(values: &[f64]) -> Vec<f64> {
    /// Values in a bucket, on average.
    const EACH: usize = 8;
    let [low, high] = ends(values.iter().copied());
    let count = values.len() / EACH + 1;
    // No number, an infinite width and a width of zero all lead to the first bucket.
    let scale = count as f64 / (high - low);
    let bucket = |value: f64| (((value - low) * scale) as usize).min(count - 1);
    let mut starts = vec![0; count + 1];
    for &value in values {
        starts[bucket(value) + 1] += 1;
    }
    for k in 0..count {
        starts[k + 1] += starts[k];
    }
    let mut sorted = vec![0.0; values.len()];
    let mut next = starts.clone();
    for &value in values {
        let place = &mut next[bucket(value)];
        sorted[*place] = value;
        *place += 1;
    }
    for range in starts.windows(2) {
        sorted[range[0]..range[1]].sort_unstable_by(f64::total_cmp);
    }
    sorted
}

fn weighted(counted: &[(f64, f64)]) -> Column {
    let (inputs, counts): (Vec<f64>, Vec<f64>) = counted.iter().copied().unzip();
    Column::weighted(&inputs, &counts)
}

/// The interval of this width that holds an input.
fn cell(u: f64, width: f64) -> f64 {
    (u / width).floor()
}

/// The inputs condensed in intervals of this width, in ascending order.
fn at_nodes(inputs: &[(f64, f64)], width: f64) -> Column {
    let mut condensed = Vec::new();
    for inside in inputs.chunk_by(|a, b| cell(a.0, width) == cell(b.0, width)) {
        let center = width * (cell(inside[0].0, width) + 0.5);
        condensed.extend(at_nodes_within(inside, center, 0.5 * width));
    }
    weighted(&condensed)
}

/// The inputs of one interval condensed, in ascending order; as they are where they are few.
pub(super) fn at_nodes_within(inside: &[(f64, f64)], center: f64, radius: f64) -> Vec<(f64, f64)> {
    if inside.len() <= NODES || radius == 0.0 {
        return inside.to_vec();
    }
    // In units of half an interval from its middle, so that the rule does not depend on its width.
    let points = inside.iter().map(|&(u, count)| ((u - center) / radius, count));
    let mut rule = gauss_rule::<NODES>(points);
    rule.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let nodes = rule.into_iter().filter(|(_, weight)| *weight > 0.0);
    nodes.map(|(node, weight)| (center + radius * node, weight)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::random::Random;

    #[test]
    fn values_dealt_to_buckets_are_sorted() {
        let mut random = Random::seeded(5);
        for count in [0, 1, 2, 7, 8, 9, 100, 3000] {
            type Draw<'d> = &'d dyn Fn(&mut Random) -> f64;
            let draws: [Draw; 5] = [
                &|random| random.normal(),
                &|random| (5.0 * random.uniform()).floor(),
                &|random| random.normal().powi(9),
                &|random| if random.uniform() < 0.01 { 1e150 } else { random.uniform() },
                &|_| -0.5,
            ];
            for draw in draws {
                let values: Vec<f64> = (0..count).map(|_| draw(&mut random)).collect();
                let mut expected = values.clone();
                expected.sort_unstable_by(f64::total_cmp);
                assert_eq!(ascending(&values), expected);
            }
        }
    }
}
