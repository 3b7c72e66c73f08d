//! Many observations in few numbers: how the sums over them stay short
//! (docs/mathematics/logistic.md#many).
//!
//! - Equal inputs with equal labels are counted. That loses nothing.
//! - Where many inputs are different, those of an interval are replaced by the nodes of their Gauss
//!   rule ([`crate::numeric::gauss::gauss_rule`]), which count as often as its weights say. What is summed is analytic in
//!   the log-odds `z = wu + b` up to `|Im z| = π`. In an interval over which `z` changes by
//!   two, ten nodes are off by the order of `(π + √(π² + 1))⁻²⁰ < 10⁻¹⁶` of the largest value there,
//!   which is rounding. The intervals are as short as the slope requires; for a slope that needs more than
//!   half as many nodes as there are inputs, the inputs themselves are summed.

use std::sync::OnceLock;

use crate::geometry::Point;
use crate::numeric::bernoulli::variance;
use crate::numeric::columns::{CERTAIN, Column};
use crate::numeric::sorted::{ascending, counted_in_order, ends};
use crate::numeric::tree::{CHANGE, Counted, Tree, at_nodes_within, least_log_odds};

/// Inputs are condensed if there are then at least this many times fewer. Making nodes took 50 ns for each input, and a
/// sum 2.2 ns for each term (measured in November 2026): with half as many terms the nodes are worth making from the
/// 46th sum on, and a figure takes thousands.
const LEAST_GAIN: usize = 2;

/// Fewer different inputs than this are summed as they are. No slope has fewer than 40 nodes, ten for each of two
/// intervals of each label, so that with fewer inputs [`LEAST_GAIN`] is out of reach.
const FEWEST: usize = 80;

/// Slopes for which there are condensed inputs: up to `2^(k/2)` for `k` from the first to the last.
const POWERS: [i32; 2] = [-8, 24];
const LEVELS: usize = (POWERS[1] - POWERS[0] + 1) as usize;

