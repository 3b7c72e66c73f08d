//! Charts: maps and their derivatives, segments and their relative precision.

use kl_ball::catalog::Meaning;
use kl_ball::geometry::{Point, Segment, Tangent, angles, combine};
use kl_ball::model::prelude::*;

use crate::common::*;

#[test]
fn every_chart_maps_back_what_it_maps() {
    for case in cases() {
        let model = case.model.as_ref();
        for seen in case.charts() {
            for own in case.places() {
                let there = seen.from_own(own);
                assert!(seen.charted.contains(there), "{}: {there:?}", seen.label);
                let gap = fisher_length(model, own, seen.to_own(there) - own);
                close(gap, 0.0, 1e-12, || format!("{} at {own:?}", seen.label));
            }
        }
    }
}

#[test]
fn jacobian_is_the_derivative_of_the_map() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.places() {
                let at = seen.from_own(own);
                let scale = scale(&seen.charted, at);
                for u in seen.charted.frame(at).unwrap() {
                    let path = |t: f64| seen.to_own(at + t * u).array();
                    let numeric = Tangent::from(derivatives(STEP * scale, path));
                    let exact = seen.charted.chart().jacobian(at).push(u);
                    let gap = fisher_length(case.model.as_ref(), own, numeric + -exact);
                    close(gap, 0.0, 1e-10 / scale, || format!("{} at {own:?}", seen.label));
                    let back = seen.charted.chart().jacobian(at).pull(exact);
                    let gap = fisher_length(&seen.charted, at, back + -u);
                    close(gap, 0.0, 1e-11, || format!("{} back at {own:?}", seen.label));
                }
            }
        }
    }
}

#[test]
fn second_derivatives_are_those_of_the_map() {
    for case in cases() {
        for seen in case.charts() {
            let chart = seen.charted.chart();
            for own in case.places() {
                let at = seen.from_own(own);
                let frame = seen.charted.frame(at).unwrap();
                let scale = scale(&seen.charted, at);
                for u in frame {
                    for w in frame {
                        let pushed = |t: f64| chart.jacobian(at + t * u).push(w).array();
                        let numeric = Tangent::from(derivatives(STEP * scale, pushed));
                        let exact =
                            Tangent::from(chart.second_derivatives(at).map(|s| s.apply(u, w)));
                        let gap = fisher_length(case.model.as_ref(), own, numeric + -exact);
                        close(gap, 0.0, 1e-9 / scale, || format!("{} at {own:?}", seen.label));
                    }
                }
            }
        }
    }
}

const LENGTHS: [f64; 7] = [1e-16, 1e-14, 1e-10, 1e-6, 1e-3, 0.1, 0.6];

#[test]
fn differences_of_any_length_survive_the_way_into_a_chart_and_back() {
    for case in cases() {
        let model = case.model.as_ref();
        for seen in case.charts() {
            for own in case.places() {
                let frame = model.frame(own).unwrap();
                let scale = scale(&seen.charted, seen.from_own(own));
                for length in LENGTHS.map(|length| scale * length) {
                    for angle in angles(7) {
                        let d = length * combine(frame, angle + 0.1);
                        let segment = Segment::step(own, d);
                        let there = seen.charted.chart().segment_from_own(&segment);
                        let back = seen.charted.chart().segment_to_own(&there);
                        let gap = fisher_length(model, own, back.difference + -d) / length;
                        let label = || format!("{} at {own:?}, length {length}", seen.label);
                        // Far from the origin the expectation chart loses as many digits as
                        // μ/σ has.
                        close(gap, 0.0, 1e-12, label);
                    }
                }
            }
        }
    }
}

#[test]
fn differences_of_segments_are_those_of_their_ends() {
    for case in cases() {
        for seen in case.charts() {
            let (chart, model) = (seen.charted.chart(), &seen.charted);
            for own in case.places() {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let scale = scale(model, at);
                for angle in angles(7) {
                    // Long segments: compared with the end points.
                    let label = || format!("{} at {at:?}", seen.label);
                    let segment = Segment::step(at, 0.3 * scale * combine(frame, angle));
                    if !model.contains(segment.to) {
                        continue;
                    }
                    let mapped = chart.segment_to_own(&segment);
                    assert_eq!(mapped.to, chart.to_own(segment.to), "{}", label());
                    let plain = mapped.to - mapped.from;
                    let gap = fisher_length(case.model.as_ref(), own, mapped.difference + -plain);
                    close(gap, 0.0, 1e-11, label);
                    let back = chart.segment_from_own(&mapped);
                    let gap = fisher_length(model, at, back.difference + -(back.to - back.from));
                    close(gap, 0.0, 1e-10, label);
                    // Short segments: compared with the Jacobian matrix.
                    let d = 1e-13 * scale * combine(frame, angle);
                    let mapped = chart.segment_to_own(&Segment::step(at, d));
                    let linear = chart.jacobian(at).push(d);
                    let gap = fisher_length(case.model.as_ref(), own, mapped.difference + -linear);
                    close(gap, 0.0, 1e-11 * 1e-13 * scale, label);
                }
            }
        }
    }
}

#[test]
fn segments_of_length_zero_have_length_zero_in_every_chart() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.places() {
                let at = seen.from_own(own);
                let mapped = seen.charted.chart().segment_to_own(&Segment::still(at));
                assert_eq!(mapped.difference, Tangent::default(), "{}", seen.label);
            }
        }
    }
}

