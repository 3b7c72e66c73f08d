//! Geodesics of three connections: exponential, mixture and Levi-Civita.

use kl_ball::geometry::{Point, Segment, Tangent, angles, combine};
use kl_ball::model::Connection;
use kl_ball::model::prelude::*;

use crate::common::*;

const CONNECTIONS: [Connection; 3] =
    [Connection::Exponential, Connection::Mixture, Connection::LeviCivita];

/// The number of directions to test: fewer where every curve is integrated
/// numerically over all observations.
fn directions(case: &Case, connection: Connection) -> usize {
    let closed = connection != Connection::LeviCivita || case.knows_distances();
    if closed { 7 } else { 2 }
}

/// The connections that the family has.
fn connections(case: &Case) -> Vec<Connection> {
    let has = |connection: &Connection| {
        case.entry.is_exponential || *connection == Connection::LeviCivita
    };
    CONNECTIONS.into_iter().filter(has).collect()
}

#[test]
fn every_geodesic_starts_with_its_velocity() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let scale = scale(model, at);
                for connection in connections(&case) {
                    for angle in angles(directions(&case, connection)) {
                        let velocity = combine(frame, angle);
                        let label = || format!("{} {connection:?} {at:?} {velocity:?}", seen.label);
                        let path = |t: f64| {
                            let end = model.geodesic(connection, at, t * velocity).unwrap();
                            let at = end.to;
                            assert!(model.contains(at), "{}", label());
                            end.difference.array()
                        };
                        let numeric = Tangent::from(derivatives(STEP * scale, path));
                        let gap = fisher_length(model, at, numeric + -velocity);
                        close(gap, 0.0, 1e-9 / scale, label);
                        // To full relative precision, however short it is.
                        let short = 1e-14 * scale;
                        let tiny = model.geodesic(connection, at, short * velocity).unwrap();
                        let gap = fisher_length(model, at, tiny.difference + -short * velocity);
                        close(gap, 0.0, 1e-11 * short, label);
                    }
                }
            }
        }
    }
}

