//! The step of `kl-ball` on the simplex is lower than all of the ball's boundary, from anywhere; a forward
//! ball always has such a step.

use kl_ball::ball::KlBall;
use kl_ball::geometry::{Point, Segment, angles, combine};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::numeric::random::Random;
use serde_json::json;

use super::numbers::run;
use crate::common::*;

/// Angles under which the boundary is looked at.
const ANGLES: usize = 360;

/// The least value of the linearised loss on the boundary. The boundary
/// is followed in own coordinates, and differences keep all digits, so no place is out of a chart's reach.
fn least(seen: &Seen, model: &dyn Model, own: Point, radius: f64, direction: Direction) -> f64 {
    let g = seen.charted.gradient(seen.from_own(own));
    let frame = model.frame(own).unwrap();
    let ball = KlBall::new(model, own, radius, direction).unwrap();
    let value = |angle| {
        let exit = ball.exit(ball.connection(), combine(frame, angle), (2.0 * radius).sqrt());
        exit.map(|(_, end)| g.along(seen.charted.chart().segment_from_own(&end).difference))
    };
    angles(ANGLES).filter_map(value).fold(f64::INFINITY, f64::min)
}

#[test]
fn a_step_is_lower_than_the_boundary_of_its_ball_all_around() {
    let (mut random, mut steps, mut lost) = (Random::seeded(4), 0, 0);
    for case in exponential_cases() {
        if !["categorical", "policy"].contains(&case.entry.name) {
            continue;
        }
        for seen in case.charts() {
            for _ in 0..12 {
                let own = Point(2.0 * random.normal(), 2.0 * random.normal());
                for (name, direction) in DIRECTIONS {
                    for radius in [1e-3, 0.03, 0.3, 1.0, 3.0] {
                        let mut spec = case.spec.clone();
                        spec["start"] = json!({ "chart": "sequential", "at": [own.0, own.1] });
                        spec["runs"] = json!([{ "rule": "kl-ball", "radius": radius,
                            "direction": name, "chart": seen.entry.name }]);
                        let done = run(&spec, 1);
                        let label = || format!("{} {name} {radius} {own:?}", seen.label);
                        let best = least(&seen, case.model.as_ref(), own, radius, direction);
                        if done.runs()[0].steps() == 0 {
                            // A chart may be unable to hold a third probability that nearly vanishes.
                            let is_lost =
                                direction == Direction::OldNew && seen.entry.name == "sphere";
                            lost += u32::from(is_lost);
                            assert!(direction == Direction::NewOld || is_lost, "{}", label());
                            continue;
                        }
                        let to = done.trajectory(0, "sequential").unwrap()[1];
                        let along =
                            seen.charted.chart().segment_from_own(&Segment::between(own, to));
                        let g = seen.charted.gradient(seen.from_own(own));
                        let found = g.along(along.difference);
                        assert!(found <= best + 1e-6 * best.abs(), "{} {found} {best}", label());
                        steps += 1;
                    }
                }
            }
        }
    }
    assert!(steps > 800 && lost < 20, "{steps} steps, {lost} that a chart cannot hold");
}
