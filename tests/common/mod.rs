//! What the tests share: the catalogue as test cases, points to test at, and
//! finite differences.

use std::sync::Arc;

use kl_ball::catalog::{self, ChartEntry, Invariance, ModelEntry, OptionKind, RuleEntry};
use kl_ball::chart::Charted;
use kl_ball::data::Kind;
use kl_ball::geometry::{Covector, Point, Segment, Symmetric, Tangent, angles, combine};
use kl_ball::model::prelude::*;
use kl_ball::model::{Connection, Direction, ExponentialFamily};
use kl_ball::numeric::random::Random;
use kl_ball::step::{Memory, Rule, Site, Stop, Taken, take};
use kl_ball::{Invalid, ModelSpec, RuleSpec, Value};
use serde_json::{Value as Json, json};

pub const DIRECTIONS: [(&str, Direction); 2] =
    [("old-new", Direction::OldNew), ("new-old", Direction::NewOld)];

/// A model of the catalogue with one of its data sets.
pub struct Case {
    pub entry: &'static ModelEntry,
    pub set: &'static str,
    /// What it was made from, with its options.
    pub spec: Json,
    pub model: Arc<dyn Model>,
}

/// One of its charts.
pub struct Seen {
    pub entry: &'static ChartEntry,
    pub charted: Charted,
    pub label: String,
}

/// Every model of the catalogue with every data set it comes with, and with
/// every loss that it may make small.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in catalog::MODELS {
        for data in entry.data {
            let spec = json!({ "model": entry.name, "data": { "set": data.name } });
            if entry.options.contains(&"loss") {
                let options = catalog::LOSSES.map(|loss| json!({ "loss": loss }));
                for options in options {
                    let mut spec = spec.clone();
                    spec["options"] = options;
                    cases.push(Case::of(data.name, spec));
                }
            } else {
                cases.push(Case::of(data.name, spec));
            }
        }
        if entry.data.is_empty() {
            cases.push(Case::of("", json!({ "model": entry.name })));
        }
    }
    cases
}

/// The same for exponential families, whose balls are traced along geodesics.
pub fn exponential_cases() -> Vec<Case> {
    cases().into_iter().filter(|case| case.entry.is_exponential).collect()
}

/// The same for other families, whose balls are followed as level curves.
pub fn other_cases() -> Vec<Case> {
    cases().into_iter().filter(|case| !case.entry.is_exponential).collect()
}

/// The Gaussian with these data.
pub fn gaussian(data: &Json) -> Case {
    let known = &catalog::model("gaussian", "model").unwrap().data;
    let set = known.iter().find(|known| data["set"] == known.name);
    let set = set.map_or("own", |known| known.name);
    Case::of(set, json!({ "model": "gaussian", "data": data }))
}

/// The Gaussian with the eight teaching numbers.
pub fn teaching() -> Case {
    gaussian(&json!({ "set": "teaching" }))
}

impl Case {
    /// The model of a specification, whose data are called `set`.
    pub fn of(set: &'static str, spec: Json) -> Self {
        let read = ModelSpec::read(value(&spec)).unwrap();
        Self { entry: read.model, set, model: read.build().unwrap(), spec }
    }

    /// Whether the model can use a rule with these settings.
    pub fn can_use(&self, rule: &Json) -> bool {
        can_use(self.entry, rule)
    }