/// Levels from this on, for slopes above 11, have the nodes of the trees. Others are made from the next level whose number is
/// a multiple of [`STRIDE`], which has far fewer inputs than there are in all.
const STEEP: usize = 16;
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
    /// All different inputs of each label, in a tree; made when they are first needed.
    trees: OnceLock<[Tree; 2]>,
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
        let ordered = lists.each_ref().map(|inputs| ascending(inputs));
        let mut sorted = ordered.each_ref().map(|inputs| counted_in_order(inputs));
        let ties = sorted.iter().flatten().fold(0.0, |most: f64, &(_, count)| most.max(count));
        let different: usize = sorted.iter().map(Vec::len).sum();
        let is_few = different < FEWEST;
        let full = if 2 * different <= inputs.len() {
            sorted.each_ref().map(|counted| weighted(counted))
        } else if is_few {
            lists.map(|inputs| Column::new(&inputs))
        } else {
            ordered.map(|inputs| Column::new(&inputs))
        };
        let full = if is_few { full } else { full.map(Column::in_ascending_order) };
        if is_few {
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
            trees: OnceLock::new(),
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
        self.in_trees(places, true)
    }

    /// The same for a function that is not analytic, with every input that has a label which is not certain.
    pub fn all_terms(&self, places: [Point; 2]) -> Terms<'_> {
        self.in_trees(places, false)
    }

    fn in_trees(&self, places: [Point; 2], is_analytic: bool) -> Terms<'_> {
        if let Some(full) = self.for_any_slope() {
            return Terms::Columns(full);
        }
        Terms::Trees(self.trees(), places, is_analytic)
    }

    fn trees(&self) -> &[Tree; 2] {
        self.trees.get_or_init(|| self.sorted.clone().map(Tree::new))
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
        // An infinite slope gets a level beyond the last, and so does a slope that is not a number: for both all inputs are summed.
        let power = (2.0 * slope.abs().log2()).ceil().max(f64::from(POWERS[0]));
        let level = if slope.is_nan() { LEVELS } else { (power - f64::from(POWERS[0])) as usize };
        self.level(level).unwrap_or(&self.full)
    }

    /// The inputs condensed for the slopes of a level, if that is worth while.
    fn level(&self, level: usize) -> Option<&Columns> {
        self.levels.get(level)?.get_or_init(|| self.condensed(level)).as_ref()
    }

    /// The inputs condensed for the slopes of a level. They are made from the inputs of a steeper level, if that one is
    /// condensed, and otherwise by the trees. Which it is does not depend on what was asked before, so equal questions have
    /// equal answers, to the last bit.
    fn condensed(&self, level: usize) -> Option<Columns> {
        let width = CHANGE / 2f64.powf(0.5 * f64::from(level as i32 + POWERS[0]));
        let steeper = (level < STEEP).then(|| self.level((level / STRIDE + 1) * STRIDE)).flatten();
        let condensed = match steeper {
            Some(columns) => columns.each_ref().map(|column| at_nodes(column, width)),
            None => {
                let count: usize = self.trees().iter().map(|tree| tree.count(width)).sum();
                let different: usize = self.sorted.iter().map(Vec::len).sum();
                if count > different / LEAST_GAIN {
                    return None;
                }
                self.trees().each_ref().map(|tree| tree.condensed(width))
            }
        };
        Some(condensed.map(|condensed| weighted(&condensed).in_ascending_order()))
    }

    /// Makes what no sum has needed yet: first nodes of the trees, by looking at about `most` inputs, and once there are all of
    /// these one level. Whether all are made.
    pub fn advance(&self, mut most: usize) -> bool {
        if self.for_any_slope().is_some() {
            return true;
        }
        if !self.trees().iter().all(|tree| tree.advance(&mut most)) {
            return false;
        }
        // From the steepest on, because others are made from steeper ones.
        let missing = (0..LEVELS).rev().find(|&level| self.levels[level].get().is_none());
        missing.is_none_or(|level| {
            self.level(level);
            false
        })
    }

    /// The most that the labels at one input can add to the mean of `p(1 − p)` at a place.
    pub fn most_of_one(&self, at: Point) -> f64 {
        variance(self.least_log_odds(at)) * 2.0 * self.most_ties / self.count
    }

    /// A bound of all `|z|` from below, which some input attains where they are in order, and zero where they are not.
    fn least_log_odds(&self, at: Point) -> f64 {
        if self.for_any_slope().is_some() {
            return 0.0;
        }
        let least = self.sorted.iter().map(|inputs| least_log_odds(inputs, at.0, at.1));
        least.fold(f64::INFINITY, f64::min)
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
    /// The same in trees, of which few nodes are enough for a function of the log-odds at these places; and whether that
    /// is analytic.
    Trees(&'s [Tree; 2], [Point; 2], bool),
}

impl Terms<'_> {
    /// Calls a function with each input of label 0 and of label 1, its label, and how often it counts.
    pub fn each(&self, mut visit: impl FnMut(f64, f64, f64)) {
        self.parts(&mut |label, part| part.iter().for_each(|&(u, count)| visit(u, label, count)));
    }

    /// The same, some inputs of a label at a time: so there is one copy of this for all functions that are summed.
    fn parts(&self, visit: &mut dyn FnMut(f64, &Counted)) {
        for (k, label) in [0.0, 1.0].into_iter().enumerate() {
            match self {
                Self::Columns(columns) => columns[k].inputs().for_each(|one| visit(label, &[one])),
                Self::Trees(trees, places, is_analytic) => {
                    let tree = &trees[k];
                    let lines = places.map(|Point(w, b)| tree.line(w, b, CERTAIN));
                    tree.each(&lines, *is_analytic, &mut |part| visit(label, part));
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

fn weighted(counted: &[(f64, f64)]) -> Column {
    let (inputs, counts): (Vec<f64>, Vec<f64>) = counted.iter().copied().unzip();
    Column::weighted(&inputs, &counts)
}

/// The interval of this width that holds an input.
fn cell(u: f64, width: f64) -> f64 {
    (u / width).floor()
}

/// The inputs condensed in intervals of this width, in ascending order.
fn at_nodes(column: &Column, width: f64) -> Vec<(f64, f64)> {
    let inputs: Vec<(f64, f64)> = column.inputs().collect();
    let mut condensed = Vec::new();
    for inside in inputs.chunk_by(|a, b| cell(a.0, width) == cell(b.0, width)) {
        let center = width * (cell(inside[0].0, width) + 0.5);
        condensed.extend(at_nodes_within(inside, center, 0.5 * width));
    }
    condensed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::random::Random;

    /// Inputs on a grid or not, with their labels.
    fn observed(count: usize, seed: u64) -> [Vec<f64>; 2] {
        let mut random = Random::seeded(seed);
        let inputs: Vec<f64> = (0..count).map(|_| 1.5 * random.normal()).collect();
        let labels = inputs.iter().map(|u| f64::from(random.normal() < *u)).collect();
        [inputs, labels]
    }

    fn levels(summaries: &Summaries) -> Vec<Option<Vec<(f64, f64)>>> {
        let terms = |columns: &Columns| columns.iter().flat_map(Column::inputs).collect();
        (0..LEVELS).map(|level| summaries.level(level).map(terms)).collect()
    }

    /// What is made while a page rests is what sums would have made, to the last bit.
    #[test]
    fn what_is_made_before_it_is_needed_is_the_same() {
        for count in [50, 500, 20_000] {
            let [inputs, labels] = observed(count, 7);
            let [asked, resting] = [(); 2].map(|()| Summaries::grouped(&inputs, &labels));
            let portions = (0..).take_while(|_| !resting.advance(1_000)).count();
            assert_eq!(portions > 0, count >= FEWEST, "{count}");
            assert!(resting.advance(0), "{count}: nothing is left to do");
            if asked.for_any_slope().is_none() {
                assert!(resting.levels.iter().all(|level| level.get().is_some()), "{count}");
                assert_eq!(levels(&asked), levels(&resting), "{count}");
            }
        }
    }

    /// A level is given up before any node of it is made, where nodes would not be few enough.
    #[test]
    fn levels_that_do_not_pay_are_known_by_their_number_of_nodes() {
        let [inputs, labels] = observed(20_000, 8);
        let summaries = Summaries::grouped(&inputs, &labels);
        let different = inputs.len();
        for (level, found) in levels(&summaries).into_iter().enumerate() {
            let width = CHANGE / 2f64.powf(0.5 * f64::from(level as i32 + POWERS[0]));
            let [made, counted]: [usize; 2] = [
                summaries.trees().iter().map(|tree| tree.condensed(width).len()).sum(),
                summaries.trees().iter().map(|tree| tree.count(width)).sum(),
            ];
            assert!(
                (made..=made + made / 100).contains(&counted),
                "level {level}: {counted} {made}"
            );
            assert_eq!(found.is_some(), counted <= different / LEAST_GAIN || level < STEEP);
        }
        assert!(levels(&summaries).iter().any(Option::is_none));
    }
}
