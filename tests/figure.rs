//! Backdrops drawn natively agree with stored pictures (SVG), up to an eighth of
//! a pixel, because logarithms may be rounded differently on other systems.
//!
//! After an intended change of the pictures run `UPDATE_GOLDEN=1 cargo test figure`
//! and look at `tests/data/golden/` before committing it.

use std::path::Path;
use std::{env, fs};

use kl_ball::catalog;
use kl_ball::data::Kind;
use kl_ball::figure::{AxesFigure, DensityFigure, Ground, PlaneFigure, PlaneOptions, Style, svg};
use kl_ball::{Invalid, ModelSpec, Value, Workbench};

/// What JSON text describes.
fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

fn bench(json: &str) -> Workbench {
    Workbench::new(ModelSpec::read(value(json)).unwrap()).unwrap()
}

fn cavendish() -> Workbench {
    bench(r#"{ "model": "gaussian" }"#)
}

/// Compares with the stored picture, or stores it if `UPDATE_GOLDEN` is set.
fn assert_golden(name: &str, picture: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden").join(name);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, picture).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let same_length = stored.lines().count() == picture.lines().count();
    let differing = stored.lines().zip(picture.lines()).find(|(old, new)| !alike(old, new));
    assert!(same_length && differing.is_none(), "{name} has changed, first at {differing:?}");
}

/// Whether two lines of SVG agree, up to numbers that differ by one unit.
fn alike(old: &str, new: &str) -> bool {
    let separators = |c: char| !c.is_ascii_digit();
    let (old_words, new_words) = (old.split(separators), new.split(separators));
    let near = |(old, new): (&str, &str)| match (old.parse::<i64>(), new.parse::<i64>()) {
        (Ok(old), Ok(new)) => (old - new).abs() <= 1,
        _ => old == new,
    };
    let letters = |line: &str| line.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    letters(old) == letters(new) && old_words.zip(new_words).all(near)
}

fn plane(chart: &str, home: [f64; 2]) -> String {
    let bench = cavendish();
    let home = bench.convert(home, "variance", chart).unwrap();
    plane_of(&bench, chart, home).0
}

/// The backdrop of a chart's plane, and the coordinates at its edges.
fn plane_of(bench: &Workbench, chart: &str, home: [f64; 2]) -> (String, [f64; 4]) {
    let style = Style::default();
    let entry = bench.chart(chart, "chart").unwrap();
    let figure = PlaneFigure::new(bench, entry, home, &style).unwrap();
    let (picture, [.., x0, x1, y0, y1]) = svg(&style, |backend| figure.draw(backend)).unwrap();
    (picture, [x0, x1, y0, y1])
}

#[test]
fn the_variance_plane_is_the_stored_one() {
    assert_golden("plane-variance.svg", &plane("variance", [5.3, 0.022]));
}

#[test]
fn the_expectation_plane_is_the_stored_one() {
    assert_golden("plane-expectation.svg", &plane("expectation", [5.3, 0.022]));
}

#[test]
fn the_triangle_of_probabilities_is_the_stored_one() {
    let bench = bench(r#"{ "model": "categorical", "data": { "set": "penguin-species" } }"#);
    let (picture, _) = plane_of(&bench, "probability", [0.08, 0.84]);
    assert_golden("plane-probability.svg", &picture);
}

/// What was found for another plane, or in another window, is of no use and does no harm.
#[test]
fn a_plane_whose_losses_are_found_in_portions_is_the_same_picture() {
    const MOST: usize = 500;
    let style = Style { width: 240, height: 180, ..Style::default() };
    let mut ground = Ground::default();
    for model in catalog::MODELS {
        let bench = bench(&format!(r#"{{ "model": "{}" }}"#, model.name));
        for chart in model.charts {
            let home = bench.start(chart.name).unwrap();
            let plane = PlaneFigure::new(&bench, chart, home, &style).unwrap();
            let (whole, frame) = svg(&style, |backend| plane.draw(backend)).unwrap();
            let [.., x0, x1, y0, y1] = frame;
            for window in [None, Some([x0, x1, y0, y1])] {
                let options = PlaneOptions { window, ..PlaneOptions::default() };
                let plane = PlaneFigure::with(&bench, chart, home, &style, options).unwrap();
                for portions in [1, usize::MAX] {
                    let done = (0..portions).find(|_| plane.advance(&mut ground, MOST));
                    let drawn = svg(&style, |backend| plane.draw_on(backend, &mut ground));
                    let label = format!("{} {} {window:?} {done:?}", model.name, chart.name);
                    assert!(drawn.unwrap() == (whole.clone(), frame), "{label}");
                }
                // Left for the next plane.
                plane.advance(&mut ground, MOST);
            }
        }
    }
}

#[test]
fn a_chart_with_edges_on_all_sides_shows_all_of_it() {
    for data in [r#"{ "counts": [5, 3, 2] }"#, r#"{ "set": "penguin-species" }"#] {
        let bench = bench(&format!(r#"{{ "model": "categorical", "data": {data} }}"#));
        for chart in ["probability", "sphere"] {
            let (_, [x0, x1, y0, y1]) = plane_of(&bench, chart, [0.4, 0.3]);
            assert!(x0 < 0.0 && x1 > 1.0 && y0 < 0.0 && y1 > 1.0, "{chart} {data}");
        }
    }
}

/// A wide plane has room beside the triangle of probabilities; no ticks are drawn there.
#[test]
fn no_tick_lies_where_a_coordinate_has_no_values() {
    let bench = bench(r#"{ "model": "categorical", "data": { "counts": [5, 3, 2] } }"#);
    let chart = bench.chart("probability", "chart").unwrap();
    let style = Style { width: 720, height: 400, ..Style::default() };
    let figure = PlaneFigure::new(&bench, chart, [0.4, 0.3], &style).unwrap();
    let (picture, area) = svg(&style, |backend| figure.draw(backend)).unwrap();
    let [left, top, right, bottom, x0, x1, y0, y1] = area;
    let scales = [(right - left) / (x1 - x0), (bottom - top) / (y1 - y0)];
    assert!((scales[0] / scales[1] - 1.0).abs() < 1e-3 && x1 > 1.5, "{area:?}");
    let labels = picture.lines().filter_map(|line| line.trim().parse::<f64>().ok());
    let labels: Vec<f64> = labels.collect();
    assert!(
        labels.len() >= 6 && labels.iter().all(|tick| (0.0..=1.0).contains(tick)),
        "{labels:?}"
    );
}

/// The decision boundary runs to infinity as the slope tends to zero; the window ends well before.
#[test]
fn a_singularity_does_not_widen_a_window() {
    let bench = bench(r#"{ "model": "logistic", "data": { "set": "oring" } }"#);
    let home = bench.convert([-0.3, 20.0], "raw", "boundary").unwrap();
    let (_, [x0, x1, y0, y1]) = plane_of(&bench, "boundary", home);
    let [t, w] = bench.optimum("boundary").unwrap().unwrap();
    assert!((x0..x1).contains(&t) && (y0..y1).contains(&w), "{x0} {x1} {y0} {y1}");
    // The launches were between 53 and 81 °F.
    assert!(x1 - x0 < 150.0 && x0 > -60.0, "{x0} {x1}");
}

/// The backdrop of the density view, and its plotting area.
fn density(bench: &Workbench) -> (String, [f64; 6]) {
    let style = Style::default();
    let figure = DensityFigure::new(bench, &style);
    svg(&style, |backend| figure.draw(backend)).unwrap()
}

#[test]
fn the_density_axes_are_the_stored_ones() {
    for (name, model) in [
        ("density.svg", r#"{ "model": "gaussian" }"#),
        ("density-oring.svg", r#"{ "model": "logistic" }"#),
        ("density-counts.svg", r#"{ "model": "categorical" }"#),
        ("density-policy.svg", r#"{ "model": "policy" }"#),
        (
            "density-penguin-species.svg",
            r#"{ "model": "categorical", "data": { "set": "penguin-species" } }"#,
        ),
    ] {
        assert_golden(name, &density(&bench(model)).0);
    }
}

#[test]
fn the_density_axes_contain_every_observation_and_the_landmark_of_the_data() {
    for entry in catalog::MODELS {
        for set in entry.data {
            let spec =
                format!(r#"{{ "model": "{}", "data": {{ "set": "{}" }} }}"#, entry.name, set.name);
            let bench = bench(&spec);
            let (picture, area) = density(&bench);
            let [left, top, right, bottom, x0, x1] = area;
            assert!(left < right && top < bottom && x0 < x1, "{spec}: {area:?}");
            if matches!(entry.takes, Kind::Counts | Kind::Nothing) {
                assert_eq!([x0, x1], [0.5, 3.5]);
                let names = set.classes.unwrap_or(["class 1", "class 2", "class 3"]);
                assert!(names.iter().all(|name| picture.contains(name)), "{spec}");
                continue;
            }
            let landmark = set.landmark.map(|landmark| landmark.at);
            for x in bench.spec().observations().into_iter().chain(landmark) {
                assert!(x0 < x && x < x1, "{spec}: {x} in {area:?}");
            }
        }
    }
    let (_, [.., x0, x1]) = density(&bench(r#"{ "model": "logistic" }"#));
    assert!(x0 < 31.0 && x1 > 81.0, "the launch at 31 °F is not between {x0} and {x1}");
}

fn axes(json: &str) -> Result<AxesFigure, Invalid> {
    AxesFigure::read(value(json))
}

fn drawn(json: &str) -> String {
    let style = Style::default();
    svg(&style, |backend| axes(json).unwrap().draw(backend, &style)).unwrap().0
}

#[test]
fn the_axes_are_the_stored_ones() {
    let scatter = r#"{ "window": [-2.2, 1.4, -0.8, 3.1], "x": { "label": "∂ ln p / ∂μ" },
        "y": { "label": "∂ ln p / ∂σ²" }, "zero": true }"#;
    assert_golden("axes-scatter.svg", &drawn(scatter));
    let chart = r#"{ "window": [1, 1000, 2e-5, 3], "x": { "label": "step", "logarithmic": true },
        "y": { "label": "loss above the least (nats)", "logarithmic": true } }"#;
    assert_golden("axes-logarithmic.svg", &drawn(chart));
    let classes = r#"{ "window": [0.5, 3.5, -0.4, 1], "x": { "label": "species", "names": ["Adelie",
        "Chinstrap", "Gentoo"] }, "y": { "label": "probability; nats" }, "zero": true }"#;
    assert_golden("axes-classes.svg", &drawn(classes));
}

#[test]
fn axes_are_refused_by_name_where_something_is_wrong() {
    for (json, message) in [
        (
            r#"{ "window": [0, 1, 0], "x": { "label": "" }, "y": { "label": "" } }"#,
            "axes.window is a list of 3; allowed: four numbers [x0, x1, y0, y1]",
        ),
        (
            r#"{ "window": [0, 1, 3, 2], "x": { "label": "" }, "y": { "label": "" } }"#,
            "axes.window is y from 3 to 2; allowed: upwards, by no less than the ninth digit",
        ),
        (
            r#"{ "window": [0, 1, 2, 3], "x": { "label": "", "logarithmic": true }, "y": { "label": "" } }"#,
            "axes.window is x from 0 to 1; allowed: upwards, by no less than the ninth digit, above 0",
        ),
        (
            r#"{ "window": [0, 1, 2, 3], "x": { "label": 7 }, "y": { "label": "" } }"#,
            "axes.x.label is 7; allowed: text",
        ),
        (
            r#"{ "window": [0, 1, 2, 3], "x": { "label": "" }, "y": { "label": "", "logarithmic": 1 } }"#,
            "axes.y.logarithmic is 1; allowed: true or false",
        ),
        (
            r#"{ "window": [0, 1, 2, 3], "x": { "label": "" }, "y": { "label": "", "log": true } }"#,
            "axes.y.log is true; allowed: no such field; the fields here are label, logarithmic, names",
        ),
        (
            r#"{ "window": [1, 2, 2, 3], "x": { "label": "", "logarithmic": true, "names": ["a"] }, "y": { "label": "" } }"#,
            "axes.x.names is a list of 1; allowed: a list of texts, and that of a linear axis",
        ),
        (
            r#"{ "window": [1, 2, 2, 3], "x": { "label": "", "names": ["a", 3] }, "y": { "label": "" } }"#,
            "axes.x.names is a list of 2; allowed: a list of texts, and that of a linear axis",
        ),
        (
            r#"{ "window": [0, 1, 2, 3], "x": { "label": "" } }"#,
            "axes.y is missing; allowed: an object",
        ),
    ] {
        assert_eq!(axes(json).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_picture_says_its_size_in_pixels_and_draws_in_eighths() {
    let picture = plane("variance", [5.3, 0.022]);
    assert!(picture.starts_with("<svg width=\"480\" height=\"360\" viewBox=\"0 0 3840 2880\""));
}

#[test]
fn every_chart_shows_the_start_and_the_optimum() {
    let (bench, style) = (cavendish(), Style::default());
    for entry in bench.spec().model.charts {
        let home = bench.convert([5.3, 0.022], "variance", entry.name).unwrap();
        let optimum = bench.optimum(entry.name).unwrap().unwrap();
        let figure = PlaneFigure::new(&bench, entry, home, &style).unwrap();
        let (_, area) = svg(&style, |backend| figure.draw(backend)).unwrap();
        let [left, top, right, bottom, x0, x1, y0, y1] = area;
        assert!(left < right && top < bottom, "{area:?}");
        for [x, y] in [home, optimum] {
            assert!(x0 < x && x < x1 && y0 < y && y < y1, "{}: {x}, {y} in {area:?}", entry.name);
        }
    }
}
