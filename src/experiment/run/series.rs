//! What is measured along a run, one number for each point.

use std::sync::PoisonError;

use super::Run;
use crate::catalog::{SERIES, Series};
use crate::geometry::Segment;
use crate::model::prelude::*;

/// The entries of each series that have been computed so far.
pub(super) type Columns = [Vec<f64>; SERIES.len()];

impl Run {
    /// One number for each point. Series are computed when they are first read, from
    /// the steps, and then kept.
    pub fn series(&self, series: Series) -> Vec<f64> {
        // After a panic elsewhere the column may be shorter, but it is still correct.
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        while columns[series as usize].len() < self.points.len() {
            self.extend(&mut columns, series);
        }
        columns[series as usize].clone()
    }

    /// The step that ends at a point, which exists, with the model in whose coordinates it was
    /// computed; `None` for the start.
    fn step_to(&self, index: usize) -> Option<(&dyn Model, Segment)> {
        let before = index.checked_sub(1)?;
        let (model, to) = self.computed(index);
        let from = self.computed(before).1;
        let difference = self.own_taken.get(before).copied().unwrap_or(self.taken[before].0);
        Some((model, Segment { from, to, difference }))
    }

    /// Adds the next entry of a series. Both divergences of a step are added at once: found together,
    /// they take less time.
    fn extend(&self, columns: &mut Columns, series: Series) {
        let column = &columns[series as usize];
        let (index, last) = (column.len(), column.last().copied().unwrap_or(0.0));
        let entry = match (series, self.step_to(index)) {
            (Series::Loss, _) => self.loss(index),
            (Series::Kl | Series::KlReverse, step) => {
                let both = step.map(|(model, step)| model.kl_both_ways(&step));
                let [there, back] = both.unwrap_or_default();
                columns[Series::Kl as usize].push(there);
                columns[Series::KlReverse as usize].push(back);
                return;
            }
            (_, None) => 0.0,
            (Series::FisherLength, Some((model, step))) => last + model.length(&step),
            (Series::EuclideanLength, Some(_)) => last + self.taken[index - 1].0.length(),
            (Series::Halvings, Some(_)) => f64::from(self.taken[index - 1].1),
        };
        columns[series as usize].push(entry);
    }

    /// The loss at a point, which exists: that of the coordinates shown, unless the chart
    /// has too few digits there.
    fn loss(&self, index: usize) -> f64 {
        /// Relative to the loss, or to a nat if that is more.
        const ROUNDING: f64 = 1e-12;
        if self.own.is_empty() {
            return self.model.loss(self.points[index]);
        }
        let (model, own) = self.computed(index);
        let [exact, shown] = [model.loss(own), self.model.loss(self.points[index])];
        let is_close = (shown - exact).abs() <= ROUNDING * exact.abs().max(1.0);
        if is_close { shown } else { exact }
    }
}
