//! The one way a step is taken.

use super::{Memory, Proposal, Rule, Site, Stop};
use crate::geometry::{Segment, Tangent};

/// Most halvings of a step that would leave the domain: after 60 nothing is left of it.
pub const MOST_HALVINGS: u32 = 60;

/// A step as it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// From where to where, in the chart.
    pub segment: Segment,
    /// How often a step out of the domain was halved.
    pub halvings: u32,
    /// The same in the model's own coordinates, where the rule found it there: they may hold
    /// more of its digits.
    pub own: Option<Segment>,
}

/// Takes one step of `rule`: a step that would leave the domain is halved
/// until it stays inside, and says how often. `memory` takes the gradient in,
/// and stays as it was where there is no step.
///
/// A gradient of zero gives a step of zero, unless there is a velocity.
///
/// # Errors
/// [`Stop`] where the rule has no step, or none that stays in the domain.
pub fn take(rule: &dyn Rule, site: &Site, memory: &mut Memory) -> Result<Taken, Stop> {
    let after = rule.remember(site, memory);
    // With an overflowed sum of squares every step would be zero.
    if !(after.first.is_finite() && after.second.iter().all(|s| s.is_finite())) {
        return Err(Stop::IllPosed);
    }
    let taken = if site.gradient.is_zero() && after.first.is_zero() {
        Taken { segment: Segment::still(site.at), halvings: 0, own: None }
    } else {
        carry_out(rule.propose(site, &after)?, site)?
    };
    *memory = after;
    Ok(taken)
}

fn carry_out(proposal: Proposal, site: &Site) -> Result<Taken, Stop> {
    let is_representable = |segment: &Segment| site.model.is_representable(segment.to);
    match proposal {
        Proposal::Landing(segment) if is_representable(&segment) => {
            Ok(Taken { segment, halvings: 0, own: None })
        }
        Proposal::Searched(segment, halvings) if is_representable(&segment) => {
            Ok(Taken { segment, halvings, own: None })
        }
        Proposal::Landing(_) | Proposal::Searched(..) => Err(Stop::IllPosed),
        Proposal::Own(own) => {
            let segment = site.model.seen_from(site.at, &own);
            let segment = segment.filter(is_representable).ok_or(Stop::IllPosed)?;
            Ok(Taken { segment, halvings: 0, own: Some(own) })
        }
        Proposal::Straight(difference) => halved(difference, 0, |difference| {
            let segment = Segment::step(site.at, difference);
            site.model.holds(segment.to).then_some(segment)
        }),
        Proposal::Geodesic(connection, velocity) => {
            let end = |velocity| {
                site.model.geodesic(connection, site.at, velocity).filter(is_representable)
            };
            if let Some(segment) = end(velocity) {
                return Ok(Taken { segment, halvings: 0, own: None });
            }
            // What is cut off before half its time is not tried at half its length.
            let reach = site.model.reach(connection, site.at, velocity);
            let vain = (1..=MOST_HALVINGS).take_while(|&k| 0.5f64.powi(k as i32) > reach).count();
            halved(velocity, 1 + vain as u32, end)
        }
    }
}

/// The first of `step`, `step/2`, `step/4`, … that ends inside, beginning with that after `least`
/// halvings. If that one is too short to move at all, the run has not come to rest but has left
/// the domain.
fn halved(
    step: Tangent,
    least: u32,
    end: impl Fn(Tangent) -> Option<Segment>,
) -> Result<Taken, Stop> {
    for halvings in least..=MOST_HALVINGS {
        if let Some(segment) = end(0.5f64.powi(halvings as i32) * step) {
            let is_nothing = halvings > 0 && segment.to == segment.from;
            return if is_nothing {
                Err(Stop::LeftDomain)
            } else {
                Ok(Taken { segment, halvings, own: None })
            };
        }
    }
    Err(Stop::LeftDomain)
}
