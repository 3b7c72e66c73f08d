//! The one way a step is taken.

use super::{Memory, Proposal, Rule, Site, Stop};
use crate::geometry::Segment;

/// Most halvings of a step that would leave the domain: 2⁻⁶⁰ of it is less than the rounding of
/// the point.
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

impl Taken {
    /// A step that was found in the chart.
    pub fn new(segment: Segment, halvings: u32) -> Self {
        Self { segment, halvings, own: None }
    }
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
        Taken::new(Segment::still(site.at), 0)
    } else {
        carry_out(rule.propose(site, &after)?, site)?
    };
    *memory = after;
    Ok(taken)
}

fn carry_out(proposal: Proposal, site: &Site) -> Result<Taken, Stop> {
    let is_representable = |segment: &Segment| site.model.is_representable(segment.to);
    match proposal {
        Proposal::Landing(segment) if is_representable(&segment) => Ok(Taken::new(segment, 0)),
        Proposal::Searched(segment, halvings) if is_representable(&segment) => {
            Ok(Taken::new(segment, halvings))
        }
        Proposal::Landing(_) | Proposal::Searched(..) => Err(Stop::IllPosed),
        Proposal::Own(own) => {
            let segment = site.model.seen_from(site.at, &own);
            let segment = segment.filter(is_representable).ok_or(Stop::IllPosed)?;
            Ok(Taken { segment, halvings: 0, own: Some(own) })
        }
        Proposal::Straight(difference) => halved(|share| {
            let segment = Segment::step(site.at, share * difference);
            if site.model.holds(segment.to) { Ok(segment) } else { Err(1.0) }
        }),
        Proposal::Geodesic(connection, velocity) => {
            let taken = halved(|share| {
                let segment = site.model.geodesic(connection, site.at, share * velocity)?;
                if is_representable(&segment) { Ok(segment) } else { Err(1.0) }
            });
            // In a model with a singular line the path was cut off at that line. In others it ended where the family ends.
            taken.map_err(|stop| if site.model.has_singular_line() { Stop::Singular } else { stop })
        }
        Proposal::TowardData(time) => halved(|share| {
            let own = site.objective.toward_data(site.model.own(site.at), share * time);
            let segment = own.and_then(|own| site.model.seen_from(site.at, &own));
            segment.filter(is_representable).ok_or(1.0)
        }),
    }
}

/// The step, or the first of its halves, quarters, … that ends inside; `end` gives the end of a share of it.
/// A path that is cut off tells where, and longer shares are not tried then. If the share that ends inside is
/// too short to move the point, the run has left the domain, and has not come to rest.
fn halved(end: impl Fn(f64) -> Result<Segment, f64>) -> Result<Taken, Stop> {
    let mut longest = 1.0;
    for halvings in 0..=MOST_HALVINGS {
        let share = 0.5f64.powi(halvings as i32);
        if share > longest {
            continue;
        }
        match end(share) {
            Ok(segment) if halvings > 0 && segment.to == segment.from => break,
            Ok(segment) => return Ok(Taken::new(segment, halvings)),
            Err(cut) => longest = cut * share,
        }
    }
    Err(Stop::LeftDomain)
}
