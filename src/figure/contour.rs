//! Level lines of a function on a grid, by marching squares (Lorensen & Cline 1987, in two dimensions).

use std::cmp::Ordering::{Equal, Less};

/// How often an interval is halved to find where a level line meets the edge of the domain.
const HALVINGS: usize = 12;

/// A function sampled on a regular grid over `[x0, x1] × [y0, y1]`. Nodes where it
/// is not finite are outside its domain; they count as higher than every level.
pub struct Grid<F> {
    f: F,
    columns: usize,
    rows: usize,
    window: [f64; 4],
    values: Vec<f64>,
    /// Whether the outermost nodes only close regions at the edge of the window.
    framed: bool,
}

/// An edge of the grid that a level line crosses, as a number: twice the number
/// of its lower left node, plus one if the edge is vertical.
type Edge = usize;

/// The neighbours of an edge along a level line: at most one in each of the two cells beside it.
#[derive(Clone, Copy, Default)]
struct Links([Option<Edge>; 2]);

impl Links {
    fn count(&self) -> usize {
        self.0.iter().flatten().count()
    }

    fn add(&mut self, edge: Edge) {
        let slot = usize::from(self.0[0].is_some());
        self.0[slot] = Some(edge);
    }

    fn remove(&mut self, edge: Edge) {
        for slot in &mut self.0 {
            if *slot == Some(edge) {
                *slot = None;
            }
        }
    }
}

impl<F: Fn(f64, f64) -> f64> Grid<F> {
    /// Samples `f` at `columns × rows` nodes, corners included.
    #[cfg(test)]
    pub fn sample(window: [f64; 4], nodes: [usize; 2], f: F) -> Self {
        let mut grid = Self::begun(window, nodes, Vec::new(), f);
        grid.advance(usize::MAX);
        grid
    }

    /// The same with the `values` at the first nodes, as [`Grid::into_values`] has them, and without the others.
    pub fn begun(window: [f64; 4], [columns, rows]: [usize; 2], values: Vec<f64>, f: F) -> Self {
        Self { f, columns: columns.max(2), rows: rows.max(2), window, values, framed: false }
    }

    /// Samples up to `most` more nodes; whether all are sampled then.
    pub fn advance(&mut self, most: usize) -> bool {
        let all = self.columns * self.rows;
        let known = self.values.len();
        self.values.reserve_exact(all - known);
        for node in known..all.min(known.saturating_add(most)) {
            let (column, row) = (node % self.columns, node / self.columns);
            let value = self.value(column as f64, row as f64);
            self.values.push(value);
        }
        self.values.len() == all
    }

    /// The values at the nodes that are sampled, row by row.
    pub fn into_values(self) -> Vec<f64> {
        self.values
    }

    /// The greatest finite value.
    pub fn greatest(&self) -> f64 {
        self.values.iter().copied().filter(|value| value.is_finite()).fold(f64::MIN, f64::max)
    }

    /// The level lines as polylines. A closed line ends with its first point.
    pub fn lines(&self, level: f64) -> Vec<Vec<[f64; 2]>> {
        let mut links = vec![Links::default(); 2 * self.values.len()];
        let mut order = Vec::new();
        for row in 0..self.rows - 1 {
            for column in 0..self.columns - 1 {
                for [from, to] in self.cell_segments(column, row, level).into_iter().flatten() {
                    for (one, other) in [(from, to), (to, from)] {
                        if links[one].count() == 0 {
                            order.push(one);
                        }
                        links[one].add(other);
                    }
                }
            }
        }
        let mut lines = Vec::new();
        // Start at the ends of open lines first, so that no open line is split.
        for wanted in [1, 2] {
            for &edge in &order {
                if links[edge].count() == wanted {
                    let line = walk(&mut links, edge);
                    lines.push(line.iter().map(|&edge| self.crossing(edge, level)).collect());
                }
            }
        }
        lines
    }

