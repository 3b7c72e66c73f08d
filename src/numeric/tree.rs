//! Inputs in a tree of intervals, in which most can be replaced by a few nodes (docs/mathematics/logistic.md#many).
//!
//! What is summed depends on a straight line in the input, the log-odds `z` of two labels or of two parts, or on two of them.
//! Some sums cannot use inputs that are condensed for one slope: a step may lead from an ordinary slope to a very steep
//! one, and its divergence depends on both. So the inputs are halved again and again, and each part is summed in the
//! shortest way that is exact:
//!
//! - Where labels are certain, what is summed is a polynomial in the input, of degree 3 at most: a loss grows in a
//!   straight line, and a variance is zero. Where they are certain all over a part, and the same, the two nodes of its
//!   Gauss rule are exact.
//! - Where the log-odds change little over a part, or are certain, ten nodes are exact to rounding for functions that
//!   are analytic in the log-odds up to `|Im z| = π`. Where `z` changes by two over a part, they are off by the order of
//!   `(π + √(π² + 1))⁻²⁰ < 10⁻¹⁶` of the largest value there.
//! - Otherwise both halves are looked at, and in the smallest parts every input.

use std::sync::OnceLock;

use super::gauss::gauss_rule;

/// Nodes of a part: with [`CHANGE`] they leave an error below rounding.
const NODES: usize = 10;

/// How much the log-odds change at most over what ten nodes take the place of.
pub const CHANGE: f64 = 2.0;

/// Inputs with how often each counts.
pub type Counted = [(f64, f64)];

/// Most inputs of the smallest parts.
pub const SMALLEST: usize = 32;

/// The ten nodes of a part with at most so many inputs are made from these, and those of larger parts from the nodes of
/// parts that are so many times halved. Most parts that are asked for are large, and what lies between is never made: of 100,000 inputs
/// an input is then looked at once, and three more parts are made for each that is asked for.
const DIRECT: usize = 512;
const DEEPER: u32 = 3;

/// Neighbouring inputs, and what can take their place.
#[derive(Debug)]
struct Part {
    /// The first of its inputs, and the one after the last.
    range: [usize; 2],
    /// For polynomials of degree 3.
    two: [(f64, f64); 2],
    /// For analytic functions of log-odds that change little; made when they are first needed.
    ten: OnceLock<Vec<(f64, f64)>>,
    /// Its halves, if it is not one of the smallest.
    halves: Option<Box<[Part; 2]>>,
}

/// Inputs in a tree of intervals.
#[derive(Debug)]
pub struct Tree {
    /// In ascending order, each with how often it counts.
    inputs: Vec<(f64, f64)>,
    whole: Option<Part>,
}

/// The log-odds along the inputs: their slope, their level, and beyond which `|z|` labels are certain.
#[derive(Clone, Copy)]
pub struct Line {
    slope: f64,
    level: f64,
    certain: f64,
}

/// What to sum over instead of the inputs, for a function of one or two lines.
struct Question<'t> {
    inputs: &'t Counted,
    lines: &'t [Line],
    is_analytic: bool,
}

impl Tree {
    /// Of inputs in ascending order, each with how often it counts.
    pub fn new(inputs: Vec<(f64, f64)>) -> Self {
        let whole = (!inputs.is_empty()).then(|| Part::of(&inputs, [0, inputs.len()]));
        Self { inputs, whole }
    }

    /// Calls `visit` with the terms of a sum, part by part. A term is an input, or a node that stands for many inputs, with
    /// how often it counts. What is summed is a function of the log-odds on these lines; `is_analytic` says whether it
    /// is an analytic one.
    pub fn each(&self, lines: &[Line], is_analytic: bool, visit: &mut dyn FnMut(&Counted)) {
        if let Some(whole) = &self.whole {
            whole.each(&Question { inputs: &self.inputs, lines, is_analytic }, visit);
        }
    }

    /// What to sum over for functions of any line that changes by [`CHANGE`] over this width, in ascending order.
    pub fn condensed(&self, width: f64) -> Vec<(f64, f64)> {
        let line = Line { slope: CHANGE / width, level: 0.0, certain: f64::INFINITY };
        let mut all = Vec::new();
        self.each(&[line], true, &mut |part| all.extend_from_slice(part));
        all
    }

