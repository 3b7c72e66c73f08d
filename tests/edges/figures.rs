//! Backdrops of planes and densities at the edges.

use kl_ball::figure::{DensityFigure, PlaneFigure, Style, svg};
use kl_ball::numeric::random::Random;

use super::inputs::{Built, built, coordinate, one};

#[test]
fn windows_are_finite_and_not_empty_and_pictures_are_drawn() {
    let models = built();
    let mut random = Random::seeded(31);
    let style = Style { width: 120, height: 90, ..Style::default() };
    for round in 0..250 {
        // First every model with its own start, then with starts anywhere.
        let built = models.get(round).unwrap_or_else(|| one(&mut random, &models));
        let Built { entry: model, spec, bench, .. } = built;
        for chart in model.charts {
            let start = built.start(chart.name);
            let anywhere = [coordinate(&mut random), coordinate(&mut random)];
            let inside = round >= models.len() && bench.contains(anywhere, chart.name).unwrap();
            let home = if inside { anywhere } else { start };
            let label = format!("{spec} {} {home:?}", chart.name);
            let plane = PlaneFigure::new(bench, chart, home, &style).unwrap();
            let (text, frame) = svg(&style, |backend| plane.draw(backend)).unwrap();
            assert!(frame.iter().all(|edge| edge.is_finite()), "{label}: {frame:?}");
            assert!(frame[4] < frame[5] && frame[6] < frame[7], "{label}: {frame:?}");
            assert!(!text.contains("NaN") && !text.contains("inf"), "{label}: {text}");
            if round < models.len() {
                let [x, y] = home;
                let shown = frame[4] <= x && x <= frame[5] && frame[6] <= y && y <= frame[7];
                assert!(shown, "{label}: {frame:?}");
            }
        }
        let figure = DensityFigure::new(bench, &style);
        let (_, frame) = svg(&style, |backend| figure.draw(backend)).unwrap();
        assert!(
            frame.iter().all(|edge| edge.is_finite()) && frame[4] < frame[5],
            "{spec} {frame:?}"
        );
    }
}