    /// The regions of the window where `sign` times the function is at most `level`, as closed
    /// outlines; those inside another are its holes.
    pub fn regions(&self, level: f64, sign: f64) -> Vec<Vec<[f64; 2]>> {
        let [x0, x1, y0, y1] = self.window;
        let across = (x1 - x0) / (self.columns - 1) as f64;
        let up = (y1 - y0) / (self.rows - 1) as f64;
        let (columns, rows) = (self.columns + 2, self.rows + 2);
        let mut values = vec![f64::INFINITY; columns * rows];
        for (row, from) in self.values.chunks(self.columns).enumerate() {
            let start = (row + 1) * columns + 1;
            for (to, value) in values.iter_mut().skip(start).zip(from) {
                *to = sign * value;
            }
        }
        let window = [x0 - across, x1 + across, y0 - up, y1 + up];
        let f = |x: f64, y: f64| sign * (self.f)(x, y);
        let framed = Grid { f, columns, rows, window, values, framed: true };
        let mut outlines = framed.lines(level);
        for [x, y] in outlines.iter_mut().flatten() {
            (*x, *y) = (x.clamp(x0, x1), y.clamp(y0, y1));
        }
        outlines
    }

    /// Whether a node belongs to the frame that closes regions.
    fn is_frame(&self, node: usize) -> bool {
        let (column, row) = (node % self.columns, node / self.columns);
        self.framed
            && (column == 0 || row == 0 || column + 1 == self.columns || row + 1 == self.rows)
    }

    fn position(&self, column: f64, row: f64) -> [f64; 2] {
        let [x0, x1, y0, y1] = self.window;
        let (u, v) = (column / (self.columns - 1) as f64, row / (self.rows - 1) as f64);
        [x0 + u * (x1 - x0), y0 + v * (y1 - y0)]
    }

    fn value(&self, column: f64, row: f64) -> f64 {
        let [x, y] = self.position(column, row);
        (self.f)(x, y)
    }

    /// Where the level crosses an edge: by linear interpolation, or by bisection
    /// if one end of the edge is outside the domain.
    fn crossing(&self, edge: Edge, level: f64) -> [f64; 2] {
        let (node, up) = (edge / 2, edge % 2 == 1);
        let there = if up { node + self.columns } else { node + 1 };
        let (column, row) = ((node % self.columns) as f64, (node / self.columns) as f64);
        let along = |t: f64| if up { (column, row + t) } else { (column + t, row) };
        let closing = [self.is_frame(node), self.is_frame(there)];
        let (here, there) = (self.values[node], self.values[there]);
        let t = if closing != [false; 2] {
            if closing[0] { 0.0 } else { 1.0 }
        } else if here.is_finite() && there.is_finite() {
            (level - here) / (there - here)
        } else {
            let (mut below, mut above) = if here.is_finite() { (0.0, 1.0) } else { (1.0, 0.0) };
            for _ in 0..HALVINGS {
                let middle = 0.5 * (below + above);
                let (column, row) = along(middle);
                if self.value(column, row) <= level { below = middle } else { above = middle }
            }
            below
        };
        let (column, row) = along(t);
        self.position(column, row)
    }

    /// The segments of the level line inside a cell: none, one or two.
    fn cell_segments(&self, column: usize, row: usize, level: f64) -> [Option<[Edge; 2]>; 2] {
        let node = row * self.columns + column;
        let nodes = [node, node + 1, node + 1 + self.columns, node + self.columns];
        let corners = nodes.map(|node| self.values[node]);
        let [bottom, right, top, left] =
            [2 * nodes[0], 2 * nodes[1] + 1, 2 * nodes[3], 2 * nodes[0] + 1];
        // A value that is not a number counts as above.
        let is_above = |value: f64| !matches!(value.partial_cmp(&level), Some(Less | Equal));
        let above = corners.map(is_above);
        let mut crossed = [bottom, right, top, left].into_iter().enumerate();
        let mut next = || crossed.find(|&(k, _)| above[k] != above[(k + 1) % 4]).map(|(_, e)| e);
        match [next(), next(), next(), next()] {
            [Some(one), Some(other), None, None] => [Some([one, other]), None],
            // A saddle: the mean of the corners decides which of them are connected.
            [Some(_), Some(_), Some(_), Some(_)] => {
                let middle_above = is_above(corners.iter().sum::<f64>() / 4.0);
                if above[0] == middle_above {
                    [Some([bottom, right]), Some([top, left])]
                } else {
                    [Some([bottom, left]), Some([right, top])]
                }
            }
            _ => [None, None],
        }
    }
}

/// Follows a level line from `start` and removes the links it has followed.
fn walk(links: &mut [Links], start: Edge) -> Vec<Edge> {
    let mut line = vec![start];
    let mut here = start;
    while let Some(next) = links[here].0.into_iter().flatten().last() {
        links[here].remove(next);
        links[next].remove(here);
        line.push(next);
        here = next;
    }
    line
}

