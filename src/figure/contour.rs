//! Level lines of a function on a grid, by marching squares (Lorensen & Cline 1987, in two dimensions).

use std::collections::HashMap;

/// A function sampled on a regular grid over `[x0, x1] × [y0, y1]`.
pub struct Grid {
    columns: usize,
    rows: usize,
    window: [f64; 4],
    values: Vec<f64>,
}

/// An edge of the grid that a level line crosses: its lower left node, and whether it goes up.
type Edge = (usize, usize, bool);

impl Grid {
    /// Samples `f` at `columns × rows` nodes, corners included.
    pub fn sample(
        window: [f64; 4],
        [columns, rows]: [usize; 2],
        mut f: impl FnMut(f64, f64) -> f64,
    ) -> Self {
        let (columns, rows) = (columns.max(2), rows.max(2));
        let mut grid = Self { columns, rows, window, values: Vec::with_capacity(columns * rows) };
        for row in 0..rows {
            for column in 0..columns {
                let [x, y] = grid.position(column as f64, row as f64);
                grid.values.push(f(x, y));
            }
        }
        grid
    }

    /// The greatest finite value.
    pub fn greatest(&self) -> f64 {
        self.values.iter().copied().filter(|value| value.is_finite()).fold(f64::MIN, f64::max)
    }

    /// The level lines as polylines, closed ones ending where they begin.
    /// Cells with a corner that is not finite are left out.
    pub fn lines(&self, level: f64) -> Vec<Vec<[f64; 2]>> {
        let mut neighbours: HashMap<Edge, Vec<Edge>> = HashMap::new();
        let mut order = Vec::new();
        for row in 0..self.rows - 1 {
            for column in 0..self.columns - 1 {
                for [from, to] in self.cell_segments(column, row, level) {
                    for (one, other) in [(from, to), (to, from)] {
                        let links = neighbours.entry(one).or_default();
                        if links.is_empty() {
                            order.push(one);
                        }
                        links.push(other);
                    }
                }
            }
        }
        let mut lines = Vec::new();
        // Ends of open lines first, so that no line is begun in its middle.
        for wanted in [1, 2] {
            for &edge in &order {
                if neighbours.get(&edge).is_some_and(|links| links.len() == wanted) {
                    let line = walk(&mut neighbours, edge);
                    lines.push(line.iter().map(|&edge| self.crossing(edge, level)).collect());
                }
            }
        }
        lines
    }

    fn position(&self, column: f64, row: f64) -> [f64; 2] {
        let [x0, x1, y0, y1] = self.window;
        let (u, v) = (column / (self.columns - 1) as f64, row / (self.rows - 1) as f64);
        [x0 + u * (x1 - x0), y0 + v * (y1 - y0)]
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// Where the level crosses an edge, by linear interpolation.
    fn crossing(&self, (column, row, up): Edge, level: f64) -> [f64; 2] {
        let (next_column, next_row) = if up { (column, row + 1) } else { (column + 1, row) };
        let (here, there) = (self.value(column, row), self.value(next_column, next_row));
        let t = (level - here) / (there - here);
        if up {
            self.position(column as f64, row as f64 + t)
        } else {
            self.position(column as f64 + t, row as f64)
        }
    }

    /// The one or two segments of the level line inside a cell.
    fn cell_segments(&self, column: usize, row: usize, level: f64) -> Vec<[Edge; 2]> {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)]
            .map(|(right, up)| self.value(column + right, row + up));
        if corners.iter().any(|value| !value.is_finite()) {
            return Vec::new();
        }
        let [bottom, right, top, left] = [
            (column, row, false),
            (column + 1, row, true),
            (column, row + 1, false),
            (column, row, true),
        ];
        let edges = [bottom, right, top, left];
        let above = corners.map(|value| value > level);
        let crossed: Vec<Edge> =
            (0..4).filter(|&k| above[k] != above[(k + 1) % 4]).map(|k| edges[k]).collect();
        match crossed[..] {
            [one, other] => vec![[one, other]],
            // A saddle: the value in the middle says which corners belong together.
            [_, _, _, _] => {
                let middle_above = corners.iter().sum::<f64>() / 4.0 > level;
                if above[0] == middle_above {
                    vec![[bottom, right], [top, left]]
                } else {
                    vec![[bottom, left], [right, top]]
                }
            }
            _ => Vec::new(),
        }
    }
}

/// Follows a level line from `start`, using up its links.
fn walk(neighbours: &mut HashMap<Edge, Vec<Edge>>, start: Edge) -> Vec<Edge> {
    let mut line = vec![start];
    let mut here = start;
    while let Some(next) = neighbours.get_mut(&here).and_then(Vec::pop) {
        if let Some(links) = neighbours.get_mut(&next)
            && let Some(back) = links.iter().position(|&edge| edge == here)
        {
            links.swap_remove(back);
        }
        line.push(next);
        here = next;
    }
    line
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

    #[test]
    fn open_lines_run_from_edge_to_edge() {
        let grid = Grid::sample([0.0, 1.0, 0.0, 1.0], [11, 7], |x, _| x);
        let lines = grid.lines(0.33);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].len(), 7);
    }

    #[test]
    fn cells_outside_the_domain_are_left_out() {
        let f = |x: f64, y: f64| if x < 0.0 { f64::INFINITY } else { y };
        let grid = Grid::sample([-1.0, 1.0, 0.0, 1.0], [21, 11], f);
        let lines = grid.lines(0.55);
        assert!(lines.iter().flatten().all(|[x, _]| *x >= 0.0));
        assert_eq!(lines.len(), 1);
    }
}
