//! Targets of several narrow peaks: an exact step finds the lowest of many minima on its ball.

use kl_ball::ball::{BallKind, Precision, boundary};
use kl_ball::geometry::Point;
use kl_ball::model::prelude::*;
use kl_ball::numeric::random::Random;
use serde_json::json;

use crate::common::*;

/// A target of two to four peaks, wide or narrow.
fn target(random: &mut Random) -> Case {
    let count = 2 + random.below(3);
    let narrow = uniform(random, [0.05, 1.0]);
    let peaks: Vec<[f64; 3]> = (0..count)
        .map(|_| {
            let width = narrow * uniform(random, [0.7, 1.5]);
            [uniform(random, [0.1, 1.0]), uniform(random, [-4.0, 4.0]), width]
        })
        .collect();
    let total: f64 = peaks.iter().map(|peak| peak[0]).sum();
    let peaks: Vec<[f64; 3]> = peaks.into_iter().map(|[w, m, s]| [w / total, m, s]).collect();
    Case::of("peaks", json!({ "model": "variational", "data": { "peaks": peaks } }))
}

#[test]
fn an_exact_step_is_lower_than_all_of_its_ball() {
    let (mut random, mut steps) = (Random::seeded(11), 0);
    for _ in 0..120 {
        let case = target(&mut random);
        let seen = case.chart("variance");
        let at = Point(uniform(&mut random, [-4.0, 4.0]), uniform(&mut random, [-3.0, 2.0]).exp());
        for (name, direction) in DIRECTIONS {
            for radius in [0.01, 0.1, 0.5, 2.0] {
                let rule =
                    rule(&json!({ "rule": "trust-region", "radius": radius, "direction": name }));
                let label = || format!("{} {at:?} {name} {radius}", case.spec);
                let taken = step(&seen, rule.as_ref(), at)
                    .unwrap_or_else(|why| panic!("{why:?} {}", label()));
                let found = seen.loss(taken.segment.to);
                let outline =
                    boundary(&seen, BallKind::Kl(direction), at, radius, 360, Precision::Exact)
                        .unwrap();
                let least = outline.into_iter().flatten().map(|place| seen.loss(place));
                let least = least.fold(f64::INFINITY, f64::min);
                assert!(
                    found <= least + 1e-9 * least.abs().max(1.0),
                    "{found} {least} {}",
                    label()
                );
                steps += 1;
            }
        }
    }
    assert_eq!(steps, 960);
}
