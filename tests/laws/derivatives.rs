//! Loss, score, gradient, Hessian and both Fisher matrices, in every chart.

use kl_ball::geometry::{Point, Symmetric, Tangent};
use kl_ball::model::Connection;
use kl_ball::model::prelude::*;

use crate::common::*;

/// The largest of `|numbers|`, at least `least`.
fn largest(numbers: &[f64], least: f64) -> f64 {
    numbers.iter().fold(least, |most, x| most.max(x.abs()))
}

#[test]
fn gradient_is_the_differential_of_the_loss() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let unit = scale(model, at);
                let terms = model.loss(at).abs().max(case.size_of_terms());
                let scale = largest(&on_frame(model.gradient(at), frame), terms);
                for u in frame {
                    let slope = derivative(STEP * unit, |t| model.loss(at + t * u));
                    let label = || format!("{} at {at:?} along {u:?}", seen.label);
                    close(model.gradient(at).along(u), slope, 1e-10 / unit * scale, label);
                }
            }
        }
    }
}

#[test]
fn hessian_is_the_derivative_of_the_gradient() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let hessian = model.hessian(at);
                let unit = scale(model, at);
                let scale = largest(&form_on_frame(hessian, frame), 1.0);
                for u in frame {
                    let gradient = |t: f64| on_frame(model.gradient(at + t * u), frame);
                    let expected = derivatives(STEP * unit, gradient);
                    for (w, slope) in frame.into_iter().zip(expected) {
                        let label = || format!("{} at {at:?} along {u:?}, {w:?}", seen.label);
                        close(hessian.apply(u, w), slope, 1e-10 / unit * scale, label);
                    }
                }
            }
        }
    }
}

#[test]
fn fisher_matrix_is_the_second_derivative_of_either_divergence() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let scale = scale(model, at);
                for (name, direction) in DIRECTIONS {
                    for u in frame {
                        let differential = |t: f64| {
                            let step = kl_ball::geometry::Segment::step(at, t * u);
                            on_frame(model.kl_differential(&step, direction), frame)
                        };
                        let second = derivatives(STEP * scale, differential);
                        for (w, second) in frame.into_iter().zip(second) {
                            let label = || format!("{} {name} at {at:?}", seen.label);
                            close(model.fisher(at).apply(u, w), second, 1e-10 / scale, label);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn mean_score_is_zero_under_the_model() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let score = on_frame(model.mean_score(at), model.frame(at).unwrap());
                // On a frame that is orthonormal in the Fisher metric, scores have variance 1.
                close(largest(&score, 0.0), 0.0, 1e-13, || format!("{} at {at:?}", seen.label));
            }
        }
    }
}

#[test]
fn frame_is_orthonormal_in_the_fisher_metric_and_turns_the_same_way_in_every_chart() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let gram = form_on_frame(model.fisher(at), model.frame(at).unwrap());
                for (found, expected) in gram.into_iter().zip([1.0, 0.0, 1.0]) {
                    close(found, expected, 1e-11, || format!("{} at {at:?}", seen.label));
                }
            }
        }
    }
}

#[test]
fn natural_gradient_solves_the_fisher_equations() {
    for case in cases() {
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places() {
                let at = seen.from_own(own);
                let (gradient, frame) = (model.gradient(at), model.frame(at).unwrap());
                let arrow = model.natural_gradient(at).unwrap();
                let lowered = on_frame(model.fisher(at).lower(arrow), frame);
                let scale = largest(&on_frame(gradient, frame), 1e-3);
                for (found, expected) in lowered.into_iter().zip(on_frame(gradient, frame)) {
                    close(found, expected, 1e-11 * scale, || format!("{} at {at:?}", seen.label));
                }
            }
        }
    }
}

#[test]
fn hessian_of_a_likelihood_is_its_fisher_matrix_in_natural_coordinates_alone() {
    for case in cases().iter().filter(|case| case.model.is_likelihood()) {
        for seen in case.charts() {
            let model = &seen.charted;
            let natural = model.flat_connection() == Some(Connection::Exponential);
            let gap = |own: Point| {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let difference = model.hessian(at) + -1.0 * model.fisher(at);
                largest(&form_on_frame(difference, frame), 0.0)
            };
            let gaps: Vec<f64> = case.starts().into_iter().map(gap).collect();
            if natural {
                assert!(largest(&gaps, 0.0) < 1e-10, "{}: {gaps:?}", seen.label);
            } else if case.is_homogeneous() {
                assert!(gaps.iter().all(|&gap| gap > 1e-2), "{}: {gaps:?}", seen.label);
            }
        }
    }
}

