//! Values of a target at nodes that stay the same, whatever the density `q` is.
//!
//! An expectation under `q` is a sum over the nodes of panels, each of which is at most 2.8 standard deviations long and
//! keeps away from the zeros of the target (see [`panels`](crate::numeric::panels)). Panels that are
//! at most `l` long serve for all `q` for which `2.8 σ` is at least `l`, and there the logarithms of the target are
//! computed once. They are most of the work: what is left at each node is the density of `q`.

use std::sync::OnceLock;

use super::peaks::Peaks;
use crate::numeric::expectation::{LONGEST, REACH};
use crate::numeric::exponential::normal_density;
use crate::numeric::lanes::Lanes;
use crate::numeric::panels::{Pole, Rule, over, panels};

/// The shortest panels are this share of half the target's width. A `q` with less than a ninetieth of it as its standard
/// deviation has nodes of its own: it would use few of the table's.
const SHORTEST: f64 = 1.0 / 32.0;

/// How many lengths there are, each `√2` times the one before: up to 700 times half the target's width.
const LENGTHS: usize = 30;

/// How far panels go on beside the target, in lengths. An expectation reaches 8.4 standard deviations, which are 3 to 4.2
/// lengths: so the table serves for means up to four lengths outside the target. A `q` that reaches farther has nodes of
/// its own.
const ASIDE: f64 = 8.0;

/// Most panels of one length. A target with several times as many zeros beside the line as it can have, all of them
/// close to the line, would need more.
const MOST_PANELS: usize = 400;

/// The values at all nodes of one rule, for each length when it is first asked for.
#[derive(Clone, Debug)]
pub(super) struct Table {
    rule: &'static Rule,
    /// The middle of the target, and half of its width.
    around: [f64; 2],
    levels: Vec<OnceLock<Level>>,
}

/// Panels of one length. Places are in units of it, from the middle of the target.
#[derive(Clone, Debug)]
struct Level {
    /// The middle of each panel and half of its length.
    panels: Vec<[f64; 2]>,
    /// `ln p` and `U′` at the nodes of each panel, in pairs.
    values: Vec<[Lanes; 2]>,
}

impl Table {
    /// A table for a target around these ends.
    pub fn new(rule: &'static Rule, [low, high]: [f64; 2]) -> Self {
        let around = [0.5 * (low + high), 0.5 * (high - low)];
        Self { rule, around, levels: vec![OnceLock::new(); LENGTHS] }
    }

    /// Passes `ln p`, `U′`, `z` and the weight of all nodes of `E f(μ + σz)` to `f`, two at a time. `false`, and nothing
    /// is passed, where the table does not reach.
    #[inline(always)]
    pub fn each(
        &self,
        [mu, sigma]: [f64; 2],
        peaks: &Peaks,
        mut f: impl FnMut(Lanes, Lanes, Lanes, Lanes),
    ) -> bool {
        let Some((level, length)) = self.level(sigma, peaks) else { return false };
        let inverse = sigma.recip();
        let (scale, shift) = (length * inverse, (self.around[0] - mu) * inverse);
        let covered = level.panels.first().zip(level.panels.last()).is_some_and(|(first, last)| {
            let [low, high] = [first[0] - first[1], last[0] + last[1]];
            shift + scale * low <= -REACH && shift + scale * high >= REACH
        });
        if !covered {
            return false;
        }
        let (unit, from) = (Lanes::both(scale), Lanes::both(shift));
        let begin = level
            .panels
            .partition_point(|[middle, half]| shift + scale * (middle + half) <= -REACH);
        for (panel, values) in
            level.panels.iter().zip(level.values.chunks_exact(self.rule.len())).skip(begin)
        {
            if shift + scale * (panel[0] - panel[1]) >= REACH {
                break;
            }
            let mut values = values.iter();
            over(*panel, self.rule, |place, weight| {
                let z = from + unit * place;
                if let Some(&[log, slope]) = values.next() {
                    f(log, slope, z, unit * weight * normal_density(z));
                }
            });
        }
        true
    }

    /// The longest panels that serve for this deviation, and their length.
    fn level(&self, sigma: f64, peaks: &Peaks) -> Option<(&Level, f64)> {
        let [middle, width] = self.around;
        let shortest = SHORTEST * width;
        let doublings = (LONGEST * sigma / shortest).log2();
        let index = (2.0 * doublings).floor();
        let is_inside = index >= 0.0 && index < LENGTHS as f64;
        let found = self.levels.get(if is_inside { index as usize } else { LENGTHS })?;
        let length = shortest * (0.5 * index).exp2();
        let made = || Level::new(self.rule, [middle, width, length], peaks);
        Some((found.get_or_init(made), length))
    }
}

impl Level {
    fn new(rule: &Rule, [middle, width, length]: [f64; 3], peaks: &Peaks) -> Self {
        let seen = |pole: &Pole| Pole { at: (pole.at - middle) / length, away: pole.away / length };
        let poles: Vec<Pole> = peaks.zeros().iter().map(seen).collect();
        let far = width / length + ASIDE;
        let panels: Vec<[f64; 2]> = panels([-far, far], 1.0, &poles).take(MOST_PANELS).collect();
        let mut values = Vec::with_capacity(panels.len() * rule.len());
        let (unit, from) = (Lanes::both(length), Lanes::both(middle));
        for &panel in &panels {
            over(panel, rule, |place, _| {
                let (log, slope) = peaks.log_densities_and_derivatives(from + unit * place);
                values.push([log, slope]);
            });
        }
        Self { panels, values }
    }
}
