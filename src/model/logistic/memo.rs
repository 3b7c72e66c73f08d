//! What was computed last: the parts of one step ask for the same again.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::columns::{GradientAndFisher, SoftplusSums};
use super::path::Path;
use crate::geometry::{Point, Segment};

/// The last answers, shared by whoever asks the same model.
#[derive(Debug, Default)]
pub(super) struct Memo(Mutex<Known>);

/// Answers with what was asked; an answer may be that there is none.
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
    /// The answers, for one thread at a time. They are whole whenever the lock is
    /// free, also after a panic elsewhere.
    pub fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last `N` answers, oldest first.
#[derive(Debug)]
pub(super) struct Recent<K, V, const N: usize>([Option<(K, V)>; N]);

impl<K, V, const N: usize> Default for Recent<K, V, N> {
    fn default() -> Self {
        Self([const { None }; N])
    }
}

impl<K: PartialEq, V: Copy, const N: usize> Recent<K, V, N> {
    /// The answer to this question, if it is among them.
    pub fn get(&self, question: &K) -> Option<V> {
        self.0.iter().flatten().find(|(known, _)| known == question).map(|(_, answer)| *answer)
    }

    /// Takes an answer in, and lets the oldest go.
    pub fn put(&mut self, question: K, answer: V) -> V {
        self.0.rotate_left(1);
        if let Some(last) = self.0.last_mut() {
            *last = Some((question, answer));
        }
        answer
    }
}