    /// How many inputs [`Tree::condensed`] gives for a width, found without making any nodes.
    pub fn count(&self, width: f64) -> usize {
        self.whole.as_ref().map_or(0, |whole| whole.count(&self.inputs, width))
    }

    /// Makes nodes that no sum has needed yet, until it has looked at `left` inputs, which it counts down; whether all are
    /// made. A sum makes those that it needs itself, and the same ones.
    pub fn advance(&self, left: &mut usize) -> bool {
        self.whole.as_ref().is_none_or(|whole| whole.advance(&self.inputs, left))
    }

    /// A line, on which labels are certain whose log-odds are by so much larger than those of the least certain one.
    pub fn line(&self, slope: f64, level: f64, certain: f64) -> Line {
        Line { slope, level, certain: certain + least_log_odds(&self.inputs, slope, level) }
    }
}

impl Part {
    fn of(inputs: &Counted, range: [usize; 2]) -> Self {
        let [first, end] = range;
        let middle = first.midpoint(end);
        let halves = (end - first > SMALLEST).then(|| {
            Box::new([[first, middle], [middle, end]].map(|range| Self::of(inputs, range)))
        });
        let four = halves.as_deref().map(|[one, other]| [one.two, other.two].concat());
        let points = four.as_deref().unwrap_or(&inputs[first..end]);
        let two = gauss_rule(points.iter().copied());
        Self { range, two, ten: OnceLock::new(), halves }
    }

    fn each(&self, question: &Question, visit: &mut dyn FnMut(&Counted)) {
        let &Question { inputs, lines, is_analytic } = question;
        let own = self.own(inputs);
        let ends @ [low, high] = ends_of(own);
        let is_certain = |line: &Line| line.is_certain(ends);
        let is_smooth = |line: &Line| line.slope.abs() * (high - low) <= CHANGE || is_certain(line);
        let terms = if lines.iter().all(is_certain) {
            &self.two[..]
        } else if is_analytic && lines.iter().all(is_smooth) {
            self.ten(inputs)
        } else if let Some(halves) = &self.halves {
            return halves.iter().for_each(|half| half.each(question, visit));
        } else {
            own
        };
        visit(terms);
    }

    fn own<'i>(&self, inputs: &'i Counted) -> &'i Counted {
        &inputs[self.range[0]..self.range[1]]
    }

    fn ten(&self, inputs: &Counted) -> &Counted {
        self.ten.get_or_init(|| {
            let own = self.own(inputs);
            let [low, high] = ends_of(own);
            let (center, radius) = (0.5 * (low + high), 0.5 * (high - low));
            if own.len() <= DIRECT {
                return at_nodes_within(own, center, radius);
            }
            let mut finer = Vec::new();
            self.collect(inputs, DEEPER, &mut finer);
            at_nodes_within(&finer, center, radius)
        })
    }

    /// See [`Tree::count`].
    fn count(&self, inputs: &Counted, width: f64) -> usize {
        let own = self.own(inputs);
        let [low, high] = ends_of(own);
        match &self.halves {
            _ if high - low <= width => own.len().min(NODES),
            Some(halves) => halves.iter().map(|half| half.count(inputs, width)).sum(),
            None => own.len(),
        }
    }

    /// See [`Tree::advance`]. Halves come first, because large parts are made from the nodes of smaller ones.
    fn advance(&self, inputs: &Counted, left: &mut usize) -> bool {
        let mut halves = self.halves.iter().flat_map(|halves| halves.iter());
        if !halves.all(|half| half.advance(inputs, left)) {
            return false;
        }
        if self.ten.get().is_none() {
            if *left == 0 {
                return false;
            }
            *left = left.saturating_sub(self.own(inputs).len().min(DIRECT));
            self.ten(inputs);
        }
        true
    }

    /// The nodes of its parts so many times halved.
    fn collect(&self, inputs: &Counted, deeper: u32, into: &mut Vec<(f64, f64)>) {
        match &self.halves {
            Some(halves) if deeper > 0 => {
                halves.iter().for_each(|half| half.collect(inputs, deeper - 1, into));
            }
            _ => into.extend_from_slice(self.ten(inputs)),
        }
    }
}