#[test]
fn gradient_fisher_matrices_and_natural_gradient_are_tensors_and_the_hessian_is_not() {
    for case in cases() {
        for seen in case.charts() {
            for other in case.charts() {
                let mut deviations = Vec::new();
                for own in case.starts() {
                    let (here, there) = (seen.from_own(own), other.from_own(own));
                    let (a, b) = (&seen.charted, &other.charted);
                    let frame = a.frame(here).unwrap();
                    let carried = frame.map(|u| carry(&seen, &other, here, u));
                    let label = || format!("{} to {}", seen.label, other.label);
                    // Frames are carried into frames.
                    for (found, expected) in carried.into_iter().zip(b.frame(there).unwrap()) {
                        let gap = fisher_length(b, there, found + -expected);
                        close(gap, 0.0, 1e-9, label);
                    }
                    // Covectors give the same numbers on the same arrows.
                    let covector =
                        |model: &dyn Model, at, frame| on_frame(model.gradient(at), frame);
                    let scale = largest(&covector(a, here, frame), 1.0);
                    let pairs =
                        covector(a, here, frame).into_iter().zip(covector(b, there, carried));
                    for (found, expected) in pairs {
                        close(found, expected, 1e-9 * scale, label);
                    }
                    // Tensors of rank two.
                    let mut forms = vec![[a.fisher(here), b.fisher(there)]];
                    if let Some(form) = a.empirical_fisher(here) {
                        forms.push([form, b.empirical_fisher(there).unwrap()]);
                    }
                    for [form, pushed] in forms {
                        let scale = largest(&form_on_frame(form, frame), 1.0);
                        let pushed = form_on_frame(pushed, carried);
                        for (x, y) in form_on_frame(form, frame).into_iter().zip(pushed) {
                            close(x, y, 1e-9 * scale, label);
                        }
                    }
                    // The arrow of the natural gradient.
                    let arrow = carry(&seen, &other, here, a.natural_gradient(here).unwrap());
                    let gap = arrow + -b.natural_gradient(there).unwrap();
                    let scale = fisher_length(b, there, arrow);
                    close(fisher_length(b, there, gap) / scale, 0.0, 1e-9, label);
                    // The Hessian, which is no tensor.
                    let hessians = [
                        form_on_frame(a.hessian(here), frame),
                        form_on_frame(b.hessian(there), carried),
                    ];
                    let gap = hessians[0].iter().zip(hessians[1]).map(|(x, y)| (x - y).abs());
                    deviations.push(gap.fold(0.0, f64::max));
                }
                if case.is_homogeneous() && seen.entry.name != other.entry.name {
                    // At every place; near a minimum of a divergence hardly.
                    let least = deviations.iter().copied().fold(f64::INFINITY, f64::min);
                    let found =
                        if case.numbers().is_empty() { largest(&deviations, 0.0) } else { least };
                    assert!(found > 1e-2, "{} {}: {deviations:?}", seen.label, other.label);
                }
            }
        }
    }
}

/// The arrow `u` at `at` of one chart in the coordinates of another, by
/// differentiating the map between them.
fn carry(from: &Seen, to: &Seen, at: Point, u: Tangent) -> Tangent {
    let length = fisher_length(&from.charted, at, u);
    let unit = (1.0 / length) * u;
    let there = to.from_own(from.to_own(at));
    let step = STEP * scale(&from.charted, at).min(scale(&to.charted, there));
    length * Tangent::from(derivatives(step, |t| to.from_own(from.to_own(at + t * unit)).array()))
}

#[test]
fn at_the_optimum_the_gradient_vanishes_and_the_hessian_is_a_tensor() {
    for case in cases() {
        let Some(optimum) = case.model.optimum() else { continue };
        for seen in case.charts() {
            let model = &seen.charted;
            let at = seen.from_own(optimum);
            let frame = model.frame(at).unwrap();
            let gradient = largest(&on_frame(model.gradient(at), frame), 0.0);
            close(gradient, 0.0, 1e-12, || seen.label.clone());
            let hessian = form_on_frame(model.hessian(at), frame);
            if case.model.is_likelihood() && !case.entry.is_exponential {
                assert!((hessian[0] - 1.0).abs() > 1e-3, "{} H is not F", seen.label);
            } else if case.model.is_likelihood() {
                for (found, expected) in hessian.into_iter().zip([1.0, 0.0, 1.0]) {
                    close(found, expected, 1e-11, || format!("{} H = F", seen.label));
                }
            }
            let own = case.model.hessian(optimum);
            let own = form_on_frame(own, case.model.frame(optimum).unwrap());
            for (found, expected) in hessian.into_iter().zip(own) {
                close(found, expected, 1e-11, || format!("{} H in all charts", seen.label));
            }
        }
    }
}

