//! Laws of what a change of chart does to the steps of a rule.

use std::sync::Arc;

use kl_ball::catalog::{Invariance, RuleEntry};
use kl_ball::chart::{Chart, Charted, Variance};
use kl_ball::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use kl_ball::model::prelude::*;
use serde_json::{Value as Json, json};

use super::steps::{lacks_matrix, sized};
use crate::common::*;

/// Where one rule lands in every chart.
struct Landings {
    /// Fisher–Rao distance between them, at most.
    gap: f64,
    /// How often the steps were shortened.
    halvings: u32,
    /// The Fisher length of the longest.
    length: f64,
    /// How far rounding of the coordinates may move one; see [`grid`].
    grid: f64,
}

/// `None` if the rule finds no step in some chart. Exact rules find a step either
/// in every chart or in none, unless a chart cannot represent it in doubles.
fn landings(case: &Case, own: Point, spec: &Json) -> Option<Landings> {
    let rule = rule(spec);
    let mut found = Landings { gap: 0.0, halvings: 0, length: 0.0, grid: 0.0 };
    let mut ends = Vec::new();
    let charts = case.charts();
    for seen in &charts {
        let Ok(taken) = step(&seen.charted, rule.as_ref(), seen.from_own(own)) else { continue };
        found.halvings += taken.halvings;
        found.length = found.length.max(seen.charted.length(&taken.segment));
        found.grid = found.grid.max(grid(seen, taken.segment.to));
        ends.push(seen.to_own(taken.segment.to));
    }
    for (p, q) in ends.iter().flat_map(|p| ends.iter().map(move |q| (p, q))) {
        found.gap = found.gap.max(distance(case.model.as_ref(), *p, *q));
    }
    (ends.len() == charts.len()).then_some(found)
}

/// The greatest distance between landings; `None` if a step had to be shortened.
fn discrepancy(case: &Case, own: Point, spec: &Json) -> Option<f64> {
    landings(case, own, spec).filter(|found| found.halvings == 0).map(|found| found.gap)
}

#[test]
fn exactly_invariant_rules_land_on_the_same_distribution_in_every_chart() {
    for (entry, spec) in rules().into_iter().filter(|(entry, _)| is_exact(entry)) {
        for case in cases().into_iter().filter(|case| case.can_use(&spec)) {
            for own in case.starts() {
                for size in [1e-3, 0.05, 0.3, 1.0] {
                    let spec = sized(entry, &spec, size);
                    let label = || format!("{} {spec} {own:?}", case.set);
                    let Some(Landings { gap, length, grid, .. }) = landings(&case, own, &spec)
                    else {
                        assert!(!case.is_homogeneous(), "{}", label());
                        continue;
                    };
                    // Neighbouring geodesics diverge like e^(length / √2) where the curvature
                    // is −½, and so does the rounding error of the start. The rounding of the
                    // landing itself comes on top.
                    let allowed = 1e-10 * (0.5f64.sqrt() * length).exp() + 2.0 * grid;
                    close(gap, 0.0, allowed, label);
                }
            }
        }
    }
}

#[test]
fn rules_invariant_in_the_limit_differ_between_charts_by_the_square_of_their_step() {
    let limit = |entry: &RuleEntry| entry.invariance == Invariance::InTheLimit;
    for (entry, spec) in rules().into_iter().filter(|(entry, _)| limit(entry)) {
        for case in cases().into_iter().filter(|case| case.can_use(&spec)) {
            for own in case.starts() {
                let charts = case.charts();
                if charts.iter().any(|c| lacks_matrix(&c.charted, &spec, c.from_own(own))) {
                    continue;
                }
                // Steps large enough for rounding not to matter, and small enough for cubic
                // terms not to matter.
                let unit = charts.iter().map(|c| scale(&c.charted, c.from_own(own)));
                let target = 2e-3 * unit.fold(1.0, f64::min);
                let mut size = target;
                while let found = landings(&case, own, &sized(entry, &spec, size))
                    && found.is_none_or(|found| found.halvings > 0 || found.length > 1.5 * target)
                {
                    size *= 0.5;
                }
                let gaps = [size, 0.5 * size]
                    .map(|size| discrepancy(&case, own, &sized(entry, &spec, size)).unwrap());
                let label = format!("{} {spec} {own:?} {gaps:?}", case.set);
                if gaps[1] < 1e-12 {
                    continue; // The charts are affine in each other.
                }
                let ratio = gaps[0] / gaps[1];
                assert!((3.6..4.4).contains(&ratio), "{label}");
            }
        }
    }
}

