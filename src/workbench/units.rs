//! The same model in another unit of what is observed.

use super::Workbench;
use crate::data::Kind;
use crate::error::{Invalid, Scientific};
use crate::model::prelude::*;
use crate::specification::{DataSpec, ModelSpec};

impl Workbench {
    /// The distribution of `scale·x + shift` if `x` has the distribution `theta`, in
    /// the same chart of the model that [`Workbench::rescaled`] gives.
    ///
    /// # Errors
    /// [`Invalid`] if there is no such chart or point, if observations are not
    /// numbers, or if the result is not a number.
    pub fn affine(
        &self,
        theta: [f64; 2],
        chart: &str,
        scale: f64,
        shift: f64,
    ) -> Result<[f64; 2], Invalid> {
        let (model, at) = self.point(theta, chart, "theta")?;
        self.check_unit(scale, shift)?;
        let units = model.units().in_another(scale);
        let there = self.spec.model.chart(chart, "chart")?.chart(&units);
        let own = self.model.affine(model.own(at), scale, shift);
        match own.map(|own| there.from_own(own)) {
            Some(at) if there.contains(at) && self.model.contains(there.to_own(at)) => {
                Ok(at.array())
            }
            _ => {
                let allowed = "one that, with the shift, leaves theta inside its domain";
                Err(Invalid::new("scale", Scientific(scale), allowed))
            }
        }
    }

    /// The same family with `scale·x + shift` in place of each observation `x`.
    ///
    /// # Errors
    /// [`Invalid`] if the observations are not numbers, or become unusable.
    pub fn rescaled(&self, scale: f64, shift: f64) -> Result<Self, Invalid> {
        self.check_unit(scale, shift)?;
        let x = self.spec.observations().iter().map(|x| scale * x + shift).collect();
        let mut spec = ModelSpec { data: DataSpec::Numbers { x }, ..self.spec.clone() };
        if let Some(spread) = spec.options.as_mut().and_then(|options| options.spread.as_mut()) {
            *spread *= scale.abs();
        }
        Self::new(spec).map_err(|_| {
            let allowed = "one that, with the shift, leaves observations of use";
            Invalid::new("scale", Scientific(scale), allowed)
        })
    }

    /// Refuses models whose observations have no unit, and units that are unusable.
    fn check_unit(&self, scale: f64, shift: f64) -> Result<(), Invalid> {
        if self.spec.model.takes != Kind::Numbers {
            let allowed = "a model of numbers";
            return Err(Invalid::new(
                "model",
                format_args!("\"{}\"", self.spec.model.name),
                allowed,
            ));
        }
        if !(scale.is_finite() && scale != 0.0) {
            return Err(Invalid::new("scale", scale, "a finite number other than 0"));
        }
        if shift.is_finite() {
            return Ok(());
        }
        Err(Invalid::new("shift", shift, "a finite number"))
    }
}