    /// The model through each of its charts.
    pub fn charts(&self) -> Vec<Seen> {
        let seen = |entry: &'static ChartEntry| Seen {
            entry,
            charted: entry.over(&self.model),
            label: format!("{} {} {}", self.entry.name, self.set, entry.name),
        };
        self.entry.charts.iter().map(seen).collect()
    }

    /// The model through one of its charts.
    pub fn chart(&self, name: &str) -> Charted {
        self.entry.chart(name, "chart").unwrap().over(&self.model)
    }

    /// Whether the family is homogeneous: all its points look alike up to a change of
    /// units. That holds for the normal distributions; their Fisher metric is
    /// complete and their divergences are unbounded. The other families have an
    /// edge at a finite Fisher distance, which a reverse ball may reach.
    pub fn is_homogeneous(&self) -> bool {
        self.entry.is_exponential && matches!(self.entry.takes, Kind::Numbers | Kind::Target)
    }

    /// The numbers it is fitted to; none for a model of anything else.
    pub fn numbers(&self) -> Vec<f64> {
        if self.entry.takes != Kind::Numbers {
            return Vec::new();
        }
        let set = self.entry.data.iter().find(|set| set.name == self.set);
        set.map_or_else(Vec::new, |set| set.observations())
    }

    /// The mean of a distribution of numbers, and a width: 12 of them to either side hold it all.
    pub fn extent(&self, own: Point) -> [f64; 2] {
        match self.entry.is_exponential {
            true => own.array(),
            false => [own.0, self.model.units().spread + own.1.abs() / 12.0],
        }
    }

    /// What the loss is a difference of, where it is a divergence that may be
    /// as small as it likes: entropies of some nats.
    pub fn size_of_terms(&self) -> f64 {
        if self.entry.takes == Kind::Target { 1.0 } else { 0.0 }
    }

    /// Whether the Fisher–Rao distance has a closed form. Otherwise
    /// [`Geodesics::length`] is used in its place, which is no metric.
    pub fn knows_distances(&self) -> bool {
        self.model.distance(&Segment::still(self.model.center())).is_some()
    }

    /// Points to test at, in the model's own coordinates: the optimum, and points
    /// along geodesics from it, up to a Fisher distance of 3 if the family is
    /// complete, and up to about 1 if it has an edge (3 would be next to it).
    pub fn places(&self) -> Vec<Point> {
        let center = self.center();
        let frame = self.model.frame(center).expect("a regular centre");
        let mut places = vec![center];
        let reach = if self.is_homogeneous() { 1.0 } else { 1.0 / 3.0 };
        let polar = [(0.4, 0.3), (0.9, 2.0), (1.4, 3.5), (2.2, 5.4), (3.0, 1.2)];
        // Only the first and the last for models with hundreds of inputs, which are slow.
        let many = self.entry.takes == Kind::Labelled && self.model.count() > 100;
        for (length, angle) in polar.into_iter().step_by(if many { 4 } else { 1 }) {
            let length = reach * length;
            let connection = if self.is_homogeneous() || !self.entry.is_exponential {
                Connection::LeviCivita
            } else {
                Connection::Exponential
            };
            let velocity = length * combine(frame, angle);
            let end = self.model.geodesic(connection, center, velocity);
            places.push(end.expect("a curve that never ends").to);
        }
        places
    }

    /// The same without the optimum, where the gradient vanishes.
    pub fn starts(&self) -> Vec<Point> {
        self.places().split_off(1)
    }

    fn center(&self) -> Point {
        let tried = [[0.3, 0.7], [0.3, 0.2], [0.0, 1.0]];
        let optimum = self.model.optimum();
        optimum.unwrap_or_else(|| {
            let inside = tried.into_iter().map(Point::from).find(|&at| self.model.contains(at));
            inside.expect("one of the tried points is in every model")
        })
    }
}

impl Seen {
    pub fn to_own(&self, at: Point) -> Point {
        self.charted.chart().to_own(at)
    }

    #[expect(clippy::wrong_self_convention, reason = "the chart converts points, not itself")]
    pub fn from_own(&self, own: Point) -> Point {
        self.charted.chart().from_own(own)
    }
}

/// A specification, read from JSON.
pub fn value(json: &Json) -> Value {
    serde_json::from_str(&json.to_string()).expect("plain JSON")
}

/// A rule by its specification.
pub fn rule(json: &Json) -> Box<dyn Rule> {
    read_rule(json).unwrap().build()
}

pub fn read_rule(json: &Json) -> Result<RuleSpec, Invalid> {
    RuleSpec::read(value(json))
}

/// One step of a rule from a point of a chart.
pub fn step(model: &dyn Model, rule: &dyn Rule, at: Point) -> Result<Taken, Stop> {
    take(rule, &Site::new(model, at, 1), &mut Memory::default())
}

/// Every rule of the catalogue, with every choice of every named option.
pub fn rules() -> Vec<(&'static RuleEntry, Json)> {
    let mut all = Vec::new();
    for entry in catalog::RULES {
        let mut specs = vec![json!({ "rule": entry.name })];
        for option in entry.options {
            if let OptionKind::Choice { of } = option.kind {
                let vary = |spec: &Json| {
                    let with = |choice: &&str| {
                        let mut spec = spec.clone();
                        spec[option.name] = json!(choice);
                        spec
                    };
                    of.iter().map(with).collect::<Vec<_>>()
                };
                specs = specs.iter().flat_map(vary).collect();
            }
        }
        all.extend(specs.into_iter().map(|spec| (entry, spec)));
    }
    all
}

/// Those of them that the model can use.
pub fn rules_of(model: &ModelEntry) -> Vec<(&'static RuleEntry, Json)> {
    rules().into_iter().filter(|(_, spec)| can_use(model, spec)).collect()
}

fn can_use(model: &ModelEntry, rule: &Json) -> bool {
    read_rule(rule).unwrap().check_for(model, &str::to_owned).is_ok()
}

/// The option that sets the size of a rule's step, its rate or its radius, and
/// whether the step is proportional to it or to its square root.
pub fn size_option(entry: &RuleEntry) -> (&'static str, f64) {
    let has = |name| entry.options.iter().find(|option| option.name == name);
    match (has("rate"), has("radius")) {
        (Some(_), _) => ("rate", 1.0),
        (_, Some(radius)) if radius.unit == "nats" => ("radius", 2.0),
        (_, Some(_)) => ("radius", 1.0),
        _ => panic!("{} has neither rate nor radius", entry.name),
    }
}

pub fn is_exact(entry: &RuleEntry) -> bool {
    entry.invariance == Invariance::Exact
}

/// What an exponential family adds.
pub fn exponential(model: &dyn Model) -> &dyn ExponentialFamily {
    model.exponential().expect("an exponential family")
}

/// Fisher length of a tangent.
pub fn fisher_length(model: &dyn Model, at: Point, d: Tangent) -> f64 {
    model.fisher(at).apply(d, d).sqrt()
}

