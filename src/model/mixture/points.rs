//! Sums over the observations, two lanes at a time.

use super::place::{Place, Terms};
use crate::geometry::{Covector, Point, Symmetric};
use crate::numeric::lanes::Lanes;

/// Observations, in pairs.
#[derive(Clone, Debug)]
pub(super) struct Points {
    /// All of them, in their order.
    pub values: Vec<f64>,
    pairs: Vec<Lanes>,
}

impl Points {
    pub fn new(values: &[f64]) -> Self {
        let (pairs, _) = values.as_chunks::<2>();
        let pairs = pairs.iter().map(|&[first, second]| Lanes::new(first, second)).collect();
        Self { values: values.to_vec(), pairs }
    }

    /// The mean of `−ln p` (nats).
    pub fn loss(&self, place: &Place) -> f64 {
        let mut sum = Lanes::both(0.0);
        self.each(|x, count| sum = sum + count * place.log_shape(x));
        place.log_front() - sum.sum() / self.values.len() as f64
    }

    /// The gradient of the loss in `(m, d)`.
    pub fn gradient(&self, place: &Place) -> Covector {
        let [mut first, mut second] = [Lanes::both(0.0); 2];
        self.each_terms(place, |terms, count| {
            let [m, d] = place.scores(terms);
            first = first + count * m;
            second = second + count * d;
        });
        let scale = -1.0 / (self.values.len() as f64 * place.shape.spread);
        Covector(scale * first.sum(), scale * second.sum())
    }

    /// The second moment of the scores.
    pub fn empirical(&self, place: &Place) -> Symmetric {
        self.form(place, |terms| {
            let [m, d] = place.scores(terms);
            [m * m, m * d, d * d]
        })
    }

    /// The second derivatives of the loss.
    pub fn hessian(&self, place: &Place) -> Symmetric {
        self.form(place, |terms| place.curvature(terms))
    }

    #[inline(always)]
    fn form(&self, place: &Place, f: impl Fn(Terms) -> [Lanes; 3]) -> Symmetric {
        let [mut a, mut b, mut c] = [Lanes::both(0.0); 3];
        self.each_terms(place, |terms, count| {
            let [x, y, z] = f(terms);
            a = a + count * x;
            b = b + count * y;
            c = c + count * z;
        });
        let spread = place.shape.spread;
        let scale = 1.0 / (self.values.len() as f64 * spread * spread);
        Symmetric([a, b, c].map(|sum| scale * sum.sum()))
    }

    /// The terms of every pair, and how often each lane counts.
    #[inline(always)]
    fn each_terms(&self, place: &Place, mut f: impl FnMut(Terms, Lanes)) {
        self.each(|x, count| f(place.terms(x), count));
    }

    /// Every pair, and how often each lane counts.
    #[inline(always)]
    fn each(&self, mut f: impl FnMut(Lanes, Lanes)) {
        let one = Lanes::both(1.0);
        for &pair in &self.pairs {
            f(pair, one);
        }
        if let [last] = self.values[2 * self.pairs.len()..] {
            f(Lanes::both(last), Lanes::both(0.5));
        }
    }
}

impl Points {
    /// One round of expectation and maximisation: the means of the observations,
    /// each shared among the parts, as `(m, d)`.
    pub fn maximized(&self, place: &Place) -> Point {
        let weight = place.shape.weight;
        let [mut share, mut first, mut all] = [Lanes::both(0.0); 3];
        self.each_terms(place, |terms, count| {
            let r = count * (Lanes::both(weight) + terms.rho);
            share = share + r;
            first = first + r * terms.y;
            all = all + count * terms.y;
        });
        let (share, total) = (share.sum(), self.values.len() as f64);
        let b = first.sum() / share;
        let a = (all.sum() - first.sum()) / (total - share);
        let spread = place.shape.spread;
        Point(place.mean + spread * ((1.0 - weight) * a + weight * b), spread * (b - a))
    }
}
