//! Minima of functions of one variable.

/// Enough to shrink any bracket to 10⁻⁸ of its width.
const SHRINKS: usize = 39;

/// The place of a minimum inside a bracket by golden-section search (Kiefer
/// 1953). Precise to about √ε of the bracket, as any search by values is.
pub fn golden_section(ends: [f64; 2], f: impl FnMut(f64) -> f64) -> f64 {
    golden_section_in(SHRINKS, ends, f)
}

/// The same, where the bracket is shrunk so often, each time to 0.62 of its width.
pub fn golden_section_in(
    shrinks: usize,
    [mut low, mut high]: [f64; 2],
    mut f: impl FnMut(f64) -> f64,
) -> f64 {
    let ratio = 0.5 * (5.0f64.sqrt() - 1.0);
    let (mut left, mut right) = (high - ratio * (high - low), low + ratio * (high - low));
    let (mut f_left, mut f_right) = (f(left), f(right));
    for _ in 0..shrinks {
        if f_left < f_right {
            (high, right, f_right) = (right, left, f_left);
            left = high - ratio * (high - low);
            f_left = f(left);
        } else {
            (low, left, f_left) = (left, right, f_right);
            right = low + ratio * (high - low);
            f_right = f(right);
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_bottom_of_a_parabola() {
        let found = golden_section([-1.0, 3.0], |x| (x - 0.7).powi(2));
        assert!((found - 0.7).abs() < 1e-7);
    }
}
