//! Several walks in progress at once.

use super::walk::{Outcome, Walk, Walker};
use crate::abreast::{Arrival, Pair, Stand, Stepper};
use crate::model::prelude::*;
use crate::step::Stop;

/// What a walk belongs to: the number of its start, and of a cell of a grid the spacing at which it
/// was visited.
pub(super) type Tag = (usize, u32);

/// Walks side by side where there is a form of the rule for two at a time; otherwise one walk.
pub(super) struct Fleet {
    lanes: Option<SideBySide>,
    /// The walks, each with what it belongs to.
    walks: Vec<(Tag, Walk)>,
    room: usize,
    /// The walk whose turn it is where a portion is too small for all.
    turn: usize,
}

/// The points of the walks, two in a vector: walk `2p + k` is in lane `k` of pair `p`. The second
/// lane of an odd last one holds the same as the first.
struct SideBySide {
    stepper: Stepper,
    pairs: Vec<Pair>,
}

/// Number of pairs: steps of different pairs do not wait for each other. With one pair the map of a closed-form rule
/// takes about twice as long (measured in November 2026); from 4 to 32 the times differ no more than from run to run.
const PAIRS: usize = 8;

impl Fleet {
    /// An empty fleet for walks of this walker.
    pub fn new(walker: &Walker) -> Self {
        let lanes = Stepper::new(&walker.model, walker.rule.as_ref(), walker.goal, walker.most)
            .map(|stepper| SideBySide { stepper, pairs: Vec::new() });
        let room = if lanes.is_some() { 2 * PAIRS } else { 1 };
        Self { lanes, walks: Vec::with_capacity(room), room, turn: 0 }
    }

    /// Whether it takes one walk at a time.
    pub fn is_single(&self) -> bool {
        self.room == 1
    }

    /// Whether there is room for another walk.
    pub fn has_room(&self) -> bool {
        self.walks.len() < self.room
    }

    /// Whether there is no walk.
    pub fn is_empty(&self) -> bool {
        self.walks.is_empty()
    }

    /// What the walks in progress belong to.
    pub fn tags(&self) -> impl Iterator<Item = Tag> {
        self.walks.iter().map(|&(tag, _)| tag)
    }

    /// Takes its steps with another rate from now on; the walker's rule has it already.
    pub fn follow(&mut self, walker: &Walker) {
        if let Some(SideBySide { stepper, .. }) = &mut self.lanes {
            stepper.follow(walker.rule.as_ref());
        }
    }

    /// Gives up all walks.
    pub fn clear(&mut self) {
        self.walks.clear();
        if let Some(SideBySide { pairs, .. }) = &mut self.lanes {
            pairs.clear();
        }
    }

    /// Number of walks in progress, and of the steps they have taken.
    pub fn steps(&self) -> [u64; 2] {
        let all = 0..self.walks.len();
        let taken = match &self.lanes {
            Some(lanes) => all.map(|k| u64::from(lanes.taken(k))).sum(),
            None => all.map(|k| self.walks[k].1.taken).sum(),
        };
        [self.walks.len() as u64, taken]
    }

    /// Takes in a walk at its start, for which there must be room. Returns the walk if it ends at once,
    /// because it has arrived or its start is outside the domain.
    pub fn enter(&mut self, walker: &Walker, tag: Tag, mut walk: Walk) -> Option<Walk> {
        let k = self.walks.len();
        let (mut arrival, mut is_inside) = (Arrival::Possible, false);
        if let Some(lanes) = &mut self.lanes {
            lanes.put(walker, k, &walk);
            let pair = &lanes.pairs[k / 2];
            (arrival, is_inside) = (pair.arrival(k % 2), pair.is_inside(k % 2));
        }
        if is_inside || walker.model.holds(walk.at) {
            walker.look(&mut walk, arrival);
        } else {
            walk.end = Some(Outcome::Outside);
        }
        let has_ended = walk.end.is_some();
        self.walks.push((tag, walk));
        has_ended.then(|| self.remove(k).1)
    }

    /// Takes up to `budget` steps, until a walk has ended; returns how many. Walks that have ended
    /// leave through `ended`.
    pub fn advance(
        &mut self,
        walker: &Walker,
        budget: u64,
        ended: &mut dyn FnMut(Tag, Walk),
    ) -> u64 {
        let (mut used, before) = (0, self.walks.len());
        while self.walks.len() == before && !self.is_empty() && used < budget {
            let all = before as u64;
            if self.lanes.is_some() && all <= budget - used {
                self.step_side_by_side(walker, ended);
                used += all;
            } else {
                used += self.step_one_by_one(walker, budget - used, ended);
            }
        }
        used
    }

