//! Looking an entry up by its name.

use crate::error::{Invalid, listed};

/// An entry that is called by a name.
pub trait Named {
    /// Its name.
    fn name(&self) -> &'static str;
}

impl Named for &'static str {
    fn name(&self) -> &'static str {
        self
    }
}

impl<T> Named for (&'static str, T) {
    fn name(&self) -> &'static str {
        self.0
    }
}

/// The one of `known` with this name; `path` is where the name stood.
///
/// # Errors
/// [`Invalid`] lists the known names.
pub fn called<'a, T: Named>(name: &str, path: &str, known: &'a [T]) -> Result<&'a T, Invalid> {
    known.iter().find(|entry| entry.name() == name).ok_or_else(|| {
        let names: Vec<_> = known.iter().map(Named::name).collect();
        Invalid::new(path, format_args!("\"{name}\""), listed("one of ", ", ", &names))
    })
}