#[test]
fn rules_of_one_chart_differ_between_charts_in_proportion_to_their_step() {
    for (entry, spec) in rules().into_iter().filter(|(e, _)| e.invariance == Invariance::None) {
        let case = teaching();
        for own in case.starts() {
            // Shrink until every chart's step is short.
            let mut size = 1e-4;
            while discrepancy(&case, own, &sized(entry, &spec, size)).is_none_or(|gap| gap > 1e-2) {
                size *= 0.1;
            }
            let gaps = [size, 0.5 * size]
                .map(|size| discrepancy(&case, own, &sized(entry, &spec, size)).unwrap());
            let ratio = gaps[0] / gaps[1];
            assert!((1.9..2.1).contains(&ratio), "{spec} {own:?} {gaps:?}");
        }
    }
}

/// An affine chart: the chart of the variance in other units, and sheared.
struct Affine;

const ROWS: [[f64; 2]; 2] = [[2.0, 0.0], [0.25, 0.5]];

impl Chart for Affine {
    fn contains(&self, at: Point) -> bool {
        Variance.contains(plain(at))
    }
    fn to_own(&self, at: Point) -> Point {
        Variance.to_own(plain(at))
    }
    fn from_own(&self, own: Point) -> Point {
        let Point(mu, v) = Variance.from_own(own);
        Point(mu / 2.0, (v - 0.25 * (mu / 2.0)) / 0.5)
    }
    fn own_difference(&self, along: &Segment, own: [Point; 2]) -> Tangent {
        let difference = Jacobian::from_rows(ROWS).push(along.difference);
        let (from, to) = (plain(along.from), plain(along.to));
        Variance.own_difference(&Segment { from, to, difference }, own)
    }
    fn segment_from_own(&self, own: &Segment) -> Segment {
        let segment = Variance.segment_from_own(own);
        Segment {
            from: self.from_own(own.from),
            to: self.from_own(own.to),
            difference: Jacobian::from_rows(ROWS).pull(segment.difference),
        }
    }
    fn jacobian(&self, at: Point) -> Jacobian {
        let variance = Variance.jacobian(plain(at));
        let columns = [Tangent(1.0, 0.0), Tangent(0.0, 1.0)]
            .map(|u| variance.push(Jacobian::from_rows(ROWS).push(u)));
        Jacobian::from_rows([[columns[0][0], columns[1][0]], [columns[0][1], columns[1][1]]])
    }
    fn second_derivatives(&self, at: Point) -> [Symmetric; 2] {
        let affine = Jacobian::from_rows(ROWS);
        Variance.second_derivatives(plain(at)).map(|form| affine.pull_form(form))
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }
}

/// `(μ, v)` of a point of the affine chart.
fn plain(at: Point) -> Point {
    let Tangent(mu, v) = Jacobian::from_rows(ROWS).push(Tangent(at.0, at.1));
    Point(mu, v)
}

#[test]
fn affine_changes_of_chart_change_no_rule_but_those_of_the_euclidean_metric() {
    let case = teaching();
    let variance = case.chart("variance");
    let affine = Charted::new(Arc::clone(&case.model), Arc::new(Affine));
    for (entry, spec) in rules() {
        for own in case.starts() {
            let landings = [&variance, &affine].map(|model| {
                let at = model.chart().from_own(own);
                let spec = sized(entry, &spec, 0.1);
                let taken = step(model, rule(&spec).as_ref(), at).unwrap();
                model.chart().to_own(taken.segment.to)
            });
            let gap = distance(case.model.as_ref(), landings[0], landings[1]);
            let label = || format!("{spec} {own:?}: {gap}");
            if entry.invariance == Invariance::None {
                assert!(gap > 1e-4, "{}", label());
            } else {
                assert!(gap < 1e-9, "{}", label());
            }
        }
    }
}

#[test]
fn damping_breaks_invariance() {
    let case = teaching();
    let own = case.starts()[0];
    let undamped = json!({ "rule": "natural-gradient", "rate": 1e-4 });
    let mut damped = undamped.clone();
    damped["damping"] = json!(1.0);
    let gap = |spec| discrepancy(&case, own, spec).unwrap();
    assert!(gap(&damped) > 1e2 * gap(&undamped));
}
