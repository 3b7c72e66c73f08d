//! The boundary to JavaScript: arguments are read, answers written, errors thrown,
//! and nothing is computed. Nothing outside this folder knows a browser.
//!
//! - `methods.rs`: every method, a line each: how its arguments are read, what answers;
//!   `work.rs`: the same for classes that do long work
//! - `given.rs`, `read.rs`: arguments; `write.rs`: answers
//! - `backdrop.rs`: drawing on a canvas
//! - `plane_numbers.rs`: a plane as numbers
//! - `picture.rs`: the same drawings as SVG text; `surface.rs`: either of both
//! - `module.js`: the classes that a page sees, made from lists of their methods'
//!   names; `module.d.ts`: their types and documentation
//!
//! All classes share one exported type, [`Core`], whose method [`Core::call`] takes
//! a name and a list of arguments. An export for each method makes the core 6 kB
//! larger and the JavaScript around it 3 kB (both gzipped).

mod backdrop;
mod given;
mod memory;
mod methods;
#[cfg(feature = "pictures")]
mod picture;
mod plane_numbers;
mod read;
mod surface;
#[cfg(feature = "long-work")]
mod work;
mod write;

use std::cell::RefCell;

use js_sys::Error;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlCanvasElement;

use crate::error::Invalid;
use crate::experiment::Experiment;
use crate::figure::Ground;
use crate::specification::{ExperimentSpec, ModelSpec};
use crate::workbench::Workbench;
use given::Given;
#[cfg(feature = "long-work")]
use work::Work;

/// The Rust object behind a JavaScript one.
#[wasm_bindgen]
pub struct Core(RefCell<Subject>);

#[allow(clippy::large_enum_variant, reason = "each is alone behind one JavaScript object")]
enum Subject {
    /// Behind the functions that belong to no object.
    Page,
    /// With what is known of the loss behind the plane that is drawn next.
    Model(Workbench, RefCell<Ground>),
    Experiment(Experiment),
    #[cfg(feature = "long-work")]
    Work(Work),
}

#[wasm_bindgen]
impl Core {
    /// An object of this class, built from its specification.
    #[wasm_bindgen(constructor)]
    pub fn new(class: &str, spec: &JsValue) -> Result<Core, Error> {
        let subject = Subject::new(class, spec).map_err(thrown)?;
        Ok(Core(RefCell::new(subject)))
    }

    /// An experiment on the model behind this object, with a specification without its data.
    pub fn experiment(&self, spec: &JsValue) -> Result<Core, Error> {
        let spec = read::value(spec);
        let made = match &*self.0.borrow() {
            Subject::Model(model, _) => model.experiment(spec),
            _ => Err(Invalid::new("model", "another object", "a Model")),
        };
        made.map(|made| Core(RefCell::new(Subject::Experiment(made)))).map_err(thrown)
    }

    /// The answer of a method of its class to a list of arguments.
    pub fn call(&self, method: &str, list: &JsValue) -> Result<JsValue, Error> {
        // Arguments are read before the object is borrowed: a getter in one of
        // them may call this object again.
        let given = &mut Given::new(list);
        let answer = match &mut *self.0.borrow_mut() {
            #[cfg(feature = "long-work")]
            Subject::Page if method == "outcomes" => work::outcomes_of_starts(method, given),
            Subject::Page => methods::page(method, given),
            Subject::Model(model, _) => methods::model(model, method, given),
            Subject::Experiment(experiment) => methods::experiment(experiment, method, given),
            #[cfg(feature = "long-work")]
            Subject::Work(work) => work.call(method, given),
        };
        answer.map_err(thrown)
    }

    /// Draws the backdrop of a view and returns its frame; see `backdrop.rs`.
    pub fn draw(
        &self,
        view: &str,
        canvas: HtmlCanvasElement,
        list: &JsValue,
    ) -> Result<JsValue, Error> {
        let given = &mut Given::new(list);
        let frame = match &*self.0.borrow() {
            Subject::Page => backdrop::axes(canvas, given),
            Subject::Model(model, ground) if view == "plane" => {
                backdrop::plane(model, canvas, given, &mut ground.borrow_mut())
            }
            Subject::Model(model, _) => backdrop::density(model, canvas, given),
            _ => Err(Invalid::new("model", "another object", "a Model").into()),
        };
        frame.map_err(|sentence| Error::new(&sentence))
    }
}

impl Subject {
    fn new(class: &str, spec: &JsValue) -> Result<Self, Invalid> {
        let spec = read::value(spec);
        Ok(match class {
            "Page" => Self::Page,
            "Model" => Self::Model(Workbench::new(ModelSpec::read(spec)?)?, RefCell::default()),
            "Experiment" => Self::Experiment(Experiment::new(ExperimentSpec::read(spec)?)?),
            #[cfg(feature = "long-work")]
            _ => Self::Work(Work::new(class, spec)?),
            #[cfg(not(feature = "long-work"))]
            _ => return Err(Invalid::new("the class", class, "Model or Experiment")),
        })
    }
}

fn thrown(error: Invalid) -> Error {
    Error::new(&error.to_string())
}
