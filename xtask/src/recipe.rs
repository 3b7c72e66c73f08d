//! What decides the bytes of pkg/ besides the toolchain. This file is itself
//! one of the inputs whose digest pkg/ records.

/// The files and folders pkg/ is made of.
pub const INPUTS: &[&str] =
    &["Cargo.lock", "Cargo.toml", "src", "xtask/bind", "xtask/src/recipe.rs"];

/// Files of www/ that are bundled into pkg/, as (source, name in pkg/).
pub const BUNDLED: &[(&str, &str)] = &[];

/// How rustc compiles, besides the release profile in Cargo.toml.
pub const RUSTFLAGS: &[&str] = &["-Ctarget-feature=+simd128"];

/// How wasm-opt optimises. The features are those rustc emits; the names and
/// notes for debugging go.
pub const WASM_OPT: &[&str] = &[
    "-O3",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];