#[test]
fn domains_end_where_the_catalogue_says() {
    for case in cases() {
        for seen in case.charts() {
            let inside = seen.from_own(case.places()[0]);
            for (axis, bounds) in seen.entry.bounds.iter().enumerate() {
                for (bound, outward) in bounds.iter().zip([-1.0, 1.0]) {
                    let Some(bound) = bound else { continue };
                    for beyond in [0.0, 1e-300, 1.0, 1e9] {
                        let mut at = inside;
                        at[axis] = bound + outward * beyond;
                        assert!(!seen.charted.contains(at), "{}: {at:?}", seen.label);
                    }
                }
                for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                    let mut at = inside;
                    at[axis] = bad;
                    assert!(!seen.charted.contains(at), "{}: {at:?}", seen.label);
                }
            }
            assert!(seen.charted.contains(inside), "{}", seen.label);
        }
    }
}

#[test]
fn the_model_seen_through_any_chart_is_the_same_model() {
    for case in cases() {
        for seen in case.charts() {
            for own in case.places() {
                let at = seen.from_own(own);
                let label = || format!("{} at {own:?}", seen.label);
                relatively_close(seen.charted.loss(at), case.model.loss(own), 1e-12, label);
                for x in [-3.0, 0.1, 5.4, 800.0] {
                    let found = seen.charted.density(at, x);
                    // In the far tail the error of a density grows with its exponent.
                    let expected = case.model.density(own, x);
                    let tolerance = 1e-11 * (1.0 - expected.ln().max(-700.0)).abs();
                    close(found, expected, tolerance * expected + 1e-300, label);
                }
                let draws = seen.charted.sample(at, 20, 7);
                for (a, b) in draws.iter().zip(case.model.sample(own, 20, 7)) {
                    close(*a, b, 1e-11 * b.abs().max(1e-3), label);
                }
            }
        }
    }
}

#[test]
fn gaussian_draws_have_the_moments_of_the_model() {
    let case = teaching();
    let own = Point(5.0, 0.5);
    let draws = case.model.sample(own, 20_000, 42);
    let n = draws.len() as f64;
    let mean = draws.iter().sum::<f64>() / n;
    let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    // Five standard errors.
    close(mean, 5.0, 5.0 * 0.5 / n.sqrt(), || "mean".into());
    close(variance, 0.25, 5.0 * 0.25 * (2.0 / n).sqrt(), || "variance".into());
    assert_eq!(draws, case.model.sample(own, 20_000, 42), "the seed decides");
    assert_ne!(draws, case.model.sample(own, 20_000, 43));
}

/// The catalogue names the line on which a chart's Fisher matrix has no inverse; beside it, and
/// in charts without such a line, it has one.
#[test]
fn a_chart_is_singular_on_the_line_that_the_catalogue_names_and_nowhere_beside_it() {
    let mut lines = 0;
    for case in cases() {
        for seen in case.charts() {
            let Some([[a, b], [c, d]]) = seen.entry.singular_line else { continue };
            lines += 1;
            for share in [-3.0, 0.0, 0.4, 5.0] {
                let on = Point(a + share * (c - a), b + share * (d - b));
                assert!(seen.charted.contains(on), "{}: {on:?}", seen.label);
                assert!(seen.charted.frame(on).is_err(), "{}: {on:?}", seen.label);
                for aside in [-1e-3, 1e-3] {
                    let beside = Point(on.0, on.1 + aside);
                    assert!(seen.charted.frame(beside).is_ok(), "{}: {beside:?}", seen.label);
                }
            }
        }
    }
    assert_eq!(lines, 2);
}

/// Where the catalogue says what the coordinates of a chart are, densities and probabilities are
/// those of such numbers.
#[test]
fn coordinates_are_what_the_catalogue_says_they_are() {
    let mut found = Vec::new();
    for case in cases() {
        for seen in case.charts() {
            let Some(meaning) = seen.entry.meaning else { continue };
            found.push(meaning);
            for own in case.places() {
                let Point(a, b) = seen.from_own(own);
                let density = |x: f64| case.model.density(own, x);
                let [p, q, r] = [1.0, 2.0, 3.0].map(density);
                let pairs = match meaning {
                    Meaning::MeanAndDeviation => {
                        let top = 1.0 / (b * std::f64::consts::TAU.sqrt());
                        [(density(a), top), (density(a + 2.0 * b), top * (-2.0_f64).exp())]
                    }
                    Meaning::MiddleAndSlope => {
                        [(density(a), 0.5), (density(a + 1.0 / b), 1.0 / (1.0 + (-1.0_f64).exp()))]
                    }
                    Meaning::Probabilities => [(p, a), (q, b)],
                    Meaning::LogRatios => [(p, r * a.exp()), (q, r * b.exp())],
                    _ => unreachable!("{meaning:?} has no law yet"),
                };
                for (seen_density, expected) in pairs {
                    close(seen_density, expected, 1e-9, || format!("{} at {own:?}", seen.label));
                }
            }
        }
    }
    for meaning in [
        Meaning::MeanAndDeviation,
        Meaning::MiddleAndSlope,
        Meaning::Probabilities,
        Meaning::LogRatios,
    ] {
        assert!(found.contains(&meaning), "{meaning:?}");
    }
}
