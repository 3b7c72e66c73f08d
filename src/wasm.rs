//! The only `#[wasm_bindgen]`.
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the interface.
#[wasm_bindgen]
pub fn interface_version() -> u32 {
    1
}