#[test]
fn the_hessian_is_a_number_at_every_unit_of_the_data() {
    for scale in [1e-70, 1e70] {
        let case = gaussian(&serde_json::json!({ "x": [-scale, 0.5 * scale, 2.0 * scale] }));
        let optimum = case.model.optimum().unwrap();
        for seen in case.charts() {
            for own in [optimum, Point(optimum.0, 2.0 * optimum.1)] {
                let (model, at) = (&seen.charted, seen.from_own(own));
                let hessian = form_on_frame(model.hessian(at), model.frame(at).unwrap());
                let label = || format!("{} {scale} {hessian:?}", seen.label);
                assert!(hessian.iter().all(|entry| entry.is_finite()), "{}", label());
                if own == optimum {
                    for (found, expected) in hessian.into_iter().zip([1.0, 0.0, 1.0]) {
                        close(found, expected, 1e-9, label);
                    }
                }
            }
        }
    }
}

// Models of numbers: the same quantities by quadrature of the density. Laws that
// hold for labels and classes as well are in `scores`.

const NORMAL_EXTENT: f64 = 12.0;

/// `∫ f(x) p(x) dx` by the trapezoidal rule, which converges very fast for Gaussian densities.
fn expectation(case: &Case, own: Point, f: impl Fn(f64) -> f64) -> f64 {
    const NODES: i32 = 480;
    let (model, [mu, sigma]) = (case.model.as_ref(), case.extent(own));
    let spacing = 2.0 * NORMAL_EXTENT / f64::from(NODES);
    let terms = (0..=NODES).map(|k| {
        let x = mu + sigma * (f64::from(k) * spacing - NORMAL_EXTENT);
        f(x) * model.density(own, x) * sigma * spacing
    });
    terms.sum()
}

/// `∂ ln p(x)` along a frame, by finite differences of the density.
fn score(model: &dyn Model, at: Point, frame: [Tangent; 2], x: f64) -> [f64; 2] {
    frame.map(|u| derivative(STEP, |t| model.density(at + t * u, x).ln()))
}

#[test]
fn a_density_integrates_to_one_and_its_mean_log_is_the_loss() {
    for case in cases().into_iter().filter(|case| !case.numbers().is_empty()) {
        let data = case.numbers();
        for own in case.places() {
            let model = case.model.as_ref();
            close(expectation(&case, own, |_| 1.0), 1.0, 1e-14, || format!("{own:?}"));
            let logs = data.iter().map(|&x| -model.density(own, x).ln());
            let loss = logs.sum::<f64>() / data.len() as f64;
            relatively_close(model.loss(own), loss, 1e-13, || format!("{} {own:?}", case.set));
        }
    }
}

#[test]
fn scores_of_numbers_have_mean_zero_and_second_moment_f_under_the_model_and_ef_under_the_data() {
    for case in cases().into_iter().filter(|case| !case.numbers().is_empty()) {
        let data = case.numbers();
        for seen in case.charts() {
            let model = &seen.charted;
            for own in case.places().into_iter().take(3) {
                let at = seen.from_own(own);
                let frame = model.frame(at).unwrap();
                let label = || format!("{} at {at:?}", seen.label);
                let (fisher, empirical) = (model.fisher(at), model.empirical_fisher(at).unwrap());
                let outer = |x: f64| {
                    let [s, t] = score(model, at, frame, x);
                    [s * s, s * t, t * t]
                };
                for (k, expected) in form_on_frame(fisher, frame).into_iter().enumerate() {
                    let found = expectation(&case, own, |x| outer(x)[k]);
                    close(found, expected, 1e-9, label);
                }
                for i in 0..2 {
                    let mean = expectation(&case, own, |x| score(model, at, frame, x)[i]);
                    close(mean, 0.0, 1e-9, label);
                }
                let moments = form_on_frame(empirical, frame);
                let scale = largest(&moments, 1.0);
                for (k, expected) in moments.into_iter().enumerate() {
                    let mean = data.iter().map(|&x| outer(x)[k]).sum::<f64>() / data.len() as f64;
                    close(mean, expected, 1e-9 * scale, label);
                }
            }
        }
    }
}

#[test]
fn empirical_fisher_is_the_fisher_matrix_at_the_optimum_only_for_data_with_gaussian_moments() {
    // Three points with weights 1 : 4 : 1 have skewness 0 and kurtosis 3.
    let r = 3.0f64.sqrt();
    let mesokurtic = serde_json::json!({ "x": [-r, 0.0, 0.0, 0.0, 0.0, r] });
    for (data, equal) in [(mesokurtic, true), (serde_json::json!({ "set": "teaching" }), false)] {
        let case = gaussian(&data);
        let own = case.model.optimum().unwrap();
        for seen in case.charts() {
            let at = seen.from_own(own);
            let frame = seen.charted.frame(at).unwrap();
            let gap: Symmetric =
                seen.charted.empirical_fisher(at).unwrap() + -1.0 * seen.charted.fisher(at);
            let gap = largest(&form_on_frame(gap, frame), 0.0);
            assert_eq!(gap < 1e-12, equal, "{}: {gap}", seen.label);
        }
    }
}