    /// One step of each walk, two at a time.
    fn step_side_by_side(&mut self, walker: &Walker, ended: &mut dyn FnMut(Tag, Walk)) {
        let Some(lanes) = &mut self.lanes else { return };
        let Some(model) = walker.model.beneath() else { return };
        if !lanes.stepper.step_all(model, &mut lanes.pairs) {
            return;
        }
        // From the last to the first, because the last takes the place of one that has ended.
        for k in (0..self.walks.len()).rev() {
            let pair = &lanes.pairs[k / 2];
            if pair.is_calm() {
                continue;
            }
            let (ordinary, arrival) = (pair.was_ordinary(k % 2), pair.arrival(k % 2));
            let is_last = u64::from(lanes.taken(k)) >= walker.most;
            if ordinary && arrival == Arrival::No && !is_last {
                continue;
            }
            let walk = &mut self.walks[k].1;
            lanes.get(k, walk);
            if ordinary {
                walker.look(walk, arrival);
            } else if pair.is_singular(k % 2) && !walker.asks_for_loss() {
                walk.end = Some(Outcome::Stopped(Stop::Singular));
            } else {
                walker.advance(walk);
                lanes.put(walker, k, walk);
            }
            if walk.end.is_some() {
                lanes.remove(k, self.walks.len());
                let (tag, walk) = self.walks.swap_remove(k);
                ended(tag, walk);
            }
        }
    }

    /// Up to `most` steps, each by itself, of the walks in turn; returns how many.
    fn step_one_by_one(
        &mut self,
        walker: &Walker,
        most: u64,
        ended: &mut dyn FnMut(Tag, Walk),
    ) -> u64 {
        let count = most.min(self.walks.len() as u64);
        for _ in 0..count {
            let k = self.turn % self.walks.len();
            let walk = &mut self.walks[k].1;
            if let Some(lanes) = &self.lanes {
                lanes.get(k, walk);
            }
            walker.advance(walk);
            let is_over = walk.end.is_some();
            if let Some(lanes) = &mut self.lanes {
                lanes.put(walker, k, walk);
            }
            if is_over {
                let (tag, walk) = self.remove(k);
                ended(tag, walk);
            } else {
                self.turn = k + 1;
            }
        }
        count
    }

    /// Removes a walk; the last takes its place.
    fn remove(&mut self, k: usize) -> (Tag, Walk) {
        if let Some(lanes) = &mut self.lanes {
            lanes.remove(k, self.walks.len());
        }
        self.walks.swap_remove(k)
    }
}

impl SideBySide {
    fn taken(&self, k: usize) -> u32 {
        self.pairs[k / 2].taken(k % 2)
    }

    /// Puts a walk that goes on into its place, and into the second lane too where that is free.
    fn put(&mut self, walker: &Walker, k: usize, walk: &Walk) {
        let Some(model) = walker.model.beneath().filter(|_| walk.end.is_none()) else { return };
        let Walk { at, memory, taken, .. } = *walk;
        let twice = self.stepper.twice(model, Stand { at, memory, taken: taken as u32 });
        match self.pairs.get_mut(k / 2) {
            Some(pair) => pair.take_one(k % 2, &twice),
            None => self.pairs.push(twice),
        }
    }

    /// Takes the point, the memory and the steps of a walk from its lane.
    fn get(&self, k: usize, walk: &mut Walk) {
        let Stand { at, memory, taken } = self.pairs[k / 2].stand(k % 2);
        (walk.at, walk.memory, walk.taken) = (at, memory, u64::from(taken));
    }

    /// Removes one of so many walks; the last takes its place.
    fn remove(&mut self, k: usize, walks: usize) {
        let last = walks - 1;
        let moved = self.pairs[last / 2];
        self.pairs[k / 2].take_lane(k % 2, &moved, last % 2);
        self.pairs.truncate(last.div_ceil(2));
        if last % 2 == 1
            && let Some(pair) = self.pairs.last_mut()
        {
            let single = *pair;
            pair.take_lane(1, &single, 0);
        }
    }
}
