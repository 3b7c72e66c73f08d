//! Conventions: libraries use different formulas and defaults for rules of the same name.

/// The source of the formulas of an adaptive method (docs/mathematics/other-libraries.md).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Convention {
    /// The papers' (docs/mathematics/adaptive-methods.md#formulas).
    #[default]
    Paper,
    /// `torch.optim`, as of version 2.15.
    PyTorch,
    /// `optax`, as of version 0.2.8.
    Optax,
    /// `keras.optimizers`, as of version 3.15.1.
    Keras,
}

impl Convention {
    /// The public names, in the order of a menu.
    pub const NAMES: [(&'static str, Convention); 4] = [
        ("paper", Convention::Paper),
        ("pytorch", Convention::PyTorch),
        ("optax", Convention::Optax),
        ("keras", Convention::Keras),
    ];
}
