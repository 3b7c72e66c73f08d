//! What is measured along a run, one number for each point.

use std::sync::PoisonError;

use super::Run;
use crate::catalog::{SERIES, Series};
use crate::geometry::{Point, Segment, Tangent};
use crate::model::prelude::*;

/// What has been measured so far. A column that is shorter than the run is still correct.
#[derive(Default)]
pub(super) struct Columns {
    /// The entries of each series.
    entries: [Vec<f64>; SERIES.len()],
    /// The points in the model's own coordinates, each with its difference from the one before: most series
    /// need them.
    places: Vec<(Point, Tangent)>,
}

impl Run {
    /// One number for each point. Series are computed when they are first read, from
    /// the steps, and then kept.
    pub fn series(&self, series: Series) -> Vec<f64> {
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        self.extend(&mut columns, series);
        columns.entries[series as usize].clone()
    }

    /// Adds the entries of a series that are missing. Both divergences of a step are added at once: found
    /// together, they take less time.
    fn extend(&self, Columns { entries, places }: &mut Columns, series: Series) {
        let model = self.model.beneath().unwrap_or(&self.model);
        if !matches!(series, Series::EuclideanLength | Series::Halvings) {
            self.find_places(places);
        }
        let known = entries[series as usize].len();
        let mut last = entries[series as usize].last().copied().unwrap_or(0.0);
        for index in known..self.points.len() {
            let taken = index.checked_sub(1).map(|before| self.taken[before]);
            let step = || {
                let ((from, _), (to, difference)) = (places[index - 1], places[index]);
                Segment { from, to, difference }
            };
            last = match (series, taken) {
                (Series::Loss, _) => self.loss(places[index].0, index),
                (Series::Kl | Series::KlReverse, _) => {
                    let both = taken.map(|_| model.kl_both_ways(&step()));
                    let [there, back] = both.unwrap_or_default();
                    entries[Series::Kl as usize].push(there);
                    entries[Series::KlReverse as usize].push(back);
                    continue;
                }
                (_, None) => 0.0,
                (Series::FisherLength, Some(_)) => last + model.length(&step()),
                (Series::EuclideanLength, Some((difference, _))) => last + difference.length(),
                (Series::Halvings, Some((_, halvings))) => f64::from(halvings),
            };
            entries[series as usize].push(last);
        }
    }

    /// Adds the places that are missing.
    fn find_places(&self, places: &mut Vec<(Point, Tangent)>) {
        let chart = self.model.chart();
        for index in places.len()..self.points.len() {
            let own = self.own.get(index).copied();
            let here = own.unwrap_or_else(|| chart.to_own(self.points[index]));
            let difference = index.checked_sub(1).map(|before| {
                self.own_taken.get(before).copied().unwrap_or_else(|| {
                    let [from, to] = [self.points[before], self.points[index]];
                    let along = Segment { from, to, difference: self.taken[before].0 };
                    chart.own_difference(&along, [places[before].0, here])
                })
            });
            places.push((here, difference.unwrap_or_default()));
        }
    }

    /// The loss at a point, which exists and is at `own` in the model's own coordinates: that of the
    /// coordinates shown, unless the chart has too few digits there.
    fn loss(&self, own: Point, index: usize) -> f64 {
        /// Relative to the loss, or to a nat if that is more.
        const ROUNDING: f64 = 1e-12;
        let exact = self.model.beneath().unwrap_or(&self.model).loss(own);
        if self.own.is_empty() {
            return exact;
        }
        let shown = self.model.loss(self.points[index]);
        let is_close = (shown - exact).abs() <= ROUNDING * exact.abs().max(1.0);
        if is_close { shown } else { exact }
    }
}
