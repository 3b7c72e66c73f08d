//! The places of a run in the model's own coordinates.

use super::Run;
use crate::chart::PairChart;
use crate::geometry::{Point, Segment, Tangent};
use crate::model::Place;
use crate::model::side_by_side::two_by_two;
use crate::numeric::lanes::{Lanes, Mask};

impl Run {
    /// Adds the places that are missing.
    pub(super) fn find_places(&self, places: &mut Vec<Place>) {
        let chart = self.model.chart();
        // A small core finds them one by one, to the same bits.
        let is_long = cfg!(feature = "long-work") && self.own.is_empty();
        if is_long
            && let Some(chart) = chart.for_pairs()
            && chart.has_differences()
        {
            return self.find_two_by_two(chart, places);
        }
        places.reserve(self.points.len() - places.len());
        for index in places.len()..self.points.len() {
            let at = match self.own.get(index) {
                Some(own) => *own,
                None => chart.to_own(self.points[index]),
            };
            let difference = match (places.last(), self.own_taken.get(index.wrapping_sub(1))) {
                (None, _) => Tangent::default(),
                (_, Some(taken)) => *taken,
                (Some(last), None) => {
                    let [from, to] = [self.points[index - 1], self.points[index]];
                    let along = Segment { from, to, difference: self.taken[index - 1].0 };
                    chart.own_difference(&along, [last.at, at])
                }
            };
            places.push(Place { at, difference });
        }
    }

    /// The same, two at a time.
    fn find_two_by_two(&self, chart: PairChart, places: &mut Vec<Place>) {
        let (known, count) = (places.len(), self.points.len());
        let start = Place { at: self.points[0], difference: Tangent::default() };
        places.resize(count, start);
        let (new, points) = (&mut places[known..], &self.points[known..]);
        two_by_two(points.len(), |[first, second]| {
            let (a, b) = (points[first], points[second]);
            let [mu, sigma] =
                chart.own([Lanes::new(a.0, b.0), Lanes::new(a.1, b.1)]).map(Lanes::get);
            new[first].at = Point(mu[0], sigma[0]);
            new[second].at = Point(mu[1], sigma[1]);
            Mask::default()
        });
        let steps = known.max(1);
        let (places, taken) = (&mut places[steps - 1..], &self.taken[steps - 1..]);
        two_by_two(taken.len(), |[first, second]| {
            let (a, b) = (taken[first].0, taken[second].0);
            let difference = [Lanes::new(a.0, b.0), Lanes::new(a.1, b.1)];
            let sigma = |k: usize| places[k].at.1;
            let from = Lanes::new(sigma(first), sigma(second));
            let to = Lanes::new(sigma(first + 1), sigma(second + 1));
            let [dx, dy] = chart.own_difference(difference, [from, to]).map(Lanes::get);
            places[first + 1].difference = Tangent(dx[0], dy[0]);
            places[second + 1].difference = Tangent(dx[1], dy[1]);
            Mask::default()
        });
    }
}
