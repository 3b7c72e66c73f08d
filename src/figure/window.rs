//! The part of a chart that a figure shows.

use crate::ball::{self, BallKind, Precision};
use crate::catalog::ChartEntry;
use crate::chart::Charted;
use crate::geometry::Point;
use crate::model::Direction;
use crate::model::prelude::*;

/// A window contains the ball of this radius around the optimum (nats). Since
/// `KL(optimum ‖ p) = L(p) − L(optimum)`, it shows all points up to this loss
/// above the minimum.
const SHOWN: f64 = 0.3;

/// How often that radius may be halved to keep the ball on one side of a chart's
/// singularity, near which coordinates are unbounded.
const MOST_HALVINGS: usize = 8;

/// Free space around the ball, as a share of its extent.
const MARGIN: f64 = 0.09;

/// Least extent of a window, relative to its coordinates: so many thousand times their rounding error that level lines are smooth.
const NARROWEST: f64 = 1e-12;

/// Largest coordinate for which the width of the window is finite.
const FARTHEST: f64 = 4e307;

/// If the scales of the axes differ by less than this factor, both get the same scale, so that a
/// disc looks like a disc.
const NEARLY_ISOTROPIC: f64 = 2.2;

/// The window `[x0, x1, y0, y1]` for a plotting area of this `aspect`
/// (width over height). It shows the same distributions in every chart, contains
/// `home`, and shows the edge of the domain if that is near.
pub fn window(model: &Charted, chart: &ChartEntry, home: Point, aspect: f64) -> [f64; 4] {
    let known = model.optimum().unwrap_or(model.center());
    // A chart with a singularity shows the side of it that holds `home`.
    let beside = |point: &Point| model.connects(home, *point);
    // The optimum may be outside the chart, or on the other side.
    let center = if model.contains(known) && beside(&known) { known } else { home };
    // Models with landmarks and no optimum have nothing to draw a ball around.
    let landmarks = model.landmarks();
    let has_center = landmarks.is_empty() || model.optimum().is_some();
    let ball = if has_center { around(model, center) } else { Vec::new() };
    let shown = ball.into_iter().chain(landmarks).chain([center]);
    let mut extent = [[f64::INFINITY, f64::NEG_INFINITY]; 2];
    for at in shown.filter(beside).chain([home]) {
        let near = at.array().map(|x| x.clamp(-FARTHEST, FARTHEST));
        for (range, x) in extent.iter_mut().zip(near) {
            *range = [range[0].min(x), range[1].max(x)];
        }
    }
    let padded = [pad(extent[0], chart.bounds[0]), pad(extent[1], chart.bounds[1])];
    let [[x0, x1], [y0, y1]] = isotropic(padded, chart.bounds, aspect);
    [x0, x1, y0, y1]
}

/// The outline of the largest ball around `center` that no singularity of the chart cuts.
fn around(model: &Charted, center: Point) -> Vec<Point> {
    let radii = (0..=MOST_HALVINGS).map(|k| SHOWN * 0.5f64.powi(k as i32));
    let boundary = |radius| -> Vec<Point> {
        let kind = BallKind::Kl(Direction::OldNew);
        let outline =
            ball::boundary(model, kind, center, radius, 128, Precision::Exact).unwrap_or_default();
        outline.into_iter().flatten().collect()
    };
    let whole = |outline: &Vec<Point>| outline.iter().all(|point| model.connects(center, *point));
    radii.map(boundary).find(whole).unwrap_or_default()
}

/// Adds the margin, and extends the range to the edge of the domain if that is
/// near. A coordinate with two edges shows both.
fn pad([low, high]: [f64; 2], bounds: [Option<f64>; 2]) -> [f64; 2] {
    if let [Some(least), Some(greatest)] = bounds {
        let margin = 0.03 * (greatest - least);
        return [least - margin, greatest + margin];
    }
    // A range of a single number needs some width.
    let least = NARROWEST * low.abs().max(high.abs());
    let size = (high - low).max(least).max(f64::MIN_POSITIVE);
    let towards = |end: f64, bound: Option<f64>, sign: f64| match bound {
        Some(edge) if (edge - end).abs() < 0.5 * size => edge + sign * 0.03 * size,
        _ => end + sign * MARGIN * size,
    };
    [towards(low, bounds[0], -1.0), towards(high, bounds[1], 1.0)]
}

/// Widens one axis so that both have the same scale, if their scales nearly agree.
fn isotropic(
    [[x0, x1], [y0, y1]]: [[f64; 2]; 2],
    bounds: [[Option<f64>; 2]; 2],
    aspect: f64,
) -> [[f64; 2]; 2] {
    let (width, height) = (x1 - x0, y1 - y0);
    let excess = width / (height * aspect);
    if (1.0..NEARLY_ISOTROPIC).contains(&excess) {
        [[x0, x1], widen([y0, y1], width / aspect - height, bounds[1])]
    } else if (1.0..NEARLY_ISOTROPIC).contains(&(1.0 / excess)) {
        [widen([x0, x1], height * aspect - width, bounds[0]), [y0, y1]]
    } else {
        [[x0, x1], [y0, y1]]
    }
}

/// Widens a range, but not across an edge of the domain.
fn widen([low, high]: [f64; 2], more: f64, bounds: [Option<f64>; 2]) -> [f64; 2] {
    let [below, above] = match bounds {
        [Some(edge), _] if edge > low => [0.0, 1.0],
        [_, Some(edge)] if edge < high => [1.0, 0.0],
        _ => [0.5, 0.5],
    };
    [low - below * more, high + above * more]
}
