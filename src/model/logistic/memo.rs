//! A memory of the last results, because the parts of one step need the same ones.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::columns::{GradientAndFisher, SoftplusSums};
use crate::geometry::{Covector, Point, Segment};

/// Integrals of the Fisher matrix over a straight path of log-odds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Path {
    /// `KL(from ‖ to)` and `KL(to ‖ from)`.
    pub divergences: [f64; 2],
    /// `∫ FΔ ds`, the change of the mean parameters.
    pub change: Covector,
}

/// The last results of a model.
#[derive(Debug, Default)]
pub(super) struct Memo(Mutex<Known>);

/// Results, each with its argument; a result may be `None`.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Of the last two places: where a step starts, and where it lands.
    pub gradients: Recent<Point, Option<GradientAndFisher>, 2>,
    /// Of the last place from which a long path started.
    pub start: Recent<Point, Option<SoftplusSums>, 1>,
    /// Of the last path.
    pub path: Recent<Segment, Option<Path>, 1>,
}

impl Memo {
    /// The results, for one thread at a time. They are consistent whenever the lock
    /// is free, even after a panic elsewhere.
    pub fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last `N` results, oldest first.
#[derive(Debug)]
pub(super) struct Recent<K, V, const N: usize>([Option<(K, V)>; N]);

impl<K, V, const N: usize> Default for Recent<K, V, N> {
    fn default() -> Self {
        Self([const { None }; N])
    }
}

impl<K: PartialEq, V: Copy, const N: usize> Recent<K, V, N> {
    /// The result for this argument, if it is among them.
    pub fn get(&self, question: &K) -> Option<V> {
        self.0.iter().flatten().find(|(known, _)| known == question).map(|(_, answer)| *answer)
    }

    /// Adds a result in place of the oldest one.
    pub fn put(&mut self, question: K, answer: V) -> V {
        self.0.rotate_left(1);
        if let Some(last) = self.0.last_mut() {
            *last = Some((question, answer));
        }
        answer
    }
}
