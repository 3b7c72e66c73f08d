//! What decides the bytes of pkg/ besides the toolchain. This file is itself
//! one of the inputs whose digest pkg/ records.

/// What the compiled core is made of; scripts among it belong to [`SHELL`].
pub const CORE: &[&str] = &["Cargo.lock", "Cargo.toml", "src", "xtask/bind", "xtask/src/recipe.rs"];

/// What is bundled around it: the scripts of these files and folders, the
/// article that is put into one file, what bundles them, and what says which
/// version of the bundler.
pub const SHELL: &[&str] = &[
    "index.html",
    "src",
    "tests/web/package-lock.json",
    "www",
    "xtask/src/bundle.mjs",
    "xtask/src/offline.mjs",
    "xtask/src/packaged.mjs",
    "xtask/src/packaged.md",
];

/// Endings of scripts, of what describes them, and of what the article consists of.
pub const SCRIPTS: &[&str] =
    &[".js", ".mjs", ".d.ts", "package-lock.json", "index.html", "page.css", "icon.svg"];

/// How cargo compiles, besides the release profile in Cargo.toml: for size. What
/// computes with many numbers at once is inlined by name.
pub const PROFILE: &[&str] = &["--config", "profile.release.opt-level=\"z\""];

/// How rustc compiles. Left to itself, that level inlines nothing that is larger
/// than its call, and a Gaussian gradient step takes half as long again. At 15,
/// measured from 10 to 25, the core is smallest; at 25, steps would be some
/// 4 % faster. The stack lies below everything else; at half its usual size, addresses
/// above it are a byte shorter.
pub const RUSTFLAGS: &[&str] = &[
    "-Ctarget-feature=+simd128",
    "-Cllvm-args=-inline-threshold=15",
    "-Clink-arg=-zstack-size=524288",
];

/// What cargo gets where the standard library is compiled along with the crate.
pub const COMPILED_STD: &[&str] =
    &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// What rustc gets then: a panic stops at once, so that neither its words, which
/// no page would show, nor the places in the sources they name are downloaded,
/// nor how to write values for debugging.
pub const COMPILED_STD_RUSTFLAGS: &[&str] = &[
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// How wasm-opt optimises: for size, until nothing shrinks any more; measured, it
/// costs no speed. Memory starts as zeros, and below its first kilobyte lies only
/// the far end of the stack. The names and notes for debugging go.
pub const WASM_OPT: &[&str] = &[
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--zero-filled-memory",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// What it must know: what rustc emits.
pub const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];
