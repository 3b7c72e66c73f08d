//! Values in ascending order.

/// The smallest and the largest.
pub fn ends(inputs: impl Iterator<Item = f64>) -> [f64; 2] {
    inputs.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], u| [low.min(u), high.max(u)])
}

/// The different values in ascending order, with how often each occurs.
pub fn counted(values: &[f64]) -> Vec<(f64, f64)> {
    counted_in_order(&ascending(values))
}

/// The same of values that are in ascending order.
pub fn counted_in_order(sorted: &[f64]) -> Vec<(f64, f64)> {
    sorted.chunk_by(|a, b| a == b).map(|equal| (equal[0], equal.len() as f64)).collect()
}

/// The values in ascending order. They are first dealt to buckets of equal width, and then sorted within them: 1.4 to 2
/// times as fast as sorting all of them, unless a few extreme values leave most buckets empty.
pub fn ascending(values: &[f64]) -> Vec<f64> {
    /// Values in a bucket, on average. Of 1, 2, 4 up to 64, this is the fastest or within a tenth of it, for a thousand to a
    /// million values from a normal or a uniform distribution (measured).
    const EACH: usize = 4;
    let [low, high] = ends(values.iter().copied());
    let count = values.len() / EACH + 1;
    // Values that are not numbers go to the first bucket. So do all values if the width is infinite or zero.
    let scale = count as f64 / (high - low);
    let bucket = |value: f64| (((value - low) * scale) as usize).min(count - 1);
    let mut starts = vec![0; count + 1];
    for &value in values {
        starts[bucket(value) + 1] += 1;
    }
    for k in 0..count {
        starts[k + 1] += starts[k];
    }
    let mut sorted = vec![0.0; values.len()];
    let mut next = starts.clone();
    for &value in values {
        let place = &mut next[bucket(value)];
        sorted[*place] = value;
        *place += 1;
    }
    for range in starts.windows(2) {
        sorted[range[0]..range[1]].sort_unstable_by(f64::total_cmp);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::random::Random;

    #[test]
    fn values_dealt_to_buckets_are_sorted() {
        let mut random = Random::seeded(5);
        for count in [0, 1, 2, 7, 8, 9, 100, 3000] {
            type Draw<'d> = &'d dyn Fn(&mut Random) -> f64;
            let draws: [Draw; 5] = [
                &|random| random.normal(),
                &|random| (5.0 * random.uniform()).floor(),
                &|random| random.normal().powi(9),
                &|random| if random.uniform() < 0.01 { 1e150 } else { random.uniform() },
                &|_| -0.5,
            ];
            for draw in draws {
                let values: Vec<f64> = (0..count).map(|_| draw(&mut random)).collect();
                let mut expected = values.clone();
                expected.sort_unstable_by(f64::total_cmp);
                assert_eq!(ascending(&values), expected);
            }
        }
    }
}
