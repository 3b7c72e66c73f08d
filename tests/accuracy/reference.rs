//! The reference files, one for each model of the catalogue.

use kl_ball::chart::Charted;
use kl_ball::{ModelSpec, catalog};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::common::value;

#[derive(Deserialize)]
pub struct Reference {
    #[serde(skip)]
    pub model: &'static str,
    pub derivatives: Vec<Derivatives>,
    pub divergences: Vec<Divergence>,
    #[serde(default)]
    pub conversions: Vec<Conversion>,
    #[serde(default)]
    pub optima: Vec<Optimum>,
    pub steps: Vec<Step>,
    #[serde(default)]
    pub runs: Vec<Run>,
    #[serde(default)]
    pub balls: Vec<Ball>,
}

/// Which model of its family, and through which chart.
#[derive(Deserialize)]
pub struct Place {
    set: Option<String>,
    scale: Option<[f64; 2]>,
    data: Option<Json>,
    options: Option<Json>,
    pub chart: String,
}

#[derive(Deserialize)]
pub struct Derivatives {
    #[serde(flatten)]
    pub place: Place,
    pub at: [f64; 2],
    pub loss: f64,
    pub gradient: [f64; 2],
    pub fisher: [f64; 3],
    pub empirical: Option<[f64; 3]>,
    pub hessian: [f64; 3],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Divergence {
    #[serde(flatten)]
    pub place: Place,
    pub from: [f64; 2],
    pub to: [f64; 2],
    pub old_new: f64,
    pub new_old: f64,
    pub distance: Option<f64>,
}

#[derive(Deserialize)]
pub struct Conversion {
    #[serde(flatten)]
    pub place: Place,
    pub at: [f64; 2],
    pub to: std::collections::BTreeMap<String, [f64; 2]>,
}

#[derive(Deserialize)]
pub struct Optimum {
    #[serde(flatten)]
    pub place: Place,
    pub at: Option<[f64; 2]>,
    /// Every local minimum, the lowest first; only `at` where it is left out.
    pub all: Option<Vec<[f64; 2]>>,
}

/// One step, or the reason why there is none.
#[derive(Deserialize)]
pub struct Step {
    #[serde(flatten)]
    pub place: Place,
    pub at: [f64; 2],
    pub rule: Json,
    pub step: Option<[f64; 2]>,
    #[serde(default)]
    pub halvings: u32,
    pub status: Option<String>,
}

/// The points after the first: x1, y1, x2, y2, …
#[derive(Deserialize)]
pub struct Run {
    #[serde(flatten)]
    pub place: Place,
    pub at: [f64; 2],
    pub rule: Json,
    pub points: Vec<f64>,
}

#[derive(Deserialize)]
pub struct Ball {
    #[serde(flatten)]
    pub place: Place,
    pub center: [f64; 2],
    pub kind: String,
    pub radius: f64,
    pub points: Vec<Option<[f64; 2]>>,
}

impl Place {
    /// The specification of the model.
    pub fn spec(&self, model: &str) -> Json {
        let mut spec = json!({ "model": model });
        if let Some(set) = &self.set {
            spec["data"] = json!({ "set": set });
        }
        for (field, given) in [("data", &self.data), ("options", &self.options)] {
            if let Some(given) = given {
                spec[field] = given.clone();
            }
        }
        if let Some(scale) = self.scale {
            spec["options"] = json!({ "scale": scale });
        }
        spec
    }

    /// The model through a chart.
    pub fn seen(&self, model: &str, chart: &str) -> Charted {
        let spec = ModelSpec::read(value(&self.spec(model))).unwrap();
        spec.model.chart(chart, "chart").unwrap().over(&spec.build().unwrap())
    }

    /// The model through its chart.
    pub fn charted(&self, model: &str) -> Charted {
        self.seen(model, &self.chart)
    }

    pub fn describe(&self, model: &str) -> String {
        let set = self.set.as_deref().unwrap_or_default();
        let scale = self.scale.map(|scale| format!("{scale:?}")).unwrap_or_default();
        let given = [&self.data, &self.options].map(|part| part.as_ref().map(Json::to_string));
        let given = given.map(Option::unwrap_or_default).concat();
        format!("{model} {set}{scale}{given} {}", self.chart)
    }
}

/// The references of every model.
pub fn references() -> Vec<Reference> {
    let read = |entry: &'static catalog::ModelEntry| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
        let path = format!("{folder}/{}-reference.json", entry.name);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        Reference { model: entry.name, ..serde_json::from_str(&text).unwrap() }
    };
    catalog::MODELS.iter().map(read).collect()
}
