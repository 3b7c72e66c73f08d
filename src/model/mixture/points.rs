//! Sums over the observations, two lanes at a time.
//!
//! Equal observations are counted. Where very many are different, few nodes take the place of most of them
//! (docs/mathematics/mixture.md#many).

use super::place::{Place, Shape, Terms};
use crate::geometry::{Covector, Point, Symmetric};
use crate::numeric::lanes::Lanes;
use crate::numeric::sorted::counted;
use crate::numeric::tree::{Counted, SMALLEST, Tree};

/// Up to so many different observations are summed as they are: nodes would not be far fewer.
const MOST: usize = 500;

/// It is certain from which part an observation comes where the log-odds are so much larger than the least of all. What is
/// then left out, `e⁻⁵⁰ ≈ 10⁻²²` of a term of the order of one, does not show in a sum of 10⁶.
const CERTAIN: f64 = 50.0;

/// Observations, in pairs.
#[derive(Debug)]
pub(super) struct Points {
    /// All of them, in their order.
    pub values: Vec<f64>,
    different: Different,
}

/// Different observations, and how often there is each.
#[derive(Debug)]
enum Different {
    /// Two at a time.
    Few(Vec<[Lanes; 2]>),
    /// In spreads from this one.
    Many(f64, Tree),
}

impl Points {
    /// Of observations, for parts of this shape.
    pub fn new(values: &[f64], shape: Shape) -> Self {
        let counted = counted(values);
        let different = if counted.len() <= MOST {
            Different::Few(counted.chunks(2).map(pair).collect())
        } else {
            // From the middle one nothing cancels, however far from zero all are.
            let origin = counted[counted.len() / 2].0;
            let away = |(x, count)| ((x - origin) / shape.spread, count);
            Different::Many(origin, Tree::new(counted.into_iter().map(away).collect()))
        };
        Self { values: values.to_vec(), different }
    }

    /// Makes nodes that no sum has needed yet, see [`Tree::advance`]; whether all are made.
    pub fn advance(&self, mut most: usize) -> bool {
        match &self.different {
            Different::Few(_) => true,
            Different::Many(_, tree) => tree.advance(&mut most),
        }
    }

    /// Sums of terms, each times how often its lane counts. The place that they are asked of is this one, or the same in
    /// spreads from another origin.
    #[inline(always)]
    fn sums<const N: usize>(
        &self,
        place: &Place,
        terms: impl Fn(&Place, Lanes, Lanes) -> [Lanes; N],
    ) -> [f64; N] {
        let mut sums = [Lanes::both(0.0); N];
        self.parts(place, &mut |place, pairs| {
            // In variables of its own, so that they stay in registers.
            let mut own = sums;
            for &[x, count] in pairs {
                let terms = terms(place, x, count);
                own = std::array::from_fn(|k| own[k] + terms[k]);
            }
            sums = own;
        });
        sums.map(Lanes::sum)
    }

    /// Calls a function with pairs to sum over at a place, many at a time: so there is one copy of this for all sums.
    fn parts(&self, place: &Place, visit: &mut dyn FnMut(&Place, &[[Lanes; 2]])) {
        match &self.different {
            Different::Few(pairs) => visit(place, pairs),
            Different::Many(origin, tree) => {
                let place = place.in_spreads_from(*origin);
                let [slope, level] = place.line();
                let mut pairs = [[Lanes::both(0.0); 2]; SMALLEST.div_ceil(2)];
                tree.each(&[tree.line(slope, level, CERTAIN)], true, &mut |part| {
                    for (pair, one) in pairs.iter_mut().zip(part.chunks(2).map(self::pair)) {
                        *pair = one;
                    }
                    visit(&place, &pairs[..part.len().div_ceil(2)]);
                });
            }
        }
    }

    /// The mean of `−ln p` (nats).
    pub fn loss(&self, place: &Place) -> f64 {
        let [sum] = self.sums(place, |place, x, count| [count * place.log_shape(x)]);
        place.log_front() - sum / self.values.len() as f64
    }

    /// The loss with its gradient, in one pass.
    pub fn loss_and_gradient(&self, place: &Place) -> (f64, Covector) {
        let [sum, first, second] = self.sums(place, |place, x, count| {
            let (terms, log) = place.terms_and_log_shape(x);
            let [m, d] = place.scores(terms);
            [count * log, count * m, count * d]
        });
        let total = self.values.len() as f64;
        let scale = -1.0 / (total * place.shape.spread);
        (place.log_front() - sum / total, Covector(scale * first, scale * second))
    }

    /// The gradient of the loss in `(m, d)`.
    pub fn gradient(&self, place: &Place) -> Covector {
        let [first, second] = self.sums(place, |place, x, count| {
            let [m, d] = place.scores(place.terms(x));
            [count * m, count * d]
        });
        let scale = -1.0 / (self.values.len() as f64 * place.shape.spread);
        Covector(scale * first, scale * second)
    }

    /// The second moment of the scores.
    pub fn empirical(&self, place: &Place) -> Symmetric {
        self.form(place, |place, terms| {
            let [m, d] = place.scores(terms);
            [m * m, m * d, d * d]
        })
    }

    /// The second derivatives of the loss.
    pub fn hessian(&self, place: &Place) -> Symmetric {
        self.form(place, Place::curvature)
    }

    #[inline(always)]
    fn form(&self, place: &Place, f: impl Fn(&Place, Terms) -> [Lanes; 3]) -> Symmetric {
        let sums =
            self.sums(place, |place, x, count| f(place, place.terms(x)).map(|term| count * term));
        let spread = place.shape.spread;
        let scale = 1.0 / (self.values.len() as f64 * spread * spread);
        Symmetric(sums.map(|sum| scale * sum))
    }

    /// One round of expectation and maximisation: the means of the observations,
    /// each shared among the parts, as `(m, d)`.
    pub fn maximized(&self, place: &Place) -> Point {
        let Shape { weight, spread } = place.shape;
        let [share, first, all] = self.sums(place, |place, x, count| {
            let terms = place.terms(x);
            let r = count * (Lanes::both(weight) + terms.rho);
            [r, r * terms.y, count * terms.y]
        });
        let total = self.values.len() as f64;
        let (b, a) = (first / share, (all - first) / (total - share));
        Point(place.mean + spread * ((1.0 - weight) * a + weight * b), spread * (b - a))
    }
}

/// Two observations with their counts. The last value of an odd number fills both lanes, and counts half in each.
fn pair(of: &Counted) -> [Lanes; 2] {
    match *of {
        [(x, count), (y, other)] => [Lanes::new(x, y), Lanes::new(count, other)],
        _ => [Lanes::both(of[0].0), Lanes::both(0.5 * of[0].1)],
    }
}