/// Fisher–Rao distance between two points.
pub fn distance(model: &dyn Model, p: Point, q: Point) -> f64 {
    model.length(&Segment::between(p, q))
}

pub fn kl(model: &dyn Model, p: Point, q: Point) -> f64 {
    model.kl(&Segment::between(p, q), Direction::OldNew)
}

/// `f'(0)` by Richardson's extrapolation of central differences: error `O(h⁸)`.
pub fn derivative(h: f64, f: impl Fn(f64) -> f64) -> f64 {
    let weights = [4.0 / 5.0, -1.0 / 5.0, 4.0 / 105.0, -1.0 / 280.0];
    let pairs = weights.iter().zip(1..);
    pairs.map(|(w, k)| w * (f(f64::from(k) * h) - f(f64::from(-k) * h)) / h).sum()
}

/// The same for a pair of functions.
pub fn derivatives(h: f64, f: impl Fn(f64) -> [f64; 2]) -> [f64; 2] {
    [derivative(h, |t| f(t)[0]), derivative(h, |t| f(t)[1])]
}

/// A step for [`derivative`] at Fisher scale 1, with a truncation error of 10⁻¹³ and a
/// rounding error of 10⁻¹⁴. At another [`scale`] the step and the errors change with it.
pub const STEP: f64 = 0.01;

/// A Fisher length, at most 1, over which the Fisher matrix changes little: within a
/// quarter of it, in any direction, by a factor of 2.5 at most. It is small next
/// to an edge of the family or to a singularity of the chart.
pub fn scale(model: &dyn Model, at: Point) -> f64 {
    let frame = model.frame(at).unwrap();
    let even = |d: Tangent| {
        let there = at + d;
        let metric = model.fisher(there);
        model.contains(there)
            && model.connects(at, there)
            && angles(8).all(|angle| {
                let u = combine(frame, angle);
                (0.4..=2.5).contains(&metric.apply(u, u))
            })
    };
    let mut scale = 1.0;
    while !angles(8).all(|angle| even(scale / 4.0 * combine(frame, angle))) {
        scale *= 0.5;
        assert!(scale > 1e-6, "a place to stand on");
    }
    scale
}

/// Asserts that two numbers agree up to a tolerance, with a message that shows all of them.
#[track_caller]
pub fn close(found: f64, expected: f64, tolerance: f64, what: impl Fn() -> String) {
    let error = (found - expected).abs();
    assert!(
        error <= tolerance,
        "{}: {found:e} is not {expected:e} (off by {error:e}, allowed {tolerance:e})",
        what()
    );
}

#[track_caller]
pub fn relatively_close(found: f64, expected: f64, tolerance: f64, what: impl Fn() -> String) {
    close(found, expected, tolerance * expected.abs(), what);
}

/// `g` on the two tangents of a frame.
pub fn on_frame(g: Covector, frame: [Tangent; 2]) -> [f64; 2] {
    frame.map(|u| g.along(u))
}

/// `A` on the pairs of a frame: 11, 12, 22.
pub fn form_on_frame(form: Symmetric, [u, v]: [Tangent; 2]) -> [f64; 3] {
    [form.apply(u, u), form.apply(u, v), form.apply(v, v)]
}

/// The error in the divergence of a segment that rounding of its end can cause: a unit
/// in the last place of each coordinate of the end (of both ends if the chart
/// computed the end as `from + difference`), and of each component of the difference.
pub fn rounding(model: &dyn Model, along: &Segment, direction: Direction, added: bool) -> f64 {
    let center = model.kl(along, direction);
    let mut total = 0.0;
    let mut add = |moved: Segment| {
        let kl = model.kl(&moved, direction);
        total += if kl.is_finite() { (kl - center).abs() } else { center };
    };
    for axis in 0..2 {
        let (from, to) = (along.from[axis].abs(), along.to[axis].abs());
        let d = along.difference[axis].abs();
        let end = if added { from.max(to).max(d) } else { to };
        for sign in [-1.0, 1.0] {
            let mut moved = *along;
            moved.to[axis] += sign * unit_in_the_last_place(end);
            add(moved);
            let mut moved = *along;
            moved.difference[axis] += sign * unit_in_the_last_place(d);
            add(moved);
        }
    }
    total
}

/// The Fisher–Rao distance by which rounding may move a point of a chart: the distance to
/// the points one unit in the last place away, including those on the edge of the family.
pub fn grid(seen: &Seen, at: Point) -> f64 {
    let mut most = 0.0f64;
    for axis in 0..2 {
        for sign in [-1.0, 1.0] {
            let mut moved = at;
            moved[axis] += sign * unit_in_the_last_place(at[axis].abs());
            let gap = seen.charted.length(&Segment::between(at, moved));
            most = if gap.is_finite() { most.max(gap) } else { most };
        }
    }
    most
}

fn unit_in_the_last_place(x: f64) -> f64 {
    x.next_up() - x
}

/// Seeded uniform numbers in an interval.
pub fn uniform(random: &mut Random, [low, high]: [f64; 2]) -> f64 {
    low + (high - low) * random.uniform()
}