/// Outlines with the number of others around each, those around others first.
pub fn nested(outlines: &[Vec<[f64; 2]>]) -> Vec<(usize, &Vec<[f64; 2]>)> {
    let depth = |one: &Vec<[f64; 2]>| {
        let others = outlines.iter().filter(|other| !std::ptr::eq(*other, one));
        others.filter(|other| one.first().is_some_and(|at| encloses(other, *at))).count()
    };
    let mut all: Vec<_> = outlines.iter().map(|one| (depth(one), one)).collect();
    all.sort_by_key(|(depth, _)| *depth);
    all
}

/// Whether a closed outline goes around a point, by counting the crossings of a ray.
fn encloses(outline: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let sides = outline.iter().zip(outline.iter().skip(1));
    let crossed = sides.filter(|([ax, ay], [bx, by])| {
        (*ay > y) != (*by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    });
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_line_of_a_cone_is_one_closed_circle() {
        let grid = Grid::sample([-1.0, 1.0, -1.0, 1.0], [101, 101], |x, y| x.hypot(y));
        let lines = grid.lines(0.5);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        assert!(lines[0].iter().all(|[x, y]| (x.hypot(*y) - 0.5).abs() < 1e-3));
    }

    /// A portion asks for no more than it may, and nothing is asked for twice.
    #[test]
    fn a_grid_that_is_sampled_in_portions_has_the_same_values() {
        use std::cell::Cell;
        let window = [-1.0, 1.0, -0.5, 2.0];
        let f = |x: f64, y: f64| x.hypot(y) - (3.0 * x).sin();
        let whole = Grid::sample(window, [23, 17], f).into_values();
        for most in [1, 7, 100, 23 * 17] {
            let asked = Cell::new(0);
            let counted = |x: f64, y: f64| {
                asked.set(asked.get() + 1);
                f(x, y)
            };
            let (mut values, mut portions, mut is_done) = (Vec::new(), 0, false);
            while !is_done {
                let before = asked.get();
                let mut grid = Grid::begun(window, [23, 17], values, counted);
                is_done = grid.advance(most);
                values = grid.into_values();
                portions += 1;
                assert!(asked.get() - before <= most);
            }
            assert_eq!((asked.get(), portions), (23 * 17, (23 * 17_usize).div_ceil(most)));
            assert_eq!(values, whole);
        }
    }

    #[test]
    fn regions_are_closed_at_the_edge_of_the_window() {
        let grid = Grid::sample([-1.0, 1.0, -1.0, 1.0], [101, 101], |x, y| (x - 1.0).hypot(y));
        let regions = grid.regions(0.5, 1.0);
        assert_eq!(regions.len(), 1);
        assert_eq!(regions[0].first(), regions[0].last());
        // Half a disc, by the shoelace formula.
        let twice: f64 = regions[0].windows(2).map(|p| p[0][0] * p[1][1] - p[1][0] * p[0][1]).sum();
        let half = 0.5 * std::f64::consts::PI * 0.25;
        assert!((0.5 * twice.abs() - half).abs() < 1e-3, "{twice}");
        let outside = grid.regions(-0.5, -1.0);
        let area: f64 = outside
            .iter()
            .flat_map(|o| o.windows(2).map(|p| p[0][0] * p[1][1] - p[1][0] * p[0][1]))
            .sum();
        assert!((0.5 * area.abs() - (4.0 - half)).abs() < 1e-3, "{area}");
    }

    #[test]
    fn open_lines_run_from_edge_to_edge() {
        let grid = Grid::sample([0.0, 1.0, 0.0, 1.0], [11, 7], |x, _| x);
        let lines = grid.lines(0.33);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].len(), 7);
    }

    #[test]
    fn lines_near_the_edge_of_the_domain_are_whole_and_inside() {
        let f = |x: f64, y: f64| {
            let rest = 1.0 - x * x - y * y;
            if rest > 0.0 { 1.0 / rest } else { f64::NAN }
        };
        let grid = Grid::sample([-1.1, 1.1, -1.1, 1.1], [51, 51], f);
        for level in [2.0_f64, 20.0, 200.0, 1e9] {
            let radius = (1.0 - 1.0 / level).sqrt();
            let lines = grid.lines(level);
            assert_eq!(lines.len(), 1, "{level}");
            assert_eq!(lines[0].first(), lines[0].last());
            for [x, y] in &lines[0] {
                assert!(
                    x.hypot(*y) < 1.0 && (x.hypot(*y) - radius).abs() < 0.02,
                    "{level} {x} {y}"
                );
            }
        }
    }
}
