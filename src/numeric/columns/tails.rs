//! Inputs whose labels are certain: what they add to the sums of a column.
//!
//! At a steep slope most labels are certain. Where `z` is far above zero, `σ(z)` is one, `softplus(z)` is `z`, and the
//! variance is zero; where it is far below, all three are zero. So such inputs need not be looked at one by one: the
//! number of inputs on that side, their sum and the sum of their squares are all that is needed
//! (docs/mathematics/logistic.md#many).

use super::CERTAIN;
use crate::numeric::kernel::exact_sum;
use crate::numeric::lanes::Lanes;

/// Pairs of a block. Blocks are summed or left out as a whole.
const BLOCK: usize = 8;

/// A column of fewer blocks is always summed as a whole.
const FEWEST: usize = 4;

/// The number of inputs, their sum and the sum of their squares, before each block and from each block on.
#[derive(Clone, Debug)]
pub(super) struct Tails {
    before: Vec<[f64; 3]>,
    from: Vec<[f64; 3]>,
}

/// Which inputs of a column are to be summed one by one at some log-odds.
pub(super) struct Zone<'c> {
    pub pairs: &'c [Lanes],
    pub weights: &'c [Lanes],
    /// The others whose label is certainly 1: how many they are, their sum, and the sum of their squares.
    pub certain: [f64; 3],
    /// The largest `|z|` of those that are to be summed.
    pub most: f64,
}

/// Whether a zone may be shorter than its column, where no `|z|` is larger than `most`.
pub(super) fn shorten(most: f64) -> bool {
    most > CERTAIN && most.is_finite()
}

impl Tails {
    /// Of a column in ascending order; `None` where it is short.
    pub fn of(pairs: &[Lanes], weights: &[Lanes]) -> Option<Self> {
        let blocks: Vec<_> = pairs.chunks(BLOCK).zip(weights.chunks(BLOCK)).collect();
        if blocks.len() < FEWEST {
            return None;
        }
        let before = running(&mut blocks.iter());
        let mut from = running(&mut blocks.iter().rev());
        from.reverse();
        Some(Self { before, from })
    }

    /// Which inputs are to be summed at `z = wu + b`; `None` where these have log-odds that are no numbers.
    pub fn zone<'c>(&self, [pairs, weights]: [&'c [Lanes]; 2], w: f64, b: f64) -> Option<Zone<'c>> {
        // Where the log-odds fall along the inputs, their mirror image rises, and is used.
        let (rises, count) = (w > 0.0, 2 * pairs.len());
        let (w, b) = if rises { (w, b) } else { (-w, -b) };
        let z = |k: usize| w * pairs[k / 2].get()[k % 2] + b;
        let middle = first_where(count, &|k| z(k) >= 0.0);
        let beside = [middle.checked_sub(1), (middle < count).then_some(middle)];
        let beside = beside.into_iter().flatten().map(|k| z(k).abs());
        let certain = CERTAIN + beside.fold(f64::INFINITY, f64::min);
        let first = first_where(count, &|k| z(k) >= -certain) / (2 * BLOCK);
        let end = first_where(count, &|k| z(k) > certain).div_ceil(2 * BLOCK);
        let inside = BLOCK * first..pairs.len().min(BLOCK * end);
        let last = (2 * inside.end).checked_sub(1)?;
        let certain = if rises { self.from[end] } else { self.before[first] };
        let most = z(2 * inside.start).abs().max(z(last).abs());
        Some(Zone {
            pairs: pairs.get(inside.clone())?,
            weights: weights.get(inside)?,
            certain,
            most,
        })
    }
}

/// The sums before the first block, before the second, and so on up to those of all.
fn running<'c>(blocks: &mut dyn Iterator<Item = &'c (&'c [Lanes], &'c [Lanes])>) -> Vec<[f64; 3]> {
    // Each with its rounding error.
    let (mut sums, mut all) = ([(0.0, 0.0); 3], vec![[0.0; 3]]);
    for (pairs, weights) in blocks {
        for (u, c) in
            pairs.iter().zip(weights.iter()).flat_map(|(u, c)| u.get().into_iter().zip(c.get()))
        {
            for (sum, term) in sums.iter_mut().zip([c, c * u, c * u * u]) {
                let (high, low) = exact_sum(sum.0, term);
                *sum = (high, sum.1 + low);
            }
        }
        all.push(sums.map(|(high, low)| high + low));
    }
    all
}

/// The first number below `count` at which something holds that then holds for all greater ones; `count` if there is none.
fn first_where(count: usize, holds: &dyn Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