impl Line {
    /// Whether all labels between these ends are certain, and the same. Log-odds only rise, or only fall, along the inputs,
    /// so it is enough to look at both ends.
    fn is_certain(&self, ends: [f64; 2]) -> bool {
        let [low, high] = ends.map(|u| self.slope * u + self.level);
        low.min(high) > self.certain || low.max(high) < -self.certain
    }
}

/// The first and the last of some inputs.
fn ends_of(own: &Counted) -> [f64; 2] {
    [own[0].0, own[own.len() - 1].0]
}

/// The inputs of an interval condensed, in ascending order; as they are where they are few.
pub fn at_nodes_within(inside: &Counted, center: f64, radius: f64) -> Vec<(f64, f64)> {
    if inside.len() <= NODES || radius == 0.0 {
        return inside.to_vec();
    }
    // In units of half an interval from its middle, so that the rule does not depend on its width.
    let points = inside.iter().map(|&(u, count)| ((u - center) / radius, count));
    let mut rule = gauss_rule::<NODES>(points);
    rule.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let nodes = rule.into_iter().filter(|(_, weight)| *weight > 0.0);
    nodes.map(|(node, weight)| (center + radius * node, weight)).collect()
}

/// The least `|z|` of inputs in ascending order; infinite where there are none.
pub fn least_log_odds(inputs: &Counted, w: f64, b: f64) -> f64 {
    let z = |k: usize| inputs.get(k).map(|(u, _)| (w * u + b).abs());
    // Log-odds rise or fall along the inputs. Those nearest to zero are beside the place where they change their sign.
    let middle = inputs.partition_point(|(u, _)| (w * u + b < 0.0) == (w > 0.0));
    let beside = [middle.checked_sub(1).and_then(z), z(middle)];
    beside.into_iter().flatten().fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::bernoulli::{divergence_to, softplus};
    use crate::numeric::random::Random;

    /// What a step costs does not depend on how many different rows there are: a few thousand terms are enough at any
    /// slope, and for steps between any two.
    #[test]
    fn few_terms_stand_for_many_inputs() {
        const COUNT: usize = 100_000;
        const MOST: usize = 6_000;
        let mut random = Random::seeded(3);
        let mut inputs: Vec<(f64, f64)> =
            (0..COUNT).map(|_| (2.5 * random.normal(), 1.0)).collect();
        inputs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        inputs.dedup_by(|a, b| a.0 == b.0);
        let tree = Tree::new(inputs.clone());
        let places = [
            (0.0, 0.4),
            (0.7, -0.3),
            (-5.0, 2.0),
            (40.0, -90.0),
            (90.0, 8.0),
            (-300.0, 4.0),
            (950.0, 20.0),
            (7000.0, -9000.0),
            (1e6, 3.0),
            (1.0, 900.0),
        ];
        for from in places {
            for to in places {
                let label = format!("{from:?} {to:?}");
                let terms_of = |f: &dyn Fn(f64) -> f64| {
                    let (mut sum, mut count, mut terms) = (0.0, 0.0, 0);
                    let lines = [from, to].map(|(w, b)| tree.line(w, b, 120.0));
                    tree.each(&lines, true, &mut |part| {
                        for (u, weight) in part {
                            sum += weight * f(*u);
                            count += weight;
                            terms += 1;
                        }
                    });
                    (sum, count, terms)
                };
                let at = |(w, b): (f64, f64), u: f64| w * u + b;
                let cost = |u: f64| divergence_to(at(from, u), at(to, u), at(to, u) - at(from, u));
                let loss = |u: f64| softplus(at(from, u)) + softplus(at(to, u));
                for f in [&cost as &dyn Fn(f64) -> f64, &loss] {
                    let (sum, count, terms) = terms_of(f);
                    let expected: f64 = inputs.iter().map(|(u, _)| f(*u)).sum();
                    assert!(
                        (sum - expected).abs() <= 1e-11 * expected,
                        "{label}: {sum} {expected}"
                    );
                    assert!((count - inputs.len() as f64).abs() <= 1e-7, "{label}: {count}");
                    assert!(terms <= MOST, "{label}: {terms}");
                }
            }
        }
    }
}
