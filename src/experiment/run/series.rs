//! What is measured along a run, one number for each point.

use std::sync::PoisonError;

use super::Run;
use crate::catalog::{SERIES, Series};
use crate::geometry::{Point, Segment};
use crate::model::prelude::*;
use crate::model::{Direction, Place};

/// What has been measured so far. A column that is shorter than the run is still correct.
#[derive(Default)]
pub(super) struct Columns {
    /// The entries of each series.
    entries: [Vec<f64>; SERIES.len()],
    /// The points in the model's own coordinates, each with its difference from the one before: most series
    /// need them.
    places: Vec<Place>,
}

impl Run {
    /// One number for each point. Series are computed when they are first read, from
    /// the steps, and then kept.
    pub fn series(&self, series: Series) -> Vec<f64> {
        self.read_series(series, <[f64]>::to_vec)
    }

    /// What `read` makes of a series.
    pub(in crate::experiment) fn read_series<T>(
        &self,
        series: Series,
        read: impl FnOnce(&[f64]) -> T,
    ) -> T {
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        self.extend(&mut columns, series);
        read(&columns.entries[series as usize])
    }

    /// Adds the entries of a series that are missing. Both divergences of a step are added at once: found
    /// together, they take less time.
    fn extend(&self, Columns { entries, places }: &mut Columns, series: Series) {
        if !matches!(series, Series::EuclideanLength | Series::Halvings) {
            self.find_places(places);
        }
        let [loss, kl, kl_reverse, fisher_length, euclidean_length, halvings] = entries;
        let model = self.model.beneath().unwrap_or(&self.model);
        let two = model.side_by_side();
        let step = |index: usize| {
            let (from, to) = (&places[index - 1], &places[index]);
            Segment { from: from.at, to: to.at, difference: to.difference }
        };
        let count = self.points.len();
        match series {
            Series::Loss => {
                let known = lengthened(loss, count);
                let two = two.filter(|_| self.own.is_empty());
                if !two.is_some_and(|two| two.losses(&places[known..], &mut loss[known..])) {
                    complete(loss, known, |index| self.loss(places[index].at, index));
                }
            }
            Series::Kl | Series::KlReverse => {
                let known = after_start(kl, count);
                after_start(kl_reverse, count);
                let into = [&mut kl[known..], &mut kl_reverse[known..]];
                if !two.is_some_and(|two| two.divergences(&places[known - 1..], into)) {
                    for (column, direction) in
                        [(kl, Direction::OldNew), (kl_reverse, Direction::NewOld)]
                    {
                        complete(column, known, |index| model.kl(&step(index), direction));
                    }
                }
            }
            Series::FisherLength => {
                let known = after_start(fisher_length, count);
                let into = &mut fisher_length[known..];
                if !two.is_some_and(|two| two.lengths(&places[known - 1..], into)) {
                    complete(fisher_length, known, |index| model.length(&step(index)));
                }
                add_up(&mut fisher_length[known - 1..]);
            }
            Series::EuclideanLength => {
                let known = after_start(euclidean_length, count);
                let steps = euclidean_length[known..].iter_mut().zip(&self.taken[known - 1..]);
                steps.for_each(|(entry, (difference, _))| *entry = difference.length());
                add_up(&mut euclidean_length[known - 1..]);
            }
            Series::Halvings => {
                let known = after_start(halvings, count);
                let steps = halvings[known..].iter_mut().zip(&self.taken[known - 1..]);
                steps.for_each(|(entry, (_, halved))| *entry = f64::from(*halved));
            }
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

impl Columns {
    /// Forgets what has been measured, and keeps the room for it.
    pub(super) fn clear(&mut self) {
        self.entries.iter_mut().for_each(Vec::clear);
        self.places.clear();
    }
}

/// Makes room for the entries that are missing, as NaN; returns how many are known.
fn lengthened(column: &mut Vec<f64>, count: usize) -> usize {
    let known = column.len();
    column.resize(count, f64::NAN);
    known
}

/// The same where the entry of the start is zero.
fn after_start(column: &mut Vec<f64>, count: usize) -> usize {
    if column.is_empty() {
        column.push(0.0);
    }
    lengthened(column, count)
}

/// Finds the entries that are still missing.
fn complete(column: &mut [f64], known: usize, find: impl Fn(usize) -> f64) {
    for (index, entry) in column.iter_mut().enumerate().skip(known) {
        if entry.is_nan() {
            *entry = find(index);
        }
    }
}

/// Makes of the lengths of steps, which follow the length of the path before them, the length of the path so far.
fn add_up(column: &mut [f64]) {
    let mut so_far = 0.0;
    for entry in column {
        so_far += *entry;
        *entry = so_far;
    }
}
