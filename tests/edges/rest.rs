//! A run that is called converged is at rest: the same rule, followed on from there, does not move.

use kl_ball::catalog::{OptionKind, RuleEntry};
use kl_ball::chart::Charted;
use kl_ball::geometry::Point;
use kl_ball::model::prelude::*;
use kl_ball::step::{Memory, Rule, Site, Watch, take};
use serde_json::{Value as Json, json};

use crate::common::*;

/// Steps for which a run is followed after it was called converged.
const ON: u64 = 10_000;

/// Fisher length within which a run at rest stays: 10⁻¹⁸ nats. Next to an edge of the family the
/// digits of a coordinate are farther apart than that.
const STILL: f64 = 1e-9;

/// How far a place is from its neighbours in doubles.
fn digits(model: &Charted, at: Point) -> f64 {
    let neighbours = [Point(at.0.next_up(), at.1), Point(at.0.next_down(), at.1)];
    let others = [Point(at.0, at.1.next_up()), Point(at.0, at.1.next_down())];
    let inside = neighbours.into_iter().chain(others).filter(|&there| model.contains(there));
    inside.map(|there| distance(model, at, there)).fold(0.0, f64::max)
}

/// Follows a rule until it is called converged, and then on; `None` if it is not within these steps.
/// The number of steps it took, with the farthest it was from there, in units of what is allowed.
/// Steps of a rule that does not count them are over once a state comes back.
fn rest(
    model: &Charted,
    rule: &dyn Rule,
    counts: bool,
    start: Point,
    most: u64,
) -> Option<(u64, f64)> {
    let (mut at, mut memory, mut watch) = (start, Memory::default(), Watch::default());
    let mut count = 1;
    while let Some((taken, after)) = watch.next(rule, &Site::new(model, at, count), memory).ok()? {
        (at, memory, count) = (taken.segment.to, after, count + 1);
        if count > most {
            return None;
        }
    }
    let (mut site, mut farthest) = (Site::new(model, at, count), 0.0);
    // The state after 1, 2, 4, 8, … steps, which finds cycles of any length (Brent 1980).
    let (mut known, mut next) = ((at, memory), 1);
    for step in count..count + ON {
        site.count = step;
        let before = (site.at, memory);
        // Without a step it does not move, either.
        let Ok(taken) = take(rule, &site, &mut memory) else { break };
        let state = (taken.segment.to, memory);
        // Most steps end where they began, and the gradient there is known.
        if state.0 != site.at {
            farthest = f64::max(farthest, distance(model, at, state.0));
            site = Site::new(model, state.0, step);
        }
        // A rule with a constant rate will do the same again.
        if state == before || !counts && state == known {
            break;
        }
        if step + 1 - count == next {
            (known, next) = (state, 2 * next);
        }
    }
    let allowed = STILL.max(4.0 * digits(model, at));
    Some((count, farthest / allowed))
}

/// Whether the steps of a rule depend on how many it has taken: rates that fall, and Adam's means.
fn counts_steps(rule: &Json) -> bool {
    rule["rule"] == "adam" || rule["schedule"].as_str().is_some_and(|one| one != "constant")
}

/// A rule with a rate of this many times its default.
fn scaled(entry: &RuleEntry, rule: &Json, factor: f64) -> Json {
    let mut scaled = rule.clone();
    for option in entry.options.iter().filter(|option| option.name == "rate") {
        if let OptionKind::Number { default, .. } = option.kind {
            scaled["rate"] = json!(factor * default);
        }
    }
    scaled
}

#[test]
fn what_is_called_converged_does_not_move_for_ten_thousand_steps() {
    let (mut rested, mut failures) = (std::collections::BTreeSet::new(), Vec::new());
    for case in cases() {
        // Steps of hundreds of observations, or of a loss that is a quadrature, take longer; every
        // rule takes them with one of the rates in each chart.
        let is_slow = case.model.count() > 50 && case.entry.name == "logistic"
            || case.entry.name == "variational" && case.set != "skewed"
            || case.entry.name == "mixture";
        // The first is the optimum, from which a rate that is too large leads away.
        let starts = case.places();
        for seen in case.charts() {
            for (k, (entry, spec)) in rules_of(case.entry).into_iter().enumerate() {
                let slow =
                    case.entry.name == "logistic" && ["geodesic", "mirror"].contains(&entry.name);
                for (f, factor) in [0.3, 1.0, 4.0].into_iter().enumerate() {
                    if is_slow && f != k % 3 {
                        continue;
                    }
                    let Some(&own) = starts.get((k + f) % starts.len()) else { continue };
                    let spec = scaled(entry, &spec, factor);
                    let most = if slow { 60 } else { 600 };
                    let start = seen.from_own(own);
                    let counts = counts_steps(&spec);
                    let found = rest(&seen.charted, rule(&spec).as_ref(), counts, start, most);
                    let Some((count, farthest)) = found else { continue };
                    rested.insert(entry.name);
                    if farthest > 1.0 {
                        failures
                            .push(format!("{} {spec}: after {count}, {farthest:e}", seen.label));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    for name in ["gradient", "natural-gradient", "momentum", "nesterov", "newton", "trpo"] {
        assert!(rested.contains(name), "{name} has come to rest somewhere: {rested:?}");
    }
}