#[test]
fn geodesics_are_the_same_curves_in_every_chart() {
    for case in cases() {
        for own in case.places() {
            let frame = case.model.frame(own).unwrap();
            for connection in CONNECTIONS {
                for angle in angles(directions(&case, connection)) {
                    for length in [1e-3, 0.5, 2.0] {
                        let velocity = length * combine(frame, angle);
                        let expected = case.model.geodesic(connection, own, velocity).ok();
                        for seen in case.charts() {
                            let at = seen.from_own(own);
                            let here = seen.charted.chart().jacobian(at).pull(velocity);
                            let found = seen.charted.geodesic(connection, at, here).ok();
                            let label = || format!("{} {connection:?} {own:?}", seen.label);
                            match (&expected, &found) {
                                (Some(expected), Some(found)) => {
                                    let end = seen.to_own(found.to);
                                    let gap = distance(case.model.as_ref(), expected.to, end);
                                    close(gap, 0.0, 1e-9, label);
                                }
                                (None, None) => {}
                                _ => panic!("{}: {expected:?} {found:?}", label()),
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn flat_geodesics_are_straight_and_even_in_their_own_chart() {
    for case in cases() {
        let model = case.model.as_ref();
        for seen in case.charts() {
            let Some(connection) = seen.charted.flat_connection() else { continue };
            for own in case.places() {
                let frame = model.frame(own).unwrap();
                for angle in angles(9) {
                    let velocity = 1.3 * combine(frame, angle);
                    // By the model's own formula, and not by the shortcut of a flat chart.
                    let Ok(end) = model.geodesic(connection, own, velocity) else { continue };
                    let half = model.geodesic(connection, own, 0.5 * velocity).unwrap();
                    let [from, half, end] = [own, half.to, end.to].map(|p| seen.from_own(p));
                    let middle = half + 0.5 * (end - half) + 0.5 * (from - half);
                    let gap = fisher_length(&seen.charted, half, middle - half);
                    close(gap, 0.0, 1e-11, || format!("{} {own:?} {angle}", seen.label));
                }
            }
        }
    }
}

#[test]
fn shortest_paths_have_the_length_of_the_distance_between_all_their_points() {
    for case in cases().into_iter().filter(Case::knows_distances) {
        let model = case.model.as_ref();
        for own in case.places() {
            let frame = model.frame(own).unwrap();
            for angle in angles(16) {
                let velocity = combine(frame, angle);
                let path = |t: f64| model.geodesic(Connection::LeviCivita, own, t * velocity).ok();
                for (s, t) in [(0.0, 1e-9), (0.0, 1.0), (0.5, 1.5), (0.0, 6.0), (3.0, 12.0)] {
                    let (Some(p), Some(q)) = (path(s), path(t)) else { continue };
                    let length = distance(model, p.to, q.to);
                    if s == 0.0 {
                        let whole = model.length(&q);
                        relatively_close(whole, t, 1e-12, || format!("{own:?} {angle} {t}"));
                    } else {
                        close(length, t - s, 1e-10, || format!("{own:?} {angle} {s} {t}"));
                    }
                }
            }
        }
    }
}

#[test]
fn length_of_a_shortest_path_is_the_integral_of_its_speed() {
    const PIECES: i32 = 4000;
    for case in cases().into_iter().filter(Case::knows_distances) {
        let model = case.model.as_ref();
        for own in case.places() {
            let velocity = 2.0 * combine(model.frame(own).unwrap(), 0.7);
            let path = |t: f64| model.geodesic(Connection::LeviCivita, own, t * velocity).ok();
            let Some(end) = path(1.0) else { continue };
            let knot = |k: i32| path(f64::from(k) / f64::from(PIECES)).unwrap().to;
            let pieces = (0..PIECES).map(|k| {
                let (p, q) = (knot(k), knot(k + 1));
                let middle = p + 0.5 * (q - p);
                fisher_length(model, middle, q - p)
            });
            relatively_close(pieces.sum(), model.length(&end), 1e-6, || format!("{own:?}"));
        }
    }
}

#[test]
fn gaussian_shortest_paths_solve_their_differential_equation() {
    // μ̈ = 2 μ̇ σ̇ / σ,  σ̈ = σ̇²/σ − μ̇²/(2σ).
    let case = teaching();
    for own in case.places() {
        for angle in angles(16) {
            let velocity = combine(case.model.frame(own).unwrap(), angle);
            let path = |t: f64| {
                case.model.geodesic(Connection::LeviCivita, own, t * velocity).unwrap().to.array()
            };
            for time in [0.0, 0.7, 2.5] {
                let speed = |t: f64| derivatives(2e-3, |s| path(t + s));
                let [mu_dot, sigma_dot] = speed(time);
                let [mu_twice, sigma_twice] = derivatives(2e-3, |s| speed(time + s));
                let sigma = path(time)[1];
                let label = || format!("{own:?} {angle} {time}");
                close(mu_twice, 2.0 * mu_dot * sigma_dot / sigma, 1e-6 * sigma, label);
                let expected = (sigma_dot * sigma_dot - 0.5 * mu_dot * mu_dot) / sigma;
                close(sigma_twice, expected, 1e-6 * sigma, label);
            }
        }
    }
}

#[test]
fn gaussian_flat_geodesics_leave_the_family_exactly_where_the_variance_ends() {
    let case = teaching();
    let own = Point(2.0, 3.0);
    // In natural coordinates 1/σ² = 1 − 2s falls to zero; in expectation
    // coordinates σ² = 1 + 2s − m² does (both in units of the start).
    let outcome = |connection, m: f64, s: f64| {
        case.model.geodesic(connection, own, Tangent(3.0 * m, 3.0 * s)).ok()
    };
    assert!(outcome(Connection::Exponential, 1.0, 0.49999).is_some());
    assert!(outcome(Connection::Exponential, 1.0, 0.5).is_none());
    assert!(outcome(Connection::Mixture, 0.0, -0.49999).is_some());
    assert!(outcome(Connection::Mixture, 0.0, -0.5).is_none());
    assert!(outcome(Connection::Mixture, 1.01, 0.0).is_none());
    assert!(outcome(Connection::LeviCivita, 50.0, 50.0).is_some(), "hyperbolic and complete");
}

#[test]
fn geodesics_of_velocity_zero_do_not_move() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.places() {
                let at = seen.from_own(own);
                for connection in CONNECTIONS {
                    let Ok(end) = seen.charted.geodesic(connection, at, Tangent::default()) else {
                        continue;
                    };
                    let expected = Segment::still(at);
                    assert_eq!(end.difference, expected.difference, "{}", seen.label);
                }
            }
        }
    }
}
