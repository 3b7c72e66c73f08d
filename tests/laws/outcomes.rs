//! Minima on balls around distributions of three outcomes, against all other points of the ball.

use std::sync::Arc;

use kl_ball::ball::KlBall;
use kl_ball::geometry::{Covector, Point, angles, combine};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::model::simplex::Choices;
use kl_ball::numeric::random::Random;
use serde_json::json;

use crate::common::*;

/// A goal in the three probabilities.
type Goal = fn(Covector, [f64; 3]) -> f64;

const GOALS: [(&str, Goal); 3] = [
    ("logit", |g, [p, q, r]| g.0 * (p / r).ln() + g.1 * (q / r).ln()),
    ("probability", |g, [p, q, _]| g.0 * p + g.1 * q),
    ("sphere", |g, [p, q, _]| g.0 * p.sqrt() + g.1 * q.sqrt()),
];

/// A distribution, none of whose outcomes has less than about `rare`.
fn any(random: &mut Random, rare: f64) -> Point {
    let reach = -rare.ln();
    let log = |random: &mut Random| uniform(random, [-reach, reach]);
    Point(log(random), log(random))
}

/// The shares of two outcomes along an edge, and close to its ends.
fn shares() -> impl Iterator<Item = f64> {
    (0..=4000).map(|k| (0.5 - 0.5 * (std::f64::consts::PI * f64::from(k) / 4000.0).cos()).min(1.0))
}

/// The least value of a goal on the edges of the simplex within a ball of `KL(new ‖ old)`.
fn least_on_edges(p: [f64; 3], radius: f64, value: impl Fn([f64; 3]) -> f64) -> f64 {
    let kl = |new: [f64; 3]| -> f64 {
        new.into_iter().zip(p).filter(|(q, _)| *q > 0.0).map(|(q, p)| q * (q / p).ln()).sum()
    };
    let edges = (0..3).flat_map(|gone| {
        shares().map(move |share| {
            let mut new = [0.0; 3];
            (new[(gone + 1) % 3], new[(gone + 2) % 3]) = (share, 1.0 - share);
            new
        })
    });
    edges.filter(|new| kl(*new) <= radius).map(value).fold(f64::INFINITY, f64::min)
}

#[test]
fn no_distribution_of_three_outcomes_in_a_ball_is_lower_than_the_minimum() {
    let case = Case::of("", json!({ "model": "categorical", "data": { "counts": [5, 3, 2] } }));
    let mut random = Random::seeded(29);
    let (mut found, mut none) = (0, 0);
    for turn in 0..240 {
        let rare = [0.1, 1e-2, 1e-6, 1e-12][turn % 4];
        let own = any(&mut random, rare);
        let p = Choices::at(own).probabilities();
        let g = Covector(random.normal(), random.normal());
        let radius = uniform(&mut random, [-6.0, 1.5]).exp();
        for (chart, goal) in GOALS {
            let seen = case.chart(chart);
            let at = seen.chart().from_own(own);
            // The same roots, counted from those of the centre, have all their digits.
            let beside = if chart == "sphere" { seen.beside(own) } else { None };
            let (seen, at) = beside.unwrap_or_else(|| (Arc::new(seen), at));
            if !seen.contains(at) {
                continue;
            }
            let seen = seen.as_ref();
            for (name, direction) in DIRECTIONS {
                let ball = KlBall::new(seen, at, radius, direction).unwrap();
                let Some(lowest) = ball.lowest(g) else { continue };
                let label = || format!("{turn} {chart} {name} {p:?} {g:?} {radius}");
                let frame = seen.frame(at).unwrap();
                let exits = angles(720).filter_map(|angle| {
                    let velocity = combine(frame, angle);
                    ball.exit(ball.connection(), velocity, (2.0 * radius).sqrt())
                });
                let value = |own: Point| goal(g, Choices::at(own).probabilities());
                let least = exits.map(|(_, end)| value(seen.own_segment(&end).to));
                let least = least.filter(|value| value.is_finite()).fold(f64::INFINITY, f64::min);
                let edge = match (direction, chart) {
                    (Direction::OldNew, _) => f64::INFINITY,
                    (_, "logit")
                        if (0..3).any(|k| {
                            [g.0, g.1, -g.0 - g.1][k] > 0.0 && -(-p[k]).ln_1p() <= radius
                        }) =>
                    {
                        f64::NEG_INFINITY
                    }
                    (_, "logit") => f64::INFINITY,
                    _ => least_on_edges(p, radius, |p| goal(g, p)),
                };
                let rounding = 1e-12 * (1.0 + g.0.abs() + g.1.abs());
                match lowest {
                    Some(end) => {
                        let here = value(end.to);
                        assert!(here <= least + rounding, "{} {here} {least}", label());
                        assert!(here <= edge + 1e-9, "{} {here} {edge}", label());
                        let kl = case.model.kl(&end, direction);
                        close(kl, radius, 1e-9 * radius, label);
                        found += 1;
                    }
                    None if direction == Direction::NewOld => {
                        let spacing = 5e-4 * (g.0.abs() + g.1.abs());
                        assert!(edge <= least + spacing, "{} {edge} {least}", label());
                        none += 1;
                    }
                    // The chart cannot hold the place.
                    None => (),
                }
            }
        }
    }
    assert!(found > 500 && none > 100, "{found} {none}");
}
