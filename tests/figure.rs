//! Golden SVGs: a backdrop drawn natively is the one stored, up to an eighth of
//! a pixel, which another system's logarithms may round differently.
//!
//! After a wanted change of looks: `UPDATE_GOLDEN=1 cargo test --test figure`,
//! then look at the pictures in `tests/data/golden/` before committing them.

use std::path::Path;
use std::{env, fs};

use kl_ball::figure::{DensityFigure, PlaneFigure, Style, svg};
use kl_ball::{ModelSpec, Value, Workbench};

fn cavendish() -> Workbench {
    let spec = Value::Record(vec![("model".into(), Value::Text("gaussian".into()))]);
    Workbench::new(ModelSpec::read(spec).unwrap()).unwrap()
}

/// Compares with the stored picture, or stores it where that is asked for.
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

/// Two lines of SVG are the same but for numbers that differ by one unit.
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
    let (bench, style) = (cavendish(), Style::default());
    let entry = bench.chart(chart, "chart").unwrap();
    let home = bench.convert(home, "variance", chart).unwrap();
    let figure = PlaneFigure::new(&bench, entry, home, &style).unwrap();
    svg(&style, |backend| figure.draw(backend)).unwrap()
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
fn the_density_axis_is_the_stored_one() {
    let (bench, style) = (cavendish(), Style::default());
    let figure = DensityFigure::new(&bench, &style);
    assert_golden("density.svg", &svg(&style, |backend| figure.draw(backend)).unwrap());
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
        let mut area = [0.0; 8];
        svg(&style, |backend| figure.draw(backend).map(|found| area = found)).unwrap();
        let [left, top, right, bottom, x0, x1, y0, y1] = area;
        assert!(left < right && top < bottom, "{area:?}");
        for [x, y] in [home, optimum] {
            assert!(x0 < x && x < x1 && y0 < y && y < y1, "{}: {x}, {y} in {area:?}", entry.name);
        }
    }
}
