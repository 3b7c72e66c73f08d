//! The order in which the cells of a grid are visited: from coarse to fine.

/// Iterates over the cells `[column, row]` of a grid, each once. First come those
/// whose column and row are multiples of a large power of two, then multiples of
/// half of it, and so on; each time row by row.
#[derive(Clone, Debug)]
pub(super) struct Order {
    size: [u32; 2],
    coarsest: u32,
    /// The spacing of the cells being visited; 0 at the end.
    stride: u32,
    next: [u32; 2],
}

impl Order {
    pub fn new(size: [u32; 2]) -> Self {
        let coarsest = size[0].max(size[1]).next_power_of_two();
        Self { size, coarsest, stride: coarsest, next: [0, 0] }
    }

    /// The spacing of the cells being visited; 0 at the end.
    pub fn stride(&self) -> u32 {
        self.stride
    }

    /// Whether this row contains coarser cells, which have been visited already.
    fn is_shared(&self, row: u32) -> bool {
        self.stride < self.coarsest && row.is_multiple_of(2 * self.stride)
    }

    fn go_to_row(&mut self, row: u32) {
        self.next = [if self.is_shared(row) { self.stride } else { 0 }, row];
    }
}

impl Iterator for Order {
    type Item = [u32; 2];

    fn next(&mut self) -> Option<[u32; 2]> {
        while self.stride > 0 {
            let [column, row] = self.next;
            if row >= self.size[1] {
                self.stride /= 2;
                self.go_to_row(0);
            } else if column >= self.size[0] {
                self.go_to_row(row + self.stride);
            } else {
                self.next[0] += if self.is_shared(row) { 2 * self.stride } else { self.stride };
                return Some([column, row]);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_cell_comes_once_and_coarse_ones_first() {
        for size in [[1, 1], [1, 7], [8, 8], [5, 3], [33, 16]] {
            let (mut order, mut seen, mut last) = (Order::new(size), HashSet::new(), u32::MAX);
            while let Some(cell) = order.next() {
                let stride = order.stride();
                assert!(cell[0] < size[0] && cell[1] < size[1] && seen.insert(cell));
                assert!(stride <= last && cell.iter().all(|x| x.is_multiple_of(stride)));
                last = stride;
            }
            assert_eq!(seen.len(), (size[0] * size[1]) as usize, "{size:?}");
            assert_eq!(last, 1);
        }
    }
}
