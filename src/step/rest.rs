//! Whether a run has come to rest.

use super::{Memory, Rule, Site, Stop, Taken, take};
use crate::geometry::Tangent;
use crate::model::Model;

/// Squared Fisher length of the natural gradient below which a run has arrived. The loss that it could still
/// gain is half of that, and a loss is rounded to about 10⁻¹⁶; a gradient is rounded to about 10⁻¹⁶ as well,
/// whose square is 10⁻³², so that a run can get below this.
const CONVERGED: f64 = 1e-26;

/// The same for a run that is followed further: it stays at rest if it never exceeds this. The loss then stays
/// within 10⁻²⁰ of the least one, far below its rounding.
const STILL: f64 = 1e-20;

/// A run is followed for this many steps before it counts as at rest. The bursts of Adam
/// with its usual decays are some 500 steps apart (docs/mathematics/adaptive-methods.md).
const HORIZON: u64 = 10_000;

/// Takes the steps of one run and decides when it has come to rest.
///
/// A run may rest for a while and then move again. A rule whose second moment decays
/// ([`Rule::forgets`]) takes longer steps as that becomes small, and a rate that is too large for the
/// curvature makes a rounding error larger with every step. So before a run is said to have
/// converged, the rule is followed for ten thousand steps more, or until its steps repeat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// The number of a later step at which the run is known to move again; it is not checked before.
    moves_at: u64,
}

impl Watch {
    /// The next step of a run with what is remembered after it, or `None` if none is left to
    /// take: the run has converged. A run on batches never has.
    ///
    /// # Errors
    /// [`Stop`] where the rule has no step.
    pub fn next(
        &mut self,
        rule: &dyn Rule,
        site: &Site,
        mut memory: Memory,
    ) -> Result<Option<(Taken, Memory)>, Stop> {
        let before = memory;
        // Where a likelihood has no maximum, it only becomes flatter on the way, so nothing comes back.
        let is_over = || !rule.forgets() && has_no_best_fit(site.model);
        if !site.sampled
            && has_arrived(site, &before)
            && (is_over() || self.rests(rule, site, &before))
        {
            return Ok(None);
        }
        let taken = take(rule, site, &mut memory)?;
        let stays = !site.sampled && taken.segment.to == site.at;
        if stays && self.rests(rule, site, &before) {
            return Ok(None);
        }
        Ok(Some((taken, memory)))
    }

    /// Whether a run that has nothing left to gain, or does not move, will stay where it is.
    fn rests(&mut self, rule: &dyn Rule, site: &Site, memory: &Memory) -> bool {
        if site.count < self.moves_at {
            return false;
        }
        let moves = moves_within_horizon(rule, site, *memory);
        self.moves_at = moves.unwrap_or(0);
        moves.is_none()
    }
}

/// The number of the step with which a rule, followed from here, leaves the place.
fn moves_within_horizon(rule: &dyn Rule, site: &Site, mut memory: Memory) -> Option<u64> {
    let mut here = Site::new(site.model, site.at, site.count);
    // Compared with the state after 1, 2, 4, 8, … steps, which finds cycles of any length (Brent 1980).
    let (mut known, mut next) = ((site.at, memory), 1);
    for count in site.count..site.count + HORIZON {
        here.count = count;
        // Without gradient and velocity it never moves again.
        if here.gradient.is_zero() && memory.first.is_zero() {
            return None;
        }
        if here.at != site.at && !gain(&here).is_some_and(|gain| gain <= STILL) {
            return Some(count);
        }
        let at = match take(rule, &here, &mut memory) {
            Ok(taken) => taken.segment.to,
            Err(_) if rule.forgets() => return Some(count),
            // Without a step it does not move.
            Err(_) => return None,
        };
        // Most steps end where they began, and the gradient there is known.
        if at != here.at {
            here = Site::new(site.model, at, count);
        }
        let (state, done) = ((at, memory), count + 1 - site.count);
        if state == known {
            return None;
        }
        if done == next {
            (known, next) = (state, 2 * next);
        }
    }
    None
}

/// Whether the loss is a likelihood without a maximum: the labels can be told apart
/// without error, or a class was never seen.
pub fn has_no_best_fit(model: &dyn Model) -> bool {
    let own = model.beneath().unwrap_or(model);
    own.is_likelihood() && own.optimum().is_none()
}

/// Whether nothing is left to gain here in double precision.
pub fn has_nothing_to_gain(site: &Site) -> bool {
    gain(site).is_none_or(|gain| gain <= STILL)
}

/// Squared Fisher length of the natural gradient.
fn gain(site: &Site) -> Option<f64> {
    site.natural_gradient().map(|arrow| site.gradient.along(arrow)).ok()
}

/// Gradient and velocity are below [`CONVERGED`].
fn has_arrived(site: &Site, memory: &Memory) -> bool {
    if site.is_far || !gain(site).is_some_and(|gain| gain <= CONVERGED) {
        return false;
    }
    let squared = |u: Tangent| memory.first.along(u).powi(2);
    memory.first.is_zero()
        || site.model.frame(site.at).is_ok_and(|[u, v]| squared(u) + squared(v) <= CONVERGED)
}
